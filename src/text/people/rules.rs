//! The tables by which people are found: titles, nations, given names and leaders.

use crate::language::Tables;
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
    /// Written in small letters, as an adjective that follows its noun: "le président allemand".
    pub small: bool,
}

/// Titles and offices in their usual forms, as a list of `people.tsv` gives them.
#[derive(Debug, Default)]
pub struct FormList(Vec<Box<str>>);

impl FormList {
    fn read(words: &str) -> Self {
        FormList(words.split_whitespace().map(|w| w.replace('_', " ").into()).collect())
    }

    pub fn has(&self, form: &str) -> bool {
        self.0.iter().any(|f| **f == *form)
    }

    /// True where a form of several words begins with one of the list.
    pub fn opens(&self, form: &str) -> bool {
        self.iter().any(|word| form.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
    }

    /// True where one of the list stands in a form.
    pub fn within(&self, form: &str) -> bool {
        self.iter().any(|word| form.contains(word))
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|f| &**f)
    }
}

/// Forms that say more than their kind does; one row `form_NAME` of `people.tsv` each.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    /// Nouns too common to mean somebody without a country: "the general".
    pub common: FormList,
    /// Titles that belong to the name: "King", "Pope".
    pub prefix: FormList,
    pub sovereign: FormList,
    pub pontiff: FormList,
    /// "head of state", whatever the office is called.
    pub state: FormList,
    /// "leader", head of state or government.
    pub leader: FormList,
    pub monarch: FormList,
    /// First words of lesser offices: "deputy".
    pub lesser: FormList,
    /// "former".
    pub past: FormList,
    /// "acting", "interim".
    pub acting: FormList,
    /// "of" in "prince of ...".
    pub extended: FormList,
    /// Offices of which a country has one, so that the article and a capital are enough.
    pub unique: FormList,
    pub consort: FormList,
    /// Titles of those who travel with a leader.
    pub companion: FormList,
    pub office_state: FormList,
    pub office_leader: FormList,
    /// Offices whose holder is known by surname alone.
    pub office_known: FormList,
    /// Words of lesser offices whose holder is, inside a sentence.
    pub office_portfolio: FormList,
}

impl Forms {
    fn list(&mut self, name: &str) -> Option<&mut FormList> {
        Some(match name {
            "common" => &mut self.common,
            "prefix" => &mut self.prefix,
            "sovereign" => &mut self.sovereign,
            "pontiff" => &mut self.pontiff,
            "state" => &mut self.state,
            "leader" => &mut self.leader,
            "monarch" => &mut self.monarch,
            "lesser" => &mut self.lesser,
            "past" => &mut self.past,
            "acting" => &mut self.acting,
            "extended" => &mut self.extended,
            "unique" => &mut self.unique,
            "companion" => &mut self.companion,
            "consort" => &mut self.consort,
            "office_state" => &mut self.office_state,
            "office_leader" => &mut self.office_leader,
            "office_known" => &mut self.office_known,
            "office_portfolio" => &mut self.office_portfolio,
            _ => return None,
        })
    }
}

/// The compiled tables.
#[derive(Debug, Default)]
pub struct Rules {
    pub(crate) titles: PhraseTable<TitleRow>,
    pub nations: PhraseTable<Nation>,
    pub(crate) given_names: WordSet,
    /// Those of women alone.
    pub(crate) female_names: WordSet,
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
    /// Pronouns that mean a man or a woman alike: "son".
    pub(crate) either: WordSet,
    /// Words right after which a pronoun means nobody: "il faut".
    pub(crate) impersonal: WordSet,
    pub(crate) female_titles: WordSet,
    pub(crate) and: WordSet,
    pub(crate) the: WordSet,
    /// Prepositions that hold the article: "au ministre".
    pub(crate) contracted: WordSet,
    pub(crate) spoken_of: WordSet,
    pub(crate) forms: Forms,
    /// "the", as against a possessive.
    pub(crate) definite: WordSet,
    /// "of", between a title and whose it is.
    pub(crate) of: WordSet,
    /// "to", "for": where an envoy is sent.
    pub(crate) sent: WordSet,
    /// Prepositions before the field of an office.
    pub(crate) field_of: WordSet,
    /// Modifiers that make an office one of the past.
    pub(crate) past_office: WordSet,
    /// "Jr.", "Sr."
    pub(crate) junior: WordSet,
    /// "Excellency" after "his".
    pub(crate) honour: WordSet,
    /// Words that open a clause with a subject of its own.
    pub(crate) clause: WordSet,
    pub(crate) him: WordSet,
    /// "visitor", "guest": after the article, whom the text is about.
    pub(crate) described: WordSet,
    /// "leader", "chief" of a party or a movement.
    pub(crate) heads_party: WordSet,
    /// Prepositions that make what they govern the topic, at the head of a sentence: "For X".
    pub(crate) topical: WordSet,
    /// "Mr.": never inside a name.
    pub(crate) mister: WordSet,
    pub(crate) old: WordSet,
    pub(crate) years: WordSet,
    /// Adjectives that follow an office: "ministre sortant".
    pub(crate) after_title: WordSet,
    /// Particles that are common words too.
    pub(crate) loose_particle: WordSet,
    plural: Plural,
}

