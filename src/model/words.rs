//! The words of a picture, made from its itinerary: title, subtitle, dates, the alternative text.
//!
//! In: trips. Out: English sentences and phrases. Knows nothing of maps.

use super::names;
use crate::model::itinerary::{Role, Status, Stop, Traveller, Trip};
use chrono::{Datelike, NaiveDate};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What pictures call a stop: its place, or the label that a person gave it.
pub fn shown(stop: &Stop) -> &str {
    stop.label.as_deref().unwrap_or(&stop.place)
}

/// "June".
pub fn month(day: NaiveDate) -> &'static str {
    MONTHS[day.month0() as usize]
}

/// "20 June", with the year where asked for.
pub fn day(date: NaiveDate, with_year: bool) -> String {
    if with_year {
        format!("{} {} {}", date.day(), month(date), date.year())
    } else {
        format!("{} {}", date.day(), month(date))
    }
}

/// "18–19 June", "30 June – 2 July", "18–20 June 2024", "30 December 2023 – 2 January 2024".
pub fn span(first: NaiveDate, last: NaiveDate, with_year: bool) -> String {
    if first == last {
        return day(first, with_year);
    }
    if first.year() != last.year() {
        return format!("{} – {}", day(first, true), day(last, true));
    }
    if first.month() == last.month() {
        return format!("{}–{}", first.day(), day(last, with_year));
    }
    format!("{} – {}", day(first, false), day(last, with_year))
}

/// The days of a stop as a label has them; `None` where the text tells none.
pub fn stay(stop: &Stop, with_year: bool) -> Option<String> {
    match (stop.arrive, stop.depart) {
        (Some(a), Some(d)) if a <= d => Some(span(a, d, with_year)),
        (Some(a), _) if stop.role == Role::Stop => Some(format!("from {}", day(a, with_year))),
        (None, Some(d)) if stop.role == Role::Stop => Some(format!("until {}", day(d, with_year))),
        (Some(d), _) | (None, Some(d)) => Some(day(d, with_year)),
        (None, None) => None,
    }
}

/// The days of one visit among several, as short as they go.
pub fn stay_in_a_list(stop: &Stop, with_year: bool) -> Option<String> {
    match (stop.arrive, stop.depart) {
        (Some(a), Some(d)) if a <= d => Some(span(a, d, with_year)),
        (Some(one), _) | (None, Some(one)) => Some(day(one, with_year)),
        (None, None) => None,
    }
}

/// The days of several visits: "18 and 21 May", "8–9, 21 May and 2 June".
pub fn stays<'a>(stops: impl IntoIterator<Item = &'a Stop>, with_year: bool) -> Option<String> {
    let mut told: Vec<String> = stops.into_iter().filter_map(|stop| stay_in_a_list(stop, with_year)).collect();
    told.dedup();
    // A month that the next visit names again is told once.
    let month = |text: &str| text.split_once(' ').map(|(_, month)| month.to_string());
    for n in 1..told.len() {
        let (before, this) = (&told[n - 1], &told[n]);
        if !before.contains(" – ") && month(before).is_some() && month(before) == month(this) {
            told[n - 1] = before.split(' ').next().unwrap_or_default().to_string();
        }
    }
    (!told.is_empty()).then(|| list(&told))
}

/// How a headline calls the traveller: the family name, or a title with a name that goes by it.
pub fn short_name(traveller: &Traveller) -> String {
    let name = traveller.name.trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let [first, .., last] = words.as_slice() else { return capitalised(name) };
    let by_title =
        ["Pope", "King", "Queen", "Prince", "Princess", "Emperor", "Emir", "Sheikh", "Sultan", "Saint", "The", "the"];
    if by_title.contains(first) {
        return capitalised(name);
    }
    if is_family_first(traveller.country.as_deref(), &words) {
        return (*first).to_string();
    }
    let particles = [
        "von", "van", "de", "del", "della", "di", "da", "do", "dos", "der", "den", "ter", "ten", "le", "la", "el",
        "al", "bin", "ibn", "ben", "bint", "abu", "Abu", "Al", "El", "Ben", "Bin", "De", "Van", "Von", "Le", "La",
        "Di", "Da", "Del", "St.",
    ];
    let mut start = words.len() - 1;
    if ["Jr.", "Jr", "Sr.", "Sr"].contains(last) && start > 1 {
        return words[start - 1].to_string();
    }
    // Who is numbered goes by the given name: John Paul II.
    if is_numeral(last) {
        return name.to_string();
    }
    while start > 1 && particles.contains(&words[start - 1]) {
        start -= 1;
    }
    words[start..].join(" ")
}

