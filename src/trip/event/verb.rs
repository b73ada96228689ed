//! Events of verbs: "flew from Beijing to Hanoi on Thursday", "Norway, which he visited", "he landed on Monday".

use super::reader::Reader;
use super::{What, Where};
use crate::model::mention::{Span, Usage};
use crate::text::motion::{CueKind, Found, Frame, Slot};
use crate::trip::reading::{self, Standing};
use crate::trip::{subject, when};
use chrono::NaiveDate;

impl Reader<'_, '_> {
    pub(super) fn verb(&mut self, found: &Found) {
        let row = &self.view.motion.rows[found.row];
        let group = reading::of(self.view, found);
        // "was visited by X": the place is no goal of the subject.
        if group.passive && matches!(row.cue, "visit" | "tour") {
            return;
        }
        let limit = self.limit(found);
        let people = match found.frame {
            Frame::Send if group.passive => subject::of_verb(self.view, self.sentence, &group, self.topic),
            Frame::Send => subject::object_after(self.view, self.sentence, found.cue.tokens.1),
            _ => subject::of_verb(self.view, self.sentence, &group, self.topic),
        };
        let people = self.leaders(people);
        let relative = self.relative_object(found, &group);
        let people = if people.is_empty() && relative { self.left_subject(group.first) } else { people };
        let journey = self.journey_subject(found, &group);
        let phased = !journey.is_empty();
        let people = if phased { journey } else { people };
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
            if self.nearer_cue(found, index) || found.frame == Frame::Act && !self.at_event(found, index) {
                continue;
            }
            any = true;
            let from = self.out.len();
            self.add_group(found, &people, index, slot, &group, limit);
            let starts = self.view.is(&self.view.words.phase, found.cue.tokens.0)
                && self.groups[index].first == found.cue.tokens.1
                && self.topic.is_some_and(|t| people.contains(&t));
            self.out[from..].iter_mut().filter(|_| phased || starts).for_each(|e| e.strong = true);
        }
        if !any
            && !relative
            && let Some(index) =
                self.where_before(&group).filter(|_| matches!(found.frame, Frame::Arrive | Frame::Stay))
        {
            self.add_group(found, &people, index, Slot::Goal, &group, limit);
            any = true;
        }
        if !any
            && relative
            && let Some(index) = self.groups.iter().rposition(|g| g.last <= group.first)
        {
            self.add_group(found, &people, index, Slot::Goal, &group, limit);
            any = true;
        }
        if any && !relative {
            self.continued(found, &people, &group, limit);
            self.opened_from(found, &people, &group);
        }
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

    /// "The tour opened in Rome", "it ends in Cairo": whose journey it is.
    pub(super) fn journey_subject(&self, found: &Found, group: &reading::Group) -> Vec<usize> {
        let row = &self.view.motion.rows[found.row];
        let phase = self.view.is(&self.view.words.phase, found.cue.tokens.0)
            && found.frame == Frame::Act
            && row.slot("in").is_some();
        let noun = self.view.cues_in(self.sentence).iter().any(|c| {
            c.kind == CueKind::Noun
                && matches!(c.frame, Frame::Visit | Frame::Tour)
                && c.cue.tokens.1 <= group.first
                && group.first - c.cue.tokens.1 <= 4
        });
        let it = group.first == self.sentence.first + 1
            && self.view.str(self.sentence.first) == "It"
            && self.number > 0
            && self
                .view
                .cues_in(self.view.doc.sentences[self.number - 1])
                .iter()
                .any(|c| c.kind == CueKind::Noun && matches!(c.frame, Frame::Visit | Frame::Tour));
        if phase && (noun || it) { self.topic.into_iter().collect() } else { Vec::new() }
    }

    /// Whether "in PLACE" tells where something is done, by the word before it: "met X in Paris" against "the war in Ukraine".
    pub(super) fn at_event(&self, found: &Found, index: usize) -> bool {
        let Some(preposition) = self.groups[index].preposition else { return false };
        if preposition == found.cue.tokens.1 {
            return true;
        }
        let before = preposition - 1;
        let view = self.view;
        let ends = |tokens: (usize, usize)| tokens.1 == preposition;
        view.people_in(self.sentence).iter().any(|m| ends(m.tokens))
            || view.timexes_in(self.sentence).iter().any(|t| ends(t.tokens))
            || view.cues_in(self.sentence).iter().any(|c| ends(c.cue.tokens) && c.kind == CueKind::Noun)
            || view.is(&view.words.venue_noun, before)
            || view.str(before) == ","
            || view.is_adverb(before)
            || view.toponym_at(before).is_some_and(|(_, t)| matches!(t.usage, Usage::Literal | Usage::People))
    }

