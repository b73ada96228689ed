//! Cuts rings and lines of the sphere to what a view shows.
//!
//! In: rings and arcs of a [`Basemap`], or lines of unit vectors, and a [`View`]. Out: subpaths in pixels, within the
//! view's frame grown by a few pixels. Rings are filled by the even-odd rule.
//!
//! Around a cap, every point outside is pulled to the cap's edge along its azimuth. That moves outlines only outside
//! the frame and keeps their sense of turning, up to full turns about the cap; whether a full turn is missing is read
//! off at one point whose answer is known from the sphere. So no ring needs to be closed by cases, none turns inside
//! out, and arcs that the frame does not see are never decoded. Cut along a meridian, rings are followed with running
//! longitudes, a ring about a pole closed over the south pole, and copies a full turn apart cut to ±180°.

use super::basemap::{self, Basemap, Country, Points, Ring};
use super::cut::{cut_line, cut_ring, encloses, half, simplified};
use super::projection::Cut;
use super::sphere::{self, Cap, Vector};
use super::view::{Frame, View};
use crate::model::scene::{Point, Subpath};
use std::f64::consts::PI;

/// Beyond the frame by this many pixels, so that strokes along the cut are not seen.
const MARGIN_PX: f64 = 6.0;

/// Islands smaller than this many square pixels are less than a speck.
const LEAST_PX2: f64 = 0.5;

/// The outline of a country, or of all land, as the view shows it.
pub fn country(view: &View, map: &Basemap, country: Country) -> Vec<Subpath> {
    let frame = view.frame.grown(MARGIN_PX);
    let rings = rings(view, map, country, 1);
    let cut = rings.iter().map(|ring| cut_ring(ring, frame)).map(|points| simplified(&points, true));
    cut.filter(|points| area(points) > LEAST_PX2).map(|points| Subpath { points, closed: true }).collect()
}

/// Of a polygon, by the shoelace formula.
fn area(points: &[Point]) -> f64 {
    let Some(&last) = points.last() else { return 0.0 };
    let mut from = last;
    let twice: f64 = points
        .iter()
        .map(|&to| {
            let cross = from.0 * to.1 - to.0 * from.1;
            from = to;
            cross
        })
        .sum();
    (twice / 2.0).abs()
}

/// The outline with only every third point and not cut to the frame: enough to know where a name has room.
pub fn rough_country(view: &View, map: &Basemap, country: Country) -> Vec<Subpath> {
    let rings = rings(view, map, country, 3).into_iter();
    rings.map(|points| Subpath { points, closed: true }).collect()
}

/// Rings in pixels with every `stride`-th point of their arcs.
fn rings(view: &View, map: &Basemap, country: Country, stride: usize) -> Vec<Vec<Point>> {
    let mut rings = Vec::new();
    match view.cut {
        Cut::Cap(radius) => {
            let cap = Edge::new(view, radius);
            rings.extend(map.rings(country).filter_map(|ring| cap_ring(&cap, map, ring, stride)));
            close_over_the_far_side(&cap, map, country, &mut rings);
        }
        Cut::Meridian(limit) => {
            let sight = view.reach.map(Sight::new);
            let seen = |ring: &Ring| sight.as_ref().is_none_or(|s| ring.arcs().any(|(arc, _)| s.may_see(map, arc)));
            let drawn = map.rings(country).filter(seen);
            rings.extend(drawn.flat_map(|ring| meridian_ring(view, map, ring, limit, stride)));
            // Rings that the frame does not see may yet hold all of it.
            if view.reach.is_some() && middle_is_wrong(view, map, country, &rings) {
                rings.push(view.frame.grown(2.0 * MARGIN_PX).edge(1));
            }
        }
    }
    rings
}

/// Whether the rings drawn say the opposite of the sphere at the middle of the frame.
fn middle_is_wrong(view: &View, map: &Basemap, country: Country, rings: &[Vec<Point>]) -> bool {
    let (x, y) = view.frame.middle();
    // Off the middle by an odd amount: a border may well pass through the middle itself.
    let test = (x + 0.013, y + 0.017);
    let Some(truth) = view.invert(test) else { return false };
    let (lon, lat) = sphere::lon_lat(truth);
    let drawn = rings.iter().filter(|ring| encloses(ring, test)).count() % 2 == 1;
    drawn != basemap::contains(map, country, lon, lat)
}

