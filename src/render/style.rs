//! The looks that the shapes and labels of a picture share, as short classes.
//!
//! A look keeps its inks, not colours, so that a second theme only needs a second block of rules.

use super::number::push_decimal;
use crate::model::scene::{Anchor, Colour, Ink, Label, Shape, Theme};
use crate::model::typeface::Face;

/// What an element is painted with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Paint {
    Ink(Ink),
    /// From a plotters element that is not ours; the same in every theme.
    Fixed(Colour),
}

impl Paint {
    fn colour(self, theme: &Theme) -> Colour {
        match self {
            Paint::Ink(ink) => theme.colour(ink),
            Paint::Fixed(colour) => colour,
        }
    }
}

/// Everything about an element that is not its place or its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    pub fill: Option<Paint>,
    pub stroke: Option<Paint>,
    pub stroke_width: f64,
    pub dash: Vec<f64>,
    pub round: bool,
    pub opacity: f64,
    pub even_odd: bool,
    pub text: Option<TextLook>,
}

/// What labels have besides.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLook {
    pub face: Face,
    pub size: f64,
    pub anchor: Anchor,
    pub spacing: f64,
}

impl Look {
    /// A plain fill.
    pub fn filled(paint: Paint) -> Self {
        Look {
            fill: Some(paint),
            stroke: None,
            stroke_width: 0.0,
            dash: Vec::new(),
            round: false,
            opacity: 1.0,
            even_odd: false,
            text: None,
        }
    }

    pub fn of_shape(shape: &Shape, even_odd: bool) -> Self {
        let stroke = shape.stroke.as_ref();
        Look {
            fill: shape.fill.map(Paint::Ink),
            stroke: stroke.map(|stroke| Paint::Ink(stroke.ink)),
            stroke_width: stroke.map_or(0.0, |stroke| stroke.width_px),
            dash: stroke.map_or(Vec::new(), |stroke| stroke.dash.clone()),
            round: stroke.is_some_and(|stroke| stroke.round),
            opacity: shape.opacity,
            even_odd: even_odd && shape.fill.is_some(),
            text: None,
        }
    }

    pub fn of_label(label: &Label) -> Self {
        Look {
            stroke: label.halo.map(|(ink, _)| Paint::Ink(ink)),
            stroke_width: label.halo.map_or(0.0, |(_, width)| width * 2.0),
            round: label.halo.is_some(),
            text: Some(TextLook {
                face: label.face,
                size: label.size_px,
                anchor: label.anchor,
                spacing: label.spacing_px,
            }),
            ..Look::filled(Paint::Ink(label.ink))
        }
    }
}

/// The looks of one picture in the order of their first use.
#[derive(Debug, Default)]
pub struct Looks {
    looks: Vec<Look>,
}

impl Looks {
    /// The number of a look.
    pub fn number(&mut self, look: Look) -> usize {
        self.looks.iter().position(|known| *known == look).unwrap_or_else(|| {
            self.looks.push(look);
            self.looks.len() - 1
        })
    }

    /// The style sheet: all rules, and once more the colours for readers in the dark.
    pub fn sheet(&self, prefix: &str, theme: &Theme, dark: Option<&Theme>) -> String {
        let mut out = String::new();
        for (number, look) in self.looks.iter().enumerate() {
            push_rule(&mut out, prefix, number, |out| {
                push_paints(out, look, theme);
                push_rest(out, look);
            });
        }
        if let Some(dark) = dark {
            out.push_str("@media (prefers-color-scheme:dark){");
            for (number, look) in self.looks.iter().enumerate() {
                push_rule(&mut out, prefix, number, |out| push_paints(out, look, dark));
            }
            out.push('}');
        }
        out
    }
}

/// A class name: the picture's prefix, so that two pictures on one page do not mix, and a number.
pub fn push_class(out: &mut String, prefix: &str, number: usize) {
    out.push_str(prefix);
    out.push_str(&number.to_string());
}

fn push_rule(out: &mut String, prefix: &str, number: usize, body: impl FnOnce(&mut String)) {
    out.push('.');
    push_class(out, prefix, number);
    out.push('{');
    body(out);
    if out.ends_with(';') {
        out.pop();
    }
    out.push('}');
}

fn push_paints(out: &mut String, look: &Look, theme: &Theme) {
    match look.fill {
        Some(paint) => push_colour(out, "fill:", paint.colour(theme)),
        None => out.push_str("fill:none;"),
    }
    if let Some(paint) = look.stroke {
        push_colour(out, "stroke:", paint.colour(theme));
    }
}

/// `#abc` where that says it, `#aabbcd` otherwise.
fn push_colour(out: &mut String, name: &str, Colour(r, g, b): Colour) {
    out.push_str(name);
    out.push('#');
    let short = [r, g, b].iter().all(|c| c >> 4 == c & 15);
    for c in [r, g, b] {
        let digits = if short { format!("{:x}", c & 15) } else { format!("{c:02x}") };
        out.push_str(&digits);
    }
    out.push(';');
}

fn push_rest(out: &mut String, look: &Look) {
    if look.stroke.is_some() {
        push_number(out, "stroke-width:", look.stroke_width);
    }
    if !look.dash.is_empty() {
        out.push_str("stroke-dasharray:");
        for (i, length) in look.dash.iter().enumerate() {
            out.push_str(if i == 0 { "" } else { " " });
            push_decimal(out, *length);
        }
        out.push(';');
    }
    if look.round {
        out.push_str(if look.text.is_some() {
            "stroke-linejoin:round;"
        } else {
            "stroke-linecap:round;stroke-linejoin:round;"
        });
    }
    if look.opacity < 1.0 {
        push_number(out, "opacity:", look.opacity);
    }
    if look.even_odd {
        out.push_str("fill-rule:evenodd;");
    }
    if let Some(text) = &look.text {
        push_text(out, text, look.stroke.is_some());
    }
}

fn push_text(out: &mut String, text: &TextLook, halo: bool) {
    out.push_str("font-size:");
    push_decimal(out, text.size);
    out.push_str("px;");
    out.push_str(match text.face {
        Face::Regular => "",
        Face::Bold => "font-weight:700;",
        Face::Italic => "font-style:italic;",
    });
    out.push_str(match text.anchor {
        Anchor::Start => "",
        Anchor::Middle => "text-anchor:middle;",
        Anchor::End => "text-anchor:end;",
    });
    if text.spacing != 0.0 {
        out.push_str("letter-spacing:");
        push_decimal(out, text.spacing);
        out.push_str("px;");
    }
    if halo {
        out.push_str("paint-order:stroke;");
    }
}

fn push_number(out: &mut String, name: &str, value: f64) {
    out.push_str(name);
    push_decimal(out, value);
    out.push(';');
}
