//! A plotters backend that writes SVG: fixed point in 1/16 px, and verbs that plotters lacks.
//!
//! plotters' own SVG backend rounds to whole pixels and knows no groups, holes, dashes, halos or clips. Here a backend
//! coordinate is 1/16 px. Our elements call `open`, `close`, `shape` and `label`; the standard verbs are there too, so
//! that any plotters element can be drawn among them.

use super::number::{PER_PX, push_decimal, push_units, units};
use super::outline::OutlineKind;
use super::path::PathData;
use super::style::{Look, Looks, Paint, TextLook, push_class};
use super::web_fonts;
use super::xml::{push_attribute, push_element, push_escaped};
use crate::model::Scene;
use crate::model::scene::{Anchor, Colour, Group, Ink, Theme};
use crate::model::typeface::{self, Face};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    text_anchor::{HPos, VPos},
};
use std::convert::Infallible;

/// Writing to memory does not fail.
pub type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Families that readers without the embedded one most likely have, nearest in width first.
const FALLBACKS: &str = ",Open Sans,Segoe UI,Helvetica Neue,Arial,sans-serif";

pub struct SvgBackend {
    size_px: (f64, f64),
    /// Before the class numbers and the ids of this picture.
    prefix: String,
    looks: Looks,
    body: String,
}

impl SvgBackend {
    pub fn new(scene: &Scene) -> Self {
        let mut backend = SvgBackend {
            size_px: (scene.width_px, scene.height_px),
            prefix: prefix(scene),
            looks: Looks::default(),
            body: String::with_capacity(64 * 1024),
        };
        let ground = backend.looks.number(Look::filled(Paint::Ink(Ink::Ground)));
        backend.start("path", ground);
        backend.body.push_str(" d=\"M0 0h");
        push_decimal(&mut backend.body, scene.width_px);
        backend.body.push('v');
        push_decimal(&mut backend.body, scene.height_px);
        backend.body.push_str("H0z\"/>\n");
        backend
    }

    /// The whole document.
    pub fn finish(&mut self, scene: &Scene, dark: Option<&Theme>, with_fonts: bool) -> String {
        let mut out = String::with_capacity(self.body.len() + 4096);
        let family = with_fonts.then(|| format!("{} {}", typeface::FAMILY, self.prefix));
        self.push_root(&mut out, scene, family.as_deref());
        push_element(&mut out, "title", Some(&format!("{}-title", self.prefix)), &scene.title);
        out.push('\n');
        push_element(&mut out, "desc", Some(&format!("{}-desc", self.prefix)), &scene.description);
        out.push_str("\n<style>");
        family.iter().for_each(|family| out.push_str(&web_fonts::rules(scene, family)));
        out.push_str(&self.looks.sheet(&self.prefix, &scene.theme, dark));
        out.push_str("</style>\n");
        out.push_str(&self.body);
        out.push_str("</svg>\n");
        out
    }

    fn push_root(&self, out: &mut String, scene: &Scene, own_family: Option<&str>) {
        out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        out.push_str(" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\"");
        let (mut width, mut height) = (String::new(), String::new());
        push_decimal(&mut width, scene.width_px);
        push_decimal(&mut height, scene.height_px);
        push_attribute(out, "width", &width);
        push_attribute(out, "height", &height);
        push_attribute(out, "viewBox", &format!("0 0 {width} {height}"));
        push_attribute(out, "role", "img");
        push_attribute(out, "aria-labelledby", &format!("{0}-title {0}-desc", self.prefix));
        push_attribute(out, "lang", &scene.language);
        let own = own_family.map_or(String::new(), |family| format!("{family},"));
        push_attribute(out, "font-family", &format!("{own}{}{FALLBACKS}", typeface::FAMILY));
        out.push_str(">\n");
    }

    /// Opens a group; `clip` gives the points of its clip.
    pub fn open(&mut self, group: &Group, mut clip: impl Iterator<Item = BackendCoord>) {
        if let Some(outline) = &group.clip {
            self.body.push_str("<clipPath");
            push_attribute(&mut self.body, "id", &format!("{}-clip", group.id));
            self.body.push('>');
            self.body.push('<');
            self.push_geometry(&OutlineKind::of(outline), &mut clip);
            self.body.push_str("/></clipPath>\n");
        }
        self.body.push_str("<g");
        if !group.id.is_empty() {
            push_attribute(&mut self.body, "id", &group.id);
        }
        if let Some(layer) = group.layer {
            push_attribute(&mut self.body, "inkscape:groupmode", "layer");
            push_attribute(&mut self.body, "inkscape:label", layer);
        }
        if group.clip.is_some() {
            push_attribute(&mut self.body, "clip-path", &format!("url(#{}-clip)", group.id));
        }
        self.body.push('>');
        if let Some(title) = &group.title {
            push_element(&mut self.body, "title", None, title);
        }
        self.body.push('\n');
    }

    pub fn close(&mut self) {
        self.body.push_str("</g>\n");
    }

    /// Draws an outline whose points are `points`.
    pub fn shape(&mut self, kind: &OutlineKind<'_>, look: Look, points: &mut dyn Iterator<Item = BackendCoord>) {
        let class = self.looks.number(look);
        self.body.push('<');
        self.push_geometry(kind, points);
        self.push_class_attribute(class);
        self.body.push_str("/>\n");
    }

