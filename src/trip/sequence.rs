//! What the text says of the order of two stops: words of order, days, ordinals, what is done before what is planned, lists.
//!
//! In: the drafts of one trip in the order of mention. Out: [`Constraint`]s, which may contradict each other; `order` weighs them.

use super::draft::Draft;
use super::event::{Event, What};
use super::group;
use super::reading::Standing;
use super::view::View;
use crate::model::itinerary::{Role, Status};
use crate::model::mention::Span;
use crate::model::place::PlaceKind;
use crate::text::Shape;
use chrono::NaiveDate;

/// Why one stop comes before another, the weakest reason first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Told one after the other.
    Telling,
    /// Told one after the other in one sentence.
    Chain,
    /// A stop on the way is told after the place that it is on the way to.
    OnTheWay,
    /// Places of one list.
    List,
    /// Reached before the other is left.
    Left,
    /// Done before going on before planned.
    Standing,
    /// "Had earlier been to", told behind the stop that followed.
    Flashback,
    /// "Then", "from there" at the head of the next sentence.
    Then,
    /// "The first stop", "the tour ends in", "his third stop".
    Ordinal,
    /// Left, or reached, on an earlier day.
    Days,
    /// The origin first, coming home last.
    Ends,
    /// "After", "before", "on the way to", "by way of".
    Words,
    /// "From A to B".
    Source,
}

impl Reason {
    /// The name in evidence.
    fn rule(self) -> &'static str {
        match self {
            Reason::Telling => "order: told before",
            Reason::Chain => "order: told in one breath",
            Reason::OnTheWay => "order: on the way",
            Reason::List => "order: list",
            Reason::Left => "order: day of departure",
            Reason::Standing => "order: done before planned",
            Reason::Flashback => "order: had been there",
            Reason::Then => "order: then",
            Reason::Ordinal => "order: ordinal",
            Reason::Days => "order: days",
            Reason::Ends => "order: start and end",
            Reason::Words => "order: words of order",
            Reason::Source => "order: from and to",
        }
    }
}

/// One stop before another, both as positions among the drafts.
#[derive(Debug, Clone, Copy)]
pub struct Constraint {
    pub before: usize,
    pub after: usize,
    pub reason: Reason,
    /// The words that say so, where they stand in one place.
    pub span: Option<Span>,
}

/// A constraint that was taken in, as evidence of the later stop.
#[derive(Debug, Clone, Copy)]
pub struct After {
    /// The identifier of the draft that comes before.
    pub before: usize,
    pub rule: &'static str,
    pub span: Option<Span>,
}

impl From<Constraint> for After {
    fn from(constraint: Constraint) -> Self {
        After { before: constraint.before, rule: constraint.reason.rule(), span: constraint.span }
    }
}

/// All that the text says of the order of the drafts, which stand in the order of mention.
pub fn read(view: &View, home: Option<&str>, drafts: &[Draft]) -> Vec<Constraint> {
    let mut out: Vec<Constraint> = Vec::new();
    let told = by_sentence(drafts);
    for (at, sentence) in told.iter().enumerate() {
        words(view, sentence, &mut out);
        governed(view, drafts, sentence, &mut out);
        if let Some(previous) = at.checked_sub(1).map(|p| &told[p]) {
            next_sentence(view, previous, sentence, &mut out);
        }
    }
    sources_alone(drafts, &told, &mut out);
    flashbacks(view, drafts, &mut out);
    on_the_way(drafts, &mut out);
    let sources: Vec<(usize, usize)> =
        out.iter().filter(|c| c.reason == Reason::Source).map(|c| (c.before, c.after)).collect();
    let chained: Vec<(usize, usize)> =
        out.iter().filter(|c| c.reason == Reason::Chain).map(|c| (c.before, c.after)).collect();
    let mut pair = |before: usize, after: usize, reason| out.push(Constraint { before, after, reason, span: None });
    for a in 0..drafts.len() {
        if a + 1 < drafts.len() {
            pair(a, a + 1, Reason::Telling);
        }
        for b in (0..drafts.len()).filter(|b| *b != a) {
            let (x, y) = (&drafts[a], &drafts[b]);
            let home_first = home_before(view, y, x);
            if home_first {
                pair(b, a, Reason::Ends);
            } else if end(home, x) < end(home, y) {
                pair(a, b, Reason::Ends);
            }
            if earlier_days(x, y) || came_later(&sources, drafts, a, b) {
                pair(a, b, Reason::Days);
            }
            if reached_before_left(x, y) {
                pair(a, b, Reason::Left);
            }
            let ordinals = (nth(view, x), nth(view, y));
            let told = ordinals.0 == FIRST || ordinals.1 == LAST || ordinals.0 != UNTOLD && ordinals.1 != UNTOLD;
            if told && ordinals.0 < ordinals.1 && first_day(x).is_none_or(|d| first_day(y).is_none_or(|e| d <= e)) {
                pair(a, b, Reason::Ordinal);
            }
            let cancelled = x.status == Status::Cancelled || y.status == Status::Cancelled;
            // "Landed in A and was driven to B": of what is done the sentence has the order.
            let chain = rank(y) < 2 && chained.contains(&(b, a));
            // "Held talks in A on Saturday. He went on to B on Saturday": a meeting of that day does not say that he is still there.
            let met = rank(y) < 2 && first_day(x).is_some() && first_day(x) == first_day(y);
            let met = met && !y.events.iter().any(|e| e.strong);
            if met && told_at(view, y) < told_at(view, x) {
                pair(b, a, Reason::Standing);
            }
            let chain = chain || met;
            if rank(x) < rank(y) && !cancelled && stands(x) && stands(y) && !chain {
                pair(a, b, Reason::Standing);
            }
        }
    }
    out
}

