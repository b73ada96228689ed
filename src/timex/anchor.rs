//! Relative to which date an expression is read: the day of publication, or what the text told before.
//!
//! In: the document, the anchor and what was found so far. Out: past and future readings of yearless days, months and weekdays,
//! and the one that the tense of the clause asks for.

use super::calendar::{Stamp, weekday_after, weekday_on_or_before};
use super::words::{Class, Lexicon};
use crate::model::mention::Anchor;
use crate::text::{Document, Shape};
use chrono::{Datelike, NaiveDate};

/// What the verb of the clause says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    Past,
    Future,
    Open,
}

/// What the expressions of a text are relative to.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    pub today: Option<NaiveDate>,
    /// The text tells of years long gone: yearless dates belong to the year told last.
    pub narrative: bool,
    /// Numeric dates are written month first, where the text's other dates show it.
    pub month_first: Option<bool>,
    /// The date told last, at its own grain.
    pub told: Option<Stamp>,
    /// The year that the story has reached: yearless days of a narrative belong to it.
    pub story_year: Option<i32>,
    /// The day told last.
    pub told_day: Option<NaiveDate>,
    /// A year told outright in the same sentence.
    pub sentence_year: Option<i32>,
    /// The day told last in the same sentence.
    pub sentence_day: Option<NaiveDate>,
    /// The clause that holds the expression at hand.
    pub tense: Tense,
    /// The tense of the last clause that had one: a list of days ("Tuesday: a visit to the port") goes on in it.
    pub mood: Tense,
}

/// The two readings of words that leave the direction open, and the one chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readings {
    pub chosen: NaiveDate,
    pub past: Option<NaiveDate>,
    pub future: Option<NaiveDate>,
}

impl Readings {
    fn only(day: NaiveDate) -> Self {
        Readings { chosen: day, past: None, future: None }
    }
}

impl Context {
    /// The context before the first expression.
    pub fn new(document: &Document, lexicon: &Lexicon, anchor: Anchor) -> Self {
        let today = anchor.today();
        let survey = survey(document, lexicon, today);
        Context {
            today,
            narrative: anchor.dateline.is_none() && survey.tells_of_old(document.text.len()),
            month_first: (survey.month_first != survey.day_first)
                .then_some(survey.month_first > survey.day_first)
                .or_else(|| outlet_writes_month_first(document.article.source.as_deref()?)),
            told: None,
            story_year: None,
            told_day: None,
            sentence_year: None,
            sentence_day: None,
            tense: Tense::Open,
            mood: Tense::Open,
        }
    }

    /// The day that "the next day" counts from.
    pub fn reference_day(&self) -> Option<NaiveDate> {
        if self.narrative { self.told_day } else { self.told_day.or(self.today) }
    }

    /// The date that "the following year" counts from.
    pub fn reference(&self) -> Option<Stamp> {
        self.told.or(if self.narrative { None } else { self.today.map(Stamp::of) })
    }

    /// The year of a narrative, or the year that the sentence told.
    fn told_year(&self) -> Option<i32> {
        if !self.narrative {
            return self.sentence_year.filter(|_| self.tense == Tense::Past);
        }
        self.story_year
    }

    /// A day of a month without its year. `weekday` decides between the readings where only one falls on it.
    pub fn day_of_year(&self, month: u32, day: u32, weekday: Option<u32>) -> Option<Readings> {
        if let Some(year) = self.told_year() {
            return NaiveDate::from_ymd_opt(year, month, day).map(Readings::only);
        }
        let today = self.today?;
        let on = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
        let past = (0..9).filter_map(|back| on(today.year() - back)).find(|d| *d <= today)?;
        let future = (0..9).filter_map(|ahead| on(today.year() + ahead)).find(|d| *d >= today)?;
        let (back, ahead) = ((today - past).num_days(), (future - today).num_days());
        let is = |d: NaiveDate| weekday.is_some_and(|w| d.weekday().number_from_monday() == w);
        let chosen = match self.tense {
            _ if is(past) != is(future) && back.min(ahead) > 30 => {
                if is(past) {
                    past
                } else {
                    future
                }
            }
            // What lies far back would be told with its year.
            Tense::Past if back > 60 && back * 2 > ahead * 3 => future,
            Tense::Past => past,
            Tense::Future if ahead > 300 && back < 45 => past,
            Tense::Future => future,
            Tense::Open if back <= ahead => past,
            Tense::Open => future,
        };
        Some(Readings { chosen, past: Some(past), future: Some(future) })
    }

