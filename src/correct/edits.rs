//! What a person changed in `itinerary.json` itself, told as corrections, so that it survives the next update.
//!
//! In: the trips as the program makes them and as they stand in the file. Out: the corrections that lead from one to the other.

use crate::model::correction::{
    ActivityCorrection, AddedStop, Corrections, Move, Position, Selector, StopCorrection, StopValues,
    TravellerCorrection,
};
use crate::model::itinerary::{Activity, Stop, Trip};

/// The corrections that make `made` into `found`. Trips are paired in their order.
pub fn between(made: &[Trip], found: &[Trip]) -> Corrections {
    let mut corrections = Corrections::default();
    let mut free: Vec<&Trip> = found.iter().collect();
    for trip in made {
        let shared = |other: &Trip| trip.stops.iter().filter(|s| other.stops.iter().any(|o| is_one(s, o))).count();
        let best = (0..free.len()).map(|n| (shared(free[n]), n)).filter(|(shared, _)| *shared > 0);
        match best.max_by_key(|(shared, n)| (*shared, usize::MAX - n)) {
            Some((_, n)) => of_trip(trip, free.remove(n), &mut corrections),
            // A trip that was taken out goes stop by stop.
            None => corrections.drop.extend((0..trip.stops.len()).map(|n| selector(trip, n))),
        }
    }
    corrections
}

fn of_trip(made: &Trip, found: &Trip, corrections: &mut Corrections) {
    let (was, now) = (&made.traveller, &found.traveller);
    if was != now {
        let changed = |a: &Option<String>, b: &Option<String>| if a == b { None } else { b.clone() };
        corrections.traveller.push(TravellerCorrection {
            is: was.name.clone(),
            name: (was.name != now.name).then(|| now.name.clone()),
            title: changed(&was.title, &now.title),
            country: changed(&was.country, &now.country),
        });
    }
    let pairs = pairs(&made.stops, &found.stops);
    for (n, stop) in made.stops.iter().enumerate() {
        let Some((_, f)) = pairs.iter().find(|(m, _)| *m == n) else {
            corrections.drop.push(selector(made, n));
            continue;
        };
        let values = changed(stop, &found.stops[*f]);
        if values != StopValues::default() {
            let Selector { at, visit, traveller } = selector(made, n);
            corrections.stop.push(StopCorrection { at, visit, traveller, values });
        }
    }
    let traveller = Some(made.traveller.name.clone());
    for (n, stop) in found.stops.iter().enumerate().filter(|(n, _)| pairs.iter().all(|(_, f)| f != n)) {
        let values = StopValues {
            place: Some(stop.place.clone()),
            country: stop.country.clone(),
            lat: stop.lat,
            lon: stop.lon,
            role: Some(stop.role),
            status: Some(stop.status),
            arrive: stop.arrive.map(|d| Some(d).into()),
            depart: stop.depart.map(|d| Some(d).into()),
            label: stop.label.clone(),
        };
        corrections.add.push(AddedStop { traveller: traveller.clone(), position: beside(&found.stops, n), values });
    }
    moved(made, found, &pairs, corrections);
    activities(made, found, &pairs, corrections);
}

/// True where both stand on the same words, or are the same place where no words stand.
fn is_one(a: &Stop, b: &Stop) -> bool {
    match (a.evidence.first(), b.evidence.first()) {
        (Some(x), Some(y)) => x == y,
        (None, None) => a.place == b.place,
        _ => false,
    }
}

