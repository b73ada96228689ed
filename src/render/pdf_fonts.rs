//! The fonts of a PDF: parts of the embedded ones as composite fonts, with the letters that their glyphs stand for.
//!
//! ISO 32000-1, section 9.7: a Type 0 font whose codes are glyph numbers, and a `ToUnicode` map for readers that copy.

use super::pdf::packed;
use super::subset::{Source, Subset};
use crate::model::typeface::{self, Face};
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Dict, Filter, Finish, Name, Pdf, Rect, Ref, Str};

/// Objects to a font: font, descendant, descriptor, map, file.
const OBJECTS: i32 = 5;

const SYSTEM: SystemInfo = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// The fonts that a page uses.
pub struct Fonts {
    subsets: Vec<Subset>,
}

impl Fonts {
    pub fn new(subsets: Vec<Subset>) -> Self {
        Fonts { subsets }
    }

    /// The resource name of a font, and a text as its codes.
    pub fn encoded(&self, source: Source, text: &str) -> Option<(String, Vec<u8>)> {
        let n = self.subsets.iter().position(|subset| subset.source == source)?;
        let codes = text.chars().filter_map(|c| self.subsets[n].glyphs.get(&c));
        Some((resource(n), codes.flat_map(|glyph| glyph.to_be_bytes()).collect()))
    }

    /// Lists the fonts, whose objects begin at `first`.
    pub fn name(&self, dict: &mut Dict, first: i32) {
        for n in 0..self.subsets.len() {
            dict.pair(Name(resource(n).as_bytes()), object(first, n, 0));
        }
    }

    pub fn write(&self, pdf: &mut Pdf, first: i32) {
        for (n, subset) in self.subsets.iter().enumerate() {
            write(pdf, subset, [0, 1, 2, 3, 4].map(|part| object(first, n, part)), n);
        }
    }
}

fn resource(n: usize) -> String {
    format!("F{n}")
}

fn object(first: i32, font: usize, part: i32) -> Ref {
    Ref::new(first + OBJECTS * font as i32 + part)
}

/// Six capitals before the name tell that it is a part, other ones for each.
fn base_name(subset: &Subset, n: usize) -> String {
    let style = match subset.source {
        Source::Face(Face::Regular) => "Regular",
        Source::Face(Face::Bold) => "Bold",
        Source::Face(Face::Italic) => "Italic",
        Source::Symbols(_) => "Symbols",
    };
    format!("MOTOR{}+{}-{style}", char::from(b'A' + n as u8 % 26), typeface::FAMILY.replace(' ', ""))
}

fn write(pdf: &mut Pdf, subset: &Subset, [font, descendant, descriptor, map, file]: [Ref; 5], n: usize) {
    let name = base_name(subset, n);
    let name = Name(name.as_bytes());
    let mut outer = pdf.type0_font(font);
    outer.base_font(name).encoding_predefined(Name(b"Identity-H")).descendant_font(descendant).to_unicode(map);
    outer.finish();

    let mut inner = pdf.cid_font(descendant);
    inner.subtype(CidFontType::Type2).base_font(name).system_info(SYSTEM).font_descriptor(descriptor);
    inner.default_width(0.0).cid_to_gid_map_predefined(Name(b"Identity"));
    let mut widths = inner.widths();
    for (glyph, width) in subset.advances() {
        widths.consecutive(glyph, [width.round() as f32]);
    }
    widths.finish();
    inner.finish();

    let italic = subset.source == Source::Face(Face::Italic);
    let flags = FontFlags::NON_SYMBOLIC | if italic { FontFlags::ITALIC } else { FontFlags::empty() };
    let per_mille = |share: f64| (share * 1000.0).round() as f32;
    let (ascent, descent) = (per_mille(typeface::ASCENT), -per_mille(typeface::DESCENT));
    pdf.font_descriptor(descriptor)
        .name(name)
        .flags(flags)
        .bbox(Rect::new(-600.0, descent, 3000.0, ascent))
        .italic_angle(if italic { -12.0 } else { 0.0 })
        .ascent(ascent)
        .descent(descent)
        .cap_height(per_mille(typeface::CAP_HEIGHT))
        .stem_v(if subset.source.face() == Face::Bold { 140.0 } else { 80.0 })
        .font_file2(file);

    let mut letters = UnicodeCmap::new(Name(b"Letters"), SYSTEM);
    subset.glyphs.iter().for_each(|(c, glyph)| letters.pair(*glyph, *c));
    let letters = packed(letters.finish().as_slice());
    pdf.stream(map, &letters).filter(Filter::FlateDecode);
    let bytes = packed(subset.for_pdf());
    pdf.stream(file, &bytes).filter(Filter::FlateDecode).pair(Name(b"Length1"), subset.for_pdf().len() as i32);
}
