//! Events of fixed phrases, of hosts who receive, and of places that come next.

use super::reader::Reader;
use super::{What, Where};
use crate::text::motion::{Found, Frame, Slot};
use crate::trip::group::{self, Item};
use crate::trip::reading::{self, Standing};
use crate::trip::{subject, when};

impl Reader<'_, '_> {
    pub(super) fn phrase(&mut self, found: &Found) {
        let (first, last) = found.cue.tokens;
        let row = &self.view.motion.rows[found.row];
        let group = reading::Group {
            standing: Standing::Open,
            first,
            passive: false,
            participle: true,
            infinitive: false,
            present: false,
            clitic: false,
        };
        // "is due in", "was back in": the subject stands before the auxiliary.
        let mut group = group;
        while group.first > self.sentence.first
            && (self.view.is(&self.view.words.be, group.first - 1) || self.view.is_adverb(group.first - 1))
        {
            group.first -= 1;
        }
        let people = subject::of_verb(self.view, self.sentence, &group, self.topic);
        if people.is_empty() {
            return;
        }
        if found.frame == Frame::Home && self.home_elsewhere(found, &people) {
            return;
        }
        if found.frame == Frame::Home {
            let standing = self.home_standing(first, last);
            for person in people {
                if self.view.home(person).is_none() {
                    continue;
                }
                let mut event = self.event(found, person, Where::Home, What::Returns, standing, (first, last));
                event.arrive = when::day_between(self.view, self.sentence, last, self.limit(found))
                    .or_else(|| self.day_before(found))
                    .map(|told| when::reread(self.view, self.sentence, told, &event));
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
            (Frame::Present, _) if self.view.is(&self.view.words.expected, first) => (What::Goes, Standing::Ahead),
            _ => (What::IsThere, self.clause_standing(first)),
        };
        // "had been to Bonn" tells of others' journeys long ago as well.
        let own = found.frame != Frame::Present || standing != Standing::Done || self.topic.is_none();
        let people = if own { people } else { people.into_iter().filter(|p| self.topic == Some(*p)).collect() };
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
            let back = found.frame == Frame::Present && (first..last).any(|i| self.view.is(&self.view.words.back, i));
            let due = back || found.frame == Frame::Present && standing == Standing::Ahead && what == What::Goes;
            // "starts for home on Sunday by way of Honolulu": the day is the verb's.
            if found.frame == Frame::Transit {
                continue;
            }
            self.attach(if due { Frame::Arrive } else { found.frame }, found, &items, limit, from);
        }
    }

    /// Whether a host receives at the seat of his country where no place is told: whoever "hosted" may have done so long ago.
    fn at_the_seat(&self, found: &Found, group: &reading::Group) -> bool {
        let row = &self.view.motion.rows[found.row];
        row.slot("object").is_some() || row.slot("bare").is_some() && group.standing != Standing::Done
    }

    /// "is to be back in Seoul": the place named after it is not his home; or nobody says that he will: "an invitation to come home".
    fn home_elsewhere(&self, found: &Found, people: &[usize]) -> bool {
        let (view, w) = (self.view, self.view.words);
        let (first, last) = found.cue.tokens;
        let country = |g: &group::Group| view.mentions.toponyms[g.items[0].toponym].place.map(|p| p.country);
        let abroad = self.groups.iter().any(|g| {
            g.first <= last + 1
                && g.last > last
                && g.preposition.is_some_and(|p| view.is(&w.spot, p))
                && people.iter().any(|p| view.home(*p).is_some_and(|h| country(g).is_some_and(|c| c != h)))
        });
        let invited = first >= self.sentence.first + 2
            && view.is(&w.to, first - 1)
            && (view.is(&w.invited, first - 2) || view.is(&w.refused, first - 2));
        // "was home to a thousand people"
        let houses = view.is(&w.to, last)
            && !self.groups.iter().any(|g| g.preposition == Some(last) || g.first == last + 1)
            && (first..last).any(|i| view.is(&w.be_past, i) || view.is(&w.be_present, i));
        abroad || invited || houses
    }

    /// "une tournée qui le conduira à", "X l'a reçu": the traveller, or whoever was named last besides the subject.
    pub(super) fn clitic_object(&self, subject: &[usize]) -> Vec<usize> {
        let other = |person: &usize| !subject.contains(person);
        let named = || self.view.people_in(self.sentence).iter().rev().map(|m| m.person).find(other);
        let before = || subject::focus(self.view, self.sentence, None).filter(other);
        self.topic.filter(other).or_else(named).or_else(before).into_iter().collect()
    }

    /// "X welcomed Y at Z", "Y was received by X".
    pub(super) fn host(&mut self, found: &Found) {
        let group = reading::of(self.view, found);
        let (host, guests) = if group.passive {
            (
                subject::agent_after(self.view, self.sentence, found.cue.tokens.1),
                subject::of_verb(self.view, self.sentence, &group, self.topic),
            )
        } else {
            let hosts = subject::of_verb(self.view, self.sentence, &group, self.topic);
            let guests = match group.clitic {
                true => self.clitic_object(&hosts),
                false => subject::object_after(self.view, self.sentence, found.cue.tokens.1),
            };
            (hosts.first().copied(), guests)
        };
        let limit = self.limit(found);
        let stated = self.groups.iter().position(|g| {
            g.first >= found.cue.tokens.1
                && g.first < limit
                && g.preposition.is_some_and(|p| {
                    self.view.is(&self.view.words.spot, p) && !self.view.is(&self.view.words.purpose, p)
                })
        });
        // "and Tobruk, where he will be received by X"
        let stated = stated.or_else(|| self.where_before(&group));
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
                        .filter(|_| self.at_the_seat(found, &group))
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
            if group.present && self.view.is(&self.view.words.expected, found.cue.tokens.0) {
                event.standing = Standing::Ahead;
            }
            if let Some(item) = item {
                event.place_token = item.tokens.0;
            }
            if let Some((day, span)) = when::day_between(self.view, self.sentence, found.cue.tokens.1, limit)
                .filter(|_| !matches!(event.standing, Standing::Denied))
            {
                when::received(self.view, found.cue.tokens.0, (day, span), &mut event);
            }
            self.out.push(event);
        }
    }
}
