//! What the events of one stop say together: its role, its status, its days, and how sure it is.

use super::draft::{Draft, SAME_TOWN_KM, distance_km};
use super::event::What;
use super::reading::Standing;
use super::view::View;
use crate::model::itinerary::{Named, Role, Status};

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
    for strong in [true, false] {
        for event in draft.events.iter().filter(|e| e.strong == strong) {
            draft.arrive = draft.arrive.or(event.arrive);
            draft.depart = draft.depart.or(event.depart);
            draft.leaves_previous = draft.leaves_previous.or(event.leaves_previous);
        }
    }
    match draft.role {
        Role::Return => draft.depart = None,
        Role::Origin => draft.arrive = None,
        _ => {}
    }
    if draft.arrive.zip(draft.depart).is_some_and(|(a, d)| a.0 > d.0) {
        draft.depart = None;
    }
    draft.status = status(view, draft);
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

fn status(view: &View, draft: &Draft) -> Status {
    let today = view.anchor.published;
    let any = |standing: Standing| draft.events.iter().any(|e| e.standing == standing);
    if any(Standing::Cancelled) {
        return Status::Cancelled;
    }
    if let Some(today) = today {
        if draft.depart.is_some_and(|(d, _)| d < today) && !any(Standing::Ahead) {
            return Status::Visited;
        }
        if draft.arrive.is_some_and(|(a, _)| a > today) {
            return Status::Planned;
        }
    }
    let left = draft.events.iter().any(|e| matches!(e.what, What::Leaves | What::From) && e.standing == Standing::Done);
    if left {
        return Status::Visited;
    }
    if any(Standing::Now) {
        return Status::Current;
    }
    let strong_done = draft.events.iter().find(|e| e.standing == Standing::Done && e.strong);
    if let Some(event) = strong_done {
        let arrival = event.rule.starts_with("arrive") || event.rule.starts_with("arrival");
        return if arrival { Status::Current } else { Status::Visited };
    }
    if draft.events.iter().filter_map(|e| e.on).min().zip(today).is_some_and(|(d, t)| d > t) {
        return Status::Planned;
    }
    if any(Standing::Done) {
        let day = draft.events.iter().find_map(|e| e.on);
        let past = day.zip(today).is_some_and(|(d, t)| d < t);
        let told = draft.events.iter().filter(|e| e.standing == Standing::Done).all(|e| e.rule.starts_with("present"));
        return if past || told { Status::Visited } else { Status::Current };
    }
    if any(Standing::Ahead) {
        return Status::Planned;
    }
    match (draft.arrive, today) {
        (Some((a, _)), Some(t)) if a < t => Status::Current,
        _ if draft
            .events
            .iter()
            .all(|e| !e.strong || e.rule.starts_with("visit:") && e.standing == Standing::Open && !e.open) =>
        {
            Status::Current
        }
        _ => Status::Planned,
    }
}

/// A stop is current only while no later one has been reached.
pub fn last_is_current(drafts: &mut [Draft]) {
    let strong = |d: &Draft| d.events.iter().any(|e| e.strong);
    let reached = |d: &Draft| {
        matches!(d.status, Status::Current | Status::Visited) && !matches!(d.role, Role::Origin) && strong(d)
    };
    let Some(last) = drafts.iter().rposition(reached) else { return };
    drafts[..last].iter_mut().filter(|d| d.status == Status::Current).for_each(|d| d.status = Status::Visited);
}

/// Departures that only the next stop tells, and days that contradict the order.
pub fn dates(drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let Some((day, span)) = drafts[i].leaves_previous else { continue };
        let ocean = drafts[i - 1].place.zip(drafts[i].place).is_some_and(|(a, b)| distance_km(a, b) > 6000.0);
        let reached = drafts[..i].iter().flat_map(|d| [d.arrive, d.depart]).flatten().map(|(d, _)| d).max();
        let previous = &mut drafts[i - 1];
        if reached.is_some_and(|latest| latest > day) {
            continue;
        }
        let fits = previous.status != Status::Cancelled && !ocean && previous.arrive.is_none_or(|(a, _)| a <= day);
        if previous.depart.is_none() && (fits || previous.role == Role::Origin) {
            previous.depart = Some((day, span));
        }
    }
}
