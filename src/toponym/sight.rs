//! Where a name of the gazetteer or of a people may stand: the longest match of each run of capitalised tokens.
//!
//! In: a [`Document`]. Out: [`Sight`]s in order, none overlapping. Whether a sight is a place at all is not decided here.

use super::normal;
use super::rules::{Classes, People, Rules};
use super::table::{self, Candidate};
use crate::model::mention::Usage;
use crate::model::place::PlaceKind;
use crate::text::{Document, Shape};

/// A stretch of tokens that may name a place.
#[derive(Debug, Clone)]
pub struct Sight {
    /// First and one past the last token.
    pub first: usize,
    pub last: usize,
    /// The value of the name in the table; 0 for peoples and for names that the table lacks.
    pub names: u64,
    pub people: Option<People>,
    /// A name that the language has for the place, out of its own table.
    pub exonym: bool,
    /// How much speaks for a place; the sum of all signs.
    pub evidence: f32,
    /// Part of a longer name by what stands before it.
    pub hindered: bool,
    pub usage: Usage,
    /// Followed by an office that states and provinces have.
    pub before_office: bool,
    /// Inside somebody's title or name: where he holds office.
    pub in_title: bool,
    /// The text calls it a city, town or village.
    pub called_town: bool,
    /// The gazetteer lacks it, though it is a place; `names` may still tell the town that it is in.
    pub unlisted: bool,
    /// A building named after the town that it stands in; `names` are the town's.
    pub building: bool,
    /// The sight after the comma that says where this one lies.
    pub qualifier: Option<usize>,
    /// The country that the words before put it in: "the Lebanese port of Tripoli".
    pub within: Option<Candidate>,
    /// The chosen place, and how.
    pub choice: Option<Candidate>,
    pub rule: &'static str,
    pub confidence: f64,
}

impl Sight {
    pub fn new(first: usize, last: usize, names: u64) -> Self {
        Sight {
            first,
            last,
            names,
            people: None,
            exonym: false,
            evidence: 0.0,
            hindered: false,
            usage: Usage::Literal,
            before_office: false,
            in_title: false,
            called_town: false,
            unlisted: false,
            building: false,
            qualifier: None,
            within: None,
            choice: None,
            rule: "",
            confidence: 0.0,
        }
    }

    pub fn candidates(&self) -> impl ExactSizeIterator<Item = Candidate> + Clone + use<> {
        table::candidates(self.names)
    }

    /// The region among the candidates.
    pub fn best_region(&self) -> Option<Candidate> {
        self.candidates().find(|c| c.kind() == PlaceKind::Region)
    }

    /// The candidate that weighs most without any context.
    pub fn best(&self) -> Option<Candidate> {
        self.candidates().next()
    }
}

/// Finds all sights.
pub fn find(document: &Document, rules: &Rules) -> Vec<Sight> {
    let mut sights = Vec::with_capacity(64);
    let mut walk = Walk { bytes: Vec::with_capacity(64) };
    for sentence in &document.sentences {
        let capitals = is_in_capitals(document, sentence.range());
        let mut at = sentence.first;
        while at < sentence.last {
            let Some(sight) = sight_at(document, rules, &mut walk, at, sentence.last, capitals) else {
                at += 1;
                continue;
            };
            at = sight.last;
            sights.push(sight);
        }
    }
    sights
}

/// True where no word of a sentence is in lower case, and it is long enough to tell.
fn is_in_capitals(document: &Document, tokens: std::ops::Range<usize>) -> bool {
    let tokens = &document.tokens[tokens];
    let upper = tokens.iter().filter(|t| t.shape == Shape::Upper).count();
    upper >= 3 && !tokens.iter().any(|t| matches!(t.shape, Shape::Lower | Shape::Capitalised))
}

fn sight_at(
    document: &Document,
    rules: &Rules,
    walk: &mut Walk,
    at: usize,
    limit: usize,
    capitals: bool,
) -> Option<Sight> {
    let token = document.tokens[at];
    if !token.is_capital() && !is_article(document, rules, at, limit) {
        let people = rules.peoples.longest(document, at, limit).filter(|_| rules.small_peoples)?;
        return Some(Sight { people: Some(*people.0), ..Sight::new(at, people.1, 0) });
    }
    let people = rules.peoples.longest(document, at, limit);
    let named = walk.longest(document, at, limit, capitals);
    // A name of the language goes before one of the gazetteer that is no longer.
    if let Some((names, last)) = rules.exonyms.longest(document, at, limit)
        && named.is_none_or(|(_, other)| other <= last)
        && people.is_none_or(|(_, other)| other <= last)
    {
        return Some(Sight { exonym: true, ..Sight::new(at, last, *names) });
    }
    match (people, named) {
        (Some((people, last)), named) if named.is_none_or(|(_, other)| other <= last) => {
            let mut sight = Sight::new(at, last, 0);
            sight.people = Some(*people);
            Some(sight)
        }
        (_, Some((names, last))) => Some(Sight::new(at, last, names)),
        _ => None,
    }
}

/// The "al" of "al-Bab": an article in lower case that belongs to the name after its hyphen.
fn is_article(document: &Document, rules: &Rules, at: usize, limit: usize) -> bool {
    at + 2 < limit
        && document.tokens[at].shape == Shape::Lower
        && document.tokens[at].end - document.tokens[at].start == 2
        && document.tokens[at + 2].is_capital()
        && document.str(at + 1) == "-"
        && rules.written(document, at).has(Classes::ARTICLE)
}