    /// Draws a line of text.
    pub fn label(&mut self, text: &str, look: Look, at: BackendCoord, rotation: f64) {
        let class = self.looks.number(look);
        self.start("text", class);
        self.push_pair("x", at.0);
        self.push_pair("y", at.1);
        if rotation != 0.0 {
            self.body.push_str(" transform=\"rotate(");
            push_decimal(&mut self.body, rotation);
            self.body.push(' ');
            push_units(&mut self.body, at.0);
            self.body.push(' ');
            push_units(&mut self.body, at.1);
            self.body.push_str(")\"");
        }
        self.body.push('>');
        push_escaped(&mut self.body, text);
        self.body.push_str("</text>\n");
    }

    fn start(&mut self, name: &str, class: usize) {
        self.body.push('<');
        self.body.push_str(name);
        self.push_class_attribute(class);
    }

    fn push_class_attribute(&mut self, class: usize) {
        self.body.push_str(" class=\"");
        push_class(&mut self.body, &self.prefix, class);
        self.body.push('"');
    }

    fn push_pair(&mut self, name: &str, value: i32) {
        self.body.push(' ');
        self.body.push_str(name);
        self.body.push_str("=\"");
        push_units(&mut self.body, value);
        self.body.push('"');
    }

    fn push_geometry(&mut self, kind: &OutlineKind<'_>, points: &mut dyn Iterator<Item = BackendCoord>) {
        match *kind {
            OutlineKind::Circle { radius } => {
                let centre = points.next().unwrap_or_default();
                self.body.push_str("circle");
                self.push_pair("cx", centre.0);
                self.push_pair("cy", centre.1);
                self.push_pair("r", units(radius));
            }
            OutlineKind::Rect { radius } => {
                let (a, b) = (points.next().unwrap_or_default(), points.next().unwrap_or_default());
                self.body.push_str("rect");
                self.push_pair("x", a.0);
                self.push_pair("y", a.1);
                self.push_pair("width", b.0 - a.0);
                self.push_pair("height", b.1 - a.1);
                if radius > 0.0 {
                    self.push_pair("rx", units(radius));
                }
            }
            OutlineKind::Path(parts) => {
                self.body.push_str("path d=\"");
                let mut data = PathData::new(&mut self.body, parts.iter().map(|part| part.points.len()).sum());
                for part in parts {
                    data.subpath(points.take(part.points.len()), part.closed);
                }
                self.body.push('"');
            }
        }
    }

    fn fixed_path(&mut self, points: impl Iterator<Item = BackendCoord>, closed: bool, look: Look) {
        let points: Vec<BackendCoord> = points.collect();
        let class = self.looks.number(look);
        self.start("path", class);
        self.body.push_str(" d=\"");
        PathData::new(&mut self.body, points.len()).subpath(points.iter().copied(), closed);
        self.body.push_str("\"/>\n");
    }
}

/// Three characters that differ between pictures, so that their classes may share a page.
fn prefix(scene: &Scene) -> String {
    // FNV-1a, 32 bits.
    let words = [scene.title.as_bytes(), scene.description.as_bytes(), &scene.width_px.to_le_bytes()].concat();
    let hash = words.iter().fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let letter = |shift: u32| char::from(b'a' + (hash >> shift) as u8 % 26);
    [letter(0), letter(8), letter(16)].iter().collect()
}

fn fixed(color: BackendColor) -> Paint {
    Paint::Fixed(Colour(color.rgb.0, color.rgb.1, color.rgb.2))
}

fn look<S: BackendStyle>(style: &S, fill: bool) -> Look {
    let color = style.color();
    let filled = Look { opacity: color.alpha, ..Look::filled(fixed(color)) };
    if fill {
        return filled;
    }
    Look { fill: None, stroke: filled.fill, stroke_width: f64::from(style.stroke_width()), ..filled }
}

impl DrawingBackend for SvgBackend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (units(self.size_px.0) as u32, units(self.size_px.1) as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        let px = PER_PX as i32;
        self.draw_rect((x, y), (x + px, y + px), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.fixed_path(path.into_iter(), false, look(style, false));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.fixed_path(path.into_iter(), true, look(style, true));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Drawn {
        let corners = [a, b];
        self.shape(&OutlineKind::Rect { radius: 0.0 }, look(style, fill), &mut corners.into_iter());
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let kind = OutlineKind::Circle { radius: f64::from(radius) / PER_PX };
        self.shape(&kind, look(style, fill), &mut std::iter::once(centre));
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        let size = style.size();
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let below_px = match style.anchor().v_pos {
            VPos::Top => typeface::ASCENT,
            VPos::Center => typeface::CAP_HEIGHT / 2.0,
            VPos::Bottom => -typeface::DESCENT,
        } * size;
        let text_look = TextLook { face: face(style), size, anchor, spacing: 0.0 };
        let color = style.color();
        let look = Look { text: Some(text_look), opacity: color.alpha, ..Look::filled(fixed(color)) };
        self.label(text, look, (at.0, at.1 + units(below_px)), 0.0);
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = typeface::width(text, face(style), style.size());
        let height = (typeface::ASCENT + typeface::DESCENT) * style.size();
        Ok((units(width) as u32, units(height) as u32))
    }
}

fn face<T: BackendTextStyle>(style: &T) -> Face {
    match style.style() {
        FontStyle::Normal => Face::Regular,
        FontStyle::Bold => Face::Bold,
        FontStyle::Oblique | FontStyle::Italic => Face::Italic,
    }
}
