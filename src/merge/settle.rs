//! The fields of a merged stop: what most and newest coverage says, and what is disputed.
//!
//! A report made after the event outweighs a plan, then the number of articles counts, then the newest, then the smaller value,
//! so that the order in which articles are given never matters.

use super::Account;
use super::align::{Aligned, Claim, Node};
use crate::model::itinerary::{Conflict, Evidence, Named, Role, Said, Status, Stop};
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::HashSet;

/// Hours of the sun between two places from which on one day's difference may be theirs.
const FAR_HOURS: f64 = 4.0;

/// The stops, and the conflicts over them.
pub fn stops(accounts: &[Account], aligned: &Aligned) -> (Vec<Stop>, Vec<Conflict>) {
    let mut conflicts = Vec::new();
    let mut stops: Vec<Stop> = Vec::new();
    for (n, node) in aligned.nodes.iter().enumerate() {
        let mut disputes = Disputes { accounts, stop: n, found: Vec::new() };
        stops.push(stop(node, &mut disputes));
        conflicts.extend(disputes.found);
    }
    went_on(accounts, aligned, &mut stops);
    for conflict in &mut conflicts {
        explain_day(conflict, &stops);
    }
    (stops, conflicts)
}

/// A value with the claims that make it.
struct Camp<T> {
    value: T,
    voters: Vec<usize>,
    /// True where a voter reports it rather than announces it.
    reported: bool,
    newest: Option<NaiveDate>,
}

struct Disputes<'a> {
    accounts: &'a [Account<'a>],
    stop: usize,
    found: Vec<Conflict>,
}

impl Disputes<'_> {
    /// The camps of a field, the winner first.
    fn camps<T: PartialEq + Ord + Clone>(&self, claims: &[Claim], value: impl Fn(&Stop) -> Option<T>) -> Vec<Camp<T>> {
        let mut camps: Vec<Camp<T>> = Vec::new();
        for claim in claims {
            let Some(value) = value(claim.stop) else { continue };
            let told = self.accounts[claim.account].told;
            let reported = claim.stop.status != Status::Planned;
            match camps.iter_mut().find(|c| c.value == value) {
                Some(camp) => {
                    camp.voters.push(claim.account);
                    camp.reported |= reported;
                    camp.newest = camp.newest.max(told);
                }
                None => camps.push(Camp { value, voters: vec![claim.account], reported, newest: told }),
            }
        }
        camps.sort_by_key(|c| (Reverse(c.reported), Reverse(c.voters.len()), Reverse(c.newest), c.value.clone()));
        camps
    }

    /// The value taken; where there is another, the conflict is kept.
    fn settle<T: PartialEq + Ord + Clone>(
        &mut self,
        field: &str,
        claims: &[Claim],
        value: impl Fn(&Stop) -> Option<T>,
        write: impl Fn(&T) -> String,
    ) -> Option<T> {
        let camps = self.camps(claims, value);
        if let [first, second, ..] = camps.as_slice() {
            let why = why(first, second, camps.iter().map(|c| c.voters.len()).sum());
            let said =
                camps.iter().map(|camp| Said { value: write(&camp.value), articles: self.articles(&camp.voters) });
            self.found.push(Conflict { stop: self.stop, field: field.into(), values: said.collect(), why });
        }
        camps.into_iter().next().map(|camp| camp.value)
    }

    fn articles(&self, voters: &[usize]) -> Vec<String> {
        let mut ids: Vec<String> = voters.iter().map(|n| self.accounts[*n].article.to_string()).collect();
        ids.sort();
        ids.dedup();
        ids
    }
}

fn why<T>(first: &Camp<T>, second: &Camp<T>, all: usize) -> String {
    if first.reported && !second.reported {
        "A report outweighs an announcement.".into()
    } else if first.voters.len() > second.voters.len() {
        format!("{} of {all} articles say so.", first.voters.len())
    } else if first.newest > second.newest {
        "The newest article says so.".into()
    } else {
        "The articles are even; the first value in order was taken.".into()
    }
}

