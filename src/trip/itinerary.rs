//! Drafts to the itinerary: stops with their evidence, the legs between them, and warnings.

use super::activity;
use super::draft::Draft;
use super::event::Event;
use super::view::View;
use crate::model::Warning;
use crate::model::itinerary::{Evidence, Leg, Shows, Status, Stop, Traveller, Trip};
use crate::model::mention::Span;
use geo::{Distance, Haversine, Point};

/// The trip of one person, written out.
pub fn trip(view: &View, person: usize, drafts: Vec<Draft>) -> Trip {
    let who = &view.people[person];
    let traveller = Traveller {
        name: who.name.clone(),
        title: who.title.clone(),
        country: who.country.clone().filter(|c| who.country_told && !matches!(c.as_str(), "UN" | "EU" | "XN" | "XI")),
    };
    let days = activity::days(view, person, &drafts);
    let stops: Vec<Stop> = drafts.iter().map(|d| stop(view, d)).collect();
    let mut legs = legs(&stops);
    legs.iter_mut().for_each(|leg| order_evidence(view, &drafts, leg));
    let warnings = stops.iter().filter(|s| s.lat.is_none()).map(|s| unknown_place(view, s)).collect();
    Trip { traveller, stops, legs, days, warnings, conflicts: Vec::new() }
}

fn unknown_place(view: &View, stop: &Stop) -> Warning {
    Warning {
        kind: "unknown-place".into(),
        message: format!("{} is not in the gazetteer, so it has no coordinates and is not drawn", stop.place),
        article: Some(view.doc.article.id.clone()),
        span: stop.evidence.first().map(|e| (e.start, e.end)),
    }
}

fn stop(view: &View, draft: &Draft) -> Stop {
    let mut evidence: Vec<Evidence> = Vec::new();
    let mut events: Vec<&Event> = draft.events.iter().collect();
    events.sort_by_key(|e| (!e.strong, e.token));
    for event in events.iter().take(6) {
        let entry = quote(view, Shows::Stop, event.evidence, &event.rule);
        if !evidence.iter().any(|e| e.start == entry.start && e.part == entry.part) {
            evidence.push(entry);
        }
    }
    for (shows, date) in [(Shows::Arrive, draft.arrive), (Shows::Depart, draft.depart)] {
        if let Some((_, span)) = date {
            let timex = view.mentions.timexes.iter().find(|t| t.span == span).map_or("", |t| t.rule);
            evidence.push(quote(view, shows, span, &format!("timex: {timex}")));
        }
    }
    Stop {
        place: draft.name.clone(),
        country: draft.country.map(String::from),
        lat: draft.place.map(|p| round(p.lat)),
        lon: draft.place.map(|p| round(p.lon)),
        named: draft.named,
        role: draft.role,
        status: draft.status,
        arrive: draft.arrive.map(|(d, _)| d),
        depart: draft.depart.map(|(d, _)| d),
        confidence: draft.confidence,
        geonames_id: draft.place.and_then(|p| p.geonames_id),
        label: None,
        by_hand: Vec::new(),
        evidence,
    }
}

/// Coordinates to 1e-5 degrees, about a metre.
fn round(degrees: f64) -> f64 {
    (degrees * 1e5).round() / 1e5
}

pub fn quote(view: &View, shows: Shows, span: Span, rule: &str) -> Evidence {
    let (part, start, end) = view.doc.code_points(span);
    Evidence {
        shows,
        article: view.doc.article.id.clone(),
        part,
        start,
        end,
        quote: view.doc.words(span).into(),
        rule: rule.into(),
    }
}

/// The words that put the stop at a leg's end right behind the one at its start come before all other evidence.
fn order_evidence(view: &View, drafts: &[Draft], leg: &mut Leg) {
    let before = drafts[leg.from].id;
    let said = drafts[leg.to].after.iter().find(|after| after.before == before && after.span.is_some());
    if let Some((span, rule)) = said.and_then(|after| after.span.map(|span| (span, after.rule))) {
        leg.evidence.insert(0, quote(view, Shows::Order, span, rule));
    }
}

/// From each stop that was not cancelled to the next.
pub fn legs(stops: &[Stop]) -> Vec<Leg> {
    let going: Vec<usize> = (0..stops.len()).filter(|i| stops[*i].status != Status::Cancelled).collect();
    going.windows(2).map(|w| leg(stops, w[0], w[1])).collect()
}

fn leg(stops: &[Stop], from: usize, to: usize) -> Leg {
    let (a, b) = (&stops[from], &stops[to]);
    let point = |s: &Stop| s.lon.zip(s.lat).map(|(lon, lat)| Point::new(lon, lat));
    let distance_km = point(a).zip(point(b)).map(|(p, q)| (Haversine.distance(p, q) / 100.0).round() / 10.0);
    let status = if matches!(b.status, Status::Planned) { Status::Planned } else { Status::Visited };
    let date = match (a.depart, b.arrive) {
        (Some(d), Some(r)) => (d == r).then_some(r).or(Some(r)),
        (d, r) => r.or(d),
    };
    let evidence = b.evidence.iter().take(1).map(|e| Evidence { shows: Shows::Order, ..e.clone() }).collect();
    Leg { from, to, date, distance_km, status, evidence }
}
