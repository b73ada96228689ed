//! A saved or piped page to its article.
//!
//! In: the bytes of the page. Out: an [`Article`] with the text that a reader would call the article, and what the page tells of
//! it. No script runs and nothing is fetched: a page that is made by its scripts has the text of its JSON-LD, or none.
//!
//! ```text
//! bytes ──► source ──► bounded source ──► tree ──► article's element ──► paragraphs
//!     encoding     limits         dom_query    dom_smoothie          prose
//! ```

mod encoding;
mod furniture;
mod limits;
mod linked_data;
mod metadata;
mod page;
mod prose;

use super::{Known, day};
use crate::error::{Error, Result};
use crate::model::Article;
use dom_query::Document;
use dom_smoothie::{Config, Readability};
pub use encoding::{as_utf8, decode};
pub use metadata::Metadata;

/// A page has at most so many bytes; pages of news have 0.1 to 3 MB.
pub const LIMIT: usize = 16 << 20;
/// The title, the byline and the day stand within so many paragraphs at the head of a text.
const HEAD: usize = 6;
/// An article has at least so many characters; where less is found, Readability looks again with fewer doubts.
const SHORTEST: usize = 200;
/// What stands between headline and text has so many bytes.
const LEAD: std::ops::Range<usize> = 40..800;
/// Where Readability puts the article.
const ARTICLE: &str = "#readability-page-1";
/// What pieces of pages, and pages without a doctype, begin with.
const FIRST_TAGS: [&str; 32] = [
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "script",
    "style",
    "article",
    "section",
    "main",
    "header",
    "nav",
    "div",
    "h1",
    "h2",
    "h3",
    "p",
    "pre",
    "blockquote",
    "center",
    "ul",
    "ol",
    "table",
    "tr",
    "td",
    "a",
    "img",
    "b",
    "i",
    "font",
    "span",
];

/// Reads a page.
pub fn article(bytes: &[u8], known: &Known) -> Result<Article> {
    let tree = Document::from(limits::bounded(&decode(bytes)));
    let page = page::gather(&tree);
    let told = linked_data::read(&page.data);
    let mut metadata = metadata::read(&page, &told);
    let mut paragraphs = prose_of(tree);
    drop_head(&mut paragraphs, &mut metadata);
    paragraphs.splice(0..0, lead(&page, &metadata, &paragraphs));
    let text = fuller(paragraphs.join("\n\n"), told.text.as_deref());
    if text.trim().is_empty() {
        return Err(Error::new(
            "is a page without an article's text; save it from a browser after it has loaded, or give the text",
        ));
    }
    Ok(metadata.article(text, known))
}

/// The paragraphs of the element that holds the article, or of the whole page where none stands out.
fn prose_of(tree: Document) -> Vec<String> {
    let config = Config { keep_classes: true, disable_json_ld: true, char_threshold: SHORTEST, ..Config::default() };
    let Ok(mut reader) = Readability::with_document(tree, None, Some(config)) else { return Vec::new() };
    let found = reader.parse().is_ok();
    let article = reader.doc.select_single(ARTICLE);
    let article = article.nodes().first().filter(|_| found);
    prose::paragraphs(article.unwrap_or(&reader.doc.root()))
}

/// The text of a piece of markup, all of it: what feeds and services carry is the article alone.
pub fn text(markup: &str) -> String {
    prose::paragraphs(&Document::from(limits::bounded(markup)).root()).join("\n\n")
}

/// The same, with title, byline and day taken off its head.
pub fn prose_below(markup: &str, metadata: &mut Metadata) -> String {
    let mut paragraphs = prose::paragraphs(&Document::from(limits::bounded(markup)).root());
    drop_head(&mut paragraphs, metadata);
    paragraphs.join("\n\n")
}

/// The first heading of first order in a piece of markup.
pub fn heading(markup: &str) -> Option<String> {
    page::gather(&Document::from(limits::bounded(markup))).headings.into_iter().find(|heading| !heading.is_empty())
}

/// A subject without the words of mails sent on or answered.
pub fn without_reply(subject: &str) -> &str {
    furniture::words().after_reply(subject)
}

/// The sentences below the headline, where the article's own element leaves them out.
fn lead(page: &page::Page, metadata: &Metadata, paragraphs: &[String]) -> Option<String> {
    let below = |above: &str| metadata.title.as_deref().is_some_and(|title| alike(title, above));
    let mut leads = page.leads.iter().filter(|(above, lead)| below(above) && LEAD.contains(&lead.len()));
    let (_, lead) = leads.next()?;
    let start: String = lead.chars().take(60).collect();
    let is_there = paragraphs.iter().any(|paragraph| paragraph.contains(&start));
    (!is_there && lead.ends_with(['.', '!', '?', '”', '"'])).then(|| lead.clone())
}

