//! From mentions to trips: who goes where, in which order, when, and how the trip stands.
//!
//! In: a [`View`] of one document with all its mentions. Out: [`Trip`]s with evidence. Stages, in order: `group` (which places
//! belong together), `subject` (who a cue speaks of), `reading` (done, planned, cancelled), `event` (one cue, one person, one place),
//! `when` (the days of an event), `course` (the days of a journey told without a place), `draft` (which events are one visit),
//! `settle` (what they say of it), `sequence` (words of order), `order`, `status` (done or to come), `chain` (days that follow from the
//! neighbours), `journeys` (which stops make one journey), `assemble` (all of these, by person), `chance` (how likely each stop is),
//! `travellers` (who travels at all), `activity` (what happens there).

mod activity;
mod assemble;
mod carry;
mod chain;
pub mod chance;
mod course;
mod draft;
pub mod event;
mod group;
mod itinerary;
mod journeys;
mod order;
pub mod reading;
mod sequence;
mod settle;
mod status;
mod subject;
pub mod sure;
mod travellers;
mod view;
mod when;

pub use itinerary::{legs, metres};
pub use view::View;

use crate::model::Warning;
use crate::model::itinerary::Trip;

/// Reads the trips of one document, the one with most evidence first.
pub fn find(view: &View) -> (Vec<Trip>, Vec<Warning>) {
    assemble::trips(view, events(view))
}

/// What the weights are made from: the trips by rules alone, the signs of each stop, and the places of which no rule made a stop.
#[derive(Debug)]
pub struct Judged {
    pub trip: Trip,
    /// For each stop.
    pub signs: Vec<Vec<String>>,
    /// For each stop its signs with their weights in log-odds, the heaviest first; those without a weight are left out.
    pub weights: Vec<Vec<(String, f64)>>,
    pub unnoticed: Vec<(crate::model::Place, Vec<String>)>,
}

/// The trips of [`find`] with the signs of their stops, then, for training, people without a trip as trips without stops.
pub fn judged(view: &View) -> Vec<Judged> {
    let events = events(view);
    let mut found = travellers::find(view, &events);
    if view.chances.is_none() {
        let without = (0..view.people.len().min(chance::MOST_PEOPLE)).filter(|p| !found.iter().any(|(f, _)| f == p));
        let without: Vec<_> = without.map(|person| (person, Vec::new())).collect();
        found.extend(without);
    }
    // A traveller with several trips has his left-over places told once, with the first.
    let own = |person: usize| -> Vec<draft::Draft> {
        found.iter().filter(|(p, _)| *p == person).flat_map(|(_, drafts)| drafts.clone()).collect()
    };
    let left_over: Vec<Vec<_>> = (0..found.len())
        .map(|n| {
            let person = found[n].0;
            let first = !found[..n].iter().any(|(p, _)| *p == person);
            let drafts = own(person);
            let trip = chance::Trip { person, drafts: &drafts, events: &events };
            let place = |c: chance::Candidate| Some((view.mentions.toponyms[c.toponym].place?, c.signs));
            let all = if first { chance::candidates(view, trip) } else { Vec::new() };
            all.into_iter().filter_map(place).collect()
        })
        .collect();
    let one = |((person, drafts), unnoticed): ((usize, Vec<draft::Draft>), _)| {
        let signs = drafts.iter().map(|d| d.signs.clone()).collect();
        let weights = drafts.iter().map(|d| chance::weights(view, d)).collect();
        Judged { trip: itinerary::trip(view, person, drafts), signs, weights, unnoticed }
    };
    found.into_iter().zip(left_over).map(one).collect()
}

/// All events, for [`crate::extract::trace`].
pub fn events(view: &View) -> Vec<event::Event> {
    let mut events = event::find(view);
    course::complete(view, &mut events);
    events
}

/// One event in a line, for [`crate::extract::trace`].
pub fn describe(view: &View, event: &event::Event) -> String {
    let place = match event.place {
        event::Where::Toponym(i) | event::Where::Capital(i) => {
            view.doc.words(view.mentions.toponyms[i].span).to_string()
        }
        event::Where::Home => "home".into(),
        event::Where::Seat(place) => format!("seat {}", place.name),
    };
    format!(
        "{} {:?} {place} {:?}{} {:?}..{:?} on {:?} [{}]",
        view.people[event.person].name,
        event.what,
        event.standing,
        if event.strong { "" } else { " weak" },
        event.arrive.map(|d| d.0),
        event.depart.map(|d| d.0),
        event.on,
        event.rule
    )
}
