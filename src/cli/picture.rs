//! `motorcade map` and `motorcade days`: one picture of one trip, from an article or from an itinerary.

use super::arguments::{ChartLook, Days, Look, Map, MapLook, Picture};
use super::{Outcome, gather, input, merge, output};
use crate::error::{Error, Result};
use crate::model::scene::Theme;
use crate::model::{Itinerary, Scene, theme};
use crate::{days, map, read, render};
use std::path::Path;

/// Which picture, and what is asked of it alone.
#[derive(Debug, Clone, Copy)]
pub enum Kind<'a> {
    Map(&'a MapLook),
    Days(&'a ChartLook),
}

impl Kind<'_> {
    /// The file's name without its ending.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Map(_) => "map",
            Kind::Days(_) => "days",
        }
    }
}

pub fn map(options: &Map) -> Result<Outcome> {
    draw(Kind::Map(&options.map), &options.picture)
}

pub fn days(options: &Days) -> Result<Outcome> {
    draw(Kind::Days(&options.chart), &options.picture)
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
        let itinerary = read::itinerary::read(&bytes).map_err(|e| e.at(input::name(&options.file)))?;
        return merge::corrected(itinerary, &options.file);
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
    match kind {
        Kind::Map(map) => map::draw(itinerary, &map_options(map, look)?),
        Kind::Days(chart) => days::draw(itinerary, &chart_options(chart, look)?),
    }
}

fn theme(look: &Look) -> Result<Theme> {
    theme::by_name(&look.theme).ok_or_else(|| Error::wrong_use("--theme: no such theme"))
}

fn map_options(map: &MapLook, look: &Look) -> Result<map::Options> {
    let usual = map::Options::default();
    let mut options = match &look.preset {
        Some(preset) => usual.preset(preset)?,
        None => usual,
    };
    if let Some((width, height)) = look.size {
        (options.width_px, options.height_px) = (width, height);
    }
    let credit = look.credit.clone().unwrap_or(options.credit);
    Ok(map::Options {
        theme: theme(look)?,
        title: look.title.clone(),
        subtitle: look.subtitle.clone(),
        source: look.source.clone(),
        credit,
        projection: map.projection.as_deref().and_then(map::projection::by_name),
        centre: map.center,
        extent: map.extent,
        graticule: map.graticule,
        worldview: map::worldview(&map.worldview).unwrap_or_default(),
        ..options
    })
}

fn chart_options(chart: &ChartLook, look: &Look) -> Result<days::Options> {
    let usual = days::Options::default();
    let (width_px, height_px) = match (look.size, look.preset.as_deref()) {
        (Some((width, height)), _) => (width, Some(height)),
        // Charts are as high as their rows; only where a post has a fixed shape the picture keeps it.
        (None, Some("phone")) => (400.0, None),
        (None, Some("social")) => (1200.0, Some(675.0)),
        (None, Some("square")) => (1080.0, Some(1080.0)),
        (None, _) => (usual.width_px, usual.height_px),
    };
    Ok(days::Options {
        kind: days::Kind::by_name(&chart.kind).unwrap_or_default(),
        width_px,
        height_px,
        theme: theme(look)?,
        title: look.title.clone(),
        subtitle: look.subtitle.clone(),
        source: look.source.clone(),
        credit: look.credit.clone().unwrap_or(usual.credit),
        trips: usual.trips,
    })
}

pub fn svg(scene: &Scene) -> Vec<u8> {
    render::svg(scene).into_bytes()
}

pub fn png(scene: &Scene, look: &Look) -> Result<Vec<u8>> {
    let width = look.scale.map_or(look.width, |factor| (scene.width_px * factor).round() as u32);
    render::png_with(scene, &render::PngOptions { width_px: Some(width), dpi: look.dpi.map(f64::from) })
}
