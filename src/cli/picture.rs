//! `motorcade map` and `motorcade days`: one picture of one trip, from an article or from an itinerary.

use super::arguments::{ChartLook, Days, Look, Map, MapLook, Picture};
use super::look::ThemeChoice;
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
    let desk = Desk::of(&options.look)?;
    let itinerary = itinerary(&options.file, &options.hints)?;
    output::warn(gather::all_warnings(&itinerary));
    let trips = itinerary.trips.len();
    if trips == 0 {
        output::say(&format!("motorcade: {}: no trip found; nothing drawn", input::name(&options.file)));
        return Ok(Outcome::NothingFound);
    }
    let index = gather::index(options.trip, trips).map_err(|e| e.at(input::name(&options.file)))?;
    if trips > 1 {
        output::say(&format!("motorcade: drew trip {} of {trips}; --trip N draws another", options.trip));
    }
    let scene = desk.scene(kind, &gather::only(&itinerary, index))?;
    let bytes = desk.bytes(&scene, form)?;
    output::deliver(Some(&options.output), bytes)?;
    Ok(Outcome::Done)
}

/// The itinerary that the file holds, or that its articles tell.
pub fn itinerary(file: &Path, hints: &input::Hints) -> Result<Itinerary> {
    let bytes = input::bytes(file, read::itinerary::LIMIT)?;
    if let Some(itinerary) = input::itinerary_of(&bytes, file)? {
        return merge::corrected(itinerary, file);
    }
    let articles = input::articles_of(&bytes, file, hints)?;
    Ok(gather::itinerary(&articles))
}

/// The forms of pictures, by the ending of the file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Svg,
    Png,
    WebP,
    Pdf,
}

/// The endings that a picture's name may have.
pub const FORMS: [(&str, Form); 4] = [("svg", Form::Svg), ("png", Form::Png), ("webp", Form::WebP), ("pdf", Form::Pdf)];

fn form(path: &Path) -> Result<Form> {
    if path == Path::new("-") {
        return Ok(Form::Svg);
    }
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let found = FORMS.iter().find(|form| form.0 == ending);
    let endings = FORMS.map(|form| format!(".{}", form.0)).join(", ");
    found
        .map(|form| form.1)
        .ok_or_else(|| Error::wrong_use(format!("the ending tells the form: one of {endings}")).at(path.display()))
}

/// What is asked of pictures, with the theme's file read.
pub struct Desk<'a> {
    look: &'a Look,
    theme: Theme,
    /// For readers whose system is set to dark.
    dark: Option<Theme>,
}

/// The longest file of a theme.
const THEME_LIMIT: usize = 1 << 20;

impl<'a> Desk<'a> {
    pub fn of(look: &'a Look) -> Result<Self> {
        let (theme, dark) = match &look.theme {
            ThemeChoice::Named(name) => (theme::by_name(name).unwrap_or_default(), None),
            ThemeChoice::Auto => (theme::light(), Some(theme::dark())),
            ThemeChoice::File(path) => (house(path)?, None),
        };
        Ok(Desk { look, theme, dark })
    }

    /// The picture of an itinerary.
    pub fn scene(&self, kind: Kind, itinerary: &Itinerary) -> Result<Scene> {
        match kind {
            Kind::Map(map) => map::draw(itinerary, &self.map_options(map)?),
            Kind::Days(chart) => days::draw(itinerary, &self.chart_options(chart)),
        }
    }

    pub fn bytes(&self, scene: &Scene, form: Form) -> Result<Vec<u8>> {
        let look = self.look;
        let width = look.scale.map_or(look.width, |factor| (scene.width_px * factor).round() as u32);
        let pixels = render::PngOptions { width_px: Some(width), dpi: look.dpi.map(f64::from) };
        let text = if look.text == "paths" { render::TextAs::Paths } else { render::TextAs::Text };
        let svg = render::Options { text, dark: self.dark.clone(), embed_fonts: look.embed_fonts };
        match form {
            Form::Svg => Ok(render::svg_with(scene, &svg).into_bytes()),
            Form::Png => render::png_with(scene, &pixels),
            Form::WebP => render::webp_with(scene, &pixels),
            Form::Pdf => Ok(render::pdf(scene)),
        }
    }

    fn map_options(&self, map: &MapLook) -> Result<map::Options> {
        let (look, usual) = (self.look, map::Options::default());
        let mut options = match &look.preset {
            Some(preset) => usual.preset(preset)?,
            None => usual,
        };
        if let Some((width, height)) = look.size {
            (options.width_px, options.height_px) = (width, height);
        }
        let credit = look.words.credit.clone().unwrap_or(options.credit);
        Ok(map::Options {
            theme: self.theme.clone(),
            title: look.words.title.clone(),
            subtitle: look.words.subtitle.clone(),
            source: look.words.source.clone(),
            credit,
            projection: map.projection.as_deref().and_then(map::projection::by_name),
            centre: map.center,
            extent: map.extent,
            graticule: map.graticule,
            worldview: map::worldview(&map.worldview).unwrap_or_default(),
            ..options
        })
    }

    fn chart_options(&self, chart: &ChartLook) -> days::Options {
        let (look, usual) = (self.look, days::Options::default());
        let (width_px, height_px) = match (look.size, look.preset.as_deref()) {
            (Some((width, height)), _) => (width, Some(height)),
            // Charts are as high as their rows; only where a post has a fixed shape the picture keeps it.
            (None, Some("phone")) => (400.0, None),
            (None, Some("social")) => (1200.0, Some(675.0)),
            (None, Some("square")) => (1080.0, Some(1080.0)),
            (None, _) => (usual.width_px, usual.height_px),
        };
        days::Options {
            kind: days::Kind::by_name(&chart.kind).unwrap_or_default(),
            width_px,
            height_px,
            theme: self.theme.clone(),
            title: look.words.title.clone(),
            subtitle: look.words.subtitle.clone(),
            source: look.words.source.clone(),
            credit: look.words.credit.clone().unwrap_or(usual.credit),
            trips: usual.trips,
        }
    }
}

/// The theme that a file describes; what is hard to read in it is told, and drawn as asked.
fn house(path: &Path) -> Result<Theme> {
    let name = input::name(path);
    let bytes = input::bytes(path, THEME_LIMIT)?;
    let text = String::from_utf8(bytes).map_err(|_| Error::new("is not UTF-8; save it as UTF-8").at(&name))?;
    let (theme, hard) = read::theme::read(&text).map_err(|error| error.at(&name))?;
    hard.iter().for_each(|said| output::say(&format!("motorcade: warning: {name}: {said}")));
    Ok(theme)
}
