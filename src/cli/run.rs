//! `motorcade run`: the main job, from articles to itinerary, pictures and a table.

use super::arguments::Run;
use super::extract::NAMES;
use super::merge::look_up;
use super::picture::Form;
use super::{Outcome, export, gather, output, page, picture};
use crate::error::Result;
use crate::export::{self as formats, FileFormat, json, table};
use crate::model::Itinerary;
use crate::trip::sure;

pub fn run(options: &Run) -> Result<Outcome> {
    let (mut coverage, broken) = gather::coverage(&options.input)?;
    coverage.correct(options.correcting.all(Some(&options.output))?);
    let mut itinerary = coverage.itinerary(&look_up);
    sure::keep(&mut itinerary.trips, options.sure.min_confidence);
    output::warn(gather::all_warnings(&itinerary));
    if itinerary.trips.is_empty() {
        output::say(&format!(
            "motorcade: no trip found in {}; nothing written",
            count(itinerary.articles.len(), "article")
        ));
        return Ok(broken.end(Outcome::NothingFound));
    }
    let files = files(&itinerary, options)?;
    files.write()?;
    summary(&itinerary, options);
    output::print(&table::write(&itinerary, NAMES))?;
    Ok(broken.end(Outcome::Done))
}

/// The trips that are drawn, from 0.
fn drawn(itinerary: &Itinerary, options: &Run) -> Result<std::ops::Range<usize>> {
    let count = itinerary.trips.len();
    let Some(n) = options.trip else { return Ok(0..count) };
    gather::index(n, count).map(|index| index..index + 1)
}

/// Everything that is to be written, made before the first file is touched.
fn files(itinerary: &Itinerary, options: &Run) -> Result<output::Files> {
    let mut files = output::Files::default();
    let desk = picture::Desk::of(&options.look)?;
    let drawn = drawn(itinerary, options)?;
    for n in drawn.clone() {
        let alone = gather::only(itinerary, n);
        let first = n == drawn.start;
        let folder = if first { options.output.clone() } else { options.output.join(format!("trip-{}", n + 1)) };
        let told = if first { itinerary } else { &alone };
        files.add(folder.join("itinerary.json"), json::write(told, NAMES));
        for kind in [picture::Kind::Map(&options.map), picture::Kind::Days(&options.chart)] {
            let scene = desk.scene(kind, &alone)?;
            for (ending, form) in [("svg", Form::Svg), ("png", Form::Png)] {
                files.add(folder.join(format!("{}.{ending}", kind.name())), desk.bytes(&scene, form)?);
            }
            files.add(folder.join(format!("{}.txt", kind.name())), format!("{}\n", scene.description));
        }
        let asked = page::Asked { words: &options.look.words, map: &options.map, fragment: false };
        for format in asked_for(options) {
            files.add(folder.join(format.file), export::write(format, &alone, &asked)?);
        }
    }
    Ok(files)
}

/// The files for other tools that were asked for, each once.
fn asked_for(options: &Run) -> impl Iterator<Item = &'static FileFormat> {
    formats::FILES.iter().filter(|format| options.formats.iter().any(|name| name == format.name))
}

fn summary(itinerary: &Itinerary, options: &Run) {
    for trip in &itinerary.trips {
        let places: Vec<&str> = trip.stops.iter().map(|stop| stop.place.as_str()).collect();
        output::say(&format!("{}: {}", trip.traveller.name, places.join(" – ")));
    }
    let more = match (itinerary.trips.len(), options.trip) {
        (1, _) => String::new(),
        (_, Some(n)) => format!(", drawn: trip {n}"),
        (2, None) => ", and the second trip in trip-2".into(),
        (n, None) => format!(", and the other trips in trip-2 to trip-{n}"),
    };
    let folder = options.output.display();
    let others: String = asked_for(options).map(|format| format!(", {}", format.file)).collect();
    output::say(&format!("wrote itinerary.json, map and days (.svg, .png, .txt){others} in {folder}{more}"));
}

fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
