//! The signs of a place of which no rule made a stop: its kind, the cues beside it, and the stops told near it.

use super::around::{around, governor};
use super::by_rules;
use super::signs::{MOST_EVENTS, Sink, Trip, count, of_country, of_trip, reach, rules};
use crate::model::mention::{Toponym, Usage};
use crate::model::place::PlaceKind;
use crate::text::Sentence;
use crate::text::motion::{CueKind, Found, VerbForm};
use crate::trip::event::Event;
use crate::trip::view::View;

/// The signs of a mention of which no rule made a stop.
pub fn of_mention(view: &View, trip: &Trip, index: usize, sink: &mut dyn Sink) {
    let toponym = &view.mentions.toponyms[index];
    let (first, last) = toponym.tokens;
    let sentence = view.doc.sentence_of(first);
    kind(view, toponym, sink);
    neighbours(view, trip, first, sink);
    rules(view, trip, index, sink);
    of_trip(view, trip, sink);
    of_country(view, trip.person, toponym.place.map(|p| p.country), sink);
    sink.note("stops of the trip", count(by_rules(trip.drafts).count()));
    around(view, trip.person, first, sink);
    let cues = view.cues_in(sentence);
    cue("cue before", cues.iter().rev().find(|c| c.cue.tokens.1 <= first && c.kind != CueKind::Aspect), first, sink);
    if let Some(last) = cues.iter().rev().find(|c| c.cue.tokens.1 <= first && c.kind != CueKind::Aspect) {
        sink.both("word and cue", [governor(view, first).1, last.cue.frame]);
    }
    cue("cue after", cues.iter().find(|c| c.cue.tokens.0 >= last && c.kind != CueKind::Aspect), last, sink);
    company(view, trip, sentence, first, sink);
    if view.possessive_after(last) {
        sink.note("place", "possessive");
    }
    let next = match view.str(last) {
        "," => "comma",
        "." => "end",
        "-" => "hyphen",
        _ if view.is(&view.words.preposition, last) => "preposition",
        _ if view.is(&view.words.joiner, last) => "joined",
        _ if view.doc.tokens.get(last).is_some_and(|t| t.is_capital()) => "name",
        _ if view.is(&view.words.adverb, last) => "adverb",
        _ => "word",
    };
    sink.note("followed by", next);
    let place = toponym.place;
    let same = view.mentions.toponyms.iter().take(500).filter(|t| place.is_some() && t.place == place).count();
    sink.note("mentions of the place", count(same));
}

/// Whether the sentences beside tell of his stops.
fn neighbours(view: &View, trip: &Trip, token: usize, sink: &mut dyn Sink) {
    let number = view.doc.tokens[token].sentence as usize;
    let mut seen = [[None; 2]; 2];
    let tells =
        |n: usize| by_rules(trip.drafts).flat_map(|d| &d.events).take(MOST_EVENTS).any(|e| e.strong && e.sentence == n);
    if number > 0 && tells(number - 1) {
        sink.note("sentence before", "tells a stop");
    }
    if tells(number + 1) {
        sink.note("sentence after", "tells a stop");
    }
    for event in trip.events.iter().take(MOST_EVENTS).filter(|e| e.sentence == number) {
        let whose = if event.person == trip.person { "his own" } else { "another's" };
        let strength = if event.strong { "firm" } else { "loose" };
        seen[usize::from(event.person != trip.person)][usize::from(event.strong)] = Some([whose, strength]);
    }
    seen.iter().flatten().flatten().for_each(|values| sink.both("sentence tells of a journey", *values));
    let paragraph = view.doc.sentences[number].paragraph;
    let beside = |e: &Event| view.doc.sentences[e.sentence].paragraph == paragraph && e.sentence != number;
    if by_rules(trip.drafts).flat_map(|d| &d.events).take(MOST_EVENTS).any(|e| e.strong && beside(e)) {
        sink.note("paragraph", "tells a stop");
    }
}

fn kind(view: &View, toponym: &Toponym, sink: &mut dyn Sink) {
    let kind = match toponym.place.map(|p| p.kind) {
        None => "unknown",
        Some(PlaceKind::City) => "city",
        Some(PlaceKind::Venue) => "venue",
        Some(PlaceKind::Region) => "region",
        Some(PlaceKind::Country) => "country",
        Some(_) => "other",
    };
    sink.note("named by", kind);
    if let Some(place) = toponym.place.filter(|p| p.kind == PlaceKind::City) {
        let seat = (view.country)(place.country).and_then(|c| c.seat);
        let capital = seat.is_some_and(|seat| seat.name == place.name);
        let size = match place.population {
            _ if capital => "capital",
            0..100_000 => "town",
            100_000..1_000_000 => "city",
            _ => "great city",
        };
        sink.note("size", size);
    }
    if toponym.usage == Usage::Actor {
        sink.note("place", "seems to act");
    }
    if toponym.confidence < 0.7 {
        sink.note("place", "uncertain");
    }
}

fn cue(family: &'static str, found: Option<&Found>, from: usize, sink: &mut dyn Sink) {
    let Some(found) = found else { return sink.note(family, "none") };
    sink.note(family, found.cue.frame);
    let tokens = if found.cue.tokens.0 < from { from - found.cue.tokens.1 } else { found.cue.tokens.0 - from };
    if family == "cue before" {
        sink.note("from cue to place", reach(tokens));
        if found.kind == CueKind::Verb {
            sink.note(
                "form of the cue",
                match found.form {
                    VerbForm::Base => "base",
                    VerbForm::Third => "present",
                    VerbForm::Past => "past",
                    VerbForm::Participle => "participle",
                    VerbForm::Ing => "progressive",
                    VerbForm::Future => "future",
                    VerbForm::Conditional => "conditional",
                },
            );
        }
    }
}

/// The stops of the trip in the same sentence.
fn company(view: &View, trip: &Trip, sentence: Sentence, token: usize, sink: &mut dyn Sink) {
    let mut nearest = usize::MAX;
    for event in by_rules(trip.drafts).flat_map(|d| &d.events).take(MOST_EVENTS) {
        if sentence.range().contains(&event.place_token) {
            nearest = nearest.min(event.place_token.abs_diff(token));
        }
    }
    if nearest < usize::MAX {
        sink.note("from the next stop", reach(nearest));
    }
    let country = view.toponym_at(token).and_then(|(_, t)| t.place).map(|p| p.country);
    if country.is_some() && by_rules(trip.drafts).any(|d| d.country == country) {
        sink.note("country", "of another stop");
    }
}
