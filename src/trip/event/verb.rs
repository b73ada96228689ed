//! Events of verbs: "flew from Beijing to Hanoi on Thursday", "Norway, which he visited", "he landed on Monday".

use super::reader::Reader;
use super::{Event, What};
use crate::model::mention::Usage;
use crate::text::motion::{CueKind, Found, Frame, Slot, VerbForm};
use crate::trip::reading::{self, Standing};
use crate::trip::subject;

impl Reader<'_, '_> {
    pub(super) fn verb(&mut self, found: &Found) {
        let row = &self.view.motion.rows[found.row];
        let group = reading::of(self.view, found);
        // "was visited by X": the place is no goal of the subject.
        if group.passive && found.frame == Frame::Visit && row.slot("object").is_some() || self.attributive(&group) {
            return;
        }
        let limit = self.limit(found);
        let days = (found.cue.tokens.0, limit);
        let people = match found.frame {
            Frame::Send if group.passive => subject::of_verb(self.view, self.sentence, &group, self.topic),
            Frame::Send if group.clitic => self.clitic_object(&[]),
            Frame::Send if self.owned_object(found) => Vec::new(),
            Frame::Send => subject::object_after(self.view, self.sentence, found.cue.tokens.1),
            _ => subject::of_verb(self.view, self.sentence, &group, self.topic),
        };
        let people = self.leaders(people);
        let relative = self.relative_object(found, &group);
        let people = if people.is_empty() && relative { self.left_subject(group.first) } else { people };
        let journey = self.journey_subject(found, &group);
        let phased = !journey.is_empty();
        let people = if phased { journey } else { people };
        let people = if people.is_empty() { self.carried(found, &group) } else { people };
        let people = self.together(people, &group);
        if people.is_empty() {
            return;
        }
        let mut any = false;
        for index in 0..self.groups.len() {
            let g = &self.groups[index];
            if g.first < found.cue.tokens.1 || g.first >= limit || relative {
                continue;
            }
            let Some(slot) = self.slot(found, index) else { continue };
            if self.nearer_cue(found, index) || found.frame == Frame::Act && !self.at_event(found, &people, index) {
                continue;
            }
            any = true;
            let from = self.out.len();
            self.add_group(found, &people, index, slot, &group, days);
            let starts = self.view.is(&self.view.words.phase, found.cue.tokens.0)
                && self.groups[index].first == found.cue.tokens.1
                && self.topic.is_some_and(|t| people.contains(&t));
            self.out[from..].iter_mut().filter(|_| phased || starts).for_each(|e| e.strong = true);
        }
        if !any
            && !relative
            && let Some(index) = self
                .where_before(&group)
                .filter(|_| matches!(found.frame, Frame::Arrive | Frame::Stay))
                .or_else(|| self.to_which(&group).filter(|_| matches!(found.frame, Frame::Arrive | Frame::Travel)))
        {
            self.add_group(found, &people, index, Slot::Goal, &group, days);
            any = true;
        }
        if !any
            && relative
            && let Some(index) = self.groups.iter().rposition(|g| g.last <= group.first)
        {
            // "Beijing, where she is to see the premier on Sunday": the day of an event, not of the visit.
            let deed = Found { frame: Frame::Act, ..found.clone() };
            let event = found.frame == Frame::Visit && !self.no_object(found);
            let from = self.out.len();
            self.add_group(if event { &deed } else { found }, &people, index, Slot::Goal, &group, days);
            self.out[from..].iter_mut().for_each(|e| e.strong = true);
            any = true;
        }
        if any && !relative {
            self.continued(found, &people, &group, limit);
            self.opened_from(found, &people, &group);
        }
        self.left_on_arrival(found, &group);
        let only_source = self
            .out
            .iter()
            .rev()
            .take_while(|e| e.sentence == self.number && e.token == found.cue.tokens.0)
            .all(|e| e.what == What::From);
        if (!any || only_source && found.frame == Frame::Arrive)
            && matches!(found.frame, Frame::Depart | Frame::Arrive | Frame::Stay | Frame::Return)
        {
            self.bare(found, &people, &group, limit);
        }
    }

