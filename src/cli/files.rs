//! Files, folders and patterns of the command line to the files they stand for, in an order that is the same everywhere.

use super::input::name;
use crate::error::{Error, Result};
use std::path::{Path, PathBuf};

/// Endings of files that are read from folders; saved pages bring pictures and scripts along.
const ENDINGS: [&str; 14] =
    ["txt", "text", "md", "markdown", "html", "htm", "xhtml", "json", "jsonl", "ndjson", "xml", "rss", "atom", "eml"];
/// Folders are looked into so many levels deep.
const DEEPEST: usize = 32;

/// All files that these names stand for; an error in the place of a name that stands for none.
pub fn files(names: &[PathBuf]) -> Vec<Result<PathBuf>> {
    names.iter().flat_map(|path| files_of(path)).collect()
}

fn files_of(path: &Path) -> Vec<Result<PathBuf>> {
    let found = if path.is_dir() {
        let mut found = Vec::new();
        collect(path, DEEPEST, &mut found);
        found
    } else if is_pattern(path) {
        matching(path)
    } else {
        return vec![Ok(path.to_path_buf())];
    };
    if found.is_empty() {
        let endings = ENDINGS.join(", ");
        let said = format!("stands for no article; files ending in {endings} are read from folders and by patterns");
        return vec![Err(Error::new(said).at(name(path)))];
    }
    found.into_iter().map(Ok).collect()
}

/// Where the shell does not do it: a name that is no file and has one of the marks of a pattern.
fn is_pattern(path: &Path) -> bool {
    path.to_str().is_some_and(|name| name.contains(['*', '?', '['])) && !path.exists()
}

fn matching(pattern: &Path) -> Vec<PathBuf> {
    let paths = pattern.to_str().and_then(|pattern| glob::glob(pattern).ok());
    let mut found: Vec<PathBuf> = paths.into_iter().flatten().flatten().filter(|path| path.is_file()).collect();
    found.sort();
    found
}

/// The articles in a folder and those below, by name; hidden ones are left out.
fn collect(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let hidden = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    for path in paths.into_iter().filter(|path| !hidden(path)) {
        if path.is_dir() {
            collect(&path, depth, found);
        } else if path.extension().is_some_and(|end| ENDINGS.iter().any(|e| end.eq_ignore_ascii_case(e))) {
            found.push(path);
        }
    }
}