    /// The year of a month that is told without one.
    pub fn year_of_month(&self, month: u32) -> Option<i32> {
        if let Some(year) = self.told_year() {
            return Some(year);
        }
        let today = self.today?;
        let (year, ahead) = (today.year(), (month + 12 - today.month()) % 12);
        let next = if month >= today.month() { year } else { year + 1 };
        Some(match self.tense {
            _ if ahead == 0 => year,
            Tense::Past if ahead <= 2 => next,
            Tense::Past => next - 1,
            Tense::Future => next,
            Tense::Open if ahead <= 4 => next,
            Tense::Open => next - 1,
        })
    }

    /// A weekday with nothing that says which.
    pub fn weekday(&self, weekday: u32) -> Option<Readings> {
        let base = if self.narrative { self.told_day? } else { self.today? };
        let past = weekday_on_or_before(base, weekday)?;
        let future = weekday_after(base, weekday)?;
        let tense = if self.tense == Tense::Open { self.mood } else { self.tense };
        let chosen = match tense {
            Tense::Future if self.narrative => past,
            Tense::Future => self.after_sentence_day(base, weekday).unwrap_or(if past == base { past } else { future }),
            _ => past,
        };
        Some(Readings { chosen, past: Some(past), future: Some(future) })
    }

    /// "will arrive on Monday and leave on Wednesday": days to come follow each other within a sentence.
    fn after_sentence_day(&self, base: NaiveDate, weekday: u32) -> Option<NaiveDate> {
        let told = self.sentence_day.filter(|t| *t > base && (*t - base).num_days() <= 14)?;
        let same = told.weekday().number_from_monday() == weekday;
        if same { Some(told) } else { weekday_after(told, weekday) }
    }

    /// The day with this number in the month of reference: "the 14th".
    pub fn day_of_month(&self, day: u32) -> Option<Readings> {
        let near = |d: &NaiveDate| self.today.is_none_or(|t| (t - *d).num_days().abs() < 60);
        let told =
            if self.narrative { self.told.filter(|t| t.month > 0) } else { self.told_day.filter(near).map(Stamp::of) };
        if let Some(told) = told {
            return NaiveDate::from_ymd_opt(told.year, told.month, day).map(Readings::only);
        }
        let today = self.today?;
        let this = Stamp::of(today);
        let on = |by: i32| {
            let month = this.plus_months(by);
            NaiveDate::from_ymd_opt(month.year, month.month, day)
        };
        let past = [0, -1, -2].into_iter().filter_map(on).find(|d| *d <= today)?;
        let future = [0, 1, 2].into_iter().filter_map(on).find(|d| *d > today)?;
        let chosen = if self.tense == Tense::Future { future } else { past };
        Some(Readings { chosen, past: Some(past), future: Some(future) })
    }

    /// Takes over what an expression told.
    pub fn tell(&mut self, stamp: Option<Stamp>, day: Option<NaiveDate>) {
        if let Some(stamp) = stamp {
            // A lone year far from the story's is an aside: a source, an old treaty, the outcome.
            let aside = stamp.month == 0 && self.story_year.is_some_and(|y| (y - stamp.year).abs() > ASIDE_YEARS);
            if !aside {
                self.story_year = Some(stamp.year);
            }
            self.told = Some(stamp);
            if self.narrative && stamp.day == 0 {
                self.told_day = None;
            }
        }
        if let Some(day) = day {
            self.sentence_day = Some(day);
            self.told_day = Some(day);
        }
    }
}

/// A year farther than this from that of the story is told in passing.
const ASIDE_YEARS: i32 = 8;

/// By the domain of the source: American offices write the month first, countries with a domain of their own the day.
fn outlet_writes_month_first(source: &str) -> Option<bool> {
    let host = source.split("://").nth(1)?.split('/').next()?;
    match host.rsplit('.').next()? {
        "gov" | "mil" | "us" => Some(true),
        country if country.len() == 2 && !matches!(country, "ph" | "tv" | "io" | "co" | "me") => Some(false),
        _ => None,
    }
}

/// What kinds of dates a text has.
#[derive(Debug, Default)]
struct Survey {
    old_years: u32,
    recent: u32,
    month_first: u32,
    day_first: u32,
}

impl Survey {
    /// A history, not news with a background: old years outweigh weekdays and the years of the news by far, or by something
    /// where there are many.
    fn tells_of_old(&self, bytes: usize) -> bool {
        let far = self.old_years >= 5 && self.old_years > 3 * self.recent;
        (far && bytes >= LONG_TEXT) || (self.old_years >= 20 && self.old_years > self.recent)
    }
}

/// News with a few old years in its background is shorter than this, in bytes.
const LONG_TEXT: usize = 6000;

