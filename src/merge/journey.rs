//! Which accounts tell of one journey: the same traveller, and stops or days that fit together.

use super::Account;
use crate::model::itinerary::{Role, Status, Stop, Traveller, Trip};
use chrono::{Days, NaiveDate};
use geo::{Distance, Haversine, Point};
use std::cmp::Reverse;
use unicode_normalization::UnicodeNormalization;

/// Stops of different articles that lie so near to each other, in kilometres, are one place.
const ONE_PLACE_KM: f64 = 30.0;
/// A region and a town in it lie no further apart, in kilometres.
const REGION_KM: f64 = 350.0;
/// Days that may lie between what two articles tell of one journey.
const GAP: i64 = 3;
/// An article tells of what was done within so many days before it.
const NEWS_DAYS: u64 = 14;
/// A plan without a day lies within so many days after its article.
const PLAN_DAYS: u64 = 45;

/// The accounts of each journey, as indices into `accounts`; journeys by their first account.
///
/// Accounts are joined from the surest pair down, and only where all of both sides go together: two trips that one article
/// keeps apart stay apart.
pub fn group(accounts: &[Account]) -> Vec<Vec<usize>> {
    let mut pairs = Vec::new();
    for a in 0..accounts.len() {
        for b in a + 1..accounts.len() {
            if let Some(sureness) = one_journey(&accounts[a], &accounts[b]) {
                pairs.push((Reverse(sureness), a, b));
            }
        }
    }
    pairs.sort_unstable();
    let mut journeys: Vec<Vec<usize>> = (0..accounts.len()).map(|n| vec![n]).collect();
    let mut journey_of: Vec<usize> = (0..accounts.len()).collect();
    let fits = |x: usize, y: usize| {
        let (a, b) = (&accounts[x], &accounts[y]);
        a.article != b.article && same_person(&a.trip.traveller, &b.trip.traveller)
    };
    for (_, a, b) in pairs {
        let (to, from) = (journey_of[a].min(journey_of[b]), journey_of[a].max(journey_of[b]));
        if to != from && journeys[to].iter().all(|x| journeys[from].iter().all(|y| fits(*x, *y))) {
            let members = std::mem::take(&mut journeys[from]);
            members.iter().for_each(|n| journey_of[*n] = to);
            journeys[to].extend(members);
        }
    }
    journeys.iter_mut().for_each(|members| members.sort_unstable());
    journeys.retain(|members| !members.is_empty());
    journeys
}

/// How sure it is that both tell of one journey: stops in common, and how near the days lie. `None` where they do not.
fn one_journey(a: &Account, b: &Account) -> Option<(usize, i64)> {
    if a.article == b.article || !same_person(&a.trip.traveller, &b.trip.traveller) {
        return None;
    }
    if is_off(a) && is_done_later(b, a) || is_off(b) && is_done_later(a, b) {
        return None;
    }
    let (when_a, when_b) = (window(a), window(b));
    let gap = when_a.zip(when_b).map(|(x, y)| (x.0 - y.1).num_days().max((y.0 - x.1).num_days()));
    let shared = shared(a.trip, b.trip);
    let fits = match gap {
        Some(gap) if shared > 0 => gap <= GAP,
        None => shared > 0,
        // No stop in common: only days that follow on each other tell that one journey goes on.
        Some(gap) => gap <= 1 && is_dated(a) && is_dated(b) && !comes_home_between(a.trip, b.trip),
    };
    fits.then(|| (shared, -gap.unwrap_or(0).max(0)))
}

/// True where the account tells of nothing but what was called off.
fn is_off(account: &Account) -> bool {
    account.trip.stops.iter().all(|s| s.status == Status::Cancelled)
}

/// True where the account tells, after the other, of a journey that is under way or done: not the one that was called off.
fn is_done_later(account: &Account, other: &Account) -> bool {
    let done = |s: &Stop| matches!(s.status, Status::Visited | Status::Current);
    account.told > other.told && account.trip.stops.iter().any(done)
}

/// Stops that both visit at days that go together.
fn shared(a: &Trip, b: &Trip) -> usize {
    let visits = |s: &&Stop| matches!(s.role, Role::Stop | Role::Transit);
    let near =
        |x: Option<NaiveDate>, y: Option<NaiveDate>| x.zip(y).is_none_or(|(x, y)| (x - y).num_days().abs() <= 2 * GAP);
    let met = |x: &&Stop| b.stops.iter().filter(visits).any(|y| same_place(x, y) && near(x.arrive, y.arrive));
    a.stops.iter().filter(visits).filter(met).count()
}

