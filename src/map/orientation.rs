//! Names that tell where on Earth one is: countries, seas and a few cities, only where there is room.
//!
//! In: a view, the ground, what is already on the map. Out: labels and the dots of cities. A country's name lies within
//! the country as far as it is seen, a sea's name on water; whatever finds no free place is left out.

use super::basemap::Basemap;
use super::clip;
use super::ground::{self, Ground};
use super::labels::overlap;
use super::names::{self, City, Name};
use super::raster::Raster;
use super::sphere;
use super::view::{Frame, View};
use super::ways::Way;
use crate::model::scene::{Anchor, Faces, Ink, Label, Node, Outline, Point, Shape, snap};
use crate::model::typeface::{self, Face};

/// On a map that shows less than this a city is an area, which stops lie in.
const TOWN_KM: f64 = 130.0;

/// The name of a larger country lies across it, over its coasts where it is narrow: beside it on the sea the name would be
/// that of an island.
const BESIDE_KM2: f64 = 800_000.0;

/// What an orientation name looks like.
#[derive(Clone, Copy)]
struct Style {
    face: Face,
    size_px: f64,
    spacing_px: f64,
    ink: Ink,
}

/// The map as it stands, and the names that are being put on it.
pub struct Orientation<'a> {
    pub view: &'a View,
    pub map: &'a Basemap,
    pub ground: &'a Ground,
    /// Boxes that are taken; grows by what is placed.
    pub taken: Vec<Frame>,
    /// Legs and leader lines.
    pub lines: Vec<Way>,
    /// Countries that a stop's label names already.
    pub skip: Vec<&'a str>,
    /// Cities that are stops.
    pub stops: Vec<&'a str>,
    pub faces: Faces,
    pub unit: f64,
}

