//! The README's commands, flags, formats, exit codes, fields and paths are those of the code.

use motorcade::model::itinerary::*;
use motorcade::model::{Itinerary, Warning, theme};
use std::path::Path;

const README: &str = include_str!("../README.md");

/// The rows of the table whose head begins with `first`, cells trimmed.
fn table(first: &str) -> Vec<Vec<String>> {
    let head = README.lines().position(|l| l.starts_with(&format!("| {first} |"))).expect(first);
    let rows = README.lines().skip(head + 2).take_while(|l| l.starts_with('|'));
    rows.map(|l| l.trim_matches('|').split(" | ").map(|c| c.trim_matches(['|', ' ']).to_string()).collect()).collect()
}

/// What stands between backticks in a text.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn exit_codes() {
    let told: Vec<(String, String)> =
        table("exit code").into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let code: Vec<(String, String)> =
        motorcade::cli::EXIT_CODES.iter().map(|(code, means)| (code.to_string(), means.to_string())).collect();
    assert_eq!(told, code);
}

#[test]
fn commands() {
    let told: Vec<String> = table("command").into_iter().map(|row| row[0].trim_matches('`').to_string()).collect();
    let command = motorcade::cli::command();
    let code: Vec<&str> = command.get_subcommands().map(|c| c.get_name()).collect();
    assert_eq!(told, code);
}

#[test]
fn flags() {
    let told: Vec<String> = table("flag").into_iter().map(|row| row[0].clone()).collect();
    let told: Vec<&str> = told.iter().flat_map(|cell| quoted(cell)).filter_map(|f| f.split(' ').next()).collect();
    let mut code: Vec<String> = Vec::new();
    for command in motorcade::cli::command().get_subcommands() {
        code.extend(command.get_arguments().filter_map(|a| a.get_long()).map(|long| format!("--{long}")));
    }
    for flag in code.iter().filter(|flag| *flag != "--help") {
        assert!(told.contains(&flag.as_str()), "{flag} is not in the README");
    }
    // What a feature brings is told as well.
    let told = told.iter().filter(|flag| cfg!(feature = "fetch") || **flag != "--url");
    for flag in told.filter(|flag| flag.starts_with("--")) {
        assert!(code.iter().any(|c| c == flag), "{flag} is in the README alone");
    }
    let themes = &table("flag").into_iter().find(|row| row[0] == "`--theme`").unwrap()[2];
    assert_eq!(quoted(themes), theme::names().chain(["auto", "FILE.toml"]).collect::<Vec<_>>());
}

#[test]
fn formats() {
    let told: Vec<(String, String)> =
        table("format of `extract`").into_iter().map(|r| (r[0].trim_matches('`').to_string(), r[1].clone())).collect();
    let code: Vec<(String, String)> =
        motorcade::export::FORMATS.iter().map(|f| (f.name.to_string(), f.about.to_string())).collect();
    assert_eq!(told, code);
}

#[test]
fn files() {
    let word = |cell: &str| cell.trim_matches('`').to_string();
    let told: Vec<[String; 3]> =
        table("format of `export`").into_iter().map(|r| [word(&r[0]), word(&r[1]), r[2].clone()]).collect();
    let row = |f: &motorcade::export::FileFormat| [f.name, f.file, f.about].map(String::from);
    let code: Vec<[String; 3]> = motorcade::export::FILES.iter().map(row).collect();
    assert_eq!(told, code);
}

#[test]
fn examples_are_understood() {
    let mut seen = 0;
    for line in README.lines() {
        let line = line.split(" # ").next().unwrap().split(" > ").next().unwrap();
        let words = line.rsplit(" | ").next().unwrap();
        let words =
            words.strip_prefix("cargo run --release -- ").map(|w| format!("motorcade {w}")).unwrap_or(words.into());
        if words.starts_with("motorcade ") {
            let words = words.replace("\"Four days in Asia\"", "Title");
            let read = motorcade::cli::command().try_get_matches_from(words.split_whitespace());
            assert!(read.is_ok(), "{line}: {}", read.unwrap_err());
            seen += 1;
        }
    }
    assert!(seen > 9, "{seen}");
}

#[test]
fn paths_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rows: Vec<String> = table("to").into_iter().map(|row| row[1].clone()).collect();
    let changed = rows.iter().flat_map(|cell| quoted(cell)).filter(|word| word.contains('/'));
    let named = [
        "data/articles/putin-asia-2024.txt",
        "data/SOURCES.tsv",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "data/fonts/OFL.txt",
    ];
    for path in changed.chain(named) {
        // "<code>" stands for any language: the first is there.
        let path_there = path.replace("<code>", motorcade::language::ALL[0].code);
        assert!(README.contains(path) && root.join(path_there).exists(), "{path}");
    }
    assert!(README.contains("(output/map.svg)") && root.join("output/map.svg").exists());
}

