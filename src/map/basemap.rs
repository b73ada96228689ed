//! The embedded basemaps: arcs shared by countries, lakes and rivers, decoded one at a time.
//!
//! Three levels of detail, made by `bin/datagen`. Little-endian: `MCBASE1\0`; five u32 (steps per degree, arcs,
//! countries, rings, arc references); per arc 28 bytes (offset u32, points u16, box 4 × i16 in fiftieths of a degree, cap
//! 3 × i16 and the cosine of its radius i16 in parts of 32,000, the countries on its sides 2 × u16, kind u8, 0); per
//! country 6 bytes (code, first ring u16, rings u16); per ring 4 (first reference u16, references u16); references i16,
//! `!n` for an arc run backwards; points as zigzag varints of steps. Nothing is unpacked before it is drawn.

use super::sphere::Vector;

static COARSE: &[u8] = include_bytes!("../../data/basemap/coarse.bin");
static MEDIUM: &[u8] = include_bytes!("../../data/basemap/medium.bin");
static FINE: &[u8] = include_bytes!("../../data/basemap/fine.bin");

const HEADER: usize = 28;
const ARC: usize = 28;
const COUNTRY: usize = 6;
const RING: usize = 4;

/// How much detail a map needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// For the whole world and hemispheres.
    Coarse,
    Medium,
    /// For maps of a few hundred kilometres.
    Fine,
}

/// What an arc bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Coast,
    Border,
    DisputedBorder,
    Lake,
    River,
}

/// One level of detail.
#[derive(Clone, Copy)]
pub struct Basemap {
    bytes: &'static [u8],
    pub detail: Detail,
    steps: f64,
    arcs: usize,
    countries: usize,
    rings_at: usize,
    refs_at: usize,
    points_at: usize,
}

/// A country of a basemap, by its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country(usize);

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn i16_at(bytes: &[u8], at: usize) -> i16 {
    u16_at(bytes, at) as i16
}

fn u32_at(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as usize
}

impl Basemap {
    pub fn open(detail: Detail) -> Basemap {
        let bytes = match detail {
            Detail::Coarse => COARSE,
            Detail::Medium => MEDIUM,
            Detail::Fine => FINE,
        };
        let count = |n: usize| u32_at(bytes, 8 + 4 * n);
        let rings_at = HEADER + count(1) * ARC + count(2) * COUNTRY;
        let refs_at = rings_at + count(3) * RING;
        Basemap {
            bytes,
            detail,
            steps: count(0) as f64,
            arcs: count(1),
            countries: count(2),
            rings_at,
            refs_at,
            points_at: refs_at + count(4) * 2,
        }
    }

    pub fn arcs(&self) -> impl Iterator<Item = usize> {
        0..self.arcs
    }

    fn arc(&self, number: usize) -> &'static [u8] {
        &self.bytes[HEADER + number * ARC..HEADER + (number + 1) * ARC]
    }

    pub fn kind(&self, arc: usize) -> Kind {
        match self.arc(arc)[26] {
            0 => Kind::Coast,
            1 => Kind::Border,
            2 => Kind::DisputedBorder,
            3 => Kind::Lake,
            _ => Kind::River,
        }
    }

    /// The countries on both sides; `None` for the sea.
    pub fn sides(&self, arc: usize) -> [Option<Country>; 2] {
        [22, 24].map(|at| match u16_at(self.arc(arc), at) {
            u16::MAX => None,
            n => Some(Country(n as usize)),
        })
    }

    /// Whether the arc may have points within a cap of this centre; `cos` and `sin` are of its radius.
    pub fn may_touch(&self, arc: usize, centre: Vector, cos: f64, sin: f64) -> bool {
        let row = self.arc(arc);
        let part = |at: usize| f64::from(i16_at(row, at)) / 32_000.0;
        let towards = centre[0] * part(14) + centre[1] * part(16) + centre[2] * part(18);
        let cos_arc = part(20);
        let sin_arc = (1.0 - cos_arc * cos_arc).max(0.0).sqrt();
        // Together beyond a half circle, they always touch.
        cos_arc <= -cos || towards >= cos * cos_arc - sin * sin_arc - 1e-3
    }

    /// West, south, east and north in degrees; east may pass 180.
    pub fn bounds(&self, arc: usize) -> [f64; 4] {
        [6, 8, 10, 12].map(|at| f64::from(i16_at(self.arc(arc), at)) / 50.0)
    }

    /// How many points the arc has.
    pub fn len(&self, arc: usize) -> usize {
        u16_at(self.arc(arc), 4) as usize
    }

    /// The points in degrees, longitudes running on over 180.
    pub fn points(&self, arc: usize) -> Points {
        Points {
            bytes: &self.bytes[self.points_at + u32_at(self.arc(arc), 0)..],
            left: self.len(arc),
            steps: self.steps,
            x: 0,
            y: 0,
        }
    }

    pub fn countries(&self) -> impl Iterator<Item = Country> + use<> {
        let bytes = *self;
        (0..self.countries).map(Country).filter(move |c| bytes.code(*c) != LAND)
    }

    /// All land as one.
    pub fn land(&self) -> Option<Country> {
        (0..self.countries).map(Country).find(|c| self.code(*c) == LAND)
    }

    pub fn country(&self, code: &str) -> Option<Country> {
        (0..self.countries).map(Country).find(|c| self.code(*c) == code)
    }

    fn country_row(&self, country: Country) -> &'static [u8] {
        let at = HEADER + self.arcs * ARC + country.0 * COUNTRY;
        &self.bytes[at..at + COUNTRY]
    }

    /// ISO 3166-1 alpha-2, or a code of `countries.tsv` that begins with X.
    pub fn code(&self, country: Country) -> &'static str {
        std::str::from_utf8(&self.country_row(country)[..2]).unwrap_or("")
    }

    /// Each ring as its arcs: number and whether it runs backwards.
    pub fn rings(&self, country: Country) -> impl Iterator<Item = Ring> + use<> {
        let row = self.country_row(country);
        let (first, count) = (u16_at(row, 2) as usize, u16_at(row, 4) as usize);
        let map = *self;
        (first..first + count).map(move |ring| {
            let at = map.rings_at + ring * RING;
            let start = map.refs_at + 2 * u16_at(map.bytes, at) as usize;
            Ring(&map.bytes[start..start + 2 * u16_at(map.bytes, at + 2) as usize])
        })
    }
}

