//! Makes the weights by which stops are judged, `data/lang/en/chances.tsv`, from folders of annotated articles.
//!
//! ```text
//! cargo run --release --example train -- FOLDER… > chances.tsv && mv chances.tsv data/lang/en/
//! ```
//!
//! Folders are those of `evaluate`. Articles that are kept aside (an MD5 sum of the id divisible by three) are never read. The same
//! articles and rules give the same bytes. What was learned, and how well it judges articles that it was not learned from (five
//! parts, each judged by the others), is told on standard error.

#[allow(dead_code)]
#[path = "evaluate/folder.rs"]
mod folder;
#[path = "train/learn.rs"]
mod learn;
#[allow(dead_code)]
#[path = "evaluate/score.rs"]
mod score;

use folder::Part;
use learn::Case;
use motorcade::trip::Judged;
use motorcade::trip::chance::Kind;
use motorcade::trip::chance::table::{BIAS, LIMIT};
use score::{Stop, Trip};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

const FOLDS: usize = 5;
const PENALTIES: [f64; 6] = [0.5, 1.0, 2.0, 4.0, 8.0, 16.0];

fn main() -> ExitCode {
    let folders: Vec<String> = std::env::args().skip(1).collect();
    match gather(&folders).map(|set| table(&set)) {
        Ok((table, report)) => {
            print!("{table}");
            eprint!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("train: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The cases of all articles.
#[derive(Default)]
struct Set {
    articles: usize,
    gold: usize,
    cases: BTreeMap<Kind, Vec<Case>>,
    places: usize,
}

fn gather(folders: &[String]) -> Result<Set, String> {
    if folders.is_empty() {
        return Err("train FOLDER…".into());
    }
    let mut set = Set::default();
    for folder in folders {
        for (id, (annotated, bytes)) in folder::annotated(Path::new(folder), Some(Part::Worked))? {
            let known = motorcade::read::Known::default();
            for article in motorcade::read::json::articles(&bytes, &known) {
                let article = article.map_err(|e| format!("{id}: {e}"))?;
                set.add(&annotated.trips, motorcade::extract::unjudged(&article))?;
            }
        }
    }
    Ok(set)
}

impl Set {
    fn add(&mut self, gold: &[Trip], judged: Vec<Judged>) -> Result<(), String> {
        let value = serde_json::to_value(judged.iter().map(|j| &j.trip).collect::<Vec<_>>());
        let found: Vec<Trip> = value.and_then(serde_json::from_value).map_err(|e| e.to_string())?;
        self.gold += gold.iter().map(|trip| trip.stops.len()).sum::<usize>();
        for (g, p) in score::pair(gold, &found) {
            let Some(n) = p.and_then(|p| found.iter().position(|f| std::ptr::eq(f, p))) else { continue };
            let empty = Vec::new();
            self.trip(g.map_or(&empty, |g| &g.stops), &found[n].stops, &judged[n]);
        }
        self.articles += 1;
        Ok(())
    }

    fn trip(&mut self, gold: &[Stop], found: &[Stop], judged: &Judged) {
        let aligned = score::align(gold, found);
        for (j, signs) in judged.signs.iter().enumerate() {
            let right = aligned.iter().any(|(_, p)| *p == j);
            self.case(Kind::Found, signs.clone(), right, None);
        }
        let missed: Vec<&Stop> = (0..gold.len()).filter(|i| !aligned.iter().any(|(g, _)| g == i)).map(|i| &gold[i]).collect();
        let mut places: Vec<(motorcade::model::Place, usize)> = Vec::new();
        for (place, signs) in &judged.unnoticed {
            let seat = place.seat.copied().unwrap_or(*place);
            let stop = Stop::at(place.country, seat.lat, seat.lon);
            let right = missed.iter().any(|g| score::same_place(g, &stop));
            let known = places.iter().find(|(p, _)| p == place).map(|(_, number)| *number);
            let number = self.case(Kind::Unnoticed, signs.clone(), right, known);
            if known.is_none() {
                places.push((*place, number));
            }
        }
    }

    fn case(&mut self, kind: Kind, signs: Vec<String>, right: bool, place: Option<usize>) -> usize {
        let place = place.unwrap_or_else(|| {
            self.places += 1;
            self.places
        });
        let article = self.articles;
        self.cases.entry(kind).or_default().push(Case { signs, right, article, place });
        place
    }
}

/// The table of weights, and what is to be said of it.
fn table(set: &Set) -> (String, String) {
    let mut table = format!(
        "# Weights of signs, in log-odds; made by `cargo run --release --example train -- FOLDER…` from {} annotated articles with {} stops.\n",
        set.articles, set.gold
    );
    let mut report = String::new();
    let (mut hits, mut found) = (0, 0);
    for (kind, cases) in &set.cases {
        let (penalty, judged) = best_penalty(cases);
        let weights = learn::fit(cases, penalty);
        let limit = best_limit(&judged, hits, found, set.gold);
        for (_, right) in judged.iter().filter(|(chance, _)| *chance >= limit) {
            hits += usize::from(*right);
            found += 1;
        }
        let name = kind.name();
        let _ = writeln!(table, "{name}\t{LIMIT}\t{limit:.2}\n{name}\t{BIAS}\t{:.3}", weights.bias);
        for (sign, weight) in &weights.by_sign {
            let _ = writeln!(table, "{name}\t{sign}\t{weight:.3}");
        }
        let right = judged.iter().filter(|(_, right)| *right).count();
        let _ = writeln!(
            report,
            "{name}: {} cases, {right} right; penalty {penalty}; log loss {:.3}; limit {limit:.2}; stops F1 {:.1}\n{}",
            judged.len(),
            learn::log_loss(&judged),
            f1(hits, found, set.gold),
            bands(&judged)
        );
    }
    (table, report)
}

fn best_penalty(cases: &[Case]) -> (f64, Vec<(f64, bool)>) {
    let judged = PENALTIES.map(|penalty| (penalty, learn::held_out(cases, penalty, FOLDS)));
    let best = judged.into_iter().min_by(|a, b| learn::log_loss(&a.1).total_cmp(&learn::log_loss(&b.1)));
    best.unwrap_or_default()
}

/// The least chance that gives most F1, of articles that the weights were not learned from.
fn best_limit(judged: &[(f64, bool)], hits: usize, found: usize, gold: usize) -> f64 {
    let reached = |limit: f64| {
        let kept = judged.iter().filter(|(chance, _)| *chance >= limit);
        let right = kept.clone().filter(|(_, right)| *right).count();
        f1(hits + right, found + kept.count(), gold)
    };
    let limits = (10..=90).map(|n| f64::from(n) / 100.0);
    limits.fold((0.0, 0.0), |best, limit| if reached(limit) > best.1 { (limit, reached(limit)) } else { best }).0
}

fn f1(hits: usize, found: usize, gold: usize) -> f64 {
    200.0 * hits as f64 / (gold + found).max(1) as f64
}

/// How often what was given a chance was right.
fn bands(judged: &[(f64, bool)]) -> String {
    let mut text = String::new();
    for (from, to) in [(0.0, 0.2), (0.2, 0.3), (0.3, 0.4), (0.4, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)] {
        let here: Vec<_> = judged.iter().filter(|(chance, _)| *chance >= from && *chance < to).collect();
        let right = here.iter().filter(|(_, right)| *right).count();
        let _ = writeln!(text, "  {from:.1} to {:.1}: {:4}, right {:5.1} %", to.min(1.0), here.len(), 100.0 * right as f64 / here.len().max(1) as f64);
    }
    text
}
