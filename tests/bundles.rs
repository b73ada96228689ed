//! Coverage of one journey by several articles, from their texts to the merged trip: `tests/bundles`.
//!
//! Each folder holds the articles of one journey, or of two leaders' at once, and what a desk would expect of them together. Floors
//! hold what is reached now; a figure that falls is a fault.

use motorcade::coverage::Coverage;
use motorcade::extract::extract;
use motorcade::model::Itinerary;
use motorcade::read::{self, Known};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Least share of expected stops found in their order, of days, of statuses, of conflicts, and least number of bundles wholly right.
const STOPS: f64 = 0.97;
const DAYS: f64 = 0.95;
const STATUSES: f64 = 0.96;
const CONFLICTS: f64 = 0.81;
const WHOLE: usize = 15;

fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir("tests/bundles").unwrap().map(|f| f.unwrap().path()).collect();
    folders.sort();
    folders
}

fn merged(folder: &Path) -> Itinerary {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let mut coverage = Coverage::default();
    let nowhere = |_: &str, _: Option<&str>| None;
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "txt")) {
        let known = Known { id: file.file_stem().unwrap().to_string_lossy().into_owned(), ..Known::default() };
        let article = read::text::article(&fs::read(file).unwrap(), &known).unwrap();
        assert!(article.published.is_some(), "{}: no day", file.display());
        coverage.add(extract(&article), &nowhere);
    }
    coverage.itinerary(&nowhere)
}

/// Every bundle, and the articles of all together: neither order nor repetition changes anything.
#[test]
fn bundles_merge_alike_in_any_order() {
    let texts = |folder: &Path| -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
        files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
        files.sort();
        files
    };
    let read = |folder: &Path| -> Vec<Itinerary> {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let article = |file: &PathBuf| {
            let id = format!("{name}-{}", file.file_stem().unwrap().to_string_lossy());
            let known = Known { id, ..Known::default() };
            extract(&read::text::article(&fs::read(file).unwrap(), &known).unwrap())
        };
        texts(folder).iter().map(article).collect()
    };
    let merged = |parts: &mut dyn Iterator<Item = Itinerary>| {
        let mut coverage = Coverage::default();
        let nowhere = |_: &str, _: Option<&str>| None;
        parts.for_each(|part| coverage.add(part, &nowhere));
        coverage.itinerary(&nowhere)
    };
    let bundles: Vec<Vec<Itinerary>> = folders().iter().map(|f| read(f)).collect();
    let all: Vec<Itinerary> = bundles.iter().flatten().cloned().collect();
    for parts in bundles.iter().chain([&all]) {
        let forth = merged(&mut parts.iter().cloned());
        for turn in 0..parts.len() {
            let turned = parts[turn..].iter().chain(&parts[..turn]);
            assert_eq!(merged(&mut turned.rev().cloned()), forth, "{}", parts[0].articles[0].id);
        }
        assert_eq!(merged(&mut [forth.clone(), forth.clone()].into_iter()), forth);
        let (first, rest) = parts.split_at(1);
        let later = merged(&mut rest.iter().cloned());
        assert_eq!(merged(&mut [later, first[0].clone()].into_iter()), forth, "an update is as good as a merge");
    }
}

/// A conflict names its field and values, who says each, the value that the stop has first, and why.
#[test]
fn conflicts_are_told_in_full() {
    let mut seen = 0;
    for folder in folders() {
        let itinerary = merged(&folder);
        for trip in &itinerary.trips {
            for conflict in &trip.conflicts {
                seen += 1;
                assert!(conflict.values.len() > 1 && !conflict.why.is_empty(), "{conflict:?}");
                assert!(conflict.values.iter().all(|v| !v.articles.is_empty()), "{conflict:?}");
                let known = |id: &String| itinerary.articles.iter().any(|a| a.id == *id);
                assert!(conflict.values.iter().flat_map(|v| &v.articles).all(known), "{conflict:?}");
                let stop = &trip.stops[conflict.stop];
                let taken = match conflict.field.as_str() {
                    "arrive" => stop.arrive.map(|d| d.to_string()),
                    "depart" => stop.depart.map(|d| d.to_string()),
                    "place" => Some(stop.place.clone()),
                    _ => continue,
                };
                assert_eq!(taken.as_deref(), Some(conflict.values[0].value.as_str()), "{}", folder.display());
            }
        }
    }
    assert!(seen >= 8, "{seen} conflicts");
}

