//! Files to articles: pages, feeds, mails, Markdown, plain text, JSON and JSONL, told apart by what they hold.
//!
//! In: anything that can be read line by line. Out: [`Piece`]s, each the bytes of one article or document, one after another,
//! so that a file of any length needs little memory; then [`Piece::articles`], which may run on any thread. Nothing here opens
//! a file or knows its name: whoever does puts the name before the error.

pub mod corrections;
pub mod day;
pub mod heading;
pub mod html;
pub mod itinerary;
pub mod json;
pub mod language;
pub mod mail;
pub mod markdown;
pub mod text;
pub mod theme;
mod words;
pub mod xml;

use crate::error::{Error, Result};
use crate::model::{Article, Itinerary};
use chrono::NaiveDate;
use std::io::{BufRead, Read};

/// What is known of an article apart from its contents.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The identifier of an article that brings none: the file's name without its ending.
    pub id: String,
    /// Where the article comes from, if it does not say so itself.
    pub source: Option<String>,
    /// The day of publication, over what the article says. Default: none.
    pub published: Option<NaiveDate>,
    /// Names of JSON fields that are not the usual ones: field, then name, with dots between names of nested objects.
    /// Default: none.
    pub fields: Vec<(String, String)>,
}

impl Known {
    /// The same for the n-th article of a file, from 1.
    fn numbered(&self, n: usize) -> Known {
        Known { id: format!("{}-{n}", self.id), ..self.clone() }
    }
}

/// The bytes of one article, or of a document that holds several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    bytes: Vec<u8>,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Json,
    Html,
    Xml,
    /// A line of JSONL, counted from 1, and whether it is the only one so far.
    Line(usize),
}

impl Piece {
    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The itinerary that the piece is; `None` where it holds articles.
    pub fn itinerary(&self) -> Option<Result<Itinerary>> {
        let read = || itinerary::read(&self.bytes);
        match self.kind {
            Kind::Json => json::is_itinerary(&self.bytes).then(read),
            Kind::Line(1) => json::is_itinerary(&self.bytes).then(read),
            Kind::Line(n) => json::is_itinerary(&self.bytes).then(|| read().map_err(|e| e.at(format!("line {n}")))),
            Kind::Text | Kind::Html | Kind::Xml => None,
        }
    }

    /// Reads the articles that the piece holds: nearly always one.
    pub fn articles(&self, known: &Known) -> Vec<Result<Article>> {
        match self.kind {
            Kind::Text if mail::is_mail(without_mark(&self.bytes)) => vec![mail::article(&self.bytes, known)],
            Kind::Text if markdown::is_markdown(without_mark(&self.bytes)) => {
                vec![markdown::article(&self.bytes, known)]
            }
            Kind::Text => vec![text::article(&self.bytes, known)],
            Kind::Xml if html::is_page(&self.bytes) => vec![html::article(&self.bytes, known)],
            Kind::Xml => xml::articles(&self.bytes, known),
            Kind::Html => vec![html::article(&self.bytes, known)],
            Kind::Json => json::articles(&self.bytes, known),
            Kind::Line(1) => vec![json::article(&self.bytes, known)],
            Kind::Line(n) => {
                vec![json::article(&self.bytes, &known.numbered(n)).map_err(|e| e.at(format!("line {n}")))]
            }
        }
    }
}

/// Cuts an input into pieces; see [`pieces`].
pub struct Pieces<R> {
    input: R,
    state: State,
}

enum State {
    Start,
    /// In a JSONL, after so many lines.
    Lines(usize),
    End,
}

/// Cuts an input into pieces, reading no further than it must.
pub fn pieces<R: BufRead>(input: R) -> Pieces<R> {
    Pieces { input, state: State::Start }
}

impl<R: BufRead> Iterator for Pieces<R> {
    type Item = Result<Piece>;

    fn next(&mut self) -> Option<Result<Piece>> {
        let piece = match self.state {
            State::Start => self.first().map(Some),
            State::Lines(read) => self.line(read),
            State::End => Ok(None),
        };
        if piece.is_err() {
            self.state = State::End;
        }
        piece.transpose()
    }
}

impl<R: BufRead> Pieces<R> {
    /// The first piece, and with it what kind of input this is.
    fn first(&mut self) -> Result<Piece> {
        let mut bytes = Vec::new();
        let mut lines = 0;
        while is_blank(&bytes) {
            let before = bytes.len();
            read_line(&mut self.input, &mut bytes)?;
            lines += 1;
            if bytes.len() == before {
                return Err(Error::new("is empty; give an article's text"));
            }
        }
        self.state = State::End;
        let kind = kind(&bytes);
        match kind {
            Kind::Text => return self.rest(bytes, kind, text::LIMIT),
            Kind::Html => return self.rest(bytes, kind, html::LIMIT),
            Kind::Xml => return self.rest(bytes, kind, xml::LIMIT),
            _ => {}
        }
        match serde_json::from_slice::<serde::de::IgnoredAny>(without_mark(&bytes)) {
            Ok(_) if bytes.ends_with(b"\n") && without_mark(&bytes).trim_ascii_start().starts_with(b"{") => {
                self.state = State::Lines(lines);
                Ok(Piece { bytes: without_mark(&bytes).to_vec(), kind: Kind::Line(lines) })
            }
            _ => self.rest(bytes, kind, json::LIMIT),
        }
    }

