//! The files for other tools, made of one small itinerary that holds what is hard: a leg over the antimeridian, a stop that was
//! called off, days and places that nobody knows, words with commas, line ends, quotes, `=`, `<` and an emoji.
//!
//! `UPDATE_GOLDEN=1 cargo test --test export` writes the expected files anew; other programs read them in `tests/read_back.py`.

use motorcade::export::{self, FILES, Makings, Names, Pictures};
use motorcade::model::{Itinerary, names};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const NAMES: Names<'static> = Names { country: &names::country };

/// As `render` writes them, but small.
fn picture(name: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"60\" viewBox=\"0 0 90 60\" role=\"img\" \
        aria-labelledby=\"abc-title abc-desc\" lang=\"en\" font-family=\"Noto Sans\">\n<title id=\"abc-title\">{name}</title>\n\
        <desc id=\"abc-desc\">d</desc>\n<style>.abc0{{fill:#fff}}</style>\n<clipPath id=\"land-clip\"><path d=\"M0 0h9v6\"/></clipPath>\n\
        <g id=\"land\" clip-path=\"url(#land-clip)\">\n<path d=\"M0 0h9v6\" class=\"abc0\"/>\n</g>\n<g id=\"stops\">\n\
        <g id=\"stop-1\"><title>one</title>\n<circle cx=\"5\" cy=\"5\" r=\"3\" class=\"abc0\"/>\n</g>\n\
        <g id=\"stop-2\"><title>two</title>\n<circle cx=\"9\" cy=\"5\" r=\"3\" class=\"abc0\"/>\n</g>\n</g>\n</svg>\n"
    )
}

fn pictures(_: usize) -> motorcade::error::Result<Pictures> {
    Ok(Pictures {
        maps: Some([picture("wide map"), picture("narrow map")]),
        markers: vec![Some(1), Some(2)],
        charts: Some([picture("wide chart"), picture("narrow chart")]),
    })
}

fn makings(fragment: bool) -> Makings<'static> {
    Makings { names: NAMES, pictures: &pictures, title: None, fragment }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/export")
}

fn itinerary() -> Itinerary {
    serde_json::from_str(&fs::read_to_string(folder().join("itinerary.json")).unwrap()).unwrap()
}

fn written(name: &str) -> String {
    let bytes = (export::file_format(name).unwrap().write)(&itinerary(), &makings(false)).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn files_are_as_expected() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut differ = Vec::new();
    let texts =
        FILES.iter().filter(|format| format.name != "parquet").map(|format| (format.file, written(format.name)));
    let piece = (export::html::FORMAT.write)(&itinerary(), &makings(true)).unwrap();
    let others = [("fragment.html", String::from_utf8(piece).unwrap()), ("schema.json", export::schema::write())];
    for (file, text) in texts.chain(others) {
        let path = folder().join("expected").join(file);
        if update {
            fs::write(&path, &text).unwrap();
        } else if fs::read_to_string(&path).ok().as_deref() != Some(&text) {
            differ.push(file);
        }
    }
    assert!(differ.is_empty(), "{differ:?} differ from tests/export/expected; UPDATE_GOLDEN=1 rewrites them");
}

#[test]
fn legs_over_the_antimeridian_are_cut_there() {
    let geojson: serde_json::Value = serde_json::from_str(&written("geojson")).unwrap();
    let features = geojson["features"].as_array().unwrap();
    let leg = features.iter().find(|f| f["id"] == "trip-1-leg-1").unwrap();
    assert_eq!(leg["geometry"]["type"], "MultiLineString");
    let lines = leg["geometry"]["coordinates"].as_array().unwrap();
    let (end, start) = (lines[0].as_array().unwrap().last().unwrap(), &lines[1][0]);
    assert_eq!((end[0].as_f64(), start[0].as_f64(), &end[1]), (Some(180.0), Some(-180.0), &start[1]));
    let homeward = features.iter().find(|f| f["id"] == "trip-1-leg-4").unwrap();
    assert_eq!(homeward["geometry"]["type"], "LineString");
    assert!(homeward["geometry"]["coordinates"].as_array().unwrap().len() > 80);
}

