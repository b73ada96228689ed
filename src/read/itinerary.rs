//! `itinerary.json` back to an [`Itinerary`], strictly.
//!
//! In: the bytes of the file. Out: the itinerary, or one line that names the broken field:
//! `trips[0].stops[2].lat: 123 is outside -90..90`. A file that was corrected by hand is drawn as it stands or not at all.

use crate::error::{Error, Result};
use crate::model::Itinerary;
use crate::model::itinerary::{ArticleReference, Day, Evidence, Leg, SCHEMA, Stop, Trip};
use serde_json::Value;
use serde_path_to_error::Segment;

/// An itinerary file has at most so many bytes.
pub const LIMIT: usize = 64 << 20;

/// Reads an itinerary and checks every field.
pub fn read(bytes: &[u8]) -> Result<Itinerary> {
    let text = super::text::decode(bytes)?;
    let value: Value = serde_json::from_str(text).map_err(|e| syntax(&e))?;
    check_schema(&value)?;
    let itinerary: Itinerary = serde_path_to_error::deserialize(&value).map_err(|e| broken(&e, &value))?;
    check(&itinerary)?;
    Ok(itinerary)
}

fn syntax(error: &serde_json::Error) -> Error {
    Error::new(format!("is not valid JSON ({error}); correct it there"))
}

fn check_schema(value: &Value) -> Result<()> {
    match value.get("schema") {
        Some(Value::String(schema)) if schema == SCHEMA => Ok(()),
        Some(other) => Err(Error::new(format!("schema: {other} is not known; this version reads \"{SCHEMA}\""))),
        None => Err(Error::new(format!("schema: is missing; an itinerary says \"schema\": \"{SCHEMA}\""))),
    }
}

/// What serde found, with the field's path and, for a day, the value that stands there.
fn broken(error: &serde_path_to_error::Error<serde_json::Error>, value: &Value) -> Error {
    let path = error.path().to_string();
    let found = error.path().iter().try_fold(value, |at, segment| match segment {
        Segment::Seq { index } => at.get(index),
        Segment::Map { key } => at.get(key),
        _ => None,
    });
    let is_day = [".arrive", ".depart", ".date", ".published"].iter().any(|end| path.ends_with(end));
    let said = match found {
        Some(day @ Value::String(_)) if is_day => format!("{day} is no day of the calendar; write YYYY-MM-DD"),
        _ => error.inner().to_string().replace('`', "\""),
    };
    if path == "." { Error::new(said) } else { Error::new(said).at(path) }
}

fn check(itinerary: &Itinerary) -> Result<()> {
    each("articles", &itinerary.articles, |article: &ArticleReference| filled("id", &article.id))?;
    each("trips", &itinerary.trips, |trip| check_trip(trip, &itinerary.articles))
}

/// Checks every element, and names the one that fails.
fn each<T>(name: &str, list: &[T], check: impl Fn(&T) -> Result<()>) -> Result<()> {
    let under = |(i, error): (usize, Error)| {
        let said = error.to_string();
        let dot = if said.starts_with(|c: char| c.is_ascii_lowercase()) { "." } else { ": " };
        Error::new(format!("{name}[{i}]{dot}{said}"))
    };
    list.iter().enumerate().try_for_each(|(i, item)| check(item).map_err(|e| under((i, e))))
}

fn field(name: &str, said: impl std::fmt::Display) -> Error {
    Error::new(said.to_string()).at(name)
}

fn check_trip(trip: &Trip, articles: &[ArticleReference]) -> Result<()> {
    filled("traveller.name", &trip.traveller.name)?;
    country("traveller.country", trip.traveller.country.as_deref())?;
    if trip.stops.is_empty() {
        return Err(field("stops", "is empty; a trip has at least one stop"));
    }
    let stops = trip.stops.len();
    each("stops", &trip.stops, |stop| check_stop(stop, articles))?;
    each("legs", &trip.legs, |leg| check_leg(leg, stops, articles))?;
    each("days", &trip.days, |day| check_day(day, stops, articles))
}

