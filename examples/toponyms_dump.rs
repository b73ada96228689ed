//! Prints the place names of articles as JSON lines, for scoring: `toponyms_dump FILE.jsonl`, rows of `{"id", "text"}`.

use motorcade::model::Article;
use motorcade::model::mention::{Span, Usage};
use motorcade::text::{Document, Vocabulary, people};
use motorcade::toponym;

fn main() {
    let path = std::env::args().nth(1).expect("give a file of JSON lines");
    let verbose = std::env::args().nth(2).is_some();
    let mut vocabulary = Vocabulary::default();
    let started = std::time::Instant::now();
    let rules = toponym::Rules::compile(&mut vocabulary);
    eprintln!("compiled in {:?}", started.elapsed());
    let persons = persons(&mut vocabulary);
    let (mut bytes, mut spent) = (0, std::time::Duration::ZERO);
    for line in std::fs::read_to_string(path).expect("a readable file").lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let article = Article { text: row["text"].as_str().unwrap_or("").into(), ..Article::default() };
        let document = Document::new(&article, &vocabulary);
        let people: Vec<Span> = persons
            .as_ref()
            .map_or(Vec::new(), |p| people::find(&document, p, &|_| false).0.iter().map(|m| m.span).collect());
        let started = std::time::Instant::now();
        let found = toponym::find(&document, &rules, &people);
        spent += started.elapsed();
        bytes += article.text.len();
        let rows: Vec<_> = found
            .iter()
            .filter(|t| {
                verbose
                    || !(t.usage == Usage::Actor
                        && t.place.is_some_and(|p| p.kind == motorcade::model::place::PlaceKind::Venue))
            })
            .map(|t| {
                let (_, start, end) = document.code_points(t.span);
                serde_json::json!({
                    "start": start, "end": end, "phrase": document.words(t.span),
                    "lat": t.place.map(|p| p.lat), "lon": t.place.map(|p| p.lon), "country": t.place.map(|p| p.country),
                    "geonames_id": t.place.and_then(|p| p.geonames_id), "kind": t.place.map(|p| p.kind),
                    "usage": format!("{:?}", t.usage), "rule": t.rule,
                    "name": t.place.map(|p| format!("{}/{}/{}", p.name, p.admin, p.country)),
                })
            })
            .collect();
        println!("{}", serde_json::json!({"id": row["id"], "toponyms": rows}));
    }
    eprintln!("{bytes} bytes in {spent:?}: {:.1} us per 2.5 KB", spent.as_secs_f64() * 1e6 / (bytes as f64 / 2500.0));
}

fn persons(vocabulary: &mut Vocabulary) -> Option<people::Rules> {
    let _ = vocabulary;
    None
}
