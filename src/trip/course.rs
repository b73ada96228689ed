//! What a sentence tells of a stay or of a whole journey without its place: "The visit ends on Saturday", "stays for three days",
//! "the second day of his tour".
//!
//! In: the events of a document. Out: the same events with more days.

use super::event::{Event, What, Where};
use super::reading::Standing;
use super::subject;
use super::view::View;
use super::when::{self, Bound};
use crate::model::mention::{Span, Timex, TimexKind};
use crate::model::place::PlaceKind;
use crate::text::Sentence;
use crate::text::motion::{CueKind, Found, Frame};
use chrono::{Days, NaiveDate};

/// How far behind its noun a day may stand, in tokens.
const REACH: usize = 24;
/// How far before its noun "at the start of" may stand, in tokens.
const EDGE_REACH: usize = 8;
/// How far behind its verb "until Sunday" may stand, in tokens.
const UNTIL_REACH: usize = 6;
/// How many events are looked at for the one that is meant.
const SEVERAL: usize = 200;
/// How many sentences back the stay was told that is meant.
const MEMORY: usize = 6;

type Day = Option<(NaiveDate, Span)>;

/// First day, last day and length of a journey, as far as they are told.
#[derive(Debug, Default, Clone, Copy)]
struct Course {
    start: Day,
    end: Day,
    length: Option<(u32, Span)>,
}

impl Course {
    /// The days as the event stands: "should have begun on Sunday". A day that tells of another stop in the sentence is not this
    /// journey's.
    fn reread(self, view: &View, sentence: Sentence, events: &[Event], nearest: usize) -> Course {
        let used = |span: Span| {
            let told = |day: Day| day.is_some_and(|(_, s)| s == span);
            events.iter().any(|e| e.token != events[nearest].token && (told(e.arrive) || told(e.depart)))
        };
        let read = |day: Day, last: bool| {
            let (day, span) = day.filter(|(_, s)| !used(*s))?;
            let timex = view.timexes_in(sentence).iter().find(|t| t.span == span);
            let as_told = |t: &&Timex| t.days.is_some_and(|d| day == if last { d.last } else { d.first });
            let told_ahead = matches!(events[nearest].standing, Standing::Ahead | Standing::Cancelled);
            if last
                && self.start.is_some_and(|(start, _)| day < start)
                && let Some(later) = timex.and_then(|t| t.future)
            {
                return Some((later.last, span));
            }
            let again =
                timex.filter(|_| told_ahead).filter(as_told).and_then(|t| when::reading(view, t, &events[nearest]));
            Some((again.map_or(day, |d| if last { d.last } else { d.first }), span))
        };
        Course { start: read(self.start, false), end: read(self.end, true), ..self }
    }
}

/// Adds the days that sentences tell without a place.
pub fn complete(view: &View, events: &mut [Event]) {
    let cues = view.cues;
    for found in cues {
        let journey = found.kind == CueKind::Noun && matches!(found.frame, Frame::Visit | Frame::Tour | Frame::Stay);
        let stay = found.kind == CueKind::Verb && found.frame == Frame::Stay;
        if !journey && !stay {
            continue;
        }
        let sentence = view.doc.sentence_of(found.cue.tokens.0);
        if sentence.title || view.timexes_in(sentence).is_empty() {
            continue;
        }
        let course = if journey { of_noun(view, sentence, found) } else { of_stay(view, sentence, found) };
        give(view, sentence, found, course, events);
    }
    it(view, events);
    until(view, events);
    hours(view, events);
    in_brackets(view, events);
}

/// "It ends on Friday", right after a sentence that tells of a journey.
fn it(view: &View, events: &mut [Event]) {
    for pair in view.doc.sentences.windows(2) {
        let (before, sentence) = (pair[0], pair[1]);
        let first = sentence.first;
        let phase = (first + 1..(first + 4).min(sentence.last)).find(|i| is_phase(view, *i));
        let Some(phase) = phase.filter(|_| view.is(&view.words.journey_it, first)) else { continue };
        let journey = |c: &&Found| c.kind == CueKind::Noun && matches!(c.frame, Frame::Visit | Frame::Tour);
        let Some(found) = view.cues_in(before).iter().rev().find(journey) else { continue };
        let mut course = Course::default();
        days(view, sentence, (phase, phase + REACH), &mut course);
        give(view, before, found, course, events);
    }
}