    /// All that is left, after what was read already.
    fn rest(&mut self, mut bytes: Vec<u8>, kind: Kind, limit: usize) -> Result<Piece> {
        let room = (limit + 1).saturating_sub(bytes.len()) as u64;
        self.input.by_ref().take(room).read_to_end(&mut bytes).map_err(|e| unreadable(&e))?;
        if bytes.len() > limit { Err(too_long(limit)) } else { Ok(Piece { bytes, kind }) }
    }

    fn line(&mut self, mut read: usize) -> Result<Option<Piece>> {
        loop {
            let mut bytes = Vec::new();
            read_line(&mut self.input, &mut bytes).map_err(|e| e.at(format!("line {}", read + 1)))?;
            read += 1;
            self.state = State::Lines(read);
            if bytes.is_empty() {
                self.state = State::End;
                return Ok(None);
            }
            if !is_blank(&bytes) {
                return Ok(Some(Piece { bytes, kind: Kind::Line(read) }));
            }
        }
    }
}

fn read_line(input: &mut impl BufRead, bytes: &mut Vec<u8>) -> Result<()> {
    input.take(json::LIMIT as u64 + 1).read_until(b'\n', bytes).map_err(|e| unreadable(&e))?;
    if bytes.len() > json::LIMIT { Err(too_long(json::LIMIT)) } else { Ok(()) }
}

fn unreadable(error: &std::io::Error) -> Error {
    Error::new(format!("cannot be read ({error}); check the file"))
}

fn too_long(limit: usize) -> Error {
    Error::new(format!("is longer than {} MB; give one article at a time, or JSONL with one on each line", limit >> 20))
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn is_blank(bytes: &[u8]) -> bool {
    without_mark(bytes).trim_ascii().is_empty()
}

/// JSON begins with a brace, or with a bracket and a brace; "[Agency] She came" is text.
fn kind(bytes: &[u8]) -> Kind {
    let start = without_mark(bytes).trim_ascii();
    match start.strip_prefix(b"[").map(|rest| rest.trim_ascii_start()) {
        Some(rest) if rest.is_empty() || rest.starts_with(b"{") => Kind::Json,
        None if start.starts_with(b"{") => Kind::Json,
        None if xml::is_xml(start) => Kind::Xml,
        None if html::is_page(start) => Kind::Html,
        _ => Kind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(input: &str) -> Vec<std::result::Result<String, String>> {
        let known = Known { id: "f".into(), ..Known::default() };
        let read = |p: Result<Piece>| match p {
            Ok(piece) => piece.articles(&known),
            Err(error) => vec![Err(error)],
        };
        pieces(input.as_bytes()).flat_map(read).map(|a| a.map(|a| a.id).map_err(|e| e.to_string())).collect()
    }

    #[test]
    fn kinds_are_told_by_content() {
        assert_eq!(ids("She came to Oslo."), [Ok("f".into())]);
        assert_eq!(ids("[Agency] She came to Oslo."), [Ok("f".into())]);
        assert_eq!(ids(r#"{"id": "a", "text": "b"}"#), [Ok("a".into())]);
        assert_eq!(ids("\u{feff}\n{\"id\": \"a\",\n \"text\": \"b\"}\n"), [Ok("a".into())]);
        assert_eq!(ids("[\n{\"id\": \"a\", \"text\": \"b\"}]\n"), [Ok("a".into())]);
    }

    #[test]
    fn a_broken_line_does_not_hide_the_next() {
        let read = ids("{\"id\": \"a\", \"text\": \"b\"}\n\n{\"id\": \"c\"}\n{\"text\": \"d\"}\n");
        assert_eq!(read[0], Ok("a".into()));
        assert_eq!(read[1], Err("line 3: has no \"text\"; give the article's text under that key".into()));
        assert_eq!(read[2], Ok("f-4".into()));
    }

    #[test]
    fn nothing_is_not_an_article() {
        assert!(ids("")[0].as_ref().unwrap_err().contains("is empty"));
        assert!(ids(" \n\n")[0].as_ref().unwrap_err().contains("is empty"));
    }

    #[test]
    fn a_book_of_fifty_megabytes_is_refused() {
        let long = "She came to Oslo. ".repeat((50 << 20) / 18);
        let read = ids(&long);
        assert_eq!(read.len(), 1);
        assert!(read[0].as_ref().unwrap_err().contains("is longer than 16 MB"));
    }
}
