//! What a row says: which day, span, length or set its words stand for.
//!
//! In: a meaning, the values of the row's classes and the context. Out: a [`Said`], which has all of a `Timex` but its place in
//! the text. A new kind of expression is one arm of [`Meaning::read`] here and its rows in `timex.tsv`.

use super::anchor::{Context, Readings, Tense};
use super::calendar::{self, Stamp};
use super::length;
use super::pattern::Match;
use super::words::{Class, twelve_hours};
use crate::model::DateSpan;
use crate::model::mention::TimexKind;
use chrono::{Datelike, NaiveDate};

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
    Part "part", Half "half", Quarter "quarter", In "in", Event "event", Story "story",
}

/// A time expression but for its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    pub kind: TimexKind,
    pub value: String,
    pub days: Option<DateSpan>,
    pub past: Option<DateSpan>,
    pub future: Option<DateSpan>,
    pub extent: Option<DateSpan>,
    pub offset_days: Option<i32>,
    pub nth_day: Option<u32>,
    pub duration_days: Option<u32>,
    /// What it tells for the expressions after it.
    pub told: Option<Stamp>,
    /// The year was told outright.
    pub full: bool,
}

impl Said {
    pub fn new(kind: TimexKind, value: impl Into<String>) -> Self {
        Said {
            kind,
            value: value.into(),
            days: None,
            past: None,
            future: None,
            extent: None,
            offset_days: None,
            nth_day: None,
            duration_days: None,
            told: None,
            full: false,
        }
    }

    fn stamp(stamp: Stamp) -> Self {
        let span = stamp.span();
        let days = span.filter(|_| stamp.day > 0);
        Said { days, extent: span, told: Some(stamp), ..Said::new(TimexKind::Date, stamp.value()) }
    }

    fn day(day: NaiveDate) -> Self {
        Said::stamp(Stamp::of(day))
    }

    fn readings(readings: Readings) -> Self {
        let (past, future) = (readings.past.map(DateSpan::day), readings.future.map(DateSpan::day));
        Said { past, future, ..Said::day(readings.chosen) }
    }

    fn span(span: DateSpan, value: String) -> Self {
        Said { extent: Some(span), ..Said::new(TimexKind::Date, value) }
    }

    fn unresolved(value: impl Into<String>) -> Self {
        Said::new(TimexKind::Date, value)
    }

    /// Adds a part of the day: "2019-02-27TEV".
    fn part(mut self, part: Option<i32>) -> Self {
        if let Some(part) = part {
            self.value.push_str(calendar::part_letters(part));
            self.kind = TimexKind::Time;
        }
        self
    }

