//! Files named on the command line, opened and read; their names stand before every error.

use super::arguments::Articles;
pub use super::arguments::Hints;
use super::files;
use super::intake::{self, Broken};
use crate::coverage::free_id;
use crate::error::{Error, Result};
use crate::model::{Article, Itinerary};
use crate::read::{self, Known, Piece, language};
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

    /// The itinerary that it is; `None` where it holds articles.
    pub fn itinerary(&self) -> Option<Result<Itinerary>> {
        self.piece.itinerary().map(|read| read.map_err(|e| e.at(&self.file.name)))
    }
}

/// A file, or a page of the web.
pub enum Source {
    File(PathBuf),
    #[cfg(feature = "fetch")]
    Page(String),
}

/// All that the input names, in its order; an error in the place of a name that stands for nothing.
pub fn sources(input: &Articles) -> Vec<Result<Source>> {
    let files = files::files(&input.articles).into_iter().map(|path| path.map(Source::File));
    #[cfg(feature = "fetch")]
    let files = files.chain(input.url.iter().map(|url| Ok(Source::Page(url.clone()))));
    files.collect()
}

/// The pieces of all sources, one after another. One that cannot be read is an error in its place.
pub fn parts(sources: Vec<Result<Source>>, hints: &Hints) -> impl Iterator<Item = Result<Part>> {
    sources.into_iter().flat_map(move |source| match source.and_then(|source| source_parts(source, hints)) {
        Ok(parts) => parts,
        Err(error) => Box::new(std::iter::once(Err(error))),
    })
}

type Parts = Box<dyn Iterator<Item = Result<Part>>>;

fn source_parts(source: Source, hints: &Hints) -> Result<Parts> {
    match source {
        Source::File(path) => {
            let reader = open(&path).map_err(|e| e.at(name(&path)))?;
            Ok(Box::new(parts_of(reader, &path, hints)))
        }
        #[cfg(feature = "fetch")]
        Source::Page(url) => {
            let page = super::fetch::get(&url).map_err(|e| e.at(&url))?;
            let known = Known { id: page_id(&url), source: Some(url.clone()), ..known(hints) };
            Ok(Box::new(pieces(io::Cursor::new(page), Named { name: url, known })))
        }
    }
}

/// What the last part of an address calls the page.
#[cfg(feature = "fetch")]
fn page_id(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let last = path.split('/').rfind(|part| !part.is_empty()).unwrap_or(path);
    last.split('.').next().unwrap_or(last).to_string()
}

fn parts_of<R: BufRead>(reader: R, path: &Path, hints: &Hints) -> impl Iterator<Item = Result<Part>> + use<R> {
    pieces(reader, Named { name: name(path), known: Known { id: id(path), ..known(hints) } })
}

fn known(hints: &Hints) -> Known {
    Known { published: hints.published, fields: hints.field.clone(), ..Known::default() }
}

fn pieces<R: BufRead>(reader: R, file: Named) -> impl Iterator<Item = Result<Part>> + use<R> {
    let file = Arc::new(file);
    read::pieces(reader).map(move |piece| match piece {
        Ok(piece) => Ok(Part { piece, file: file.clone() }),
        Err(error) => Err(error.at(&file.name)),
    })
}

/// All articles of all files that can be read; the last error where none can.
pub fn articles(input: &Articles) -> Result<(Vec<Article>, Broken)> {
    let mut articles = Vec::new();
    let broken = intake::each(input, Part::articles, |article| {
        articles.push(article);
        Ok(())
    })?;
    let broken = broken.or_nothing(articles.len())?;
    Ok((told_apart(articles), broken))
}

/// All articles in the bytes of a file, or the first error.
pub fn articles_of(bytes: &[u8], path: &Path, hints: &Hints) -> Result<Vec<Article>> {
    let parts = parts_of(bytes, path, hints);
    let read = |part: Result<Part>| part.map_or_else(|error| vec![Err(error)], |part| part.articles());
    parts.flat_map(read).collect()
}

/// Gives articles of the same id different ones, since evidence names its article by the id: `report`, `report-2`. Where
/// articles are merged, the coverage does so itself.
fn told_apart(mut articles: Vec<Article>) -> Vec<Article> {
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
