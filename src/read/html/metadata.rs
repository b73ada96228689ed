//! What a page tells of its article outside the prose: title, byline, day of publication, language, address.
//!
//! In: what the page holds. Out: [`Metadata`]. Where sources disagree, the one made for machines and for the article
//! alone is believed first: JSON-LD, then Open Graph and other meta tags, then `<time>`, then what stands in a byline's place,
//! then the address. A day of a later change never counts.

use super::furniture::words;
use super::linked_data::Told;
use super::page::{Page, Time};
use crate::model::Article;
use crate::read::{Known, day};
use chrono::NaiveDate;

/// What is known of a page's article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    pub title: Option<String>,
    pub byline: Option<String>,
    pub published: Option<NaiveDate>,
    /// A BCP 47 tag as written: "en", "en-GB".
    pub language: Option<String>,
    pub url: Option<String>,
}

impl Metadata {
    /// The article of that text; what is known apart from the page goes before what the page tells.
    pub fn article(self, text: String, known: &Known) -> Article {
        Article {
            id: known.id.clone(),
            title: self.title,
            byline: self.byline,
            published: known.published.or(self.published),
            language: self.language,
            source: self.url.or_else(|| known.source.clone()),
            text,
            body: 0,
        }
    }
}

/// Meta tags that hold a day of publication, the surest first; in small letters.
const DAYS: [&str; 24] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "dcterms.created",
    "datecreated",
    "cxenseparse:recs:publishtime",
    "publication_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "pub_date",
    "originalpublicationdate",
    "ptime",
    "date",
];
/// A longer heading was never closed.
const LONGEST_TITLE: usize = 300;
const TITLES: [&str; 6] = ["og:title", "twitter:title", "parsely-title", "dc.title", "dcterms.title", "sailthru.title"];
const BYLINES: [&str; 6] = ["author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "byl"];
const LANGUAGES: [&str; 5] = ["og:locale", "content-language", "dc.language", "dcterms.language", "language"];
const ADDRESSES: [&str; 3] = ["og:url", "twitter:url", "parsely-link"];

/// Reads it all.
pub fn read(page: &Page, told: &Told) -> Metadata {
    Metadata {
        title: title(page, told),
        byline: byline(page, told),
        published: published(page, told),
        language: language(page, told),
        url: url(page, told),
    }
}

/// The content of the first of these meta tags that is there and not empty.
fn meta(page: &Page, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| metas(page, name).next())
}

fn metas<'p>(page: &'p Page, name: &'p str) -> impl Iterator<Item = String> + 'p {
    page.metas
        .iter()
        .filter(move |(n, _)| n == name)
        .map(|(_, content)| clean(content))
        .filter(|content| !content.is_empty())
}

/// One space for white space.
fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn title(page: &Page, told: &Told) -> Option<String> {
    let site = meta(page, &["og:site_name", "application-name"]);
    let heading = only_heading(page);
    let head = page.title.as_deref().map(clean).filter(|title| !title.is_empty());
    // The name that a reader sees above the text is the headline wherever the page's title begins with it.
    let begins = |seen: &&String| seen.len() > 10 && head.as_ref().is_some_and(|h| h.starts_with(seen.as_str()));
    let seen = heading.as_ref().filter(begins);
    let told = told.headline.as_deref().map(clean);
    let found = seen.cloned().or(told).or_else(|| meta(page, &TITLES)).or(heading);
    let found = found.or_else(|| part_seen(head.as_deref()?, page)).or(head)?;
    Some(without_site(&found, site.as_deref()).to_string())
}

/// The text of the page's heading of first order, where there is one alone.
fn only_heading(page: &Page) -> Option<String> {
    let mut headings = page.headings.iter().filter(|heading| (1..LONGEST_TITLE).contains(&heading.len()));
    headings.next().filter(|_| headings.next().is_none()).cloned()
}

/// The part of the page's title that stands as a headline in the page, the other being the site's name.
fn part_seen(head: &str, page: &Page) -> Option<String> {
    let headlines = page.headings.iter().chain(&page.titles);
    let is_part = |line: &&String| {
        (10..LONGEST_TITLE).contains(&line.len()) && head != line.as_str() && head.contains(line.as_str())
    };
    headlines.filter(is_part).max_by_key(|line| line.len()).cloned()
}

/// "Talks in Oslo - The Gazette" without the site's name.
fn without_site<'t>(title: &'t str, site: Option<&str>) -> &'t str {
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        let Some((left, right)) = title.rsplit_once(mark) else { continue };
        let named = site.is_some_and(|site| right.eq_ignore_ascii_case(site));
        let short = mark == " | " || right.split_whitespace().count() <= 4;
        if named || site.is_none() && short && left.split_whitespace().count() >= 4 {
            return left.trim();
        }
    }
    title
}

fn byline(page: &Page, told: &Told) -> Option<String> {
    let names = told.byline.clone().or_else(|| meta(page, &BYLINES)).or_else(|| meta(page, &["article:author"]));
    let names = names.filter(|name| !name.contains("://"));
    let seen = || page.bylines.iter().find(|text| (3..120).contains(&text.len())).cloned();
    let name = names.or_else(seen)?;
    Some(words().after_by(&name).unwrap_or(&name).to_string())
}

fn published(page: &Page, told: &Told) -> Option<NaiveDate> {
    let machine = |text: &String| day::machine(text);
    told.published
        .as_ref()
        .and_then(machine)
        .or_else(|| DAYS.iter().find_map(|name| metas(page, name).find_map(|text| day::machine(&text))))
        .or_else(|| time_elements(page))
        .or_else(|| seen_day(page))
        .or_else(|| url(page, told).as_deref().and_then(day::in_address))
}

/// The day of the `<time>` that says that it is the publication's, else of the first that is not a change's or a comment's.
fn time_elements(page: &Page) -> Option<NaiveDate> {
    let day_of = |time: &Time| day::machine(&time.datetime).or_else(|| day::machine(&time.words));
    let says = |time: &Time, word: &str| time.named.contains(word);
    let sure = page.times.iter().filter(|time| says(time, "publi")).find_map(day_of);
    let other = || page.times.iter().filter(|time| !says(time, "modif") && !says(time, "updat")).find_map(day_of);
    sure.or_else(other)
}

/// The day in a line whose element says that it holds a date or a byline.
fn seen_day(page: &Page) -> Option<NaiveDate> {
    let day_of = |text: &String| {
        day::machine(text)
            .or_else(|| text.split(['|', '•', '·', '–', '—']).find_map(day::machine))
            .or_else(|| day::labelled(text))
    };
    page.dates.iter().chain(&page.bylines).find_map(day_of)
}

fn language(page: &Page, told: &Told) -> Option<String> {
    let found = page.language.as_deref().map(clean).filter(|l| !l.is_empty());
    found.or_else(|| told.language.clone()).or_else(|| meta(page, &LANGUAGES)).map(|tag| tag.replace('_', "-"))
}

fn url(page: &Page, told: &Told) -> Option<String> {
    let canonical = page.canonical.as_deref().map(clean).filter(|url| url.contains("://"));
    canonical.or_else(|| meta(page, &ADDRESSES)).or_else(|| told.url.clone().filter(|url| url.contains("://")))
}
