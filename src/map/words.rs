//! The words of a picture, made from its itinerary: title, subtitle, dates, the alternative text.
//!
//! In: trips. Out: English sentences and phrases. Knows nothing of maps.

use super::names;
use crate::model::itinerary::{Role, Status, Stop, Traveller, Trip};
use chrono::{Datelike, NaiveDate};

const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
];

fn month(day: NaiveDate) -> &'static str {
    MONTHS[day.month0() as usize]
}

/// "20 June", with the year where asked for.
pub fn day(date: NaiveDate, with_year: bool) -> String {
    if with_year { format!("{} {} {}", date.day(), month(date), date.year()) } else { format!("{} {}", date.day(), month(date)) }
}

/// "18–19 June", "30 June – 2 July", "18–20 June 2024", "30 December 2023 – 2 January 2024".
pub fn span(first: NaiveDate, last: NaiveDate, with_year: bool) -> String {
    if first == last {
        return day(first, with_year);
    }
    if first.year() != last.year() {
        return format!("{} – {}", day(first, true), day(last, true));
    }
    if first.month() == last.month() {
        return format!("{}–{}", first.day(), day(last, with_year));
    }
    format!("{} – {}", day(first, false), day(last, with_year))
}

/// The days of a stop as a label has them; `None` where the text tells none.
pub fn stay(stop: &Stop, with_year: bool) -> Option<String> {
    match (stop.arrive, stop.depart) {
        (Some(a), Some(d)) if a <= d => Some(span(a, d, with_year)),
        (Some(a), _) if stop.role == Role::Stop => Some(format!("from {}", day(a, with_year))),
        (None, Some(d)) if stop.role == Role::Stop => Some(format!("until {}", day(d, with_year))),
        (Some(d), _) | (None, Some(d)) => Some(day(d, with_year)),
        (None, None) => None,
    }
}

/// How a headline calls the traveller: the family name, or a title with a name that goes by it.
pub fn short_name(traveller: &Traveller) -> String {
    let name = traveller.name.trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let [first, .., last] = words.as_slice() else { return capitalised(name) };
    let by_title = ["Pope", "King", "Queen", "Prince", "Princess", "Emperor", "Emir", "Sheikh", "Sultan", "Saint", "The", "the"];
    if by_title.contains(first) {
        return capitalised(name);
    }
    let family_first = matches!(traveller.country.as_deref(), Some("CN" | "KP" | "KR" | "TW" | "HK" | "VN" | "KH"));
    if family_first && words.len() <= 3 && !name.contains('.') {
        return (*first).to_string();
    }
    let particles = [
        "von", "van", "de", "del", "della", "di", "da", "do", "dos", "der", "den", "ter", "ten", "le", "la", "el", "al", "bin",
        "ibn", "ben", "bint", "abu", "Abu", "Al", "El", "Ben", "Bin", "De", "Van", "Von", "Le", "La", "Di", "Da", "Del", "St.",
    ];
    let mut start = words.len() - 1;
    if ["Jr.", "Jr", "Sr.", "II", "III"].contains(last) && start > 1 {
        return words[start - 1].to_string();
    }
    while start > 1 && particles.contains(&words[start - 1]) {
        start -= 1;
    }
    words[start..].join(" ")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |c| c.to_uppercase().collect::<String>() + letters.as_str())
}

/// "Putin’s": the possessive.
fn possessive(name: &str) -> String {
    if name.ends_with('s') { format!("{name}’") } else { format!("{name}’s") }
}

/// "A", "A and B", "A, B and C".
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// The stops that a title speaks of: where he goes, not where he starts, changes planes or comes home.
fn visits(trip: &Trip) -> Vec<&Stop> {
    let kept = |s: &&Stop| s.role == Role::Stop && s.status != Status::Cancelled;
    let all: Vec<&Stop> = trip.stops.iter().filter(kept).collect();
    if !all.is_empty() {
        return all;
    }
    let called_off: Vec<&Stop> = trip.stops.iter().filter(|s| s.role == Role::Stop).collect();
    if called_off.is_empty() { trip.stops.iter().collect() } else { called_off }
}

/// Without repeats, in order.
fn distinct(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = Vec::new();
    for item in items {
        if !seen.contains(&item) {
            seen.push(item);
        }
    }
    seen
}

/// Whether every stop was called off.
fn called_off(trip: &Trip) -> bool {
    let mut stops = trip.stops.iter().filter(|s| s.role == Role::Stop).peekable();
    stops.peek().is_some() && stops.all(|s| s.status == Status::Cancelled)
}

