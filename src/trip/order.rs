//! The order of travel: what was done before what is going on before what is planned, then dates, then words of order, then the
//! order of mention.

use super::assemble::Draft;
use crate::model::itinerary::{Role, Status};

/// Puts drafts into the order of travel.
pub fn sort(drafts: &mut Vec<Draft>) {
    // The order of mention is the start; everything after moves as little as it can.
    drafts.sort_by_key(|d| d.mention);
    by(drafts, |a, b| rank(a) > rank(b) && a.status != Status::Cancelled && b.status != Status::Cancelled);
    let edges: Vec<(usize, usize)> =
        drafts.iter().flat_map(|d| d.after.iter().map(move |before| (*before, d.id))).collect();
    by(drafts, |a, b| edges.contains(&(b.id, a.id)));
    by(drafts, |a, b| day(a).zip(day(b)).is_some_and(|(x, y)| x > y));
    by(drafts, |a, b| side(a) > side(b));
}

/// A stable insertion sort: moves `b` before `a` wherever `wrong(a, b)` says that they stand the wrong way round.
fn by(drafts: &mut Vec<Draft>, wrong: impl Fn(&Draft, &Draft) -> bool) {
    for i in 1..drafts.len() {
        let first = (0..i).find(|j| wrong(&drafts[*j], &drafts[i]));
        if let Some(j) = first {
            let moved = drafts.remove(i);
            drafts.insert(j, moved);
        }
    }
}

fn rank(draft: &Draft) -> u8 {
    match draft.status {
        Status::Visited => 0,
        Status::Current => 1,
        Status::Planned | Status::Cancelled => 2,
    }
}

fn day(draft: &Draft) -> Option<chrono::NaiveDate> {
    let on = || draft.events.iter().filter_map(|e| e.on).min();
    draft.arrive.as_ref().or(draft.depart.as_ref()).map(|(day, _)| *day).or_else(on)
}

fn side(draft: &Draft) -> u8 {
    match draft.role {
        Role::Origin => 0,
        Role::Return => 2,
        _ => 1,
    }
}
