//! The embedded faces and how wide their words are.
//!
//! In: text, a [`Face`] and a size in pixels. Out: widths and heights in pixels, the same on every machine. Kerning is
//! left out of the widths: it mostly draws letters together, so that a word is never wider than told here. The font
//! files themselves are handed to `render`; nothing here draws.

use std::sync::OnceLock;

/// One of the embedded faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    Regular,
    Bold,
    Italic,
}

/// The family name inside the font files.
pub const FAMILY: &str = "Noto Sans";

/// Height of the tallest letters with their accents above the baseline, in units of the size.
pub const ASCENT: f64 = 1.069;

/// Depth of the lowest letters below the baseline, in units of the size.
pub const DESCENT: f64 = 0.293;

/// Height of a flat capital above the baseline, in units of the size.
pub const CAP_HEIGHT: f64 = 0.714;

/// Height of a small x above the baseline, in units of the size, about the same in every face.
pub const X_HEIGHT: f64 = 0.536;

/// Units of the embedded faces; checked by the tests.
const UNITS_PER_EM: f64 = 1000.0;

/// Advances of the characters below this are kept in a table.
const TABLED: usize = 0x250;

impl Face {
    /// Every face.
    pub const ALL: [Face; 3] = [Face::Regular, Face::Bold, Face::Italic];

    /// The embedded font file.
    pub fn file(self) -> &'static [u8] {
        match self {
            Face::Regular => include_bytes!("../../data/fonts/regular.ttf"),
            Face::Bold => include_bytes!("../../data/fonts/bold.ttf"),
            Face::Italic => include_bytes!("../../data/fonts/italic.ttf"),
        }
    }

    fn metrics(self) -> &'static Metrics {
        static METRICS: [OnceLock<Metrics>; 3] = [OnceLock::new(), OnceLock::new(), OnceLock::new()];
        METRICS[self as usize].get_or_init(|| Metrics::new(self.file()))
    }
}

/// The font of arrows and mathematical signs, which the text faces lack.
pub fn symbols_file() -> &'static [u8] {
    include_bytes!("../../data/fonts/symbols.ttf")
}

/// The width of one line of text in pixels.
///
/// ```
/// use motorcade::model::typeface::{Face, width};
/// assert!(width("Hanoi", Face::Bold, 16.0) > width("Hanoi", Face::Regular, 16.0));
/// assert_eq!(width("", Face::Regular, 16.0), 0.0);
/// ```
pub fn width(text: &str, face: Face, size_px: f64) -> f64 {
    let metrics = face.metrics();
    let units: u32 = text.chars().map(|c| u32::from(metrics.advance(c))).sum();
    f64::from(units) * size_px / UNITS_PER_EM
}

/// True where the embedded fonts have a glyph for every character, so that no empty box is drawn.
pub fn covers(text: &str, face: Face) -> bool {
    text.chars().all(|c| face.metrics().glyph_advance(c).or_else(|| symbols().glyph_advance(c)).is_some())
}

/// The longest beginning of `text` that is no wider than `limit_px`, with an ellipsis where something was cut.
pub fn shortened(text: &str, face: Face, size_px: f64, limit_px: f64) -> String {
    if width(text, face, size_px) <= limit_px {
        return text.to_string();
    }
    let room = limit_px - width("…", face, size_px);
    let fits = |end: usize| width(&text[..end], face, size_px) <= room;
    let end = text.char_indices().map(|(at, _)| at).take_while(|&at| fits(at)).last().unwrap_or(0);
    format!("{}…", text[..end].trim_end_matches([' ', ',', '–', '-']))
}

/// The text in lines no wider than `limit_px`, broken at spaces; what does not fit in `lines` is cut off with an ellipsis.
pub fn wrapped(text: &str, face: Face, size_px: f64, limit_px: f64, lines: usize) -> Vec<String> {
    let mut done: Vec<String> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        if done.len() + 1 >= lines {
            done.push(shortened(rest, face, size_px, limit_px));
            break;
        }
        let end = line_end(rest, face, size_px, limit_px);
        done.push(shortened(rest[..end].trim_end(), face, size_px, limit_px));
        rest = rest[end..].trim_start();
    }
    done
}

/// Where the first line ends: after the last word that fits, or after the first word where none does.
fn line_end(text: &str, face: Face, size_px: f64, limit_px: f64) -> usize {
    let ends = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]);
    let fitting = ends.clone().take_while(|&end| width(&text[..end], face, size_px) <= limit_px).last();
    fitting.or_else(|| ends.clone().next()).unwrap_or(text.len())
}

struct Metrics {
    face: ttf_parser::Face<'static>,
    table: Vec<u16>,
}

