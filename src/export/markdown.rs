//! Markdown (CommonMark with tables): the stops as a table, what the articles disagree on, the words that show each stop, and the articles.

use super::{FileFormat, Makings, facts};
use crate::error::Result;
use crate::model::Itinerary;
use crate::model::itinerary::{ArticleReference, Evidence, Stop, Trip};
use crate::model::words;
use std::fmt::Write;

pub const FORMAT: FileFormat = FileFormat {
    name: "md",
    file: "trip.md",
    about: "Markdown: the stops as a table, what happened by day, disagreements, and the quotes with their sources",
    write,
};

fn write(itinerary: &Itinerary, makings: &Makings<'_>) -> Result<Vec<u8>> {
    let mut out = String::new();
    let title = facts::title(itinerary, makings);
    if !title.is_empty() {
        let _ = writeln!(out, "# {}\n", safe(&title));
    }
    for trip in &itinerary.trips {
        push_trip(&mut out, itinerary, trip, makings);
    }
    out.push_str("## Articles\n\n");
    for article in &itinerary.articles {
        let _ = writeln!(out, "- {}", reference(article));
    }
    Ok(out.into_bytes())
}

fn push_trip(out: &mut String, itinerary: &Itinerary, trip: &Trip, makings: &Makings<'_>) {
    let _ = writeln!(out, "## {}\n", safe(&facts::traveller(trip)));
    let when = words::subtitle(&[trip]);
    if !when.is_empty() {
        let _ = writeln!(out, "{}\n", safe(&when));
    }
    out.push_str("| | Stop | Country | Dates | Status |\n|---:|---|---|---|---|\n");
    for (n, stop) in trip.stops.iter().enumerate() {
        let country = facts::country(stop, makings.names).unwrap_or_default();
        let when = words::stay(stop, true).unwrap_or_else(|| facts::DAY_NOT_TOLD.into());
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            n + 1,
            safe(&stop.place),
            safe(country),
            when,
            facts::status(stop)
        );
    }
    push_days(out, trip);
    push_conflicts(out, itinerary, trip);
    out.push_str("\n### What shows it\n");
    for (n, stop) in trip.stops.iter().enumerate() {
        push_quotes(out, itinerary, n, stop);
    }
    out.push('\n');
}

fn push_days(out: &mut String, trip: &Trip) {
    let mut days = trip.days.iter().filter(|day| !day.activities.is_empty()).peekable();
    if days.peek().is_some() {
        out.push_str("\n### What happens\n\n");
    }
    for day in days {
        let date = day.date.map_or_else(|| facts::DAY_NOT_TOLD.into(), |date| words::day(date, true));
        let labels: Vec<String> = day.activities.iter().map(|activity| safe(&activity.label)).collect();
        let _ = writeln!(out, "- {date}: {}", labels.join("; "));
    }
}

/// Each thing that the articles tell differently: the values with who says so, the one taken first, and why.
fn push_conflicts(out: &mut String, itinerary: &Itinerary, trip: &Trip) {
    if !trip.conflicts.is_empty() {
        out.push_str("\n### What the sources disagree on\n\n");
    }
    for conflict in &trip.conflicts {
        let place = trip.stops.get(conflict.stop).map_or("", |stop| &stop.place);
        let told = facts::disagreement(conflict, itinerary);
        let _ = writeln!(out, "- {}: {}. {}", safe(place), safe(&told), safe(&conflict.why));
    }
}

fn push_quotes(out: &mut String, itinerary: &Itinerary, n: usize, stop: &Stop) {
    let _ = writeln!(out, "\n{}. {}\n", n + 1, safe(&stop.place));
    for evidence in facts::distinct(&stop.evidence) {
        let _ = writeln!(out, "   - “{}” — {}", safe(&evidence.quote), source(itinerary, evidence));
    }
}

fn source(itinerary: &Itinerary, evidence: &Evidence) -> String {
    facts::article(itinerary, evidence).map_or_else(|| safe(&evidence.article), named)
}

/// The headline, linked where there is an address.
fn named(article: &ArticleReference) -> String {
    let headline = safe(facts::headline(article));
    match facts::link(article) {
        Some(link) => format!("[{headline}](<{}>)", link.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C")),
        None => headline,
    }
}

fn reference(article: &ArticleReference) -> String {
    let day = article.published.map(|day| words::day(day, true));
    let other = article
        .source
        .as_deref()
        .filter(|source| facts::link(article).is_none() && *source != facts::headline(article));
    let rest: Vec<String> = other.map(safe).into_iter().chain(day).collect();
    if rest.is_empty() { named(article) } else { format!("{}, {}", named(article), rest.join(", ")) }
}

/// One line in which no character has a meaning of its own.
fn safe(text: &str) -> String {
    let mut out = String::new();
    let line = facts::one_line(text);
    for (n, c) in line.chars().enumerate() {
        let begins = n == 0 && matches!(c, '+' | '-' | '=' | '#');
        if begins || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    // "1. " at the start of a cell or an entry would open a list.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && out[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(safe("a | b\n<b>*c* [d](e) `f`"), "a \\| b \\<b\\>\\*c\\* \\[d\\](e) \\`f\\`");
        assert_eq!((safe("- x"), safe("1. x"), safe("24-year")), ("\\- x".into(), "1\\. x".into(), "24-year".into()));
    }
}
