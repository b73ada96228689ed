//! From mentions to trips: who goes where, in which order, when, and how the trip stands.
//!
//! In: a [`View`] of one document with all its mentions. Out: [`Trip`]s with evidence. Stages, in order: `group` (which places
//! belong together), `subject` (who a cue speaks of), `reading` (done, planned, cancelled), `event` (one cue, one person, one place),
//! `when` (the days of an event), `course` (the days of a journey told without a place), `draft` (which events are one visit),
//! `settle` (what they say of it), `sequence` (words of order), `order`, `status` (done or to come), `chain` (days that follow from the
//! neighbours), `journeys` (which stops make one journey), `assemble` (all of these, by person), `activity` (what happens there).

mod activity;
mod assemble;
mod chain;
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
mod view;
mod when;

pub use itinerary::legs;
pub use view::View;

use crate::model::Warning;
use crate::model::itinerary::Trip;

/// Reads the trips of one document, the one with most evidence first.
pub fn find(view: &View) -> (Vec<Trip>, Vec<Warning>) {
    assemble::trips(view, events(view))
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
