//! Whose days they are: which time expressions of a sentence belong to which places of a cue.

use super::{Bound, Scope, bound, of_dateline};
use crate::model::mention::Timex;
use crate::text::Sentence;
use crate::text::motion::{CueKind, Frame};
use crate::trip::view::View;
use std::ops::Range;

/// Whom a timex behind a cue speaks of.
enum Owner {
    /// The place with these tokens.
    Item((usize, usize)),
    /// All places, as it stands between the cue and the first.
    List,
    None,
}

/// Which timex of the sentence belongs to which of the scope's items, dated or not; ranges for those that speak of several.
///
/// `source` says that the items are where he comes from, so that the day told with the goal is theirs as well; `phase` that the cue
/// tells the start or the end of the journey.
pub(super) fn owned<'v>(
    view: &View<'v>,
    sentence: Sentence,
    scope: &Scope,
    n: usize,
    source: bool,
    phase: bool,
) -> Vec<(&'v Timex, Range<usize>)> {
    let told = |t: &&Timex| t.days.is_some() || t.extent.is_some();
    let last_item = scope.items.iter().map(|i| i.tokens.1).max().unwrap_or(scope.cue.1);
    let end = scope.limit.max(last_item + 3).min(sentence.last);
    let mut out = Vec::new();
    let mut used = vec![false; n];
    for timex in view
        .timexes_in(sentence)
        .iter()
        .filter(told)
        .filter(|t| t.tokens.0 >= scope.from && t.tokens.0 < end && !of_dateline(view, t))
    {
        let gathering = !phase && of_gathering(view, scope, timex) && bound(view, timex) != Bound::From;
        let elsewhere = opens_clause(view, sentence, timex.tokens)
            || in_clause(view, sentence, last_item.max(scope.cue.1), timex.tokens.0);
        if gathering || elsewhere || said(view, sentence, timex) || is_nth_day(view, sentence, timex) {
            continue;
        }
        let owner = if source { Owner::List } else { owner(view, scope, timex) };
        match owner {
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

fn owner(view: &View, scope: &Scope, timex: &Timex) -> Owner {
    let start = scope.from.min(scope.items.first().map_or(scope.cue.0, |i| i.tokens.0));
    let own = |p: &(usize, usize)| scope.items.iter().any(|i| i.tokens == *p);
    let before = scope
        .places
        .iter()
        .rev()
        .find(|p| p.1 <= timex.tokens.0 && p.0 >= start && (own(p) || !is_matter(view, scope, p.0)));
    let after = scope.places.iter().find(|p| p.0 >= timex.tokens.1);
    // "to go on in the evening to A, and on Tuesday to B": what stands before A is no day of B's.
    let goal = |p: &(usize, usize)| (timex.tokens.1..p.0).any(|i| view.is(&view.words.goal_preposition, i));
    if before.is_none() && after.is_some_and(|p| !own(p) && goal(p) && scope.items.iter().all(|i| i.tokens.0 > p.0)) {
        return Owner::None;
    }
    match (before, after) {
        (Some(_), Some(next)) if opens(view, timex.tokens, *next) => Owner::Item(*next),
        (Some(place), _) => Owner::Item(*place),
        (None, Some(_)) if scope.items.first().is_some_and(|i| i.tokens.0 >= timex.tokens.1) => Owner::List,
        (None, _) if scope.items.len() == 1 => Owner::List,
        _ => Owner::None,
    }
}

/// "for talks on Ukraine": a place that is only spoken of owns no day.
fn is_matter(view: &View, scope: &Scope, place: usize) -> bool {
    let preposition = (scope.cue.1..place).rev().find(|i| !view.is(&view.words.skip, *i));
    preposition.is_some_and(|i| view.is(&view.words.aside_of, i))
}

/// "and on Friday to Shanghai": a timex after "and" or a comma and right before a place's preposition belongs to what follows.
fn opens(view: &View, timex: (usize, usize), next: (usize, usize)) -> bool {
    let joined = (timex.0.saturating_sub(2)..timex.0).any(|i| view.is(&view.words.list_break, i));
    // "to Goma and, from 5 July, together with the archbishop, to Juba"
    let aside = view.str(timex.1) == ","
        && next.0 - timex.1 <= 12
        && (timex.0.saturating_sub(3)..timex.0).any(|i| view.is(&view.words.and, i))
        && view.is(&view.words.goal_preposition, next.0 - 1);
    if aside {
        return true;
    }
    joined
        && next.0 - timex.1 <= 4
        && (timex.1..next.0).all(|i| view.is(&view.words.preposition, i) || view.is(&view.words.skip, i))
        && (timex.1..next.0).any(|i| view.is(&view.words.preposition, i))
}

/// How far from its cue a day may stand that opens the clause, in tokens.
const LEADING_REACH: usize = 7;

/// "On Saturday, his programme there done, he goes on to New Delhi": the timex that opens the clause, if no other verb of motion
/// stands between.
fn leading<'v>(view: &View<'v>, sentence: Sentence, scope: &Scope) -> Option<&'v Timex> {
    let first = scope.items.first().map_or(scope.cue.0, |i| i.tokens.0).min(scope.cue.0);
    let before = view
        .timexes_in(sentence)
        .iter()
        .rev()
        .find(|t| {
            t.tokens.1 <= scope.cue.0
                && (t.days.is_some() || t.extent.is_some())
                && !of_dateline(view, t)
                && !said(view, sentence, t)
        })
        .filter(|t| !is_nth_day(view, sentence, t))?;
    let busy = view.cues_in(sentence).iter().any(|c| {
        c.kind == CueKind::Verb
            && c.frame != Frame::Act
            && c.cue.tokens.0 >= before.tokens.1
            && c.cue.tokens.1 <= scope.cue.0
    });
    // "left Davao on Sunday and stops over in Brunei": the day of the verb before.
    let verb = |c: &crate::text::motion::Found| c.kind == CueKind::Verb && c.frame != Frame::Act;
    let taken = scope.frame != Frame::Act
        && bound(view, before) != Bound::Until
        && (before.tokens.1..scope.cue.0).any(|i| view.is(&view.words.and, i))
        && view.cues_in(sentence).iter().any(|c| verb(c) && c.cue.tokens.1 <= before.tokens.0);
    if taken {
        return None;
    }
    let turned =
        (before.tokens.1..scope.cue.0).any(|i| view.is(&view.words.after, i) || view.is(&view.words.before, i));
    // "Will be in A from 3 to 5 May and then visits B": the days right behind a place are that place's.
    let joined = (before.tokens.1..scope.cue.0).any(|i| view.is(&view.words.and, i));
    let of_place = |p: &&(usize, usize)| {
        p.1 <= before.tokens.0 && (p.1..before.tokens.0).all(|i| view.is(&view.words.preposition, i))
    };
    let taken = joined && before.tokens.0 > sentence.first + 2 && scope.places.iter().any(|p| of_place(&p));
    let place_between = scope.places.iter().any(|p| p.0 >= before.tokens.1 && p.1 <= first);
    let near = scope.cue.0 - before.tokens.1 <= LEADING_REACH || before.tokens.0 <= sentence.first + 2;
    (!busy && near && !turned && !taken && (!place_between || before.tokens.0 <= sentence.first + 2)).then_some(before)
}

/// How far from a verb of saying its day may stand, in tokens: "said in a statement on Monday".
const SAYING_REACH: usize = 5;

/// "a spokesman said on Monday": the day on which it was said.
fn said(view: &View, sentence: Sentence, timex: &Timex) -> bool {
    let from = timex.tokens.0.saturating_sub(SAYING_REACH).max(sentence.first);
    let Some(at) = (from..timex.tokens.0).rev().find(|i| view.is(&view.words.saying, *i)) else { return false };
    // "told reporters in Rome", "says he flies on Monday": another verb or place lies between.
    !view.cues_in(sentence).iter().any(|c| c.cue.tokens.0 > at && c.cue.tokens.1 <= timex.tokens.0)
        && (at..timex.tokens.0).all(|i| view.toponym_at(i).is_none())
}

/// "On Tuesday, the second day of his visit": the visit began before.
fn is_nth_day(view: &View, sentence: Sentence, timex: &Timex) -> bool {
    view.timexes_in(sentence)
        .iter()
        .any(|t| t.nth_day.is_some() && t.tokens.0 >= timex.tokens.1 && t.tokens.0 - timex.tokens.1 <= 2)
}

/// "flies to Rome, and on Sunday he goes home", "flew to Uganda; today he was received": a day right before a subject belongs to what
/// follows.
fn opens_clause(view: &View, sentence: Sentence, timex: (usize, usize)) -> bool {
    let mut before = timex.0;
    before -= usize::from(before > sentence.first && view.is(&view.words.preposition, before - 1));
    let joined = before > sentence.first
        && (view.is(&view.words.list_break, before - 1) || !view.doc.tokens[before - 1].is_word());
    joined
        && view.people_in(sentence).iter().any(|m| {
            m.tokens.0 == timex.1
                && !view.possessive_after(m.tokens.1)
                && !view.is(&view.words.determiner, m.tokens.0)
                && !view.is(&view.words.objective, m.tokens.0)
        })
}

/// "will visit Samoa, her second journey since she was sworn in on 23 May": a clause with a subject of its own between the last
/// place and the day.
fn in_clause(view: &View, sentence: Sentence, from: usize, to: usize) -> bool {
    let w = view.words;
    let opens = |i: usize| [&w.after, &w.before, &w.at_which, &w.during].iter().any(|set| view.is(set, i));
    let subject = |i: usize| {
        view.people_in(sentence)
            .iter()
            .any(|m| m.tokens.0 == i + 1 && !view.possessive_after(m.tokens.1) && !view.is(&w.determiner, m.tokens.0))
    };
    from < to && to - from < CLAUSE_REACH && (from..to).any(|i| opens(i) && subject(i))
}

/// How far behind a place a clause of its own is looked for, in tokens.
const CLAUSE_REACH: usize = 40;

/// The dates of a summit are not those of the visit: "to Munich for the conference on 18-20 February".
fn of_gathering(view: &View, scope: &Scope, timex: &Timex) -> bool {
    let from = scope.places.iter().rev().find(|p| p.1 <= timex.tokens.0).map_or(scope.cue.1, |p| p.1).max(scope.cue.1);
    (from..timex.tokens.0).any(|i| view.is(&view.words.gathering, i))
}
