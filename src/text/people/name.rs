//! Names: how far one runs, and whether a run of capitals is a person.

use super::rules::Rules;
use super::{Lettering, Register, leaders};
use crate::text::{Document, Shape};

/// The most words that a name has.
const LONGEST: usize = 6;

/// One past the last token of the name that starts at `at`; `titled` where a title stands before it.
pub(crate) fn run(
    doc: &Document,
    rules: &Rules,
    register: &Register,
    at: usize,
    limit: usize,
    style: Lettering,
    titled: bool,
) -> Option<usize> {
    let at = if titled { over_particles(doc, rules, at, limit).unwrap_or(at) } else { at };
    if style != Lettering::Prose {
        return run_in_heading(doc, rules, register, at, limit, style, titled);
    }
    let (mut next, mut words) = (at, 0);
    while next < limit && words < LONGEST {
        if words == 0
            && doc.tokens[next].is_capital()
            && let Some((_, end)) = leaders::longest(doc, next, limit).filter(|(_, end)| *end > next + 1)
        {
            words += end - next;
            next = end;
            continue;
        }
        let token = doc.tokens[next];
        if token.is_capital() && token.is_word() && !is_stop(doc, rules, (at, next), limit, titled || words > 0) {
            let ends = words > 0
                && (!token.spaced && doc.str(next - 1) != "-" && !is_elided(doc, next - 1)
                    || starts_title(doc, rules, next, limit)
                    || rules.mister.contains(token.word)
                    || rules.post_nominals.contains(token.word)
                        && token.shape == Shape::Upper
                        && doc.str(next).len() > 1
                    || repeats(doc, at, next));
            if ends {
                break;
            }
            words += 1;
            next = over_hyphen(doc, next + 1, limit);
        } else if let Some(end) = over_particles(doc, rules, next, limit).filter(|_| words > 0 || titled) {
            next = end;
        } else if words > 0 && opens_nickname(doc, next, limit) {
            // Joseph "Erap" Estrada
            next += 3;
        } else {
            break;
        }
    }
    if words == 0 {
        return None;
    }
    Some(over_junior(doc, rules, next, limit))
}

/// One past the particles before a capital: "van der", "al-", "e".
pub(crate) fn over_particles(doc: &Document, rules: &Rules, at: usize, limit: usize) -> Option<usize> {
    let mut next = at;
    while next < limit && next < at + 3 && rules.particles.contains(doc.word(next)) {
        next += 1;
        if doc.str_at(next) == "-" && !doc.tokens[next].spaced {
            next += 1;
        }
    }
    (next > at && next < limit && doc.tokens[next].is_capital() && doc.tokens[next].is_word()).then_some(next)
}

/// "d'" in "Giscard d'Estaing", where the language has it as a word of its own.
pub(crate) fn is_elided(doc: &Document, at: usize) -> bool {
    doc.tokens[at].is_word() && doc.str(at).ends_with(['\'', '’'])
}

fn opens_nickname(doc: &Document, at: usize, limit: usize) -> bool {
    let mark = |i: usize| matches!(doc.str_at(i), "\"" | "“" | "”");
    at + 3 < limit
        && mark(at)
        && doc.tokens[at + 1].is_capital()
        && mark(at + 2)
        && doc.tokens[at + 3].is_capital()
        && doc.tokens[at + 3].spaced
}

/// Where the name begins in a run after a title: past "Executive Office" and "of Canada" that still belong to the title.
pub(crate) fn after_office(doc: &Document, rules: &Rules, at: usize, end: usize) -> usize {
    let plain = |i: usize| doc.tokens[i].is_capital() && doc.tokens[i].spaced;
    let office = |i: usize| {
        let word = doc.word(i);
        (rules.organisations.contains(word) || rules.portfolio.contains(word)) && !rules.given_names.contains(word)
    };
    let mut first = at;
    for i in at..end.saturating_sub(2) {
        if office(i) && plain(i + 1) && doc.tokens[i + 1].is_word() && !office(i + 1) {
            first = i + 1;
        }
    }
    let nation = rules.nations.longest(doc, first, end);
    match nation {
        Some((n, past))
            if !n.adjective && past + 1 < end && plain(past) && !rules.given_names.contains(doc.word(first)) =>
        {
            past
        }
        _ => first,
    }
}

/// A word that the run has already: two captions grown together.
fn repeats(doc: &Document, first: usize, at: usize) -> bool {
    let word = doc.str(at);
    word.len() > 3 && (first..at).any(|i| doc.str(i) == word)
}

