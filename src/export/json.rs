//! `itinerary.json`: the whole itinerary, indented, in the schema that [`crate::read::itinerary`] reads back.

use super::{Format, Names};
use crate::model::Itinerary;

pub const FORMAT: Format =
    Format { name: "json", about: "one itinerary of all articles, as in itinerary.json", streams: false, write };

/// The itinerary as indented JSON with a last line feed.
pub fn write(itinerary: &Itinerary, _: Names<'_>) -> String {
    let mut text = serde_json::to_string_pretty(itinerary).unwrap_or_default();
    text.push('\n');
    text
}