    fn full(mut self) -> Self {
        self.full = true;
        self
    }
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
            Verb::Weekday => weekday(found, context, |w| context.weekday(w)),
            Verb::PastWeekday => {
                let at = Context {
                    tense: Tense::Past,
                    today: context.today.and_then(|d| calendar::shift(d, -1)),
                    ..*context
                };
                single(weekday(found, context, |w| at.weekday(w)))
            }
            Verb::NextWeekday => {
                let at = Context {
                    tense: Tense::Future,
                    today: context.today.and_then(|d| calendar::shift(d, -by)),
                    ..*context
                };
                single(weekday(found, context, |w| {
                    at.weekday(w).map(|r| Readings { chosen: r.future.unwrap_or(r.chosen), ..r })
                }))
            }
            Verb::WeekdayOfWeek => weekday_of_week(found, context, by),
            Verb::Weekdays => weekdays(found, context, by == 1)?,
            Verb::Date => date(found, context, self.word)?,
            Verb::Days => days(found, context, by == 1)?,
            Verb::DayOfMonth => day_of_month(found, context, by, self.word)?,
            Verb::DaysOfMonth => days_of_month(found, context)?,
            Verb::Iso => {
                let mut two = found.all(Class::Two);
                full_date(first(Class::Year)?, two.next()?, two.next()?)?
            }
            Verb::Numeric => numeric(found, context)?,
            Verb::Dotted => first(Class::Dotted).and_then(|d| full_date(d / 10000, d / 100 % 100, d % 100))?,
            Verb::Month => month(found, context)?,
            Verb::MonthBy => month_by(found, context, by)?,
            Verb::Months => months(found, context)?,
            Verb::Year => Said::stamp(Stamp::year(first(Class::Year)?)).full(),
            Verb::YearWord => Said::stamp(Stamp::year(context.reference()?.year)),
            Verb::Years => years(found)?,
            Verb::Calendar => length::calendar(context.today.map(Stamp::of), context.today, unit(), by),
            // "the following morning" is part of a day.
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
            Verb::Nights => length::nights(if by > 0 { by } else { number() }),
            Verb::Vague => length::vague(first(Class::Plural).unwrap_or_else(unit)),
            Verb::NthDay => nth_day(first(Class::Nth).or_else(|| first(Class::Number)).unwrap_or(by))?,
            Verb::Set => Said::new(TimexKind::Set, self.word),
            Verb::Every => every(found, context, unit()),
            Verb::Clock => clock(found, context)?,
            Verb::Holiday => self.holiday(found, context)?,
            Verb::Season => season(found, context)?,
            Verb::SeasonBy => season_by(found, context, by)?,
            Verb::Decade => length::decade(first(Class::Decade)?),
            Verb::Century => length::century(first(Class::Nth)?, by < 0)?,
            Verb::Bc => bc(found)?,
            Verb::Part => part_of_day(found, context),
            Verb::Half => half(found, by)?,
            Verb::Quarter => quarter(found, context, by)?,
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

/// Drops the other reading, where the words leave none open.
fn single(said: Said) -> Said {
    Said { past: None, future: None, ..said }
}

fn weekday(found: &Match, _: &Context, read: impl Fn(u32) -> Option<Readings>) -> Said {
    let weekday = found.first(Class::Weekday).unwrap_or(1);
    let said = read(weekday as u32).map_or_else(|| Said::unresolved(format!("XXXX-WXX-{weekday}")), Said::readings);
    said.part(found.first(Class::Part))
}

/// "Tuesday of next week".
fn weekday_of_week(found: &Match, context: &Context, by: i32) -> Said {
    let weekday = found.first(Class::Weekday).unwrap_or(1);
    let week = context.today.and_then(|d| calendar::week_of(d, by));
    let day = week.and_then(|w| calendar::shift(w.first, weekday - 1));
    day.map_or_else(|| Said::unresolved(format!("XXXX-WXX-{weekday}")), Said::day).part(found.first(Class::Part))
}

/// "Monday to Wednesday", "Thursday and Friday" (a pair).
fn weekdays(found: &Match, context: &Context, pair: bool) -> Option<Said> {
    let mut both = found.all(Class::Weekday).map(|w| w as u32);
    let (first, last) = (both.next()?, both.next()?);
    let length = ((last + 7 - first) % 7) as i32;
    if pair && length != 1 {
        return None;
    }
    let Some(readings) = context.weekday(first) else { return Some(Said::unresolved(format!("XXXX-WXX-{first}"))) };
    let span = |day: NaiveDate| DateSpan::new(day, calendar::shift(day, length)?);
    // What began in the past and ends after today is read as past only where the tense says so.
    let said = range(span(readings.chosen)?);
    Some(Said { past: readings.past.and_then(span), future: readings.future.and_then(span), ..said })
}

fn range(span: DateSpan) -> Said {
    let value = format!("{}/{}", Stamp::of(span.first).value(), Stamp::of(span.last).value());
    Said { days: Some(span), told: Some(Stamp::of(span.last)), ..Said::span(span, value) }
}

fn full_date(year: i32, month: i32, day: i32) -> Option<Said> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let stamp = Stamp { year, month: month as u32, day: day as u32 };
    Some(if stamp.span().is_some() { Said::stamp(stamp).full() } else { no_such_day() })
}

