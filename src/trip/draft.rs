//! A stop in the making: which events tell of the same visit to the same town.

use super::chance::Kind;
use super::event::{Event, What, Where};
use super::reading::Standing;
use super::sequence::{After, is_flashback};
use super::view::View;
use crate::model::Place;
use crate::model::itinerary::{Named, Role, Status};
use crate::model::mention::Span;
use crate::model::names;
use crate::model::place::PlaceKind;
use chrono::NaiveDate;
use geo::{Distance, Haversine, Point};

/// Two mentions nearer than this are of the same town.
pub const SAME_TOWN_KM: f64 = 30.0;

/// A stop in the making.
#[derive(Debug, Clone)]
pub struct Draft {
    pub id: usize,
    /// Where it first stands in the text.
    pub mention: usize,
    pub name: String,
    /// The gazetteer row of the town, region or capital.
    pub place: Option<Place>,
    pub country: Option<&'static str>,
    pub named: Named,
    pub role: Role,
    pub status: Status,
    pub arrive: Option<(NaiveDate, Span)>,
    pub depart: Option<(NaiveDate, Span)>,
    pub leaves_previous: Option<(NaiveDate, Span)>,
    /// Which drafts come before this one, and what says so.
    pub after: Vec<After>,
    pub events: Vec<Event>,
    pub confidence: f64,
    /// What speaks for and against it, where that was asked for.
    pub signs: Vec<String>,
    /// Who found it.
    pub kind: Kind,
}

/// A place as a stop: the town, and how finely the text names it.
pub struct Located {
    pub name: String,
    pub place: Option<Place>,
    pub country: Option<&'static str>,
    pub named: Named,
    pub mention: usize,
}

pub fn locate(view: &View, person: usize, event: &Event) -> Option<Located> {
    let (place, words) = match event.place {
        Where::Toponym(index) => {
            (view.mentions.toponyms[index].place, Some(view.doc.words(view.mentions.toponyms[index].span)))
        }
        Where::Capital(index) => (view.mentions.toponyms[index].place.and_then(|p| p.seat.copied()), None),
        Where::Home => ((view.country)(seat_country(view.home(person)?)), None),
        Where::Seat(place) => (Some(place), None),
    };
    let Some(raw) = place else {
        let name = words?.to_string();
        return Some(Located { name, place: None, country: None, named: Named::City, mention: event.place_token });
    };
    as_stop(raw, event.place_token)
}

/// Whether a place is that of one of the drafts, or holds it, or lies in it; also for what can be no stop.
pub fn is_told(drafts: &[Draft], place: Place) -> bool {
    as_stop(place, 0).is_none_or(|located| drafts.iter().any(|draft| same(draft, &located)))
}

/// A row of the gazetteer as a stop: a venue stands for its town, a country for its capital.
fn as_stop(raw: Place, mention: usize) -> Option<Located> {
    let named = match raw.kind {
        PlaceKind::City => Named::City,
        PlaceKind::Venue => Named::Venue,
        PlaceKind::Region => Named::Region,
        PlaceKind::Country => Named::Country,
        _ => return None,
    };
    let seat = raw.seat.copied().unwrap_or(raw);
    let country = if raw.country.is_empty() { seat.country } else { raw.country };
    Some(Located {
        name: seat.name.into(),
        place: Some(seat),
        country: (!country.is_empty()).then_some(country),
        named,
        mention,
    })
}

/// The country in which the organisation that somebody speaks for has its seat, or his own.
fn seat_country(home: &str) -> &str {
    if matches!(home, "EU" | "XN") { "BE" } else { home }
}

/// Whether a place is that of a draft, or holds it, or lies in it.
pub fn same(draft: &Draft, located: &Located) -> bool {
    let (Some(a), Some(b)) = (draft.place, located.place) else { return draft.name == located.name };
    let km = distance_km(a, b);
    match (draft.named, located.named) {
        (Named::Country, Named::Country) => draft.country == located.country,
        (Named::Country, _) | (_, Named::Country) => draft.country == located.country,
        (Named::Region, Named::Region) => a.name == b.name && a.country == b.country,
        (Named::Region, _) => a.country == b.country && (b.admin == a.name || km < 20.0),
        (_, Named::Region) => a.country == b.country && (a.admin == b.name || km < 20.0),
        _ => km < SAME_TOWN_KM && (a.country == b.country || is_city_state(a) || is_city_state(b)),
    }
}

/// The Vatican lies in Rome; but Brazzaville is not Kinshasa.
fn is_city_state(place: Place) -> bool {
    names::country(place.country) == Some(place.name)
}

/// How finely a place is named: a finer mention gives the draft its place.
fn fineness(named: Named) -> u8 {
    match named {
        Named::City => 3,
        Named::Venue => 2,
        Named::Region => 1,
        Named::Country => 0,
    }
}

