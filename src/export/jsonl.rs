//! One line per article, `{"id", "trips"}`: what data researchers feed to the next program.
//!
//! An article without a trip has its line too. Evidence names the article; a trip stands on the line of the article that shows
//! its first stop.

use super::{Format, Names};
use crate::model::Itinerary;
use crate::model::itinerary::Trip;
use serde::Serialize;

pub const FORMAT: Format = Format {
    name: "jsonl",
    about: "one line per article, in the order of input: {\"id\", \"trips\"}",
    streams: true,
    write,
};

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    trips: Vec<&'a Trip>,
}

/// A line for each article of the itinerary.
pub fn write(itinerary: &Itinerary, _: Names<'_>) -> String {
    let mut text = String::new();
    for article in &itinerary.articles {
        let trips = itinerary.trips.iter().filter(|trip| told_by(trip).is_none_or(|id| id == article.id)).collect();
        text += &serde_json::to_string(&Line { id: &article.id, trips }).unwrap_or_default();
        text.push('\n');
    }
    text
}

fn told_by(trip: &Trip) -> Option<&str> {
    trip.stops.iter().flat_map(|stop| &stop.evidence).map(|evidence| evidence.article.as_str()).next()
}
