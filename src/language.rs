//! The languages that are read: one line each, with the embedded tables of its folder in `data/lang`.
//!
//! `data/lang/README.md` tells what each table holds, and how to add a language.

/// The tables of one language, as written.
#[derive(Debug)]
pub struct Tables {
    /// ISO 639-1, the name of the folder.
    pub code: &'static str,
    /// ISO 639-3.
    pub code3: &'static str,
    pub spelling: &'static str,
    pub titles: &'static str,
    pub given_names: &'static str,
    pub people: &'static str,
    pub motion: &'static str,
    pub irregular: &'static str,
    pub words: &'static str,
    pub toponym: &'static str,
    pub places: &'static str,
    pub demonyms: &'static str,
    pub timex: &'static str,
    pub timex_words: &'static str,
    pub chances: &'static str,
    pub page: &'static str,
}

macro_rules! languages {
    ($($code:literal $code3:literal),* $(,)?) => {
        /// All of them; the first is taken where nothing tells the language.
        pub static ALL: [Tables; [$($code),*].len()] = [$(
            Tables {
                code: $code,
                code3: $code3,
                spelling: include_str!(concat!("../data/lang/", $code, "/spelling.tsv")),
                titles: include_str!(concat!("../data/lang/", $code, "/titles.tsv")),
                given_names: include_str!(concat!("../data/lang/", $code, "/given_names.tsv")),
                people: include_str!(concat!("../data/lang/", $code, "/people.tsv")),
                motion: include_str!(concat!("../data/lang/", $code, "/motion.tsv")),
                irregular: include_str!(concat!("../data/lang/", $code, "/irregular.tsv")),
                words: include_str!(concat!("../data/lang/", $code, "/words.tsv")),
                toponym: include_str!(concat!("../data/lang/", $code, "/toponym.tsv")),
                places: include_str!(concat!("../data/lang/", $code, "/places.tsv")),
                demonyms: include_str!(concat!("../data/lang/", $code, "/demonyms.tsv")),
                timex: include_str!(concat!("../data/lang/", $code, "/timex.tsv")),
                timex_words: include_str!(concat!("../data/lang/", $code, "/timex-words.tsv")),
                chances: include_str!(concat!("../data/lang/", $code, "/chances.tsv")),
                page: include_str!(concat!("../data/lang/", $code, "/page.tsv")),
            },
        )*];
    };
}

languages! {
    "en" "eng",
    "fr" "fra",
}

/// The place in [`ALL`] of the language of a BCP 47 tag ("fr", "en-GB"); nothing where it is not read.
pub fn index(tag: &str) -> Option<usize> {
    let code = tag.split(['-', '_']).next().unwrap_or_default();
    ALL.iter().position(|tables| tables.code.eq_ignore_ascii_case(code) || tables.code3.eq_ignore_ascii_case(code))
}

impl Tables {
    /// What stands after the tab in the rows of that name, in a table of names and words.
    pub fn rows(table: &'static str, name: &'static str) -> impl Iterator<Item = &'static str> {
        table.lines().filter_map(|line| line.split_once('\t')).filter(move |(n, _)| *n == name).map(|(_, words)| words)
    }
}
