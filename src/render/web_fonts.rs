//! `@font-face` rules with the letters that a picture uses, as data: it looks alike wherever it is opened.

use super::subset::{self, Source, Subset};
use crate::model::Scene;
use crate::model::typeface::Face;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt::Write;

/// The rules for a scene's letters, under a family name of its own: a page that holds the picture keeps its fonts.
pub fn rules(scene: &Scene, family: &str) -> String {
    let mut out = String::new();
    for subset in subset::of(scene) {
        push_rule(&mut out, &subset, family);
    }
    out
}

fn push_rule(out: &mut String, subset: &Subset, family: &str) {
    let _ = write!(out, "@font-face{{font-family:\"{family}\";");
    out.push_str(match subset.source.face() {
        Face::Regular => "",
        Face::Bold => "font-weight:700;",
        Face::Italic => "font-style:italic;",
    });
    if matches!(subset.source, Source::Symbols(_)) {
        let range: Vec<String> = subset.glyphs.keys().map(|c| format!("U+{:X}", u32::from(*c))).collect();
        let _ = write!(out, "unicode-range:{};", range.join(","));
    }
    let _ = write!(out, "src:url(data:font/ttf;base64,{})}}", STANDARD.encode(subset.for_web()));
}
