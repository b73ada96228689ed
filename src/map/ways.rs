//! Lines on the page that words keep clear of: the legs and the leader lines.
//!
//! In: polylines in pixels. Out: whether and how far a box covers them. Cut into short stretches with a box each, since
//! hundreds of places are tried against every line.

use super::cut;
use super::labels::overlap;
use super::view::Frame;
use crate::model::scene::Point;

/// Segments in a stretch.
const STRETCH: usize = 6;

/// A polyline in short stretches.
pub struct Way {
    stretches: Vec<(Frame, Vec<Point>)>,
}

impl Way {
    pub fn new(line: &[Point]) -> Way {
        let starts = (0..line.len().saturating_sub(1)).step_by(STRETCH);
        let stretches = starts.map(|n| {
            let points = line[n..(n + STRETCH + 1).min(line.len())].to_vec();
            (around(&points), points)
        });
        Way { stretches: stretches.collect() }
    }

    /// Whether a box covers any of it.
    pub fn touches(&self, frame: &Frame) -> bool {
        let near = self.stretches.iter().filter(|(bounds, _)| overlap(bounds, frame));
        near.into_iter().any(|(_, points)| !cut::cut_line(points, *frame).is_empty())
    }

    /// How many pixels of it a box covers.
    pub fn covered(&self, frame: &Frame) -> f64 {
        let near = self.stretches.iter().filter(|(bounds, _)| overlap(bounds, frame));
        let runs = near.flat_map(|(_, points)| cut::cut_line(points, *frame));
        runs.map(|run| run.windows(2).map(|p| apart(p[0], p[1])).sum::<f64>()).sum()
    }

    /// How often a segment crosses it.
    pub fn crossings(&self, a: Point, b: Point) -> usize {
        let bounds = around(&[a, b]);
        let near = self.stretches.iter().filter(|(other, _)| overlap(other, &bounds));
        near.map(|(_, points)| points.windows(2).filter(|w| cross(w[0], w[1], a, b)).count()).sum()
    }
}

/// The box of some points, never without width or height.
fn around(points: &[Point]) -> Frame {
    let fold = |pick: fn(f64, f64) -> f64, of: fn(&Point) -> f64| points.iter().map(of).reduce(pick).unwrap_or(0.0);
    let (x, y) = (fold(f64::min, |p| p.0), fold(f64::min, |p| p.1));
    let (right, bottom) = (fold(f64::max, |p| p.0), fold(f64::max, |p| p.1));
    Frame { x, y, width: right - x, height: bottom - y }.grown(0.01)
}

fn apart(a: Point, b: Point) -> f64 {
    ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).sqrt()
}

/// Whether two segments cross.
pub fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}
