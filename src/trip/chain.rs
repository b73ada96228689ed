//! Days along a journey: what one stop tells of the stop before, what the whole journey tells of its first and its last stop.
//!
//! In: drafts in the order of travel. Out: the same drafts with the days that follow from their neighbours; a day that
//! contradicts the order is left out.

use super::draft::{Draft, distance_km};
use super::event::{Event, What};
use super::reading::Standing;
use crate::model::itinerary::{Role, Status};
use crate::model::mention::Span;
use chrono::{Days, NaiveDate};

/// Farther than this an ocean lies between, and a flight may take the night.
const OCEAN_KM: f64 = 6000.0;

/// Fills the days of drafts that stand in the order of travel.
pub fn dates(drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        leave_previous(drafts, i);
        forget_night_flight(drafts, i);
    }
    whole_tour(drafts);
    for i in 1..drafts.len() {
        forget_contrary(drafts, i);
    }
}

/// The days that a draft's own events tell: an arrival before a journey there, strong evidence before weak.
pub fn own_days(draft: &mut Draft) {
    let arrivals = |e: &&Event| e.strong && e.arrives();
    let first = draft.events.iter().filter(arrivals).find_map(|e| e.arrive);
    draft.arrive = draft.arrive.or(first);
    // "Arrived on Saturday; visited the mosque on Sunday": a day of the visit, and not all of it.
    let within = |e: &Event| {
        let day = e.depart.filter(|d| e.standing == Standing::Done && e.arrive.is_some_and(|a| a.0 == d.0));
        day.zip(first).is_some_and(|(day, arrived)| arrived.0 < day.0)
    };
    for strong in [true, false] {
        for event in draft.events.iter().filter(|e| e.strong == strong) {
            draft.arrive = draft.arrive.or(event.arrive);
            draft.depart = draft.depart.or(event.depart.filter(|_| !within(event)));
            draft.leaves_previous = draft.leaves_previous.or(event.leaves_previous);
        }
    }
    programme(draft);
}

/// In a programme, the lines of a place tell its first and its last day.
fn programme(draft: &mut Draft) {
    let lines = |e: &&Event| e.frame == "narrative";
    let days = || draft.events.iter().filter(lines).filter_map(|e| e.on);
    let Some((first, last)) = days().min().zip(days().max()) else { return };
    let Some(span) = draft.events.iter().find(lines).map(|e| e.evidence) else { return };
    if draft.arrive.is_none() {
        draft.arrive = Some((first, span));
    }
    if draft.depart.is_none() && draft.arrive.is_some_and(|(a, _)| a <= last) {
        draft.depart = Some((last, span));
    }
}

/// The other end of a stay of known length.
pub fn by_length(draft: &mut Draft) {
    let Some((days, span)) = draft.events.iter().find_map(|e| e.length) else { return };
    let more = Days::new(u64::from(days.max(1)) - 1);
    match (draft.arrive, draft.depart) {
        (Some((day, _)), None) => draft.depart = day.checked_add_days(more).map(|d| (d, span)),
        (None, Some((day, _))) => draft.arrive = day.checked_sub_days(more).map(|d| (d, span)),
        _ => {}
    }
}

/// "He goes on to Rome on Friday", "returns home on Friday": the stop before is left that day.
fn leave_previous(drafts: &mut [Draft], i: usize) {
    let home = drafts[i].arrive.filter(|_| drafts[i].role == Role::Return);
    let Some((day, span)) = drafts[i].leaves_previous.or(home) else { return };
    let reached = drafts[..i].iter().flat_map(|d| [d.arrive, d.depart]).flatten().map(|(d, _)| d).max();
    if reached.is_some_and(|latest| latest > day) {
        return;
    }
    let ocean = is_ocean_between(&drafts[i - 1], &drafts[i]);
    let previous = &mut drafts[i - 1];
    let fits = previous.status != Status::Cancelled && !ocean && previous.arrive.is_none_or(|(a, _)| a <= day);
    if previous.depart.is_none() && (fits || previous.role == Role::Origin) {
        previous.depart = Some((day, span));
    }
}

fn is_ocean_between(a: &Draft, b: &Draft) -> bool {
    a.place.zip(b.place).is_some_and(|(a, b)| distance_km(a, b) > OCEAN_KM)
}

/// "arrived from Washington on Tuesday" does not say that he left there on Tuesday, where an ocean lies between.
fn forget_night_flight(drafts: &mut [Draft], i: usize) {
    if !is_ocean_between(&drafts[i - 1], &drafts[i]) {
        return;
    }
    let (arrive, words) = (drafts[i].arrive.map(|(d, _)| d), drafts[i].arrive.map(|(_, span)| span));
    let previous = &mut drafts[i - 1];
    let of_arrival = |e: &Event| e.what == What::From || e.depart.map(|(_, span)| span) == words;
    let only_from = previous.events.iter().all(|e| e.depart.is_none() || of_arrival(e));
    if arrive.is_some() && previous.depart.map(|(d, _)| d) == arrive && only_from {
        previous.depart = None;
    }
}

/// "A tour from 3 to 9 May": the arrival at its first stop and the departure from its last.
fn whole_tour(drafts: &mut [Draft]) {
    let told = |which: fn(&Draft) -> Option<(NaiveDate, Span)>| drafts.iter().find_map(which);
    let start = told(|d| d.events.iter().find_map(|e| e.tour.0));
    let end = told(|d| d.events.iter().find_map(|e| e.tour.1));
    let on_tour = |d: &Draft| matches!(d.role, Role::Stop | Role::Transit);
    let days: Vec<NaiveDate> = drafts.iter().flat_map(|d| [d.arrive, d.depart]).flatten().map(|(d, _)| d).collect();
    let first = drafts.iter().position(on_tour);
    let last = drafts.iter().rposition(on_tour);
    if let (Some(first), Some((day, span))) = (first, start)
        && drafts[first].arrive.is_none()
        && days.iter().all(|d| *d >= day)
    {
        drafts[first].arrive = Some((day, span));
    }
    if let (Some(last), Some((day, span))) = (last, end)
        && drafts[last].depart.is_none()
        && days.iter().all(|d| *d <= day)
    {
        drafts[last].depart = Some((day, span));
    }
}

/// A stop is left before the next one is reached; a length that reaches farther was that of the whole journey.
fn forget_contrary(drafts: &mut [Draft], i: usize) {
    let Some((next, _)) = drafts[i].arrive else { return };
    let previous = &mut drafts[i - 1];
    let of_length =
        previous.depart.is_some_and(|(_, span)| previous.events.iter().any(|e| e.length.is_some_and(|l| l.1 == span)));
    if of_length && previous.depart.is_some_and(|(d, _)| d > next) {
        previous.depart = None;
    }
}
