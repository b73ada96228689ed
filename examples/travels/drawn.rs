//! Every journey of a list drawn: from home to each locality in order and home again.

use super::{parts, place, state};
use chrono::NaiveDate;
use motorcade::model::Itinerary;
use motorcade::model::itinerary::{Leg, Named, Role, Status, Stop, Traveller, Trip};
use motorcade::{days, map};
use std::collections::BTreeMap;

#[path = "../../tests/pictures/tally.rs"]
mod tally;

/// Draws them, prints the figures, and ends with an error where a picture has a fault.
pub fn all(rows: &str) {
    let mut journeys: BTreeMap<String, Vec<serde_json::Value>> = BTreeMap::new();
    for line in rows.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        journeys.entry(text(&row, "trip")).or_default().push(row);
    }
    let mut tally = tally::Tally::default();
    let mut empty = 0;
    for (name, rows) in &journeys {
        match itinerary(rows) {
            Some(itinerary) => drop(tally.draw(name, &itinerary, &map::Options::default(), &days::Options::default())),
            None => empty += 1,
        }
    }
    println!("{} journeys, {empty} without a place that resolves", journeys.len());
    tally.tell();
    assert!(tally.is_clean());
}

fn text(row: &serde_json::Value, key: &str) -> String {
    row[key].as_str().unwrap_or_default().to_string()
}

fn itinerary(rows: &[serde_json::Value]) -> Option<Itinerary> {
    let mut stops: Vec<Stop> = rows.iter().flat_map(visits).collect();
    let (first, last) = (stops.first()?.arrive, stops.last()?.depart);
    let home = |role, arrive, depart| stop("Washington", "US", (38.895, -77.036), role, (arrive, depart));
    stops.insert(0, home(Role::Origin, None, first));
    stops.push(home(Role::Return, last, None));
    let legs = (1..stops.len()).map(|to| leg(&stops, to)).collect();
    let traveller = Traveller { name: text(&rows[0], "traveller"), title: None, country: Some("US".into()) };
    let trip = Trip { traveller, stops, legs, days: Vec::new(), warnings: Vec::new(), conflicts: Vec::new() };
    Some(Itinerary { trips: vec![trip], ..Itinerary::default() })
}

/// The localities of a row; it tells the days of them all, so that only the first has an arrival and the last a departure.
fn visits(row: &serde_json::Value) -> Vec<Stop> {
    let (country, locale) = (text(row, "country"), text(row, "locale"));
    let Some(home) = state(&country) else { return Vec::new() };
    let day = |key: &str| text(row, key).parse::<NaiveDate>().ok();
    let places: Vec<_> =
        parts(&locale).iter().filter_map(|name| Some((name.to_string(), place(name, &country, home)?))).collect();
    let count = places.len();
    let visit = |(n, (name, place)): (usize, (String, motorcade::model::Place))| {
        let days = (day("start").filter(|_| n == 0), day("end").filter(|_| n + 1 == count));
        stop(&name, place.country, (place.lat, place.lon), Role::Stop, days)
    };
    places.into_iter().enumerate().map(visit).collect()
}

fn stop(
    name: &str,
    country: &str,
    (lat, lon): (f64, f64),
    role: Role,
    (arrive, depart): (Option<NaiveDate>, Option<NaiveDate>),
) -> Stop {
    Stop {
        place: name.into(),
        country: Some(country.into()),
        lat: Some(lat),
        lon: Some(lon),
        named: Named::City,
        role,
        status: Status::Visited,
        arrive,
        depart,
        confidence: 1.0,
        geonames_id: None,
        label: None,
        by_hand: Vec::new(),
        evidence: Vec::new(),
    }
}

fn leg(stops: &[Stop], to: usize) -> Leg {
    let at = |stop: &Stop| (stop.lon.unwrap_or_default(), stop.lat.unwrap_or_default());
    let distance_km = Some(kilometres(at(&stops[to - 1]), at(&stops[to])));
    Leg { from: to - 1, to, date: None, distance_km, status: Status::Visited, evidence: Vec::new() }
}

/// Along the great circle, by haversines.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let half = |angle: f64| libm::sin(angle.to_radians() / 2.0);
    let (dy, dx) = (half(b.1 - a.1), half(b.0 - a.0));
    let h = dy * dy + libm::cos(a.1.to_radians()) * libm::cos(b.1.to_radians()) * dx * dx;
    2.0 * 6371.0 * libm::asin(libm::sqrt(h.min(1.0)))
}
