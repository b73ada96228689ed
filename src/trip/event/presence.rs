//! Presence without a cue: "X is in Y", "X, in Y for talks, said", "In Y, X met".

use super::What;
use super::reader::Reader;
use crate::model::mention::{Span, TimexKind};
use crate::text::motion::{CueKind, Found, Frame, VerbForm};
use crate::trip::course::is_hours;
use crate::trip::reading::{self, Standing};
use crate::trip::subject;

impl Reader<'_, '_> {
    /// "X is in Y", "X, in Y for talks, said", "In Y, X met": presence without a cue.
    pub(super) fn presence(&mut self) {
        for index in 0..self.groups.len() {
            let g = self.groups[index].clone();
            let w = self.view.words;
            let Some(preposition) = g.preposition.filter(|p| self.view.is(&w.place_preposition, *p)) else {
                continue;
            };
            // "due in Rome" is told by the phrase.
            if self
                .view
                .cues_in(self.sentence)
                .iter()
                .any(|c| c.kind == CueKind::Phrase && c.cue.tokens.0 < preposition && c.cue.tokens.1 > preposition)
            {
                continue;
            }
            let item = g.items[0];
            let (before, after) = (preposition, g.last);
            let Some((mention, standing, strong)) = self.present_person(before, after) else { continue };
            let cue = crate::model::mention::Cue {
                span: self.view.span(preposition, item.tokens.1),
                tokens: (preposition, item.tokens.1),
                frame: "present",
                rule: "is in PLACE",
            };
            let found = Found { cue, row: 0, kind: CueKind::Phrase, frame: Frame::Present, form: VerbForm::Base };
            let from = self.out.len();
            for item in &g.items {
                let mut event =
                    self.event(&found, mention, item.place(), What::IsThere, standing, (preposition, item.tokens.1));
                event.place_token = item.tokens.0;
                event.strong = strong;
                self.out.push(event);
            }
            // "after a few hours in Beirut"
            let hours = self.view.timexes_in(self.near(preposition)).iter().find(|t| t.tokens.1 == preposition);
            if let Some(hours) = hours.filter(|t| is_hours(t)) {
                self.out[from..].iter_mut().for_each(|e| e.length = Some((1, hours.span)));
            }
            let limit = self.clause_end(g.last);
            let w = self.view.words;
            // "is to be back in Seoul on Saturday", "At Dong Dang, where he is due on Tuesday"
            let back = before > self.sentence.first && self.view.is(&w.back, before - 1);
            if back || self.due_where(after) {
                self.attach(Frame::Arrive, &found, &g.items, self.sentence.last, from);
            } else {
                self.attach(Frame::Present, &found, &g.items, limit, from);
            }
        }
    }

    /// "where he is due", right behind a place.
    fn due_where(&self, last: usize) -> bool {
        const CLAUSE: usize = 7;
        let (view, w) = (self.view, self.view.words);
        let end = (last + CLAUSE).min(self.sentence.last);
        let Some(at) = (last..end.min(last + 2)).find(|i| view.is(&w.at_which, *i)) else { return false };
        let subject = view.people_in(self.near(at)).iter().any(|m| m.tokens.0 == at + 1);
        let due = (at + 1..end).find(|i| view.is(&w.expected, *i));
        subject && due.is_some_and(|d| view.is(&w.be, d - 1))
    }

