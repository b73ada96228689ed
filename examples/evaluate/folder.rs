//! Folders of annotated articles: `ID.json` each, or `ID/article.json` with `ID/expected.json`.

use super::score::Annotated;
use md5::{Digest, Md5};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Rules and weights are made with the articles worked with, and judged by those kept aside.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Worked,
    Aside,
}

/// The annotated articles of the folder by id, with the bytes that hold the text.
pub fn annotated(folder: &Path, wanted: Option<Part>) -> Result<BTreeMap<String, (Annotated, Vec<u8>)>, String> {
    let mut gold = BTreeMap::new();
    for (article, annotation) in files(folder)? {
        let named = if article == annotation { &article } else { article.parent().unwrap_or(&article) };
        let id = named.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if wanted.is_some_and(|wanted| wanted != part(&id)) {
            continue;
        }
        let read = |path: &Path| std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()));
        let annotated =
            serde_json::from_slice(&read(&annotation)?).map_err(|e| format!("{}: {e}", annotation.display()))?;
        gold.insert(id, (annotated, read(&article)?));
    }
    if gold.is_empty() { Err(format!("{}: no annotated article in it", folder.display())) } else { Ok(gold) }
}

/// The files of article and annotation: `ID.json` is both, `ID/` holds `article.json` and `expected.json`.
fn files(folder: &Path) -> Result<Vec<(PathBuf, PathBuf)>, String> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let of = |path: PathBuf| {
        if path.is_dir() {
            Some((path.join("article.json"), path.join("expected.json"))).filter(|(a, e)| a.is_file() && e.is_file())
        } else {
            path.extension().is_some_and(|e| e == "json").then(|| (path.clone(), path))
        }
    };
    Ok(entries.filter_map(|entry| of(entry.ok()?.path())).collect())
}

/// 256 leaves 1 when divided by 3, so the sum of the bytes leaves what the whole number does.
pub fn part(id: &str) -> Part {
    let sum: u32 = Md5::digest(id.as_bytes()).iter().map(|byte| u32::from(*byte)).sum();
    if sum.is_multiple_of(3) { Part::Aside } else { Part::Worked }
}
