//! Reads articles as JSON lines `{"id","dct","text"}` and prints their time expressions as JSON lines, for scoring.
//!
//! Spans of days are given by their two ends, as TIMEX3 has them; with `--whole` as one, with all that the trips need.

use motorcade::language;
use motorcade::model::mention::{Anchor, Timex, TimexKind};
use motorcade::model::{Article, DateSpan};
use motorcade::text::{Document, Vocabulary};
use motorcade::timex;
use serde_json::{Value, json};
use std::io::Read;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let whole = std::env::args().any(|a| a == "--whole");
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let mut vocabulary = Vocabulary::of(&language::ALL[0]);
    let start = Instant::now();
    let rules = timex::Rules::compile(&mut vocabulary, &language::ALL[0]);
    let compiled = start.elapsed();
    let (mut spent, mut bytes) = (Duration::ZERO, 0);
    for line in input.lines().filter(|l| !l.trim().is_empty()) {
        let row: Value = serde_json::from_str(line)?;
        let published = row["dct"].as_str().and_then(|d| d.parse().ok());
        let text = row["text"].as_str().unwrap_or_default().to_string();
        let article = Article { text, title: row["title"].as_str().map(String::from), published, ..Article::default() };
        let document = Document::new(&article, &vocabulary);
        let start = Instant::now();
        let dateline = timex::dateline(&document, &rules, published);
        let found = timex::find(&document, &rules, Anchor { published, dateline });
        spent += start.elapsed();
        bytes += document.text.len();
        let found = if whole { found } else { timex::split(&document, &rules, &found) };
        let timexes: Vec<_> = found.iter().map(|t| object(&document, t, whole)).collect();
        println!("{}", json!({"id": row["id"], "dateline": dateline, "timexes": timexes}));
    }
    let per_article = spent.as_secs_f64() * 1e6 * 2500.0 / bytes as f64;
    eprintln!("{per_article:.1} µs per 2.5 KB; rules compiled in {compiled:?}");
    Ok(())
}

fn object(document: &Document, timex: &Timex, whole: bool) -> Value {
    let (_, start, end) = document.code_points(timex.span);
    let kind = match timex.kind {
        TimexKind::Date => "DATE",
        TimexKind::Time => "TIME",
        TimexKind::Duration => "DURATION",
        TimexKind::Set => "SET",
    };
    let text = document.words(timex.span);
    let mut object = json!({"start": start, "end": end, "text": text, "type": kind, "value": timex.value});
    if whole {
        let span = |s: Option<DateSpan>| s.map(|s| json!([s.first, s.last]));
        object["rule"] = json!(timex.rule);
        object["days"] = json!(span(timex.days));
        object["past"] = json!(span(timex.past));
        object["future"] = json!(span(timex.future));
        object["extent"] = json!(span(timex.extent));
        object["offset_days"] = json!(timex.offset_days);
        object["nth_day"] = json!(timex.nth_day);
        object["duration_days"] = json!(timex.duration_days);
        object["sentence"] = json!(document.words(
            document.span(document.sentence_of(timex.tokens.0).first, document.sentence_of(timex.tokens.0).last)
        ));
    }
    object
}
