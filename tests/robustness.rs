//! No text stops the program: anything that can be read gives an itinerary, and that itinerary can be written and read back.

use motorcade::model::{Article, Itinerary};
use motorcade::{extract, read};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Reads any bytes as a file, and extracts from every article in it.
fn swallow(bytes: &[u8]) {
    let known = read::Known { id: "odd".into(), ..read::Known::default() };
    for piece in read::pieces(bytes).flatten() {
        for article in piece.articles(&known).into_iter().flatten() {
            check(&article);
        }
    }
}

/// Extracts, and holds the result against what the schema and the text say.
fn check(article: &Article) -> Itinerary {
    let itinerary = extract::extract(article);
    let written = serde_json::to_vec(&itinerary).unwrap();
    let back = read::itinerary::read(&written).unwrap_or_else(|e| panic!("{e} in what {:?} gave", article.text));
    assert_eq!(serde_json::to_vec(&back).unwrap(), written);
    assert_eq!(extract::extract(article), itinerary, "twice the same text gives two itineraries");
    quotes_stand_in_the_text(article, &itinerary);
    itinerary
}

fn quotes_stand_in_the_text(article: &Article, itinerary: &Itinerary) {
    use motorcade::model::itinerary::Part;
    let text: Vec<char> = article.text.chars().collect();
    let title: Vec<char> = article.title.as_deref().unwrap_or_default().chars().collect();
    for trip in &itinerary.trips {
        let stops = trip.stops.iter().flat_map(|stop| &stop.evidence);
        let legs = trip.legs.iter().flat_map(|leg| &leg.evidence);
        let days = trip.days.iter().flat_map(|day| &day.activities).flat_map(|activity| &activity.evidence);
        for evidence in stops.chain(legs).chain(days) {
            let part = if evidence.part == Part::Title { &title } else { &text };
            let there: Option<String> = part.get(evidence.start..evidence.end).map(|words| words.iter().collect());
            assert_eq!(there.as_deref(), Some(evidence.quote.as_str()), "{evidence:?}");
        }
    }
}

/// The sample articles, which the tests cut and shuffle.
fn samples() -> Vec<Article> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        let known = read::Known { id: path.file_stem().unwrap().to_string_lossy().into(), ..read::Known::default() };
        let pieces: Vec<_> = read::pieces(&bytes[..]).collect();
        assert_eq!(pieces.len(), 1);
        let mut articles = pieces[0].as_ref().unwrap().articles(&known);
        articles.remove(0).unwrap()
    };
    paths.iter().map(read).collect()
}

#[test]
fn samples_have_day_and_trip() {
    let samples = samples();
    assert!(samples.len() >= 6);
    for article in &samples {
        assert!(article.published.is_some(), "{}", article.id);
        assert!(!check(article).trips.is_empty(), "{}", article.id);
    }
}

#[test]
fn articles_cut_anywhere() {
    for article in samples() {
        let ends: Vec<usize> = article.text.char_indices().map(|(at, _)| at).filter(|at| *at > article.body).collect();
        // A prime stride meets every kind of place in a while; a whole run would take minutes unoptimised.
        for end in ends.iter().step_by(37) {
            check(&Article { text: article.text[..*end].to_string(), ..article.clone() });
            check(&Article { text: article.text[*end..].to_string(), body: 0, title: None, ..article.clone() });
        }
    }
}

#[test]
fn paragraphs_in_any_order() {
    for article in samples() {
        let mut paragraphs: Vec<&str> = article.text[article.body..].split("\n\n").collect();
        for turn in 0..paragraphs.len() {
            paragraphs.rotate_left(1);
            if turn % 2 == 1 {
                paragraphs.reverse();
            }
            check(&Article { text: paragraphs.join("\n\n"), body: 0, ..article.clone() });
        }
    }
}

