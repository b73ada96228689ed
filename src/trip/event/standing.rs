//! How the event of a noun, a participle or an infinitive stands: as the verb that governs it says.

use super::reader::Reader;
use crate::model::mention::TimexKind;
use crate::text::motion::{CueKind, Found, Frame, VerbForm};
use crate::trip::reading::{self, Standing};

/// How far behind its noun "has been postponed" may stand, in tokens.
const FAR_VERB: usize = 30;

impl Reader<'_, '_> {
    /// "After arriving", "arriving in Moscow, he said": as the clause that it belongs to.
    pub(super) fn participle_standing(&self, first: usize, frame: Frame) -> Standing {
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

    /// The standing of the clause that an infinitive of purpose belongs to.
    pub(super) fn main_standing(&self, found: &Found, group: &reading::Group) -> Standing {
        if (group.first.saturating_sub(9).max(self.sentence.first)..group.first)
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

    /// The verb that says how the journey of a noun stands: "cancelled his visit", "the visit was postponed".
    pub(super) fn aspect_cue(&self, found: &Found) -> Option<&Found> {
        let (first, last) = found.cue.tokens;
        let aspects = || self.view.cues_in(self.sentence).iter().filter(|c| c.kind == CueKind::Aspect);
        let left = aspects().rev().find(|c| {
            c.cue.tokens.1 <= first
                && first - c.cue.tokens.1 <= 9
                && (c.cue.tokens.1..first).all(|i| self.within_noun_phrase(i))
        });
        let far = || {
            aspects().find(|c| {
                c.frame == Frame::Cancel
                    && c.cue.tokens.0 >= last
                    && c.cue.tokens.0 - last <= FAR_VERB
                    && matches!(c.form, VerbForm::Past | VerbForm::Participle)
                    && (c.cue.tokens.0.saturating_sub(3).max(last)..c.cue.tokens.0)
                        .any(|i| self.view.is(&self.view.words.be, i))
                    && !self.another_journey(last, c.cue.tokens.0)
            })
        };
        // "A planned stop has been dropped": what becomes of it is told behind.
        let left = left.filter(|c| c.frame != Frame::Plan || far().is_none());
        left.or_else(|| {
            let w = self.view.words;
            aspects().find(|c| {
                let mut between = last..c.cue.tokens.0;
                c.cue.tokens.0 >= last
                    && c.cue.tokens.0 - last <= 10
                    && match c.form {
                        VerbForm::Past | VerbForm::Participle => {
                            between.any(|i| self.view.is(&w.be, i) || self.view.is(&w.have, i))
                        }
                        VerbForm::Base => c.frame == Frame::Begin && self.will_not(c),
                        _ => false,
                    }
            })
        })
        .or_else(far)
    }

    /// Another visit or tour stands between two tokens.
    fn another_journey(&self, from: usize, to: usize) -> bool {
        self.view.cues_in(self.sentence).iter().any(|c| {
            c.kind == CueKind::Noun
                && matches!(c.frame, Frame::Visit | Frame::Tour)
                && c.cue.tokens.0 >= from
                && c.cue.tokens.1 <= to
        })
    }

    pub(super) fn within_noun_phrase(&self, at: usize) -> bool {
        let token = self.view.doc.tokens[at];
        let (view, w) = (self.view, self.view.words);
        let parts = matches!(view.str(at), "," | ";" | ":")
            || view.is(&w.and, at)
            || view.is(&w.that, at)
            || view.is(&w.follows, at);
        !parts || token.quoted || view.timexes_in(self.near(at)).iter().any(|t| t.tokens.0 <= at && at < t.tokens.1)
    }

    pub(super) fn aspect_of(&self, found: &Found) -> Option<Frame> {
        self.aspect_cue(found).map(|c| if self.shifted(c) { Frame::Plan } else { c.frame })
    }

    /// "Has put off his arrival by a day": it comes later, but it comes.
    fn shifted(&self, cue: &Found) -> bool {
        const REACH: usize = 10;
        let end = cue.cue.tokens.1;
        cue.frame == Frame::Cancel
            && self.view.timexes_in(self.sentence).iter().any(|t| {
                t.kind == TimexKind::Duration
                    && t.tokens.0 > end
                    && t.tokens.0 - end <= REACH
                    && self.view.is(&self.view.words.by, t.tokens.0 - 1)
            })
    }

    pub(super) fn noun_standing(&self, found: &Found) -> Standing {
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
            } else if w.previous.contains(word) && !self.view.is(&w.stop_noun, found.cue.tokens.1.saturating_sub(1)) {
                result = Some(Standing::Background);
            } else if w.speculative.contains(word) {
                result = Some(Standing::Denied);
            }
        }
        if let Some(cue) = self.aspect_cue(found) {
            let reading = reading::of(self.view, cue);
            match cue.frame {
                Frame::Cancel if self.shifted(cue) => return Standing::Ahead,
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
                // "The stop will not take place."
                Frame::Begin if reading.standing == Standing::Denied && self.will_not(cue) => {
                    return Standing::Cancelled;
                }
                Frame::Begin if result.is_none() => {
                    return match reading.standing {
                        Standing::Done if self.view.is(&w.begun, cue.cue.tokens.0) => Standing::Now,
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
            if w.before.contains(word) || self.view.is(&w.purpose, at) {
                return Standing::Ahead;
            }
            if w.during.contains(word) {
                let clause = self.clause_standing(first);
                let on = self.view.is(&w.on, at);
                if self.sentence.title && !matches!(clause, Standing::Ahead) {
                    return Standing::Open;
                }
                if !on && clause == Standing::Done {
                    return Standing::Now;
                }
                let told = on && self.view.is(&w.indefinite, at + 1);
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

    fn will_not(&self, cue: &Found) -> bool {
        let w = self.view.words;
        let first = reading::of(self.view, cue).first;
        (first..cue.cue.tokens.0).any(|i| self.view.is(&w.will, i) || self.view.is(&w.would, i))
    }

    /// "flies home" is to come, whatever the clause before it tells.
    pub(super) fn home_standing(&self, first: usize, last: usize) -> Standing {
        if (first..last).any(|i| self.view.is(&self.view.words.expected, i)) {
            return Standing::Ahead;
        }
        let now = (first..last).any(|i| self.view.is(&self.view.words.home_now, i));
        if now { Standing::Open } else { self.clause_standing(last) }
    }

    /// The standing of the clause's own verb: "will pay a visit", "is on a visit", "the visit lasted".
    pub(super) fn clause_standing(&self, near: usize) -> Standing {
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
                && !self.view.motion.infinitive
                && self.view.motion.past_endings.iter().any(|end| self.view.str(at).ends_with(end))
                && self.view.doc.tokens[at].shape == crate::text::Shape::Lower
            {
                return Standing::Done;
            }
        }
        // Where the verb itself tells the future, its forms tell all.
        let forms = self.view.motion.infinitive;
        let told = |form: VerbForm| match form {
            VerbForm::Past => Some(Standing::Done),
            VerbForm::Participle if forms => Some(Standing::Done),
            VerbForm::Future | VerbForm::Conditional => Some(Standing::Ahead),
            _ => None,
        };
        let cues = self.view.cues_in(self.sentence).iter().filter(|c| c.kind == CueKind::Verb);
        let mut tenses = cues.filter_map(|c| Some((c.cue.tokens.0.abs_diff(near), told(c.form)?)));
        let verb = if forms { tenses.min_by_key(|(far, _)| *far) } else { tenses.next() };
        verb.map_or(Standing::Open, |(_, standing)| standing)
    }
}
