//! Draws the ground: water, land, visited countries, lakes, rivers, borders, graticule.
//!
//! In: a view and the codes of the visited countries. Out: two groups, `basemap` and `borders`, and a raster of them.
//!
//! Whose borders they are is [`super::worldview`]'s.

use super::basemap::{Basemap, Detail, Kind};
use super::options::Options;
use super::projection::Cut;
use super::raster::Raster;
use super::sphere::{self, Vector};
use super::view::{Frame, View};
use super::{clip, worldview};
use crate::model::scene::{Group, Ink, Node, Outline, Point, Shape, Stroke, Subpath, snap};

/// Detail that suits a scale.
pub fn detail(view: &View) -> Detail {
    match view.km_per_px() {
        km if km > 4.5 => Detail::Coarse,
        km if km > 0.8 => Detail::Medium,
        _ => Detail::Fine,
    }
}

/// The layers below the route, and what lies where.
pub struct Ground {
    pub nodes: Vec<Node>,
    pub raster: Raster,
}

/// Cells of [`Ground::raster`] that are land, and land of a visited country.
pub const LAND: u16 = 1;
pub const VISITED: u16 = 2;
/// Paper beyond the edge of the Earth.
const BEYOND: u16 = 3;

/// The ink of the ground at a cell of [`Ground::raster`].
pub fn ink(cell: u16) -> Ink {
    match cell {
        VISITED => Ink::Visited,
        LAND => Ink::Land,
        BEYOND => Ink::Ground,
        _ => Ink::Water,
    }
}

/// The ink for rims of words in a box: that of the ground; on several grounds the palest of them, land, for a tinted rim
/// would show on the sea.
pub fn rim(raster: &Raster, frame: &Frame) -> Ink {
    let most = raster.mostly(frame);
    let tinted = raster.share(frame, VISITED);
    match most {
        VISITED if tinted < 0.8 => Ink::Land,
        _ => ink(most),
    }
}

/// Draws the ground.
pub fn draw(view: &View, map: &Basemap, visited: &[&str], options: &Options) -> Ground {
    let (unit, worldview) = (options.unit(), options.worldview);
    let mut raster = Raster::new(view.frame, 6.0 * unit);
    let sea = water(view);
    if let Outline::Path(outline) = &sea {
        raster.paint(&[Subpath { points: view.frame.edge(1), closed: true }], BEYOND);
        raster.paint(outline, 0);
    }
    let mut basemap = vec![filled("water", sea, Ink::Water, None)];
    if options.graticule || holds_pole(view) {
        basemap.push(stroked("graticule", graticule_lines(view), Ink::Graticule, 0.5 * unit, &[]));
    }
    let coast = Stroke { ink: Ink::Coast, width_px: 0.6 * unit, dash: Vec::new(), round: true };
    if let Some(land) = map.land() {
        let outlines = clip::country(view, map, land);
        raster.paint(&outlines, LAND);
        basemap.push(filled("land", path(outlines), Ink::Land, Some(coast.clone())));
    }
    let tinted: Vec<(&str, Vec<Subpath>)> = visited
        .iter()
        .map(|code| (*code, worldview::parts(map, code, worldview)))
        .map(|(code, parts)| (code, parts.iter().flat_map(|(map, part)| clip::country(view, map, *part)).collect()))
        .filter(|(_, outlines): &(&str, Vec<Subpath>)| !outlines.is_empty())
        .collect();
    tinted.iter().for_each(|(_, outlines)| raster.paint(outlines, VISITED));
    // A tint that covers all there is to see sets nothing apart.
    if tinted.len() == 1 && raster.share(&view.frame, VISITED) > 0.72 {
        tinted.iter().for_each(|(_, outlines)| raster.paint(outlines, LAND));
    } else {
        let mut shores = Vec::new();
        for (code, outlines) in tinted {
            basemap.push(filled(&format!("country-{code}"), path(outlines), Ink::Visited, None));
            // The tint covers half of the coast's line; along borders there must be none, lest it fill their dashes.
            let arcs = map.country(code).into_iter().flat_map(|c| map.rings(c)).flat_map(|ring| ring.arcs());
            let coasts = arcs.filter(|(arc, _)| map.kind(*arc) == Kind::Coast);
            shores.extend(coasts.flat_map(|(arc, _)| clip::open_arc(view, map, arc)));
        }
        for (n, patch) in worldview::patches(view, visited, worldview).into_iter().enumerate() {
            let (ink, cell) = if patch.tinted { (Ink::Visited, VISITED) } else { (Ink::Land, LAND) };
            raster.paint(std::slice::from_ref(&patch.outline), cell);
            basemap.push(filled(&format!("disputed-{}", n + 1), path(vec![patch.outline]), ink, None));
        }
        basemap.push(stroked("visited-coast", shores, Ink::Coast, 0.6 * unit, &[]));
    }
    let mut lakes = Vec::new();
    let (mut rivers, mut borders, mut disputed) = (Vec::new(), Vec::new(), Vec::new());
    let with_rivers = view.km_per_px() < 5.5;
    for arc in map.arcs() {
        let Some(kind) = worldview::kind(map, arc, worldview) else { continue };
        let list = match kind {
            Kind::Coast => continue,
            Kind::Border => &mut borders,
            Kind::DisputedBorder => &mut disputed,
            Kind::River if with_rivers => &mut rivers,
            Kind::River => continue,
            Kind::Lake => {
                lakes.extend(clip::closed_arc(view, map, arc));
                continue;
            }
        };
        list.extend(clip::open_arc(view, map, arc));
    }
    disputed.extend(worldview::lines(view, map, worldview));
    let shore = Stroke { ink: Ink::Coast, width_px: 0.4 * unit, dash: Vec::new(), round: true };
    basemap.push(stroked("rivers", rivers, Ink::River, 0.7 * unit, &[]));
    basemap.push(filled("lakes", path(lakes), Ink::Water, Some(shore)));
    let lines = vec![
        stroked("borders-settled", borders, Ink::Border, 0.7 * unit, &[]),
        stroked("borders-disputed", disputed, Ink::DisputedBorder, 0.7 * unit, &[2.5 * unit, 2.0 * unit]),
    ];
    let nodes = vec![layer("basemap", "Basemap", view, basemap), layer("borders", "Borders", view, lines)];
    Ground { nodes, raster }
}

