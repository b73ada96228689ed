//! Pronouns and short descriptions: whom "he", "her", "the visitor" and "the Russian" mean.
//!
//! In: the register with every mention by name or title. Out: the same, with a mention for each pronoun and description whose person
//! can be told. Whoever the text keeps speaking of is preferred to somebody whom it names once, as in centering theory (Grosz, Joshi
//! and Weinstein, Computational Linguistics 21(2), 1995: a pronoun rather continues the centre of attention than shifts it).

use super::description;
use super::register::Register;
use super::rules::Rules;
use crate::model::mention::{PersonForm, PersonMention};
use crate::text::{Document, Sentence, Shape};

/// Whom the text is about at one point of it.
pub(super) struct Attention<'r, 'd> {
    doc: &'d Document<'d>,
    rules: &'d Rules,
    register: &'r Register<'d>,
    /// The subject of the last sentence that had one.
    focus: Option<usize>,
    /// The person whom the whole text is about, where one is named clearly more than others.
    protagonist: Option<usize>,
    all: Vec<PersonMention>,
    /// Where the mentions of this sentence start in `all`.
    from: usize,
}

/// Adds a mention for every pronoun whose person can be told: the subject of its sentence, or else of the last one before.
pub(crate) fn resolve<'d>(doc: &'d Document<'d>, rules: &'d Rules, register: &mut Register<'d>) {
    let named = std::mem::take(&mut register.mentions);
    let all = Vec::with_capacity(named.len() * 2);
    let protagonist = register.protagonist(&named);
    let mut now = Attention { doc, rules, register, focus: None, protagonist, all, from: 0 };
    let mut next_named = named.into_iter().peekable();
    for sentence in &doc.sentences {
        now.from = now.all.len();
        for at in sentence.range() {
            while next_named.peek().is_some_and(|m| m.tokens.0 <= at) {
                now.all.extend(next_named.next());
            }
            let free = next_named.peek().is_none_or(|m| m.tokens.0 > at + 1);
            if let Some(mention) = now.pronoun(*sentence, at).or_else(|| free.then(|| now.described(*sentence, at))?) {
                now.all.push(mention);
            }
        }
        now.focus = now.next_focus();
    }
    let mut all = now.all;
    all.extend(next_named);
    register.mentions = all;
}

impl Attention<'_, '_> {
    fn pronoun(&self, sentence: Sentence, at: usize) -> Option<PersonMention> {
        let (doc, rules) = (self.doc, self.rules);
        let word = doc.word(at);
        let either = rules.either.contains(word);
        let female = if rules.he.contains(word) { Some(false) } else { rules.she.contains(word).then_some(true) };
        if female.is_none() && !either {
            return None;
        }
        // "il s'agit", "il faut": nobody.
        if (at + 1..(at + 3).min(sentence.last)).any(|i| rules.impersonal.contains(doc.word(i))) {
            return None;
        }
        let honour = doc.tokens.get(at + 1).is_some_and(|t| t.is_capital() && rules.honour.contains(t.word));
        if honour || doc.tokens[at].shape == Shape::Upper && (female != Some(false) || sentence.title) {
            return None;
        }
        let person = self.antecedent(female, at)?;
        Some(PersonMention { span: doc.span(at, at + 1), tokens: (at, at + 1), person, form: PersonForm::Pronoun })
    }

    /// "the visitor", "the 67-year-old", "the Russian".
    fn described(&self, sentence: Sentence, at: usize) -> Option<PersonMention> {
        let inside = self.all.last().is_some_and(|m| m.tokens.1 > at);
        let found = description::at(self.doc, self.rules, at, sentence.last).filter(|_| !inside)?;
        let person = match found.country {
            Some(country) => self.only_one_of(country, at)?,
            None => self.protagonist.filter(|p| !found.untitled || self.register.people[*p].titles.is_empty())?,
        };
        let tokens = (at + 1, found.end);
        Some(PersonMention { span: self.doc.span(tokens.0, tokens.1), tokens, person, form: PersonForm::Title })
    }

