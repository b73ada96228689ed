//! Reads the packages and the tables kept by hand.

use super::normalise;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

/// A row of the city table.
pub struct City {
    pub name: String,
    pub country: String,
    pub admin1: String,
    pub lon: f64,
    pub lat: f64,
    pub population: u32,
    pub geonames_id: u32,
    pub alternates: Vec<String>,
}

/// A row of the airport table.
pub struct Airport {
    pub name: String,
    pub city: String,
    pub country: String,
    pub lon: f64,
    pub lat: f64,
}

#[derive(Deserialize)]
struct CityRow {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    admin1code: String,
    alternatenames: Vec<String>,
}

#[derive(Deserialize)]
struct CountryRow {
    geonameid: u32,
    population: u64,
}

fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// The rows of a table below its header, each of `columns` columns.
pub fn read(path: &Path, columns: usize) -> Result<Vec<Vec<String>>, String> {
    let rows = text(path)?
        .lines()
        .skip(1)
        .map(|line| line.split('\t').map(str::to_string).collect::<Vec<_>>())
        .collect::<Vec<_>>();
    match rows.iter().find(|row| row.len() != columns) {
        Some(row) => Err(format!("{}: `{}` has {} columns, not {columns}", path.display(), row[0], row.len())),
        None => Ok(rows),
    }
}

pub fn number(cell: &str) -> Result<f64, String> {
    cell.parse().map_err(|_| format!("`{cell}` is no number"))
}

/// Cities in the order of their identifiers.
pub fn cities(path: &Path) -> Result<Vec<City>, String> {
    let rows: BTreeMap<String, CityRow> =
        serde_json::from_str(&text(path)?).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut cities: Vec<City> = rows
        .into_values()
        .map(|row| City {
            name: row.name,
            country: row.countrycode,
            admin1: row.admin1code,
            lon: row.longitude,
            lat: row.latitude,
            population: row.population,
            geonames_id: row.geonameid,
            alternates: row.alternatenames,
        })
        .collect();
    cities.sort_by_key(|city| city.geonames_id);
    Ok(cities)
}

/// Identifier and population by ISO code.
pub fn country_facts(path: &Path) -> Result<HashMap<String, (u32, u32)>, String> {
    let rows: BTreeMap<String, CountryRow> =
        serde_json::from_str(&text(path)?).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(rows.into_iter().map(|(iso, row)| (iso, (row.geonameid, row.population as u32))).collect())
}

/// Airports that have a code of their own in the booking systems.
pub fn airports(path: &Path) -> Result<Vec<Airport>, String> {
    let mut airports = Vec::new();
    for line in text(path)?.lines().skip(1) {
        let row = split_csv(line);
        let [_, iata, name, city, _, country, _, lat, lon, ..] = row.as_slice() else { continue };
        if iata.len() != 3 || !name.contains("Airport") || country.len() != 2 {
            continue;
        }
        let (name, city, country) = (name.clone(), city.clone(), country.clone());
        airports.push(Airport { name, city, country, lon: number(lon)?, lat: number(lat)? });
    }
    airports.sort_by(|a, b| (&a.country, &a.name).cmp(&(&b.country, &b.name)));
    Ok(airports)
}

/// The cells of a line; quotation marks hold commas together.
fn split_csv(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cells.last_mut().expect("never empty").push(c),
        }
    }
    cells
}

/// English names of first-order divisions, by country and code.
pub fn admins(folder: &Path) -> Result<HashMap<(String, String), String>, String> {
    let rows = read(&folder.join("regions.tsv"), 8)?;
    Ok(rows
        .into_iter()
        .filter(|row| !row[2].is_empty())
        .map(|row| ((row[1].clone(), row[2].clone()), row[0].clone()))
        .collect())
}

/// Usual English names where the city table has another, by country and that other.
pub fn english_names(folder: &Path) -> Result<HashMap<(String, String), String>, String> {
    let rows = read(&folder.join("english_names.tsv"), 3)?;
    Ok(rows.into_iter().map(|row| ((row[1].clone(), row[0].clone()), row[2].clone())).collect())
}

/// Normal names that no town may have as a lesser name: those of countries, regions, peoples, venues and persons.
pub fn curated_names(folder: &Path, data: &Path) -> Result<HashSet<String>, String> {
    let mut names = HashSet::new();
    let mut add = |cell: &str| names.extend(cell.split('|').map(normalise));
    for row in read(&folder.join("countries.tsv"), 9)? {
        add(&row[1]);
        add(&row[8]);
    }
    for row in read(&folder.join("regions.tsv"), 8)? {
        add(&row[0]);
        add(&row[7]);
    }
    for row in read(&folder.join("venues.tsv"), 7)? {
        add(&row[0]);
        add(&row[6]);
    }
    read(&data.join("lang/en/demonyms.tsv"), 3)?.iter().filter(|row| row[2] != "region").for_each(|row| add(&row[0]));
    read(&folder.join("aliases.tsv"), 3)?.iter().for_each(|row| add(&row[0]));
    read(&data.join("lang/en/given_names.tsv"), 1)?.iter().for_each(|row| add(&row[0]));
    Ok(names)
}

/// A lesser name worth keeping: in Latin letters, written like a name, no code, and nobody else's.
pub fn is_good_alternate(name: &str, curated: &HashSet<String>) -> bool {
    let latin = |c: char| matches!(c, 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | ' ' | '-' | '\'' | '’' | '‘' | '`' | '.');
    let capital = name.chars().next().is_some_and(char::is_uppercase);
    let code = name.len() <= 5 && !name.chars().any(char::is_lowercase);
    let key = normalise(name);
    capital && !code && key.len() >= 4 && key.len() <= 40 && name.chars().all(latin) && !curated.contains(&key)
}

/// Countries whose names the city table writes in scholars' letters ("Ţarţūs"), which English does without.
const TRANSCRIBED: &[&str] = &[
    "AE", "AF", "BD", "BH", "EG", "ER", "ET", "IN", "IQ", "IR", "JO", "JP", "KP", "KR", "KW", "LB", "LY", "NP", "OM",
    "PK", "PS", "QA", "SA", "SD", "SY", "YE",
];

/// The name as English writes it: without the marks of a transcription.
pub fn plain(name: &str, country: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    if !TRANSCRIBED.contains(&country) {
        return name.into();
    }
    let mark = |c: &char| unicode_normalization::char::is_combining_mark(*c) || matches!(c, '‘' | 'ʻ' | 'ʿ' | 'ʾ');
    name.nfd().filter(|c| !mark(c)).collect()
}
