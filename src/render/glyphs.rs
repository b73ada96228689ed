//! Labels as outlines of the embedded faces, for readers without the fonts.

use crate::model::scene::{Anchor, Label, Outline, Point, Shape, Stroke, Subpath};
use crate::model::typeface;
use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// Straight pieces to a curve: less than 0.02 px off at the sizes of labels.
const PIECES: usize = 6;

/// The halo, where there is one, and the letters.
pub fn outlined(label: &Label) -> Vec<Shape> {
    if label.text.trim().is_empty() {
        return Vec::new();
    }
    let outline = Outline::Path(letters(label));
    let halo = label.halo.map(|(ink, width)| Shape {
        outline: outline.clone(),
        fill: None,
        stroke: Some(Stroke { ink, width_px: width * 2.0, dash: Vec::new(), round: true }),
        opacity: 1.0,
    });
    let body = Shape { outline, fill: Some(label.ink), stroke: None, opacity: 1.0 };
    halo.into_iter().chain([body]).collect()
}

fn letters(label: &Label) -> Vec<Subpath> {
    let faces = [label.face.file(), typeface::symbols_file()]
        .map(|file| Face::parse(file, 0).expect("embedded fonts are whole"));
    let count = label.text.chars().count() as f64;
    let width = typeface::width(&label.text, label.face, label.size_px) + label.spacing_px * count;
    let mut pen = match label.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => -width / 2.0,
        Anchor::End => -width,
    };
    let mut parts = Vec::new();
    for c in label.text.chars() {
        let glyph = faces.iter().find_map(|face| Some((face, face.glyph_index(c)?)));
        if let Some((face, glyph)) = glyph {
            parts.extend(glyph_parts(face, glyph, pen, label));
        }
        pen += typeface::width(c.encode_utf8(&mut [0; 4]), label.face, label.size_px) + label.spacing_px;
    }
    parts
}

fn glyph_parts(face: &Face<'_>, glyph: GlyphId, pen: f64, label: &Label) -> Vec<Subpath> {
    let angle = label.rotation.to_radians();
    let (sin, cos) = (libm::sin(angle), libm::cos(angle));
    let scale = label.size_px / f64::from(face.units_per_em());
    let mut tracer = Tracer::default();
    face.outline_glyph(glyph, &mut tracer);
    let place = |(x, y): Point| {
        let (x, y) = (pen + x * scale, -y * scale);
        (label.at.0 + x * cos - y * sin, label.at.1 + x * sin + y * cos)
    };
    tracer.parts.iter_mut().flat_map(|part| &mut part.points).for_each(|point| *point = place(*point));
    tracer.parts
}

#[derive(Default)]
struct Tracer {
    parts: Vec<Subpath>,
}

impl Tracer {
    fn push(&mut self, point: Point) {
        if let Some(part) = self.parts.last_mut() {
            part.points.push(point);
        }
    }

    fn last(&self) -> Point {
        self.parts.last().and_then(|part| part.points.last()).copied().unwrap_or_default()
    }
}

fn point(x: f32, y: f32) -> Point {
    (f64::from(x), f64::from(y))
}

impl OutlineBuilder for Tracer {
    fn move_to(&mut self, x: f32, y: f32) {
        self.parts.push(Subpath { points: vec![point(x, y)], closed: true });
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push(point(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (a, b, c) = (self.last(), point(x1, y1), point(x, y));
        for step in 1..=PIECES {
            let t = step as f64 / PIECES as f64;
            let (u, v, w) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
            self.push((u * a.0 + v * b.0 + w * c.0, u * a.1 + v * b.1 + w * c.1));
        }
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (a, b, c, d) = (self.last(), point(x1, y1), point(x2, y2), point(x, y));
        for step in 1..=PIECES {
            let t = step as f64 / PIECES as f64;
            let s = 1.0 - t;
            let (p, q, r, w) = (s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t);
            self.push((p * a.0 + q * b.0 + r * c.0 + w * d.0, p * a.1 + q * b.1 + r * c.1 + w * d.1));
        }
    }

    fn close(&mut self) {}
}
