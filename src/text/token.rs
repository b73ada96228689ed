//! Tokens: words, numbers and marks of punctuation.
//!
//! Hyphens, dashes, slashes and colons are tokens of their own ("Kim Jong-un" is four, "18–19" three); a possessive ending is
//! split off; an abbreviation keeps its full stop ("U.S.", "Nov.", "Mr.").

use super::spelling::Spelling;
use super::vocabulary::{Vocabulary, WordId};

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// "visit"
    Lower,
    /// "Hanoi", "McCarthy", "eSwatini"
    Capitalised,
    /// "HANOI", "TASS", "U.S."
    Upper,
    /// One capital letter, with or without its full stop: "J."
    Initial,
    /// Starts with a digit: "2024", "18th", "1,000", "15.8"
    Number,
    /// "'s" and "’s"
    Possessive,
    /// One mark: , . ; : - – — ( ) " “ ” / …
    Mark,
}

/// A token and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Bytes of [`super::Document::text`].
    pub start: u32,
    pub end: u32,
    /// Its lower-case form, abbreviations without the last full stop ("nov", "u.s").
    pub word: WordId,
    pub shape: Shape,
    /// White space stands before it.
    pub spaced: bool,
    /// It stands inside quotation marks.
    pub quoted: bool,
    /// Index into [`super::Document::sentences`].
    pub sentence: u32,
}

impl Token {
    /// True for words written with a capital first letter, capitals throughout, or an initial.
    pub fn is_capital(self) -> bool {
        matches!(self.shape, Shape::Capitalised | Shape::Upper | Shape::Initial)
    }

    /// True for words and numbers, not for marks.
    pub fn is_word(self) -> bool {
        !matches!(self.shape, Shape::Mark | Shape::Possessive)
    }
}

/// Appends the tokens of `text[from..to]`.
pub fn find(text: &str, from: usize, to: usize, vocabulary: &Vocabulary, out: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut spaced = true;
    let mut at = from;
    while at < to {
        let (length, white, word) = class(text, at);
        if white {
            spaced = true;
            at += length;
            continue;
        }
        let (end, shape) = if !word {
            let end = possessive_end(text, at, to, out).unwrap_or(at + length);
            (end, mark_shape(end - at, length, bytes, at))
        } else if let Some(plain) = plain_word(bytes, at, to) {
            plain
        } else {
            finish_word(text, at, word_end(text, at, to, &vocabulary.spelling), to, &vocabulary.spelling)
        };
        out.push(Token {
            start: at as u32,
            end: end as u32,
            word: lookup(&text[at..end], shape, vocabulary),
            shape,
            spaced,
            quoted: false,
            sentence: 0,
        });
        spaced = false;
        at = end;
    }
}

/// The end and shape of a word of ASCII letters with nothing behind it that could belong to it: most words of any text.
fn plain_word(bytes: &[u8], from: usize, to: usize) -> Option<(usize, Shape)> {
    let length = bytes[from..to].iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let end = from + length;
    let open = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b'\'') || !b.is_ascii();
    if length == 0 || bytes[..to].get(end).is_some_and(open) {
        return None;
    }
    let (mut upper, mut lower) = (false, false);
    for byte in &bytes[from..end] {
        upper |= byte.is_ascii_uppercase();
        lower |= byte.is_ascii_lowercase();
    }
    let shape = match (upper, lower) {
        (true, false) if length == 1 => Shape::Initial,
        (true, false) => Shape::Upper,
        (true, true) => Shape::Capitalised,
        _ => Shape::Lower,
    };
    Some((end, shape))
}

/// Length in bytes, and whether the character is white space or part of a word.
fn class(text: &str, at: usize) -> (usize, bool, bool) {
    let byte = text.as_bytes()[at];
    if byte < 0x80 {
        return (1, byte <= b' ' || byte == 0x7f, byte.is_ascii_alphanumeric());
    }
    let c = text[at..].chars().next().unwrap_or(' ');
    // Soft hyphens, zero-width spaces and byte order marks are as good as nothing.
    let white = c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}');
    (c.len_utf8(), white, c.is_alphanumeric() || is_combining(c))
}

/// Marks that combine with the letter before them, as in decomposed Vietnamese, and modifier letters of transliteration.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{2bb}' | '\u{2bc}' | '\u{ad}')
}

fn word_end(text: &str, from: usize, to: usize, spelling: &Spelling) -> usize {
    let bytes = text.as_bytes();
    let digit = bytes[from].is_ascii_digit();
    let mut at = from;
    while at < to {
        let (length, _, word) = class(text, at);
        if word {
            at += length;
            continue;
        }
        let next_is = |test: fn(&u8) -> bool| bytes.get(at + length).is_some_and(test) && at + length < to;
        // "1,000" and "15.8" are one number.
        if digit && matches!(bytes[at], b',' | b'.') && bytes[at - 1].is_ascii_digit() && next_is(u8::is_ascii_digit) {
            at += 1;
            continue;
        }
        // "U.S", "p.m": single letters with full stops between.
        if bytes[at] == b'.' && single_letter_before(bytes, at, from) && next_is(u8::is_ascii_alphabetic) && {
            let after = bytes.get(at + 2).copied().unwrap_or(b' ');
            at + 2 >= to || !after.is_ascii_alphanumeric()
        } {
            at += 1;
            continue;
        }
        // "O'Neill", "N'Djamena", "d'Ivoire", "Sana'a"; never a possessive ending.
        if let Some(mark) = apostrophe(text, at) {
            let rest = &text[at + mark..to];
            if rest.chars().next().is_some_and(char::is_alphabetic) && !is_possessive(rest) {
                // "l'Iran", "qu'il": the elided word is one of its own.
                if spelling.elides(&text[from..at], rest) {
                    return at + mark;
                }
                at += mark;
                continue;
            }
        }
        break;
    }
    at
}

