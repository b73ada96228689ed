//! What the events of one stop say together: its role, its status, its days, and how sure it is.

use super::chain;
use super::draft::{Draft, SAME_TOWN_KM, distance_km};
use super::event::{What, Where};
use super::status;
use super::view::View;
use crate::model::itinerary::{Named, Role};

/// Whether a country is abroad for somebody of a country, or of an organisation, which is at home at its seat.
pub fn is_abroad(home: &str, country: Option<&str>) -> bool {
    let seats: &[&str] = match home {
        "EU" | "XN" => &["BE"],
        "UN" => &["US", "CH"],
        "XI" => return false,
        home => return country.is_some_and(|c| c != home),
    };
    country.is_some_and(|c| !seats.contains(&c))
}

/// Whether a stop is where somebody lives: in his country, at the seat of his organisation, or in the town around his seat.
fn is_home(view: &View, home: &str, draft: &Draft) -> bool {
    let seat = (view.country)(home).and_then(|c| c.seat.copied());
    let near = draft.place.zip(seat).is_some_and(|(a, b)| distance_km(a, b) < SAME_TOWN_KM);
    near || home != "XI" && draft.country.is_some() && !is_abroad(home, draft.country)
}

/// Settles role, status, dates and confidence of a draft from its events.
pub fn settle(view: &View, home: Option<&str>, abroad: bool, draft: &mut Draft) {
    let at_home = home.is_some() && draft.country == home;
    let comes_home = home.is_none_or(|home| is_home(view, home, draft));
    let has = |what: What| draft.events.iter().any(|e| e.what == what);
    // At home he is before he leaves; a meeting there makes no stop of the journey.
    let goes = draft.events.iter().any(|e| matches!(e.what, What::Goes | What::IsThere) && (e.strong || !at_home));
    draft.role = if (has(What::Returns) && comes_home) || (at_home && abroad && goes_home(view, home, draft)) {
        Role::Return
    } else if has(What::Transit)
        && !draft.events.iter().any(|e| matches!(e.what, What::Goes | What::IsThere) && e.strong)
    {
        Role::Transit
    } else if !goes && (has(What::Leaves) || has(What::From)) {
        Role::Origin
    } else {
        Role::Stop
    };
    chain::own_days(draft);
    match draft.role {
        Role::Return => draft.depart = None,
        Role::Origin => draft.arrive = None,
        _ => {}
    }
    if draft.arrive.zip(draft.depart).is_some_and(|(a, d)| a.0 > d.0) {
        draft.depart = None;
    }
    chain::by_length(draft);
    draft.status = status::of(view, draft);
    draft.confidence = confidence(view, draft);
}

/// He goes to his own country or its capital, and from abroad: that is coming home.
fn goes_home(view: &View, home: Option<&str>, draft: &Draft) -> bool {
    let seat = home.and_then(view.country).and_then(|c| c.seat.copied());
    let capital =
        draft.named == Named::Country || draft.place.zip(seat).is_some_and(|(a, b)| distance_km(a, b) < SAME_TOWN_KM);
    capital
        && draft.events.iter().any(|e| e.strong && e.what == What::Goes)
        && draft.events.iter().all(|e| !matches!(e.what, What::Leaves | What::From))
}

/// How sure it is that this is a stop: strong evidence, several pieces of it, a sure place.
fn confidence(view: &View, draft: &Draft) -> f64 {
    let strong = draft.events.iter().filter(|e| e.strong).count();
    let place = draft.events.iter().filter_map(|e| match e.place {
        Where::Toponym(index) | Where::Capital(index) => Some(view.mentions.toponyms[index].confidence),
        _ => None,
    });
    let place = place.fold(0.5_f64, f64::max);
    let base: f64 = match (strong, draft.events.len()) {
        (0, 1) => 0.55,
        (0, _) => 0.65,
        (1, 1) => 0.8,
        (1, _) => 0.88,
        _ => 0.94,
    };
    (base * (0.6 + 0.4 * place) * 100.0).round() / 100.0
}
