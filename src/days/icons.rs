//! A small sign for each kind of activity, told apart by outline, not by colour.

use super::pen::{Pen, circle, line, path, polygon, rect};
use crate::model::itinerary::ActivityKind;
use crate::model::scene::{Ink, Point};

/// Draws the sign of `kind` in a square of side `size` about (x, y).
pub fn draw(pen: &mut Pen, kind: ActivityKind, x: f64, y: f64, size: f64, ink: Ink) {
    let r = size / 2.0;
    let at = |dx: f64, dy: f64| -> Point { (x + dx * r, y + dy * r) };
    let stroke = || line(ink, (size / 8.0).max(1.25));
    match kind {
        ActivityKind::Arrival => {
            pen.stroke(path(&[at(-0.9, 0.9), at(0.9, 0.9)]), stroke());
            pen.stroke(path(&[at(0.0, -1.0), at(0.0, 0.0)]), stroke());
            pen.fill(polygon(&[at(-0.65, -0.2), at(0.65, -0.2), at(0.0, 0.6)]), ink, 1.0);
        }
        ActivityKind::Departure => {
            pen.stroke(path(&[at(-0.9, 0.9), at(0.9, 0.9)]), stroke());
            pen.stroke(path(&[at(0.0, 0.6), at(0.0, -0.3)]), stroke());
            pen.fill(polygon(&[at(-0.65, -0.15), at(0.65, -0.15), at(0.0, -1.0)]), ink, 1.0);
        }
        ActivityKind::Talks => {
            pen.fill(circle(x - 0.42 * r, y, 0.52 * r), ink, 1.0);
            pen.stroke(circle(x + 0.45 * r, y, 0.45 * r), stroke());
        }
        ActivityKind::Signing => {
            pen.fill(
                polygon(&[at(-0.95, 0.55), at(-0.75, -0.05), at(0.55, -1.0), at(0.95, -0.6), at(-0.35, 0.45)]),
                ink,
                1.0,
            );
            pen.stroke(path(&[at(-0.1, 0.9), at(0.9, 0.9)]), stroke());
        }
        ActivityKind::Ceremony => pen.fill(polygon(&star(x, y, r * 1.05)), ink, 1.0),
        ActivityKind::Speech => {
            let bubble = [
                at(-0.95, -0.8),
                at(0.95, -0.8),
                at(0.95, 0.4),
                at(-0.05, 0.4),
                at(-0.5, 0.95),
                at(-0.5, 0.4),
                at(-0.95, 0.4),
            ];
            pen.fill(polygon(&bubble), ink, 1.0);
        }
        ActivityKind::Summit => {
            for (dx, dy) in [(0.0, -0.62), (-0.62, 0.4), (0.62, 0.4)] {
                pen.fill(circle(x + dx * r, y + dy * r, 0.4 * r), ink, 1.0);
            }
        }
        ActivityKind::Visit => {
            pen.shape(rect(x - 0.8 * r, y - 0.8 * r, 1.6 * r, 1.6 * r, 0.0), None, Some(stroke()));
            pen.fill(circle(x, y, 0.32 * r), ink, 1.0);
        }
        ActivityKind::Other => pen.fill(circle(x, y, 0.5 * r), ink, 1.0),
    }
}

/// Five points, the first up; sines and cosines of multiples of 36 degrees, written out.
fn star(x: f64, y: f64, r: f64) -> Vec<Point> {
    const OUTER: [Point; 5] = [(0.0, -1.0), (0.9511, -0.309), (0.5878, 0.809), (-0.5878, 0.809), (-0.9511, -0.309)];
    const INNER: [Point; 5] = [(0.2351, -0.3236), (0.3804, 0.1236), (0.0, 0.4), (-0.3804, 0.1236), (-0.2351, -0.3236)];
    OUTER
        .iter()
        .zip(INNER)
        .flat_map(|(&outer, inner)| [outer, inner])
        .map(|(dx, dy)| (x + dx * r, y + dy * r))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_sign_of_its_own() {
        use ActivityKind::*;
        let kinds = [Arrival, Departure, Talks, Signing, Ceremony, Speech, Summit, Visit, Other];
        let drawn: Vec<_> = kinds
            .iter()
            .map(|&kind| {
                let mut pen = Pen::default();
                draw(&mut pen, kind, 10.0, 10.0, 12.0, Ink::Text);
                pen.nodes
            })
            .collect();
        assert!(drawn.iter().enumerate().all(|(i, nodes)| !nodes.is_empty() && !drawn[..i].contains(nodes)));
    }
}