    /// "A and B flew into Tripoli. They, both leaders, went on to Benghazi": all who came with the traveller.
    fn together(&self, people: Vec<usize>, group: &reading::Group) -> Vec<usize> {
        const NEAR: usize = 6;
        let (view, w) = (self.view, self.view.words);
        let from = group.first.saturating_sub(4).max(self.sentence.first);
        let both = |i: usize| i > self.sentence.first && view.is(&w.pair_noun, i) && view.is(&w.pair_number, i - 1);
        let Some(topic) = self.topic.filter(|t| people.is_empty() || people == [*t]) else { return people };
        if !(from..group.first).any(|i| view.is(&w.they, i) || both(i)) {
            return people;
        }
        let near = || self.out.iter().rev().take_while(|e| self.number - e.sentence <= NEAR);
        let comes = |e: &&Event| e.what == What::Goes && e.strong;
        let Some(last) = near().filter(comes).find(|e| e.person == topic && e.sentence < self.number) else {
            return people;
        };
        let with = |e: &&Event| e.sentence == last.sentence && e.token == last.token && e.place == last.place;
        let mut all: Vec<usize> = near().filter(comes).filter(with).map(|e| e.person).collect();
        all.sort_unstable();
        all.dedup();
        if all.len() > 1 { all } else { people }
    }

    /// "Arrived in Seoul on Wednesday after leaving Taipei": left on the day of the arrival.
    fn left_on_arrival(&mut self, found: &Found, group: &reading::Group) {
        let after = group.first > self.sentence.first && self.view.is(&self.view.words.after, group.first - 1);
        if found.frame != Frame::Depart || !group.participle || !after {
            return;
        }
        let here = self.out.iter().rposition(|e| e.sentence != self.number || e.token != found.cue.tokens.0);
        let Some(arrival) = here.map(|n| &self.out[n]).filter(|e| e.sentence == self.number && e.what == What::Goes)
        else {
            return;
        };
        let (person, day) = (arrival.person, arrival.arrive.filter(|_| arrival.rule.starts_with("arriv")));
        let leaves = |e: &&mut Event| e.person == person && e.what == What::Leaves && e.depart.is_none();
        let from = here.map_or(0, |n| n + 1);
        self.out[from..].iter_mut().filter(leaves).for_each(|e| e.depart = day);
    }

    /// "The tour opened in Rome", "it ends in Cairo": whose journey it is.
    pub(super) fn journey_subject(&self, found: &Found, group: &reading::Group) -> Vec<usize> {
        let phase = self.view.is(&self.view.words.phase, found.cue.tokens.0) && found.frame == Frame::Act;
        let noun = self.view.cues_in(self.sentence).iter().any(|c| {
            c.kind == CueKind::Noun
                && matches!(c.frame, Frame::Visit | Frame::Tour)
                && c.cue.tokens.1 <= group.first
                && group.first - c.cue.tokens.1 <= 4
        });
        let it = group.first == self.sentence.first + 1
            && self.view.is(&self.view.words.it, self.sentence.first)
            && self.number > 0
            && self
                .view
                .cues_in(self.view.doc.sentences[self.number - 1])
                .iter()
                .any(|c| c.kind == CueKind::Noun && matches!(c.frame, Frame::Visit | Frame::Tour));
        if phase && (noun || it) { self.topic.into_iter().collect() } else { Vec::new() }
    }

    /// Whether "in PLACE" tells where something is done, by the word before it: "met X in Paris" against "the war in Ukraine".
    pub(super) fn at_event(&self, found: &Found, people: &[usize], index: usize) -> bool {
        let Some(preposition) = self.groups[index].preposition else { return false };
        if preposition == found.cue.tokens.1 {
            return true;
        }
        let before = preposition - 1;
        let view = self.view;
        if self.topic.is_some_and(|t| people.contains(&t)) && self.deed(found, preposition) {
            return true;
        }
        let ends = |tokens: (usize, usize)| tokens.1 == preposition;
        view.people_in(self.sentence).iter().any(|m| ends(m.tokens))
            || view.timexes_in(self.sentence).iter().any(|t| ends(t.tokens))
            || view.cues_in(self.sentence).iter().any(|c| ends(c.cue.tokens) && c.kind == CueKind::Noun)
            || view.is(&view.words.venue_noun, before)
            || view.is(&view.words.site, before)
            || view.str(before) == ","
            || view.is_adverb(before)
            || view.toponym_at(before).is_some_and(|(_, t)| matches!(t.usage, Usage::Literal | Usage::People))
    }

