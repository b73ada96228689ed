//! `motorcade run`: the main job, from articles to itinerary, pictures and a table.

use super::arguments::Run;
use super::extract::NAMES;
use super::{Outcome, gather, input, output, picture};
use crate::error::Result;
use crate::export::{json, table};
use crate::model::Itinerary;
use std::path::Path;

pub fn run(options: &Run) -> Result<Outcome> {
    let itinerary = gather::itinerary(&input::articles(&options.input)?);
    gather::all_warnings(&itinerary).for_each(output::warn);
    if itinerary.trips.is_empty() {
        output::say(&format!(
            "motorcade: no trip found in {}; nothing written",
            count(itinerary.articles.len(), "article")
        ));
        return Ok(Outcome::NothingFound);
    }
    let files = files(&itinerary, options)?;
    files.write()?;
    summary(&itinerary, &options.output);
    output::print(&table::write(&itinerary, NAMES))?;
    Ok(Outcome::Done)
}

/// Everything that is to be written, made before the first file is touched.
fn files(itinerary: &Itinerary, options: &Run) -> Result<output::Files> {
    let mut files = output::Files::default();
    for n in 0..itinerary.trips.len() {
        let alone = gather::only(itinerary, n);
        let folder = if n == 0 { options.output.clone() } else { options.output.join(format!("trip-{}", n + 1)) };
        let told = if n == 0 { itinerary } else { &alone };
        files.add(folder.join("itinerary.json"), json::write(told, NAMES));
        for kind in [picture::Kind::Map, picture::Kind::Days] {
            let scene = picture::scene(kind, &alone, &options.look)?;
            files.add(folder.join(format!("{}.svg", kind.name())), picture::svg(&scene));
            files.add(folder.join(format!("{}.png", kind.name())), picture::png(&scene, &options.look)?);
        }
    }
    Ok(files)
}

fn summary(itinerary: &Itinerary, folder: &Path) {
    for trip in &itinerary.trips {
        let places: Vec<&str> = trip.stops.iter().map(|stop| stop.place.as_str()).collect();
        output::say(&format!("{}: {}", trip.traveller.name, places.join(" – ")));
    }
    let more = match itinerary.trips.len() {
        1 => String::new(),
        2 => ", and the second trip in trip-2".into(),
        n => format!(", and the other trips in trip-2 to trip-{n}"),
    };
    output::say(&format!("wrote itinerary.json, map.svg, map.png, days.svg, days.png in {}{more}", folder.display()));
}

fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
