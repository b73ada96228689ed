//! What stands above the prose of a plain text: a header line, a headline, a byline, the day of publication.
//!
//! In: the whole text. Out: a [`Heading`]. The text itself stays as it is; the heading only tells where the prose begins, so
//! that a headline is read once, as the title, and offsets still count in the text as given.

use super::{day, words};
use crate::error::Result;
use chrono::NaiveDate;

/// The lines above the prose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heading {
    /// The headline, verbatim.
    pub title: Option<String>,
    pub published: Option<NaiveDate>,
    /// Byte offset where the prose begins.
    pub body: usize,
}

/// So many lines can stand above the prose.
const MOST_LINES: usize = 6;
/// A headline has at most so many bytes.
const LONGEST_HEADLINE: usize = 200;

/// Reads the heading. A headline is looked for only where `headline` is true: a JSON article has a field for it. An impossible
/// day is an error unless the day of publication is `known` already.
pub fn find(text: &str, headline: bool, known: bool) -> Result<Heading> {
    let mut heading = Heading::default();
    if let Some((day, body)) = header_line(text) {
        heading.body = body;
        heading.published = if known { day.ok() } else { Some(day?) };
    }
    for _ in 0..MOST_LINES {
        let rest = &text[heading.body..];
        let start = heading.body + (rest.len() - rest.trim_start().len());
        let line = text[start..].lines().next().unwrap_or_default();
        let after = &text[start + line.len()..];
        let day = if known { day::of_line(line).ok().flatten() } else { day::of_line(line)? };
        if day.is_some() {
            heading.published = heading.published.or(day);
        } else if headline && heading.title.is_none() && is_headline(line.trim_end(), after) {
            heading.title = Some(line.trim_end().to_string());
        } else if heading.title.is_none() || !is_byline(line) {
            break;
        }
        heading.body = start + line.len();
    }
    Ok(heading)
}

/// ` date 2024-06-20 ` at the very start, with prose on the same line.
fn header_line(text: &str) -> Option<(Result<NaiveDate>, usize)> {
    let trimmed = text.trim_start();
    let word = trimmed.get(..4).filter(|w| w.eq_ignore_ascii_case("date"))?;
    let rest = trimmed[word.len()..].trim_start_matches(|c: char| c == ':' || c.is_whitespace());
    let (day, rest) = day::iso_prefix(rest)?;
    let rest = rest.starts_with(char::is_whitespace).then(|| rest.trim_start())?;
    Some((day, text.len() - rest.len()))
}

/// A short line without a full stop, set off by a blank line, by a byline or a day, or by a paragraph much longer than itself.
fn is_headline(line: &str, after: &str) -> bool {
    let abbreviated = words::phrases("abbreviation").any(|a| line.ends_with(a));
    let open = !line.ends_with(['.', ':', ';', ',', '-', '—', '–']) || abbreviated;
    let words = line.split_whitespace().count();
    if !open || line.len() > LONGEST_HEADLINE || !(2..=30).contains(&words) {
        return false;
    }
    let mut lines = after.lines().skip(1);
    let next = lines.next().unwrap_or_default().trim();
    if is_byline(next) || matches!(day::of_line(next), Ok(Some(_)) | Err(_)) {
        return true;
    }
    if next.is_empty() {
        lines.any(|l| !l.trim().is_empty())
    } else {
        next.len() > 120 && next.len() > line.len() * 3 / 2
    }
}

/// "By Jane Smith", "By Jane Smith and John Brown in Hanoi".
fn is_byline(line: &str) -> bool {
    let line = line.trim();
    let starts = words::phrases("byline").any(|by| {
        let (word, rest) = (line.get(..by.len()), line.get(by.len()..));
        word.is_some_and(|word| word.eq_ignore_ascii_case(by)) && rest.is_some_and(|rest| rest.starts_with(' '))
    });
    starts && !line.ends_with('.') && line.split_whitespace().count() <= 10
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> (Heading, &str) {
        let heading = find(text, true, false).unwrap();
        let rest = text[heading.body..].trim_start();
        (heading, rest)
    }

    #[test]
    fn a_header_line_gives_the_day() {
        let (heading, rest) = body(" date 2024-06-20 The minister landed in Oslo.\n\nShe left again.");
        assert_eq!(heading.published, NaiveDate::from_ymd_opt(2024, 6, 20));
        assert_eq!((heading.title, rest), (None, "The minister landed in Oslo.\n\nShe left again."));
    }

    #[test]
    fn headline_byline_and_date_stand_above_the_prose() {
        let (heading, rest) =
            body("Minister in Oslo for talks\n\nBy Jane Smith\nPublished: 13 July 2014\n\nOSLO — She came.");
        assert_eq!(heading.title.as_deref(), Some("Minister in Oslo for talks"));
        assert_eq!(heading.published, NaiveDate::from_ymd_opt(2014, 7, 13));
        assert_eq!(rest, "OSLO — She came.");
    }

    #[test]
    fn no_blank_line_is_needed() {
        let day = NaiveDate::from_ymd_opt(2023, 1, 9);
        for head in [
            "Published: 9 January 2023",
            "By Jane Smith\n9 Jan 2023, 10:30 GMT",
            "SEOUL | Monday, 9 January 2023",
            "2023/01/09",
        ] {
            let text = format!("Minister to visit Oslo\n{head}\n\nShe leaves on Saturday.");
            let (heading, rest) = body(&text);
            assert_eq!((heading.title.as_deref(), heading.published), (Some("Minister to visit Oslo"), day), "{head}");
            assert_eq!(rest, "She leaves on Saturday.", "{head}");
        }
    }

    #[test]
    fn prose_alone_has_no_heading() {
        for text in [
            "She came to Oslo.",
            "She came to Oslo.\n\nShe left.",
            "OSLO, June 3 —\n\nShe came.",
            "A line\nand another\n",
        ] {
            assert_eq!(body(text).0, Heading::default(), "{text}");
        }
    }

    #[test]
    fn an_impossible_day_matters_only_where_no_other_is_known() {
        let text = " date 2024-02-31 She came.";
        assert!(find(text, true, false).is_err());
        assert_eq!(find(text, true, true).unwrap().published, None);
    }
}
