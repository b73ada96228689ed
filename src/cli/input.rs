//! Files named on the command line, opened and read; their names stand before every error.

use super::arguments::Articles;
use super::{Outcome, files, output};
use crate::coverage::free_id;
use crate::error::{Error, Result};
use crate::model::{Article, Itinerary};
use crate::read::{self, Known, Piece, language};
use chrono::NaiveDate;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A piece of a file, with what is needed to read it on any thread.
pub struct Part {
    piece: Piece,
    file: Arc<Named>,
}

struct Named {
    name: String,
    known: Known,
}

impl Part {
    /// How many bytes it has.
    pub fn bytes(&self) -> usize {
        self.piece.len()
    }

    pub fn articles(&self) -> Vec<Result<Article>> {
        let read = self.piece.articles(&self.file.known).into_iter();
                read.map(|article| article.and_then(language::told).map_err(|e| e.at(&self.file.name))).collect()
    }
}

/// All articles that could be read, and what is to be told of the others.
pub struct Gathered {
    pub articles: Vec<Article>,
    broken: Vec<Error>,
}

impl Gathered {
    /// Tells of what could not be read, which counts more than how it went otherwise.
    pub(super) fn end(self, otherwise: Outcome) -> Outcome {
        told(&self.broken).unwrap_or(otherwise)
    }
}

/// Tells of errors at the end of a command, and with which outcome it ends if there are any.
pub(super) fn told(broken: &[Error]) -> Option<Outcome> {
    broken.iter().for_each(output::complain);
    let only_languages = broken.iter().all(Error::is_other_language);
    (!broken.is_empty()).then_some(if only_languages { Outcome::OtherLanguage } else { Outcome::SomeFailed })
}

/// The pieces of all files, one after another. A file that cannot be read is an error in its place.
pub fn parts(input: &Articles) -> impl Iterator<Item = Result<Part>> + '_ {
    files::files(&input.articles).into_iter().flat_map(move |path| file_parts(path, input))
}

fn file_parts(path: Result<PathBuf>, input: &Articles) -> Box<dyn Iterator<Item = Result<Part>>> {
    let opened = path.and_then(|path| open(&path).map_err(|e| e.at(name(&path))).map(|reader| (reader, path)));
    match opened {
        Ok((reader, path)) => Box::new(parts_of(reader, &path, input.published, input.field.clone())),
        Err(error) => Box::new(std::iter::once(Err(error))),
    }
}

fn parts_of<R: BufRead>(
    reader: R,
    path: &Path,
    published: Option<NaiveDate>,
    fields: Vec<(String, String)>,
) -> impl Iterator<Item = Result<Part>> + use<R> {
    let known = Known { id: id(path), source: None, published, fields };
    let file = Arc::new(Named { name: name(path), known });
    read::pieces(reader).map(move |piece| match piece {
        Ok(piece) => Ok(Part { piece, file: file.clone() }),
        Err(error) => Err(error.at(&file.name)),
    })
}

/// All articles of all files that can be read; the first error where none can.
pub fn articles(input: &Articles) -> Result<Gathered> {
    let (mut articles, mut broken) = (Vec::new(), Vec::new());
    let read = |part: Result<Part>| part.map_or_else(|error| vec![Err(error)], |part| part.articles());
    for article in parts(input).flat_map(read) {
        match article {
            Ok(article) => articles.push(article),
            Err(error) => broken.push(error),
        }
    }
    if articles.is_empty() && !broken.is_empty() {
        let last = broken.remove(broken.len() - 1);
        broken.iter().for_each(output::complain);
        return Err(last);
    }
    Ok(Gathered { articles, broken })
}

/// All articles in the bytes of a file, or the first error.
pub fn articles_of(bytes: &[u8], path: &Path, published: Option<NaiveDate>) -> Result<Vec<Article>> {
    let mut articles = Vec::new();
    for part in parts_of(bytes, path, published, Vec::new()) {
        for article in part?.articles() {
            articles.push(article?);
        }
    }
    Ok(articles)
}

/// Gives articles of the same id different ones, since evidence names its article by the id: `report`, `report-2`. Where
/// articles are merged, the coverage does so itself.
pub fn told_apart(mut articles: Vec<Article>) -> Vec<Article> {
    let mut seen: HashSet<String> = HashSet::new();
    for article in &mut articles {
        article.id = free_id(&article.id, |id| seen.contains(id));
        seen.insert(article.id.clone());
    }
    articles
}

/// All bytes of one file, up to `limit`.
pub fn bytes(path: &Path, limit: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut reader = open(path).map_err(|e| e.at(name(path)))?.take(limit as u64 + 1);
    reader.read_to_end(&mut bytes).map_err(|e| unreadable(&e).at(name(path)))?;
    if bytes.len() > limit {
        let said = format!("is longer than {} MB; give one article or itinerary", limit >> 20);
        return Err(Error::new(said).at(name(path)));
    }
    Ok(bytes)
}

/// The itinerary that a file's bytes are; `None` where they are something else.
pub fn itinerary_of(bytes: &[u8], path: &Path) -> Result<Option<Itinerary>> {
    if !read::json::is_itinerary(bytes) {
        return Ok(None);
    }
    read::itinerary::read(bytes).map(Some).map_err(|e| e.at(name(path)))
}

/// The file's name for messages.
pub fn name(path: &Path) -> String {
    if is_standard(path) { "standard input".into() } else { path.display().to_string() }
}

fn id(path: &Path) -> String {
    if is_standard(path) {
        return "stdin".into();
    }
    path.file_stem().map_or_else(|| "article".into(), |stem| stem.to_string_lossy().into_owned())
}

fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    if is_standard(path) {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Error::new("no such file; check the name"),
        io::ErrorKind::PermissionDenied => Error::new("may not be read; check its permissions"),
        _ => unreadable(&error),
    })?;
    if file.metadata().is_ok_and(|data| data.is_dir()) {
        return Err(Error::new("is a folder; name an article in it"));
    }
    Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
}

fn unreadable(error: &io::Error) -> Error {
    Error::new(format!("cannot be read ({error}); check the file"))
}
