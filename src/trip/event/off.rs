//! Places that are taken off a journey by name: "will skip Paris", "Paris was dropped from the itinerary".

use super::What;
use super::reader::Reader;
use crate::text::motion::{CueKind, Found, Frame};
use crate::trip::group::Group;
use crate::trip::reading::{self, Standing};
use crate::trip::subject;

impl Reader<'_, '_> {
    pub(super) fn called_off(&mut self, found: &Found) {
        if self.view.motion.rows[found.row].slot("object").is_none() {
            return;
        }
        let verb = reading::of(self.view, found);
        if matches!(verb.standing, Standing::Denied | Standing::Background) {
            return;
        }
        let struck = if verb.passive { self.before(&verb) } else { self.behind(found) };
        let Some(group) = struck else { return };
        let people = match self.topic {
            Some(topic) if verb.passive => vec![topic],
            _ if verb.passive => return,
            _ => subject::of_verb(self.view, self.sentence, &verb, self.topic),
        };
        for person in people {
            for item in &group.items {
                let event = self.event(found, person, item.place(), What::Goes, Standing::Cancelled, item.tokens);
                self.out.push(event);
            }
        }
    }

    /// "Skips Paris": the place right behind the verb, but not "skips the Paris summit".
    fn behind(&self, found: &Found) -> Option<Group> {
        let (view, w) = (self.view, self.view.words);
        let from = found.cue.tokens.1;
        let group = self.groups.iter().find(|g| g.first >= from && g.preposition.is_none())?;
        let adjacent = (from..group.first).all(|i| view.is(&w.skip, i) || view.is_adverb(i));
        let next = group.last;
        let ends = next >= self.sentence.last
            || !view.doc.tokens[next].is_word()
            || view.is_adverb(next)
            || [&w.preposition, &w.joiner, &w.breaker, &w.after, &w.before, &w.relative, &w.as_said, &w.during]
                .iter()
                .any(|set| view.is(set, next));
        (adjacent && ends).then(|| group.clone())
    }

    /// "Paris, which had been on the schedule, was dropped": the subject of a sentence that speaks of a programme.
    fn before(&self, verb: &reading::Group) -> Option<Group> {
        let view = self.view;
        let group = self.groups.iter().find(|g| g.last <= verb.first && g.preposition.is_none())?;
        let opens = (self.sentence.first..group.first).all(|i| view.is(&view.words.skip, i) || view.is_adverb(i));
        let cues = view.cues_in(self.sentence);
        let of_programme = cues.iter().any(|c| c.kind == CueKind::Noun && c.frame == Frame::Tour)
            || self.sentence.range().any(|i| view.is(&view.words.programme, i));
        (opens && of_programme).then(|| group.clone())
    }
}
