//! Stops put on the map: one site for each place, with the numbers and days of all visits there.
//!
//! In: trips and a view. Out: sites with their markers' sizes, and the marker nodes.

use super::sphere::{self, Vector};
use super::view::View;
use super::{names, words};
use crate::model::itinerary::{Role, Status, Stop, Trip};
use crate::model::scene::{Anchor, Group, Ink, Label, Node, Outline, Point, Shape, Stroke, Subpath, snap};
use crate::model::typeface::{self, Face};

/// Stops nearer than this to one another are one place: of any names, and of the same name.
const SAME_PLACE_KM: f64 = 0.3;
const SAME_NAME_KM: f64 = 30.0;

/// How a site is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A disc with its numbers.
    Numbered,
    /// A small dot; the numbers stand in the label.
    Dot,
    /// A ring for a stop-over.
    Transit,
    /// A ring with a dot for where the journey starts or ends.
    Home,
    /// A pale ring, struck.
    Cancelled,
}

/// A place of the trips on the map.
#[derive(Debug, Clone)]
pub struct Site<'a> {
    /// Trip and stop, by index, in order.
    pub visits: Vec<(usize, usize)>,
    pub stops: Vec<&'a Stop>,
    pub v: Vector,
    pub at: Point,
    /// For each trip that is numbered here: "2", or "1, 4" for two visits.
    pub numbers: Vec<(usize, String)>,
    pub mark: Mark,
    /// Half the width and half the height of the marker, in pixels.
    pub half: (f64, f64),
}

impl Site<'_> {
    /// The trip whose colour the marker has.
    fn trip(&self) -> u8 {
        self.visits.first().map_or(0, |(trip, _)| *trip as u8)
    }
}

/// A stop's place on the sphere; `None` where it is not in the gazetteer.
pub fn vector(stop: &Stop) -> Option<Vector> {
    Some(sphere::unit(stop.lon?, stop.lat?))
}

/// The sites of all trips, in the order of first visits.
pub fn collect<'a>(trips: &[&'a Trip], view: &View, unit: f64) -> Vec<Site<'a>> {
    let mut sites: Vec<Site> = Vec::new();
    let mut last = Vec::new();
    for (number, trip) in trips.iter().enumerate() {
        let mut next = 1;
        for (index, stop) in trip.stops.iter().enumerate() {
            let Some(v) = vector(stop) else { continue };
            let same = |s: &Site| {
                let km = sphere::angle(s.v, v) * sphere::EARTH_KM;
                km < SAME_PLACE_KM || (km < SAME_NAME_KM && s.stops[0].place == stop.place)
            };
            let at = sites.iter().position(same).unwrap_or_else(|| {
                sites.push(Site {
                    visits: Vec::new(),
                    stops: Vec::new(),
                    v,
                    at: view.project(v),
                    numbers: Vec::new(),
                    mark: Mark::Numbered,
                    half: (0.0, 0.0),
                });
                sites.len() - 1
            });
            sites[at].visits.push((number, index));
            sites[at].stops.push(stop);
            if stop.role == Role::Stop && stop.status != Status::Cancelled {
                match sites[at].numbers.iter_mut().find(|(trip, _)| *trip == number) {
                    Some((_, text)) => *text = format!("{text}, {next}"),
                    None => sites[at].numbers.push((number, next.to_string())),
                }
                next += 1;
            }
        }
        last.push(next - 1);
    }
    // A single stop needs no number.
    let plain = last.iter().all(|n| *n <= 1);
    for site in &mut sites {
        site.mark = mark(site, plain);
        if plain {
            site.numbers.clear();
        }
        site.half = half(site, unit);
    }
    sites
}

fn mark(site: &Site, plain: bool) -> Mark {
    let any = |f: &dyn Fn(&Stop) -> bool| site.stops.iter().any(|s| f(s));
    if any(&|s| s.role == Role::Stop && s.status != Status::Cancelled) {
        if plain { Mark::Dot } else { Mark::Numbered }
    } else if any(&|s| s.status == Status::Cancelled) {
        Mark::Cancelled
    } else if any(&|s| matches!(s.role, Role::Origin | Role::Return)) {
        Mark::Home
    } else {
        Mark::Transit
    }
}

const NUMBER_PX: f64 = 11.5;

/// Half the width of a disc with a number.
fn disc_half(number: &str, unit: f64) -> f64 {
    (9.5 * unit).max(typeface::width(number, Face::Bold, NUMBER_PX * unit) / 2.0 + 5.0 * unit)
}

