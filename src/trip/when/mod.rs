//! The days of an event: which time expression belongs to which place, and whether it tells an arrival, a departure or both.

pub mod next_week;
mod owner;
mod spread;

use super::event::{Event, What};
use super::group::Item;
use super::reading::Standing;
use super::view::View;
use crate::model::DateSpan;
use crate::model::mention::{Span, Timex, TimexKind};
use crate::text::Sentence;
use crate::text::motion::{CueKind, Frame};
use chrono::{Days, NaiveDate};
use spread::Told;

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
    /// The token from which its days stand, and one past the last that the cue governs.
    pub from: usize,
    pub limit: usize,
    /// The day that heads this part of a programme.
    pub heading: Option<(DateSpan, Span)>,
}

/// Gives the events of one cue (one for each item) the days that the sentence tells.
pub fn attach(view: &View, sentence: Sentence, scope: &Scope, events: &mut [Event]) {
    if events.is_empty() {
        return;
    }
    if is_repeated(view, sentence, scope) {
        let done = |e: &&mut Event| matches!(e.standing, Standing::Done | Standing::Open);
        events.iter_mut().filter(done).for_each(|e| e.standing = Standing::Background);
        return;
    }
    let frame = frame(view, sentence, scope);
    let phase = matches!(frame, Frame::Begin | Frame::End);
    let source = events.iter().all(|e| matches!(e.what, What::Leaves | What::From));
    let mut dated = vec![false; events.len()];
    for (timex, range) in owner::owned(view, sentence, scope, events.len(), source, phase) {
        let fresh = range.clone().filter(|i| !dated[*i]).collect::<Vec<_>>();
        let (Some(first), Some(last)) = (fresh.first().copied(), fresh.last().copied()) else { continue };
        let range = first..last + 1;
        mark_background(view, timex, &mut events[range.clone()]);
        if frame == Frame::Present {
            mark_planned(view, timex, &mut events[range.clone()]);
        }
        let Some(days) = reading(view, timex, &events[range.start]).filter(|d| !is_vague(frame, timex, *d)) else {
            continue;
        };
        // "stays until Friday and then goes to Kenya"
        let moves = matches!(frame, Frame::Travel | Frame::Arrive | Frame::Depart | Frame::Return);
        let bound = match bound(view, timex) {
            Bound::Until if moves && timex.tokens.1 <= scope.cue.0 => Bound::Whole,
            told => told,
        };
        let told = Told { days, span: timex.span, bound, heading: false };
        let frame = by_verb(view, sentence, scope, timex).unwrap_or(frame);
        spread::distribute(frame, told, &mut events[range.clone()]);
        dated[range].fill(true);
    }
    if !dated.contains(&true)
        && let Some(timex) = recalled(view, sentence, scope.cue.0)
    {
        mark_background(view, timex, events);
    }
    if !dated.contains(&true)
        && let Some((days, span)) = scope.heading
    {
        let told = Told { days, span, bound: Bound::Whole, heading: true };
        spread::distribute(frame, told, events);
    }
    spread::lengths(view, sentence, scope, events);
}

/// The frame of a cue as far as days go: "opened in Rome on Monday" tells a first day, "ends in Dili" a last one, and a line of a
/// programme with an arrival in it an arrival.
fn frame(view: &View, sentence: Sentence, scope: &Scope) -> Frame {
    let first = scope.items.first().map_or(scope.cue.1, |i| i.tokens.0);
    match scope.frame {
        Frame::Act if phase_in_place(view, sentence, scope.cue.1, first) => {
            if view.is(&view.words.opening, scope.cue.0) {
                Frame::Begin
            } else if view.is(&view.words.closing, scope.cue.0) {
                Frame::End
            } else {
                Frame::Act
            }
        }
        Frame::Stay
            if scope.heading.is_some()
                && view
                    .cues_in(sentence)
                    .iter()
                    .any(|c| c.kind == CueKind::Noun && c.frame == Frame::Arrival && c.cue.tokens.0 <= first) =>
        {
            Frame::Arrival
        }
        frame => frame,
    }
}

/// "left Bonn on Tuesday for a visit to Moscow", "arrived on Tuesday for a visit to Moscow": a day before the noun is of the verb
/// before the day.
fn by_verb(view: &View, sentence: Sentence, scope: &Scope, timex: &Timex) -> Option<Frame> {
    let noun = matches!(scope.frame, Frame::Visit | Frame::Tour) && timex.tokens.1 <= scope.cue.0;
    let verb = view
        .cues_in(sentence)
        .iter()
        .rev()
        .find(|c| c.kind == CueKind::Verb && c.cue.tokens.1 <= timex.tokens.0 && timex.tokens.0 - c.cue.tokens.1 <= 6)
        .filter(|_| noun)?;
    match verb.frame {
        Frame::Depart => Some(Frame::Departure),
        Frame::Arrive | Frame::Travel | Frame::Send => Some(Frame::Arrive),
        _ => None,
    }
}