impl Orientation<'_> {
    /// All names that find a place, the most important first.
    pub fn nodes(mut self) -> Vec<Node> {
        let reach = self.view.km_per_px() * self.view.frame.width.min(self.view.frame.height) / self.unit.max(1.0);
        let deepest = match reach {
            km if km > 5_500.0 => 2,
            km if km > 3_500.0 => 3,
            km if km > 2_000.0 => 4,
            km if km > 1_000.0 => 5,
            _ => 6,
        };
        let mut nodes = Vec::new();
        // Oceans, then by rank countries before the smaller seas, then cities.
        for rank in 1..=deepest {
            let waters = names::waters().iter().filter(|n| n.rank == rank);
            let countries = names::countries().iter().filter(|n| n.rank == rank);
            let step = f64::from((deepest - rank).min(2));
            if rank == 1 {
                nodes.extend(self.waters(waters.clone(), step));
            }
            nodes.extend(self.countries(countries, step));
            if rank > 1 {
                nodes.extend(self.waters(waters, step));
            }
        }
        nodes.extend(self.cities(reach));
        nodes
    }

    fn waters(&mut self, list: impl Iterator<Item = &'static Name>, step: f64) -> Vec<Node> {
        let unit = self.unit;
        let style = Style {
            face: self.faces.waters,
            size_px: (11.0 + step) * unit,
            spacing_px: (0.3 + 0.4 * step) * unit,
            ink: Ink::WaterName,
        };
        let mut written: Vec<&str> = Vec::new();
        let mut nodes = Vec::new();
        for name in list {
            let Some(at) = self.seen(name.lon, name.lat).filter(|_| !written.contains(&name.name)) else { continue };
            let shifts = [
                (0.0, 0.0),
                (0.0, 16.0),
                (0.0, -16.0),
                (26.0, 0.0),
                (-26.0, 0.0),
                (24.0, 16.0),
                (-24.0, -16.0),
                (0.0, 30.0),
                (0.0, -30.0),
                (48.0, 0.0),
                (-48.0, 0.0),
            ];
            let on_water = |frame: &Frame| self.ground.raster.share(frame, 0) > 0.93;
            let label = shifts.iter().find_map(|(dx, dy)| {
                let label = self.label(name.name, (at.0 + dx * unit, at.1 + dy * unit), style);
                (self.free(&bounds(&label)) && on_water(&bounds(&label))).then_some(label)
            });
            if let Some(label) = label {
                written.push(name.name);
                nodes.push(self.write(label));
            }
        }
        nodes
    }

    fn countries(&mut self, list: impl Iterator<Item = &'static Name>, step: f64) -> Vec<Node> {
        let unit = self.unit;
        let style = Style {
            face: self.faces.countries,
            size_px: (10.5 + 0.75 * step) * unit,
            spacing_px: (0.3 + 0.35 * step) * unit,
            ink: Ink::CountryName,
        };
        let mut nodes = Vec::new();
        for name in list {
            if self.skip.contains(&name.code) {
                continue;
            }
            let Some(country) = self.map.country(name.code) else { continue };
            let outlines = clip::rough_country(self.view, self.map, country);
            if outlines.is_empty() {
                continue;
            }
            let mut raster = Raster::new(self.view.frame, 7.0 * unit);
            raster.paint(&outlines, 1);
            let label = self.within(name.name, &raster, style).or_else(|| self.beside(name, &raster, style));
            nodes.extend(label.map(|label| self.write(label)));
        }
        nodes
    }

    /// The name where the country is widest, off its middle only as far as it must.
    fn within(&self, name: &str, raster: &Raster, style: Style) -> Option<Label> {
        let probe = bounds(&self.label(name, (0.0, 0.0), style));
        let (cols, rows) = (raster.span(probe.width) + 1, raster.span(probe.height));
        let mut found: Vec<(f64, Point)> = Vec::new();
        for row in 0..raster.rows.saturating_sub(rows) {
            let full = |col: usize| (row..row + rows).all(|r| raster.cell(col, r) == 1);
            let mut start = None;
            for col in 0..=raster.cols {
                let inside = col < raster.cols && full(col);
                match (inside, start) {
                    (true, None) => start = Some(col),
                    (false, Some(from)) => {
                        start = None;
                        let spare = (col - from).checked_sub(cols);
                        let Some(spare) = spare else { continue };
                        for slide in [0.5, 0.25, 0.75, 0.05, 0.95] {
                            let left = from as f64 + slide * spare as f64;
                            let at =
                                raster.middle(left + cols as f64 / 2.0 - 0.5, row as f64 + rows as f64 / 2.0 - 0.5);
                            let width = (col - from) as f64;
                            found.push((width * (1.0 - 0.5 * (slide - 0.5_f64).abs()), at));
                        }
                    }
                    _ => {}
                }
            }
        }
        // Wide runs near the middle height of all runs read as the country's middle.
        let middle =
            found.iter().map(|(w, at)| w * at.1).sum::<f64>() / found.iter().map(|(w, _)| w).sum::<f64>().max(1e-9);
        let score = |(w, at): &(f64, Point)| w - (at.1 - middle).abs() / (7.0 * self.unit) * 0.8;
        found.sort_by(|a, b| score(b).total_cmp(&score(a)));
        found.iter().map(|(_, at)| self.label(name, *at, style)).find(|label| self.free(&bounds(label)))
    }

    /// The name of a small country or island beside it, on water where it can be.
    fn beside(&self, name: &Name, raster: &Raster, style: Style) -> Option<Label> {
        let at = self.seen(name.lon, name.lat)?;
        let cells = (0..raster.rows)
            .flat_map(|r| (0..raster.cols).map(move |c| (c, r)))
            .filter(|(c, r)| raster.cell(*c, *r) == 1);
        let count = cells.count();
        let side_km = 7.0 * self.unit * self.view.km_per_px();
        let large = count as f64 * side_km * side_km > BESIDE_KM2;
        let probe = bounds(&self.label(name.name, at, style));
        let (w, h) = (probe.width / 2.0 + 9.0 * self.unit, probe.height + 3.0 * self.unit);
        let shifts = [(0.0, 0.0), (w, 0.0), (-w, 0.0), (0.0, h), (0.0, -h), (w, h), (w, -h), (-w, h), (-w, -h)];
        let over = [(0.0, 0.0), (0.0, h / 2.0), (0.0, -h / 2.0)];
        let shifts = if large { &over[..] } else { &shifts[..] };
        let label = shifts.iter().find_map(|(dx, dy)| {
            let label = self.label(name.name, (at.0 + dx, at.1 + dy), style);
            let frame = bounds(&label);
            let own = raster.share(&frame, 1) + self.ground.raster.share(&frame, 0);
            (self.free(&frame) && own > 0.85).then_some(label)
        });
        label.filter(|_| count < 220)
    }

    fn cities(&mut self, reach: f64) -> Vec<Node> {
        let unit = self.unit;
        // A map of a region needs two or three of its metropolises, a map of a province its towns.
        let (least, most) = match reach {
            km if km > 5_000.0 => return Vec::new(),
            km if km > 2_500.0 => (2_500, 7),
            km if km > 1_200.0 => (1_000, 8),
            km if km > 500.0 => (300, 10),
            _ => (80, 12),
        };
        let style = Style { face: Face::Regular, size_px: 10.5 * unit, spacing_px: 0.0, ink: Ink::CityName };
        let mut nodes = Vec::new();
        let mut count = 0;
        let mut spaced: Vec<Point> = Vec::new();
        for city in names::cities().take_while(|c| c.weight >= least) {
            if count >= most {
                break;
            }
            let Some(at) = self.seen(city.lon, city.lat).filter(|_| !self.stops.contains(&city.name)) else { continue };
            let apart = |p: &Point| (p.0 - at.0).abs() > 70.0 * unit || (p.1 - at.1).abs() > 50.0 * unit;
            if reach < TOWN_KM && self.covered(at) {
                nodes.extend(self.town(&city, at).map(|label| self.write(label)));
                spaced.push(at);
                count += 1;
                continue;
            }
            if spaced.iter().all(apart)
                && let Some(label) = self.city(&city, at, style)
            {
                count += 1;
                spaced.push(at);
                self.taken.push(Frame { x: at.0, y: at.1, width: 0.0, height: 0.0 }.grown(3.0 * unit));
                let dot = Outline::Circle { centre: (snap(at.0), snap(at.1)), radius: snap(1.7 * unit) };
                nodes.push(Node::Shape(Shape { outline: dot, fill: Some(Ink::CityName), stroke: None, opacity: 1.0 }));
                nodes.push(self.write(label));
            }
        }
        nodes
    }

    /// Whether a place's dot would lie among stops.
    fn covered(&self, at: Point) -> bool {
        let near = Frame { x: at.0, y: at.1, width: 0.0, height: 0.0 }.grown(30.0 * self.unit);
        self.taken.iter().any(|taken| overlap(&near, taken))
    }

    /// The name of the city that the route lies in, as of an area: spaced, without a dot, where there is room near its middle.
    fn town(&self, city: &City, at: Point) -> Option<Label> {
        let unit = self.unit;
        let style = Style { face: Face::Regular, size_px: 13.0 * unit, spacing_px: 2.6 * unit, ink: Ink::CityName };
        let rings = [0.0, 36.0, 56.0, 80.0, 110.0, 140.0].into_iter();
        let turns = |ring: f64| (0..8).map(move |n| (ring * unit, f64::from(n) * std::f64::consts::FRAC_PI_4));
        let tries = rings.flat_map(turns).map(|(reach, angle)| {
            let (sin, cos) = libm::sincos(angle);
            (at.0 + 1.6 * reach * cos, at.1 + reach * sin)
        });
        tries.map(|at| self.label(city.name, at, style)).find(|label| self.free(&bounds(label).grown(4.0 * unit)))
    }

    fn city(&self, city: &City, at: Point, style: Style) -> Option<Label> {
        let unit = self.unit;
        let dot = Frame { x: at.0, y: at.1, width: 0.0, height: 0.0 }.grown(4.0 * unit);
        if !self.free(&dot) {
            return None;
        }
        let half = typeface::width(city.name, style.face, style.size_px) / 2.0 + 5.0 * unit;
        let places = [(half, 0.0), (-half, 0.0), (0.0, -10.0 * unit), (0.0, 10.0 * unit)];
        let labels = places.iter().map(|(dx, dy)| self.label(city.name, (at.0 + dx, at.1 + dy), style));
        labels.into_iter().find(|label| self.free(&bounds(label)))
    }

    /// The pixel of a place within the panel.
    fn seen(&self, lon: f64, lat: f64) -> Option<Point> {
        let v = sphere::unit(lon, lat);
        let at = self.view.shows(v).then(|| self.view.project(v))?;
        self.view.frame.grown(-6.0 * self.unit).holds(at).then_some(at)
    }

    /// A label with its middle at a point.
    fn label(&self, text: &str, at: Point, style: Style) -> Label {
        Label {
            text: text.to_string(),
            at: (snap(at.0), snap(at.1 + 0.36 * style.size_px)),
            anchor: Anchor::Middle,
            face: style.face,
            size_px: style.size_px,
            ink: style.ink,
            halo: None,
            spacing_px: style.spacing_px,
            rotation: 0.0,
        }
    }

    fn free(&self, frame: &Frame) -> bool {
        let panel = self.view.frame.grown(-5.0 * self.unit);
        let inside = frame.x >= panel.x
            && frame.right() <= panel.right()
            && frame.y >= panel.y
            && frame.bottom() <= panel.bottom();
        inside
            && self.taken.iter().all(|t| !overlap(frame, t))
            && !self.lines.iter().any(|line| line.touches(&frame.grown(1.5 * self.unit)))
    }

    /// Takes the label's place; a thin rim in the ground's ink keeps it clear of borders.
    fn write(&mut self, mut label: Label) -> Node {
        let frame = bounds(&label);
        label.halo = Some((ground::rim(&self.ground.raster, &frame), 1.2 * self.unit));
        // Two names side by side read as one where no more than a space is between them.
        let (x, width) = (frame.x - 7.0 * self.unit, frame.width + 14.0 * self.unit);
        self.taken.push(Frame { x, width, ..frame.grown(3.0 * self.unit) });
        Node::Label(label)
    }
}

fn bounds(label: &Label) -> Frame {
    let count = label.text.chars().count() as f64;
    let width = typeface::width(&label.text, label.face, label.size_px) + count * label.spacing_px;
    Frame { x: label.at.0 - width / 2.0, y: label.at.1 - 0.95 * label.size_px, width, height: label.size_px * 1.2 }
}