#[derive(Default)]
struct Tally {
    found: usize,
    of: usize,
}

impl Tally {
    fn note(&mut self, right: bool) {
        self.found += usize::from(right);
        self.of += 1;
    }

    fn share(&self) -> f64 {
        self.found as f64 / self.of.max(1) as f64
    }
}

#[test]
fn bundles_make_the_trips_that_a_desk_expects() {
    let (mut stops, mut days, mut statuses, mut conflicts) =
        (Tally::default(), Tally::default(), Tally::default(), Tally::default());
    let mut whole = 0;
    let mut told = Vec::new();
    for folder in folders() {
        let expected: Value = serde_json::from_slice(&fs::read(folder.join("expected.json")).unwrap()).unwrap();
        let itinerary = serde_json::to_value(merged(&folder)).unwrap();
        let expected = expected["trips"].as_array().unwrap();
        let trips = itinerary["trips"].as_array().unwrap();
        let mut right = expected.len() == trips.len();
        for (n, wanted) in expected.iter().enumerate() {
            let named = |t: &&Value| t["traveller"]["name"] == wanted["traveller"];
            let nth = expected[..n].iter().filter(|t| t["traveller"] == wanted["traveller"]).count();
            let trip = trips.iter().filter(named).nth(nth).unwrap_or(&Value::Null);
            let none = Vec::new();
            let found = trip["stops"].as_array().unwrap_or(&none);
            let mut at = 0;
            for stop in wanted["stops"].as_array().unwrap() {
                let place = |s: &&Value| s["place"] == stop["place"] && s["country"] == stop["country"];
                let met = found[at..].iter().position(|s| place(&s)).map(|n| at + n);
                stops.note(met.is_some());
                right &= met == Some(at);
                let Some(met) = met else { continue };
                at = met + 1;
                let same = |field: &str| found[met][field] == stop[field];
                for field in ["arrive", "depart"] {
                    days.note(same(field));
                    right &= same(field);
                }
                statuses.note(same("status"));
                right &= same("status") && same("role");
            }
            right &= at == found.len();
            for conflict in wanted["conflicts"].as_array().unwrap() {
                let values = |c: &Value| -> Vec<Value> {
                    c["values"].as_array().unwrap().iter().map(|v| v["value"].clone()).collect()
                };
                let same = |c: &Value| {
                    let place = &found[c["stop"].as_u64().unwrap() as usize]["place"];
                    *place == conflict["stop"]
                        && c["field"] == conflict["field"]
                        && Value::from(values(c)) == conflict["values"]
                };
                let met = trip["conflicts"].as_array().is_some_and(|all| all.iter().any(same));
                conflicts.note(met);
                right &= met;
            }
        }
        whole += usize::from(right);
        told.push(format!("{} {}", if right { "whole" } else { "part " }, folder.display()));
    }
    let figures = format!(
        "stops {:.2}, days {:.2}, statuses {:.2}, conflicts {:.2}, {whole} of {} whole\n{}",
        stops.share(),
        days.share(),
        statuses.share(),
        conflicts.share(),
        told.len(),
        told.join("\n")
    );
    println!("{figures}");
    assert!(told.len() >= 24, "{figures}");
    assert!(stops.share() >= STOPS && days.share() >= DAYS && statuses.share() >= STATUSES, "{figures}");
    assert!(conflicts.share() >= CONFLICTS && whole >= WHOLE, "{figures}");
}