#[test]
fn hostile_texts() {
    for text in [
        "\u{0}",
        "\u{feff}",
        "\u{202e}",
        "’",
        "''''''''",
        "\"",
        "“",
        ".",
        "...",
        "-",
        "—",
        "((((",
        "))))",
        "1",
        "99999999999999999999",
        "31 February 9999",
        "0000-00-00",
        "on Thursday",
        "Thursday Thursday Thursday",
        "visit",
        "visited",
        "arrived in",
        "to",
        "President",
        "President President President",
        "He",
        "he went to he",
        "U.S.",
        "U.S.S.R.",
        "St.",
        "Mr. Mr. Mr.",
        "A.B.C.D.E.F.G.",
        "İstanbul ǅ ﬁ ß ẞ Σίσυφος",
        "Hà Nội Hà Nội",
        "🇻🇳🇰🇵👨‍👩‍👧",
        "ṱ̴͎o̷ ̷V̶i̸e̶t̴n̵a̸m̷",
        "\u{1F468}\u{200D}",
        "a\u{300}\u{300}\u{300}",
        "President Putin visited\u{a0}Hanoi\u{2028}on\u{2009}Thursday.",
        "President\nPutin\nvisited\nHanoi\non\nThursday\n",
        "Putin's's's visit's to's Hanoi's",
        "visited Hanoi Hanoi Hanoi, Hanoi and Hanoi",
        "PUTIN VISITED HANOI ON THURSDAY",
        "President Putin will visit , and .",
        "President Putin arrived in on . He left for",
        "from to from to via via",
        "On 32 June 2024 President Putin visited Hanoi for -5 days",
        "the 1000000th day of his visit",
    ] {
        for published in [
            None,
            chrono::NaiveDate::from_ymd_opt(2024, 6, 20),
            Some(chrono::NaiveDate::MIN),
            Some(chrono::NaiveDate::MAX),
        ] {
            let article = Article { id: "odd".into(), published, text: text.into(), ..Article::default() };
            extract::extract(&article);
            extract::extract(&Article { title: Some(text.into()), ..article });
        }
        swallow(text.as_bytes());
    }
}

/// A text twice as long takes about twice as long, whatever it is made of. The bound is loose, for a busy machine and
/// unoptimised code; what is quadratic is slower by orders of magnitude.
#[test]
fn time_grows_with_length_alone() {
    for piece in [
        "visit ",
        "President Putin visited Hanoi and ",
        "Hanoi",
        "HANOI ",
        "1",
        "1 ",
        "((((",
        "\"",
        "He said ",
        "June ",
        "U.S. ",
        "—",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let article = Article {
            id: "long".into(),
            published: chrono::NaiveDate::from_ymd_opt(2024, 6, 20),
            text,
            ..Article::default()
        };
        let start = Instant::now();
        extract::extract(&article);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(10), "{piece:?} repeated took {took:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        swallow(&bytes);
    }

    #[test]
    fn any_text(text in "\\PC{0,300}") {
        swallow(text.as_bytes());
    }

    /// Words that the rules know, in any order, reach deeper than random letters.
    #[test]
    fn any_order_of_telling_words(words in proptest::collection::vec(proptest::sample::select(WORDS), 1..60)) {
        check(&Article {
            id: "odd".into(),
            published: chrono::NaiveDate::from_ymd_opt(2024, 6, 20),
            text: words.join(" "),
            ..Article::default()
        });
    }

    #[test]
    fn any_json(text in "\\PC{0,80}", id in "\\PC{0,8}", published in "\\PC{0,12}") {
        swallow(serde_json::json!({"id": id, "text": text, "published": published}).to_string().as_bytes());
    }
}

const WORDS: &[&str] = &[
    "President",
    "Putin",
    "Vladimir",
    "Kim",
    "Jong",
    "Un",
    "Pope",
    "Francis",
    "minister",
    "foreign",
    "the",
    "a",
    "he",
    "his",
    "her",
    "Hanoi",
    "Vietnam",
    "North",
    "Korea",
    "Pyongyang",
    "Paris",
    ",",
    "Georgia",
    "Washington",
    "the White House",
    "airport",
    "visit",
    "visited",
    "visits",
    "will",
    "arrived",
    "arrive",
    "in",
    "at",
    "to",
    "from",
    "left",
    "leaves",
    "for",
    "flew",
    "on",
    "before",
    "after",
    "then",
    "via",
    "returned",
    "home",
    "cancelled",
    "postponed",
    "Thursday",
    "Monday",
    "June",
    "18",
    "18-19",
    "2024",
    "today",
    "tomorrow",
    "next",
    "week",
    "two-day",
    "tour",
    "trip",
    "of",
    "and",
    ".",
    "\n\n",
    "\"",
    "“",
    "”",
    "(",
    ")",
    "—",
    "'s",
    "not",
    "may",
    "last",
    "year",
    "met",
    "talks",
    "with",
    "summit",
    "signed",
    "is",
    "was",
    "to have",
    "been",
    "there",
    "here",
    "HANOI, June 20 —",
    "second",
    "day",
];
