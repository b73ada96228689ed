//! SVG to PNG through resvg, with the embedded fonts alone.

use crate::error::{Error, Result};
use crate::model::typeface::{self, Face};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Tree, fontdb};
use std::sync::{Arc, OnceLock};

/// The largest picture that is drawn, in pixels on a side.
const LARGEST_PX: f32 = 20_000.0;

/// How a PNG is written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PngOptions {
    /// Width in pixels. Default: the width of the SVG.
    pub width_px: Option<u32>,
}

/// Draws an SVG document of ours as PNG bytes.
pub fn write(svg: &str, options: &PngOptions) -> Result<Vec<u8>> {
    let tree =
        Tree::from_str(svg, &reading()).map_err(|error| Error::new(format!("the picture cannot be read: {error}")))?;
    let size = tree.size();
    let scale = options.width_px.map_or(1.0, |width| width as f32 / size.width());
    let (width, height) = ((size.width() * scale).round(), (size.height() * scale).round());
    let mut pixels = canvas(width, height)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| Error::new(format!("the picture cannot be written as PNG: {error}")))
}

fn canvas(width: f32, height: f32) -> Result<Pixmap> {
    let fits = (1.0..=LARGEST_PX).contains(&width) && (1.0..=LARGEST_PX).contains(&height);
    fits.then(|| Pixmap::new(width as u32, height as u32)).flatten().ok_or_else(|| {
        Error::wrong_use(format!("a picture of {width} by {height} pixels cannot be drawn: give a width that keeps both sides from 1 to {LARGEST_PX}"))
    })
}

fn reading() -> usvg::Options<'static> {
    usvg::Options { font_family: typeface::FAMILY.into(), fontdb: fonts(), ..usvg::Options::default() }
}

fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    FONTS
        .get_or_init(|| {
            let mut fonts = fontdb::Database::new();
            for file in Face::ALL.map(Face::file).into_iter().chain([typeface::symbols_file()]) {
                fonts.load_font_source(fontdb::Source::Binary(Arc::new(file)));
            }
            fonts.set_sans_serif_family(typeface::FAMILY);
            Arc::new(fonts)
        })
        .clone()
}
