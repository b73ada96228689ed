//! Events of verbs without a place: "he landed on Monday and stays until Friday".

use super::reader::Reader;
use super::{Event, What, Where};
use crate::model::mention::Span;
use crate::text::motion::{CueKind, Found, Frame};
use crate::trip::reading::{self, Standing};
use crate::trip::sequence::is_flashback;
use crate::trip::when;
use chrono::NaiveDate;

/// How many sentences back the traveller's place still is where a guest arrives.
const GUEST_NEAR: usize = 5;

impl Reader<'_, '_> {
    /// An arrival, a stay or a departure without a place: "he landed on Monday and stays until Friday" speaks of the place named last.
    pub(super) fn bare(&mut self, found: &Found, people: &[usize], group: &reading::Group, limit: usize) {
        // "leaves on Monday on a visit to Rome": the noun tells where.
        let for_journey = found.frame == Frame::Depart
            && self.view.cues_in(self.sentence).iter().any(|c| {
                c.kind == CueKind::Noun
                    && matches!(c.frame, Frame::Visit | Frame::Tour)
                    && c.cue.tokens.0 >= found.cue.tokens.1
                    && c.cue.tokens.0 < limit
            });
        if self.sentence.title || group.infinitive || for_journey {
            return;
        }
        let day = when::day_between(self.view, self.sentence, found.cue.tokens.0, limit)
            .or_else(|| self.leading_day(found))
            .or_else(|| self.day_when(found));
        // "Flies home", "is to fly back" say where to; "returns" alone does not.
        let ahead = group.standing == Standing::Ahead;
        let home = (found.cue.tokens.0..found.cue.tokens.1)
            .any(|i| self.view.is(&self.view.words.home, i) || ahead && self.view.is(&self.view.words.back, i));
        if day.is_none() && !home || self.returns_to_no_place(found) {
            return;
        }
        let until = day.is_some_and(|(_, span)| when::until(self.view, span));
        for person in people {
            if found.frame == Frame::Return {
                let mut event = self.event(
                    found,
                    *person,
                    Where::Home,
                    What::Returns,
                    group.standing,
                    (group.first.min(found.cue.tokens.0), found.cue.tokens.1),
                );
                event.arrive = day;
                self.out.push(event);
                continue;
            }
            let left = || self.left_before(found, *person);
            let Some(place) = left().or_else(|| self.place_in_mind(*person, group.standing)) else { continue };
            let what = if found.frame == Frame::Depart { What::Leaves } else { What::IsThere };
            let mut event = self.event(
                found,
                *person,
                place,
                what,
                group.standing,
                (group.first.min(found.cue.tokens.0), found.cue.tokens.1),
            );
            match (found.frame, until) {
                (Frame::Depart, _) | (_, true) => event.depart = day,
                (Frame::Stay, _) => continue,
                _ => event.arrive = day,
            }
            event.strong = false;
            self.out.push(event);
        }
    }

    /// "returned to debt talks", "will return to the theme"; "returned to his country" is a coming home.
    fn returns_to_no_place(&self, found: &Found) -> bool {
        let (view, w) = (self.view, self.view.words);
        let at = found.cue.tokens.1;
        let place = |i: usize| view.is(&w.kind_of_place, i) || view.is(&w.site, i) || view.is(&w.home, i);
        found.frame == Frame::Return && view.is(&w.to, at) && !(at + 1..(at + 5).min(self.sentence.last)).any(place)
    }

    pub(super) fn leading_day(&self, found: &Found) -> Option<(NaiveDate, Span)> {
        let day = when::day_between(self.view, self.sentence, self.sentence.first, found.cue.tokens.0)?;
        (found.cue.tokens.0 - self.sentence.first < 8).then_some(day)
    }

