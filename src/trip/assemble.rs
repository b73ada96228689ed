//! Events to trips: which events tell of the same stop, which of them count, and what they say together.

use super::carry;
use super::chain;
use super::draft::{Draft, add, locate, same};
use super::event::{Event, What, Where};
use super::itinerary;
use super::order;
use super::reading::Standing;
use super::settle::{is_abroad, settle};
use super::status;
use super::travellers;
use super::view::View;
use crate::model::Warning;
use crate::model::itinerary::{Named, Role, Status, Trip};
use crate::model::place::PlaceKind;

/// Makes trips of events; the trip with most evidence first.
pub fn trips(view: &View, events: Vec<Event>) -> (Vec<Trip>, Vec<Warning>) {
    let found = travellers::find(view, &events);
    let trips = found.into_iter().map(|(person, drafts)| itinerary::trip(view, person, drafts)).collect();
    (trips, Vec::new())
}

/// The stops of one person.
pub fn drafts(view: &View, person: usize, events: Vec<Event>) -> Vec<Draft> {
    let home = view.home(person);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut weak: Vec<Event> = Vec::new();
    for event in events {
        if matches!(event.standing, Standing::Denied | Standing::Background) {
            continue;
        }
        if event.strong { add(view, person, &mut drafts, event) } else { weak.push(event) }
    }
    for event in weak {
        let Some(located) = locate(view, person, &event) else { continue };
        let known = drafts.iter().any(|d| same(d, &located));
        let abroad = home.is_some_and(|h| is_abroad(h, located.country));
        let titled = view.people[person].title.is_some() || !view.people[person].unnamed;
        if known || (abroad && titled) {
            add(view, person, &mut drafts, event);
        }
    }
    drafts.retain(|d| d.place.is_some() || d.events.iter().any(|e| e.strong));
    let abroad = drafts.iter().any(|d| d.country.is_some_and(|c| Some(c) != home) && d.events.iter().any(|e| e.strong));
    for draft in &mut drafts {
        settle(view, home, abroad, draft);
    }
    foreign_origins(view, home, &mut drafts);
    drop_home(home, &mut drafts);
    refine_by_dateline(view, &mut drafts);
    // Whoever is at home and goes home has been out, and no more is told of it.
    let goes_home = drafts.iter().any(|d| d.events.iter().any(|e| e.place == Where::Home));
    let stays = |d: &Draft| {
        goes_home && home.is_some() && d.country == home && d.events.iter().all(|e| e.what == What::IsThere)
    };
    let returns = comes_home(&drafts);
    let travels = drafts.iter().any(|d| {
        !matches!(d.role, Role::Origin | Role::Return)
            && (returns || d.events.iter().any(|e| e.what != What::From || is_back(view, e)))
            && !stays(d)
    });
    if !travels {
        return Vec::new();
    }
    last_is_return(&mut drafts);
    carry::own_towns(view, &mut drafts);
    order::sort(view, home, &mut drafts);
    status::last_is_current(view, &mut drafts);
    carry::programme(&mut drafts);
    chain::dates(&mut drafts);
    carry::fill(view, &mut drafts);
    drafts
}

/// Coming home ends a journey: what is done before stops that are still to come is no return, unless the text calls it one.
fn last_is_return(drafts: &mut [Draft]) {
    if !drafts.iter().any(|d| d.role == Role::Stop && d.status == Status::Planned) {
        return;
    }
    let called = |d: &Draft| d.events.iter().any(|e| e.what == What::Returns && e.place == Where::Home);
    let early = |d: &&mut Draft| d.role == Role::Return && !called(d) && d.status != Status::Planned;
    drafts.iter_mut().filter(early).for_each(|d| d.role = Role::Stop);
}

/// "X, just back from Ottawa": he was there.
fn is_back(view: &View, event: &Event) -> bool {
    let back = (event.token..event.token + 2).any(|i| view.is(&view.words.back, i));
    back && event.what == What::From && event.standing == Standing::Done
}

/// A coming home on a day that is told: it alone tells of a journey.
fn comes_home(drafts: &[Draft]) -> bool {
    drafts.iter().any(|d| d.role == Role::Return && d.status == Status::Visited && d.arrive.is_some())
}

/// Abroad, the place that he left is where the journey starts only if no stop before it is told.
fn foreign_origins(view: &View, home: Option<&str>, drafts: &mut [Draft]) {
    let visited: Vec<usize> =
        drafts.iter().filter(|d| d.status == Status::Visited && d.role == Role::Stop).map(|d| d.id).collect();
    for draft in drafts.iter_mut().filter(|d| d.role == Role::Origin && home.is_some() && d.country != home) {
        if visited.iter().any(|v| *v != draft.id) {
            draft.role = Role::Stop;
        }
    }
    // "He left Taormina on Saturday", and nothing else: he was there. "Came home from Benghazi": so he was.
    let returns = comes_home(drafts);
    let told = drafts.iter().any(|d| !matches!(d.role, Role::Origin | Role::Return) && d.status != Status::Cancelled);
    let abroad = |d: &&mut Draft| home.is_some_and(|h| is_abroad(h, d.country));
    let out = |e: &Event| e.what == What::Leaves || returns && e.what == What::From || is_back(view, e);
    let left = |d: &&mut Draft| d.events.iter().any(|e| out(e) && e.standing == Standing::Done);
    if !told {
        drafts.iter_mut().filter(abroad).filter(left).for_each(|d| d.role = Role::Stop);
    }
}

/// His own capital is no stop of a journey abroad unless the text says that he leaves it or comes home to it.
fn drop_home(home: Option<&str>, drafts: &mut Vec<Draft>) {
    let Some(home) = home else { return };
    drafts.retain(|d| {
        let travelling = matches!(d.role, Role::Origin | Role::Return | Role::Transit);
        let told = d.events.iter().any(|e| e.strong) && d.named != Named::Country;
        d.country != Some(home) || travelling || told
    });
}

/// A country where he is or was, and from whose city the report comes: the city.
fn refine_by_dateline(view: &View, drafts: &mut [Draft]) {
    let Some(place) = view.here().and_then(|(_, t)| t.place).filter(|p| p.kind == PlaceKind::City) else { return };
    for draft in drafts.iter_mut().filter(|d| d.named == Named::Country && d.country == Some(place.country)) {
        if matches!(draft.status, Status::Current | Status::Visited) && draft.events.iter().any(|e| e.strong) {
            draft.place = Some(place);
            draft.name = place.name.into();
            draft.named = Named::City;
        }
    }
}