    /// The person of a country, where the text has named just one of it.
    fn only_one_of(&self, country: &str, at: usize) -> Option<usize> {
        let mut of_it = (0..self.register.people.len())
            .filter(|i| self.register.people[*i].person.country.as_deref() == Some(country))
            .filter(|i| self.register.people[*i].first < at);
        let one = of_it.next()?;
        let others = of_it.next().is_some();
        // Of several, the one whom the text is about.
        if others {
            self.protagonist.filter(|p| self.register.people[*p].person.country.as_deref() == Some(country))
        } else {
            Some(one)
        }
    }

    /// `female` is unknown for pronouns of either gender: "son", "sa".
    fn antecedent(&self, female: Option<bool>, at: usize) -> Option<usize> {
        let (doc, rules, here) = (self.doc, self.rules, &self.all[self.from..]);
        let people = &self.register.people;
        // A woman is rarely "she" without a sign of it where another woman is known.
        let women = female == Some(true) && self.all.iter().any(|m| people[m.person].female == Some(true));
        // "Shultz greeted him": not Shultz.
        let nearest = here.iter().rev().find(|m| m.tokens.1 <= at).filter(|m| {
            rules.him.contains(doc.word(at))
                // The comma right after a name closes an apposition.
                && !(m.tokens.1..at)
                    .any(|i| rules.clause.contains(doc.word(i)) && (i > m.tokens.1 || doc.str(i) != ","))
                && doc.tokens.get(m.tokens.1).is_none_or(|t| t.shape != Shape::Possessive)
        });
        let banned = nearest.map(|m| m.person);
        let fits = |person: usize| match people[person].female {
            _ if banned == Some(person) => false,
            None => !women,
            Some(known) => female.is_none_or(|female| known == female),
        };
        let here = || here.iter().filter(|m| fits(m.person) && m.tokens.1 <= at);
        let focus = self.focus.filter(|p| fits(*p));
        self.free(here())
            .or(focus.filter(|_| self.focus == self.protagonist))
            .or_else(|| here().next().map(|m| m.person))
            .or(focus)
            .or_else(|| self.all.iter().rev().map(|m| m.person).find(|p| fits(*p)))
    }

    /// The first whom no preposition governs: most likely the subject.
    fn free<'m>(&self, mut mentions: impl Iterator<Item = &'m PersonMention>) -> Option<usize> {
        mentions.find(|m| !self.is_governed(m.tokens.0)).map(|m| m.person)
    }

    /// "with X", "the trial of the scholar X"; but "For X," at the head of a sentence makes him its topic.
    fn is_governed(&self, first: usize) -> bool {
        let (doc, rules) = (self.doc, self.rules);
        let head = doc.sentence_of(first).first;
        let the = |i: usize| i > head && rules.the.contains(doc.word(i - 1));
        let mut start = first - usize::from(the(first));
        // "the Uighur scholar X": one noun, which an article opens.
        let noun = first > head + 2 && start == first && doc.tokens[first - 1].shape == Shape::Lower;
        if noun && doc.tokens[first].is_capital() && rules.titles.longest(doc, first, first + 1).is_none() {
            let mut before = first - 1;
            while before > head && first - before < 4 && doc.tokens[before - 1].is_capital() {
                before -= 1;
            }
            start = if the(before) { before - 1 } else { start };
        }
        start > head && rules.spoken_of.contains(doc.word(start - 1)) && {
            // "For X," and "Quant à X,"
            let topical = |back: usize| start == head + back && rules.topical.contains(doc.word(head));
            !topical(1) && !topical(2)
        }
    }

    /// Whom the next sentence's pronouns mean.
    fn next_focus(&self) -> Option<usize> {
        let here = &self.all[self.from..];
        let people = &self.register.people;
        let central = self.focus.filter(|f| self.protagonist == Some(*f));
        let again = |f: &usize| here.iter().any(|m| m.person == *f && m.form == PersonForm::Pronoun);
        let subject = self.free(here.iter());
        // Whom the text names but once is not whom it goes on about.
        let passing = |p: usize| people[p].count < 2 && central.is_some_and(|f| people[f].count > 1);
        let continued = central.filter(again).or(central.filter(|_| subject.is_some_and(passing)));
        continued.or(subject).or(self.focus).or(here.first().map(|m| m.person))
    }
}
