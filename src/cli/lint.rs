//! `motorcade lint`: looks pictures over as a graphics editor would.
//!
//! In: SVG files that this program wrote, itineraries, articles. Out: a line for each fault, or JSON. An SVG is looked at as
//! it is; of an itinerary or an article every trip is drawn, as map and as chart, and held against the sphere too.

use super::arguments::Lint;
use super::{Outcome, gather, input, output};
use crate::error::Result;
use crate::lint::{self, Report};
use crate::model::Itinerary;
use crate::{days, map, read};
use serde::Serialize;
use std::fmt::Write;
use std::path::Path;

/// The most that a leg may lie off its great circle, in pixels.
const MOST_OFF_PX: f64 = 0.1;

/// The report on a picture.
#[derive(Serialize)]
struct Picture {
    file: String,
    /// `svg`, or `map` or `days` with the number of the trip.
    picture: String,
    #[serde(flatten)]
    report: Report,
}

pub fn run(options: &Lint) -> Result<Outcome> {
    let asked = lint::Options { shown_px: options.shown_at.map(f64::from), ..lint::Options::default() };
    let mut pictures = Vec::new();
    for file in &options.files {
        pictures.extend(pictures_of(file, &options.hints, &asked)?);
    }
    let told = if options.format == "json" { json(&pictures) } else { lines(&pictures) };
    output::print(&told)?;
    let found: usize = pictures.iter().map(|picture| picture.report.findings.len()).sum();
    output::say(&format!("motorcade: {} looked over, {}", many(pictures.len(), "picture"), many(found, "finding")));
    Ok(match (pictures.len(), found) {
        (0, _) => Outcome::NothingFound,
        (_, 0) => Outcome::Done,
        _ => Outcome::SomeFailed,
    })
}

fn pictures_of(path: &Path, hints: &input::Hints, asked: &lint::Options) -> Result<Vec<Picture>> {
    let bytes = input::bytes(path, read::itinerary::LIMIT)?;
    let file = input::name(path);
    if let Some(svg) = svg_text(&bytes) {
        let report = lint::svg(svg, asked).map_err(|error| error.at(&file))?;
        return Ok(vec![Picture { file, picture: "svg".into(), report }]);
    }
    let itinerary = match input::itinerary_of(&bytes, path)? {
        Some(itinerary) => itinerary,
        None => gather::itinerary(&input::articles_of(&bytes, path, hints)?),
    };
    let mut pictures = Vec::new();
    for n in 0..itinerary.trips.len() {
        let alone = gather::only(&itinerary, n);
        let chart = days::draw(&alone, &days::Options::default())?;
        let map = on_map(&alone, asked)?;
        for (name, report) in [("map", map), ("days", lint::scene(&chart, asked))] {
            pictures.push(Picture { file: file.clone(), picture: format!("{name} {}", n + 1), report });
        }
    }
    Ok(pictures)
}

/// The document, where the file is one.
fn svg_text(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let start = text.trim_start_matches('\u{feff}').trim_start();
    (start.starts_with("<svg") || (start.starts_with("<?xml") && start.contains("<svg"))).then_some(text)
}

fn on_map(itinerary: &Itinerary, asked: &lint::Options) -> Result<Report> {
    let options = map::Options::default();
    let mut report = lint::scene(&map::draw(itinerary, &options)?, asked);
    let audit = map::audit(itinerary, &options)?;
    if audit.worst_leg_px > MOST_OFF_PX {
        report.add("leg", format!("a leg lies {:.2} px off its great circle", audit.worst_leg_px));
    }
    if !audit.land_is_land() {
        report.add("land", format!("{} of {} points of the panel are land or sea wrongly", audit.wrong, audit.points));
    }
    Ok(report)
}

fn json(pictures: &[Picture]) -> String {
    let text = serde_json::to_string_pretty(pictures).unwrap_or_default();
    text + "\n"
}

/// `FILE map 1: overlap at 120,80: …`.
fn lines(pictures: &[Picture]) -> String {
    let mut text = String::new();
    for Picture { file, picture, report } in pictures {
        for finding in &report.findings {
            let at = finding.at.map(|(x, y)| format!(" at {x},{y}")).unwrap_or_default();
            let _ = writeln!(text, "{file} {picture}: {}{at}: {}", finding.kind, finding.message);
        }
    }
    text
}

fn many(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
