//! Days that a stop has from its neighbours: from a stop in the same country, from the flight that went on, from both sides.
//!
//! In: drafts with their own days, before and after they are put into order. Out: the same drafts with more days, or with days given
//! to the stop that they are of.

use super::draft::{Draft, distance_km};
use super::event::{Event, What, Where};
use super::view::View;
use crate::model::itinerary::{Named, Role, Status};
use crate::model::mention::Span;
use crate::model::place::PlaceKind;
use chrono::NaiveDate;

/// Farther than this an ocean lies between, and a flight may take the night.
const OCEAN_KM: f64 = 6000.0;

/// "came to Japan on Tuesday ... goes to Kyoto on Friday": with several towns in a country, the day told of a town is its own.
pub fn own_towns(view: &View, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let town = matches!(drafts[i].named, Named::City | Named::Venue);
        let others =
            drafts.iter().any(|d| d.id != drafts[i].id && d.country.is_some() && d.country == drafts[i].country);
        if !town || !others {
            continue;
        }
        let of_town = drafts[i].events.iter().filter(|e| e.strong && !is_of_country(view, e)).find_map(|e| e.arrive);
        if let (Some(day), Some(known)) = (of_town, drafts[i].arrive)
            && day.0 > known.0
        {
            drafts[i].arrive = Some(day);
        }
    }
}

/// True where the event tells of a country or a region, whichever town of it is meant.
fn is_of_country(view: &View, event: &Event) -> bool {
    match event.place {
        Where::Toponym(i) => {
            view.mentions.toponyms[i].place.is_some_and(|p| matches!(p.kind, PlaceKind::Country | PlaceKind::Region))
        }
        Where::Capital(_) => false,
        Where::Home | Where::Seat(_) => true,
    }
}

/// Fills the days of drafts in the order of travel.
pub fn fill(view: &View, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        first_in_country(view, drafts, i);
        between(drafts, i);
    }
    // Whoever leaves home again sets out on another journey.
    drafts.iter_mut().filter(|d| d.role == Role::Return).for_each(|d| d.depart = None);
    for i in 1..drafts.len() {
        over_night(view, drafts, i);
    }
}

/// The day of coming to a country is that of its first town, whichever town it was told with.
fn first_in_country(view: &View, drafts: &mut [Draft], i: usize) {
    let first = i == 0 || drafts[i - 1].country != drafts[i].country;
    if !first || drafts[i].arrive.is_some() || drafts[i].role != Role::Stop {
        return;
    }
    let same = drafts[i + 1..].iter().take_while(|d| d.country.is_some() && d.country == drafts[i].country);
    let days =
        same.flat_map(|d| d.events.iter().filter(|e| e.strong && is_of_country(view, e)).filter_map(|e| e.arrive));
    let Some(day) = days.min_by_key(|d| d.0) else { return };
    let moved = drafts[i + 1..].iter().all(|d| d.arrive.is_none_or(|a| a.0 > day.0));
    if moved && drafts[i].depart.is_none_or(|d| d.0 >= day.0) {
        drafts[i].arrive = Some(day);
    }
}

/// "left Washington on Sunday, filled its tanks at Ramstein and landed in Rzeszow on Sunday": what lies between is of that day.
fn between(drafts: &mut [Draft], i: usize) {
    if i == 0 || i + 1 >= drafts.len() || drafts[i].status == Status::Cancelled {
        return;
    }
    if is_ocean_between(&drafts[i - 1], &drafts[i]) || is_ocean_between(&drafts[i], &drafts[i + 1]) {
        return;
    }
    let (Some(left), Some(reached)) = (drafts[i - 1].depart, drafts[i + 1].arrive) else { return };
    if left.0 == reached.0 && drafts[i].arrive.is_none() && drafts[i].depart.is_none() {
        drafts[i].arrive = Some(left);
        drafts[i].depart = Some(reached);
    }
}

/// "flies home to Washington tonight" over an ocean: he leaves that day and comes on another.
fn over_night(view: &View, drafts: &mut [Draft], i: usize) {
    let Some((day, span)) = drafts[i].arrive.filter(|_| is_ocean_between(&drafts[i - 1], &drafts[i])) else { return };
    let goes = drafts[i].events.iter().find(|e| e.arrive.is_some_and(|a| a.1 == span));
    let home = goes.filter(|e| e.what == What::Returns);
    let sets_out = |e: &Event| (e.token..e.token + 3).any(|i| view.is(&view.words.home_now, i));
    if !home.is_some_and(|e| sets_out(e) && (is_evening(view, span) || is_before(view, e, span))) {
        return;
    }
    drafts[i].arrive = None;
    let previous = &mut drafts[i - 1];
    if previous.depart.is_none() && previous.arrive.is_none_or(|a| a.0 <= day) && previous.status != Status::Cancelled {
        previous.depart = Some((day, span));
    }
}

/// "on Jan. 6 before he flies home": the day stands with what he does before.
fn is_before(view: &View, event: &Event, span: Span) -> bool {
    let list = &view.mentions.timexes;
    let timex = list.get(list.partition_point(|t| t.span.start < span.start)).filter(|t| t.span == span);
    timex.is_some_and(|t| {
        t.tokens.1 <= event.token
            && (t.tokens.1..event.token).any(|i| view.is(&view.words.before, i) || view.is(&view.words.when, i))
    })
}

/// True for "tonight", "on Sunday evening".
fn is_evening(view: &View, span: Span) -> bool {
    let list = &view.mentions.timexes;
    let timex = list.get(list.partition_point(|t| t.span.start < span.start)).filter(|t| t.span == span);
    timex.is_some_and(|t| t.value.ends_with("TNI") || t.value.ends_with("TEV"))
}

fn is_ocean_between(a: &Draft, b: &Draft) -> bool {
    a.place.zip(b.place).is_some_and(|(a, b)| distance_km(a, b) > OCEAN_KM)
}

/// In a programme, whose lines tell one day of a stop, the day of the departure to the next is that of leaving it; and coming home
/// is told by the departure for home alone, which sets no arrival.
pub fn programme(drafts: &mut [Draft]) {
    let departure = |d: &Draft| -> Option<NaiveDate> {
        let told = d.events.iter().find(|e| e.rule.starts_with("departure") && e.leaves_previous.is_some())?;
        told.leaves_previous.map(|l| l.0)
    };
    for i in 1..drafts.len() {
        let Some(day) = departure(&drafts[i]) else { continue };
        let previous = &mut drafts[i - 1];
        let line = |span: Span| previous.events.iter().any(|e| e.rule.starts_with("narrative") && e.evidence == span);
        let one = previous.arrive.map(|a| a.0) == previous.depart.map(|d| d.0) && previous.arrive.is_some();
        if previous.depart.is_some_and(|(d, span)| d < day && (line(span) || one)) {
            previous.depart = None;
        }
        if drafts[i].role == Role::Return && drafts[i].arrive.is_some_and(|a| a.0 == day) {
            drafts[i].arrive = None;
        }
    }
}
