//! The words that tell a place name from other names, compiled once: classes of words and the names of peoples.
//!
//! In: `toponym.tsv`, `given_names.tsv`, `demonyms.tsv` and `places.tsv` of a language. Out: [`Rules`].

use super::gazetteer::{self, PeopleKind};
use super::normal;
use super::table::{self, Candidate};
use crate::language::Tables;
use crate::text::phrase::PhraseTable;
use crate::text::{Document, Vocabulary, WordId};

/// A set of the classes that a word belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes(u32);

impl Classes {
    /// A given name of persons.
    pub const GIVEN: Classes = Classes(1);
    /// An office or form of address that stands before a person's name.
    pub const TITLE: Classes = Classes(2);
    /// The word that makes a name with a place in it the name of an organisation or event.
    pub const ORGANISATION: Classes = Classes(4);
    /// The word that makes a name that of a street, river, county or building.
    pub const THING: Classes = Classes(8);
    /// The kind of place that a name belongs to ("the town of").
    pub const AREA: Classes = Classes(16);
    /// A word after which a place is likely.
    pub const IN: Classes = Classes(32);
    /// A verb by which a state speaks or acts.
    pub const SPEECH: Classes = Classes(64);
    /// A word that is far more often not a name at all.
    pub const COMMON: Classes = Classes(128);
    /// A thing that stands in the town whose name it bears ("Hanoi Airport").
    pub const BUILDING: Classes = Classes(256);
    /// A word after which an adjective of nationality was a language or a noun.
    pub const SMALL: Classes = Classes(1 << 9);
    /// "the", "of", "and", "government".
    pub const DEFINITE: Classes = Classes(1 << 10);
    pub const OF: Classes = Classes(1 << 11);
    pub const AND: Classes = Classes(1 << 12);
    pub const GOVERNMENT: Classes = Classes(1 << 13);
    /// Before a preposition it says that an agency follows: "according".
    pub const SOURCE: Classes = Classes(1 << 14);
    /// An office or body of a state or province rather than of a town.
    pub const OFFICE: Classes = Classes(1 << 15);
    /// Kinds of places: "the state of", "the city of", "the capital of".
    pub const STATE: Classes = Classes(1 << 16);
    pub const TOWN: Classes = Classes(1 << 17);
    pub const CAPITAL: Classes = Classes(1 << 18);
    /// An area after its name: "Karak district".
    pub const PROVINCE: Classes = Classes(1 << 19);
    /// A preposition between a town and the land that it lies in, and the words after it: "in northern".
    pub const WITHIN: Classes = Classes(1 << 20);
    pub const DIRECTION: Classes = Classes(1 << 21);
    /// A preposition that leads to the land after a comma: "Abidjan, en Côte d'Ivoire".
    pub const WITHIN_COMMA: Classes = Classes(1 << 24);
    /// A particle in small letters with which a name begins: "al".
    pub const ARTICLE: Classes = Classes(1 << 22);
    /// After a name it makes that no place: "format".
    pub const NO_PLACE: Classes = Classes(1 << 23);