/// Leaves of the points after `from` every `stride`-th, and the last.
fn thinned(points: &mut Vec<(f64, f64)>, from: usize, stride: usize) {
    let count = points.len();
    let mut kept = from;
    for n in from..count {
        if (n - from).is_multiple_of(stride) || n + 1 == count {
            points[kept] = points[n];
            kept += 1;
        }
    }
    points.truncate(kept);
}

/// What a regional view sees, whatever its projection.
struct Sight {
    centre: Vector,
    cos: f64,
    sin: f64,
}

impl Sight {
    fn new(cap: Cap) -> Self {
        let (sin, cos) = libm::sincos(cap.radius);
        Sight { centre: cap.centre, cos, sin }
    }

    fn may_see(&self, map: &Basemap, arc: usize) -> bool {
        map.may_touch(arc, self.centre, self.cos, self.sin)
    }
}

/// A closed arc by itself, such as a lake.
pub fn closed_arc(view: &View, map: &Basemap, arc: usize) -> Option<Subpath> {
    let lines = open_arc(view, map, arc);
    let [line] = <[Subpath; 1]>::try_from(lines).ok()?;
    (line.points.len() > 3 && line.points.first() == line.points.last())
        .then(|| Subpath { points: line.points[..line.points.len() - 1].to_vec(), closed: true })
}

/// An arc as lines within the frame.
pub fn open_arc(view: &View, map: &Basemap, arc: usize) -> Vec<Subpath> {
    let unseen = match (view.reach, view.cut) {
        (Some(cap), _) => !Sight::new(cap).may_see(map, arc),
        (None, Cut::Cap(radius)) => !Edge::new(view, radius).may_see(map, arc),
        (None, Cut::Meridian(_)) => false,
    };
    if unseen {
        return Vec::new();
    }
    if let Cut::Meridian(limit) = view.cut {
        let frame = view.frame.grown(MARGIN_PX);
        return in_frame(meridian_line(view, map.points(arc), limit), frame);
    }
    let points: Vec<Vector> = map.points(arc).map(|(lon, lat)| sphere::unit(lon, lat)).collect();
    line(view, &points)
}

/// An arc on a map cut along a meridian, without the way over unit vectors.
fn meridian_line(view: &View, points: Points, limit: f64) -> Vec<Vec<Point>> {
    let limit = limit.to_degrees();
    let mut runs: Vec<Vec<Point>> = vec![Vec::new()];
    let mut turn = 0.0;
    let mut last: Option<(f64, f64)> = None;
    let put = |x: f64, lat: f64| view.place_lon_lat(x.to_radians(), lat.to_radians());
    for (lon, lat) in points {
        let lat = lat.clamp(-limit, limit);
        let x = lon - view.centre.0;
        match last {
            None => turn = -360.0 * (x / 360.0).round(),
            Some((before, lat_before)) if (x + turn).abs() > 180.0 => {
                let edge = if x + turn > 0.0 { 180.0 } else { -180.0 };
                let t = (edge - before) / (x + turn - before);
                let there = lat_before + t * (lat - lat_before);
                runs.last_mut().into_iter().for_each(|run| run.push(put(edge, there)));
                runs.push(vec![put(-edge, there)]);
                turn -= 2.0 * edge;
            }
            Some(_) => {}
        }
        runs.last_mut().into_iter().for_each(|run| run.push(put(x + turn, lat)));
        last = Some((x + turn, lat));
    }
    runs
}

/// A line of the sphere, its points close together, as lines within the frame.
pub fn line(view: &View, points: &[Vector]) -> Vec<Subpath> {
    in_frame(pieces(view, points), view.frame.grown(MARGIN_PX))
}

fn in_frame(runs: Vec<Vec<Point>>, frame: Frame) -> Vec<Subpath> {
    let cut = runs.iter().flat_map(|run| cut_line(run, frame)).map(|points| simplified(&points, false));
    cut.filter(|points| points.len() > 1).map(|points| Subpath { points, closed: false }).collect()
}

