//! A row of the gazetteer: a place on Earth with its country, coordinates and kind.

use serde::{Deserialize, Serialize};

/// What kind of place a gazetteer row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceKind {
    /// A city, town or village.
    City,
    /// A palace, square, airport, base or summit site; its `seat` is the town that it stands for.
    Venue,
    /// A state, province, island or other part of a country, or a territory without an ISO code of its own.
    Region,
    /// A country, or a territory with an ISO 3166-1 code of its own.
    Country,
    /// Several countries together ("Europe", "the Middle East", "the Gulf"); never a stop.
    Continent,
    /// A sea, ocean, lake, river, desert or range; never a stop.
    Feature,
}

/// A place of the gazetteer. Everything is borrowed from the embedded tables, so a copy costs nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The usual English name.
    pub name: &'static str,
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2 code; empty for a continent or a feature that several countries share.
    pub country: &'static str,
    /// First-order division, by its English name; empty where the gazetteer has none.
    pub admin: &'static str,
    /// Degrees east, −180..=180.
    pub lon: f64,
    /// Degrees north, −90..=90.
    pub lat: f64,
    /// Inhabitants; 0 where unknown.
    pub population: u32,
    /// Identifier at GeoNames, where the row comes from there.
    pub geonames_id: Option<u32>,
    /// Where a stop at this place is drawn when it is not a town itself: the capital of a country, the town of a venue.
    pub seat: Option<&'static Place>,
}
