//! GeoJSON (RFC 7946): a point for each stop, a line along the great circle for each leg.
//!
//! Stops and legs without coordinates have a null geometry, so that none is lost. Legs are cut at the antimeridian.

use super::path::rounded;
use super::{FileFormat, Makings, facts, path};
use crate::error::Result;
use crate::model::Itinerary;
use crate::model::itinerary::{Conflict, Evidence, Leg, Named, Role, Said, Status, Stop};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

pub const FORMAT: FileFormat = FileFormat {
    name: "geojson",
    file: "trip.geojson",
    about: "stops as points, legs as great circles cut at the antimeridian, with dates, status and evidence (RFC 7946)",
    write,
};

/// A line has a point at least every so many kilometres.
const STEP_KM: f64 = 100.0;

/// The keys in the order in which a reader looks for them.
#[derive(Serialize)]
struct Feature<P> {
    r#type: &'static str,
    id: String,
    properties: P,
    geometry: Option<Value>,
}

#[derive(Serialize)]
struct StopProperties<'a> {
    feature: &'static str,
    trip: usize,
    traveller: &'a str,
    order: usize,
    place: &'a str,
    country: Option<&'a str>,
    country_code: Option<&'a str>,
    named: Named,
    role: Role,
    status: Status,
    arrive: Option<NaiveDate>,
    depart: Option<NaiveDate>,
    confidence: f64,
    geonames_id: Option<u32>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    by_hand: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conflicts: Vec<Differing<'a>>,
    #[serde(flatten)]
    shown: Shown<'a>,
}

/// What the articles tell differently of the stop, the value taken first.
#[derive(Serialize)]
struct Differing<'a> {
    field: &'a str,
    values: &'a [Said],
    why: &'a str,
}

#[derive(Serialize)]
struct LegProperties<'a> {
    feature: &'static str,
    trip: usize,
    traveller: &'a str,
    order: usize,
    from: Option<&'a str>,
    to: Option<&'a str>,
    from_order: usize,
    to_order: usize,
    status: Status,
    date: Option<NaiveDate>,
    distance_km: Option<f64>,
    #[serde(flatten)]
    shown: Shown<'a>,
}

/// The telling words as plain properties, for tools that show no lists; then all of them.
#[derive(Serialize)]
struct Shown<'a> {
    quote: Option<&'a str>,
    source: Option<&'a str>,
    evidence: &'a [Evidence],
}

fn write(itinerary: &Itinerary, makings: &Makings<'_>) -> Result<Vec<u8>> {
    // A feature a line: as small as can be, and a change shows as one.
    let mut lines = Vec::new();
    for (n, trip) in itinerary.trips.iter().enumerate() {
        lines.extend(trip.stops.iter().enumerate().map(|(i, s)| stop(itinerary, (n, i), s, makings)));
        lines.extend(trip.legs.iter().enumerate().map(|(i, l)| leg(itinerary, (n, i), l)));
    }
    let name = Value::from(facts::title(itinerary, makings));
    let features = lines.join(",\n");
    Ok(format!("{{\"type\":\"FeatureCollection\",\"name\":{name},\"features\":[\n{features}\n]}}\n").into_bytes())
}

/// A line for a stop, by the numbers of its trip and of itself.
fn stop(itinerary: &Itinerary, (trip, index): (usize, usize), stop: &Stop, makings: &Makings<'_>) -> String {
    let point = |(lon, lat)| json!({"type": "Point", "coordinates": [rounded(lon), rounded(lat)]});
    let properties = StopProperties {
        feature: "stop",
        trip: trip + 1,
        traveller: &itinerary.trips[trip].traveller.name,
        order: index + 1,
        place: &stop.place,
        country: facts::country(stop, makings.names),
        country_code: stop.country.as_deref(),
        named: stop.named,
        role: stop.role,
        status: stop.status,
        arrive: stop.arrive,
        depart: stop.depart,
        confidence: stop.confidence,
        geonames_id: stop.geonames_id,
        by_hand: &stop.by_hand,
        conflicts: itinerary.trips[trip].conflicts.iter().filter(|c| c.stop == index).map(differing).collect(),
        shown: shown(itinerary, facts::telling(stop), &stop.evidence),
    };
    let id = format!("trip-{}-stop-{}", trip + 1, index + 1);
    line(&Feature { r#type: "Feature", id, properties, geometry: path::at(stop).map(point) })
}

fn differing(conflict: &Conflict) -> Differing<'_> {
    Differing { field: &conflict.field, values: &conflict.values, why: &conflict.why }
}

/// A line for a leg, by the numbers of its trip and of itself.
fn leg(itinerary: &Itinerary, (trip, index): (usize, usize), leg: &Leg) -> String {
    let whole = &itinerary.trips[trip];
    let place = |at: usize| whole.stops.get(at).map(|stop| stop.place.as_str());
    let properties = LegProperties {
        feature: "leg",
        trip: trip + 1,
        traveller: &whole.traveller.name,
        order: index + 1,
        from: place(leg.from),
        to: place(leg.to),
        from_order: leg.from + 1,
        to_order: leg.to + 1,
        status: leg.status,
        date: leg.date,
        distance_km: leg.distance_km,
        shown: shown(itinerary, leg.evidence.first(), &leg.evidence),
    };
    let id = format!("trip-{}-leg-{}", trip + 1, index + 1);
    line(&Feature { r#type: "Feature", id, properties, geometry: path::of_leg(whole, leg, STEP_KM).and_then(geometry) })
}

fn shown<'a>(itinerary: &'a Itinerary, telling: Option<&'a Evidence>, evidence: &'a [Evidence]) -> Shown<'a> {
    let article = telling.and_then(|e| facts::article(itinerary, e));
    let source = article.map(|a| a.source.as_deref().unwrap_or(&a.id));
    Shown { quote: telling.map(|e| e.quote.as_str()), source, evidence }
}

fn line(feature: &impl Serialize) -> String {
    serde_json::to_string(feature).unwrap_or_default()
}

/// `None` for a leg that stays where it is.
fn geometry(lines: Vec<Vec<(f64, f64)>>) -> Option<Value> {
    let line = |line: &Vec<(f64, f64)>| -> Value {
        line.iter().map(|(lon, lat)| json!([rounded(*lon), rounded(*lat)])).collect()
    };
    match lines.as_slice() {
        [] => None,
        [one] => Some(json!({"type": "LineString", "coordinates": line(one)})),
        many => Some(json!({"type": "MultiLineString", "coordinates": many.iter().map(line).collect::<Value>()})),
    }
}