/// "opened on Monday in Accra", not "opened a summit in Accra": nothing but a day between the verb and the place.
fn phase_in_place(view: &View, sentence: Sentence, from: usize, to: usize) -> bool {
    (from..to).all(|i| {
        view.is(&view.words.preposition, i)
            || view.is(&view.words.skip, i)
            || view.is(&view.words.it, i)
            || !view.doc.tokens[i].is_word()
            || view.timexes_in(sentence).iter().any(|t| t.tokens.0 <= i && i < t.tokens.1)
    })
}

/// The days of a timex as past or future, by how the event stands; a past or a future far from today is no better than the
/// reading that the words alone gave.
pub fn reading(view: &View, timex: &Timex, event: &Event) -> Option<DateSpan> {
    let today = view.anchor.today();
    let far = |span: &DateSpan| today.map_or(0, |t| (span.first - t).num_days().abs());
    let near = |span: &DateSpan, days: i64| far(span) <= days;
    // "has been in Doha since Tuesday"
    let since = timex.tokens.0 > 0 && view.is(&view.words.since, timex.tokens.0 - 1);
    let is_today = today.zip(timex.past).is_some_and(|(t, d)| d.contains(t));
    // The words around it say that another week is meant.
    let later = today.zip(timex.days).is_some_and(|(t, d)| d.first > t) && event.standing == Standing::Open;
    match event.standing {
        // "was due in Rome on Monday", told on a Monday.
        Standing::Ahead | Standing::Open if is_today && !later && bound(view, timex) != Bound::Until => timex.past,
        // "was to go on in the evening", after a sentence about the day before.
        Standing::Ahead
            if part_of_day(timex) && today.zip(timex.days).is_some_and(|(t, d)| d.last < t && near(&d, 3)) =>
        {
            today.map(DateSpan::day)
        }
        // "is in Budapest until Sunday"
        Standing::Now | Standing::Open
            if bound(view, timex) == Bound::Until && today.zip(timex.days).is_some_and(|(t, d)| d.last < t) =>
        {
            timex.future.filter(|f| near(f, 10)).or(timex.days)
        }
        Standing::Open if since => timex.past.or(timex.days),
        // "travels to Kyoto on Friday": the simple present with a day is a plan.
        Standing::Open if event.open && today.zip(timex.days).is_some_and(|(t, d)| d.last < t) => {
            timex.future.filter(|f| timex.past.is_some() && near(f, 10)).or(timex.days)
        }
        // "should have begun on Sunday": the nearest.
        Standing::Cancelled => [timex.past, timex.future].into_iter().flatten().min_by_key(far).or(timex.days),
        Standing::Ahead => timex.future.filter(|f| timex.past.is_some() && near(f, 300)).or(timex.days),
        Standing::Done => timex.past.filter(|p| timex.future.is_some() && near(p, 40)).or(timex.days),
        _ => timex.days,
    }
}

/// "In the evening": a part of whichever day the text speaks of.
fn part_of_day(timex: &Timex) -> bool {
    timex.value.contains('T') && timex.past.is_none() && timex.kind == TimexKind::Time
}

/// "flies to Rome this weekend": one of two days, and not a stay of both.
fn is_vague(frame: Frame, timex: &Timex, days: DateSpan) -> bool {
    let comes =
        matches!(frame, Frame::Travel | Frame::Arrive | Frame::Arrival | Frame::Begin | Frame::End | Frame::Return);
    comes && days.single().is_none() && timex.value.ends_with("-WE")
}

/// True for the day in the dateline, which is the report's.
fn of_dateline(view: &View, timex: &Timex) -> bool {
    view.here().is_some_and(|(_, t)| {
        view.doc.tokens[t.tokens.0].sentence == view.doc.tokens[timex.tokens.0].sentence
            && timex.tokens.0 >= t.tokens.1
            && timex.tokens.0 <= t.tokens.1 + 4
    })
}

/// Which end of the stay a preposition before a single day tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    From,
    Until,
    Whole,
}

pub fn bound(view: &View, timex: &Timex) -> Bound {
    let w = view.words;
    let Some(mut at) = timex.tokens.0.checked_sub(1) else { return Bound::Whole };
    // "starting on April 13"
    if at > 0 && view.is(&w.bound_link, at) {
        at -= 1;
    }
    if view.is(&w.bound_from, at) {
        Bound::From
    } else if view.is(&w.bound_until, at) {
        Bound::Until
    } else {
        Bound::Whole
    }
}