fn single_letter_before(bytes: &[u8], at: usize, from: usize) -> bool {
    at > from && bytes[at - 1].is_ascii_alphabetic() && (at == from + 1 || bytes[at - 2] == b'.')
}

/// Length of an apostrophe at `at`.
fn apostrophe(text: &str, at: usize) -> Option<usize> {
    let rest = &text.as_bytes()[at..];
    match rest {
        [b'\'', ..] => Some(1),
        // ’ and, in Hawaiian and Arabic names, ‘
        [0xe2, 0x80, 0x98 | 0x99, ..] => Some(3),
        _ => None,
    }
}

/// True where what follows the apostrophe is "s" and then no letter.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// The end of a possessive ending at `at`, where a word stands right before it.
fn possessive_end(text: &str, at: usize, to: usize, out: &[Token]) -> Option<usize> {
    let mark = apostrophe(text, at)?;
    let joined = out.last().is_some_and(|t| t.end as usize == at && t.is_word());
    (joined && is_possessive(&text[at + mark..to])).then_some(at + mark + 1)
}

fn mark_shape(length: usize, first: usize, bytes: &[u8], at: usize) -> Shape {
    if length > first || (bytes[at] == b'\'' && length == 2) { Shape::Possessive } else { Shape::Mark }
}

/// Takes an abbreviation's full stop into the word, and tells the word's shape.
fn finish_word(text: &str, from: usize, end: usize, to: usize, spelling: &Spelling) -> (usize, Shape) {
    let word = &text[from..end];
    let stop = end < to && text.as_bytes()[end] == b'.';
    if word.as_bytes()[0].is_ascii_digit() {
        return (end, Shape::Number);
    }
    let mut chars = word.chars();
    let first_upper = chars.next().is_some_and(char::is_uppercase);
    let dotted = word.contains('.');
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let elided = word.ends_with(['\'', '’']);
    let shape = if elided && first_upper {
        Shape::Capitalised
    } else if letters == 1 && first_upper {
        Shape::Initial
    } else if !word.chars().any(char::is_uppercase) {
        Shape::Lower
    } else if !word.chars().any(char::is_lowercase) {
        Shape::Upper
    } else {
        Shape::Capitalised
    };
    let abbreviates = stop && (dotted || shape == Shape::Initial || spelling.abbreviates(word));
    (end + usize::from(abbreviates), shape)
}

fn lookup(word: &str, shape: Shape, vocabulary: &Vocabulary) -> WordId {
    let word = if shape != Shape::Mark { word.strip_suffix('.').unwrap_or(word) } else { word };
    if shape == Shape::Possessive {
        return vocabulary.get("'s");
    }
    if shape == Shape::Lower && word.is_ascii() {
        return vocabulary.get(word);
    }
    let mut buffer = [0u8; 40];
    if word.is_ascii() && word.len() <= buffer.len() {
        let lower = &mut buffer[..word.len()];
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        return vocabulary.get(std::str::from_utf8(lower).unwrap_or(""));
    }
    // "qu’il", "aujourd’hui": the tables write straight apostrophes.
    if vocabulary.spelling.has_elisions() && shape != Shape::Mark && word.len() <= 120 && word.contains('’') {
        return vocabulary.get(&word.to_lowercase().replace('’', "'"));
    }
    if word.len() > 120 { WordId::UNKNOWN } else { vocabulary.get(&word.to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(code: &str) -> &'static crate::language::Tables {
        &crate::language::ALL[crate::language::index(code).unwrap()]
    }

    fn words(text: &str) -> Vec<String> {
        words_in("en", text)
    }

    fn words_in(code: &str, text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        find(text, 0, text.len(), &Vocabulary::of(language(code)), &mut tokens);
        tokens.iter().map(|t| text[t.start as usize..t.end as usize].to_string()).collect()
    }

    #[test]
    fn cuts_where_readers_would() {
        assert_eq!(words("Putin’s visit"), ["Putin", "’s", "visit"]);
        assert_eq!(words("the U.S. envoy, Gen. O'Neill"), ["the", "U.S.", "envoy", ",", "Gen.", "O'Neill"]);
        assert_eq!(words("18–19 June."), ["18", "–", "19", "June", "."]);
        assert_eq!(words("at 6 p.m. on 02/12/2024"), ["at", "6", "p.m.", "on", "02", "/", "12", "/", "2024"]);
        assert_eq!(words("N'Djamena's 1,000 men"), ["N'Djamena", "'s", "1,000", "men"]);
        assert_eq!(words("It ends. Next"), ["It", "ends", ".", "Next"]);
        assert_eq!(words("leaders' talks"), ["leaders", "'", "talks"]);
    }

    #[test]
    fn elided_words_stand_alone_where_the_language_has_them() {
        assert_eq!(words_in("fr", "Il s’est rendu à l'Élysée"), ["Il", "s’", "est", "rendu", "à", "l'", "Élysée"]);
        assert_eq!(words_in("fr", "aujourd'hui, d'Italie"), ["aujourd'hui", ",", "d'", "Italie"]);
        assert_eq!(words_in("en", "the Côte d'Ivoire"), ["the", "Côte", "d'Ivoire"]);
    }
}
