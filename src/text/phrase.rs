//! Phrases of known words, each with a value; the longest that starts at a token is found.

use super::Document;
use super::token;
use super::vocabulary::{Vocabulary, WordId};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// A table from phrases to values.
#[derive(Debug)]
pub struct PhraseTable<T> {
    steps: FxHashMap<(u32, WordId), u32>,
    /// By node: the value of the phrase that ends there.
    values: Vec<Option<T>>,
}

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        PhraseTable { steps: FxHashMap::default(), values: vec![None] }
    }
}

impl<T> PhraseTable<T> {
    /// Adds a phrase, cut into tokens as texts are; the value of an earlier equal phrase stays.
    pub fn add(&mut self, vocabulary: &mut Vocabulary, phrase: &str, value: T) {
        let words = words(vocabulary, phrase);
        if words.is_empty() {
            return;
        }
        let node = self.reach(&words);
        self.values[node].get_or_insert(value);
    }

    fn reach(&mut self, words: &[WordId]) -> usize {
        let mut node = 0;
        for word in words {
            let next = self.values.len() as u32;
            node = *self.steps.entry((node, *word)).or_insert(next);
            if node == next {
                self.values.push(None);
            }
        }
        node as usize
    }

    /// The value of a whole phrase, to change it.
    pub fn entry(&mut self, vocabulary: &mut Vocabulary, phrase: &str) -> &mut Option<T> {
        let words = words(vocabulary, phrase);
        let node = self.reach(&words);
        &mut self.values[node]
    }

    /// The longest phrase that starts at token `first` and ends before `limit`: its value and one past its last token.
    pub fn longest(&self, document: &Document, first: usize, limit: usize) -> Option<(&T, usize)> {
        let (mut node, mut found) = (0, None);
        for at in first..limit.min(document.tokens.len()) {
            let Some(next) = self.steps.get(&(node, document.tokens[at].word)) else { break };
            node = *next;
            if let Some(value) = &self.values[node as usize] {
                found = Some((value, at + 1));
            }
        }
        found
    }
}

/// A phrase as numbers of words, which are added to the vocabulary.
pub fn words(vocabulary: &mut Vocabulary, phrase: &str) -> Vec<WordId> {
    // Most phrases are one plain word; the rules compile at every start.
    if phrase.len() > 1 && phrase.bytes().all(|b| b.is_ascii_alphabetic()) {
        return vec![vocabulary.add(&phrase.to_ascii_lowercase())];
    }
    let mut tokens = Vec::new();
    token::find(phrase, 0, phrase.len(), vocabulary, &mut tokens);
    // "m.": in a text the full stop of a single letter is part of it.
    let initial = |t: &token::Token| t.end == 2 && phrase.as_bytes()[1] == b'.' && phrase.as_bytes()[0] != b'.';
    if tokens.get(1).is_some_and(initial) {
        tokens.remove(1);
    }
    tokens
        .iter()
        .map(|t| {
            let word = &phrase[t.start as usize..t.end as usize];
            let plain = word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
            let lower = if plain { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase().replace('’', "'")) };
            vocabulary.add(if lower.len() > 1 { lower.strip_suffix('.').unwrap_or(&lower) } else { &lower })
        })
        .collect()
}
