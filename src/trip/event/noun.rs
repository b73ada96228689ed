//! Events of nouns: "Putin's first visit to Hanoi", "a tour of Egypt and Kenya", "talks with X in Geneva".

use super::What;
use super::reader::Reader;
use crate::model::mention::PersonMention;
use crate::model::mention::{Span, TimexKind};
use crate::text::motion::{CueKind, Found, Frame, Slot};
use crate::trip::reading::{self, Standing};
use crate::trip::subject;

impl Reader<'_, '_> {
    pub(super) fn noun(&mut self, found: &Found) {
        match found.frame {
            Frame::Nothing => return,
            Frame::Event => return self.event_noun(found),
            _ => {}
        }
        let (first, last) = found.cue.tokens;
        let row = &self.view.motion.rows[found.row];
        let owner = subject::of_noun(self.view, self.sentence, first, last);
        let aspect = self.aspect_of(found);
        if owner.is_none() && found.frame == Frame::Flight {
            return;
        }
        if owner.is_none()
            && subject::somebody_else(self.view, last)
            && !matches!(found.frame, Frame::Tour | Frame::Stop)
        {
            return;
        }
        let people = match &owner {
            Some(owner) => self.leaders(owner.people.clone()),
            None => self.leaders(self.noun_subject(found)),
        };
        // A line of a programme: "10:20 Arrival at Mytilene airport".
        let line = self.heading.is_some() || self.timed();
        let people =
            if people.is_empty() && line && !self.sentence.title { self.topic.into_iter().collect() } else { people };
        if people.is_empty() {
            return;
        }
        if let Some(index) = self.apposed(found) {
            // Whoever speaks there need not be the one whose stop it is.
            let people = if owner.is_none() { self.topic.map_or(people, |t| vec![t]) } else { people };
            return self.names_stop(found, &people, index);
        }
        let limit = self.limit(found);
        let next_noun = self
            .view
            .cues_in(self.sentence)
            .iter()
            .find(|c| {
                c.kind == CueKind::Noun
                    && c.cue.tokens.0 >= last
                    && !matches!(c.frame, Frame::Event | Frame::Flight)
                    && !self.view.motion.rows[c.row].slots.is_empty()
            })
            .map_or(limit, |c| c.cue.tokens.0);
        let limit = limit.min(next_noun);
        let standing = self.noun_standing(found);
        let w = self.view.words;
        let mut wanted: Vec<(usize, Slot)> = Vec::new();
        if let Some(index) = self.groups.iter().position(|g| {
            g.last == first || (g.last < first && first - g.last <= 2 && (g.last..first).all(|i| self.modifies(i)))
        }) && self.groups[index].preposition.is_none_or(|p| !self.view.is(&w.entry, p))
            && found.frame != Frame::Flight
            && !row.slots.is_empty()
        {
            wanted.push((index, Slot::Goal));
        }
        for (index, g) in self.groups.iter().enumerate() {
            if g.first < last || g.first >= limit {
                continue;
            }
            let word = g.preposition.map_or(String::new(), |p| self.view.str(p).to_ascii_lowercase());
            if let Some(slot) = row.slot(&word) {
                let far = g.first - last > 12 || self.clause_between(last, g.first);
                let of = g.preposition.is_some_and(|p| self.view.is(&w.of, p));
                let owner_between = of && found.frame != Frame::Tour;
                if !far && !owner_between && !self.other_phrase_between(last, g) {
                    wanted.push((index, slot));
                }
            } else if self.deictic(index) && g.preposition.is_none() && g.first <= last + 3 && !row.slots.is_empty() {
                wanted.push((index, Slot::Goal));
            }
        }
        if wanted.is_empty()
            && let Some(index) = self.place_before(found)
        {
            wanted.push((index, Slot::Goal));
        }
        // "the first stop was Tbilisi", "His first destination is Jakarta"
        if wanted.is_empty()
            && matches!(found.frame, Frame::Stop | Frame::Tour)
            && let Some(index) = self.groups.iter().position(|g| {
                g.first >= last
                    && g.first <= last + 14
                    && g.preposition
                        .is_none_or(|p| self.view.is(&w.goal_preposition, p) || self.view.is(&w.place_preposition, p))
                    && !(last..g.first).any(|i| self.view.is(&w.relative, i))
                    && (last..g.first).any(|i| {
                        self.view.is(&w.including, i)
                            || self.view.str(i) == ":"
                            || self.view.is(&w.be, i) && !row.slots.is_empty()
                    })
            })
        {
            wanted.push((index, Slot::Goal));
        }
        for (index, slot) in wanted {
            let what = match (found.frame, slot) {
                (Frame::Transit, _) | (_, Slot::Via) => What::Transit,
                (Frame::Departure, Slot::Source) => What::Leaves,
                (Frame::Return, Slot::Goal) => What::Returns,
                (_, Slot::Source) => What::From,
                (Frame::Stay, _) => What::IsThere,
                _ => What::Goes,
            };
            let standing = if found.frame == Frame::Flight { Standing::Ahead } else { standing };
            let items = self.groups[index].items.clone();
            for person in &people {
                let from = self.out.len();
                for item in &items {
                    let begin = first.min(item.tokens.0).min(self.owner_first(found, &owner));
                    let mut event =
                        self.event(found, *person, item.place(), what, standing, (begin, item.tokens.1.max(last)));
                    event.place_token = item.tokens.0;
                    event.open = standing == Standing::Open;
                    event.strong = !self.back_reference(item.tokens.0);
                    self.out.push(event);
                }
                self.attach(self.noun_frame(found, aspect), found, &items, limit.max(last), from);
            }
        }
    }

