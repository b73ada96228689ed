//! Draws an itinerary as a route map.
//!
//! In: an [`Itinerary`] and [`Options`]. Out: a [`Scene`] with named layers and groups whose ids stay the same from run
//! to run. Reads no article text, decides nothing about bytes.
//!
//! Where states disagree the map follows one of two views, told in its credit line. Lines that either view disputes are
//! dashed in both; names are the places' own, and nobody's claim.
//!
//! - **Crimea**: `un`: with Ukraine, no line (General Assembly resolution 68/262). `defacto`: a dashed line at Perekop;
//!   tinted neither with Ukraine nor with Russia.
//! - **Kashmir**: in both, the Line of Control, the Siachen and the line of actual control in Aksai Chin and the eastern
//!   sector, all dashed; no line is drawn that only one side draws.
//! - **Western Sahara**: by its name in both. `un`: whole, tinted with nobody else, the border with Morocco dashed at
//!   27°40′ N. `defacto`: dashed along the berm, what lies west of it with Morocco.
//! - **Taiwan**: by its name, tinted when it is visited itself, never along with China, in both.
//! - **Golan Heights**: `un`: both the line of 1949 and that of 1974 dashed, the ground tinted with Syria, never with Israel.
//!   `defacto`: the line of 1974 alone, the ground with Israel.
//! - **Palestine**: "Palestinian territories" in both, tinted by itself, the Green Line and Gaza's border dashed; East
//!   Jerusalem is not drawn apart.
//! - **Kosovo**: by its name in both, the line with Serbia dashed.
//! - **Northern Cyprus**, **Somaliland**: `un`: without a name and tinted with Cyprus and Somalia. `defacto`: named, tinted
//!   by themselves. The lines are dashed in both.
//!
//! The stages: `fit` chooses a view for the route; `ground` draws land and borders through `clip`; `route` and `sites`
//! put legs and stops on it; `labels` finds places for the words; `orientation` fills what is left free; `furniture`
//! stands around it.

mod audit;
pub mod basemap;
pub mod clip;
mod cut;
mod fit;
mod furniture;
mod ground;
mod labels;
mod locator;
mod options;
mod orientation;
pub mod projection;
mod raster;
mod route;
mod sites;
pub mod view;
mod ways;
mod worldview;

pub use crate::model::{names, sphere, words};
pub use audit::{Audit, audit};
pub use options::{Options, PRESETS, WORLDVIEWS, Worldview, worldview};

use crate::error::{Error, Result};
use crate::model::Itinerary;
use crate::model::itinerary::{Role, Status, Trip};
use crate::model::scene::{Group, Ink, Node, Outline, Point, Scene, Shape, Stroke, Subpath, snap};
use crate::model::typeface::Face;
use basemap::Basemap;
use furniture::{Furniture, KeyEntry, ListRow};
use ground::Ground;
use labels::{Block, Obstacles, Placed};
use orientation::Orientation;
use sites::{Site, Wording};
use view::{Frame, View};
use ways::Way;