/// Where a draft is first told, in the text rather than in the headline.
pub fn told_at(view: &View, draft: &Draft) -> usize {
    let headline = |e: &Event| view.doc.sentences[e.sentence].title;
    let in_text = draft.events.iter().filter(|e| !headline(e)).map(|e| e.place_token).min();
    in_text.filter(|_| draft.status != Status::Cancelled).unwrap_or(draft.mention)
}

/// The first day that is known of a stop.
pub fn first_day(draft: &Draft) -> Option<NaiveDate> {
    let on = || draft.events.iter().filter_map(|e| e.on).min();
    draft.arrive.or(draft.depart).map(|(day, _)| day).or_else(on)
}

/// "is home on Friday ... goes to Japan on the 25th": coming home ends a journey, and what comes on a later day is of the next.
fn home_before(view: &View, home: &Draft, next: &Draft) -> bool {
    let to_come = view.anchor.published.is_none_or(|today| home.arrive.is_some_and(|a| a.0 > today));
    let back = home.arrive.filter(|_| home.role == Role::Return && next.role == Role::Stop);
    let sets_out = next.events.iter().find_map(|e| e.leaves_previous).or(next.arrive);
    let fits = home.status == Status::Visited || to_come;
    fits && back.zip(sets_out).is_some_and(|(back, next)| back.0 < next.0)
}

/// One stop is left, or at least reached, before the other is reached.
fn earlier_days(a: &Draft, b: &Draft) -> bool {
    let on = |d: &Draft| d.events.iter().filter_map(|e| e.on).min();
    let start = |d: &Draft| d.arrive.map(|(day, _)| day).or_else(|| on(d));
    let end = |d: &Draft| d.depart.map(|(day, _)| day);
    match (start(a), end(a), start(b), end(b)) {
        (Some(reached), _, Some(other), _) if reached != other => reached < other,
        // A day here, and from that day on there.
        (Some(reached), Some(left), Some(_), Some(then)) => reached == left && left < then,
        // Left on the day on which the other is reached, and not the other way round.
        (None, Some(left), Some(other), then) => left <= other && (then != Some(left) || only_left(a)),
        (_, Some(left), None, Some(then)) => left < then,
        // Only the day is known on which the other is left: he may have come there before.
        _ => false,
    }
}

/// Nothing is told of a stop but that it is left: "visited B on Thursday. He left A in the morning".
fn only_left(draft: &Draft) -> bool {
    draft.events.iter().all(|e| e.what == What::Leaves)
}

/// Only the day is known on which the second is left, and on an earlier day the first was reached.
fn reached_before_left(a: &Draft, b: &Draft) -> bool {
    let left = b.depart.filter(|_| b.arrive.is_none()).map(|(day, _)| day);
    a.arrive.zip(left).is_some_and(|((reached, _), left)| reached < left)
}

