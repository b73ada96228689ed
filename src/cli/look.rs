//! What pictures look like: the flags that `map`, `days` and `run` share, and those of the map and of the chart alone.
//!
//! In: words of the command line. Out: numbers within their ranges; a wrong word is told of with what would be right.

use crate::map::{PRESETS, WORLDVIEWS, projection::PROJECTIONS};
use crate::model::theme;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use std::path::{Path, PathBuf};

/// What any picture looks like.
#[derive(Debug, Args)]
pub struct Look {
    /// Colours: light, dark, print; auto for an SVG that follows the reader's dark mode; or a file, for example
    /// --theme house.toml
    #[arg(long, value_name = "THEME", value_parser = theme, default_value = "light")]
    pub theme: ThemeChoice,
    /// Size for a use, for example --preset social
    #[arg(long, value_name = "PRESET", value_parser = presets(), conflicts_with = "size")]
    pub preset: Option<String>,
    /// Width and height in pixels, for example --size 1200x675
    #[arg(long, value_name = "WxH", value_parser = size)]
    pub size: Option<(f64, f64)>,
    /// Width of PNG and WebP files in pixels, for example --width 2400
    #[arg(long, alias = "png-width", value_name = "PIXELS", default_value_t = 1600, conflicts_with = "scale")]
    #[arg(value_parser = clap::value_parser!(u32).range(240..=8000))]
    pub width: u32,
    /// Pixels of PNG and WebP files to each of the picture's, instead of a width, for example --scale 2
    #[arg(long, value_name = "FACTOR", value_parser = scale)]
    pub scale: Option<f64>,
    /// Letters of SVG files, for example --text paths: outlines that need no font
    #[arg(long, value_name = "AS", value_parser = ["text", "paths"], default_value = "text")]
    pub text: String,
    /// Bring the letters used along in SVG files
    #[arg(long, conflicts_with = "text")]
    pub embed_fonts: bool,
    /// Density told in PNG files, for example --dpi 300
    #[arg(long, value_name = "DPI", value_parser = clap::value_parser!(u32).range(36..=2400))]
    pub dpi: Option<u32>,
    #[command(flatten)]
    pub words: Words,
}

/// The words around any picture.
#[derive(Debug, Args)]
pub struct Words {
    /// Title instead of one made from the itinerary, for example --title "Four days in Asia"; "" for none
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Line under the title, instead of the period; "" for none
    #[arg(long, value_name = "TEXT")]
    pub subtitle: Option<String>,
    /// Where the facts come from, told at the foot, for example --source Reuters
    #[arg(long, value_name = "TEXT")]
    pub source: Option<String>,
    /// Who made the picture, told at the foot, for example --credit "Ana Sousa, The Daily"
    #[arg(long, value_name = "TEXT")]
    pub credit: Option<String>,
}

/// What a map shows besides.
#[derive(Debug, Args)]
#[command(next_help_heading = "Map")]
pub struct MapLook {
    /// How the Earth is laid flat, for example --projection orthographic; chosen for the route where left out
    #[arg(long, value_name = "NAME", value_parser = projections())]
    pub projection: Option<String>,
    /// Middle of the map in degrees, for example --center 105.8,21.0
    #[arg(long, alias = "centre", value_name = "LON,LAT", value_parser = centre, allow_hyphen_values = true)]
    pub center: Option<(f64, f64)>,
    /// What is to be seen, in degrees, for example --extent=-10,35,30,60
    #[arg(long, value_name = "W,S,E,N", value_parser = extent, allow_hyphen_values = true)]
    pub extent: Option<[f64; 4]>,
    /// Draw meridians and parallels
    #[arg(long)]
    pub graticule: bool,
    /// Whose borders, for example --worldview defacto
    #[arg(long, value_name = "VIEW", value_parser = worldviews(), default_value = WORLDVIEWS[0].0)]
    pub worldview: String,
}

/// What a chart shows besides.
#[derive(Debug, Args)]
#[command(next_help_heading = "Chart")]
pub struct ChartLook {
    /// Kind of chart, for example --kind distance
    #[arg(long, value_name = "KIND", value_parser = ["timeline", "distance", "calendar"], default_value = "timeline")]
    pub kind: String,
}

/// Where the colours come from.
#[derive(Debug, Clone, PartialEq)]
pub enum ThemeChoice {
    Named(&'static str),
    /// Light, and dark for readers whose system is set to it.
    Auto,
    File(PathBuf),
}

fn theme(text: &str) -> Result<ThemeChoice, String> {
    if text == "auto" {
        return Ok(ThemeChoice::Auto);
    }
    if let Some(name) = theme::names().find(|name| *name == text) {
        return Ok(ThemeChoice::Named(name));
    }
    let is_file = Path::new(text).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    let names: Vec<&str> = theme::names().collect();
    is_file
        .then(|| ThemeChoice::File(text.into()))
        .ok_or(format!("write {}, auto, or a file's name in .toml", names.join(", ")))
}

fn presets() -> PossibleValuesParser {
    PossibleValuesParser::new(PRESETS.iter().map(|preset| PossibleValue::new(preset.0)))
}

fn projections() -> PossibleValuesParser {
    PossibleValuesParser::new(PROJECTIONS.iter().map(|projection| PossibleValue::new(projection.name)))
}

fn worldviews() -> PossibleValuesParser {
    PossibleValuesParser::new(WORLDVIEWS.iter().map(|view| PossibleValue::new(view.0)))
}

/// Width and height of a picture, each between 240 and 8,000 pixels.
fn size(text: &str) -> Result<(f64, f64), String> {
    let sides = text.split_once(['x', 'X', '×']).and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    match sides {
        Some((width, height)) if [width, height].iter().all(|side| (240..=8000u32).contains(side)) => {
            Ok((f64::from(width), f64::from(height)))
        }
        Some(_) => Err("each side is 240 to 8000 pixels".into()),
        None => Err("write width and height, such as 1200x675".into()),
    }
}

fn scale(text: &str) -> Result<f64, String> {
    let wrong = || "write a factor from 0.25 to 8, such as 2".to_string();
    text.parse().ok().filter(|factor| (0.25..=8.0).contains(factor)).ok_or_else(wrong)
}

/// So many numbers between commas.
fn numbers<const N: usize>(text: &str) -> Option<[f64; N]> {
    let parts: Option<Vec<f64>> =
        text.split(',').map(|part| part.trim().parse().ok().filter(|n: &f64| n.is_finite())).collect();
    parts?.try_into().ok()
}

fn centre(text: &str) -> Result<(f64, f64), String> {
    match numbers(text) {
        Some([lon, lat]) if lon.abs() <= 180.0 && lat.abs() <= 90.0 => Ok((lon, lat)),
        Some(_) => Err("the longitude is -180 to 180, the latitude -90 to 90, in this order".into()),
        None => Err("write longitude and latitude, such as 105.8,21.0".into()),
    }
}

fn extent(text: &str) -> Result<[f64; 4], String> {
    match numbers(text) {
        Some([west, south, east, north]) if [west, east].iter().any(|lon| lon.abs() > 180.0) || west == east => Err(
            format!("west {west} and east {east} are two longitudes from -180 to 180; south is {south}, north {north}"),
        ),
        Some([_, south, _, north]) if south < -90.0 || north > 90.0 || south >= north => {
            Err(format!("south {south} is to be less than north {north}, both from -90 to 90"))
        }
        Some(extent) => Ok(extent),
        None => Err("write west, south, east and north, such as -10,35,30,60".into()),
    }
}