fn survey(document: &Document, lexicon: &Lexicon, today: Option<NaiveDate>) -> Survey {
    let mut survey = Survey::default();
    let newest = today.map_or(1990, |d| d.year() - 2);
    for (i, token) in document.tokens.iter().enumerate() {
        if token.shape == Shape::Number {
            match lexicon.read(document, i, Class::Year) {
                Some((year, _)) if year >= 1400 && year <= newest + 2 => {
                    if year <= newest {
                        survey.old_years += 1
                    } else {
                        survey.recent += 1
                    }
                }
                _ => {}
            }
        } else if lexicon.lists(token.word, Class::Weekday)
            && (token.is_capital() || lexicon.lists(token.word, Class::Small))
        {
            survey.recent += 1;
        } else if lexicon.lists(token.word, Class::Month)
            && (token.is_capital() || lexicon.lists(token.word, Class::Small))
        {
            let day = |at: usize| {
                document.tokens.get(at).is_some_and(|t| t.shape == Shape::Number)
                    && lexicon.read(document, at, Class::Day).is_some()
            };
            survey.month_first += u32::from(day(i + 1));
            survey.day_first += u32::from(i > 0 && day(i - 1));
        }
        if lexicon.is_bc(document, i) {
            survey.old_years += 1;
        }
    }
    survey
}

/// How far from an expression its verb is looked for, in tokens.
const REACH: usize = 30;

/// The tense of the clause around tokens `first..last`: the nearest verb before, else the first one after.
pub fn tense(document: &Document, lexicon: &Lexicon, first: usize, last: usize) -> Tense {
    let sentence = document.sentence_of(first);
    let before = (sentence.first.max(first.saturating_sub(REACH))..first).rev();
    let after = last..sentence.last.min(last + REACH);
    let found = before.chain(after).find_map(|i| verb(document, lexicon, i)).unwrap_or(Tense::Open);
    // "is in Oman until Friday"
    let ahead = found == Tense::Open
        && first > sentence.first
        && document.tokens[first - 1].shape == Shape::Lower
        && lexicon.lists(document.word(first - 1), Class::Until);
    if ahead { Tense::Future } else { found }
}

/// What one word says about its clause.
fn verb(document: &Document, lexicon: &Lexicon, at: usize) -> Option<Tense> {
    let (token, sentence) = (document.tokens[at], document.sentence_of(at));
    // Names are no verbs ("May", "Will"), but the first word of a sentence may be one.
    if token.shape != Shape::Lower && at != sentence.first {
        return None;
    }
    let before = at.saturating_sub(3).max(sentence.first)..at;
    let next_is = |class| document.tokens.get(at + 1).is_some_and(|next| lexicon.lists(next.word, class));
    if lexicon.lists(token.word, Class::To) {
        let bound = at > sentence.first && lexicon.lists(document.word(at - 1), Class::Bound);
        return bound.then_some(Tense::Future);
    }
    if lexicon.lists(token.word, Class::Future) {
        // "would have opened": it did not happen.
        let unreal =
            lexicon.lists(token.word, Class::Modal) && !lexicon.lists(token.word, Class::Will) && next_is(Class::Have);
        return Some(if unreal { Tense::Past } else { Tense::Future });
    }
    if lexicon.lists(token.word, Class::Going) {
        let gone = before.clone().any(|i| lexicon.lists(document.word(i), Class::Past));
        return Some(if gone { Tense::Past } else { Tense::Future });
    }
    let text = document.str(at);
    if token.shape == Shape::Lower && lexicon.endings.is_future(text) {
        return Some(Tense::Future);
    }
    let participle = lexicon.endings.is_past(text);
    if !participle && !lexicon.lists(token.word, Class::Past) {
        return None;
    }
    // "should be completed", "will have arrived", "is set to leave", "confirmed for"
    let ahead = before
        .clone()
        .any(|i| lexicon.lists(document.word(i), Class::Modal) && document.tokens[i].shape == Shape::Lower);
    let unreal = ahead
        && before.clone().any(|i| lexicon.lists(document.word(i), Class::Would))
        && before.clone().any(|i| lexicon.lists(document.word(i), Class::Have));
    let set = lexicon.lists(token.word, Class::Set) && next_is(Class::SetTo);
    Some(if (ahead && !unreal) || set { Tense::Future } else { Tense::Past })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_domain_tells_the_order_of_figures() {
        assert_eq!(outlet_writes_month_first("https://www.example.gov/a"), Some(true));
        assert_eq!(outlet_writes_month_first("https://news.example.co.uk/a.html"), Some(false));
        assert_eq!(outlet_writes_month_first("https://example.com/a"), None);
        assert_eq!(outlet_writes_month_first("The Example"), None);
    }
}