/// Words that no name holds; those that only open sentences may stand inside one ("Do Muoi", "Kim Jong Un").
fn is_stop(doc: &Document, rules: &Rules, (first, at): (usize, usize), limit: usize, inside: bool) -> bool {
    let token = doc.tokens[at];
    let initial = token.shape == Shape::Initial && doc.str(at).ends_with('.');
    if initial {
        return false;
    }
    if rules.never.contains(token.word) {
        return !(inside && is_month_name(doc, at, limit));
    }
    if !rules.stop_words.contains(token.word) {
        return false;
    }
    if !inside || token.shape == Shape::Upper {
        return true;
    }
    // After a mark or at the head of a sentence a capital says nothing.
    !(token.spaced && (at == first || doc.tokens[at - 1].is_word()) && token.shape == Shape::Capitalised)
        && !is_month_name(doc, at, limit)
}

/// "Theresa May", "Mrs May": a month that is a name here, as no day stands beside it.
fn is_month_name(doc: &Document, at: usize, limit: usize) -> bool {
    let number = |i: usize| i < limit && doc.tokens[i].shape == Shape::Number;
    leaders::is_surname(doc, at) && !number(at + 1) && !(at > 0 && number(at - 1))
}

fn starts_title(doc: &Document, rules: &Rules, at: usize, limit: usize) -> bool {
    rules.titles.longest(doc, at, limit).is_some_and(|(row, _)| row.kind != super::TitleKind::Honorific)
        && !rules.given_names.contains(doc.word(at))
}

/// Steps over "-un" in "Jong-un" and over more of the kind.
fn over_hyphen(doc: &Document, at: usize, limit: usize) -> usize {
    let mut next = at;
    while next + 1 < limit
        && doc.str(next) == "-"
        && !doc.tokens[next].spaced
        && !doc.tokens[next + 1].spaced
        && doc.tokens[next + 1].is_word()
    {
        next += 2;
    }
    next
}

/// Steps over ", Jr." and "II".
fn over_junior(doc: &Document, rules: &Rules, at: usize, limit: usize) -> usize {
    let junior = |i: usize| i < limit && doc.tokens[i].is_capital() && rules.junior.contains(doc.word(i));
    if junior(at) {
        return at + 1;
    }
    if junior(at + 1) && doc.str(at) == "," && doc.str(at + 1).ends_with('.') { at + 2 } else { at }
}

/// In a headline, capitals do not end a name: it ends where the known name ends, or before the first known word.
fn run_in_heading(
    doc: &Document,
    rules: &Rules,
    register: &Register,
    at: usize,
    limit: usize,
    style: Lettering,
    titled: bool,
) -> Option<usize> {
    if at >= limit || !doc.tokens[at].is_capital() || !doc.tokens[at].is_word() {
        return None;
    }
    if let Some((_, end)) = leaders::longest(doc, at, limit) {
        return Some(end);
    }
    let mut known = None;
    let mut next = at;
    let mut words = 0;
    while next < limit && words < LONGEST && (doc.tokens[next].is_capital() || rules.particles.contains(doc.word(next)))
    {
        next = over_hyphen(doc, next + 1, limit);
        words += 1;
        let words = self::words(doc, rules, at, next);
        if register.knows_short(&words) && (!register.is_place(at, next) || register.knows_surname(&words)) {
            known = Some(next);
        }
    }
    if known.is_some() || style == Lettering::Capitals || !titled {
        return known.map(|end| over_junior(doc, rules, end, limit));
    }
    let mut next = at;
    let mut words = 0;
    while next < limit && words < 4 && doc.tokens[next].is_capital() && is_name_word(doc, rules, next) {
        words += usize::from(doc.tokens[next].shape != Shape::Initial);
        next = over_hyphen(doc, next + 1, limit);
        next = over_particles(doc, rules, next, limit).unwrap_or(next);
    }
    (next > at).then(|| over_junior(doc, rules, next, limit))
}

fn is_name_word(doc: &Document, rules: &Rules, at: usize) -> bool {
    let word = doc.word(at);
    word == crate::text::WordId::UNKNOWN
        || doc.tokens[at].shape == Shape::Initial
        || rules.given_names.contains(word)
        || leaders::is_surname(doc, at)
}

/// The words of a name in lower case, without accents, particles kept.
pub(crate) fn words(doc: &Document, rules: &Rules, from: usize, to: usize) -> Vec<String> {
    let word = |i: &usize| doc.tokens[*i].is_word() && !rules.junior.contains(doc.word(*i));
    let mut words: Vec<String> = Vec::with_capacity(to - from);
    for i in (from..to).filter(word) {
        match words.last_mut() {
            // "d'Estaing" is one word of a name in every language.
            Some(last) if is_elided(doc, i - 1) => last.push_str(&fold(doc.str(i))),
            _ => words.push(fold(doc.str(i)).replace('’', "'")),
        }
    }
    words
}

/// Lower case, without accents.
pub(crate) fn fold(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect::<String>().to_lowercase()
}

