//! What the events of one stop say together: its role, its status, its days, and how sure it is.

use super::chain;
use super::draft::{Draft, SAME_TOWN_KM, distance_km};
use super::event::{Event, What};
use super::status;
use super::view::View;
use crate::model::DateSpan;
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
    one_day(view, draft);
    chain::by_length(draft);
    draft.status = status::of(view, draft);
}

/// "took on fuel in Doha on Saturday", "a few hours in Brussels on Jan. 6": he comes and goes on the day that is told of it.
fn one_day(view: &View, draft: &mut Draft) {
    let short = draft.role == Role::Transit || draft.events.iter().any(|e| e.length.is_some_and(|l| l.0 == 1));
    let days = || draft.events.iter().filter_map(|e| e.on);
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return };
    if !short || first != last || draft.arrive.is_some() || draft.depart.is_some() {
        return;
    }
    let words = |e: &Event| {
        let told = view.timexes_in(view.doc.sentences[e.sentence]).iter();
        told.clone().find(|t| t.days.and_then(DateSpan::single) == e.on).map_or(e.evidence, |t| t.span)
    };
    let span = draft.events.iter().find(|e| e.on.is_some()).map(words);
    draft.arrive = span.map(|span| (first, span));
    draft.depart = draft.arrive;
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