/// The theme that the README shows is understood and easy to read.
#[test]
fn the_theme_of_the_readme() {
    let section = README.split("## A house's own look").nth(1).unwrap();
    let section = section.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(motorcade::read::theme::read(section).unwrap().1, Vec::<String>::new());
}

/// Every key of an itinerary in which nothing is left out, and every word that a field may hold.
#[test]
fn the_schema_is_documented_whole() {
    let section = README.split("## The itinerary").nth(1).unwrap().split("\n## ").next().unwrap();
    let documented: Vec<&str> = quoted(section).into_iter().flat_map(|q| q.split(['.', '[', ']', ' '])).collect();
    let value = serde_json::to_value(everything()).unwrap();
    let mut keys = Vec::new();
    collect_keys(&value, &mut keys);
    for key in keys {
        assert!(documented.contains(&key.as_str()), "{key} is not documented");
    }
    let words = [
        serde_json::to_string(&[Named::City, Named::Venue, Named::Region, Named::Country]),
        serde_json::to_string(&[Role::Origin, Role::Stop, Role::Transit, Role::Return]),
        serde_json::to_string(&[Status::Visited, Status::Current, Status::Planned, Status::Cancelled]),
        serde_json::to_string(&[Shows::Stop, Shows::Arrive, Shows::Depart, Shows::Status, Shows::Role, Shows::Order]),
        serde_json::to_string(&[Part::Title, Part::Text]),
        serde_json::to_string(&[
            ActivityKind::Arrival,
            ActivityKind::Departure,
            ActivityKind::Talks,
            ActivityKind::Signing,
        ]),
        serde_json::to_string(&[
            ActivityKind::Ceremony,
            ActivityKind::Speech,
            ActivityKind::Summit,
            ActivityKind::Visit,
        ]),
    ];
    for words in words {
        let words: Vec<String> = serde_json::from_str(&words.unwrap()).unwrap();
        words.iter().for_each(|word| assert!(documented.contains(&word.as_str()), "{word} is not documented"));
    }
    assert!(section.contains(SCHEMA));
}

fn collect_keys(value: &serde_json::Value, keys: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(map) => map.iter().for_each(|(key, value)| {
            keys.push(key.clone());
            collect_keys(value, keys);
        }),
        serde_json::Value::Array(list) => list.iter().for_each(|value| collect_keys(value, keys)),
        _ => {}
    }
}

/// An itinerary in which no field is left out.
fn everything() -> Itinerary {
    let evidence = Evidence {
        shows: Shows::Activity,
        article: "a".into(),
        part: Part::Text,
        start: 0,
        end: 4,
        quote: "came".into(),
        rule: "visit".into(),
    };
    let stop = Stop {
        place: "Oslo".into(),
        country: Some("NO".into()),
        lat: Some(59.9),
        lon: Some(10.7),
        named: Named::City,
        role: Role::Stop,
        status: Status::Visited,
        arrive: None,
        depart: None,
        confidence: 1.0,
        geonames_id: Some(3143244),
        label: None,
        by_hand: Vec::new(),
        evidence: vec![evidence.clone()],
    };
    let activity = Activity {
        kind: ActivityKind::Other,
        label: "a walk".into(),
        with: vec!["A King".into()],
        status: Status::Visited,
        by_hand: false,
        evidence: vec![evidence.clone()],
    };
    let warning =
        Warning { kind: "odd".into(), message: "It is odd.".into(), article: Some("a".into()), span: Some((0, 4)) };
    let trip = Trip {
        traveller: Traveller { name: "A Minister".into(), title: None, country: None },
        stops: vec![stop.clone(), stop],
        legs: vec![Leg {
            from: 0,
            to: 1,
            date: None,
            distance_km: Some(0.0),
            status: Status::Visited,
            evidence: vec![],
        }],
        days: vec![Day { date: None, stop: Some(0), activities: vec![activity] }],
        warnings: vec![warning.clone()],
        conflicts: vec![],
    };
    let article =
        ArticleReference { id: "a".into(), title: None, published: None, source: None, digest: Some("0".into()) };
    Itinerary { articles: vec![article], trips: vec![trip], warnings: vec![warning], ..Itinerary::default() }
}

/// What is written whole is read back whole.
#[test]
fn everything_is_read_back() {
    let whole = everything();
    assert_eq!(motorcade::read::itinerary::read(&serde_json::to_vec(&whole).unwrap()), Ok(whole));
}
