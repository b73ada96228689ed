//! A table in the form of Wikipedia's lists of international trips: number, country, areas visited, dates, details.
//!
//! Consecutive stops in one country share a row. Trips to come and stops that were called off have tables of their own, as
//! there. Home, where the journey starts and ends, is no row.

use super::{FileFormat, Makings, facts};
use crate::error::Result;
use crate::model::Itinerary;
use crate::model::itinerary::{ArticleReference, Role, Status, Stop, Trip};
use crate::model::words;
use chrono::NaiveDate;
use std::fmt::Write;

pub const FORMAT: FileFormat = FileFormat {
    name: "wikipedia",
    file: "wikipedia.txt",
    about: "a table in the form of Wikipedia's lists of international trips, with references",
    write,
};

const HEAD: &str = "{| class=\"wikitable sortable\"\n! scope=\"col\" | No.\n! scope=\"col\" | Country\n! scope=\"col\" | Areas visited\n\
! scope=\"col\" | Dates\n! scope=\"col\" | Details\n";

/// The tables in their order: which stops, and under which heading.
const TABLES: [(&[Status], &str); 3] = [
    (&[Status::Visited, Status::Current], ""),
    (&[Status::Planned], "== Future trips ==\n"),
    (&[Status::Cancelled], "== Cancelled trips ==\n"),
];

/// Stops that share a row.
struct Row<'a> {
    stops: Vec<(usize, &'a Stop)>,
}

fn write(itinerary: &Itinerary, makings: &Makings<'_>) -> Result<Vec<u8>> {
    let mut tables = Vec::new();
    for (wanted, heading) in TABLES {
        let trips: Vec<(&Trip, Vec<Row>)> = itinerary
            .trips
            .iter()
            .map(|trip| (trip, rows(trip, wanted)))
            .filter(|(_, rows)| !rows.is_empty())
            .collect();
        if trips.is_empty() {
            continue;
        }
        let mut out = format!("{heading}{HEAD}");
        for (n, (trip, rows)) in trips.iter().enumerate() {
            push_trip(&mut out, itinerary, (n, trip), rows, makings);
        }
        out.push_str("|}\n");
        tables.push(out);
    }
    Ok(tables.join("\n").into_bytes())
}

fn rows<'a>(trip: &'a Trip, wanted: &[Status]) -> Vec<Row<'a>> {
    let mut rows: Vec<Row> = Vec::new();
    let abroad = |stop: &Stop| matches!(stop.role, Role::Stop | Role::Transit);
    let all = trip.stops.iter().enumerate();
    for (n, stop) in all.filter(|(_, stop)| abroad(stop) && wanted.contains(&stop.status)) {
        let open = rows.last_mut().and_then(|row| {
            row.stops.last().map(|(_, last)| last.country == stop.country).filter(|same| *same).map(|_| row)
        });
        match open {
            Some(row) if stop.country.is_some() => row.stops.push((n, stop)),
            _ => rows.push(Row { stops: vec![(n, stop)] }),
        }
    }
    rows
}

fn push_trip(out: &mut String, itinerary: &Itinerary, (n, trip): (usize, &Trip), rows: &[Row], makings: &Makings<'_>) {
    for (i, row) in rows.iter().enumerate() {
        out.push_str("|-\n");
        if i == 0 {
            let span = if rows.len() > 1 { format!("rowspan=\"{}\" | ", rows.len()) } else { String::new() };
            let _ = writeln!(out, "| {span}{}", n + 1);
        }
        let first = row.stops[0].1;
        match facts::country(first, makings.names) {
            Some(country) => drop(writeln!(out, "| {{{{flag|{}}}}}", safe(country))),
            None => out.push_str("|\n"),
        }
        let places: Vec<String> = row.stops.iter().map(|(_, stop)| format!("[[{}]]", safe(&stop.place))).collect();
        let _ = writeln!(out, "| {}", places.join(", "));
        let _ = writeln!(out, "| {}", dates(row));
        let _ = writeln!(out, "| {}{}", details(trip, row), references(itinerary, row));
    }
}

/// From the first arrival to the last departure.
fn dates(row: &Row) -> String {
    let days = || row.stops.iter().flat_map(|(_, stop)| [stop.arrive, stop.depart]).flatten();
    match (days().min(), days().max()) {
        (Some(first), Some(last)) => words::span(first, last, true),
        _ => String::new(),
    }
}

/// What he does there, from the itinerary's days.
fn details(trip: &Trip, row: &Row) -> String {
    let here = |stop: Option<usize>| row.stops.iter().any(|(n, _)| Some(*n) == stop);
    let activities = trip.days.iter().filter(|day| here(day.stop)).flat_map(|day| &day.activities);
    let mut labels: Vec<String> = Vec::new();
    for activity in activities {
        let label = capitalised(&safe(&activity.label));
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    if labels.is_empty() { String::new() } else { format!("{}.", labels.join(". ")) }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// A reference for each article that the stops cite.
fn references(itinerary: &Itinerary, row: &Row) -> String {
    let cites = |article: &&ArticleReference| {
        row.stops.iter().any(|(_, stop)| stop.evidence.iter().any(|e| e.article == article.id))
    };
    itinerary.articles.iter().filter(cites).map(reference).collect()
}

fn reference(article: &ArticleReference) -> String {
    let date = article.published.map(|day: NaiveDate| format!(" |date={}", words::day(day, true))).unwrap_or_default();
    let title = safe(facts::headline(article));
    match facts::link(article) {
        Some(link) => format!("<ref>{{{{cite news |title={title} |url={}{date}}}}}</ref>", address(link)),
        None => {
            let source = article.source.as_deref().filter(|source| *source != facts::headline(article));
            let work = source.map(|source| format!(" |work={}", safe(source))).unwrap_or_default();
            format!("<ref>{{{{cite news |title={title}{work}{date}}}}}</ref>")
        }
    }
}

fn address(link: &str) -> String {
    [
        ("|", "%7C"),
        ("[", "%5B"),
        ("]", "%5D"),
        ("{", "%7B"),
        ("}", "%7D"),
        ("<", "%3C"),
        (">", "%3E"),
        ("\"", "%22"),
        ("'", "%27"),
    ]
    .iter()
    .fold(link.to_string(), |link, (sign, code)| link.replace(sign, code))
}

/// One line in which no sign is markup; an equals sign would name a parameter of the template around it.
fn safe(text: &str) -> String {
    let mut out = String::new();
    for c in facts::one_line(text).chars() {
        match c {
            '|' | '[' | ']' | '{' | '}' | '<' | '>' | '&' | '=' | '~' | '#' | '*' | ';' | ':' => {
                out.push_str(&format!("&#{};", u32::from(c)));
            }
            '\'' => out.push('’'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_markup() {
        assert_eq!(
            safe("''a''|b=[[c]] {{d}}\n<ref> ~~~~"),
            "’’a’’&#124;b&#61;&#91;&#91;c&#93;&#93; &#123;&#123;d&#125;&#125; &#60;ref&#62; &#126;&#126;&#126;&#126;"
        );
        assert_eq!(address("https://example.org/a|b}}"), "https://example.org/a%7Cb%7D%7D");
    }
}