/// "31 June": no day of any year.
fn no_such_day() -> Said {
    Said::unresolved("XXXX-XX-XX")
}

fn month_first(found: &Match) -> Option<u32> {
    found.first(Class::Month).or_else(|| found.first(Class::SureMonth)).map(|m| m as u32)
}

fn year_told(found: &Match) -> Option<i32> {
    found.first(Class::Year)
}

fn day_told(found: &Match) -> Option<u32> {
    found.first(Class::Day).or_else(|| found.first(Class::Nth)).map(|d| d as u32).filter(|d| (1..=31).contains(d))
}

/// "June 18", "Thursday, 20 June 2024", "the night of 3 May".
fn date(found: &Match, context: &Context, which: &str) -> Option<Said> {
    let (month, day) = (month_first(found)?, day_told(found)?);
    if which == "told" {
        let year = context.reference().map(|r| r.year);
        let stamp = year.map(|year| Stamp { year, month, day }).filter(|s| s.span().is_some());
        return Some(stamp.map_or_else(|| Said::unresolved(format!("XXXX-{month:02}-{day:02}")), Said::stamp));
    }
    let part = found.first(Class::Part);
    if let Some(year) = year_told(found) {
        return full_date(year, month as i32, day as i32).map(|s| s.part(part));
    }
    if NaiveDate::from_ymd_opt(2000, month, day).is_none() {
        return Some(no_such_day());
    }
    if let Some(year) = context.story_year.filter(|y| context.narrative && *y < 0) {
        return Some(Said::stamp(Stamp { year, month, day }));
    }
    let readings = context.day_of_year(month, day, found.first(Class::Weekday).map(|w| w as u32));
    Some(readings.map_or_else(|| Said::unresolved(format!("XXXX-{month:02}-{day:02}")), Said::readings).part(part))
}

/// "June 18-20", "30 May to 2 June 2024", "18 and 19 June" (a pair).
fn days(found: &Match, context: &Context, pair: bool) -> Option<Said> {
    let months: Vec<u32> = found.all(Class::Month).map(|m| m as u32).collect();
    let days: Vec<u32> = found.all(Class::Day).map(|d| d as u32).collect();
    let ([month, ..], [day, .., last_day]) = (&months[..], &days[..]) else { return None };
    let last_month = *months.last()?;
    // "May 3 and 17" is no span, "May 3 and 4" is.
    if pair && days.windows(2).any(|d| d[1] != d[0] + 1) {
        return None;
    }
    let years: Vec<i32> = found.all(Class::Year).collect();
    let span = |start: NaiveDate| {
        let year = years.last().copied().unwrap_or(start.year() + i32::from(last_month < start.month()));
        DateSpan::new(start, NaiveDate::from_ymd_opt(year, last_month, *last_day)?)
    };
    if let Some(year) = years.first() {
        let first_year = if years.len() == 1 && last_month < *month { year - 1 } else { *year };
        let span = NaiveDate::from_ymd_opt(first_year, *month, *day).and_then(span);
        return Some(span.map_or_else(no_such_day, |s| range(s).full()));
    }
    let valid = |m, d| NaiveDate::from_ymd_opt(2000, m, d).is_some();
    if !valid(*month, *day) || !valid(last_month, *last_day) || (*month == last_month && day >= last_day) {
        return Some(no_such_day());
    }
    let Some(readings) = context.day_of_year(*month, *day, None) else {
        return Some(Said::unresolved(format!("XXXX-{month:02}-{day:02}/XXXX-{last_month:02}-{last_day:02}")));
    };
    let Some(chosen) = span(readings.chosen) else { return Some(no_such_day()) };
    Some(Said { past: readings.past.and_then(span), future: readings.future.and_then(span), ..range(chosen) })
}

