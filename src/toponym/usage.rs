//! How a place is used where it stands: dateline, qualifier, part of a name, those who act there, or the place itself.
//!
//! In: a sight among the others. Out: its [`Usage`].

use super::judge::{ENOUGH, Judge};
use super::rules::Classes;
use super::sight::Sight;
use crate::model::mention::Usage;
use crate::model::place::PlaceKind;
use crate::text::Shape;

impl Judge<'_> {
    pub(super) fn usage(&self, sights: &[Sight], i: usize) -> Usage {
        let sight = &sights[i];
        if sight.people.is_some() {
            return Usage::People;
        }
        if i > 0 && sights[i - 1].qualifier == Some(i) && sights[i - 1].evidence >= ENOUGH {
            return Usage::Qualifier;
        }
        if self.is_dateline(sight) {
            return Usage::Dateline;
        }
        let next = self.after(sight.last);
        if next.is_some_and(|n| self.document.tokens[n].is_capital() && self.runs_into_organisation(n)) {
            return Usage::Name;
        }
        if self.acts(sight, next) { Usage::Actor } else { Usage::Literal }
    }

    /// True where the government or people of the place is meant.
    fn acts(&self, sight: &Sight, next: Option<usize>) -> bool {
        let Some(best) = sight.best() else { return false };
        let led_by_place = self.before(sight.first).is_some_and(|b| {
            let at = if self.classes(b).has(Classes::DEFINITE) { self.before(b) } else { Some(b) };
            at.is_some_and(|t| self.classes(t).has(Classes::IN))
        });
        if led_by_place {
            return false;
        }
        if best.is_institution() {
            return true;
        }
        let state = best.kind() == PlaceKind::Country || best.is_capital();
        let Some(next) = next.filter(|_| state) else { return false };
        let classes = self.classes(next);
        if self.document.tokens[next].shape == Shape::Possessive {
            return self
                .after(next + 1)
                .is_some_and(|n| self.classes(n).has(Classes::TITLE) || self.classes(n).has(Classes::GOVERNMENT));
        }
        classes.has(Classes::SPEECH) || classes.has(Classes::TITLE)
    }

    /// "HANOI, June 20 (Agency) —", "HANOI (Agency) -", "Hanoi, Vietnam — ".
    pub(super) fn is_dateline(&self, sight: &Sight) -> bool {
        let sentence = self.document.sentence_of(sight.first);
        if sight.first != sentence.first || sentence.title || sentence.paragraph > 2 {
            return false;
        }
        let next = self.after(sight.last).map(|n| self.document.tokens[n].shape);
        let capitals = self.document.tokens[sight.first..sight.last]
            .iter()
            .all(|t| t.shape == Shape::Upper && t.end - t.start > 3);
        if capitals && next == Some(Shape::Capitalised) {
            return true;
        }
        let end = sentence.last.min(sight.last + 16);
        let dash = (sight.last..end).find(|t| {
            let spaced = self.document.tokens.get(t + 1).is_some_and(|n| n.spaced || n.shape == Shape::Mark);
            matches!(self.document.str(*t), "-" | "–" | "—") && (self.document.tokens[*t].spaced || spaced)
        });
        // Only names, numbers and marks stand before the dash.
        dash.is_some_and(|dash| (sight.last..dash).all(|t| self.document.tokens[t].shape != Shape::Lower))
    }

    /// True where a run of capitalised words from here ends in the word for an organisation.
    fn runs_into_organisation(&self, first: usize) -> bool {
        let mut at = first;
        while let Some(token) = self.after(at).map(|t| self.document.tokens[t]) {
            if !token.is_capital() || at > first + 4 {
                return false;
            }
            if self.classes(at).has(Classes::ORGANISATION) {
                return true;
            }
            at += 1;
        }
        false
    }
}