/// Whether an untitled run of capitals is a person.
pub(crate) fn is_person(
    doc: &Document,
    rules: &Rules,
    register: &Register,
    at: usize,
    end: usize,
    apposed: bool,
    style: Lettering,
) -> bool {
    let words = self::words(doc, rules, at, end);
    if words.is_empty() || ends_like_organisation(doc, rules, end) {
        return false;
    }
    // "Plaza José Martí" is no person.
    let named_after = at > doc.sentence_of(at).first
        && doc.tokens[at].spaced
        && doc.tokens[at - 1].is_capital()
        && rules.organisations.contains(doc.word(at - 1));
    if named_after && !register.knows(&words) {
        return false;
    }
    let full_leader = leaders::longest(doc, at, end).is_some_and(|(_, e)| e == end);
    if register.is_place(at, end) && !full_leader && !(words.len() == 1 && register.knows_surname(&words)) {
        return false;
    }
    if words.len() == 1 && stands_in_other_name(doc, rules, at, end) {
        return false;
    }
    if register.knows(&words) {
        return !is_nation(doc, rules, at, end);
    }
    if full_leader && words.len() > 1 {
        return true;
    }
    // "Ben-Gurion airport": one word alone is no full name.
    let one_word = (at + 1..end).all(|i| !doc.tokens[i].spaced);
    if one_word && words.len() > 1
        || is_nation(doc, rules, at, end)
        || rules.not_first.contains(doc.word(at))
        || style == Lettering::Capitals
    {
        return false;
    }
    if words.len() == 1 {
        // A surname of a table alone: the shorter, the better known its owner must be.
        let leader = leaders::by_surname(doc, rules, &words[0]);
        let opens = doc.sentence_of(at).first == at;
        let known = leader.is_some_and(|l| l.is_head(rules) || words[0].len() > 3 && !opens && l.has_portfolio(rules));
        return known && !rules.given_names.contains(doc.word(at)) && !rules.stop_words.contains(doc.word(at));
    }
    if (at..end).any(|i| rules.organisations.contains(doc.word(i))) {
        return false;
    }
    if apposed || rules.given_names.contains(doc.word(at)) {
        return true;
    }
    let of_nation = rules.nations.longest(doc, at, end).is_some();
    let unknown = (at..end).all(|i| {
        !doc.tokens[i].is_word()
            || doc.tokens[i].shape == Shape::Initial
            || is_name_word(doc, rules, i)
            || rules.particles.contains(doc.word(i))
    });
    style == Lettering::Prose
        && !of_nation
        && doc.str(at) != doc.str(at).to_uppercase()
        && (rules.person_verbs.contains(doc.word(end)) && is_name_word(doc, rules, end - 1)
            || rules.weak_verbs.contains(doc.word(end)) && unknown && words.len() < 4)
}

/// One word inside a longer name: "York" in "New York", "Gurion" in "Ben-Gurion", "Castro" in "Castro Street".
fn stands_in_other_name(doc: &Document, rules: &Rules, at: usize, end: usize) -> bool {
    let joined = |i: usize| doc.str_at(i) == "-" && !doc.tokens[i].spaced;
    let before = at > 0 && doc.tokens[at].spaced && doc.tokens[at].sentence == doc.tokens[at - 1].sentence && {
        let token = doc.tokens[at - 1];
        (token.is_capital()
            && token.shape != Shape::Upper
            && !rules.stop_words.contains(token.word)
            && !rules.never.contains(token.word)
            && rules.not_first.contains(token.word))
            || rules.particles.contains(token.word)
                && token.shape == Shape::Lower
                && !rules.loose_particle.contains(token.word)
    };
    before || joined(end) || at > 0 && joined(at - 1)
}

/// Whether the words after a title are an organisation and no name: "King Center", "General Assembly".
pub(crate) fn is_titled_person(doc: &Document, rules: &Rules, at: usize, end: usize) -> bool {
    let last = (at..end).rev().find(|i| doc.tokens[*i].is_word()).unwrap_or(at);
    let word = doc.word(last);
    let thing = rules.organisations.contains(word) || rules.portfolio.contains(word) && last == at;
    let follows =
        doc.tokens.get(end).is_some_and(|t| t.is_capital() && t.spaced && doc.tokens[at].sentence == t.sentence)
            && rules.organisations.contains(doc.word(end));
    !follows && (!thing || last > at && rules.given_names.contains(doc.word(at)))
}

fn ends_like_organisation(doc: &Document, rules: &Rules, end: usize) -> bool {
    rules.organisations.contains(doc.word(end - 1))
        || (end < doc.tokens.len() && doc.tokens[end].is_capital() && rules.organisations.contains(doc.word(end)))
}

fn is_nation(doc: &Document, rules: &Rules, at: usize, end: usize) -> bool {
    rules.nations.longest(doc, at, end).is_some_and(|(_, e)| e == end || e == at + 1 && end == at + 1)
}