/// Whether the family name stands first: by the country, or, where none is told, by the make of the name, which is of two or
/// three syllables after one that is a common family name there: Xi Jinping, Kim Jong Un, Lai Ching-te.
fn is_family_first(country: Option<&str>, words: &[&str]) -> bool {
    let plain = words.len() <= 3 && !words.iter().any(|word| word.contains('.'));
    match country {
        Some(code) => plain && matches!(code, "CN" | "KP" | "KR" | "TW" | "HK" | "MO" | "VN" | "KH"),
        None => plain && FAMILY_FIRST.binary_search(&words[0]).is_ok() && given(&words[1..]),
    }
}

/// Given names of syllables: "Jong Un", "Ching-te", "Jae-in", "Jinping".
fn given(words: &[&str]) -> bool {
    let short = |word: &str| word.chars().count() <= 5;
    match words {
        [one] => one.split('-').all(short) || (one.chars().count() <= 9 && FINALS.iter().any(|end| one.ends_with(end))),
        words => words.iter().all(|word| short(word)),
    }
}

/// Ends of a second syllable in pinyin.
const FINALS: [&str; 14] = ["ng", "ao", "ai", "ei", "an", "en", "in", "un", "ui", "uo", "iu", "ua", "ia", "ie"];

/// Commonest family names of China, Korea and Vietnam that are no given names elsewhere, in order.
const FAMILY_FIRST: [&str; 70] = [
    "Ban", "Bui", "Cai", "Cao", "Chang", "Chen", "Chiang", "Cho", "Choe", "Choi", "Chou", "Chung", "Dang", "Deng",
    "Fan", "Fang", "Feng", "Gao", "Guo", "Han", "Hoang", "Hu", "Huang", "Hwang", "Jeong", "Jiang", "Kang", "Kim",
    "Kwon", "Lai", "Lam", "Li", "Liang", "Lim", "Lin", "Ling", "Liu", "Luo", "Ma", "Moon", "Nguyen", "Pan", "Park",
    "Peng", "Pham", "Phan", "Qin", "Roh", "Shin", "Song", "Sun", "Tang", "Tran", "Tsai", "Vo", "Vu", "Wang", "Wen",
    "Wu", "Xi", "Xie", "Xu", "Yang", "Yoon", "Zeng", "Zhang", "Zhao", "Zheng", "Zhou", "Zhu",
];

/// "II", "XVI".
fn is_numeral(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |c| c.to_uppercase().collect::<String>() + letters.as_str())
}

/// "Putin’s": the possessive.
fn possessive(name: &str) -> String {
    if name.ends_with('s') { format!("{name}’") } else { format!("{name}’s") }
}

/// "A", "A and B", "A, B and C".
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// The stops that a title speaks of: where he goes, not where he starts, changes planes or comes home.
fn visits(trip: &Trip) -> Vec<&Stop> {
    let kept = |s: &&Stop| s.role == Role::Stop && s.status != Status::Cancelled;
    let all: Vec<&Stop> = trip.stops.iter().filter(kept).collect();
    if !all.is_empty() {
        return all;
    }
    let called_off: Vec<&Stop> = trip.stops.iter().filter(|s| s.role == Role::Stop).collect();
    if called_off.is_empty() { trip.stops.iter().collect() } else { called_off }
}

/// Without repeats, in order.
fn distinct(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = Vec::new();
    for item in items {
        if !seen.contains(&item) {
            seen.push(item);
        }
    }
    seen
}

