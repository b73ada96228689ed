//! The table of leaders, read where it lies: no part of it is parsed when the process starts.
//!
//! In: `data/leaders.bin`, which `datagen leaders` builds from `data/leaders.tsv`, and a document. Out: the leader whom words
//! name. Names are compared without case and accents. The layout is told in [`fn@write`], which is here so that reader and writer
//! stay together.

use super::name::{fold, is_elided};
use super::rules::{Rules, is_numeral};
use crate::language;
use crate::text::{Document, Shape, Vocabulary, token};
use chrono::Datelike;
use std::collections::BTreeMap;

static TABLE: &[u8] = include_bytes!("../../../data/leaders.bin");

/// A row of `leaders.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Leader {
    pub country: &'static str,
    pub from: i32,
    pub to: i32,
    pub female: bool,
    /// The office of the table, in its own words: "president".
    pub office: &'static str,
}

impl Leader {
    /// True for those whose surname alone says who is meant.
    pub fn is_head(&self, rules: &Rules) -> bool {
        rules.forms.office_known.has(self.office)
    }

    /// True for ministers and the like, whose surnames mean them where they are not the first word of a sentence.
    pub fn has_portfolio(&self, rules: &Rules) -> bool {
        rules.forms.office_portfolio.within(self.office)
    }

    /// In office in a year, or known from then and shortly before it.
    fn is_current(&self, year: Option<i32>) -> bool {
        year.is_none_or(|y| self.from - 1 <= y && y <= self.to.saturating_add(6))
    }

    /// Years between a year and the time in office.
    fn distance(&self, year: Option<i32>) -> i32 {
        year.map_or(0, |y| (self.from - y).max(y - self.to).max(0))
    }
}

/// The leader whose full name starts at token `first` and ends before `limit`, with one past its last token: the longest name, and
/// of several people the one in office when the article was published, or nearest to it.
pub(crate) fn longest(doc: &Document, first: usize, limit: usize) -> Option<(Leader, usize)> {
    let token = doc.tokens.get(first).filter(|t| t.is_capital())?;
    let year = doc.article.published.map(|d| d.year());
    let mut best: Option<(Leader, usize)> = None;
    with_folded(doc.str(first), token.shape, |word| {
        for form in find(NAMES, word) {
            let Some(end) = match_words(doc, words_of(form), first, limit) else { continue };
            let leader = leader(u32_at(form + 4) as usize);
            let better = best.is_none_or(|(b, e)| (end, -leader.distance(year)) > (e, -b.distance(year)));
            if better {
                best = Some((leader, end));
            }
        }
    });
    best
}

/// The leader whom a surname alone means, where all who bear it and fit the year are of one country.
pub(crate) fn by_surname(doc: &Document, rules: &Rules, word: &str) -> Option<Leader> {
    let year = doc.article.published.map(|d| d.year());
    let mut fitting = find(SURNAMES, word)
        .filter(|entry| words_of(*entry) == word)
        .map(|entry| leader(u32_at(entry + 4) as usize))
        .filter(|l| l.is_current(year));
    let mut one = fitting.next()?;
    let same = fitting.all(|other| {
        let same = other.country == one.country;
        if other.is_head(rules) && !one.is_head(rules) {
            one = other;
        }
        same
    });
    same.then_some(one)
}

/// True where a token's words are the surname of anybody in the table.
pub(crate) fn is_surname(doc: &Document, at: usize) -> bool {
    let Some(token) = doc.tokens.get(at) else { return false };
    let mut found = false;
    with_folded(doc.str(at), token.shape, |word| found = find(SURNAMES, word).any(|entry| words_of(entry) == word));
    found
}

