//! How a verb stands: done, going on, planned, called off, denied or only thought of.

use super::view::View;
use crate::text::motion::{CueKind, Found, Frame, VerbForm};

/// What the words around a verb say of what it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// "visited", "has visited", "had been to"
    Done,
    /// "is visiting", "has arrived"
    Now,
    /// "will visit", "is due in", "plans to"
    Ahead,
    /// "was to have visited", "cancelled his visit"
    Cancelled,
    /// "last visited in 2017", "his first visit since"
    Background,
    /// "will not visit", "may visit", "was invited to visit"
    Denied,
    /// The words leave it open ("visits", "to meet"): dates and other sentences decide.
    Open,
}

/// A verb group: its standing, its first token, and whether it is passive or a bare participle.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    pub standing: Standing,
    pub first: usize,
    pub passive: bool,
    /// "arriving", "after visiting": the subject stands elsewhere in the sentence.
    pub participle: bool,
    /// "to meet": tells the purpose of another verb.
    pub infinitive: bool,
    /// A simple present, which tells of plans as well as of habits.
    pub present: bool,
    /// A pronoun before the verb is its object: "l'a reçu".
    pub clitic: bool,
}

/// Reads the verb group that ends in a cue.
pub fn of(view: &View, found: &Found) -> Group {
    let (verb, form) = (found.cue.tokens.0, found.form);
    let sentence = view.doc.sentence_of(verb);
    let mut first = verb;
    let infinitive = view.motion.infinitive && form == VerbForm::Base;
    let mut seen = Seen { to: infinitive, ..Seen::default() };
    let mut at = verb;
    while at > sentence.first && verb - at < 9 {
        let before = at - 1;
        // "will no longer travel"
        if before > sentence.first && view.is(&view.words.longer, before) && view.is(&view.words.none, before - 1) {
            (seen.not, seen.off) = (true, true);
            at = before - 1;
            first = at;
            continue;
        }
        if view.is_adverb(before) {
            at = before;
            continue;
        }
        let taken = seen.take(view, before, at == verb || first == at || all_adverbs(view, at, first));
        if !taken {
            break;
        }
        first = before;
        at = before;
    }
    // "a conduit": the participle looks like the present as well.
    let form = match form {
        VerbForm::Third if view.motion.infinitive && (seen.have || seen.had) => VerbForm::Participle,
        form => form,
    };
    seen.off |= seen.not && (view.is(&view.words.longer, found.cue.tokens.1) || against_plan(view, verb));
    let dropped = seen.planned.then(|| dropped_plan(view, first)).flatten();
    first = dropped.unwrap_or(first);
    let standing = match seen.standing(form) {
        Standing::Ahead if dropped.is_some() || seen.had && turns(view, verb) => Standing::Cancelled,
        standing => standing,
    };
    let bare = form == VerbForm::Participle && view.motion.infinitive && seen == Seen::default();
    let participle = form == VerbForm::Ing && !seen.be && !seen.to || bare;
    Group {
        standing,
        first,
        // "was to have visited" is no passive.
        passive: matches!(form, VerbForm::Past | VerbForm::Participle)
            && seen.be
            && !(seen.to && seen.have)
            && !seen.reflexive
            && !view.is(&view.words.perfect_be, verb),
        participle,
        infinitive: seen.to && !seen.planned && !seen.be && standing == Standing::Open,
        present: matches!(form, VerbForm::Third | VerbForm::Base)
            && Seen { reflexive: false, clitic: false, ..seen } == Seen::default(),
        clitic: seen.clitic,
    }
}

/// "Will not stop in Paris as planned", "after all".
fn against_plan(view: &View, verb: usize) -> bool {
    const NEAR: usize = 14;
    let (w, last) = (view.words, view.doc.sentence_of(verb).last);
    (verb + 1..(verb + NEAR).min(last.saturating_sub(1)))
        .any(|i| view.is(&w.as_said, i) && view.is(&w.planned, i + 1) || view.is(&w.after, i) && view.is(&w.all, i + 1))
}