#[test]
fn what_has_no_place_or_day_is_not_lost() {
    let geojson: serde_json::Value = serde_json::from_str(&written("geojson")).unwrap();
    let nowhere = geojson["features"].as_array().unwrap().iter().find(|f| f["id"] == "trip-2-stop-1").unwrap();
    assert!(nowhere["geometry"].is_null() && nowhere["properties"]["place"] == "-Nowhere");
    let calendar = written("ics").replace("\r\n ", "");
    assert!(calendar.contains("X-WR-CALDESC:day not told: Port Vila"), "{calendar}");
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 9);
}

#[test]
fn no_cell_is_a_formula() {
    for name in ["csv", "csv-legs"] {
        for line in written(name).split("\r\n").skip(1) {
            let cells = line.split(',').map(|cell| cell.trim_start_matches('"'));
            for cell in cells.filter(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])) {
                assert!(cell.parse::<f64>().is_ok(), "{cell}");
            }
        }
    }
    assert!(written("csv").contains("'=cmd|' /C calc'!A0"));
}

#[test]
fn events_keep_their_names_when_days_and_status_change() {
    let uids = |itinerary: &Itinerary| -> BTreeSet<String> {
        let bytes = (export::file_format("ics").unwrap().write)(itinerary, &makings(false)).unwrap();
        String::from_utf8(bytes).unwrap().lines().filter(|line| line.starts_with("UID:")).map(String::from).collect()
    };
    let before = itinerary();
    let mut after = itinerary();
    let suva = &mut after.trips[0].stops[2];
    (suva.arrive, suva.status) = (suva.depart, motorcade::model::itinerary::Status::Visited);
    assert_eq!(uids(&before), uids(&after));
    after.trips[0].stops[4].arrive = suva_day();
    assert_eq!(uids(&after).difference(&uids(&before)).count(), 1);
    assert_eq!(uids(&before).len(), 9);
}

fn suva_day() -> Option<chrono::NaiveDate> {
    chrono::NaiveDate::from_ymd_opt(2022, 6, 1)
}

#[test]
fn a_page_has_no_script_and_asks_for_nothing() {
    for fragment in [false, true] {
        let page = String::from_utf8((export::html::FORMAT.write)(&itinerary(), &makings(fragment)).unwrap()).unwrap();
        for part in ["<script", " on", "javascript:", " style=\"", "<link", "<img", "@import", "url(http", "src="] {
            let at = page.find(part).map(|at| &page[at..(at + 40).min(page.len())]);
            // "on" stands in sentences too; as an attribute it has an equals sign.
            let harmless = part == " on"
                && !page.split(part).skip(1).any(|rest| {
                    rest.chars().take_while(|c| c.is_ascii_alphabetic()).count() > 2
                        && rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).starts_with("=\"")
                });
            assert!(at.is_none() || harmless, "{part}: {at:?}");
        }
        assert_eq!(page.matches("<style>").count(), 1);
        assert!(page.contains("he was told in &lt;Suva&gt; &amp; smiled 🙂"));
        assert_eq!(page.starts_with("<!doctype html>"), !fragment);
    }
}

#[test]
fn ids_are_used_once_and_links_lead_somewhere() {
    let page = written("html");
    let values = |name: &str| -> Vec<String> {
        page.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).map(String::from).collect()
    };
    let ids = values("id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    let links: Vec<String> =
        values("href").into_iter().filter_map(|href| href.strip_prefix('#').map(String::from)).collect();
    assert!(links.len() >= 4 && links.iter().all(|link| ids.contains(link)), "{links:?} {ids:?}");
}

#[test]
fn a_heavy_page_goes_without_its_narrow_pictures() {
    let heavy = |_: usize| {
        let filled = |name: &str| picture(name).replace("M0 0h9v6", &"M0 0h9v6".repeat(2_500));
        Ok(Pictures { maps: Some([filled("a"), filled("b")]), markers: vec![Some(1), Some(2)], charts: None })
    };
    let page = (export::html::FORMAT.write)(&itinerary(), &Makings { pictures: &heavy, ..makings(false) }).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(!page.contains("class=\"mc-svg mc-narrow\"") && page.contains("class=\"mc-svg\""));
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_program_without_parquet_says_how_to_have_it() {
    let error = (export::file_format("parquet").unwrap().write)(&itinerary(), &makings(false)).unwrap_err();
    assert!(error.is_wrong_use() && error.to_string().contains("--features parquet"));
}
