//! iCalendar (RFC 5545): the stays and the activities as all-day events.
//!
//! An event's UID is made of traveller, month and place, not of days or status, so that a calendar that is fed again moves an
//! event instead of doubling it. The stamp is the last day of publication: nothing comes from a clock. What has no day is no
//! event; it is named in the calendar's description.

use super::{FileFormat, Makings, facts};
use crate::error::Result;
use crate::model::Itinerary;
use crate::model::itinerary::{Activity, Evidence, Role, Status, Stop, Trip};
use crate::model::words;
use chrono::{Days, NaiveDate};
use sha2::{Digest, Sha256};

pub const FORMAT: FileFormat = FileFormat {
    name: "ics",
    file: "trip.ics",
    about: "stays and activities as all-day events for calendars (RFC 5545)",
    write,
};

/// No line is longer, in octets, its end not counted.
const LINE: usize = 75;

struct Event<'a> {
    uid: String,
    /// First and last day.
    days: (NaiveDate, NaiveDate),
    summary: String,
    stop: Option<&'a Stop>,
    status: Status,
    evidence: &'a [Evidence],
}

fn write(itinerary: &Itinerary, makings: &Makings<'_>) -> Result<Vec<u8>> {
    let mut out = String::new();
    let title = facts::title(itinerary, makings);
    for fixed in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Motorcade//Itinerary 1//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ] {
        push(&mut out, fixed);
    }
    property(&mut out, "X-WR-CALNAME", &title);
    let undated = undated(itinerary);
    if !undated.is_empty() {
        property(&mut out, "X-WR-CALDESC", &format!("{}: {}", facts::DAY_NOT_TOLD, undated.join(", ")));
    }
    let events = events(itinerary);
    let stamp = facts::published(itinerary).or(events.iter().map(|event| event.days.0).min()).unwrap_or_default();
    for event in &events {
        push_event(&mut out, event, itinerary, stamp, makings);
    }
    push(&mut out, "END:VCALENDAR");
    Ok(out.into_bytes())
}

fn undated(itinerary: &Itinerary) -> Vec<String> {
    let stops = itinerary.trips.iter().flat_map(|trip| &trip.stops);
    stops.filter(|stop| days(stop).is_none()).map(|stop| stop.place.clone()).collect()
}

/// From arrival to departure; the one of them alone where the other is not told.
fn days(stop: &Stop) -> Option<(NaiveDate, NaiveDate)> {
    let first = stop.arrive.or(stop.depart)?;
    Some((first, stop.depart.unwrap_or(first)))
}

fn events(itinerary: &Itinerary) -> Vec<Event<'_>> {
    let mut events = Vec::new();
    let mut used: Vec<String> = Vec::new();
    for trip in &itinerary.trips {
        let month = words::period(&[trip]).map(|(first, _)| first.format("%Y-%m").to_string()).unwrap_or_default();
        let whose = format!("{}\n{month}", trip.traveller.name);
        let mut uid = |of: &str| {
            let plain = hash(&format!("{whose}\n{of}"));
            let times = used.iter().filter(|known| **known == plain).count();
            used.push(plain.clone());
            let again = if times > 0 { format!("-{}", times + 1) } else { String::new() };
            format!("{plain}{again}@motorcade.invalid")
        };
        for stop in &trip.stops {
            // The number is taken also where there is no event, so that a day told later changes no other's.
            let uid = uid(&format!("stop\n{}\n{}", stop.place, stop.country.as_deref().unwrap_or_default()));
            let Some(days) = days(stop) else { continue };
            events.push(Event {
                uid,
                days,
                summary: summary(trip, stop),
                stop: Some(stop),
                status: stop.status,
                evidence: &stop.evidence,
            });
        }
        for (day, stop, activity) in activities(trip) {
            let uid = uid(&format!("activity\n{}", activity.label));
            let summary = format!("{}: {}", words::short_name(&trip.traveller), activity.label);
            events.push(Event {
                uid,
                days: (day, day),
                summary,
                stop,
                status: activity.status,
                evidence: &activity.evidence,
            });
        }
    }
    events
}

