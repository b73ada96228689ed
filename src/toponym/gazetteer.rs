//! Looks names up in the embedded gazetteer: places by name, countries by code and by the name of their people.
//!
//! In: a name. Out: places, best first. Nothing here sees a text.

use super::normal::normalise;
use super::table::{self, Candidate};
use crate::language::{self, Tables};
use crate::model::Place;
use crate::model::place::PlaceKind;
use fst::{Automaton, IntoStreamer, Streamer};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// How many places a search gives at most.
const MOST: usize = 20;

/// The places that bear a name, best first. Give the name in its normal form (see [`normalise`]).
pub fn look_up(normalised_name: &str) -> impl Iterator<Item = Place> {
    table::look_up(normalised_name).map(Candidate::place)
}

/// The places that a reader may mean, best first: "hanoi", "Bangor, Maine", "Paris, France", "Sharm"; near misses if nothing else.
///
/// ```
/// let found = motorcade::toponym::gazetteer::search("Bangor, Maine");
/// assert_eq!((found[0].name, found[0].admin), ("Bangor", "Maine"));
/// ```
pub fn search(name: &str) -> Vec<Place> {
    let whole = normalise(name);
    let mut found: Vec<Candidate> = table::look_up(&whole).collect();
    if found.is_empty() {
        found = qualified(name);
    }
    if found.is_empty() && whole.len() >= 3 {
        found = matching(fst::automaton::Str::new(&whole).starts_with());
    }
    if found.is_empty() && whole.len() >= 4 {
        found = matching(Misspelt { word: whole.as_bytes().to_vec(), most: if whole.len() < 7 { 1 } else { 2 } });
    }
    found.truncate(MOST);
    found.into_iter().map(Candidate::place).collect()
}

/// "City, Country" and "City, State": the places of the first name that lie in a place of the last.
fn qualified(name: &str) -> Vec<Candidate> {
    let Some((first, rest)) = name.split_once([',', '(']) else { return Vec::new() };
    let rest = rest.trim_end_matches(')');
    let within: Vec<Candidate> = table::look_up(&normalise(rest.rsplit(',').next().unwrap_or(rest))).collect();
    let lies_in = |place: &Candidate| within.iter().any(|area| lies_in(*place, *area));
    table::look_up(&normalise(first)).filter(lies_in).collect()
}

/// True where a place is said to lie in a country or region.
pub(crate) fn lies_in(place: Candidate, area: Candidate) -> bool {
    match area.kind() {
        PlaceKind::Country => {
            let inside =
                place.country() == area.country() || area.is_past() && successors(area).contains(&place.country());
            inside && place.record() != area.record()
        }
        PlaceKind::Region => {
            place.country() == area.country() && place.admin() == area.name() && place.record() != area.record()
        }
        _ => false,
    }
}

/// The states of today in a state of the past, its own code left out.
fn successors(past: Candidate) -> &'static [&'static str] {
    match past.name() {
        "Soviet Union" => &["UA", "BY", "KZ", "UZ", "GE", "AM", "AZ", "KG", "TJ", "TM", "MD", "EE", "LV", "LT"],
        "Yugoslavia" => &["HR", "BA", "SI", "MK", "ME", "XK"],
        "Czechoslovakia" => &["SK"],
        "Netherlands Antilles" => &["AW", "SX", "BQ"],
        "Ottoman Empire" => &["SY", "LB", "IQ", "PS", "IL", "JO"],
        _ => &[],
    }
}

/// Places with a name that an automaton accepts, the most populous first.
fn matching(accepts: impl Automaton) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let map = table::names();
    let mut stream = map.search(accepts).into_stream();
    while let Some((_, value)) = stream.next() {
        found.extend(table::candidates(value.value()).filter(|c| !c.lesser));
    }
    found.sort_by_key(|c| (c.kind() != PlaceKind::Country, std::cmp::Reverse(c.population()), c.record()));
    found.dedup_by_key(|c| c.record());
    found
}