/// "He will be here until Sunday", "this one lasts until Friday".
fn until(view: &View, events: &mut [Event]) {
    for timex in view.mentions.timexes.iter().filter(|t| when::bound(view, t) == Bound::Until) {
        let Some(day) = timex.days.and_then(|d| d.single()) else { continue };
        let sentence = view.doc.sentence_of(timex.tokens.0);
        let from = timex.tokens.0.saturating_sub(UNTIL_REACH).max(sentence.first);
        let Some(verb) = (from..timex.tokens.0).rev().find(|i| view.is(&view.words.being, *i)) else { continue };
        let moved = view.cues_in(sentence).iter().any(|c| {
            c.kind == CueKind::Verb
                && !matches!(c.frame, Frame::Stay | Frame::Act)
                && c.cue.tokens.0 > verb
                && c.cue.tokens.1 <= timex.tokens.0
        });
        if moved {
            continue;
        }
        let number = view.doc.tokens[timex.tokens.0].sentence as usize;
        let to = events.partition_point(|e| e.sentence <= number);
        let near = |e: &&mut Event| {
            (e.strong || e.arrive.is_some()) && stays(e) && e.token <= timex.tokens.0 && number - e.sentence <= 3
        };
        let Some(event) = events[..to].iter_mut().rev().take(SEVERAL).find(near) else { continue };
        let later = timex.future.and_then(|f| f.single()).filter(|_| event.arrive.is_some_and(|(a, _)| day < a));
        if !somebody_else(view, sentence, verb, event.person) && event.depart.is_none() {
            event.depart = Some((later.unwrap_or(day), timex.span));
        }
    }
}

/// "stayed for five hours", "took off again after three hours": he leaves on the day on which he came.
fn hours(view: &View, events: &mut [Event]) {
    let w = view.words;
    for timex in view.mentions.timexes.iter().filter(|t| is_hours(t)) {
        let sentence = view.doc.sentence_of(timex.tokens.0);
        let Some(before) = timex.tokens.0.checked_sub(1).filter(|i| *i >= sentence.first) else { continue };
        let from = timex.tokens.0.saturating_sub(UNTIL_REACH).max(sentence.first);
        let old = (sentence.first..before).any(|i| view.is(&w.when, i));
        let stay = !old && view.is(&w.for_length, before) && (from..before).any(|i| view.is(&w.being, i));
        let leaves = view.is(&w.after, before)
            && view.cues_in(sentence).iter().any(|c| {
                c.kind == CueKind::Verb
                    && c.frame == Frame::Depart
                    && c.cue.tokens.0 >= from
                    && c.cue.tokens.1 <= before
            });
        if !(stay || leaves) {
            continue;
        }
        let number = view.doc.tokens[timex.tokens.0].sentence as usize;
        let to = events.partition_point(|e| e.sentence <= number);
        let near = |e: &&mut Event| stays(e) && e.token <= timex.tokens.0 && number - e.sentence <= 2;
        let Some(event) = events[..to].iter_mut().rev().take(SEVERAL).find(near) else { continue };
        if !somebody_else(view, sentence, before, event.person) {
            event.length = event.length.or(Some((1, timex.span)));
        }
    }
}

/// A length told in hours.
pub fn is_hours(timex: &Timex) -> bool {
    const MOST: usize = 14;
    let hours = timex.value.strip_prefix("PT").filter(|_| timex.kind == TimexKind::Duration);
    let number = |h: &str| h.split('H').next().and_then(|n| n.parse::<usize>().ok());
    hours.is_some_and(|h| number(h).is_none_or(|n| n <= MOST))
}

