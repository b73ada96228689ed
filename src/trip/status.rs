//! How a stop stands, seen from the day of publication: visited, current, planned or called off.

use super::draft::Draft;
use super::event::{Event, What};
use super::reading::Standing;
use super::view::View;
use crate::model::itinerary::{Role, Status};
use chrono::NaiveDate;

/// He who came this many days ago, and of whom no leaving is told, is still there.
const STILL_THERE_DAYS: i64 = 2;

/// The status that the events of a draft and its days tell.
pub fn of(view: &View, draft: &Draft) -> Status {
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
    told(draft, today)
}

/// By what is told as done, then by what is told as to come.
fn told(draft: &Draft, today: Option<NaiveDate>) -> Status {
    let any = |standing: Standing| draft.events.iter().any(|e| e.standing == standing);
    if let Some(event) = draft.events.iter().find(|e| e.standing == Standing::Done && e.strong) {
        return if event.arrives() { Status::Current } else { Status::Visited };
    }
    if draft.events.iter().filter_map(|e| e.on).min().zip(today).is_some_and(|(d, t)| d > t) {
        return Status::Planned;
    }
    if any(Standing::Done) {
        let day = draft.events.iter().find_map(|e| e.on);
        let past = day.zip(today).is_some_and(|(d, t)| d < t);
        let told = draft.events.iter().filter(|e| e.standing == Standing::Done).all(|e| e.frame == "present");
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
            .all(|e| !e.strong || e.frame == "visit" && e.standing == Standing::Open && !e.open) =>
        {
            Status::Current
        }
        _ => Status::Planned,
    }
}

/// A flight or the like that has been made leaves him there: "flew to Rome on Monday".
fn came(view: &View, event: &Event) -> bool {
    let moved = matches!(event.frame, "send" | "return");
    event.standing == Standing::Done && (moved || view.is(&view.words.flown, event.token))
}

/// Whether he can still be where he came: it was not long ago, or no day is told.
fn still_there(draft: &Draft, today: Option<NaiveDate>) -> bool {
    let Some(today) = today else { return true };
    match (draft.arrive, draft.depart) {
        (_, Some((depart, _))) => depart >= today,
        (Some((arrive, _)), None) => (today - arrive).num_days() <= STILL_THERE_DAYS,
        _ => true,
    }
}

/// A stop is current only while no later one has been reached; the last one reached is current where he came and has not left.
pub fn last_is_current(view: &View, drafts: &mut [Draft]) {
    let strong = |d: &Draft| d.events.iter().any(|e| e.strong);
    let reached = |d: &Draft| {
        matches!(d.status, Status::Current | Status::Visited) && !matches!(d.role, Role::Origin) && strong(d)
    };
    let Some(last) = drafts.iter().rposition(reached) else { return };
    // "arrived today" is not made past by a place of which no day is told.
    let today = view.anchor.today();
    let undated = drafts[last].arrive.is_none() && drafts[last].depart.is_none();
    let just_came = |d: &Draft| undated && today.is_some() && d.arrive.map(|(day, _)| day) == today;
    let past = |d: &&mut Draft| d.status == Status::Current && !just_came(d);
    drafts[..last].iter_mut().filter(past).for_each(|d| d.status = Status::Visited);
    let draft = &mut drafts[last];
    if draft.role == Role::Return {
        draft.status = Status::Visited;
        return;
    }
    let left = draft.events.iter().any(|e| matches!(e.what, What::Leaves | What::From) && e.standing == Standing::Done);
    let visit = draft.events.iter().any(|e| e.standing == Standing::Done && e.frame == "visit");
    if !left && !visit && draft.events.iter().any(|e| came(view, e)) && still_there(draft, view.anchor.published) {
        draft.status = Status::Current;
    }
}
