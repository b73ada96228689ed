//! Who travels where: for each person the stops by rules, judged by their chances, with the places that rules left unnoticed.

use super::assemble::drafts;
use super::chance::{self, MOST_PEOPLE};
use super::draft::Draft;
use super::event::Event;
use super::journeys;
use super::view::View;

/// The stops of each traveller; who has most evidence first.
pub fn find(view: &View, events: &[Event]) -> Vec<(usize, Vec<Draft>)> {
    let of = |person: usize| (person, judged(view, person, events));
    let found: Vec<(usize, Vec<Draft>)> =
        people(view, events).into_iter().map(of).filter(|(_, drafts)| !drafts.is_empty()).collect();
    let mut found = journeys::separate(view, found);
    found.sort_by_key(|(_, drafts)| {
        (std::cmp::Reverse(drafts.iter().map(|d| d.events.len()).sum::<usize>()), drafts[0].mention)
    });
    found
}

/// Those of whom events tell, in the order of the text, then the first of the others.
fn people(view: &View, events: &[Event]) -> Vec<usize> {
    let mut told = vec![false; view.people.len()];
    let mut people = Vec::new();
    for event in events.iter().filter(|e| !std::mem::replace(&mut told[e.person], true)) {
        people.push(event.person);
    }
    people.extend((0..view.people.len().min(MOST_PEOPLE)).filter(|person| !told[*person]));
    people
}

/// The stops of one person by the rules, with those that the rules left unnoticed and without those of low chance.
fn judged(view: &View, person: usize, events: &[Event]) -> Vec<Draft> {
    let own = || events.iter().filter(|e| e.person == person).cloned();
    let mut found = drafts(view, person, own().collect());
    let mut added = Vec::new();
    if person < MOST_PEOPLE {
        added = chance::unnoticed(view, chance::Trip { person, drafts: &found, events });
    }
    if !added.is_empty() {
        found = drafts(view, person, own().chain(added.iter().map(|a| a.event.clone())).collect());
    }
    chance::weigh(view, person, events, &added, &mut found);
    found
}
