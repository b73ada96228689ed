//! `motorcade merge`, `update`, `correct`, `diff` and `check`: one itinerary of many articles, kept up to date and overruled.

use super::arguments::{Articles, Check, Correct, Diff, Merge, Update};
use super::extract::NAMES;
use super::{Outcome, correcting, gather, input, output};
use crate::check::{self, Odd};
use crate::correct::Found;
use crate::coverage::Coverage;
use crate::error::{Error, Result};
use crate::export::{json, table};
use crate::merge::changes::{self, Change};
use crate::model::{Corrections, Itinerary};
use crate::read;
use crate::toponym::gazetteer;
use std::path::{Path, PathBuf};

/// The gazetteer's best place of a name.
pub fn look_up(name: &str, country: Option<&str>) -> Option<Found> {
    let places = gazetteer::search(name);
    let place = places.iter().find(|p| country.is_none_or(|code| p.country == code))?;
    let country = Some(place.country.to_string()).filter(|code| !code.is_empty());
    let round = |degrees: f64| (degrees * 1e5).round() / 1e5;
    Some((place.name.into(), country, round(place.lat), round(place.lon), place.geonames_id))
}

pub fn merge(options: &Merge) -> Result<Outcome> {
    let (mut coverage, broken) = gather::coverage(&options.input)?;
    let folder = options.output.as_deref().and_then(Path::parent);
    coverage.correct(options.correcting.all(folder)?);
    let itinerary = coverage.itinerary(&look_up);
    write(&itinerary, options).map(|outcome| broken.end(outcome))
}

pub fn update(options: &Update) -> Result<Outcome> {
    let old = itinerary(&options.itinerary)?;
    let (coverage, broken) = gather::coverage(&options.new)?;
    let new = revised(coverage, &old, options.correcting.all(options.itinerary.parent())?);
    tell(&old, &new, &options.format)?;
    if !options.dry_run {
        save(&new, options.output.as_ref().unwrap_or(&options.itinerary))?;
    }
    Ok(broken.end(Outcome::Done))
}

pub fn correct(options: &Correct) -> Result<Outcome> {
    let old = itinerary(&options.itinerary)?;
    let new = revised(Coverage::default(), &old, options.correcting.all(options.itinerary.parent())?);
    tell(&old, &new, "lines")?;
    save(&new, options.output.as_ref().unwrap_or(&options.itinerary))?;
    Ok(Outcome::Done)
}

/// An itinerary with further coverage and corrections.
fn revised(mut coverage: Coverage, old: &Itinerary, corrections: Corrections) -> Itinerary {
    coverage.add(old.clone(), &look_up);
    coverage.correct(corrections);
    coverage.itinerary(&look_up)
}

fn save(itinerary: &Itinerary, path: &Path) -> Result<()> {
    let mut files = output::Files::default();
    files.add(path, json::write(itinerary, NAMES));
    files.write()
}

/// What is odd in the new itinerary, and what is different from the old one.
fn tell(old: &Itinerary, new: &Itinerary, format: &str) -> Result<()> {
    output::warn(gather::all_warnings(new));
    report(&changes::between(old, new), format)
}

pub fn diff(options: &Diff) -> Result<Outcome> {
    let one = |path: &PathBuf| gather::coverage(&Articles::of(path, &options.hints));
    let ((old, broken), (new, broken_too)) = (one(&options.old)?, one(&options.new)?);
    report(&changes::between(&old.itinerary(&look_up), &new.itinerary(&look_up)), &options.format)?;
    Ok(broken.and(broken_too).end(Outcome::Done))
}

pub fn check(options: &Check) -> Result<Outcome> {
    let (coverage, broken) = gather::coverage(&options.input)?;
    let odd = check::check(&coverage.itinerary(&look_up));
    if options.format == "json" {
        output::print(&(serde_json::to_string_pretty(&odd).unwrap_or_default() + "\n"))?;
    } else {
        odd.iter().try_for_each(|one| output::print(&line(one)))?;
        if odd.is_empty() {
            output::print("nothing odd\n")?;
        }
    }
    Ok(broken.end(Outcome::Done))
}

/// An itinerary file, strictly.
fn itinerary(path: &Path) -> Result<Itinerary> {
    let bytes = input::bytes(path, read::itinerary::LIMIT)?;
    let other = || Error::new("is no itinerary; give a file that run or merge wrote").at(input::name(path));
    input::itinerary_of(&bytes, path)?.ok_or_else(other)
}

/// The itinerary to a file with a table on standard output, or itself to standard output.
fn write(itinerary: &Itinerary, options: &Merge) -> Result<Outcome> {
    output::warn(gather::all_warnings(itinerary));
    if itinerary.trips.is_empty() {
        output::say("motorcade: no trip found; nothing written");
        return Ok(Outcome::NothingFound);
    }
    let path = options.output.as_deref();
    let text = if is_by_line(options) { lines(itinerary) } else { json::write(itinerary, NAMES) };
    output::deliver(path, text)?;
    match path.filter(|path| *path != Path::new("-")) {
        // As many trips as a data set has are no reading for a person.
        Some(path) if is_by_line(options) => {
            output::say(&format!("wrote {} trips to {}", itinerary.trips.len(), path.display()));
        }
        Some(_) => output::print(&table::write(itinerary, NAMES))?,
        None => {}
    }
    Ok(Outcome::Done)
}

fn is_by_line(options: &Merge) -> bool {
    let named = || options.output.as_ref().is_some_and(|path| path.extension().is_some_and(|end| end == "jsonl"));
    options.format.as_ref().map_or_else(named, |format| format == "jsonl")
}

/// Each trip as an itinerary by itself, on a line of its own.
fn lines(itinerary: &Itinerary) -> String {
    let line = |n| serde_json::to_string(&gather::only(itinerary, n)).unwrap_or_default() + "\n";
    (0..itinerary.trips.len()).map(line).collect()
}

fn report(changes: &[Change], format: &str) -> Result<()> {
    if format == "json" {
        return output::print(&(serde_json::to_string_pretty(changes).unwrap_or_default() + "\n"));
    }
    if changes.is_empty() {
        return output::print("no difference\n");
    }
    let several = changes.iter().any(|c| c.traveller != changes[0].traveller);
    for change in changes {
        let whose = if several && change.stop.is_some() { format!("{}: ", change.traveller) } else { String::new() };
        output::print(&format!("{whose}{change}\n"))?;
    }
    Ok(())
}

/// "Hanoi: speed: lies 9,000 km from …", with the words beneath.
fn line(odd: &Odd) -> String {
    let place = odd.stop.as_deref().unwrap_or(&odd.traveller);
    let at = if place.is_empty() { String::new() } else { format!("{place}: ") };
    let quote = match (&odd.quote, &odd.article) {
        (Some(quote), Some(article)) => format!("    \"{quote}\" ({article})\n"),
        (_, Some(article)) => format!("    in {article}\n"),
        _ => String::new(),
    };
    format!("{at}{}: {}\n{quote}", odd.kind, odd.message)
}

/// What lies beside an itinerary file is put over it wherever it is drawn.
pub fn corrected(itinerary: Itinerary, path: &Path) -> Result<Itinerary> {
    let corrections = path.parent().map(correcting::beside).transpose()?.unwrap_or_default();
    if corrections.is_empty() {
        return Ok(itinerary);
    }
    Ok(revised(Coverage::default(), &itinerary, corrections))
}
