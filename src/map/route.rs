//! Draws the legs: great circles, arrow heads, the bow of ways there and back.
//!
//! In: a trip, its sites, a view. Out: the traced legs (which the labels keep clear of) and their nodes.
//!
//! A leg between two places that another leg joins too is bowed to its right by a few pixels at its middle, so that the
//! way out and the way back lie apart; a leg that would run through the marker of a third place is bowed around it. Only
//! those legs leave the great circle.

use super::clip;
use super::sites::{self, Site};
use super::sphere::{Arc, Vector};
use super::view::View;
use super::words;
use crate::model::itinerary::{Leg, Role, Status, Trip};
use crate::model::scene::{Group, Ink, Node, Outline, Point, Shape, Stroke, Subpath, snap};

/// A leg as it lies on the page.
#[derive(Debug, Clone)]
pub struct Traced {
    pub trip: usize,
    pub status: Status,
    pub title: String,
    /// Where it starts and where it ends on the sphere.
    pub ends: [Vector; 2],
    /// In pixels; several where the map is cut.
    pub pieces: Vec<Vec<Point>>,
    /// How far its middle is moved off the great circle, on purpose.
    pub bow_px: f64,
    /// Tip, then the other corners of the arrow head; none where the leg is too short for one.
    pub arrow: Option<[Point; 4]>,
    /// Middle of the strike of a cancelled leg.
    pub strike: Option<Point>,
}

/// Points along every leg of a trip, some 2° apart: what the map has to show.
pub fn samples(trip: &Trip) -> Vec<Vector> {
    let mut points: Vec<Vector> = trip.stops.iter().filter_map(sites::vector).collect();
    for leg in &trip.legs {
        let ends = trip.stops.get(leg.from).and_then(sites::vector).zip(trip.stops.get(leg.to).and_then(sites::vector));
        if let Some((a, b)) = ends {
            let arc = Arc::new(a, b);
            let steps = (arc.angle.to_degrees() / 2.0).ceil().max(1.0) as usize;
            points.extend((1..steps).map(|n| arc.at(n as f64 / steps as f64)));
        }
    }
    points
}

/// Traces every leg whose ends are on the map.
pub fn trace(trips: &[&Trip], sites: &[Site], view: &View, unit: f64) -> Vec<Traced> {
    let site = |trip: usize, stop: usize| sites.iter().position(|s| s.visits.contains(&(trip, stop)));
    let legs: Vec<(usize, &Leg, usize, usize)> = trips
        .iter()
        .enumerate()
        .flat_map(|(trip, t)| t.legs.iter().map(move |leg| (trip, leg)))
        .filter_map(|(trip, leg)| Some((trip, leg, site(trip, leg.from)?, site(trip, leg.to)?)))
        .filter(|(_, _, a, b)| a != b)
        .collect();
    let mut traced = Vec::new();
    for (index, (trip, leg, a, b)) in legs.iter().copied().enumerate() {
        let twins = legs.iter().filter(|l| (l.2, l.3) == (a, b) || (l.3, l.2) == (a, b)).count();
        let before = legs[..index].iter().filter(|l| (l.2, l.3) == (a, b)).count();
        let pieces = pieces(view, Arc::new(sites[a].v, sites[b].v));
        let bow = if twins > 1 { Some(own_side(&pieces, before, unit)) } else { around(&pieces, sites, (a, b), unit) };
        let pieces = bow.map_or(pieces.clone(), |most| bowed(pieces, most));
        let stops = &trips[trip].stops;
        let off = stops[leg.to].status == Status::Cancelled && stops[leg.to].role == Role::Stop;
        let status = if off { Status::Cancelled } else { leg.status };
        let (title, bow_px, ends) = (hover(leg, trips[trip]), bow.unwrap_or(0.0), [sites[a].v, sites[b].v]);
        traced.push(Traced { trip, status, title, ends, pieces, bow_px, arrow: None, strike: None });
    }
    let lines = traced.clone();
    for (index, leg) in traced.iter_mut().enumerate() {
        if leg.status == Status::Cancelled {
            leg.strike = point_at(&leg.pieces, sites, 0.5).map(|(p, _)| p);
        } else {
            leg.arrow = arrow(leg, index, &lines, sites, unit);
        }
    }
    traced
}

