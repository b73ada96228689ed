//! The tables by which people are found: titles, nations, given names and leaders.

use crate::text::PhraseTable;
use crate::text::vocabulary::{Vocabulary, WordSet};

/// What kind of office a title names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum TitleKind {
    HeadOfState,
    HeadOfGovernment,
    Minister,
    Royal,
    Religious,
    International,
    Envoy,
    Military,
    Legislator,
    Spouse,
    Official,
    /// "Mr.", "Sir", "His Excellency": says nothing of an office.
    #[default]
    Honorific,
}

impl TitleKind {
    fn parse(word: &str) -> Self {
        match word {
            "head_of_state" => TitleKind::HeadOfState,
            "head_of_government" => TitleKind::HeadOfGovernment,
            "minister" => TitleKind::Minister,
            "royal" => TitleKind::Royal,
            "religious" => TitleKind::Religious,
            "international" => TitleKind::International,
            "envoy" => TitleKind::Envoy,
            "military" => TitleKind::Military,
            "legislator" => TitleKind::Legislator,
            "spouse" => TitleKind::Spouse,
            "official" => TitleKind::Official,
            _ => TitleKind::Honorific,
        }
    }

    /// True for offices whose holder can be meant by the title alone.
    pub fn stands_alone(self) -> bool {
        use TitleKind::*;
        matches!(self, HeadOfState | HeadOfGovernment | Minister | Royal | Religious | International | Envoy | Spouse)
    }
}

/// A row of `titles.tsv`.
#[derive(Debug, Clone)]
pub(crate) struct TitleRow {
    /// The usual form: "foreign minister".
    pub form: &'static str,
    pub kind: TitleKind,
    /// The country that alone has this title.
    pub country: Option<&'static str>,
    /// Counts as a title only where it is written with a capital ("General").
    pub capital: bool,
    /// True for "Presidents", "foreign ministers".
    pub plural: bool,
}

/// A name of a country or its people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nation {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// "Russian" as against "Russia".
    pub adjective: bool,
}

/// The compiled tables.
#[derive(Debug, Default)]
pub struct Rules {
    pub(crate) titles: PhraseTable<TitleRow>,
    pub nations: PhraseTable<Nation>,
    pub(crate) given_names: WordSet,
    pub(crate) particles: WordSet,
    pub(crate) modifiers: WordSet,
    pub(crate) stop_words: WordSet,
    pub(crate) not_first: WordSet,
    pub(crate) organisations: WordSet,
    pub(crate) person_verbs: WordSet,
    /// Verbs that other things than people have as their subject too.
    pub(crate) weak_verbs: WordSet,
    /// Words of no name, wherever they stand.
    pub(crate) never: WordSet,
    /// Words before a title that make it mean nobody in particular.
    pub(crate) vague: WordSet,
    /// "wife", "son": who follows shares the surname and is not the same.
    pub(crate) kin: WordSet,
    /// Words of the field that an office has charge of: "Climate Change and Energy".
    pub(crate) portfolio: WordSet,
    /// Letters after a name: "AC", "KBE".
    pub(crate) post_nominals: WordSet,
    /// Short given names with the full one, in lower case.
    pub(crate) nicknames: Vec<(Box<str>, Box<str>)>,
    pub(crate) articles: WordSet,
    pub(crate) formal_states: WordSet,
    pub(crate) he: WordSet,
    pub(crate) she: WordSet,
    pub(crate) female_titles: WordSet,
    pub(crate) of_for: WordSet,
    pub(crate) and: WordSet,
    pub(crate) the: WordSet,
    pub(crate) spoken_of: WordSet,
}

/// What the tables are made of: the text of the embedded files, and the nations that the gazetteer knows.
pub struct Sources<'a> {
    pub titles: &'static str,
    pub given_names: &'a str,
    pub words: &'a str,
    /// Phrase, ISO code, whether it is an adjective or demonym.
    pub nations: Vec<(&'a str, &'a str, bool)>,
}