fn check_stop(stop: &Stop, articles: &[ArticleReference]) -> Result<()> {
    filled("place", &stop.place)?;
    country("country", stop.country.as_deref())?;
    inside("lat", stop.lat, -90.0, 90.0)?;
    inside("lon", stop.lon, -180.0, 180.0)?;
    match (stop.lat, stop.lon) {
        (Some(_), None) => return Err(field("lon", "is missing beside lat; give both or neither")),
        (None, Some(_)) => return Err(field("lat", "is missing beside lon; give both or neither")),
        _ => {}
    }
    if let (Some(arrive), Some(depart)) = (stop.arrive, stop.depart)
        && depart < arrive
    {
        return Err(field("depart", format!("{depart} is before arrive, {arrive}")));
    }
    inside("confidence", Some(stop.confidence), 0.0, 1.0)?;
    each("evidence", &stop.evidence, |e| check_evidence(e, articles))
}

fn check_leg(leg: &Leg, stops: usize, articles: &[ArticleReference]) -> Result<()> {
    index("from", leg.from, stops)?;
    index("to", leg.to, stops)?;
    if leg.from >= leg.to {
        return Err(field(
            "to",
            format!("{} does not come after from, {}; stops stand in the order of travel", leg.to, leg.from),
        ));
    }
    inside("distance_km", leg.distance_km, 0.0, 20_040.0)?;
    each("evidence", &leg.evidence, |e| check_evidence(e, articles))
}

fn check_day(day: &Day, stops: usize, articles: &[ArticleReference]) -> Result<()> {
    if let Some(stop) = day.stop {
        index("stop", stop, stops)?;
    }
    each("activities", &day.activities, |activity| {
        filled("label", &activity.label)?;
        each("evidence", &activity.evidence, |e| check_evidence(e, articles))
    })
}

fn check_evidence(evidence: &Evidence, articles: &[ArticleReference]) -> Result<()> {
    if !articles.iter().any(|a| a.id == evidence.article) {
        return Err(field("article", format!("\"{}\" is not among the articles' ids", evidence.article)));
    }
    if evidence.end < evidence.start {
        return Err(field("end", format!("{} is before start, {}", evidence.end, evidence.start)));
    }
    Ok(())
}

fn filled(name: &str, text: &str) -> Result<()> {
    if text.trim().is_empty() { Err(field(name, "is empty; give a name")) } else { Ok(()) }
}

fn country(name: &str, code: Option<&str>) -> Result<()> {
    match code {
        Some(code) if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_uppercase()) => {
            Err(field(name, format!("\"{code}\" is no ISO 3166-1 alpha-2 code such as \"VN\"")))
        }
        _ => Ok(()),
    }
}

fn inside(name: &str, value: Option<f64>, least: f64, most: f64) -> Result<()> {
    match value {
        Some(value) if !(least..=most).contains(&value) => {
            Err(field(name, format!("{value} is outside {least}..{most}")))
        }
        _ => Ok(()),
    }
}

