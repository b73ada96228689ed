//! What is odd in an itinerary, for a person to look at before it is published.
//!
//! In: an [`Itinerary`]. Out: [`Odd`]s, each with the words that it rests on. Nothing here is an error: a trip can be odd and right.

use crate::merge::place::distance_km;
use crate::model::Itinerary;
use crate::model::itinerary::{Shows, Status, Stop, Trip};
use chrono::NaiveDate;
use serde::Serialize;

/// No leader's aircraft covers more kilometres between the start of a day and the end of the next one's hours: ground speed of a
/// long-range airliner, kilometres an hour.
const SPEED_KMH: f64 = 950.0;
/// A stop so far from both its neighbours, while these lie within a third of that of each other, in kilometres.
const FAR_KM: f64 = 3000.0;
/// Days between a departure and the next arrival from which on one asks where he was.
const GAP_DAYS: i64 = 2;
/// Stops less sure than this are told of.
const SURE: f64 = 0.5;

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Odd {
    /// A stable word: `speed`, `gap`, `overlap`, `far`, `confidence`, `place`, `overdue`, `conflict`, `warning`.
    pub kind: &'static str,
    pub traveller: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stop: Option<String>,
    /// One sentence.
    pub message: String,
    /// The article's words, verbatim, where there are some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// The article's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
}

/// All that is odd, trip by trip, in the order of travel.
pub fn check(itinerary: &Itinerary) -> Vec<Odd> {
    let newest = itinerary.articles.iter().filter_map(|a| a.published).max();
    let mut all = Vec::new();
    for trip in &itinerary.trips {
        let mut trip_check = Check { trip, found: &mut all };
        trip_check.stops(newest);
        trip_check.legs();
        trip_check.told();
    }
    for warning in &itinerary.warnings {
        all.push(Odd {
            kind: "warning",
            traveller: String::new(),
            stop: None,
            message: warning.message.clone(),
            quote: None,
            article: warning.article.clone(),
        });
    }
    all
}

struct Check<'a> {
    trip: &'a Trip,
    found: &'a mut Vec<Odd>,
}

impl Check<'_> {
    fn note(&mut self, kind: &'static str, stop: &Stop, shows: Shows, message: String) {
        let shown = stop.evidence.iter().find(|e| e.shows == shows).or(stop.evidence.first());
        self.found.push(Odd {
            kind,
            traveller: self.trip.traveller.name.clone(),
            stop: Some(stop.place.clone()),
            message,
            quote: shown.map(|e| e.quote.clone()),
            article: shown.map(|e| e.article.clone()),
        });
    }

    fn stops(&mut self, newest: Option<NaiveDate>) {
        for stop in &self.trip.stops {
            let by_hand = !stop.by_hand.is_empty();
            if stop.lat.is_none() {
                self.note("place", stop, Shows::Stop, "not in the gazetteer, so it is not drawn".into());
            }
            if stop.confidence < SURE && !by_hand {
                let said = format!("confidence is only {:.2}", stop.confidence);
                self.note("confidence", stop, Shows::Stop, said);
            }
            let due = stop.depart.or(stop.arrive).zip(newest).filter(|(day, newest)| day < newest);
            if let (Status::Planned, Some((day, newest))) = (stop.status, due) {
                let said = format!("was planned for {day}; nothing up to {newest} says whether he came");
                self.note("overdue", stop, Shows::Arrive, said);
            }
        }
    }

    fn legs(&mut self) {
        let going: Vec<&Stop> = self.trip.stops.iter().filter(|s| s.status != Status::Cancelled).collect();
        for pair in going.windows(2) {
            self.leg(pair[0], pair[1]);
        }
        for three in going.windows(3) {
            let km = |a: usize, b: usize| distance_km(three[a], three[b]);
            let (Some(there), Some(on), Some(straight)) = (km(0, 1), km(1, 2), km(0, 2)) else { continue };
            if there > FAR_KM && on > FAR_KM && straight < FAR_KM / 3.0 {
                let said = format!("lies {there:.0} km from {} and {on:.0} km from {}", three[0].place, three[2].place);
                self.note("far", three[1], Shows::Stop, said);
            }
        }
        self.day_by_day(&going);
    }

    fn leg(&mut self, from: &Stop, to: &Stop) {
        let Some((left, came)) = from.depart.or(from.arrive).zip(to.arrive.or(to.depart)) else { return };
        let days = (came - left).num_days();
        if days < 0 {
            let what = if from.depart.is_some() { "leaves" } else { "arrives at" };
            let said = format!("he is there on {came}, but {what} {}, the stop before, on {left}", from.place);
            self.note("overlap", to, Shows::Arrive, said);
        } else if from.depart.is_some() && to.arrive.is_some() && days > GAP_DAYS {
            let said = format!("nothing tells where he was from {left}, when he left {}, to {came}", from.place);
            self.note("gap", to, Shows::Arrive, said);
        } else if let Some(km) = distance_km(from, to)
            && km > SPEED_KMH * 24.0 * (days + 1) as f64
        {
            let said = format!("lies {km:.0} km from {}, too far for {} days", from.place, days + 1);
            self.note("speed", to, Shows::Arrive, said);
        }
    }

    /// More kilometres on one day than an aircraft flies in it.
    fn day_by_day(&mut self, going: &[&Stop]) {
        let mut at = 0;
        while at < going.len() {
            let day = going[at].arrive;
            let mut last = at;
            let mut km = 0.0;
            while day.is_some() && last + 1 < going.len() && going[last + 1].arrive == day {
                km += distance_km(going[last], going[last + 1]).unwrap_or(0.0);
                last += 1;
            }
            if km > SPEED_KMH * 20.0 {
                let said =
                    format!("{km:.0} km on {} are too far for one day", day.map(|d| d.to_string()).unwrap_or_default());
                self.note("speed", going[last], Shows::Arrive, said);
            }
            at = last + 1;
        }
    }

    /// What articles disagree on, and what the extractor wondered at.
    fn told(&mut self) {
        for conflict in &self.trip.conflicts {
            let Some(stop) = self.trip.stops.get(conflict.stop) else { continue };
            let by_hand = stop.by_hand.contains(&conflict.field);
            if by_hand {
                continue;
            }
            let values: Vec<String> =
                conflict.values.iter().map(|v| format!("{} ({})", v.value, v.articles.join(", "))).collect();
            let said = format!("{}: {}. {}", conflict.field, values.join(" or "), conflict.why);
            let shows = if conflict.field == "depart" { Shows::Depart } else { Shows::Arrive };
            self.note("conflict", stop, shows, said);
        }
        for warning in self.trip.warnings.iter().filter(|w| w.kind != "unknown-place") {
            self.found.push(Odd {
                kind: "warning",
                traveller: self.trip.traveller.name.clone(),
                stop: None,
                message: warning.message.clone(),
                quote: None,
                article: warning.article.clone(),
            });
        }
    }
}