fn half(site: &Site, unit: f64) -> (f64, f64) {
    match site.mark {
        Mark::Numbered => (site.numbers.iter().map(|(_, text)| disc_half(text, unit)).sum(), 9.5 * unit),
        Mark::Dot => (5.0 * unit, 5.0 * unit),
        Mark::Home => (6.5 * unit, 6.5 * unit),
        Mark::Transit | Mark::Cancelled => (5.5 * unit, 5.5 * unit),
    }
}

/// Markers that would cover one another shrink to dots, their numbers go to the labels.
pub fn shrink_crowded(sites: &mut [Site], unit: f64) {
    let crowded: Vec<bool> = (0..sites.len())
        .map(|a| {
            (0..sites.len()).any(|b| {
                let (x, y) = (sites[a].at.0 - sites[b].at.0, sites[a].at.1 - sites[b].at.1);
                a != b
                    && x.abs() < sites[a].half.0 + sites[b].half.0 + 2.0 * unit
                    && y.abs() < sites[a].half.1 + sites[b].half.1 + 2.0 * unit
            })
        })
        .collect();
    for (site, crowded) in sites.iter_mut().zip(crowded) {
        if crowded && site.mark == Mark::Numbered {
            site.mark = Mark::Dot;
        }
        if crowded {
            let r = 4.0 * unit;
            site.half = (r, r);
        }
    }
}

/// One line of a label.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub text: String,
    pub face: Face,
    pub size_px: f64,
    pub ink: Ink,
}

impl Line {
    pub fn width(&self) -> f64 {
        typeface::width(&self.text, self.face, self.size_px)
    }
}

/// How much a label says.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'a> {
    pub country: bool,
    pub year: bool,
    /// The name alone: country and days stand in the stop list.
    pub name_only: bool,
    /// The face of names.
    pub face: Face,
    /// Who travels, where there are several.
    pub travellers: &'a [String],
}

/// What a site's label says: its number where the marker has none, the name, the country and the days.
pub fn lines(site: &Site, wording: Wording, unit: f64) -> Vec<Line> {
    let stop = site.stops[0];
    let number = match (site.mark, site.numbers.as_slice()) {
        (Mark::Dot, [(_, number)]) => format!("{number} "),
        _ => String::new(),
    };
    let cancelled = site.mark == Mark::Cancelled;
    let ink = if cancelled { Ink::TextMuted } else { Ink::Text };
    let face = if cancelled { Face::Regular } else { wording.face };
    let names = broken(&format!("{number}{}", words::shown(stop))).into_iter();
    let mut lines: Vec<Line> = names.map(|text| Line { text, face, size_px: 14.0 * unit, ink }).collect();
    if wording.name_only {
        return lines;
    }
    let small = |text: String| Line { text, face: Face::Regular, size_px: 12.0 * unit, ink: Ink::TextMuted };
    let country =
        stop.country.as_deref().and_then(names::country).filter(|c| wording.country && *c != words::shown(stop));
    let days = days(site, wording, cancelled);
    match (country, days.as_slice()) {
        (Some(country), [days]) if country.chars().count() + days.chars().count() < 22 => {
            lines.push(small(format!("{country}, {days}")));
        }
        (country, days) => lines.extend(country.map(str::to_string).into_iter().chain(days.iter().cloned()).map(small)),
    }
    if site.stops.iter().all(|s| s.role == Role::Transit) {
        lines.push(small("stop-over".into()));
    }
    lines
}

/// The days of all visits in one line, or in one line for each traveller.
fn days(site: &Site, wording: Wording, cancelled: bool) -> Vec<String> {
    let alone = site.stops.len() == 1;
    let of = |trip: Option<usize>| -> Option<String> {
        let mine = site.visits.iter().zip(&site.stops).filter(|((t, _), _)| trip.is_none_or(|trip| trip == *t));
        if alone {
            return mine.filter_map(|(_, stop)| words::stay(stop, wording.year)).next();
        }
        words::stays(mine.map(|(_, stop)| *stop), wording.year)
    };
    if wording.travellers.len() > 1 {
        let mut trips: Vec<usize> = site.visits.iter().map(|(trip, _)| *trip).collect();
        trips.dedup();
        return trips
            .into_iter()
            .filter_map(|t| of(Some(t)).map(|days| format!("{}: {days}", wording.travellers[t])))
            .collect();
    }
    match (cancelled, of(None)) {
        (true, Some(days)) => vec![format!("called off ({days})")],
        (true, None) => vec!["called off".into()],
        (false, days) => days.into_iter().collect(),
    }
}

