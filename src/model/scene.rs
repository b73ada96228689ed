//! A picture with everything decided: shapes and labels at final positions, in pixels; no geography, dates or text left to decide.
//!
//! `map` and `days` make scenes, `render` writes them. Positions are pixels from the top left corner, rounded to 1/16 px
//! by the constructors, so that the same scene is the same bytes everywhere.

use super::typeface::Face;

/// A finished picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    pub width_px: f64,
    pub height_px: f64,
    /// The accessible name, `<title>`.
    pub title: String,
    /// The alternative text, `<desc>`: the trip in two sentences.
    pub description: String,
    /// BCP 47 language of the words.
    pub language: String,
    pub theme: Theme,
    /// Drawn in order, over a ground of [`Ink::Ground`].
    pub nodes: Vec<Node>,
}

impl Scene {
    /// With lines as thick as the theme wants them.
    #[must_use]
    pub fn with_house_lines(mut self) -> Scene {
        if self.theme.sizes != Sizes::default() {
            let sizes = self.theme.sizes;
            each_shape(&mut self.nodes, &mut |shape| {
                shape.stroke.iter_mut().for_each(|stroke| stroke.width_px *= sizes.line(stroke.ink));
            });
        }
        self
    }

    /// With everything so many times as large.
    #[must_use]
    pub fn enlarged(mut self, by: f64) -> Scene {
        (self.width_px, self.height_px) = (self.width_px * by, self.height_px * by);
        enlarge(&mut self.nodes, by);
        self
    }
}

fn each_shape(nodes: &mut [Node], change: &mut impl FnMut(&mut Shape)) {
    for node in nodes {
        match node {
            Node::Group(group) => each_shape(&mut group.nodes, change),
            Node::Shape(shape) => change(shape),
            Node::Label(_) => {}
        }
    }
}

fn enlarge(nodes: &mut [Node], by: f64) {
    let outline = |outline: &mut Outline| match outline {
        Outline::Circle { centre, radius } => {
            *centre = (snap(centre.0 * by), snap(centre.1 * by));
            *radius = snap(*radius * by);
        }
        Outline::Rect { x, y, width, height, radius } => {
            [x, y, width, height, radius].into_iter().for_each(|side| *side = snap(*side * by));
        }
        Outline::Path(parts) => {
            let points = parts.iter_mut().flat_map(|part| &mut part.points);
            points.for_each(|point| *point = (snap(point.0 * by), snap(point.1 * by)));
        }
    };
    for node in nodes {
        match node {
            Node::Group(group) => {
                group.clip.iter_mut().for_each(outline);
                enlarge(&mut group.nodes, by);
            }
            Node::Shape(shape) => {
                outline(&mut shape.outline);
                if let Some(stroke) = &mut shape.stroke {
                    stroke.width_px *= by;
                    stroke.dash.iter_mut().for_each(|length| *length *= by);
                }
            }
            Node::Label(label) => {
                label.at = (snap(label.at.0 * by), snap(label.at.1 * by));
                label.size_px *= by;
                label.spacing_px *= by;
                label.halo.iter_mut().for_each(|halo| halo.1 *= by);
            }
        }
    }
}

/// A point in pixels, (x, y), y down.
pub type Point = (f64, f64);

/// Rounds a coordinate to 1/16 px.
pub fn snap(value: f64) -> f64 {
    (value * 16.0).round() / 16.0
}

#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    Group(Group),
    Shape(Shape),
    Label(Label),
}

/// Nodes that belong together: a layer, a country, a stop with its marker and label.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// Unique in the scene and stable between runs: `basemap`, `route`, `stop-2`, `leg-1`.
    pub id: String,
    /// For layers: the name that Illustrator and Inkscape show.
    pub layer: Option<&'static str>,
    /// Shown by browsers on hover and read by screen readers.
    pub title: Option<String>,
    /// Only what lies inside is shown.
    pub clip: Option<Outline>,
    pub nodes: Vec<Node>,
}

