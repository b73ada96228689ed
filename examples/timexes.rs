//! Reads articles as JSON lines `{"id","dct","text"}` and prints their time expressions, for scoring.

use motorcade::model::Article;
use motorcade::model::mention::{Anchor, TimexKind};
use motorcade::text::{Document, Vocabulary};
use motorcade::timex;
use std::io::Read;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let mut vocabulary = Vocabulary::default();
    let rules = timex::Rules::compile(&mut vocabulary);
    let (mut spent, mut bytes) = (std::time::Duration::ZERO, 0);
    for line in input.lines().filter(|l| !l.trim().is_empty()) {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let published = row["dct"].as_str().and_then(|d| d.parse().ok());
        let article =
            Article { text: row["text"].as_str().unwrap_or_default().to_string(), published, ..Article::default() };
        let document = Document::new(&article, &vocabulary);
        let start = std::time::Instant::now();
        let dateline = timex::dateline(&document, &rules, published);
        let found = timex::find(&document, &rules, Anchor { published, dateline });
        let found = timex::split(&document, &rules, &found);
        spent += start.elapsed();
        bytes += document.text.len();
        let timexes: Vec<_> = found
            .iter()
            .map(|t| {
                let (_, start, end) = document.code_points(t.span);
                let kind = match t.kind {
                    TimexKind::Date => "DATE",
                    TimexKind::Time => "TIME",
                    TimexKind::Duration => "DURATION",
                    TimexKind::Set => "SET",
                };
                serde_json::json!({"start": start, "end": end, "text": document.words(t.span), "type": kind, "value": t.value, "rule": t.rule})
            })
            .collect();
        println!("{}", serde_json::json!({"id": row["id"], "timexes": timexes}));
    }
    eprintln!("{:.1} µs per 2.5 KB", spent.as_secs_f64() * 1e6 * 2500.0 / bytes as f64);
    Ok(())
}
