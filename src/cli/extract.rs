//! `motorcade extract`: the itinerary alone. Formats that stream take any number of articles in little memory.

use super::arguments::Extract;
use super::input::{self, Part};
use super::{Outcome, gather, output};
use crate::error::{Error, Result};
use crate::export::{self, Format, Names};
use crate::model::Itinerary;
use crate::toponym::gazetteer;
use crate::trip::sure;
use rayon::prelude::*;

/// So many bytes of articles are read before all cores set to work on them.
const BATCH_BYTES: usize = 4 << 20;
const BATCH_PARTS: usize = 4096;

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
        return stream(input::parts(&options.input), |article| {
            let mut itinerary = gather::of(article);
            sure::keep(&mut itinerary.trips, options.sure.min_confidence);
            Written { found: !itinerary.trips.is_empty(), text: write(&itinerary) }
        });
    }
    whole(options, format)
}

fn whole(options: &Extract, format: &Format) -> Result<Outcome> {
    let mut gathered = input::articles(&options.input)?;
    let mut itinerary = gather::side_by_side(&input::told_apart(std::mem::take(&mut gathered.articles)));
    sure::keep(&mut itinerary.trips, options.sure.min_confidence);
    gather::all_warnings(&itinerary).for_each(output::warn);
    output::print(&(format.write)(&itinerary, NAMES))?;
    Ok(gathered.end(Outcome::found(!itinerary.trips.is_empty())))
}

/// What one article gave.
pub struct Written {
    /// False where it gave nothing that counts.
    pub found: bool,
    pub text: String,
}

/// Writes each article by itself, in the order of input, on all cores. Broken articles are left out and told of at the end.
pub fn stream(
    mut parts: impl Iterator<Item = Result<Part>>,
    write: impl Fn(&crate::model::Article) -> Written + Sync,
) -> Result<Outcome> {
    let (mut found, mut broken) = (false, Vec::new());
    loop {
        let batch = batch(&mut parts);
        if batch.is_empty() {
            break;
        }
        for result in each(&batch, &write) {
            match result {
                Ok(written) => {
                    found |= written.found;
                    output::print(&written.text)?;
                }
                Err(error) => broken.push(error),
            }
        }
    }
    Ok(input::told(&broken).unwrap_or(Outcome::found(found)))
}

fn batch(parts: &mut impl Iterator<Item = Result<Part>>) -> Vec<Result<Part>> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while bytes < BATCH_BYTES && batch.len() < BATCH_PARTS {
        let Some(part) = parts.next() else { break };
        bytes += part.as_ref().map_or(0, Part::bytes);
        batch.push(part);
    }
    batch
}

/// The results of a batch in its order, whichever thread made them.
fn each(batch: &[Result<Part>], write: &(impl Fn(&crate::model::Article) -> Written + Sync)) -> Vec<Result<Written>> {
    let one = |part: &Result<Part>| match part {
        Ok(part) => part.articles().into_iter().map(|article| Ok(write(&article?))).collect(),
        Err(error) => vec![Err(error.clone())],
    };
    match batch {
        // A pool of threads costs more than one article.
        [part] => one(part),
        parts => parts.par_iter().flat_map_iter(one).collect(),
    }
}
