//! Events: one cue, one person, one place. The evidence from which stops are made.

use super::group::{self, Item};
use super::reading::{self, Standing};
use super::subject;
use super::view::View;
use super::when;
use crate::model::DateSpan;
use crate::model::mention::{PersonForm, Span, Usage};
use crate::model::place::PlaceKind;
use crate::text::Sentence;
use crate::text::motion::{CueKind, Found, Frame, Slot, VerbForm};
use chrono::NaiveDate;

/// What an event says of the person and the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// Comes, goes or is to go there.
    Goes,
    /// Is there, does something there.
    IsThere,
    /// Leaves it.
    Leaves,
    /// Passes through.
    Transit,
    /// Comes home there.
    Returns,
    /// Comes from there.
    From,
}

/// Where an event takes place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Where {
    /// Index into the toponyms.
    Toponym(usize),
    /// The capital of the country that a toponym names ("the Chinese capital").
    Capital(usize),
    /// The capital of the person's own country.
    Home,
    /// The seat of a host whose country only his title tells.
    Seat(crate::model::Place),
}

impl Item {
    /// The place of an item.
    pub fn place(self) -> Where {
        if self.capital { Where::Capital(self.toponym) } else { Where::Toponym(self.toponym) }
    }
}

/// One piece of evidence.
#[derive(Debug, Clone)]
pub struct Event {
    pub person: usize,
    pub place: Where,
    pub what: What,
    pub standing: Standing,
    /// True where the words speak of a journey or a stay; false for meetings and the like, which need a foreign place.
    pub strong: bool,
    pub arrive: Option<(NaiveDate, Span)>,
    pub depart: Option<(NaiveDate, Span)>,
    /// A day that the person spends there, without saying that it is the first or the last.
    pub on: Option<NaiveDate>,
    /// The day on which the stop before is left.
    pub leaves_previous: Option<(NaiveDate, Span)>,
    pub sentence: usize,
    /// The cue's first token.
    pub token: usize,
    /// The place's first token, or the cue's.
    pub place_token: usize,
    /// True where "after" or "following" before the cue says that it comes before the main clause.
    pub earlier: bool,
    /// True where "before" says that it comes after the main clause.
    pub later: bool,
    /// True for the simple present and other forms that leave the time to the date.
    pub open: bool,
    pub evidence: Span,
    pub rule: String,
}

/// All events of a document, in the order of the text.
///
/// Read twice: the first reading tells whose journey the text is about, and the second gives him the sentences that name nobody.
pub fn find(view: &View) -> Vec<Event> {
    let first = read(view, None);
    match topic(view, &first) {
        Some(person) => {
            let mut events = read(view, Some(person));
            hosts_to_guest(view, person, &mut events);
            events
        }
        None => first,
    }
}

/// A pronoun read as a host at home, or as somebody of whom no sentence tells a journey by name, means the traveller: "Raul Castro
/// met the pope. He left Havana on Sunday."
fn hosts_to_guest(view: &View, topic: usize, events: &mut [Event]) {
    let travels: Vec<usize> = events.iter().filter(|e| e.strong && named(view, e)).map(|e| e.person).collect();
    for event in events.iter_mut().filter(|e| e.person != topic) {
        let country = match event.place {
            Where::Toponym(i) | Where::Capital(i) => view.mentions.toponyms[i].place.map(|p| p.country),
            _ => None,
        };
        let host = country.is_some() && view.home(event.person) == country && view.home(topic).is_some_and(|h| Some(h) != country);
        if !named(view, event) && (host || !travels.contains(&event.person)) {
            event.person = topic;
        }
    }
}

/// True where the sentence itself names the person of an event.
fn named(view: &View, event: &Event) -> bool {
    view.people_in(view.doc.sentences[event.sentence]).iter().any(|m| m.person == event.person && m.form != PersonForm::Pronoun)
}

fn read(view: &View, topic: Option<usize>) -> Vec<Event> {
    let mut out = Vec::new();
    let mut heading = None;
    for (number, sentence) in view.doc.sentences.iter().enumerate() {
        if let Some(day) = when::heading(view, *sentence) {
            heading = Some(day);
        }
        let groups = group::find(view, *sentence);
        Reader {
            view,
            number,
            sentence: *sentence,
            groups,
            remote: is_remote(view, *sentence),
            topic,
            heading,
            out: &mut out,
        }
        .read();
    }
    out
}

/// The person whose journey the text is about: most events of travel in sentences that name him, a headline counting double,
/// then most mentions.
fn topic(view: &View, events: &[Event]) -> Option<usize> {
    let mut scores = vec![0usize; view.people.len()];
    for event in events {
        if event.strong && !matches!(event.standing, Standing::Background | Standing::Denied) {
            let title = view.doc.sentences[event.sentence].title;
            scores[event.person] += 4 * (1 + usize::from(named(view, event)) + 2 * usize::from(title));
        }
    }
    for mention in view.mentions.travellers.iter().filter(|m| m.form != PersonForm::Pronoun) {
        if scores[mention.person] > 0 {
            scores[mention.person] += 1 + 2 * usize::from(view.doc.sentence_of(mention.tokens.0).title);
        }
    }
    let best = scores.iter().copied().max().filter(|s| *s > 0)?;
    scores.iter().position(|s| *s == best)
}

