//! Places of a programme: "Ecuador follows", "Japan is the last leg", "then came Lagos", "still to come are Liberia and Senegal".
//!
//! Here a place is the subject or what a phrase of order announces, and the traveller is whom the text speaks of.

use super::reader::Reader;
use super::{Event, What};
use crate::model::mention::Cue;
use crate::text::motion::{CueKind, Found, Frame, VerbForm};
use crate::trip::reading::{self, Standing};
use crate::trip::subject;

/// Sentences within which a journey told by name makes a place that follows a stop of it.
const NEAR: usize = 3;
/// Words that a predicate may have before its noun: "is also on the provisional programme".
const PREDICATE: usize = 7;

impl Reader<'_, '_> {
    /// "Ghana, Guinea and Mali come next", "Guam follows", and turned round: "then came Lagos", "there followed Uganda".
    pub(super) fn next(&mut self, found: &Found) {
        let comes = self.view.motion.rows[found.row].cue.split(' ').count() == 1;
        let before = self.subject_places(found.cue.tokens.0).filter(|_| !self.is_arrival(found));
        let turned = || self.adjacent_after(found.cue.tokens.1).filter(|_| self.turned(found));
        match before {
            Some(_) if self.has_object(found) => {}
            Some(index) => {
                let standing = match reading::of(self.view, found).standing {
                    Standing::Open => Standing::Ahead,
                    told => told,
                };
                self.places_of_programme(found, index, standing);
            }
            None if comes => {
                if let Some(index) = turned() {
                    let standing = if found.form == VerbForm::Past { Standing::Done } else { Standing::Ahead };
                    self.places_of_programme(found, index, standing);
                }
            }
            None => {}
        }
    }

    /// "followed by Suva", "and after that Australia": a phrase of order with the place right after it.
    pub(super) fn next_after(&mut self, found: &Found) {
        let Some(index) = self.adjacent_after(found.cue.tokens.1) else { return };
        let standing = match self.clause_standing(found.cue.tokens.0) {
            done @ (Standing::Done | Standing::Cancelled) => done,
            _ => Standing::Ahead,
        };
        self.places_of_programme(found, index, standing);
    }

    /// "Japan is the last leg of the journey", "China and India are also on the programme", "still to come are Liberia and Senegal".
    pub(super) fn programme(&mut self) {
        let (view, w) = (self.view, self.view.words);
        if self.groups.is_empty() || self.sentence.title {
            return;
        }
        let Some(be) = self.sentence.range().find(|i| view.is(&w.be, *i)).filter(|i| i - self.sentence.first < 30)
        else {
            return;
        };
        let range = (be + 1)..(be + 1 + PREDICATE).min(self.sentence.last);
        if range.clone().any(|i| view.is(&w.not, i)) {
            return;
        }
        let past = view.is(&w.be_past, be);
        let standing = if past { Standing::Open } else { Standing::Ahead };
        let found = self.plain_cue(be);
        let planned = range.clone().any(|i| {
            let stop = view.cues_in(self.sentence).iter().any(|c| {
                c.kind == CueKind::Noun && matches!(c.frame, Frame::Stop | Frame::Tour) && c.cue.tokens.0 == i
            });
            let on = (be + 1..i).any(|j| view.is(&w.on, j));
            on && view.is(&w.programme, i) || stop
        });
        if planned && let Some(index) = self.subject_places(be) {
            return self.places_of_programme(&found, index, standing);
        }
        let opening = || (self.sentence.first..be).any(|i| view.is(&w.programme, i) || view.is(&w.remaining, i));
        let nobody = !view.people_in(self.sentence).iter().any(|m| m.tokens.1 <= be && !self.owns(m.tokens));
        if be - self.sentence.first <= 9
            && nobody
            && opening()
            && let Some(index) = self.adjacent_after(be + 1)
        {
            self.places_of_programme(&found, index, standing);
        }
    }

    /// "Tunis followed Algiers in protest": the verb has an object, and tells of no order of stops.
    fn has_object(&self, found: &Found) -> bool {
        let at = found.cue.tokens.1;
        self.view
            .doc
            .tokens
            .get(at)
            .is_some_and(|t| t.sentence == self.view.doc.tokens[at - 1].sentence && t.is_capital())
            && !self.view.timexes_in(self.sentence).iter().any(|t| t.tokens.0 <= at && at < t.tokens.1)
            || self.view.is(&self.view.words.determiner, at)
    }

