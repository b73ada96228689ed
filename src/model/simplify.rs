//! Which corners of a line the eye needs (Douglas and Peucker 1973).

use super::scene::Point;

/// Marks the corners without which the line would leave its place by more than `off`, in the unit of the points. The first and the
/// last point and the corner farthest from the first, which splits a ring in two lines, are always kept.
pub fn corners(points: &[Point], off: f64) -> Vec<bool> {
    let mut keep = vec![false; points.len()];
    let Some(last) = points.len().checked_sub(1) else { return keep };
    let from_start = |n: &usize| apart(points[0], points[*n]);
    let far = (0..=last).max_by(|a, b| from_start(a).total_cmp(&from_start(b))).unwrap_or(last);
    [0, far, last].iter().for_each(|n| keep[*n] = true);
    let mut open = vec![(0, far), (far, last)];
    while let Some((from, to)) = open.pop() {
        let (mut worst, mut at) = (off * off, None);
        for n in from + 1..to {
            let d = off_line(points[n], points[from], points[to]);
            if d > worst {
                (worst, at) = (d, Some(n));
            }
        }
        if let Some(at) = at {
            keep[at] = true;
            open.extend([(from, at), (at, to)]);
        }
    }
    keep
}

/// Squared, as is [`off_line`].
fn apart(a: Point, b: Point) -> f64 {
    (a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)
}

/// Squared distance of a point from a segment.
pub fn off_line(p: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let t = if length == 0.0 { 0.0 } else { (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / length).clamp(0.0, 1.0) };
    apart(p, (a.0 + t * dx, a.1 + t * dy))
}
