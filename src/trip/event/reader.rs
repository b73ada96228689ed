//! One sentence, read for events: which cue governs which places, and what they are to it.

use super::{Event, What, Where};
use crate::model::DateSpan;
use crate::model::mention::Span;
use crate::text::Sentence;
use crate::text::motion::{CueKind, Found, Frame, Slot, VerbForm};
use crate::trip::group::{self, Item};
use crate::trip::reading::{self, Standing};
use crate::trip::view::View;
use crate::trip::when;

pub(super) struct Reader<'v, 'a> {
    pub(super) view: &'v View<'a>,
    pub(super) number: usize,
    pub(super) sentence: Sentence,
    pub(super) groups: &'v [group::Group],
    pub(super) remote: bool,
    /// Whose journey the text is about, where that is known already.
    pub(super) topic: Option<usize>,
    /// The day that heads this part of a programme.
    pub(super) heading: Option<(DateSpan, Span)>,
    pub(super) out: &'v mut Vec<Event>,
}

impl Reader<'_, '_> {
    pub(super) fn read(&mut self) {
        let cues = self.view.cues_in(self.sentence);
        for found in cues {
            match found.kind {
                CueKind::Verb if found.frame == Frame::Host => self.host(found),
                CueKind::Verb if found.frame == Frame::Next => self.next(found),
                CueKind::Verb => self.verb(found),
                CueKind::Noun => self.noun(found),
                CueKind::Phrase if found.frame == Frame::Next => self.next_after(found),
                CueKind::Phrase => self.phrase(found),
                CueKind::Aspect if found.frame == Frame::Cancel => self.called_off(found),
                CueKind::Aspect => {}
            }
        }
        self.presence();
        self.programme();
        self.narrative();
    }

    /// The sentence as far as anything around a token can matter: a text may be one sentence without end.
    pub(super) fn near(&self, at: usize) -> Sentence {
        const NEAR: usize = 80;
        let Sentence { first, last, .. } = self.sentence;
        Sentence { first: first.max(at.saturating_sub(NEAR)), last: last.min(at + NEAR), ..self.sentence }
    }

    /// One past the last token that a cue can govern: the next verb of motion, a new clause, or the end.
    pub(super) fn limit(&self, found: &Found) -> usize {
        let from = found.cue.tokens.1;
        let act = found.frame == Frame::Act;
        let cues = self.view.cues_in(self.sentence);
        let next_cue = cues.iter().find(|c| {
            c.cue.tokens.0 >= from
                && c.kind == CueKind::Verb
                && !self.view.is(&self.view.words.site, c.cue.tokens.0)
                && (act || !matches!(c.frame, Frame::Act | Frame::Host))
                && !(c.form == VerbForm::Base && c.frame == Frame::Act)
        });
        let end = next_cue.map_or(self.sentence.last, |c| reading::of(self.view, c).first.max(from));
        (from..end).find(|i| self.new_clause(*i)).unwrap_or(end)
    }

    /// Where a clause about what was told before begins, or the sentence's end: "was in Tokyo, where a treaty was signed on Tuesday".
    pub(super) fn clause_end(&self, from: usize) -> usize {
        let w = self.view.words;
        let relative = |i: &usize| self.view.is(&w.relative, *i) && !self.view.is(&w.soft_relative, *i);
        (from..self.near(from).last).find(relative).unwrap_or(self.sentence.last)
    }

    pub(super) fn new_clause(&self, at: usize) -> bool {
        let w = self.view.words;
        let runs = (at + 1..(at + 4).min(self.sentence.last)).any(|i| self.view.is(&w.phase, i));
        (self.view.is(&w.relative, at) && !self.view.is(&w.soft_relative, at)) && !runs
            || (self.view.str(at) == ";" && !self.groups.iter().any(|g| g.first <= at && at < g.last))
            || self.view.is(&w.breaker, at)
            || ((self.view.is(&w.and, at) || self.view.str(at) == ",")
                && at + 1 < self.sentence.last
                && (self.view.is(&w.will, at + 1)
                    || self.view.is(&w.be, at + 1)
                    || self.view.is(&w.have, at + 1)
                    || self.view.is(&w.had, at + 1)))
    }

    /// What a group of places is to a cue; `None` where it is nothing to it.
    pub(super) fn slot(&self, found: &Found, index: usize) -> Option<Slot> {
        let row = &self.view.motion.rows[found.row];
        let group = &self.groups[index];
        match group.preposition {
            Some(at) => {
                let word = self.view.preposition(at);
                let w = self.view.words;
                let out_of = self.view.is(&w.of, at) && at > 0 && self.view.is(&w.out, at - 1);
                if out_of || self.view.is(&w.out, at) {
                    return row.source();
                }
                // "le complexe pétrochimique de Skikda"
                let named = |i: usize| self.view.is(&w.site, i) || self.view.is(&w.kind_of_place, i);
                let site = (at.saturating_sub(2)..at).any(named);
                let inner = self.view.is(&w.inner, at) && (site || !self.view.is(&w.of, at));
                if row.slot("object").is_some() && row.slot(&word).is_none() && inner {
                    // "visited a school in Irpin": the visit is there.
                    return (found.frame == Frame::Visit).then_some(Slot::Goal);
                }
                // "continued in Brussels", but not "continue our work in Ukraine".
                let loose = found.frame == Frame::Travel
                    && self.view.is(&w.place_preposition, at)
                    && !self.view.is(&w.goal_preposition, at)
                    && !(found.cue.tokens.1..at).all(|i| self.view.is_adverb(i));
                // "le sommet du pacte de Varsovie": where one word is "of" and "from", it is "from" right after the verb or a day.
                let of_noun = self.view.is(&w.of, at)
                    && row.slot(&word) == Some(Slot::Source)
                    && at > found.cue.tokens.1
                    && self.is_noun(at - 1);
                let direct = if loose || of_noun { None } else { row.slot(&word) };
                direct.or_else(|| self.site_slot(found, at))
            }
            None => {
                let here = self.deictic(index);
                if here && found.frame == Frame::Depart {
                    return Some(Slot::Source);
                }
                if here {
                    return row.slots.iter().map(|(_, s)| *s).find(|s| *s == Slot::Goal);
                }
                // "rejoindra le même jour Brazzaville"
                let timed = |i: usize| {
                    let timexes = self.view.timexes_in(self.near(i));
                    self.view.words.object_after_day && timexes.iter().any(|t| t.tokens.0 <= i && i < t.tokens.1)
                };
                let adjacent = (found.cue.tokens.1..group.first)
                    .all(|i| self.view.is_adverb(i) || self.view.is(&self.view.words.skip, i) || timed(i));
                if adjacent { row.slot("object").or(row.slot("bare")) } else { None }
            }
        }
    }