/// Draws the trips of an itinerary on one map.
///
/// # Errors
///
/// Where an option is out of range, a trip does not exist, or no stop of the trips has coordinates.
pub fn draw(itinerary: &Itinerary, options: &Options) -> Result<Scene> {
    let trips = chosen(itinerary, options)?;
    let unit = options.unit();
    let title = options.title.clone().unwrap_or_else(|| words::title(&trips));
    let listed = lists_stops(&trips, options);
    let (furniture, view) = view(&trips, &title, options)?;
    let visited = visited(&trips);
    let map = Basemap::open(worldview::detail(ground::detail(&view), &visited, options.worldview));
    let mut ground = ground::draw(&view, &map, &visited, options);
    let mut nodes = std::mem::take(&mut ground.nodes);
    let mut sites = sites::collect(&trips, &view, unit);
    sites::shrink_crowded(&mut sites, unit);
    let legs = route::trace(&trips, &sites, &view, unit);
    let drawn = legs.iter().enumerate().map(|(n, leg)| route::nodes(leg, format!("leg-{}", n + 1), unit)).collect();
    nodes.push(ground::layer("route", "Route", &view, drawn));

    let canvas = Canvas { view: &view, map: &map, ground: &ground, visited: &visited, listed, unit };
    let words = Words::place(&trips, &sites, &legs, &canvas, options);
    nodes.push(ground::layer("names", "Names", &view, words.orientation));
    nodes.push(ground::layer("leaders", "Leader lines", &view, words.leaders));
    let markers =
        sites.iter().enumerate().map(|(n, site)| sites::marker(site, format!("stop-{}", n + 1), unit)).collect();
    nodes.push(ground::layer("stops", "Stops", &view, markers));
    nodes.push(ground::layer("labels", "Labels", &view, words.labels));
    let around = [furniture.nodes, words.corners].concat();
    nodes.push(Node::Group(Group {
        id: "furniture".into(),
        layer: Some("Furniture"),
        nodes: around,
        ..Group::default()
    }));
    Ok(Scene {
        width_px: options.width_px,
        height_px: furniture.height_px,
        title,
        description: words::description(&trips),
        language: "en".into(),
        theme: options.theme.clone(),
        nodes,
    }
    .with_house_lines())
}

/// The visits that each marker of [`draw`] stands for: at place n the (trip, stop) of the group `stop-{n + 1}`.
///
/// # Errors
///
/// As [`draw`].
pub fn markers(itinerary: &Itinerary, options: &Options) -> Result<Vec<Vec<(usize, usize)>>> {
    let trips = chosen(itinerary, options)?;
    let (_, view) = view(&trips, "", options)?;
    Ok(sites::collect(&trips, &view, options.unit()).into_iter().map(|site| site.visits).collect())
}

/// The furniture, and the view of the trips that it leaves room for. A narrow picture is not higher than its map of the world.
fn view(trips: &[&Trip], title: &str, options: &Options) -> Result<(Furniture, View)> {
    let (furniture, view) = laid_out(trips, title, options)?;
    let spare = fit::spare_height(&view) - 16.0 * options.unit();
    if !is_narrow(options) || spare < 16.0 * options.unit() {
        return Ok((furniture, view));
    }
    let unit = Some(options.unit() / options.theme.sizes.text);
    let height_px = (options.height_px - spare).max(240.0).round();
    laid_out(trips, title, &Options { height_px, text_scale: unit, ..options.clone() })
}