/// A line of the sphere in pixels, torn where the map is cut; neither simplified nor cut to the frame.
pub fn pieces(view: &View, points: &[Vector]) -> Vec<Vec<Point>> {
    let mut runs: Vec<Vec<Point>> = vec![Vec::new()];
    let mut last: Option<(Vector, bool)> = None;
    let (cos, sin) = match view.cut {
        Cut::Cap(radius) => (libm::cos(radius), 2.0),
        Cut::Meridian(limit) => (-2.0, libm::sin(limit)),
    };
    for &point in points {
        let v = view.rotation.apply(point);
        let seen = v[0] >= cos && v[2].abs() <= sin;
        if let Some((before, true)) = last
            && seen
            && view_tears(view, before, v)
        {
            let (one, other) = tear(view, before, v);
            runs.last_mut().into_iter().for_each(|run| run.push(one));
            runs.push(vec![other]);
        }
        match (seen, last.is_some_and(|(_, seen)| seen)) {
            (true, _) => runs.last_mut().into_iter().for_each(|run| run.push(view.place(v))),
            (false, true) => runs.push(Vec::new()),
            (false, false) => {}
        }
        last = Some((v, seen));
    }
    runs.retain(|run| run.len() > 1);
    runs
}

/// Whether the way between two rotated points passes the meridian along which the map is cut.
fn view_tears(view: &View, a: Vector, b: Vector) -> bool {
    // Every projection by longitude is torn there, even where a cap bounds the view.
    let by_longitude = matches!(view.projection.cut, Cut::Meridian(_));
    by_longitude && (a[1] > 0.0) != (b[1] > 0.0) && a[0] * b[1].abs() + b[0] * a[1].abs() < 0.0
}

/// The pixels on both sides of the cut where a way passes it.
fn tear(view: &View, a: Vector, b: Vector) -> (Point, Point) {
    let t = a[1] / (a[1] - b[1]);
    let there = sphere::normalised([a[0] + t * (b[0] - a[0]), 0.0, a[2] + t * (b[2] - a[2])]);
    let lat = libm::asin(there[2].clamp(-1.0, 1.0));
    let side = if a[1] > 0.0 { PI } else { -PI };
    (view.place_lon_lat(side, lat), view.place_lon_lat(-side, lat))
}

/// The edge of the cap to which a view is cut.
struct Edge<'a> {
    view: &'a View,
    centre: Vector,
    cos: f64,
    sin: f64,
}

impl<'a> Edge<'a> {
    fn new(view: &'a View, radius: f64) -> Self {
        let (sin, cos) = libm::sincos(radius);
        Edge { view, centre: view.rotation.undo([1.0, 0.0, 0.0]), cos, sin }
    }

    fn may_see(&self, map: &Basemap, arc: usize) -> bool {
        map.may_touch(arc, self.centre, self.cos, self.sin)
    }

    /// The rotated point on the edge at the azimuth of `v`.
    fn pulled(&self, v: Vector) -> Vector {
        let side = (v[1] * v[1] + v[2] * v[2]).sqrt().max(1e-12);
        [self.cos, self.sin * v[1] / side, self.sin * v[2] / side]
    }

    /// Along the edge from one of its points to another, the short way, without the first.
    fn walk(&self, from: Vector, to: Vector, out: &mut Vec<Point>) {
        let start = libm::atan2(from[2], from[1]);
        let mut turn = libm::atan2(to[2], to[1]) - start;
        turn -= 2.0 * PI * (turn / (2.0 * PI)).round();
        let steps = (turn.abs() / 0.15).ceil().max(1.0);
        for n in 1..=steps as usize {
            let (sin, cos) = libm::sincos(start + turn * n as f64 / steps);
            out.push(self.view.place([self.cos, self.sin * cos, self.sin * sin]));
        }
    }

    /// Where the way between a point inside and one outside passes the edge.
    fn crossing(&self, a: Vector, b: Vector) -> Vector {
        let t = (self.cos - a[0]) / (b[0] - a[0]);
        self.pulled([self.cos, a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])])
    }
}

/// A ring pulled into the cap; `None` where the view sees none of it.
fn cap_ring(cap: &Edge, map: &Basemap, ring: Ring, stride: usize) -> Option<Vec<Point>> {
    if !ring.arcs().any(|(arc, _)| cap.may_see(map, arc)) {
        return None;
    }
    let mut out = Vec::new();
    let mut last: Option<Vector> = None;
    let mut first: Option<Vector> = None;
    let mut any = false;
    let mut points: Vec<(f64, f64)> = Vec::new();
    for (arc, backwards) in ring.arcs() {
        if !cap.may_see(map, arc) {
            continue;
        }
        points.clear();
        points.extend(map.points(arc));
        thinned(&mut points, 0, stride);
        if backwards {
            points.reverse();
        }
        for &(lon, lat) in &points {
            let v = cap.view.rotation.apply(sphere::unit(lon, lat));
            any |= v[0] >= cap.cos;
            step(cap, last, v, &mut out);
            first = first.or(Some(v));
            last = Some(v);
        }
    }
    if let (Some(last), Some(first)) = (last, first) {
        step(cap, Some(last), first, &mut out);
    }
    any.then_some(out)
}

