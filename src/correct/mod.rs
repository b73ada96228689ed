//! What a person overrules, put over what the articles say.
//!
//! In: trips as merged, and [`Corrections`]. Out: the trips corrected, each hand-made field marked in `by_hand`, and a warning for
//! each correction that fits nothing. Places that a person names are looked up by the caller's [`LookUp`].

pub mod edits;

use crate::model::Warning;
use crate::model::correction::{ActivityCorrection, AddedStop, Corrections, Position, Selector, StopValues};
use crate::model::itinerary::{Activity, ActivityKind, Day, Named, Role, Status, Stop, Trip};
use crate::trip::legs;

/// Where a named place lies: name, country, degrees north and east, GeoNames id.
pub type Found = (String, Option<String>, f64, f64, Option<u32>);
/// The gazetteer's best place of a name, in that country if one is given.
pub type LookUp<'a> = &'a dyn Fn(&str, Option<&str>) -> Option<Found>;

/// The stable word of the warning for a correction that fits nothing.
pub const UNFIT: &str = "correction-unfit";

/// Makes all corrections. The warnings tell of those that fit nothing and of places that the gazetteer does not have.
pub fn apply(trips: &mut Vec<Trip>, corrections: &Corrections, look_up: LookUp) -> Vec<Warning> {
    let mut work = Work { trips, look_up, warnings: Vec::new() };
    work.stops(corrections);
    work.drops(corrections);
    corrections.add.iter().for_each(|added| work.add(added));
    work.moves(corrections);
    corrections.activity.iter().for_each(|activity| work.activity(activity));
    work.travellers(corrections);
    let warnings = work.warnings;
    trips.retain(|trip| !trip.stops.is_empty());
    for trip in trips.iter_mut().filter(|trip| is_touched(trip)) {
        trip.legs = legs(&trip.stops);
    }
    warnings
}

/// True where legs may have changed: stops of no hand leave the legs as they were read.
fn is_touched(trip: &Trip) -> bool {
    trip.legs.len() + 1 != trip.stops.len() || trip.stops.iter().any(|s| !s.by_hand.is_empty())
}

struct Work<'a> {
    trips: &'a mut Vec<Trip>,
    look_up: LookUp<'a>,
    warnings: Vec<Warning>,
}

