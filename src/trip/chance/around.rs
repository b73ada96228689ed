//! The signs of the words, people and times around a place.

use super::signs::Sink;
use crate::model::mention::{PersonForm, PersonMention};
use crate::text::Sentence;
use crate::trip::view::View;

/// The words, people, times and cues around a place.
pub fn around(view: &View, person: usize, token: usize, sink: &mut dyn Sink) {
    let number = view.doc.tokens[token].sentence as usize;
    let sentence = view.doc.sentences[number];
    position(view, sentence, number, sink);
    before(view, token, sink);
    people(view, sentence, number, person, token, sink);
    times(view, sentence, token, sink);
    words(view, sentence, token, sink);
    if view.doc.tokens[token].quoted {
        sink.note("sentence", "in quotation marks");
    }
}

fn position(view: &View, sentence: Sentence, number: usize, sink: &mut dyn Sink) {
    let part = match sentence.paragraph {
        _ if sentence.title => "headline",
        0..=1 => "lead",
        2..=3 => "near the head",
        _ if number * 2 > view.doc.sentences.len() => "second half",
        _ => "first half",
    };
    sink.note("stands in", part);
}

fn before(view: &View, token: usize, sink: &mut dyn Sink) {
    let (at, word) = governor(view, token);
    sink.note("word before", word);
    if at > view.doc.sentence_of(token).first {
        let before = at - 1;
        let kind = match () {
            _ if view.is(&view.words.person_noun, before) => "people",
            _ if view.is(&view.words.venue_noun, before) => "a venue",
            _ if view.is(&view.words.gathering, before) => "a gathering",
            _ if view.is(&view.words.be, before) => "to be",
            _ if view.is(&view.words.joiner, before) => "joined",
            _ if view.is_adverb(before) => "an adverb",
            _ if view.person_ending_at(at).is_some() => "a person",
            _ if view.doc.tokens[before].is_capital() => "a name",
            _ => return,
        };
        sink.note("before that", kind);
    }
}

/// The preposition that governs the place, the nearest within a few words that may stand between, with its token.
pub fn governor<'v>(view: &'v View, token: usize) -> (usize, &'v str) {
    let sentence = view.doc.sentence_of(token);
    let near = token.saturating_sub(5).max(sentence.first);
    let skipped = |i: usize| view.is(&view.words.skip, i) || view.doc.tokens[i].is_capital();
    for i in (near..token).rev() {
        if view.is(&view.words.preposition, i) {
            return (i, view.str(i));
        }
        if view.toponym_at(i).is_some() || !skipped(i) {
            break;
        }
    }
    let joined = token > sentence.first && view.is(&view.words.joiner, token - 1);
    (
        token,
        if token == sentence.first {
            "(opens)"
        } else if joined {
            "(joined)"
        } else {
            "(other)"
        },
    )
}

fn people(view: &View, sentence: Sentence, number: usize, person: usize, token: usize, sink: &mut dyn Sink) {
    let here = view.people_in(sentence);
    let own = |m: &&PersonMention| m.person == person;
    let left = here.iter().take_while(|m| m.tokens.0 < token);
    let named = here.iter().filter(own).any(|m| m.form != PersonForm::Pronoun);
    let him = match here.iter().find(own) {
        Some(_) if named => "by name",
        Some(_) => "by pronoun",
        None if here.is_empty() => "nobody",
        None => "others alone",
    };
    sink.note("sentence speaks of", him);
    let whose = |m: Option<&PersonMention>| match m {
        Some(m) if m.person == person => "the traveller",
        Some(_) => "another",
        None => "nobody",
    };
    let (first, last) = (whose(left.clone().next()), whose(left.last()));
    sink.note("last named before", last);
    sink.note("sentence opens with", first);
    sink.both("first and last before", [first, last]);
    sink.both("speaks of and last before", [him, last]);
    if number > 0 && view.people_in(view.doc.sentences[number - 1]).iter().any(|m| m.person == person) {
        sink.note("sentence before", "speaks of him");
    }
}

fn times(view: &View, sentence: Sentence, token: usize, sink: &mut dyn Sink) {
    let today = view.anchor.today();
    let mut seen = [false; 4];
    for timex in view.timexes_in(sentence) {
        let Some(extent) = timex.days.or(timex.extent) else { continue };
        let Some(today) = today else { continue };
        let days = (extent.first - today).num_days();
        let kind = match days {
            _ if timex.days.is_none() && (extent.last - today).num_days() < -20 => 0,
            ..-20 => 1,
            -20..=60 => 2,
            _ => 3,
        };
        seen[kind] = true;
    }
    for (seen, word) in seen.into_iter().zip(["long past", "old day", "near day", "far ahead"]) {
        if seen {
            sink.note("sentence tells", word);
        }
    }
    if view.timexes_in(sentence).iter().any(|t| t.tokens.1 == token || t.tokens.0 == token + 1) {
        sink.note("place", "beside a time");
    }
}

/// Sets of words that change what a sentence says.
fn words(view: &View, sentence: Sentence, token: usize, sink: &mut dyn Sink) {
    let w = view.words;
    let sets = [
        ("a call or link", &w.remote),
        ("order", &w.sequence),
        ("after", &w.after),
        ("before", &w.before),
        ("not", &w.not),
        ("may", &w.may),
        ("will", &w.will),
        ("would", &w.would),
        ("had", &w.had),
        ("earlier ones", &w.previous),
        ("invited", &w.invited),
        ("a gathering", &w.gathering),
        ("a clause", &w.relative),
    ];
    for (name, set) in sets {
        let near = token.saturating_sub(12).max(sentence.first)..(token + 8).min(sentence.last);
        if near.clone().any(|i| view.is(set, i)) {
            sink.note("words near", name);
        }
    }
}