/// Whether every stop was called off.
fn called_off(trip: &Trip) -> bool {
    let mut stops = trip.stops.iter().filter(|s| s.role == Role::Stop).peekable();
    stops.peek().is_some() && stops.all(|s| s.status == Status::Cancelled)
}

/// "Putin’s trip to North Korea and Vietnam".
pub fn title(trips: &[&Trip]) -> String {
    let [trip] = trips else {
        let names = distinct(trips.iter().map(|t| short_name(&t.traveller)));
        return format!("The trips of {}", list(&names));
    };
    let whose = possessive(&short_name(&trip.traveller));
    let off = if called_off(trip) { "cancelled " } else { "" };
    let visits = visits(trip);
    // On the way abroad, a stop at home is no destination.
    let abroad: Vec<&Stop> = visits.iter().copied().filter(|s| s.country != trip.traveller.country).collect();
    let visits = if abroad.is_empty() { visits } else { abroad };
    let countries = distinct(visits.iter().filter_map(|s| names::country_in_sentence(s.country.as_deref()?)));
    let places = distinct(visits.iter().map(|s| shown(s).to_string()));
    let known = visits.iter().all(|s| s.country.as_deref().and_then(names::country).is_some());
    if !known || (countries.len() == 1 && places.len() <= 3) {
        let country = countries.first().map(|c| names_only(c)).filter(|_| known);
        return match (places.as_slice(), country) {
            ([place], Some(country)) if !country.ends_with(place.as_str()) => {
                format!("{whose} {off}trip to {place}, {country}")
            }
            (places, _) if places.len() <= 4 => format!("{whose} {off}trip to {}", list(places)),
            (places, _) => format!("{whose} {off}trip to {} places", number(places.len())),
        };
    }
    match countries.len() {
        1..=3 => format!("{whose} {off}trip to {}", list(&countries)),
        4 if list(&countries).chars().count() < 40 => format!("{whose} {off}trip to {}", list(&countries)),
        n => format!("{whose} {off}{}-country tour", number(n)),
    }
}

fn names_only(country: &str) -> &str {
    country.strip_prefix("the ").unwrap_or(country)
}

/// Numbers up to twelve as words.
pub fn number(n: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(n).map_or_else(|| n.to_string(), |w| (*w).to_string())
}

/// First and last day that the trips tell.
pub fn period(trips: &[&Trip]) -> Option<(NaiveDate, NaiveDate)> {
    let days = || trips.iter().flat_map(|t| &t.stops).flat_map(|s| [s.arrive, s.depart]).flatten();
    Some((days().min()?, days().max()?))
}

/// How far the trips have got; empty where they are done.
fn state(trips: &[&Trip]) -> &'static str {
    let visits = || trips.iter().flat_map(|t| &t.stops).filter(|s| s.role == Role::Stop);
    // Beside stops that stand, one that was called off says nothing of how far the trip has got.
    let off = visits().all(|s| s.status == Status::Cancelled);
    let stops = || visits().filter(|s| off || s.status != Status::Cancelled);
    let all = |status: Status| stops().next().is_some() && stops().all(|s| s.status == status);
    let any = |status: Status| stops().any(|s| s.status == status);
    if all(Status::Planned) {
        "planned"
    } else if all(Status::Cancelled) {
        "called off"
    } else if any(Status::Current) {
        "under way"
    } else if any(Status::Planned) {
        "partly still planned"
    } else {
        ""
    }
}

/// Whether the text tells on which day the trip begins and on which it ends or goes on to its last stop.
fn told_throughout(trip: &Trip) -> bool {
    let kept = || trip.stops.iter().filter(|s| s.status != Status::Cancelled || called_off(trip));
    let dated = |stop: Option<&Stop>| stop.is_some_and(|s| s.arrive.is_some() || s.depart.is_some());
    dated(kept().next()) && dated(kept().next_back())
}

/// "June 2024", "June–July 2024".
fn months(first: NaiveDate, last: NaiveDate) -> String {
    if first.year() != last.year() {
        return format!("{} {} – {} {}", month(first), first.year(), month(last), last.year());
    }
    if first.month() == last.month() {
        return format!("{} {}", month(last), last.year());
    }
    format!("{}–{} {}", month(first), month(last), last.year())
}

