//! Pronouns: whom "he", "she", "his" and "her" mean.

use super::register::Register;
use super::rules::Rules;
use crate::model::mention::{PersonForm, PersonMention};
use crate::text::{Document, Shape};

/// Adds a mention for every pronoun whose person can be told: the subject of its sentence, or else of the last one before.
pub(crate) fn resolve(doc: &Document, rules: &Rules, register: &mut Register) {
    let named = std::mem::take(&mut register.mentions);
    let mut all: Vec<PersonMention> = Vec::with_capacity(named.len() * 2);
    let mut next_named = named.into_iter().peekable();
    // The person that the text is about at this point, with the sentence where he was last its subject.
    let mut focus: Option<usize> = None;
    for sentence in &doc.sentences {
        let from = all.len();
        for at in sentence.range() {
            while next_named.peek().is_some_and(|m| m.tokens.0 <= at) {
                all.extend(next_named.next());
            }
            let word = doc.word(at);
            let female = if rules.he.contains(word) { Some(false) } else { rules.she.contains(word).then_some(true) };
            let Some(female) = female else { continue };
            let honour = matches!(doc.str_at(at + 1), "Excellency" | "Majesty" | "Highness" | "Holiness" | "Honour");
            if honour || doc.str(at) == "HER" || doc.str(at) == "HIS" && sentence.title {
                continue;
            }
            if let Some(person) = antecedent(doc, rules, register, &all[from..], focus, &all, female, at) {
                let span = doc.span(at, at + 1);
                all.push(PersonMention { span, tokens: (at, at + 1), person, form: PersonForm::Pronoun });
            }
        }
        focus = subject(doc, rules, &all[from..]).or(focus);
    }
    all.extend(next_named);
    register.mentions = all;
}

#[allow(clippy::too_many_arguments)]
fn antecedent(
    doc: &Document,
    rules: &Rules,
    register: &Register,
    here: &[PersonMention],
    focus: Option<usize>,
    all: &[PersonMention],
    female: bool,
    at: usize,
) -> Option<usize> {
    // A woman is rarely "she" without a sign of it where another woman is known.
    let women = female && all.iter().any(|m| register.people[m.person].female == Some(true));
    // "Shultz greeted him": not Shultz.
    let nearest = here.iter().rev().find(|m| m.tokens.1 <= at).filter(|m| {
        let clause = |i: usize| matches!(doc.str(i), "," | "that" | "and" | "who" | "to" | "as" | "when");
        doc.str(at).eq_ignore_ascii_case("him")
            && !(m.tokens.1..at).any(clause)
            && doc.tokens.get(m.tokens.1).is_none_or(|t| t.shape != Shape::Possessive)
    });
    let banned = nearest.map(|m| m.person);
    let fits = |person: usize| match register.people[person].female {
        _ if banned == Some(person) => false,
        None => !women,
        Some(known) => known == female,
    };
    let subject_here =
        subject(doc, rules, &here.iter().filter(|m| fits(m.person) && m.tokens.1 <= at).cloned().collect::<Vec<_>>());
    subject_here.or(focus.filter(|p| fits(*p))).or_else(|| all.iter().rev().map(|m| m.person).find(|p| fits(*p)))
}

/// The person who is most likely the subject among the mentions of a sentence: the first that no preposition governs.
fn subject(doc: &Document, rules: &Rules, mentions: &[PersonMention]) -> Option<usize> {
    let free = mentions.iter().find(|m| {
        let mut before = m.tokens.0;
        if before > 0 && rules.the.contains(doc.word(before - 1)) {
            before -= 1;
        }
        before == 0 || !rules.spoken_of.contains(doc.word(before - 1))
    });
    free.or(mentions.first()).map(|m| m.person)
}