/// One step of a ring, from `last` to `v`, both rotated.
fn step(cap: &Edge, last: Option<Vector>, v: Vector, out: &mut Vec<Point>) {
    let inside = v[0] >= cap.cos;
    match last {
        None => out.push(cap.view.place(if inside { v } else { cap.pulled(v) })),
        Some(last) => match (last[0] >= cap.cos, inside) {
            (true, true) => out.push(cap.view.place(v)),
            (true, false) => {
                let edge = cap.crossing(last, v);
                out.push(cap.view.place(edge));
                cap.walk(edge, cap.pulled(v), out);
            }
            (false, true) => {
                let edge = cap.crossing(v, last);
                cap.walk(cap.pulled(last), edge, out);
                out.push(cap.view.place(v));
            }
            (false, false) => cap.walk(cap.pulled(last), cap.pulled(v), out),
        },
    }
}

/// Adds the whole cap as a ring where the rings drawn say the opposite of the sphere.
fn close_over_the_far_side(cap: &Edge, map: &Basemap, country: Country, rings: &mut Vec<Vec<Point>>) {
    if middle_is_wrong(cap.view, map, country, rings) {
        let third = |n: f64| {
            let (sin, cos) = libm::sincos(n * 2.0 * PI / 3.0);
            [cap.cos, cap.sin * cos, cap.sin * sin]
        };
        let mut whole = Vec::new();
        for n in [0.0, 1.0, 2.0] {
            cap.walk(third(n), third(n + 1.0), &mut whole);
        }
        rings.push(whole);
    }
}

/// A ring on a map cut along a meridian: up to three copies, each cut to ±180°.
fn meridian_ring(view: &View, map: &Basemap, ring: Ring, limit: f64, stride: usize) -> Vec<Vec<Point>> {
    let mut points: Vec<(f64, f64)> = Vec::new();
    for (arc, backwards) in ring.arcs() {
        let start = points.len();
        points.extend(map.points(arc));
        thinned(&mut points, start, stride);
        if backwards {
            points[start..].reverse();
        }
        if start > 0 {
            let turns = ((points[start - 1].0 - points[start].0) / 360.0).round() * 360.0;
            points[start..].iter_mut().for_each(|p| p.0 += turns);
        }
    }
    let Some((&first, &last)) = points.first().zip(points.last()) else { return Vec::new() };
    if (last.0 - first.0).abs() > 180.0 {
        points.push((last.0, -90.0));
        points.push((first.0, -90.0));
    }
    let limit = limit.to_degrees();
    for p in &mut points {
        *p = (p.0 - view.centre.0, p.1.clamp(-limit, limit));
    }
    let (west, east) = points.iter().fold((f64::MAX, f64::MIN), |(w, e), p| (w.min(p.0), e.max(p.0)));
    let mut copies = Vec::new();
    for turn in [-720.0, -360.0, 0.0, 360.0, 720.0] {
        if west + turn >= 180.0 || east + turn <= -180.0 {
            continue;
        }
        let shifted: Vec<Point> = points.iter().map(|p| (p.0 + turn, p.1)).collect();
        let cut = half(&half(&shifted, |p| p.0 + 180.0), |p| 180.0 - p.0);
        copies.push(along_meridians(view, &cut));
    }
    copies
}

/// Projects a ring in degrees; long steps along the cut meridian or a parallel are walked, for they bend.
fn along_meridians(view: &View, ring: &[Point]) -> Vec<Point> {
    let mut out = Vec::with_capacity(ring.len());
    let Some(&last) = ring.last() else { return out };
    let mut from = last;
    for &to in ring {
        let steps = ((to.1 - from.1).abs().max((to.0 - from.0).abs()) / 2.0).ceil().max(1.0);
        for n in 1..=steps as usize {
            let t = n as f64 / steps;
            let (lon, lat) = (from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1));
            out.push(view.place_lon_lat(lon.to_radians(), lat.to_radians()));
        }
        from = to;
    }
    out
}
