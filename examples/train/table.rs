//! The cases of annotated articles, the weights learned from them, and the table that holds these.

use super::folder::{self, Part};
use super::learn::{self, Case};
use super::score::{self, Stop, Tally, Trip};
use motorcade::extract;
use motorcade::model::{Article, Place, itinerary};
use motorcade::trip::Judged;
use motorcade::trip::chance::table::{BIAS, LIMIT, NEVER};
use motorcade::trip::chance::{Kind, Table};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// The table of the articles of some folders, and what is to be said of it.
pub fn made(folders: &[String]) -> Result<(String, String), String> {
    gather(folders).map(|set| table(&set))
}

const FOLDS: usize = 5;
/// Articles are laid into folds in so many ways, so that chance chooses less.
const WAYS: usize = 3;

fn folded(article: usize, way: usize) -> usize {
    match way {
        0 => article % FOLDS,
        1 => article / FOLDS % FOLDS,
        _ => (article + article / FOLDS) % FOLDS,
    }
}

const PENALTIES: [f64; 4] = [4.0, 8.0, 16.0, 32.0];

/// The cases of all articles, and the articles with what is to be found in them.
#[derive(Default)]
struct Set {
    articles: Vec<(Article, Vec<Trip>)>,
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
                set.add(article.map_err(|e| format!("{id}: {e}"))?, annotated.trips.clone())?;
            }
        }
    }
    Ok(set)
}

fn trips<'t>(trips: impl Iterator<Item = &'t itinerary::Trip>) -> Result<Vec<Trip>, String> {
    let value = serde_json::to_value(trips.collect::<Vec<_>>());
    value.and_then(serde_json::from_value).map_err(|e| e.to_string())
}

impl Set {
    fn add(&mut self, article: Article, gold: Vec<Trip>) -> Result<(), String> {
        let (judged, without): (Vec<Judged>, Vec<Judged>) =
            extract::unjudged(&article).into_iter().partition(|judged| !judged.trip.stops.is_empty());
        let found = trips(judged.iter().map(|j| &j.trip))?;
        let mut missed: Vec<(&Trip, Vec<&Stop>)> = Vec::new();
        for (g, p) in score::pair(&gold, &found) {
            let stops = g.map_or(&[] as &[Stop], |g| &g.stops);
            let n = p.and_then(|p| found.iter().position(|f| std::ptr::eq(f, p)));
            let aligned = n.map_or(Vec::new(), |n| self.found(stops, &found[n].stops, &judged[n]));
            let left = (0..stops.len()).filter(|i| !aligned.iter().any(|(g, _)| g == i)).map(|i| &stops[i]).collect();
            missed.extend(g.map(|g| (g, left)));
        }
        let own = |trip: &Trip| -> Vec<&Stop> {
            missed.iter().filter(|(g, _)| score::same_traveller(g, trip)).flat_map(|(_, left)| left.clone()).collect()
        };
        for (judged, trip) in judged.iter().zip(&found) {
            self.left_over(Kind::Unnoticed, own(trip), judged);
        }
        for (judged, trip) in without.iter().zip(trips(without.iter().map(|j| &j.trip))?) {
            self.left_over(Kind::Unseen, own(&trip), judged);
        }
        self.articles.push((article, gold));
        Ok(())
    }

    /// The stops of a trip that rules found; returns those that are right, beside those of the annotation.
    fn found(&mut self, gold: &[Stop], found: &[Stop], judged: &Judged) -> Vec<(usize, usize)> {
        let aligned = score::align(gold, found);
        for (j, signs) in judged.signs.iter().enumerate() {
            let right = aligned.iter().any(|(_, p)| *p == j);
            self.case(Kind::Found, signs.clone(), right, None);
        }
        aligned
    }

