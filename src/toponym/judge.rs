//! Whether a sight is a place in this text: the signs around it, added up.
//!
//! In: sights and the spans of people. Out: the sights that stand, each with its [`Usage`]. Which place it is comes later.

use super::rules::{Classes, Rules};
use super::sight::Sight;
use super::signs::share_evidence;
use crate::model::mention::Span;
use crate::model::place::PlaceKind;
use crate::text::{Document, Shape};

/// What must be reached to count as a place.
pub(super) const ENOUGH: f32 = 2.0;

/// Judges all sights of a document.
pub struct Judge<'a> {
    pub document: &'a Document<'a>,
    pub rules: &'a Rules,
    pub people: &'a [Span],
    /// Words that follow a given name or a title somewhere in the text, by their letters.
    pub(super) surnames: Vec<&'a str>,
    /// Given names that stand before another name somewhere in the text.
    pub(super) first_names: Vec<&'a str>,
}
impl<'a> Judge<'a> {
    pub fn new(document: &'a Document<'a>, rules: &'a Rules, people: &'a [Span]) -> Self {
        let mut judge = Judge { document, rules, people, surnames: Vec::new(), first_names: Vec::new() };
        (judge.first_names, judge.surnames) = judge.find_names_of_persons();
        judge
    }

    /// Keeps the sights that are places and says how they are used.
    pub fn judge(&self, mut sights: Vec<Sight>) -> Vec<Sight> {
        self.link_qualifiers(&mut sights);
        self.find_lands(&mut sights);
        for i in 0..sights.len() {
            sights[i].before_office = self.after(sights[i].last).is_some_and(|n| self.written(n).has(Classes::OFFICE));
            sights[i].in_title = self.in_people(&sights[i]);
            let kind = self.kind_before(sights[i].first);
            sights[i].before_office |= kind.has(Classes::STATE);
            let town = kind.has(Classes::TOWN);
            if town && sights[i].candidates().all(|c| c.kind() != PlaceKind::City) && sights[i].people.is_none() {
                // "the city of Turkey" is no country.
                sights[i].unlisted = true;
                sights[i].evidence = 3.0;
            }
            sights[i].called_town = town;
            sights[i].hindered = sights[i].best().is_some_and(|b| self.before_evidence(&sights, i, b) <= -2.5);
            sights[i].evidence = if sights[i].unlisted {
                self.unlisted_evidence(&sights[i])
            } else if sights[i].people.is_some() {
                self.people_evidence(&sights[i])
            } else {
                self.evidence(&sights, i)
            };
        }
        share_evidence(&mut sights);
        for i in 0..sights.len() {
            sights[i].usage = self.usage(&sights, i);
        }
        let kept: Vec<bool> = sights.iter().map(|s| s.evidence >= ENOUGH).collect();
        let mut moved = vec![None; sights.len()];
        let mut next = 0;
        for (i, keep) in kept.iter().enumerate() {
            moved[i] = keep.then_some(next);
            next += usize::from(*keep);
        }
        let mut stand: Vec<Sight> = sights.into_iter().zip(kept).filter(|(_, keep)| *keep).map(|(s, _)| s).collect();
        stand.iter_mut().for_each(|s| s.qualifier = s.qualifier.and_then(|q| moved[q]));
        stand
    }

    pub(super) fn classes(&self, token: usize) -> Classes {
        self.rules.classes(self.document.word(token))
    }

    /// The classes of a token as it is written.
    pub(super) fn written(&self, token: usize) -> Classes {
        self.rules.written(self.document, token)
    }

    /// The token before, where it stands in the same sentence.
    pub(super) fn before(&self, token: usize) -> Option<usize> {
        let sentence = self.document.sentence_of(token);
        (token > sentence.first).then(|| token - 1)
    }

    /// The token at `token`, where it stands in the sentence of the token before it.
    pub(super) fn after(&self, token: usize) -> Option<usize> {
        (token < self.document.tokens.len() && token < self.document.sentence_of(token - 1).last).then_some(token)
    }

    pub(super) fn is_mark(&self, token: usize, mark: &str) -> bool {
        self.document.tokens[token].shape == Shape::Mark && self.document.str(token) == mark
    }

    /// Given names before another name, and words after given names and titles; all written with a capital.
    fn find_names_of_persons(&self) -> (Vec<&'a str>, Vec<&'a str>) {
        let document = self.document;
        let (mut first_names, mut surnames) = (Vec::new(), Vec::new());
        for at in 1..document.tokens.len() {
            let (before, token) = (document.tokens[at - 1], document.tokens[at]);
            if !token.is_capital() || !before.is_capital() || before.sentence != token.sentence {
                continue;
            }
            let (classes, own) = (self.rules.classes(before.word), self.rules.classes(token.word));
            if classes.has(Classes::GIVEN.or(Classes::TITLE)) || before.shape == Shape::Initial {
                surnames.push(document.str(at));
            }
            let other = Classes::TITLE.or(Classes::ORGANISATION).or(Classes::THING).or(Classes::COMMON);
            if classes.has(Classes::GIVEN)
                && !own.has(other)
                && before.shape == Shape::Capitalised
                && token.shape != Shape::Upper
            {
                first_names.push(document.str(at - 1));
            }
        }
        for names in [&mut first_names, &mut surnames] {
            names.sort_unstable();
            names.dedup();
        }
        (first_names, surnames)
    }

    pub(super) fn in_people(&self, sight: &Sight) -> bool {
        let span = self.document.span(sight.first, sight.last);
        let from = self.people.partition_point(|p| p.end <= span.start);
        self.people.get(from).is_some_and(|p| p.overlaps(span))
    }

    /// "the city of", "the state of" before a token: the classes of the word for the kind of place.
    fn kind_before(&self, token: usize) -> Classes {
        let of = self.before(token).filter(|t| self.classes(*t).has(Classes::OF));
        of.and_then(|of| self.before(of)).map_or(Classes::default(), |kind| self.written(kind))
    }
}
