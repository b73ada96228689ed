//! `corrections.toml` to [`Corrections`], strictly.
//!
//! In: the bytes of the file. Out: the corrections, or one line that names the line of the file and what to do.

use crate::error::{Error, Result};
use crate::model::correction::{Corrections, Position, StopValues};

/// A file of corrections has at most so many bytes.
pub const LIMIT: usize = 1 << 20;

/// Reads a file of corrections and checks every field.
pub fn read(bytes: &[u8]) -> Result<Corrections> {
    let text = super::text::decode(bytes)?;
    let corrections: Corrections = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        Error::new(error.message().replace('`', "\"").replace('\n', " ")).at(format!("line {line}"))
    })?;
    check(&corrections)?;
    Ok(corrections)
}

/// Checks what the form alone cannot: ranges, and that something is said at all.
pub fn check(corrections: &Corrections) -> Result<()> {
    for stop in &corrections.stop {
        let place = format!("[[stop]] \"{}\"", stop.at);
        if stop.values == StopValues::default() {
            let fields = "place, country, lat and lon, role, status, arrive, depart, label";
            return Err(Error::new(format!("sets nothing; give one of {fields}")).at(place));
        }
        values(&stop.values).map_err(|e| e.at(place))?;
    }
    for stop in &corrections.add {
        let name = stop.values.place.as_deref().unwrap_or_default();
        let place = format!("[[add]] \"{name}\"");
        if name.is_empty() {
            return Err(Error::new("place is missing; name the stop to add").at(place));
        }
        values(&stop.values).map_err(|e| e.at(place))?;
    }
    for step in &corrections.moves {
        if step.position == Position::default() {
            return Err(Error::new("says not where to; give after or before").at(format!("[[move]] \"{}\"", step.at)));
        }
    }
    for traveller in &corrections.traveller {
        country(traveller.country.as_deref()).map_err(|e| e.at(format!("[[traveller]] \"{}\"", traveller.is)))?;
    }
    Ok(())
}

fn values(values: &StopValues) -> Result<()> {
    country(values.country.as_deref())?;
    if values.lat.is_some() != values.lon.is_some() {
        return Err(Error::new("lat and lon go together; give both or neither"));
    }
    for (name, value, limit) in [("lat", values.lat, 90.0), ("lon", values.lon, 180.0)] {
        if let Some(value) = value.filter(|v| !(-limit..=limit).contains(v)) {
            return Err(Error::new(format!("{name}: {value} is outside -{limit}..{limit}")));
        }
    }
    let day = |day: Option<crate::model::correction::DayOrUnknown>| day.and_then(|d| d.day());
    match (day(values.arrive), day(values.depart)) {
        (Some(arrive), Some(depart)) if depart < arrive => {
            Err(Error::new(format!("depart: {depart} is before arrive, {arrive}")))
        }
        _ => Ok(()),
    }
}

fn country(code: Option<&str>) -> Result<()> {
    match code {
        Some(code) if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_uppercase()) => {
            Err(Error::new(format!("country: \"{code}\" is no ISO 3166-1 code; write two capitals, such as VN")))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::itinerary::Status;

    fn message(text: &str) -> String {
        read(text.as_bytes()).expect_err(text).to_string()
    }

    #[test]
    fn all_kinds_are_read() {
        let text = "[[stop]]\nat = \"Hanoi\"\nvisit = 2\nstatus = \"cancelled\"\narrive = \"unknown\"\n\n[[drop]]\nat = \"Moscow\"\n\n\
                    [[add]]\nplace = \"Da Nang\"\nafter = \"Hanoi\"\n\n[[move]]\nat = \"Vientiane\"\nbefore = \"Hanoi\"\n\n\
                    [[traveller]]\nis = \"Putin\"\nname = \"Vladimir Putin\"\n\n[[activity]]\nat = \"Hanoi\"\nlabel = \"a walk\"\n";
        let corrections = read(text.as_bytes()).unwrap();
        assert_eq!(corrections.stop[0].values.status, Some(Status::Cancelled));
        assert_eq!(corrections.stop[0].visit, Some(2));
        assert_eq!(corrections.stop[0].values.arrive.map(|d| d.day()), Some(None));
        assert_eq!(corrections.add[0].position.after.as_deref(), Some("Hanoi"));
        assert_eq!(corrections.moves[0].position.before.as_deref(), Some("Hanoi"));
        assert_eq!((corrections.drop.len(), corrections.traveller.len(), corrections.activity.len()), (1, 1, 1));
    }

    #[test]
    fn mistakes_are_told_with_their_line_or_stop() {
        assert!(message("[[stop]]\nat = \"Hanoi\"\nstauts = \"visited\"\n").contains("stauts"));
        assert!(message("\n[[stop]]\nat = 5\n").starts_with("line "));
        assert!(message("[[stop]]\nat = \"Hanoi\"\narrive = \"2024-13-01\"\n").contains("no day of the calendar"));
        assert_eq!(
            message("[[stop]]\nat = \"Hanoi\"\nlat = 95.0\nlon = 1.0\n"),
            "[[stop]] \"Hanoi\": lat: 95 is outside -90..90"
        );
        assert!(message("[[stop]]\nat = \"Hanoi\"\n").contains("sets nothing"));
        assert!(message("[[move]]\nat = \"Hanoi\"\n").contains("after or before"));
    }
}