/// "Jordan (15-16 December)": the days of the place before the brackets.
fn in_brackets(view: &View, events: &mut [Event]) {
    for timex in &view.mentions.timexes {
        let (first, last) = timex.tokens;
        if first < 2 || view.str(first - 1) != "(" || view.str(last) != ")" {
            continue;
        }
        let Some((toponym, _)) = view.toponym_at(first - 2) else { continue };
        let Some(days) = timex.days else { continue };
        let here = |e: &&mut Event| e.strong && stays(e) && is_same(view, e.place, Where::Toponym(toponym));
        if let Some(event) = events.iter_mut().take(SEVERAL).find(here) {
            event.arrive = Some((days.first, timex.span));
            event.depart = Some((days.last, timex.span));
        }
    }
}

/// The same town, or a town and its country.
fn is_same(view: &View, a: Where, b: Where) -> bool {
    let place = |w: Where| match w {
        Where::Toponym(i) | Where::Capital(i) => view.mentions.toponyms[i].place,
        _ => None,
    };
    let (Some(x), Some(y)) = (place(a), place(b)) else { return a == b };
    let country = x.kind == PlaceKind::Country || y.kind == PlaceKind::Country;
    x.country == y.country && (country || x.name == y.name)
}

fn is_phase(view: &View, at: usize) -> bool {
    let w = view.words;
    view.is(&w.opening, at) || view.is(&w.closing, at) || view.is(&w.lasting, at)
}

/// "the three-day visit, which ends on Saturday", "the tour from 3 to 9 May".
fn of_noun(view: &View, sentence: Sentence, found: &Found) -> Course {
    let (first, last) = found.cue.tokens;
    let mut course = Course::default();
    for timex in view.timexes_in(sentence) {
        let near = timex.tokens.1 <= first && first - timex.tokens.1 <= 4;
        let plain = (timex.tokens.1..first).all(|i| !view.is(&view.words.preposition, i));
        // "stays for four days"
        let for_it = view.is(&view.words.for_length, last) || view.is(&view.words.of, last);
        let behind = timex.tokens.0 == last + 1 && for_it;
        if (near && plain || behind) && timex.kind == TimexKind::Duration {
            course.length = timex.duration_days.map(|d| (d, timex.span));
        }
        // "on the second day of his visit"
        if let Some(nth) = timex.nth_day.filter(|_| near)
            && let Some((day, span)) = beside(view, sentence, timex)
        {
            course.start = day.checked_sub_days(Days::new(u64::from(nth.max(1)) - 1)).map(|d| (d, span));
        }
    }
    days(view, sentence, (last, last + REACH), &mut course);
    aspect(view, sentence, found, &mut course);
    edge(view, sentence, first, &mut course);
    course
}

/// "was received on Monday at the start of a three-day visit".
fn edge(view: &View, sentence: Sentence, noun: usize, course: &mut Course) {
    let w = view.words;
    let from = noun.saturating_sub(EDGE_REACH).max(sentence.first);
    let Some(of) = (from..noun).rev().find(|i| view.is(&w.of, *i)).filter(|of| *of > from) else { return };
    let (start, end) = (view.is(&w.opening_noun, of - 1), view.is(&w.closing_noun, of - 1));
    if !start && !end {
        return;
    }
    let day = view
        .timexes_in(sentence)
        .iter()
        .filter_map(|t| Some((t.days?.single()?, t)))
        .min_by_key(|(_, t)| t.tokens.0.abs_diff(of))
        .map(|(day, t)| (day, t.span));
    if start {
        course.start = course.start.or(day);
    } else {
        course.end = course.end.or(day);
    }
}

/// The day that stands nearest to an expression: "Tuesday, the second day of".
fn beside(view: &View, sentence: Sentence, timex: &Timex) -> Day {
    view.timexes_in(sentence)
        .iter()
        .filter_map(|t| Some((t.days?.single()?, t)))
        .min_by_key(|(_, t)| t.tokens.0.abs_diff(timex.tokens.0))
        .map(|(day, t)| (day, t.span))
}