/// Whoever comes to a place from another was there right before: what he reached on an earlier day lies before both.
fn came_later(sources: &[(usize, usize)], drafts: &[Draft], a: usize, source: usize) -> bool {
    first_day(&drafts[source]).is_none()
        && drafts[source].role != Role::Origin
        && sources.iter().any(|(s, goal)| *s == source && *goal != a && earlier_days(&drafts[a], &drafts[*goal]))
}

fn rank(draft: &Draft) -> u8 {
    match draft.status {
        Status::Visited => 0,
        Status::Current => 1,
        Status::Planned | Status::Cancelled => 2,
    }
}

/// The words say whether it is done or planned; a meeting told in an open form says neither.
fn stands(draft: &Draft) -> bool {
    draft.events.iter().any(|e| e.strong || e.standing != Standing::Open)
}

fn end(home: Option<&str>, draft: &Draft) -> u8 {
    match draft.role {
        Role::Origin => 0,
        Role::Return if home.is_some() => 2,
        _ => 1,
    }
}

const FIRST: u8 = 1;
const UNTOLD: u8 = 5;
const LAST: u8 = 9;

/// The place of a stop by its own words.
fn nth(view: &View, draft: &Draft) -> u8 {
    let w = view.words;
    let of = |e: &Event| {
        if !e.strong {
            return None;
        }
        // "his third stop", "first destination", "the tour ends in".
        let words = [e.token.saturating_sub(1), e.token].map(|i| view.doc.word(i));
        let stop = matches!(e.frame, "stop" | "act");
        let ordinal = |set: &crate::text::WordSet| stop && words.iter().any(|word| set.contains(*word));
        [(&w.first, FIRST), (&w.second, 2), (&w.third, 3), (&w.last, LAST)]
            .into_iter()
            .find(|(set, _)| ordinal(set))
            .map(|(_, n)| n)
    };
    draft.events.iter().find_map(of).unwrap_or(UNTOLD)
}

/// An event and the position of its draft.
type Told<'e> = (usize, &'e Event);

/// The events of each sentence that tells one, in the order of the text.
fn by_sentence(drafts: &[Draft]) -> Vec<Vec<Told<'_>>> {
    let mut all: Vec<Told> =
        drafts.iter().enumerate().flat_map(|(i, d)| d.events.iter().map(move |e| (i, e))).collect();
    all.sort_by_key(|(i, e)| (e.sentence, e.token, e.place_token, *i));
    all.chunk_by(|a, b| a.1.sentence == b.1.sentence).map(<[Told]>::to_vec).collect()
}

/// Within one sentence: "after visiting A, he flew to B", "from A to B via C", "A, B and C".
fn words(view: &View, told: &[Told], out: &mut Vec<Constraint>) {
    // In a sentence without end only near events speak of each other.
    const NEAR: usize = 12;
    for (i, (a, x)) in told.iter().enumerate() {
        let near = &told[i.saturating_sub(NEAR)..(i + 2 * NEAR).min(told.len())];
        for (b, y) in told[i + 1..].iter().take(NEAR).filter(|(b, _)| b != a) {
            for ((a, x), (b, y)) in [((*a, *x), (*b, *y)), ((*b, *y), (*a, *x))] {
                if let Some(reason) = between(view, near, x, y) {
                    let tokens = (x.token.min(y.token), x.place_token.max(y.place_token) + 1);
                    out.push(Constraint { before: a, after: b, reason, span: Some(view.span(tokens.0, tokens.1)) });
                }
            }
        }
    }
    // "Landed in A from O and was driven to B": what he comes from is no link of the chain.
    let links: Vec<&Told> = told.iter().filter(|(_, e)| e.what != What::From).collect();
    for pair in links.windows(2) {
        let [(a, x), (b, y)] = pair else { continue };
        let list = x.token == y.token;
        if a != b && x.strong && y.strong && (list || x.standing != Standing::Cancelled) {
            let reason = if list { Reason::List } else { Reason::Chain };
            out.push(Constraint { before: *a, after: *b, reason, span: None });
        }
    }
}

