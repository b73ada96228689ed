//! Which words of classes, identifiers and paragraphs tell that something is no part of an article.
//!
//! The words of markup stand in `data/page.tsv`, those of prose in `data/lang/<code>/page.tsv`.

use super::page::Attributes;
use crate::language::Tables;
use crate::read::words::phrases;
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

const MARKUP: &str = include_str!("../../../data/page.tsv");

/// A longer paragraph is prose however it begins.
const LONGEST_FURNITURE: usize = 220;

/// The compiled words.
pub struct Words {
    drop: FxHashSet<&'static str>,
    drop_names: FxHashSet<&'static str>,
    state: FxHashSet<&'static str>,
    roles: FxHashSet<&'static str>,
    byline: FxHashSet<&'static str>,
    date: FxHashSet<&'static str>,
    date_parts: FxHashSet<&'static str>,
    title: FxHashSet<&'static str>,
    lead: FxHashSet<&'static str>,
    whole: FxHashSet<&'static str>,
    start: Vec<&'static str>,
    by: Vec<&'static str>,
    reply: Vec<&'static str>,
}

/// The words, compiled once.
pub fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let set = |name| Tables::rows(MARKUP, name).flat_map(str::split_whitespace).collect();
        Words {
            drop: set("drop"),
            drop_names: set("dropname"),
            state: set("state"),
            roles: set("role"),
            byline: set("byline"),
            date: set("date"),
            date_parts: set("datepart"),
            title: set("title"),
            lead: set("lead"),
            whole: phrases("whole").collect(),
            start: phrases("start").collect(),
            by: phrases("byline").collect(),
            reply: phrases("reply").collect(),
        }
    })
}

impl Words {
    /// True where an element's attributes tell that it holds no part of the article.
    pub fn are_dropped(&self, attributes: &Attributes) -> bool {
        self.roles.contains(attributes.role.trim()) || names(attributes).any(|name| self.is_dropped_name(name))
    }

    fn is_dropped_name(&self, name: &str) -> bool {
        let mut parts = parts(name).peekable();
        if parts.peek().is_some_and(|first| self.state.contains(first.as_str())) && name.contains(['-', '_']) {
            return false;
        }
        let whole = joined(name);
        parts.any(|part| self.drop.contains(part.as_str()))
            || self.drop.contains(whole.as_str())
            || self.drop_names.contains(whole.as_str())
    }

    pub fn is_byline(&self, attributes: &Attributes) -> bool {
        attributes.itemprop == "author"
            || attributes.rel == "author"
            || names(attributes).any(|name| self.byline.contains(joined(name).as_str()))
    }

    pub fn is_date(&self, attributes: &Attributes) -> bool {
        names(attributes).any(|name| {
            self.date.contains(joined(name).as_str()) || parts(name).any(|part| self.date_parts.contains(part.as_str()))
        })
    }

    pub fn is_title(&self, attributes: &Attributes) -> bool {
        names(attributes).any(|name| self.title.contains(joined(name).as_str()))
    }

    /// True for the sentences that some pages set between the headline and the article's own text.
    pub fn is_lead(&self, attributes: &Attributes) -> bool {
        names(attributes).any(|name| parts(name).any(|part| self.lead.contains(part.as_str())))
    }

    /// True for a paragraph that a page sets between an article's: "Read more: …", "Advertisement".
    pub fn is_furniture(&self, paragraph: &str) -> bool {
        if paragraph.len() > LONGEST_FURNITURE {
            return false;
        }
        let lower = paragraph.to_lowercase();
        let plain = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != '©');
        let figures = plain.len() < 12 && !plain.contains(char::is_alphabetic);
        // "4 min read".
        let counted = plain.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let starts = |text| self.start.iter().any(|start| begins(text, start));
        figures || self.whole.contains(plain) || starts(plain) || starts(counted)
    }

    /// True for the word that opens a byline, alone in its line.
    pub fn is_by(&self, line: &str) -> bool {
        self.by.iter().any(|by| line.eq_ignore_ascii_case(by))
    }

    /// What follows the word that opens a byline: "Jane Smith" of "By Jane Smith".
    pub fn after_by<'t>(&self, line: &'t str) -> Option<&'t str> {
        self.by.iter().find_map(|by| {
            let rest = line.get(by.len()..).filter(|_| line[..by.len()].eq_ignore_ascii_case(by))?;
            rest.strip_prefix([' ', ':']).map(str::trim)
        })
    }
}

impl Words {
    /// What follows "Re:" and "Fwd:".
    pub fn after_reply<'t>(&self, mut subject: &'t str) -> &'t str {
        let rest = |subject: &'t str| {
            let (mark, rest) = subject.split_once(':')?;
            self.reply.iter().any(|reply| mark.trim().eq_ignore_ascii_case(reply)).then(|| rest.trim())
        };
        while let Some(rest) = rest(subject) {
            subject = rest;
        }
        subject.trim()
    }
}

/// True where the text begins with the phrase, and the phrase ends with a word of the text.
fn begins(text: &str, phrase: &str) -> bool {
    let whole = |rest: &str| !phrase.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric);
    text.strip_prefix(phrase).is_some_and(whole)
}

fn names(attributes: &Attributes) -> impl Iterator<Item = &str> {
    attributes.class.split_ascii_whitespace().chain(std::iter::once(attributes.id.trim())).take(40)
}

/// "article-body", "articleBody" and "ArticleBody" as "articlebody".
fn joined(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric()).take(40).map(|c| c.to_ascii_lowercase()).collect()
}

/// The words of a name: "social", "share", "bar" of "socialShare_bar".
fn parts(name: &str) -> impl Iterator<Item = String> + '_ {
    let mut rest = name.get(..name.len().min(80)).unwrap_or_default();
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        if rest.is_empty() {
            return None;
        }
        let ends = |(at, byte): (usize, u8)| {
            let camel = at > 0 && byte.is_ascii_uppercase() && rest.as_bytes()[at - 1].is_ascii_lowercase();
            !byte.is_ascii_alphanumeric() || camel
        };
        let end = rest.bytes().enumerate().position(ends).unwrap_or(rest.len());
        let word = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(class: &str) -> Attributes {
        Attributes { class: class.into(), ..Attributes::default() }
    }

    #[test]
    fn classes_tell_what_is_no_article() {
        for name in
            ["social-share", "relatedStories", "ad", "c-newsletter__form", "postMeta", "site-footer", "x cookie_bar"]
        {
            assert!(words().are_dropped(&class(name)), "{name}");
        }
        for name in ["article", "has-sidebar", "shared-world", "post tag-comments", "road", "lead", "header-image", ""]
        {
            assert!(!words().are_dropped(&class(name)), "{name}");
        }
    }

    #[test]
    fn furniture_is_told_from_prose() {
        for line in
            ["ADVERTISEMENT", "Read more: Leaders meet", "© 2024 The Gazette", "Sign up for our newsletter.", "* * *"]
        {
            assert!(words().is_furniture(line), "{line}");
        }
        for line in [
            "Subscribers left.",
            "Bye",
            "Sharing a border matters, he said.",
            "More than ten people came.",
            "Reuters reported it.",
        ] {
            assert!(!words().is_furniture(line), "{line}");
        }
        assert_eq!(words().after_by("By Jane Smith"), Some("Jane Smith"));
        assert_eq!(words().after_by("Byron left"), None);
    }
}
