//! Trips with their surer stops alone.
//!
//! In: the trips of an itinerary and a least confidence. Out: the same trips without the stops below it, the legs joined again, days
//! and conflicts of what is left; a trip that keeps no stop of its own (only where it starts or ends) is left out.

use super::itinerary::legs;
use crate::model::itinerary::{Role, Stop, Trip};

/// Leaves out the stops whose confidence is under `least`, 0..=1.
pub fn keep(trips: &mut Vec<Trip>, least: f64) {
    trips.iter_mut().filter(|trip| trip.stops.iter().any(|s| s.confidence < least)).for_each(|trip| thin(trip, least));
    trips.retain(|trip| trip.stops.iter().any(|s| !matches!(s.role, Role::Origin | Role::Return)));
}

fn thin(trip: &mut Trip, least: f64) {
    let kept: Vec<bool> = trip.stops.iter().map(|s| s.confidence >= least).collect();
    let place = |old: usize| kept[old].then(|| kept[..old].iter().filter(|k| **k).count());
    trip.warnings.retain(|w| !trip.stops.iter().zip(&kept).any(|(s, kept)| !kept && is_about(w.span, s)));
    trip.days.retain(|day| day.stop.is_none_or(|stop| kept[stop]));
    trip.days.iter_mut().for_each(|day| day.stop = day.stop.and_then(place));
    trip.conflicts.retain(|conflict| kept[conflict.stop]);
    trip.conflicts.iter_mut().for_each(|conflict| conflict.stop = place(conflict.stop).unwrap_or_default());
    trip.stops.retain(|s| s.confidence >= least);
    trip.legs = legs(&trip.stops);
}

/// True where a warning points at the words of a stop.
fn is_about(span: Option<(usize, usize)>, stop: &Stop) -> bool {
    span.is_some_and(|span| stop.evidence.iter().any(|e| (e.start, e.end) == span))
}
