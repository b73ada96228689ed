//! Names: how far one runs, and whether a run of capitals is a person.

use super::rules::Rules;
use super::{Lettering, Register};
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
    if style != Lettering::Prose {
        return run_in_heading(doc, rules, register, at, limit, style, titled);
    }
    let (mut next, mut words) = (at, 0);
    while next < limit && words < LONGEST {
        let token = doc.tokens[next];
        if token.is_capital()
            && token.is_word()
            && (!is_stop(doc, rules, next) || (titled || words > 0) && is_month_name(doc, rules, next, limit))
        {
            if words > 0 && !token.spaced || (words > 0 && starts_title(doc, rules, next, limit)) {
                break;
            }
            words += 1;
            next = over_hyphen(doc, next + 1, limit);
        } else if rules.particles.contains(token.word)
            && next + 1 < limit
            && doc.tokens[next + 1].is_capital()
            && (words > 0 || titled)
        {
            next += 1;
            // "al-Sisi", "el-Sissi"
            if next < limit && doc.str(next) == "-" {
                next += 1;
            }
        } else {
            break;
        }
    }
    if words == 0 {
        return None;
    }
    Some(over_junior(doc, next, limit))
}

fn is_stop(doc: &Document, rules: &Rules, at: usize) -> bool {
    let token = doc.tokens[at];
    // "Will Smith", "May" and "Jean-Marc" keep their capitals inside a sentence; the words of the list open one.
    rules.stop_words.contains(token.word) && !(token.shape == Shape::Initial && doc.str(at).ends_with('.'))
}

/// "Theresa May", "Mrs May": a month that is a name here, as no day stands beside it.
fn is_month_name(doc: &Document, rules: &Rules, at: usize, limit: usize) -> bool {
    let number = |i: usize| i < limit && doc.tokens[i].shape == Shape::Number;
    rules.surnames.contains_key(&doc.word(at)) && !number(at + 1) && !(at > 0 && number(at - 1))
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
fn over_junior(doc: &Document, at: usize, limit: usize) -> usize {
    if at < limit && matches!(doc.str(at), "Jr." | "Sr." | "Jr") {
        return at + 1;
    }
    if at + 1 < limit && doc.str(at) == "," && matches!(doc.str(at + 1), "Jr." | "Sr.") { at + 2 } else { at }
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
    if let Some((_, end)) = rules.leader_names.longest(doc, at, limit) {
        return Some(end);
    }
    let mut known = None;
    let mut next = at;
    let mut words = 0;
    while next < limit && words < LONGEST && (doc.tokens[next].is_capital() || rules.particles.contains(doc.word(next)))
    {
        next = over_hyphen(doc, next + 1, limit);
        words += 1;
        if register.knows_short(&self::words(doc, rules, at, next)) {
            known = Some(next);
        }
    }
    if known.is_some() || style == Lettering::Capitals || !titled {
        return known.map(|end| over_junior(doc, end, limit));
    }
    let mut next = at;
    while next < limit && next < at + 3 && doc.tokens[next].is_capital() && is_name_word(doc, rules, next) {
        next = over_hyphen(doc, next + 1, limit);
    }
    (next > at).then(|| over_junior(doc, next, limit))
}

fn is_name_word(doc: &Document, rules: &Rules, at: usize) -> bool {
    let word = doc.word(at);
    word == crate::text::WordId::UNKNOWN || rules.given_names.contains(word) || rules.surnames.contains_key(&word)
}

/// The words of a name in lower case, without accents, particles kept.
pub(crate) fn words(doc: &Document, _rules: &Rules, from: usize, to: usize) -> Vec<String> {
    (from..to)
        .filter(|i| doc.tokens[*i].is_word() && !matches!(doc.str(*i), "Jr." | "Sr." | "Jr"))
        .map(|i| fold(doc.str(i)))
        .collect()
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
    if register.is_place(at, end)
        && rules.leader_names.longest(doc, at, end).is_none()
        && !(words.len() == 1 && register.knows(&words))
    {
        return false;
    }
    if register.knows(&words) {
        return !is_nation(doc, rules, at, end);
    }
    if rules.leader_names.longest(doc, at, end).is_some_and(|(_, e)| e == end) {
        return words.len() > 1 || register.leader_of(&words, doc.word(at)).is_some();
    }
    if is_nation(doc, rules, at, end) || rules.not_first.contains(doc.word(at)) || style == Lettering::Capitals {
        return false;
    }
    if words.len() == 1 {
        return register.leader_of(&words, doc.word(at)).is_some() && !rules.given_names.contains(doc.word(at));
    }
    let holds_organisation = (at..end).any(|i| rules.organisations.contains(doc.word(i)));
    if holds_organisation {
        return false;
    }
    apposed
        || rules.given_names.contains(doc.word(at))
        || (style == Lettering::Prose
            && rules.person_verbs.contains(doc.word(end))
            && doc.str(at) != doc.str(at).to_uppercase())
}

fn ends_like_organisation(doc: &Document, rules: &Rules, end: usize) -> bool {
    rules.organisations.contains(doc.word(end - 1))
        || (end < doc.tokens.len() && doc.tokens[end].is_capital() && rules.organisations.contains(doc.word(end)))
}

fn is_nation(doc: &Document, rules: &Rules, at: usize, end: usize) -> bool {
    rules.nations.longest(doc, at, end).is_some_and(|(_, e)| e == end || e == at + 1 && end == at + 1)
}
