//! Itineraries to files that other programs and people read; one file of source each.
//!
//! In: an [`Itinerary`]. Out: the text of a file. To add a format, write its file and add its line to [`FORMATS`]: the flags,
//! the help and the tests read that table.

pub mod json;
pub mod jsonl;
pub mod table;

use crate::model::Itinerary;

/// What a format may ask for beside the itinerary.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// The usual English name of a country, by its ISO 3166-1 alpha-2 code.
    pub country: &'a (dyn Fn(&str) -> Option<&'static str> + Sync),
}

/// A form that an itinerary can be written in.
pub struct Format {
    /// The value of `--format`.
    pub name: &'static str,
    /// What it is, for `--help` and the README.
    pub about: &'static str,
    /// True where each article is written by itself, one after another, however many there are.
    pub streams: bool,
    pub write: fn(&Itinerary, Names<'_>) -> String,
}

/// All formats, the default one first.
pub const FORMATS: &[Format] = &[json::FORMAT, jsonl::FORMAT, table::FORMAT];

/// The format of that name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        for (i, format) in FORMATS.iter().enumerate() {
            assert!(FORMATS[..i].iter().all(|other| other.name != format.name));
            assert_eq!(super::format(format.name).map(|f| f.name), Some(format.name));
        }
    }
}