impl Work<'_> {
    fn stops(&mut self, corrections: &Corrections) {
        // All selectors mean the stops as read, so they are all found before the first is changed.
        let found: Vec<_> = corrections.stop.iter().map(|c| (self.find(&c.selector()), c)).collect();
        for (stops, correction) in found {
            if stops.is_empty() {
                self.unfit("stop", &correction.selector());
            }
            for (t, s) in stops {
                let stop = &mut self.trips[t].stops[s];
                let unknown = set(stop, &correction.values, self.look_up);
                self.warnings.extend(unknown);
            }
        }
    }

    fn drops(&mut self, corrections: &Corrections) {
        let mut gone = Vec::new();
        for selector in &corrections.drop {
            let stops = self.find(selector);
            if stops.is_empty() {
                self.unfit("drop", selector);
            }
            gone.extend(stops);
        }
        gone.sort_unstable();
        gone.dedup();
        for (t, s) in gone.into_iter().rev() {
            take_out(&mut self.trips[t], s);
        }
    }

    fn add(&mut self, added: &AddedStop) {
        let mine = |trip: &&mut Trip| added.traveller.as_ref().is_none_or(|name| is_called(&trip.traveller.name, name));
        let look_up = self.look_up;
        let place = added.values.place.clone().unwrap_or_default();
        let Some(trip) = self.trips.iter_mut().find(mine) else {
            self.unfit("add", &Selector { at: place, visit: None, traveller: added.traveller.clone() });
            return;
        };
        let mut stop = unwritten(&place);
        let unknown = set(&mut stop, &added.values, look_up);
        stop.by_hand = vec!["all".into()];
        let Some(at) = position(trip, &added.position) else {
            self.unfit("add", &Selector { at: place, visit: None, traveller: added.traveller.clone() });
            return;
        };
        put_in(trip, at, stop);
        self.warnings.extend(unknown);
    }

    fn moves(&mut self, corrections: &Corrections) {
        for step in &corrections.moves {
            let found = self.find(&step.selector());
            let mut fits = false;
            for (t, s) in found.into_iter().take(1) {
                let trip = &mut self.trips[t];
                if position(trip, &step.position).is_some() {
                    let (mut stop, days) = take_out(trip, s);
                    let at = position(trip, &step.position).unwrap_or(s);
                    if !stop.by_hand.contains(&"order".to_string()) {
                        stop.by_hand.push("order".into());
                    }
                    put_in(trip, at, stop);
                    put_back(trip, days, at);
                    fits = true;
                }
            }
            if !fits {
                self.unfit("move", &step.selector());
            }
        }
    }

    fn activity(&mut self, correction: &ActivityCorrection) {
        let selector = Selector { at: correction.at.clone(), visit: None, traveller: correction.traveller.clone() };
        let Some(&(t, s)) = self.find(&selector).first() else { return self.unfit("activity", &selector) };
        let trip = &mut self.trips[t];
        if correction.drop {
            let mut gone = false;
            for day in trip.days.iter_mut().filter(|d| d.stop == Some(s)) {
                let before = day.activities.len();
                day.activities.retain(|a| a.label != correction.label);
                gone |= day.activities.len() < before;
            }
            trip.days.retain(|day| !day.activities.is_empty());
            if !gone {
                self.unfit("activity", &selector);
            }
            return;
        }
        let activity = Activity {
            kind: correction.kind.unwrap_or(ActivityKind::Other),
            label: correction.label.clone(),
            with: correction.with.clone(),
            status: correction.status.unwrap_or(trip.stops[s].status),
            by_hand: true,
            evidence: Vec::new(),
        };
        match trip.days.iter_mut().find(|d| d.date == correction.date && d.stop == Some(s)) {
            Some(day) => day.activities.push(activity),
            None => trip.days.push(Day { date: correction.date, stop: Some(s), activities: vec![activity] }),
        }
        trip.days.sort_by_key(|day| (day.date.is_none(), day.date, day.stop));
    }

    fn travellers(&mut self, corrections: &Corrections) {
        for correction in &corrections.traveller {
            let mut fits = false;
            for trip in self.trips.iter_mut().filter(|t| is_called(&t.traveller.name, &correction.is)) {
                fits = true;
                let traveller = &mut trip.traveller;
                traveller.name = correction.name.clone().unwrap_or_else(|| traveller.name.clone());
                traveller.title = correction.title.clone().or(traveller.title.take());
                traveller.country = correction.country.clone().or(traveller.country.take());
            }
            if !fits {
                let selector = Selector { at: correction.is.clone(), ..Selector::default() };
                self.unfit("traveller", &selector);
            }
        }
    }

    /// The stops that a selector means, as (trip, stop).
    fn find(&self, selector: &Selector) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (t, trip) in self.trips.iter().enumerate() {
            if selector.traveller.as_ref().is_some_and(|name| !is_called(&trip.traveller.name, name)) {
                continue;
            }
            let here = trip.stops.iter().enumerate().filter(|(_, stop)| is_called(&stop.place, &selector.at));
            let wanted = selector.visit.map_or(0, |n| n.saturating_sub(1) as usize);
            found.extend(here.map(|(s, _)| (t, s)).nth(wanted));
        }
        found
    }

    fn unfit(&mut self, list: &str, selector: &Selector) {
        let visit = selector.visit.map(|n| format!(", visit {n}")).unwrap_or_default();
        let whose = selector.traveller.as_ref().map(|name| format!(" of {name}")).unwrap_or_default();
        self.warnings.push(Warning {
            kind: UNFIT.into(),
            message: format!(
                "the correction [[{list}]] \"{}\"{visit}{whose} fits nothing in the itinerary; it is kept but changes nothing",
                selector.at
            ),
            article: None,
            span: None,
        });
    }
}

/// Names are compared without regard to capitals.
fn is_called(name: &str, wanted: &str) -> bool {
    name.to_lowercase() == wanted.to_lowercase()
}