    /// "signed a treaty in Minsk", "laid a wreath at the tomb in Hanoi": what is done by hand or voice is done in the place, where
    /// only its object lies between; "led the coalition against the war in X" has more between.
    fn deed(&self, found: &Found, preposition: usize) -> bool {
        const OBJECT: usize = 9;
        let (view, w) = (self.view, self.view.words);
        let between = found.cue.tokens.1..preposition;
        view.motion.rows[found.row].slot("thing").is_some()
            && between.len() <= OBJECT
            && between.clone().all(|i| {
                view.doc.tokens[i].is_word()
                    && !view.is(&w.relative, i)
                    && !view.is(&w.breaker, i)
                    && (!view.is(&w.preposition, i) || view.is(&w.inner, i) || view.is(&w.with, i))
            })
            && !view
                .cues_in(self.near(preposition))
                .iter()
                .any(|c| c.kind == CueKind::Verb && between.contains(&c.cue.tokens.0))
    }

    /// "travellers reaching Hungary": a participle right after a noun of others says what they do.
    fn attributive(&self, group: &reading::Group) -> bool {
        let Some(at) = group.first.checked_sub(1).filter(|i| group.participle && *i >= self.sentence.first) else {
            return false;
        };
        let (view, w) = (self.view, self.view.words);
        // "in the coming days"
        if view.is(&w.definite, at) {
            return true;
        }
        let opens = at == self.sentence.first && view.doc.tokens[at].is_word();
        let plain = (opens || view.doc.tokens[at].shape == crate::text::Shape::Lower) && !view.is_adverb(at);
        let sets = [
            &w.preposition,
            &w.joiner,
            &w.relative,
            &w.breaker,
            &w.after,
            &w.before,
            &w.during,
            &w.be,
            &w.person_noun,
            &w.venue_noun,
            &w.sequence,
            &w.objective,
            &w.that,
            &w.not,
        ];
        plain
            && !sets.iter().any(|set| view.is(set, at))
            && !view.people_in(self.near(at)).iter().any(|m| m.tokens.0 <= at && at < m.tokens.1)
            && !view.timexes_in(self.near(at)).iter().any(|t| t.tokens.0 <= at && at < t.tokens.1)
            && !view.cues_in(self.near(at)).iter().any(|c| c.cue.tokens.0 <= at && at < c.cue.tokens.1)
            && view.toponym_at(at).is_none()
    }

    /// "take his troops out of Kosovo": the pronoun owns what is sent.
    fn owned_object(&self, found: &Found) -> bool {
        let at = found.cue.tokens.1;
        self.view.is(&self.view.words.determiner, at)
            && !self.view.is(&self.view.words.definite, at)
            && self.view.people_in(self.near(at)).iter().any(|m| m.tokens == (at, at + 1))
            && self.view.doc.tokens.get(at + 1).is_some_and(|t| t.shape == crate::text::Shape::Lower)
            && !self.view.is(&self.view.words.preposition, at + 1)
    }

    /// "The plane left Andrews. It landed at Ramstein": what carries the traveller goes where he goes.
    fn carried(&self, found: &Found, group: &reading::Group) -> Vec<usize> {
        let moves =
            matches!(found.frame, Frame::Arrive | Frame::Travel | Frame::Transit | Frame::Depart | Frame::Return);
        let before = (self.sentence.first..group.first).rev().find(|i| !self.view.is_adverb(*i));
        let Some(head) = before.filter(|_| moves && !self.sentence.title) else { return Vec::new() };
        let vehicle = |from: usize, to: usize| (from..to).any(|i| self.view.is(&self.view.words.vehicle, i));
        let last = self.number.checked_sub(1).map(|n| self.view.doc.sentences[n]);
        let it = self.view.is(&self.view.words.it, head)
            && (vehicle(self.near(head).first, head)
                || last.is_some_and(|s| vehicle(s.first.max(s.last.saturating_sub(80)), s.last)));
        if let Some(owner) = self.vehicle_of(head) {
            return vec![owner];
        }
        if it || self.view.is(&self.view.words.vehicle, head) { self.topic.into_iter().collect() } else { Vec::new() }
    }

    /// "the plane of President X", "l'avion du pape": whose name or title ends the phrase.
    fn vehicle_of(&self, last: usize) -> Option<usize> {
        let (view, w) = (self.view, self.view.words);
        let mention = view.person_ending_at(last + 1)?;
        let of = (self.sentence.first..mention.tokens.0).rev().find(|i| !view.is(&w.person_skip, *i))?;
        let owned = view.is(&w.of, of) && of > self.sentence.first && view.is(&w.vehicle, of - 1);
        owned.then_some(mention.person)
    }