/// Why `x` comes before `y`, two events of one sentence.
fn between(view: &View, told: &[Told], x: &Event, y: &Event) -> Option<Reason> {
    let comes = matches!(y.what, What::Goes | What::IsThere | What::Returns);
    let leaves = matches!(x.what, What::From | What::Leaves);
    if leaves && comes && (x.token == y.token || x.token < y.token && x.what == What::From) {
        return Some(Reason::Source);
    }
    if x.token != y.token && (x.earlier && !y.earlier || y.later && !x.later) {
        return Some(Reason::Words);
    }
    // "Spent two days in B and left A on Friday" goes on; "arrived in B, having left A" looks back.
    let goes_on = x.token > y.token && x.token > 0 && view.is(&view.words.and, x.token - 1);
    if leaves && comes && !goes_on {
        return Some(Reason::Words);
    }
    if x.what == What::Transit && comes && passes(told, x, y) {
        return Some(Reason::Words);
    }
    let on_the_way = y.frame == "enroute" && y.what == What::Goes && x.token != y.token;
    (on_the_way && !leaves && x.what != What::Returns).then_some(Reason::Words)
}

/// "Flies to B by way of A": a place on the way belongs to the goal told last before it, or, at the head, to the next.
fn passes(told: &[Told], via: &Event, goal: &Event) -> bool {
    let goes = |e: &&Event| matches!(e.what, What::Goes | What::Returns);
    if via.token == goal.token {
        return goes(&goal);
    }
    let events = || told.iter().map(|(_, e)| *e).filter(goes);
    let nearest = events().rfind(|e| e.token <= via.token).or_else(|| events().find(|e| e.token > via.token));
    nearest.is_some_and(|e| e.token == goal.token)
}

/// "His next stop after Japan", "before Cuba": a place after a word of order, against the stops of the sentence.
fn governed(view: &View, drafts: &[Draft], told: &[Told], out: &mut Vec<Constraint>) {
    let sentence = view.doc.sentences[told[0].1.sentence];
    let turns = sentence.range().any(|i| view.is(&view.words.after, i) || view.is(&view.words.before, i));
    if !turns || drafts.len() < 2 {
        return;
    }
    for group in group::find(view, sentence) {
        let Some(preposition) = group.preposition.filter(|_| !opens_clause(view, group.last)) else { continue };
        let (after, before) = (view.is(&view.words.after, preposition), view.is(&view.words.before, preposition));
        let place = view.mentions.toponyms[group.items[0].toponym].place;
        let named = |d: &Draft| {
            place.is_some_and(|p| d.country == Some(p.country) && (p.kind == PlaceKind::Country || d.name == p.name))
        };
        let Some(a) = drafts.iter().position(named).filter(|_| after || before) else { continue };
        let outside = |e: &Event| e.strong && !(group.first <= e.place_token && e.place_token < group.last);
        // In a sentence without end only what stands near is meant.
        let from = told.partition_point(|(_, e)| e.token + 100 < group.first);
        let near = told[from..].iter().take_while(|(_, e)| e.token < group.last + 100);
        for (b, _) in near.filter(|(b, e)| *b != a && outside(e)) {
            let (before, after) = if after { (a, *b) } else { (*b, a) };
            let span = Some(view.span(group.first, group.last));
            out.push(Constraint { before, after, reason: Reason::Words, span });
        }
    }
}

/// "After Bonn and Paris signed": the places are the subject of another clause.
fn opens_clause(view: &View, at: usize) -> bool {
    let w = view.words;
    if view.doc.tokens.get(at).is_none_or(|t| t.shape != Shape::Lower) {
        return false;
    }
    let person = view.people_in(view.doc.sentence_of(at)).iter().any(|m| m.tokens.0 == at);
    let plain = [&w.preposition, &w.joiner, &w.relative, &w.adverb, &w.after, &w.before, &w.during, &w.breaker];
    // "The stop after Japan would have been": the verb of what stands before.
    let auxiliary = [&w.will, &w.would, &w.be, &w.have, &w.had];
    let time = view.timexes_in(view.doc.sentence_of(at)).iter().any(|t| t.tokens.0 == at);
    !(person || time || plain.iter().chain(&auxiliary).any(|set| view.is(set, at)))
}

