//! GPX 1.1: a waypoint for each stop, a track for each leg along its great circle.
//!
//! GPX times are instants; a local day is none, so days stand in the descriptions and no `time` is written.

use super::markup::element;
use super::{FileFormat, Makings, facts, path};
use crate::error::Result;
use crate::model::Itinerary;
use crate::model::itinerary::{Leg, Trip};
use std::fmt::Write;

pub const FORMAT: FileFormat = FileFormat {
    name: "gpx",
    file: "trip.gpx",
    about: "stops as waypoints and legs as tracks, for map programs and devices",
    write,
};

const STEP_KM: f64 = 200.0;

fn write(itinerary: &Itinerary, makings: &Makings<'_>) -> Result<Vec<u8>> {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx version=\"1.1\" creator=\"Motorcade\" xmlns=\"http://www.topografix.com/GPX/1/1\">\n",
    );
    let _ = writeln!(out, "<metadata>{}</metadata>", element("name", &facts::title(itinerary, makings)));
    // The schema wants all waypoints before all tracks.
    for trip in &itinerary.trips {
        waypoints(&mut out, trip, makings);
    }
    for trip in &itinerary.trips {
        trip.legs.iter().for_each(|leg| track(&mut out, trip, leg));
    }
    out += "</gpx>\n";
    Ok(out.into_bytes())
}

fn waypoints(out: &mut String, trip: &Trip, makings: &Makings<'_>) {
    for (n, stop) in trip.stops.iter().enumerate() {
        let Some((lon, lat)) = path::at(stop) else { continue };
        let quote = facts::telling(stop).map(|e| format!(": “{}”", e.quote)).unwrap_or_default();
        let name = format!("{}. {}", n + 1, facts::place_and_country(stop, makings.names));
        let said = format!("{}, {}{quote}", trip.traveller.name, facts::stay_and_status(stop));
        let _ = writeln!(
            out,
            "<wpt lat=\"{}\" lon=\"{}\">{}{}{}</wpt>",
            path::decimal(lat),
            longitude(lon),
            element("name", &name),
            element("desc", &said),
            element("type", &facts::status(stop))
        );
    }
}

fn track(out: &mut String, trip: &Trip, leg: &Leg) {
    let Some(lines) = path::of_leg(trip, leg, STEP_KM).filter(|lines| !lines.is_empty()) else { return };
    let place = |at: usize| trip.stops.get(at).map_or("?", |stop| stop.place.as_str());
    let day = leg.date.map(|day| format!(", {day}")).unwrap_or_default();
    let name = format!("{} – {}", place(leg.from), place(leg.to));
    let said = format!("{}, {}{day}", trip.traveller.name, facts::word(leg.status));
    let _ = writeln!(out, "<trk>{}{}{}", element("name", &name), element("cmt", GREAT_CIRCLE), element("desc", &said));
    for line in lines {
        let point =
            |(lon, lat): &(f64, f64)| format!("<trkpt lat=\"{}\" lon=\"{}\"/>", path::decimal(*lat), longitude(*lon));
        let points: Vec<String> = line.iter().map(point).collect();
        let _ = writeln!(out, "<trkseg>{}</trkseg>", points.concat());
    }
    out.push_str("</trk>\n");
}

/// The schema has longitudes from -180 to less than 180.
fn longitude(lon: f64) -> String {
    path::decimal(lon.min(179.99999))
}

const GREAT_CIRCLE: &str = "great circle, not the path flown";
