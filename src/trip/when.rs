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

/// What `attach` needs to know of a cue and its places.
pub struct Scope<'s> {
    pub frame: Frame,
    /// Tokens of the cue.
    pub cue: (usize, usize),
    /// The places of the group that the events are of, one each.
    pub items: &'s [Item],
    /// Tokens of every place in the sentence, in order.
    pub places: &'s [(usize, usize)],
    /// One past the last token that the cue governs.
    pub limit: usize,
    /// The day that heads this part of a programme.
    pub heading: Option<(DateSpan, Span)>,
}

/// Gives the events of one cue (one for each item) the days that the sentence tells.
pub fn attach(view: &View, sentence: Sentence, scope: &Scope, events: &mut [Event]) {
    if events.is_empty() {
        return;
    }
    let mut dated = vec![false; events.len()];
    for (timex, range) in owned(view, sentence, scope, &dated) {
        let fresh = range.clone().filter(|i| !dated[*i]).collect::<Vec<_>>();
        let (Some(first), Some(last)) = (fresh.first().copied(), fresh.last().copied()) else { continue };
        let range = first..last + 1;
        mark_background(view, timex, &mut events[range.clone()]);
        let Some(days) = reading(view, timex, &events[range.start]) else { continue };
        distribute(scope.frame, days, timex.span, bound(view, timex), &mut events[range.clone()]);
        dated[range].fill(true);
    }
    if !dated.contains(&true)
        && let Some((days, span)) = scope.heading
    {
        distribute(scope.frame, days, span, Bound::Whole, events);
    }
    lengths(view, sentence, scope.cue, scope.limit, events);
}

/// Which timex of the sentence belongs to which of the scope's items, dated or not; ranges for those that speak of several.
fn owned<'v>(
    view: &View<'v>,
    sentence: Sentence,
    scope: &Scope,
    dated: &[bool],
) -> Vec<(&'v Timex, std::ops::Range<usize>)> {
    let n = dated.len();
    let told = |t: &&Timex| t.days.is_some() || t.extent.is_some();
    let last_item = scope.items.iter().map(|i| i.tokens.1).max().unwrap_or(scope.cue.1);
    let end = scope.limit.max(last_item + 3).min(sentence.last);
    let mut out = Vec::new();
    let mut used = vec![false; n];
    for timex in view
        .timexes_in(sentence)
        .iter()
        .filter(told)
        .filter(|t| t.tokens.0 >= scope.cue.0 && t.tokens.0 < end && !of_dateline(view, t))
    {
        if of_gathering(view, scope, timex) && bound(view, timex) != Bound::From {
            continue;
        }
        match owner(view, scope, timex) {
            Owner::Item(place) => {
                let Some(index) = scope.items.iter().position(|i| i.tokens == place) else { continue };
                let more = index + 1 < n;
                // At the end of a list the days are those of all that have none yet: "Ghana and Togo on 3-5 May".
                let first = if more { index } else { used[..index].iter().rposition(|u| *u).map_or(0, |u| u + 1) };
                used[first..=index].fill(true);
                out.push((timex, first..index + 1));
            }
            Owner::List => out.push((timex, 0..n)),
            Owner::None => {}
        }
    }
    if out.is_empty() {
        out.extend(leading(view, sentence, scope).map(|t| (t, 0..n)));
    }
    out
}

/// Whom a timex behind a cue speaks of.
enum Owner {
    /// The place with these tokens.
    Item((usize, usize)),
    /// All places, as it stands between the cue and the first.
    List,
    None,
}

fn owner(view: &View, scope: &Scope, timex: &Timex) -> Owner {
    let before = scope.places.iter().rev().find(|p| {
        p.1 <= timex.tokens.0 && p.0 >= scope.cue.0.min(scope.items.first().map_or(scope.cue.0, |i| i.tokens.0))
    });
    let after = scope.places.iter().find(|p| p.0 >= timex.tokens.1);
    match (before, after) {
        (Some(_), Some(next)) if opens(view, timex.tokens, *next) => Owner::Item(*next),
        (Some(place), _) => Owner::Item(*place),
        (None, Some(_)) if scope.items.first().is_some_and(|i| i.tokens.0 >= timex.tokens.1) => Owner::List,
        (None, _) if scope.items.len() == 1 => Owner::List,
        _ => Owner::None,
    }
}

