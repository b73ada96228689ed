//! Runs every example and counter-example of `timex.tsv` and every case of `timex-cases.tsv`, read as if published on Wednesday 2019-02-27.
//!
//! `UPDATE_GOLDEN=1 cargo test timex` writes the values found into the table; review the difference like code.

use super::*;
use crate::language;
use crate::model::Article;

fn read(rules: &Rules, vocabulary: &Vocabulary, sentence: &str) -> Vec<Timex> {
    let article = Article { text: sentence.to_string(), ..Article::default() };
    let published = NaiveDate::from_ymd_opt(2019, 2, 27);
    find(&Document::new(&article, vocabulary), rules, Anchor { published, dateline: None })
}

#[test]
fn every_row_finds_its_example() {
    for tables in &language::ALL {
        examples_of(tables);
    }
}

fn examples_of(tables: &Tables) {
    let mut vocabulary = Vocabulary::of(tables);
    let rules = Rules::compile(&mut vocabulary, tables);
    let (mut wrong, mut table) = (Vec::new(), tables.timex.to_string());
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
        let path = format!("{}/data/lang/{}/timex.tsv", env!("CARGO_MANIFEST_DIR"), tables.code);
        std::fs::write(path, table).expect("the table can be written");
    }
    assert!(wrong.is_empty(), "{} rows of {}:\n{}", wrong.len(), tables.code, wrong.join("\n"));
}

/// Which of the days that the words leave open is meant: by tense, by the days told before, by the weekday.
#[test]
fn every_case_names_its_days() {
    cases_of(&language::ALL[0], include_str!("../../data/lang/en/timex-cases.tsv"));
    cases_of(&language::ALL[1], include_str!("../../data/lang/fr/timex-cases.tsv"));
}

fn cases_of(tables: &Tables, cases: &str) {
    let mut vocabulary = Vocabulary::of(tables);
    let rules = Rules::compile(&mut vocabulary, tables);
    let mut wrong = Vec::new();
    for line in cases.lines().filter(|l| !l.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [sentence, expression, days] = columns[..] else { panic!("three columns, please: {line}") };
        let found = read(&rules, &vocabulary, sentence);
        let named = found.iter().filter(|t| &sentence[t.span.start..t.span.end] == expression);
        let read: Vec<String> = named.filter_map(|t| t.days).map(written).collect();
        if read != [days] {
            wrong.push(format!("{sentence:?}: {expression} is {read:?}, not {days}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases of {}:\n{}", wrong.len(), tables.code, wrong.join("\n"));
}

fn written(days: crate::model::DateSpan) -> String {
    match days.single() {
        Some(day) => day.to_string(),
        None => format!("{}/{}", days.first, days.last),
    }
}