    fn owns(&self, tokens: (usize, usize)) -> bool {
        self.view.possessive_after(tokens.1) || self.view.is(&self.view.words.determiner, tokens.0)
    }

    fn plain_cue(&self, at: usize) -> Found {
        let cue =
            Cue { span: self.view.span(at, at + 1), tokens: (at, at + 1), frame: "next", rule: "on the programme" };
        Found { cue, row: 0, kind: CueKind::Phrase, frame: Frame::Next, form: VerbForm::Base }
    }

    /// The places that are the subject of a verb: right before it, or at the head of the clause with an aside between commas.
    fn subject_places(&self, verb: usize) -> Option<usize> {
        let (view, w) = (self.view, self.view.words);
        let end = self.groups.partition_point(|g| g.last <= verb);
        let index = (0..end).rev().take(8).find(|i| self.groups[*i].preposition.is_none())?;
        let adjacent = |g: &crate::trip::group::Group| {
            (g.last..verb).all(|i| {
                !view.doc.tokens[i].is_word()
                    || view.is(&w.skip, i)
                    || view.is(&w.of, i)
                    || view.is_adverb(i)
                    || view.is(&w.will, i)
                    || view.is(&w.would, i)
                    || view.is(&w.have, i)
                    || view.toponym_at(i).is_some()
            })
        };
        if adjacent(&self.groups[index]) {
            return Some(index);
        }
        let head = self
            .groups
            .iter()
            .take(2)
            .position(|g| g.preposition.is_none() && g.first <= self.sentence.first + 1 && g.last < verb)?;
        let g = &self.groups[head];
        let aside = view.str(g.last) == "," && verb > 0 && view.str(verb - 1) == ",";
        aside.then_some(head)
    }

    /// The places right after a phrase, without a preposition; words of time may lie between.
    fn adjacent_after(&self, from: usize) -> Option<usize> {
        let (view, w) = (self.view, self.view.words);
        let index = self.groups.partition_point(|g| g.items[0].tokens.0 < from);
        let g = self.groups.get(index)?;
        let timex = |i: usize| view.timexes_in(self.near(i)).iter().any(|t| t.tokens.0 <= i && i < t.tokens.1);
        let fits = (from..g.items[0].tokens.0).all(|i| {
            view.is(&w.skip, i)
                || view.is_adverb(i)
                || timex(i)
                || view.is(&w.spot, i) && g.preposition == Some(i)
                || view.str(i) == ":"
                || view.is(&w.on, i)
        });
        (fits && !self.deictic(index)).then_some(index)
    }

    /// "then came Lagos", "there followed Uganda": nobody is the verb's subject.
    fn turned(&self, found: &Found) -> bool {
        let (view, w) = (self.view, self.view.words);
        let before = found.cue.tokens.0.checked_sub(1).filter(|i| *i >= self.sentence.first);
        before.is_none_or(|i| view.is(&w.sequence, i) || view.is(&w.there, i) || view.is(&w.remaining, i))
    }

    /// A verb of order that is a verb of coming as well is one of order only where the place follows it.
    fn is_arrival(&self, found: &Found) -> bool {
        self.view
            .cues_in(self.near(found.cue.tokens.0))
            .iter()
            .any(|c| c.cue.tokens == found.cue.tokens && c.frame == Frame::Arrive)
    }

    /// Makes the places stops of the journey that the text tells, where one was told not far before.
    fn places_of_programme(&mut self, found: &Found, index: usize, standing: Standing) {
        let Some(person) = subject::focus(self.view, self.sentence, self.topic) else { return };
        let told = |e: &Event| e.person == person && e.sentence + NEAR >= self.number;
        let programme = found.kind == CueKind::Verb || self.heading.is_some();
        if !programme && self.topic != Some(person) && !self.out.iter().rev().take(100).any(told) {
            return;
        }
        let items = self.groups[index].items.clone();
        let from = self.out.len();
        for item in &items {
            let mut event =
                self.event(found, person, item.place(), What::Goes, standing, (item.tokens.0, item.tokens.1));
            event.place_token = item.tokens.0;
            event.open = standing == Standing::Open;
            self.out.push(event);
        }
        let limit = self.clause_end(self.groups[index].last);
        self.attach(Frame::Visit, found, &items, limit, from);
    }
}
