//! Markdown to an article: front matter, headline, and the text without its marks.

use super::html::{self, Metadata};
use super::{Known, day, text};
use crate::error::{Error, Result};
use crate::model::Article;
use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

/// The keys of front matter that matter.
const TITLE: [&str; 2] = ["title", "headline"];
const DAY: [&str; 3] = ["date", "published", "pubdate"];
const BYLINE: [&str; 2] = ["author", "byline"];
const LANGUAGE: [&str; 2] = ["lang", "language"];
const ADDRESS: [&str; 3] = ["url", "source", "canonical"];

/// True for a text that begins with front matter or a heading of first order.
pub fn is_markdown(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    if let Some(rest) = start.strip_prefix(b"---").map(|rest| rest.trim_ascii_start()) {
        let line = rest.split(|b| *b == b'\n').next().unwrap_or_default();
        let name = line.split(|b| *b == b':').next().unwrap_or_default();
        return name.len() < line.len()
            && !name.is_empty()
            && name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'_');
    }
    start.starts_with(b"# ")
}

/// Reads a text in Markdown.
pub fn article(bytes: &[u8], known: &Known) -> Result<Article> {
    let source = text::decode(bytes)?;
    let (front, markup) = parts(source.trim_start());
    let value = |names: &[&str]| {
        let named = |line: &&str| line.split_once(':').is_some_and(|(name, _)| names.contains(&name.trim()));
        let value = front.lines().find(named)?.split_once(':')?.1.trim().trim_matches(['"', '\'', '[', ']']);
        Some(value.to_string()).filter(|value| !value.is_empty())
    };
    let mut told = Metadata {
        title: value(&TITLE).or_else(|| html::heading(&markup)),
        byline: value(&BYLINE),
        published: value(&DAY).as_deref().and_then(day::machine),
        language: value(&LANGUAGE),
        url: value(&ADDRESS),
    };
    let text = html::prose_below(&markup, &mut told);
    if text.is_empty() {
        return Err(Error::new("is empty; give an article's text"));
    }
    Ok(told.article(text, known))
}

/// The front matter and the markup of the rest.
fn parts(source: &str) -> (String, String) {
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let (mut front, mut inside) = (String::new(), false);
    let events = Parser::new_ext(source, options).filter(|event| {
        match event {
            Event::Start(Tag::MetadataBlock(MetadataBlockKind::YamlStyle)) => inside = true,
            Event::End(TagEnd::MetadataBlock(_)) => inside = false,
            Event::Text(text) if inside => front.push_str(text),
            _ => return !inside,
        }
        false
    });
    let mut markup = String::new();
    pulldown_cmark::html::push_html(&mut markup, events);
    (front, markup)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn front_matter_and_marks() {
        let source = "---\ntitle: \"Talks: the end\"\ndate: 2024-06-20\nauthor: Ann Lee\n---\n\n# Talks: the end\n\nShe *flew* to\n\
            [Oslo](https://a.example).\n\n- She left.\n";
        assert!(is_markdown(source.as_bytes()));
        let article = article(source.as_bytes(), &Known::default()).unwrap();
        assert_eq!(article.text, "She flew to Oslo.\n\nShe left.");
        assert_eq!((article.title.as_deref(), article.byline.as_deref()), (Some("Talks: the end"), Some("Ann Lee")));
        assert_eq!(article.published, NaiveDate::from_ymd_opt(2024, 6, 20));
        let plain = super::article(b"# A tour\n\nShe flew to Oslo.\n", &Known::default()).unwrap();
        assert_eq!((plain.title.as_deref(), plain.text.as_str()), (Some("A tour"), "She flew to Oslo."));
        for text in ["She flew.", "--- She flew: home", "#1 She flew", "---\n\nShe flew to Oslo: home."] {
            assert!(!is_markdown(text.as_bytes()), "{text}");
        }
    }
}
