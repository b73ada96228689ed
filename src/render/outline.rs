//! Outlines as plotters sees them: a run of points, and what they are the points of.

use crate::model::scene::{Outline, Point, Subpath};

/// An outline without its place.
#[derive(Debug, Clone, Copy)]
pub enum OutlineKind<'a> {
    /// One point: the centre.
    Circle { radius: f64 },
    /// Two points: opposite corners.
    Rect { radius: f64 },
    /// The points of all parts, one after the other.
    Path(&'a [Subpath]),
}

impl<'a> OutlineKind<'a> {
    pub fn of(outline: &'a Outline) -> Self {
        match outline {
            Outline::Circle { radius, .. } => OutlineKind::Circle { radius: *radius },
            Outline::Rect { radius, .. } => OutlineKind::Rect { radius: *radius },
            Outline::Path(parts) => OutlineKind::Path(parts),
        }
    }
}

/// The points of an outline in pixels.
pub struct Points<'a> {
    outline: Option<&'a Outline>,
    part: usize,
    next: usize,
}

impl<'a> Points<'a> {
    /// No outline has no points.
    pub fn of(outline: Option<&'a Outline>) -> Self {
        Points { outline, part: 0, next: 0 }
    }
}

impl Iterator for Points<'_> {
    type Item = Point;

    fn next(&mut self) -> Option<Point> {
        let next = self.next;
        self.next += 1;
        match (self.outline?, next) {
            (Outline::Circle { centre, .. }, 0) => Some(*centre),
            (Outline::Rect { x, y, .. }, 0) => Some((*x, *y)),
            (Outline::Rect { x, y, width, height, .. }, 1) => Some((x + width, y + height)),
            (Outline::Path(parts), _) => self.in_path(parts, next),
            _ => None,
        }
    }
}

impl Points<'_> {
    fn in_path(&mut self, parts: &[Subpath], next: usize) -> Option<Point> {
        let part = parts.get(self.part)?;
        if let Some(point) = part.points.get(next) {
            return Some(*point);
        }
        self.part += 1;
        self.next = 0;
        self.next()
    }
}