impl Metrics {
    fn new(file: &'static [u8]) -> Self {
        let face = ttf_parser::Face::parse(file, 0).expect("the embedded fonts are whole");
        let advance =
            |code: usize| char::from_u32(code as u32).and_then(|c| glyph_advance(&face, c)).unwrap_or(u16::MAX);
        let table = (0..TABLED).map(advance).collect();
        Metrics { face, table }
    }

    fn glyph_advance(&self, c: char) -> Option<u16> {
        match self.table.get(c as usize) {
            Some(&u16::MAX) => None,
            Some(&advance) => Some(advance),
            None => glyph_advance(&self.face, c),
        }
    }

    fn advance(&self, c: char) -> u16 {
        self.glyph_advance(c).or_else(|| symbols().glyph_advance(c)).unwrap_or_else(|| advance_elsewhere(c))
    }
}

fn symbols() -> &'static Metrics {
    static SYMBOLS: OnceLock<Metrics> = OnceLock::new();
    SYMBOLS.get_or_init(|| Metrics::new(symbols_file()))
}

fn glyph_advance(face: &ttf_parser::Face<'_>, c: char) -> Option<u16> {
    face.glyph_hor_advance(face.glyph_index(c)?)
}

/// A width for a character that no embedded font has: the reader's own font will draw it.
fn advance_elsewhere(c: char) -> u16 {
    match c as u32 {
        _ if c.is_control() => 0,
        0x0300..=0x036F | 0x0591..=0x05BD | 0x064B..=0x065F | 0x1AB0..=0x1AFF | 0x20D0..=0x20FF | 0xFE00..=0xFE2F => 0,
        // Chinese, Japanese, Korean and pictograms stand in a full square.
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFF00..=0xFF60 | 0x1F000..=0x3FFFF => {
            1000
        }
        _ => 620,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_constants_are_those_of_the_files() {
        for face in Face::ALL {
            let font = &face.metrics().face;
            assert_eq!(f64::from(font.units_per_em()), UNITS_PER_EM);
            assert_eq!(f64::from(font.ascender()), ASCENT * 1000.0);
            assert_eq!(f64::from(font.descender()), -DESCENT * 1000.0);
            assert_eq!(font.capital_height().map(f64::from), Some(CAP_HEIGHT * 1000.0));
            assert!((font.x_height().map_or(0.0, f64::from) - X_HEIGHT * 1000.0).abs() <= 12.0);
        }
        assert_eq!(f64::from(symbols().face.units_per_em()), UNITS_PER_EM);
    }

    #[test]
    fn names_of_the_world_have_glyphs() {
        let names = "Zürich São Tomé Nukuʻalofa Đà Nẵng Thừa Thiên Huế Łódź İzmir Ağrı Győr Reykjavík Şanlıurfa Ōsaka \
                     Ḩalab Aţ Ţā’if Αθήνα Москва Київ Алматы Қостанай Ulaanbaatar → 18–20 June, 2,760 km ≈ −5 ½";
        for face in Face::ALL {
            let lacking: String = names.chars().filter(|c| !covers(&c.to_string(), face)).collect();
            assert_eq!(lacking, "");
        }
        assert!(!covers("北京", Face::Regular));
    }

    #[test]
    fn widths_add_up_and_grow_with_the_size() {
        let (a, b) = (width("Pyong", Face::Regular, 12.0), width("yang", Face::Regular, 12.0));
        assert!((width("Pyongyang", Face::Regular, 12.0) - a - b).abs() < 1e-9);
        assert!((width("Pyongyang", Face::Regular, 24.0) - 2.0 * (a + b)).abs() < 1e-9);
        assert_eq!(width("北京", Face::Regular, 10.0), 20.0);
    }

    #[test]
    fn wrapped_text_breaks_at_spaces_and_fits() {
        let lines = wrapped("lays a wreath at the tomb of the unknown soldier", Face::Regular, 13.0, 120.0, 5);
        assert_eq!(lines.join(" "), "lays a wreath at the tomb of the unknown soldier");
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line, Face::Regular, 13.0) <= 120.0));
        assert_eq!(wrapped("a b", Face::Regular, 13.0, 500.0, 2), ["a b"]);
        assert!(wrapped("Llanfairpwllgwyngyll is long", Face::Regular, 13.0, 40.0, 1)[0].ends_with('…'));
    }

    #[test]
    fn shortened_text_fits_and_says_so() {
        let short = shortened("talks with the Vietnamese president", Face::Regular, 13.0, 100.0);
        assert!(short.ends_with('…') && width(&short, Face::Regular, 13.0) <= 100.0, "{short}");
        assert_eq!(shortened("talks", Face::Regular, 13.0, 100.0), "talks");
    }
}
