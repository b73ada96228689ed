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

/// Widths of the pictures in pixels: as wide as the page gets, and as a phone is held.
const WIDE_PX: f64 = 860.0;
const NARROW_PX: f64 = 380.0;

/// The pictures of the n-th trip. One that cannot be drawn is left out, and told of.
pub fn pictures(itinerary: &Itinerary, n: usize, asked: &Asked) -> Result<Pictures> {
    let alone = gather::only(itinerary, n);
    let stops = alone.trips.first().map_or(0, |trip| trip.stops.len());
    let maps = both(|width| Ok(map::draw(&alone, &map_options(asked, width)?)?));
    let charts = both(|width| days::draw(&alone, &chart_options(asked, width)));
    let mut markers = vec![None; stops];
    if maps.is_some() {
        for (site, visits) in map::markers(&alone, &map_options(asked, WIDE_PX)?)?.iter().enumerate() {
            visits.iter().for_each(|(_, stop)| markers[*stop] = Some(site + 1));
        }
    }
    Ok(Pictures { maps, markers, charts })
}

fn both(draw: impl Fn(f64) -> Result<Scene>) -> Option<[String; 2]> {
    match draw(WIDE_PX).and_then(|wide| Ok([svg(&wide), svg(&draw(NARROW_PX)?)])) {
        Ok(pictures) => Some(pictures),
        Err(error) => {
            output::say(&format!("motorcade: warning: a picture is left out: {error}"));
            None
        }
    }
}

fn svg(scene: &Scene) -> String {
    render::svg_with(scene, &render::Options { dark: Some(theme::dark()), ..render::Options::default() })
}

/// The page has the title and the list of stops, so the pictures have none.
fn map_options(asked: &Asked, width_px: f64) -> Result<map::Options> {
    let usual = map::Options::default();
    let narrow = width_px < WIDE_PX;
    Ok(map::Options {
        width_px,
        height_px: if narrow { 460.0 } else { 540.0 },
        text_scale: narrow.then_some(0.9),
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
    })
}

fn chart_options(asked: &Asked, width_px: f64) -> days::Options {
    let usual = days::Options::default();
    days::Options {
        width_px,
        title: Some(String::new()),
        subtitle: Some(String::new()),
        source: asked.words.source.clone(),
        credit: asked.words.credit.clone().unwrap_or(usual.credit),
        ..days::Options::default()
    }
}
