//! Scores the extractor on a folder of annotated articles: `ID.json` each, or `ID/article.json` with `ID/expected.json`.
//!
//! ```text
//! cargo run --release --example evaluate -- FOLDER [--part worked|aside] [--predicted FILE.jsonl] [--chances FILE.tsv] [--details] [--json]
//! ```
//!
//! An annotated article is an article with `trips`: for each its `traveller` and its `stops`, in the fields of
//! `itinerary.json`. The extractor sees title, day of publication and text alone. Figures, in percent, over all articles
//! together:
//!
//! - trips: F1 of trips found, matched by the traveller's name; travellers: articles whose travellers are all right
//! - stops: F1 of stops in order (longest common subsequence); legs: F1 of pairs of consecutive stops
//! - dates: F1 of (stop, arrive or depart, day); status and role: share of found stops that have the right one
//! - exact: articles with everything right; quiet: articles without a trip in which none was found
//!
//! Then, for stops of confidence over 0.9, from 0.7 to 0.9 and under 0.7: how many there are, and the share of them that is right.
//!
//! `--part aside` takes the articles whose id has an MD5 sum divisible by three, `worked` the others: rules are made with the
//! second and judged by the first.

#[path = "evaluate/folder.rs"]
mod folder;
#[path = "evaluate/score.rs"]
mod score;

use folder::Part;
use motorcade::extract;
use motorcade::trip::chance::Table;
use score::{Annotated, Tally, Trip};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

struct Options {
    folder: PathBuf,
    part: Option<Part>,
    predicted: Option<PathBuf>,
    details: bool,
    json: bool,
    /// Weights to judge stops by, instead of those built in.
    chances: Option<PathBuf>,
}

const USAGE: &str =
    "evaluate FOLDER [--part worked|aside] [--predicted FILE.jsonl] [--chances FILE.tsv] [--details] [--json]";

fn main() -> ExitCode {
    match options(std::env::args().skip(1)).and_then(|options| evaluate(&options)) {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("evaluate: {error}");
            ExitCode::FAILURE
        }
    }
}

fn options(mut words: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options =
        Options { folder: PathBuf::new(), part: None, predicted: None, details: false, json: false, chances: None };
    while let Some(word) = words.next() {
        match word.as_str() {
            "--details" => options.details = true,
            "--json" => options.json = true,
            "--predicted" => options.predicted = Some(words.next().ok_or(USAGE)?.into()),
            "--chances" => options.chances = Some(words.next().ok_or(USAGE)?.into()),
            "--part" => match words.next().as_deref() {
                Some("worked") => options.part = Some(Part::Worked),
                Some("aside") => options.part = Some(Part::Aside),
                _ => return Err(USAGE.into()),
            },
            folder if !folder.starts_with("--") && options.folder.as_os_str().is_empty() => {
                options.folder = folder.into()
            }
            _ => return Err(USAGE.into()),
        }
    }
    if options.folder.as_os_str().is_empty() { Err(USAGE.into()) } else { Ok(options) }
}

fn evaluate(options: &Options) -> Result<String, String> {
    let gold = folder::annotated(&options.folder, options.part)?;
    let predicted = match &options.predicted {
        Some(file) => Some(predictions(file)?),
        None => None,
    };
    let chances = match &options.chances {
        Some(file) => {
            Some(Table::read(&std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?))
        }
        None => None,
    };
    let (mut total, mut report) = (Tally::default(), String::new());
    for (id, (annotated, bytes)) in &gold {
        let found = match &predicted {
            Some(predicted) => predicted.get(id).cloned().unwrap_or_default(),
            None => extracted(bytes, chances.as_ref()).map_err(|error| format!("{id}: {error}"))?,
        };
        let (tally, notes) = Tally::of(&annotated.trips, &found);
        total.add(&tally);
        if options.details && !notes.is_empty() {
            report += &format!("{id} ({})\n{notes}", annotated.published.as_deref().unwrap_or("no day"));
        }
    }
    let head = format!(
        "{} articles, {} trips, {} stops, {} dates\n",
        gold.len(),
        total.trips.gold,
        total.stops.gold,
        total.dates.gold
    );
    Ok(if options.json { total.json() } else { report + &head + &total.table() + &total.sure() })
}

fn predictions(file: &Path) -> Result<BTreeMap<String, Vec<Trip>>, String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let line = |line| serde_json::from_str::<Annotated>(line).map(|row| (row.id, row.trips));
    text.lines()
        .filter(|l| !l.trim().is_empty())
        .map(line)
        .collect::<Result<_, _>>()
        .map_err(|e| format!("{}: {e}", file.display()))
}

/// What the extractor finds, in the same form as the annotation.
fn extracted(bytes: &[u8], chances: Option<&Table>) -> Result<Vec<Trip>, String> {
    let known = motorcade::read::Known::default();
    let mut trips = Vec::new();
    for article in motorcade::read::json::articles(bytes, &known) {
        let article = article.map_err(|e| e.to_string())?;
        let itinerary =
            chances.map_or_else(|| extract::extract(&article), |table| extract::extract_by(&article, table));
        let value = serde_json::to_value(&itinerary.trips).map_err(|e| e.to_string())?;
        trips.extend(serde_json::from_value::<Vec<Trip>>(value).map_err(|e| e.to_string())?);
    }
    Ok(trips)
}
