//! Days of publication as sources write them: `2024-06-20`, `2024-06-20T08:15:00Z`, "Thursday, June 20, 2024", "20 June 2024".
//!
//! In: the words of one field or line. Out: a day, nothing where it is no date at all, or an error where the calendar has no
//! such day. Numbers such as 02/12/2024, which two continents read differently, are not taken.

use super::words;
use crate::error::{Error, Result};
use chrono::NaiveDate;
use std::sync::OnceLock;

/// The words of dates, of every language that is read.
struct Words {
    /// In the order of the calendar, from January.
    months: Vec<&'static str>,
    /// From Monday.
    weekdays: Vec<&'static str>,
    /// Stand before a date of publication.
    labels: Vec<&'static str>,
    /// Stand after one, beside the hour.
    clock: Vec<&'static str>,
    /// Stand between the day and its month.
    between: Vec<&'static str>,
    /// End an ordinal number.
    ordinals: Vec<&'static str>,
}

fn vocabulary() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let all = |name| words::phrases(name).collect();
        Words {
            months: all("month"),
            weekdays: all("weekday"),
            labels: all("datelabel"),
            clock: all("clock"),
            between: all("ofmonth"),
            ordinals: all("ordinal"),
        }
    })
}

/// A day written `YYYY-MM-DD`, and nothing else.
pub fn iso(text: &str) -> Result<NaiveDate> {
    match iso_prefix(text) {
        Some((day, "")) => day,
        _ => Err(Error::new(format!("\"{text}\" is no date; write it as YYYY-MM-DD"))),
    }
}

/// The `YYYY-MM-DD` that `text` begins with, and what follows it.
pub fn iso_prefix(text: &str) -> Option<(Result<NaiveDate>, &str)> {
    let (digits, rest) = (text.get(..10)?, &text[10..]);
    let shaped = digits.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    if !shaped || rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| digits[range].parse().unwrap_or(0);
    Some((day(number(0..4) as i32, number(5..7), number(8..10), digits), rest))
}

/// The day that a whole field or line gives, with its label, weekday and hour if it has them.
pub fn find(text: &str) -> Result<Option<NaiveDate>> {
    let text = text.trim();
    if text.len() > 80 {
        return Ok(None);
    }
    let without_hour = without_hours(text);
    let words: Vec<String> = words_of(&without_hour).collect();
    let Some(first) = (0..words.len()).find(|at| !is_before_day(&words[*at..])) else { return Ok(None) };
    if let Some((day, rest)) = text.find(|c: char| c.is_ascii_digit()).and_then(|at| iso_prefix(&text[at..])) {
        let only_date = words[first].starts_with(|c: char| c.is_ascii_digit());
        return if only_date && is_clock(rest) { day.map(Some) } else { Ok(None) };
    }
    let rest: Vec<&str> =
        words[first..].iter().map(String::as_str).filter(|w| !vocabulary().between.contains(w)).collect();
    let (d, m, y, after) = match rest.as_slice() {
        [m, d, y, after @ ..] if month(m).is_some() => (d, month(m), y, after),
        [d, m, y, after @ ..] => (d, month(m), y, after),
        _ => return Ok(None),
    };
    let (Some(d), Some(m), Some(y)) = (ordinal(d), m, year(y)) else { return Ok(None) };
    if after.iter().all(|w| is_clock_word(w)) { day(y, m, d, text).map(Some) } else { Ok(None) }
}

/// The day of a line at the head of an article: what [`find`] takes, figures alone that both continents read alike, or one of
/// the parts of a short line ("Wednesday, March 30, 2022; Page A14", "Jane Smith | 30 March 2022").
pub fn of_line(line: &str) -> Result<Option<NaiveDate>> {
    if let Some(day) = find(line)? {
        return Ok(Some(day));
    }
    let figures = || machine(line).filter(|_| line.trim().len() <= 20 && line.contains(['/', '.', '-']));
    let is_short = line.len() < 80 && line.contains(['|', ';', '·', '•']);
    let part = || line.split(['|', ';', '·', '•']).find_map(|part| find(part).ok().flatten()).filter(|_| is_short);
    Ok(figures().or_else(part))
}