/// The days behind a noun or a verb, up to the next verb of motion.
fn days(view: &View, sentence: Sentence, (from, to): (usize, usize), course: &mut Course) {
    let stop = view
        .cues_in(sentence)
        .iter()
        .find(|c| {
            c.kind == CueKind::Verb
                && c.frame != Frame::Act
                && c.cue.tokens.0 >= from
                && !is_phase(view, c.cue.tokens.0)
        })
        .map_or(sentence.last, |c| c.cue.tokens.0);
    let mut at = from;
    for timex in view.timexes_in(sentence).iter().filter(|t| t.tokens.0 >= from && t.tokens.0 < to.min(stop)) {
        let phase = (at..timex.tokens.0).rev().find(|i| is_phase(view, *i));
        let said = |set: &crate::text::WordSet| phase.is_some_and(|i| view.is(set, i));
        let bound = when::bound(view, timex);
        at = timex.tokens.1;
        if said(&view.words.lasting) && timex.kind == TimexKind::Duration {
            course.length = course.length.or(timex.duration_days.map(|d| (d, timex.span)));
        }
        let gathering = (from..timex.tokens.0).any(|i| view.is(&view.words.gathering, i));
        let Some(span) = timex.days.filter(|_| !gathering) else { continue };
        let told = |day: NaiveDate| Some((day, timex.span));
        match span.single() {
            None if phase.is_some() || bound == Bound::From || timex.tokens.0 <= from + 2 => {
                course.start = course.start.or(told(span.first));
                course.end = course.end.or(told(span.last));
            }
            None => {}
            Some(day) if said(&view.words.closing) || bound == Bound::Until => course.end = course.end.or(told(day)),
            Some(day) if said(&view.words.opening) || bound == Bound::From => course.start = course.start.or(told(day)),
            Some(_) => {}
        }
    }
}

/// "begins a tour of Asia on Monday", "ends his visit on Friday": the verb before the noun.
fn aspect(view: &View, sentence: Sentence, found: &Found, course: &mut Course) {
    let first = found.cue.tokens.0;
    let verb = view.cues_in(sentence).iter().rev().find(|c| {
        c.kind == CueKind::Aspect
            && matches!(c.frame, Frame::Begin | Frame::End)
            && c.cue.tokens.1 <= first
            && first - c.cue.tokens.1 <= 9
    });
    let Some(verb) = verb else { return };
    let (opening, closing) =
        (view.is(&view.words.opening, verb.cue.tokens.0), view.is(&view.words.closing, verb.cue.tokens.0));
    let day = view.timexes_in(sentence).iter().find_map(|t| {
        let near = t.tokens.1 <= verb.cue.tokens.0 && verb.cue.tokens.0 - t.tokens.1 <= 2
            || t.tokens.0 >= verb.cue.tokens.1 && t.tokens.0 <= found.cue.tokens.1 + 8;
        t.days?.single().filter(|_| near).map(|day| (day, t.span))
    });
    if opening {
        course.start = course.start.or(day);
    } else if closing {
        course.end = course.end.or(day);
    }
}

/// "stays for three days", "remains until Friday".
fn of_stay(view: &View, sentence: Sentence, found: &Found) -> Course {
    let last = found.cue.tokens.1;
    let near = |t: &&Timex| t.tokens.0 >= last && t.tokens.0 <= last + 3;
    let mut course = Course::default();
    for timex in view.timexes_in(sentence).iter().filter(near) {
        let days = timex.duration_days.or(is_hours(timex).then_some(1));
        course.length = course.length.or(days.map(|d| (d, timex.span)));
        if when::bound(view, timex) == Bound::Until {
            course.end = timex.days.and_then(|d| d.single()).map(|day| (day, timex.span));
        }
    }
    course
}