fn index(name: &str, value: usize, stops: usize) -> Result<()> {
    if value < stops {
        Ok(())
    } else {
        Err(field(name, format!("{value} is no stop; they count from 0 to {}", stops - 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn whole() -> Value {
        let stop = |place: &str, lat: f64, lon: f64| {
            json!({"place": place, "country": "JP", "lat": lat, "lon": lon, "named": "city", "role": "stop",
                "status": "visited", "arrive": "2024-06-18", "depart": "2024-06-19", "confidence": 0.9,
                "evidence": [{"shows": "stop", "article": "a", "start": 0, "end": 4, "quote": "came", "rule": "visit"}]})
        };
        json!({"schema": SCHEMA, "articles": [{"id": "a", "title": null, "published": "2024-06-20", "source": null}],
            "trips": [{"traveller": {"name": "A Minister", "title": null, "country": "NO"},
                "stops": [stop("Tokyo", 35.7, 139.7), stop("Osaka", 34.7, 135.5)],
                "legs": [{"from": 0, "to": 1, "date": null, "distance_km": 400.0, "status": "visited", "evidence": []}],
                "days": [{"date": "2024-06-18", "stop": 0, "activities": [
                    {"kind": "talks", "label": "talks", "status": "visited", "evidence": []}]}]}]})
    }

    /// The whole itinerary with one value put at a JSON pointer.
    fn with(pointer: &str, value: Value) -> Result<Itinerary> {
        let mut whole = whole();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        match whole.pointer_mut(parent).unwrap() {
            Value::Object(map) => drop(map.insert(key.to_string(), value)),
            other => panic!("{other} at {parent} is no object"),
        }
        read(whole.to_string().as_bytes())
    }

    #[test]
    fn what_is_written_is_read_back() {
        let itinerary = read(whole().to_string().as_bytes()).unwrap();
        assert_eq!(read(&serde_json::to_vec(&itinerary).unwrap()), Ok(itinerary));
    }

    #[test]
    fn broken_fields_are_named() {
        for (pointer, value, said) in [
            (
                "/schema",
                json!("motorcade/itinerary/2"),
                "schema: \"motorcade/itinerary/2\" is not known; this version reads",
            ),
            ("/trips/0/stops/1/lat", json!(123), "trips[0].stops[1].lat: 123 is outside -90..90"),
            ("/trips/0/stops/1/lon", json!(-181), "trips[0].stops[1].lon: -181 is outside -180..180"),
            ("/trips/0/stops/1/lon", json!(null), "trips[0].stops[1].lon: is missing beside lat"),
            ("/trips/0/stops/0/confidence", json!(1.5), "trips[0].stops[0].confidence: 1.5 is outside 0..1"),
            ("/trips/0/stops/0/country", json!("Japan"), "trips[0].stops[0].country: \"Japan\" is no ISO 3166-1"),
            ("/trips/0/stops/0/arrive", json!("2024-02-31"), "trips[0].stops[0].arrive: \"2024-02-31\" is no day"),
            (
                "/trips/0/stops/0/arrive",
                json!("2024-06-20"),
                "trips[0].stops[0].depart: 2024-06-19 is before arrive, 2024-06-20",
            ),
            (
                "/trips/0/stops/0/status",
                json!("gone"),
                "trips[0].stops[0].status: unknown variant \"gone\", expected one of",
            ),
            ("/trips/0/stops/0/place", json!(" "), "trips[0].stops[0].place: is empty"),
            ("/trips/0/stops/0/city", json!("Tokyo"), "trips[0].stops[0].city: unknown field \"city\""),
            ("/trips/0/stops", json!([]), "trips[0].stops: is empty"),
            ("/trips/0/legs/0/to", json!(2), "trips[0].legs[0].to: 2 is no stop; they count from 0 to 1"),
            ("/trips/0/legs/0/from", json!(1), "trips[0].legs[0].to: 1 does not come after from, 1"),
            ("/trips/0/legs/0/distance_km", json!(-1), "trips[0].legs[0].distance_km: -1 is outside"),
            ("/trips/0/days/0/stop", json!(9), "trips[0].days[0].stop: 9 is no stop"),
            ("/trips/0/traveller/name", json!(""), "trips[0].traveller.name: is empty"),
        ] {
            let error = with(pointer, value).unwrap_err().to_string();
            assert!(error.starts_with(said), "{pointer}: {error}");
        }
    }

    #[test]
    fn evidence_must_be_of_a_known_article() {
        let mut whole = whole();
        whole["trips"][0]["stops"][0]["evidence"][0]["article"] = json!("b");
        let error = read(whole.to_string().as_bytes()).unwrap_err().to_string();
        assert_eq!(error, "trips[0].stops[0].evidence[0].article: \"b\" is not among the articles' ids");
    }

    #[test]
    fn missing_parts_are_named() {
        assert!(read(b"{}").unwrap_err().to_string().starts_with("schema: is missing"));
        assert!(read(b"{").unwrap_err().to_string().starts_with("is not valid JSON"));
        let error = with("/trips/0/traveller", json!({"title": null})).unwrap_err().to_string();
        assert!(error.starts_with("trips[0].traveller: missing field \"name\""), "{error}");
    }
}
