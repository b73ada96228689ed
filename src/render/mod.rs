//! Writes a [`Scene`] as SVG, that SVG as PNG or WebP, and the scene as PDF: the only user of plotters and resvg.
//!
//! In: a scene, where everything is already decided, and [`Options`]. Out: text or bytes, the same on every machine. The
//! pixels are made from the SVG, with the embedded fonts alone.

mod backend;
mod element;
mod flat;
mod glyphs;
mod number;
mod outline;
mod path;
mod pdf;
mod pdf_fonts;
mod png;
mod style;
mod subset;
mod thin;
mod web_fonts;
mod xml;

use crate::error::Result;
use crate::model::Scene;
use crate::model::scene::Theme;

pub use png::PngOptions;
pub use thin::thin;

/// How a picture is written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// Text as text, or as outlines for readers without the fonts. Default: text.
    pub text: TextAs,
    /// Colours for readers whose system is set to dark; the scene's theme serves all others. Default: none.
    pub dark: Option<Theme>,
    /// Whether the letters used are brought along, for readers without the fonts. Default: false.
    pub embed_fonts: bool,
}

/// How the letters of an SVG are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextAs {
    /// `<text>`: to be searched, edited and read aloud.
    #[default]
    Text,
    /// Outlines of the embedded faces, the same in every viewer.
    Paths,
}

/// The scene as an SVG document.
///
/// ```
/// use motorcade::model::{Scene, theme};
/// let scene = Scene { width_px: 80.0, height_px: 40.0, title: "A trip".into(), description: String::new(),
///                     language: "en".into(), theme: theme::light(), nodes: vec![] };
/// assert!(motorcade::render::svg(&scene).starts_with("<svg "));
/// ```
pub fn svg(scene: &Scene) -> String {
    svg_with(scene, &Options::default())
}

/// The scene as an SVG document, written as `options` say.
pub fn svg_with(scene: &Scene, options: &Options) -> String {
    element::draw(scene, options)
}

/// The scene as PNG bytes, `width_px` pixels wide, or as wide as the scene where that is `None`.
pub fn png(scene: &Scene, width_px: Option<u32>) -> Result<Vec<u8>> {
    png_with(scene, &PngOptions { width_px, ..PngOptions::default() })
}

/// The scene as PNG bytes, written as `options` say.
pub fn png_with(scene: &Scene, options: &PngOptions) -> Result<Vec<u8>> {
    png::write(&svg(&flat::flat(scene)), (&scene.title, &scene.description), options)
}

/// The scene as WebP bytes, without loss; a density is not told.
pub fn webp_with(scene: &Scene, options: &PngOptions) -> Result<Vec<u8>> {
    png::write_webp(&svg(&flat::flat(scene)), options)
}

/// The scene as a PDF of one page, with text that can be selected.
///
/// ```
/// use motorcade::model::{Scene, theme};
/// let scene = Scene { width_px: 80.0, height_px: 40.0, title: "A trip".into(), description: String::new(),
///                     language: "en".into(), theme: theme::light(), nodes: vec![] };
/// assert!(motorcade::render::pdf(&scene).starts_with(b"%PDF-1.7"));
/// ```
pub fn pdf(scene: &Scene) -> Vec<u8> {
    pdf::write(scene)
}

#[cfg(test)]
mod tests;
