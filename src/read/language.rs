//! The language of an article, and whether it is one that is read.
//!
//! In: an article. Out: nothing where it is in a language of `data/lang` or cannot be told; else an error that names the language.
//! What the source tells is believed where it is a language that is read; templates claim English for much that is not, but
//! trigrams of prose are seldom wrong about what they are sure of, so they go before any other claim.

use super::words;
use crate::error::{Error, Result};
use crate::language::{self, ALL, Tables};
use crate::model::Article;
use rustc_hash::FxHashSet;
use std::sync::OnceLock;
use whatlang::{Lang, detect};

/// So many of its words are common ones of a language that is read; news has a fifth, its neighbours a twentieth.
const PLAINLY: f32 = 0.12;
/// Shorter texts tell too little.
const ENOUGH_LETTERS: usize = 120;
/// So many characters of the prose are looked at.
const SAMPLE: usize = 1000;

/// The article with the language that it is read in; an error where it is in another than those that are read.
///
/// Where nothing tells the language, the article keeps none, and is read in the first.
pub fn told(mut article: Article) -> Result<Article> {
    if let Some(tables) = find(&article)? {
        article.language = Some(tables.code.into());
    }
    Ok(article)
}

/// The language of an article; nothing where it cannot be told.
fn find(article: &Article) -> Result<Option<&'static Tables>> {
    let claimed = article.language.as_deref();
    let prose: String = article.text[article.body..].chars().take(SAMPLE).collect();
    if prose.chars().filter(|c| c.is_alphabetic()).count() < ENOUGH_LETTERS {
        return Ok(claimed.and_then(language::index).map(|i| &ALL[i]));
    }
    if let Some(tables) = plainly(&prose) {
        return Ok(Some(tables));
    }
    match detect(&prose).filter(|found| found.is_reliable()) {
        Some(found) => match ALL.iter().find(|tables| lang(tables) == Some(found.lang())) {
            None => Err(refusal(found.lang().eng_name())),
            some => Ok(some),
        },
        None => match claimed {
            Some(told) if language::index(told).is_none() && is_tag(told) => Err(refusal(told)),
            _ => Ok(claimed.and_then(language::index).map(|i| &ALL[i])),
        },
    }
}

/// The language whose most usual words the text is full of: saves the trigrams, which cost more than the whole extraction.
fn plainly(prose: &str) -> Option<&'static Tables> {
    static COMMON: OnceLock<Vec<FxHashSet<&'static str>>> = OnceLock::new();
    let common = COMMON.get_or_init(|| ALL.iter().map(|tables| words::of(tables, "common").collect()).collect());
    let (mut all, mut found) = (0, [0; ALL.len()]);
    for word in prose.split_whitespace() {
        all += 1;
        for (found, common) in found.iter_mut().zip(common) {
            *found += usize::from(common.contains(word));
        }
    }
    let most = (0..ALL.len()).max_by_key(|i| (found[*i], std::cmp::Reverse(*i)))?;
    (found[most] as f32 >= all as f32 * PLAINLY).then(|| &ALL[most])
}

/// The language as whatlang calls it.
fn lang(tables: &Tables) -> Option<Lang> {
    Lang::from_code(tables.code3)
}

fn is_tag(tag: &str) -> bool {
    let code = tag.split(['-', '_']).next().unwrap_or_default();
    (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphabetic())
}

fn refusal(name: &str) -> Error {
    let read: Vec<&str> = ALL.iter().filter_map(|tables| lang(tables).map(|lang| lang.eng_name())).collect();
    let (list, verb) = (read.join(" and "), if read.len() == 1 { "is" } else { "are" });
    Error::other_language(format!("is in {name}; only {list} {verb} read, so give a translation"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_told_and_others_are_refused() {
        let article = |text: &str, language: Option<&str>| Article {
            text: text.into(),
            language: language.map(str::to_string),
            ..Article::default()
        };
        let english = "The minister flew to Oslo on Tuesday and met her counterpart for talks about fisheries, shipping and the \
            price of gas, before she went on to Stockholm by train with the members of her delegation.";
        let french = "La ministre s'est rendue mardi à Oslo, où elle a rencontré son homologue pour parler de la pêche, du transport \
            maritime et du prix du gaz, avant de poursuivre son voyage vers Stockholm en train avec sa délégation.";
        let german = "Die Ministerin flog am Dienstag nach Oslo und sprach mit ihrem Amtskollegen über Fischerei, Schifffahrt und \
            den Gaspreis, bevor sie mit ihrer Delegation im Zug nach Stockholm weiterreiste.";
        let read_in = |article: Article| told(article).map(|article| article.language);
        let in_language = |code: &str| Ok(Some(code.to_string()));
        assert_eq!(read_in(article(english, None)), in_language("en"));
        assert_eq!(read_in(article(english, Some("fr"))), in_language("en"));
        assert_eq!(read_in(article(french, None)), in_language("fr"));
        assert_eq!(read_in(article(french, Some("en"))), in_language("fr"));
        let refused = read_in(article(german, Some("en"))).unwrap_err();
        assert!(refused.is_other_language());
        assert!(refused.to_string().starts_with("is in German; only English and French are read"));
        assert_eq!(read_in(article("Oslo.", Some("no"))), Ok(Some("no".into())));
        assert_eq!(read_in(article("Oslo.", Some("fr-CA"))), in_language("fr"));
    }
}
