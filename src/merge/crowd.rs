//! People and places of all accounts, each told apart once: what the search for one journey compares.
//!
//! In: the accounts. Out: which accounts' travellers can be one person, and which of their stops one place. Two thousand
//! articles have a few hundred people and places, so that comparing those spares most of the work.

use super::Account;
use super::person::Identity;
use super::place::same_place;
use crate::model::itinerary::{Named, Role, Stop, Traveller};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

pub struct Crowd {
    /// For each account, its traveller's number.
    person_of: Vec<usize>,
    /// For each person, in order, those that can be the same: also that person, save where a description names no country.
    same: Vec<Vec<usize>>,
    /// For each person, the accounts.
    accounts_of: Vec<Vec<usize>>,
    /// For each account, its visits: no starts and returns.
    pub visits: Vec<Vec<Visit>>,
    /// For each two places whether they can be one, in rows of `places`.
    one_place: Vec<bool>,
    places: usize,
}

/// A visit as it is compared.
pub struct Visit {
    /// Number of the place.
    pub place: usize,
    pub arrive: Option<NaiveDate>,
}

impl Crowd {
    pub fn of(accounts: &[Account]) -> Self {
        let (people, person_of) = numbered(accounts.iter().map(|a| &a.trip.traveller), person_key);
        let mut accounts_of = vec![Vec::new(); people.len()];
        person_of.iter().enumerate().for_each(|(account, person)| accounts_of[*person].push(account));
        let visited = |account: &'_ &Account| account.trip.stops.iter().filter(|s| is_visit(s)).count();
        let stops = accounts.iter().flat_map(|a| &a.trip.stops).filter(|s| is_visit(s));
        let (places, place_of) = numbered(stops.clone(), place_key);
        let mut all = stops.zip(place_of).map(|(stop, place)| Visit { place, arrive: stop.arrive });
        let visits = accounts.iter().map(|account| all.by_ref().take(visited(&account)).collect()).collect();
        Crowd { person_of, same: same(&people), accounts_of, visits, one_place: matrix(&places), places: places.len() }
    }

    /// True where the travellers of two accounts can be one person.
    pub fn can_be_one(&self, a: usize, b: usize) -> bool {
        self.same[self.person_of[a]].binary_search(&self.person_of[b]).is_ok()
    }

    /// True where two places, by their numbers, can be one.
    pub fn is_one_place(&self, a: usize, b: usize) -> bool {
        self.one_place[a * self.places + b]
    }

    /// Gives each two accounts of which the travellers can be one person, the smaller first.
    pub fn pairs(&self, mut give: impl FnMut(usize, usize)) {
        for (a, person) in self.person_of.iter().enumerate() {
            for other in &self.same[*person] {
                let accounts = &self.accounts_of[*other];
                let after = accounts.partition_point(|b| *b <= a);
                accounts[after..].iter().for_each(|b| give(a, *b));
            }
        }
    }
}

fn is_visit(stop: &Stop) -> bool {
    matches!(stop.role, Role::Stop | Role::Transit)
}

fn person_key(traveller: &Traveller) -> (&str, Option<&str>, Option<&str>) {
    (&traveller.name, traveller.title.as_deref(), traveller.country.as_deref())
}

type PlaceKey<'a> = (&'a str, Option<&'a str>, Named, Option<u32>, Option<(u64, u64)>);

fn place_key(stop: &Stop) -> PlaceKey<'_> {
    let point = stop.lat.zip(stop.lon).map(|(lat, lon)| (lat.to_bits(), lon.to_bits()));
    (&stop.place, stop.country.as_deref(), stop.named, stop.geonames_id, point)
}

/// Each thing of another key once, and for all their numbers.
fn numbered<'a, T, K: std::hash::Hash + Eq>(
    things: impl Iterator<Item = &'a T>,
    key: impl Fn(&'a T) -> K,
) -> (Vec<&'a T>, Vec<usize>) {
    let mut number: HashMap<K, usize> = HashMap::new();
    let mut distinct: Vec<&T> = Vec::new();
    let numbers = things.map(|thing| {
        *number.entry(key(thing)).or_insert_with(|| {
            distinct.push(thing);
            distinct.len() - 1
        })
    });
    let numbers = numbers.collect();
    (distinct, numbers)
}

/// For each person those that can be the same. Only people with a word in common are compared.
fn same(people: &[&Traveller]) -> Vec<Vec<usize>> {
    let identities: Vec<Identity> = people.iter().map(|traveller| Identity::of(traveller)).collect();
    let mut with: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, identity) in identities.iter().enumerate() {
        identity.keys().for_each(|word| with.entry(word).or_default().push(n));
    }
    let of = |identity: &Identity| {
        let mut near: Vec<usize> = identity.keys().flat_map(|word| &with[word]).copied().collect();
        near.sort_unstable();
        near.dedup();
        near.retain(|n| identity.can_be(&identities[*n]));
        near
    };
    identities.iter().map(of).collect()
}

fn matrix(places: &[&Stop]) -> Vec<bool> {
    let mut one = vec![false; places.len() * places.len()];
    for (a, x) in places.iter().enumerate() {
        for (b, y) in places.iter().enumerate().skip(a) {
            let is_one = same_place(x, y);
            one[a * places.len() + b] = is_one;
            one[b * places.len() + a] = is_one;
        }
    }
    one
}
