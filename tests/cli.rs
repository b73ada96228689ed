//! The program from outside: what it prints, writes and answers, on good input and on bad.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const ARTICLE: &str = "HANOI, June 20 — Russian President Vladimir Putin has arrived in Hanoi, Vietnam, for a state visit. \
Putin flew from Pyongyang, where he met Kim Jong Un on Wednesday.\n";
const QUIET: &str = "The committee discussed the price of butter and went home.\n";

/// A folder of its own for a test, with a few articles in it.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Desk { folder: TempDir::new().unwrap() };
        desk.put("trip.txt", format!("date 2024-06-20 {ARTICLE}"));
        desk.put("quiet.txt", format!("date 2024-06-20 {QUIET}"));
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// The names in the folder, sorted.
    fn names(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path(folder)) else { return Vec::new() };
        let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_motorcade"));
        command.current_dir(self.folder.path()).args(words).stdin(Stdio::null());
        command
    }

    fn run(&self, words: &[&str]) -> Told {
        Told::from(self.command(words).output().unwrap())
    }

    fn feed(&self, words: &[&str], input: &[u8]) -> Told {
        let mut child =
            self.command(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Told::from(output)
    }
}

#[derive(Debug)]
struct Told {
    code: i32,
    out: String,
    err: String,
}

impl From<Output> for Told {
    fn from(output: Output) -> Self {
        Told {
            code: output.status.code().expect("no signal"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Told {
    /// One line on standard error that holds all the words, this exit code, and nothing on standard output.
    #[track_caller]
    fn fails(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "{self:?}");
        assert_eq!(self.out, "", "{self:?}");
        assert_eq!(self.err.lines().count(), 1, "{self:?}");
        assert!(self.err.starts_with("motorcade: "), "{self:?}");
        words.iter().for_each(|word| assert!(self.err.contains(word), "{word:?} is not in {self:?}"));
    }
}

const RESULTS: [&str; 7] = ["days.png", "days.svg", "days.txt", "itinerary.json", "map.png", "map.svg", "map.txt"];

#[test]
fn run_writes_everything_and_prints_a_table() {
    let desk = Desk::new();
    let told = desk.run(&["run", "trip.txt", "-o", "results/deep"]);
    assert_eq!(told.code, 0, "{told:?}");
    assert_eq!(desk.names("results/deep"), RESULTS);
    assert!(told.out.contains("Hanoi") && told.out.contains("Evidence"), "{told:?}");
    assert!(told.out.lines().all(|line| line.chars().count() <= 120), "{told:?}");
    assert!(told.err.contains("map and days"), "{told:?}");
    assert!(fs::read(desk.path("results/deep/map.png")).unwrap().starts_with(b"\x89PNG"));
    assert!(fs::read_to_string(desk.path("results/deep/days.svg")).unwrap().contains("<svg"));
    let itinerary = fs::read_to_string(desk.path("results/deep/itinerary.json")).unwrap();
    assert!(itinerary.contains("\"schema\": \"motorcade/itinerary/1\""));
}

#[test]
fn the_default_folder_is_output_and_is_written_over() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["run", "trip.txt"]).code, 0);
    assert_eq!(desk.run(&["run", "trip.txt"]).code, 0);
    assert_eq!(desk.names("output"), RESULTS);
}

#[test]
fn an_itinerary_is_drawn_again() {
    let desk = Desk::new();
    desk.run(&["run", "trip.txt"]);
    for kind in ["map", "days"] {
        for ending in ["svg", "png"] {
            let name = format!("again.{ending}");
            let told = desk.run(&[kind, "output/itinerary.json", "-o", &name]);
            assert_eq!(told.code, 0, "{told:?}");
            let (again, first) = (desk.path(&name), desk.path(&format!("output/{kind}.{ending}")));
            assert!(
                fs::read(again).unwrap() == fs::read(first).unwrap(),
                "{kind}.{ending} differs from the itinerary's"
            );
        }
        let told = desk.run(&[kind, "trip.txt", "-o", "-"]);
        assert!(told.code == 0 && told.out.contains("<svg"), "{told:?}");
    }
}

#[test]
fn standard_input_is_an_article_too() {
    let desk = Desk::new();
    let told = desk.feed(&["extract", "-", "--published", "2024-06-20", "--format", "jsonl"], ARTICLE.as_bytes());
    assert!(told.code == 0 && told.out.starts_with("{\"id\":\"stdin\",\"trips\":[{"), "{told:?}");
    let told = desk.feed(&["map", "-", "-o", "-"], ARTICLE.as_bytes());
    assert!(told.code == 0 && told.out.contains("<svg"), "{told:?}");
}

