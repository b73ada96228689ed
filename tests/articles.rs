//! The project's own annotated articles: what is reached on them now must not be lost.
//!
//! Each folder of `tests/articles` and of `tests/articles-LANGUAGE` holds an article and what a reader finds in it (see the README
//! there). A figure that falls below its floor is a fault; one that rises calls for a new floor.

#[allow(dead_code)]
#[path = "../examples/evaluate/score.rs"]
mod score;

use motorcade::cli::input;
use motorcade::model::itinerary::{Named, Role, Status};
use score::{Annotated, Tally, Trip};
use std::fs;
use std::path::{Path, PathBuf};

/// What is reached, in percent, rounded down; see `cargo run --example evaluate -- tests/articles`.
const FLOORS: &[(&str, f64)] = &[
    ("trips", 81.0),
    ("travellers", 61.5),
    ("stops", 69.0),
    ("legs", 45.5),
    ("dates", 56.5),
    ("status", 87.0),
    ("role", 94.0),
    ("exact", 11.5),
    ("quiet", 80.0),
];

/// The same for `tests/articles-fr`.
const FRENCH: &[(&str, f64)] = &[
    ("trips", 74.0),
    ("travellers", 46.0),
    ("stops", 68.5),
    ("legs", 50.0),
    ("dates", 48.0),
    ("status", 88.0),
    ("role", 95.5),
    ("exact", 10.0),
    ("quiet", 60.0),
];

fn folders(of: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(of);
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

#[test]
fn figures_hold_on_the_annotated_articles() {
    hold("tests/articles", 60, FLOORS);
}

#[test]
fn figures_hold_on_the_annotated_articles_in_french() {
    hold("tests/articles-fr", 30, FRENCH);
}

fn hold(corpus: &str, least: usize, floors: &[(&str, f64)]) {
    let mut total = Tally::default();
    let folders = folders(corpus);
    assert!(folders.len() >= least, "only {} annotated articles", folders.len());
    for folder in folders {
        let expected: Annotated = serde_json::from_slice(&fs::read(folder.join("expected.json")).unwrap()).unwrap();
        let path = folder.join("article.json");
        let articles = input::articles_of(&fs::read(&path).unwrap(), &path, &input::Hints::default()).unwrap();
        let found = serde_json::to_value(motorcade::extract::extract(&articles[0]).trips).unwrap();
        let found: Vec<Trip> = serde_json::from_value(found).unwrap();
        total.add(&Tally::of(&expected.trips, &found).0);
    }
    let figures: serde_json::Value = serde_json::from_str(&total.json()).unwrap();
    let fallen: Vec<String> = floors
        .iter()
        .filter(|(name, floor)| figures[*name].as_f64().is_none_or(|reached| reached < *floor))
        .map(|(name, floor)| format!("{name} {} < {floor}", figures[*name]))
        .collect();
    assert!(fallen.is_empty(), "{}\n{}", fallen.join(", "), total.table());
}

#[test]
fn the_sample_is_read_as_a_reader_would() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles/putin-asia-2024.txt");
    let articles = input::articles_of(&fs::read(&path).unwrap(), &path, &input::Hints::default()).unwrap();
    let itinerary = motorcade::extract::extract(&articles[0]);
    assert_eq!(itinerary.trips.len(), 1, "Kim and the hosts in Hanoi stay at home");
    let trip = &itinerary.trips[0];
    assert_eq!(trip.traveller.name, "Vladimir Putin");
    let stops: Vec<_> = trip.stops.iter().map(|s| (s.place.as_str(), s.status, s.named, s.role)).collect();
    assert_eq!(stops[0], ("Pyongyang", Status::Visited, Named::City, Role::Stop));
    assert_eq!(stops[1], ("Hanoi", Status::Current, Named::City, Role::Stop));
    let leg = &trip.legs[0];
    assert!((leg.distance_km.unwrap() - 2760.0).abs() < 15.0, "Pyongyang to Hanoi is some 2,760 km");
    for stop in &trip.stops {
        assert!(!stop.evidence.is_empty(), "{} has no evidence", stop.place);
        for evidence in &stop.evidence {
            let words: String =
                articles[0].text.chars().skip(evidence.start).take(evidence.end - evidence.start).collect();
            assert!(words == evidence.quote || articles[0].title.is_some(), "{words:?} is not {:?}", evidence.quote);
        }
    }
}

#[test]
fn a_weekday_that_does_not_fit_its_date_is_told() {
    let path = Path::new("contradiction.txt");
    let text = "President Emmanuel Macron arrived in Rabat on Tuesday, 28 June 2024, the palace said.";
    let hints = input::Hints { published: chrono::NaiveDate::from_ymd_opt(2024, 6, 29), ..Default::default() };
    let articles = input::articles_of(text.as_bytes(), path, &hints).unwrap();
    let itinerary = motorcade::extract::extract(&articles[0]);
    assert_eq!(itinerary.trips[0].stops[0].arrive, chrono::NaiveDate::from_ymd_opt(2024, 6, 28));
    let warning = itinerary.warnings.iter().find(|w| w.kind == "date-contradiction").expect("a warning");
    assert!(warning.message.contains("Friday"), "{}", warning.message);
}