/// A filled or stroked outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    pub outline: Outline,
    /// Filled by the even-odd rule.
    pub fill: Option<Ink>,
    pub stroke: Option<Stroke>,
    /// 0..=1.
    pub opacity: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Outline {
    Circle {
        centre: Point,
        radius: f64,
    },
    Rect {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        radius: f64,
    },
    /// Straight pieces; curves are sampled finely enough by whoever makes them.
    Path(Vec<Subpath>),
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Subpath {
    pub points: Vec<Point>,
    pub closed: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    pub ink: Ink,
    pub width_px: f64,
    /// Lengths of dash and gap in pixels; empty for a solid line.
    pub dash: Vec<f64>,
    /// Round caps and joins instead of butt and mitre.
    pub round: bool,
}

/// One line of text at its final place.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    pub text: String,
    /// Where the baseline starts, ends or has its middle, as `anchor` says.
    pub at: Point,
    pub anchor: Anchor,
    pub face: Face,
    pub size_px: f64,
    pub ink: Ink,
    /// A rim of this ink and width in pixels around the letters.
    pub halo: Option<(Ink, f64)>,
    /// Extra space between letters in pixels.
    pub spacing_px: f64,
    /// Degrees clockwise about `at`.
    pub rotation: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// What a colour is for; the [`Theme`] says which colour that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ink {
    /// The paper behind everything.
    Ground,
    /// Panels, chart stripes, weekend shading.
    Panel,
    Water,
    Land,
    /// Countries that the trip visits.
    Visited,
    Border,
    DisputedBorder,
    Coast,
    River,
    Graticule,
    /// Title, stop labels.
    Text,
    /// Subtitle, dates, axis labels.
    TextMuted,
    /// The credit line and other fine print.
    TextFaint,
    /// Names of countries for orientation.
    CountryName,
    /// Names of seas.
    WaterName,
    /// Small cities for orientation.
    CityName,
    /// Route, markers and bars of the n-th traveller, from 0; the palette repeats.
    Route(u8),
    /// A paler form of the n-th traveller's colour: planned stays, cancelled legs.
    RoutePale(u8),
    /// Numbers inside markers.
    OnRoute,
    /// Rules, ticks, leader lines.
    Rule,
    /// Today's line at the publication date.
    Today,
    /// Rims around letters on the map.
    Halo,
}

/// A colour, opaque.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub u8, pub u8, pub u8);

/// Which colour each ink is.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    pub name: String,
    /// One colour for each ink but the routes'.
    pub inks: Vec<(Ink, Colour)>,
    /// Colours of the travellers, strong and pale.
    pub routes: Vec<(Colour, Colour)>,
    pub faces: Faces,
    pub sizes: Sizes,
}

/// The faces of words by what they name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Faces {
    /// Default: bold.
    pub title: Face,
    /// Stops on the map. Default: bold.
    pub places: Face,
    /// Countries, for orientation. Default: regular.
    pub countries: Face,
    /// Seas, for orientation. Default: italic.
    pub waters: Face,
}

impl Default for Faces {
    fn default() -> Self {
        Faces { title: Face::Bold, places: Face::Bold, countries: Face::Regular, waters: Face::Italic }
    }
}

/// Factors on the usual sizes. Default: 1 each.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizes {
    /// All text, and the markers and gaps that go with it.
    pub text: f64,
    /// Widths of lines.
    pub route: f64,
    pub borders: f64,
    pub coasts: f64,
    pub rules: f64,
}

impl Default for Sizes {
    fn default() -> Self {
        Sizes { text: 1.0, route: 1.0, borders: 1.0, coasts: 1.0, rules: 1.0 }
    }
}

impl Sizes {
    /// The factor on the width of lines of an ink.
    pub fn line(&self, ink: Ink) -> f64 {
        match ink {
            Ink::Route(_) | Ink::RoutePale(_) => self.route,
            Ink::Border | Ink::DisputedBorder => self.borders,
            Ink::Coast | Ink::River => self.coasts,
            Ink::Rule | Ink::Graticule | Ink::Today => self.rules,
            _ => 1.0,
        }
    }
}

impl Theme {
    /// The colour of an ink; black where a theme leaves one out.
    pub fn colour(&self, ink: Ink) -> Colour {
        match ink {
            Ink::Route(n) => self.routes[n as usize % self.routes.len()].0,
            Ink::RoutePale(n) => self.routes[n as usize % self.routes.len()].1,
            _ => self.inks.iter().find(|(i, _)| *i == ink).map_or(Colour(0, 0, 0), |(_, c)| *c),
        }
    }
}
