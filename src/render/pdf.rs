//! A scene as PDF: vectors, and text that can be selected and searched, in the embedded faces.
//!
//! Written from the scene itself, which has four kinds of marks, and not through the SVG: what a general converter needs
//! for filters, masks and images would weigh more than the rest of the pictures. No date, no random identifier.

use super::pdf_fonts::Fonts;
use super::{glyphs, subset};
use crate::model::Scene;
use crate::model::scene::{Anchor, Colour, Group, Ink, Label, Node, Outline, Point, Shape, Stroke, Theme};
use crate::model::typeface;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{LineCapStyle, LineJoinStyle};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use std::io::Write;

/// Points to the pixel: 72 to the inch against 96.
const PT_PER_PX: f64 = 0.75;

/// Handles of a circle's four Bézier curves, in radii.
const QUARTER: f64 = 0.552_284_75;

/// The objects' numbers, but for fonts, which follow.
const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const PAGE: Ref = Ref::new(3);
const CONTENT: Ref = Ref::new(4);
const WORDS: Ref = Ref::new(5);
const FIRST_FREE: i32 = 6;

/// Writes a scene on one page of its size at 96 pixels to the inch.
pub fn write(scene: &Scene) -> Vec<u8> {
    let fonts = Fonts::new(subset::of(scene));
    let mut page = Page { content: Content::new(), theme: &scene.theme, fonts: &fonts, opacities: Vec::new() };
    page.ground(scene);
    page.nodes(&scene.nodes);
    let Page { content, opacities, .. } = page;

    let mut pdf = Pdf::new();
    pdf.set_version(1, 7);
    pdf.catalog(CATALOG).pages(PAGES).lang(TextStr(&scene.language)).viewer_preferences().display_doc_title(true);
    pdf.pages(PAGES).kids([PAGE]).count(1);
    let size = ((scene.width_px * PT_PER_PX) as f32, (scene.height_px * PT_PER_PX) as f32);
    let mut leaf = pdf.page(PAGE);
    leaf.media_box(Rect::new(0.0, 0.0, size.0, size.1)).parent(PAGES).contents(CONTENT);
    let mut resources = leaf.resources();
    fonts.name(&mut resources.fonts(), FIRST_FREE);
    let mut states = resources.ext_g_states();
    for (n, opacity) in opacities.iter().enumerate() {
        let mut state = states.insert(Name(state_name(n).as_bytes())).start::<pdf_writer::writers::ExtGraphicsState>();
        state.stroking_alpha(*opacity as f32).non_stroking_alpha(*opacity as f32);
    }
    states.finish();
    resources.finish();
    leaf.finish();
    let packed = packed(&content.finish());
    pdf.stream(CONTENT, &packed).filter(Filter::FlateDecode);
    pdf.document_info(WORDS)
        .title(TextStr(&scene.title))
        .subject(TextStr(&scene.description))
        .creator(TextStr("Motorcade"));
    fonts.write(&mut pdf, FIRST_FREE);
    pdf.finish()
}

/// Deflated.
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("writing to memory does not fail")
}

fn state_name(n: usize) -> String {
    format!("G{n}")
}

struct Page<'a> {
    content: Content,
    theme: &'a Theme,
    fonts: &'a Fonts,
    /// Opacities below 1, each a graphics state.
    opacities: Vec<f64>,
}