    /// A word that "of" may belong to: no adverb, day, place or mark.
    fn is_noun(&self, at: usize) -> bool {
        self.view.doc.tokens[at].is_word()
            && !self.view.is_adverb(at)
            && self.view.toponym_at(at).is_none()
            && !self.view.timexes_in(self.near(at)).iter().any(|t| t.tokens.0 <= at && at < t.tokens.1)
    }

    /// "flew to a base near Erbil", "drove to the border crossing of Rafah": the site's preposition says what its place is.
    fn site_slot(&self, found: &Found, at: usize) -> Option<Slot> {
        let (w, row) = (self.view.words, &self.view.motion.rows[found.row]);
        let motion = matches!(
            found.frame,
            Frame::Travel | Frame::Arrive | Frame::Depart | Frame::Return | Frame::Send | Frame::Stay | Frame::Visit
        );
        let from = found.cue.tokens.1;
        if !motion || at <= from || !self.view.is(&w.inner, at) {
            return None;
        }
        let site = self.view.is(&w.site, at - 1)
            || self.view.is(&w.kind_of_place, at - 1)
            || !self.view.is(&w.of, at)
                && (self.view.doc.tokens[at - 1].is_capital() && self.view.toponym_at(at - 1).is_none()
                    || self.view.is(&w.gathering, at - 1));
        if !site {
            return None;
        }
        let mut before = (from..at).rev().take(8);
        let preposition = before.find(|i| {
            self.view.is(&w.preposition, *i) && !self.view.is(&w.of, *i) || !self.view.doc.tokens[*i].is_word()
        })?;
        row.slot(&self.view.preposition(preposition))
    }

    /// "There" and "the capital" tell more of a stop that is known; alone they make none.
    pub(super) fn back_reference(&self, at: usize) -> bool {
        let w = self.view.words;
        self.view.is(&w.there, at) || self.view.is(&w.definite, at) && self.view.toponym_at(at).is_none()
    }

    /// True for "here" and "there", which take no preposition.
    pub(super) fn deictic(&self, index: usize) -> bool {
        let at = self.groups[index].items[0].tokens.0;
        self.view.is(&self.view.words.here, at) || self.view.is(&self.view.words.there, at)
    }

    /// True where a noun of travel between a verb and a place claims the place: "flying to Tokyo, with a visit to Canada".
    pub(super) fn nearer_cue(&self, found: &Found, index: usize) -> bool {
        let first = self.groups[index].first;
        self.view.cues_in(self.sentence).iter().any(|c| {
            c.kind == CueKind::Noun
                && !matches!(c.frame, Frame::Event | Frame::Flight)
                && c.cue.tokens.0 >= found.cue.tokens.1
                && c.cue.tokens.1 <= first
                && self.slot(c, index).is_some()
        })
    }

    /// Gives the events since `from` their days.
    pub(super) fn attach(&mut self, frame: Frame, found: &Found, items: &[Item], limit: usize, from: usize) {
        self.attach_within(frame, found, items, (found.cue.tokens.0, limit), from);
    }

    /// The same by the days between two tokens, or before the cue.
    pub(super) fn attach_within(
        &mut self,
        frame: Frame,
        found: &Found,
        items: &[Item],
        days: (usize, usize),
        from: usize,
    ) {
        let places: Vec<(usize, usize)> = self.groups.iter().flat_map(|g| g.items.iter().map(|i| i.tokens)).collect();
        let scope = when::Scope {
            frame,
            cue: found.cue.tokens,
            items,
            places: &places,
            from: days.0,
            limit: days.1,
            heading: self.heading,
        };
        when::attach(self.view, self.sentence, &scope, &mut self.out[from..]);
    }

    pub(super) fn event(
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
            if earlier || later || self.view.str(before) == "," || self.view.is(&w.and, before) {
                break;
            }
        }
        let asked =
            self.view.str(self.sentence.last - 1) == "?" && matches!(standing, Standing::Ahead | Standing::Open);
        let remote = self.remote && standing != Standing::Cancelled;
        let standing = if remote || asked { Standing::Denied } else { standing };
        Event {
            person,
            place,
            what,
            standing,
            strong: true,
            arrive: None,
            depart: None,
            on: None,
            length: None,
            tour: (None, None),
            leaves_previous: None,
            sentence: self.number,
            token: found.cue.tokens.0,
            place_token: tokens.0,
            earlier,
            later,
            open: false,
            evidence: self.view.span(tokens.0.min(found.cue.tokens.0), tokens.1.max(found.cue.tokens.1)),
            frame: found.cue.frame,
            rule: format!("{}: {}", found.cue.frame, found.cue.rule),
        }
    }
}
