//! The days of an event: which time expression belongs to which place, and whether it tells an arrival, a departure or both.

use super::event::{Event, What};
use super::group::Item;
use super::reading::Standing;
use super::view::View;
use crate::model::DateSpan;
use crate::model::mention::{Span, Timex};
use crate::text::Sentence;
use crate::text::motion::Frame;
use chrono::{Days, NaiveDate};

/// "Just over" means within about two weeks; what is older is background.
const JUST_OVER_DAYS: u64 = 17;

/// Gives the events of one cue (one for each item) the days that the sentence tells.
pub fn attach(view: &View, sentence: Sentence, frame: Frame, cue: (usize, usize), items: &[Item], limit: usize, events: &mut [Event]) {
    if events.is_empty() {
        return;
    }
    let timexes = relevant(view, sentence, cue, items, limit);
    mark_background(view, &timexes, events);
    let mut dated = vec![false; events.len()];
    for timex in &timexes {
        let range = owners(items, timex, &dated);
        let standing = events[range.start].standing;
        let Some(days) = reading(timex, standing) else { continue };
        let single_end = bound(view, timex);
        distribute(frame, days, timex.span, single_end, &mut events[range.clone()]);
        dated[range].fill(true);
    }
    lengths(view, sentence, cue, limit, events);
}

/// The days of a timex as past or future, by how the event stands.
fn reading(timex: &Timex, standing: Standing) -> Option<DateSpan> {
    match standing {
        Standing::Ahead => timex.future.filter(|_| timex.past.is_some()).or(timex.days),
        Standing::Done => timex.past.filter(|_| timex.future.is_some()).or(timex.days),
        _ => timex.days,
    }
}

/// The timexes that belong to a cue: those after it in its clause, or else the one that opens the clause.
fn relevant<'v>(view: &View<'v>, sentence: Sentence, cue: (usize, usize), items: &[Item], limit: usize) -> Vec<&'v Timex> {
    let all = view.timexes_in(sentence);
    let last_item = items.iter().map(|i| i.tokens.1).max().unwrap_or(cue.1);
    let after: Vec<&Timex> = all.iter().filter(|t| t.tokens.0 >= cue.0 && t.tokens.0 < limit.max(last_item + 6).min(sentence.last)).filter(|t| t.tokens.0 < limit || t.tokens.0 <= last_item + 1).collect();
    if after.iter().any(|t| t.days.is_some() || t.extent.is_some()) {
        return after;
    }
    // "On Saturday, his programme there done, he goes on to New Delhi": no other verb of motion stands between.
    let before = all.iter().rev().find(|t| t.tokens.1 <= cue.0 && (t.days.is_some() || t.extent.is_some()));
    let free = before.filter(|t| {
        !view.cues_in(sentence).iter().any(|c| c.kind == crate::text::motion::CueKind::Verb && c.frame != Frame::Act && c.cue.tokens.0 >= t.tokens.1 && c.cue.tokens.1 <= cue.0)
            && (cue.0 - t.tokens.1 <= 7 || t.tokens.0 <= sentence.first + 2)
    });
    free.into_iter().chain(after).collect()
}

/// The items that a timex speaks of: the one right before it while others follow, or all that are not dated yet.
fn owners(items: &[Item], timex: &Timex, dated: &[bool]) -> std::ops::Range<usize> {
    let n = dated.len();
    if items.len() != n {
        return 0..n;
    }
    let before = items.iter().rposition(|i| i.tokens.1 <= timex.tokens.0);
    match before {
        Some(index) if index + 1 < n => index..index + 1,
        Some(_) => {
            let first = dated.iter().rposition(|d| *d).map_or(0, |i| i + 1);
            if first < n { first..n } else { 0..n }
        }
        None => 0..if items.len() > 1 && timex.tokens.1 < items[0].tokens.0 { n } else { n },
    }
}

/// Which end of the stay a preposition before a single day tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    From,
    Until,
    Whole,
}

fn bound(view: &View, timex: &Timex) -> Bound {
    let at = timex.tokens.0;
    if at == 0 {
        return Bound::Whole;
    }
    match view.str(at - 1).to_ascii_lowercase().as_str() {
        "from" | "beginning" | "starting" | "since" => Bound::From,
        "until" | "till" | "through" | "ending" => Bound::Until,
        _ => Bound::Whole,
    }
}