    /// The places of which no rule made a stop.
    fn left_over(&mut self, kind: Kind, missed: Vec<&Stop>, judged: &Judged) {
        let mut places: Vec<(Place, usize)> = Vec::new();
        for (place, signs) in &judged.unnoticed {
            let seat = place.seat.copied().unwrap_or(*place);
            let stop = Stop::at(place.country, seat.lat, seat.lon);
            let right = missed.iter().any(|g| score::same_place(g, &stop));
            let known = places.iter().find(|(p, _)| p == place).map(|(_, number)| *number);
            let number = self.case(kind, signs.clone(), right, known);
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
        let article = self.articles.len();
        self.cases.entry(kind).or_default().push(Case { signs, right, article, place });
        place
    }
}

/// What was learned of one kind of case.
struct Learned {
    kind: Kind,
    weights: learn::Weights,
    /// The same by ways of folding and by folds: from all articles but those of the fold.
    held_out: Vec<Vec<learn::Weights>>,
}

/// The table of weights, and what is to be said of it.
fn table(set: &Set) -> (String, String) {
    let mut report = String::new();
    let mut all = Vec::new();
    for (kind, cases) in &set.cases {
        let (penalty, judged) = best_penalty(cases);
        let of = |way, fold| learn::fit(&learn::without(cases, |article| folded(article, way) == fold), penalty);
        let held_out = (0..WAYS).map(|way| (0..FOLDS).map(|fold| of(way, fold)).collect()).collect();
        all.push(Learned { kind: *kind, weights: learn::fit(cases, penalty), held_out });
        let right = judged.iter().filter(|(_, right)| *right).count();
        let (n, loss) = (judged.len(), learn::log_loss(&judged));
        let _ = writeln!(report, "{}: {n} cases, {right} right; penalty {penalty}; log loss {loss:.3}", kind.name());
    }
    let limits = limits(set, &all, &mut report);
    let stops: usize = set.articles.iter().flat_map(|(_, gold)| gold).map(|trip| trip.stops.len()).sum();
    let head = format!(
        "# Weights of signs, in log-odds; made by `cargo run --release --example train -- FOLDER…` from {} annotated articles with {stops} stops.\n",
        set.articles.len(),
    );
    let of = |(learned, limit): (&Learned, f64)| rows(learned.kind, &learned.weights, limit);
    (head + &all.iter().zip(limits).map(of).collect::<String>(), report)
}

fn rows(kind: Kind, weights: &learn::Weights, limit: f64) -> String {
    let name = kind.name();
    let mut rows = format!("{name}\t{LIMIT}\t{limit:.2}\n{name}\t{BIAS}\t{:.3}\n", weights.bias);
    for (sign, weight) in &weights.by_sign {
        let _ = writeln!(rows, "{name}\t{sign}\t{weight:.3}");
    }
    rows
}

/// The least chances with which articles that the weights were not learned from are read best, one kind after the other.
fn limits(set: &Set, all: &[Learned], report: &mut String) -> Vec<f64> {
    let mut limits: Vec<f64> =
        all.iter().map(|learned| if learned.kind == Kind::Found { 0.0 } else { NEVER }).collect();
    let mut best = reading(set, all, &limits);
    let _ = writeln!(report, "rules alone: {}", told(&best));
    for n in 0..all.len() {
        let with = |limit: f64| {
            let mut tried = limits.clone();
            tried[n] = limit;
            let tally = reading(set, all, &tried);
            (tried, tally)
        };
        let tried: Vec<(Vec<f64>, Tally)> = LIMITS.into_iter().map(with).collect();
        let most = tried.iter().map(|(_, tally)| worth(tally)).fold(worth(&best), f64::max);
        // Where little is gained, as little as can be is changed: few stops are dropped, few places are added.
        let near = |(_, tally): &&(Vec<f64>, Tally)| worth(tally) >= most - LITTLE;
        let careful = if all[n].kind == Kind::Found { tried.iter().find(near) } else { tried.iter().rev().find(near) };
        if let Some((chosen, tally)) = careful.filter(|(_, tally)| worth(tally) > worth(&best)).cloned() {
            (limits, best) = (chosen, tally);
        }
        for (tried, tally) in &tried {
            let _ = writeln!(report, "  {} from {:.2}: {}", all[n].kind.name(), tried[n], told(tally));
        }
        let _ = writeln!(report, "{} from {:.2}: {}", all[n].kind.name(), limits[n], told(&best));
    }
    *report += &best.sure();
    limits
}

/// So much of the sum of three figures, in percent points, is little.
const LITTLE: f64 = 0.6;

const LIMITS: [f64; 10] = [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6];

/// All articles as read by the weights that were learned without them.
fn reading(set: &Set, all: &[Learned], limits: &[f64]) -> Tally {
    let mut total = Tally::default();
    for way in 0..WAYS {
        let table = |fold: usize| {
            let of = |(learned, limit): (&Learned, &f64)| rows(learned.kind, &learned.held_out[way][fold], *limit);
            Table::read(&all.iter().zip(limits).map(of).collect::<String>())
        };
        let tables: Vec<Table> = (0..FOLDS).map(table).collect();
        for (n, (article, gold)) in set.articles.iter().enumerate() {
            let itinerary = extract::extract_by(article, &tables[folded(n, way)]);
            if let Ok(found) = trips(itinerary.trips.iter()) {
                total.add(&Tally::of(gold, &found).0);
            }
        }
    }
    total
}

/// What is to be as high as can be: trips, stops and legs alike.
fn worth(tally: &Tally) -> f64 {
    [tally.trips, tally.stops, tally.legs].into_iter().filter_map(|count| count.f1()).sum()
}

fn told(tally: &Tally) -> String {
    let f1 = |count: score::Count| count.f1().unwrap_or_default();
    format!("trips {:.1}, stops {:.1}, legs {:.1}", f1(tally.trips), f1(tally.stops), f1(tally.legs))
}

fn best_penalty(cases: &[Case]) -> (f64, Vec<(f64, bool)>) {
    let judged =
        PENALTIES.map(|penalty| (penalty, learn::held_out(cases, penalty, FOLDS, |article| folded(article, 0))));
    let best = judged.into_iter().min_by(|a, b| learn::log_loss(&a.1).total_cmp(&learn::log_loss(&b.1)));
    best.unwrap_or_default()
}
