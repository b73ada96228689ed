//! Rebuilds the embedded data from unpacked packages; never run by a build.
//!
//! `datagen gazetteer|basemap|fonts|leaders|all PACKAGES_DIR`. In: the packages that `data/SOURCES.tsv` names, unpacked below
//! PACKAGES_DIR. Out: the built files below `data/`, the same bytes each time.

use std::path::Path;
use std::process::ExitCode;

#[path = "datagen/basemap.rs"]
mod basemap;
#[path = "datagen/fonts.rs"]
mod fonts;
#[path = "datagen/gazetteer.rs"]
mod gazetteer;
#[path = "datagen/leaders.rs"]
mod leaders;

/// Builds one part of the data: from the packages' folder, into the data folder.
type Build = fn(packages: &Path, data: &Path) -> Result<(), String>;

/// The parts, in the order in which `all` builds them.
const PARTS: &[(&str, Build)] = &[
    ("gazetteer", gazetteer::build),
    ("basemap", basemap::build),
    ("fonts", fonts::build),
    ("leaders", leaders::build),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let [part, packages] = arguments.as_slice() else {
        eprintln!(
            "datagen: say which part to build and from where: datagen gazetteer|basemap|fonts|leaders|all PACKAGES_DIR"
        );
        return ExitCode::from(2);
    };
    let chosen: Vec<_> = PARTS.iter().filter(|(name, _)| part == "all" || part == name).collect();
    if chosen.is_empty() {
        eprintln!("datagen: there is no part `{part}`: give gazetteer, basemap, fonts, leaders or all");
        return ExitCode::from(2);
    }
    for (name, build) in chosen {
        if let Err(message) = build(Path::new(packages), &data) {
            eprintln!("datagen {name}: {message}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
