//! Names of countries, waters and cities for the map, from the tables beside the basemap.
//!
//! In: ISO 3166-1 alpha-2 codes. Out: English names, label points and ranks.

use std::sync::OnceLock;

/// A name that can be written on the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Name {
    /// ISO 3166-1 alpha-2, or a code of the basemap that begins with X; empty for waters.
    pub code: &'static str,
    pub name: &'static str,
    pub lon: f64,
    pub lat: f64,
    /// 1 shows first.
    pub rank: u8,
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| l.split('\t').collect())
}

/// Countries and territories, those with a name.
pub fn countries() -> &'static [Name] {
    static TABLE: OnceLock<Vec<Name>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let parsed = rows(include_str!("../../data/basemap/countries.tsv")).filter_map(|r| parse(&r, 1));
        parsed.filter(|n| !n.name.is_empty()).collect()
    })
}

/// Oceans and seas.
pub fn waters() -> &'static [Name] {
    static TABLE: OnceLock<Vec<Name>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let table = rows(include_str!("../../data/basemap/waters.tsv"));
        table
            .filter_map(|mut r| {
                r.insert(0, "");
                parse(&r, 0)
            })
            .collect()
    })
}

/// A city for orientation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct City {
    pub name: &'static str,
    pub lon: f64,
    pub lat: f64,
    /// Thousands of inhabitants, threefold for a capital: what comes first.
    pub weight: u32,
    pub capital: bool,
}

/// Cities, the weightiest first; read row by row, so that whoever stops early pays for no more.
pub fn cities() -> impl Iterator<Item = City> {
    rows(include_str!("../../data/basemap/cities.tsv")).filter_map(|row| {
        let [name, lon, lat, weight, capital] = row.as_slice() else { return None };
        let number = |text: &str| text.parse::<f64>().ok();
        Some(City {
            name,
            lon: number(lon)?,
            lat: number(lat)?,
            weight: weight.parse().ok()?,
            capital: *capital == "c",
        })
    })
}

fn parse(row: &[&'static str], from: usize) -> Option<Name> {
    let row = row.get(from..)?;
    let [code, name, lon, lat, rank] = row else { return None };
    Some(Name { code, name, lon: lon.parse().ok()?, lat: lat.parse().ok()?, rank: rank.parse().ok()? })
}

/// The usual English name of a country.
pub fn country(code: &str) -> Option<&'static str> {
    countries().iter().find(|n| n.code == code).map(|n| n.name)
}

/// The name as it stands in a sentence: "the United States".
pub fn country_in_sentence(code: &str) -> Option<String> {
    let name = country(code)?;
    let article = ARTICLED.contains(&code);
    Some(if article { format!("the {name}") } else { name.to_string() })
}

/// Countries whose names take the article.
const ARTICLED: &[&str] = &[
    "US", "GB", "NL", "PH", "AE", "BS", "GM", "MV", "SB", "MH", "KM", "SC", "DO", "CF", "KY", "CK", "FK", "VI", "VG",
    "MP", "FO", "IM", "PS", "TC",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn present_day_names() {
        for (code, name) in [("MK", "North Macedonia"), ("TR", "Türkiye"), ("SZ", "Eswatini"), ("CZ", "Czechia")] {
            assert_eq!(country(code), Some(name));
        }
        assert_eq!(country_in_sentence("US").as_deref(), Some("the United States"));
        assert!(waters().len() > 50 && countries().len() > 230 && cities().count() > 5000);
        assert!(cities().any(|c| c.name == "Brussels" && c.capital));
    }
}