/// "Scrapped plans to visit": the first token of the verb that calls the plan off.
fn dropped_plan(view: &View, plan: usize) -> Option<usize> {
    let cues = view.cues_in(view.doc.sentence_of(plan));
    let cue = cues.iter().rev().find(|c| c.kind == CueKind::Aspect && c.cue.tokens.1 <= plan)?;
    let between = (cue.cue.tokens.1..plan).all(|i| view.is_adverb(i) || view.is(&view.words.determiner, i));
    let group = of(view, cue);
    (cue.frame == Frame::Cancel && between && group.standing != Standing::Denied).then_some(group.first)
}

/// "Had been due to go on to Paris but will fly home".
fn turns(view: &View, verb: usize) -> bool {
    (verb + 1..view.doc.sentence_of(verb).last).any(|i| view.is(&view.words.breaker, i))
}

fn all_adverbs(view: &View, from: usize, to: usize) -> bool {
    (from..to).all(|i| view.is_adverb(i))
}

/// The auxiliaries seen before a verb.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Seen {
    will: bool,
    would: bool,
    may: bool,
    should: bool,
    be: bool,
    be_past: bool,
    be_present: bool,
    have: bool,
    had: bool,
    not: bool,
    to: bool,
    planned: bool,
    refused: bool,
    invited: bool,
    reflexive: bool,
    clitic: bool,
    just: bool,
    /// The words say that it was planned, and is no more.
    off: bool,
}

impl Seen {
    fn take(&mut self, view: &View, at: usize, _near: bool) -> bool {
        let (w, word) = (view.words, view.doc.word(at));
        if w.will.contains(word) {
            self.will = true;
            self.not |= w.not.contains(word);
            // "sera reçu": one word for "will be".
            self.be |= w.be.contains(word);
            self.have |= w.have.contains(word);
        } else if w.would.contains(word) {
            self.would = true;
        } else if w.may.contains(word) && (!self.to || view.motion.infinitive) {
            // "May" with a capital is a month or a name.
            if view.doc.tokens[at].is_capital() && at > view.doc.sentence_of(at).first {
                return false;
            }
            self.may = true;
            self.be |= w.be.contains(word);
            self.have |= w.have.contains(word);
        } else if w.should.contains(word) {
            self.should = true;
        } else if w.be.contains(word) {
            self.be = true;
            self.be_past |= w.be_past.contains(word);
            self.be_present |= w.be_present.contains(word);
        } else if w.reflexive.contains(word) {
            self.reflexive = true;
        } else if w.clitic.contains(word) {
            self.clitic |= w.object_clitic.contains(word);
        } else if w.have.contains(word) {
            self.have = true;
        } else if w.had.contains(word) {
            self.had = true;
        } else if w.not.contains(word) {
            self.not = true;
        } else if w.to.contains(word) {
            self.to = true;
        } else if self.to && w.planned.contains(word) {
            self.planned = true;
        } else if self.to && w.just.contains(word) {
            self.just = true;
        } else if self.to && w.refused.contains(word) {
            self.refused = true;
        } else if self.to && w.invited.contains(word) {
            self.invited = true;
        } else {
            return false;
        }
        true
    }

    fn standing(self, form: VerbForm) -> Standing {
        if self.to && self.have && self.be_past || self.would && self.have || self.should && self.have {
            return Standing::Cancelled;
        }
        let ahead = matches!(form, VerbForm::Future | VerbForm::Conditional);
        if self.off && !self.have && (self.will || self.would || self.planned || self.be || ahead) {
            return Standing::Cancelled;
        }
        if self.not || self.refused || self.invited || self.may {
            return Standing::Denied;
        }
        if self.just {
            return Standing::Done;
        }
        if self.will || self.would || self.planned || self.to && self.be || self.should {
            return Standing::Ahead;
        }
        if self.to {
            return Standing::Open;
        }
        match form {
            VerbForm::Past | VerbForm::Participle => Standing::Done,
            VerbForm::Future | VerbForm::Conditional => Standing::Ahead,
            // "had come": the participle looks like the base.
            VerbForm::Base if self.have || self.had => Standing::Done,
            VerbForm::Ing if self.be_past || self.had => Standing::Done,
            VerbForm::Ing if self.be => Standing::Now,
            _ => Standing::Open,
        }
    }
}
