//! Cuts and thins outlines and lines on the page.
//!
//! In: points in pixels. Out: what of them lies within a frame, without the corners that no eye sees. Knows nothing of
//! the sphere.

use super::view::Frame;
use crate::model::scene::Point;

/// Whether a point lies within a closed line, by the even-odd rule.
pub fn encloses(ring: &[Point], p: Point) -> bool {
    let mut inside = false;
    let mut from = match ring.last() {
        Some(last) => *last,
        None => return false,
    };
    for &to in ring {
        if (from.1 > p.1) != (to.1 > p.1) && p.0 < from.0 + (p.1 - from.1) / (to.1 - from.1) * (to.0 - from.0) {
            inside = !inside;
        }
        from = to;
    }
    inside
}

/// Cuts a ring to the half plane where `inside` is not negative; `inside` is linear (Sutherland and Hodgman 1974).
pub fn half(ring: &[Point], inside: impl Fn(Point) -> f64) -> Vec<Point> {
    let mut out = Vec::with_capacity(ring.len() + 4);
    let Some(&last) = ring.last() else { return out };
    let (mut from, mut was) = (last, inside(last));
    for &to in ring {
        let is = inside(to);
        if (was >= 0.0) != (is >= 0.0) {
            let t = was / (was - is);
            out.push((from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1)));
        }
        if is >= 0.0 {
            out.push(to);
        }
        (from, was) = (to, is);
    }
    out
}

/// The part of a ring within a frame.
pub fn cut_ring(ring: &[Point], frame: Frame) -> Vec<Point> {
    if ring.iter().all(|p| frame.holds(*p)) {
        return ring.to_vec();
    }
    let ring = half(ring, |p| p.0 - frame.x);
    let ring = half(&ring, |p| frame.right() - p.0);
    let ring = half(&ring, |p| p.1 - frame.y);
    half(&ring, |p| frame.bottom() - p.1)
}

/// The parts of a line within a frame (Liang and Barsky 1984).
pub fn cut_line(line: &[Point], frame: Frame) -> Vec<Vec<Point>> {
    let mut runs: Vec<Vec<Point>> = Vec::new();
    let mut open = false;
    for pair in line.windows(2) {
        let Some((start, end)) = cut_segment(pair[0], pair[1], frame) else {
            open = false;
            continue;
        };
        match runs.last_mut() {
            Some(run) if open && start == pair[0] => run.push(end),
            _ => runs.push(vec![start, end]),
        }
        open = end == pair[1];
    }
    runs
}

fn cut_segment(a: Point, b: Point, frame: Frame) -> Option<(Point, Point)> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let sides = [(-dx, a.0 - frame.x), (dx, frame.right() - a.0), (-dy, a.1 - frame.y), (dy, frame.bottom() - a.1)];
    for (along, room) in sides {
        if along == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if along < 0.0 {
            enter = enter.max(room / along);
        } else {
            leave = leave.min(room / along);
        }
    }
    let at = |t: f64| {
        if t <= 0.0 {
            a
        } else if t >= 1.0 {
            b
        } else {
            (a.0 + t * dx, a.1 + t * dy)
        }
    };
    (enter <= leave).then(|| (at(enter), at(leave)))
}

/// Leaves out corners that no eye sees: nearer than three quarters of a pixel to the last, or within 0.3 of the straight line.
pub fn simplified(points: &[Point], closed: bool) -> Vec<Point> {
    let mut near: Vec<Point> = Vec::with_capacity(points.len() / 2 + 2);
    for (n, &p) in points.iter().enumerate() {
        let far = near.last().is_none_or(|q| (p.0 - q.0).abs() + (p.1 - q.1).abs() >= 0.75);
        if far || (!closed && n + 1 == points.len()) {
            near.push(p);
        }
    }
    if near.len() < 4 {
        return near;
    }
    let mut keep = vec![false; near.len()];
    keep[0] = true;
    keep[near.len() - 1] = true;
    // A ring starts and ends at one place: its farthest corner splits it in two lines.
    let far = (0..near.len()).max_by(|a, b| apart(near[0], near[*a]).total_cmp(&apart(near[0], near[*b]))).unwrap_or(0);
    keep[far] = true;
    let mut open = vec![(0, far), (far, near.len() - 1)];
    while let Some((from, to)) = open.pop() {
        let (mut worst, mut at) = (0.09, None);
        for n in from + 1..to {
            let d = off_line(near[n], near[from], near[to]);
            if d > worst {
                (worst, at) = (d, Some(n));
            }
        }
        if let Some(at) = at {
            keep[at] = true;
            open.push((from, at));
            open.push((at, to));
        }
    }
    let mut kept = keep.iter();
    near.retain(|_| *kept.next().unwrap_or(&true));
    near
}

fn apart(a: Point, b: Point) -> f64 {
    (a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)
}

/// Squared distance of a point from a segment.
fn off_line(p: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let l = dx * dx + dy * dy;
    let t = if l == 0.0 { 0.0 } else { (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / l).clamp(0.0, 1.0) };
    apart(p, (a.0 + t * dx, a.1 + t * dy))
}
