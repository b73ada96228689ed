//! Which stops of different accounts can be one place, each as finely as its text names it.

use super::person::words;
use crate::model::itinerary::Stop;
use crate::model::names;
use crate::trip::metres;

/// Stops of different articles that lie so near to each other, in kilometres, are one place.
const ONE_PLACE_KM: f64 = 30.0;
/// A region and a town in it lie no further apart, in kilometres.
const REGION_KM: f64 = 350.0;
/// No degree of latitude is shorter, in kilometres (at the equator of the ellipsoid).
const DEGREE_KM: f64 = 110.5;

/// True where two stops can be one place, each as finely as its text names it.
pub fn same_place(a: &Stop, b: &Stop) -> bool {
    closeness(a, b).is_some()
}

/// How well two stops go together as one place: 12 the same town, 8 near by, 5 a country by its capital, 4 one lies in the other.
/// `None`: not at all. That a text names a country says hardly more of its capital than of any other town in it.
pub fn closeness(a: &Stop, b: &Stop) -> Option<u8> {
    use crate::model::itinerary::Named::{City, Country, Region, Venue};
    let one_country = a.country.is_some() && a.country == b.country;
    if lies_far(a, b) {
        // Only a country is one place over such a distance, and needs no measuring.
        let named = [a.named, b.named];
        return (one_country && named.contains(&Country)).then_some(if named == [Country; 2] { 12 } else { 4 });
    }
    let Some(km) = distance_km(a, b) else {
        return (words(&a.place) == words(&b.place)).then_some(12);
    };
    match (a.named, b.named) {
        (Country, Country) => one_country.then_some(12),
        (Country, _) | (_, Country) => one_country.then_some(if km < 1.0 { 5 } else { 4 }),
        (Region, Region) => (one_country && km <= ONE_PLACE_KM).then_some(12),
        (Region, _) | (_, Region) => (one_country && km <= REGION_KM).then_some(4),
        (City | Venue, City | Venue) if a.geonames_id.is_some() && a.geonames_id == b.geonames_id => Some(12),
        (City | Venue, City | Venue) if km < 1.0 => Some(12),
        (City | Venue, City | Venue) => {
            let one_land = one_country || is_city_state(a) || is_city_state(b);
            (km <= ONE_PLACE_KM && one_land).then_some(8)
        }
    }
}

/// The Vatican lies in Rome; but Brazzaville is not Kinshasa.
fn is_city_state(stop: &Stop) -> bool {
    stop.country.as_deref().and_then(names::country) == Some(&stop.place)
}

/// True where the latitudes alone keep two stops further apart than any region is wide: spares most pairs the trigonometry.
fn lies_far(a: &Stop, b: &Stop) -> bool {
    a.lat.zip(b.lat).is_some_and(|(x, y)| (x - y).abs() * DEGREE_KM > REGION_KM) && a.lon.is_some() && b.lon.is_some()
}

/// Great-circle distance in kilometres; `None` where either has no coordinates.
pub fn distance_km(a: &Stop, b: &Stop) -> Option<f64> {
    metres(a, b).map(|metres| metres / 1000.0)
}
