//! What several formats tell of a trip: names of countries, words of a status, the telling quote, where it was read.
//!
//! In: the nouns of the itinerary. Out: short texts, not yet escaped for any format.

use super::{Makings, Names};
use crate::model::Itinerary;
use crate::model::itinerary::{ArticleReference, Conflict, Evidence, Said, Shows, Stop, Trip};
use crate::model::words;
use chrono::NaiveDate;
use serde::Serialize;

/// The word that `itinerary.json` has for a value: `visited`, `city`, `stop`.
pub fn word(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(String::from)).unwrap_or_default()
}

/// The usual English name of the stop's country, its code where there is none.
pub fn country<'a>(stop: &'a Stop, names: Names<'_>) -> Option<&'a str> {
    let code = stop.country.as_deref()?;
    Some((names.country)(code).unwrap_or(code))
}

/// What the stop is called: its place, unless a person gave it a label.
pub fn name(stop: &Stop) -> &str {
    stop.label.as_deref().unwrap_or(&stop.place)
}

/// "Hanoi, Vietnam"; the place alone where it is called like its country, and a label as it stands.
pub fn place_and_country(stop: &Stop, names: Names<'_>) -> String {
    if let Some(label) = &stop.label {
        return label.clone();
    }
    match country(stop, names).filter(|country| *country != stop.place) {
        Some(country) => format!("{}, {country}", stop.place),
        None => stop.place.clone(),
    }
}

/// The evidence that tells a reader most: the shortest words that name the place, else the first that show the stop.
pub fn telling(stop: &Stop) -> Option<&Evidence> {
    let mut shown = stop.evidence.iter().filter(|e| e.shows == Shows::Stop);
    let naming = shown.clone().filter(|e| e.quote.contains(&stop.place)).min_by_key(|e| e.quote.len());
    naming.or(shown.next()).or(stop.evidence.first())
}

/// Evidence without repeats of the same words from the same article, in order.
pub fn distinct(evidence: &[Evidence]) -> Vec<&Evidence> {
    let mut kept: Vec<&Evidence> = Vec::new();
    for one in evidence {
        if !kept.iter().any(|k| k.article == one.article && k.quote == one.quote) {
            kept.push(one);
        }
    }
    kept
}

/// The article that evidence comes from.
pub fn article<'a>(itinerary: &'a Itinerary, evidence: &Evidence) -> Option<&'a ArticleReference> {
    itinerary.articles.iter().find(|article| article.id == evidence.article)
}

/// What an article is called: its headline, else where it came from, else its id.
pub fn headline(article: &ArticleReference) -> &str {
    article.title.as_deref().or(article.source.as_deref()).unwrap_or(&article.id)
}

/// The article's address, where its source is one that a reader may follow.
pub fn link(article: &ArticleReference) -> Option<&str> {
    let source = article.source.as_deref()?.trim();
    let web = ["https://", "http://"].iter().any(|scheme| source.starts_with(scheme));
    (web && !source.contains(|c: char| c.is_whitespace() || c.is_control())).then_some(source)
}

/// The articles that the trip's stops and activities cite, in their order.
pub fn cited<'a>(itinerary: &'a Itinerary, trip: &Trip) -> Vec<&'a ArticleReference> {
    let activities = trip.days.iter().flat_map(|day| &day.activities).flat_map(|a| &a.evidence);
    let all: Vec<&Evidence> = trip.stops.iter().flat_map(|s| &s.evidence).chain(activities).collect();
    itinerary.articles.iter().filter(|article| all.iter().any(|e| e.article == article.id)).collect()
}

/// The last day on which any article appeared.
pub fn published(itinerary: &Itinerary) -> Option<NaiveDate> {
    itinerary.articles.iter().filter_map(|article| article.published).max()
}

/// The title that was asked for, or one made from the itinerary.
pub fn title(itinerary: &Itinerary, makings: &Makings<'_>) -> String {
    let trips: Vec<&Trip> = itinerary.trips.iter().collect();
    makings.title.map_or_else(|| words::title(&trips), String::from)
}

/// "Vladimir Putin, president".
pub fn traveller(trip: &Trip) -> String {
    match trip.traveller.title.as_deref().filter(|title| *title != trip.traveller.name) {
        Some(title) => format!("{}, {title}", trip.traveller.name),
        None => trip.traveller.name.clone(),
    }
}

/// What the sources disagree on, in words: "arrival, 19 June 2024 (Arrival in Hanoi) or 18 June 2024 (The plan)".
pub fn disagreement(conflict: &Conflict, itinerary: &Itinerary) -> String {
    let named = |id: &String| {
        let article = itinerary.articles.iter().find(|article| article.id == *id);
        article.map_or(id.as_str(), headline).to_string()
    };
    disagreement_by(conflict, named)
}

/// So many articles are named for a value; the itinerary has them all.
const MOST_NAMED: usize = 6;

/// The same, with each article called as the function says.
pub fn disagreement_by(conflict: &Conflict, named: impl Fn(&String) -> String) -> String {
    let said = |said: &Said| {
        let by: Vec<String> = said.articles.iter().take(MOST_NAMED).map(&named).collect();
        let more = said.articles.len() - by.len();
        let more = if more > 0 { format!("; {more} more") } else { String::new() };
        format!("{} ({}{more})", value(&said.value), by.join("; "))
    };
    let values: Vec<String> = conflict.values.iter().map(said).collect();
    let field = match conflict.field.as_str() {
        "arrive" => "arrival",
        "depart" => "departure",
        field => field,
    };
    format!("{field}, {}", values.join(" or "))
}

/// A day as people write it, any other value as it is.
fn value(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_string(), |day| words::day(day, true))
}

/// White space and control characters of any kind as single spaces.
pub fn one_line(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Sentences joined into one line of the stay: "20–21 June 2024, current"; "day not told, planned".
pub fn stay_and_status(stop: &Stop) -> String {
    let when = words::stay(stop, true).unwrap_or_else(|| DAY_NOT_TOLD.into());
    format!("{when}, {}", status(stop))
}

/// What stands where the sources tell no day.
pub const DAY_NOT_TOLD: &str = "day not told";

/// How far the stop has got and what it is besides a stop: "visited", "planned, transit".
pub fn status(stop: &Stop) -> String {
    use crate::model::itinerary::Role;
    match stop.role {
        Role::Stop => word(stop.status),
        role => format!("{}, {}", word(stop.status), word(role)),
    }
}
