//! What of a scene is not empty: the frame around all that is drawn, but for a ground that covers the whole page.
//!
//! In: a scene. Out: left, top, right and bottom in pixels. Widths of words are those of the embedded fonts.

use super::scene::{Anchor, Label, Node, Outline, Scene, Shape};
use super::typeface;

/// Left, top, right and bottom.
pub type Frame = [f64; 4];

/// The frame around what is drawn; `None` for an empty scene.
pub fn of(scene: &Scene) -> Option<Frame> {
    let page = [0.0, 0.0, scene.width_px, scene.height_px];
    let drawn = around(&scene.nodes, page)?;
    Some([drawn[0].max(0.0), drawn[1].max(0.0), drawn[2].min(page[2]), drawn[3].min(page[3])])
}

fn around(nodes: &[Node], page: Frame) -> Option<Frame> {
    nodes.iter().filter_map(|node| of_node(node, page)).reduce(join)
}

fn of_node(node: &Node, page: Frame) -> Option<Frame> {
    match node {
        Node::Group(group) => match &group.clip {
            Some(clip) => of_outline(clip),
            None => around(&group.nodes, page),
        },
        Node::Shape(shape) => of_shape(shape).filter(|frame| !covers(frame, page)),
        Node::Label(label) => Some(of_label(label)).filter(|_| !label.text.is_empty()),
    }
}

fn join(a: Frame, b: Frame) -> Frame {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

fn covers(frame: &Frame, page: Frame) -> bool {
    frame[0] <= page[0] && frame[1] <= page[1] && frame[2] >= page[2] && frame[3] >= page[3]
}

fn of_shape(shape: &Shape) -> Option<Frame> {
    let half = shape.stroke.as_ref().map_or(0.0, |stroke| stroke.width_px / 2.0);
    let [left, top, right, bottom] = of_outline(&shape.outline)?;
    Some([left - half, top - half, right + half, bottom + half])
}

fn of_label(label: &Label) -> Frame {
    let letters = label.text.chars().count() as f64;
    let width = typeface::width(&label.text, label.face, label.size_px) + letters * label.spacing_px;
    let left = label.at.0
        - match label.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
    let (top, bottom) = (label.at.1 - typeface::ASCENT * label.size_px, label.at.1 + typeface::DESCENT * label.size_px);
    [left, top, left + width, bottom]
}

fn of_outline(outline: &Outline) -> Option<Frame> {
    let at = |(x, y): (f64, f64)| [x, y, x, y];
    match outline {
        Outline::Circle { centre: (x, y), radius: r } => Some([x - r, y - r, x + r, y + r]),
        Outline::Rect { x, y, width, height, .. } => Some([*x, *y, x + width, y + height]),
        Outline::Path(parts) => parts.iter().flat_map(|part| &part.points).map(|p| at(*p)).reduce(join),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::scene::{Group, Ink};
    use crate::model::theme;

    fn rect(x: f64, y: f64, width: f64, height: f64) -> Outline {
        Outline::Rect { x, y, width, height, radius: 0.0 }
    }

    fn filled(outline: Outline) -> Node {
        Node::Shape(Shape { outline, fill: Some(Ink::Ground), stroke: None, opacity: 1.0 })
    }

    #[test]
    fn the_ground_does_not_count_and_a_clip_does() {
        let clipped = Group {
            clip: Some(rect(10.0, 20.0, 30.0, 40.0)),
            nodes: vec![filled(rect(-50.0, 0.0, 500.0, 90.0))],
            ..Group::default()
        };
        let nodes =
            vec![filled(rect(0.0, 0.0, 100.0, 100.0)), Node::Group(clipped), filled(rect(60.0, 30.0, 5.0, 5.0))];
        let scene = Scene {
            width_px: 100.0,
            height_px: 100.0,
            title: String::new(),
            description: String::new(),
            language: "en".into(),
            theme: theme::light(),
            nodes,
        };
        assert_eq!(of(&scene), Some([10.0, 20.0, 65.0, 60.0]));
        assert_eq!(of(&Scene { nodes: Vec::new(), ..scene }), None);
    }
}