/// The title of a leg's group.
fn hover(leg: &Leg, trip: &Trip) -> String {
    let mut title = format!("{} to {}", words::shown(&trip.stops[leg.from]), words::shown(&trip.stops[leg.to]));
    if let Some(km) = leg.distance_km {
        title = format!("{title}, {} km", words::thousands(km));
    }
    if let Some(date) = leg.date {
        title = format!("{title}, {}", words::day(date, true));
    }
    title
}

/// A great circle in pixels, no chord farther than a tenth of a pixel from it, torn where the map is cut.
fn pieces(view: &View, arc: Arc) -> Vec<Vec<Point>> {
    let start = (arc.angle.to_degrees() / 4.0).ceil().clamp(4.0, 60.0) as usize;
    let mut points = vec![arc.at(0.0)];
    for n in 0..start {
        refine(view, arc, n as f64 / start as f64, (n + 1) as f64 / start as f64, 0, &mut points);
    }
    clip::pieces(view, &points)
}

/// Adds the points after `from` up to `to`.
fn refine(view: &View, arc: Arc, from: f64, to: f64, depth: usize, out: &mut Vec<Vector>) {
    let (a, m, b) = (view.project(arc.at(from)), view.project(arc.at((from + to) / 2.0)), view.project(arc.at(to)));
    let off = ((a.0 + b.0) / 2.0 - m.0).abs() + ((a.1 + b.1) / 2.0 - m.1).abs();
    if depth < 10 && off > 0.08 {
        let middle = (from + to) / 2.0;
        refine(view, arc, from, middle, depth + 1, out);
        refine(view, arc, middle, to, depth + 1, out);
    } else {
        out.push(arc.at(to));
    }
}

/// How far to its right a leg is bowed that shares its ends with another.
fn own_side(pieces: &[Vec<Point>], before: usize, unit: f64) -> f64 {
    let length: f64 = pieces.iter().map(|line| length(line)).sum();
    (0.055 * length).clamp(5.0 * unit, 22.0 * unit) * (1.0 + before as f64)
}

/// How far a leg is bowed to pass the marker of a place that it does not touch, where it would run through one.
fn around(pieces: &[Vec<Point>], sites: &[Site], ends: (usize, usize), unit: f64) -> Option<f64> {
    let [line] = pieces else { return None };
    let dense = dense(line, 3.0);
    let mut most: Option<f64> = None;
    for (_, site) in sites.iter().enumerate().filter(|(n, _)| *n != ends.0 && *n != ends.1) {
        let nearest =
            (1..dense.len()).min_by(|a, b| apart(dense[*a], site.at).total_cmp(&apart(dense[*b], site.at)))?;
        let room = site.half.0.max(site.half.1) + 4.0 * unit;
        let t = nearest as f64 / (dense.len() - 1) as f64;
        let off = apart(dense[nearest], site.at);
        // Near an end no bow helps: the markers themselves crowd there.
        if off >= room || 4.0 * t * (1.0 - t) < 0.3 {
            continue;
        }
        let (p, q) = (dense[nearest - 1], dense[nearest]);
        let right = (q.0 - p.0) * (site.at.1 - p.1) - (q.1 - p.1) * (site.at.0 - p.0) > 0.0;
        let needed = ((room - off + 3.0 * unit) / (4.0 * t * (1.0 - t))).min(60.0 * unit);
        let bow = if right { -needed } else { needed };
        if most.is_none_or(|m| m.abs() < needed) {
            most = Some(bow);
        }
    }
    most
}