fn activities(trip: &Trip) -> impl Iterator<Item = (NaiveDate, Option<&Stop>, &Activity)> {
    let dated = trip.days.iter().filter_map(|day| Some((day.date?, day)));
    dated.flat_map(|(date, day)| {
        let stop = day.stop.and_then(|n| trip.stops.get(n));
        day.activities.iter().map(move |activity| (date, stop, activity))
    })
}

fn summary(trip: &Trip, stop: &Stop) -> String {
    let name = words::short_name(&trip.traveller);
    let place = &stop.place;
    match (stop.role, stop.arrive, stop.depart) {
        (Role::Stop | Role::Transit, Some(_), Some(_)) => format!("{name} in {place}"),
        (Role::Origin, ..) | (Role::Stop | Role::Transit, None, _) => format!("{name} leaves {place}"),
        (Role::Return, ..) => format!("{name} returns to {place}"),
        (Role::Stop | Role::Transit, Some(_), None) => format!("{name} arrives in {place}"),
    }
}

fn push_event(out: &mut String, event: &Event, itinerary: &Itinerary, stamp: NaiveDate, makings: &Makings<'_>) {
    let day = |day: NaiveDate| day.format("%Y%m%d").to_string();
    // The end of an all-day event is the day after its last.
    let end = event.days.1.checked_add_days(Days::new(1)).unwrap_or(event.days.1);
    push(out, "BEGIN:VEVENT");
    push(out, &format!("UID:{}", event.uid));
    push(out, &format!("DTSTAMP:{}T000000Z", day(stamp)));
    push(out, &format!("DTSTART;VALUE=DATE:{}", day(event.days.0)));
    push(out, &format!("DTEND;VALUE=DATE:{}", day(end)));
    property(out, "SUMMARY", &event.summary);
    if let Some(stop) = event.stop {
        property(out, "LOCATION", &facts::place_and_country(stop, makings.names));
        if let (Some(lat), Some(lon)) = (stop.lat, stop.lon) {
            push(out, &format!("GEO:{lat:.6};{lon:.6}"));
        }
    }
    push(out, &format!("STATUS:{}", status(event.status)));
    property(out, "CATEGORIES", &facts::word(event.status));
    push(out, "TRANSP:TRANSPARENT");
    let said: Vec<String> =
        facts::distinct(event.evidence).iter().map(|evidence| quoted(evidence, itinerary)).collect();
    if !said.is_empty() {
        property(out, "DESCRIPTION", &said.join("\n"));
    }
    push(out, "END:VEVENT");
}

fn quoted(evidence: &Evidence, itinerary: &Itinerary) -> String {
    let article = facts::article(itinerary, evidence).map_or(&*evidence.article, facts::headline);
    format!("“{}” ({article})", facts::one_line(&evidence.quote))
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Visited | Status::Current => "CONFIRMED",
        Status::Planned => "TENTATIVE",
        Status::Cancelled => "CANCELLED",
    }
}

/// The first half of a SHA-256, in hexadecimal digits.
fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// A property whose value is text: section 3.3.11.
fn property(out: &mut String, name: &str, value: &str) {
    let mut line = format!("{name}:");
    for c in value.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => line.extend(['\\', c]),
            '\n' | '\r' => line.push_str("\\n"),
            '\t' => line.push(' '),
            c if c.is_control() => {}
            c => line.push(c),
        }
    }
    push(out, &line);
}

/// A content line, folded between characters: section 3.1.
fn push(out: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut out = String::new();
        property(&mut out, "SUMMARY", &"été; 🙂, ".repeat(30));
        assert!(out.split("\r\n").all(|line| line.len() <= LINE));
        assert_eq!(out.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "été\\; 🙂\\, ".repeat(30)));
    }

    #[test]
    fn no_text_begins_a_line_of_its_own() {
        let mut out = String::new();
        property(&mut out, "SUMMARY", "a\r\nEND:VEVENT\rb\n\u{0}c");
        assert_eq!(out, "SUMMARY:a\\nEND:VEVENT\\nb\\nc\r\n");
    }
}
