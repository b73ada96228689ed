//! A small map of the wider region in a corner, with the map's own extent marked.
//!
//! In: the view of the map and the inset's box. Out: one group, `locator`.

use super::basemap::{Basemap, Detail, Kind};
use super::clip;
use super::ground;
use super::projection::{self, Cut, Parallels};
use super::sphere;
use super::view::{Frame, View};
use crate::model::scene::{Group, Ink, Node, Outline, Point, Shape, Stroke, Subpath, snap};

/// A map narrower than this is tight enough to ask where on Earth it is.
const TIGHT_KM: f64 = 900.0;

/// Whether readers need one to know where they are.
pub fn helps(view: &View) -> bool {
    view.km_per_px() * view.frame.width < TIGHT_KM
}

/// Width and height of the inset.
pub fn size(view: &View, unit: f64) -> (f64, f64) {
    let side = (150.0 * unit).min(view.frame.width * 0.26).min(view.frame.height * 0.36);
    (side, side * 0.86)
}

/// The inset at its place.
pub fn draw(view: &View, frame: Frame, visited: &[&str], unit: f64) -> Node {
    let inset = inset_view(view, frame);
    let map = Basemap::open(Detail::Coarse);
    let rect = Outline::Rect {
        x: snap(frame.x),
        y: snap(frame.y),
        width: snap(frame.width),
        height: snap(frame.height),
        radius: 0.0,
    };
    let stroke = |ink, width_px: f64| Some(Stroke { ink, width_px: width_px * unit, dash: Vec::new(), round: false });
    let shape = |outline, fill, stroke| Node::Shape(Shape { outline, fill, stroke, opacity: 1.0 });
    let mut nodes = vec![shape(rect.clone(), Some(Ink::Water), None)];
    if let Some(land) = map.land() {
        nodes.push(shape(ground::path(clip::country(&inset, &map, land)), Some(Ink::Land), stroke(Ink::Coast, 0.4)));
    }
    for country in visited.iter().filter_map(|code| map.country(code)) {
        nodes.push(shape(
            ground::path(clip::country(&inset, &map, country)),
            Some(Ink::Visited),
            stroke(Ink::Coast, 0.4),
        ));
    }
    let borders = map.arcs().filter(|arc| matches!(map.kind(*arc), Kind::Border | Kind::DisputedBorder));
    let borders: Vec<Subpath> = borders.flat_map(|arc| clip::open_arc(&inset, &map, arc)).collect();
    if !borders.is_empty() {
        nodes.push(shape(ground::path(borders), None, stroke(Ink::Border, 0.5)));
    }
    nodes.push(extent(view, &inset, unit));
    nodes.push(shape(rect.clone(), None, stroke(Ink::Rule, 1.0)));
    Node::Group(Group { id: "locator".into(), clip: Some(rect), nodes, ..Group::default() })
}

/// About the same middle, some ten times as wide, between a country's and a continent's size.
fn inset_view(view: &View, frame: Frame) -> View {
    let middle = view.invert(view.frame.middle()).map_or(view.centre, sphere::lon_lat);
    let wide_km = (view.km_per_px() * view.frame.width * 7.0).clamp(1_600.0, 4_500.0);
    let projection = &projection::PROJECTIONS[0];
    let mut inset = View::unscaled(projection, middle.0, middle.1, Parallels(0.0, 0.0), frame);
    inset.scale = frame.width / (wide_km / sphere::EARTH_KM);
    inset.origin = frame.middle();
    inset.cut = Cut::Cap(wide_km / sphere::EARTH_KM);
    inset
}

/// The map's own panel on the inset; never smaller than can be seen.
fn extent(view: &View, inset: &View, unit: f64) -> Node {
    let edge: Vec<Point> =
        view.frame.edge(4).iter().filter_map(|p| view.invert(*p)).map(|v| inset.project(v)).collect();
    let fold = |pick: fn(f64, f64) -> f64, start: f64, of: fn(&Point) -> f64| edge.iter().map(of).fold(start, pick);
    let (west, east) = (fold(f64::min, f64::MAX, |p| p.0), fold(f64::max, f64::MIN, |p| p.0));
    let (north, south) = (fold(f64::min, f64::MAX, |p| p.1), fold(f64::max, f64::MIN, |p| p.1));
    let least = 7.0 * unit;
    let (w, h) = ((east - west).max(least), (south - north).max(least * 0.66));
    let (x, y) = ((west + east) / 2.0 - w / 2.0, (north + south) / 2.0 - h / 2.0);
    let outline = Outline::Rect { x: snap(x), y: snap(y), width: snap(w), height: snap(h), radius: 0.0 };
    let stroke = Some(Stroke { ink: Ink::Route(0), width_px: 1.6 * unit, dash: Vec::new(), round: false });
    Node::Shape(Shape { outline, fill: None, stroke, opacity: 1.0 })
}