/// First and last day that an account can speak of. `None` where nothing tells.
fn window(account: &Account) -> Option<(NaiveDate, NaiveDate)> {
    let days = || account.trip.stops.iter().flat_map(|s| [s.arrive, s.depart]).flatten();
    let told = account.told;
    let open = account.trip.stops.iter().filter(|s| s.arrive.is_none() && s.depart.is_none());
    let guess = |stop: &Stop| {
        let told = told?;
        Some(match stop.status {
            Status::Current => (told, told),
            Status::Visited => (told - Days::new(NEWS_DAYS), told),
            Status::Planned | Status::Cancelled => (told, told + Days::new(PLAN_DAYS)),
        })
    };
    if let (Some(first), Some(last)) = (days().min(), days().max()) {
        return Some((first, last));
    }
    open.filter_map(guess).reduce(|x, y| (x.0.min(y.0), x.1.max(y.1)))
}

/// True where the account gives a day, or has the traveller there on the day of the article.
fn is_dated(account: &Account) -> bool {
    let here = account.told.is_some() && account.trip.stops.iter().any(|s| s.status == Status::Current);
    here || account.trip.stops.iter().any(|s| s.arrive.is_some() || s.depart.is_some())
}

fn comes_home_between(a: &Trip, b: &Trip) -> bool {
    let ends = |t: &Trip| t.stops.last().is_some_and(|s| s.role == Role::Return);
    let starts = |t: &Trip| t.stops.first().is_some_and(|s| s.role == Role::Origin);
    (ends(a) && starts(b)) || (ends(b) && starts(a))
}

/// True where one name holds the other ("Putin", "Vladimir Putin"), or two titles of one country agree.
pub fn same_person(a: &Traveller, b: &Traveller) -> bool {
    if a.country.is_some() && b.country.is_some() && a.country != b.country {
        return false;
    }
    if is_title(a) || is_title(b) {
        let titled = |t: &Traveller| if is_title(t) { words(&t.name) } else { words(t.title.as_deref().unwrap_or("")) };
        let (x, y) = (titled(a), titled(b));
        return a.country.is_some() && a.country == b.country && x.iter().any(|word| y.contains(word));
    }
    let (x, y) = (words(&a.name), words(&b.name));
    let holds = |x: &[String], y: &[String]| !y.is_empty() && y.iter().all(|word| x.contains(word));
    holds(&x, &y) || holds(&y, &x)
}

/// True where the text gave no name: what stands for one is a description, written small.
pub fn is_title(traveller: &Traveller) -> bool {
    let titled = traveller.title.as_ref().is_some_and(|t| t.eq_ignore_ascii_case(&traveller.name));
    titled
        || traveller.name.starts_with(|c: char| c.is_lowercase())
        || traveller.name.split(' ').count() > 1 && traveller.name.starts_with("The ")
}

/// The words of a name, small and without accents.
fn words(name: &str) -> Vec<String> {
    let plain: String = name.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    let split = plain.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 1);
    split.map(str::to_lowercase).collect()
}

/// True where two stops can be one place, each as finely as its text names it.
pub fn same_place(a: &Stop, b: &Stop) -> bool {
    closeness(a, b).is_some()
}

/// How well two stops go together as one place: 3 the same town, 2 near by, 1 one lies in the other. `None`: not at all.
pub fn closeness(a: &Stop, b: &Stop) -> Option<u8> {
    use crate::model::itinerary::Named::{City, Country, Region, Venue};
    let one_country = a.country.is_some() && a.country == b.country;
    let Some(km) = distance_km(a, b) else {
        return (words(&a.place) == words(&b.place)).then_some(3);
    };
    match (a.named, b.named) {
        (Country, Country) => one_country.then_some(3),
        (Country, _) | (_, Country) => one_country.then_some(1),
        (Region, Region) => (one_country && km <= ONE_PLACE_KM).then_some(3),
        (Region, _) | (_, Region) => (one_country && km <= REGION_KM).then_some(1),
        (City | Venue, City | Venue) if a.geonames_id.is_some() && a.geonames_id == b.geonames_id => Some(3),
        (City | Venue, City | Venue) if km < 1.0 => Some(3),
        (City | Venue, City | Venue) => (km <= ONE_PLACE_KM).then_some(2),
    }
}

/// Great-circle distance in kilometres; `None` where either has no coordinates.
pub fn distance_km(a: &Stop, b: &Stop) -> Option<f64> {
    let point = |s: &Stop| s.lon.zip(s.lat).map(|(lon, lat)| Point::new(lon, lat));
    point(a).zip(point(b)).map(|(p, q)| Haversine.distance(p, q) / 1000.0)
}
