//! Every row of `people-cases.tsv`: a text of a sentence or two, the people that a reader finds in it, and whom later words mean.

use super::tests::{Found, meant, read};

/// What is wrong with a row; `None` where all is as told.
fn fault(text: &str, people: &str, later: &str) -> Option<String> {
    let found: Found = read(2019, None, text);
    let told: Vec<String> = people.split("; ").filter(|p| !p.is_empty()).map(String::from).collect();
    let got: Vec<String> =
        found.people.iter().map(|(name, title, country)| format!("{name}|{title}|{country}")).collect();
    if told != got {
        return Some(format!("people {got:?} instead of {told:?}"));
    }
    let wrong = later
        .split("; ")
        .filter_map(|pair| pair.split_once('='))
        .find(|(words, name)| meant(&found, words) != *name)?;
    Some(format!("{:?} means {}", wrong.0, meant(&found, wrong.0)))
}

#[test]
fn every_case_is_read_as_its_row_says() {
    let rows = include_str!("../../../data/lang/en/people-cases.tsv").lines().skip(1);
    let faults: Vec<String> = rows
        .clone()
        .filter_map(|row| {
            let mut cells = row.split('\t');
            let (text, people, later) = (cells.next()?, cells.next().unwrap_or(""), cells.next().unwrap_or(""));
            fault(text, people, later).map(|fault| format!("{text}\n    {fault}"))
        })
        .collect();
    assert!(rows.count() >= 80);
    assert!(faults.is_empty(), "{} rows fail:\n{}", faults.len(), faults.join("\n"));
}
