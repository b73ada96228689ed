//! Stops to journeys: whose stops are no journey of his own, and where one journey ends and the next begins.
//!
//! In: the ordered stops of each person. Out: the stops of each journey. Dropped are a host at home where his guest comes, and a
//! spouse on the leader's journey. The order of stops is not changed.

use super::draft::{Draft, distance_km};
use super::event::What;
use super::view::View;
use crate::model::itinerary::{Named, Role, Status};
use crate::model::mention::{PersonForm, Span, Timex};
use chrono::NaiveDate;

/// Days without news between the departure from one stop and the next arrival, from which the two are separate journeys.
const GAP_AFTER_DEPARTURE: i64 = 4;
/// The same where the end is not told, or a weekday leaves open which week is meant.
const GAP_OTHERWISE: i64 = 10;
/// Days from the last day told to a month or season told, from which that is a later journey.
const GAP_TO_MONTH: i64 = 14;
/// Two places nearer than this are the same for host and guest.
const SAME_PLACE_KM: f64 = 60.0;

/// The journeys of all persons: hosts and spouses dropped, stops weeks apart separated.
pub fn separate(view: &View, mut found: Vec<(usize, Vec<Draft>)>) -> Vec<(usize, Vec<Draft>)> {
    drop_hosts(view, &mut found);
    drop_companions(view, &mut found);
    found.into_iter().flat_map(|(person, drafts)| split(view, drafts).into_iter().map(move |d| (person, d))).collect()
}

/// Somebody who only is where guests from abroad come to him, in his own country.
fn drop_hosts(view: &View, found: &mut Vec<(usize, Vec<Draft>)>) {
    let hosts: Vec<bool> = found.iter().map(|(person, drafts)| is_host(view, *person, drafts, found)).collect();
    let mut hosts = hosts.into_iter();
    found.retain(|_| !hosts.next().unwrap_or(false));
}

fn is_host(view: &View, person: usize, drafts: &[Draft], found: &[(usize, Vec<Draft>)]) -> bool {
    let Some(home) = view.home(person) else { return false };
    let guest = |stop: &Draft| {
        found.iter().any(|(other, theirs)| {
            *other != person
                && view.home(*other).is_some_and(|h| h != home)
                && theirs.iter().any(|t| t.role == Role::Stop && same_place(stop, t))
        })
    };
    let at_seat = |stop: &Draft| stop.named == Named::Country || is_capital(view, home, stop);
    drafts.iter().all(|d| {
        d.country == Some(home)
            && (guest(d) && (at_seat(d) || !goes_by_name(view, person, d)) || d.role == Role::Return)
    })
}

fn is_capital(view: &View, home: &str, stop: &Draft) -> bool {
    let seat = (view.country)(home).and_then(|c| c.seat.copied());
    stop.place.zip(seat).is_some_and(|(a, b)| distance_km(a, b) < SAME_PLACE_KM)
}

fn same_place(a: &Draft, b: &Draft) -> bool {
    let near = a.place.zip(b.place).is_some_and(|(a, b)| distance_km(a, b) < SAME_PLACE_KM);
    near || a.country == b.country && (a.named == Named::Country || b.named == Named::Country)
}

/// True where a sentence that names him says that he goes there.
fn goes_by_name(view: &View, person: usize, stop: &Draft) -> bool {
    let named = |sentence: usize| {
        let mut people = view.people_in(view.doc.sentences[sentence]).iter();
        people.any(|m| m.person == person && m.form != PersonForm::Pronoun)
    };
    stop.events.iter().any(|e| e.strong && e.what == What::Goes && named(e.sentence))
}