#[test]
fn kinds_are_told_by_content_not_by_name() {
    let desk = Desk::new();
    let line = |id: &str, text: &str| {
        serde_json::json!({"id": id, "title": null, "published": "2024-06-20T09:00:00Z", "text": text, "more": 1})
            .to_string()
    };
    desk.put("a.txt", line("json", ARTICLE));
    desk.put("b.csv", format!("{}\n{}\n", line("one", ARTICLE), line("two", QUIET)));
    desk.put("c.json", ARTICLE);
    let told = desk.run(&["extract", "a.txt", "b.csv", "c.json", "--published", "2024-06-20", "--format", "jsonl"]);
    let ids: Vec<String> = told.out.lines().map(|l| l[..l.find(",").unwrap()].to_string()).collect();
    assert_eq!(ids, [r#"{"id":"json""#, r#"{"id":"one""#, r#"{"id":"two""#, r#"{"id":"c""#], "{told:?}");
}

#[test]
fn jsonl_has_a_line_for_each_article_in_order() {
    let desk = Desk::new();
    let mut lines = String::new();
    for i in 0..3000 {
        let text = if i % 3 == 0 { ARTICLE } else { QUIET };
        lines += &serde_json::json!({"id": format!("a{i}"), "published": "2024-06-20", "text": text}).to_string();
        lines.push('\n');
    }
    desk.put("many.jsonl", &lines);
    let told = desk.run(&["extract", "many.jsonl", "--format", "jsonl"]);
    assert_eq!(told.code, 0, "{}", told.err);
    assert_eq!(told.out.lines().count(), 3000);
    for (i, line) in told.out.lines().enumerate() {
        assert!(line.starts_with(&format!("{{\"id\":\"a{i}\",\"trips\":[")), "{line}");
        assert_eq!(line.ends_with("\"trips\":[]}"), i % 3 != 0, "{line}");
    }
    for threads in ["1", "2", "5"] {
        let same =
            desk.command(&["extract", "many.jsonl", "--format", "jsonl"]).env("RAYON_NUM_THREADS", threads).output();
        assert!(same.unwrap().stdout == told.out.as_bytes(), "{threads} threads give other bytes");
    }
}

#[test]
fn a_broken_line_is_told_of_and_the_rest_is_read() {
    let desk = Desk::new();
    let good = serde_json::json!({"id": "good", "published": "2024-06-20", "text": ARTICLE}).to_string();
    desk.put("mixed.jsonl", format!("{good}\n{{\"id\": \"bad\"}}\n{good}\n"));
    let told = desk.run(&["extract", "mixed.jsonl", "no-such.txt", "--format", "jsonl"]);
    assert_eq!((told.code, told.out.lines().count(), told.err.lines().count()), (1, 2, 2), "{told:?}");
    assert!(told.err.contains("mixed.jsonl: line 2: has no \"text\""), "{told:?}");
    let told = desk.run(&["run", "mixed.jsonl"]);
    assert!(told.code == 1 && told.err.ends_with("give the article's text under that key\n"), "{told:?}");
    assert!(told.out.contains("Hanoi") && desk.names("output").contains(&"map.svg".into()), "{told:?}");
}

#[test]
fn articles_of_the_same_name_are_told_apart() {
    let desk = Desk::new();
    fs::create_dir(desk.path("other")).unwrap();
    let other = "Fumio Kishida arrived in Manila on 3 November 2023 for a two-day visit.";
    fs::write(desk.path("other/trip.txt"), other).unwrap();
    let told = desk.run(&["run", "trip.txt", "other/trip.txt", "trip.txt"]);
    assert_eq!(told.code, 0, "{told:?}");
    let itinerary: serde_json::Value =
        serde_json::from_slice(&fs::read(desk.path("output/itinerary.json")).unwrap()).unwrap();
    let ids: Vec<&str> = itinerary["articles"].as_array().unwrap().iter().filter_map(|a| a["id"].as_str()).collect();
    assert_eq!(ids, ["trip", "trip-2"], "the same article given twice is one");
    assert_eq!(desk.names("output/trip-2"), RESULTS);
    assert_eq!(desk.run(&["map", "output/itinerary.json", "--trip", "2", "-o", "second.svg"]).code, 0);
}

#[test]
fn a_bad_file_stops_nothing() {
    let desk = Desk::new();
    fs::create_dir(desk.path("saved")).unwrap();
    fs::copy(desk.path("trip.txt"), desk.path("saved/b.txt")).unwrap();
    fs::write(desk.path("saved/a.html"), b"<html><body></body></html>").unwrap();
    fs::write(desk.path("saved/c.json"), b"{\"text\": 7}").unwrap();
    let german = "Der Bundeskanzler ist am Dienstag nach Oslo geflogen, um mit seinem Amtskollegen über die Fischerei, den Verkehr \
        und den Preis von Gas zu sprechen. Am Mittwoch reist er weiter nach Stockholm.";
    fs::write(desk.path("saved/d.txt"), german).unwrap();
    let told = desk.run(&["merge", "saved", "-o", "trips.jsonl"]);
    assert_eq!(told.code, 1, "{told:?}");
    for bad in ["saved/a.html: ", "saved/c.json: text: is not a string", "saved/d.txt: is in German"] {
        assert!(told.err.contains(bad), "{bad}: {told:?}");
    }
    let lines = fs::read_to_string(desk.path("trips.jsonl")).unwrap();
    assert_eq!(lines.lines().count(), 1);
    assert_eq!(desk.run(&["merge", "trips.jsonl", "-o", "again.jsonl"]).code, 0);
    assert_eq!(fs::read_to_string(desk.path("again.jsonl")).unwrap(), lines, "a line is an itinerary by itself");
    assert_eq!(desk.run(&["merge", "trips.jsonl", "-o", "trip.json"]).code, 0);
    let before = fs::read(desk.path("trip.json")).unwrap();
    desk.run(&["update", "trip.json", "saved/c.json"]).fails(1, &["saved/c.json"]);
    assert_eq!(fs::read(desk.path("trip.json")).unwrap(), before, "nothing new could be read");
    assert_eq!(desk.run(&["update", "trip.json", "saved"]).code, 1);
    assert_eq!(desk.run(&["check", "saved"]).code, 1);
    desk.run(&["run", "saved/d.txt"]).fails(4, &["is in German"]);
}

#[test]
fn nothing_found_is_three() {
    let desk = Desk::new();
    desk.run(&["run", "quiet.txt"]).fails(3, &["no trip found"]);
    assert!(desk.names("output").is_empty());
    desk.run(&["map", "quiet.txt", "-o", "map.svg"]).fails(3, &["quiet.txt", "no trip found"]);
    assert!(!desk.path("map.svg").exists());
    let told = desk.run(&["extract", "quiet.txt", "--format", "jsonl"]);
    assert_eq!((told.code, told.out.as_str()), (3, "{\"id\":\"quiet\",\"trips\":[]}\n"));
    assert_eq!(desk.run(&["extract", "quiet.txt", "trip.txt", "--format", "jsonl"]).code, 0);
    assert_eq!(desk.run(&["extract", "quiet.txt"]).code, 3);
    assert_eq!(desk.run(&["explain", "quiet.txt"]).code, 3);
    assert_eq!(desk.run(&["places", "Qqqqqq"]).code, 3);
}

#[test]
fn wrong_use_is_two() {
    let desk = Desk::new();
    for words in [
        &[][..],
        &["run"],
        &["draw", "trip.txt"],
        &["run", "trip.txt", "--colour"],
        &["extract", "trip.txt", "--format", "xml"],
        &["run", "trip.txt", "--published", "2024-02-31"],
        &["run", "trip.txt", "--published", "yesterday"],
        &["map", "trip.txt"],
        &["map", "trip.txt", "-o", "map.gif"],
        &["map", "trip.txt", "-o", "map"],
        &["map", "trip.txt", "-o", "map.svg", "--trip", "7"],
        &["map", "trip.txt", "-o", "map.svg", "--trip", "0"],
        &["map", "trip.txt", "-o", "map.svg", "--size", "big"],
    ] {
        let told = desk.run(words);
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{words:?}: {told:?}");
        assert!(!told.err.is_empty() && !told.err.contains('\u{1b}'), "{words:?}: {told:?}");
    }
    assert!(!desk.path("map.svg").exists());
}

#[test]
fn a_wrong_value_is_told_in_one_line() {
    let desk = Desk::new();
    let wrong = [
        ("--theme", "mauve", "light, dark, print, auto"),
        ("--text", "letters", "text, paths"),
        ("--preset", "poster", "web, phone, print, social, square"),
        ("--size", "9x9", "240 to 8000"),
        ("--width", "20", "240..=8000"),
        ("--scale", "0", "0.25 to 8"),
        ("--dpi", "many", "invalid digit"),
        ("--projection", "peters", "equal-earth"),
        ("--center", "12", "longitude and latitude"),
        ("--center", "21.0,105.8", "in this order"),
        ("--extent", "-10,60,30,35", "to be less than"),
        ("--extent", "NaN,0,1,2", "west, south, east and north"),
        ("--worldview", "mine", "un, defacto"),
    ];
    for (flag, value, hint) in wrong {
        let told = desk.run(&["map", "trip.txt", "-o", "map.svg", flag, value]);
        assert_eq!((told.code, told.err.lines().count()), (2, 1), "{told:?}");
        assert!(told.err.contains(flag) && told.err.contains(hint), "{told:?}");
    }
    desk.run(&["map", "trip.txt", "-o", "map.svg", "--size", "500x500", "--preset", "web"]).fails(2, &["--preset"]);
    desk.run(&["run", "trip.txt", "--trip", "9"]).fails(2, &["--trip 9"]);
    assert_eq!(desk.names("."), ["quiet.txt", "trip.txt"]);
}

#[test]
fn lint_tells_what_is_wrong() {
    let desk = Desk::new();
    desk.run(&["run", "trip.txt", "-o", "out"]);
    for file in ["trip.txt", "out/itinerary.json", "out/map.svg", "out/days.svg"] {
        let told = desk.run(&["lint", file]);
        assert_eq!((told.code, told.out.as_str()), (0, ""), "{told:?}");
    }
    let map = fs::read_to_string(desk.path("out/map.svg")).unwrap();
    desk.put("wrong.svg", map.replace("font-size:14px", "font-size:44px"));
    let told = desk.run(&["lint", "wrong.svg"]);
    assert!(told.code == 1 && told.out.contains("wrong.svg svg: "), "{told:?}");
    let told = desk.run(&["lint", "out/map.svg", "--shown-at", "300", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!((told.code, value[0]["findings"][0]["kind"].as_str()), (1, Some("small-text")));
    desk.put("empty.svg", "<svg></svg>");
    desk.run(&["lint", "empty.svg"]).fails(1, &["empty.svg", "width and height"]);
}

#[test]
fn looks_change_the_picture() {
    let desk = Desk::new();
    desk.run(&["map", "trip.txt", "-o", "plain.svg"]);
    let plain = fs::read_to_string(desk.path("plain.svg")).unwrap();
    let looks: &[&[&str]] = &[
        &["--theme", "dark"],
        &["--preset", "phone"],
        &["--size", "700x700"],
        &["--title", "Two days"],
        &["--subtitle", ""],
        &["--source", "Reuters"],
        &["--credit", "The Daily"],
        &["--projection", "mercator"],
        &["--center", "-70,-10"],
        &["--extent=-10,35,30,60"],
        &["--graticule"],
        &["--worldview", "defacto"],
    ];
    for look in looks {
        let words = [&["map", "trip.txt", "-o", "other.svg"], *look].concat();
        let told = desk.run(&words);
        assert_eq!(told.code, 0, "{look:?}: {told:?}");
        assert_ne!(fs::read_to_string(desk.path("other.svg")).unwrap(), plain, "{look:?}");
    }
    for (sides, look) in
        [((960, 640), ["--scale", "1"]), ((480, 320), ["--width", "480"]), ((1600, 1067), ["--dpi", "300"])]
    {
        desk.run(&[&["map", "trip.txt", "-o", "map.png"], &look[..]].concat());
        let png = fs::read(desk.path("map.png")).unwrap();
        let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert_eq!((side(16), side(20)), sides, "{look:?}");
    }
}

#[test]
fn help_and_version_are_no_failures() {
    let desk = Desk::new();
    assert!(desk.run(&["--version"]).out.starts_with("motorcade 0."));
    for command in ["run", "extract", "map", "days", "mentions", "explain", "lint", "places"] {
        let told = desk.run(&[command, "--help"]);
        assert_eq!(told.code, 0);
        assert!(told.out.contains("Example") && told.out.contains(&format!("  motorcade {command} ")), "{told:?}");
        assert!(told.out.lines().all(|line| line.chars().count() <= 100), "{told:?}");
    }
}

#[test]
fn bad_articles_are_told_in_one_line() {
    let desk = Desk::new();
    desk.put("empty.txt", "");
    desk.put("blank.txt", "\u{feff} \r\n\t\n");
    desk.put("latin1.txt", b"He came to Z\xfcrich.");
    desk.put("utf16.txt", b"\xff\xfeH\0e\0");
    desk.put("paper.pdf", b"%PDF-1.7\n");
    desk.put("zero.txt", b"He came\0to Oslo.");
    desk.put("page.html", "<!DOCTYPE html><html><body><nav>Home</nav></body></html>");
    desk.put("textless.json", r#"{"id": "a", "title": "b"}"#);
    desk.put("broken.json", "{\n  \"text\": \"He came\",\n  oops\n}");
    desk.put("day.json", r#"{"text": "He came to Hanoi.", "published": "2024-02-31"}"#);
    desk.put("day.txt", format!(" date 2024-02-31 {ARTICLE}"));
    desk.put("book.txt", "He came to Hanoi. ".repeat(50 << 20 >> 4));
    desk.put("book.json", serde_json::json!({"text": "He came to Hanoi. ".repeat(50 << 20 >> 4)}).to_string());
    fs::create_dir(desk.path("folder")).unwrap();
    desk.run(&["run", "folder"]).fails(1, &["motorcade: folder: stands for no article"]);
    desk.run(&["run", "none*.txt"]).fails(1, &["motorcade: none*.txt: stands for no article"]);
    desk.run(&["map", "folder", "-o", "map.svg"]).fails(1, &["motorcade: folder: is a folder"]);
    let bad: &[(&str, &[&str])] = &[
        ("empty.txt", &["is empty"]),
        ("blank.txt", &["is empty"]),
        ("missing.txt", &["no such file"]),
        ("latin1.txt", &["UTF-8", "byte 12", "iconv"]),
        ("utf16.txt", &["UTF-16"]),
        ("paper.pdf", &["PDF"]),
        ("zero.txt", &["byte 7"]),
        ("page.html", &["a page without an article's text"]),
        ("textless.json", &["\"text\""]),
        ("broken.json", &["line 3"]),
        ("day.json", &["published", "2024-02-31", "calendar"]),
        ("day.txt", &["2024-02-31", "calendar", "--published"]),
        ("book.txt", &["longer than 16 MB"]),
        ("book.json", &["text", "longer than 16 MB"]),
    ];
    for (file, words) in bad {
        for command in [&["run", file, "-o", "made"][..], &["extract", file], &["extract", file, "--format", "jsonl"]] {
            let told = desk.run(command);
            told.fails(1, words);
            told.fails(1, &[&format!("motorcade: {file}: ")]);
        }
        let told = desk.run(&["map", file, "-o", "map.svg"]);
        told.fails(1, words);
        desk.run(&["mentions", file]).fails(1, words);
        desk.run(&["explain", file]).fails(1, words);
    }
    assert!(!desk.path("made").exists() && !desk.path("map.svg").exists());
    assert_eq!(desk.run(&["run", "day.txt", "--published", "2024-06-21"]).code, 0);
}

#[test]
fn bad_itineraries_name_the_field() {
    let desk = Desk::new();
    desk.run(&["run", "trip.txt"]);
    let whole = fs::read_to_string(desk.path("output/itinerary.json")).unwrap();
    let value: serde_json::Value = serde_json::from_str(&whole).unwrap();
    let broken = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut value = value.clone();
        change(&mut value);
        desk.put("broken.json", value.to_string());
        desk.run(&["map", "broken.json", "-o", "broken.svg"])
    };
    broken(&|v| v["trips"][0]["stops"][0]["lat"] = 123.into())
        .fails(1, &["broken.json: trips[0].stops[0].lat: 123 is outside -90..90"]);
    broken(&|v| v["schema"] = "motorcade/itinerary/2".into()).fails(1, &["schema", "motorcade/itinerary/2"]);
    broken(&|v| v["trips"][0]["stops"][0]["status"] = "gone".into())
        .fails(1, &["trips[0].stops[0].status", "gone", "visited"]);
    broken(&|v| v["trips"][0]["stops"][0]["arrive"] = "2024-02-31".into())
        .fails(1, &["trips[0].stops[0].arrive", "2024-02-31"]);
    broken(&|v| v["trips"][0]["stops"][0]["stray"] = 1.into()).fails(1, &["trips[0].stops[0]", "stray"]);
    broken(&|v| drop(v.as_object_mut().unwrap().remove("schema"))).fails(1, &["schema: is missing"]);
    assert!(!desk.path("broken.svg").exists());
    desk.run(&["extract", "output/itinerary.json"]).fails(1, &["is an itinerary", "motorcade map"]);
}

#[test]
fn no_day_of_publication_is_a_warning_and_never_today() {
    let desk = Desk::new();
    desk.put("undated.txt", ARTICLE);
    let told = desk.run(&["extract", "undated.txt"]);
    assert_eq!(told.code, 0, "{told:?}");
    assert!(told.err.contains("--published"), "{told:?}");
    assert!(told.out.contains("no-publication-date") && told.out.contains("\"published\": null"), "{told:?}");
}

#[test]
fn what_cannot_be_written_leaves_everything_as_it_was() {
    let desk = Desk::new();
    desk.put("file", "no folder");
    desk.run(&["run", "trip.txt", "-o", "file/results"]).fails(1, &["cannot be written"]);
    fs::create_dir(desk.path("half")).unwrap();
    fs::create_dir(desk.path("half/map.svg")).unwrap();
    desk.put("half/itinerary.json", "before");
    desk.run(&["run", "trip.txt", "-o", "half"]).fails(1, &["half/map.svg: is a folder"]);
    assert_eq!(desk.names("half"), ["itinerary.json", "map.svg"]);
    assert_eq!(fs::read_to_string(desk.path("half/itinerary.json")).unwrap(), "before");
    desk.run(&["map", "trip.txt", "-o", "half/map.svg"]).fails(1, &["is a folder"]);
    desk.run(&["map", "trip.txt", "-o", "/dev/null/map.svg"]).fails(1, &["cannot be written"]);
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_told_of() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    fs::create_dir(desk.path("locked")).unwrap();
    fs::set_permissions(desk.path("locked"), fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(desk.path("locked/probe"), "").is_ok() {
        return; // whoever may write everywhere cannot be refused
    }
    desk.run(&["run", "trip.txt", "-o", "locked"]).fails(1, &["locked", "cannot be written"]);
    desk.run(&["run", "trip.txt", "-o", "locked/deeper"]).fails(1, &["locked", "cannot be written"]);
    assert!(desk.names("locked").is_empty());
}

#[cfg(unix)]
#[test]
fn results_are_readable_by_others_and_pipes_are_written_through() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.run(&["run", "trip.txt"]);
    let mode = fs::metadata(desk.path("output/itinerary.json")).unwrap().permissions().mode();
    let plain = fs::metadata(desk.path("trip.txt")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, plain & 0o777);
    let told = desk.run(&["extract", "/dev/null"]);
    told.fails(1, &["is empty"]);
}

/// Clock, time zone, language and threads change no byte.
#[test]
fn same_input_same_bytes() {
    let desk = Desk::new();
    let all = |folder: &str, settings: &[(&str, &str)]| {
        let mut command = desk.command(&["run", "trip.txt", "-o", folder]);
        command.envs(settings.iter().copied());
        let told = Told::from(command.output().unwrap());
        assert_eq!(told.code, 0, "{told:?}");
        let files = RESULTS.map(|name| fs::read(desk.path(folder).join(name)).unwrap());
        (told.out, files)
    };
    let first = all("a", &[]);
    for settings in [
        &[("TZ", "Pacific/Apia"), ("LANG", "tr_TR.UTF-8"), ("RAYON_NUM_THREADS", "1")][..],
        &[("TZ", "America/Los_Angeles"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "4"), ("COLUMNS", "40")],
    ] {
        assert!(all("b", settings) == first, "{settings:?} give other bytes");
    }
}

#[test]
fn mentions_count_code_points_of_the_text_as_given() {
    let desk = Desk::new();
    let text = "“Größe” — the minister came to Hanoi on Thursday.";
    let json = serde_json::json!({"id": "m", "title": "Minister in Hanoi", "published": "2024-06-20", "text": text});
    desk.put("m.json", json.to_string());
    let told = desk.run(&["mentions", "m.json", "--format", "jsonl"]);
    assert_eq!(told.code, 0, "{told:?}");
    let line: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(line["id"], "m");
    for list in ["toponyms", "timexes", "travellers", "cues"] {
        assert!(line[list].is_array(), "{told:?}");
    }
    let hanoi = line["toponyms"].as_array().unwrap().iter().find(|t| t["phrase"] == "Hanoi").unwrap();
    let at = text.chars().collect::<String>().chars().position(|c| c == 'H').unwrap();
    assert_eq!((&hanoi["start"], &hanoi["end"]), (&at.into(), &(at + 5).into()));
    assert_eq!(hanoi["country"], "VN");
    for key in ["lat", "lon", "geonames_id", "kind"] {
        assert!(!hanoi[key].is_null(), "{told:?}");
    }
}

#[test]
fn a_headline_in_a_plain_text_counts_in_the_text() {
    let desk = Desk::new();
    let text = "Minister in Hanoi for talks\n\nThe minister met the premier on Thursday.\n";
    desk.put("h.txt", text);
    let told = desk.run(&["mentions", "h.txt", "--published", "2024-06-20"]);
    let line: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(line["toponyms"][0]["start"], 12, "{told:?}");
}

#[test]
fn explain_shows_sentence_words_and_rule() {
    let desk = Desk::new();
    let told = desk.run(&["explain", "trip.txt"]);
    assert_eq!(told.code, 0, "{told:?}");
    assert!(told.out.contains("Hanoi") && told.out.contains('[') && told.out.contains(" by "), "{told:?}");
}

#[test]
fn places_as_table_and_json() {
    let desk = Desk::new();
    let told = desk.run(&["places", "hanoi"]);
    assert!(told.code == 0 && told.out.lines().nth(1).is_some_and(|line| line.contains("Vietnam")), "{told:?}");
    let told = desk.run(&["places", "hanoi", "--format", "json", "--limit", "1"]);
    let rows: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!((rows.as_array().unwrap().len(), &rows[0]["country"]), (1, &"VN".into()));
}

/// `motorcade … | head -1` ends in silence.
#[cfg(unix)]
#[test]
fn a_reader_that_goes_is_no_failure() {
    let desk = Desk::new();
    let line = serde_json::json!({"id": "a", "published": "2024-06-20", "text": ARTICLE}).to_string() + "\n";
    desk.put("many.jsonl", line.repeat(5000));
    let mut child = desk
        .command(&["extract", "many.jsonl", "--format", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let told = Told::from(child.wait_with_output().unwrap());
    assert_eq!((told.code, told.err.as_str()), (0, ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let desk = Desk::new();
    if !Path::new("/dev/full").exists() {
        return;
    }
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = desk.command(&["extract", "trip.txt"]).stdout(full).output().unwrap();
    Told::from(output).fails(1, &["standard output", "cannot be written"]);
}

#[test]
fn min_confidence_leaves_out_what_is_less_sure() {
    let desk = Desk::new();
    let stops = |least: &str| -> Vec<serde_json::Value> {
        let told = desk.run(&["extract", "trip.txt", "--min-confidence", least]);
        let itinerary: serde_json::Value = serde_json::from_str(&told.out).unwrap();
        for trip in itinerary["trips"].as_array().unwrap() {
            let count = trip["stops"].as_array().unwrap().len();
            assert_eq!(trip["legs"].as_array().unwrap().len() + 1, count, "legs are joined again");
            assert!(
                trip["days"].as_array().unwrap().iter().all(|d| d["stop"].as_u64().is_none_or(|s| s < count as u64))
            );
        }
        itinerary["trips"].as_array().unwrap().iter().flat_map(|t| t["stops"].as_array().unwrap().clone()).collect()
    };
    let all = stops("0");
    let sure = |stop: &serde_json::Value| stop["confidence"].as_f64().unwrap();
    let most = all.iter().map(sure).fold(0.0, f64::max);
    assert!(all.len() > 1 && most < 1.0, "{all:?}");
    assert!(all.iter().any(|stop| sure(stop) < most), "{all:?}");
    let kept = stops(&most.to_string());
    assert!(kept.len() < all.len() && kept.iter().all(|stop| sure(stop) >= most), "{kept:?}");
    let told = desk.run(&["extract", "trip.txt", "--min-confidence", "1"]);
    assert_eq!(told.code, 3, "a trip without a stop is none: {}", told.out);
}

#[test]
fn min_confidence_outside_0_to_1_is_wrong_use() {
    let desk = Desk::new();
    for value in ["1.5", "-0.1", "NaN", "much"] {
        let told = desk.run(&["extract", "trip.txt", &format!("--min-confidence={value}")]);
        assert_eq!(told.code, 2, "{value}");
        assert!(told.err.contains("--min-confidence") && told.err.contains("0 to 1"), "{}", told.err);
    }
}

/// Every form, whole and the same twice; none tells when it was made.
#[test]
fn pictures_in_every_form() {
    let desk = Desk::new();
    for (name, begins) in [
        ("p.svg", &b"<svg "[..]),
        ("p.png", b"\x89PNG"),
        ("p.webp", b"RIFF"),
        ("p.pdf", b"%PDF-1.7"),
        ("q.PDF", b"%PDF"),
    ] {
        for kind in ["map", "days"] {
            assert_eq!(desk.run(&[kind, "trip.txt", "-o", name]).code, 0, "{kind} {name}");
            let first = fs::read(desk.path(name)).unwrap();
            desk.run(&[kind, "trip.txt", "-o", name]);
            assert!(first.starts_with(begins) && first == fs::read(desk.path(name)).unwrap(), "{kind} {name}");
            assert!(!first.windows(12).any(|words| words == b"CreationDate"), "{kind} {name}");
        }
    }
    desk.run(&["map", "trip.txt", "-o", "p.gif"]).fails(2, &["p.gif", ".svg, .png, .webp, .pdf"]);
}

#[test]
fn an_svg_as_a_desk_wants_it() {
    let desk = Desk::new();
    let drawn = |words: &[&str]| {
        let told = desk.run(&[&["map", "trip.txt", "-o", "-"], words].concat());
        assert_eq!((told.code, told.err.as_str()), (0, ""), "{told:?}");
        told.out
    };
    let plain = drawn(&[]);
    assert!(drawn(&["--theme", "auto"]).contains("@media (prefers-color-scheme:dark)") && !plain.contains("@media"));
    assert!(plain.contains(">Hanoi</text>") && !drawn(&["--text", "paths"]).contains("<text"));
    let brought = drawn(&["--embed-fonts"]);
    assert!(brought.contains("src:url(data:font/ttf;base64,") && brought.len() < plain.len() + 40_000);
    desk.run(&["map", "trip.txt", "-o", "-", "--embed-fonts", "--text", "paths"]).fails(2, &["--embed-fonts"]);
}

#[test]
fn a_house_has_its_own_theme() {
    let desk = Desk::new();
    let drawn = |theme: &str| {
        desk.put("house.toml", theme);
        desk.run(&["map", "trip.txt", "--theme", "house.toml", "-o", "-"])
    };
    let told = drawn("base = \"dark\"\n[colors]\nwater = \"#102233\"\n[sizes]\ntext = 1.2\nroute = 2");
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    assert!(told.out.contains("fill:#102233") && told.out.contains("stroke-width:5.76"), "{}", told.out);
    let told = drawn("[colors]\nwater-name = \"#d0e0f0\"");
    assert!(told.code == 0 && told.err.contains("house.toml: water-name on water has a contrast of 1.1"), "{told:?}");
    drawn("[colors]\nsea = \"#123\"").fails(1, &["house.toml: colors.sea", "water"]);
    drawn("[colors").fails(1, &["house.toml: line 1"]);
    desk.run(&["days", "trip.txt", "--theme", "gone.toml", "-o", "-"]).fails(1, &["gone.toml: no such file"]);
}

/// The trip in two sentences stands beside the pictures, in them, and in their pixels' file.
#[test]
fn readers_who_do_not_see_are_told() {
    let desk = Desk::new();
    desk.run(&["run", "trip.txt"]);
    for kind in ["map", "days"] {
        let told = fs::read_to_string(desk.path(&format!("output/{kind}.txt"))).unwrap();
        assert!(told.contains("Hanoi") && told.ends_with(".\n") && told.lines().count() == 1, "{told}");
        let svg = fs::read_to_string(desk.path(&format!("output/{kind}.svg"))).unwrap();
        assert!(svg.contains(&format!(">{}</desc>", told.trim_end())));
        let png = fs::read(desk.path(&format!("output/{kind}.png"))).unwrap();
        assert!(png.windows(told.len() - 1).any(|words| words == told.trim_end().as_bytes()));
    }
}

/// Pages, mails and feeds in a folder, one of them broken and one in another language.
#[test]
fn a_folder_is_read_but_for_what_is_broken() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("desk/b")).unwrap();
    let page = |text: &str| {
        format!("<!DOCTYPE html><html><head><title>A tour</title></head><body><p>{text}</p></body></html>")
    };
    desk.put(
        "desk/b/page.html",
        page("President Emmanuel Macron arrived in Hanoi on Thursday for talks with Vietnamese leaders."),
    );
    desk.put("desk/a.eml", "From: a@wire.example\r\nSubject: Tour\r\nMIME-Version: 1.0\r\n\r\nPresident Emmanuel Macron arrived in Jakarta.\r\n");
    desk.put("desk/picture.png", "none");
    desk.put("desk/.hidden.txt", "none");
    let told = desk.run(&["mentions", "desk"]);
    let ids: Vec<String> =
        told.out.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["id"].to_string()).collect();
    assert_eq!((told.code, ids.len()), (0, 2), "{}", told.err);
    assert_eq!(desk.run(&["mentions", "desk/*.eml", "desk/b"]).out, told.out);

    let german = "Der Bundespräsident ist am Dienstag in Hanoi eingetroffen, wo er den Generalsekretär der Partei traf, bevor er mit \
        einer großen Delegation von Unternehmern seine Reise nach Jakarta und Singapur fortsetzte.";
    desk.put("desk/c.html", page(german));
    let told = desk.run(&["extract", "desk"]);
    assert_eq!(told.code, 4, "{}", told.err);
    assert!(
        told.err.contains("desk/c.html: is in German; only English and French are read") && told.out.contains("Hanoi")
    );
    desk.run(&["extract", "desk/c.html"]).fails(4, &["desk/c.html: is in German"]);
    desk.put("desk/d.json", "{");
    let told = desk.run(&["extract", "desk", "--format", "jsonl"]);
    assert_eq!((told.code, told.out.lines().count()), (1, 2), "{}", told.err);
    assert!(told.err.contains("desk/d.json: is not valid JSON"));
}

#[test]
fn fields_of_json_are_named() {
    let desk = Desk::new();
    desk.put(
        "own.json",
        r#"{"story": {"body": "President Emmanuel Macron arrived in Hanoi on Thursday."}, "day": "2024-06-21"}"#,
    );
    let told = desk.run(&["extract", "own.json", "--field", "text=story.body", "--field", "published=day"]);
    assert!(told.code == 0 && told.out.contains("2024-06-20"), "{}", told.err);
    desk.run(&["extract", "own.json", "--field", "words=story"]).fails(2, &["FIELD=NAME", "text"]);
}
