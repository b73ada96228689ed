//! Every row of `data/lang/<code>/motion-cases.tsv`: a sentence, a traveller, and the stops that it tells of him.
//!
//! A row's stops are `Place named status role`, separated by semicolons; none where the sentence tells of no journey. Read as if
//! published on Wednesday 2019-02-27. ` @ ` parts a headline from the text, ` ¶ ` two lines.

use motorcade::model::Article;
use motorcade::model::itinerary::{Stop, Trip};

const CASES: &[(&str, &str)] = &[
    ("en", include_str!("../data/lang/en/motion-cases.tsv")),
    ("fr", include_str!("../data/lang/fr/motion-cases.tsv")),
];

/// The stops of a traveller, as a row writes them.
fn stops(trips: &[Trip], who: &str) -> String {
    let tell = |stop: &Stop| {
        let role = format!("{:?}", stop.role).to_lowercase();
        let role = if role == "stop" { String::new() } else { format!(" {role}") };
        let place = stop.place.as_str();
        format!(
            "{place} {} {}{role}",
            format!("{:?}", stop.named).to_lowercase(),
            format!("{:?}", stop.status).to_lowercase()
        )
    };
    let theirs = trips.iter().filter(|trip| trip.traveller.name.contains(who));
    theirs.flat_map(|trip| trip.stops.iter().map(tell)).collect::<Vec<_>>().join("; ")
}

#[test]
fn every_cue_finds_its_stops() {
    for (language, cases) in CASES {
        cues_find_their_stops(language, cases);
    }
}

fn cues_find_their_stops(language: &str, cases: &str) {
    let mut wrong = Vec::new();
    for (number, line) in cases.lines().enumerate().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [class, text, who, expected] = cells[..] else {
            panic!("line {}: four cells, not {}", number + 1, cells.len())
        };
        let found = read(language, text, who);
        if found != expected {
            wrong.push(format!("{} ({class}): {text}\n    expected {expected}\n    found    {found}", number + 1));
        }
    }
    assert!(wrong.is_empty(), "{} rows differ:\n{}", wrong.len(), wrong.join("\n"));
}

fn read(language: &str, text: &str, who: &str) -> String {
    let (title, text) = text.split_once(" @ ").map_or((None, text), |(title, text)| (Some(title), text));
    let article = Article {
        id: "case".into(),
        language: Some(language.into()),
        title: title.map(String::from),
        text: text.replace(" ¶ ", "\n"),
        published: chrono::NaiveDate::from_ymd_opt(2019, 2, 27),
        ..Article::default()
    };
    stops(&motorcade::extract::extract(&article).trips, who)
}
