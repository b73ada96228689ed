//! `motorcade extract`: the itinerary alone. Formats that stream take any number of articles in little memory.

use super::arguments::{Articles, Extract};
use super::input::{self, Part};
use super::{Outcome, gather, intake, output};
use crate::error::{Error, Result};
use crate::export::{self, Format, Names};
use crate::model::{Article, Itinerary};
use crate::toponym::gazetteer;
use crate::trip::sure;

/// What the formats ask for.
pub const NAMES: Names<'static> = Names { country: &country_name };

/// The usual English name of a country, by its ISO 3166-1 alpha-2 code.
pub fn country_name(code: &str) -> Option<&'static str> {
    gazetteer::country(code).map(|place| place.name)
}

pub fn run(options: &Extract) -> Result<Outcome> {
    let format = export::format(&options.format).ok_or_else(|| Error::wrong_use("--format: no such format"))?;
    if format.streams {
        let write = |itinerary: &Itinerary| (format.write)(itinerary, NAMES);
        return stream(&options.input, |article| {
            let mut itinerary = gather::of(article);
            sure::keep(&mut itinerary.trips, options.sure.min_confidence);
            Written { found: !itinerary.trips.is_empty(), text: write(&itinerary) }
        });
    }
    whole(options, format)
}

fn whole(options: &Extract, format: &Format) -> Result<Outcome> {
    let (articles, broken) = input::articles(&options.input)?;
    let mut itinerary = gather::side_by_side(&articles);
    sure::keep(&mut itinerary.trips, options.sure.min_confidence);
    output::warn(gather::all_warnings(&itinerary));
    output::print(&(format.write)(&itinerary, NAMES))?;
    Ok(broken.end(Outcome::found(!itinerary.trips.is_empty())))
}

/// What one article gave.
pub struct Written {
    /// False where it gave nothing that counts.
    pub found: bool,
    pub text: String,
}

/// Writes each article by itself, in the order of input. Broken articles are left out and told of at the end.
pub fn stream(input: &Articles, write: impl Fn(&Article) -> Written + Sync) -> Result<Outcome> {
    let mut found = false;
    let one = |part: &Part| part.articles().into_iter().map(|article| article.map(|a| write(&a))).collect();
    let broken = intake::each(input, one, |written| {
        found |= written.found;
        output::print(&written.text)
    })?;
    Ok(broken.end(Outcome::found(found)))
}