/// A long name in two lines, broken at the space nearest its middle.
fn broken(name: &str) -> Vec<String> {
    let count = name.chars().count();
    if count < 20 {
        return vec![name.to_string()];
    }
    let spaces = name.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at);
    match spaces.min_by_key(|at| at.abs_diff(name.len() / 2)) {
        Some(at) => vec![name[..at].to_string(), name[at + 1..].to_string()],
        None => vec![name.to_string()],
    }
}

/// The title of a stop's group.
fn hover(site: &Site) -> String {
    let stop = site.stops[0];
    let mut text = words::shown(stop).to_string();
    if let Some(country) = stop.country.as_deref().and_then(names::country).filter(|c| *c != words::shown(stop)) {
        text = format!("{text}, {country}");
    }
    let days: Vec<String> = site.stops.iter().filter_map(|s| words::stay(s, true)).collect();
    let status = match stop.status {
        Status::Visited => "visited",
        Status::Current => "there now",
        Status::Planned => "planned",
        Status::Cancelled => "called off",
    };
    if days.is_empty() { format!("{text}: {status}") } else { format!("{text}: {}, {status}", days.join(", ")) }
}

/// The marker of a site as a group of that id.
pub fn marker(site: &Site, id: String, unit: f64) -> Node {
    let route = Ink::Route(site.trip());
    let at = (snap(site.at.0), snap(site.at.1));
    let r = site.half.0;
    let planned = site.stops.iter().all(|s| s.status == Status::Planned);
    let nodes = match site.mark {
        Mark::Numbered => numbered(site, planned, unit),
        Mark::Dot if planned => vec![disc(at, r, Ink::Halo, route, 2.0 * unit)],
        Mark::Dot => vec![disc(at, r, route, Ink::Halo, 1.2 * unit)],
        Mark::Home => vec![disc(at, r, Ink::Halo, route, 2.0 * unit), disc(at, r * 0.35, route, route, 0.8 * unit)],
        Mark::Transit => vec![disc(at, r, Ink::Halo, route, 1.8 * unit)],
        Mark::Cancelled => struck(at, r, Ink::RoutePale(site.trip()), unit),
    };
    Node::Group(Group { id, title: Some(hover(site)), nodes, ..Group::default() })
}

fn disc(centre: Point, radius: f64, fill: Ink, rim: Ink, width_px: f64) -> Node {
    let outline = Outline::Circle { centre, radius: snap(radius) };
    let stroke = Some(Stroke { ink: rim, width_px, dash: Vec::new(), round: true });
    Node::Shape(Shape { outline, fill: Some(fill), stroke, opacity: 1.0 })
}

/// One disc for each trip that counts the place, side by side; white with a rim while it is only planned.
fn numbered(site: &Site, planned: bool, unit: f64) -> Vec<Node> {
    let (mut x, y, h) = (site.at.0 - site.half.0, snap(site.at.1), snap(site.half.1));
    let mut nodes = Vec::new();
    for (trip, text) in &site.numbers {
        let route = Ink::Route(*trip as u8);
        let w = disc_half(text, unit);
        let (fill, ink, rim, width_px) =
            if planned { (Ink::Halo, route, route, 2.0 * unit) } else { (route, Ink::OnRoute, Ink::Halo, 1.5 * unit) };
        let outline = Outline::Rect { x: snap(x), y: y - h, width: snap(2.0 * w), height: 2.0 * h, radius: h };
        let stroke = Some(Stroke { ink: rim, width_px, dash: Vec::new(), round: true });
        nodes.push(Node::Shape(Shape { outline, fill: Some(fill), stroke, opacity: 1.0 }));
        nodes.push(Node::Label(Label {
            text: text.clone(),
            at: (snap(x + w), snap(y + 0.36 * NUMBER_PX * unit)),
            anchor: Anchor::Middle,
            face: Face::Bold,
            size_px: NUMBER_PX * unit,
            ink,
            halo: None,
            spacing_px: 0.0,
            rotation: 0.0,
        }));
        x += 2.0 * w;
    }
    nodes
}

/// A ring with a cross.
fn struck(at: Point, r: f64, ink: Ink, unit: f64) -> Vec<Node> {
    let (x, y) = at;
    let d = snap(r * 0.5);
    let cross = [((x - d, y - d), (x + d, y + d)), ((x - d, y + d), (x + d, y - d))];
    let lines = cross.into_iter().map(|(a, b)| Subpath { points: vec![a, b], closed: false }).collect();
    let stroke = Some(Stroke { ink, width_px: 1.6 * unit, dash: Vec::new(), round: true });
    let strike = Shape { outline: Outline::Path(lines), fill: None, stroke, opacity: 1.0 };
    vec![disc(at, r, Ink::Halo, ink, 1.6 * unit), Node::Shape(strike)]
}