    /// "He left Taormina on Saturday. He had come from Brussels on Thursday": to the place that he left.
    fn left_before(&self, found: &Found, person: usize) -> Option<Where> {
        let at = found.cue.tokens.0;
        let had = (at.saturating_sub(3).max(self.sentence.first)..at).any(|i| self.view.is(&self.view.words.had, i));
        let told = |e: &&Event| e.person == person && e.strong && e.sentence < self.number && e.what != What::From;
        let last = self.out.iter().rev().find(told).filter(|e| self.number - e.sentence <= 2)?;
        (had && found.frame == Frame::Arrive && last.what == What::Leaves && last.standing == Standing::Done)
            .then_some(last.place)
    }

    /// "since Tuesday, when he arrived": the day right before "when".
    fn day_when(&self, found: &Found) -> Option<(NaiveDate, Span)> {
        let (view, first) = (self.view, found.cue.tokens.0);
        let from = first.saturating_sub(6).max(self.sentence.first);
        let at = (from..first).rev().find(|i| view.is(&view.words.when, *i))?;
        let timex = view.timexes_in(self.near(at)).iter().rev().find(|t| t.tokens.1 <= at && at - t.tokens.1 <= 1)?;
        timex.days.and_then(|d| d.single()).map(|day| (day, timex.span))
    }

    /// "on Sunday before the guest flies home", "On Friday she is home again": the day told right before.
    pub(super) fn day_before(&self, found: &Found) -> Option<(NaiveDate, Span)> {
        const REACH: usize = 8;
        let (view, first) = (self.view, found.cue.tokens.0);
        let near = self.near(first);
        let timex = view.timexes_in(near).iter().rev().find(|t| t.tokens.1 <= first && first - t.tokens.1 <= REACH)?;
        let between = timex.tokens.1..first;
        let busy = view.cues_in(near).iter().any(|c| c.kind == CueKind::Verb && between.contains(&c.cue.tokens.0));
        let turned = between.clone().any(|i| {
            view.is(&view.words.after, i)
                || view.is(&view.words.breaker, i)
                || view.str(i) == ";"
                || view.is(&view.words.and, i)
        });
        let day = timex.days.and_then(|d| d.single()).map(|day| (day, timex.span));
        day.filter(|_| !busy && !turned)
    }

    /// The place that the text speaks of: the last stop of this person that it told, if it is near, or the dateline's.
    pub(super) fn place_in_mind(&self, person: usize, standing: Standing) -> Option<Where> {
        let last = self.out.iter().rev().find(|e| {
            e.person == person
                && e.strong
                && matches!(e.what, What::Goes | What::IsThere)
                && self.number - e.sentence <= 2
                // He has come to none of those that are to come.
                && !(standing == Standing::Done && matches!(e.standing, Standing::Ahead | Standing::Cancelled))
                // "He had earlier been to Tanzania. He is staying until Friday."
                && (standing == Standing::Done || !is_flashback(self.view, e))
        });
        // "X, who arrives tomorrow": a guest beside the traveller comes to where the traveller is.
        let beside = || {
            let topic = self.topic.filter(|t| *t != person)?;
            let near = |e: &&Event| self.number - e.sentence <= GUEST_NEAR;
            let there = |e: &&Event| e.person == topic && matches!(e.what, What::Goes | What::IsThere);
            let known = |e: &&Event| !matches!(e.standing, Standing::Denied | Standing::Background);
            // "In Peru he will prepare the summit, to which X is to come": the sentence opens with the place.
            let spot = |p: usize| p <= self.sentence.first + 1 && self.view.is(&self.view.words.spot, p);
            let opens = self.groups.first().filter(|g| g.preposition.is_some_and(spot));
            opens
                .map(|g| g.items[0].place())
                .or_else(|| self.out.iter().rev().take_while(near).find(|e| there(e) && known(e)).map(|e| e.place))
        };
        last.map(|e| e.place).or_else(beside).or_else(|| self.view.here().map(|(i, _)| Where::Toponym(i)))
    }
}
