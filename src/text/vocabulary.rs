//! The words that any rule knows, each with a small number, so that rules compare numbers and not letters.

use super::spelling::Spelling;
use crate::language::Tables;
use rustc_hash::FxHashMap;

/// The number of a known word in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

impl WordId {
    /// A word that no rule knows.
    pub const UNKNOWN: WordId = WordId(0);
}

/// All known words. Filled while the rules are compiled, then only read.
#[derive(Debug, Default)]
pub struct Vocabulary {
    ids: FxHashMap<Box<str>, u32>,
    /// How the language writes its words.
    pub(super) spelling: Spelling,
}

impl Vocabulary {
    /// No words yet, in the spelling of a language.
    pub fn of(tables: &Tables) -> Self {
        Vocabulary { spelling: Spelling::read(tables.spelling), ..Vocabulary::default() }
    }

    /// The number of a word, which is added if new. Give it in lower case, abbreviations without the last full stop.
    pub fn add(&mut self, word: &str) -> WordId {
        if let Some(known) = self.ids.get(word) {
            return WordId(*known);
        }
        let next = self.ids.len() as u32 + 1;
        self.ids.insert(word.into(), next);
        WordId(next)
    }

    /// The number of a word in lower case.
    pub fn get(&self, word: &str) -> WordId {
        self.ids.get(word).map_or(WordId::UNKNOWN, |id| WordId(*id))
    }

    /// One past the largest number.
    pub fn len(&self) -> usize {
        self.ids.len() + 1
    }

    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

/// A set of known words, asked by number.
#[derive(Debug, Default, Clone)]
pub struct WordSet {
    bits: Vec<u64>,
}

impl WordSet {
    /// The words of a list separated by white space, which are added to the vocabulary.
    pub fn new(vocabulary: &mut Vocabulary, words: &str) -> Self {
        let mut set = WordSet::default();
        words.split_whitespace().for_each(|word| set.insert(vocabulary.add(word)));
        set
    }

    pub fn insert(&mut self, word: WordId) {
        let (slot, bit) = (word.0 as usize / 64, word.0 % 64);
        if self.bits.len() <= slot {
            self.bits.resize(slot + 1, 0);
        }
        self.bits[slot] |= 1 << bit;
    }

    /// Never true for [`WordId::UNKNOWN`].
    pub fn contains(&self, word: WordId) -> bool {
        let (slot, bit) = (word.0 as usize / 64, word.0 % 64);
        word != WordId::UNKNOWN && self.bits.get(slot).is_some_and(|b| b >> bit & 1 == 1)
    }
}
