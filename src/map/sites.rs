//! Stops put on the map: one site for each place, with the numbers and days of all visits there.
//!
//! In: trips and a view. Out: sites with their markers' sizes, and the marker nodes.

use super::sphere::{self, Vector};
use super::view::View;
use super::{names, words};
use crate::model::itinerary::{Named, Role, Status, Stop, Trip};
use crate::model::scene::{Anchor, Group, Ink, Label, Node, Outline, Point, Shape, Stroke, Subpath, snap};
use crate::model::typeface::{self, Face};

/// Stops nearer than this to one another are one place.
const SAME_PLACE_KM: f64 = 2.0;

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

/// A place of a trip on the map.
#[derive(Debug, Clone)]
pub struct Site<'a> {
    /// Index of the trip.
    pub trip: usize,
    /// Indices of the stops here, in order.
    pub visits: Vec<usize>,
    pub stops: Vec<&'a Stop>,
    pub v: Vector,
    pub at: Point,
    /// "2", or "1, 4" for two visits; empty for a site without a number.
    pub numbers: String,
    pub mark: Mark,
    /// Half the width and half the height of the marker, in pixels.
    pub half: (f64, f64),
}

/// A stop's place on the sphere; `None` where it is not in the gazetteer.
pub fn vector(stop: &Stop) -> Option<Vector> {
    Some(sphere::unit(stop.lon?, stop.lat?))
}

/// The sites of a trip, in the order of first visits.
pub fn collect<'a>(number: usize, trip: &'a Trip, view: &View, unit: f64) -> Vec<Site<'a>> {
    let mut sites: Vec<Site> = Vec::new();
    let mut next = 1;
    let mut numbers: Vec<Vec<usize>> = Vec::new();
    for (index, stop) in trip.stops.iter().enumerate() {
        let Some(v) = vector(stop) else { continue };
        let same = |s: &Site| sphere::angle(s.v, v) * sphere::EARTH_KM < SAME_PLACE_KM;
        let at = sites.iter().position(same).unwrap_or_else(|| {
            sites.push(Site {
                trip: number,
                visits: Vec::new(),
                stops: Vec::new(),
                v,
                at: view.project(v),
                numbers: String::new(),
                mark: Mark::Numbered,
                half: (0.0, 0.0),
            });
            numbers.push(Vec::new());
            sites.len() - 1
        });
        sites[at].visits.push(index);
        sites[at].stops.push(stop);
        if stop.role == Role::Stop && stop.status != Status::Cancelled {
            numbers[at].push(next);
            next += 1;
        }
    }
    let only_one = next == 2;
    for (site, numbers) in sites.iter_mut().zip(numbers) {
        site.mark = mark(site, only_one);
        let texts: Vec<String> = numbers.iter().map(usize::to_string).collect();
        site.numbers = if site.mark == Mark::Numbered { texts.join(", ") } else { String::new() };
        site.half = half(site, unit);
    }
    sites
}

fn mark(site: &Site, only_one: bool) -> Mark {
    let any = |f: &dyn Fn(&Stop) -> bool| site.stops.iter().any(|s| f(s));
    if any(&|s| s.role == Role::Stop && s.status != Status::Cancelled) {
        if only_one { Mark::Dot } else { Mark::Numbered }
    } else if any(&|s| s.status == Status::Cancelled) {
        Mark::Cancelled
    } else if any(&|s| matches!(s.role, Role::Origin | Role::Return)) {
        Mark::Home
    } else {
        Mark::Transit
    }
}

const NUMBER_PX: f64 = 11.5;

