//! One document with all that was found in it, and ways to ask for it by sentence.

use super::chance::Table;
use crate::model::Place;
use crate::model::mention::{Anchor, Mentions, People, PersonMention, Span, Timex, Toponym};
use crate::text::motion::{self, Found};
use crate::text::{Document, Lexicon, Sentence, Shape};

/// What the stage sees.
pub struct View<'a> {
    pub doc: &'a Document<'a>,
    pub people: &'a People,
    pub mentions: &'a Mentions,
    pub cues: &'a [Found],
    pub motion: &'a motion::Rules,
    pub words: &'a Lexicon,
    pub anchor: Anchor,
    /// The country of an ISO code, with its capital as seat.
    pub country: &'a dyn Fn(&str) -> Option<Place>,
    /// The weights that judge stops; without them every stop of the rules stays, and no other comes.
    pub chances: Option<&'a Table>,
    /// Keeps the names of the signs of each stop.
    pub noting: bool,
}

impl<'a> View<'a> {
    pub fn str(&self, token: usize) -> &str {
        self.doc.tokens.get(token).map_or("", |_| self.doc.str(token))
    }

    /// True where `token` lies inside the text and its word is in the set.
    pub fn is(&self, set: &crate::text::WordSet, token: usize) -> bool {
        set.contains(self.doc.word(token))
    }

    /// A preposition as the tables write it: in small letters, an elided one with a straight apostrophe.
    pub fn preposition(&self, token: usize) -> String {
        let word = self.str(token);
        if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase().replace('’', "'") }
    }

    /// An adverb: one of the list, or a word with the ending of one ("-ly").
    pub fn is_adverb(&self, token: usize) -> bool {
        self.is(&self.words.adverb, token)
            || (self.doc.tokens.get(token).is_some_and(|t| t.shape == Shape::Lower && t.end - t.start > 4)
                && self.words.adverb_endings.iter().any(|end| self.str(token).ends_with(end))
                && !self.is(&self.words.not_adverb, token))
    }

    pub fn toponyms_in(&self, sentence: Sentence) -> impl Iterator<Item = (usize, &'a Toponym)> {
        let list = &self.mentions.toponyms;
        let from = list.partition_point(|t| t.tokens.0 < sentence.first);
        list.iter().enumerate().skip(from).take_while(move |(_, t)| t.tokens.0 < sentence.last)
    }

    pub fn people_in(&self, sentence: Sentence) -> &'a [PersonMention] {
        let list = &self.mentions.travellers;
        let from = list.partition_point(|m| m.tokens.0 < sentence.first);
        let to = list.partition_point(|m| m.tokens.0 < sentence.last);
        &list[from..to]
    }

    pub fn timexes_in(&self, sentence: Sentence) -> &'a [Timex] {
        let list = &self.mentions.timexes;
        let from = list.partition_point(|m| m.tokens.0 < sentence.first);
        let to = list.partition_point(|m| m.tokens.0 < sentence.last);
        &list[from..to]
    }

    pub fn cues_in(&self, sentence: Sentence) -> &'a [Found] {
        let from = self.cues.partition_point(|c| c.cue.tokens.0 < sentence.first);
        let to = self.cues.partition_point(|c| c.cue.tokens.0 < sentence.last);
        &self.cues[from..to]
    }

    /// The toponym whose tokens hold `token`.
    pub fn toponym_at(&self, token: usize) -> Option<(usize, &'a Toponym)> {
        let list = &self.mentions.toponyms;
        let at = list.partition_point(|t| t.tokens.1 <= token);
        list.get(at).filter(|t| t.tokens.0 <= token).map(|t| (at, t))
    }

    /// The person mention that ends right before `token`.
    pub fn person_ending_at(&self, token: usize) -> Option<&'a PersonMention> {
        let list = &self.mentions.travellers;
        list.get(list.partition_point(|m| m.tokens.1 < token)).filter(|m| m.tokens.1 == token)
    }

    /// True where the words of tokens `first..last` are followed by a possessive ending.
    pub fn possessive_after(&self, last: usize) -> bool {
        self.doc.tokens.get(last).is_some_and(|t| t.shape == Shape::Possessive)
            // "Princess' visit", "leaders' talks"
            || (matches!(self.str(last), "'" | "’") && !self.doc.tokens[last].spaced && self.str(last - 1).ends_with('s'))
    }

    /// The dateline's place: what "here" means.
    pub fn here(&self) -> Option<(usize, &'a Toponym)> {
        let dateline = |t: &&Toponym| t.usage == crate::model::mention::Usage::Dateline && t.place.is_some();
        // It stands at the head; looking further for one in each sentence would take long in a long text.
        self.mentions.toponyms.iter().enumerate().take_while(|(_, t)| t.tokens.0 < 500).find(|(_, t)| dateline(t))
    }

    /// The words of tokens `first..last`, trimmed of punctuation at the end.
    pub fn span(&self, first: usize, last: usize) -> Span {
        self.doc.span(first, last.max(first + 1))
    }

    /// The country of a person, where known.
    pub fn home(&self, person: usize) -> Option<&'a str> {
        self.people[person].country.as_deref()
    }
}
