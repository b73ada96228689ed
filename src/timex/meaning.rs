//! What a row says: which day, span, length or set its words stand for.
//!
//! In: a meaning, the values of the row's classes and the context. Out: a [`Said`], which has all of a `Timex` but its place in
//! the text. A new kind of expression is one arm of [`Meaning::read`] here and its rows in `timex.tsv`.

use super::anchor::{Context, Readings, Tense};
use super::calendar::{self, Stamp};
use super::length;
use super::pattern::Match;
use super::said::Said;
use super::words::Class;
use super::{day, period};
use crate::model::mention::TimexKind;
use chrono::Datelike;

/// The second column of `timex.tsv`: a verb and its arguments.
#[derive(Debug, Clone, Copy)]
pub struct Meaning {
    verb: Verb,
    by: i32,
    /// The last argument: a value, the name of a feast, a unit.
    word: &'static str,
}

macro_rules! verbs {
    ($($name:ident $word:literal),* $(,)?) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        enum Verb { $($name),* }

        fn verb(name: &str) -> Option<Verb> {
            match name { $($word => Some(Verb::$name),)* _ => None }
        }
    };
}

verbs! {
    Ref "ref", Today "today", Weekday "weekday", PastWeekday "past-weekday", NextWeekday "next-weekday", WeekdayOfWeek "weekday-of-week",
    Weekdays "weekdays", Date "date", Days "days", DayOfMonth "day-of-month", DaysOfMonth "days-of-month", Iso "iso", Numeric "numeric",
    Dotted "dotted", Month "month", MonthBy "month-by", Months "months", Year "year", YearWord "year-by", Years "years", Calendar "calendar",
    Told "told", Ago "ago", Later "later", SameDay "same-day", Duration "duration", Nights "nights", Vague "vague", NthDay "nth-day", Set "set",
    Every "every", Clock "clock", Holiday "holiday", Season "season", SeasonBy "season-by", Decade "decade", Century "century", Bc "bc",
    Part "part", Half "half", Quarter "quarter", In "in", Event "event", Story "story", Weekend "weekend", WeekOf "week-of", WeekdayOfMonth "weekday-of-month", Nothing "nothing", Range "range",
}

impl Meaning {
    /// Reads "verb", "verb number" or "verb number word".
    pub fn parse(text: &'static str) -> Option<Meaning> {
        let mut meaning = Meaning { verb: Verb::Ref, by: 0, word: "" };
        for (i, word) in text.split_whitespace().enumerate() {
            match word.parse() {
                _ if i == 0 => meaning.verb = verb(word)?,
                Ok(by) => meaning.by = by,
                Err(_) => meaning.word = word,
            }
        }
        Some(meaning)
    }

    /// True for days told by month and number, of which datelines are made.
    pub fn is_date(&self) -> bool {
        self.verb == Verb::Date
    }

