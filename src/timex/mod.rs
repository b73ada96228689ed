//! Time expressions: which words name a day, a span, a length or a repetition, and which days those are.
//!
//! In: a [`Document`], the compiled [`Rules`] and an [`Anchor`]. Out: [`Timex`]es in the order of the text. The rows of
//! `data/lang/<code>/timex.tsv` say which words, `meaning` what they stand for, `anchor` relative to which day. Which day
//! belongs to which stop of a trip is not decided here.

mod anchor;
mod calendar;
mod dateline;
mod day;
mod length;
mod meaning;
mod pattern;
mod period;
mod said;
mod words;

#[cfg(test)]
mod examples;

pub use dateline::dateline;

use crate::language::Tables;
use crate::model;
use crate::model::mention::{Anchor, Span, Timex, TimexKind};
use crate::text::{Document, Shape, Vocabulary};
use anchor::{Context, Tense};
use calendar::Stamp;
use chrono::{Datelike, NaiveDate};
use pattern::{Match, Patterns};
use words::{Class, Lexicon};

/// The compiled tables.
#[derive(Debug)]
pub struct Rules {
    lexicon: Lexicon,
    patterns: Patterns,
}

/// A row of `timex.tsv` and the sentence that shows it.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// The pattern, as in [`Timex::rule`].
    pub rule: &'static str,
    pub sentence: &'static str,
    /// The value of the expression, read as if published on Wednesday 2019-02-27.
    pub value: &'static str,
    /// A sentence in which the row finds nothing.
    pub counter: Option<&'static str>,
}

impl Rules {
    /// Compiles the tables of a language; their words join the vocabulary.
    ///
    /// # Panics
    /// Where a row is broken, which the tests of the tables exclude.
    pub fn compile(vocabulary: &mut Vocabulary, tables: &Tables) -> Rules {
        let lexicon = Lexicon::compile(tables.timex_words, vocabulary);
        match Patterns::compile(tables.timex, vocabulary) {
            Ok(patterns) => Rules { lexicon, patterns },
            Err(broken) => panic!("{}/timex.tsv: {broken}", tables.code),
        }
    }

    /// Every row with its example.
    pub fn examples(&self) -> impl Iterator<Item = Example> + '_ {
        let example =
            |r: &pattern::Row| Example { rule: r.name, sentence: r.example, value: r.value, counter: r.counter };
        self.patterns.rows.iter().map(example)
    }
}

/// Finds all time expressions of a document, in the order of its text; they do not overlap.
///
/// ```
/// use motorcade::{language, model::{Article, mention::Anchor}, text::{Document, Vocabulary}, timex};
/// let english = &language::ALL[0];
/// let mut vocabulary = Vocabulary::of(english);
/// let rules = timex::Rules::compile(&mut vocabulary, english);
/// let published = "2019-02-27".parse().ok();
/// let article = Article { text: "She will be in Oslo on March 3-5.".into(), published, ..Article::default() };
/// let document = Document::new(&article, &vocabulary);
/// let found = timex::find(&document, &rules, Anchor { published, dateline: None });
/// assert_eq!(document.words(found[0].span), "March 3-5");
/// assert_eq!(found[0].days.unwrap().last.to_string(), "2019-03-05");
/// ```
pub fn find(document: &Document, rules: &Rules, anchor: Anchor) -> Vec<Timex> {
    let mut context = Context::new(document, &rules.lexicon, anchor);
    let mut found = Vec::new();
    let (mut at, mut sentence) = (0, u32::MAX);
    while at < document.tokens.len() {
        if document.tokens[at].sentence != sentence {
            sentence = document.tokens[at].sentence;
            context.sentence_year = None;
            context.sentence_day = None;
        }
        let Some(hit) = best(document, rules, at) else {
            at += 1;
            continue;
        };
        match read(document, rules, &mut context, &hit) {
            Some(timex) => {
                at = hit.tokens.1;
                date_clock(document, found.last_mut(), &timex);
                found.push(timex);
            }
            None => at += 1,
        }
    }
    found
}

/// The longest match at a token; where it begins with context ("in June"), one without that may reach further ("June 18").
fn best(document: &Document, rules: &Rules, at: usize) -> Option<Match> {
    let hit = rules.patterns.longest(document, &rules.lexicon, at)?;
    if hit.tokens.0 == at {
        return Some(hit);
    }
    let inner = rules.patterns.longest(document, &rules.lexicon, hit.tokens.0);
    inner.filter(|i| i.tokens.0 == hit.tokens.0 && i.tokens.1 > hit.tokens.1).or(Some(hit))
}

/// How many tokens may stand between a time of day and its day: "9:15 a.m. local time on June 3".
const CLOCK_REACH: usize = 5;