    /// "visit with a swipe at Washington": another phrase between a noun and "in" or "at" takes the place.
    fn other_phrase_between(&self, last: usize, group: &crate::trip::group::Group) -> bool {
        let (view, w) = (self.view, self.view.words);
        let Some(at) = group.preposition.filter(|p| view.is(&w.place_preposition, *p)) else { return false };
        (last..at).any(|i| {
            let holds = |tokens: (usize, usize)| tokens.0 <= i + 1 && i < tokens.1;
            view.is(&w.preposition, i)
                && !view.is(&w.of, i)
                && !view.timexes_in(self.near(i)).iter().any(|t| holds(t.tokens))
                && !view.people_in(self.near(i)).iter().any(|m| m.tokens.0 <= i + 3 && i < m.tokens.1)
                && self.groups.get(self.groups.partition_point(|g| g.last <= i)).is_none_or(|g| g.first > i)
        })
    }

    /// "Caracas on Monday, the first stop of a tour": the place right before, of which the noun says which stop it is.
    fn apposed(&self, found: &Found) -> Option<usize> {
        let first = found.cue.tokens.0;
        let comma = (self.sentence.first..first).rev().take(4).find(|i| self.view.str(*i) == ",")?;
        let plain = |i: usize| self.view.doc.tokens[i].is_word() && self.view.toponym_at(i).is_none();
        let timex = self.view.timexes_in(self.sentence).iter().find(|t| t.tokens.1 == comma).map(|t| t.tokens.0);
        let end =
            timex.map_or(comma, |at| at - usize::from(at > 0 && self.view.is(&self.view.words.preposition, at - 1)));
        let index = self.groups.iter().rposition(|g| g.last == end)?;
        (found.frame == Frame::Stop && (comma + 1..first).all(plain)).then_some(index)
    }

    fn names_stop(&mut self, found: &Found, people: &[usize], index: usize) {
        let Some(item) = self.groups[index].items.last().copied() else { return };
        for person in people {
            let tokens = (item.tokens.0, found.cue.tokens.1);
            let mut event = self.event(found, *person, item.place(), What::Goes, Standing::Open, tokens);
            event.place_token = item.tokens.0;
            self.out.push(event);
        }
    }

