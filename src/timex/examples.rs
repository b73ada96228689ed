//! Runs every example and counter-example of `timex.tsv`, read as if published on Wednesday 2019-02-27.
//!
//! `UPDATE_GOLDEN=1 cargo test timex` writes the values found into the table; review the difference like code.

use super::*;
use crate::model::Article;

fn read(rules: &Rules, vocabulary: &Vocabulary, sentence: &str) -> Vec<Timex> {
    let article = Article { text: sentence.to_string(), ..Article::default() };
    let published = NaiveDate::from_ymd_opt(2019, 2, 27);
    find(&Document::new(&article, vocabulary), rules, Anchor { published, dateline: None })
}

#[test]
fn every_row_finds_its_example() {
    let mut vocabulary = Vocabulary::default();
    let rules = Rules::compile(&mut vocabulary);
    let (mut wrong, mut table) = (Vec::new(), PATTERNS.to_string());
    for example in rules.examples() {
        let found = read(&rules, &vocabulary, example.sentence);
        let value = found.iter().find(|t| t.rule == example.rule).map_or("nothing", |t| &t.value);
        if value != example.value {
            let all: Vec<_> = found.iter().map(|t| (t.rule, &t.value)).collect();
            wrong.push(format!(
                "{} in {:?}: {value}, not {}; all: {all:?}",
                example.rule, example.sentence, example.value
            ));
            let row = |value: &str| format!("{}\t{value}", example.sentence);
            table = table.replace(&row(example.value), &row(value));
        }
        if let Some(counter) = example.counter {
            let found = read(&rules, &vocabulary, counter);
            if found.iter().any(|t| t.rule == example.rule) {
                wrong.push(format!("{} in its counter-example {counter:?}", example.rule));
            }
        }
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() && !wrong.is_empty() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/lang/en/timex.tsv");
        std::fs::write(path, table).expect("the table can be written");
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}
