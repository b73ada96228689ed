//! Itineraries to files that other programs and people read; one file of source each.
//!
//! In: an [`Itinerary`]. Out: the text or bytes of a file. Two tables: [`FORMATS`] is what `extract` prints, [`FILES`] what
//! other tools open. To add a format, write its file and add its line to one of them: the flags, the help and the tests read
//! those tables.

mod calendar;
mod csv;
mod facts;
mod geojson;
mod gpx;
pub mod html;
pub mod json;
pub mod jsonl;
mod kml;
mod markdown;
mod markup;
mod parquet;
mod path;
pub mod schema;
pub mod table;
mod wikipedia;

pub use html::Pictures;

use crate::error::Result;
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

/// All formats of `extract`, the default one first.
pub const FORMATS: &[Format] = &[json::FORMAT, jsonl::FORMAT, table::FORMAT];

/// The format of that name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// What a file may be made of beside the itinerary.
#[derive(Clone, Copy)]
pub struct Makings<'a> {
    pub names: Names<'a>,
    /// The pictures of the n-th trip, from 0.
    pub pictures: &'a dyn Fn(usize) -> Result<Pictures>,
    /// Line above all, instead of one made from the itinerary; an empty text leaves it out.
    pub title: Option<&'a str>,
    /// A piece of a page instead of a whole one, where the format knows such a thing.
    pub fragment: bool,
}

/// A form of file for other tools.
pub struct FileFormat {
    /// The value of `--format`.
    pub name: &'static str,
    /// What the file is called among others, and so how its name ends.
    pub file: &'static str,
    /// What it is, for `--help` and the README.
    pub about: &'static str,
    pub write: fn(&Itinerary, &Makings<'_>) -> Result<Vec<u8>>,
}

/// All files for other tools.
pub const FILES: &[FileFormat] = &[
    geojson::FORMAT,
    kml::FORMAT,
    gpx::FORMAT,
    csv::STOPS,
    csv::LEGS,
    calendar::FORMAT,
    markdown::FORMAT,
    wikipedia::FORMAT,
    html::FORMAT,
    parquet::FORMAT,
];

/// The file format of that name.
pub fn file_format(name: &str) -> Option<&'static FileFormat> {
    FILES.iter().find(|format| format.name == name)
}

/// The first file format whose files end like this one.
pub fn file_format_of(file: &str) -> Option<&'static FileFormat> {
    let ending = |name: &str| name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let asked = ending(file)?;
    FILES.iter().find(|format| ending(format.file).as_ref() == Some(&asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let unique = |names: &[&str]| names.iter().enumerate().all(|(i, name)| !names[..i].contains(name));
        assert!(unique(&FORMATS.iter().map(|f| f.name).collect::<Vec<_>>()));
        assert!(unique(&FILES.iter().map(|f| f.name).collect::<Vec<_>>()));
        assert!(unique(&FILES.iter().map(|f| f.file).collect::<Vec<_>>()));
    }

    #[test]
    fn a_name_tells_its_format() {
        let named = |file| file_format_of(file).map(|format| format.name);
        assert_eq!(
            (named("a.b/trip.GeoJSON"), named("trip.csv"), named("x.html")),
            (Some("geojson"), Some("csv"), Some("html"))
        );
        assert_eq!((named("trip"), named("trip.doc")), (None, None));
    }
}