/// "and on Friday to Shanghai": a timex after "and" or a comma and right before a place's preposition belongs to what follows.
fn opens(view: &View, timex: (usize, usize), next: (usize, usize)) -> bool {
    let joined = (timex.0.saturating_sub(2)..timex.0).any(|i| matches!(view.str(i), "and" | "," | ";" | "then"));
    joined
        && next.0 - timex.1 <= 4
        && (timex.1..next.0).all(|i| view.is(&view.words.preposition, i) || view.is(&view.words.skip, i))
        && (timex.1..next.0).any(|i| view.is(&view.words.preposition, i))
}

/// "On Saturday, his programme there done, he goes on to New Delhi": the timex that opens the clause, if no other verb of motion
/// stands between.
fn leading<'v>(view: &View<'v>, sentence: Sentence, scope: &Scope) -> Option<&'v Timex> {
    let first = scope.items.first().map_or(scope.cue.0, |i| i.tokens.0).min(scope.cue.0);
    let before = view
        .timexes_in(sentence)
        .iter()
        .rev()
        .find(|t| t.tokens.1 <= scope.cue.0 && (t.days.is_some() || t.extent.is_some()) && !of_dateline(view, t))?;
    let busy = view.cues_in(sentence).iter().any(|c| {
        c.kind == crate::text::motion::CueKind::Verb
            && c.frame != Frame::Act
            && c.cue.tokens.0 >= before.tokens.1
            && c.cue.tokens.1 <= scope.cue.0
    });
    let turned =
        (before.tokens.1..scope.cue.0).any(|i| view.is(&view.words.after, i) || view.is(&view.words.before, i));
    let place_between = scope.places.iter().any(|p| p.0 >= before.tokens.1 && p.1 <= first);
    let near = scope.cue.0 - before.tokens.1 <= 7 || before.tokens.0 <= sentence.first + 2;
    (!busy && near && !turned && (!place_between || before.tokens.0 <= sentence.first + 2)).then_some(before)
}

/// The days of a timex as past or future, by how the event stands; a past or a future far from today is no better than the
/// reading that the words alone gave.
fn reading(view: &View, timex: &Timex, event: &Event) -> Option<DateSpan> {
    let today = view.anchor.today();
    let near = |span: &DateSpan, days: i64| today.is_none_or(|t| (span.first - t).num_days().abs() <= days);
    match event.standing {
        // "travels to Kyoto on Friday": the simple present with a day is a plan.
        Standing::Open if event.open && today.zip(timex.days).is_some_and(|(t, d)| d.last < t) => {
            timex.future.filter(|f| timex.past.is_some() && near(f, 10)).or(timex.days)
        }
        Standing::Ahead => timex.future.filter(|f| timex.past.is_some() && near(f, 300)).or(timex.days),
        Standing::Done => timex.past.filter(|p| timex.future.is_some() && near(p, 40)).or(timex.days),
        _ => timex.days,
    }
}

/// True for the day in the dateline, which is the report's.
fn of_dateline(view: &View, timex: &Timex) -> bool {
    view.here().is_some_and(|(_, t)| {
        view.doc.tokens[t.tokens.0].sentence == view.doc.tokens[timex.tokens.0].sentence
            && timex.tokens.0 >= t.tokens.1
            && timex.tokens.0 <= t.tokens.1 + 4
    })
}

/// The dates of a summit are not those of the visit: "to Munich for the conference on 18-20 February".
fn of_gathering(view: &View, scope: &Scope, timex: &Timex) -> bool {
    let from = scope.places.iter().rev().find(|p| p.1 <= timex.tokens.0).map_or(scope.cue.1, |p| p.1).max(scope.cue.1);
    (from..timex.tokens.0).any(|i| view.is(&view.words.gathering, i))
}

/// Which end of the stay a preposition before a single day tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    From,
    Until,
    Whole,
}