/// Accepts what differs from a word by at most so many letters.
struct Misspelt {
    word: Vec<u8>,
    most: usize,
}

impl Automaton for Misspelt {
    /// The last row of the table of edit distances.
    type State = Vec<usize>;

    fn start(&self) -> Vec<usize> {
        (0..=self.word.len()).collect()
    }

    fn is_match(&self, state: &Vec<usize>) -> bool {
        state[self.word.len()] <= self.most
    }

    fn can_match(&self, state: &Vec<usize>) -> bool {
        state.iter().any(|distance| *distance <= self.most)
    }

    fn accept(&self, state: &Vec<usize>, byte: u8) -> Vec<usize> {
        let mut next = vec![state[0] + 1];
        for i in 0..self.word.len() {
            let swap = state[i] + usize::from(self.word[i] != byte);
            next.push(swap.min(state[i + 1] + 1).min(next[i] + 1));
        }
        next
    }
}

/// A country of today by its ISO 3166-1 alpha-2 code; its seat is the capital.
pub fn country(iso2: &str) -> Option<&'static Place> {
    let countries = table::countries();
    countries.binary_search_by(|place| place.country.cmp(iso2)).ok().map(|i| &countries[i])
}

/// The capital of a country of today.
pub fn capital_of(iso2: &str) -> Option<&'static Place> {
    country(iso2)?.seat
}

/// The country of a people or adjective ("Russian", "Britons", "South Korean"): ISO 3166-1 alpha-2. Case does not matter.
pub fn country_of_demonym(word: &str) -> Option<&'static str> {
    static FORMS: OnceLock<FxHashMap<String, &'static str>> = OnceLock::new();
    let forms = FORMS.get_or_init(|| {
        let mut forms = FxHashMap::default();
        for (form, country) in demonyms() {
            forms.entry(normalise(form)).or_insert(country);
        }
        forms
    });
    forms.get(&normalise(word)).copied()
}

/// All English forms with their countries, in the order of the table.
pub(crate) fn demonyms() -> impl Iterator<Item = (&'static str, &'static str)> {
    peoples(&language::ALL[0]).filter(|row| row.kind != PeopleKind::Region).map(|row| (row.form, row.land))
}

/// What a form of the name of a people is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PeopleKind {
    /// "Russian": adjective and noun.
    Both,
    /// "Russians"
    Noun,
    /// "U.S.": found as the name of the country.
    Name,
    /// "European": of a region or continent.
    Region,
}

/// A form of the name of a people.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PeopleRow {
    pub form: &'static str,
    pub kind: PeopleKind,
    /// ISO 3166-1 alpha-2, or the name of a region.
    pub land: &'static str,
}

/// The rows of `demonyms.tsv`.
pub(crate) fn peoples(tables: &Tables) -> impl Iterator<Item = PeopleRow> + use<> {
    tables.demonyms.lines().skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        let (form, land, kind) = (cells.next()?, cells.next()?, cells.next()?);
        let kind = match kind {
            "noun" => PeopleKind::Noun,
            "name" => PeopleKind::Name,
            "region" => PeopleKind::Region,
            _ => PeopleKind::Both,
        };
        Some(PeopleRow { form, kind, land })
    })
}

/// The names of `places.tsv`, each with the usual one of the gazetteer.
pub(crate) fn exonyms(tables: &Tables) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
    place_rows(tables).filter_map(|(name, place, code)| match place {
        "" => country(code).map(|place| (name, place.name)),
        usual => Some((name, usual)),
    })
}

/// The rows of `places.tsv`: a name of the language, the usual one (empty for countries), the country.
fn place_rows(tables: &Tables) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> + use<> {
    tables.places.lines().skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()?, cells.next()?))
    })
}

