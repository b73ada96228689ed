//! The chance that a place is a stop of a traveller, learned from annotated articles.
//!
//! Rules propose stops by what they know: a cue, a person, a place. Whether they are right hangs on more than one rule sees: where in
//! the text the words stand, whose country it is, who else is named. Here a logistic regression adds up such signs, with weights made
//! by `examples/train.rs` and kept in `data/lang/en/chances.tsv`: a stop of low chance is dropped, a place of high chance that no rule
//! noticed becomes a stop, and the chance is the stop's confidence.
//!
//! Three kinds of case have weights of their own ([`Kind`]): stops that rules found, other places of the same traveller, and places of
//! people of whom no rule found a trip. Signs are what the stages before have seen already, some thirty of a case; none looks at the
//! name of a place or a person.

mod around;
mod mention;
pub mod signs;
mod stop;
pub mod table;

pub use table::{Kind, Table};

use super::draft::{self, Draft};
use super::event::{self, Event, What, Where};
use super::group::Item;
use super::reading::{self, Standing};
use super::view::View;
use super::when;
use crate::model::mention::{Toponym, Usage};
use crate::text::motion::{CueKind, Frame, VerbForm};
pub use signs::Trip;
use signs::{Names, Sink};

/// No more places than these are looked at for one traveller.
const MOST_PLACES: usize = 200;

/// No more people than these, the first of the text, are looked at.
pub const MOST_PEOPLE: usize = 12;

/// The rule of stops that the weights alone found.
pub const RULE: &str = "model: signs around the place";

/// A place that the weights alone made a stop.
#[derive(Debug, Clone)]
pub struct Added {
    pub event: Event,
    pub kind: Kind,
    pub chance: f64,
    /// Its signs, where they are asked for.
    signs: Vec<String>,
}

/// Gives each stop of a traveller its chance and leaves out those of low chance.
pub fn weigh(view: &View, person: usize, events: &[Event], added: &[Added], drafts: &mut Vec<Draft>) {
    let trip = Trip { person, drafts, events };
    let weighed: Vec<Added> = (0..drafts.len()).map(|i| weighed(view, &trip, i, added)).collect();
    for (draft, weighed) in drafts.iter_mut().zip(weighed) {
        draft.confidence = (weighed.chance * 100.0).round() / 100.0;
        (draft.kind, draft.signs) = (weighed.kind, weighed.signs);
    }
    let Some(table) = view.chances else { return };
    let rules_began = drafts.iter().any(|d| d.kind == Kind::Found);
    drafts.retain(|d| d.kind != Kind::Found || d.confidence >= table.limit(Kind::Found));
    // What was noticed beside a trip does not stay without it.
    if rules_began && drafts.iter().all(|d| d.kind != Kind::Found) {
        drafts.clear();
    }
}

fn weighed(view: &View, trip: &Trip, index: usize, added: &[Added]) -> Added {
    let draft = &trip.drafts[index];
    let own = |a: &&Added| draft.events.iter().any(|e| e.rule == RULE && e.place_token == a.event.place_token);
    if let Some(added) = added.iter().filter(own).max_by(|a, b| a.chance.total_cmp(&b.chance)) {
        return added.clone();
    }
    let show = |sink: &mut dyn Sink| stop::of_draft(view, trip, index, sink);
    let chance = view.chances.map_or(draft.confidence, |table| table.chance(Kind::Found, show));
    Added { event: draft.events[0].clone(), kind: Kind::Found, chance, signs: noted(view, show) }
}

/// The names of signs, where they are asked for.
fn noted(view: &View, show: impl FnOnce(&mut dyn Sink)) -> Vec<String> {
    let mut names = Names::default();
    if view.noting {
        show(&mut names);
    }
    names.0
}

/// The signs of a stop with their weights, the heaviest first.
pub fn weights(view: &View, draft: &Draft) -> Vec<(String, f64)> {
    let Some(table) = view.chances else { return Vec::new() };
    let weighed = draft.signs.iter().map(|sign| (sign.clone(), table.weight(draft.kind, sign)));
    let mut weighed: Vec<(String, f64)> = weighed.filter(|(_, weight)| *weight != 0.0).collect();
    weighed.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then_with(|| a.0.cmp(&b.0)));
    weighed
}

/// True for a stop that no rule found.
fn by_model(draft: &Draft) -> bool {
    draft.events.iter().any(|e| e.rule == RULE)
}

/// The stops that rules found.
fn by_rules(drafts: &[Draft]) -> impl Iterator<Item = &Draft> {
    drafts.iter().filter(|d| !by_model(d))
}

/// A place that might be a stop although no rule made it one.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Index into the toponyms.
    pub toponym: usize,
    pub signs: Vec<String>,
}