impl Page<'_> {
    /// The paper; and y down, in pixels.
    fn ground(&mut self, scene: &Scene) {
        let height = (scene.height_px * PT_PER_PX) as f32;
        self.content.transform([PT_PER_PX as f32, 0.0, 0.0, -PT_PER_PX as f32, 0.0, height]);
        let (x, y, radius) = (0.0, 0.0, 0.0);
        let outline = Outline::Rect { x, y, width: scene.width_px, height: scene.height_px, radius };
        self.shape(&Shape { outline, fill: Some(Ink::Ground), stroke: None, opacity: 1.0 }, true);
    }

    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Group(group) => self.group(group),
                Node::Shape(shape) => self.shape(shape, true),
                Node::Label(label) => self.label(label),
            }
        }
    }

    fn group(&mut self, group: &Group) {
        let Some(clip) = &group.clip else { return self.nodes(&group.nodes) };
        self.content.save_state();
        self.outline(clip);
        self.content.clip_nonzero().end_path();
        self.nodes(&group.nodes);
        self.content.restore_state();
    }

    /// `holes`: parts within parts are holes; letters instead have parts that overlap.
    fn shape(&mut self, shape: &Shape, holes: bool) {
        let stroke = shape.stroke.as_ref().filter(|stroke| stroke.width_px > 0.0);
        self.content.save_state();
        self.opacity(shape.opacity);
        if let Some(ink) = shape.fill {
            let [r, g, b] = rgb(self.theme.colour(ink));
            self.content.set_fill_rgb(r, g, b);
        }
        if let Some(stroke) = stroke {
            self.pen(stroke);
        }
        self.outline(&shape.outline);
        match (shape.fill, stroke) {
            (Some(_), Some(_)) if holes => self.content.fill_even_odd_and_stroke(),
            (Some(_), Some(_)) => self.content.fill_nonzero_and_stroke(),
            (Some(_), None) if holes => self.content.fill_even_odd(),
            (Some(_), None) => self.content.fill_nonzero(),
            (None, Some(_)) => self.content.stroke(),
            (None, None) => self.content.end_path(),
        };
        self.content.restore_state();
    }

    fn opacity(&mut self, opacity: f64) {
        if opacity >= 1.0 {
            return;
        }
        let known = self.opacities.iter().position(|known| *known == opacity);
        let n = known.unwrap_or_else(|| {
            self.opacities.push(opacity);
            self.opacities.len() - 1
        });
        self.content.set_parameters(Name(state_name(n).as_bytes()));
    }

    fn pen(&mut self, stroke: &Stroke) {
        let [r, g, b] = rgb(self.theme.colour(stroke.ink));
        self.content.set_stroke_rgb(r, g, b).set_line_width(rounded(stroke.width_px));
        if stroke.round {
            self.content.set_line_cap(LineCapStyle::RoundCap).set_line_join(LineJoinStyle::RoundJoin);
        } else {
            // As SVG has it where nothing is said.
            self.content.set_miter_limit(4.0);
        }
        if !stroke.dash.is_empty() {
            self.content.set_dash_pattern(stroke.dash.iter().map(|length| rounded(*length)), 0.0);
        }
    }

    fn outline(&mut self, outline: &Outline) {
        match outline {
            Outline::Circle { centre: (x, y), radius } => {
                self.rounded_rect((x - radius, y - radius), (2.0 * radius, 2.0 * radius), *radius)
            }
            Outline::Rect { x, y, width, height, radius } if *radius > 0.0 => {
                self.rounded_rect((*x, *y), (*width, *height), radius.min(width / 2.0).min(height / 2.0));
            }
            Outline::Rect { x, y, width, height, .. } => {
                self.content.rect(rounded(*x), rounded(*y), rounded(*width), rounded(*height));
            }
            Outline::Path(parts) => {
                for part in parts {
                    for (n, (x, y)) in part.points.iter().enumerate() {
                        let (x, y) = (tenths(*x), tenths(*y));
                        let _ = if n == 0 { self.content.move_to(x, y) } else { self.content.line_to(x, y) };
                    }
                    if part.closed && !part.points.is_empty() {
                        self.content.close_path();
                    }
                }
            }
        }
    }

    fn rounded_rect(&mut self, (x, y): Point, (width, height): (f64, f64), r: f64) {
        let (right, bottom, k) = (x + width, y + height, r * (1.0 - QUARTER));
        let sides: [(Point, [Point; 3]); 4] = [
            ((right - r, y), [(right - k, y), (right, y + k), (right, y + r)]),
            ((right, bottom - r), [(right, bottom - k), (right - k, bottom), (right - r, bottom)]),
            ((x + r, bottom), [(x + k, bottom), (x, bottom - k), (x, bottom - r)]),
            ((x, y + r), [(x, y + k), (x + k, y), (x + r, y)]),
        ];
        self.content.move_to(rounded(x + r), rounded(y));
        for (to, [a, b, c]) in sides {
            self.content.line_to(rounded(to.0), rounded(to.1));
            self.content.cubic_to(rounded(a.0), rounded(a.1), rounded(b.0), rounded(b.1), rounded(c.0), rounded(c.1));
        }
        self.content.close_path();
    }

    /// The rim as outlines, lest readers copy every word twice; the letters as text.
    fn label(&mut self, label: &Label) {
        if label.halo.is_some() {
            let rim = glyphs::outlined(label).into_iter().find(|shape| shape.fill.is_none());
            rim.iter().for_each(|rim| self.shape(rim, false));
        }
        let runs = subset::runs(&label.text, label.face);
        let width = |text: &str| {
            typeface::width(text, label.face, label.size_px) + label.spacing_px * text.chars().count() as f64
        };
        let mut along = match label.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => -width(&label.text) / 2.0,
            Anchor::End => -width(&label.text),
        };
        let [r, g, b] = rgb(self.theme.colour(label.ink));
        let (sin, cos) = libm::sincos(label.rotation.to_radians());
        for (source, run) in runs {
            let at = (label.at.0 + along * cos, label.at.1 + along * sin);
            along += width(&run);
            let Some((name, bytes)) = self.fonts.encoded(source, &run) else { continue };
            self.content.begin_text().set_fill_rgb(r, g, b).set_font(Name(name.as_bytes()), rounded(label.size_px));
            self.content.set_char_spacing(rounded(label.spacing_px));
            // Letters stand upright where y goes down.
            self.content.set_text_matrix([
                cos as f32,
                sin as f32,
                sin as f32,
                -cos as f32,
                rounded(at.0),
                rounded(at.1),
            ]);
            self.content.show(Str(&bytes)).end_text();
        }
    }
}

fn rgb(Colour(r, g, b): Colour) -> [f32; 3] {
    [r, g, b].map(|channel| (f64::from(channel) / 255.0 * 1000.0).round() as f32 / 1000.0)
}

/// Coasts and rims are as fine as in the SVG.
fn tenths(value: f64) -> f32 {
    ((value * 10.0).round() / 10.0) as f32
}

/// Hundredths are finer than any press.
fn rounded(value: f64) -> f32 {
    ((value * 100.0).round() / 100.0) as f32
}
