//! The signs by which a stop is judged: what stands around a place and what the rules made of it.
//!
//! A sign is a family and a value, such as "word before: to". Whoever listens adds up weights, or keeps the names for training and
//! for `explain`. Signs of a case are told once each.

use super::by_rules;
use crate::model::itinerary::Named;
use crate::model::mention::PersonForm;
use crate::trip::draft::Draft;
use crate::trip::event::{Event, What, Where};
use crate::trip::reading::Standing;
use crate::trip::view::View;

/// Who is told the signs of a case.
pub trait Sink {
    fn note(&mut self, family: &'static str, value: &str);

    /// Two things that say more together.
    fn both(&mut self, family: &'static str, values: [&str; 2]);
}

/// Between the two values of a sign.
pub const JOINED: &str = " + ";

/// Keeps signs as texts.
#[derive(Debug, Default)]
pub struct Names(pub Vec<String>);

impl Sink for Names {
    fn note(&mut self, family: &'static str, value: &str) {
        self.0.push(format!("{family}: {}", value.to_ascii_lowercase()));
    }

    fn both(&mut self, family: &'static str, values: [&str; 2]) {
        self.note(family, &values.join(JOINED));
    }
}

/// A count as a word.
pub fn count(n: usize) -> &'static str {
    match n {
        0 => "none",
        1 => "one",
        2 => "two",
        3..=5 => "some",
        _ => "many",
    }
}

/// A distance in tokens as a word.
pub fn reach(tokens: usize) -> &'static str {
    match tokens {
        0..=1 => "next to it",
        2..=3 => "near",
        4..=8 => "not far",
        9..=16 => "far",
        _ => "very far",
    }
}

pub fn what(what: What) -> &'static str {
    match what {
        What::Goes => "goes",
        What::IsThere => "is there",
        What::Leaves => "leaves",
        What::Transit => "passes",
        What::Returns => "returns",
        What::From => "comes from",
    }
}

pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Done => "done",
        Standing::Now => "now",
        Standing::Ahead => "ahead",
        Standing::Cancelled => "called off",
        Standing::Background => "background",
        Standing::Denied => "denied",
        Standing::Open => "open",
    }
}

pub fn named(named: Named) -> &'static str {
    match named {
        Named::City => "city",
        Named::Venue => "venue",
        Named::Region => "region",
        Named::Country => "country",
    }
}

/// What a trip as a whole says of each of its stops.
#[derive(Clone, Copy)]
pub struct Trip<'t> {
    pub person: usize,
    pub drafts: &'t [Draft],
    /// The events of all people.
    pub events: &'t [Event],
}

/// What rules made of a place, for this traveller or for others: there itself, or where else it is named.
pub fn rules(view: &View, trip: &Trip, index: usize, sink: &mut dyn Sink) {
    let place = view.mentions.toponyms[index].place;
    let mut seen = [[false; 5]; 2];
    for event in trip.events.iter().take(MOST_EVENTS) {
        let Where::Toponym(i) = event.place else { continue };
        if i != index && (place.is_none() || view.mentions.toponyms[i].place != place) {
            continue;
        }
        let own = event.person == trip.person;
        let kind = match event.standing {
            Standing::Denied | Standing::Background if own => 0,
            Standing::Denied | Standing::Background => 1,
            _ if own && !event.strong => 2,
            _ if own => continue,
            _ if event.strong => 3,
            _ => 4,
        };
        seen[usize::from(i != index)][kind] = true;
    }
    for (seen, family) in seen.iter().zip(["told here", "told elsewhere"]) {
        let words = ["not to count", "another's not to count", "loosely", "another's firm", "another's loose"];
        seen.iter().zip(words).filter(|(seen, _)| **seen).for_each(|(_, word)| sink.note(family, word));
    }
}

/// No more mentions of people than these are looked through, so that the time stays in proportion to the text.
const MOST_MENTIONS: usize = 2000;
/// No more events than these are looked through.
pub const MOST_EVENTS: usize = 400;

/// Who the traveller is in this text.
pub fn of_trip(view: &View, trip: &Trip, sink: &mut dyn Sink) {
    let person = &view.people[trip.person];
    let mentions = view.mentions.travellers.iter().take(MOST_MENTIONS).filter(|m| m.person == trip.person);
    let names = mentions.clone().filter(|m| m.form != PersonForm::Pronoun).count();
    sink.note("traveller named", count(names));
    let first = view.mentions.travellers.iter().find(|m| m.form != PersonForm::Pronoun);
    if first.is_some_and(|m| m.person == trip.person) {
        sink.note("traveller", "named first");
    }
    if mentions.take(1).any(|m| view.doc.sentence_of(m.tokens.0).title) {
        sink.note("traveller", "in the headline");
    }
    if person.title.is_none() {
        sink.note("traveller", "without a title");
    }
    if person.unnamed {
        sink.note("traveller", "without a name");
    }
    if person.country.is_none() {
        sink.note("traveller", "of no known country");
    }
    let firm: usize = by_rules(trip.drafts).flat_map(|d| &d.events).take(MOST_EVENTS).filter(|e| e.strong).count();
    sink.note("firm mentions of the trip", count(firm));
    let (mut all, mut own) = (0, 0);
    for event in trip.events.iter().take(MOST_EVENTS).filter(|e| e.strong && counts(e)) {
        all += 1;
        own += usize::from(event.person == trip.person);
    }
    let share = match 4 * own {
        n if n == 4 * all && all > 0 => "all",
        n if n >= 2 * all && all > 0 => "most",
        0 => "none",
        _ => "few",
    };
    sink.note("his share of the journeys told", share);
}

fn counts(event: &Event) -> bool {
    !matches!(event.standing, Standing::Denied | Standing::Background)
}

/// Whose country it is.
pub fn of_country(view: &View, person: usize, country: Option<&str>, sink: &mut dyn Sink) {
    let own = country.is_some() && view.home(person) == country;
    if own {
        sink.note("country", "his own");
    } else if country.is_some() && view.people.iter().take(40).any(|p| p.country.as_deref() == country) {
        sink.note("country", "of another person");
    }
    if let Some(here) = view.here().and_then(|(_, t)| t.place)
        && country == Some(here.country)
    {
        sink.note("country", "of the dateline");
    }
}
