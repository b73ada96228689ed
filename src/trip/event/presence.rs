//! Presence without a cue: "X is in Y", "X, in Y for talks, said", "In Y, X met".

use super::What;
use super::reader::Reader;
use crate::model::mention::Span;
use crate::text::motion::{CueKind, Found, Frame, VerbForm};
use crate::trip::reading::{self, Standing};
use crate::trip::subject;

impl Reader<'_, '_> {
    /// "X is in Y", "X, in Y for talks, said", "In Y, X met": presence without a cue.
    pub(super) fn presence(&mut self) {
        for index in 0..self.groups.len() {
            let g = self.groups[index].clone();
            let Some(preposition) = g.preposition.filter(|p| matches!(self.view.str(*p), "in" | "In" | "at" | "At"))
            else {
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
            self.attach(Frame::Present, &found, &g.items, self.sentence.last, from);
        }
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
}