/// "the 14th", "the 14th of this month".
fn day_of_month(found: &Match, context: &Context, by: i32, which: &str) -> Option<Said> {
    let day = found.first(Class::Dth).or_else(|| found.first(Class::Day))? as u32;
    let unresolved = || Said::unresolved(format!("XXXX-XX-{day:02}"));
    let part = found.first(Class::Part);
    if which == "month" {
        let month = context.today.map(|d| Stamp::of(d).plus_months(by));
        return Some(month.map_or_else(unresolved, |m| Said::stamp(Stamp { day, ..m })));
    }
    if which == "told" {
        let month = context.reference().filter(|r| r.month > 0);
        return Some(month.map_or_else(unresolved, |m| Said::stamp(Stamp { day, ..m })));
    }
    if let Some(weekday) = found.first(Class::Weekday) {
        return Some(weekday_and_number(context, weekday as u32, day).map_or_else(unresolved, Said::day));
    }
    Some(context.day_of_month(day).map_or_else(unresolved, Said::readings).part(part))
}

/// "Wednesday 12": the day with this number nearest today that falls on the weekday.
fn weekday_and_number(context: &Context, weekday: u32, day: u32) -> Option<NaiveDate> {
    let today = context.today?;
    let on = |by: i32| {
        let month = Stamp::of(today).plus_months(by);
        NaiveDate::from_ymd_opt(month.year, month.month, day)
    };
    let fits = |d: &NaiveDate| d.weekday().number_from_monday() == weekday;
    [0, -1, 1].into_iter().filter_map(on).filter(fits).min_by_key(|d| (*d - today).num_days().abs())
}

/// "from the 3rd to the 7th".
fn days_of_month(found: &Match, context: &Context) -> Option<Said> {
    let mut both = found.all(Class::Dth).map(|d| d as u32);
    let (first, last) = (both.next()?, both.next()?);
    let Some(readings) = context.day_of_month(first) else { return Some(Said::unresolved("XXXX-XX-XX")) };
    let span = |day: NaiveDate| DateSpan::new(day, day.with_day(last)?);
    let Some(chosen) = span(readings.chosen) else { return Some(no_such_day()) };
    Some(Said { past: readings.past.and_then(span), future: readings.future.and_then(span), ..range(chosen) })
}

/// "02/12/2024": by the text's other dates; else the order that gives the day nearest today. Where both orders give a day, the
/// earlier is `past` and the later `future`.
fn numeric(found: &Match, context: &Context) -> Option<Said> {
    let mut two = found.all(Class::Day);
    let (a, b) = (two.next()?, two.next()?);
    let year =
        year_told(found).or_else(|| found.first(Class::Two).map(|y| if y < 70 { 2000 + y } else { 1900 + y }))?;
    let (day_first, month_first) = (full_date(year, b, a), full_date(year, a, b));
    let (day_first, month_first) = match (day_first, month_first) {
        (Some(only), None) | (None, Some(only)) => return Some(only),
        (d, m) => (d?, m?),
    };
    let (Some(d), Some(m)) = (day_first.days, month_first.days) else { return Some(no_such_day()) };
    if d == m {
        return Some(day_first);
    }
    let far = |span: DateSpan| context.today.map_or(0, |t| (span.first - t).num_days().abs());
    let months_lead = context.month_first.unwrap_or_else(|| far(m) < far(d));
    let chosen = if months_lead { month_first } else { day_first };
    Some(Said { past: Some(d.min(m)), future: Some(d.max(m)), ..chosen })
}

/// "June", "in March 2018", "early June".
fn month(found: &Match, context: &Context) -> Option<Said> {
    let month = month_first(found)?;
    if let Some(year) = year_told(found) {
        return Some(Said::stamp(Stamp::month(year, month)).full());
    }
    if let Some(bc) = found.first(Class::Number) {
        return Some(Said::stamp(Stamp::month(-bc, month)).full());
    }
    let year = context.year_of_month(month);
    Some(year.map_or_else(|| Said::unresolved(format!("XXXX-{month:02}")), |y| Said::stamp(Stamp::month(y, month))))
}

