//! Prints the place names of articles as JSON lines, for scoring: `toponyms_dump FILE.jsonl`, rows of `{"id", "text"}`.
//!
//! A second argument keeps the venues that stand for those who sit there ("the Kremlin said").

use motorcade::language;
use motorcade::model::Article;
use motorcade::model::mention::{PersonForm, Span, Toponym, Usage};
use motorcade::model::place::PlaceKind;
use motorcade::text::{Document, Vocabulary};
use motorcade::{extract, toponym};
use std::time::{Duration, Instant};

fn main() {
    let path = std::env::args().nth(1).expect("give a file of JSON lines");
    let verbose = std::env::args().nth(2).is_some();
    let mut vocabulary = Vocabulary::of(&language::ALL[0]);
    let started = Instant::now();
    let rules = toponym::Rules::compile(&mut vocabulary, &language::ALL[0]);
    eprint!("compiled in {:?}", started.elapsed());
    let started = Instant::now();
    toponym::Rules::compile(&mut vocabulary, &language::ALL[0]);
    eprintln!(", again in {:?}", started.elapsed());
    let (mut bytes, mut spent) = (0, Duration::ZERO);
    for line in std::fs::read_to_string(path).expect("a readable file").lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let article = Article { text: row["text"].as_str().unwrap_or("").into(), ..Article::default() };
        let people = people(&article);
        let document = Document::new(&article, &vocabulary);
        let started = Instant::now();
        let found = toponym::find(&document, &rules, &people);
        spent += started.elapsed();
        bytes += article.text.len();
        let rows: Vec<_> =
            found.iter().filter(|t| verbose || !is_seat_of_power(t)).map(|t| json(t, &document)).collect();
        println!("{}", serde_json::json!({"id": row["id"], "toponyms": rows}));
    }
    eprintln!("{bytes} bytes in {spent:?}: {:.1} us per 2.5 KB", spent.as_secs_f64() * 1e6 / (bytes as f64 / 2500.0));
}

fn people(article: &Article) -> Vec<Span> {
    let mentions = extract::mentions(article).mentions;
    mentions.travellers.iter().filter(|m| m.form == PersonForm::Name).map(|m| m.span).collect()
}

fn is_seat_of_power(toponym: &Toponym) -> bool {
    toponym.usage == Usage::Actor && toponym.place.is_some_and(|p| p.kind == PlaceKind::Venue)
}

fn json(t: &Toponym, document: &Document) -> serde_json::Value {
    let (_, start, end) = document.code_points(t.span);
    serde_json::json!({
        "start": start, "end": end, "phrase": document.words(t.span),
        "lat": t.place.map(|p| p.lat), "lon": t.place.map(|p| p.lon), "country": t.place.map(|p| p.country),
        "geonames_id": t.place.and_then(|p| p.geonames_id), "kind": t.place.map(|p| p.kind),
        "usage": format!("{:?}", t.usage), "rule": t.rule, "confidence": t.confidence,
        "name": t.place.map(|p| format!("{}/{}/{}", p.name, p.admin, p.country)),
    })
}
