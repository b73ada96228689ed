//! `motorcade mentions`: what the stages saw in each article, as one line of JSON.
//!
//! Offsets count Unicode code points of the text as given. A headline that stands apart from the text has no offsets in it, so
//! what it mentions is left out.

use super::Outcome;
use super::arguments::Mentions;
use super::extract::{Written, stream};
use crate::error::Result;
use crate::extract;
use crate::model::Article;
use crate::model::mention::{PersonForm, Span, TimexKind, Toponym, Usage};
use crate::model::place::PlaceKind;
use crate::text::Document;
use serde::Serialize;

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    toponyms: Vec<ToponymRow<'a>>,
    timexes: Vec<TimexRow<'a>>,
    travellers: Vec<TravellerRow<'a>>,
    cues: Vec<CueRow<'a>>,
}

#[derive(Serialize)]
struct ToponymRow<'a> {
    start: usize,
    end: usize,
    phrase: &'a str,
    lat: Option<f64>,
    lon: Option<f64>,
    country: Option<&'static str>,
    geonames_id: Option<u32>,
    kind: Option<PlaceKind>,
}

#[derive(Serialize)]
struct TimexRow<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    r#type: &'static str,
    value: &'a str,
}

#[derive(Serialize)]
struct TravellerRow<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    form: &'static str,
    name: &'a str,
    title: Option<&'a str>,
    country: Option<&'a str>,
}

#[derive(Serialize)]
struct CueRow<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    frame: &'static str,
    rule: &'static str,
}

pub fn run(options: &Mentions) -> Result<Outcome> {
    // An article in which nothing is mentioned is no failure.
    stream(&options.input, |article| Written { found: true, text: line(article) })
}

fn line(article: &Article) -> String {
    let seen = extract::mentions(article);
    let places = Places::new(&seen.document);
    let row = |span: Span| places.of(span).map(|(start, end)| (start, end, seen.document.words(span)));
    let toponyms = seen.mentions.toponyms.iter().filter(|t| !is_institution(t)).filter_map(|t| {
        let (start, end, phrase) = row(t.span)?;
        Some(ToponymRow {
            start,
            end,
            phrase,
            lat: t.place.map(|p| p.lat),
            lon: t.place.map(|p| p.lon),
            country: t.place.map(|p| p.country).filter(|c| !c.is_empty()),
            geonames_id: t.place.and_then(|p| p.geonames_id),
            kind: t.place.map(|p| p.kind),
        })
    });
    let apart = extract::timexes_apart(&seen);
    let timexes = apart.iter().filter_map(|t| {
        let (start, end, text) = row(t.span)?;
        Some(TimexRow { start, end, text, r#type: timex_type(t.kind), value: &t.value })
    });
    let travellers = seen.mentions.travellers.iter().filter_map(|t| {
        let (start, end, text) = row(t.span)?;
        let person = seen.people.get(t.person)?;
        let (title, country) = (person.title.as_deref(), person.country.as_deref());
        Some(TravellerRow { start, end, text, form: form(t.form), name: &person.name, title, country })
    });
    let cues = seen.cues.iter().map(|found| &found.cue).filter_map(|c| {
        let (start, end, text) = row(c.span)?;
        Some(CueRow { start, end, text, frame: c.frame, rule: c.rule })
    });
    let line = Line {
        id: &article.id,
        toponyms: toponyms.collect(),
        timexes: timexes.collect(),
        travellers: travellers.collect(),
        cues: cues.collect(),
    };
    serde_json::to_string(&line).unwrap_or_default() + "\n"
}

/// "the Kremlin said": a building that stands for those in it names no place.
fn is_institution(toponym: &Toponym) -> bool {
    toponym.usage == Usage::Actor && toponym.place.is_some_and(|p| p.kind == PlaceKind::Venue)
}

/// Code points of the text as given, for bytes of the document.
struct Places<'a> {
    document: &'a Document<'a>,
    /// Byte in the article's text where the headline stands, where it was taken from there.
    headline: Option<usize>,
}

impl<'a> Places<'a> {
    fn new(document: &'a Document<'a>) -> Self {
        let article = document.article;
        let headline = article.title.as_deref().and_then(|title| article.text[..article.body].find(title));
        Places { document, headline }
    }

    fn of(&self, span: Span) -> Option<(usize, usize)> {
        let text = &self.document.article.text;
        let base = self.document.text_start;
        let start = if span.start < base { self.headline? + span.start } else { span.start - base };
        let before = text.get(..start)?.chars().count();
        Some((before, before + self.document.words(span).chars().count()))
    }
}

fn timex_type(kind: TimexKind) -> &'static str {
    match kind {
        TimexKind::Date => "DATE",
        TimexKind::Time => "TIME",
        TimexKind::Duration => "DURATION",
        TimexKind::Set => "SET",
    }
}

fn form(form: PersonForm) -> &'static str {
    match form {
        PersonForm::Name => "name",
        PersonForm::Title => "title",
        PersonForm::Pronoun => "pronoun",
    }
}
