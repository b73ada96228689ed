//! The order of travel: what was done before what is going on before what is planned, then dates, then words of order, then the
//! order of mention.

use super::assemble::Draft;
use super::event::{Event, What};
use crate::model::itinerary::{Role, Status};

/// Puts drafts into the order of travel.
pub fn sort(drafts: &mut Vec<Draft>) {
    // The order of mention is the start; everything after moves as little as it can.
    drafts.sort_by_key(|d| d.mention);
    by(drafts, |a, b| rank(a) > rank(b) && a.status != Status::Cancelled && b.status != Status::Cancelled);
    let edges: Vec<(usize, usize)> =
        drafts.iter().flat_map(|d| d.after.iter().map(move |before| (*before, d.id))).collect();
    by(drafts, |a, b| edges.contains(&(b.id, a.id)));
    by_day(drafts);
    sources(drafts);
    by(drafts, |a, b| side(a) > side(b));
}

/// In the order of days; a stop without a day stays behind the one that it followed.
fn by_day(drafts: &mut Vec<Draft>) {
    let mut chunks: Vec<Vec<Draft>> = vec![Vec::new()];
    for draft in drafts.drain(..) {
        if day(&draft).is_some() || chunks.is_empty() {
            chunks.push(Vec::new());
        }
        if let Some(chunk) = chunks.last_mut() {
            chunk.push(draft);
        }
    }
    chunks.sort_by_key(|chunk| chunk.first().and_then(day));
    drafts.extend(chunks.into_iter().flatten());
}

/// "Flew in from Ottawa": the place that he came from is the stop right before.
fn sources(drafts: &mut Vec<Draft>) {
    let pairs: Vec<(usize, usize)> = drafts
        .iter()
        .flat_map(|goal| {
            goal.events.iter().filter(|e| matches!(e.what, What::Goes | What::IsThere)).map(move |e| (goal, e))
        })
        .filter_map(|(goal, g)| {
            let from = |s: &&Event| {
                matches!(s.what, What::From | What::Leaves) && s.sentence == g.sentence && s.token == g.token
            };
            drafts
                .iter()
                .find(|d| d.id != goal.id && d.events.iter().any(|s| from(&s)))
                .map(|source| (source.id, goal.id))
        })
        .collect();
    for (source, goal) in pairs {
        let at = |id: usize, list: &[Draft]| list.iter().position(|d| d.id == id);
        let (Some(s), Some(g)) = (at(source, drafts), at(goal, drafts)) else { continue };
        let dated = day(&drafts[s]).is_some();
        if s + 1 < g && !dated {
            let moved = drafts.remove(s);
            drafts.insert(g - 1, moved);
        }
    }
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
    let undated = day(draft).is_none();
    let said = |word: &str| {
        undated && draft.events.iter().any(|e| e.rule.strip_prefix("stop: ").is_some_and(|cue| cue.starts_with(word)))
    };
    match draft.role {
        Role::Origin => 0,
        _ if said("first") => 1,
        _ if said("last") || said("final") => 3,
        Role::Return => 4,
        _ => 2,
    }
}