fn half(site: &Site, unit: f64) -> (f64, f64) {
    let disc = 9.5 * unit;
    match site.mark {
        Mark::Numbered => {
            let text = typeface::width(&site.numbers, Face::Bold, NUMBER_PX * unit) / 2.0 + 5.0 * unit;
            (disc.max(text), disc)
        }
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

/// What a site's label says: its number where the marker has none, the name, the country and the days.
pub fn lines(site: &Site, with_country: bool, with_year: bool, unit: f64) -> Vec<Line> {
    let stop = site.stops[0];
    let name = if site.mark == Mark::Dot && !site.numbers.is_empty() {
        format!("{} {}", site.numbers, stop.place)
    } else {
        stop.place.clone()
    };
    let cancelled = site.mark == Mark::Cancelled;
    let ink = if cancelled { Ink::TextMuted } else { Ink::Text };
    let mut lines: Vec<Line> = broken(&name)
        .into_iter()
        .map(|text| Line { text, face: if cancelled { Face::Regular } else { Face::Bold }, size_px: 14.0 * unit, ink })
        .collect();
    let small = |text: String| Line { text, face: Face::Regular, size_px: 12.0 * unit, ink: Ink::TextMuted };
    let country = stop.country.as_deref().and_then(names::country).filter(|c| with_country && *c != stop.place);
    let mut days: Vec<String> = site.stops.iter().filter_map(|s| words::stay(s, with_year)).collect();
    days.dedup();
    let days = (!days.is_empty()).then(|| days.join(", "));
    let days = match (cancelled, days) {
        (true, Some(days)) => Some(format!("called off ({days})")),
        (true, None) => Some("called off".into()),
        (false, days) => days,
    };
    match (country, days) {
        (Some(country), Some(days)) if country.chars().count() + days.chars().count() < 22 => {
            lines.push(small(format!("{country}, {days}")));
        }
        (country, days) => lines.extend(country.map(str::to_string).into_iter().chain(days).map(small)),
    }
    if site.stops.iter().all(|s| s.role == Role::Transit) {
        lines.push(small("stop-over".into()));
    }
    let _ = Named::City;
    lines
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
    let mut text = stop.place.clone();
    if let Some(country) = stop.country.as_deref().and_then(names::country).filter(|c| *c != stop.place) {
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

/// The marker of a site as a group `stop-N`, N counting all stops of the picture from 1.
pub fn marker(site: &Site, id: String, unit: f64) -> Node {
    let route = Ink::Route(site.trip as u8);
    let (x, y) = (snap(site.at.0), snap(site.at.1));
    let rim = |ink, width| Some(Stroke { ink, width_px: width * unit, dash: Vec::new(), round: true });
    let disc = |r: f64, fill: Ink, stroke: Option<Stroke>| {
        let outline = Outline::Circle { centre: (x, y), radius: snap(r) };
        Node::Shape(Shape { outline, fill: Some(fill), stroke, opacity: 1.0 })
    };
    let planned = site.stops.iter().all(|s| s.status == Status::Planned);
    let mut nodes = Vec::new();
    match site.mark {
        Mark::Numbered => {
            let (w, h) = (snap(site.half.0), snap(site.half.1));
            let pill = Outline::Rect { x: x - w, y: y - h, width: 2.0 * w, height: 2.0 * h, radius: h };
            let (fill, ink, stroke) = if planned { (Ink::Halo, route, rim(route, 2.0)) } else { (route, Ink::OnRoute, rim(Ink::Halo, 1.5)) };
            nodes.push(Node::Shape(Shape { outline: pill, fill: Some(fill), stroke, opacity: 1.0 }));
            nodes.push(Node::Label(Label {
                text: site.numbers.clone(),
                at: (x, snap(y + 0.36 * NUMBER_PX * unit)),
                anchor: Anchor::Middle,
                face: Face::Bold,
                size_px: NUMBER_PX * unit,
                ink,
                halo: None,
                spacing_px: 0.0,
                rotation: 0.0,
            }));
        }
        Mark::Dot if planned => nodes.push(disc(site.half.0, Ink::Halo, rim(route, 2.0))),
        Mark::Dot => nodes.push(disc(site.half.0, route, rim(Ink::Halo, 1.2))),
        Mark::Home => {
            nodes.push(disc(site.half.0, Ink::Halo, rim(route, 2.0)));
            nodes.push(disc(site.half.0 * 0.42, route, None));
        }
        Mark::Transit => nodes.push(disc(site.half.0, Ink::Halo, rim(route, 1.8))),
        Mark::Cancelled => {
            let pale = Ink::RoutePale(site.trip as u8);
            nodes.push(disc(site.half.0, Ink::Halo, rim(pale, 1.6)));
            let d = snap(site.half.0 * 0.5);
            let cross = [((x - d, y - d), (x + d, y + d)), ((x - d, y + d), (x + d, y - d))];
            let lines = cross.into_iter().map(|(a, b)| Subpath { points: vec![a, b], closed: false }).collect();
            nodes.push(Node::Shape(Shape { outline: Outline::Path(lines), fill: None, stroke: rim(pale, 1.6), opacity: 1.0 }));
        }
    }
    Node::Group(Group { id, title: Some(hover(site)), nodes, ..Group::default() })
}
