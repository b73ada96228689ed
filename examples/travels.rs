//! Places the stops of published lists of official journeys: `travels FILE.jsonl [draw]`, rows of `{"country", "locale"}`.
//!
//! A stop resolves where its locality, or for want of one its country, is found in the right country. Prints the share
//! and what failed; with `draw`, and `trip`, `traveller`, `start` and `end` in the rows, draws every journey as map and as chart
//! and prints what is wrong with them.

use motorcade::model::Place;
use motorcade::model::place::PlaceKind;
use motorcade::toponym::gazetteer;
use std::collections::BTreeMap;

#[path = "travels/drawn.rs"]
mod drawn;

fn main() {
    let path = std::env::args().nth(1).expect("give a file of JSON lines");
    let rows = std::fs::read_to_string(path).expect("a readable file");
    if std::env::args().nth(2).is_some_and(|word| word == "draw") {
        return drawn::all(&rows);
    }
    let (mut stops, mut stops_right, mut places, mut places_right) = (0, 0, 0, 0);
    let mut failed: BTreeMap<String, usize> = BTreeMap::new();
    for line in rows.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let (country, locale) = (row["country"].as_str().unwrap_or(""), row["locale"].as_str().unwrap_or(""));
        stops += 1;
        let Some(home) = state(country) else {
            *failed.entry(format!("country {country}")).or_default() += 1;
            continue;
        };
        let names: Vec<&str> = parts(locale);
        let found = names.iter().filter(|name| {
            let right = place(name, country, home).is_some();
            if !right {
                *failed.entry(format!("{name} | {country}")).or_default() += 1;
            }
            right
        });
        let right = found.count();
        places += names.len();
        places_right += right;
        stops_right += usize::from(right == names.len());
    }
    let mut failed: Vec<(String, usize)> = failed.into_iter().collect();
    failed.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (what, count) in failed {
        println!("{count}\t{what}");
    }
    let share = |right: usize, all: usize| 100.0 * right as f64 / all.max(1) as f64;
    println!("stops {stops_right}/{stops} = {:.1} %", share(stops_right, stops));
    println!("localities {places_right}/{places} = {:.1} %", share(places_right, places));
}

/// The localities of a cell; abbreviations such as "D.F." belong to the one before.
fn parts(locale: &str) -> Vec<&str> {
    let cut = locale.split([',', ';', '/']).flat_map(|p| p.split(" and "));
    cut.map(str::trim).filter(|p| !p.is_empty() && *p != "D.F.").collect()
}

/// The code of a country as lists name it: "Korea, Republic of", "Burma (Myanmar)", "United Kingdom (Wales)".
fn state(name: &str) -> Option<&'static str> {
    let code = |n: &str| {
        let normal = motorcade::toponym::normal::normalise(n);
        gazetteer::look_up(&normal).find(|p| !p.country.is_empty()).map(|p| p.country)
    };
    let turned = name.split_once(", ").map(|(noun, rest)| format!("{rest} {noun}"));
    let inner = name.split_once('(').map(|(outer, inner)| (outer.trim(), inner.trim_end_matches(')')));
    code(name)
        .or_else(|| turned.as_deref().and_then(code))
        .or_else(|| inner.and_then(|(outer, inner)| code(inner).or_else(|| code(outer))))
}

/// Lands that the lists file under the state that held them then.
const HELD: &[(&str, &[&str])] = &[
    ("GB", &["BM", "HK", "BS", "MT", "TT", "JM", "GM", "BB", "AG", "LC", "CA"]),
    ("FR", &["MQ", "GP", "MF", "DZ", "SN"]),
    ("DK", &["VI", "GL"]),
    ("NL", &["CW", "SX", "AW"]),
    ("CW", &["SX", "AW"]),
    ("ES", &["CU"]),
    ("RU", &["UA", "BY", "KZ", "GE"]),
    ("RS", &["HR", "XK"]),
    ("CN", &["HK"]),
];

fn belongs(place: &Place, home: &str) -> bool {
    place.country == home || HELD.iter().any(|(holder, held)| *holder == home && held.contains(&place.country))
}

/// The place of a locality in its country: by "City, Country" first, then by the name alone.
fn place(name: &str, country: &str, home: &str) -> Option<Place> {
    let full = gazetteer::search(&format!("{name}, {country}"));
    let alone = || gazetteer::look_up(&motorcade::toponym::normal::normalise(name)).collect::<Vec<_>>();
    let right = |p: &Place| belongs(p, home) && p.kind != PlaceKind::Continent;
    let bracketed = || gazetteer::search(name);
    full.into_iter()
        .find(right)
        .or_else(|| alone().into_iter().find(right))
        .or_else(|| bracketed().into_iter().find(right))
}
