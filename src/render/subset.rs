//! The letters that a picture uses, cut out of the embedded fonts: for a PDF, and for an SVG that brings its fonts along.
//!
//! In: a scene. Out: for each font that it uses, a small TrueType file and which glyph in it is which letter. The files
//! have no kerning, as the measures of [`crate::model::typeface`] have none.

use crate::model::Scene;
use crate::model::scene::{Label, Node};
use crate::model::typeface::{self, Face};
use std::collections::{BTreeMap, BTreeSet};
use subsetter::GlyphRemapper;

/// A font of the program: one of the faces, or the signs that they all lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    Face(Face),
    /// For a label in this face.
    Symbols(Face),
}

impl Source {
    pub fn face(self) -> Face {
        match self {
            Source::Face(face) | Source::Symbols(face) => face,
        }
    }

    fn file(self) -> &'static [u8] {
        match self {
            Source::Face(face) => face.file(),
            Source::Symbols(_) => typeface::symbols_file(),
        }
    }

    fn parsed(self) -> ttf_parser::Face<'static> {
        ttf_parser::Face::parse(self.file(), 0).expect("the embedded fonts are whole")
    }
}

/// Part of a font.
pub struct Subset {
    pub source: Source,
    /// Letters with their glyphs in `file`, in order.
    pub glyphs: BTreeMap<char, u16>,
    /// TrueType without a table of characters, as PDF wants it.
    file: Vec<u8>,
}

/// Instructions for screens of few pixels, larger than the letters themselves.
const HINTS: [&[u8; 4]; 3] = [b"cvt ", b"fpgm", b"prep"];

/// The runs of a text that one font has each; what no font has is left out.
pub fn runs(text: &str, face: Face) -> Vec<(Source, String)> {
    let (letters, signs) = (Source::Face(face), Source::Symbols(face));
    let (letters_font, signs_font) = (letters.parsed(), signs.parsed());
    let mut runs: Vec<(Source, String)> = Vec::new();
    for c in text.chars() {
        let source = match (letters_font.glyph_index(c), signs_font.glyph_index(c)) {
            (Some(_), _) => letters,
            (None, Some(_)) => signs,
            (None, None) => continue,
        };
        match runs.last_mut() {
            Some((known, run)) if *known == source => run.push(c),
            _ => runs.push((source, c.to_string())),
        }
    }
    runs
}

/// What a scene uses of each font.
pub fn of(scene: &Scene) -> Vec<Subset> {
    let mut used: BTreeMap<Source, BTreeSet<char>> = BTreeMap::new();
    collect(&scene.nodes, &mut |label| {
        for (source, run) in runs(&label.text, label.face) {
            used.entry(source).or_default().extend(run.chars());
        }
    });
    used.into_iter().map(|(source, letters)| cut(source, &letters)).collect()
}

fn collect(nodes: &[Node], add: &mut impl FnMut(&Label)) {
    for node in nodes {
        match node {
            Node::Group(group) => collect(&group.nodes, add),
            Node::Label(label) => add(label),
            Node::Shape(_) => {}
        }
    }
}

fn cut(source: Source, letters: &BTreeSet<char>) -> Subset {
    let font = source.parsed();
    let mut kept = GlyphRemapper::new();
    let glyphs = letters.iter().filter_map(|c| Some((*c, kept.remap(font.glyph_index(*c)?.0)))).collect();
    let file = subsetter::subset(source.file(), 0, &kept).expect("the embedded fonts are whole");
    let mut tables = tables(&file);
    HINTS.iter().for_each(|hint| drop(tables.remove(*hint)));
    Subset { source, glyphs, file: assembled(&tables) }
}

impl Subset {
    /// For a PDF, which tells the characters itself.
    pub fn for_pdf(&self) -> &[u8] {
        &self.file
    }

    /// Advance of a glyph in thousandths of the size.
    pub fn advances(&self) -> impl Iterator<Item = (u16, f64)> + '_ {
        let face = self.source.face();
        self.glyphs.iter().map(move |(c, glyph)| (*glyph, typeface::width(c.encode_utf8(&mut [0; 4]), face, 1000.0)))
    }

    /// For a browser, which wants a table of characters and the font's measures besides.
    pub fn for_web(&self) -> Vec<u8> {
        let font = self.source.parsed();
        let measures = font.raw_face().table(ttf_parser::Tag::from_bytes(b"OS/2")).unwrap_or_default();
        let mut tables = tables(&self.file);
        tables.insert(*b"cmap", character_map(&self.glyphs));
        tables.insert(*b"OS/2", measures.to_vec());
        tables.insert(*b"post", POST.to_vec());
        assembled(&tables)
    }
}

