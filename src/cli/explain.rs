//! `motorcade explain`: for each stop and date, the sentence, the words that carried it and the rule.

use super::arguments::Articles;
use super::{Outcome, gather, input, output};
use crate::error::Result;
use crate::export::table::dates;
use crate::extract;
use crate::model::Article;
use crate::model::itinerary::{Evidence, Part, Shows, Stop, Trip};
use crate::model::mention::Span;
use crate::text::{Document, Sentence};
use std::fmt::Write;

pub fn run(options: &Articles) -> Result<Outcome> {
    let (articles, broken) = input::articles(options)?;
    let mut found = false;
    for article in &articles {
        let itinerary = gather::of(article);
        let document = extract::document(article);
        output::warn(gather::all_warnings(&itinerary));
        found |= !itinerary.trips.is_empty();
        let weighed = weights(article);
        let trips: Vec<String> = itinerary.trips.iter().map(|trip| explain(trip, &document, &weighed)).collect();
        let text = if trips.is_empty() { "No trip found.\n".into() } else { trips.join("\n") };
        let head = if articles.len() > 1 { format!("== {} ==\n\n", article.id) } else { String::new() };
        let foot = if articles.len() > 1 { "\n" } else { "" };
        output::print(&format!("{head}{text}{foot}"))?;
    }
    Ok(broken.end(Outcome::found(found)))
}

fn explain(trip: &Trip, document: &Document, weighed: &[Weighed]) -> String {
    let mut text = format!("{}\n", trip.traveller.name);
    for (i, stop) in trip.stops.iter().enumerate() {
        let _ = write!(text, "\n{}. {}\n", i + 1, heading(stop));
        text += &signs(trip, stop, weighed);
        for evidence in &stop.evidence {
            text += &piece(evidence, document);
        }
    }
    let activities: Vec<_> =
        trip.days.iter().flat_map(|day| day.activities.iter().map(move |activity| (day.date, activity))).collect();
    if !activities.is_empty() {
        text += "\nWhat happens\n";
    }
    for (date, activity) in activities {
        let day = if date.is_some() { dates(date, date) } else { "day not told".into() };
        let _ = write!(text, "\n   {day}: {}\n", activity.label);
        for evidence in &activity.evidence {
            text += &piece(evidence, document);
        }
    }
    text
}

/// A stop and what its confidence is made of.
struct Weighed {
    traveller: String,
    place: String,
    /// Signs with their weights in log-odds, the heaviest first.
    signs: Vec<(String, f64)>,
}

fn weights(article: &Article) -> Vec<Weighed> {
    let of_trip = |judged: crate::trip::Judged| {
        let traveller = judged.trip.traveller.name.clone();
        let stops = judged.trip.stops.into_iter().zip(judged.weights);
        stops.map(move |(stop, signs)| Weighed { traveller: traveller.clone(), place: stop.place, signs })
    };
    extract::judged(article).into_iter().flat_map(of_trip).collect()
}

/// What speaks most for and against a stop: "confidence by firm mentions: two +0.41; arrival: undated -0.22".
fn signs(trip: &Trip, stop: &Stop, weighed: &[Weighed]) -> String {
    let same = |w: &&Weighed| w.traveller == trip.traveller.name && w.place == stop.place;
    let Some(weighed) = weighed.iter().find(same) else { return String::new() };
    let told = weighed.signs.iter().take(MOST_SIGNS).map(|(sign, weight)| format!("{sign} {weight:+.2}"));
    let told: Vec<String> = told.collect();
    if told.is_empty() { String::new() } else { format!("   sure by  {}\n", told.join("; ")) }
}

/// So many signs are told of each stop.
const MOST_SIGNS: usize = 5;

/// "Hanoi (VN), named as city, stop, current, from 20 June 2024, confidence 0.93".
fn heading(stop: &Stop) -> String {
    let word = |value: &dyn std::fmt::Debug| format!("{value:?}").to_lowercase();
    format!(
        "{} ({}), named as {}, {}, {}, {}, confidence {:.2}",
        stop.place,
        stop.country.as_deref().unwrap_or("?"),
        word(&stop.named),
        word(&stop.role),
        word(&stop.status),
        dates(stop.arrive, stop.depart),
        stop.confidence
    )
}

/// What a piece of evidence shows, its sentence with the words in brackets, and the rule.
fn piece(evidence: &Evidence, document: &Document) -> String {
    let shows = match evidence.shows {
        Shows::Stop => "stop",
        Shows::Arrive => "arrive",
        Shows::Depart => "depart",
        Shows::Status => "status",
        Shows::Role => "role",
        Shows::Order => "order",
        Shows::Activity => "activity",
    };
    format!("   {shows:<9}{}\n            by {}\n", sentence(evidence, document), evidence.rule)
}

/// The sentence around the words, which stand in brackets unless they are all of it.
fn sentence(evidence: &Evidence, document: &Document) -> String {
    let base = if evidence.part == Part::Title { 0 } else { document.text_start };
    let byte = |n: usize| document.text[base..].char_indices().nth(n).map_or(document.text.len(), |(at, _)| base + at);
    let (start, end) = (byte(evidence.start), byte(evidence.end));
    let touches = |s: &&Sentence| {
        let span = document.span(s.first, s.last);
        span.start < end && start < span.end
    };
    let mut around = document.sentences.iter().filter(touches).map(|s| document.span(s.first, s.last));
    let first = around.next().unwrap_or(Span::new(start, end));
    let whole = around.fold(first, Span::join).join(Span::new(start, end));
    let words = |from: usize, to: usize| &document.text[from..to];
    let (before, after) = (words(whole.start, start), words(end, whole.end));
    let all = before.trim().is_empty() && after.trim().is_empty();
    let marked = if all { words(start, end).into() } else { format!("{before}[{}]{after}", words(start, end)) };
    marked.split_whitespace().collect::<Vec<_>>().join(" ")
}