fn laid_out(trips: &[&Trip], title: &str, options: &Options) -> Result<(Furniture, View)> {
    options.check()?;
    let subtitle = options.subtitle.clone().unwrap_or_else(|| words::subtitle(trips));
    let list = if lists_stops(trips, options) { stop_list(trips) } else { Vec::new() };
    let furniture = furniture::lay_out(options, title, &subtitle, &key(trips), &list);
    let points: Vec<sphere::Vector> = trips.iter().flat_map(|t| route::samples(t)).collect();
    if points.is_empty() {
        return Err(Error::new("no stop of the trip has coordinates: give `lat` and `lon` of at least one"));
    }
    let lone = points.iter().all(|p| sphere::angle(*p, points[0]) * sphere::EARTH_KM < 1.0);
    let view = fit::fit(&points, lone, furniture.panel, options);
    Ok((furniture, view))
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

/// Whether the stops are listed under the map.
fn lists_stops(trips: &[&Trip], options: &Options) -> bool {
    let many = trips.iter().map(|t| t.stops.len()).sum::<usize>() > 3;
    options.stop_list.unwrap_or(is_narrow(options) && many)
}

/// As a phone is held.
fn is_narrow(options: &Options) -> bool {
    options.width_px / options.unit() < 480.0
}

/// A row for each stop, numbered as on the map.
fn stop_list(trips: &[&Trip]) -> Vec<ListRow> {
    let mut rows = Vec::new();
    for trip in trips {
        let mut next = 1;
        for stop in &trip.stops {
            let counts = stop.role == Role::Stop && stop.status != Status::Cancelled;
            let country = stop.country.as_deref().and_then(names::country).filter(|c| *c != words::shown(stop));
            let role = match (stop.role, stop.status) {
                (_, Status::Cancelled) => Some("called off".to_string()),
                (Role::Transit, _) => Some("stop-over".to_string()),
                _ => None,
            };
            let rest: Vec<String> =
                country.map(str::to_string).into_iter().chain(words::stay(stop, false)).chain(role).collect();
            let number = if counts { next.to_string() } else { "–".to_string() };
            next += usize::from(counts);
            rows.push(ListRow { number, name: words::shown(stop).to_string(), rest: rest.join(", ") });
        }
    }
    rows
}

/// The line styles that the map uses, in a fixed order: travellers where there are several, then how far they got.
fn key(trips: &[&Trip]) -> Vec<KeyEntry> {
    let off = |t: &Trip, to: usize| t.stops.get(to).is_some_and(|s| s.status == Status::Cancelled);
    let status = |t: &Trip| -> Vec<Status> {
        t.legs.iter().map(|l| if off(t, l.to) { Status::Cancelled } else { l.status }).collect()
    };
    let used: Vec<Status> = trips.iter().flat_map(|t| status(t)).collect();
    let has = |wanted: &[Status]| used.iter().any(|s| wanted.contains(s));
    let mut key: Vec<KeyEntry> = Vec::new();
    if trips.len() > 1 {
        let name = |(trip, t): (usize, &&Trip)| (words::short_name(&t.traveller), trip);
        let entry = |(label, trip)| KeyEntry { label, status: Status::Visited, trip };
        key.extend(trips.iter().enumerate().map(name).map(entry));
    } else if has(&[Status::Visited, Status::Current]) {
        key.push(KeyEntry { label: "travelled".into(), status: Status::Visited, trip: 0 });
    }
    for (label, status) in [("planned", Status::Planned), ("called off", Status::Cancelled)] {
        if has(&[status]) {
            key.push(KeyEntry { label: label.into(), status, trip: 0 });
        }
    }
    key
}

/// What the words are put on.
struct Canvas<'a> {
    view: &'a View,
    map: &'a Basemap,
    ground: &'a Ground,
    visited: &'a [&'a str],
    /// Whether the stop list has what else the labels would say.
    listed: bool,
    unit: f64,
}

/// All words on the panel, placed, and what stands in its corners.
struct Words {
    labels: Vec<Node>,
    leaders: Vec<Node>,
    orientation: Vec<Node>,
    corners: Vec<Node>,
}

impl Words {
    fn place(trips: &[&Trip], sites: &[Site], legs: &[route::Traced], canvas: &Canvas, options: &Options) -> Words {
        let &Canvas { view, unit, .. } = canvas;
        let shown: Vec<&Site> = sites.iter().filter(|s| view.frame.holds(s.at)).collect();
        let blocks = blocks(trips, &shown, canvas.listed, options.theme.faces.places, unit);
        let lines = legs.iter().flat_map(|leg| &leg.pieces).map(|piece| Way::new(piece)).collect();
        let mut boxes: Vec<Frame> = sites.iter().map(|s| around(s.at, s.half.0 + 1.0, s.half.1 + 1.0)).collect();
        boxes.extend(
            legs.iter().filter_map(|l| l.arrow).map(|corners| around(middle(&corners), 8.0 * unit, 8.0 * unit)),
        );
        boxes.extend(legs.iter().filter_map(|l| l.strike).map(|at| around(at, 7.0 * unit, 7.0 * unit)));
        let obstacles = Obstacles { panel: view.frame, boxes, markers: sites.len(), lines };
        let placed = labels::place(&blocks, &obstacles, unit);

        let leaders: Vec<[Point; 2]> = placed.iter().filter_map(|p| p.leader).map(|(a, b)| [a, b]).collect();
        let mut lines = obstacles.lines;
        lines.extend(leaders.iter().map(|line| Way::new(line)));
        let mut taken = obstacles.boxes;
        taken.extend(placed.iter().map(|p| p.frame.grown(3.0 * unit)));
        let mut corners = Vec::new();
        if options.locator.unwrap_or_else(|| locator::helps(view)) {
            let size = locator::size(view, unit);
            if let Some(frame) = free_corner(view, size, 0.0, &taken, &lines) {
                corners.push(locator::draw(view, frame, canvas.visited, unit));
                taken.push(frame.grown(4.0 * unit));
            }
        }
        if let Some(bar) = furniture::scale_bar(view, unit)
            && let Some(frame) = free_corner(view, (bar.width, bar.height), 12.0 * unit, &taken, &lines)
        {
            let ink = ground::ink(canvas.ground.raster.mostly(&frame));
            corners.extend(bar.nodes((frame.x, frame.y), ink, unit));
            taken.push(frame.grown(4.0 * unit));
        }
        let told = shown.iter().filter_map(|s| s.stops[0].country.as_deref());
        let skip = told.chain(worldview::unnamed(options.worldview).iter().copied()).collect();
        let stops = shown.iter().map(|s| s.stops[0].place.as_str()).collect();
        let faces = options.theme.faces;
        let orientation =
            Orientation { view, map: canvas.map, ground: canvas.ground, taken, lines, skip, stops, faces, unit }
                .nodes();
        let halo = |frame: &Frame| ground::rim(&canvas.ground.raster, frame);
        let label = |(n, (block, place)): (usize, (&Block, &Placed))| {
            let nodes = furniture::block(&block.lines, place.frame, place.anchor, halo, unit);
            Node::Group(Group { id: format!("label-{}", n + 1), nodes, ..Group::default() })
        };
        Words {
            labels: blocks.iter().zip(&placed).enumerate().map(label).collect(),
            leaders: leaders.iter().map(|line| leader(line, unit)).collect(),
            orientation,
            corners,
        }
    }
}