    /// What the match says; `None` where the figures make no sense as a time.
    pub fn read(&self, found: &Match, context: &Context) -> Option<Said> {
        let (by, first) = (self.by, |class| found.first(class));
        let number = || first(Class::Number).unwrap_or(1);
        let unit = || unit_named(self.word).or_else(|| first(Class::Unit)).unwrap_or(1);
        Some(match self.verb {
            Verb::Ref => Said::new(TimexKind::Date, self.word),
            // Words that are times only in a story of times gone by.
            Verb::Story if !context.narrative => return None,
            Verb::Story => {
                let kind = if self.word.contains('T') && self.word.starts_with('X') {
                    TimexKind::Time
                } else {
                    TimexKind::Date
                };
                Said::new(kind, self.word)
            }
            Verb::Today => self.today(found, context),
            Verb::Weekday => day::weekday(found, |w| context.weekday(w)),
            Verb::PastWeekday => {
                let at = Context {
                    tense: Tense::Past,
                    today: context.today.and_then(|d| calendar::shift(d, -1)),
                    ..*context
                };
                day::single(day::weekday(found, |w| at.weekday(w)))
            }
            Verb::NextWeekday => {
                let at = Context {
                    tense: Tense::Future,
                    today: context.today.and_then(|d| calendar::shift(d, -by)),
                    ..*context
                };
                let later = if self.word == "week" { 7 } else { 0 };
                let next = |r: Readings| calendar::shift(r.future?, later).map(|chosen| Readings { chosen, ..r });
                day::single(day::weekday(found, |w| at.weekday(w).and_then(next)))
            }
            Verb::WeekdayOfWeek => day::weekday_of_week(found, context, by),
            Verb::Weekdays => day::weekdays(found, context, by == 1)?,
            Verb::Date => day::date(found, context, self.word)?,
            Verb::Days => day::days(found, context, by == 1)?,
            Verb::DayOfMonth => day::day_of_month(found, context, by, self.word)?,
            Verb::DaysOfMonth => day::days_of_month(found, context)?,
            Verb::Iso => {
                let mut two = found.all(Class::Two);
                day::full_date(first(Class::Year)?, two.next()?, two.next()?)?
            }
            Verb::Numeric => day::numeric(found, context)?,
            Verb::Dotted => first(Class::Dotted).and_then(|d| day::full_date(d / 10000, d / 100 % 100, d % 100))?,
            // A report is "completed by July" before or after July: the nearest.
            Verb::Month if by == 1 => period::month(found, &Context { tense: Tense::Open, ..*context })?,
            Verb::Month => period::month(found, context)?,
            Verb::MonthBy => period::month_by(found, context, by)?,
            Verb::Months => period::months(found, context)?,
            // Lone figures below the argument are numbers or times.
            Verb::Year => Said::stamp(Stamp::year(first(Class::Year).filter(|y| *y >= by)?)).full(),
            Verb::YearWord => Said::stamp(Stamp::year(context.reference()?.year)),
            Verb::Years => period::years(found)?,
            Verb::Calendar => length::calendar(context.today.map(Stamp::of), context.today, unit(), by),
            // "the following morning" is part of a day.
            // Words that look like a time and are none.
            Verb::Nothing => return None,
            Verb::WeekOf => length::week_of(day::date(found, context, "")?),
            Verb::WeekdayOfMonth => day::weekday_of_month(found, context, by)?,
            Verb::Weekend => length::weekend(context),
            Verb::Told => self.told(context, unit()).part(first(Class::Part)),
            Verb::In => within(context, number(), unit()),
            Verb::Event => event(number(), unit(), by),
            Verb::Ago => length::moved(context.today.map(Stamp::of), context.today, unit(), by * number()),
            Verb::Later => self.later(context, unit(), by * number()),
            Verb::SameDay => Said { offset_days: Some(0), ..self.told(context, 1) }.part(first(Class::Part)),
            // "three quarters" is a share.
            Verb::Duration if unit() == 7 && number() == 3 => return None,
            Verb::Duration => length::duration(if by > 0 { by } else { number() }, unit()),
            // "in 1894 night attacks" has no length.
            Verb::Nights if number() > 400 => return None,
            // "two or three days": no length to reckon with.
            Verb::Range => Said { duration_days: None, ..length::duration(found.all(Class::Number).last()?, unit()) },
            Verb::Nights => length::nights(if by > 0 { by } else { number() }),
            Verb::Vague => length::vague(first(Class::Plural).unwrap_or_else(unit)),
            // "the last day of his three-day visit" tells the length as well.
            Verb::NthDay => Said {
                duration_days: first(Class::Number).filter(|_| self.word == "last").and_then(|n| u32::try_from(n).ok()),
                ..nth_day(first(Class::Nth).or_else(|| first(Class::Number)).unwrap_or(by))?
            },
            Verb::Set => Said::new(TimexKind::Set, self.word),
            Verb::Every => every(found, unit()),
            Verb::Clock => day::clock(found, context, by)?,
            Verb::Holiday => self.holiday(found, context)?,
            Verb::Season => period::season(found, context)?,
            Verb::SeasonBy => period::season_by(found, context, by)?,
            Verb::Decade => {
                length::decade(first(Class::Decade).or_else(|| first(Class::Year).filter(|y| y % 10 == 0))?)
            }
            Verb::Century => length::century(first(Class::Nth)?, by < 0)?,
            Verb::Bc => period::bc(found)?,
            Verb::Part => day::part_of_day(found, context),
            Verb::Half => period::half(found, by)?,
            Verb::Quarter => period::quarter(found, context, by)?,
        })
    }

