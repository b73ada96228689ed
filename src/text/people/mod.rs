//! The people of an article: who is named, with which title and country, and every later mention of them.
//!
//! In: a [`Document`] and compiled [`Rules`]. Out: mentions in the order of the text, and one [`crate::model::mention::Person`] for all mentions of the
//! same one. Who of them travels is not decided here.

#[cfg(test)]
mod cases;
mod description;
mod entry;
pub mod leaders;
mod name;
mod pronoun;
mod register;
mod rules;
mod same_name;
#[cfg(test)]
mod tests;
mod title;

pub use rules::{Nation, Rules, TitleKind};

use super::{Document, Sentence};
use crate::model::mention::{People, PersonMention};
use register::Register;

/// How the words of a sentence are written, which decides what a capital letter means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lettering {
    Prose,
    /// A headline with Most Words Capitalised.
    TitleCase,
    /// A HEADLINE IN CAPITALS.
    Capitals,
}

/// Finds every mention of a person. Headlines are read last, when the people of the text are known.
///
/// `is_place` tells whether a whole name is a well-known place, which no bare name then is.
pub fn find(document: &Document, rules: &Rules, is_place: &dyn Fn(&str) -> bool) -> (Vec<PersonMention>, People) {
    let mut register = Register::new(document, rules, is_place);
    let headings: Vec<Lettering> = document.sentences.iter().map(|s| lettering(document, *s)).collect();
    for wanted in [false, true] {
        for (sentence, style) in document.sentences.iter().zip(&headings) {
            if (*style != Lettering::Prose || sentence.title) == wanted {
                read_sentence(document, rules, &mut register, *sentence, *style);
            }
        }
    }
    register.join_unnamed();
    register.mentions.sort_by_key(|m| (m.tokens.0, m.tokens.1));
    pronoun::resolve(document, rules, &mut register);
    register.finish()
}

fn read_sentence(doc: &Document, rules: &Rules, register: &mut Register, sentence: Sentence, style: Lettering) {
    let mut at = sentence.first;
    while at < sentence.last {
        at = person_at(doc, rules, register, sentence, style, at).unwrap_or(at + 1);
    }
}

/// Reads one person who starts at token `at`, with titles; gives the token after.
fn person_at(
    doc: &Document,
    rules: &Rules,
    register: &mut Register,
    sentence: Sentence,
    style: Lettering,
    at: usize,
) -> Option<usize> {
    let limit = sentence.last;
    if let Some(titled) = title::before_name(doc, rules, at, limit) {
        let end = name::run(doc, rules, register, titled.end, limit, style, true);
        if let Some(end) = end.filter(|end| name::is_titled_person(doc, rules, titled.end, *end)) {
            let first = name::after_office(doc, rules, titled.end, end);
            let title = match title::after_name(doc, rules, end, limit) {
                Some(after) => titled.clone().with(after),
                None => titled.clone(),
            };
            register.add_named_at(name::words(doc, rules, first, end), &title, (at, end), first);
            title::plural_rest(doc, rules, register, &titled, end, limit, style);
            return Some(end);
        }
        if let Some(end) = name_in_apposition(doc, rules, register, &titled, limit, style) {
            return Some(end);
        }
        // "the King Center"
        let thing = doc
            .tokens
            .get(titled.end)
            .is_some_and(|t| t.is_capital() && t.spaced && rules.organisations.contains(t.word));
        return (!thing && register.add_titled(&titled, at, limit)).then_some(titled.end);
    }
    let first = match doc.tokens[at].is_capital() {
        true => at,
        // "von der Leyen said": a name known in full, or of a table.
        false => {
            let next = name::over_particles(doc, rules, at, limit)?;
            // "de M. X": the preposition of a title.
            if title::before_name(doc, rules, next, limit).is_some() {
                return None;
            }
            next
        }
    };
    let end = name::run(doc, rules, register, first, limit, style, first > at)?;
    if first > at {
        let words = name::words(doc, rules, at, end);
        if !register.knows(&words) && leaders::longest(doc, at, end).is_none() {
            return None;
        }
        register.add_named(words, &title::after_name(doc, rules, end, limit).unwrap_or_default(), (at, end));
        return Some(end);
    }
    // "the Abraham Lincoln" is a ship.
    let article = at > sentence.first && end > at + 1 && rules.definite.contains(doc.word(at - 1));
    if article && style == Lettering::Prose && !register.knows(&name::words(doc, rules, at, end)) {
        // "From the Marshall Islands Lai flew on."
        let nation = rules.nations.longest(doc, at, end).map(|(_, past)| past);
        return nation.or(Some(end));
    }
    let apposed = title::after_name(doc, rules, end, limit);
    let titled = apposed.as_ref().is_some_and(|t| !t.form.is_empty());
    if !name::is_person(doc, rules, register, at, end, titled, style) {
        // A rejected run may hold a known name at its end: "Senate Majority Whip Smith".
        return None;
    }
    // "Joe Smith of Georgia" may be from the state.
    let apposed = apposed.filter(|_| titled).unwrap_or_default();
    register.add_named(name::words(doc, rules, at, end), &apposed, (at, end));
    Some(end)
}