/// What the labels say.
fn blocks(trips: &[&Trip], shown: &[&Site], name_only: bool, face: Face, unit: f64) -> Vec<Block> {
    let year = words::period(trips).is_some_and(|(a, b)| chrono::Datelike::year(&a) != chrono::Datelike::year(&b));
    let travellers: Vec<String> = trips.iter().map(|t| words::short_name(&t.traveller)).collect();
    // Within one country its name in every label would say nothing.
    let first = shown.first().and_then(|s| s.stops[0].country.as_deref());
    let country = shown.len() < 2 || shown.iter().any(|s| s.stops[0].country.as_deref() != first);
    let wording = Wording { country, year, name_only, face, travellers: &travellers };
    shown.iter().map(|site| Block { lines: sites::lines(site, wording, unit), at: site.at, half: site.half }).collect()
}

fn around(at: Point, half_width: f64, half_height: f64) -> Frame {
    Frame { x: at.0 - half_width, y: at.1 - half_height, width: 2.0 * half_width, height: 2.0 * half_height }
}

fn middle(points: &[Point]) -> Point {
    let sum = points.iter().fold((0.0, 0.0), |s, p| (s.0 + p.0, s.1 + p.1));
    (sum.0 / points.len() as f64, sum.1 / points.len() as f64)
}

fn leader(line: &[Point; 2], unit: f64) -> Node {
    let points = line.iter().map(|p| (snap(p.0), snap(p.1))).collect();
    let stroke = Some(Stroke { ink: Ink::Rule, width_px: 0.9 * unit, dash: Vec::new(), round: true });
    Node::Shape(Shape {
        outline: Outline::Path(vec![Subpath { points, closed: false }]),
        fill: None,
        stroke,
        opacity: 1.0,
    })
}

/// A box of this size in a corner of the panel where it covers neither words nor route, this far from the edges.
fn free_corner(view: &View, size: (f64, f64), gap: f64, taken: &[Frame], lines: &[Way]) -> Option<Frame> {
    let f = view.frame;
    let (left, right) = (f.x + gap, f.right() - gap - size.0);
    let (top, bottom) = (f.y + gap, f.bottom() - gap - size.1);
    let corners = [(left, bottom), (right, bottom), (right, top), (left, top)];
    let frames = corners.map(|(x, y)| Frame { x, y, width: size.0, height: size.1 });
    frames
        .into_iter()
        .find(|here| taken.iter().all(|t| !labels::overlap(t, here)) && !lines.iter().any(|l| l.touches(here)))
}