fn stop(node: &Node, disputes: &mut Disputes) -> Stop {
    let claims = newest_first(node, disputes.accounts);
    let place = place(&claims, disputes);
    let role = role(&claims, disputes);
    let status = status(&claims, disputes);
    let arrive = disputes.settle("arrive", &claims, |s| s.arrive, NaiveDate::to_string);
    let depart = disputes.settle("depart", &claims, |s| s.depart, NaiveDate::to_string);
    let (arrive, depart) = fitting(arrive, depart, &claims);
    if node.order_disputed {
        disputes.found.push(order(node, disputes));
    }
    let doubt: f64 = claims.iter().map(|c| 1.0 - c.stop.confidence).product();
    Stop {
        role,
        status,
        arrive,
        depart,
        confidence: ((1.0 - doubt).min(0.99) * 100.0).round() / 100.0,
        evidence: evidence(node),
        ..place.clone()
    }
}

/// The claims, the newest article first; without a day last.
fn newest_first<'a>(node: &Node<'a>, accounts: &[Account]) -> Vec<Claim<'a>> {
    let mut claims = node.claims.clone();
    claims.sort_by_key(|c| (Reverse(accounts[c.account].told), accounts[c.account].article, c.position));
    claims
}

/// The stop that names the place best: the finest, then what most say, then the newest.
fn place<'a>(claims: &[Claim<'a>], disputes: &mut Disputes) -> &'a Stop {
    let fine = |s: &Stop| match s.named {
        Named::City => 3,
        Named::Venue => 2,
        Named::Region => 1,
        Named::Country => 0,
    };
    let finest = claims.iter().map(|c| fine(c.stop)).max().unwrap_or(0);
    let is_town = |s: &Stop| fine(s) >= 2;
    let same_fineness = |s: &Stop| if finest >= 2 { is_town(s) } else { fine(s) == finest };
    let told: Vec<Claim> = claims.iter().filter(|c| same_fineness(c.stop)).copied().collect();
    let name = disputes.settle("place", &told, |s| Some(s.place.clone()), String::clone).unwrap_or_default();
    let named = told.iter().filter(|c| c.stop.place == name);
    named.max_by_key(|c| fine(c.stop)).map_or(claims[0].stop, |c| c.stop)
}

/// What most say; but where one article's flight starts, another may tell of a stop.
fn role(claims: &[Claim], disputes: &mut Disputes) -> Role {
    let told: Vec<Claim> = claims.iter().filter(|c| c.stop.role != Role::Origin).copied().collect();
    let claims = if told.is_empty() { claims } else { &told };
    disputes.settle("role", claims, |s| Some(s.role), |r| format!("{r:?}").to_lowercase()).unwrap_or(Role::Stop)
}

/// How the stop stands after the newest coverage. A plan is overtaken by whatever comes of it; a visit that was made stays made.
fn status(claims: &[Claim], disputes: &mut Disputes) -> Status {
    let told = |c: &Claim| disputes.accounts[c.account].told;
    let newest = |status: &dyn Fn(Status) -> bool| claims.iter().filter(|c| status(c.stop.status)).map(told).max();
    let done = newest(&|s| matches!(s, Status::Visited | Status::Current));
    let cancelled = newest(&|s| s == Status::Cancelled);
    let planned = newest(&|s| s == Status::Planned);
    let status = match (done, cancelled, planned) {
        (Some(done), Some(cancelled), _) if cancelled > done => Status::Cancelled,
        (Some(_), _, _) => {
            let visited = newest(&|s| s == Status::Visited);
            let current = newest(&|s| s == Status::Current);
            if visited >= current { Status::Visited } else { Status::Current }
        }
        (None, Some(cancelled), Some(planned)) if planned > cancelled => Status::Planned,
        (None, Some(_), _) => Status::Cancelled,
        _ => Status::Planned,
    };
    if let (Some(done), Some(cancelled)) = (done, cancelled) {
        let of = |wanted: &dyn Fn(Status) -> bool| {
            let voters: Vec<usize> = claims.iter().filter(|c| wanted(c.stop.status)).map(|c| c.account).collect();
            disputes.articles(&voters)
        };
        let mut values = vec![
            Said { value: "visited".into(), articles: of(&|s| matches!(s, Status::Visited | Status::Current)) },
            Said { value: "cancelled".into(), articles: of(&|s| s == Status::Cancelled) },
        ];
        if status == Status::Cancelled {
            values.reverse();
        }
        let why = if done == cancelled {
            "Both were told on one day; that the visit was made was taken."
        } else {
            "The newest article says so."
        };
        disputes.found.push(Conflict { stop: disputes.stop, field: "status".into(), values, why: why.into() });
    }
    status
}

