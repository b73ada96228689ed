//! When each stay begins and ends on the chart, with what the text leaves open kept open.
//!
//! In: trips and the day of publication. Out: the [`Calendar`] that the columns show and a [`Stay`] for each stop. Time is
//! counted in days from the calendar's first day: day 3 lasts from 3.0 to 4.0.

use crate::model::itinerary::{Role, Status, Stop, Trip};
use chrono::{Days, NaiveDate};

/// Room that a stay has at least, in days.
const LEAST: f64 = 0.3;

/// Publication days further than this from the trip are not drawn.
const NEAR_DAYS: i64 = 3;

/// The days that the chart shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calendar {
    pub first: NaiveDate,
    pub days: usize,
    /// Stays without a date come before the first dated one, or after the last.
    pub before: bool,
    pub after: bool,
}

impl Calendar {
    pub fn date(&self, day: usize) -> NaiveDate {
        self.first.checked_add_days(Days::new(day as u64)).unwrap_or(self.first)
    }

    /// The number of the day; negative before the first.
    pub fn day(&self, date: NaiveDate) -> f64 {
        (date - self.first).num_days() as f64
    }

    /// The number of the day, where the calendar shows it.
    pub fn shown(&self, date: NaiveDate) -> Option<f64> {
        Some(self.day(date)).filter(|&day| day >= 0.0 && day < self.days as f64)
    }
}

/// From when to when a stop is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stay {
    pub start: f64,
    pub end: f64,
    pub start_known: bool,
    pub end_known: bool,
}

impl Stay {
    /// Neither end is told.
    pub fn undated(self) -> bool {
        !self.start_known && !self.end_known
    }
}

/// The chart's time.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    /// `None` where no stop has a date: stays then count places in the order of travel, 0, 1, 2.
    pub calendar: Option<Calendar>,
    /// The day of publication, where the calendar shows it.
    pub published: Option<NaiveDate>,
    /// For each trip, for each stop.
    pub stays: Vec<Vec<Stay>>,
}

impl Schedule {
    pub fn of(trips: &[&Trip], published: Option<NaiveDate>) -> Self {
        let dates: Vec<NaiveDate> = trips.iter().flat_map(|trip| &trip.stops).flat_map(|stop| [stop.arrive, stop.depart]).flatten().collect();
        let (Some(&first), Some(&last)) = (dates.iter().min(), dates.iter().max()) else {
            return Self::order_only(trips);
        };
        let activity = trips.iter().flat_map(|trip| &trip.days).filter_map(|day| day.date);
        let near = |date: &NaiveDate| (first - *date).num_days() <= NEAR_DAYS && (*date - last).num_days() <= NEAR_DAYS;
        let (first, last) = activity.chain(published).filter(near).fold((first, last), |(a, b), date| (a.min(date), b.max(date)));
        let mut calendar = padded(first, last);
        let mut stays = Vec::new();
        for trip in trips {
            stays.push(stays_of(trip, &mut calendar, published));
        }
        let published = published.filter(|&date| calendar.shown(date).is_some());
        Schedule { calendar: Some(calendar), published, stays }
    }

    fn order_only(trips: &[&Trip]) -> Self {
        let stay = |number: usize| Stay { start: number as f64, end: number as f64 + 1.0, start_known: false, end_known: false };
        let stays = trips.iter().map(|trip| (0..trip.stops.len()).map(stay).collect()).collect();
        Schedule { calendar: None, published: None, stays }
    }
}

/// One or two days alone get a day on either side, so that a bar has something to begin and end against.
fn padded(first: NaiveDate, last: NaiveDate) -> Calendar {
    let days = (last - first).num_days() as usize + 1;
    let pad = if days < 3 { 1 } else { 0 };
    let first = first.checked_sub_days(Days::new(pad)).unwrap_or(first);
    Calendar { first, days: days + 2 * pad as usize, before: false, after: false }
}

fn stays_of(trip: &Trip, calendar: &mut Calendar, published: Option<NaiveDate>) -> Vec<Stay> {
    let going: Vec<usize> = (0..trip.stops.len()).filter(|&i| trip.stops[i].status != Status::Cancelled).collect();
    let known = known_ends(trip, &going, calendar);
    let mut filled: Vec<Option<Stay>> = vec![None; trip.stops.len()];
    for (&i, stay) in going.iter().zip(fill(trip, &going, &known, calendar, published)) {
        filled[i] = Some(stay);
    }
    (0..trip.stops.len()).map(|i| filled[i].unwrap_or_else(|| called_off(&trip.stops[i], i, &filled, calendar))).collect()
}

/// What the text tells of one stop. A start, a halt on the way or a coming home with one date is of that day alone.
fn told(stop: &Stop) -> (Option<NaiveDate>, Option<NaiveDate>) {
    match (stop.arrive, stop.depart) {
        (Some(a), Some(d)) if d < a => (Some(a), None),
        (a, d) if stop.role != Role::Stop => (a.or(d), d.or(a)),
        both => both,
    }
}

type Ends = (Option<f64>, Option<f64>);

