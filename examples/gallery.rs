//! Draws the pictures of `output/gallery` anew, each from the itinerary beside it: `cargo run --example gallery`.
//!
//! With the name of a folder as argument it also writes PNG files there, to be looked at.

use motorcade::model::{Scene, theme};
use motorcade::{days, error, map, read, render};
use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let looked_at = std::env::args().nth(1).map(PathBuf::from);
    for (path, scene) in scenes().expect("the gallery is drawn") {
        let svg = render::svg(&scene);
        println!("{:>7} bytes  {}", svg.len(), path.display());
        fs::write(&path, svg).expect("the picture is written");
        if let (Some(folder), Some(name)) = (&looked_at, path.parent().and_then(Path::file_name)) {
            let png = render::png(&scene, None).expect("the picture is drawn");
            fs::write(folder.join(name).with_extension("png"), png).expect("the picture is written");
        }
    }
}

/// Every picture of the gallery, with the file that it belongs in.
pub fn scenes() -> error::Result<Vec<(PathBuf, Scene)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("output/gallery");
    let table = include_str!("../output/gallery/gallery.tsv");
    let rows = table.lines().filter(|row| !row.starts_with('#'));
    rows.map(|row| scene(&root, &row.split('\t').collect::<Vec<_>>())).collect()
}

fn scene(root: &Path, row: &[&str]) -> error::Result<(PathBuf, Scene)> {
    let [name, kind, preset, theme] = row else { return Err(error::Error::new("a row of gallery.tsv is not whole")) };
    let folder = root.join(name);
    let json = fs::read(folder.join("itinerary.json")).map_err(|e| error::Error::new(e.to_string()).at(name))?;
    let itinerary = read::itinerary::read(&json).map_err(|e| e.at(name))?;
    let theme = theme::by_name(theme).ok_or_else(|| error::Error::new("has no such theme").at(name))?;
    let scene = match *kind {
        "days" => days::draw(&itinerary, &days::Options { theme, ..days::Options::default() })?,
        _ => map::draw(&itinerary, &map::Options { theme, ..map::Options::default().preset(preset)? })?,
    };
    Ok((folder.join(format!("{kind}.svg")), scene))
}
