//! Lines without a subject in the story of one journey: "Then it is east to Port Moresby", "Departure for Budapest".

use super::What;
use super::reader::Reader;
use crate::text::motion::{CueKind, Found, Frame, VerbForm};
use crate::trip::reading::Standing;

impl Reader<'_, '_> {
    /// A line that opens with a time or a day: "10:20 Arrival", "Thursday - A day in Nairobi".
    pub(super) fn timed(&self) -> bool {
        self.view.timexes_in(self.sentence).first().is_some_and(|t| {
            t.tokens.0 <= self.sentence.first + 1
                && (t.days.is_some() || t.kind == crate::model::mention::TimexKind::Time)
        })
    }

    /// A line that a day heads: "Wednesday - Talks in Abuja", "12 June: Baku".
    fn labelled(&self) -> bool {
        self.timed()
            && (self.heading.is_some()
                || matches!(self.view.str(self.view.timexes_in(self.sentence)[0].tokens.1), "-" | "–" | "—" | ":"))
    }

    /// A pronoun of somebody else: the line is not the traveller's.
    fn somebody_else_acts(&self, topic: usize) -> bool {
        self.view
            .people_in(self.sentence)
            .iter()
            .any(|m| m.form == crate::model::mention::PersonForm::Pronoun && m.person != topic)
    }

    /// Lines without a subject in the story of one journey: "Then it is east to Port Moresby", "Thursday - A day in Nairobi",
    /// "Departure for Budapest".
    pub(super) fn narrative(&mut self) {
        let Some(topic) = self.topic.filter(|_| !self.sentence.title) else { return };
        let labelled = self.labelled();
        let used = self.out.iter().any(|e| e.sentence == self.number && e.person == topic);
        if self.groups.is_empty()
            || used && !labelled
            || self.somebody_else_acts(topic)
            || self.view.people_in(self.sentence).iter().any(|m| m.tokens.0 < self.groups[0].first)
        {
            return;
        }
        let first = self.sentence.first;
        let sequenced = self.view.is(&self.view.words.sequence, first);
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
            let fits = group.preposition.is_none_or(|p| self.view.is(&self.view.words.spot, p));
            let known = group.items.iter().all(|i| self.view.mentions.toponyms[i.toponym].place.is_some());
            let taken = self.out.iter().any(|e| {
                e.sentence == self.number
                    && e.person == topic
                    && group.items.iter().any(|i| i.tokens.0 == e.place_token)
            });
            if !fits || !known || taken {
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
}