/// "the interim president of Syria, Ahmed al-Sharaa, said": the name after the comma is the title's.
fn name_in_apposition(
    doc: &Document,
    rules: &Rules,
    register: &mut Register,
    titled: &title::Titled,
    limit: usize,
    style: Lettering,
) -> Option<usize> {
    let first = titled.end + 1;
    let open = style == Lettering::Prose && matches!(doc.str_at(titled.end), "," | "–" | "—" | ":") && first < limit;
    if !open || titled.plural || titled.form.is_empty() || !(titled.definite || doc.tokens[titled.end - 1].is_capital())
    {
        return None;
    }
    if !doc.tokens[first].is_capital() {
        return None;
    }
    // "The Minister for Foreign Affairs, Senator Ann Farrow, will": a lesser title may stand before the name.
    let second = title::before_name(doc, rules, first, limit);
    if second.as_ref().is_some_and(|t| t.kind <= TitleKind::Minister || t.plural || t.country_told) {
        return None;
    }
    let first = second.as_ref().map_or(first, |t| t.end);
    let end = name::run(doc, rules, register, first, limit, style, second.is_some())?;
    let titled = &second.into_iter().fold(titled.clone(), |all, more| all.with(more));
    let words = name::words(doc, rules, first, end);
    let closed = end >= limit || matches!(doc.str(end), "," | "." | ")" | "–" | "—" | ";" | "-");
    let listed = doc.str_at(first - 1) == ","
        && doc.str_at(end) == ","
        && title::after_name(doc, rules, end, limit).is_some_and(|t| !t.form.is_empty());
    if words.len() < 2 || !closed || listed || !name::is_person(doc, rules, register, first, end, true, style) {
        return None;
    }
    if !register.can_hold(&words, titled, (first, end)) {
        return None;
    }
    register.add_named(words, titled, (titled.start.min(first), end));
    Some(end)
}

/// How a sentence is written.
pub(crate) fn lettering(doc: &Document, sentence: Sentence) -> Lettering {
    let (mut upper, mut capital, mut long, mut words) = (0, 0, 0, 0);
    for token in &doc.tokens[sentence.range()] {
        if !token.is_word() || token.shape == super::Shape::Number {
            continue;
        }
        words += 1;
        upper += usize::from(token.shape == super::Shape::Upper);
        if token.end - token.start > 3 {
            long += 1;
            capital += usize::from(token.is_capital());
        }
    }
    let stop = sentence.last > sentence.first && doc.str(sentence.last - 1) == ".";
    if words >= 3 && upper * 10 >= words * 7 {
        Lettering::Capitals
    } else if long >= 3 && capital * 10 >= long * 8 && (!stop || sentence.title) {
        Lettering::TitleCase
    } else {
        Lettering::Prose
    }
}
