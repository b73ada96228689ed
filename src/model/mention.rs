//! What the stages saw in a text: travellers, toponyms, time expressions and cues of motion, each with its span.
//!
//! Spans are byte offsets into [`crate::text::Document::text`]; only the outputs speak of code points.

use super::{DateSpan, Place};
use chrono::NaiveDate;

/// Bytes `start..end` of a document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// The people, places and times of one article, each list in the order of the text; cues of motion come with the rows that made
/// them, in `text::motion::Found`.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    pub travellers: Vec<PersonMention>,
    pub toponyms: Vec<Toponym>,
    pub timexes: Vec<Timex>,
}

/// How a toponym is used in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Usage {
    /// The place itself.
    Literal,
    /// The government or people of it ("Washington and Beijing agreed").
    Actor,
    /// An adjective or the name of a people ("the Russian leader"); never a stop.
    People,
    /// Part of the name of an organisation, treaty, ship, street or event ("the Treaty of Rome").
    Name,
    /// The dateline at the head of the text.
    Dateline,
    /// A part of a longer place name that tells where it is ("Maine" in "Bangor, Maine").
    Qualifier,
}

/// A name in the text that stands for a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Toponym {
    pub span: Span,
    /// First and one past the last token.
    pub tokens: (usize, usize),
    /// The resolution; `None` where the gazetteer has no such place.
    pub place: Option<Place>,
    pub usage: Usage,
    /// The pass that chose the place, for `explain`.
    pub rule: &'static str,
    /// How sure the choice of the place is, 0..=1.
    pub confidence: f64,
}

/// What a time expression is, as in TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimexKind {
    Date,
    Time,
    Duration,
    Set,
}

/// An expression of time and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Timex {
    pub span: Span,
    /// First and one past the last token.
    pub tokens: (usize, usize),
    pub kind: TimexKind,
    /// The value as in TIMEX3: `2024-06-20`, `2024-W25`, `2024-06-20TEV`, `P2D`, `PRESENT_REF`; `XXXX-…` where unresolved.
    pub value: String,
    /// The whole days it names, where it names days (a weekday, a date, "June 18-19", "Tuesday evening"); not months or years.
    pub days: Option<DateSpan>,
    /// The same days read as past and as future, where the words leave that open ("Thursday", "on 4 May").
    pub past: Option<DateSpan>,
    pub future: Option<DateSpan>,
    /// Days, months or years it spans, at any grain, where that can be told ("last year", "in March").
    pub extent: Option<DateSpan>,
    /// Relative to a day that the narrative gives ("the next day": 1, "two days later": 2, "the day before": -1).
    pub offset_days: Option<i32>,
    /// The n-th day of the visit ("on the second day of the visit": 2).
    pub nth_day: Option<u32>,
    /// Length in days of a duration told in days, nights or weeks ("a six-day tour": 6, "overnight": none).
    pub duration_days: Option<u32>,
    /// The row of `timex.tsv` that matched, for `explain`.
    pub rule: &'static str,
}

/// A day as said by the dateline or the publication date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// The day of publication.
    pub published: Option<NaiveDate>,
    /// The dateline's day, where it gives one.
    pub dateline: Option<NaiveDate>,
}

impl Anchor {
    /// What "today" means.
    pub fn today(self) -> Option<NaiveDate> {
        self.dateline.or(self.published)
    }
}

/// A person, named, titled or meant by a pronoun.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonMention {
    pub span: Span,
    /// First and one past the last token, titles and nationality included.
    pub tokens: (usize, usize),
    /// Which person of the article: an index into [`People`].
    pub person: usize,
    pub form: PersonForm,
}

/// In which form a person is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PersonForm {
    /// By name, with or without titles.
    Name,
    /// By title alone ("the Russian leader").
    Title,
    /// By a pronoun.
    Pronoun,
}

/// One person of the article, all mentions taken together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Person {
    /// The fullest name that the text gives; the title where it gives none.
    pub name: String,
    /// The fullest title that the text gives.
    pub title: Option<String>,
    /// The country that he stands for, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// True where the country is told by the text itself, not by a table.
    pub country_told: bool,
    /// True where no name is given anywhere.
    pub unnamed: bool,
    /// True where the text knows him as somebody's spouse or relative and by no office of his own.
    pub companion: bool,
}

/// The people of an article.
pub type People = Vec<Person>;

/// A word or phrase that signals motion, presence or the status of a trip.
#[derive(Debug, Clone, PartialEq)]
pub struct Cue {
    pub span: Span,
    /// First and one past the last token.
    pub tokens: (usize, usize),
    /// What it says: `arrive`, `visit`, `depart`, …
    pub frame: &'static str,
    /// The row of `motion.tsv` that matched, for `explain`.
    pub rule: &'static str,
}
