//! What can be asked of a map beyond the itinerary itself.

use super::projection::Projection;
use crate::error::{Error, Result};
use crate::model::{scene::Theme, theme};

/// Whose borders a map draws, where states disagree; see the documentation of [`crate::map`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Worldview {
    /// As the United Nations' maps have them.
    #[default]
    Un,
    /// As they are held on the ground.
    Defacto,
}

/// The views by name.
pub const WORLDVIEWS: &[(&str, Worldview)] = &[("un", Worldview::Un), ("defacto", Worldview::Defacto)];

/// The view of this name.
pub fn worldview(name: &str) -> Option<Worldview> {
    WORLDVIEWS.iter().find(|view| view.0 == name).map(|view| view.1)
}

/// How a map is drawn; the defaults suit a web page.
#[derive(Clone)]
pub struct Options {
    /// Which trips of the itinerary, counted from 0. Default: empty, for all.
    pub trips: Vec<usize>,
    /// Width of the whole picture in pixels, 240..=8000. Default: 960.
    pub width_px: f64,
    /// Height of the whole picture in pixels without the stop list, 240..=8000; on a narrow picture the most that a map of
    /// the world may have. Default: 640.
    pub height_px: f64,
    /// Size of text and lines, 1 for a picture of 960 × 640 read at that size. Default: `None`, from the picture's size.
    pub text_scale: Option<f64>,
    /// Colours. Default: the light theme.
    pub theme: Theme,
    /// The title. Default: `None`, made from the itinerary; an empty text leaves it out.
    pub title: Option<String>,
    /// The line under the title. Default: `None`, made from the itinerary; an empty text leaves it out.
    pub subtitle: Option<String>,
    /// Who made the map, in the credit line; the sources of the data are always told. Default: `Motorcade`.
    pub credit: String,
    /// Where the facts come from, told before the credit. Default: `None`, for nothing.
    pub source: Option<String>,
    /// How the sphere is laid flat. Default: `None`, chosen for the route.
    pub projection: Option<&'static Projection>,
    /// Longitude and latitude of the middle, in degrees. Default: `None`, chosen for the route.
    pub centre: Option<(f64, f64)>,
    /// West, south, east and north in degrees of what is to be seen; west may be greater than east. Default: `None`,
    /// the route with room around it.
    pub extent: Option<[f64; 4]>,
    /// Whether meridians and parallels are drawn. Default: false.
    pub graticule: bool,
    /// Whose borders are drawn. Default: [`Worldview::Un`].
    pub worldview: Worldview,
    /// Whether a small map of the wider region is set into a corner. Default: `None`, where the map is tight.
    pub locator: Option<bool>,
    /// Whether the stops are listed under the map with country and days, and the labels give their names alone; the
    /// picture grows by the list. Default: `None`, where the picture is narrow and has more than three stops.
    pub stop_list: Option<bool>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            trips: Vec::new(),
            width_px: 960.0,
            height_px: 640.0,
            text_scale: None,
            theme: theme::light(),
            title: None,
            subtitle: None,
            credit: "Motorcade".into(),
            source: None,
            projection: None,
            centre: None,
            extent: None,
            graticule: false,
            worldview: Worldview::default(),
            locator: None,
            stop_list: None,
        }
    }
}

/// A size for a use: name, width, height, text scale.
pub const PRESETS: &[(&str, f64, f64, f64)] = &[
    ("web", 960.0, 640.0, 1.0),
    ("phone", 400.0, 560.0, 0.9),
    ("print", 1600.0, 1100.0, 1.5),
    ("social", 1200.0, 675.0, 1.3),
    ("square", 1080.0, 1080.0, 1.35),
];

impl Options {
    /// Sets the size to one of [`PRESETS`].
    pub fn preset(mut self, name: &str) -> Result<Options> {
        let found = PRESETS.iter().find(|p| p.0 == name);
        let known: Vec<&str> = PRESETS.iter().map(|p| p.0).collect();
        let (_, width, height, text) = found.ok_or_else(|| {
            Error::wrong_use(format!("there is no preset `{name}`: give one of {}", known.join(", ")))
        })?;
        (self.width_px, self.height_px, self.text_scale) = (*width, *height, Some(*text));
        Ok(self)
    }

    /// Factor on all text sizes and line widths.
    pub(super) fn unit(&self) -> f64 {
        let by_size = (self.width_px * self.height_px).sqrt() / 784.0;
        self.text_scale.unwrap_or(by_size.clamp(0.9, 3.0)) * self.theme.sizes.text
    }

    pub(super) fn check(&self) -> Result<()> {
        for (name, value) in [("width", self.width_px), ("height", self.height_px)] {
            if !(240.0..=8000.0).contains(&value) {
                return Err(Error::wrong_use(format!("the map's {name} is {value} px: give 240 to 8000")));
            }
        }
        if let Some((lon, lat)) = self.centre
            && !(lon.abs() <= 360.0 && lat.abs() <= 90.0)
        {
            return Err(Error::wrong_use(format!("the centre {lon},{lat} is not on Earth: give longitude,latitude")));
        }
        if let Some([west, south, east, north]) = self.extent
            && !(west.abs() <= 360.0 && east.abs() <= 360.0 && south < north && south >= -90.0 && north <= 90.0)
        {
            let given = format!("{west},{south},{east},{north}");
            return Err(Error::wrong_use(format!(
                "the extent {given} is empty: give west,south,east,north in degrees"
            )));
        }
        Ok(())
    }
}
