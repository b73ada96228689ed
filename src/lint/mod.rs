//! Looks a finished picture over as a graphics editor would: what overlaps, leaves the page, or cannot be read.
//!
//! In: a [`Scene`], or an SVG that this program wrote. Out: a [`Report`] with figures and [`Finding`]s. What only the
//! itinerary can tell (whether legs follow their great circles, whether land lies where it should) is
//! `map::audit`'s, and is added with [`Report::add`].

mod checks;
mod picture;
mod svg;

use crate::error::Result;
use crate::model::Scene;
use picture::Picture;
use serde::Serialize;

/// How strict the look is.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Width in pixels at which readers see the picture. Default: `None`, its own.
    pub shown_px: Option<f64>,
    /// Text smaller than this many pixels at that width is a fault. Default: 9.
    pub smallest_px: f64,
    /// Text with less contrast to what it lies on is a fault (WCAG 2.1, 1.4.3). Default: 4.5.
    pub contrast: f64,
}

impl Default for Options {
    fn default() -> Self {
        Options { shown_px: None, smallest_px: 9.0, contrast: 4.5 }
    }
}

/// A fault that an editor would send back.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// A stable word: `overlap`, `marker`, `frame`, `crossing`, `contrast`, `small-text`, `leg`, `land`.
    pub kind: &'static str,
    /// A sentence.
    pub message: String,
    /// Where, in pixels of the picture.
    pub at: Option<(f64, f64)>,
}

/// What was counted and what was found.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct Report {
    /// Lines of text.
    pub labels: usize,
    /// Lines of stop labels on the map, and how many of them lie on a leg.
    pub stop_labels: usize,
    pub crossings: usize,
    /// The smallest text in pixels at the width at which it is shown, and the least contrast; `None` without text.
    pub smallest_px: Option<f64>,
    pub least_contrast: Option<f64>,
    pub findings: Vec<Finding>,
}

impl Report {
    /// Adds a finding that was made elsewhere.
    pub fn add(&mut self, kind: &'static str, message: String) {
        self.findings.push(Finding { kind, message, at: None });
    }
}

/// Looks a scene over.
pub fn scene(scene: &Scene, options: &Options) -> Report {
    checks::run(&Picture::of(scene), options)
}

/// Looks an SVG over that this program wrote, also after changes by hand that keep its groups.
///
/// # Errors
///
/// Where the text is no SVG with a size.
pub fn svg(text: &str, options: &Options) -> Result<Report> {
    Ok(checks::run(&svg::read(text)?, options))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::scene::{Anchor, Group, Ink, Label, Node, Outline, Shape, Stroke, Subpath};
    use crate::model::theme;
    use crate::model::typeface::Face;

    fn label(text: &str, at: (f64, f64), size_px: f64, ink: Ink) -> Node {
        let (anchor, face) = (Anchor::Start, Face::Regular);
        let text = text.into();
        Node::Label(Label { text, at, anchor, face, size_px, ink, halo: None, spacing_px: 0.0, rotation: 0.0 })
    }

    fn layer(id: &str, nodes: Vec<Node>) -> Node {
        Node::Group(Group { id: id.into(), nodes, ..Group::default() })
    }

    fn shape(outline: Outline, fill: Option<Ink>, stroke: Option<Stroke>) -> Node {
        Node::Shape(Shape { outline, fill, stroke, opacity: 1.0 })
    }

    fn page(nodes: Vec<Node>) -> Scene {
        let (title, description) = ("A trip".into(), String::new());
        let (language, theme) = ("en".into(), theme::light());
        Scene { width_px: 400.0, height_px: 300.0, title, description, language, theme, nodes }
    }

    fn kinds(scene: &Scene) -> Vec<&'static str> {
        let report = super::scene(scene, &Options::default());
        report.findings.iter().map(|finding| finding.kind).collect()
    }

    #[test]
    fn a_tidy_page_has_no_findings() {
        let tidy =
            page(vec![label("Oslo", (20.0, 40.0), 14.0, Ink::Text), label("Bergen", (20.0, 80.0), 14.0, Ink::Text)]);
        assert!(kinds(&tidy).is_empty());
    }

    #[test]
    fn each_fault_is_found() {
        let text = |at| label("Stavanger", at, 14.0, Ink::Text);
        assert_eq!(kinds(&page(vec![text((20.0, 40.0)), text((40.0, 44.0))])), ["overlap"]);
        assert_eq!(kinds(&page(vec![text((370.0, 40.0))])), ["frame"]);
        assert_eq!(kinds(&page(vec![label("Oslo", (20.0, 40.0), 7.0, Ink::Text)])), ["small-text"]);
        assert_eq!(kinds(&page(vec![label("Oslo", (20.0, 40.0), 14.0, Ink::Border)])), ["contrast"]);
        let disc = Outline::Circle { centre: (50.0, 36.0), radius: 8.0 };
        let marker = layer("stops", vec![layer("stop-1", vec![shape(disc, Some(Ink::Land), None)])]);
        assert_eq!(kinds(&page(vec![marker, layer("labels", vec![text((20.0, 40.0))])])), ["marker"]);
        let points = vec![(0.0, 0.0), (100.0, 80.0)];
        let line = Outline::Path(vec![Subpath { points, closed: false }]);
        let stroke = Some(Stroke { ink: Ink::Route(0), width_px: 2.0, dash: vec![], round: false });
        let route = layer("route", vec![layer("leg-1", vec![shape(line, None, stroke)])]);
        assert_eq!(kinds(&page(vec![route, layer("labels", vec![text((20.0, 40.0))])])), ["crossing"]);
    }

    #[test]
    fn text_is_held_against_what_it_lies_on() {
        let dark = Outline::Rect { x: 10.0, y: 20.0, width: 200.0, height: 40.0, radius: 0.0 };
        let over = |halo| {
            let Node::Label(label) = label("Oslo", (20.0, 40.0), 14.0, Ink::Text) else { unreachable!() };
            page(vec![shape(dark.clone(), Some(Ink::Text), None), Node::Label(Label { halo, ..label })])
        };
        assert_eq!(kinds(&over(None)), ["contrast"]);
        assert!(kinds(&over(Some((Ink::Halo, 2.0)))).is_empty());
    }
}