fn is_remote(view: &View, sentence: Sentence) -> bool {
    sentence.range().any(|i| view.is(&view.words.remote, i))
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
    number: usize,
    sentence: Sentence,
    groups: Vec<group::Group>,
    remote: bool,
    /// Whose journey the text is about, where that is known already.
    topic: Option<usize>,
    /// The day that heads this part of a programme.
    heading: Option<(DateSpan, Span)>,
    out: &'v mut Vec<Event>,
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        let cues = self.view.cues_in(self.sentence);
        for (i, found) in cues.iter().enumerate() {
            let _ = i;
            match found.kind {
                CueKind::Verb if found.frame == Frame::Host => self.host(found),
                CueKind::Verb if found.frame == Frame::Next => self.next(found),
                CueKind::Verb => self.verb(found),
                CueKind::Noun => self.noun(found),
                CueKind::Phrase => self.phrase(found),
                CueKind::Aspect => {}
            }
        }
        self.presence();
        self.narrative();
    }

    /// Lines without a subject in the story of one journey: "Then it is east to Port Moresby", "Thursday - A day in Nairobi",
    /// "Departure for Budapest".
    fn narrative(&mut self) {
        let Some(topic) = self.topic.filter(|_| !self.sentence.title) else { return };
        let used = |out: &Vec<Event>, number: usize| out.iter().any(|e| e.sentence == number && e.person == topic);
        if self.groups.is_empty()
            || used(self.out, self.number)
            || self.view.people_in(self.sentence).iter().any(|m| m.tokens.0 < self.groups[0].first)
        {
            return;
        }
        let first = self.sentence.first;
        let timed = self.view.timexes_in(self.sentence).first().is_some_and(|t| {
            t.tokens.0 <= first + 1 && (t.days.is_some() || t.kind == crate::model::mention::TimexKind::Time)
        });
        let sequenced = self.view.is(&self.view.words.sequence, first);
        let labelled = timed
            && (self.heading.is_some()
                || matches!(self.view.str(self.view.timexes_in(self.sentence)[0].tokens.1), "-" | "–" | "—" | ":"));
        let verbs = self.view.cues_in(self.sentence).iter().any(|c| {
            c.kind == CueKind::Verb && c.cue.tokens.1 <= self.groups[0].first && !matches!(c.form, VerbForm::Base)
        });
        let programme = self.heading.is_some() && !verbs && self.sentence.last - first < 16;
        if !(sequenced || labelled || programme) || (verbs && !sequenced) {
            return;
        }
        let departure =
            self.view.cues_in(self.sentence).iter().any(|c| matches!(c.frame, Frame::Departure | Frame::Depart));
        for index in 0..self.groups.len() {
            let group = self.groups[index].clone();
            let fits = group.preposition.is_none_or(|p| {
                matches!(self.view.str(p).to_ascii_lowercase().as_str(), "to" | "in" | "at" | "for" | "on")
            });
            let known = group.items.iter().all(|i| self.view.mentions.toponyms[i.toponym].place.is_some());
            if !fits || !known {
                continue;
            }
            let cue = crate::model::mention::Cue {
                span: self.view.span(group.first, group.last),
                tokens: (group.first, group.first),
                frame: "narrative",
                rule: "line of a programme",
            };
            let found = Found { cue, row: 0, kind: CueKind::Phrase, frame: Frame::Visit, form: VerbForm::Base };
            let from = self.out.len();
            for item in &group.items {
                let mut event = self.event(
                    &found,
                    topic,
                    item.place(),
                    What::Goes,
                    Standing::Open,
                    (first.max(group.first), item.tokens.1),
                );
                event.place_token = item.tokens.0;
                event.open = true;
                self.out.push(event);
            }
            let frame = if departure || sequenced { Frame::Travel } else { Frame::Stay };
            self.attach(frame, &found, &group.items, self.sentence.last, from);
        }
    }

    /// One past the last token that a cue can govern: the next verb of motion, a new clause, or the end.
    fn limit(&self, found: &Found) -> usize {
        let from = found.cue.tokens.1;
        let act = found.frame == Frame::Act;
        let cues = self.view.cues_in(self.sentence);
        let next_cue = cues.iter().find(|c| {
            c.cue.tokens.0 >= from
                && c.kind == CueKind::Verb
                && (act || !matches!(c.frame, Frame::Act | Frame::Host))
                && !(c.form == VerbForm::Base && c.frame == Frame::Act)
        });
        let end = next_cue.map_or(self.sentence.last, |c| reading::of(self.view, c).first.max(from));
        (from..end).find(|i| self.new_clause(*i)).unwrap_or(end)
    }

    fn new_clause(&self, at: usize) -> bool {
        let w = self.view.words;
        let runs = (at + 1..(at + 4).min(self.sentence.last)).any(|i| self.view.is(&w.phase, i));
        (self.view.is(&w.relative, at) && !matches!(self.view.str(at), "while" | "when"))
            && !matches!(self.view.str(at), "that")
            && !runs
            || (self.view.str(at) == ";" && !self.groups.iter().any(|g| g.first <= at && at < g.last))
            || self.view.is(&w.breaker, at)
            || (matches!(self.view.str(at), "and" | ",")
                && at + 1 < self.sentence.last
                && (self.view.is(&w.will, at + 1)
                    || self.view.is(&w.be, at + 1)
                    || self.view.is(&w.have, at + 1)
                    || self.view.is(&w.had, at + 1)))
    }

    fn verb(&mut self, found: &Found) {
        let row = &self.view.motion.rows[found.row];
        let group = reading::of(self.view, found);
        if group.passive
            && !matches!(found.frame, Frame::Send | Frame::Host | Frame::Stay)
            && !matches!(row.cue, "schedule")
        {
            if matches!(found.frame, Frame::Travel | Frame::Visit | Frame::Arrive)
                && matches!(row.cue, "visit" | "tour")
            {
                return;
            }
        }
        let limit = self.limit(found);
        let people = match found.frame {
            Frame::Send if group.passive => subject::of_verb(self.view, self.sentence, &group, self.topic),
            Frame::Send => subject::object_after(self.view, self.sentence, found.cue.tokens.1),
            _ => subject::of_verb(self.view, self.sentence, &group, self.topic),
        };
        let people = self.leaders(people);
        let people = if people.is_empty() && self.relative_object(found, &group) {
            self.left_subject(group.first)
        } else {
            people
        };
        let journey = self.journey_subject(found, &group);
        let phased = !journey.is_empty();
        let people = if phased { journey } else { people };
        if people.is_empty() {
            return;
        }
        let mut any = false;
        let relative = self.relative_object(found, &group);
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
        if !any && !relative {
            if let Some(index) =
                self.where_before(&group).filter(|_| matches!(found.frame, Frame::Arrive | Frame::Stay))
            {
                self.add_group(found, &people, index, Slot::Goal, &group, limit);
                any = true;
            }
        }
        if !any && relative {
            if let Some(index) = self.groups.iter().rposition(|g| g.last <= group.first) {
                self.add_group(found, &people, index, Slot::Goal, &group, limit);
                any = true;
            }
        }
        let only_source = self.out.iter().rev().take_while(|e| e.sentence == self.number && e.token == found.cue.tokens.0).all(|e| e.what == What::From);
        if (!any || only_source && found.frame == Frame::Arrive) && matches!(found.frame, Frame::Depart | Frame::Arrive | Frame::Stay | Frame::Return) {
            self.bare(found, &people, &group, limit);
        }
    }

    /// "The tour opened in Rome", "it ends in Cairo": whose journey it is.
    fn journey_subject(&self, found: &Found, group: &reading::Group) -> Vec<usize> {
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

    /// True where a noun of travel between a verb and a place claims the place: "flying to Tokyo, with a visit to Canada".
    fn nearer_cue(&self, found: &Found, index: usize) -> bool {
        let first = self.groups[index].first;
        self.view.cues_in(self.sentence).iter().any(|c| {
            c.kind == CueKind::Noun
                && !matches!(c.frame, Frame::Event | Frame::Flight)
                && c.cue.tokens.0 >= found.cue.tokens.1
                && c.cue.tokens.1 <= first
                && self.slot(c, index).is_some()
        })
    }

    /// Whether "in PLACE" tells where something is done, by the word before it: "met X in Paris" against "the war in Ukraine".
    fn at_event(&self, found: &Found, index: usize) -> bool {
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
            || self.adverb(before)
            || view.toponym_at(before).is_some_and(|(_, t)| matches!(t.usage, Usage::Literal | Usage::People))
    }

    fn adverb(&self, at: usize) -> bool {
        self.view.is_adverb(at)
    }

    /// "Norway, which he visited": the place stands before the verb.
    fn relative_object(&self, found: &Found, group: &reading::Group) -> bool {
        matches!(found.frame, Frame::Visit)
            && found.cue.tokens.1 < self.sentence.last + 1
            && (group.first.saturating_sub(6).max(self.sentence.first)..group.first)
                .any(|i| matches!(self.view.str(i), "which" | "where" | "that"))
    }

    /// Of people of one country on one journey, the first: a delegation is its leader's.
    fn leaders(&self, people: Vec<usize>) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        for person in people {
            let home = self.view.home(person);
            if !out.iter().any(|p| home.is_none() || self.view.home(*p).is_none() || self.view.home(*p) == home) {
                out.push(person);
            }
        }
        out
    }

    /// "Kinshasa, where she had landed on Monday": the place right before "where".
    fn where_before(&self, group: &reading::Group) -> Option<usize> {
        let at = (group.first.saturating_sub(6).max(self.sentence.first)..group.first)
            .rev()
            .find(|i| self.view.str(*i) == "where")?;
        self.groups.iter().rposition(|g| g.last <= at && at - g.last <= 1)
    }

    fn left_subject(&self, first: usize) -> Vec<usize> {
        self.view
            .people_in(self.sentence)
            .iter()
            .rev()
            .find(|m| m.tokens.1 <= first)
            .map(|m| m.person)
            .into_iter()
            .collect()
    }

    /// What a group of places is to a cue; `None` where it is nothing to it.
    fn slot(&self, found: &Found, index: usize) -> Option<Slot> {
        let row = &self.view.motion.rows[found.row];
        let group = &self.groups[index];
        match group.preposition {
            Some(at) => {
                let word = self.view.str(at).to_ascii_lowercase();
                if word == "out" || (word == "of" && at > 0 && self.view.str(at - 1) == "out") {
                    return row.slot("out").or(row.slot("from"));
                }
                if row.slot("object").is_some()
                    && matches!(word.as_str(), "in" | "at" | "of" | "near" | "outside" | "around")
                {
                    // "visited a school in Irpin": the visit is there.
                    return (found.frame == Frame::Visit).then_some(Slot::Goal);
                }
                row.slot(&word)
            }
            None => {
                let here = self.view.is(&self.view.words.here, group.items[0].tokens.0);
                if here && found.frame == Frame::Depart {
                    return Some(Slot::Source);
                }
                if here {
                    return row.slots.iter().map(|(_, s)| *s).find(|s| *s == Slot::Goal);
                }
                let adjacent = (found.cue.tokens.1..group.first)
                    .all(|i| self.view.is_adverb(i) || self.view.is(&self.view.words.skip, i));
                if adjacent { row.slot("object").or(row.slot("bare")) } else { None }
            }
        }
    }

    /// An arrival, a stay or a departure without a place: "he landed on Monday and stays until Friday" speaks of the place named last.
    fn bare(&mut self, found: &Found, people: &[usize], group: &reading::Group, limit: usize) {
        if self.sentence.title || group.infinitive {
            return;
        }
        let Some((day, span)) =
            when::day_between(self.view, self.sentence, found.cue.tokens.0, limit).or_else(|| self.leading_day(found))
        else {
            return;
        };
        let span_bound = when::until(self.view, span);
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
                event.arrive = Some((day, span));
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
            match (found.frame, span_bound) {
                (Frame::Depart, _) | (_, true) => event.depart = Some((day, span)),
                (Frame::Stay, _) => continue,
                _ => event.arrive = Some((day, span)),
            }
            event.strong = false;
            self.out.push(event);
        }
    }

    fn leading_day(&self, found: &Found) -> Option<(NaiveDate, Span)> {
        let day = when::day_between(self.view, self.sentence, self.sentence.first, found.cue.tokens.0)?;
        (found.cue.tokens.0 - self.sentence.first < 8).then_some(day)
    }

    /// The place that the text speaks of: the last stop of this person that it told, if it is near, or the dateline's.
    fn place_in_mind(&self, person: usize) -> Option<Where> {
        let last = self.out.iter().rev().find(|e| {
            e.person == person
                && e.strong
                && matches!(e.what, What::Goes | What::IsThere)
                && self.number - e.sentence <= 2
        });
        last.map(|e| e.place).or_else(|| self.view.here().map(|(i, _)| Where::Toponym(i)))
    }

    fn add_group(
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
    fn with_objects(&self, found: &Found, people: &[usize], index: usize) -> Vec<usize> {
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

    /// "After arriving", "arriving in Moscow, he said": as the clause that it belongs to.
    fn participle_standing(&self, first: usize, frame: Frame) -> Standing {
        let before = first.checked_sub(1).filter(|i| *i >= self.sentence.first);
        if before.is_some_and(|i| self.view.is(&self.view.words.after, i)) {
            return Standing::Done;
        }
        match self.clause_standing(first) {
            Standing::Ahead => Standing::Ahead,
            Standing::Open => Standing::Open,
            _ if before.is_some_and(|i| self.view.is(&self.view.words.before, i)) => Standing::Open,
            other if frame == Frame::Arrive => other,
            _ => Standing::Open,
        }
    }

    /// Gives the events since `from` their days.
    fn attach(&mut self, frame: Frame, found: &Found, items: &[Item], limit: usize, from: usize) {
        let places: Vec<(usize, usize)> = self.groups.iter().flat_map(|g| g.items.iter().map(|i| i.tokens)).collect();
        let scope = when::Scope { frame, cue: found.cue.tokens, items, places: &places, limit, heading: self.heading };
        when::attach(self.view, self.sentence, &scope, &mut self.out[from..]);
    }

    /// The standing of the clause that an infinitive of purpose belongs to.
    fn main_standing(&self, found: &Found, group: &reading::Group) -> Standing {
        if (group.first.saturating_sub(5).max(self.sentence.first)..group.first)
            .any(|i| self.view.is(&self.view.words.invited, i))
        {
            return Standing::Denied;
        }
        let cues = self.view.cues_in(self.sentence);
        let main =
            cues.iter().rev().find(|c| c.cue.tokens.1 <= group.first && c.kind == CueKind::Verb && c.row != found.row);
        let title = self.sentence.title;
        match main {
            Some(main) => {
                let reading = reading::of(self.view, main);
                if reading.infinitive { Standing::Open } else { reading.standing }
            }
            None if title => Standing::Ahead,
            None => Standing::Open,
        }
    }

    fn noun(&mut self, found: &Found) {
        if matches!(found.frame, Frame::Event) {
            return self.event_noun(found);
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
        if people.is_empty() {
            return;
        }
        let limit = self.limit(found);
        let next_noun = self
            .view
            .cues_in(self.sentence)
            .iter()
            .find(|c| c.kind == CueKind::Noun && c.cue.tokens.0 >= last && !matches!(c.frame, Frame::Event))
            .map_or(limit, |c| c.cue.tokens.0);
        let limit = limit.min(next_noun);
        let standing = self.noun_standing(found);
        let mut wanted: Vec<(usize, Slot)> = Vec::new();
        if let Some(index) = self.groups.iter().position(|g| {
            g.last == first || (g.last < first && first - g.last <= 2 && (g.last..first).all(|i| self.modifies(i)))
        }) {
            if self.groups[index].preposition.is_none_or(|p| !matches!(self.view.str(p), "in" | "at" | "from"))
                && found.frame != Frame::Flight
            {
                wanted.push((index, Slot::Goal));
            }
        }
        for (index, g) in self.groups.iter().enumerate() {
            if g.first < last || g.first >= limit {
                continue;
            }
            let word = g.preposition.map_or(String::new(), |p| self.view.str(p).to_ascii_lowercase());
            if let Some(slot) = row.slot(&word) {
                let far = g.first - last > 12 || self.clause_between(last, g.first);
                let owner_between = word == "of" && found.frame != Frame::Tour;
                if !far && !owner_between {
                    wanted.push((index, slot));
                }
            } else if self.view.is(&self.view.words.here, g.items[0].tokens.0) && g.first <= last + 3 {
                wanted.push((index, Slot::Goal));
            }
        }
        // "the first stop was Tbilisi", "His first destination is Jakarta"
        if wanted.is_empty() && matches!(found.frame, Frame::Stop | Frame::Tour) {
            if let Some(index) = self.groups.iter().position(|g| {
                g.first >= last
                    && g.first <= last + 14
                    && (last..g.first).any(|i| {
                        self.view.is(&self.view.words.be, i)
                            || matches!(
                                self.view.str(i),
                                "include" | "includes" | "including" | "included" | ":" | "him" | "her" | "them"
                            )
                    })
            }) {
                wanted.push((index, Slot::Goal));
            }
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
                    self.out.push(event);
                }
                self.attach(self.noun_frame(found, aspect), found, &items, limit.max(last), from);
            }
        }
    }

    /// A verb or a new clause parts two tokens: "a journey that some read as a gesture to Brussels".
    fn clause_between(&self, from: usize, to: usize) -> bool {
        let w = self.view.words;
        (from..to).any(|i| {
            self.view.is(&w.relative, i)
                || self.view.is(&w.breaker, i)
                || self.view.is(&w.be, i)
                || self.view.is(&w.have, i)
                || self.view.is(&w.had, i)
                || matches!(self.view.str(i), "as" | "that")
        }) || self
            .view
            .cues_in(self.sentence)
            .iter()
            .any(|c| c.kind == CueKind::Verb && c.cue.tokens.0 >= from && c.cue.tokens.1 <= to)
    }

    fn owner_first(&self, found: &Found, owner: &Option<subject::Owner>) -> usize {
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

    fn noun_frame(&self, found: &Found, aspect: Option<Frame>) -> Frame {
        match (found.frame, aspect) {
            (Frame::Visit | Frame::Tour | Frame::Stay, Some(Frame::Begin)) => Frame::Begin,
            (Frame::Visit | Frame::Tour | Frame::Stay, Some(Frame::End)) => Frame::End,
            (frame, _) => frame,
        }
    }

    fn modifies(&self, at: usize) -> bool {
        self.view.doc.tokens[at].is_word()
            && !self.view.is(&self.view.words.preposition, at)
            && !self.view.is(&self.view.words.be, at)
    }

    /// The subject of the clause that a noun without an owner stands in: "X paid a visit to", "X is on a visit to".
    fn noun_subject(&self, found: &Found) -> Vec<usize> {
        let first = found.cue.tokens.0;
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
        let by_preposition = before(first).is_some_and(|i| {
            self.view.is(&self.view.words.during, i)
                || self.view.is(&self.view.words.after, i)
                || self.view.is(&self.view.words.before, i)
                || matches!(self.view.str(i), "of" | "from" | "for")
        });
        if by_preposition || self.sentence.title {
            let left = self.view.people_in(self.sentence).iter().rev().find(|m| m.tokens.1 <= first);
            let any =
                left.or_else(|| self.view.people_in(self.sentence).iter().find(|m| m.tokens.0 >= found.cue.tokens.1));
            return any
                .map(|m| m.person)
                .or_else(|| subject::focus(self.view, self.sentence, self.topic))
                .into_iter()
                .collect();
        }
        // "The visit to X will last", "The trip includes": the journey of whom the text speaks.
        let definite = first > 0 && matches!(self.view.str(first - 1).to_ascii_lowercase().as_str(), "the" | "this");
        let tour = matches!(found.frame, Frame::Stop | Frame::Tour);
        if definite || tour || found.frame == Frame::Visit && self.sentence.first == first {
            return subject::focus(self.view, self.sentence, self.topic).into_iter().collect();
        }
        Vec::new()
    }

    /// The verb that says how the journey of a noun stands: "cancelled his visit", "the visit was postponed".
    fn aspect_cue(&self, found: &Found) -> Option<&Found> {
        let (first, last) = found.cue.tokens;
        let aspects = || self.view.cues_in(self.sentence).iter().filter(|c| c.kind == CueKind::Aspect);
        let left = aspects().rev_last(|c| {
            c.cue.tokens.1 <= first
                && first - c.cue.tokens.1 <= 9
                && (c.cue.tokens.1..first).all(|i| self.within_noun_phrase(i))
        });
        left.or_else(|| {
            aspects().find(|c| {
                c.cue.tokens.0 >= last
                    && c.cue.tokens.0 - last <= 10
                    && matches!(c.form, VerbForm::Past | VerbForm::Participle)
                    && c.cue.tokens.0 > 0
                    && (last..c.cue.tokens.0)
                        .any(|i| self.view.is(&self.view.words.be, i) || self.view.is(&self.view.words.have, i))
            })
        })
    }

    fn within_noun_phrase(&self, at: usize) -> bool {
        let token = self.view.doc.tokens[at];
        !matches!(self.view.str(at), "," | ";" | ":" | "and" | "that" | "after" | "before") || token.quoted
    }

    fn aspect_of(&self, found: &Found) -> Option<Frame> {
        self.aspect_cue(found).map(|c| c.frame)
    }

    fn noun_standing(&self, found: &Found) -> Standing {
        let w = self.view.words;
        let first = found.cue.tokens.0;
        let near = first.saturating_sub(7).max(self.sentence.first);
        // Words that describe the noun, nearest first.
        let mut at = first;
        let mut result = None;
        while at > near {
            at -= 1;
            let word = self.view.doc.word(at);
            if self.view.is(&w.preposition, at) || w.after.contains(word) || w.before.contains(word) {
                break;
            }
            if w.upcoming.contains(word) {
                result = Some(Standing::Ahead);
            } else if w.recent.contains(word) {
                result = Some(Standing::Done);
            } else if w.previous.contains(word)
                && !matches!(self.view.str(found.cue.tokens.1.saturating_sub(1)), "stop" | "leg" | "destination")
            {
                result = Some(Standing::Background);
            } else if w.speculative.contains(word) {
                result = Some(Standing::Denied);
            }
        }
        if let Some(cue) = self.aspect_cue(found) {
            let reading = reading::of(self.view, cue);
            match cue.frame {
                Frame::Cancel if !matches!(reading.standing, Standing::Denied) => return Standing::Cancelled,
                Frame::End => {
                    return if matches!(reading.standing, Standing::Ahead | Standing::Denied) {
                        Standing::Ahead
                    } else if reading.standing == Standing::Open {
                        Standing::Open
                    } else {
                        Standing::Done
                    };
                }
                Frame::Plan if result.is_none() => return Standing::Ahead,
                Frame::Begin if result.is_none() => {
                    return match reading.standing {
                        Standing::Done
                            if matches!(
                                self.view.str(cue.cue.tokens.0),
                                "began" | "started" | "opened" | "launched" | "begun"
                            ) =>
                        {
                            Standing::Now
                        }
                        Standing::Open if reading.infinitive => self.clause_standing(cue.cue.tokens.0),
                        other => other,
                    };
                }
                _ => {}
            }
        }
        if let Some(result) = result {
            return result;
        }
        if at < first && at >= self.sentence.first {
            let word = self.view.doc.word(at);
            if w.after.contains(word) {
                return Standing::Done;
            }
            if w.before.contains(word) || self.view.str(at) == "for" {
                return Standing::Ahead;
            }
            if w.during.contains(word) {
                let clause = self.clause_standing(first);
                let on = self.view.str(at).eq_ignore_ascii_case("on");
                if self.sentence.title && !matches!(clause, Standing::Ahead) {
                    return Standing::Open;
                }
                if !on && clause == Standing::Done {
                    return Standing::Now;
                }
                let told = on && matches!(self.view.str(at + 1), "a" | "an" | "his" | "her");
                return if matches!(clause, Standing::Ahead | Standing::Denied) {
                    Standing::Ahead
                } else if told {
                    Standing::Now
                } else {
                    clause
                };
            }
        }
        if self.sentence.title {
            return Standing::Open;
        }
        // A visit that the text just speaks of is the one going on.
        match self.clause_standing(first) {
            Standing::Done if matches!(found.frame, Frame::Visit | Frame::Tour) => Standing::Now,
            other => other,
        }
    }

    /// The standing of the clause's own verb: "will pay a visit", "is on a visit", "the visit lasted".
    fn clause_standing(&self, near: usize) -> Standing {
        let w = self.view.words;
        let end = self.sentence.last;
        for at in (self.sentence.first..near).rev().chain(near..end) {
            let word = self.view.doc.word(at);
            if w.will.contains(word) || w.would.contains(word) {
                return if (at + 1..(at + 4).min(end)).any(|i| self.view.is(&w.not, i)) {
                    Standing::Denied
                } else {
                    Standing::Ahead
                };
            }
            if w.be_past.contains(word) || w.had.contains(word) {
                return Standing::Done;
            }
            if w.be_present.contains(word) {
                let planned =
                    (at + 1..(at + 4).min(end)).any(|i| self.view.is(&w.planned, i) || self.view.is(&w.to, i));
                return if planned { Standing::Ahead } else { Standing::Open };
            }
            if at < near
                && self.view.str(at).ends_with("ed")
                && self.view.doc.tokens[at].shape == crate::text::Shape::Lower
            {
                return Standing::Done;
            }
        }
        let verb = self
            .view
            .cues_in(self.sentence)
            .iter()
            .find(|c| matches!(c.kind, CueKind::Verb) && matches!(c.form, VerbForm::Past));
        verb.map_or(Standing::Open, |_| Standing::Done)
    }

    fn phrase(&mut self, found: &Found) {
        let (first, last) = found.cue.tokens;
        let row = &self.view.motion.rows[found.row];
        let group = reading::Group {
            standing: Standing::Open,
            first,
            passive: false,
            participle: true,
            infinitive: false,
            present: false,
        };
        let people = subject::of_verb(self.view, self.sentence, &group, self.topic);
        if people.is_empty() {
            return;
        }
        if found.frame == Frame::Home {
            let standing = self.clause_standing(last);
            for person in people {
                if self.view.home(person).is_none() {
                    continue;
                }
                let mut event = self.event(found, person, Where::Home, What::Returns, standing, (first, last));
                if let Some((day, span)) = when::day_between(self.view, self.sentence, last, self.limit(found)) {
                    event.arrive = Some((day, span));
                }
                self.out.push(event);
            }
            return;
        }
        let place = |g: &group::Group| g.items[0].tokens.0;
        let Some(index) = self.groups.iter().position(|g| {
            place(g) >= last
                && (last..place(g))
                    .all(|i| self.view.is(&self.view.words.skip, i) || i < g.items[0].tokens.0 && g.first <= i)
        }) else {
            return;
        };
        let slot = row.slots.first().map_or(Slot::Goal, |(_, s)| *s);
        let (what, standing) = match (found.frame, slot) {
            (Frame::Transit, _) => (What::Transit, self.clause_standing(first)),
            (Frame::Enroute, Slot::Source) => (What::From, Standing::Done),
            (Frame::Enroute, _) => (What::Goes, Standing::Ahead),
            (Frame::Present, _) if row.cue.starts_with("due") || row.cue.starts_with("expected") => {
                (What::Goes, Standing::Ahead)
            }
            _ => (What::IsThere, self.clause_standing(first)),
        };
        let items = self.groups[index].items.clone();
        let limit = self.limit(found);
        for person in people {
            let from = self.out.len();
            for item in &items {
                let mut event = self.event(found, person, item.place(), what, standing, (first, item.tokens.1));
                event.place_token = item.tokens.0;
                event.strong = found.frame != Frame::Present || standing == Standing::Ahead;
                self.out.push(event);
            }
            self.attach(found.frame, found, &items, limit, from);
        }
    }

    /// "Ghana, Guinea and Mali come next", "Guam follows": places as subjects, of whom the text speaks.
    fn next(&mut self, found: &Found) {
        let Some(index) = self.groups.iter().rposition(|g| {
            g.last <= found.cue.tokens.0
                && (g.last..found.cue.tokens.0).all(|i| {
                    !self.view.doc.tokens[i].is_word()
                        || self.view.is(&self.view.words.skip, i)
                        || self.view.is(&self.view.words.of, i)
                        || self.view.is_adverb(i)
                        || self.view.toponym_at(i).is_some()
                })
        }) else {
            return;
        };
        let Some(person) = subject::focus(self.view, self.sentence, self.topic) else { return };
        let items = self.groups[index].items.clone();
        let from = self.out.len();
        for item in &items {
            let mut event = self.event(
                found,
                person,
                item.place(),
                What::Goes,
                Standing::Ahead,
                (item.tokens.0, found.cue.tokens.1),
            );
            event.place_token = item.tokens.0;
            self.out.push(event);
        }
        self.attach(Frame::Visit, found, &items, self.sentence.last, from);
    }

    /// "X welcomed Y at Z", "Y was received by X".
    fn host(&mut self, found: &Found) {
        let group = reading::of(self.view, found);
        let (host, guests) = if group.passive {
            (
                subject::agent_after(self.view, self.sentence, found.cue.tokens.1),
                subject::of_verb(self.view, self.sentence, &group, self.topic),
            )
        } else {
            let hosts = subject::of_verb(self.view, self.sentence, &group, self.topic);
            (hosts.first().copied(), subject::object_after(self.view, self.sentence, found.cue.tokens.1))
        };
        let limit = self.limit(found);
        let stated = self.groups.iter().position(|g| {
            g.first >= found.cue.tokens.1
                && g.first < limit
                && g.preposition.is_some_and(|p| matches!(self.view.str(p), "in" | "at" | "to"))
        });
        let hosting_country = self
            .groups
            .iter()
            .position(|g| g.last <= group.first && group.first - g.last <= 3 && g.preposition.is_none());
        for guest in guests {
            let home = self.view.home(guest);
            let place = match stated.or(hosting_country.filter(|_| host.is_none() && !group.passive)) {
                Some(index) => self.groups[index].items[0].place(),
                None => {
                    let Some(seat) = host
                        .and_then(|h| self.view.home(h))
                        .filter(|c| Some(*c) != home && home.is_some())
                        .and_then(|c| (self.view.country)(c))
                    else {
                        continue;
                    };
                    Where::Seat(seat)
                }
            };
            let item = stated.map(|index| self.groups[index].items[0]);
            let end = item.map_or(found.cue.tokens.1, |i: Item| i.tokens.1);
            let mut event = self.event(
                found,
                guest,
                place,
                What::IsThere,
                group.standing,
                (group.first.min(found.cue.tokens.0), end),
            );
            event.strong = false;
            event.open = group.present;
            if let Some(item) = item {
                event.place_token = item.tokens.0;
            }
            if let Some((day, span)) = when::day_between(self.view, self.sentence, found.cue.tokens.1, limit)
                .filter(|_| !matches!(event.standing, Standing::Denied))
            {
                event.arrive = Some((day, span));
            }
            self.out.push(event);
        }
    }

    /// "talks with X in Geneva", "a meeting in Kyiv": whoever takes part and is not at home there.
    fn event_noun(&mut self, found: &Found) {
        let (first, last) = found.cue.tokens;
        let limit = self.limit(found);
        let before = self.groups.iter().position(|g| g.last == first && g.preposition.is_none());
        let owned = before.filter(|_| subject::of_noun(self.view, self.sentence, first, last).is_some());
        let Some(index) = owned.or_else(|| {
            self.groups.iter().position(|g| {
                g.first >= last
                    && g.first < limit
                    && g.first - last <= 14
                    && g.preposition.is_some_and(|p| matches!(self.view.str(p), "in" | "at"))
            })
        }) else {
            return;
        };
        let standing = self.clause_standing(first);
        let people: Vec<(usize, usize)> = self
            .view
            .people_in(self.sentence)
            .iter()
            .filter(|m| m.tokens.0 < self.groups[index].first + 6)
            .map(|m| (m.person, m.tokens.0))
            .collect();
        let item = self.groups[index].items[0];
        let subjectless =
            !self.view.people_in(self.sentence).iter().any(|m| m.tokens.1 <= first) && !self.sentence.title;
        let topic = self.topic.filter(|_| subjectless).map(|t| (t, first));
        let people: Vec<(usize, usize)> = topic.into_iter().chain(people).collect();
        let mut seen = Vec::new();
        for (person, _) in people {
            if seen.contains(&person) {
                continue;
            }
            seen.push(person);
            let mut event = self.event(found, person, item.place(), What::IsThere, standing, (first, item.tokens.1));
            event.place_token = item.tokens.0;
            event.strong = false;
            event.open = standing == Standing::Open;
            let from = self.out.len();
            self.out.push(event);
            self.attach(Frame::Act, found, &[item], limit, from);
        }
    }

    /// "X is in Y", "X, in Y for talks, said", "In Y, X met": presence without a cue.
    fn presence(&mut self) {
        for index in 0..self.groups.len() {
            let g = self.groups[index].clone();
            let Some(preposition) = g.preposition.filter(|p| matches!(self.view.str(*p), "in" | "In" | "at" | "At"))
            else {
                continue;
            };
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
            self.attach(Frame::Present, &found, &g.items, self.sentence.last, from);
        }
    }

    /// Who is at a place by the words around it, how it stands, and whether that alone is enough.
    fn present_person(&self, before: usize, after: usize) -> Option<(usize, Standing, bool)> {
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
        if before > self.sentence.first + 1 && self.view.str(before - 1) == "," && self.view.str(after) != "." {
            if let Some(m) = mentions.iter().find(|m| m.tokens.1 == before - 1) {
                return Some((m.person, Standing::Now, false));
            }
        }
        // "On Saturday she stood in a bunker at Panmunjom": the traveller himself, on a day that is told.
        if let Some(topic) = self.topic.filter(|_| !self.sentence.title) {
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
            if subject.is_some() && one && day && !cue && before - self.sentence.first < 16 {
                return Some((topic, self.clause_standing(before), false));
            }
        }
        // "In Y, X said"
        let comma = self.view.str(after) == ",";
        if before == self.sentence.first && (comma || mentions.iter().any(|m| m.tokens.0 == after)) {
            let subject = mentions
                .iter()
                .find(|m| m.tokens.0 >= after && m.tokens.0 <= after + 8 && !self.view.possessive_after(m.tokens.1))?;
            let standing = self.clause_standing(after);
            return Some((subject.person, standing, false));
        }
        None
    }

    fn event(
        &self,
        found: &Found,
        person: usize,
        place: Where,
        what: What,
        standing: Standing,
        tokens: (usize, usize),
    ) -> Event {
        let w = self.view.words;
        let mut before = found.cue.tokens.0;
        let mut earlier = false;
        let mut later = false;
        for _ in 0..6 {
            if before <= self.sentence.first {
                break;
            }
            before -= 1;
            earlier |= self.view.is(&w.after, before);
            later |= self.view.is(&w.before, before);
            if earlier || later || matches!(self.view.str(before), "," | "and") {
                break;
            }
        }
        let standing = if self.remote && standing != Standing::Cancelled { Standing::Denied } else { standing };
        Event {
            person,
            place,
            what,
            standing,
            strong: true,
            arrive: None,
            depart: None,
            on: None,
            leaves_previous: None,
            sentence: self.number,
            token: found.cue.tokens.0,
            place_token: tokens.0,
            earlier,
            later,
            open: false,
            evidence: self.view.span(tokens.0.min(found.cue.tokens.0), tokens.1.max(found.cue.tokens.1)),
            rule: format!("{}: {}", found.cue.frame, found.cue.rule),
        }
    }
}

/// The last item that passes, of an iterator that runs forward.
trait RevLast: Iterator + Sized {
    fn rev_last(self, test: impl FnMut(&Self::Item) -> bool) -> Option<Self::Item> {
        self.filter(test).last()
    }
}

impl<I: Iterator> RevLast for I {}

/// True for a place that stands for itself, with coordinates.
pub fn is_literal(view: &View, place: Where) -> bool {
    match place {
        Where::Toponym(index) => view.mentions.toponyms[index].usage != Usage::Actor,
        _ => true,
    }
}

/// True for places that can be stops at all.
pub fn can_stop(kind: PlaceKind) -> bool {
    !matches!(kind, PlaceKind::Continent | PlaceKind::Feature)
}
