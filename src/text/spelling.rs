//! How a language writes its words: abbreviations with their full stops, elisions, words that open sentences.
//!
//! In: the rows of `spelling.tsv`. Out: what [`super::token`] and [`super::sentence`] ask. Nothing here knows what a word means.

use crate::language::Tables;

/// The rows of `spelling.tsv`, each a list of words.
#[derive(Debug, Default)]
pub struct Spelling {
    /// In small letters: their full stop ends no sentence and belongs to the word, where they have a capital.
    abbreviations: Vec<&'static str>,
    /// Abbreviations that need no capital: "etc."
    small_abbreviations: Vec<&'static str>,
    /// As written, with the full stop: abbreviations that may end a sentence ("Inc.").
    last_abbreviations: Vec<&'static str>,
    /// As written: words that begin a sentence far more often than they follow an abbreviation.
    openers: Vec<&'static str>,
    /// In small letters, without the apostrophe: words that are elided before a vowel and are tokens of their own ("l'", "qu'").
    elisions: Vec<&'static str>,
    /// The letters before which they are; "N'Guesso" is no elision.
    vowels: Vec<&'static str>,
}

impl Spelling {
    /// Reads `spelling.tsv`; rows of unknown name are left to others.
    pub fn read(table: &'static str) -> Self {
        let words = |name| Tables::rows(table, name).flat_map(str::split_whitespace).collect();
        Spelling {
            abbreviations: words("abbreviation"),
            small_abbreviations: words("small_abbreviation"),
            last_abbreviations: words("last_abbreviation"),
            openers: words("opener"),
            elisions: words("elision"),
            vowels: words("elided_before"),
        }
    }

    /// A listed abbreviation, written like one: "Ill." but not "ill."; "no." only before a number is left to the sentences.
    pub(super) fn abbreviates(&self, word: &str) -> bool {
        if word.len() > LONGEST {
            return false;
        }
        let lower = word.to_lowercase();
        self.abbreviations.contains(&lower.as_str())
            && (word.starts_with(char::is_uppercase) || self.small_abbreviations.contains(&lower.as_str()))
    }

    pub(super) fn may_end_sentence(&self, word: &str) -> bool {
        self.last_abbreviations.contains(&word)
    }

    pub(super) fn opens_sentence(&self, word: &str) -> bool {
        self.openers.contains(&word)
    }

    /// The language has words that are elided before a vowel.
    pub(super) fn has_elisions(&self) -> bool {
        !self.elisions.is_empty()
    }

    /// True for "l", "Qu" before an apostrophe and a vowel.
    pub(super) fn elides(&self, word: &str, rest: &str) -> bool {
        !self.elisions.is_empty()
            && word.len() <= LONGEST
            && self.elisions.iter().any(|e| e.eq_ignore_ascii_case(word))
            && rest.chars().next().is_some_and(|c| {
                let letter = |v: &&'static str| v.chars().eq(c.to_lowercase());
                self.vowels.iter().any(letter)
            })
    }
}

/// No abbreviation and no elision has more bytes.
const LONGEST: usize = 8;
