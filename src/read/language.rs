//! The language of an article, and whether it is one that is read.
//!
//! In: an article. Out: nothing where it is in a language of `data/lang` or cannot be told; else an error that names the language.
//! What the source tells is believed where it is a language that is read; templates claim English for much that is not, but
//! trigrams of prose are seldom wrong about what they are sure of, so they go before any other claim.

use super::words;
use crate::error::{Error, Result};
use crate::model::Article;
use rustc_hash::FxHashSet;
use std::sync::OnceLock;
use whatlang::{Lang, detect};

/// So many of its words are common ones of a language that is read; English news has a fifth, its neighbours a twentieth.
const PLAINLY: f32 = 0.12;

/// The languages that are read: those with a folder in `data/lang`, by ISO 639-1 and as whatlang calls them.
const READ: [(&str, Lang); 1] = [("en", Lang::Eng)];
/// Shorter texts tell too little.
const ENOUGH_LETTERS: usize = 120;
/// So many characters of the prose are looked at.
const SAMPLE: usize = 1000;

/// An error where the article is in another language than those that are read.
pub fn check(article: &Article) -> Result<()> {
    let prose: String = article.text[article.body..].chars().take(SAMPLE).collect();
    if prose.chars().filter(|c| c.is_alphabetic()).count() < ENOUGH_LETTERS {
        return Ok(());
    }
    if is_plainly_read(&prose) {
        return Ok(());
    }
    match detect(&prose).filter(|found| found.is_reliable()) {
        Some(found) if READ.iter().all(|(_, lang)| *lang != found.lang()) => Err(refusal(found.lang().eng_name())),
        Some(_) => Ok(()),
        None => match article.language.as_deref() {
            Some(told) if !is_read(told) && is_tag(told) => Err(refusal(told)),
            _ => Ok(()),
        },
    }
}

/// True where the words that every text of a language that is read is full of are many: saves the trigrams, which cost more than
/// the whole extraction.
fn is_plainly_read(prose: &str) -> bool {
    static COMMON: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    let common = COMMON.get_or_init(|| words::phrases("common").collect());
    let (mut all, mut found) = (0, 0);
    for word in prose.split_whitespace() {
        all += 1;
        found += usize::from(common.contains(word));
    }
    found as f32 >= all as f32 * PLAINLY
}

fn is_read(tag: &str) -> bool {
    let code = tag.split(['-', '_']).next().unwrap_or_default();
    READ.iter().any(|(read, _)| read.eq_ignore_ascii_case(code))
}

fn is_tag(tag: &str) -> bool {
    let code = tag.split(['-', '_']).next().unwrap_or_default();
    (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphabetic())
}

fn refusal(name: &str) -> Error {
    let read: Vec<&str> = READ.iter().map(|(_, lang)| lang.eng_name()).collect();
    Error::other_language(format!("is in {name}; only {} is read, so give a translation", read.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_refused() {
        let article = |text: &str, language: Option<&str>| Article {
            text: text.into(),
            language: language.map(str::to_string),
            ..Article::default()
        };
        let english = "The minister flew to Oslo on Tuesday and met her counterpart for talks about fisheries, shipping and the \
            price of gas, before she went on to Stockholm by train with the members of her delegation.";
        let french = "La ministre s'est rendue mardi à Oslo, où elle a rencontré son homologue pour parler de la pêche, du transport \
            maritime et du prix du gaz, avant de poursuivre son voyage vers Stockholm en train avec sa délégation.";
        assert_eq!(check(&article(english, None)), Ok(()));
        assert_eq!(check(&article(english, Some("fr"))), Ok(()));
        let refused = check(&article(french, Some("en"))).unwrap_err();
        assert!(refused.is_other_language() && refused.to_string().starts_with("is in French; only English is read"));
        assert_eq!(check(&article("Oslo.", Some("no"))), Ok(()));
    }
}