/// "last March", "next June", "March of that year".
fn month_by(found: &Match, context: &Context, by: i32) -> Option<Said> {
    let month = month_first(found)?;
    let unresolved = Said::unresolved(format!("XXXX-{month:02}"));
    if by == 0 {
        let year = context.reference().map(|r| r.year);
        return Some(year.map_or(unresolved, |y| Said::stamp(Stamp::month(y, month))));
    }
    let Some(today) = context.today else { return Some(unresolved) };
    let year = match by {
        -1 => today.year() - i32::from(month >= today.month()),
        1 => today.year() + i32::from(month <= today.month()),
        2 => today.year() + 1,
        -2 => today.year() - 1,
        _ => today.year(),
    };
    Some(Said::stamp(Stamp::month(year, month)))
}

/// "from March to June 2018".
fn months(found: &Match, context: &Context) -> Option<Said> {
    let mut both = found.all(Class::Month).map(|m| m as u32);
    let (first, last) = (both.next()?, both.next()?);
    let Some(year) = year_told(found).or_else(|| context.year_of_month(first)) else {
        return Some(Said::unresolved("XXXX"));
    };
    let told = year_told(found).is_some();
    let (first, last) = match (last < first, told) {
        (false, _) => (Stamp::month(year, first), Stamp::month(year, last)),
        (true, true) => (Stamp::month(year - 1, first), Stamp::month(year, last)),
        (true, false) => (Stamp::month(year, first), Stamp::month(year + 1, last)),
    };
    let span = first.span().zip(last.span()).and_then(|(a, b)| DateSpan::new(a.first, b.last))?;
    Some(Said { told: Some(last), full: told, ..Said::span(span, format!("{}/{}", first.value(), last.value())) })
}

/// "1987-1990", "1939-45".
fn years(found: &Match) -> Option<Said> {
    let mut both = found.all(Class::Year);
    let first = both.next()?;
    let last = both.next().or_else(|| found.first(Class::Two).map(|t| first / 100 * 100 + t)).filter(|l| *l > first)?;
    let (from, to) = (Stamp::year(first), Stamp::year(last));
    let span = DateSpan::new(from.span()?.first, to.span()?.last)?;
    Some(Said { told: Some(to), ..Said::span(span, format!("{}/{}", from.value(), to.value())) }.full())
}

/// "on the second day of the visit", "day two".
fn nth_day(day: i32) -> Option<Said> {
    let nth = u32::try_from(day).ok().filter(|d| (1..=60).contains(d))?;
    Some(Said { nth_day: Some(nth), ..Said::unresolved("XXXX-XX-XX") })
}

/// "will go in three days" is a day, "the first in three days" a length.
fn within(context: &Context, number: i32, unit: i32) -> Said {
    match context.tense {
        Tense::Future if !context.narrative => length::moved(context.today.map(Stamp::of), context.today, unit, number),
        _ => length::duration(number, unit),
    }
}

/// "two days after his arrival": so far from an event that the text may not date.
fn event(number: i32, unit: i32, by: i32) -> Said {
    let length = length::duration(number, unit);
    let offset_days = length.duration_days.and_then(|d| i32::try_from(d).ok()).map(|d| d.saturating_mul(by));
    Said { offset_days, duration_days: None, ..length }
}

fn every(found: &Match, context: &Context, unit: i32) -> Said {
    let _ = context;
    match found.first(Class::Weekday) {
        Some(weekday) => Said::new(TimexKind::Set, format!("XXXX-WXX-{weekday}")),
        None => Said {
            kind: TimexKind::Set,
            duration_days: None,
            ..length::duration(found.first(Class::Number).unwrap_or(1), unit)
        },
    }
}

/// "3 p.m.", "10:30 GMT".
fn clock(found: &Match, context: &Context) -> Option<Said> {
    let minutes =
        found.first(Class::Clock).or_else(|| found.first(Class::Military)).or_else(|| found.first(Class::Hour))?
            + found.first(Class::Minute).unwrap_or(0);
    let minutes = found.first(Class::Meridiem).map_or(minutes, |shift| twelve_hours(minutes, shift));
    if minutes > 24 * 60 {
        return None;
    }
    let day = context.reference_day().map_or_else(|| "XXXX-XX-XX".to_string(), |d| Stamp::of(d).value());
    let zone = if found.first(Class::Zone) == Some(1) { "Z" } else { "" };
    Some(Said::new(TimexKind::Time, format!("{day}T{:02}:{:02}{zone}", minutes / 60, minutes % 60)))
}

