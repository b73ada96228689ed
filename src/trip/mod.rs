//! From mentions to trips: who goes where, in which order, when, and how the trip stands.
//!
//! In: a [`View`] of one document with all its mentions. Out: [`Trip`]s with evidence. Stages, in order: `group` (which places
//! belong together), `subject` (who a cue speaks of), `reading` (done, planned, cancelled), `event` (one cue, one person, one place),
//! `when` (the days of an event), `assemble` (events to stops), `order`, `activity` (what happens there).

mod activity;
mod assemble;
mod event;
mod group;
mod order;
mod reading;
mod subject;
mod view;
mod when;

pub use view::View;

use crate::model::itinerary::Trip;
use crate::model::Warning;

/// Reads the trips of one document, the one with most evidence first.
pub fn find(view: &View) -> (Vec<Trip>, Vec<Warning>) {
    let events = event::find(view);
    assemble::trips(view, events)
}
