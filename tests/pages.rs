//! Pages in the manner of many sites: `tests/pages/NAME.html` beside what is to be read from it; and pages made to hurt.

use motorcade::model::Article;
use motorcade::read::{self, Known};
use serde::Deserialize;
use std::path::Path;
use std::time::{Duration, Instant};

/// What a page tells. `null` for a day that nobody can know.
#[derive(Deserialize)]
struct Expected {
    title: String,
    published: Option<String>,
    first: String,
    last: String,
    byline: Option<String>,
    language: Option<String>,
    source: Option<String>,
    #[serde(default)]
    contains: Vec<String>,
    absent: Vec<String>,
}

fn articles(bytes: &[u8]) -> Vec<Result<Article, String>> {
    let known = Known { id: "page".into(), ..Known::default() };
    let of = |piece: motorcade::error::Result<read::Piece>| match piece {
        Ok(piece) => piece.articles(&known),
        Err(error) => vec![Err(error)],
    };
    read::pieces(bytes).flat_map(of).map(|article| article.map_err(|e| e.to_string())).collect()
}

fn pages() -> Vec<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "html")).collect();
    pages.sort();
    pages
}

#[test]
fn pages_are_read() {
    let mut wrong = Vec::new();
    for path in pages() {
        let expected: Expected = serde_json::from_slice(&std::fs::read(path.with_extension("json")).unwrap()).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        match articles(&std::fs::read(&path).unwrap()).as_slice() {
            [Ok(article)] => wrong.extend(faults(article, &expected).iter().map(|fault| format!("{name}: {fault}"))),
            other => wrong.push(format!("{name}: {other:?}")),
        }
    }
    assert!(pages().len() >= 30);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn faults(article: &Article, expected: &Expected) -> Vec<String> {
    let mut faults = Vec::new();
    let mut same = |what: &str, found: Option<String>, expected: Option<&String>| {
        if found.as_ref() != expected {
            faults.push(format!("{what} is {found:?}, not {expected:?}"));
        }
    };
    same("title", article.title.clone(), Some(&expected.title));
    same("day", article.published.map(|day| day.to_string()), expected.published.as_ref());
    for (what, found, expected) in [
        ("byline", &article.byline, &expected.byline),
        ("language", &article.language, &expected.language),
        ("source", &article.source, &expected.source),
    ] {
        if expected.is_some() {
            same(what, found.clone(), expected.as_ref());
        }
    }
    let text = &article.text;
    if !text.starts_with(&expected.first) {
        faults.push(format!("begins with {:?}", text.chars().take(80).collect::<String>()));
    }
    if !text.ends_with(&expected.last) {
        faults.push(format!("ends with {:?}", &text[text.floor_char_boundary(text.len().saturating_sub(80))..]));
    }
    faults.extend(
        expected.contains.iter().filter(|words| !text.contains(*words)).map(|words| format!("lacks {words:?}")),
    );
    faults.extend(expected.absent.iter().filter(|words| text.contains(*words)).map(|words| format!("has {words:?}")));
    faults
}

/// A page that is made to hurt, with one paragraph of prose, ends within a loose bound, and well where it can.
#[test]
fn hostile_pages_end() {
    let prose =
        "<p>The minister flew to Oslo on Tuesday, met the king, and went on to Bergen the next day by train.</p>";
    let many = |part: &str, times: usize| part.repeat(times);
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"{n}\"")).collect();
    let pages = [
        ("depth", format!("<html><body>{}{prose}{}", many("<div>", 20_000), many("</div>", 20_000))),
        (
            "open fonts",
            format!("<html><body>{prose}{}", (0..20_000).map(|n| format!("<p><font size={n}>x")).collect::<String>()),
        ),
        ("attributes", format!("<html><body><div{attributes}>{prose}</div>")),
        ("bodies", format!("<html>{}{prose}", (0..50_000).map(|n| format!("<body a{n}=1>")).collect::<String>())),
        ("entities", format!("<html><body>{prose}<p>{}", many("&amp;&#x110000;&bogus", 200_000))),
        ("truncated", format!("<html><body>{prose}<div class=\"a")),
        ("open comment", format!("<html><body>{prose}{}", many("<!-- ", 200_000))),
        ("zero bytes", format!("<html><body>{}\0{}", prose, many("\0<\0p\0>", 100_000))),
        ("tables", format!("<html><body>{prose}{}", many("<table><tr><td>", 20_000))),
        ("elements", format!("<html><body>{prose}{}", many("<b>x</b>", 2_000_000))),
        ("paragraphs", format!("<html><body>{}", many(prose, 5_000))),
        ("breaks", format!("<html><body>{prose}{}", many("<br>", 500_000))),
        ("16 MB", format!("<html><body>{prose}<p>{}", many("word ", 3_300_000))),
    ];
    for (name, page) in pages {
        let start = Instant::now();
        let read = articles(page.as_bytes());
        let took = start.elapsed();
        println!("{name}: {took:?}, {} kB", page.len() >> 10);
        assert!(took < Duration::from_secs(10), "{name} took {took:?}");
        let [Ok(article)] = read.as_slice() else { panic!("{name}: {read:?}") };
        assert!(article.text.contains("flew to Oslo on Tuesday"), "{name}");
    }
    let too_long = format!("<html>{}", many("<p>word", 3_000_000));
    assert!(articles(too_long.as_bytes())[0].as_ref().unwrap_err().contains("is longer than 16 MB"));
    for nothing in ["<html>", "<!DOCTYPE html><html><body><nav><a href=/>Home</a></nav>", "<p>", "<html>\0"] {
        assert!(
            articles(nothing.as_bytes())[0].as_ref().unwrap_err().contains("without an article's text"),
            "{nothing}"
        );
    }
}

/// `cargo test --release --test pages -- --ignored --nocapture` tells how many pages a second one core reads.
#[test]
#[ignore = "measures"]
fn pages_a_second() {
    let filler =
        format!("<script>{}</script><style>{}</style>", "var x = '<div>';".repeat(3_000), ".a{b:c}".repeat(5_000));
    let pages: Vec<Vec<u8>> = pages().iter().map(|path| std::fs::read(path).unwrap()).collect();
    let pages: Vec<Vec<u8>> = pages.into_iter().map(|page| [page, filler.clone().into_bytes()].concat()).collect();
    let start = Instant::now();
    let read: usize = (0..10).map(|_| pages.iter().map(|page| articles(page).len()).sum::<usize>()).sum();
    println!("{:.0} pages a second", read as f64 / start.elapsed().as_secs_f64());
}

/// No English article is taken for another language, and the look at it costs little.
#[test]
fn english_articles_are_english() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut folders: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let articles: Vec<Article> = folders
        .iter()
        .filter_map(|folder| std::fs::read(folder.join("article.json")).ok())
        .flat_map(|bytes| articles(&bytes))
        .map(Result::unwrap)
        .collect();
    assert!(articles.len() > 100);
    let start = Instant::now();
    let refused: Vec<&str> = articles
        .iter()
        .filter(|article| read::language::told((*article).clone()).is_err())
        .map(|a| a.id.as_str())
        .collect();
    println!("{:?} an article", start.elapsed() / articles.len() as u32);
    assert!(refused.is_empty(), "{refused:?}");
}