/// "Putin’s trip to North Korea and Vietnam".
pub fn title(trips: &[&Trip]) -> String {
    let [trip] = trips else {
        let names = distinct(trips.iter().map(|t| short_name(&t.traveller)));
        return format!("The trips of {}", list(&names));
    };
    let whose = possessive(&short_name(&trip.traveller));
    let off = if called_off(trip) { "cancelled " } else { "" };
    let visits = visits(trip);
    let countries = distinct(visits.iter().filter_map(|s| names::country_in_sentence(s.country.as_deref()?)));
    let places = distinct(visits.iter().map(|s| s.place.clone()));
    let known = visits.iter().all(|s| s.country.as_deref().and_then(names::country).is_some());
    if !known || (countries.len() == 1 && places.len() <= 3) {
        return match places.len() {
            1..=3 if countries.len() == 1 && places.iter().all(|p| !countries[0].ends_with(p.as_str())) && places.len() == 1 => {
                format!("{whose} {off}trip to {}, {}", places[0], names_only(&countries[0]))
            }
            1..=4 => format!("{whose} {off}trip to {}", list(&places)),
            n => format!("{whose} {off}trip to {} places", number(n)),
        };
    }
    match countries.len() {
        1..=3 => format!("{whose} {off}trip to {}", list(&countries)),
        n => format!("{whose} {off}{}-country tour", number(n)),
    }
}

fn names_only(country: &str) -> &str {
    country.strip_prefix("the ").unwrap_or(country)
}

/// Numbers up to twelve as words.
pub fn number(n: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(n).map_or_else(|| n.to_string(), |w| (*w).to_string())
}

/// First and last day that the trips tell.
pub fn period(trips: &[&Trip]) -> Option<(NaiveDate, NaiveDate)> {
    let days = || trips.iter().flat_map(|t| &t.stops).flat_map(|s| [s.arrive, s.depart]).flatten();
    Some((days().min()?, days().max()?))
}

/// The period and how far the trip has got: "18–20 June 2024", "planned for 3–7 May 2025".
pub fn subtitle(trips: &[&Trip]) -> String {
    let stops = || trips.iter().flat_map(|t| &t.stops).filter(|s| s.role == Role::Stop);
    let all = |status: Status| stops().next().is_some() && stops().all(|s| s.status == status);
    let any = |status: Status| stops().any(|s| s.status == status);
    let when = period(trips).map(|(first, last)| span(first, last, true));
    let state = if all(Status::Planned) {
        "planned"
    } else if all(Status::Cancelled) {
        "called off"
    } else if any(Status::Current) {
        "under way"
    } else if any(Status::Planned) {
        "partly still planned"
    } else {
        ""
    };
    match (when, state) {
        (Some(when), "") => when,
        (Some(when), "planned") => format!("Planned for {when}"),
        (Some(when), state) => format!("{when}, {state}"),
        (None, state) => capitalised(state),
    }
}

/// "Pyongyang (North Korea)", or the place alone where it has the country's name.
fn place_and_country(stop: &Stop) -> String {
    match stop.country.as_deref().and_then(names::country) {
        Some(country) if country != stop.place => format!("{} ({country})", stop.place),
        _ => stop.place.clone(),
    }
}

/// The alternative text: where the trip goes, in order, and when; then how far and what of it is done.
pub fn description(trips: &[&Trip]) -> String {
    let sentences = trips.iter().map(|trip| {
        let stops: Vec<String> = trip
            .stops
            .iter()
            .map(|s| match stay(s, false) {
                Some(when) => format!("{}, {when}", place_and_country(s)),
                None => place_and_country(s),
            })
            .collect();
        let shown = stops.join("; ");
        let km: f64 = trip.legs.iter().filter_map(|l| l.distance_km).sum();
        let legs = trip.legs.iter().filter(|l| l.distance_km.is_some()).count();
        let way = match legs {
            0 => String::new(),
            1 => format!(" The flight is about {} km long as the crow flies.", thousands(km)),
            n => format!(" The {} legs add up to about {} km as the crow flies.", number(n), thousands(km)),
        };
        format!("{} goes to {shown}.{way}", trip.traveller.name)
    });
    sentences.collect::<Vec<_>>().join(" ")
}

/// Rounded to tens, with a comma from a thousand on.
pub fn thousands(km: f64) -> String {
    let whole = if km >= 100.0 { (km / 10.0).round() as u64 * 10 } else { km.round() as u64 };
    let digits = whole.to_string();
    if digits.len() > 3 { format!("{},{}", &digits[..digits.len() - 3], &digits[digits.len() - 3..]) } else { digits }
}