/// "Was there in October 1995, when he spoke in A and visited B": the time that a clause with "when" tells more of.
fn recalled<'v>(view: &View<'v>, sentence: Sentence, cue: usize) -> Option<&'v Timex> {
    const REACH: usize = 40;
    let near = Sentence { first: sentence.first.max(cue.saturating_sub(REACH)), last: cue, ..sentence };
    let timex = view.timexes_in(near).iter().rev().find(|t| t.tokens.1 <= cue)?;
    let end = timex.tokens.1;
    let next = end + usize::from(view.str(end) == ",");
    (next < cue && view.is(&view.words.relative, next)).then_some(timex)
}

/// A visit of long ago is background: "visited in 2017", "last year".
fn mark_background(view: &View, timex: &Timex, events: &mut [Event]) {
    let Some(today) = view.anchor.published.or(view.anchor.dateline) else { return };
    let Some(oldest) = today.checked_sub_days(Days::new(JUST_OVER_DAYS)) else { return };
    let since = timex.tokens.0 > 0 && view.is(&view.words.dating, timex.tokens.0 - 1);
    let whole_year = timex.days.is_none() && timex.extent.is_some_and(|e| e.days() > 300 && e.first < oldest);
    if (whole_year || timex.extent.or(timex.days).is_some_and(|e| e.last < oldest)) && !since {
        events
            .iter_mut()
            // "during his visit in 2022" as well.
            .filter(|e| matches!(e.standing, Standing::Done | Standing::Open | Standing::Now))
            .for_each(|e| e.standing = Standing::Background);
    }
}

/// "went to China twelve times", "was in Birmingham once".
fn is_repeated(view: &View, sentence: Sentence, scope: &Scope) -> bool {
    const REACH: usize = 3;
    let last = scope.items.iter().map(|i| i.tokens.1).max().unwrap_or(scope.cue.1);
    (last..(last + REACH).min(sentence.last))
        .take_while(|i| view.doc.tokens[*i].is_word())
        .find(|i| view.is(&view.words.repeated, *i))
        .is_some_and(|i| {
            let next = i + 1;
            view.doc.tokens[i].shape == crate::text::Shape::Lower
                && (next >= sentence.last || !view.doc.tokens[next].is_word() || view.is(&view.words.preposition, next))
        })
}

/// "On Thursday he is in New York", told on a Tuesday, is a plan.
fn mark_planned(view: &View, timex: &Timex, events: &mut [Event]) {
    let Some(today) = view.anchor.today() else { return };
    let since = timex.tokens.0 > 0 && view.is(&view.words.dating, timex.tokens.0 - 1);
    let other = |d: &DateSpan| !d.contains(today);
    let ahead = timex.past.as_ref().is_none_or(other)
        && (timex.future.is_some() || timex.days.is_some_and(|d| d.first > today));
    if ahead && !since && bound(view, timex) == Bound::Whole && timex.days.is_some_and(|d| d.single().is_some()) {
        events
            .iter_mut()
            .filter(|e| e.standing == Standing::Now && e.strong)
            .for_each(|e| e.standing = Standing::Ahead);
    }
}

/// The day on which a host welcomes his guest is that of the arrival, on which he sees him off that of the departure; any other
/// is one of the visit.
pub fn received(view: &View, verb: usize, day: (NaiveDate, Span), event: &mut Event) {
    if view.is(&view.words.farewell, verb) {
        event.depart = Some(day);
    } else if view.is(&view.words.welcoming, verb) {
        event.arrive = Some(day);
    } else {
        event.on = Some(day.0);
    }
}

/// The first single day between two tokens.
pub fn day_between(view: &View, sentence: Sentence, from: usize, to: usize) -> Option<(NaiveDate, Span)> {
    let timex = view.timexes_in(sentence).iter().find(|t| t.tokens.0 >= from && t.tokens.0 < to && t.days.is_some())?;
    timex.days.and_then(DateSpan::single).map(|day| (day, timex.span))
}

/// A day as the event stands: "is expected home on Monday night", told on a Monday.
pub fn reread(view: &View, sentence: Sentence, told: (NaiveDate, Span), event: &Event) -> (NaiveDate, Span) {
    let timex = view.timexes_in(sentence).iter().find(|t| t.span == told.1);
    let day = timex.and_then(|t| reading(view, t, event)).and_then(DateSpan::single);
    (day.unwrap_or(told.0), told.1)
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
