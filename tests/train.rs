//! The weights of stops: the same articles give the same bytes, and what weights do to stops.

#[allow(dead_code)]
#[path = "../examples/evaluate/folder.rs"]
mod folder;
#[path = "../examples/train/learn.rs"]
mod learn;
#[allow(dead_code)]
#[path = "../examples/evaluate/score.rs"]
mod score;
#[path = "../examples/train/table.rs"]
mod table;

use motorcade::extract;
use motorcade::model::Article;
use motorcade::model::itinerary::Trip;
use motorcade::read::{Known, json};
use motorcade::trip::chance::Table;
use std::fs;
use std::path::Path;

fn article(text: &str) -> Article {
    let value = serde_json::json!({"id": "a", "published": "2019-02-27", "text": text});
    json::articles(value.to_string().as_bytes(), &Known::default()).remove(0).unwrap()
}

fn trips(text: &str, table: &str) -> Vec<Trip> {
    extract::extract_by(&article(text), &Table::read(table)).trips
}

fn places(trips: &[Trip]) -> Vec<&str> {
    trips.iter().flat_map(|trip| &trip.stops).map(|stop| stop.place.as_str()).collect()
}

#[test]
fn training_twice_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut slugs: Vec<_> = fs::read_dir(all).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()).collect();
    slugs.sort();
    for slug in slugs.iter().take(12) {
        let copy = folder.path().join(slug.file_name().unwrap());
        fs::create_dir(&copy).unwrap();
        for file in ["article.json", "expected.json"] {
            fs::copy(slug.join(file), copy.join(file)).unwrap();
        }
    }
    let folders = [folder.path().to_string_lossy().into_owned()];
    let (made, told) = table::made(&folders).unwrap();
    assert_eq!(table::made(&folders).unwrap().0, made);
    assert!(made.lines().any(|l| l.starts_with("found\t")) && told.contains("rules alone"), "{made}{told}");
    assert!(!made.contains(&folders[0]), "no path of a machine stands in the table");
}

#[test]
fn a_folder_without_articles_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let told = table::made(&[folder.path().to_string_lossy().into_owned()]).unwrap_err();
    assert!(told.contains("no annotated article"), "{told}");
}

const TOUR: &str = "President Sauli Niinisto arrived in Tallinn on Monday and flew to Riga on Tuesday.\n";

#[test]
fn a_stop_of_low_chance_is_dropped() {
    assert_eq!(places(&trips(TOUR, "")), ["Tallinn", "Riga"]);
    let flights_are_unlikely = "found\tleast chance\t0.4\nfound\tevery case\t1\nfound\tkind of cue: travel\t-3";
    assert_eq!(places(&trips(TOUR, flights_are_unlikely)), ["Tallinn"]);
    let nothing_is_likely = "found\tleast chance\t0.4\nfound\tevery case\t-3";
    assert!(trips(TOUR, nothing_is_likely).is_empty(), "a trip that keeps no stop is none");
}

#[test]
fn a_place_of_high_chance_that_no_rule_noticed_is_added_in_its_place() {
    let text = "President Sauli Niinisto will travel to Tallinn on Friday. Students wait for the guest in Tartu. He will \
fly to Riga on Sunday.\n";
    assert_eq!(places(&trips(text, "")), ["Tallinn", "Riga"]);
    let table = "unnoticed\tleast chance\t0.5\nunnoticed\tevery case\t-1\nunnoticed\tword before: in\t2";
    let trips = trips(text, table);
    assert_eq!(places(&trips), ["Tallinn", "Tartu", "Riga"]);
    let tartu = &trips[0].stops[1];
    assert_eq!((tartu.confidence, tartu.evidence[0].rule.as_str()), (0.73, "model: signs around the place"));
    assert!(tartu.evidence[0].quote.ends_with("Tartu"), "{:?}", tartu.evidence);
}

#[test]
fn somebody_without_a_trip_gets_one_where_it_is_likely() {
    let text = "Finnish President Sauli Niinisto was seen on Monday among the crowd of Warsaw.\n";
    assert!(trips(text, "").is_empty());
    let found = trips(text, "unseen\tleast chance\t0.5\nunseen\tevery case\t1");
    assert_eq!((found[0].traveller.name.as_str(), places(&found)), ("Sauli Niinisto", vec!["Warsaw"]));
}
