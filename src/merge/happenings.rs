//! The days of a merged trip: what happened at each stop, told once with all its evidence.

use super::Account;
use super::align::Node;
use crate::model::itinerary::{Activity, Day, Status, Stop};
use chrono::NaiveDate;

/// An activity with the place and day where it belongs.
struct Happening<'a> {
    stop: Option<usize>,
    date: Option<NaiveDate>,
    activity: Activity,
    /// The words of its label, small.
    words: Vec<String>,
    told: Option<NaiveDate>,
    article: &'a str,
}

/// The days in order, those without a date last.
pub fn days(accounts: &[Account], nodes: &[Node], stops: &[Stop]) -> Vec<Day> {
    let mut all: Vec<Happening> = Vec::new();
    let node_of = nodes_of(accounts, nodes);
    for (n, account) in accounts.iter().enumerate() {
        let node_of = |position: usize| node_of[n].get(position).copied().flatten();
        for day in &account.trip.days {
            let stop = day.stop.and_then(node_of);
            for activity in &day.activities {
                let new = Happening {
                    stop,
                    date: day.date,
                    words: words(&activity.label),
                    activity: activity.clone(),
                    told: account.told,
                    article: account.article,
                };
                add(&mut all, new);
            }
        }
    }
    gather(all, stops)
}

/// For each account and stop of it, the node.
fn nodes_of(accounts: &[Account], nodes: &[Node]) -> Vec<Vec<Option<usize>>> {
    let mut node_of: Vec<Vec<Option<usize>>> = accounts.iter().map(|a| vec![None; a.trip.stops.len()]).collect();
    for (n, node) in nodes.iter().enumerate() {
        node.claims.iter().for_each(|c| node_of[c.account][c.position] = Some(n));
    }
    node_of
}

fn words(label: &str) -> Vec<String> {
    label.to_lowercase().split_whitespace().map(String::from).collect()
}

fn add<'a>(all: &mut Vec<Happening<'a>>, new: Happening<'a>) {
    match all.iter_mut().find(|old| old.article != new.article && is_one(old, &new)) {
        Some(old) => {
            old.date = old.date.or(new.date);
            if new.told >= old.told {
                old.activity.status = overtaken(old.activity.status, new.activity.status);
            }
            if new.activity.label.len() > old.activity.label.len() {
                old.activity.label = new.activity.label;
                old.words = new.words;
            }
            for name in new.activity.with {
                if !old.activity.with.contains(&name) {
                    old.activity.with.push(name);
                }
            }
            for piece in new.activity.evidence {
                if !old.activity.evidence.contains(&piece) {
                    old.activity.evidence.push(piece);
                }
            }
        }
        None => all.push(new),
    }
}

/// A newer word stands over an older one, save that what was done stays done.
fn overtaken(old: Status, new: Status) -> Status {
    if old == Status::Visited && new == Status::Planned { old } else { new }
}

/// True where both tell of one thing: the same kind at the same stop, on one day, with the same people or in like words.
fn is_one(a: &Happening, b: &Happening) -> bool {
    let one_day = a.date.is_none() || b.date.is_none() || a.date == b.date;
    if a.activity.kind != b.activity.kind || a.stop != b.stop || !one_day {
        return false;
    }
    let shares = |x: &[String], y: &[String]| {
        x.iter().any(|name| y.iter().any(|other| name.contains(other.as_str()) || other.contains(name.as_str())))
    };
    if !a.activity.with.is_empty() && !b.activity.with.is_empty() {
        return shares(&a.activity.with, &b.activity.with);
    }
    let (x, y) = (&a.words, &b.words);
    let common = x.iter().filter(|word| y.contains(word)).count();
    common * 2 >= x.len().min(y.len())
}

fn gather(all: Vec<Happening>, stops: &[Stop]) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for mut one in all {
        one.activity.evidence.sort_by(|a, b| (&a.article, a.start).cmp(&(&b.article, b.start)));
        match days.iter_mut().find(|day| day.date == one.date && day.stop == one.stop) {
            Some(day) => day.activities.push(one.activity),
            None => days.push(Day { date: one.date, stop: one.stop, activities: vec![one.activity] }),
        }
    }
    let order = |day: &Day| day.stop.unwrap_or(stops.len());
    days.sort_by_key(|day| (day.date.is_none(), day.date, order(day)));
    days
}