/// Which stop of the file is which of those made: by their evidence, then by their place.
fn pairs(made: &[Stop], found: &[Stop]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let same_place = |a: &Stop, b: &Stop| a.place == b.place;
    for fits in [&is_one as &dyn Fn(&Stop, &Stop) -> bool, &same_place] {
        for (f, stop) in found.iter().enumerate() {
            let free = |m: &usize| pairs.iter().all(|(x, y)| x != m && *y != f);
            if let Some(m) = (0..made.len()).filter(free).find(|m| fits(&made[*m], stop)) {
                pairs.push((m, f));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

fn selector(trip: &Trip, n: usize) -> Selector {
    let at = trip.stops[n].place.clone();
    let before = trip.stops[..n].iter().filter(|s| s.place == at).count() as u32;
    Selector { at, visit: (before > 0).then_some(before + 1), traveller: Some(trip.traveller.name.clone()) }
}

fn changed(was: &Stop, now: &Stop) -> StopValues {
    let place = was.place != now.place;
    let moved = was.lat != now.lat || was.lon != now.lon;
    StopValues {
        place: place.then(|| now.place.clone()),
        country: if place || was.country != now.country { now.country.clone() } else { None },
        lat: if place || moved { now.lat } else { None },
        lon: if place || moved { now.lon } else { None },
        role: (was.role != now.role).then_some(now.role),
        status: (was.status != now.status).then_some(now.status),
        arrive: (was.arrive != now.arrive).then(|| now.arrive.into()),
        depart: (was.depart != now.depart).then(|| now.depart.into()),
        label: if was.label == now.label { None } else { now.label.clone() },
    }
}

fn beside(stops: &[Stop], n: usize) -> Position {
    match n.checked_sub(1) {
        Some(before) => Position { after: Some(stops[before].place.clone()), before: None },
        None => Position { after: None, before: stops.get(1).map(|s| s.place.clone()) },
    }
}

/// Moves for the stops that stand in another order: all but the longest run that kept its order.
fn moved(made: &Trip, found: &Trip, pairs: &[(usize, usize)], corrections: &mut Corrections) {
    // Longest increasing run of file positions, over stops in made order.
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (i, (_, f)) in pairs.iter().enumerate() {
        let before = (0..i).filter(|j| pairs[*j].1 < *f).max_by_key(|j| best[*j].0);
        best.push((before.map_or(1, |j| best[j].0 + 1), before));
    }
    let mut kept = Vec::new();
    let mut at = (0..best.len()).max_by_key(|i| best[*i].0);
    while let Some(i) = at {
        kept.push(i);
        at = best[i].1;
    }
    let mut steps: Vec<(usize, usize)> = (0..pairs.len()).filter(|i| !kept.contains(i)).map(|i| pairs[i]).collect();
    steps.sort_by_key(|(_, f)| *f);
    for (m, f) in steps {
        let Selector { visit, traveller, .. } = selector(made, m);
        let at = found.stops[f].place.clone();
        corrections.moves.push(Move { at, visit, traveller, position: beside(&found.stops, f) });
    }
}

fn activities(made: &Trip, found: &Trip, pairs: &[(usize, usize)], corrections: &mut Corrections) {
    let list = |trip: &Trip| -> Vec<(Option<usize>, Option<chrono::NaiveDate>, Activity)> {
        trip.days.iter().flat_map(|d| d.activities.iter().map(|a| (d.stop, d.date, a.clone()))).collect()
    };
    let now = list(found);
    let was: Vec<_> = list(made)
        .into_iter()
        .filter_map(|(stop, date, a)| {
            let f = pairs.iter().find(|(m, _)| Some(*m) == stop).map(|(_, f)| *f);
            (stop.is_none() || f.is_some()).then_some((f, date, a))
        })
        .collect();
    let is_in = |list: &[(Option<usize>, Option<chrono::NaiveDate>, Activity)],
                 one: &(Option<usize>, Option<chrono::NaiveDate>, Activity)| {
        list.iter().any(|other| {
            other.0 == one.0 && other.1 == one.1 && other.2.label == one.2.label && other.2.kind == one.2.kind
        })
    };
    let traveller = Some(found.traveller.name.clone());
    let at = |stop: Option<usize>| stop.and_then(|n| found.stops.get(n)).map(|s| s.place.clone());
    for one in was.iter().filter(|one| !is_in(&now, one)) {
        let Some(place) = at(one.0) else { continue };
        corrections.activity.push(correction(place, traveller.clone(), one.1, &one.2, true));
    }
    for one in now.iter().filter(|one| !is_in(&was, one)) {
        let Some(place) = at(one.0) else { continue };
        corrections.activity.push(correction(place, traveller.clone(), one.1, &one.2, false));
    }
}

fn correction(
    at: String,
    traveller: Option<String>,
    date: Option<chrono::NaiveDate>,
    activity: &Activity,
    drop: bool,
) -> ActivityCorrection {
    ActivityCorrection {
        at,
        traveller,
        label: activity.label.clone(),
        kind: (!drop).then_some(activity.kind),
        date: if drop { None } else { date },
        with: if drop { Vec::new() } else { activity.with.clone() },
        status: (!drop).then_some(activity.status),
        drop,
    }
}
