//! Lays the places out in files that need no unpacking.

use super::{AIRPORT, CAPITAL, CITY, CONTINENT, COUNTRY, FEATURE, Gazetteer, NOTABLE, PAST, REGION, Record, VENUE};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Writes the four files.
pub fn write(gazetteer: Gazetteer, folder: &Path) -> Result<(), String> {
    let Gazetteer { records, names, .. } = gazetteer;
    let order = order(&records);
    let mut position = vec![0u32; records.len()];
    order.iter().enumerate().for_each(|(new, old)| position[*old] = new as u32);

    let mut words = Words::default();
    let mut admins: Vec<String> =
        records.iter().map(|r| r.admin.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    admins.retain(|a| !a.is_empty());
    let seats = records.iter().filter_map(|r| r.seat).collect::<BTreeSet<_>>().len() as u32;
    let countries = records.iter().filter(|r| is_present_country(r)).count() as u32;

    let mut places = Vec::new();
    for old in &order {
        push_record(&records[*old], &admins, &position, &mut words, &mut places);
    }
    let regions: Vec<(u32, u8)> = admins.iter().map(|a| words.add(a)).collect();
    let mut file = Vec::new();
    for value in [u32::from_le_bytes(*b"GAZ1"), order.len() as u32, seats, countries, regions.len() as u32, 0, 0, 0] {
        file.extend_from_slice(&value.to_le_bytes());
    }
    file.extend_from_slice(&places);
    for (at, length) in regions {
        file.extend_from_slice(&(at << 8 | u32::from(length)).to_le_bytes());
    }

    let mut lists = Vec::new();
    let mut map = fst::MapBuilder::memory();
    for (name, mut list) in names {
        list.sort_by_key(|(record, lesser)| (rank(&records[*record], *lesser), position[*record]));
        let start = lists.len() as u64 / 4;
        for (record, lesser) in &list {
            lists.extend_from_slice(&(position[*record] | u32::from(*lesser) << 31).to_le_bytes());
        }
        map.insert(&name, start << 8 | list.len().min(255) as u64).map_err(|e| e.to_string())?;
    }
    let names = map.into_inner().map_err(|e| e.to_string())?;
    for (name, bytes) in
        [("names.fst", &names), ("lists.bin", &lists), ("places.bin", &file), ("words.bin", &words.bytes)]
    {
        std::fs::write(folder.join(name), bytes).map_err(|e| format!("{name}: {e}"))?;
    }
    Ok(())
}

fn is_present_country(record: &Record) -> bool {
    record.kind == COUNTRY && record.flags & PAST == 0
}

/// Towns that others have as their seat come first, then today's countries by code, then the rest.
fn order(records: &[Record]) -> Vec<usize> {
    let seats: BTreeSet<usize> = records.iter().filter_map(|r| r.seat).collect();
    let mut order: Vec<usize> = seats.iter().copied().collect();
    let mut countries: Vec<usize> = (0..records.len()).filter(|r| is_present_country(&records[*r])).collect();
    countries.sort_by_key(|r| records[*r].country.clone());
    order.extend(countries);
    order.extend((0..records.len()).filter(|r| !seats.contains(r) && !is_present_country(&records[*r])));
    order
}

/// Smaller is better: countries, then by weight. A lesser name weighs a fifth, a capital ten times its people.
fn rank(record: &Record, lesser: bool) -> (bool, i64) {
    let weight = match record.kind {
        COUNTRY => 1_000_000_000,
        CONTINENT | FEATURE => 5_000_000,
        CITY if record.flags & CAPITAL != 0 => i64::from(record.population) * 10 + 1_000_000,
        CITY if record.flags & NOTABLE != 0 => i64::from(record.population.max(300_000)),
        CITY => i64::from(record.population),
        REGION if lesser => 1000,
        VENUE if record.flags & AIRPORT != 0 => 500_000,
        VENUE => 3_000_000,
        _ => 2_000_000,
    };
    (record.flags & PAST != 0, -(if lesser { weight / 5 } else { weight }))
}

/// 32 bytes; read back by `toponym/table.rs`.
fn push_record(record: &Record, admins: &[String], position: &[u32], words: &mut Words, out: &mut Vec<u8>) {
    let (at, length) = words.add(&record.name);
    let admin = admins.binary_search(&record.admin).map_or(0, |i| i as u16 + 1);
    let mut country = [0u8; 2];
    country[..record.country.len()].copy_from_slice(record.country.as_bytes());
    out.extend_from_slice(&(at << 8 | u32::from(length)).to_le_bytes());
    out.extend_from_slice(&[record.kind, record.flags]);
    out.extend_from_slice(&country);
    out.extend_from_slice(&admin.to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out.extend_from_slice(&degrees(record.lon).to_le_bytes());
    out.extend_from_slice(&degrees(record.lat).to_le_bytes());
    out.extend_from_slice(&record.population.to_le_bytes());
    out.extend_from_slice(&record.geonames_id.to_le_bytes());
    out.extend_from_slice(&record.seat.map_or(u32::MAX, |s| position[s]).to_le_bytes());
}

/// Hundred-thousandths of a degree, about a metre.
fn degrees(value: f64) -> i32 {
    (value * 100_000.0).round() as i32
}

/// Names, each stored once.
#[derive(Default)]
struct Words {
    bytes: Vec<u8>,
    known: BTreeMap<String, u32>,
}

impl Words {
    fn add(&mut self, word: &str) -> (u32, u8) {
        let mut length = word.len().min(255);
        while !word.is_char_boundary(length) {
            length -= 1;
        }
        let at = *self.known.entry(word.into()).or_insert_with(|| {
            let at = self.bytes.len() as u32;
            self.bytes.extend_from_slice(word.as_bytes());
            at
        });
        (at, length as u8)
    }
}
