//! The pictures of a web page: map and chart of a trip, each for wide and for narrow pages, with colours for the dark.

use super::arguments::{MapLook, Words};
use super::{gather, output};
use crate::error::Result;
use crate::export::Pictures;
use crate::model::{Itinerary, Scene, extent, theme};
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
    /// A map that would have more bytes is drawn with fewer corners; several trips of a page share them.
    map_bytes: usize,
}

/// As wide as the page gets, and as a phone is held.
const WIDE: Form = Form { width_px: 800.0, height_px: 520.0, text_scale: 1.0, map_bytes: 52_000 };
const NARROW: Form = Form { width_px: 360.0, height_px: 430.0, text_scale: 1.0, map_bytes: 30_000 };

/// How far off its place a coast may be in a map that is too heavy, in pixels; tried in this order.
const THINNED_PX: [f64; 6] = [0.25, 0.4, 0.55, 0.75, 1.0, 1.4];

/// What is left around a picture.
const MARGIN_PX: f64 = 2.0;

/// The pictures of the n-th trip. One that cannot be drawn is left out, and told of.
pub fn pictures(itinerary: &Itinerary, n: usize, asked: &Asked) -> Result<Pictures> {
    let alone = gather::only(itinerary, n);
    let stops = alone.trips.first().map_or(0, |trip| trip.stops.len());
    let trips = itinerary.trips.len().max(1);
    let maps = both(|form| map_svg(&alone, asked, form, form.map_bytes / trips));
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

/// The map with as many corners as its weight allows.
fn map_svg(itinerary: &Itinerary, asked: &Asked, form: Form, most: usize) -> Result<String> {
    let scene = map::draw(itinerary, &map_options(asked, form))?;
    let mut drawn = svg(&scene);
    for tolerance in THINNED_PX {
        if drawn.len() <= most {
            break;
        }
        drawn = svg(&render::thin(&scene, tolerance));
    }
    Ok(drawn)
}

/// The picture without the empty margins in which a heading would stand: the page has its own.
fn svg(scene: &Scene) -> String {
    let svg = render::svg_with(scene, &render::Options { dark: Some(theme::dark()), ..render::Options::default() });
    let Some([left, top, right, bottom]) = extent::of(scene) else { return svg };
    let (left, top) = ((left - MARGIN_PX).floor().max(0.0), (top - MARGIN_PX).floor().max(0.0));
    let (right, bottom) = (right.ceil().min(scene.width_px), (bottom + MARGIN_PX).ceil().min(scene.height_px));
    let seen = format!("viewBox=\"{left} {top} {} {}\"", right - left, bottom - top);
    let whole = svg.split_once(" viewBox=\"").and_then(|(_, rest)| rest.split_once('"')).map(|(whole, _)| whole);
    whole.map_or(svg.clone(), |whole| svg.replacen(&format!("viewBox=\"{whole}\""), &seen, 1))
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