/// Moved to the right of its direction by `most` pixels in the middle, to the left where that is negative.
fn bowed(pieces: Vec<Vec<Point>>, most: f64) -> Vec<Vec<Point>> {
    let [line] = pieces.as_slice() else { return pieces };
    let length = length(line);
    let (Some(first), Some(last)) = (line.first(), line.last()) else { return pieces };
    let chord = ((last.0 - first.0), (last.1 - first.1));
    let size = (chord.0 * chord.0 + chord.1 * chord.1).sqrt().max(1e-9);
    let normal = (-chord.1 / size, chord.0 / size);
    // A straight line in few points would bow in corners.
    let dense = dense(line, 6.0);
    let mut gone = 0.0;
    let mut out = Vec::with_capacity(dense.len());
    for (n, p) in dense.iter().enumerate() {
        if n > 0 {
            gone += apart(dense[n - 1], *p);
        }
        let t = gone / length.max(1e-9);
        let by = most * 4.0 * t * (1.0 - t);
        out.push((p.0 + normal.0 * by, p.1 + normal.1 * by));
    }
    vec![out]
}

fn dense(line: &[Point], step: f64) -> Vec<Point> {
    let mut out: Vec<Point> = line.first().copied().into_iter().collect();
    for pair in line.windows(2) {
        let parts = (apart(pair[0], pair[1]) / step).ceil().max(1.0);
        for n in 1..=parts as usize {
            let t = n as f64 / parts;
            out.push((pair[0].0 + t * (pair[1].0 - pair[0].0), pair[0].1 + t * (pair[1].1 - pair[0].1)));
        }
    }
    out
}

fn apart(a: Point, b: Point) -> f64 {
    ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).sqrt()
}

fn length(line: &[Point]) -> f64 {
    line.windows(2).map(|p| apart(p[0], p[1])).sum()
}

/// Point and direction at a fraction of the part of the longest piece that no marker at its ends hides.
fn point_at(pieces: &[Vec<Point>], sites: &[Site], t: f64) -> Option<(Point, Point)> {
    let line = pieces.iter().max_by(|a, b| length(a).total_cmp(&length(b)))?;
    let hidden = |p: Point| {
        let over = |s: &&Site| {
            let (x, y) = ((p.0 - s.at.0) / (s.half.0 + 1.0), (p.1 - s.at.1) / (s.half.1 + 1.0));
            x * x + y * y < 1.0
        };
        sites.iter().find(over).is_some()
    };
    let dense = dense(line, 2.0);
    let first = dense.iter().position(|p| !hidden(*p))?;
    let last = dense.iter().rposition(|p| !hidden(*p))?;
    let seen = &dense[first..=last];
    let mut left = t * length(seen);
    for pair in seen.windows(2) {
        let step = apart(pair[0], pair[1]);
        if left <= step && step > 0.0 {
            let d = ((pair[1].0 - pair[0].0) / step, (pair[1].1 - pair[0].1) / step);
            return Some(((pair[0].0 + d.0 * left, pair[0].1 + d.1 * left), d));
        }
        left -= step;
    }
    None
}