/// "Then", "from there" at the head of a sentence: what it tells follows what the sentence before told last.
fn next_sentence(view: &View, previous: &[Told], told: &[Told], out: &mut Vec<Constraint>) {
    let sentence = view.doc.sentences[told[0].1.sentence];
    let follows = (sentence.first..(sentence.first + 3).min(sentence.last))
        .any(|i| view.is(&view.words.sequence, i) || view.is(&view.words.thence, i));
    let near = told[0].1.sentence - previous[0].1.sentence == 1;
    // "Met him in Amman after coming from Tel Aviv. He then flew": the main clause is what it goes on from.
    let main = |t: &&Told| !t.1.earlier;
    let last = previous.iter().rfind(|t| t.1.strong);
    let last = last.filter(main).or_else(|| previous.iter().rfind(main)).or(last);
    if let (true, true, Some((a, x)), Some((b, y))) = (follows, near, last, told.iter().find(|t| t.1.strong))
        && a != b
        && !y.earlier
    {
        let span = Some(view.span(sentence.first, y.place_token + 1));
        let reason = if x.later { Reason::Telling } else { Reason::Then };
        out.push(Constraint { before: *a, after: *b, reason, span });
    }
}

/// "He had come there straight from A": the goal is the place that the text spoke of last.
fn sources_alone(drafts: &[Draft], told: &[Vec<Told>], out: &mut Vec<Constraint>) {
    let mut last: Option<Told> = None;
    for sentence in told {
        let mut goals: Vec<usize> = Vec::new();
        let comes = |e: &Event| matches!(e.what, What::Goes | What::IsThere | What::Returns);
        // Whether there is a goal other than the source: two are enough to know.
        for (b, _) in sentence.iter().filter(|(_, e)| comes(e)) {
            if goals.len() < 2 && !goals.contains(b) {
                goals.push(*b);
            }
        }
        for (a, x) in sentence.iter().filter(|(_, e)| e.what == What::From && e.strong) {
            let goal = goals.first().is_some_and(|first| first != a) || goals.len() > 1;
            if let Some((b, _)) = last.filter(|(b, y)| !goal && b != a && x.sentence - y.sentence <= 2)
                && drafts[b].role != Role::Origin
            {
                out.push(Constraint { before: *a, after: b, reason: Reason::Source, span: Some(x.evidence) });
            }
        }
        let stays = |t: &&Told| t.1.strong && matches!(t.1.what, What::Goes | What::IsThere);
        last = sentence.iter().rfind(stays).copied().or(last);
    }
}

/// "He had earlier been to A": before the stop that the text spoke of.
fn flashbacks(view: &View, drafts: &[Draft], out: &mut Vec<Constraint>) {
    for (a, draft) in drafts.iter().enumerate().skip(1) {
        let strong = draft.events.iter().any(|e| e.strong);
        let mut counted = draft.events.iter().filter(|e| e.strong || !strong);
        if !counted.clone().all(|e| is_flashback(view, e)) {
            continue;
        }
        let Some(first) = counted.next() else { continue };
        let present = |d: &&Draft| {
            d.role == Role::Stop && rank(d) < 2 && d.events.iter().any(|e| e.strong && !is_flashback(view, e))
        };
        let with = |d: &Draft| d.events.iter().any(|e| (e.sentence, e.token) == (first.sentence, first.token));
        for (b, _) in drafts[..a].iter().enumerate().filter(|(_, d)| present(d) && !with(d)) {
            out.push(Constraint { before: a, after: b, reason: Reason::Flashback, span: Some(first.evidence) });
        }
    }
}

/// The pluperfect: "had been", "had earlier visited".
pub fn is_flashback(view: &View, event: &Event) -> bool {
    let sentence = view.doc.sentences[event.sentence];
    let from = event.token.saturating_sub(4).max(sentence.first);
    let had = (from..event.token + 1).rev().find(|i| view.is(&view.words.had, *i));
    matches!(event.standing, Standing::Done | Standing::Open)
        && had.is_some_and(|h| (h + 1..event.token).all(|i| view.is_adverb(i) || view.is(&view.words.be, i)))
}

/// A stop on the way that no word ties to its goal, told right behind it.
fn on_the_way(drafts: &[Draft], out: &mut Vec<Constraint>) {
    for b in 1..drafts.len() {
        let (goal, via) = (&drafts[b - 1], &drafts[b]);
        let homeward = drafts.get(b + 1).is_some_and(|d| d.role == Role::Return);
        let tied = out.iter().any(|c| (c.before == b || c.after == b) && c.reason >= Reason::Words);
        let fits = goal.role == Role::Stop && goal.status != Status::Cancelled && rank(goal) >= rank(via);
        if via.role == Role::Transit && fits && !homeward && !tied {
            out.push(Constraint { before: b, after: b - 1, reason: Reason::OnTheWay, span: None });
        }
    }
}
