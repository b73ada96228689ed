//! Every row of `data/lang/en/day-cases.tsv`: the days and the status that a short text gives its stops.

use motorcade::extract;
use motorcade::model::Article;
use motorcade::model::itinerary::Stop;

const CASES: &str = include_str!("../data/lang/en/day-cases.tsv");

/// "Nairobi 2019-03-01 - planned"
fn written(stop: &Stop) -> String {
    let day = |d: Option<chrono::NaiveDate>| d.map_or_else(|| "-".to_string(), |d| d.to_string());
    let status = format!("{:?}", stop.status).to_lowercase();
    format!("{} {} {} {status}", stop.place, day(stop.arrive), day(stop.depart))
}

#[test]
fn every_row_gives_its_days() {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in CASES.lines().filter(|l| !l.starts_with('#')) {
        let [published, text, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("three columns, please: {line}")
        };
        let published = published.parse().unwrap_or_else(|_| panic!("no day: {line}"));
        let article = Article { text: text.to_string(), published: Some(published), ..Article::default() };
        let itinerary = extract::extract(&article);
        let found: Vec<String> = itinerary.trips.first().map_or(Vec::new(), |t| t.stops.iter().map(written).collect());
        let missing: Vec<&str> = expected.split(" | ").filter(|e| !found.iter().any(|f| f == e)).collect();
        rows += 1;
        if !missing.is_empty() {
            wrong.push(format!("{text}\n    not {missing:?}\n    but {found:?}"));
        }
    }
    assert!(rows >= 80, "{rows} rows");
    assert!(wrong.is_empty(), "{} of {rows} rows:\n{}", wrong.len(), wrong.join("\n"));
}
