//! The signs of a stop that rules found: what they made of it, and what stands around its best piece of evidence.

use super::around::{around, governor};
use super::by_rules;
use super::signs::{Sink, Trip, count, named, of_country, of_trip, reach, rules, standing, what};
use crate::model::itinerary::{Role, Status};
use crate::model::mention::{PersonForm, PersonMention};
use crate::trip::event::{Event, What, Where};
use crate::trip::reading::Standing;
use crate::trip::view::View;

/// The signs of a stop that the rules found.
pub fn of_draft(view: &View, trip: &Trip, index: usize, sink: &mut dyn Sink) {
    let draft = &trip.drafts[index];
    let strong = draft.events.iter().filter(|e| e.strong).count();
    sink.note("firm mentions", count(strong));
    sink.note("loose mentions", count(draft.events.len() - strong));
    sink.note("named by", named(draft.named));
    sink.note(
        "role",
        match draft.role {
            Role::Origin => "origin",
            Role::Stop => "stop",
            Role::Transit => "transit",
            Role::Return => "return",
        },
    );
    sink.note(
        "status",
        match draft.status {
            Status::Visited => "visited",
            Status::Current => "current",
            Status::Planned => "planned",
            Status::Cancelled => "called off",
        },
    );
    sink.note("arrival", if draft.arrive.is_some() { "dated" } else { "undated" });
    if draft.place.is_none() {
        sink.note("place", "unknown");
    }
    let Some(best) = draft.events.iter().find(|e| e.strong).or(draft.events.first()) else { return };
    of_event(view, best, sink);
    of_trip(view, trip, sink);
    of_country(view, trip.person, draft.country, sink);
    sink.note("stops of the trip", count(by_rules(trip.drafts).count()));
    let earlier = trip.drafts.iter().filter(|d| d.mention < draft.mention).count();
    if earlier != index {
        sink.note("order", if earlier < index { "moved back" } else { "moved forward" });
    }
    for (word, any) in [
        ("leaves", draft.events.iter().any(|e| matches!(e.what, What::Leaves | What::From))),
        ("passes", draft.events.iter().any(|e| e.what == What::Transit)),
        ("called off", draft.events.iter().any(|e| e.standing == Standing::Cancelled)),
    ] {
        if any {
            sink.note("somewhere told", word);
        }
    }
    sink.both("word and cue", [governor(view, best.place_token).1, best.rule.split(": ").next().unwrap_or_default()]);
    around(view, trip.person, best.place_token, sink);
    if let Where::Toponym(index) | Where::Capital(index) = best.place {
        rules(view, trip, index, sink);
        if view.mentions.toponyms[index].confidence < 0.7 {
            sink.note("place", "uncertain");
        }
    }
}

/// The signs of one event, the best of a stop.
fn of_event(view: &View, event: &Event, sink: &mut dyn Sink) {
    let sentence = view.doc.sentences[event.sentence];
    sink.note("told as", what(event.what));
    sink.note("stands", standing(event.standing));
    if event.open {
        sink.note("tense", "open");
    }
    sink.note("kind of cue", event.rule.split(": ").next().unwrap_or_default());
    sink.note("rule", &event.rule);
    sink.both("told and stands", [what(event.what), standing(event.standing)]);
    sink.note("from cue to place", reach(event.place_token.abs_diff(event.token)));
    if event.place_token < event.token {
        sink.note("place", "before the cue");
    }
    let people = view.people_in(sentence);
    subject(view, event, people, sink);
    let between = |t: usize| event.token.min(event.place_token) <= t && t < event.token.max(event.place_token);
    if people.iter().any(|m| m.person != event.person && between(m.tokens.0)) {
        sink.note("between cue and place", "another person");
    }
    if view.timexes_in(sentence).iter().any(|t| between(t.tokens.0)) {
        sink.note("between cue and place", "a time");
    }
}

/// Who stands before the cue.
fn subject(view: &View, event: &Event, people: &[PersonMention], sink: &mut dyn Sink) {
    let left = || people.iter().rev().filter(|m| m.tokens.1 <= event.token);
    let Some(own) = left().find(|m| m.person == event.person) else {
        let word = if left().next().is_some() { "another" } else { "nobody" };
        return sink.note("before the cue", word);
    };
    let form = match own.form {
        PersonForm::Name => "name",
        PersonForm::Title => "title",
        PersonForm::Pronoun => "pronoun",
    };
    sink.both("before the cue", [form, reach(event.token - own.tokens.1)]);
    if left().next().is_some_and(|m| m.person != event.person) {
        sink.note("before the cue", "another is nearer");
    }
    if (own.tokens.1..event.token).any(|i| view.is(&view.words.relative, i)) {
        sink.note("before the cue", "a clause between");
    }
}
