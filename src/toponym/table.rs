//! The embedded files of the gazetteer, read in place: nothing is unpacked, nothing is copied.
//!
//! `src/bin/datagen/gazetteer/write.rs` writes them. A record has 32 bytes, little-endian: name (offset << 8 | length),
//! kind, flags, country, region, two bytes of nothing, longitude and latitude in hundred-thousandths of a degree,
//! population, identifier at GeoNames, seat. Seats come first, then today's countries by code, then all others.

use crate::model::Place;
use crate::model::place::PlaceKind;
use fst::raw::Fst;
use std::sync::OnceLock;

static NAMES: &[u8] = include_bytes!("../../data/gazetteer/names.fst");
static LISTS: &[u8] = include_bytes!("../../data/gazetteer/lists.bin");
static PLACES: &[u8] = include_bytes!("../../data/gazetteer/places.bin");
static WORDS: &[u8] = include_bytes!("../../data/gazetteer/words.bin");

const HEADER: usize = 32;
const RECORD: usize = 32;
const LESSER: u32 = 1 << 31;

const INSTITUTION: u8 = 1;
const PAST: u8 = 2;
const CAPITAL: u8 = 4;
const AIRPORT: u8 = 8;
const NOTABLE: u8 = 16;

/// A place that a name may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    record: u32,
    /// The name is not the usual one of the place.
    pub lesser: bool,
}

/// The map from normal names to lists of candidates.
pub fn names() -> &'static Fst<&'static [u8]> {
    static MAP: OnceLock<Fst<&'static [u8]>> = OnceLock::new();
    MAP.get_or_init(|| Fst::new(NAMES).expect("the embedded names are built by datagen"))
}

/// The candidates that a value of [`names`] stands for, best first.
pub fn candidates(value: u64) -> impl ExactSizeIterator<Item = Candidate> + Clone {
    let (start, count) = ((value >> 8) as usize, (value & 0xff) as usize);
    (start..start + count).map(|i| {
        let entry = u32_at(LISTS, i * 4);
        Candidate { record: entry & !LESSER, lesser: entry & LESSER != 0 }
    })
}

/// The candidates of a normal name, best first.
pub fn look_up(normalised_name: &str) -> impl ExactSizeIterator<Item = Candidate> + Clone {
    candidates(names().get(normalised_name).map_or(0, |value| value.value()))
}

/// The country of today that has a code.
pub fn country_candidate(iso2: &str) -> Option<Candidate> {
    let (first, count) = (u32_at(PLACES, 8), u32_at(PLACES, 12));
    let (mut low, mut high) = (first, first + count);
    while low < high {
        let middle = (low + high) / 2;
        match country_of(middle).cmp(iso2) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return Some(Candidate::of_record(middle)),
        }
    }
    None
}

/// Number of places.
pub fn len() -> u32 {
    u32_at(PLACES, 4)
}

impl Candidate {
    /// The candidate of a record number; for walks over the whole table.
    pub fn of_record(record: u32) -> Candidate {
        Candidate { record, lesser: false }
    }

    /// The record's number, a key that stays the same for one version of the data.
    pub fn record(self) -> u32 {
        self.record
    }

    pub fn place(self) -> Place {
        let (name, kind) = (self.name(), self.kind());
        let (admin, seat) = (self.admin(), self.seat());
        let at = self.at();
        Place {
            name,
            kind,
            country: self.country(),
            admin,
            lon: f64::from(i32_at(PLACES, at + 12)) / 100_000.0,
            lat: f64::from(i32_at(PLACES, at + 16)) / 100_000.0,
            population: self.population(),
            geonames_id: Some(u32_at(PLACES, at + 24)).filter(|id| *id != 0),
            seat,
        }
    }

    fn at(self) -> usize {
        HEADER + self.record as usize * RECORD
    }

