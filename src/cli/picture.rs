//! `motorcade map` and `motorcade days`: one picture of one trip, from an article or from an itinerary.

use super::arguments::{Look, Picture};
use super::{Outcome, gather, input, output};
use crate::error::{Error, Result};
use crate::model::{Itinerary, Scene};
use crate::{days, map, read, render};
use std::path::Path;

/// Which picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Map,
    Days,
}

impl Kind {
    /// The file's name without its ending.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Map => "map",
            Kind::Days => "days",
        }
    }
}

pub fn map(options: &Picture) -> Result<Outcome> {
    draw(Kind::Map, options)
}

pub fn days(options: &Picture) -> Result<Outcome> {
    draw(Kind::Days, options)
}

fn draw(kind: Kind, options: &Picture) -> Result<Outcome> {
    let encode = encoder(&options.output)?;
    let itinerary = itinerary(options)?;
    gather::all_warnings(&itinerary).for_each(output::warn);
    let trips = itinerary.trips.len();
    if trips == 0 {
        output::say(&format!("motorcade: {}: no trip found; nothing drawn", input::name(&options.file)));
        return Ok(Outcome::NothingFound);
    }
    if options.trip as usize > trips {
        let said = format!("--trip {}: there are {trips}; give a number from 1 to {trips}", options.trip);
        return Err(Error::wrong_use(said).at(input::name(&options.file)));
    }
    if trips > 1 {
        output::say(&format!("motorcade: drew trip {} of {trips}; --trip N draws another", options.trip));
    }
    let bytes = encode(&scene(kind, &gather::only(&itinerary, options.trip as usize - 1), &options.look)?)?;
    if options.output == Path::new("-") {
        output::print_bytes(&bytes)?;
    } else {
        let mut files = output::Files::default();
        files.add(&options.output, bytes);
        files.write()?;
    }
    Ok(Outcome::Done)
}

/// The itinerary that the file holds, or that its articles tell.
fn itinerary(options: &Picture) -> Result<Itinerary> {
    let bytes = input::bytes(&options.file, read::itinerary::LIMIT)?;
    if read::json::is_itinerary(&bytes) {
        return read::itinerary::read(&bytes).map_err(|e| e.at(input::name(&options.file)));
    }
    let articles = input::articles_of(&bytes, &options.file, options.published)?;
    Ok(gather::itinerary(&articles))
}

/// Writes a picture in the form that its name asks for.
type Encoder = fn(&Scene) -> Result<Vec<u8>>;

fn encoder(path: &Path) -> Result<Encoder> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("svg") => Ok(|scene| Ok(svg(scene))),
        None if path == Path::new("-") => Ok(|scene| Ok(svg(scene))),
        Some("png") => Ok(png),
        _ => Err(Error::wrong_use("end the name in .svg or .png").at(path.display())),
    }
}

/// The picture of an itinerary.
pub fn scene(kind: Kind, itinerary: &Itinerary, look: &Look) -> Result<Scene> {
    match kind {
        Kind::Map => {
            let mut options = map::Options::default();
            (options.title, options.subtitle) = (look.title.clone(), look.subtitle.clone());
            (options.width_px, options.height_px) = look.size.unwrap_or((options.width_px, options.height_px));
            map::draw(itinerary, &options)
        }
        Kind::Days => {
            let mut options = days::Options::default();
            (options.title, options.subtitle) = (look.title.clone(), look.subtitle.clone());
            (options.width_px, options.height_px) = look.size.unwrap_or((options.width_px, options.height_px));
            days::draw(itinerary, &options)
        }
    }
}

pub fn svg(scene: &Scene) -> Vec<u8> {
    render::svg(scene).into_bytes()
}

pub fn png(scene: &Scene) -> Result<Vec<u8>> {
    render::png(scene)
}