/// Starts and ends that the text gives. Stops that share a day divide it in the order of travel.
fn known_ends(trip: &Trip, going: &[usize], calendar: &Calendar) -> Vec<Ends> {
    let told: Vec<_> = going.iter().map(|&i| told(&trip.stops[i])).collect();
    let place_in_day = |n: usize, date: NaiveDate| {
        let sharing: Vec<usize> = (0..told.len()).filter(|&m| told[m].0 == Some(date) || told[m].1 == Some(date)).collect();
        let at = sharing.iter().position(|&m| m == n).unwrap_or(0) as f64;
        (calendar.day(date) + at / sharing.len() as f64, calendar.day(date) + (at + 1.0) / sharing.len() as f64)
    };
    (0..told.len()).map(|n| (told[n].0.map(|date| place_in_day(n, date).0), told[n].1.map(|date| place_in_day(n, date).1))).collect()
}

/// Gives the unknown ends the room between their known neighbours, divided evenly.
fn fill(trip: &Trip, going: &[usize], known: &[Ends], calendar: &mut Calendar, published: Option<NaiveDate>) -> Vec<Stay> {
    // Starts and ends in one row: 2n is the start of stop n, 2n + 1 its end.
    let ends: Vec<Option<f64>> = known.iter().flat_map(|&(start, end)| [start, end]).collect();
    let mut at: Vec<f64> = ends.iter().map(|end| end.unwrap_or(f64::NAN)).collect();
    let mut next = 0;
    while next < ends.len() {
        if ends[next].is_some() {
            next += 1;
            continue;
        }
        let run_end = (next..ends.len()).find(|&i| ends[i].is_some()).unwrap_or(ends.len());
        let current = trip.stops[going[next / 2]].status == Status::Current;
        let until = published.filter(|_| current).map(|date| calendar.day(date) + 1.0);
        fill_run(&ends, &mut at, next..run_end, calendar, until);
        next = run_end;
    }
    let stay = |n: usize| {
        let (start, end) = (at[2 * n], at[2 * n + 1]);
        let short = ((LEAST - (end - start)) / 2.0).max(0.0);
        Stay { start: start - short, end: end + short, start_known: known[n].0.is_some(), end_known: known[n].1.is_some() }
    };
    (0..known.len()).map(stay).collect()
}

fn fill_run(ends: &[Option<f64>], at: &mut [f64], run: std::ops::Range<usize>, calendar: &mut Calendar, until: Option<f64>) {
    let before = run.start.checked_sub(1).and_then(|i| ends[i]);
    let after = ends.get(run.end).copied().flatten();
    let last_day = calendar.days as f64;
    let mut inner = run.clone();
    // At the outside of the trip, a stay with one known end keeps to that day; those with none go to a column of their own.
    let (from, to) = match (before, after) {
        (Some(from), Some(to)) => (from, to.max(from)),
        (Some(from), None) => {
            if inner.start % 2 == 1 {
                at[inner.start] = (libm::floor(from) + 1.0).max(until.unwrap_or(0.0)).min(last_day);
                inner.start += 1;
            }
            calendar.after |= !inner.is_empty();
            (last_day, last_day + 1.0)
        }
        (None, Some(to)) => {
            if inner.end % 2 == 1 {
                at[inner.end - 1] = libm::ceil(to) - 1.0;
                inner.end -= 1;
            }
            calendar.before |= !inner.is_empty();
            (-1.0, 0.0)
        }
        (None, None) => {
            // Another trip of the chart has dates, this one has none.
            calendar.after = true;
            (last_day, last_day + 1.0)
        }
    };
    if inner.is_empty() {
        return;
    }
    let (first, last) = (inner.start / 2, (inner.end - 1) / 2);
    let part = (to - from) / (last - first + 1) as f64;
    for i in inner {
        let boundary = (i / 2 - first) + i % 2;
        at[i] = from + part * boundary as f64;
    }
}

/// A stop that was called off stands at its planned dates, or between its neighbours.
fn called_off(stop: &Stop, index: usize, filled: &[Option<Stay>], calendar: &mut Calendar) -> Stay {
    let (arrive, depart) = told(stop);
    let (start_known, end_known) = (arrive.is_some(), depart.is_some());
    if let Some(day) = arrive.or(depart) {
        let (first, last) = (arrive.unwrap_or(day), depart.unwrap_or(day));
        return Stay { start: calendar.day(first), end: calendar.day(last) + 1.0, start_known, end_known };
    }
    let before = filled[..index].iter().flatten().next_back().map(|stay| stay.end);
    let after = filled[index + 1..].iter().flatten().next().map(|stay| stay.start);
    let (start, end) = match (before, after) {
        (Some(before), Some(after)) => (before, after.max(before)),
        (None, Some(_)) => (-1.0, 0.0),
        _ => (calendar.days as f64, calendar.days as f64 + 1.0),
    };
    calendar.before |= start < 0.0;
    calendar.after |= end > calendar.days as f64;
    let short = ((LEAST - (end - start)) / 2.0).max(0.0);
    Stay { start: start - short, end: end + short, start_known, end_known }
}