    pub fn name(self) -> &'static str {
        word(u32_at(PLACES, self.at()))
    }

    pub fn kind(self) -> PlaceKind {
        match PLACES[self.at() + 4] {
            0 => PlaceKind::City,
            1 => PlaceKind::Venue,
            2 => PlaceKind::Region,
            3 => PlaceKind::Country,
            4 => PlaceKind::Continent,
            _ => PlaceKind::Feature,
        }
    }

    /// ISO 3166-1 alpha-2; empty where no one country has it.
    pub fn country(self) -> &'static str {
        country_of(self.record)
    }

    /// First-order division by its English name; empty where unknown.
    pub fn admin(self) -> &'static str {
        let at = self.at();
        let number = usize::from(u16::from_le_bytes([PLACES[at + 8], PLACES[at + 9]]));
        if number == 0 {
            return "";
        }
        word(u32_at(PLACES, HEADER + len() as usize * RECORD + (number - 1) * 4))
    }

    /// Degrees (longitude, latitude).
    pub fn point(self) -> (f64, f64) {
        let at = self.at();
        (f64::from(i32_at(PLACES, at + 12)) / 100_000.0, f64::from(i32_at(PLACES, at + 16)) / 100_000.0)
    }

    pub fn population(self) -> u32 {
        u32_at(PLACES, self.at() + 20)
    }

    fn flags(self) -> u8 {
        PLACES[self.at() + 5]
    }

    /// A venue that mostly stands for those who sit there: the Kremlin, Downing Street.
    pub fn is_institution(self) -> bool {
        self.flags() & INSTITUTION != 0
    }

    /// A state of the past.
    pub fn is_past(self) -> bool {
        self.flags() & PAST != 0
    }

    /// The capital of a country of today.
    pub fn is_capital(self) -> bool {
        self.flags() & CAPITAL != 0
    }

    /// A small town that leaders go to: Davos, Reykholt, Bastogne.
    pub fn is_notable(self) -> bool {
        self.flags() & NOTABLE != 0
    }

    /// A region under the bare name of its capital ("Osaka" for the prefecture).
    pub fn is_bare_region(self) -> bool {
        self.lesser && self.kind() == PlaceKind::Region
    }

    pub fn is_airport(self) -> bool {
        self.flags() & AIRPORT != 0
    }

    /// The town of a venue, the capital of a country.
    pub fn seat(self) -> Option<&'static Place> {
        let seat = u32_at(PLACES, self.at() + 28);
        let cell = seats().get(seat as usize)?;
        Some(cell.get_or_init(|| Candidate::of_record(seat).place()))
    }
}

/// The towns that others have as their seat, each made when first asked for, so that they can be borrowed for good.
fn seats() -> &'static [OnceLock<Place>] {
    static SEATS: OnceLock<Vec<OnceLock<Place>>> = OnceLock::new();
    SEATS.get_or_init(|| (0..u32_at(PLACES, 8)).map(|_| OnceLock::new()).collect())
}

/// Today's countries, by code.
pub fn countries() -> &'static [Place] {
    static COUNTRIES: OnceLock<Vec<Place>> = OnceLock::new();
    COUNTRIES.get_or_init(|| {
        let first = u32_at(PLACES, 8);
        (first..first + u32_at(PLACES, 12)).map(|record| Candidate::of_record(record).place()).collect()
    })
}

fn country_of(record: u32) -> &'static str {
    let at = HEADER + record as usize * RECORD + 6;
    let length = if PLACES[at] == 0 { 0 } else { 2 };
    std::str::from_utf8(&PLACES[at..at + length]).unwrap_or("")
}

fn word(entry: u32) -> &'static str {
    let (at, length) = ((entry >> 8) as usize, (entry & 0xff) as usize);
    std::str::from_utf8(&WORDS[at..at + length]).unwrap_or("")
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn i32_at(bytes: &[u8], at: usize) -> i32 {
    u32_at(bytes, at) as i32
}
