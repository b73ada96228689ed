//! `motorcade map` and `motorcade days`: one picture of one trip, from an article or from an itinerary.

use super::arguments::{Look, Picture};
use super::{Outcome, gather, input, output};
use crate::error::{Error, Result};
use crate::model::{Itinerary, Scene, theme};
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
    let form = form(&options.output)?;
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
    let scene = scene(kind, &gather::only(&itinerary, options.trip as usize - 1), &options.look)?;
    let bytes = if form == Form::Svg { svg(&scene) } else { png(&scene, &options.look)? };
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

/// The form that a picture's name asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Svg,
    Png,
}

fn form(path: &Path) -> Result<Form> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("svg") => Ok(Form::Svg),
        Some("png") => Ok(Form::Png),
        None if path == Path::new("-") => Ok(Form::Svg),
        _ => Err(Error::wrong_use("end the name in .svg or .png").at(path.display())),
    }
}

/// The picture of an itinerary.
pub fn scene(kind: Kind, itinerary: &Itinerary, look: &Look) -> Result<Scene> {
    let theme = theme::by_name(&look.theme).ok_or_else(|| Error::wrong_use("--theme: no such theme"))?;
    let (title, subtitle, source) = (look.title.clone(), look.subtitle.clone(), look.source.clone());
    let credit = look.credit.clone();
    match kind {
        Kind::Map => {
            let usual = map::Options::default();
            let (width_px, height_px) = look.size.unwrap_or((usual.width_px, usual.height_px));
            let credit = credit.unwrap_or_else(|| usual.credit.clone());
            map::draw(itinerary, &map::Options { width_px, height_px, theme, title, subtitle, source, credit, ..usual })
        }
        Kind::Days => {
            let usual = days::Options::default();
            let width_px = look.size.map_or(usual.width_px, |(width, _)| width);
            let height_px = look.size.map(|(_, height)| height).or(usual.height_px);
            let credit = credit.unwrap_or_else(|| usual.credit.clone());
            days::draw(
                itinerary,
                &days::Options { width_px, height_px, theme, title, subtitle, source, credit, ..usual },
            )
        }
    }
}

pub fn svg(scene: &Scene) -> Vec<u8> {
    render::svg(scene).into_bytes()
}

pub fn png(scene: &Scene, look: &Look) -> Result<Vec<u8>> {
    render::png(scene, Some(look.png_width))
}