    /// "goes to Atlanta, where he looks at a plant, and on Friday to Houston": the list goes on after an aside.
    fn continued(&mut self, found: &Found, people: &[usize], group: &reading::Group, limit: usize) {
        if !matches!(found.frame, Frame::Travel | Frame::Depart | Frame::Send | Frame::Arrive) {
            return;
        }
        let reach = self.near(limit).last;
        let from = self.groups.partition_point(|g| g.last <= limit);
        for index in from..self.groups.partition_point(|g| g.first < reach) {
            let g = &self.groups[index];
            let (first, at) = (g.items[0].tokens.0, g.preposition.unwrap_or(g.first));
            let taken = self.out.iter().rev().take(20).any(|e| e.sentence == self.number && e.place_token == first);
            if at < limit || taken {
                continue;
            }
            let Some((before, sequence)) = self.back_to_joint(limit, at) else { continue };
            let fits = match g.preposition {
                Some(p) => self.view.is(&self.view.words.goal_preposition, p),
                None => sequence,
            };
            let joined = self.view.is(&self.view.words.lister, before) || self.view.is(&self.view.words.on, before);
            if fits && joined && !self.parted(limit, at, before) {
                self.add_group(found, people, index, Slot::Goal, group, (before, self.sentence.last));
            }
        }
    }

    /// The word that joins a later place to the list, before days and words of order; and whether there were such.
    fn back_to_joint(&self, from: usize, at: usize) -> Option<(usize, bool)> {
        let (view, w) = (self.view, self.view.words);
        let mut before = at;
        let mut sequence = false;
        while before > from {
            if let Some(timex) = view.timexes_in(self.near(before)).iter().find(|t| t.tokens.1 == before) {
                before = timex.tokens.0;
                before -= usize::from(before > from && view.is(&w.preposition, before - 1));
            } else if view.is(&w.sequence, before - 1) {
                sequence = true;
                before -= 1;
            } else {
                break;
            }
        }
        (before > from).then(|| (before - 1, sequence))
    }

    /// A verb of motion of its own between the list and a place; infinitives and closed asides leave the list open.
    fn parted(&self, limit: usize, at: usize, joint: usize) -> bool {
        let closed = |from: usize| (from..=joint).any(|i| self.view.str(i) == ",");
        self.view.cues_in(self.near(at)).iter().any(|c| {
            c.kind == CueKind::Verb
                && c.frame != Frame::Act
                && c.cue.tokens.0 >= limit
                && c.cue.tokens.1 <= at
                && !(c.cue.tokens.0 > 0 && self.view.is(&self.view.words.to, c.cue.tokens.0 - 1))
                && !closed(c.cue.tokens.1)
        })
    }

    /// "From Hanoi he flew on to Vientiane": the place at the head of the sentence is where he came from.
    fn opened_from(&mut self, found: &Found, people: &[usize], group: &reading::Group) {
        let source = self.groups.first().is_some_and(|g| {
            g.preposition == Some(self.sentence.first)
                && g.last <= group.first
                && matches!(self.slot(found, 0), Some(Slot::Source))
        });
        let busy = self.view.cues_in(self.sentence).iter().any(|c| {
            c.kind == CueKind::Verb && !matches!(c.frame, Frame::Act | Frame::Host) && c.cue.tokens.1 <= group.first
        });
        if source && !busy {
            let item = self.groups[0].items[0];
            for person in people {
                let tokens = (item.tokens.0, item.tokens.1);
                let mut event = self.event(found, *person, item.place(), What::From, group.standing, tokens);
                event.place_token = item.tokens.0;
                self.out.push(event);
            }
        }
    }

    /// "which he reached on Sunday": no place and no other object follows the verb.
    fn no_object(&self, found: &Found) -> bool {
        let at = found.cue.tokens.1;
        let (view, w) = (self.view, self.view.words);
        at >= self.sentence.last
            || !view.doc.tokens[at].is_word()
            || view.is(&w.preposition, at)
            || view.is_adverb(at)
            || view.timexes_in(self.near(at)).iter().any(|t| t.tokens.0 == at)
    }

    /// "Norway, which he visited": the place stands before the verb.
    pub(super) fn relative_object(&self, found: &Found, group: &reading::Group) -> bool {
        let reaches = found.frame == Frame::Arrive
            && self.view.motion.rows[found.row].slot("object").is_some()
            && found.form != VerbForm::Ing;
        (found.frame == Frame::Visit || reaches && self.no_object(found))
            && (group.first.saturating_sub(6).max(self.sentence.first)..group.first)
                .any(|i| self.view.is(&self.view.words.look_back, i))
    }