fn match_words(doc: &Document, form: &str, first: usize, limit: usize) -> Option<usize> {
    let mut at = first;
    for mut word in form.split(' ') {
        if at >= limit {
            return None;
        }
        // "d'Estaing" may be two tokens.
        if at + 1 < limit && is_elided(doc, at) {
            word = word.strip_prefix(&*fold(doc.str(at)).replace('’', "'"))?;
            at += 1;
        }
        let written = doc.str(at);
        let written = if written.len() > 2 { written.strip_suffix('.').unwrap_or(written) } else { written };
        let same = if written.is_ascii() { written.eq_ignore_ascii_case(word) } else { fold(written) == word };
        if !same || doc.tokens[at].shape == Shape::Lower && at == first {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Hands on a word in lower case without accents; most words need no memory of their own for it.
fn with_folded(word: &str, shape: Shape, mut take: impl FnMut(&str)) {
    let word = if shape == Shape::Mark || word.len() < 3 { word } else { word.strip_suffix('.').unwrap_or(word) };
    let mut buffer = [0u8; 32];
    if word.is_ascii() && word.len() <= buffer.len() {
        let lower = &mut buffer[..word.len()];
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        take(std::str::from_utf8(lower).unwrap_or(""));
    } else {
        take(&fold(word));
    }
}

// The parts of the file: [bytes of each part] and then the parts, in this order.
const NAMES: usize = 0;
const SURNAMES: usize = 2;
const LEADERS: usize = 4;
const TEXT: usize = 5;
const PARTS: usize = 6;
const LEADER_BYTES: usize = 12;

fn u32_at(at: usize) -> u32 {
    TABLE.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn part(number: usize) -> usize {
    PARTS * 4 + (0..number).map(|i| u32_at(i * 4) as usize).sum::<usize>()
}

/// The entries below a word: those of the index at part `index`, with the list in the part after it.
fn find(index: usize, word: &str) -> impl Iterator<Item = usize> {
    let (slots, list) = (part(index), part(index + 1));
    let count = u32_at(index * 4) as usize / 8;
    let key = hash(word);
    let mut slot = key as usize & (count - 1);
    // An empty slot has no range; the table is at most half full, so that one is always near.
    let range = loop {
        let (stored, range) = (u32_at(slots + slot * 8), u32_at(slots + slot * 8 + 4));
        if range == 0 || stored == key {
            break range;
        }
        slot = (slot + 1) & (count - 1);
    };
    let (start, length) = ((range >> 10) as usize, (range & 1023) as usize);
    (start..start + length).map(move |i| list + i * 8)
}

/// The words of an entry of a list.
fn words_of(entry: usize) -> &'static str {
    text(u32_at(entry))
}

fn text(packed: u32) -> &'static str {
    let start = part(TEXT) + (packed >> 8) as usize;
    let bytes = TABLE.get(start..start + (packed & 255) as usize).unwrap_or_default();
    std::str::from_utf8(bytes).unwrap_or_default()
}

fn leader(number: usize) -> Leader {
    let at = part(LEADERS) + number * LEADER_BYTES;
    let years = u32_at(at + 4);
    let to = (years >> 16) as i32;
    Leader {
        country: TABLE.get(at..at + 2).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default(),
        female: TABLE.get(at + 2) == Some(&1),
        from: (years & 0xffff) as i32,
        to: if to == 0xffff { 9999 } else { to },
        office: text(u32_at(at + 8)),
    }
}

/// FNV-1a; never 0.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193)).max(1)
}

/// Builds `leaders.bin` from the rows of `leaders.tsv`.
///
/// Six parts, each preceded at the head by its length in bytes: an index of first words (slots of hash, then start << 10 | length
/// into the list after it), the list of names (text, leader), the same two for surnames, the leaders (country, gender, years,
/// office), and the text that all of them point into (start << 8 | length).
pub fn write(table: &str) -> Vec<u8> {
    // The table is written in English.
    let vocabulary = Vocabulary::of(&language::ALL[0]);
    let mut text = Text::default();
    let (mut names, mut surnames) =
        (BTreeMap::<String, Vec<(u32, u32)>>::new(), BTreeMap::<String, Vec<(u32, u32)>>::new());
    let mut leaders = Vec::new();
    let rows = table.lines().skip(1).map(|l| l.split('\t').collect::<Vec<_>>()).filter(|c| c.len() == 7);
    for (number, cells) in rows.enumerate() {
        let [name, others, country, office, from, to, gender] = cells[..] else { continue };
        leaders.extend_from_slice(&country.as_bytes()[..2]);
        leaders.extend_from_slice(&[u8::from(gender == "f"), 0]);
        let years = from.parse().unwrap_or(0u32) | to.parse().unwrap_or(0xffffu32) << 16;
        leaders.extend_from_slice(&years.to_le_bytes());
        leaders.extend_from_slice(&text.add(office).to_le_bytes());
        for form in std::iter::once(name).chain(others.split(';').map(str::trim)).filter(|f| !f.is_empty()) {
            let words = normal(form, &vocabulary);
            let list = names.entry(words[0].clone()).or_default();
            let entry = (text.add(&words.join(" ")), number as u32);
            if !list.contains(&entry) {
                list.push(entry);
            }
            if let Some(surname) = surname(form, &words, country) {
                let list = surnames.entry(surname.clone()).or_default();
                let entry = (text.add(&surname), number as u32);
                if !list.contains(&entry) {
                    list.push(entry);
                }
            }
        }
    }
    let (names, surnames) = (index(names), index(surnames));
    let parts = [names.0, names.1, surnames.0, surnames.1, leaders, text.bytes];
    let head = parts.iter().flat_map(|p| (p.len() as u32).to_le_bytes());
    head.chain(parts.iter().flatten().copied()).collect()
}

/// Words without case and accents, cut as texts are.
fn normal(form: &str, vocabulary: &Vocabulary) -> Vec<String> {
    let mut tokens = Vec::new();
    token::find(form, 0, form.len(), vocabulary, &mut tokens);
    let word = |t: &crate::text::Token| {
        let word = fold(&form[t.start as usize..t.end as usize]);
        if word.len() > 2 { word.trim_end_matches('.').to_string() } else { word }
    };
    tokens.iter().map(word).collect()
}

/// The word by which somebody is called for short; "Duke of York", "Felipe VI" and "Sheikh Rashid" have none.
fn surname(form: &str, words: &[String], country: &str) -> Option<String> {
    let bare =
        form.split(' ').any(|w| matches!(w, "of" | "Sheikh" | "Sheik" | "Prince" | "Princess" | "Queen" | "King"))
            || form.split(' ').next_back().is_some_and(is_numeral);
    let family_first = matches!(country, "CN" | "KR" | "KP" | "TW" | "HK");
    let word = if family_first { words.first() } else { words.last() };
    word.filter(|_| !bare && (words.len() > 1 || form.len() > 4)).cloned()
}

/// Slots and list of an index, the slots a power of two and at least twice as many as there are words.
fn index(words: BTreeMap<String, Vec<(u32, u32)>>) -> (Vec<u8>, Vec<u8>) {
    let mut by_hash = BTreeMap::<u32, Vec<(u32, u32)>>::new();
    words.iter().for_each(|(word, entries)| by_hash.entry(hash(word)).or_default().extend(entries));
    let count = (by_hash.len() * 2).next_power_of_two();
    let (mut slots, mut list) = (vec![(0u32, 0u32); count], Vec::new());
    for (key, entries) in by_hash {
        let mut slot = key as usize & (count - 1);
        while slots[slot].1 != 0 {
            slot = (slot + 1) & (count - 1);
        }
        slots[slot] = (key, (list.len() as u32 / 8) << 10 | (entries.len() as u32).min(1023));
        entries.iter().for_each(|(text, leader)| {
            list.extend_from_slice(&text.to_le_bytes());
            list.extend_from_slice(&leader.to_le_bytes());
        });
    }
    let slots = slots.iter().flat_map(|(key, range)| [key.to_le_bytes(), range.to_le_bytes()]).flatten().collect();
    (slots, list)
}

/// Strings, each stored once.
#[derive(Default)]
struct Text {
    bytes: Vec<u8>,
    known: BTreeMap<String, u32>,
}

impl Text {
    fn add(&mut self, words: &str) -> u32 {
        let at = *self.known.entry(words.into()).or_insert_with(|| {
            let at = self.bytes.len() as u32;
            self.bytes.extend_from_slice(words.as_bytes());
            at
        });
        at << 8 | words.len().min(255) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;

    #[test]
    fn the_built_table_is_that_of_the_rows() {
        let built = write(include_str!("../../../data/leaders.tsv"));
        assert!(built == TABLE, "data/leaders.tsv changed: run `cargo run --bin datagen leaders .`");
    }

    #[test]
    fn finds_names_and_surnames() {
        let text = "Emmanuel Macron met Kim Jong Un, François Mitterrand and Xi Jinping.";
        let article = Article {
            text: text.into(),
            published: chrono::NaiveDate::from_ymd_opt(2019, 2, 27),
            ..Article::default()
        };
        let doc = Document::new(&article, &Vocabulary::of(&language::ALL[0]));
        let at = |word: &str| (0..doc.tokens.len()).find(|i| doc.str(*i) == word).unwrap();
        assert_eq!(longest(&doc, at("Emmanuel"), 20).map(|(l, e)| (l.country, e)), Some(("FR", at("met"))));
        assert_eq!(longest(&doc, at("Kim"), 20).map(|(l, e)| (l.country, e)), Some(("KP", at("Un") + 1)));
        assert_eq!(longest(&doc, at("François"), 20).map(|(l, _)| l.country), Some("FR"));
        let rules = Rules::default();
        assert_eq!(by_surname(&doc, &rules, "macron").map(|l| l.office), Some("president"));
        assert!(is_surname(&doc, at("Xi")));
        assert!(by_surname(&doc, &rules, "met").is_none());
    }
}