/// The mentions that might be stops of a traveller: places other than those of his stops; for somebody without a trip, places
/// abroad that are named near him.
pub fn candidates(view: &View, trip: Trip) -> Vec<Candidate> {
    let names = |i: usize| {
        let mut names = Names::default();
        mention::of_mention(view, &trip, i, &mut names);
        names.0
    };
    possible(view, trip).map(|i| Candidate { toponym: i, signs: names(i) }).collect()
}

fn possible<'v>(view: &'v View, trip: Trip<'v>) -> impl Iterator<Item = usize> + 'v {
    let list = view.mentions.toponyms.iter().take(MOST_PLACES).enumerate();
    let open = move |(_, t): &(usize, &Toponym)| {
        matches!(t.usage, Usage::Literal | Usage::Actor)
            && t.place.is_some_and(|place| {
                !draft::is_told(trip.drafts, place)
                    && (!trip.drafts.is_empty() || is_abroad_and_near(view, trip.person, place.country, t.tokens.0))
            })
    };
    list.filter(open).map(|(i, _)| i)
}

/// Whether somebody of another country is named in a sentence or in the one before it.
fn is_abroad_and_near(view: &View, person: usize, country: &str, token: usize) -> bool {
    let number = view.doc.tokens[token].sentence as usize;
    let near = |n: usize| view.people_in(view.doc.sentences[n]).iter().any(|m| m.person == person);
    view.home(person).is_some_and(|home| home != country) && (near(number) || number > 0 && near(number - 1))
}

/// Places of high chance that no rule noticed, each by its likeliest mention.
pub fn unnoticed(view: &View, trip: Trip) -> Vec<Added> {
    let Some(table) = view.chances else { return Vec::new() };
    let kind = if trip.drafts.is_empty() { Kind::Unseen } else { Kind::Unnoticed };
    if table.limit(kind) >= 1.0 {
        return Vec::new();
    }
    let mut best: Vec<(f64, usize)> = Vec::new();
    for index in possible(view, trip) {
        let chance = table.chance(kind, |sink| mention::of_mention(view, &trip, index, sink));
        if chance < table.limit(kind) {
            continue;
        }
        let place = |i: usize| view.mentions.toponyms[i].place;
        match best.iter_mut().find(|(_, i)| place(*i) == place(index)) {
            Some(known) if known.0 < chance => *known = (chance, index),
            Some(_) => {}
            None => best.push((chance, index)),
        }
    }
    let added = |(chance, index)| {
        let signs = noted(view, |sink| mention::of_mention(view, &trip, index, sink));
        Added { event: event(view, trip, index), kind, chance, signs }
    };
    best.into_iter().map(added).collect()
}

/// How the traveller's event nearest to a token stands.
fn nearest(trip: Trip, token: usize) -> Option<Standing> {
    let events = by_rules(trip.drafts).flat_map(|d| &d.events);
    events.min_by_key(|e| e.place_token.abs_diff(token)).map(|e| e.standing)
}

/// The event of a place alone: as the nearest verb before it stands, shown by the words from there on.
fn event(view: &View, trip: Trip, index: usize) -> Event {
    let person = trip.person;
    let (first, last) = view.mentions.toponyms[index].tokens;
    let sentence = view.doc.sentence_of(first);
    let verb = view.cues_in(sentence).iter().rev().find(|c| c.kind == CueKind::Verb && c.cue.tokens.1 <= first);
    let number = view.doc.tokens[first].sentence as usize;
    let told = [verb.map(|c| reading::of(view, c).standing), Some(event::standing_near(view, number, first))];
    let clear = |s: &Standing| matches!(s, Standing::Done | Standing::Now | Standing::Ahead | Standing::Cancelled);
    let standing = told.into_iter().flatten().find(clear).or_else(|| nearest(trip, first)).unwrap_or(Standing::Open);
    let from = verb.map_or(first, |c| c.cue.tokens.0);
    let mut event = Event {
        person,
        place: Where::Toponym(index),
        what: What::IsThere,
        standing,
        strong: true,
        arrive: None,
        depart: None,
        on: None,
        leaves_previous: None,
        length: None,
        tour: (None, None),
        sentence: number,
        token: from,
        place_token: first,
        earlier: false,
        later: false,
        open: verb.is_none_or(|c| matches!(c.form, VerbForm::Base | VerbForm::Third)),
        evidence: view.span(from, last),
        frame: "",
        rule: RULE.into(),
    };
    let items = [Item { toponym: index, tokens: (first, last), capital: false }];
    let places: Vec<(usize, usize)> = view.toponyms_in(sentence).map(|(_, t)| t.tokens).collect();
    // What is done at a place on a day tells neither arrival nor departure.
    let frame = verb.map_or(Frame::Act, |c| c.frame);
    let scope = when::Scope {
        frame,
        cue: (from, from + 1),
        items: &items,
        places: &places,
        from,
        limit: sentence.last,
        heading: None,
    };
    when::attach(view, sentence, &scope, std::slice::from_mut(&mut event));
    event
}