    /// "today", "tomorrow morning", "last night".
    fn today(&self, found: &Match, context: &Context) -> Said {
        let part = part_named(self.word).or_else(|| found.first(Class::Part));
        let day = context.today.and_then(|d| calendar::shift(d, self.by));
        let said = day.map_or_else(|| Said::unresolved("XXXX-XX-XX"), Said::day);
        // In a story of long ago "today" is the reader's day, and no later date hangs on it.
        let told = said.told.filter(|_| !context.narrative);
        Said { told, ..said }.part(part)
    }

    /// "the next day", "the following year", "that month".
    fn told(&self, context: &Context, unit: i32) -> Said {
        let said = length::calendar(context.reference(), context.reference_day(), unit, self.by);
        let said = self.going_on(said);
        Said { offset_days: (unit == 1).then_some(self.by), ..said }
    }

    /// "two days later", "a year earlier".
    fn later(&self, context: &Context, unit: i32, by: i32) -> Said {
        let said = self.going_on(length::moved(context.reference(), context.reference_day(), unit, by));
        Said { offset_days: (unit <= 2).then(|| by.saturating_mul(if unit == 2 { 7 } else { 1 })), ..said }
    }

    /// A look back ("the previous year") does not move the story.
    fn going_on(&self, said: Said) -> Said {
        Said { told: said.told.filter(|_| self.by >= 0), ..said }
    }

    /// "Christmas", "Easter 2018", "New Year's Eve".
    fn holiday(&self, found: &Match, context: &Context) -> Option<Said> {
        if let Some(year) = found.first(Class::Year) {
            return calendar::holiday(self.word, year).map(|d| Said::day(d).full());
        }
        let Some(base) = context.reference().map(|r| r.year).or(context.today.map(|d| d.year())) else {
            return Some(Said::unresolved("XXXX-XX-XX"));
        };
        if context.narrative {
            return calendar::holiday(self.word, base).map(Said::day);
        }
        let today = context.today?;
        let on = |by: i32| calendar::holiday(self.word, today.year() + by);
        let past = [0, -1].into_iter().filter_map(on).find(|d| *d <= today);
        let future = [0, 1].into_iter().filter_map(on).find(|d| *d >= today);
        let chosen = match (context.tense, past, future) {
            (Tense::Future, _, Some(future)) => future,
            // "Shops decorated for Christmas", said in December.
            (Tense::Past, Some(past), Some(future))
                if (today - past).num_days() > 200 && (future - today).num_days() <= 45 =>
            {
                future
            }
            (Tense::Past, Some(past), _) => past,
            (_, Some(past), Some(future)) if today - past > future - today => future,
            (_, past, future) => past.or(future)?,
        };
        Some(Said::readings(Readings { chosen, past, future }))
    }
}

fn unit_named(word: &str) -> Option<i32> {
    ["day", "week", "month", "year", "decade", "century", "quarter", "hour", "minute", "second", "weekend"]
        .iter()
        .position(|w| *w == word)
        .map(|i| i as i32 + 1)
}

fn part_named(word: &str) -> Option<i32> {
    ["morning", "afternoon", "evening", "night", "midday"].iter().position(|w| *w == word).map(|i| i as i32 + 1)
}

/// "on the second day of the visit", "day two".
fn nth_day(day: i32) -> Option<Said> {
    let nth = u32::try_from(day).ok().filter(|d| (1..=60).contains(d))?;
    Some(Said { nth_day: Some(nth), ..Said::unresolved("XXXX-XX-XX") })
}

/// "will go in three days" is a day, "the first in three days" a length.
fn within(context: &Context, number: i32, unit: i32) -> Said {
    match context.tense {
        Tense::Future if !context.narrative && unit <= 2 => {
            length::moved(context.today.map(Stamp::of), context.today, unit, number)
        }
        _ => length::duration(number, unit),
    }
}

/// "two days after his arrival": so far from an event that the text may not date.
fn event(number: i32, unit: i32, by: i32) -> Said {
    let length = length::duration(number, unit);
    let offset_days = length.duration_days.and_then(|d| i32::try_from(d).ok()).map(|d| d.saturating_mul(by));
    Said { offset_days, duration_days: None, ..length }
}

/// "every Tuesday", "every two weeks".
fn every(found: &Match, unit: i32) -> Said {
    match found.first(Class::Weekday) {
        Some(weekday) => Said::new(TimexKind::Set, format!("XXXX-WXX-{weekday}")),
        None => Said {
            kind: TimexKind::Set,
            duration_days: None,
            ..length::duration(found.first(Class::Number).unwrap_or(1), unit)
        },
    }
}