fn bound(view: &View, timex: &Timex) -> Bound {
    let mut at = timex.tokens.0;
    if at == 0 {
        return Bound::Whole;
    }
    // "starting on April 13"
    if at > 1 && matches!(view.str(at - 1), "on" | "in") {
        at -= 1;
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
            event.arrive = arrive.filter(|_| first).or(event.arrive);
            event.depart = depart.filter(|_| last).or(event.depart);
            continue;
        }
        match (frame, bound) {
            (Frame::Act, _) => event.on = Some(days.first),
            (_, Bound::From) => event.arrive = arrive.filter(|_| first),
            (_, Bound::Until) => event.depart = depart.filter(|_| last),
            (Frame::End, _) => event.depart = depart.filter(|_| last),
            (Frame::Begin | Frame::Arrive | Frame::Arrival | Frame::Enroute | Frame::Return | Frame::Send, _) => {
                event.arrive = arrive.filter(|_| first)
            }
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
    let length = view.timexes_in(sentence).iter().find(|t| {
        t.duration_days.is_some() && t.tokens.1 + 4 > cue.0.saturating_sub(6) && t.tokens.0 < limit.max(cue.1 + 10)
    });
    let Some((length, span)) = length.and_then(|t| t.duration_days.map(|d| (d, t.span))) else { return };
    if length == 0 || length > 60 || events.len() != 1 {
        return;
    }
    let more = Days::new(u64::from(length) - 1);
    let event = &mut events[0];
    match (event.arrive, event.depart) {
        (Some((arrive, _)), None) => event.depart = arrive.checked_add_days(more).map(|d| (d, span)),
        (None, Some((depart, _))) => event.arrive = depart.checked_sub_days(more).map(|d| (d, span)),
        (Some((a, _)), Some((d, _))) if a == d && length > 1 => {
            event.depart = a.checked_add_days(more).map(|d| (d, span))
        }
        _ => {}
    }
}

/// A visit of long ago is background: "visited in 2017", "last year".
fn mark_background(view: &View, timex: &Timex, events: &mut [Event]) {
    let Some(today) = view.anchor.published.or(view.anchor.dateline) else { return };
    let Some(oldest) = today.checked_sub_days(Days::new(JUST_OVER_DAYS)) else { return };
    let since = timex.tokens.0 > 0
        && matches!(
            view.str(timex.tokens.0 - 1).to_ascii_lowercase().as_str(),
            "since" | "until" | "by" | "for" | "the"
        );
    let whole_year = timex.days.is_none() && timex.extent.is_some_and(|e| e.days() > 300 && e.first < oldest);
    if (whole_year || timex.extent.or(timex.days).is_some_and(|e| e.last < oldest)) && !since {
        events
            .iter_mut()
            .filter(|e| matches!(e.standing, Standing::Done | Standing::Open))
            .for_each(|e| e.standing = Standing::Background);
    }
}

/// The first single day between two tokens.
pub fn day_between(view: &View, sentence: Sentence, from: usize, to: usize) -> Option<(NaiveDate, Span)> {
    let timex = view.timexes_in(sentence).iter().find(|t| t.tokens.0 >= from && t.tokens.0 < to && t.days.is_some())?;
    timex.days.and_then(DateSpan::single).map(|day| (day, timex.span))
}

/// True where "until" or the like stands before a timex.
pub fn until(view: &View, span: Span) -> bool {
    view.mentions.timexes.iter().find(|t| t.span == span).is_some_and(|t| bound(view, t) == Bound::Until)
}

/// The day of a line that holds nothing else: "TUESDAY, JULY 11".
pub fn heading(view: &View, sentence: Sentence) -> Option<(DateSpan, Span)> {
    let timex = view.timexes_in(sentence).first()?;
    let words = |from: usize, to: usize| (from..to).filter(|i| view.doc.tokens[*i].is_word()).count();
    let alone = words(sentence.first, timex.tokens.0) == 0 && words(timex.tokens.1, sentence.last) == 0;
    (alone && !sentence.title).then_some(())?;
    timex.days.map(|days| (days, timex.span))
}
