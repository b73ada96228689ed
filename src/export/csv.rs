//! CSV (RFC 4180): the stops, and the legs, a row each.
//!
//! Columns are those that map and chart tools find by themselves: `lat` and `lon` for stops, both ends with coordinates and a
//! line as WKT for legs. A text that a spreadsheet would take for a formula gets an apostrophe before it.

use super::{FileFormat, Makings, facts, path};
use crate::error::{Error, Result};
use crate::model::Itinerary;
use crate::model::itinerary::{Leg, Stop, Trip};
use csv::{Terminator, WriterBuilder};

pub const STOPS: FileFormat = FileFormat {
    name: "csv",
    file: "stops.csv",
    about: "a row for each stop, with lat and lon, as Datawrapper, Flourish and QGIS take it",
    write: write_stops,
};

pub const LEGS: FileFormat = FileFormat {
    name: "csv-legs",
    file: "legs.csv",
    about: "a row for each leg, with both ends, distance and the line as WKT",
    write: write_legs,
};

/// A line as WKT has a point at least every so many kilometres.
const STEP_KM: f64 = 500.0;

const STOP_COLUMNS: [&str; 21] = [
    "trip",
    "traveller",
    "title",
    "order",
    "place",
    "country",
    "country_code",
    "lat",
    "lon",
    "named",
    "role",
    "status",
    "arrive",
    "depart",
    "confidence",
    "geonames_id",
    "quote",
    "article",
    "source",
    "published",
    "by_hand",
];

const LEG_COLUMNS: [&str; 16] = [
    "trip",
    "traveller",
    "order",
    "from",
    "from_country_code",
    "from_lat",
    "from_lon",
    "to",
    "to_country_code",
    "to_lat",
    "to_lon",
    "date",
    "distance_km",
    "status",
    "quote",
    "wkt",
];

fn write_stops(itinerary: &Itinerary, makings: &Makings<'_>) -> Result<Vec<u8>> {
    let rows = itinerary.trips.iter().enumerate().flat_map(|(t, trip)| {
        trip.stops.iter().enumerate().map(move |(n, stop)| stop_row(itinerary, (t, trip), (n, stop), makings))
    });
    table(&STOP_COLUMNS, rows)
}

fn stop_row(
    itinerary: &Itinerary,
    (t, trip): (usize, &Trip),
    (n, stop): (usize, &Stop),
    makings: &Makings<'_>,
) -> Vec<String> {
    let telling = facts::telling(stop);
    let article = telling.and_then(|evidence| facts::article(itinerary, evidence));
    vec![
        (t + 1).to_string(),
        safe(&trip.traveller.name),
        safe_or_empty(trip.traveller.title.as_deref()),
        (n + 1).to_string(),
        safe(&stop.place),
        safe_or_empty(facts::country(stop, makings.names)),
        safe_or_empty(stop.country.as_deref()),
        degrees(stop.lat),
        degrees(stop.lon),
        facts::word(stop.named),
        facts::word(stop.role),
        facts::word(stop.status),
        or_empty(stop.arrive),
        or_empty(stop.depart),
        stop.confidence.to_string(),
        or_empty(stop.geonames_id),
        safe_or_empty(telling.map(|evidence| &*evidence.quote)),
        safe_or_empty(article.map(facts::headline)),
        safe_or_empty(article.and_then(|article| article.source.as_deref())),
        or_empty(article.and_then(|article| article.published)),
        safe(&stop.by_hand.join(" ")),
    ]
}

fn write_legs(itinerary: &Itinerary, _: &Makings<'_>) -> Result<Vec<u8>> {
    let rows = itinerary
        .trips
        .iter()
        .enumerate()
        .flat_map(|(t, trip)| trip.legs.iter().enumerate().map(move |(n, leg)| leg_row((t, trip), (n, leg))));
    table(&LEG_COLUMNS, rows)
}

fn leg_row((t, trip): (usize, &Trip), (n, leg): (usize, &Leg)) -> Vec<String> {
    let mut row = vec![(t + 1).to_string(), safe(&trip.traveller.name), (n + 1).to_string()];
    for end in [leg.from, leg.to] {
        let stop = trip.stops.get(end);
        row.push(safe_or_empty(stop.map(|stop| &*stop.place)));
        row.push(safe_or_empty(stop.and_then(|stop| stop.country.as_deref())));
        row.push(degrees(stop.and_then(|stop| stop.lat)));
        row.push(degrees(stop.and_then(|stop| stop.lon)));
    }
    row.push(or_empty(leg.date));
    row.push(leg.distance_km.map(|km| ((km * 10.0).round() / 10.0).to_string()).unwrap_or_default());
    row.push(facts::word(leg.status));
    row.push(safe_or_empty(leg.evidence.first().map(|evidence| &*evidence.quote)));
    row.push(path::of_leg(trip, leg, STEP_KM).map(|lines| wkt(&lines)).unwrap_or_default());
    row
}

/// Always of one kind, so that a column has one kind of geometry.
fn wkt(lines: &[Vec<(f64, f64)>]) -> String {
    let point = |(lon, lat): &(f64, f64)| format!("{} {}", path::decimal(*lon), path::decimal(*lat));
    let line = |points: &Vec<(f64, f64)>| format!("({})", points.iter().map(point).collect::<Vec<_>>().join(", "));
    match lines {
        [] => "MULTILINESTRING EMPTY".into(),
        lines => format!("MULTILINESTRING ({})", lines.iter().map(line).collect::<Vec<_>>().join(", ")),
    }
}

fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let failed = |error: &dyn std::fmt::Display| Error::new(format!("the table cannot be made ({error})"));
    writer.write_record(head).map_err(|e| failed(&e))?;
    for row in rows {
        writer.write_record(&row).map_err(|e| failed(&e))?;
    }
    writer.into_inner().map_err(|e| failed(&e))
}

/// A text that no spreadsheet runs: OWASP, "CSV Injection". Full-width signs are formulas in some of them too.
fn safe(text: &str) -> String {
    let formula = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if text.starts_with(formula) { format!("'{text}") } else { text.to_string() }
}

fn safe_or_empty(text: Option<&str>) -> String {
    text.map(safe).unwrap_or_default()
}

fn or_empty(value: Option<impl std::fmt::Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn degrees(degrees: Option<f64>) -> String {
    degrees.map(path::decimal).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_text() {
        for text in ["=1+1", "+49", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(safe(text), format!("'{text}"));
        }
        assert_eq!((safe("a=1"), safe("")), ("a=1".into(), "".into()));
    }

    #[test]
    fn a_row_has_a_cell_for_each_column() {
        let text =
            String::from_utf8(table(&["a", "b"], [vec!["x, \"y\"\nz".into(), "<é>".into()]].into_iter()).unwrap())
                .unwrap();
        assert_eq!(text, "a,b\r\n\"x, \"\"y\"\"\nz\",<é>\r\n");
    }
}
