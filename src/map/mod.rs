//! Draws an itinerary as a route map.
//!
//! In: an [`Itinerary`] and [`Options`]. Out: a [`Scene`] with named layers and groups whose ids stay the same from run
//! to run. Reads no article text, decides nothing about bytes.
//!
//! The stages: `fit` chooses a view for the route; `ground` draws land and borders through `clip`; `route` and `sites`
//! put legs and stops on it; `labels` finds places for the words; `orientation` fills what is left free; `furniture`
//! stands around it.

pub mod basemap;
pub mod clip;
mod fit;
mod furniture;
mod ground;
mod labels;
pub mod names;
mod options;
mod orientation;
pub mod projection;
mod route;
mod sites;
pub mod sphere;
pub mod view;
pub mod words;

pub use options::{Options, PRESETS};

use crate::error::{Error, Result};
use crate::model::itinerary::{Role, Status, Trip};
use crate::model::scene::{Anchor, Group, Ink, Node, Outline, Point, Scene, Shape, Stroke, Subpath, snap};
use crate::model::{Itinerary, typeface};
use basemap::Basemap;
use furniture::KeyEntry;
use labels::{Block, Obstacles, Placed};
use sites::{Line, Site};
use view::{Frame, View};

/// Draws the trips of an itinerary on one map.
///
/// # Errors
///
/// Where an option is out of range, a trip does not exist, or no stop of the trips has coordinates.
pub fn draw(itinerary: &Itinerary, options: &Options) -> Result<Scene> {
    options.check()?;
    let trips = chosen(itinerary, options)?;
    let unit = options.unit();
    let title = options.title.clone().unwrap_or_else(|| words::title(&trips));
    let subtitle = options.subtitle.clone().unwrap_or_else(|| words::subtitle(&trips));
    let key = key(&trips);
    let furniture = furniture::lay_out(options, &title, &subtitle, &key);
    let points: Vec<sphere::Vector> = trips.iter().flat_map(|t| route::samples(t)).collect();
    if points.is_empty() {
        return Err(Error::new("no stop of the trip has coordinates: give `lat` and `lon` of at least one"));
    }
    let lone = points.iter().all(|p| sphere::angle(*p, points[0]) * sphere::EARTH_KM < 1.0);
    let view = fit::fit(&points, lone, furniture.panel, options);
    let map = Basemap::open(ground::detail(&view));

    let mut nodes = ground::draw(&view, &map, &visited(&trips), options.graticule, unit);
    let mut sites: Vec<Site> = trips.iter().enumerate().flat_map(|(n, t)| sites::collect(n, t, &view, unit)).collect();
    sites::shrink_crowded(&mut sites, unit);
    let legs: Vec<route::Traced> =
        trips.iter().enumerate().flat_map(|(n, t)| route::trace(n, t, &sites, &view, unit)).collect();
    let drawn = legs.iter().enumerate().map(|(n, leg)| route::nodes(leg, format!("leg-{}", n + 1), unit)).collect();
    nodes.push(ground::layer("route", "Route", &view, drawn));

    let words = Words::place(&trips, &sites, &legs, &view, unit);
    nodes.push(ground::layer("names", "Names", &view, words.orientation));
    nodes.push(ground::layer("leaders", "Leader lines", &view, words.leaders));
    let markers = sites.iter().enumerate().map(|(n, site)| sites::marker(site, format!("stop-{}", n + 1), unit)).collect();
    nodes.push(ground::layer("stops", "Stops", &view, markers));
    nodes.push(ground::layer("labels", "Labels", &view, words.labels));
    let around = [furniture.nodes, words.scale_bar].concat();
    nodes.push(Node::Group(Group { id: "furniture".into(), layer: Some("Furniture"), nodes: around, ..Group::default() }));
    Ok(Scene {
        width_px: options.width_px,
        height_px: options.height_px,
        title,
        description: words::description(&trips),
        language: "en".into(),
        theme: options.theme.clone(),
        nodes,
    })
}

fn chosen<'a>(itinerary: &'a Itinerary, options: &Options) -> Result<Vec<&'a Trip>> {
    let count = itinerary.trips.len();
    if count == 0 {
        return Err(Error::new("the itinerary has no trip to draw"));
    }
    if options.trips.is_empty() {
        return Ok(itinerary.trips.iter().collect());
    }
    let one = |n: &usize| {
        let missing = || Error::wrong_use(format!("there is no trip {}: the itinerary has {count}", n + 1));
        itinerary.trips.get(*n).ok_or_else(missing)
    };
    options.trips.iter().map(one).collect()
}

