//! When each stay begins and ends on the chart, with what the text leaves open kept open.
//!
//! In: trips and the day of publication. Out: the [`Calendar`] that the columns show and a [`Stay`] for each stop. Time is
//! counted in days from the calendar's first day: day 3 lasts from 3.0 to 4.0.

use crate::model::itinerary::{Role, Status, Trip};
use chrono::{Days, NaiveDate};

/// Room that a stay has at least, in days.
const LEAST: f64 = 0.3;

/// How far an open end runs into the next day.
const STUB: f64 = 0.4;

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
    /// The days on which he was or will be there for sure; `None` where the text tells no day.
    pub sure: Option<(f64, f64)>,
    pub start_known: bool,
    pub end_known: bool,
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
        let activity =
            || trips.iter().flat_map(|trip| &trip.days).filter(|day| day.stop.is_some()).filter_map(|day| day.date);
        let ends = trips.iter().flat_map(|trip| &trip.stops).flat_map(|stop| [stop.arrive, stop.depart]).flatten();
        let ends: Vec<NaiveDate> = ends.collect();
        let dates: Vec<NaiveDate> = if ends.is_empty() { activity().collect() } else { ends };
        let (Some(&first), Some(&last)) = (dates.iter().min(), dates.iter().max()) else {
            return Self::order_only(trips);
        };
        let near = |date: &NaiveDate| (first - *date).num_days() <= NEAR_DAYS && (*date - last).num_days() <= NEAR_DAYS;
        let (first, last) =
            activity().chain(published).filter(near).fold((first, last), |(a, b), date| (a.min(date), b.max(date)));
        let mut calendar = padded(first, last);
        let mut stays = Vec::new();
        for trip in trips {
            stays.push(stays_of(trip, &mut calendar, published));
        }
        let published = published.filter(|&date| calendar.shown(date).is_some());
        Schedule { calendar: Some(calendar), published, stays }
    }

    fn order_only(trips: &[&Trip]) -> Self {
        let stay = |number: usize| Stay {
            start: number as f64,
            end: number as f64 + 1.0,
            sure: None,
            start_known: false,
            end_known: false,
        };
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

/// What the text tells of the days of one stop.
#[derive(Debug, Clone, Copy)]
struct Told {
    /// First and last day on which he was or will be there for sure.
    first: NaiveDate,
    last: NaiveDate,
    arrival: bool,
    departure: bool,
}

/// `None` where no day is told. A start, a halt on the way or a coming home with one date is of that day alone; the days
/// of what he does there, and for a stop under way the day of publication, are days of the stay.
fn told(trip: &Trip, index: usize, calendar: &Calendar, published: Option<NaiveDate>) -> Option<Told> {
    let stop = &trip.stops[index];
    let (arrive, depart) = match (stop.arrive, stop.depart) {
        (Some(a), Some(d)) if d < a => (Some(a), None),
        (a, d) if stop.role != Role::Stop => (a.or(d), d.or(a)),
        both => both,
    };
    let active = trip
        .days
        .iter()
        .filter(|day| day.stop == Some(index) && day.activities.iter().any(|a| a.status != Status::Cancelled));
    let now = published.filter(|_| stop.status == Status::Current);
    let within = |date: &NaiveDate| arrive.is_none_or(|a| a <= *date) && depart.is_none_or(|d| *date <= d);
    let fits = |date: &NaiveDate| within(date) && calendar.shown(*date).is_some();
    let days = active.filter_map(|day| day.date).chain(now).filter(fits).chain(arrive).chain(depart);
    let (first, last) = days.fold(None, |span: Option<(NaiveDate, NaiveDate)>, date| {
        Some(span.map_or((date, date), |(a, b)| (a.min(date), b.max(date))))
    })?;
    Some(Told { first, last, arrival: arrive.is_some(), departure: depart.is_some() })
}

fn stays_of(trip: &Trip, calendar: &mut Calendar, published: Option<NaiveDate>) -> Vec<Stay> {
    let told: Vec<Option<Told>> = (0..trip.stops.len()).map(|index| told(trip, index, calendar, published)).collect();
    let going: Vec<usize> = (0..trip.stops.len()).filter(|&i| trip.stops[i].status != Status::Cancelled).collect();
    let mut stays: Vec<Option<Stay>> = vec![None; trip.stops.len()];
    for &i in &going {
        stays[i] = told[i].map(|own| anchored(&told, &going, i, own, calendar));
    }
    let dated: Vec<usize> = going.iter().copied().filter(|&i| stays[i].is_some()).collect();
    fill_outside(&going, &dated, &mut stays, calendar);
    for pair in dated.windows(2) {
        let between: Vec<usize> = going.iter().copied().filter(|&i| pair[0] < i && i < pair[1]).collect();
        fill_gap(pair[0], &between, pair[1], &mut stays);
    }
    for i in 0..stays.len() {
        if stays[i].is_none() {
            stays[i] = Some(called_off(told[i], i, &stays, calendar));
        }
    }
    stays.into_iter().map(|stay| widened(stay.expect("every stop has been placed"), calendar.days as f64)).collect()
}

/// The days that are told. Stops that share a day divide it in the order of travel.
fn anchored(told: &[Option<Told>], going: &[usize], index: usize, own: Told, calendar: &Calendar) -> Stay {
    let place = |date: NaiveDate| {
        let shares = |i: &usize| told[*i].is_some_and(|other| other.first == date || other.last == date);
        let sharing: Vec<usize> = going.iter().copied().filter(shares).collect();
        let at = sharing.iter().position(|&i| i == index).unwrap_or(0) as f64;
        (at / sharing.len() as f64, (at + 1.0) / sharing.len() as f64)
    };
    let sure = (calendar.day(own.first) + place(own.first).0, calendar.day(own.last) + place(own.last).1);
    let sure = (sure.0, sure.1.max(sure.0));
    Stay { start: sure.0, end: sure.1, sure: Some(sure), start_known: own.arrival, end_known: own.departure }
}

/// The room between two dated stops goes in even parts to those without dates, and to the open ends of the two.
fn fill_gap(before: usize, between: &[usize], after: usize, stays: &mut [Option<Stay>]) {
    let (Some(mut left), Some(mut right)) = (stays[before], stays[after]) else { return };
    let (from, to) = (left.end, right.start.max(left.end));
    let open = (u8::from(!left.end_known), u8::from(!right.start_known));
    let parts = between.len() + usize::from(open.0 + open.1);
    if parts == 0 {
        return;
    }
    let edge = |n: usize| from + (to - from) * n as f64 / parts as f64;
    let begin = usize::from(open.0);
    left.end = edge(begin);
    right.start = if open.1 == 1 { edge(parts - 1).min(right.start) } else { right.start };
    for (n, &i) in between.iter().enumerate() {
        let (start, end) = (edge(begin + n), edge(begin + n + 1));
        stays[i] = Some(Stay { start, end, sure: None, start_known: false, end_known: false });
    }
    stays[before] = Some(left);
    stays[after] = Some(right);
}

/// Before the first dated stop and after the last: stops without dates go to a column of their own, open ends run out
/// into the neighbouring day.
fn fill_outside(going: &[usize], dated: &[usize], stays: &mut [Option<Stay>], calendar: &mut Calendar) {
    let days = calendar.days as f64;
    let (Some(&first), Some(&last)) = (dated.first(), dated.last()) else {
        // Another trip of the chart has dates, this one has none.
        calendar.after |= !going.is_empty();
        return in_parts(going, days, stays);
    };
    let before: Vec<usize> = going.iter().copied().filter(|&i| i < first).collect();
    let after: Vec<usize> = going.iter().copied().filter(|&i| i > last).collect();
    calendar.before |= !before.is_empty();
    calendar.after |= !after.is_empty();
    in_parts(&before, -1.0, stays);
    in_parts(&after, days, stays);
    if let Some(stay) = stays[first].as_mut().filter(|stay| !stay.start_known) {
        stay.start = (stay.start - STUB).max(0.0);
    }
    if let Some(stay) = stays[last].as_mut().filter(|stay| !stay.end_known) {
        stay.end = (stay.end + STUB).min(days);
    }
}

/// Even parts of one column.
fn in_parts(stops: &[usize], from: f64, stays: &mut [Option<Stay>]) {
    let part = 1.0 / stops.len().max(1) as f64;
    for (n, &i) in stops.iter().enumerate() {
        let start = from + part * n as f64;
        stays[i] = Some(Stay { start, end: start + part, sure: None, start_known: false, end_known: false });
    }
}

/// A stop that was called off stands at its planned days, or between its neighbours.
fn called_off(told: Option<Told>, index: usize, stays: &[Option<Stay>], calendar: &mut Calendar) -> Stay {
    if let Some(told) = told {
        let (start, end) = (calendar.day(told.first), calendar.day(told.last) + 1.0);
        return Stay { start, end, sure: Some((start, end)), start_known: told.arrival, end_known: told.departure };
    }
    let days = calendar.days as f64;
    let before = stays[..index].iter().flatten().next_back().map(|stay| stay.end);
    let after = stays[index + 1..].iter().flatten().next().map(|stay| stay.start);
    let (start, end) = match (before, after) {
        (Some(before), Some(after)) if before <= days => (before, after.max(before)),
        (None, Some(_)) => (-1.0, 0.0),
        _ => (days, days + 1.0),
    };
    calendar.before |= start < 0.0;
    calendar.after |= end > days;
    Stay { start, end, sure: None, start_known: false, end_known: false }
}

/// Room enough to be seen, within the columns that the stay is in.
fn widened(stay: Stay, days: f64) -> Stay {
    let short = ((LEAST - (stay.end - stay.start)) / 2.0).max(0.0);
    let lowest = if stay.start < 0.0 { -1.0 } else { 0.0 };
    let highest = if stay.end > days { days + 1.0 } else { days };
    let start = (stay.start - short).min(highest - LEAST).max(lowest);
    let end = (stay.end + short).max(start + LEAST).min(highest);
    Stay { start, end, ..stay }
}

#[cfg(test)]
mod tests {
    use super::super::journeys::JOURNEYS;
    use super::*;

    fn schedule(name: &str) -> Schedule {
        let journey = JOURNEYS.iter().find(|journey| journey.name == name).unwrap();
        let itinerary: crate::model::Itinerary = serde_json::from_value(journey.json()).unwrap();
        let published = itinerary.articles[0].published;
        Schedule::of(&itinerary.trips.iter().collect::<Vec<_>>(), published)
    }

    #[test]
    fn what_is_not_told_stays_open_between_its_neighbours() {
        let schedule = schedule("unknown-middle");
        let calendar = schedule.calendar.unwrap();
        let stays = &schedule.stays[0];
        assert_eq!((calendar.before, calendar.after, calendar.days), (false, false, 11));
        let (london, berlin, paris) = (stays[0], stays[1], stays[2]);
        assert!(london.start_known && !london.end_known && london.sure == Some((0.0, 2.0)));
        assert!(berlin.sure.is_none() && berlin.start >= london.end && berlin.end <= paris.start);
        assert_eq!((paris.end, stays[3].start), (3.5, 3.5));
    }

    #[test]
    fn activities_tell_the_days_of_a_stop_without_dates() {
        let schedule = schedule("two-stops");
        let (pyongyang, hanoi) = (schedule.stays[0][0], schedule.stays[0][1]);
        assert_eq!(schedule.calendar.unwrap().days, 4);
        assert_eq!((pyongyang.sure, pyongyang.start, pyongyang.start_known), (Some((1.0, 2.0)), 1.0 - STUB, false));
        assert_eq!((hanoi.sure, hanoi.end), (Some((2.0, 3.0)), 3.0 + STUB));
    }

    #[test]
    fn without_dates_the_order_alone_is_left() {
        let schedule = schedule("no-dates");
        assert_eq!(schedule.calendar, None);
        assert!(schedule.stays[0].windows(2).all(|pair| pair[0].end == pair[1].start));
    }

    #[test]
    fn stays_follow_each_other() {
        for journey in JOURNEYS {
            for stays in schedule(journey.name).stays {
                assert!(stays.iter().all(|stay| stay.start < stay.end), "{}", journey.name);
                assert!(stays.windows(2).all(|pair| pair[0].start <= pair[1].start), "{}: {stays:?}", journey.name);
            }
        }
    }
}
