//! The words that tell a place name from other names, compiled once: classes of words and the names of peoples.
//!
//! In: `data/lang/en/toponym.tsv`, `given_names.tsv` and `data/gazetteer/demonyms.tsv`. Out: [`Rules`].

use super::gazetteer;
use super::table::{self, Candidate};
use crate::text::phrase::PhraseTable;
use crate::text::{Vocabulary, WordId};

/// A set of the classes that a word belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes(u16);

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
            Land::Named(name) => table::look_up(&super::normal::normalise(name)).next(),
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
    pub(super) peoples: PhraseTable<People>,
    /// "the", "of" and a few more that the code asks for by name.
    pub(super) words: Words,
}

/// Words that the code itself speaks of.
#[derive(Debug)]
pub struct Words {
    pub the: WordId,
    pub of: WordId,
    pub and: WordId,
    pub government: WordId,
}

impl Rules {
    /// Adds the words of the tables to the vocabulary.
    pub fn compile(vocabulary: &mut Vocabulary) -> Rules {
        let mut sorted: Vec<(WordId, Classes)> = Vec::with_capacity(4096);
        for line in include_str!("../../data/lang/en/toponym.tsv").lines().skip(1) {
            if let Some((word, class)) = line.split_once('\t').and_then(|(w, c)| Some((w, Classes::of_name(c)?))) {
                sorted.push((vocabulary.add(word), class));
            }
        }
        let mut lower = String::new();
        for name in include_str!("../../data/lang/en/given_names.tsv").lines().skip(1) {
            lower.clear();
            let name = name.split('\t').next().unwrap_or_default();
            lower.extend(name.chars().flat_map(char::to_lowercase));
            sorted.push((vocabulary.add(&lower), Classes::GIVEN));
        }
        let peoples = peoples(vocabulary);
        let words = Words {
            the: vocabulary.add("the"),
            of: vocabulary.add("of"),
            and: vocabulary.add("and"),
            government: vocabulary.add("government"),
        };
        let mut classes = vec![Classes::default(); vocabulary.len()];
        for (word, class) in sorted {
            classes[word.0 as usize].0 |= class.0;
        }
        Rules { classes, peoples, words }
    }

    /// The classes of a word.
    pub fn classes(&self, word: WordId) -> Classes {
        self.classes.get(word.0 as usize).copied().unwrap_or_default()
    }
}

/// Peoples by their forms; a form of two countries goes to the first of the table that has more inhabitants.
fn peoples(vocabulary: &mut Vocabulary) -> PhraseTable<People> {
    let mut peoples = PhraseTable::default();
    let mut last = None;
    for line in gazetteer::DEMONYMS.lines().skip(1) {
        let mut cells = line.split('\t');
        let (Some(form), Some(iso), Some(kind)) = (cells.next(), cells.next(), cells.next()) else { continue };
        // "U.S." and "Hong Kong" are found as countries.
        if kind == "name" {
            continue;
        }
        // The table goes by country: most rows ask for that of the row before.
        if last.is_none_or(|(code, _)| code != iso) {
            last = table::country_candidate(iso).map(|country| (iso, country));
        }
        let Some((_, country)) = last else { continue };
        let entry = peoples.entry(vocabulary, form);
        let people = People { land: Land::Country(country), adjective: kind != "noun" };
        if entry.is_none_or(|known: People| known.population() < country.population()) {
            *entry = Some(people);
        }
    }
    for (form, place) in
        include_str!("../../data/gazetteer/adjectives.tsv").lines().skip(1).filter_map(|line| line.split_once('\t'))
    {
        *peoples.entry(vocabulary, form) = Some(People { land: Land::Named(place), adjective: true });
    }
    peoples
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_are_names_of_places_are_marked() {
        let mut wrong = Vec::new();
        for line in gazetteer::DEMONYMS.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let &[form, iso, kind] = cells.as_slice() else { panic!("three cells: {line}") };
            let found = table::look_up(&super::super::normal::normalise(form)).next();
            let named = found.is_some_and(|c| c.country() == iso && c.population() > 1000);
            if named != (kind == "name") {
                wrong.push(line);
            }
        }
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn adjectives_name_places() {
        for line in include_str!("../../data/gazetteer/adjectives.tsv").lines().skip(1) {
            let place = line.split_once('\t').map_or("", |(_, place)| place);
            let people = People { land: Land::Named(place), adjective: true };
            assert!(people.land().is_some(), "{line}");
        }
    }
}