fn distribute(frame: Frame, days: DateSpan, span: Span, bound: Bound, events: &mut [Event]) {
    let range = days.first != days.last;
    let n = events.len();
    for (i, event) in events.iter_mut().enumerate() {
        let (first, last) = (i == 0, i + 1 == n);
        let arrive = Some((days.first, span));
        let depart = Some((days.last, span));
        match event.what {
            What::Leaves | What::From => {
                if !range && event.what == What::Leaves {
                    event.depart = depart;
                } else if !range && last {
                    event.depart = depart.filter(|_| frame == Frame::Travel);
                }
                continue;
            }
            What::Returns => {
                event.arrive = arrive.filter(|_| first);
                continue;
            }
            _ => {}
        }
        if frame == Frame::Departure {
            event.on = None;
            event.leaves_previous = depart.filter(|_| first && !range);
            continue;
        }
        if range {
            if frame == Frame::Act {
                continue;
            }
            event.arrive = arrive.filter(|_| first && bound != Bound::Until).or(event.arrive);
            event.depart = depart.filter(|_| last && bound != Bound::From).or(event.depart);
            continue;
        }
        match (frame, bound) {
            (Frame::Act, _) => event.on = Some(days.first),
            (_, Bound::From) => event.arrive = arrive.filter(|_| first),
            (_, Bound::Until) => event.depart = depart.filter(|_| last),
            (Frame::End, _) => event.depart = depart.filter(|_| last),
            (Frame::Begin | Frame::Arrive | Frame::Arrival | Frame::Enroute | Frame::Return | Frame::Send, _) => event.arrive = arrive.filter(|_| first),
            (Frame::Travel | Frame::Flight, _) => {
                event.arrive = arrive.filter(|_| first);
                event.leaves_previous = arrive.filter(|_| first && frame == Frame::Travel);
            }
            (Frame::Stay | Frame::Transit, _) => event.on = Some(days.first),
            _ => {
                event.arrive = arrive;
                event.depart = depart;
            }
        }
    }
}

/// "a two-day visit from Monday" ends on Tuesday; "ends a four-day visit on Friday" began on Tuesday.
fn lengths(view: &View, sentence: Sentence, cue: (usize, usize), limit: usize, events: &mut [Event]) {
    let length = view.timexes_in(sentence).iter().find(|t| t.duration_days.is_some() && t.tokens.1 + 4 > cue.0.saturating_sub(6) && t.tokens.0 < limit.max(cue.1 + 10));
    let Some((length, span)) = length.and_then(|t| t.duration_days.map(|d| (d, t.span))) else { return };
    if length == 0 || length > 60 || events.len() != 1 {
        return;
    }
    let more = Days::new(u64::from(length) - 1);
    let event = &mut events[0];
    match (event.arrive, event.depart) {
        (Some((arrive, _)), None) => event.depart = arrive.checked_add_days(more).map(|d| (d, span)),
        (None, Some((depart, _))) => event.arrive = depart.checked_sub_days(more).map(|d| (d, span)),
        (Some((a, _)), Some((d, _))) if a == d && length > 1 => event.depart = a.checked_add_days(more).map(|d| (d, span)),
        _ => {}
    }
}

/// A visit of long ago is background: "visited in 2017", "last year".
fn mark_background(view: &View, timexes: &[&Timex], events: &mut [Event]) {
    let Some(today) = view.anchor.published.or(view.anchor.dateline) else { return };
    let Some(oldest) = today.checked_sub_days(Days::new(JUST_OVER_DAYS)) else { return };
    let past = timexes.iter().any(|t| {
        let since = t.tokens.0 > 0 && matches!(view.str(t.tokens.0 - 1).to_ascii_lowercase().as_str(), "since" | "until" | "by" | "for" | "the");
        t.extent.or(t.days).is_some_and(|e| e.last < oldest) && !since
    });
    if past {
        events.iter_mut().filter(|e| matches!(e.standing, Standing::Done | Standing::Open)).for_each(|e| e.standing = Standing::Background);
    }
}

/// The first single day between two tokens.
pub fn day_between(view: &View, sentence: Sentence, from: usize, to: usize) -> Option<(NaiveDate, Span)> {
    let timex = view.timexes_in(sentence).iter().find(|t| t.tokens.0 >= from && t.tokens.0 < to && t.days.is_some())?;
    timex.days.and_then(DateSpan::single).map(|day| (day, timex.span))
}