pub fn add(view: &View, person: usize, drafts: &mut Vec<Draft>, event: Event) {
    let Some(located) = locate(view, person, &event) else { return };
    let home = view.home(person);
    let leaves = |e: &Event| matches!(e.what, What::Leaves | What::From);
    // Leaving home and coming home are two stops, however the text names home.
    let other_way = |d: &Draft| {
        home.is_some()
            && located.country == home
            && leaves(&event) != leaves(&d.events[0])
            && matches!(located.named, Named::Country | Named::City)
    };
    let fits: Vec<usize> = (0..drafts.len())
        .filter(|i| {
            same(&drafts[*i], &located)
                && !elsewhere_at_home(&drafts[*i], &located, &event)
                && !other_way(&drafts[*i])
                && !comes_again(view, drafts, *i, &event)
        })
        .collect();
    // A country belongs to the town in it that stands nearest in the text.
    let index = fits.iter().copied().min_by_key(|i| {
        (
            u8::from(drafts[*i].named == Named::Country && located.named == Named::Country),
            drafts[*i].mention.abs_diff(located.mention),
        )
    });
    match index {
        Some(index) => {
            let draft = &mut drafts[index];
            if fineness(located.named) > fineness(draft.named) {
                draft.place = located.place;
                draft.name = located.name;
                draft.named = located.named;
                draft.country = located.country.or(draft.country);
            }
            draft.mention = draft.mention.min(located.mention);
            draft.events.push(event);
        }
        None => {
            let id = drafts.len();
            drafts.push(Draft {
                id,
                mention: located.mention,
                name: located.name,
                place: located.place,
                country: located.country,
                named: located.named,
                role: Role::Stop,
                status: Status::Planned,
                arrive: None,
                depart: None,
                leaves_previous: None,
                after: Vec::new(),
                events: vec![event],
                confidence: 0.0,
                signs: Vec::new(),
                kind: Kind::Found,
            });
        }
    }
}

/// "Home" is the seat of his country, not whatever else of it he goes to.
fn elsewhere_at_home(draft: &Draft, located: &Located, event: &Event) -> bool {
    let home = |e: &Event| e.place == Where::Home;
    let apart = !draft.place.zip(located.place).is_some_and(|(a, b)| distance_km(a, b) < SAME_TOWN_KM);
    let named = |n: Named| n != Named::Country;
    apart
        && (home(event) && named(draft.named)
            || draft.events.iter().all(home) && event.what == What::IsThere && named(located.named))
}

/// A second visit: he is said to come back, or to come later although he has been there, or to come on a day after another stop's
/// that lies between. A list that names a place again makes none.
fn comes_again(view: &View, drafts: &[Draft], index: usize, event: &Event) -> bool {
    let first = &drafts[index];
    let between = |d: &&Draft| {
        d.id != first.id
            && d.events.iter().any(|e| {
                e.strong
                    && e.token > first.events[0].token
                    && e.token < event.token
                    && matches!(e.what, What::Goes | What::IsThere)
            })
    };
    // "Is due in A again; he had earlier been to A and B".
    let done = |d: &Draft| {
        d.events.iter().any(|e| {
            e.strong
                && matches!(e.standing, Standing::Done | Standing::Now)
                && !matches!(e.what, What::From | What::Leaves)
        })
    };
    let ahead = || first.events.iter().all(|e| e.standing == Standing::Ahead);
    if is_flashback(view, event) && ahead() && drafts.iter().any(|d| d.id != first.id && done(d)) {
        return true;
    }
    let back = (event.token..event.token + 2).any(|i| view.is(&view.words.back, i));
    let returns = (event.what == What::Returns || back && event.what != What::Transit) && event.place != Where::Home;
    let told = |d: &Draft| d.id != first.id && done(d) && d.events[0].token < event.token;
    if returns && first.events.iter().take(16).any(|e| is_flashback(view, e)) && drafts.iter().any(told) {
        return true;
    }
    let mut stops = drafts.iter().filter(between).peekable();
    if !(event.strong || back) || stops.peek().is_none() {
        return false;
    }
    if returns {
        return true;
    }
    let moves = event.what == What::Goes && matches!(event.frame, "travel" | "arrive");
    if moves && event.standing == Standing::Ahead && done(first) && stops.any(done) {
        return true;
    }
    let day = |d: &Draft| d.events.iter().filter_map(|e| e.depart.or(e.arrive)).map(|(day, _)| day).max();
    let (Some((arrive, _)), Some(known)) = (event.arrive, day(first)) else { return false };
    drafts.iter().any(|d| between(&d) && day(d).is_some_and(|x| known <= x && x <= arrive) && known < arrive)
}

pub fn distance_km(a: Place, b: Place) -> f64 {
    Haversine.distance(Point::new(a.lon, a.lat), Point::new(b.lon, b.lat)) / 1000.0
}
