//! Cuts the label fonts down to the letters that place names and dates need.
//!
//! In: the faces of Debian's package `fonts-noto-core`, unpacked below the packages' folder or installed, and the
//! command `pyftsubset` of fonttools. Out: `data/fonts/*.ttf`, unhinted, with kerning and combining marks. The licence
//! beside them, `OFL.txt`, is kept by hand.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the package keeps its faces, below the root of the file system.
const PACKAGE_FOLDER: &str = "usr/share/fonts/truetype/noto";

/// Latin with the letters of Vietnamese, romanised Arabic, Indic and Chinese, and of the African alphabets; monotonic
/// Greek; Cyrillic of all the Russian federation and Central Asia; punctuation, fractions, currency.
const LETTERS: &str = "U+0020-007E,U+00A0-024F,U+0250-02AF,U+02B0-02DD,U+0300-0304,U+0306-030C,U+0312,U+031B,\
    U+0323-0328,U+032D,U+032E,U+0331,U+0384-03CE,U+0400-045F,U+0462,U+0463,U+0472-0475,U+048A-04FF,U+1E00-1EFF,\
    U+2002-200F,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032,U+2033,U+2039,U+203A,U+2044,\
    U+2070-208E,U+20A0-20BF,U+2113,U+2116,U+2122,U+2150-215E,U+FB01,U+FB02,U+FFFD";

/// What the text faces lack.
const SYMBOLS: &str = "U+2190-2199,U+2212,U+221E,U+2248,U+2260,U+2264,U+2265";

/// Source face, target file, characters.
const FACES: &[(&str, &str, &str)] = &[
    ("NotoSans-Regular.ttf", "regular.ttf", LETTERS),
    ("NotoSans-Bold.ttf", "bold.ttf", LETTERS),
    ("NotoSans-Italic.ttf", "italic.ttf", LETTERS),
    ("NotoSansMath-Regular.ttf", "symbols.ttf", SYMBOLS),
];

pub fn build(packages: &Path, data: &Path) -> Result<(), String> {
    let folder = source_folder(packages)?;
    let fonts = data.join("fonts");
    std::fs::create_dir_all(&fonts).map_err(|error| format!("{}: {error}", fonts.display()))?;
    FACES
        .iter()
        .try_for_each(|(source, target, characters)| subset(&folder.join(source), &fonts.join(target), characters))
}

fn source_folder(packages: &Path) -> Result<PathBuf, String> {
    [packages.join("fonts-noto-core"), PathBuf::from("/")]
        .into_iter()
        .map(|root| root.join(PACKAGE_FOLDER))
        .find(|folder| folder.join(FACES[0].0).is_file())
        .ok_or_else(|| format!("{PACKAGE_FOLDER}: not found; install or unpack Debian's fonts-noto-core"))
}

fn subset(source: &Path, target: &Path, characters: &str) -> Result<(), String> {
    let status = Command::new("pyftsubset")
        .arg(source)
        .arg(format!("--output-file={}", target.display()))
        .arg(format!("--unicodes={characters}"))
        .arg("--layout-features=ccmp,locl,mark,kern")
        .arg("--no-hinting")
        .arg("--name-IDs=0,1,2,3,4,5,6,7,8,9,13,14")
        .status()
        .map_err(|error| format!("pyftsubset: {error}; install fonttools"))?;
    if status.success() { Ok(()) } else { Err(format!("pyftsubset failed on {}", source.display())) }
}