    /// Who is at a place by the words around it, how it stands, and whether that alone is enough.
    pub(super) fn present_person(&self, before: usize, after: usize) -> Option<(usize, Standing, bool)> {
        let w = self.view.words;
        let mentions = self.view.people_in(self.sentence);
        // "X is (now) in Y", "X will be in Y"
        let mut at = before;
        let mut be = None;
        while at > self.sentence.first {
            at -= 1;
            if self.view.is(&w.be, at) {
                be = Some(at);
                break;
            }
            if !self.view.is(&w.adverb, at) {
                break;
            }
        }
        if let Some(be) = be {
            let group = reading::of(
                self.view,
                &Found {
                    cue: crate::model::mention::Cue {
                        span: Span::default(),
                        tokens: (be, be + 1),
                        frame: "",
                        rule: "",
                    },
                    row: 0,
                    kind: CueKind::Verb,
                    frame: Frame::Act,
                    form: VerbForm::Third,
                },
            );
            let people = subject::of_verb(self.view, self.sentence, &group, self.topic);
            let standing = match group.standing {
                Standing::Open if self.view.is(&w.be_past, be) => Standing::Done,
                Standing::Open if self.view.is(&w.be_present, be) => Standing::Now,
                other => other,
            };
            return people.first().map(|p| (*p, standing, true));
        }
        // "X, in Y for talks, said" and "X, now in Y,"
        if before > self.sentence.first + 1
            && self.view.str(before - 1) == ","
            && self.view.str(after) != "."
            && let Some(m) = mentions.iter().find(|m| m.tokens.1 == before - 1)
        {
            return Some((m.person, Standing::Now, false));
        }
        // "- Chancellor X in Istanbul: talks with Y", under a day.
        let opens = |m: &&crate::model::mention::PersonMention| m.tokens.0 <= self.sentence.first + 2;
        let closed = |m: &&crate::model::mention::PersonMention| {
            m.tokens.1 == before || m.tokens.1 + 1 == before && self.view.str(before - 1) == ","
        };
        let marked = after >= self.sentence.last || matches!(self.view.str(after), ":" | "," | "(" | ".");
        if self.heading.is_some()
            && marked
            && let Some(m) = mentions.iter().find(opens).filter(|m| closed(m) || self.apposition(m.tokens.1, before))
        {
            return Some((m.person, Standing::Open, true));
        }
        // "On Saturday she stood in a bunker at Panmunjom": the traveller himself, on a day that is told.
        if let Some(topic) = self.topic.filter(|_| !self.sentence.title && before - self.sentence.first < 16) {
            let subject = mentions.iter().find(|m| m.tokens.1 <= before).filter(|m| {
                m.person == topic && m.tokens.0 <= self.sentence.first + 6 && !self.view.possessive_after(m.tokens.1)
            });
            let one = mentions.iter().filter(|m| m.tokens.1 <= before).all(|m| m.person == topic);
            let day = self.view.timexes_in(self.sentence).iter().any(|t| t.days.is_some());
            let cue = self
                .view
                .cues_in(self.sentence)
                .iter()
                .any(|c| c.cue.tokens.1 <= before && c.kind == CueKind::Verb && !matches!(c.form, VerbForm::Base));
            if subject.is_some() && one && day && !cue {
                return Some((topic, self.clause_standing(before), false));
            }
        }
        self.spell(before).or_else(|| self.headline(before, after)).or_else(|| self.leading(before, after))
    }

    /// ", secretary of state," between a name and "in": an apposition without a verb.
    fn apposition(&self, from: usize, to: usize) -> bool {
        let (view, w) = (self.view, self.view.words);
        let plain = |i: usize| ![&w.be, &w.have, &w.had, &w.will, &w.relative].iter().any(|set| view.is(set, i));
        let cue = view
            .cues_in(self.near(from))
            .iter()
            .any(|c| c.kind == CueKind::Verb && c.cue.tokens.0 >= from && c.cue.tokens.1 <= to);
        to > from + 1 && view.str(from) == "," && view.str(to - 1) == "," && (from..to).all(plain) && !cue
    }