fn unwritten(place: &str) -> Stop {
    Stop {
        place: place.into(),
        country: None,
        lat: None,
        lon: None,
        named: Named::City,
        role: Role::Stop,
        status: Status::Planned,
        arrive: None,
        depart: None,
        confidence: 1.0,
        geonames_id: None,
        label: None,
        by_hand: Vec::new(),
        evidence: Vec::new(),
    }
}

/// Sets the given fields and marks them; a place is looked up unless its coordinates are given.
fn set(stop: &mut Stop, values: &StopValues, look_up: LookUp) -> Option<Warning> {
    let mut marked: Vec<&str> = Vec::new();
    let mut unknown = None;
    if let Some(place) = &values.place {
        let found = look_up(place, values.country.as_deref());
        let given = values.lat.is_some() && values.lon.is_some();
        if found.is_none() && !given {
            unknown = Some(Warning {
                kind: "unknown-place".into(),
                message: format!("{place} is not in the gazetteer; give lat and lon beside it, or it is not drawn"),
                article: None,
                span: None,
            });
        }
        stop.place = place.clone();
        (stop.country, stop.geonames_id, stop.lat, stop.lon) = (None, None, None, None);
        if let Some((_, country, lat, lon, id)) = found {
            stop.country = country;
            (stop.lat, stop.lon, stop.geonames_id) = (Some(lat), Some(lon), id);
        }
        stop.named = Named::City;
        marked.push("place");
    }
    if let Some(country) = &values.country {
        stop.country = Some(country.clone());
        marked.push("country");
    }
    if let (Some(lat), Some(lon)) = (values.lat, values.lon) {
        (stop.lat, stop.lon) = (Some(lat), Some(lon));
        marked.extend(["lat", "lon"]);
    }
    if let Some(role) = values.role {
        stop.role = role;
        marked.push("role");
    }
    if let Some(status) = values.status {
        stop.status = status;
        marked.push("status");
    }
    if let Some(day) = values.arrive {
        stop.arrive = day.day();
        marked.push("arrive");
    }
    if let Some(day) = values.depart {
        stop.depart = day.day();
        marked.push("depart");
    }
    if let Some(label) = &values.label {
        stop.label = Some(label.clone());
        marked.push("label");
    }
    for field in marked {
        if !stop.by_hand.iter().any(|f| f == field) {
            stop.by_hand.push(field.into());
        }
    }
    unknown
}

/// The index before which a stop belongs. `None` where the stop it is to stand beside is not there.
fn position(trip: &Trip, position: &Position) -> Option<usize> {
    let at = |name: &String| trip.stops.iter().position(|stop| is_called(&stop.place, name));
    match (&position.after, &position.before) {
        (Some(after), _) => at(after).map(|n| n + 1),
        (None, Some(before)) => at(before),
        (None, None) => Some(trip.stops.len()),
    }
}

/// Takes a stop out, with the days spent there; days and conflicts of later stops follow their stops.
fn take_out(trip: &mut Trip, s: usize) -> (Stop, Vec<Day>) {
    let stop = trip.stops.remove(s);
    let (mut here, mut rest) = (Vec::new(), Vec::new());
    for mut day in std::mem::take(&mut trip.days) {
        if day.stop == Some(s) {
            here.push(day);
        } else {
            day.stop = day.stop.map(|n| if n > s { n - 1 } else { n });
            rest.push(day);
        }
    }
    trip.days = rest;
    trip.conflicts.retain(|c| c.stop != s);
    trip.conflicts.iter_mut().filter(|c| c.stop > s).for_each(|c| c.stop -= 1);
    (stop, here)
}

fn put_in(trip: &mut Trip, at: usize, stop: Stop) {
    trip.days.iter_mut().filter_map(|d| d.stop.as_mut()).filter(|n| **n >= at).for_each(|n| *n += 1);
    trip.conflicts.iter_mut().filter(|c| c.stop >= at).for_each(|c| c.stop += 1);
    trip.stops.insert(at, stop);
}

fn put_back(trip: &mut Trip, days: Vec<Day>, at: usize) {
    trip.days.extend(days.into_iter().map(|day| Day { stop: Some(at), ..day }));
    trip.days.sort_by_key(|day| (day.date.is_none(), day.date, day.stop));
}