/// True where the first of these words stands before a day: a label, a zone, a weekday. "Mar" is March in one language and Tuesday
/// in another, but Tuesday only where a month follows.
fn is_before_day(words: &[String]) -> bool {
    let (named, word) = (vocabulary(), words[0].as_str());
    let is_month = month(word).is_some() && !words[1..].iter().any(|other| month(other).is_some());
    if is_month {
        return false;
    }
    let is_zone = named.clock.contains(&word) && word.len() > 1;
    named.labels.contains(&word) || is_zone || month_or_weekday(&named.weekdays, word).is_some()
}

/// The words that are no hour: without "19:25", "7.30pm" has no colon and stays.
fn without_hours(text: &str) -> String {
    let is_hour = |word: &str| {
        let (hour, rest) = word.split_once(':').unwrap_or_default();
        (1..=2).contains(&hour.len())
            && hour.bytes().all(|b| b.is_ascii_digit())
            && rest.starts_with(|c: char| c.is_ascii_digit())
    };
    text.split_whitespace().filter(|word| !is_hour(word)).collect::<Vec<_>>().join(" ")
}

/// The day that follows a label in a line that tells more: "Posted on Wednesday, 30 March 2022 by the desk".
pub fn labelled(text: &str) -> Option<NaiveDate> {
    if text.len() > 200 {
        return None;
    }
    let without_hour = without_hours(text);
    let words: Vec<String> = words_of(&without_hour).filter(|w| !vocabulary().between.contains(&w.as_str())).collect();
    let starts = (0..words.len()).filter(|at| vocabulary().labels.contains(&words[*at].as_str()));
    starts.into_iter().find_map(|at| {
        let day = at + (at..words.len()).position(|n| !is_before_day(&words[n..]))?;
        let [a, b, y] = words.get(day..day + 3)? else { return None };
        let (d, m) = if month(a).is_some() { (b, month(a)) } else { (a, month(b)) };
        NaiveDate::from_ymd_opt(year(y)?, m?, ordinal(d)?)
    })
}

/// The day of a field that programs write: what [`find`] takes, and `20240620`, `2024/06/20`, `20.06.2024`, `25/06/2024`, seconds
/// or milliseconds since 1970. Nothing where two continents would read it differently, or where the calendar has no such day.
pub fn machine(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if let Some(day) = find(text).ok().flatten() {
        return Some(day);
    }
    if let Some((Ok(day), rest)) = iso_prefix(text) {
        return Some(day).filter(|_| rest.is_empty() || rest.starts_with(['T', 't', ' ', '+', 'Z']));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().unwrap_or(0);
    match (digits, text.len()) {
        (8, _) => known_year(number(0..4), number(4..6), number(6..8)),
        (10 | 13, length) if length == digits => {
            let seconds = text[..10].parse().ok()?;
            chrono::DateTime::from_timestamp(seconds, 0).map(|time| time.date_naive())
        }
        _ => parted(text),
    }
}

/// Three numbers with the same mark between them.
fn parted(text: &str) -> Option<NaiveDate> {
    let word = text.split([' ', 'T', ',']).next()?;
    let mark = ['/', '.', '-'].into_iter().find(|mark| word.contains(*mark))?;
    let mut numbers = word.split(mark).map(|n| n.parse::<u32>().ok().filter(|_| n.len() <= 4));
    let (a, b, c) = (numbers.next()??, numbers.next()??, numbers.next()??);
    match (a, b, c) {
        _ if numbers.next().is_some() => None,
        (year, month, day) if year > 31 => known_year(year, month, day),
        (day, month, year) if mark == '.' || day > 12 || day == month => known_year(year, month, day),
        (month, day, year) if day > 12 => known_year(year, month, day),
        _ => None,
    }
}

/// A day of the years in which there were newspapers.
fn known_year(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year as i32, month, day).filter(|_| (1600..2200).contains(&year))
}

/// The day in an address such as `https://example.org/world/2024/06/20/talks` or `…/2024-06-20-talks`.
pub fn in_address(address: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = address.split(['/', '-', '_', '.', '?']).collect();
    parts.windows(3).find_map(|three| {
        let shaped = three[0].len() == 4 && three[1].len() <= 2 && three[2].len() <= 2;
        let number = |n: usize| three[n].parse::<u32>().ok();
        if shaped { known_year(number(0)?, number(1)?, number(2)?).filter(|_| number(0) > Some(1980)) } else { None }
    })
}

