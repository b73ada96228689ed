//! KML 2.2: a folder for each trip, a placemark for each stop and leg, with times, data and a style for each status.

use super::markup::element;
use super::{FileFormat, Makings, facts, path};
use crate::error::Result;
use crate::model::Itinerary;
use crate::model::itinerary::{Leg, Status, Stop, Trip};
use chrono::NaiveDate;
use std::fmt::Write;

pub const FORMAT: FileFormat = FileFormat {
    name: "kml",
    file: "trip.kml",
    about: "stops and legs for Google Earth and other globes, with times and a style for each status",
    write,
};

const STEP_KM: f64 = 200.0;

/// Lines and pins by status: KML's colours are alpha, blue, green, red.
const STYLES: [(Status, &str, &str); 4] = [
    (Status::Visited, "ff1c28c0", "3"),
    (Status::Current, "ff1c28c0", "4"),
    (Status::Planned, "b31c28c0", "2"),
    (Status::Cancelled, "ff7c8285", "1"),
];

fn write(itinerary: &Itinerary, makings: &Makings<'_>) -> Result<Vec<u8>> {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n",
    );
    let _ = writeln!(out, "{}", element("name", &facts::title(itinerary, makings)));
    for (status, colour, width) in STYLES {
        let _ = writeln!(
            out,
            "<Style id=\"{}\"><IconStyle><color>{colour}</color></IconStyle><LineStyle><color>{colour}</color><width>{width}</width></LineStyle></Style>",
            facts::word(status)
        );
    }
    for trip in &itinerary.trips {
        folder(&mut out, itinerary, trip, makings);
    }
    out += "</Document>\n</kml>\n";
    Ok(out.into_bytes())
}

fn folder(out: &mut String, itinerary: &Itinerary, trip: &Trip, makings: &Makings<'_>) {
    let _ = writeln!(out, "<Folder>\n{}", element("name", &facts::traveller(trip)));
    for (n, stop) in trip.stops.iter().enumerate() {
        stop_placemark(out, itinerary, n, stop, makings);
    }
    for leg in &trip.legs {
        leg_placemark(out, trip, leg);
    }
    out.push_str("</Folder>\n");
}

fn stop_placemark(out: &mut String, itinerary: &Itinerary, n: usize, stop: &Stop, makings: &Makings<'_>) {
    let quotes: Vec<String> = facts::distinct(&stop.evidence)
        .iter()
        .map(|e| format!("“{}” ({})", e.quote, facts::article(itinerary, e).map_or(&*e.article, facts::headline)))
        .collect();
    let said = format!("{}\n{}", facts::stay_and_status(stop), quotes.join("\n"));
    let name = format!("{}. {}", n + 1, facts::place_and_country(stop, makings.names));
    open(out, &name, &said, (stop.arrive, stop.depart), stop.status);
    let data = [
        ("order", Some((n + 1).to_string())),
        ("place", Some(stop.place.clone())),
        ("country_code", stop.country.clone()),
        ("named", Some(facts::word(stop.named))),
        ("role", Some(facts::word(stop.role))),
        ("status", Some(facts::word(stop.status))),
        ("arrive", stop.arrive.map(|day| day.to_string())),
        ("depart", stop.depart.map(|day| day.to_string())),
        ("confidence", Some(stop.confidence.to_string())),
    ];
    push_data(out, &data);
    if let Some((lon, lat)) = path::at(stop) {
        let _ = writeln!(out, "<Point><coordinates>{}</coordinates></Point>", coordinates(&[(lon, lat)]));
    }
    out.push_str("</Placemark>\n");
}

fn leg_placemark(out: &mut String, trip: &Trip, leg: &Leg) {
    let place = |at: usize| trip.stops.get(at).map_or("?", |stop| stop.place.as_str());
    let km = leg.distance_km.map(|km| format!(", {km:.0} km")).unwrap_or_default();
    let said = format!("{}{km}", facts::word(leg.status));
    open(out, &format!("{} – {}", place(leg.from), place(leg.to)), &said, (leg.date, leg.date), leg.status);
    let data = [
        ("status", Some(facts::word(leg.status))),
        ("date", leg.date.map(|day| day.to_string())),
        ("distance_km", leg.distance_km.map(|km| km.to_string())),
    ];
    push_data(out, &data);
    let lines = path::of_leg(trip, leg, STEP_KM).unwrap_or_default();
    let line = |points: &Vec<(f64, f64)>| {
        format!("<LineString><tessellate>1</tessellate><coordinates>{}</coordinates></LineString>", coordinates(points))
    };
    let lines: Vec<String> = lines.iter().map(line).collect();
    match lines.as_slice() {
        [] => {}
        [one] => out.push_str(&format!("{one}\n")),
        many => out.push_str(&format!("<MultiGeometry>{}</MultiGeometry>\n", many.concat())),
    }
    out.push_str("</Placemark>\n");
}

/// What every placemark begins with, in the order that the schema of KML asks for.
fn open(
    out: &mut String,
    name: &str,
    said: &str,
    (first, last): (Option<NaiveDate>, Option<NaiveDate>),
    status: Status,
) {
    let _ = writeln!(out, "<Placemark>{}{}", element("name", name), element("description", said.trim_end()));
    if first.is_some() || last.is_some() {
        let day =
            |name: &str, day: Option<NaiveDate>| day.map(|day| element(name, &day.to_string())).unwrap_or_default();
        let _ = writeln!(out, "<TimeSpan>{}{}</TimeSpan>", day("begin", first), day("end", last));
    }
    let _ = writeln!(out, "<styleUrl>#{}</styleUrl>", facts::word(status));
}

fn push_data(out: &mut String, data: &[(&str, Option<String>)]) {
    let known = data.iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
    let fields: Vec<String> =
        known.map(|(name, value)| format!("<Data name=\"{name}\">{}</Data>", element("value", value))).collect();
    let _ = writeln!(out, "<ExtendedData>{}</ExtendedData>", fields.concat());
}

fn coordinates(points: &[(f64, f64)]) -> String {
    let points: Vec<String> =
        points.iter().map(|(lon, lat)| format!("{},{}", path::decimal(*lon), path::decimal(*lat))).collect();
    points.join(" ")
}