impl Rules {
    /// Compiles the tables of a language, adding their words to the vocabulary.
    ///
    /// `nations` are those that the gazetteer knows: phrase, ISO code, whether it is an adjective or demonym.
    pub fn compile<'a>(
        vocabulary: &mut Vocabulary,
        tables: &Tables,
        nations: impl Iterator<Item = (&'a str, &'a str, bool)>,
    ) -> Self {
        let mut rules = Rules::default();
        for (name, country, adjective) in nations {
            let small = adjective && name.starts_with(char::is_lowercase);
            rules.nations.add(vocabulary, name, Nation { country: country.into(), adjective, small });
        }
        rules.plural = Plural::read(tables.people);
        rules.add_titles(vocabulary, tables.titles);
        for name in tables.given_names.lines().filter(|l| !l.starts_with('#')) {
            let (name, gender) = name.split_once('\t').unwrap_or((name, ""));
            let name = name.trim();
            if !name.is_empty() {
                let word = vocabulary.add(&name.to_lowercase());
                rules.given_names.insert(word);
                if gender == "f" {
                    rules.female_names.insert(word);
                }
            }
        }
        rules.add_words(vocabulary, tables.people);
        rules
    }

    fn add_titles(&mut self, vocabulary: &mut Vocabulary, table: &'static str) {
        for line in table.lines().skip(1) {
            let cells: Vec<&'static str> = line.split('\t').collect();
            let [title, form, kind, country, case, ..] = cells[..] else { continue };
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
                let plural = cells.get(5).map_or_else(|| self.plural.of(title), |plural| plural.to_string());
                self.titles.add(vocabulary, &plural, TitleRow { plural: true, ..row });
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
            if let Some(list) = set.strip_prefix("form_").and_then(|name| self.forms.list(name)) {
                *list = FormList::read(words);
                continue;
            }
            if set == "body" {
                // Unions that have presidents, envoys and commissioners as countries have.
                for (name, code) in words.split_whitespace().filter_map(|w| w.split_once(':')) {
                    self.nations.add(
                        vocabulary,
                        &name.replace('_', " "),
                        Nation { country: code.into(), adjective: false, small: false },
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
                "contracted" => &mut self.contracted,
                "either" => &mut self.either,
                "impersonal" => &mut self.impersonal,
                "female_title" => &mut self.female_titles,
                "definite" => &mut self.definite,
                "of" => &mut self.of,
                "sent" => &mut self.sent,
                "field_of" => &mut self.field_of,
                "past_office" => &mut self.past_office,
                "junior" => &mut self.junior,
                "honour" => &mut self.honour,
                "clause" => &mut self.clause,
                "him" => &mut self.him,
                "described" => &mut self.described,
                "heads_party" => &mut self.heads_party,
                "topical" => &mut self.topical,
                "mister" => &mut self.mister,
                "old" => &mut self.old,
                "years" => &mut self.years,
                "after_title" => &mut self.after_title,
                "loose_particle" => &mut self.loose_particle,
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

/// How titles are put in the plural: rows `plural_NAME` of `people.tsv`.
#[derive(Debug, Default)]
struct Plural {
    /// Words before which the noun stands: "of" in "secretary of state".
    before: Vec<&'static str>,
    /// Endings and what takes their place, the first that fits: "y:ies", ":s".
    endings: Vec<(&'static str, &'static str)>,
    /// Each word of the noun takes the ending, as adjectives do in French.
    each: bool,
}

impl Plural {
    fn read(table: &'static str) -> Self {
        let words = |name| Tables::rows(table, name).flat_map(str::split_whitespace);
        Plural {
            before: words("plural_before").collect(),
            endings: words("plural_ending").filter_map(|w| w.split_once(':')).collect(),
            each: words("plural_each").next().is_some(),
        }
    }

    /// "foreign minister" → "foreign ministers"; "secretary of state" → "secretaries of state".
    fn of(&self, title: &str) -> String {
        // "d'état" begins with the word itself.
        let opens = |rest: &str| {
            self.before.iter().any(|b| match rest.strip_prefix(b) {
                Some(after) => after.starts_with(' ') || b.ends_with('\''),
                None => false,
            })
        };
        let noun = title.match_indices(' ').map(|(at, _)| at).find(|at| opens(&title[at + 1..])).unwrap_or(title.len());
        let (head, rest) = title.split_at(noun);
        match self.each {
            true => head.split(' ').map(|word| self.word(word)).collect::<Vec<_>>().join(" ") + rest,
            false => self.word(head) + rest,
        }
    }

    fn word(&self, word: &str) -> String {
        let fitting = self.endings.iter().find_map(|(end, plural)| Some((word.strip_suffix(end)?, plural)));
        fitting.map_or_else(|| word.to_string(), |(stem, plural)| format!("{stem}{plural}"))
    }
}