/// True for a line of dates, hours and their labels alone: "Updated 23 June Published 20 June".
pub fn is_dateline(line: &str) -> bool {
    let plain = |word: &String| {
        vocabulary().labels.contains(&word.as_str())
            || is_clock_word(word)
            || month(word).is_some()
            || month_or_weekday(&vocabulary().weekdays, word).is_some()
    };
    line.len() < 100 && line.contains(|c: char| c.is_ascii_digit()) && words_of(line).all(|word| plain(&word))
}

fn words_of(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase)
}

fn is_clock(rest: &str) -> bool {
    rest.is_empty()
        || (rest.starts_with(['T', 't', ' ', ',']) && words_of(rest).all(|w| is_clock_word(w.trim_matches('t'))))
}

fn is_clock_word(word: &str) -> bool {
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
    letters.is_empty() || vocabulary().clock.contains(&letters)
}

fn day(year: i32, month: u32, day: u32, written: &str) -> Result<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| {
        Error::new(format!("\"{written}\" is no day of the calendar; correct it or give --published YYYY-MM-DD"))
    })
}

/// The number of a name or of its first three or more letters, from 1.
fn month_or_weekday(names: &[&str], word: &str) -> Option<u32> {
    let at = names.iter().position(|name| *name == word || (word.len() >= 3 && name.starts_with(word)))?;
    Some(at as u32 + 1)
}

fn month(word: &str) -> Option<u32> {
    // Twelve of each language.
    month_or_weekday(&vocabulary().months, word).map(|month| (month - 1) % 12 + 1)
}

fn ordinal(word: &str) -> Option<u32> {
    let digits = vocabulary().ordinals.iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    if digits.len() <= 2 { digits.parse().ok() } else { None }
}

fn year(word: &str) -> Option<i32> {
    if word.len() == 4 { word.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_sources_write() {
        let day = NaiveDate::from_ymd_opt(2024, 6, 20);
        for text in [
            "2024-06-20",
            "2024-06-20T08:15:00Z",
            "2024-06-20T08:15:00.000+07:00",
            "2024-06-20 08:15",
            "June 20, 2024",
            "Thursday, June 20, 2024",
            "Thu, 20 Jun 2024 10:30:00 GMT",
            "Published: 20 June 2024",
            "Jun. 20, 2024 6:12 PM ET",
            "jeu. 20 juin 2024, 10:30",
            "Published on June 20th, 2024 at 10:30 am",
            "the 20th of June 2024".strip_prefix("the ").unwrap(),
        ] {
            assert_eq!(find(text), Ok(day), "{text}");
        }
    }

    #[test]
    fn reads_what_programs_write() {
        let day = NaiveDate::from_ymd_opt(2024, 6, 20);
        for text in [
            "20240620",
            "20240620T081500Z",
            "2024/06/20 08:15",
            "20.06.2024",
            "20.6.2024, 10:15",
            "20/06/2024",
            "6/20/2024",
            "1718870400",
            "1718870400000",
            "2024-06-20T08:15:00.123456+05:30[Asia/Kolkata]",
        ] {
            assert_eq!(machine(text), day, "{text}");
        }
        for text in ["02/12/2024", "20241320", "31.02.2024", "5", "1.2.3.4", "99999999999999", "2024", "12-2024", ""] {
            assert_eq!(machine(text), None, "{text}");
        }
        assert_eq!(in_address("https://example.org/world/2024/06/20/talks-in-oslo"), day);
        assert_eq!(in_address("https://example.org/2024-06-20-talks.html"), day);
        assert_eq!(in_address("https://example.org/a/1234/56/78"), None);
    }

    #[test]
    fn leaves_alone_what_is_no_date() {
        for text in
            ["", "soon", "02/12/2024", "June 2024", "On 20 June 2024 he flew to Hanoi", "Page 2 of 3 2024", "20 June"]
        {
            assert_eq!(find(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn impossible_days_are_told() {
        assert!(find("31 February 2024").is_err());
        assert!(find("2024-02-31").is_err());
        assert!(iso("2024-2-3").is_err());
    }
}