/// Every name of a country, people or nationality, with its country's code: phrase, ISO 3166-1 alpha-2, whether it is an adjective or demonym.
pub fn nations(tables: &Tables) -> impl Iterator<Item = (&'static str, &'static str, bool)> + use<> {
    let countries = include_str!("../../data/gazetteer/countries.tsv").lines().skip(1).flat_map(|line| {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let (code, name) = (cells[0], cells[1]);
        let others = cells.get(8).copied().unwrap_or("").split('|').filter(|o| !o.is_empty());
        std::iter::once(name)
            .chain(others)
            .map(move |n| (n.strip_prefix("the ").unwrap_or(n), code, false))
            .collect::<Vec<_>>()
    });
    let own = place_rows(tables).filter(|(_, place, _)| place.is_empty()).map(|(name, _, code)| (name, code, false));
    let peoples = peoples(tables).filter(|row| row.kind != PeopleKind::Region).map(|row| (row.form, row.land, true));
    countries.chain(own).chain(peoples)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(name: &str) -> (&'static str, &'static str) {
        let found = search(name);
        found.first().map_or(("", ""), |place| (place.name, place.country))
    }

    #[test]
    fn finds_places_by_any_name() {
        for (name, country) in [
            ("hanoi", "VN"),
            ("Saigon", "VN"),
            ("Peking", "CN"),
            ("Kiev", "UA"),
            ("Danang", "VN"),
            ("Leningrad", "RU"),
            ("U.S.", "US"),
            ("USA", "US"),
            ("United Kingdom", "GB"),
            ("UK", "GB"),
            ("China", "CN"),
            ("Soviet Union", "RU"),
            ("Georgia", "GE"),
            ("Bombay", "IN"),
            ("Burma", "MM"),
            ("the Netherlands", "NL"),
            ("Noi Bai", "VN"),
            ("Élysée", "FR"),
            ("Camp David", "US"),
            ("Mar-a-Lago", "US"),
            ("Sharm el-Sheik", "EG"),
            ("Türkiye", "TR"),
            ("Paris, Texas", "US"),
            ("Hyderabad, Pakistan", "PK"),
            ("Santiago", "CL"),
            ("Victoria, Seychelles", "SC"),
            ("Pyongyan", "KP"),
            ("Vladivost", "RU"),
            ("Washington", "US"),
            ("Sana'a", "YE"),
            ("Ivory Coast", "CI"),
        ] {
            assert_eq!(first(name).1, country, "{name}");
        }
    }

    #[test]
    fn every_country_has_a_name_a_capital_and_a_people() {
        let without_capital = ["AQ", "BV", "GS", "HM", "TF", "UM"];
        let named: Vec<&str> = demonyms().map(|(_, country)| country).collect();
        for place in table::countries() {
            assert_eq!(place.seat.is_none(), without_capital.contains(&place.country), "{}", place.name);
            assert!(named.contains(&place.country) || place.seat.is_none(), "no people of {}", place.name);
            assert!((-180.0..=180.0).contains(&place.lon) && (-90.0..=90.0).contains(&place.lat));
        }
        assert!(table::countries().len() >= 249);
        assert_eq!(capital_of("VN").map(|p| p.name), Some("Hanoi"));
        assert!(capital_of("FR").is_some_and(|p| p.name == "Paris" && p.population > 1_000_000));
        assert!(country("ZZ").is_none());
    }

    #[test]
    fn knows_peoples() {
        assert_eq!(country_of_demonym("Russians"), Some("RU"));
        assert_eq!(country_of_demonym("south korean"), Some("KR"));
        assert_eq!(country_of_demonym("New Zealanders"), Some("NZ"));
        assert_eq!(country_of_demonym("Soviet"), Some("RU"));
        assert_eq!(country_of_demonym("table"), None);
    }

    #[test]
    fn all_records_can_be_read() {
        for record in 0..table::len() {
            let place = Candidate::of_record(record).place();
            assert!(!place.name.is_empty() && place.lon.abs() <= 180.0 && place.lat.abs() <= 90.0);
            assert!(place.kind != PlaceKind::Venue || place.seat.is_some_and(|s| s.kind == PlaceKind::City));
        }
    }
}