/// An arrow head near the middle of a leg, away from markers and from other legs; `None` where there is no room.
fn arrow(leg: &Traced, index: usize, legs: &[Traced], sites: &[Site], unit: f64) -> Option<[Point; 4]> {
    let size = 7.5 * unit;
    let clear = |p: Point, room: f64| {
        sites.iter().all(|s| (p.0 - s.at.0).abs() > s.half.0 + room || (p.1 - s.at.1).abs() > s.half.1 + room)
    };
    let crossed = |p: Point| {
        let near = |line: &Vec<Point>| line.windows(2).any(|w| distance_to(p, w[0], w[1]) < size * 1.2);
        legs.iter().enumerate().any(|(n, other)| n != index && other.pieces.iter().any(near))
    };
    let tries = [0.55, 0.48, 0.62, 0.4, 0.7, 0.32, 0.78];
    for (size, strict) in [(size, true), (size, false), (size * 0.75, false), (size * 0.55, false)] {
        for t in tries {
            let Some((p, d)) = point_at(&leg.pieces, sites, t) else { continue };
            let tip = (p.0 + d.0 * size, p.1 + d.1 * size);
            let back = (p.0 - d.0 * size, p.1 - d.1 * size);
            if clear(tip, 1.5) && clear(back, 1.0) && !(strict && crossed(p)) {
                let side = (-d.1 * size * 0.78, d.0 * size * 0.78);
                let notch = (p.0 - d.0 * size * 0.55, p.1 - d.1 * size * 0.55);
                return Some([tip, (back.0 + side.0, back.1 + side.1), notch, (back.0 - side.0, back.1 - side.1)]);
            }
        }
    }
    None
}

pub fn distance_to(p: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let l = dx * dx + dy * dy;
    let t = if l == 0.0 { 0.0 } else { (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / l).clamp(0.0, 1.0) };
    apart(p, (a.0 + t * dx, a.1 + t * dy))
}

/// Dashes of a status; each traveller beyond the first has a pattern of his own for what is done.
pub fn dash(status: Status, trip: usize, unit: f64) -> Vec<f64> {
    let pattern: &[f64] = match (status, trip) {
        (Status::Planned, _) => &[5.0, 4.5],
        (Status::Cancelled, _) => &[1.5, 4.0],
        (_, 0) => &[],
        (_, 1) => &[12.0, 3.0],
        (_, 2) => &[9.0, 3.0, 2.0, 3.0],
        _ => &[14.0, 3.0, 2.0, 3.0, 2.0, 3.0],
    };
    pattern.iter().map(|d| d * unit).collect()
}

/// The group `leg-N` of a traced leg.
pub fn nodes(leg: &Traced, id: String, unit: f64) -> Node {
    let cancelled = leg.status == Status::Cancelled;
    let ink = if cancelled { Ink::RoutePale(leg.trip as u8) } else { Ink::Route(leg.trip as u8) };
    let width_px = if cancelled { 1.8 } else { 2.4 } * unit;
    let subpaths = |lines: &[Vec<Point>]| -> Vec<Subpath> {
        let snapped = |line: &Vec<Point>| line.iter().map(|p| (snap(p.0), snap(p.1))).collect();
        lines.iter().map(|line| Subpath { points: snapped(line), closed: false }).collect()
    };
    let line = |ink, width_px, dash| {
        let stroke = Some(Stroke { ink, width_px, dash, round: false });
        Node::Shape(Shape { outline: Outline::Path(subpaths(&leg.pieces)), fill: None, stroke, opacity: 1.0 })
    };
    let mut nodes = vec![line(ink, width_px, dash(leg.status, leg.trip, unit))];
    if let Some(corners) = leg.arrow {
        let points = corners.iter().map(|p| (snap(p.0), snap(p.1))).collect();
        let outline = Outline::Path(vec![Subpath { points, closed: true }]);
        let rim = Stroke { ink: Ink::Halo, width_px: 1.0 * unit, dash: Vec::new(), round: false };
        nodes.push(Node::Shape(Shape { outline, fill: Some(ink), stroke: Some(rim), opacity: 1.0 }));
    }
    if let Some((x, y)) = leg.strike {
        let d = 5.0 * unit;
        let cross = [vec![(x - d, y - d), (x + d, y + d)], vec![(x - d, y + d), (x + d, y - d)]];
        let stroke = Some(Stroke { ink, width_px: 2.0 * unit, dash: Vec::new(), round: true });
        nodes.push(Node::Shape(Shape { outline: Outline::Path(subpaths(&cross)), fill: None, stroke, opacity: 1.0 }));
    }
    Node::Group(Group { id, title: Some(leg.title.clone()), nodes, ..Group::default() })
}
