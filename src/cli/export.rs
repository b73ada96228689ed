//! `motorcade export`: the trips as a file for other tools, from an article or from an itinerary.

use super::arguments::Export;
use super::extract::NAMES;
use super::{Outcome, gather, input, output, page};
use crate::error::{Error, Result};
use crate::export::{self, FileFormat, Makings};
use crate::model::Itinerary;

pub fn run(options: &Export) -> Result<Outcome> {
    let format = format(options)?;
    let whole = super::picture::itinerary(&options.file, &options.hints)?;
    output::warn(gather::all_warnings(&whole));
    if whole.trips.is_empty() {
        output::say(&format!("motorcade: {}: no trip found; nothing written", input::name(&options.file)));
        return Ok(Outcome::NothingFound);
    }
    let itinerary = chosen(whole, options)?;
    let bytes = write(
        format,
        &itinerary,
        &page::Asked { words: &options.words, map: &options.map, fragment: options.fragment },
    )?;
    output::deliver(options.output.as_deref(), bytes)?;
    Ok(Outcome::Done)
}

/// The bytes of a file of that format.
pub fn write(format: &FileFormat, itinerary: &Itinerary, asked: &page::Asked) -> Result<Vec<u8>> {
    let pictures = |n| page::pictures(itinerary, n, asked);
    let makings =
        Makings { names: NAMES, pictures: &pictures, title: asked.words.title.as_deref(), fragment: asked.fragment };
    (format.write)(itinerary, &makings)
}

/// The format that was asked for, or that the file's name tells.
fn format(options: &Export) -> Result<&'static FileFormat> {
    let found = match (&options.format, &options.output) {
        (Some(name), _) => export::file_format(name),
        (None, Some(path)) => export::file_format_of(&path.to_string_lossy()),
        (None, None) => None,
    };
    let unknown = || Error::wrong_use("--output: its name does not tell the format; give --format");
    let found = found.ok_or_else(unknown)?;
    if options.fragment && found.name != export::html::FORMAT.name {
        return Err(Error::wrong_use(format!("--fragment: {} has no such thing; give -f html", found.name)));
    }
    Ok(found)
}

fn chosen(itinerary: Itinerary, options: &Export) -> Result<Itinerary> {
    let Some(n) = options.trip else { return Ok(itinerary) };
    let index = gather::index(n, itinerary.trips.len()).map_err(|e| e.at(input::name(&options.file)))?;
    Ok(gather::only(&itinerary, index))
}
