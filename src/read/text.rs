//! Plain text to an article.
//!
//! In: the bytes of a file. Out: an [`Article`], or an error where they are no text. A byte order mark is no part of the text.

use super::{Known, heading};
use crate::error::{Error, Result};
use crate::model::Article;

/// A plain text has at most so many bytes; a long book has one million.
pub const LIMIT: usize = 16 << 20;

/// Reads a plain text, with the heading above its prose if there is one.
pub fn article(bytes: &[u8], known: &Known) -> Result<Article> {
    let text = decode(bytes)?;
    if text.chars().all(char::is_whitespace) {
        return Err(Error::new("is empty; give an article's text"));
    }
    let heading = heading::find(text, true, known.published.is_some())?;
    Ok(Article {
        id: known.id.clone(),
        title: heading.title,
        published: known.published.or(heading.published),
        source: known.source.clone(),
        text: text.to_string(),
        body: heading.body,
        ..Article::default()
    })
}

/// The text that the bytes hold, without its byte order mark.
pub fn decode(bytes: &[u8]) -> Result<&str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(kind) = MAGIC.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Error::new(format!("is {}, not UTF-8 text; convert it first", kind.1)));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to();
        Error::new(format!("is not UTF-8 at byte {byte}; convert it, for example with iconv -f WINDOWS-1252 -t UTF-8"))
    })?;
    match text.find('\0') {
        Some(byte) => Err(Error::new(format!("is not text: byte {byte} is zero; give plain text, JSON or JSONL"))),
        None => Ok(text),
    }
}

/// What files that are no text begin with.
const MAGIC: [(&[u8], &str); 6] = [
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PK\x03\x04", "a zip archive or an office document"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(bytes: &[u8]) -> String {
        article(bytes, &Known::default()).unwrap_err().to_string()
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        let article = article(b"\xef\xbb\xbfShe came to Oslo.", &Known::default()).unwrap();
        assert_eq!(article.text, "She came to Oslo.");
    }

    #[test]
    fn what_is_no_text_is_told_by_name() {
        assert!(problem(b"She came to Z\xfcrich.").contains("byte 13"));
        assert!(problem(b"\xff\xfeS\0").contains("UTF-16"));
        assert!(problem(b"%PDF-1.7").contains("a PDF"));
        assert!(problem(b" \r\n\xc2\xa0").contains("is empty"));
    }
}
