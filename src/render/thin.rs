//! A scene with fewer corners, for pictures that must be light.
//!
//! In: a scene and how far an outline may leave its place, in pixels. Out: the same scene, its long outlines with the corners
//! alone that are farther off (Douglas and Peucker 1973), islets left out that would be no larger. Short outlines, markers and
//! words stay as they are.

use crate::model::Scene;
use crate::model::scene::{Group, Node, Outline, Point, Shape, Subpath};

/// Outlines with at most so many points are left alone: routes, frames, markers.
const SHORT: usize = 200;

/// The scene with its coasts and borders off their places by at most `tolerance_px`.
pub fn thin(scene: &Scene, tolerance_px: f64) -> Scene {
    Scene { nodes: thin_nodes(&scene.nodes, tolerance_px), ..scene.clone() }
}

fn thin_nodes(nodes: &[Node], tolerance: f64) -> Vec<Node> {
    let one = |node: &Node| match node {
        Node::Group(group) => Node::Group(Group { nodes: thin_nodes(&group.nodes, tolerance), ..group.clone() }),
        Node::Shape(shape) => Node::Shape(Shape { outline: thin_outline(&shape.outline, tolerance), ..shape.clone() }),
        Node::Label(label) => Node::Label(label.clone()),
    };
    nodes.iter().map(one).collect()
}

fn thin_outline(outline: &Outline, tolerance: f64) -> Outline {
    match outline {
        Outline::Path(parts) if parts.iter().map(|part| part.points.len()).sum::<usize>() > SHORT => {
            Outline::Path(parts.iter().filter_map(|part| thin_part(part, tolerance)).collect())
        }
        other => other.clone(),
    }
}

/// `None` for an islet.
fn thin_part(part: &Subpath, tolerance: f64) -> Option<Subpath> {
    if part.closed && spread(&part.points) < 2.0 * tolerance {
        return None;
    }
    Some(Subpath { points: thinned(&part.points, tolerance), closed: part.closed })
}

/// The larger side of the box around the points.
fn spread(points: &[Point]) -> f64 {
    let side = |of: fn(&Point) -> f64| {
        let (least, most) = points.iter().map(of).fold((f64::MAX, f64::MIN), |(a, b), x| (a.min(x), b.max(x)));
        most - least
    };
    side(|p| p.0).max(side(|p| p.1))
}

fn thinned(points: &[Point], tolerance: f64) -> Vec<Point> {
    let Some(last) = points.len().checked_sub(1).filter(|last| *last > 2) else { return points.to_vec() };
    let mut keep = vec![false; points.len()];
    // A ring ends where it starts: its farthest corner splits it in two lines.
    let far =
        (0..=last).max_by(|a, b| apart(points[0], points[*a]).total_cmp(&apart(points[0], points[*b]))).unwrap_or(last);
    [0, far, last].iter().for_each(|n| keep[*n] = true);
    let mut open = vec![(0, far), (far, last)];
    while let Some((from, to)) = open.pop() {
        let off = |n: usize| off_line(points[n], points[from], points[to]);
        let worst = (from + 1..to).max_by(|a, b| off(*a).total_cmp(&off(*b)));
        if let Some(worst) = worst.filter(|n| off(*n) > tolerance * tolerance) {
            keep[worst] = true;
            open.extend([(from, worst), (worst, to)]);
        }
    }
    points.iter().zip(keep).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}

/// Squared, as is [`off_line`].
fn apart(a: Point, b: Point) -> f64 {
    (a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)
}

/// Squared distance of a point from a segment.
fn off_line(p: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let t = if length == 0.0 { 0.0 } else { (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / length).clamp(0.0, 1.0) };
    apart(p, (a.0 + t * dx, a.1 + t * dy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_stay_and_wiggles_go() {
        let wiggle = |n: i32| (f64::from(n), if n % 2 == 0 { 0.0 } else { 0.2 });
        let line: Vec<Point> = (0..=50).map(wiggle).chain((1..=50).map(|n| (50.0, f64::from(n)))).collect();
        let thin = thinned(&line, 0.5);
        assert!(thin.len() < 6, "{thin:?}");
        assert!(line.iter().all(|p| thin.windows(2).any(|w| off_line(*p, w[0], w[1]) <= 0.25)));
        assert_eq!((thin[0], thin[thin.len() - 1]), (line[0], line[100]));
    }

    #[test]
    fn a_ring_keeps_its_shape_and_an_islet_goes() {
        let ring: Vec<Point> = [(0.0, 0.0), (10.0, 0.1), (20.0, 0.0), (20.0, 20.0), (0.0, 20.0)].into();
        let part = thin_part(&Subpath { points: ring, closed: true }, 0.5).unwrap();
        assert_eq!(part.points, [(0.0, 0.0), (20.0, 0.0), (20.0, 20.0), (0.0, 20.0)]);
        let islet = Subpath { points: vec![(0.0, 0.0), (0.4, 0.0), (0.4, 0.4)], closed: true };
        assert!(thin_part(&islet, 0.5).is_none());
    }
}