    /// "Kinshasa, where she had landed on Monday": the place right before "where".
    pub(super) fn where_before(&self, group: &reading::Group) -> Option<usize> {
        let at = (group.first.saturating_sub(6).max(self.sentence.first)..group.first)
            .rev()
            .find(|i| self.view.is(&self.view.words.at_which, *i))?;
        self.groups.iter().rposition(|g| g.last <= at && at - g.last <= 1)
    }

    /// "St. Petersburg, to which he travels tomorrow": the place right before "to which".
    fn to_which(&self, group: &reading::Group) -> Option<usize> {
        let (view, w) = (self.view, self.view.words);
        let at = (group.first.saturating_sub(4).max(self.sentence.first + 1)..group.first)
            .rev()
            .find(|i| view.is(&w.look_back, *i) && view.is(&w.goal_preposition, i - 1))?;
        self.groups.iter().rposition(|g| g.last < at && at - g.last <= 2)
    }

    pub(super) fn left_subject(&self, first: usize) -> Vec<usize> {
        self.view
            .people_in(self.sentence)
            .iter()
            .rev()
            .find(|m| m.tokens.1 <= first)
            .map(|m| m.person)
            .into_iter()
            .collect()
    }

    /// The events of one group of places; `days` are the tokens between which their days stand.
    fn add_group(
        &mut self,
        found: &Found,
        people: &[usize],
        index: usize,
        slot: Slot,
        group: &reading::Group,
        days: (usize, usize),
    ) {
        let what = match (found.frame, slot) {
            (Frame::Depart, Slot::Source) => What::Leaves,
            (Frame::Return, Slot::Goal) => What::Returns,
            (Frame::Transit, _) | (_, Slot::Via) => What::Transit,
            (_, Slot::Source) => What::From,
            (Frame::Act | Frame::Stay, _) => What::IsThere,
            _ => What::Goes,
        };
        let items = self.groups[index].items.clone();
        let mut standing = group.standing;
        if group.infinitive {
            standing = self.main_standing(found, group);
        }
        if group.participle && standing == Standing::Open {
            standing = self.participle_standing(group.first, found.frame);
        }
        if group.present && self.sentence.title && found.frame == Frame::Arrive {
            standing = Standing::Done;
        }
        if standing == Standing::Now
            && matches!(found.frame, Frame::Travel | Frame::Return | Frame::Send | Frame::Depart)
        {
            standing = Standing::Ahead;
        }
        let leaving_for = found.frame == Frame::Depart && slot == Slot::Goal;
        let people = self.with_objects(found, people, index);
        for person in &people {
            let from = self.out.len();
            for item in &items {
                let mut event = self.event(
                    found,
                    *person,
                    item.place(),
                    what,
                    standing,
                    (group.first.min(found.cue.tokens.0), item.tokens.1),
                );
                event.place_token = item.tokens.0;
                event.strong = !matches!(found.frame, Frame::Act) && !self.back_reference(item.tokens.0);
                event.open = group.present || group.infinitive;
                if leaving_for && matches!(standing, Standing::Done) {
                    event.standing = Standing::Ahead;
                }
                self.out.push(event);
            }
            let frame = if leaving_for { Frame::Departure } else { found.frame };
            self.attach_within(frame, found, &items, days, from);
        }
    }

    /// Those whom somebody meets in a place are there as well: "met X in", "held talks in the Kremlin with X".
    pub(super) fn with_objects(&self, found: &Found, people: &[usize], index: usize) -> Vec<usize> {
        let mut out = people.to_vec();
        if found.frame == Frame::Act {
            let (from, to) = (found.cue.tokens.1, self.groups[index].first);
            let last = self.groups[index].last;
            let with = (last..(last + 2).min(self.sentence.last)).find(|i| self.view.is(&self.view.words.with, *i));
            let beside = |m: &&crate::model::mention::PersonMention| {
                m.tokens.0 >= from && m.tokens.1 <= to || with.is_some_and(|w| m.tokens.0 > w && m.tokens.0 <= w + 3)
            };
            for mention in self.view.people_in(self.sentence).iter().filter(beside) {
                if !out.contains(&mention.person) && !self.view.possessive_after(mention.tokens.1) {
                    out.push(mention.person);
                }
            }
        }
        out
    }
}
