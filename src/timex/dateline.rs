//! The day in a dateline at the head of a text: "HANOI, June 20 (Agency) —".
//!
//! In: a document and the day of publication. Out: the day, its year told by the day of publication; `None` where the text
//! begins otherwise. Which city the dateline names is left to the toponyms.

use super::Rules;
use super::anchor::{Context, Tense};
use super::pattern::Match;
use crate::model::mention::Anchor;
use crate::text::{Document, Sentence, Shape};
use chrono::{Days, NaiveDate};

/// A dateline ends within so many tokens of its sentence.
const LONGEST: usize = 18;

/// Finds the day of the dateline.
pub fn dateline(document: &Document, rules: &Rules, published: Option<NaiveDate>) -> Option<NaiveDate> {
    let body = document.sentences.iter().filter(|s| !s.title).take(3);
    body.filter_map(|s| {
        in_sentence(document, rules, published, s.first).or_else(|| alone(document, rules, published, s))
    })
    .next()
}

/// "Thursday, June 20, 2024" on a line of its own.
fn alone(document: &Document, rules: &Rules, published: Option<NaiveDate>, sentence: &Sentence) -> Option<NaiveDate> {
    let hit = rules.patterns.longest(document, &rules.lexicon, sentence.first)?;
    let whole = hit.tokens == (sentence.first, sentence.last) && rules.patterns.rows[hit.row].meaning.is_date();
    if whole { read(document, rules, published, &hit) } else { None }
}

fn in_sentence(document: &Document, rules: &Rules, published: Option<NaiveDate>, first: usize) -> Option<NaiveDate> {
    let end = document.tokens.len().min(first + LONGEST);
    if !document.tokens.get(first)?.is_capital() {
        return None;
    }
    let comma = |i: &usize| document.str(*i) == ",";
    let hit = (first..end).filter(comma).take(3).find_map(|comma| {
        let hit = rules.patterns.longest(document, &rules.lexicon, (comma + 1).min(end - 1))?;
        rules.patterns.rows[hit.row].meaning.is_date().then_some(hit)
    })?;
    // The city and its country are all names, with at most one small word ("Rio de Janeiro").
    let small = (first..hit.tokens.0).filter(|i| document.tokens[*i].shape == Shape::Lower).count();
    if small > 1 {
        return None;
    }
    if closes(document, hit.tokens.1) { read(document, rules, published, &hit) } else { None }
}

fn read(document: &Document, rules: &Rules, published: Option<NaiveDate>, hit: &Match) -> Option<NaiveDate> {
    let anchor = Anchor { published, dateline: None };
    // A report may be dated in its own time zone, but not long after it was published.
    let context = Context { narrative: false, tense: Tense::Open, ..Context::new(document, &rules.lexicon, anchor) };
    let day = rules.patterns.rows[hit.row].meaning.read(hit, &context)?.days?.single()?;
    let latest = published.and_then(|p| p.checked_add_days(Days::new(2)));
    let earliest = published.and_then(|p| p.checked_sub_days(Days::new(60)));
    let near = latest.is_none_or(|l| day <= l) && earliest.is_none_or(|e| day >= e);
    near.then_some(day)
}

/// A dash follows, at once or after what stands in brackets; or an agency in brackets.
fn closes(document: &Document, after: usize) -> bool {
    let dash = |i: usize| matches!(document.str(i), "-" | "–" | "—" | "_" | "―");
    let end = document.tokens.len().min(after + 10);
    let mut at = after;
    while at < end && matches!(document.str(at), "," | ".") {
        at += 1;
    }
    if at < end && document.str(at) == "(" {
        // "TAIPEI, Nov. 28 (Agency) The premier": an agency's name is enough without a dash.
        let close = (at..end).find(|i| document.str(*i) == ")").unwrap_or(end);
        let agency = close < end && close - at <= 5 && (at + 1..close).all(|i| document.tokens[i].is_capital());
        if agency && close > at + 1 {
            return true;
        }
        at = close + 1;
    } else {
        // "MOSCOW, June 3, Agency -"
        at = (at..end.min(at + 4)).find(|i| dash(*i)).unwrap_or(at);
    }
    at < end && dash(at)
}
