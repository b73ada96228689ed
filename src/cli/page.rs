//! The pictures of a web page: map and chart of a trip, each for wide and for narrow pages, with colours for the dark.

use super::arguments::{MapLook, Words};
use super::{gather, output};
use crate::error::Result;
use crate::export::Pictures;
use crate::model::{Itinerary, Scene, theme};
use crate::{days, map, render};

/// What was asked of the files for other tools.
pub struct Asked<'a> {
    pub words: &'a Words,
    pub map: &'a MapLook,
    pub fragment: bool,
}

/// How pictures of a size are drawn.
#[derive(Clone, Copy)]
struct Form {
    width_px: f64,
    /// Of maps; charts are as high as their rows.
    height_px: f64,
    text_scale: f64,
    /// A map that would have more bytes is drawn smaller, with fewer corners, and shown as large.
    map_bytes: usize,
}

/// As wide as the page gets, and as a phone is held.
const WIDE: Form = Form { width_px: 800.0, height_px: 520.0, text_scale: 1.0, map_bytes: 58_000 };
const NARROW: Form = Form { width_px: 360.0, height_px: 430.0, text_scale: 1.0, map_bytes: 36_000 };

/// The sizes that a map is tried in.
const SHRUNK: [f64; 6] = [1.0, 0.85, 0.75, 0.67, 0.57, 0.48];

/// The least side of a map, in pixels.
const LEAST_PX: f64 = 240.0;

/// The pictures of the n-th trip. One that cannot be drawn is left out, and told of.
pub fn pictures(itinerary: &Itinerary, n: usize, asked: &Asked) -> Result<Pictures> {
    let alone = gather::only(itinerary, n);
    let stops = alone.trips.first().map_or(0, |trip| trip.stops.len());
    let maps = both(|form| map_svg(&alone, asked, form));
    let charts = both(|form| Ok(svg(&days::draw(&alone, &chart_options(asked, form))?)));
    let mut markers = vec![None; stops];
    if maps.is_some() {
        for (site, visits) in map::markers(&alone, &map_options(asked, WIDE))?.iter().enumerate() {
            visits.iter().for_each(|(_, stop)| markers[*stop] = Some(site + 1));
        }
    }
    Ok(Pictures { maps, markers, charts })
}

fn both(draw: impl Fn(Form) -> Result<String>) -> Option<[String; 2]> {
    match draw(WIDE).and_then(|wide| Ok([wide, draw(NARROW)?])) {
        Ok(pictures) => Some(pictures),
        Err(error) => {
            output::say(&format!("motorcade: warning: a picture is left out: {error}"));
            None
        }
    }
}

/// The largest map that is light enough, else the smallest.
fn map_svg(itinerary: &Itinerary, asked: &Asked, form: Form) -> Result<String> {
    let mut drawn = String::new();
    let large_enough = |by: &&f64| form.width_px.min(form.height_px) * **by >= LEAST_PX;
    for by in SHRUNK.iter().filter(large_enough) {
        let (width_px, height_px) = ((form.width_px * by).round(), (form.height_px * by).round());
        let smaller = Form { width_px, height_px, text_scale: form.text_scale * by, ..form };
        drawn = svg(&map::draw(itinerary, &map_options(asked, smaller))?);
        if drawn.len() <= form.map_bytes {
            break;
        }
    }
    Ok(drawn)
}

fn svg(scene: &Scene) -> String {
    render::svg_with(scene, &render::Options { dark: Some(theme::dark()), ..render::Options::default() })
}

/// The page has the title and the list of stops, so the pictures have none.
fn map_options(asked: &Asked, form: Form) -> map::Options {
    let usual = map::Options::default();
    map::Options {
        width_px: form.width_px,
        height_px: form.height_px,
        text_scale: Some(form.text_scale),
        title: Some(String::new()),
        subtitle: Some(String::new()),
        source: asked.words.source.clone(),
        credit: asked.words.credit.clone().unwrap_or(usual.credit),
        projection: asked.map.projection.as_deref().and_then(map::projection::by_name),
        centre: asked.map.center,
        extent: asked.map.extent,
        graticule: asked.map.graticule,
        worldview: map::worldview(&asked.map.worldview).unwrap_or_default(),
        stop_list: Some(false),
        ..map::Options::default()
    }
}

fn chart_options(asked: &Asked, form: Form) -> days::Options {
    let usual = days::Options::default();
    days::Options {
        width_px: form.width_px,
        title: Some(String::new()),
        subtitle: Some(String::new()),
        source: asked.words.source.clone(),
        credit: asked.words.credit.clone().unwrap_or(usual.credit),
        ..days::Options::default()
    }
}