/// Gives a course to the events that it speaks of: those of the cue itself, or the stay told last.
fn give(view: &View, sentence: Sentence, found: &Found, course: Course, events: &mut [Event]) {
    if course.start.is_none() && course.end.is_none() && course.length.is_none() {
        return;
    }
    let at = found.cue.tokens.0;
    let number = view.doc.tokens[at].sentence as usize;
    // Events stand in the order of sentences.
    let from = events.partition_point(|e| e.sentence + MEMORY < number);
    let to = events.partition_point(|e| e.sentence <= number + 2);
    let events = &mut events[from..to];
    let own: Vec<usize> = (0..events.len()).filter(|i| events[*i].token == at && stays(&events[*i])).collect();
    let before = (0..events.len()).rev().find(|i| events[*i].token < at && events[*i].strong && stays(&events[*i]));
    let after = (0..events.len()).find(|i| events[*i].token > at && events[*i].strong && stays(&events[*i]));
    let after = after.filter(|_| found.kind == CueKind::Noun);
    // "is on a tour of four African countries from 24 to 28 July. In Cairo he held talks": its stops may be told by what he does there.
    let weak = || {
        let subject = view.people_in(sentence).iter().rev().find(|m| m.tokens.1 <= at)?.person;
        (0..events.len()).find(|i| events[*i].token > at && events[*i].person == subject && stays(&events[*i]))
    };
    let whole = found.kind == CueKind::Noun && (found.frame == Frame::Tour || has_several_stops(view, found));
    let Some(nearest) = own.first().copied().or(before).or(after).or_else(|| weak().filter(|_| whole)) else { return };
    if somebody_else(view, sentence, at, events[nearest].person) {
        return;
    }
    let person = events[nearest].person;
    let places = |from: &[usize]| from.windows(2).any(|w| !is_same(view, events[w[0]].place, events[w[1]].place));
    let known: Vec<usize> = (0..events.len())
        .filter(|i| events[*i].person == person && events[*i].token <= at && events[*i].strong && stays(&events[*i]))
        .collect();
    let several = if own.is_empty() { places(&known) } else { places(&own) };
    let course = course.reread(view, sentence, events, nearest);
    if found.frame == Frame::Tour || several && found.kind == CueKind::Noun || has_several_stops(view, found) {
        tour(course, &mut events[nearest]);
    } else {
        stay(course, &mut events[nearest]);
    }
}

/// "a two-nation visit", "a visit to three African countries", "a visit to Asia".
fn has_several_stops(view: &View, found: &Found) -> bool {
    let (first, last) = found.cue.tokens;
    let continent =
        |i: usize| view.toponym_at(i).is_some_and(|(_, t)| t.place.is_some_and(|p| p.kind == PlaceKind::Continent));
    let end = (last + 6).min(view.doc.sentence_of(first).last);
    let before = (first.saturating_sub(3)..first).any(|i| view.is(&view.words.many_places, i));
    before
        || (last + 1..end)
            .take_while(|i| view.toponym_at(*i).is_none() || continent(*i))
            .any(|i| continent(i) || view.is(&view.words.many_places, i) && view.is(&view.words.preposition, last))
}

fn stays(event: &Event) -> bool {
    matches!(event.what, What::Goes | What::IsThere)
        && !matches!(event.standing, Standing::Background | Standing::Denied)
}

/// True where the sentence names another person before the cue.
fn somebody_else(view: &View, sentence: Sentence, at: usize, person: usize) -> bool {
    let before = view.people_in(sentence).iter().rev().find(|m| m.tokens.1 <= at && subject::acts(view, m));
    before.is_some_and(|m| m.person != person)
}

fn tour(course: Course, event: &mut Event) {
    let more = course.length.map(|(days, _)| Days::new(u64::from(days.max(1)) - 1));
    let other = |day: Day, by: fn(NaiveDate, Days) -> Option<NaiveDate>| {
        let (day, span) = day?;
        by(day, more?).map(|d| (d, span))
    };
    let start = course.start.or(other(course.end, NaiveDate::checked_sub_days));
    let end = course.end.or(other(course.start, NaiveDate::checked_add_days));
    event.tour = (event.tour.0.or(start), event.tour.1.or(end));
}

fn stay(course: Course, event: &mut Event) {
    event.arrive = event.arrive.or(course.start);
    // "visits Kyoto from Monday" was no visit of one day.
    if course.end.is_some() && event.arrive.map(|a| a.0) == event.depart.map(|d| d.0) {
        event.depart = None;
    }
    event.depart = event.depart.or(course.end);
    event.length = event.length.or(course.length);
}