/// Version 3: glyphs have no names.
const POST: [u8; 32] = {
    let mut table = [0; 32];
    table[1] = 3;
    table
};

type Tables = BTreeMap<[u8; 4], Vec<u8>>;

fn u16_at(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..at + 2).map_or(0, |b| usize::from(u16::from_be_bytes([b[0], b[1]])))
}

fn u32_at(bytes: &[u8], at: usize) -> usize {
    u16_at(bytes, at) << 16 | u16_at(bytes, at + 2)
}

/// The tables of a font file (OpenType 1.9, "Organization of an OpenType Font").
fn tables(file: &[u8]) -> Tables {
    let row = |n: usize| {
        let row = file.get(12 + 16 * n..28 + 16 * n)?;
        let (start, length) = (u32_at(row, 8), u32_at(row, 12));
        Some(([row[0], row[1], row[2], row[3]], file.get(start..start + length)?.to_vec()))
    };
    (0..u16_at(file, 4)).filter_map(row).collect()
}

/// `cmap` with one subtable of format 4, a segment for each character; all of the embedded fonts' lie below U+FFFF.
fn character_map(glyphs: &BTreeMap<char, u16>) -> Vec<u8> {
    let known = glyphs.iter().filter_map(|(c, glyph)| Some((u16::try_from(u32::from(*c)).ok()?, *glyph)));
    let segments: Vec<(u16, u16)> = known.map(|(code, glyph)| (code, glyph.wrapping_sub(code))).collect();
    let all = || segments.iter().copied().chain([(0xFFFF, 1)]);
    let count = segments.len() as u16 + 1;
    let power = count.ilog2() as u16;
    let search = 2 << power;
    let mut words: Vec<u16> =
        vec![0, 1, 3, 1, 0, 12, 4, 16 + 8 * count, 0, 2 * count, search, power, 2 * count - search];
    words.extend(all().map(|segment| segment.0));
    words.push(0);
    words.extend(all().map(|segment| segment.0));
    words.extend(all().map(|segment| segment.1));
    words.extend(all().map(|_| 0));
    words.into_iter().flat_map(u16::to_be_bytes).collect()
}

/// A font file of these tables.
fn assembled(tables: &Tables) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = count.ilog2() as u16;
    let search = 16 << power;
    let mut file: Vec<u8> = vec![0, 1, 0, 0];
    file.extend([count, search, power, 16 * count - search].into_iter().flat_map(u16::to_be_bytes));
    let mut at = 12 + 16 * tables.len();
    for (tag, table) in tables {
        file.extend(tag);
        file.extend([checksum(table), at as u32, table.len() as u32].into_iter().flat_map(u32::to_be_bytes));
        at += table.len().next_multiple_of(4);
    }
    for table in tables.values() {
        file.extend(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}

fn checksum(table: &[u8]) -> u32 {
    let word =
        |chunk: &[u8]| chunk.iter().chain(&[0, 0, 0]).take(4).fold(0_u32, |word, &byte| word << 8 | u32::from(byte));
    table.chunks(4).map(word).fold(0, u32::wrapping_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> BTreeSet<char> {
        text.chars().collect()
    }

    #[test]
    fn a_browser_finds_every_letter_as_wide_and_as_shaped_as_in_the_whole_font() {
        for face in Face::ALL {
            let text = "Đà Nẵng Ōsaka 18–20 fi";
            let subset = cut(Source::Face(face), &letters(text));
            let file = subset.for_web();
            assert!(file.len() < 16_000, "{}", file.len());
            let (small, whole) = (ttf_parser::Face::parse(&file, 0).unwrap(), subset.source.parsed());
            for c in text.chars() {
                let (a, b) = (small.glyph_index(c).unwrap(), whole.glyph_index(c).unwrap());
                assert_eq!(small.glyph_hor_advance(a), whole.glyph_hor_advance(b), "{c}");
                assert_eq!(small.glyph_bounding_box(a), whole.glyph_bounding_box(b), "{c}");
            }
            assert_eq!(small.glyph_index('Q'), None);
            assert_eq!((small.ascender(), small.weight()), (whole.ascender(), whole.weight()));
        }
    }

    #[test]
    fn signs_come_from_their_own_font() {
        let runs = runs("Oslo → Rome 北", Face::Bold);
        let told: Vec<(bool, &str)> =
            runs.iter().map(|(s, run)| (matches!(s, Source::Face(_)), run.as_str())).collect();
        assert_eq!(told, [(true, "Oslo "), (false, "→"), (true, " Rome ")]);
    }
}
