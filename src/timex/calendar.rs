//! Days, weeks, months and years as spans and as TIMEX3 values, with years before Christ, which only narratives need.
//!
//! In: numbers out of a text. Out: days, spans and values; `None` for days that no calendar has.

use crate::model::DateSpan;
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// A year, a month of it or a day; 0 where not told. Negative years are before Christ (-490 is 490 BC).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub year: i32,
    pub month: u32,
    pub day: u32,
}

impl Stamp {
    pub fn year(year: i32) -> Self {
        Stamp { year, month: 0, day: 0 }
    }

    pub fn month(year: i32, month: u32) -> Self {
        Stamp { year, month, day: 0 }
    }

    pub fn of(day: NaiveDate) -> Self {
        Stamp { year: day.year(), month: day.month(), day: day.day() }
    }

    /// The value as in TIMEX3: "2019-02-27", "2019-02", "BC0490".
    pub fn value(self) -> String {
        let year = year_value(self.year);
        match (self.month, self.day) {
            (0, _) => year,
            (m, 0) => format!("{year}-{m:02}"),
            (m, d) => format!("{year}-{m:02}-{d:02}"),
        }
    }

    /// The days that it covers; `None` before Christ and where the calendar has no such day.
    pub fn span(self) -> Option<DateSpan> {
        if !(1..=9998).contains(&self.year) {
            return None;
        }
        match (self.month, self.day) {
            (0, _) => {
                DateSpan::new(NaiveDate::from_ymd_opt(self.year, 1, 1)?, NaiveDate::from_ymd_opt(self.year, 12, 31)?)
            }
            (m, 0) => NaiveDate::from_ymd_opt(self.year, m, 1).map(DateSpan::month_of),
            (m, d) => NaiveDate::from_ymd_opt(self.year, m, d).map(DateSpan::day),
        }
    }

    /// The same, moved by months; the day is dropped.
    pub fn plus_months(self, by: i32) -> Self {
        let months = self.year * 12 + self.month.max(1) as i32 - 1 + by;
        Stamp::month(months.div_euclid(12), months.rem_euclid(12) as u32 + 1)
    }
}

fn year_value(year: i32) -> String {
    if year < 0 { format!("BC{:04}", -year) } else { format!("{year:04}") }
}

/// Moves a day; `None` beyond the calendar.
pub fn shift(day: NaiveDate, by: i32) -> Option<NaiveDate> {
    let days = Days::new(u64::from(by.unsigned_abs()));
    let moved = if by < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) };
    moved.filter(|d| (1..=9998).contains(&d.year()))
}

/// Days from a weekday (Monday is 1) back to the one before or on `day`.
pub fn weekday_on_or_before(day: NaiveDate, weekday: u32) -> Option<NaiveDate> {
    let back = (day.weekday().number_from_monday() + 7 - weekday) % 7;
    shift(day, -(back as i32))
}

/// The next such weekday after `day`.
pub fn weekday_after(day: NaiveDate, weekday: u32) -> Option<NaiveDate> {
    let ahead = (weekday + 6 - day.weekday().number_from_monday()) % 7 + 1;
    shift(day, ahead as i32)
}

/// Monday to Sunday of the week that holds `day`, moved by weeks.
pub fn week_of(day: NaiveDate, by: i32) -> Option<DateSpan> {
    let monday = shift(weekday_on_or_before(day, 1)?, by.checked_mul(7)?)?;
    DateSpan::new(monday, shift(monday, 6)?)
}

/// "2019-W09" of a week that begins on `monday`.
pub fn week_value(monday: NaiveDate) -> String {
    let week = monday.iso_week();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// January to March of "2019-Q1", and so on.
pub fn quarter(year: i32, quarter: i32) -> Option<DateSpan> {
    let first = Stamp::month(year, (quarter * 3 - 2) as u32).span()?;
    DateSpan::new(first.first, Stamp::month(year, (quarter * 3) as u32).span()?.last)
}

/// The letters of a season in TIMEX3; 1 is spring.
pub fn season_letters(season: i32) -> &'static str {
    ["SP", "SU", "FA", "WI"][(season - 1).clamp(0, 3) as usize]
}

/// The northern season of a year; winter runs into the next.
pub fn season(year: i32, season: i32) -> Option<DateSpan> {
    let first = Stamp::month(year, (season * 3) as u32);
    DateSpan::new(first.span()?.first, first.plus_months(2).span()?.last)
}

/// The letters of a part of the day in TIMEX3, and of noon.
pub fn part_letters(part: i32) -> &'static str {
    match part {
        1 => "TMO",
        2 => "TAF",
        3 => "TEV",
        4 => "TNI",
        _ => "TMI",
    }
}

/// Easter Sunday of the Western churches, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8).
pub fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let i = (2 * (b % 4) + 2 * (c / 4) + 32 - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * i) / 451;
    let n = h + i - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, (n / 31) as u32, (n % 31 + 1) as u32)
}

/// Easter Sunday of the Eastern churches: the Julian computus (Meeus, ch. 8), moved to the Gregorian calendar.
pub fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    let d = (19 * (year % 19) + 15) % 30;
    let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    let (month, day) = ((d + e + 114) / 31, (d + e + 114) % 31 + 1);
    let lag = year / 100 - year / 400 - 2;
    shift(NaiveDate::from_ymd_opt(year, month as u32, day as u32)?, lag)
}

/// The day of a feast in a year; `None` for feasts that we do not know.
pub fn holiday(name: &str, year: i32) -> Option<NaiveDate> {
    let fixed = name.split_once('-').and_then(|(m, d)| Some((m.parse().ok()?, d.parse().ok()?)));
    if let Some((month, day)) = fixed {
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    let nth = |month, weekday, n| NaiveDate::from_weekday_of_month_opt(year, month, weekday, n);
    match name {
        "easter" => easter(year),
        "good-friday" => shift(easter(year)?, -2),
        "easter-monday" => shift(easter(year)?, 1),
        "palm-sunday" => shift(easter(year)?, -7),
        "ash-wednesday" => shift(easter(year)?, -46),
        "pentecost" => shift(easter(year)?, 49),
        "ascension" => shift(easter(year)?, 39),
        "orthodox-easter" => orthodox_easter(year),
        "king-day" => nth(1, Weekday::Mon, 3),
        "presidents-day" => nth(2, Weekday::Mon, 3),
        "columbus-day" => nth(10, Weekday::Mon, 2),
        "thanksgiving" => nth(11, Weekday::Thu, 4),
        "labor-day" => nth(9, Weekday::Mon, 1),
        "memorial-day" => weekday_on_or_before(NaiveDate::from_ymd_opt(year, 5, 31)?, 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_church_says() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        assert_eq!(easter(2019), day(2019, 4, 21));
        assert_eq!(easter(2024), day(2024, 3, 31));
        assert_eq!(easter(1954), day(1954, 4, 18));
        assert_eq!(holiday("orthodox-easter", 2024), day(2024, 5, 5));
        assert_eq!(holiday("thanksgiving", 2023), day(2023, 11, 23));
    }

    #[test]
    fn weeks_begin_on_monday() {
        let day = NaiveDate::from_ymd_opt(2019, 2, 27).unwrap();
        assert_eq!(week_value(week_of(day, 0).unwrap().first), "2019-W09");
        assert_eq!(weekday_after(day, 3), shift(day, 7));
        assert_eq!(weekday_on_or_before(day, 3), Some(day));
    }
}
