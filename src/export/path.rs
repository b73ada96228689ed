//! A leg as points along its great circle, cut where it crosses the antimeridian.
//!
//! In: the two ends of a leg. Out: one line, or two where it crosses 180° (RFC 7946, section 3.1.9): the first ends at ±180°,
//! the second starts on the other side at the same latitude. Points are (longitude, latitude) in degrees.

use crate::model::itinerary::{Leg, Stop, Trip};
use crate::model::sphere::{Arc, EARTH_KM, Vector, cross, lon_lat, unit};

type Point = (f64, f64);

/// The leg's line with a point at least every `step_km`; `None` where an end has no coordinates.
pub fn of_leg(trip: &Trip, leg: &Leg, step_km: f64) -> Option<Vec<Vec<Point>>> {
    Some(between(at(trip.stops.get(leg.from)?)?, at(trip.stops.get(leg.to)?)?, step_km))
}

/// The stop's (longitude, latitude).
pub fn at(stop: &Stop) -> Option<Point> {
    Some((stop.lon?, stop.lat?))
}

/// The great circle between two points.
pub fn between(from: Point, to: Point, step_km: f64) -> Vec<Vec<Point>> {
    let arc = Arc::new(unit(from.0, from.1), unit(to.0, to.1));
    let steps = (arc.angle * EARTH_KM / step_km).ceil().max(1.0) as u32;
    let mut lines: Vec<Vec<Point>> = vec![vec![from]];
    let mut last = (from, unit(from.0, from.1));
    for n in 1..=steps {
        let there = arc.at(f64::from(n) / f64::from(steps));
        let point = if n == steps { to } else { lon_lat(there) };
        step(&mut lines, last, (point, there));
        last = (point, there);
    }
    lines.retain(|line| line.len() > 1);
    lines
}

/// Goes on to the next point, over the antimeridian where that is the shorter way.
fn step(lines: &mut Vec<Vec<Point>>, from: (Point, Vector), to: (Point, Vector)) {
    let ((lon, _), (next, _)) = (from.0, to.0);
    if (next - lon).abs() > 180.0 {
        let side = if lon > 0.0 { 180.0 } else { -180.0 };
        let lat = crossing(from.1, to.1);
        push(lines, (side, lat));
        lines.push(vec![(-side, lat)]);
    }
    push(lines, to.0);
}

/// Adds a point, unless the line is there already.
fn push(lines: &mut [Vec<Point>], point: Point) {
    let Some(line) = lines.last_mut() else { return };
    let same = |p: &Point| (p.0 - point.0).abs() < 1e-9 && (p.1 - point.1).abs() < 1e-9;
    if !line.last().is_some_and(same) {
        line.push(point);
    }
}

/// The latitude at which the great circle through two points meets the antimeridian.
fn crossing(a: Vector, b: Vector) -> f64 {
    let normal = cross(a, b);
    // A point (−cos φ, 0, sin φ) lies in the plane where its product with the normal is nothing.
    let sign = if normal[2] < 0.0 { -1.0 } else { 1.0 };
    libm::atan2(sign * normal[0], sign * normal[2]).to_degrees()
}

/// Degrees with five decimals, a metre: as much as the gazetteer knows. No exponent, no negative nothing.
pub fn decimal(degrees: f64) -> String {
    rounded(degrees).to_string()
}

/// The same as a number.
pub fn rounded(degrees: f64) -> f64 {
    (degrees * 1e5).round() / 1e5 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sphere::angle;

    #[test]
    fn a_leg_over_the_pacific_is_cut_in_two_that_meet() {
        for (from, to) in [((174.8, -36.8), (-157.9, 21.3)), ((-157.9, 21.3), (139.7, 35.7))] {
            let lines = between(from, to, 200.0);
            assert_eq!(lines.len(), 2);
            let (end, start) = (*lines[0].last().unwrap(), lines[1][0]);
            assert_eq!((end.0.abs(), end.0, end.1), (180.0, -start.0, start.1));
            assert_eq!((lines[0][0], *lines[1].last().unwrap()), (from, to));
            let on_the_way =
                angle(unit(from.0, from.1), unit(end.0, end.1)) + angle(unit(start.0, start.1), unit(to.0, to.1));
            assert!((on_the_way - angle(unit(from.0, from.1), unit(to.0, to.1))).abs() < 1e-9);
        }
    }

    #[test]
    fn no_step_is_longer_than_asked_and_all_lie_on_the_circle() {
        let lines = between((2.35, 48.86), (-73.97, 40.78), 100.0);
        assert_eq!(lines.len(), 1);
        let whole = Arc::new(unit(2.35, 48.86), unit(-73.97, 40.78));
        let mut way = 0.0;
        for pair in lines[0].windows(2) {
            let step = angle(unit(pair[0].0, pair[0].1), unit(pair[1].0, pair[1].1));
            assert!(step * EARTH_KM <= 100.0 + 1e-6);
            way += step;
        }
        assert!((way - whole.angle).abs() < 1e-9);
    }

    #[test]
    fn an_end_on_the_antimeridian_leaves_no_point_by_itself() {
        for (from, to) in [((180.0, 10.0), (-170.0, 10.0)), ((170.0, 0.0), (-180.0, 0.0)), ((10.0, 5.0), (10.0, 5.0))] {
            let lines = between(from, to, 100.0);
            assert!(lines.iter().all(|line| line.len() > 1), "{lines:?}");
            assert!(lines.iter().flatten().all(|p| p.0.abs() <= 180.0));
        }
    }
}
