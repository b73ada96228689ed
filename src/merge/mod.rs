//! Several articles' readings to trips: accounts of one journey become one trip, and what they disagree on is kept.
//!
//! In: [`ArticleReference`]s and their [`Reading`]s, in any order. Out: [`Trip`]s that depend on the set of readings alone. Stages:
//! `journey` (which accounts tell of one journey), `align` (which of their stops are one), `order` (which comes first), `settle`
//! (the fields of a stop and what is disputed), `happenings` (the days). A journey that one article alone tells of comes out as
//! it was read.

mod align;
pub mod changes;
mod crowd;
mod happenings;
mod journey;
mod order;
mod person;
pub mod place;
mod settle;

use crate::model::Warning;
use crate::model::itinerary::{ArticleReference, Reading, Traveller, Trip};
use crate::trip::legs;
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::HashMap;

/// One article's telling of one trip.
#[derive(Debug, Clone, Copy)]
pub struct Account<'a> {
    /// The article's id.
    pub article: &'a str,
    /// The day of publication.
    pub told: Option<NaiveDate>,
    pub trip: &'a Trip,
}

/// The trips that the readings tell of. One reading alone keeps its trips and their order; of several, the trip that most
/// articles tell of comes first.
pub fn merge(articles: &[ArticleReference], readings: &[Reading]) -> Vec<Trip> {
    let accounts = accounts(articles, readings);
    let journeys = journey::group(&accounts);
    let mut trips: Vec<(usize, Trip)> = journeys
        .iter()
        .map(|members| {
            let told: Vec<Account> = members.iter().map(|n| accounts[*n]).collect();
            (told.len(), one(&told))
        })
        .collect();
    if readings.len() > 1 {
        trips.sort_by_cached_key(|(told, trip)| {
            let evidence: usize = trip.stops.iter().map(|s| s.evidence.len()).sum();
            let places: Vec<String> = trip.stops.iter().map(|s| s.place.clone()).collect();
            (Reverse(*told), Reverse(evidence), trip.traveller.name.clone(), places)
        });
    }
    trips.into_iter().map(|(_, trip)| trip).collect()
}

/// Every trip of every reading, the oldest article first; articles of one day by id.
fn accounts<'a>(articles: &'a [ArticleReference], readings: &'a [Reading]) -> Vec<Account<'a>> {
    let days: HashMap<&str, Option<NaiveDate>> = articles.iter().rev().map(|a| (a.id.as_str(), a.published)).collect();
    let told = |id: &str| days.get(id).copied().flatten();
    let mut sorted: Vec<(Option<NaiveDate>, &Reading)> = readings.iter().map(|r| (told(&r.article), r)).collect();
    sorted.sort_by(|(a, x), (b, y)| (a.is_none(), a, &x.article).cmp(&(b.is_none(), b, &y.article)));
    let of = |(told, reading): (Option<NaiveDate>, &'a Reading)| {
        reading.trips.iter().map(move |trip| Account { article: &reading.article, told, trip })
    };
    sorted.into_iter().flat_map(of).collect()
}

/// The trip that several accounts tell of.
fn one(accounts: &[Account]) -> Trip {
    if let [alone] = accounts {
        return alone.trip.clone();
    }
    let aligned = align::stops(accounts);
    let (stops, conflicts) = settle::stops(accounts, &aligned);
    let days = happenings::days(accounts, &aligned.nodes, &stops);
    let mut warnings: Vec<Warning> = Vec::new();
    for warning in accounts.iter().flat_map(|a| &a.trip.warnings) {
        if !warnings.contains(warning) {
            warnings.push(warning.clone());
        }
    }
    Trip { traveller: traveller(accounts), legs: legs(&stops), stops, days, warnings, conflicts }
}

/// The fullest name that any article gives, with the newest title.
fn traveller(accounts: &[Account]) -> Traveller {
    let all = || accounts.iter().map(|a| &a.trip.traveller);
    let fullness = |t: &&Traveller| {
        (!person::is_title(t), t.name.split_whitespace().count(), t.name.len(), Reverse(t.name.clone()))
    };
    let name = all().max_by_key(fullness).map(|t| t.name.clone()).unwrap_or_default();
    let title = all().rev().find_map(|t| t.title.clone());
    let country = all().rev().find_map(|t| t.country.clone());
    Traveller { name, title, country }
}