/// A named layer cut to the panel, without the empty nodes.
pub fn layer(id: &str, name: &'static str, view: &View, nodes: Vec<Node>) -> Node {
    let drawn = |node: &Node| !matches!(node, Node::Group(g) if g.nodes.is_empty());
    Node::Group(Group {
        id: id.into(),
        layer: Some(name),
        title: None,
        clip: Some(panel(view)),
        nodes: nodes.into_iter().filter(drawn).collect(),
    })
}

/// The panel as an outline.
pub fn panel(view: &View) -> Outline {
    let f = view.frame;
    Outline::Rect { x: snap(f.x), y: snap(f.y), width: snap(f.width), height: snap(f.height), radius: 0.0 }
}

pub fn path(subpaths: Vec<Subpath>) -> Outline {
    Outline::Path(subpaths.into_iter().map(snapped).filter(|s| s.points.len() > 1).collect())
}

/// Rounded to a tenth of a pixel or so, without points that fall together.
fn snapped(subpath: Subpath) -> Subpath {
    let mut points: Vec<Point> = subpath.points.into_iter().map(|(x, y)| (snap(x), snap(y))).collect();
    points.dedup();
    Subpath { points, closed: subpath.closed }
}

fn filled(id: &str, outline: Outline, ink: Ink, stroke: Option<Stroke>) -> Node {
    let empty = matches!(&outline, Outline::Path(p) if p.is_empty());
    let shape = Node::Shape(Shape { outline, fill: Some(ink), stroke, opacity: 1.0 });
    Node::Group(Group { id: id.into(), nodes: if empty { Vec::new() } else { vec![shape] }, ..Group::default() })
}

fn stroked(id: &str, lines: Vec<Subpath>, ink: Ink, width_px: f64, dash: &[f64]) -> Node {
    let stroke = Some(Stroke { ink, width_px, dash: dash.to_vec(), round: true });
    let empty = lines.is_empty();
    let shape = Node::Shape(Shape { outline: path(lines), fill: None, stroke, opacity: 1.0 });
    Node::Group(Group { id: id.into(), nodes: if empty { Vec::new() } else { vec![shape] }, ..Group::default() })
}

/// The sea: the panel, or the outline of the Earth where the panel shows more than that.
fn water(view: &View) -> Outline {
    let whole = view.frame.edge(12).iter().all(|p| view.invert(*p).is_some());
    if whole {
        return panel(view);
    }
    let points: Vec<Point> = match view.cut {
        Cut::Cap(radius) => {
            let (sin, cos) = libm::sincos(radius);
            let around = (0..180).map(|n| libm::sincos(f64::from(n) * 2.0_f64.to_radians()));
            around.map(|(s, c)| view.place([cos, sin * c, sin * s])).collect()
        }
        Cut::Meridian(limit) => {
            let up = (-45..=45).map(|n| f64::from(n) / 45.0 * limit);
            let down = (-45..=45).rev().map(|n| f64::from(n) / 45.0 * limit);
            let pi = std::f64::consts::PI;
            up.map(|lat| view.place_lon_lat(-pi, lat)).chain(down.map(|lat| view.place_lon_lat(pi, lat))).collect()
        }
    };
    path(vec![Subpath { points, closed: true }])
}

/// Whether a map of a region has a pole in it: north is another way at each place then, and only meridians tell which.
fn holds_pole(view: &View) -> bool {
    let seen = |pole: Vector| view.shows(pole) && view.frame.holds(view.project(pole));
    matches!(view.cut, Cut::Cap(_)) && (seen([0.0, 0.0, 1.0]) || seen([0.0, 0.0, -1.0]))
}

/// Meridians and parallels, 4 to 10 of each across the panel.
fn graticule_lines(view: &View) -> Vec<Subpath> {
    let degrees = (view.frame.width.max(view.frame.height) * view.km_per_px() / 111.2).min(360.0);
    let step = [1.0, 2.0, 5.0, 10.0, 15.0, 30.0].into_iter().find(|s| degrees / s < 10.0).unwrap_or(30.0);
    let mut lines = Vec::new();
    let count = (360.0 / step) as i32;
    for n in 0..count {
        let lon = f64::from(n) * step - 180.0;
        let meridian: Vec<Vector> = (-85..=85).map(|lat| sphere::unit(lon, f64::from(lat))).collect();
        lines.extend(clip::line(view, &meridian));
    }
    for n in 1..(180.0 / step) as i32 {
        let lat = f64::from(n) * step - 90.0;
        let parallel: Vec<Vector> = (-180..=180).map(|lon| sphere::unit(f64::from(lon), lat)).collect();
        lines.extend(clip::line(view, &parallel));
    }
    lines
}
