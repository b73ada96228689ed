//! The itinerary as a table for people: stop, country, dates, status, and the words that show it; below, what the articles
//! disagree on.
//!
//! Columns are aligned by the width of the characters on a screen, and no line is wider than [`WIDTH`].

use super::{Format, Names, facts};
use crate::model::Itinerary;
use crate::model::itinerary::{Evidence, Role, Shows, Status, Stop, Trip};
use chrono::{Datelike, NaiveDate};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub const FORMAT: Format = Format {
    name: "table",
    about: "stop, country, dates, status and evidence, aligned for reading",
    streams: false,
    write,
};

/// No line is wider, in columns of a screen.
pub const WIDTH: usize = 110;

const HEAD: [&str; 6] = ["", "Stop", "Country", "Dates", "Status", "Evidence"];
/// The widest that each column may grow; the last takes what is left.
const WIDEST: [usize; 5] = [3, 24, 20, 23, 17];

/// A table for each trip, with the traveller above it.
pub fn write(itinerary: &Itinerary, names: Names<'_>) -> String {
    let tables: Vec<String> = itinerary.trips.iter().map(|trip| trip_table(trip, names)).collect();
    tables.join("\n")
}

fn trip_table(trip: &Trip, names: Names<'_>) -> String {
    let rows: Vec<[String; 6]> = trip.stops.iter().enumerate().map(|(i, stop)| row(i, stop, names)).collect();
    let head = fit(&heading(trip), WIDTH);
    format!("{head}\n\n{}{}", align(&HEAD.map(String::from), &rows), disagreements(trip))
}

/// A paragraph for each thing that the articles tell differently, under the number of its stop; articles by their ids.
fn disagreements(trip: &Trip) -> String {
    let mut text = String::new();
    for conflict in &trip.conflicts {
        let Some(stop) = trip.stops.get(conflict.stop) else { continue };
        let told = facts::disagreement_by(conflict, String::clone);
        let line =
            one_line(&format!("{} {}: sources differ on {told}. {}", conflict.stop + 1, stop.place, conflict.why));
        text += if text.is_empty() { "\n" } else { "" };
        push_wrapped(&mut text, &line, WIDTH);
    }
    text
}

/// Lines of at most `width` columns, those after the first set in.
fn push_wrapped(text: &mut String, line: &str, width: usize) {
    let mut used = 0;
    for word in line.split(' ') {
        if used > 0 && used + 1 + word.width() > width {
            text.push_str("\n  ");
            used = 2;
        } else if used > 0 {
            text.push(' ');
            used += 1;
        }
        text.push_str(word);
        used += word.width();
    }
    text.push('\n');
}

/// "Vladimir Putin, Russian President: 2 stops, 2,758 km".
fn heading(trip: &Trip) -> String {
    let mut text = one_line(&trip.traveller.name);
    if let Some(title) = &trip.traveller.title {
        text += &format!(", {}", one_line(title));
    }
    let stops = trip.stops.len();
    text += &format!(": {stops} stop{}", if stops == 1 { "" } else { "s" });
    let km: f64 =
        trip.legs.iter().filter(|leg| leg.status != Status::Cancelled).filter_map(|leg| leg.distance_km).sum();
    if km >= 1.0 {
        text += &format!(", {} km", thousands(km.round() as u64));
    }
    text
}

fn row(i: usize, stop: &Stop, names: Names<'_>) -> [String; 6] {
    let code = stop.country.as_deref().unwrap_or("?");
    let country = (names.country)(code).unwrap_or(code);
    let quote = telling(stop).map(|e| one_line(&e.quote)).unwrap_or_default();
    [(i + 1).to_string(), one_line(&stop.place), country.into(), dates(stop.arrive, stop.depart), status(stop), quote]
}

/// The evidence that tells a reader most: the shortest words that name the place, else the first.
fn telling(stop: &Stop) -> Option<&Evidence> {
    let mut shown = stop.evidence.iter().filter(|e| e.shows == Shows::Stop);
    let naming = shown.clone().filter(|e| e.quote.contains(&stop.place)).min_by_key(|e| e.quote.len());
    naming.or(shown.next()).or(stop.evidence.first())
}

fn status(stop: &Stop) -> String {
    let status = match stop.status {
        Status::Visited => "visited",
        Status::Current => "current",
        Status::Planned => "planned",
        Status::Cancelled => "cancelled",
    };
    match stop.role {
        Role::Stop => status.to_string(),
        Role::Origin => format!("{status}, origin"),
        Role::Transit => format!("{status}, transit"),
        Role::Return => format!("{status}, return"),
    }
}