impl Rules {
    /// Compiles the tables, adding their words to the vocabulary.
    pub fn compile(vocabulary: &mut Vocabulary, sources: Sources) -> Self {
        let mut rules = Rules::default();
        for (name, country, adjective) in sources.nations {
            rules.nations.add(vocabulary, name, Nation { country: country.into(), adjective });
        }
        rules.add_titles(vocabulary, sources.titles);
        for name in sources.given_names.lines().filter(|l| !l.starts_with('#')) {
            let name = name.split('\t').next().unwrap_or("").trim();
            if !name.is_empty() {
                let word = vocabulary.add(&name.to_lowercase());
                rules.given_names.insert(word);
            }
        }
        rules.add_words(vocabulary, sources.words);
        rules
    }

    fn add_titles(&mut self, vocabulary: &mut Vocabulary, table: &'static str) {
        for line in table.lines().skip(1) {
            let cells: Vec<&'static str> = line.split('\t').collect();
            let [title, form, kind, country, case] = cells[..] else { continue };
            let row = TitleRow {
                form,
                kind: TitleKind::parse(kind),
                country: (!country.is_empty()).then_some(country),
                capital: case == "capital",
                plural: false,
            };
            self.titles.add(vocabulary, title, row.clone());
            if title.contains('-') {
                self.titles.add(vocabulary, &title.replace('-', " "), row.clone());
            }
            if row.kind != TitleKind::Honorific {
                self.titles.add(vocabulary, &plural(title), TitleRow { plural: true, ..row });
            }
        }
    }

    /// Reads the word lists of `people.tsv`: a set's name and its words.
    fn add_words(&mut self, vocabulary: &mut Vocabulary, table: &str) {
        for line in table.lines() {
            let Some((set, words)) = line.split_once('\t') else { continue };
            if set == "nickname" {
                let pairs = words.split_whitespace().filter_map(|w| w.split_once(':'));
                self.nicknames = pairs.map(|(short, full)| (short.into(), full.into())).collect();
                continue;
            }
            if set == "body" {
                // Unions that have presidents, envoys and commissioners as countries have.
                for (name, code) in words.split_whitespace().filter_map(|w| w.split_once(':')) {
                    self.nations.add(
                        vocabulary,
                        &name.replace('_', " "),
                        Nation { country: code.into(), adjective: false },
                    );
                }
                continue;
            }
            let target = match set {
                "particle" => &mut self.particles,
                "modifier" => &mut self.modifiers,
                "stop" => &mut self.stop_words,
                "not_first" => &mut self.not_first,
                "organisation" => &mut self.organisations,
                "person_verb" => &mut self.person_verbs,
                "weak_verb" => &mut self.weak_verbs,
                "never" => &mut self.never,
                "kin" => &mut self.kin,
                "vague" => &mut self.vague,
                "portfolio" => &mut self.portfolio,
                "post_nominal" => &mut self.post_nominals,
                "article" => &mut self.articles,
                "formal_state" => &mut self.formal_states,
                "he" => &mut self.he,
                "she" => &mut self.she,
                "female_title" => &mut self.female_titles,
                "of" => &mut self.of_for,
                "and" => &mut self.and,
                "the" => &mut self.the,
                "spoken_of" => &mut self.spoken_of,
                _ => continue,
            };
            for word in words.split_whitespace() {
                target.insert(vocabulary.add(word));
            }
        }
    }
}

/// "VI" in "Felipe VI".
pub(crate) fn is_numeral(word: &str) -> bool {
    !word.is_empty() && word.len() < 6 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// "foreign minister" → "foreign ministers"; "secretary of state" → "secretaries of state".
fn plural(title: &str) -> String {
    let (head, rest) = title.split_once(" of ").map_or((title, String::new()), |(h, r)| (h, format!(" of {r}")));
    match head.strip_suffix('y') {
        Some(stem) => format!("{stem}ies{rest}"),
        None => format!("{head}s{rest}"),
    }
}