/// The period and how far the trip has got: "18–20 June 2024, under way", "Planned for 3–7 May 2025"; by the month
/// where the days of its first or last stop are not told.
pub fn subtitle(trips: &[&Trip]) -> String {
    let spell = if trips.iter().all(|t| told_throughout(t)) { |a, b| span(a, b, true) } else { months };
    let when = period(trips).map(|(first, last)| spell(first, last));
    match (when, state(trips)) {
        (Some(when), "") => when,
        (Some(when), "planned") => format!("Planned for {when}"),
        (Some(when), state) => format!("{when}, {state}"),
        (None, state) => capitalised(state),
    }
}

/// "Pyongyang (North Korea)", or the place alone where it has the country's name.
fn place_and_country(stop: &Stop) -> String {
    match stop.country.as_deref().and_then(names::country) {
        Some(country) if country != shown(stop) => format!("{} ({country})", shown(stop)),
        _ => shown(stop).to_string(),
    }
}

/// The alternative text, two sentences a trip: where it goes, in order, and when; how far that is and how far it has got.
pub fn description(trips: &[&Trip]) -> String {
    let sentences = trips.iter().map(|trip| {
        let stops: Vec<String> = trip.stops.iter().map(told).collect();
        let km: f64 = trip.legs.iter().filter_map(|l| l.distance_km).sum();
        let legs = trip.legs.iter().filter(|l| l.distance_km.is_some()).count();
        let way = match legs {
            0 => "It has no leg to measure".to_string(),
            1 => format!("Its one leg is about {} km as the crow flies", thousands(km)),
            n => format!("Its {} legs add up to about {} km as the crow flies", number(n), thousands(km)),
        };
        let state = state(&[trip]);
        let state = if state.is_empty() { String::new() } else { format!("; the trip is {state}") };
        format!("{} trip, in order: {}. {way}{state}.", possessive(&trip.traveller.name), stops.join("; "))
    });
    sentences.collect::<Vec<_>>().join(" ")
}

/// A stop of the alternative text: "Hanoi (Vietnam), from 20 June, planned".
fn told(stop: &Stop) -> String {
    let mut words = place_and_country(stop);
    if let Some(when) = stay(stop, false) {
        words = format!("{words}, {when}");
    }
    let role = match (stop.role, stop.status) {
        (_, Status::Cancelled) => ", called off",
        (Role::Origin, _) => ", the start",
        (Role::Transit, _) => ", a stop-over",
        (Role::Return, _) => ", the return",
        (Role::Stop, Status::Planned) => ", planned",
        _ => "",
    };
    format!("{words}{role}")
}

