//! `motorcade places`: what the gazetteer knows under a name.

use super::arguments::Places;
use super::extract::country_name;
use super::{Outcome, output};
use crate::error::Result;
use crate::export::table;
use crate::model::Place;
use crate::toponym::gazetteer;
use serde::Serialize;

/// A row of the gazetteer as it is printed.
#[derive(Serialize)]
struct Row {
    name: &'static str,
    kind: crate::model::place::PlaceKind,
    admin: Option<&'static str>,
    country: Option<&'static str>,
    lat: f64,
    lon: f64,
    population: Option<u32>,
    geonames_id: Option<u32>,
}

pub fn run(options: &Places) -> Result<Outcome> {
    let name = options.name.join(" ");
    let mut places = gazetteer::search(&name);
    places.truncate(options.limit);
    if places.is_empty() {
        output::say(&format!("motorcade: no place is called \"{name}\"; try another spelling"));
        return Ok(Outcome::NothingFound);
    }
    match options.format.as_str() {
        "json" => output::print(&json(&places))?,
        _ => output::print(&table(&places))?,
    }
    Ok(Outcome::Done)
}

fn json(places: &[Place]) -> String {
    let filled = |text: &'static str| Some(text).filter(|t| !t.is_empty());
    let row = |p: &Place| Row {
        name: p.name,
        kind: p.kind,
        admin: filled(p.admin),
        country: filled(p.country),
        lat: p.lat,
        lon: p.lon,
        population: Some(p.population).filter(|n| *n > 0),
        geonames_id: p.geonames_id,
    };
    let rows: Vec<Row> = places.iter().map(row).collect();
    serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n"
}

fn table(places: &[Place]) -> String {
    let head = ["Name", "Kind", "Region", "Country", "Latitude", "Longitude", "Population"].map(String::from);
    let row = |p: &Place| {
        let population = if p.population > 0 { table::thousands(u64::from(p.population)) } else { "–".into() };
        let degrees = |value: f64| format!("{value:.4}");
        let country = country_name(p.country).unwrap_or(p.country);
        let kind = format!("{:?}", p.kind).to_lowercase();
        [p.name.into(), kind, p.admin.into(), country.into(), degrees(p.lat), degrees(p.lon), population]
    };
    let rows: Vec<_> = places.iter().map(row).collect();
    table::align(&head, &rows)
}
