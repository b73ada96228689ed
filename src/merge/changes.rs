//! What is different between two itineraries, for `diff` and for the report of `update`.
//!
//! In: the older and the newer one. Out: [`Change`]s, trip by trip in the newer one's order, what went last.

use super::person::same_person;
use super::place::same_place;
use crate::model::Itinerary;
use crate::model::itinerary::{Activity, Stop, Trip};
use serde::Serialize;
use std::fmt;

/// One thing that is different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Whose trip.
    pub traveller: String,
    /// At which stop; `None` where it is the trip itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stop: Option<String>,
    /// `trip`, `traveller`, `stop`, `place`, `role`, `status`, `arrive`, `depart`, `order` or `activity`.
    pub field: &'static str,
    /// The value before; `None` where there was none.
    pub before: Option<String>,
    /// The value now; `None` where there is none.
    pub after: Option<String>,
}

impl fmt::Display for Change {
    /// "Hanoi: planned → current", "Hanoi: departs 2024-06-20 added".
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: ", self.stop.as_ref().unwrap_or(&self.traveller))?;
        let name = match self.field {
            "status" | "place" | "stop" => "",
            "arrive" => "arrives ",
            "depart" => "departs ",
            "order" => "comes ",
            "traveller" => "is told of as ",
            "trip" => "trip to ",
            other => return self.rest(out, &format!("{other} ")),
        };
        self.rest(out, name)
    }
}

impl Change {
    fn rest(&self, out: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => write!(out, "{name}{before} → {after}"),
            (None, Some(after)) => write!(out, "{name}{after} added"),
            (Some(before), None) => write!(out, "{name}{before} gone"),
            (None, None) => Ok(()),
        }
    }
}

/// All that is different.
pub fn between(old: &Itinerary, new: &Itinerary) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut left: Vec<&Trip> = old.trips.iter().collect();
    for trip in &new.trips {
        let common = |other: &Trip| trip.stops.iter().filter(|s| other.stops.iter().any(|o| same_place(s, o))).count();
        let met = (0..left.len()).filter(|n| same_person(&left[*n].traveller, &trip.traveller));
        let best = met
            .map(|n| (common(left[n]), n))
            .filter(|(common, _)| *common > 0)
            .max_by_key(|(common, n)| (*common, usize::MAX - n));
        match best {
            Some((_, n)) => of_trip(left.remove(n), trip, &mut changes),
            None => changes.push(whole(trip, None, Some(places(trip)))),
        }
    }
    changes.extend(left.into_iter().map(|trip| whole(trip, Some(places(trip)), None)));
    changes
}

fn places(trip: &Trip) -> String {
    trip.stops.iter().map(|s| s.place.as_str()).collect::<Vec<_>>().join(", ")
}

fn whole(trip: &Trip, before: Option<String>, after: Option<String>) -> Change {
    Change { traveller: trip.traveller.name.clone(), stop: None, field: "trip", before, after }
}

fn of_trip(old: &Trip, new: &Trip, changes: &mut Vec<Change>) {
    let traveller = &new.traveller.name;
    if old.traveller.name != *traveller {
        let before = Some(old.traveller.name.clone());
        changes.push(Change {
            traveller: traveller.clone(),
            stop: None,
            field: "traveller",
            before,
            after: Some(traveller.clone()),
        });
    }
    let pairs = pairs(&old.stops, &new.stops);
    let old_of = |n: usize| pairs.iter().find(|(_, b)| *b == n).map(|(a, _)| *a);
    for (n, stop) in new.stops.iter().enumerate() {
        let mut note = |field: &'static str, before: Option<String>, after: Option<String>| {
            if before != after {
                changes.push(Change {
                    traveller: traveller.clone(),
                    stop: Some(stop.place.clone()),
                    field,
                    before,
                    after,
                });
            }
        };
        let Some(o) = old_of(n) else {
            note("stop", None, Some(told(stop)));
            continue;
        };
        let was = &old.stops[o];
        note("place", Some(was.place.clone()), Some(stop.place.clone()));
        note("status", Some(word(&was.status)), Some(word(&stop.status)));
        note("role", Some(word(&was.role)), Some(word(&stop.role)));
        note("arrive", was.arrive.map(|d| d.to_string()), stop.arrive.map(|d| d.to_string()));
        note("depart", was.depart.map(|d| d.to_string()), stop.depart.map(|d| d.to_string()));
        let before = |stops: &[Stop], n: usize| {
            n.checked_sub(1).map_or("first".to_string(), |n| format!("after {}", stops[n].place))
        };
        if pairs.iter().any(|(a, b)| (*a < o) != (*b < n) && *a != o) {
            note("order", Some(before(&old.stops, o)), Some(before(&new.stops, n)));
        }
    }
    let gone = (0..old.stops.len()).filter(|o| !pairs.iter().any(|(a, _)| a == o));
    for stop in gone.map(|o| &old.stops[o]) {
        let stop_name = Some(stop.place.clone());
        changes.push(Change {
            traveller: traveller.clone(),
            stop: stop_name,
            field: "stop",
            before: Some(told(stop)),
            after: None,
        });
    }
    activities(old, new, changes);
}

/// "planned, 2024-06-20".
fn told(stop: &Stop) -> String {
    let day = stop.arrive.or(stop.depart).map(|d| format!(", {d}")).unwrap_or_default();
    format!("{}{day}", word(&stop.status))
}

fn word(value: &dyn fmt::Debug) -> String {
    format!("{value:?}").to_lowercase()
}

/// Stops that are one: in order first, then wherever they went.
fn pairs(old: &[Stop], new: &[Stop]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let exact = |a: &Stop, b: &Stop| a.place == b.place && a.role == b.role;
    let same = |a: &Stop, b: &Stop| same_place(a, b);
    let from_one_text = |a: &Stop, b: &Stop| !a.evidence.is_empty() && a.evidence.first() == b.evidence.first();
    for fits in [&exact as &dyn Fn(&Stop, &Stop) -> bool, &same, &from_one_text] {
        for (b, stop) in new.iter().enumerate() {
            let free = |a: &usize| pairs.iter().all(|(x, y)| x != a && *y != b);
            if let Some(a) = (0..old.len()).filter(free).find(|a| fits(&old[*a], stop)) {
                pairs.push((a, b));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

fn activities(old: &Trip, new: &Trip, changes: &mut Vec<Change>) {
    let labels = |trip: &Trip| -> Vec<(Option<String>, String, String)> {
        let at = |stop: Option<usize>| stop.and_then(|n| trip.stops.get(n)).map(|s| s.place.clone());
        let one = |stop: Option<String>, a: &Activity| (stop, a.label.clone(), word(&a.status));
        trip.days.iter().flat_map(|d| d.activities.iter().map(move |a| one(at(d.stop), a))).collect()
    };
    let (was, now) = (labels(old), labels(new));
    let name = &new.traveller.name;
    let mut note = |stop: &Option<String>, before: Option<String>, after: Option<String>| {
        changes.push(Change { traveller: name.clone(), stop: stop.clone(), field: "activity", before, after });
    };
    for (stop, label, status) in &now {
        match was.iter().find(|(s, l, _)| s == stop && l == label) {
            None => note(stop, None, Some(format!("{label} ({status})"))),
            Some((_, _, before)) if before != status => {
                note(stop, Some(format!("{label} ({before})")), Some(format!("{label} ({status})")));
            }
            Some(_) => {}
        }
    }
    for (stop, label, status) in was.iter().filter(|(s, l, _)| !now.iter().any(|(t, m, _)| s == t && l == m)) {
        note(stop, Some(format!("{label} ({status})")), None);
    }
}
