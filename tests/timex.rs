//! Time expressions on odd text: nothing panics, spans are sound, and a megabyte takes no longer than its length.

use motorcade::language;
use motorcade::model::Article;
use motorcade::model::mention::{Anchor, Timex};
use motorcade::text::{Document, Vocabulary};
use motorcade::timex;
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static RULES: LazyLock<(Vocabulary, timex::Rules)> = LazyLock::new(|| {
    let mut vocabulary = Vocabulary::of(&language::ALL[0]);
    let rules = timex::Rules::compile(&mut vocabulary, &language::ALL[0]);
    (vocabulary, rules)
});

/// Reads a text as if published on a day, and checks what must hold for every text.
fn read(text: &str, published: Option<&str>) -> Vec<Timex> {
    let (vocabulary, rules) = &*RULES;
    let published = published.and_then(|p| p.parse().ok());
    let article = Article { text: text.to_string(), published, ..Article::default() };
    let document = Document::new(&article, vocabulary);
    let dateline = timex::dateline(&document, rules, published);
    let found = timex::find(&document, rules, Anchor { published, dateline });
    for pair in found.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "expressions overlap: {pair:?}");
    }
    for t in timex::split(&document, rules, &found).iter().chain(&found) {
        assert!(t.span.start < t.span.end && text.get(t.span.start..t.span.end).is_some());
        assert!(!t.value.is_empty());
    }
    timex::contradictions(&document, rules, &found);
    found
}

/// Words that make dates, so that random texts reach the deep rows.
const WORDS: [&str; 48] = [
    "Monday", "Tuesday", "June", "May", "February", "30", "31", "2", "29", "1900", "2024", "0", "9999", "the", "of",
    "on", "to", "-", "–", "/", ",", "(", ")", "and", "between", "from", "last", "next", "this", "day", "days", "week",
    "years", "ago", "later", "two", "hundred", "14th", "first", "BC", "morning", "night", "century", "1980s", "a.m.",
    "GMT", ":", "Easter",
];

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,200}", published in proptest::option::of("(0001|1900|2019|9999)-(01-01|02-28|12-31)")) {
        read(&text, published.as_deref());
    }

    #[test]
    fn any_run_of_date_words_is_read(
        words in proptest::collection::vec(proptest::sample::select(&WORDS[..]), 0..40),
        published in proptest::option::of("(0001|1900|2019|9999)-(01-01|02-28|12-31)"),
    ) {
        read(&words.join(" "), published.as_deref());
    }

    #[test]
    fn full_dates_are_read_back(days in 0i64..200_000) {
        let day = chrono::NaiveDate::from_ymd_opt(1600, 1, 1).unwrap() + chrono::Duration::days(days);
        for form in ["%B %-d, %Y", "%-d %B %Y", "%Y-%m-%d", "%A, %B %-d, %Y", "%A %-d %b %Y"] {
            let found = read(&format!("The pact is of {}.", day.format(form)), Some("2019-02-27"));
            prop_assert_eq!(found.len(), 1, "{}", day.format(form));
            prop_assert_eq!(found[0].days.and_then(|d| d.single()), Some(day), "{}", day.format(form));
        }
    }
}

/// A megabyte of each piece within a second or two even without optimisation: quadratic time would take minutes.
#[test]
fn a_megabyte_takes_linear_time() {
    for piece in
        ["7", "Monday ", "June 18-", "two ", "the ", "twenty-", "1 ", "early late mid ", "3 to 4 and ", "\n12:30 "]
    {
        let text = piece.repeat(1_000_000 / piece.len());
        let start = Instant::now();
        read(&text, Some("2019-02-27"));
        assert!(start.elapsed() < Duration::from_secs(20), "{piece:?} took {:?}", start.elapsed());
    }
}

#[test]
fn impossible_days_are_no_days() {
    for text in
        ["He came on 31 June.", "He came on February 30, 2019.", "He came on 2019-02-30.", "He came on June 31-33."]
    {
        for timex in read(text, Some("2019-02-27")) {
            assert_eq!(timex.days, None, "{text}: {timex:?}");
        }
    }
}

#[test]
fn without_a_day_of_publication_nothing_is_resolved() {
    for text in [
        "He came on Monday.",
        "He came today.",
        "He came on June 3.",
        "He comes next week.",
        "He came last May.",
        "He came the next day.",
    ] {
        for timex in read(text, None) {
            assert!(timex.days.is_none() && timex.value.contains("XXXX"), "{text}: {timex:?}");
        }
    }
}

#[test]
fn open_days_have_both_readings() {
    let day = |d: &str| Some(motorcade::model::DateSpan::day(d.parse().unwrap()));
    let found = read("She was there on Thursday.", Some("2019-02-27"));
    assert_eq!(
        (found[0].past, found[0].future, found[0].days),
        (day("2019-02-21"), day("2019-02-28"), day("2019-02-21"))
    );
    let found = read("She will be there on Thursday.", Some("2019-02-27"));
    assert_eq!(found[0].days, day("2019-02-28"));
    let found = read("She will be there on 4 May.", Some("2019-02-27"));
    assert_eq!(
        (found[0].past, found[0].future, found[0].days),
        (day("2018-05-04"), day("2019-05-04"), day("2019-05-04"))
    );
}

#[test]
fn datelines_tell_their_day() {
    let (vocabulary, rules) = &*RULES;
    let cases = [
        ("HANOI, June 20 (Agency) — The premier landed here today.", Some("2024-06-20")),
        ("MANILA, Nov 13 - The premier landed here.", Some("2023-11-13")),
        ("ST. JOHN'S, Antigua, March 3 -- The premier landed here.", Some("2024-03-03")),
        ("RIO DE JANEIRO, Dec. 30, 2023 (Agency) - The premier landed here.", Some("2023-12-30")),
        ("A headline of the day\nThursday, June 20, 2024\nThe premier landed here.", Some("2024-06-20")),
        ("Taipei, Nov. 28 (ABC) The premier landed here.", Some("2024-11-28")),
        ("Hanoi (Agency) - The premier landed here on June 20.", None),
        ("The premier, who left on June 20 - a Thursday - is home.", None),
    ];
    for (text, expected) in cases {
        let published = expected.and_then(|e| e.parse().ok()).or("2024-06-21".parse().ok());
        let article = Article { text: text.to_string(), published, ..Article::default() };
        let document = Document::new(&article, vocabulary);
        assert_eq!(timex::dateline(&document, rules, published), expected.and_then(|e| e.parse().ok()), "{text}");
    }
}

#[test]
fn weekdays_that_contradict_their_date_are_told() {
    let (vocabulary, rules) = &*RULES;
    let text = "They met on Monday, June 20, 2024, and on Friday, June 21, 2024.";
    let article = Article { text: text.to_string(), ..Article::default() };
    let document = Document::new(&article, vocabulary);
    let found = timex::find(&document, rules, Anchor { published: None, dateline: None });
    let wrong = timex::contradictions(&document, rules, &found);
    assert_eq!(wrong.len(), 1);
    assert_eq!((wrong[0].timex, wrong[0].weekday), (0, 1));
}
