//! `export`, `run --formats`, `schema`, `completions` and `man` from outside.

use motorcade::export::FILES;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

fn itinerary() -> String {
    format!("{}/tests/export/itinerary.json", env!("CARGO_MANIFEST_DIR"))
}

fn article() -> String {
    format!("{}/data/articles/putin-asia-2024.txt", env!("CARGO_MANIFEST_DIR"))
}

fn run(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_motorcade")).current_dir(folder).args(words).output().unwrap()
}

#[track_caller]
fn done(folder: &Path, words: &[&str]) -> String {
    let output = run(folder, words);
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn refused(folder: &Path, words: &[&str], code: i32, said: &str) {
    let output = run(folder, words);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{told}");
    assert!(told.contains(said) && output.stdout.is_empty(), "{told}");
}

#[test]
fn a_file_is_told_by_its_name_or_by_its_format() {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["export", &itinerary(), "-o", "a/trip.geojson"]);
    let by_name = fs::read_to_string(folder.path().join("a/trip.geojson")).unwrap();
    let by_format = done(folder.path(), &["export", &itinerary(), "-f", "geojson"]);
    assert_eq!(by_name, by_format);
    assert!(by_name.starts_with("{\"type\":\"FeatureCollection\""));
    let second = done(folder.path(), &["export", &itinerary(), "-f", "csv", "--trip", "2"]);
    assert!(second.contains("Pago Pago") && !second.contains("Tarawa"));
    assert!(done(folder.path(), &["export", &article(), "-f", "md"]).contains("Hanoi"));
}

#[test]
fn wrong_use_is_told() {
    let folder = TempDir::new().unwrap();
    refused(folder.path(), &["export", &itinerary(), "-o", "trip.doc"], 2, "give --format");
    refused(folder.path(), &["export", &itinerary(), "-f", "kml", "--fragment"], 2, "--fragment");
    refused(folder.path(), &["export", &itinerary(), "-f", "kml", "--trip", "3"], 2, "there are 2");
    refused(folder.path(), &["export", &itinerary(), "-f", "doc"], 2, "doc");
    refused(folder.path(), &["export", "none.json", "-f", "kml"], 1, "none.json");
    refused(folder.path(), &["man", "fly"], 2, "no such command");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_run_writes_the_files_asked_for_beside_the_others() {
    let folder = TempDir::new().unwrap();
    let asked: Vec<&str> = FILES.iter().map(|format| format.name).filter(|name| *name != "parquet").collect();
    done(folder.path(), &["run", &article(), "-o", "out", "--formats", &asked.join(",")]);
    for format in FILES.iter().filter(|format| format.name != "parquet") {
        assert!(folder.path().join("out").join(format.file).exists(), "{}", format.file);
    }
    assert!(folder.path().join("out/map.svg").exists());
}

/// The page of a sample, with real pictures: light enough, every stop linked from the map, and lit up with the chart.
#[test]
fn a_page_is_whole_and_light() {
    let folder = TempDir::new().unwrap();
    let page = done(folder.path(), &["export", &article(), "-f", "html"]);
    assert!(page.len() < motorcade::export::html::HEAVY, "{}", page.len());
    let stops = page.matches("<summary>").count();
    assert!(stops >= 2);
    // Two maps, of which one is shown.
    assert_eq!(page.matches("<a href=\"#").count(), 2 * stops);
    assert_eq!(page.matches("<g class=\"mc-s ").count(), 4 * stops);
    let piece = done(folder.path(), &["export", &article(), "-f", "html", "--fragment", "--title", "A <b>title</b>"]);
    assert!(piece.starts_with("<!-- Content-Security-Policy: style-src 'sha256-"));
    assert!(piece.contains("A &lt;b&gt;title&lt;/b&gt;"));
}

#[test]
fn the_program_tells_of_itself() {
    let folder = TempDir::new().unwrap();
    let schema: serde_json::Value = serde_json::from_str(&done(folder.path(), &["schema"])).unwrap();
    assert_eq!(schema["properties"]["schema"]["const"], "motorcade/itinerary/1");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(done(folder.path(), &["completions", shell]).contains("fragment"), "{shell}");
    }
    assert!(done(folder.path(), &["man", "export"]).contains("motorcade\\-export"));
    done(folder.path(), &["man", "-o", "man"]);
    let commands = motorcade::cli::command().get_subcommands().count();
    assert_eq!(fs::read_dir(folder.path().join("man")).unwrap().count(), commands + 1);
}