/// Gives a time of day the day that is told right after it.
fn date_clock(document: &Document, clock: Option<&mut Timex>, day: &Timex) {
    let Some(clock) = clock.filter(|c| c.kind == TimexKind::Time && c.days.is_none()) else { return };
    let near = day.tokens.0 - clock.tokens.1 <= CLOCK_REACH;
    let same_sentence = document.tokens[day.tokens.0].sentence == document.tokens[clock.tokens.0].sentence;
    let Some(date) = day.days.and_then(|d| d.single()).filter(|_| near && same_sentence && day.kind == TimexKind::Date)
    else {
        return;
    };
    if let Some((_, time)) = clock.value.split_once('T') {
        clock.value = format!("{}T{time}", Stamp::of(date).value());
    }
}

/// Reads one match, and takes over what it tells for the next.
fn read(document: &Document, rules: &Rules, context: &mut Context, hit: &Match) -> Option<Timex> {
    let row = &rules.patterns.rows[hit.row];
    let (first, last) = hit.tokens;
    context.tense = if context.narrative { Tense::Open } else { anchor::tense(document, &rules.lexicon, first, last) };
    let said = row.meaning.read(hit, context)?;
    if context.tense != Tense::Open {
        context.mood = context.tense;
    }
    // "in October 2017 and on November 3"; a lone year ("elected in 2017") says nothing about the days after it.
    let dated = said.told.filter(|t| said.full && t.month > 0).map(|t| t.year);
    context.sentence_year = dated.filter(|y| context.today.is_some_and(|d| d.year() != *y)).or(context.sentence_year);
    context.tell(said.told, said.days.filter(|_| said.told.is_some()).map(|d| d.last));
    Some(Timex {
        span: document.span(first, last),
        tokens: hit.tokens,
        kind: said.kind,
        value: said.value,
        days: said.days,
        past: said.past,
        future: said.future,
        extent: said.extent,
        offset_days: said.offset_days,
        nth_day: said.nth_day,
        duration_days: said.duration_days,
        rule: row.name,
    })
}

/// The expressions as TIMEX3 marks them: a span of days, months or years ("3 to 7 May") is two there, its two ends.
pub fn split(document: &Document, rules: &Rules, timexes: &[Timex]) -> Vec<Timex> {
    timexes.iter().flat_map(|t| ends(document, rules, t).unwrap_or_else(|| vec![t.clone()])).collect()
}

fn ends(document: &Document, rules: &Rules, timex: &Timex) -> Option<Vec<Timex>> {
    let (first, last) = timex.tokens;
    let (from, to) = timex.value.split_once('/')?;
    let lists = |i: &usize, class| rules.lexicon.lists(document.word(*i), class);
    let joint = (first + 1..last - 1).find(|i| lists(i, Class::Joint))?;
    let plain = |i: &usize| document.tokens[*i].is_word() && !lists(i, Class::Joint) && !lists(i, Class::Prep);
    let (start, end) = ((first..joint).find(plain)?, (joint + 1..last).find(plain)?);
    // Of "18, 19 and 20 June" the middle belongs to neither end.
    let comma =
        (start + 1..joint).find(|i| document.str(*i) == "," && joint - i <= 2 && joint - start <= 3).unwrap_or(joint);
    let day = |span: Option<model::DateSpan>, last: bool| {
        span.map(|s| model::DateSpan::day(if last { s.last } else { s.first }))
    };
    let part = |tokens: (usize, usize), value: &str, last: bool| Timex {
        span: document.span(tokens.0, tokens.1),
        tokens,
        value: value.to_string(),
        days: day(timex.days, last),
        past: day(timex.past, last),
        future: day(timex.future, last),
        ..timex.clone()
    };
    Some(vec![part((start, comma), from, false), part((end, last), to, true)])
}

/// A weekday and a date that do not fit together ("Monday, June 20, 2024"); the date is what was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contradiction {
    /// Index into the expressions.
    pub timex: usize,
    pub span: Span,
    pub day: NaiveDate,
    /// The weekday that the text tells; Monday is 1.
    pub weekday: u32,
}

/// Finds dates that name another weekday than the calendar does.
pub fn contradictions(document: &Document, rules: &Rules, timexes: &[Timex]) -> Vec<Contradiction> {
    let told = |timex: &Timex| {
        let (first, last) = timex.tokens;
        let dated = (first..last).any(|i| document.tokens[i].shape == Shape::Number);
        (first..last)
            .find_map(|i| rules.lexicon.read(document, i, Class::Weekday))
            .filter(|_| dated)
            .map(|(w, _)| w as u32)
    };
    let contradicts = |(i, timex): (usize, &Timex)| {
        let (day, weekday) = (timex.days?.single()?, told(timex)?);
        (day.weekday().number_from_monday() != weekday).then_some(Contradiction {
            timex: i,
            span: timex.span,
            day,
            weekday,
        })
    };
    timexes.iter().enumerate().filter_map(contradicts).collect()
}