fn season_said(year: Option<i32>, season: i32) -> Said {
    let letters = calendar::season_letters(season);
    let Some(year) = year else { return Said::unresolved(format!("XXXX-{letters}")) };
    let value = format!("{}-{letters}", Stamp::year(year).value());
    Said { extent: calendar::season(year, season), told: Some(Stamp::year(year)), ..Said::unresolved(value) }
}

/// "winter", "the summer of 2018".
fn season(found: &Match, context: &Context) -> Option<Said> {
    let season = found.first(Class::Season).or_else(|| found.first(Class::SureSeason))?;
    if let Some(year) = year_told(found) {
        return Some(season_said(Some(year), season).full());
    }
    if let Some(bc) = found.first(Class::Number) {
        return Some(season_said(Some(-bc), season).full());
    }
    let year = if context.narrative {
        context.told.map(|t| t.year)
    } else {
        context.year_of_month(season as u32 * 3 % 12 + 1)
    };
    Some(season_said(year, season))
}

/// "last winter", "next summer".
fn season_by(found: &Match, context: &Context, by: i32) -> Option<Said> {
    let season = found.first(Class::Season)?;
    let middle = season as u32 * 3 + 1;
    let year = context.today.map(|d| match by {
        -1 => d.year() - i32::from(middle >= d.month()),
        1 => d.year() + i32::from(middle < d.month()),
        _ => d.year(),
    });
    Some(season_said(year, season))
}

/// "490 BC", "499-493 BC".
fn bc(found: &Match) -> Option<Said> {
    let mut both = found.all(Class::Number);
    if let (Some(from), Some(to)) = (both.next(), both.next()) {
        let (from, to) = (Stamp::year(-from), Stamp::year(-to));
        let said = Said::unresolved(format!("{}/{}", from.value(), to.value()));
        return (from.year < to.year).then_some(Said { told: Some(to), ..said }.full());
    }
    found.first(Class::Number).filter(|n| *n > 0 && *n < 5000).map(|n| Said::stamp(Stamp::year(-n)).full())
}

/// "the morning", "overnight": of the day told last.
fn part_of_day(found: &Match, context: &Context) -> Said {
    let part = found.first(Class::Part).unwrap_or(4);
    let said =
        context.reference_day().map_or_else(|| Said::unresolved("XXXX-XX-XX"), |d| Said { told: None, ..Said::day(d) });
    Said { offset_days: Some(0), ..said }.part(Some(part))
}

/// "the first half of 2018".
fn half(found: &Match, by: i32) -> Option<Said> {
    let year = year_told(found)?;
    let half = if by > 0 { by } else { found.first(Class::Nth).filter(|h| *h <= 2)? };
    let first = Stamp::month(year, if half == 1 { 1 } else { 7 });
    let span = DateSpan::new(first.span()?.first, first.plus_months(5).span()?.last)?;
    Some(Said { told: Some(Stamp::year(year)), ..Said::span(span, format!("{year}-H{half}")) }.full())
}

/// "the third quarter of 2018".
fn quarter(found: &Match, context: &Context, by: i32) -> Option<Said> {
    let quarter = if by > 0 { by } else { found.first(Class::Nth).filter(|q| *q <= 4)? };
    let year = year_told(found).or_else(|| context.year_of_month(quarter as u32 * 3));
    let Some(year) = year else { return Some(Said::unresolved(format!("XXXX-Q{quarter}"))) };
    let span = calendar::quarter(year, quarter)?;
    Some(Said { told: Some(Stamp::year(year)), ..Said::span(span, format!("{year}-Q{quarter}")) })
}