/// A spouse on the leader's own journey has no trip apart: known by the title, or by the surname alone.
fn drop_companions(view: &View, found: &mut Vec<(usize, Vec<Draft>)>) {
    let titled = |p: usize| view.people[p].companion;
    let surname = |p: usize| view.people[p].name.rsplit(' ').next().filter(|_| view.people[p].name.contains(' '));
    let relative = |p: usize, leader: usize| {
        p != leader && surname(p).is_some() && view.people[p].title.is_none() && surname(p) == last_word(view, leader)
    };
    let led = |p: usize, drafts: &[Draft]| {
        found.iter().any(|(leader, theirs)| {
            *leader != p
                && !titled(*leader)
                && (titled(p) || relative(p, *leader))
                && drafts.iter().all(|d| theirs.iter().any(|t| same_place(d, t)))
        })
    };
    let led: Vec<bool> = found.iter().map(|(p, drafts)| led(*p, drafts)).collect();
    let mut led = led.into_iter();
    found.retain(|_| !led.next().unwrap_or(false));
}

fn last_word<'a>(view: &View<'a>, person: usize) -> Option<&'a str> {
    view.people[person].name.rsplit(' ').next()
}

/// Cuts the stops of one person where he was home, or weeks passed, between two of them.
fn split(view: &View, drafts: Vec<Draft>) -> Vec<Vec<Draft>> {
    let far: Vec<Option<NaiveDate>> = drafts.iter().map(|d| month(view, d)).collect();
    let mut out: Vec<Vec<Draft>> = Vec::new();
    for (at, draft) in drafts.into_iter().enumerate() {
        let apart = out.last().is_some_and(|journey| is_apart(view, journey, &draft, far[at]));
        match out.last_mut().filter(|_| !apart) {
            Some(journey) => journey.push(draft),
            None => out.push(vec![draft]),
        }
    }
    out
}

fn is_apart(view: &View, journey: &[Draft], next: &Draft, far: Option<NaiveDate>) -> bool {
    let Some(previous) = journey.last() else { return false };
    let together = previous.events.iter().any(|a| next.events.iter().any(|b| a.token == b.token));
    if together || next.role == Role::Return {
        return false;
    }
    let known = journey.iter().rev().find_map(last_day);
    let begins = first_day(next);
    if let (Some(day), Some(begins), true) = (known, begins, last_day(previous).is_some()) {
        let sure = is_sure(view, previous.depart) && is_sure(view, next.arrive);
        let limit = if sure { GAP_AFTER_DEPARTURE } else { GAP_OTHERWISE };
        return (begins - day).num_days() >= limit;
    }
    // "is to come to London in October"
    let told = known.or(view.anchor.published.filter(|_| journey.iter().any(|d| d.status != Status::Planned)));
    begins.is_none() && told.zip(far).is_some_and(|(day, far)| (far - day).num_days() >= GAP_TO_MONTH)
}

/// True for a day whose words leave no choice between past and future.
fn is_sure(view: &View, day: Option<(NaiveDate, Span)>) -> bool {
    day.is_some_and(|(_, span)| {
        let list = &view.mentions.timexes;
        let timex = list.get(list.partition_point(|t| t.span.start < span.start)).filter(|t| t.span == span);
        // "October 25" leaves the year open, "Tuesday" the week.
        let open =
            |t: &Timex| t.past.zip(t.future).is_some_and(|(p, f)| (1..60).contains(&(f.first - p.first).num_days()));
        timex.is_some_and(|t| !open(t))
    })
}

fn first_day(draft: &Draft) -> Option<NaiveDate> {
    let on = draft.events.iter().filter_map(|e| e.on).min();
    draft.arrive.map(|d| d.0).or(on).or(draft.depart.map(|d| d.0))
}

fn last_day(draft: &Draft) -> Option<NaiveDate> {
    let on = draft.events.iter().filter_map(|e| e.on).max();
    draft.depart.map(|d| d.0).or(on).or(draft.arrive.map(|d| d.0))
}

/// The first day of a month, season or year told right beside the cue or the place of a stop.
fn month(view: &View, draft: &Draft) -> Option<NaiveDate> {
    draft.events.iter().filter(|e| e.strong).find_map(|e| {
        let timexes = view.timexes_in(view.doc.sentences[e.sentence]);
        let beside = |t: &&Timex| {
            let after = |token: usize| t.tokens.0 > token && t.tokens.0 - token <= 4;
            t.days.is_none() && (after(e.place_token) || after(e.token))
        };
        let extent = timexes.iter().find(beside)?.extent.filter(|x| x.days() >= 28)?;
        Some(extent.first)
    })
}