/// Codes of the countries that are tinted: visited, not merely left or planned and called off.
fn visited<'a>(trips: &[&'a Trip]) -> Vec<&'a str> {
    let stops = trips.iter().flat_map(|t| &t.stops);
    let kept = stops.filter(|s| s.role == Role::Stop && s.status != Status::Cancelled);
    let mut codes: Vec<&str> = kept.filter_map(|s| s.country.as_deref()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The line styles that the map uses, in a fixed order.
fn key(trips: &[&Trip]) -> Vec<KeyEntry> {
    if trips.len() > 1 {
        let entry = |(n, t): (usize, &&Trip)| KeyEntry {
            label: words::short_name(&t.traveller),
            status: Status::Visited,
            trip: n,
        };
        return trips.iter().enumerate().map(entry).collect();
    }
    let statuses: Vec<Status> = trips
        .iter()
        .flat_map(|t| t.legs.iter().map(|l| if t.stops.get(l.to).is_some_and(|s| s.status == Status::Cancelled) { Status::Cancelled } else { l.status }))
        .collect();
    let has = |wanted: &[Status]| statuses.iter().any(|s| wanted.contains(s));
    let styles = [
        (has(&[Status::Visited, Status::Current]), "travelled", Status::Visited),
        (has(&[Status::Planned]), "planned", Status::Planned),
        (has(&[Status::Cancelled]), "called off", Status::Cancelled),
    ];
    let used = styles.into_iter().filter(|(used, _, _)| *used);
    used.map(|(_, label, status)| KeyEntry { label: label.into(), status, trip: 0 }).collect()
}

/// All words on the panel, placed.
struct Words {
    labels: Vec<Node>,
    leaders: Vec<Node>,
    orientation: Vec<Node>,
    scale_bar: Vec<Node>,
}

impl Words {
    fn place(trips: &[&Trip], sites: &[Site], legs: &[route::Traced], view: &View, unit: f64) -> Words {
        let with_year = words::period(trips).is_some_and(|(a, b)| chrono::Datelike::year(&a) != chrono::Datelike::year(&b));
        let shown: Vec<&Site> = sites.iter().filter(|s| view.frame.holds(s.at)).collect();
        let blocks: Vec<Block> = shown
            .iter()
            .map(|site| Block { lines: sites::lines(site, true, with_year, unit), at: site.at, half: site.half })
            .collect();
        let lines: Vec<&[Point]> = legs.iter().flat_map(|leg| leg.pieces.iter().map(Vec::as_slice)).collect();
        let mut boxes: Vec<Frame> = sites.iter().map(|s| around(s.at, s.half.0 + 1.0, s.half.1 + 1.0)).collect();
        boxes.extend(legs.iter().filter_map(|l| l.arrow).map(|corners| around(middle(&corners), 7.0 * unit, 7.0 * unit)));
        boxes.extend(legs.iter().filter_map(|l| l.strike).map(|at| around(at, 7.0 * unit, 7.0 * unit)));
        let obstacles = Obstacles { panel: view.frame, boxes, lines };
        let placed = labels::place(&blocks, &obstacles, unit);
        let mut taken = obstacles.boxes.clone();
        taken.extend(placed.iter().map(|p| p.frame.grown(3.0 * unit)));
        let (scale_bar, bar_box) = scale_bar(view, &taken, &obstacles.lines, unit);
        taken.extend(bar_box);
        let leader_lines: Vec<[Point; 2]> = placed.iter().filter_map(|p| p.leader).map(|(a, b)| [a, b]).collect();
        let mut all_lines = obstacles.lines.clone();
        all_lines.extend(leader_lines.iter().map(<[Point; 2]>::as_slice));
        let skip: Vec<&str> = shown.iter().filter_map(|s| s.stops[0].country.as_deref()).collect();
        let names = orientation::names(view, &mut taken, &all_lines, &skip, unit);
        Words {
            labels: blocks.iter().zip(&placed).enumerate().map(|(n, (b, p))| label_group(n, &b.lines, p, unit)).collect(),
            leaders: leader_lines.iter().map(|line| leader(line, unit)).collect(),
            orientation: names.into_iter().map(Node::Label).collect(),
            scale_bar,
        }
    }
}

fn around(at: Point, half_width: f64, half_height: f64) -> Frame {
    Frame { x: at.0 - half_width, y: at.1 - half_height, width: 2.0 * half_width, height: 2.0 * half_height }
}

fn middle(points: &[Point]) -> Point {
    let sum = points.iter().fold((0.0, 0.0), |s, p| (s.0 + p.0, s.1 + p.1));
    (sum.0 / points.len() as f64, sum.1 / points.len() as f64)
}

fn label_group(number: usize, lines: &[Line], placed: &Placed, unit: f64) -> Node {
    let nodes = furniture::block(lines, placed.frame, placed.anchor, unit);
    Node::Group(Group { id: format!("label-{}", number + 1), nodes, ..Group::default() })
}

fn leader(line: &[Point; 2], unit: f64) -> Node {
    let points = line.iter().map(|p| (snap(p.0), snap(p.1))).collect();
    let stroke = Some(Stroke { ink: Ink::Rule, width_px: 0.9 * unit, dash: Vec::new(), round: true });
    Node::Shape(Shape { outline: Outline::Path(vec![Subpath { points, closed: false }]), fill: None, stroke, opacity: 1.0 })
}

/// The scale bar in the corner where it covers least, and the box it takes.
fn scale_bar(view: &View, taken: &[Frame], lines: &[&[Point]], unit: f64) -> (Vec<Node>, Option<Frame>) {
    let Some(bar) = furniture::scale_bar(view, unit) else { return (Vec::new(), None) };
    let gap = 12.0 * unit;
    let f = view.frame;
    let (left, right) = (f.x + gap, f.right() - gap - bar.width);
    let (top, bottom) = (f.y + gap, f.bottom() - gap - bar.height);
    let corners = [(left, bottom), (right, bottom), (left, top), (right, top)];
    let free = corners.into_iter().find(|at| {
        let here = Frame { x: at.0, y: at.1, width: bar.width, height: bar.height };
        taken.iter().all(|t| !labels::overlap(t, &here)) && lines.iter().all(|l| clip::cut_line(l, here).is_empty())
    });
    let Some(at) = free else { return (Vec::new(), None) };
    let here = Frame { x: at.0, y: at.1, width: bar.width, height: bar.height };
    (bar.nodes(at, unit), Some(here.grown(4.0 * unit)))
}

#[allow(unused_imports)]
use {Anchor as _, typeface as _};