/// A walk along the bytes of the table of names; keeps its buffer.
struct Walk {
    bytes: Vec<u8>,
}

impl Walk {
    /// The longest name that starts at a token, and one past its last token.
    fn longest(&mut self, document: &Document, first: usize, limit: usize, capitals: bool) -> Option<(u64, usize)> {
        let names = table::names();
        let mut node = names.root();
        let (mut sum, mut found) = (0u64, None);
        let mut at = first;
        while at < limit.min(first + 10) {
            // "Cuba's" is no Cubas; "St. John's" and "King's Lynn" are names.
            if document.tokens[at].shape == Shape::Possessive && at == first + 1 && found.is_some() {
                break;
            }
            let Some(start) = self.push_token(document, first, at) else { break };
            for byte in &self.bytes {
                let Some(i) = node.find_input(*byte) else { return found };
                let step = node.transition(i);
                sum += step.out.value();
                node = names.node(step.addr);
            }
            at = start;
            if node.is_final() && is_written_well(document, first, at, capitals) {
                let value = sum + node.final_output().value();
                if fits(document, first, at, value, capitals) {
                    found = Some((value, at));
                }
            }
        }
        found
    }

    /// The bytes of the token at `at`, with the space before it; gives the token after, `None` where no name goes on.
    fn push_token(&mut self, document: &Document, first: usize, at: usize) -> Option<usize> {
        self.bytes.clear();
        let token = document.tokens[at];
        if token.shape == Shape::Possessive {
            // "St. John's": the ending belongs to the name.
            self.bytes.push(b's');
            return Some(at + 1);
        }
        if token.shape == Shape::Mark {
            let joins = at > first && !token.spaced && matches!(document.str(at), "-" | "–" | "‐" | "‑")
                || document.str(at) == "&";
            let goes_on =
                document.tokens.get(at + 1).is_some_and(|t| t.is_word() && (!t.spaced || document.str(at) == "&"));
            if !joins || !goes_on {
                return None;
            }
            if document.str(at) == "&" {
                self.bytes.extend_from_slice(b" and");
            }
            return Some(at + 1);
        }
        // "Kherson region", "Gulf of Oman".
        let connects = at > first && token.shape == Shape::Lower && token.spaced;
        if !(token.is_capital() || connects || at == first || token.shape == Shape::Lower && !token.spaced)
            || token.shape == Shape::Number
        {
            return None;
        }
        // "d'" of "Côte d'Ivoire" is written together with what follows.
        if at > first && !document.str(at - 1).ends_with(['\'', '’']) {
            self.bytes.push(b' ');
        }
        normal::push_word(document.str(at), &mut self.bytes);
        Some(at + 1)
    }
}

/// False where a name would end in a small word, in the middle of a hyphenated one, or is one letter.
fn is_written_well(document: &Document, first: usize, last: usize, capitals: bool) -> bool {
    let token = document.tokens[last - 1];
    let length = document.tokens[last - 1].end - document.tokens[first].start;
    if token.shape == Shape::Possessive && last - first == 2 {
        return false;
    }
    length >= 2 && (token.is_capital() || last - first > 1 || !token.spaced || capitals) && token.shape != Shape::Mark
}

/// False for names that must be written as abbreviations and are not, and for acronyms that happen to be a town's name.
fn fits(document: &Document, first: usize, last: usize, names: u64, capitals: bool) -> bool {
    if last - first > 1 {
        // "Osaka prefecture", "Gaza strip", but no town ends in a word in lower case.
        let ends_low = document.tokens[last - 1].shape == Shape::Lower && document.tokens[last - 1].spaced && !capitals;
        let town = |c: Candidate| matches!(c.kind(), PlaceKind::City | PlaceKind::Venue);
        return !ends_low || table::candidates(names).next().is_some_and(|c| !town(c));
    }
    let written = document.str(first);
    let shape = document.tokens[first].shape;
    let Some(best) = table::candidates(names).next() else { return false };
    let letters = written.bytes().filter(u8::is_ascii_alphabetic).count();
    let usual = best.name().len() == written.len();
    match best.kind() {
        // "US" but not "us", "Us"; "Siam" is no abbreviation.
        PlaceKind::Country if letters <= 3 && letters == written.len() && !usual => {
            !matches!(shape, Shape::Lower | Shape::Capitalised) || written == "BiH"
        }
        // "N.Y." but not "M.D."; "Md." but not "Md".
        PlaceKind::Region if letters <= 5 && !usual && shape == Shape::Upper => {
            !capitals && (best.name().contains(' ') || !written.contains('.'))
        }
        PlaceKind::Region if letters <= 5 && !usual && first > 0 => {
            written.ends_with('.') && matches!(document.str(first - 1), "," | "-" | "(")
        }
        PlaceKind::Region if letters <= 5 && !usual => false,
        PlaceKind::City if written.ends_with('.') && letters <= 5 => false,
        PlaceKind::City if letters <= 4 && shape == Shape::Upper => {
            capitals || usual && best.is_capital() || written.contains('.') || letters == 2
        }
        PlaceKind::City if shape == Shape::Initial => false,
        _ => shape != Shape::Initial,
    }
}