    /// "In Y, X said", "On March 24 in Y the king walked": a place at the head of the sentence, with its days, then the subject.
    fn leading(&self, before: usize, after: usize) -> Option<(usize, Standing, bool)> {
        let (view, w) = (self.view, self.view.words);
        let timex = |i: usize| view.timexes_in(self.near(i)).iter().find(|t| t.tokens.0 <= i && i < t.tokens.1);
        let light = |i: usize| {
            timex(i).is_some()
                || view.str(i) == ","
                || view.is(&w.sequence, i)
                || view.is_adverb(i)
                || view.is(&w.preposition, i) && timex(i + 1).is_some()
        };
        if !(self.sentence.first..before).all(light) {
            return None;
        }
        let mut end = after;
        while end < self.sentence.last && light(end) {
            end += 1;
        }
        let mention = view.people_in(self.near(end)).iter().find(|m| m.tokens.0 >= end)?;
        let described = (end..mention.tokens.0).all(|i| view.is(&w.skip, i) || view.doc.tokens[i].is_capital());
        let aside = (end..mention.tokens.0).find(|i| view.is(&w.relative, *i));
        // "At Dong Dang, where he is due": the clause about the place has the subject.
        let inside = aside.is_none_or(|i| view.is(&w.at_which, i) && mention.tokens.0 == i + 1);
        let subject = (described || view.str(after) == ",")
            && mention.tokens.0 <= end + 8
            && !view.is(&w.objective, mention.tokens.0)
            && !view.possessive_after(mention.tokens.1)
            && inside;
        subject.then(|| (mention.person, self.clause_standing(end), false))
    }

    /// "after a night in Khabarovsk", "there followed two days in Uganda": time spent at a place by the clause's subject, or by
    /// the traveller where the clause names nobody.
    fn spell(&self, before: usize) -> Option<(usize, Standing, bool)> {
        let (view, w) = (self.view, self.view.words);
        if self.sentence.title || before == self.sentence.first {
            return None;
        }
        let timexes = view.timexes_in(self.near(before));
        let timex = timexes.iter().find(|t| t.tokens.1 == before && t.kind == TimexKind::Duration);
        let noun = view.is(&w.spell, before - 1);
        if !noun && !timex.is_some_and(|t| view.is(&w.spell, t.tokens.1 - 1)) {
            return None;
        }
        let mut first = timex.map_or(before - 1, |t| t.tokens.0);
        while first > self.sentence.first && (view.is(&w.skip, first - 1) || view.is(&w.determiner, first - 1)) {
            first -= 1;
        }
        let near = self.near(first);
        let opener = first.checked_sub(1).filter(|i| *i >= self.sentence.first);
        let told = |set: &crate::text::WordSet| opener.is_some_and(|i| view.is(set, i));
        let joined = opener.is_none_or(|i| view.str(i) == "," || view.str(i) == ":" || view.is(&w.and, i));
        let (after, ahead) = (told(&w.after), told(&w.before) || told(&w.purpose));
        let next =
            view.cues_in(near).iter().any(|c| c.frame == Frame::Next && Some(c.cue.tokens.1) == opener.map(|o| o + 1));
        let listed = after || ahead || told(&w.with) || told(&w.sequence) || told(&w.including) || next || joined;
        if !listed {
            return None;
        }
        let subject = view.people_in(near).iter().rev().find(|m| {
            m.tokens.1 <= first
                && !view.possessive_after(m.tokens.1)
                && !view.is(&w.objective, m.tokens.0)
                && !view.is(&w.determiner, m.tokens.0)
        });
        let nobody = view.people_in(near).iter().all(|m| m.tokens.0 >= first || self.topic == Some(m.person));
        let person = match subject {
            Some(m) if after || ahead || self.topic == Some(m.person) => m.person,
            _ => self.topic.filter(|_| nobody)?,
        };
        let standing = if after { Standing::Done } else { self.clause_standing(first) };
        Some((person, standing, self.topic == Some(person)))
    }

    /// "Thatcher raises lease in Peking" over a report from there.
    fn headline(&self, before: usize, after: usize) -> Option<(usize, Standing, bool)> {
        let view = self.view;
        if !self.sentence.title {
            return None;
        }
        let place = |i: usize| view.mentions.toponyms[i].place;
        let here = view.here().and_then(|(i, _)| place(i))?;
        let there = view.toponym_at(after - 1).and_then(|(i, _)| place(i))?;
        let people = view.people_in(self.sentence);
        let subject = people.first().filter(|m| m.tokens.1 <= before && m.tokens.0 <= self.sentence.first + 2)?;
        let one = people.iter().all(|m| m.person == subject.person) && !view.possessive_after(subject.tokens.1);
        let from_here = here.name == there.name && here.country == there.country;
        (one && from_here).then_some((subject.person, Standing::Open, false))
    }
}