/// A departure that goes together with the arrival taken: the newest that is not before it.
fn fitting(
    arrive: Option<NaiveDate>,
    depart: Option<NaiveDate>,
    claims: &[Claim],
) -> (Option<NaiveDate>, Option<NaiveDate>) {
    match (arrive, depart) {
        (Some(a), Some(d)) if d < a => (arrive, claims.iter().filter_map(|c| c.stop.depart).find(|d| *d >= a)),
        dates => dates,
    }
}

fn order(node: &Node, disputes: &Disputes) -> Conflict {
    let mut values: Vec<Said> = Vec::new();
    for claim in &node.claims {
        let trip = disputes.accounts[claim.account].trip;
        let before = claim.position.checked_sub(1).map(|n| trip.stops[n].place.as_str());
        let value = before.map_or_else(|| "first".into(), |place| format!("after {place}"));
        let article = disputes.accounts[claim.account].article.to_string();
        match values.iter_mut().find(|v| v.value == value) {
            Some(said) => said.articles.push(article),
            None => values.push(Said { value, articles: vec![article] }),
        }
    }
    values.iter_mut().for_each(|v| v.articles.sort());
    Conflict { stop: disputes.stop, field: "order".into(), values, why: "The newest article's order was taken.".into() }
}

/// All evidence, the oldest article first, nothing twice.
fn evidence(node: &Node) -> Vec<Evidence> {
    let mut claims = node.claims.clone();
    claims.sort_by_key(|c| (c.account, c.position));
    let mut seen = HashSet::new();
    let mut all: Vec<&Evidence> = Vec::new();
    for e in claims.iter().flat_map(|c| &c.stop.evidence) {
        if seen.insert((&e.article, e.shows, e.part, e.start, e.end, &e.rule, &e.quote)) {
            all.push(e);
        }
    }
    all.into_iter().cloned().collect()
}

/// Where he is now lies behind him as soon as newer coverage has him further on, or the day of his departure is over.
fn went_on(accounts: &[Account], aligned: &Aligned, stops: &mut [Stop]) {
    let newest = accounts.iter().filter_map(|a| a.told).max();
    let there = |s: &Stop| matches!(s.status, Status::Current | Status::Visited);
    let Some(last) = stops.iter().rposition(there) else { return };
    for (n, stop) in stops.iter_mut().enumerate() {
        let told = aligned.nodes[n].claims.iter().filter_map(|c| accounts[c.account].told).max();
        let over = stop.depart.zip(newest).is_some_and(|(depart, newest)| depart < newest) && told < newest;
        if stop.status == Status::Current && (n < last || over) {
            stop.status = Status::Visited;
        }
    }
}

/// Adds to a conflict over one day that places far apart may each be right.
fn explain_day(conflict: &mut Conflict, stops: &[Stop]) {
    if !matches!(conflict.field.as_str(), "arrive" | "depart") {
        return;
    }
    let days: Vec<NaiveDate> = conflict.values.iter().filter_map(|v| v.value.parse().ok()).collect();
    let one_apart = days.iter().all(|d| (*d - days[0]).num_days().abs() <= 1);
    let n = conflict.stop;
    let from = if conflict.field == "arrive" { n.checked_sub(1) } else { Some(n + 1).filter(|n| *n < stops.len()) };
    let here = stops[n].lon;
    // Without a stop beside it, the desks' own clock: most datelines count by Greenwich or west of it.
    let other = from.map_or(Some(0.0), |n| stops[n].lon);
    let Some((here, there)) = here.zip(other) else { return };
    let hours = (here - there) / 15.0;
    if one_apart && hours.abs() >= FAR_HOURS {
        let beside = from.map_or("Greenwich", |n| stops[n].place.as_str());
        let side = if hours > 0.0 { "ahead of" } else { "behind" };
        conflict.why += &format!(
            " The clock at {} is about {:.0} hours {side} that of {beside}, which may explain one day's difference.",
            stops[n].place,
            hours.abs()
        );
    }
}