/// "20 June 2024", "18–19 June 2024", "30 June – 2 July 2024", "from 20 June 2024"; a dash where the text tells no day.
pub fn dates(arrive: Option<NaiveDate>, depart: Option<NaiveDate>) -> String {
    match (arrive, depart) {
        (None, None) => "–".into(),
        (Some(a), None) => format!("from {}", a.format("%-d %B %Y")),
        (None, Some(d)) => format!("until {}", d.format("%-d %B %Y")),
        (Some(a), Some(d)) if a == d => a.format("%-d %B %Y").to_string(),
        (Some(a), Some(d)) if (a.year(), a.month()) == (d.year(), d.month()) => {
            format!("{}–{}", a.day(), d.format("%-d %B %Y"))
        }
        (Some(a), Some(d)) if a.year() == d.year() => format!("{} – {}", a.format("%-d %b"), d.format("%-d %b %Y")),
        (Some(a), Some(d)) => format!("{} – {}", a.format("%-d %b %Y"), d.format("%-d %b %Y")),
    }
}

/// Rows of cells as lines of columns, two spaces between, the last column cut to what is left of [`WIDTH`].
pub fn align<const N: usize>(head: &[String; N], rows: &[[String; N]]) -> String {
    let lines = || std::iter::once(head).chain(rows);
    let mut widths = [0; N];
    for (i, width) in widths.iter_mut().enumerate().take(N - 1) {
        let widest = if N == HEAD.len() { WIDEST[i] } else { 28 };
        *width = lines().map(|cells| cells[i].width()).max().unwrap_or(0).min(widest);
    }
    widths[N - 1] = WIDTH.saturating_sub(widths.iter().sum::<usize>() + 2 * (N - 1)).max(20);
    let mut text = String::new();
    for cells in lines() {
        let padded = cells.iter().zip(widths).map(|(cell, width)| pad(&fit(cell, width), width));
        text += padded.collect::<Vec<_>>().join("  ").trim_end();
        text.push('\n');
    }
    text
}

/// The text cut after a word so that it takes at most `width` columns, with "…" for what is missing.
fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_string();
    }
    let (mut used, mut end) = (0, 0);
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used >= width {
            break;
        }
        end = at + c.len_utf8();
    }
    let cut = &text[..end];
    let word = cut.rfind(' ').filter(|at| *at * 2 > end).map_or(cut, |at| &cut[..at]);
    format!("{}…", word.trim_end_matches([' ', ',', '.', ';']))
}

fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// White space and control characters of any kind as single spaces.
fn one_line(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

/// 2760 as "2,760".
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2024, month, day)
    }

    #[test]
    fn dates_as_people_write_them() {
        assert_eq!(dates(day(6, 20), day(6, 20)), "20 June 2024");
        assert_eq!(dates(day(6, 18), day(6, 19)), "18–19 June 2024");
        assert_eq!(dates(day(6, 30), day(7, 2)), "30 Jun – 2 Jul 2024");
        assert_eq!(dates(day(6, 20), None), "from 20 June 2024");
        assert_eq!(dates(None, day(6, 19)), "until 19 June 2024");
        assert_eq!(dates(None, None), "–");
    }

    #[test]
    fn long_words_are_cut_by_their_width() {
        assert_eq!(fit("landed at the airport of Hanoi", 20), "landed at the…");
        assert_eq!(fit("平壌を訪問した後に", 8), "平壌を…");
        assert_eq!(fit("short", 5), "short");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(thousands(999), "999");
    }

    #[test]
    fn columns_line_up_and_fit() {
        let rows = [["1", "Phú Quốc", "x"], ["2", "東京", &"long ".repeat(60)]].map(|r| r.map(String::from));
        let text = align(&["", "Stop", "Evidence"].map(String::from), &rows);
        let widths: Vec<usize> = text.lines().map(UnicodeWidthStr::width).collect();
        assert!(widths.iter().all(|w| *w <= WIDTH), "{text}");
        assert!(text.lines().nth(1).is_some_and(|l| l.ends_with("Phú Quốc  x")), "{text}");
        assert!(text.lines().nth(2).is_some_and(|l| l.starts_with("2  東京      long")), "{text}");
    }
}