    /// "goes to Atlanta, where he looks at a plant, and on Friday to Houston": the list goes on after an aside.
    fn continued(&mut self, found: &Found, people: &[usize], group: &reading::Group, limit: usize) {
        if !matches!(found.frame, Frame::Travel | Frame::Depart | Frame::Send | Frame::Arrive) {
            return;
        }
        for index in 0..self.groups.len() {
            let Some(at) =
                self.groups[index].preposition.filter(|p| *p >= limit && matches!(self.view.str(*p), "to" | "for"))
            else {
                continue;
            };
            let mut before = at;
            if let Some(timex) = self.view.timexes_in(self.sentence).iter().find(|t| t.tokens.1 == at) {
                before = timex.tokens.0;
                before -= usize::from(before > 0 && self.view.is(&self.view.words.preposition, before - 1));
            }
            let joined = before > 0 && matches!(self.view.str(before - 1), "and" | "," | "then" | "on");
            let verb = self.view.cues_in(self.sentence).iter().any(|c| {
                c.kind == CueKind::Verb && c.frame != Frame::Act && c.cue.tokens.0 >= limit && c.cue.tokens.1 <= at
            });
            if joined && !verb {
                self.add_group(found, people, index, Slot::Goal, group, self.sentence.last);
            }
        }
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

    /// "Norway, which he visited": the place stands before the verb.
    pub(super) fn relative_object(&self, found: &Found, group: &reading::Group) -> bool {
        matches!(found.frame, Frame::Visit)
            && (group.first.saturating_sub(6).max(self.sentence.first)..group.first)
                .any(|i| matches!(self.view.str(i), "which" | "where" | "that"))
    }

    /// "Kinshasa, where she had landed on Monday": the place right before "where".
    pub(super) fn where_before(&self, group: &reading::Group) -> Option<usize> {
        let at = (group.first.saturating_sub(6).max(self.sentence.first)..group.first)
            .rev()
            .find(|i| self.view.str(*i) == "where")?;
        self.groups.iter().rposition(|g| g.last <= at && at - g.last <= 1)
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
        let day =
            when::day_between(self.view, self.sentence, found.cue.tokens.0, limit).or_else(|| self.leading_day(found));
        // "Flies home", "is to fly back" say where to; "returns" alone does not.
        let ahead = group.standing == Standing::Ahead;
        let home = (found.cue.tokens.0..found.cue.tokens.1)
            .any(|i| self.view.is(&self.view.words.home, i) || ahead && self.view.is(&self.view.words.back, i));
        if day.is_none() && !home {
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
            let Some(place) = self.place_in_mind(*person) else { continue };
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

    pub(super) fn leading_day(&self, found: &Found) -> Option<(NaiveDate, Span)> {
        let day = when::day_between(self.view, self.sentence, self.sentence.first, found.cue.tokens.0)?;
        (found.cue.tokens.0 - self.sentence.first < 8).then_some(day)
    }

    /// The place that the text speaks of: the last stop of this person that it told, if it is near, or the dateline's.
    pub(super) fn place_in_mind(&self, person: usize) -> Option<Where> {
        let last = self.out.iter().rev().find(|e| {
            e.person == person
                && e.strong
                && matches!(e.what, What::Goes | What::IsThere)
                && self.number - e.sentence <= 2
        });
        last.map(|e| e.place).or_else(|| self.view.here().map(|(i, _)| Where::Toponym(i)))
    }

    pub(super) fn add_group(
        &mut self,
        found: &Found,
        people: &[usize],
        index: usize,
        slot: Slot,
        group: &reading::Group,
        limit: usize,
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
                event.strong = !matches!(found.frame, Frame::Act);
                event.open = group.present || group.infinitive;
                if leaving_for && matches!(standing, Standing::Done) {
                    event.standing = Standing::Ahead;
                }
                self.out.push(event);
            }
            let frame = if leaving_for { Frame::Departure } else { found.frame };
            self.attach(frame, found, &items, limit, from);
        }
    }

    /// Those whom somebody meets in a place are there as well.
    pub(super) fn with_objects(&self, found: &Found, people: &[usize], index: usize) -> Vec<usize> {
        let mut out = people.to_vec();
        if found.frame == Frame::Act {
            let (from, to) = (found.cue.tokens.1, self.groups[index].first);
            for mention in self.view.people_in(self.sentence).iter().filter(|m| m.tokens.0 >= from && m.tokens.1 <= to)
            {
                if !out.contains(&mention.person) && !self.view.possessive_after(mention.tokens.1) {
                    out.push(mention.person);
                }
            }
        }
        out
    }
}
