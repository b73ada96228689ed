//! What the days of a cue tell of its places: an arrival, a departure, both, or a day in between.

use super::{Bound, Scope};
use crate::model::DateSpan;
use crate::model::mention::{Span, Timex, TimexKind};
use crate::text::Sentence;
use crate::text::motion::{CueKind, Frame};
use crate::trip::event::{Event, What};
use crate::trip::reading::Standing;
use crate::trip::view::View;

/// A day or a span of days, where the text tells it, and which end of the stay it is.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub days: DateSpan,
    pub span: Span,
    pub bound: Bound,
    /// It heads a part of a programme, whose lines are of that day.
    pub heading: bool,
}

/// Gives the events of one list their days.
pub(super) fn distribute(frame: Frame, told: Told, events: &mut [Event]) {
    let n = events.len();
    for (i, event) in events.iter_mut().enumerate() {
        let ends = (i == 0, i + 1 == n);
        match event.what {
            What::Leaves | What::From => source(frame, told, ends, event),
            What::Returns => event.arrive = Some((told.days.first, told.span)).filter(|_| ends.0),
            _ if frame == Frame::Departure => departure(told, ends, event),
            _ if told.days.first != told.days.last => range(frame, told, ends, event),
            _ => day(frame, told, ends, event),
        }
    }
}

/// "left Paris on Monday", "flew in from Paris on Monday": the day of leaving it.
fn source(frame: Frame, told: Told, (_, last): (bool, bool), event: &mut Event) {
    let moves = matches!(frame, Frame::Travel | Frame::Arrive | Frame::Send | Frame::Return);
    if told.days.single().is_some() && (event.what == What::Leaves || last && moves) {
        event.depart = Some((told.days.last, told.span));
    }
}

/// "leaves for Paris on Monday": the stop before is left that day. In a programme he also comes there that day.
fn departure(told: Told, (first, _): (bool, bool), event: &mut Event) {
    event.on = None;
    event.leaves_previous = told.days.single().filter(|_| first).map(|day| (day, told.span));
    if told.heading {
        event.arrive = event.leaves_previous;
    }
}

fn range(frame: Frame, told: Told, (first, last): (bool, bool), event: &mut Event) {
    if frame == Frame::Act {
        return;
    }
    event.arrive = Some((told.days.first, told.span)).filter(|_| first).or(event.arrive);
    event.depart = Some((told.days.last, told.span)).filter(|_| last).or(event.depart);
}

fn day(frame: Frame, told: Told, (first, last): (bool, bool), event: &mut Event) {
    let day = Some((told.days.first, told.span));
    match (frame, told.bound) {
        (Frame::Act, _) => event.on = Some(told.days.first),
        (_, Bound::From) => event.arrive = day.filter(|_| first),
        (_, Bound::Until) | (Frame::End, _) => event.depart = day.filter(|_| last),
        // "was on his way to Rome on Monday" does not say that he came there that day.
        (Frame::Flight | Frame::Enroute, _) => {}
        (Frame::Begin | Frame::Arrive | Frame::Arrival | Frame::Return | Frame::Send, _) => {
            event.arrive = day.filter(|_| first)
        }
        // "his travels to Kyoto on Friday": a tour, like a journey, comes there that day and may stay.
        (Frame::Travel | Frame::Tour, _) => {
            event.arrive = day.filter(|_| first);
            event.leaves_previous = event.arrive;
        }
        (Frame::Stay | Frame::Transit, _) => event.on = Some(told.days.first),
        // "was in Paris on Monday" tells of a visit; "is in Paris today" does not say that he leaves.
        (Frame::Present, _) if !matches!(event.standing, Standing::Ahead | Standing::Done) || !event.strong => {
            event.on = Some(told.days.first)
        }
        _ => {
            event.arrive = day;
            event.depart = day;
        }
    }
}

/// Longer stays are terms of office and exiles.
const LONGEST_STAY_DAYS: u32 = 60;

/// "a two-day visit from Monday" ends on Tuesday; "ends a four-day visit on Friday" began on Tuesday.
pub(super) fn lengths(view: &View, sentence: Sentence, scope: &Scope, events: &mut [Event]) {
    let Some((days, span)) = view.timexes_in(sentence).iter().find_map(|t| length(view, sentence, scope, t)) else {
        return;
    };
    let n = events.len();
    if n == 0 || days == 0 || days > LONGEST_STAY_DAYS || scope.frame == Frame::Departure {
        return;
    }
    for event in events.iter_mut() {
        if n == 1 && matches!(event.what, What::Goes | What::IsThere) {
            event.length = Some((days, span));
        }
    }
    let (first, last) = (events[0].arrive, events[n - 1].depart);
    if n > 1 {
        let more = chrono::Days::new(u64::from(days) - 1);
        match (first, last) {
            (Some((day, _)), None) => events[n - 1].depart = day.checked_add_days(more).map(|d| (d, span)),
            (None, Some((day, _))) => events[0].arrive = day.checked_sub_days(more).map(|d| (d, span)),
            _ => {}
        }
    } else if days > 1 && first.is_some() && first.map(|f| f.0) == last.map(|l| l.0) {
        // "a visit on Monday for three days"
        events[0].depart = None;
    }
}

/// The length of the stay that a cue tells of, in days, if a timex is one.
fn length(view: &View, sentence: Sentence, scope: &Scope, timex: &Timex) -> Option<(u32, Span)> {
    if timex.kind != TimexKind::Duration {
        return None;
    }
    let hours = timex.value.starts_with("PT");
    let days = if hours { 1 } else { timex.duration_days? };
    let told = (days, timex.span);
    let (from, to) = timex.tokens;
    let noun = view.cues_in(sentence).iter().find(|c| {
        let (first, last) = c.cue.tokens;
        let plain = |i: usize| !view.is(&view.words.preposition, i) && !view.is(&view.words.be, i);
        // "a three-day visit", "a visit of three days"
        let before = first >= to && first - to <= 4 && (to..first).all(plain);
        let behind = last + 1 == from && view.is(&view.words.of, last);
        c.kind == CueKind::Noun
            && matches!(c.frame, Frame::Visit | Frame::Tour | Frame::Stay | Frame::Stop)
            && (before || behind)
    });
    if let Some(noun) = noun {
        let same = noun.cue.tokens == scope.cue;
        let elsewhere = scope.places.iter().any(|p| {
            p.0 >= noun.cue.tokens.1 && p.0 <= noun.cue.tokens.1 + 3 && !scope.items.iter().any(|i| i.tokens == *p)
        });
        let near = noun.cue.tokens.0 + 8 >= scope.cue.0 && noun.cue.tokens.0 < scope.limit.max(scope.cue.1 + 10);
        let stay = matches!(noun.frame, Frame::Visit | Frame::Stay | Frame::Stop);
        return (same || stay && near && !elsewhere && scope.items.len() == 1).then_some(told);
    }
    let behind = from >= scope.cue.1 && from < scope.limit.max(scope.cue.1 + 10);
    let for_it = from > 0 && view.is(&view.words.for_length, from - 1);
    let spent = view.is(&view.words.spending, scope.cue.0) || scope.frame == Frame::Stay;
    let adjacent = from <= scope.cue.1 + 1;
    let goes = !matches!(scope.frame, Frame::Act | Frame::Depart | Frame::Departure);
    (behind && scope.items.len() == 1 && (spent && adjacent || for_it && goes)).then_some(told)
}
