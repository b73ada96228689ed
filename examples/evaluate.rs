//! Scores the extractor on a folder of annotated articles: `ID.json` each, or `ID/article.json` with `ID/expected.json`.
//!
//! ```text
//! cargo run --release --example evaluate -- FOLDER [--part worked|aside] [--predicted FILE.jsonl] [--details] [--json]
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
//! `--part aside` takes the articles whose id has an MD5 sum divisible by three, `worked` the others: rules are made with the
//! second and judged by the first.

#[path = "evaluate/score.rs"]
mod score;

use md5::{Digest, Md5};
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
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Worked,
    Aside,
}

const USAGE: &str = "evaluate FOLDER [--part worked|aside] [--predicted FILE.jsonl] [--details] [--json]";

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
    let mut options = Options { folder: PathBuf::new(), part: None, predicted: None, details: false, json: false };
    while let Some(word) = words.next() {
        match word.as_str() {
            "--details" => options.details = true,
            "--json" => options.json = true,
            "--predicted" => options.predicted = Some(words.next().ok_or(USAGE)?.into()),
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
    let gold = annotated(options)?;
    let predicted = match &options.predicted {
        Some(file) => Some(predictions(file)?),
        None => None,
    };
    let (mut total, mut report) = (Tally::default(), String::new());
    for (id, (annotated, bytes)) in &gold {
        let found = match &predicted {
            Some(predicted) => predicted.get(id).cloned().unwrap_or_default(),
            None => extracted(bytes).map_err(|error| format!("{id}: {error}"))?,
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
    Ok(if options.json { total.json() } else { report + &head + &total.table() })
}

/// The annotated articles of the folder by id, with the bytes that hold the text.
fn annotated(options: &Options) -> Result<BTreeMap<String, (Annotated, Vec<u8>)>, String> {
    let mut gold = BTreeMap::new();
    for (article, annotation) in files(&options.folder)? {
        let named = if article == annotation { &article } else { article.parent().unwrap_or(&article) };
        let id = named.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if options.part.is_some_and(|wanted| wanted != part(&id)) {
            continue;
        }
        let read = |path: &Path| std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()));
        let annotated =
            serde_json::from_slice(&read(&annotation)?).map_err(|e| format!("{}: {e}", annotation.display()))?;
        gold.insert(id, (annotated, read(&article)?));
    }
    if gold.is_empty() { Err(format!("{}: no annotated article in it", options.folder.display())) } else { Ok(gold) }
}

/// The files of article and annotation: `ID.json` is both, `ID/` holds `article.json` and `expected.json`.
fn files(folder: &Path) -> Result<Vec<(PathBuf, PathBuf)>, String> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let of = |path: PathBuf| {
        if path.is_dir() {
            Some((path.join("article.json"), path.join("expected.json"))).filter(|(a, e)| a.is_file() && e.is_file())
        } else {
            path.extension().is_some_and(|e| e == "json").then(|| (path.clone(), path))
        }
    };
    Ok(entries.filter_map(|entry| of(entry.ok()?.path())).collect())
}

/// 256 leaves 1 when divided by 3, so the sum of the bytes leaves what the whole number does.
fn part(id: &str) -> Part {
    let sum: u32 = Md5::digest(id.as_bytes()).iter().map(|byte| u32::from(*byte)).sum();
    if sum.is_multiple_of(3) { Part::Aside } else { Part::Worked }
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
fn extracted(bytes: &[u8]) -> Result<Vec<Trip>, String> {
    let known = motorcade::read::Known::default();
    let mut trips = Vec::new();
    for article in motorcade::read::json::articles(bytes, &known) {
        let itinerary = motorcade::extract::extract(&article.map_err(|e| e.to_string())?);
        let value = serde_json::to_value(&itinerary.trips).map_err(|e| e.to_string())?;
        trips.extend(serde_json::from_value::<Vec<Trip>>(value).map_err(|e| e.to_string())?);
    }
    Ok(trips)
}
