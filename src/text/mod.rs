//! A text cut into sentences and tokens, with the words that the rules know.
//!
//! In: an [`Article`] and a [`Vocabulary`]. Out: a [`Document`]. Nothing here knows places, days or trips.

pub mod lexicon;
pub mod motion;
pub mod people;
pub mod phrase;
pub mod sentence;
pub mod spelling;
pub mod token;
pub mod vocabulary;

pub use lexicon::Lexicon;
pub use phrase::PhraseTable;
pub use token::{Shape, Token};
pub use vocabulary::{Vocabulary, WordId, WordSet};

use crate::model::mention::Span;
use crate::model::{Article, itinerary::Part};

/// An article's headline and text as one sequence of tokens.
///
/// Where the headline is given apart from the text it stands before it in [`Document::text`], as sentences of their own.
#[derive(Debug)]
pub struct Document<'a> {
    pub article: &'a Article,
    /// The headline, a blank line and the article's text; or the text alone where there is no separate headline.
    pub text: String,
    /// Byte offset in `text` of the first byte of the article's own text.
    pub text_start: usize,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
}

/// A run of tokens that ends at a full stop, a blank line or the end of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// First and one past the last token.
    pub first: usize,
    pub last: usize,
    /// Counts from 0; the headline is paragraph 0 where there is one.
    pub paragraph: usize,
    /// True in the headline.
    pub title: bool,
}

impl Sentence {
    /// The indices of its tokens.
    pub fn range(self) -> std::ops::Range<usize> {
        self.first..self.last
    }
}

impl<'a> Document<'a> {
    /// Cuts an article into sentences and tokens.
    pub fn new(article: &'a Article, vocabulary: &Vocabulary) -> Self {
        let mut text = String::with_capacity(article.text.len() + 200);
        if let Some(title) = article.title.as_deref().filter(|t| !t.trim().is_empty()) {
            text.push_str(title);
            text.push_str("\n\n");
        }
        let text_start = text.len();
        text.push_str(&article.text);
        let mut tokens = Vec::with_capacity(text.len() / 4);
        token::find(&text, 0, text_start, vocabulary, &mut tokens);
        let title_tokens = tokens.len();
        token::find(&text, text_start + article.body, text.len(), vocabulary, &mut tokens);
        let sentences = sentence::find(&text, &mut tokens, title_tokens, &vocabulary.spelling);
        Document { article, text, text_start, tokens, sentences }
    }

    /// The words of a token, as written.
    pub fn str(&self, token: usize) -> &str {
        let t = &self.tokens[token];
        &self.text[t.start as usize..t.end as usize]
    }

    /// Like [`Document::str`], but empty past the end.
    pub fn str_at(&self, token: usize) -> &str {
        if token < self.tokens.len() { self.str(token) } else { "" }
    }

    /// The identifier of a token's lower-case form; [`WordId::UNKNOWN`] past the end and for words that no rule knows.
    pub fn word(&self, token: usize) -> WordId {
        self.tokens.get(token).map_or(WordId::UNKNOWN, |t| t.word)
    }

    /// The sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> Sentence {
        self.sentences[self.tokens[token].sentence as usize]
    }

    /// The bytes of tokens `first..last`.
    pub fn span(&self, first: usize, last: usize) -> Span {
        debug_assert!(first < last);
        Span::new(self.tokens[first].start as usize, self.tokens[last - 1].end as usize)
    }

    /// The words of a span, as written.
    pub fn words(&self, span: Span) -> &str {
        &self.text[span.start..span.end]
    }

    /// Which part of the article a span lies in, and its code points there.
    pub fn code_points(&self, span: Span) -> (Part, usize, usize) {
        let (part, base) = if span.start < self.text_start { (Part::Title, 0) } else { (Part::Text, self.text_start) };
        let start = self.text[base..span.start].chars().count();
        (part, start, start + self.text[span.start..span.end].chars().count())
    }
}