/// Rounded to tens, with a comma from a thousand on.
pub fn thousands(km: f64) -> String {
    let whole = if km >= 100.0 { (km / 10.0).round() as u64 * 10 } else { km.round() as u64 };
    let digits = whole.to_string();
    if digits.len() > 3 { format!("{},{}", &digits[..digits.len() - 3], &digits[digits.len() - 3..]) } else { digits }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::itinerary::Named;

    fn traveller(name: &str, country: &str) -> Traveller {
        Traveller { name: name.into(), title: None, country: Some(country.into()) }
    }

    fn stop(place: &str, country: &str, status: Status) -> Stop {
        Stop {
            place: place.into(),
            country: Some(country.into()),
            lat: None,
            lon: None,
            named: Named::City,
            role: Role::Stop,
            status,
            arrive: NaiveDate::from_ymd_opt(2024, 6, 18),
            depart: None,
            confidence: 1.0,
            geonames_id: None,
            label: None,
            by_hand: Vec::new(),
            evidence: Vec::new(),
        }
    }

    fn trip(stops: Vec<Stop>) -> Trip {
        Trip {
            traveller: traveller("Jonas Gahr Støre", "NO"),
            stops,
            legs: vec![],
            days: vec![],
            warnings: vec![],
            conflicts: vec![],
        }
    }

    #[test]
    fn short_names() {
        let cases = [
            ("Vladimir Putin", "RU", "Putin"),
            ("Xi Jinping", "CN", "Xi"),
            ("Ursula von der Leyen", "DE", "von der Leyen"),
            ("Pope Francis", "VA", "Pope Francis"),
            ("Mohammed bin Salman", "SA", "bin Salman"),
            ("the French foreign minister", "FR", "The French foreign minister"),
            ("Lula", "BR", "Lula"),
            ("John Paul II", "VA", "John Paul II"),
            ("Kim Dae Jung", "KR", "Kim"),
            ("Martin Luther King Jr.", "US", "King"),
        ];
        for (name, country, short) in cases {
            assert_eq!(short_name(&traveller(name, country)), short);
        }
        let homeless = |name: &str| short_name(&Traveller { country: None, ..traveller(name, "") });
        for (name, short) in [
            ("Lai Ching-te", "Lai"),
            ("Kim Jong Un", "Kim"),
            ("Xi Jinping", "Xi"),
            ("Ban Ki-moon", "Ban"),
            ("Park Geun-hye", "Park"),
            ("Kim Beazley", "Beazley"),
            ("Lim Guan Eng", "Lim"),
            ("Angela Merkel", "Merkel"),
            ("Sun Myung Moon", "Sun"),
            ("Song Tao", "Song"),
            ("John Paul II", "John Paul II"),
        ] {
            assert_eq!(homeless(name), short, "{name}");
        }
    }

    #[test]
    fn titles_name_countries_or_the_only_city() {
        let one = trip(vec![stop("Kyiv", "UA", Status::Visited)]);
        assert_eq!(title(&[&one]), "Støre’s trip to Kyiv, Ukraine");
        let two = trip(vec![stop("Manila", "PH", Status::Visited), stop("Hanoi", "VN", Status::Visited)]);
        assert_eq!(title(&[&two]), "Støre’s trip to the Philippines and Vietnam");
        let off = trip(vec![stop("Singapore", "SG", Status::Cancelled)]);
        assert_eq!(title(&[&off]), "Støre’s cancelled trip to Singapore");
    }

    #[test]
    fn subtitles_tell_no_day_that_the_text_does_not() {
        let first = Stop { arrive: None, ..stop("Pyongyang", "KP", Status::Visited) };
        let open = trip(vec![first, stop("Hanoi", "VN", Status::Current)]);
        assert_eq!(subtitle(&[&open]), "June 2024, under way");
        assert_eq!(subtitle(&[&trip(vec![stop("Hanoi", "VN", Status::Planned)])]), "Planned for 18 June 2024");
    }

    #[test]
    fn days_of_several_visits() {
        let visit = |m, from, to| Stop {
            arrive: NaiveDate::from_ymd_opt(2024, m, from),
            depart: NaiveDate::from_ymd_opt(2024, m, to),
            ..stop("Paris", "FR", Status::Visited)
        };
        let told = |visits: &[Stop]| stays(visits, false).unwrap();
        assert_eq!(told(&[visit(5, 18, 18), visit(5, 21, 21)]), "18 and 21 May");
        assert_eq!(told(&[visit(5, 8, 9), visit(5, 21, 21), visit(6, 2, 2)]), "8–9, 21 May and 2 June");
        assert_eq!(stays(&[visit(5, 18, 18), visit(5, 21, 21)], true).unwrap(), "18 and 21 May 2024");
    }

    #[test]
    fn a_stop_called_off_leaves_the_others_planned() {
        let stops = vec![stop("Niamey", "NE", Status::Cancelled), stop("Bamako", "ML", Status::Planned)];
        assert_eq!(subtitle(&[&trip(stops)]), "Planned for 18 June 2024");
    }

    #[test]
    fn spans_of_days() {
        let day = |m, d| NaiveDate::from_ymd_opt(2024, m, d).unwrap();
        assert_eq!(span(day(6, 18), day(6, 19), false), "18–19 June");
        assert_eq!(span(day(6, 30), day(7, 2), true), "30 June – 2 July 2024");
        assert_eq!(span(day(6, 30), day(6, 30), true), "30 June 2024");
        assert_eq!((thousands(2763.0), thousands(53.4)), ("2,760".to_string(), "53".to_string()));
    }
}
