//! Puts shapes and labels at their places, with the coordinates rounded as a scene wants them.

use crate::model::scene::{Anchor, Group, Ink, Label, Node, Outline, Point, Shape, Stroke, Subpath, snap};
use crate::model::typeface::Face;

/// How a line of text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Type {
    pub face: Face,
    pub size: f64,
    pub ink: Ink,
    pub anchor: Anchor,
}

impl Type {
    pub fn new(face: Face, size: f64, ink: Ink) -> Self {
        Type { face, size, ink, anchor: Anchor::Start }
    }

    pub fn middle(self) -> Self {
        Type { anchor: Anchor::Middle, ..self }
    }

    pub fn end(self) -> Self {
        Type { anchor: Anchor::End, ..self }
    }

    pub fn ink(self, ink: Ink) -> Self {
        Type { ink, ..self }
    }

    pub fn bold(self) -> Self {
        Type { face: Face::Bold, ..self }
    }

    pub fn width(self, text: &str) -> f64 {
        crate::model::typeface::width(text, self.face, self.size)
    }
}

/// A line's ink and width, solid unless dashed.
pub fn line(ink: Ink, width_px: f64) -> Stroke {
    Stroke { ink, width_px, dash: Vec::new(), round: false }
}

/// A dashed line with round ends.
pub fn dashed(ink: Ink, width_px: f64, dash: f64, gap: f64) -> Stroke {
    Stroke { ink, width_px, dash: vec![dash, gap], round: true }
}

/// Collects nodes.
#[derive(Debug, Default)]
pub struct Pen {
    pub nodes: Vec<Node>,
}

impl Pen {
    pub fn text(&mut self, text: &str, x: f64, y: f64, look: Type) {
        if text.is_empty() {
            return;
        }
        self.nodes.push(Node::Label(Label {
            text: text.to_string(),
            at: (snap(x), snap(y)),
            anchor: look.anchor,
            face: look.face,
            size_px: snap(look.size),
            ink: look.ink,
            halo: None,
            spacing_px: 0.0,
            rotation: 0.0,
        }));
    }

    pub fn fill(&mut self, outline: Outline, ink: Ink, opacity: f64) {
        self.nodes.push(Node::Shape(Shape { outline, fill: Some(ink), stroke: None, opacity }));
    }

    pub fn stroke(&mut self, outline: Outline, stroke: Stroke) {
        self.nodes.push(Node::Shape(Shape { outline, fill: None, stroke: Some(stroke), opacity: 1.0 }));
    }

    pub fn shape(&mut self, outline: Outline, fill: Option<Ink>, stroke: Option<Stroke>) {
        self.nodes.push(Node::Shape(Shape { outline, fill, stroke, opacity: 1.0 }));
    }

    /// What `draw` draws, as a group of its own.
    pub fn group(&mut self, id: &str, layer: Option<&'static str>, title: Option<String>, draw: impl FnOnce(&mut Pen)) {
        let mut inner = Pen::default();
        draw(&mut inner);
        if !inner.nodes.is_empty() {
            self.nodes.push(Node::Group(Group { id: id.to_string(), layer, title, clip: None, nodes: inner.nodes }));
        }
    }
}

pub fn rect(x: f64, y: f64, width: f64, height: f64, radius: f64) -> Outline {
    let (left, top) = (snap(x), snap(y));
    Outline::Rect { x: left, y: top, width: snap(x + width) - left, height: snap(y + height) - top, radius }
}

pub fn circle(x: f64, y: f64, radius: f64) -> Outline {
    Outline::Circle { centre: (snap(x), snap(y)), radius: snap(radius) }
}

pub fn path(points: &[Point]) -> Outline {
    Outline::Path(vec![part(points, false)])
}

pub fn polygon(points: &[Point]) -> Outline {
    Outline::Path(vec![part(points, true)])
}

pub fn part(points: &[Point], closed: bool) -> Subpath {
    Subpath { points: points.iter().map(|&(x, y)| (snap(x), snap(y))).collect(), closed }
}