const LAND: &str = "--";

/// A closed line of arcs.
#[derive(Clone, Copy)]
pub struct Ring(&'static [u8]);

impl Ring {
    /// Arc numbers in order, with true where the arc runs backwards.
    pub fn arcs(self) -> impl Iterator<Item = (usize, bool)> {
        self.0.chunks_exact(2).map(|pair| {
            let n = i16::from_le_bytes([pair[0], pair[1]]);
            if n < 0 { (!n as usize, true) } else { (n as usize, false) }
        })
    }
}

/// Decodes an arc.
pub struct Points {
    bytes: &'static [u8],
    left: usize,
    steps: f64,
    x: i32,
    y: i32,
}

impl Points {
    fn varint(&mut self) -> i32 {
        let (mut value, mut shift) = (0_u32, 0);
        loop {
            let byte = self.bytes[0];
            self.bytes = &self.bytes[1..];
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return (value >> 1) as i32 ^ -((value & 1) as i32);
            }
            shift += 7;
        }
    }
}

impl Iterator for Points {
    type Item = (f64, f64);

    fn next(&mut self) -> Option<(f64, f64)> {
        self.left = self.left.checked_sub(1)?;
        self.x += self.varint();
        self.y += self.varint();
        Some((f64::from(self.x) / self.steps, f64::from(self.y) / self.steps))
    }
}

/// Whether a point lies in a country (or on land), by counting the borders between it and the north pole, which is sea.
pub fn contains(map: &Basemap, country: Country, lon: f64, lat: f64) -> bool {
    let mut crossings = 0;
    for (arc, _) in map.rings(country).flat_map(|ring| ring.arcs()) {
        let [west, _, east, north] = map.bounds(arc);
        if north < lat {
            continue;
        }
        for turn in [-720.0, -360.0, 0.0, 360.0, 720.0] {
            let x = lon + turn;
            if x >= west && x <= east {
                crossings += crossings_north(map.points(arc), x, lat);
            }
        }
    }
    crossings % 2 == 1
}

fn crossings_north(points: Points, x: f64, lat: f64) -> usize {
    let mut count = 0;
    let mut last: Option<(f64, f64)> = None;
    for point in points {
        if let Some(from) = last
            && (from.0 > x) != (point.0 > x)
            && from.1 + (x - from.0) / (point.0 - from.0) * (point.1 - from.1) > lat
        {
            count += 1;
        }
        last = Some(point);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_knows_where_things_are() {
        for detail in [Detail::Coarse, Detail::Medium, Detail::Fine] {
            let map = Basemap::open(detail);
            let at = |code: &str, lon, lat| contains(&map, map.country(code).unwrap(), lon, lat);
            assert!(at("FR", 2.3, 47.0) && !at("FR", 8.0, 50.5));
            for (lon, lat) in [(179.0, 67.5), (-176.0, 66.5), (-173.0, 65.5), (37.6, 55.7)] {
                assert!(at("RU", lon, lat), "{detail:?} {lon} {lat}");
            }
            assert!(at("UA", 34.3, 45.2) && !at("RU", 34.3, 45.2), "Crimea");
            assert!(at("AQ", 10.0, -85.0) && at("AQ", -179.9, -88.0));
            assert!(at("--", 10.0, -89.9) && !at("--", 0.0, 89.0) && !at("--", -30.0, 30.0));
            assert!(at("US", -100.0, 48.9) && at("CA", -100.0, 49.2));
        }
    }
}
