//! Every row of `data/lang/<code>/day-cases.tsv`: the days and the status that a short text gives its stops.

use motorcade::extract;
use motorcade::model::Article;
use motorcade::model::itinerary::Stop;

const CASES: &[(&str, &str, usize)] = &[
    ("en", include_str!("../data/lang/en/day-cases.tsv"), 80),
    ("fr", include_str!("../data/lang/fr/day-cases.tsv"), 10),
];

/// "Nairobi 2019-03-01 - planned"
fn written(stop: &Stop) -> String {
    let day = |d: Option<chrono::NaiveDate>| d.map_or_else(|| "-".to_string(), |d| d.to_string());
    let status = format!("{:?}", stop.status).to_lowercase();
    format!("{} {} {} {status}", stop.place, day(stop.arrive), day(stop.depart))
}

#[test]
fn every_row_gives_its_days() {
    for (language, cases, least) in CASES {
        rows_give_their_days(language, cases, *least);
    }
}

fn rows_give_their_days(language: &str, cases: &str, least: usize) {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in cases.lines().filter(|l| !l.starts_with('#')) {
        let [published, text, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("three columns, please: {line}")
        };
        let published = published.parse().unwrap_or_else(|_| panic!("no day: {line}"));
        let language = Some(language.to_string());
        let article = Article { text: text.to_string(), published: Some(published), language, ..Article::default() };
        let itinerary = extract::extract(&article);
        let found: Vec<String> = itinerary.trips.first().map_or(Vec::new(), |t| t.stops.iter().map(written).collect());
        let missing: Vec<&str> = expected.split(" | ").filter(|e| !found.iter().any(|f| f == e)).collect();
        rows += 1;
        if !missing.is_empty() {
            wrong.push(format!("{text}\n    not {missing:?}\n    but {found:?}"));
        }
    }
    assert!(rows >= least, "{rows} rows");
    assert!(wrong.is_empty(), "{} of {rows} rows:\n{}", wrong.len(), wrong.join("\n"));
}