    /// Of people of one country on one journey, the first: a delegation is its leader's.
    pub(super) fn leaders(&self, people: Vec<usize>) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        for person in people {
            let home = self.view.home(person);
            if !out.iter().any(|p| home.is_none() || self.view.home(*p).is_none() || self.view.home(*p) == home) {
                out.push(person);
            }
        }
        out
    }

    /// "began on Tuesday in Nouakchott a two-day visit": the place between the verb and its noun.
    fn place_before(&self, found: &Found) -> Option<usize> {
        let (view, w) = (self.view, self.view.words);
        let timed = |i: usize| {
            let timexes = view.timexes_in(self.near(i));
            timexes.iter().any(|t| t.tokens.0 <= i && i < t.tokens.1)
        };
        let light = |i: usize| timed(i) || view.is_adverb(i) || view.is(&w.determiner, i);
        let index = self.groups.iter().position(|g| {
            g.last <= found.cue.tokens.0 && found.cue.tokens.0 - g.last <= 4 && (g.last..found.cue.tokens.0).all(light)
        })?;
        let group = &self.groups[index];
        group.preposition.filter(|p| view.is(&w.spot, *p))?;
        let verb = view.cues_in(self.near(group.first)).iter().any(|c| {
            c.kind == CueKind::Aspect
                && matches!(c.frame, Frame::Begin | Frame::End)
                && c.cue.tokens.1 <= group.first
                && (c.cue.tokens.1..group.first).all(light)
        });
        verb.then_some(index)
    }

    /// A verb or a new clause parts two tokens: "a journey that some read as a gesture to Brussels".
    pub(super) fn clause_between(&self, from: usize, to: usize) -> bool {
        let w = self.view.words;
        (from..to).any(|i| {
            self.view.is(&w.relative, i)
                || self.view.is(&w.breaker, i)
                || self.view.is(&w.be, i)
                || self.view.is(&w.have, i)
                || self.view.is(&w.had, i)
                || self.view.is(&w.that, i)
        }) || self
            .view
            .cues_in(self.sentence)
            .iter()
            .any(|c| c.kind == CueKind::Verb && c.cue.tokens.0 >= from && c.cue.tokens.1 <= to)
    }

    pub(super) fn owner_first(&self, found: &Found, owner: &Option<subject::Owner>) -> usize {
        let first = found.cue.tokens.0;
        match owner {
            Some(o) if o.possessive => self
                .view
                .people_in(self.sentence)
                .iter()
                .rev()
                .find(|m| m.tokens.1 <= first && first - m.tokens.1 < 8)
                .map_or(first, |m| m.tokens.0),
            _ => first,
        }
    }

    pub(super) fn noun_frame(&self, found: &Found, aspect: Option<Frame>) -> Frame {
        let depart = |at: usize| {
            self.view
                .cues_in(self.near(at))
                .iter()
                .any(|c| c.kind == CueKind::Verb && c.frame == Frame::Depart && c.cue.tokens.0 == at)
        };
        let leaves = self.aspect_cue(found).is_some_and(|c| depart(c.cue.tokens.0));
        match (found.frame, aspect) {
            // "leaves on Sunday for a tour of Europe" tells when he leaves home, not when he arrives.
            (Frame::Visit | Frame::Tour, Some(Frame::Begin)) if leaves => Frame::Departure,
            (Frame::Visit | Frame::Tour | Frame::Stay, Some(Frame::Begin)) => Frame::Begin,
            (Frame::Visit | Frame::Tour | Frame::Stay, Some(Frame::End)) => Frame::End,
            (frame, _) => frame,
        }
    }

    pub(super) fn modifies(&self, at: usize) -> bool {
        self.view.doc.tokens[at].is_word()
            && !self.view.is(&self.view.words.preposition, at)
            && !self.view.is(&self.view.words.be, at)
    }

    /// The subject of the clause that a noun without an owner stands in: "X paid a visit to", "X is on a visit to".
    pub(super) fn noun_subject(&self, found: &Found) -> Vec<usize> {
        let first = found.cue.tokens.0;
        // "at the start of a four-day visit": the length describes the noun.
        let length = self.view.timexes_in(self.near(first)).iter().find(|t| {
            t.tokens.1 <= first && t.kind == TimexKind::Duration && (t.tokens.1..first).all(|i| self.modifies(i))
        });
        let noun = length.map_or(first, |t| t.tokens.0);
        let before = |from: usize| {
            (self.sentence.first..from)
                .rev()
                .find(|i| !self.view.is(&self.view.words.skip, *i) && !self.view.is(&self.view.words.adverb, *i))
        };
        let aspect = self.aspect_cue(found);
        let verb = aspect.map(|a| (a.cue.tokens.0, a.form)).or_else(|| {
            let light = self
                .view
                .cues_in(self.sentence)
                .iter()
                .rev()
                .find(|c| c.kind == CueKind::Verb && c.cue.tokens.1 <= first && first - c.cue.tokens.1 <= 8);
            light.map(|c| (c.cue.tokens.0, c.form))
        });
        if let Some((at, form)) = verb {
            let fake = Found {
                cue: crate::model::mention::Cue { span: Span::default(), tokens: (at, at + 1), frame: "", rule: "" },
                row: found.row,
                kind: CueKind::Verb,
                frame: Frame::Act,
                form,
            };
            let group = reading::of(self.view, &fake);
            let people = subject::of_verb(self.view, self.sentence, &group, self.topic);
            if !people.is_empty() {
                return people;
            }
        }
        // "X, on a visit to Y," and "during a visit to Y, X said"
        let by_preposition = before(noun).is_some_and(|i| {
            self.view.is(&self.view.words.during, i)
                || self.view.is(&self.view.words.after, i)
                || self.view.is(&self.view.words.before, i)
                || self.view.is(&self.view.words.of, i)
                || self.view.is(&self.view.words.purpose, i)
                || self.view.is(&self.view.words.source, i)
        });
        if by_preposition || self.sentence.title {
            let mut people = self.view.people_in(self.sentence).iter().rev().filter(|m| m.tokens.1 <= first);
            let left = people.clone().find(|m| subject::acts(self.view, m)).or_else(|| people.next());
            let any =
                left.or_else(|| self.view.people_in(self.sentence).iter().find(|m| m.tokens.0 >= found.cue.tokens.1));
            return any
                .map(|m| m.person)
                .or_else(|| subject::focus(self.view, self.sentence, self.topic))
                .into_iter()
                .collect();
        }
        // "The visit to X will last", "The trip includes": the journey of whom the text speaks.
        let definite = first > 0 && self.view.is(&self.view.words.definite, first - 1);
        let tour = matches!(found.frame, Frame::Stop | Frame::Tour);
        // "A call at Accra has been dropped": nobody is named before.
        let opens = self.topic.is_some()
            && first <= self.sentence.first + 2
            && matches!(found.frame, Frame::Visit | Frame::Transit | Frame::Stay | Frame::Arrival | Frame::Departure);
        if definite || tour || opens || found.frame == Frame::Visit && self.sentence.first == first {
            return subject::focus(self.view, self.sentence, self.topic).into_iter().collect();
        }
        Vec::new()
    }

    /// "talks with X in Geneva", "a meeting in Kyiv": whoever takes part and is not at home there.
    pub(super) fn event_noun(&mut self, found: &Found) {
        let (first, last) = found.cue.tokens;
        let limit = self.limit(found);
        let before = self.groups.iter().position(|g| g.last == first && g.preposition.is_none());
        let owned = before.filter(|_| subject::of_noun(self.view, self.sentence, first, last).is_some());
        let Some(index) = owned.or_else(|| {
            self.groups.iter().position(|g| {
                g.first >= last
                    && g.first < limit
                    && g.first - last <= 14
                    && !self.topic_between(last, g.first)
                    && g.preposition.is_some_and(|p| self.view.is(&self.view.words.place_preposition, p))
            })
        }) else {
            return;
        };
        let standing = self.clause_standing(first);
        let people = self.participants(found, index);
        self.meets_at(found, people.clone(), index, standing, limit);
        for second in self.second_meetings(index, limit) {
            let met = |p: &usize| {
                let between = |m: &&PersonMention| m.tokens.0 >= last && m.tokens.1 <= self.groups[index].first;
                !self.view.people_in(self.sentence).iter().filter(between).any(|m| m.person == *p)
            };
            let others = people.iter().copied().filter(met).collect();
            self.meets_at(found, others, second, standing, limit);
        }
    }

    /// The places of ", and with B in Bethlehem" behind the first place of a meeting.
    fn second_meetings(&self, index: usize, limit: usize) -> Vec<usize> {
        let from = self.groups[index].last;
        let with = |m: &&PersonMention| {
            m.tokens.0 > from && m.tokens.1 <= limit && self.view.is(&self.view.words.with, m.tokens.0 - 1)
        };
        self.view.people_in(self.sentence).iter().filter(with).take(4).filter_map(|m| self.met_at(m)).collect()
    }

    fn meets_at(&mut self, found: &Found, people: Vec<usize>, index: usize, standing: Standing, limit: usize) {
        let first = found.cue.tokens.0;
        let item = self.groups[index].items[0];
        for person in people {
            let mut event = self.event(found, person, item.place(), What::IsThere, standing, (first, item.tokens.1));
            event.place_token = item.tokens.0;
            event.strong = false;
            event.open = standing == Standing::Open;
            let from = self.out.len();
            self.out.push(event);
            self.attach(Frame::Act, found, &[item], limit, from);
        }
    }

    /// "talks with A in Jerusalem and with B in Bethlehem": the place right behind somebody met.
    fn met_at(&self, met: &PersonMention) -> Option<usize> {
        let first = self.groups.partition_point(|g| g.first < met.tokens.1);
        let group = self.groups.get(first).filter(|g| g.first == met.tokens.1)?;
        group.preposition.filter(|p| self.view.is(&self.view.words.place_preposition, *p)).map(|_| first)
    }

    /// "the summit on peace in Ukraine": what follows the noun tells what it is about.
    fn topic_between(&self, from: usize, to: usize) -> bool {
        (from..to).any(|i| {
            let timex = self
                .view
                .timexes_in(self.sentence)
                .iter()
                .any(|t| t.tokens.0 == i + 1 || t.tokens.0 <= i && i < t.tokens.1);
            !timex && self.view.is(&self.view.words.about, i)
        })
    }

    /// Who takes part: "X's talks with Y in Z", "after a meeting in Z, X said", "for talks in Z"; or the traveller, in a line that
    /// names nobody before the noun.
    fn participants(&self, found: &Found, index: usize) -> Vec<usize> {
        let (first, last) = found.cue.tokens;
        let place = self.groups[index].first;
        let people = self.view.people_in(self.sentence);
        let mut out: Vec<usize> =
            subject::of_noun(self.view, self.sentence, first, last).map_or(Vec::new(), |o| o.people);
        let subjectless = !people.iter().any(|m| m.tokens.1 <= first) && !self.sentence.title;
        out.extend(self.topic.filter(|_| subjectless));
        let beside = |m: &&PersonMention| {
            m.tokens.0 >= last && m.tokens.1 <= place
                || m.tokens.0 > place && self.view.is(&self.view.words.with, m.tokens.0 - 1) && self.met_at(m).is_none()
        };
        out.extend(people.iter().filter(beside).map(|m| m.person));
        let near = first.saturating_sub(4).max(self.sentence.first)..first;
        let w = self.view.words;
        let taking_part = near.clone().any(|i| {
            w.after.contains(self.view.doc.word(i))
                || w.during.contains(self.view.doc.word(i))
                || w.purpose.contains(self.view.doc.word(i))
                || w.place_preposition.contains(self.view.doc.word(i))
        }) || self
            .view
            .cues_in(self.sentence)
            .iter()
            .any(|c| c.frame == Frame::Act && c.cue.tokens.1 <= first && first - c.cue.tokens.1 <= 4);
        if taking_part {
            let subject = people.iter().rev().find(|m| m.tokens.1 <= first && !self.view.possessive_after(m.tokens.1));
            match subject {
                Some(m) => out.extend(subject::with_companions(self.view, self.sentence, m)),
                None => {
                    out.extend(people.iter().find(|m| m.tokens.0 > place && m.tokens.0 <= place + 6).map(|m| m.person))
                }
            }
        }
        let mut seen = Vec::new();
        out.retain(|p| {
            !seen.contains(p) && {
                seen.push(*p);
                true
            }
        });
        out
    }
}