/// Takes title, byline and day off the head of the text, and keeps what no field tells.
fn drop_head(paragraphs: &mut Vec<String>, metadata: &mut Metadata) {
    split_head(paragraphs, metadata);
    let mut kept = 0;
    for _ in 0..HEAD {
        let Some(line) = paragraphs.get(kept) else { break };
        let byline = furniture::words().after_by(line).filter(|_| line.len() < 100 && !line.ends_with('.'));
        if metadata.title.as_deref().is_some_and(|title| alike(title, line)) {
        } else if let Some(byline) = byline {
            metadata.byline = metadata.byline.take().or(Some(byline.to_string()));
        } else if let Some(day) = day_of_line(line) {
            metadata.published = metadata.published.or(Some(day));
        } else if furniture::words().is_by(line) || day::is_dateline(line) {
        } else {
            kept += 1;
            continue;
        }
        paragraphs.remove(kept);
    }
}

/// Old pages set headline, byline and day in lines of one paragraph: each becomes a paragraph by itself.
fn split_head(paragraphs: &mut Vec<String>, metadata: &Metadata) {
    let of_head = |line: &str| {
        day_of_line(line).is_some()
            || furniture::words().after_by(line).is_some()
            || metadata.title.as_deref().is_some_and(|title| alike(title, line))
    };
    let head = |paragraph: &String| paragraph.contains('\n') && paragraph.lines().all(|line| line.len() < 100);
    let Some(first) = paragraphs.iter().take(2).position(|p| head(p) && p.lines().any(of_head)) else { return };
    let lines: Vec<String> = paragraphs[first].lines().map(str::to_string).collect();
    paragraphs.splice(first..=first, lines);
}

/// The day of a line that holds nothing else of weight.
fn day_of_line(line: &str) -> Option<chrono::NaiveDate> {
    day::of_line(line).ok().flatten()
}

/// The same letters and digits, whatever stands between them.
fn alike(a: &str, b: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    a.len() < b.len() * 2 && b.len() < a.len() * 2 && letters(a) == letters(b)
}

/// What the page shows, or what its description holds where that is twice as much: the page hides the rest from readers who have
/// not paid, or makes it by a script.
fn fuller(shown: String, told: Option<&str>) -> String {
    let Some(told) = told.filter(|told| told.len() > 200 && told.len() > shown.len() * 2) else { return shown };
    if told.contains("</") || told.contains("<br") {
        return text(told);
    }
    let paragraphs = told.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    paragraphs.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// True where bytes begin as a page does (WHATWG MIME Sniffing, section 7.1, and elements that pieces of pages begin with).
pub fn is_page(bytes: &[u8]) -> bool {
    let decoded = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let decoded = if decoded { decode(&bytes[..bytes.len().min(1000)]) } else { "".into() };
    let mut start = if decoded.is_empty() { bytes } else { decoded.as_bytes() }.trim_ascii_start();
    // An XML declaration stands before pages in XHTML.
    while let Some((rest, close)) = [("<!--", "-->"), ("<?xml", "?>"), ("\u{feff}", "")]
        .iter()
        .find_map(|(open, close)| Some((start.strip_prefix(open.as_bytes())?, close.as_bytes())))
    {
        let ends = |at: &usize| rest[*at..].starts_with(close);
        let end = (0..rest.len()).find(ends).map_or(rest.len(), |at| at + close.len());
        start = rest[end..].trim_ascii_start();
    }
    let Some(rest) = start.strip_prefix(b"<") else {
        return start.is_empty() && bytes.trim_ascii_start().starts_with(b"<!--");
    };
    let name: Vec<u8> =
        rest.iter().take(12).take_while(|b| b.is_ascii_alphanumeric() || **b == b'!').copied().collect();
    let name = String::from_utf8_lossy(&name).to_ascii_lowercase();
    name == "!doctype" || FIRST_TAGS.contains(&name.as_str())
}

/// Gives the page for tests of its parts.
#[cfg(test)]
fn page_text(source: &str) -> String {
    article(source.as_bytes(), &Known::default()).map(|a| a.text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str =
        "The minister flew to Oslo on Tuesday for talks with her counterpart, who met her at the airport.";

    #[test]
    fn prose_alone_is_text() {
        let text = page_text(&format!(
            "<html><body><nav><a href=/>Home</a></nav><div class=x><h1>Talks</h1><p>{PROSE}<p>Read more: <a href=/a>b</a>\
             <p>She said&nbsp;&quot;no&quot;<sup>[1]</sup>.<ul><li>First<li>Second</ul></div><footer>All rights reserved</footer>"
        ));
        assert_eq!(text, format!("{PROSE}\n\nShe said \"no\".\n\nFirst\n\nSecond"));
    }

    #[test]
    fn breaks_and_rows() {
        let text = page_text(&format!(
            "<table><tr><td>{PROSE}<br><br>Then<br>home.<table><tr><th>Day<th>City<tr><td>1<td>Oslo</table></td></tr></table>"
        ));
        assert_eq!(text, format!("{PROSE}\n\nThen\nhome.\n\nDay | City\n\n1 | Oslo"));
    }

    #[test]
    fn pages_are_told_by_their_first_tag() {
        for page in ["<!DOCTYPE html>", " <html lang=en>", "<!-- saved --><HEAD>", "<p>She", "<div", "<!doctype"] {
            assert!(is_page(page.as_bytes()), "{page}");
        }
        for other in ["<rss>", "She <p>", "<?xml version='1.0'?>", "<", "<3 she", "<newsItem>"] {
            assert!(!is_page(other.as_bytes()), "{other}");
        }
    }
}