    /// The union of two sets.
    pub const fn or(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// True where the sets share a class.
    pub fn has(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    fn of_name(name: &str) -> Option<Classes> {
        Some(match name {
            "title" => Classes::TITLE,
            "organisation" => Classes::ORGANISATION,
            "thing" => Classes::THING,
            "area" => Classes::AREA,
            "in" => Classes::IN,
            "speech" => Classes::SPEECH,
            "common" => Classes::COMMON,
            "building" => Classes::BUILDING,
            "small" => Classes::SMALL,
            "definite" => Classes::DEFINITE,
            "of" => Classes::OF,
            "and" => Classes::AND,
            "government" => Classes::GOVERNMENT,
            "source" => Classes::SOURCE,
            "office" => Classes::OFFICE,
            "state" => Classes::STATE,
            "town" => Classes::TOWN,
            "capital" => Classes::CAPITAL,
            "province" => Classes::PROVINCE,
            "within" => Classes::WITHIN,
            "direction" => Classes::DIRECTION,
            "within-comma" => Classes::WITHIN_COMMA,
            "article" => Classes::ARTICLE,
            "no-place" => Classes::NO_PLACE,
            _ => return None,
        })
    }
}

/// The name of a people or its adjective.
#[derive(Debug, Clone, Copy)]
pub struct People {
    land: Land,
    /// Can stand before a noun ("Russian"), as against "Russians".
    pub adjective: bool,
}

/// Whose people it is.
#[derive(Debug, Clone, Copy)]
enum Land {
    /// A country of today.
    Country(Candidate),
    /// A region or continent by its name, looked up only when a text names its people: start-up must not walk the table.
    Named(&'static str),
}

impl People {
    /// The country of today, or the region or continent.
    pub fn land(&self) -> Option<Candidate> {
        match self.land {
            Land::Country(country) => Some(country),
            Land::Named(name) => table::look_up(&normal::normalise(name)).next(),
        }
    }

    fn population(&self) -> u32 {
        match self.land {
            Land::Country(country) => country.population(),
            Land::Named(_) => 0,
        }
    }
}

/// Everything that [`super::find`] needs besides the gazetteer.
#[derive(Debug)]
pub struct Rules {
    classes: Vec<Classes>,
    /// Words that count only as the table writes them, sorted: "state" but not "State".
    written: Vec<(&'static str, Classes)>,
    /// Endings of directions: "southeastern".
    direction_endings: Vec<&'static str>,
    pub(super) peoples: PhraseTable<People>,
    /// The peoples of the table that are written in small letters: "allemand".
    pub(super) small_peoples: bool,
    /// Names that the language has for places, as values of the table of names.
    pub(super) exonyms: PhraseTable<u64>,
}

impl Rules {
    /// Adds the words of the tables to the vocabulary.
    pub fn compile(vocabulary: &mut Vocabulary, tables: &Tables) -> Rules {
        let mut sorted: Vec<(WordId, Classes)> = Vec::with_capacity(4096);
        let (mut written, mut direction_endings) = (Vec::new(), Vec::new());
        for (word, class) in tables.toponym.lines().skip(1).filter_map(|line| line.split_once('\t')) {
            match class.strip_prefix('=') {
                Some("direction-ending") => direction_endings.push(word),
                Some(class) => written.extend(Classes::of_name(class).map(|class| (word, class))),
                None => sorted.extend(Classes::of_name(class).map(|class| (vocabulary.add(word), class))),
            }
        }
        let mut lower = String::new();
        for name in tables.given_names.lines().skip(1) {
            lower.clear();
            let name = name.split('\t').next().unwrap_or_default();
            lower.extend(name.chars().flat_map(char::to_lowercase));
            sorted.push((vocabulary.add(&lower), Classes::GIVEN));
        }
        let peoples = peoples(vocabulary, tables);
        let exonyms = exonyms(vocabulary, tables);
        let mut classes = vec![Classes::default(); vocabulary.len()];
        for (word, class) in sorted {
            classes[word.0 as usize].0 |= class.0;
        }
        written.sort_unstable_by_key(|(word, _)| *word);
        let small_peoples = gazetteer::peoples(tables).any(|p| p.form.starts_with(char::is_lowercase));
        Rules { classes, written, direction_endings, peoples, small_peoples, exonyms }
    }

    /// The classes of a token, those that it has only as it is written among them.
    pub fn written(&self, document: &Document, token: usize) -> Classes {
        let word = document.str(token);
        let from = self.written.partition_point(|(w, _)| *w < word);
        let same = self.written[from..].iter().take_while(|(w, _)| *w == word);
        same.fold(self.classes(document.word(token)), |all, (_, class)| all.or(*class))
    }

    /// "northern", "southeastern".
    pub fn is_direction(&self, document: &Document, token: usize) -> bool {
        self.written(document, token).has(Classes::DIRECTION)
            || self.direction_endings.iter().any(|end| document.str(token).ends_with(end))
    }

    /// The classes of a word.
    pub fn classes(&self, word: WordId) -> Classes {
        self.classes.get(word.0 as usize).copied().unwrap_or_default()
    }
}

/// Peoples by their forms; a form of two countries goes to the first of the table that has more inhabitants.
fn peoples(vocabulary: &mut Vocabulary, tables: &Tables) -> PhraseTable<People> {
    let mut peoples = PhraseTable::default();
    let mut last = None;
    for row in gazetteer::peoples(tables) {
        let adjective = row.kind != PeopleKind::Noun;
        match row.kind {
            // "U.S." and "Hong Kong" are found as countries.
            PeopleKind::Name => continue,
            PeopleKind::Region => {
                *peoples.entry(vocabulary, row.form) = Some(People { land: Land::Named(row.land), adjective });
                continue;
            }
            PeopleKind::Noun | PeopleKind::Both => {}
        }
        // The table goes by country: most rows ask for that of the row before.
        if last.is_none_or(|(code, _)| code != row.land) {
            last = table::country_candidate(row.land).map(|country| (row.land, country));
        }
        let Some((_, country)) = last else { continue };
        let entry = peoples.entry(vocabulary, row.form);
        let people = People { land: Land::Country(country), adjective };
        if entry.is_none_or(|known: People| known.population() < country.population()) {
            *entry = Some(people);
        }
    }
    peoples
}

/// The names that the language has for places of the gazetteer.
fn exonyms(vocabulary: &mut Vocabulary, tables: &Tables) -> PhraseTable<u64> {
    let mut exonyms = PhraseTable::default();
    for (name, usual) in gazetteer::exonyms(tables) {
        let value = table::names().get(normal::normalise(usual)).map(|value| value.value());
        if let Some(value) = value {
            exonyms.add(vocabulary, name, value);
        }
    }
    exonyms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::ALL;

    #[test]
    fn forms_that_are_names_of_places_are_marked() {
        let mut wrong = Vec::new();
        for row in gazetteer::peoples(&ALL[0]).filter(|row| row.kind != PeopleKind::Region) {
            let found = table::look_up(&normal::normalise(row.form)).next();
            let named = found.is_some_and(|c| c.country() == row.land && c.population() > 1000);
            if named != (row.kind == PeopleKind::Name) {
                wrong.push(row.form);
            }
        }
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn adjectives_name_places() {
        for row in ALL.iter().flat_map(gazetteer::peoples).filter(|row| row.kind == PeopleKind::Region) {
            let people = People { land: Land::Named(row.land), adjective: true };
            assert!(people.land().is_some(), "{}", row.form);
        }
    }
}
