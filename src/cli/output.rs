//! Results to standard output and to files: all of a run or nothing, each file whole or as it was before.
//!
//! Every file is first written beside its target under another name; only when all are there are they renamed.

use crate::error::{Error, Result};
use crate::model::Warning;
use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// The files that a run is to write, in order.
#[derive(Default)]
pub struct Files {
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Files {
    pub fn add(&mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) {
        self.files.push((path.into(), bytes.into()));
    }

    /// Writes them all, making folders where there are none.
    pub fn write(self) -> Result<()> {
        let mut made = Vec::new();
        let written = self.stage(&mut made).and_then(rename);
        if written.is_err() {
            // Folders made for nothing go again; one that is no longer empty stays.
            made.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
        }
        written
    }

    fn stage(&self, made: &mut Vec<PathBuf>) -> Result<Vec<Staged>> {
        self.files.iter().map(|(path, bytes)| stage(path, bytes, made).map_err(|e| e.at(path.display()))).collect()
    }
}

enum Staged {
    Beside(NamedTempFile, PathBuf),
    /// A pipe or device, which cannot be replaced by a file.
    Straight(fs::File, PathBuf, Vec<u8>),
}

fn stage(path: &Path, bytes: &[u8], made: &mut Vec<PathBuf>) -> Result<Staged> {
    match fs::metadata(path) {
        Ok(there) if there.is_dir() => return Err(Error::new("is a folder; name a file")),
        Ok(there) if !there.is_file() => {
            let file = fs::OpenOptions::new().write(true).open(path).map_err(|e| unwritable(&e))?;
            return Ok(Staged::Straight(file, path.into(), bytes.into()));
        }
        _ => {}
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make(folder, made)?;
    let mut builder = Builder::new();
    builder.prefix(".motorcade-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder).map_err(|e| unwritable(&e))?;
    file.write_all(bytes).map_err(|e| unwritable(&e))?;
    Ok(Staged::Beside(file, path.into()))
}

fn rename(staged: Vec<Staged>) -> Result<()> {
    for file in staged {
        let (path, done) = match file {
            Staged::Beside(file, path) => (path.clone(), file.persist(path).map(drop).map_err(|e| e.error)),
            Staged::Straight(mut file, path, bytes) => (path, file.write_all(&bytes)),
        };
        done.map_err(|e| unwritable(&e).at(path.display()))?;
    }
    Ok(())
}

/// Makes a folder and those above it, and notes which were new, outermost first.
fn make(folder: &Path, made: &mut Vec<PathBuf>) -> Result<()> {
    let missing: Vec<&Path> =
        folder.ancestors().take_while(|p| !p.as_os_str().is_empty() && fs::symlink_metadata(p).is_err()).collect();
    for new in missing.into_iter().rev() {
        fs::create_dir(new).map_err(|e| unwritable(&e))?;
        made.push(new.into());
    }
    Ok(())
}

fn unwritable(error: &io::Error) -> Error {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Error::pipe_closed();
    }
    let why = error.to_string();
    let why = why.split(" at path ").next().unwrap_or_default();
    Error::new(format!("cannot be written ({why}); check the folder and its permissions"))
}

/// Writes one result to a file, or to standard output where that is no path or `-`.
pub fn deliver(path: Option<&Path>, bytes: impl Into<Vec<u8>>) -> Result<()> {
    match path.filter(|path| *path != Path::new("-")) {
        None => print_bytes(&bytes.into()),
        Some(path) => {
            let mut files = Files::default();
            files.add(path, bytes);
            files.write()
        }
    }
}

/// Writes to standard output.
pub fn print(text: &str) -> Result<()> {
    print_bytes(text.as_bytes())
}

/// Writes to standard output. A reader that has gone is [`Error::pipe_closed`].
pub fn print_bytes(bytes: &[u8]) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| unwritable(&error).at("standard output"))
}

/// A line on standard error. Where nobody listens there, there is nobody to tell.
pub fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// An error as one line on standard error.
pub fn complain(error: &Error) {
    say(&format!("motorcade: {}", error.to_string().replace(['\n', '\r'], " ")));
}

/// Remarks on articles, one line each on standard error; one that many articles share is told once, with the first of them.
pub fn warn<'a>(warnings: impl Iterator<Item = &'a Warning>) {
    let mut shared: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut line_of: HashMap<&str, usize> = HashMap::new();
    for warning in warnings {
        let line = *line_of.entry(&warning.message).or_insert(shared.len());
        if line == shared.len() {
            shared.push((&warning.message, Vec::new()));
        }
        shared[line].1.extend(warning.article.as_deref());
    }
    for (message, articles) in shared {
        match articles.as_slice() {
            [] => say(&format!("motorcade: warning: {message}")),
            [first, second, third, _, ..] => {
                let others = articles.len() - 3;
                say(&format!("motorcade: warning: {first}, {second}, {third} and {others} more: {message}"));
            }
            few => few.iter().for_each(|article| say(&format!("motorcade: warning: {article}: {message}"))),
        }
    }
}
