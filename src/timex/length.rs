//! Lengths of time, and dates that a length or a unit away from another: "two weeks ago", "last month", "the next year".
//!
//! In: a date, a unit and a count. Out: a [`Said`].

use super::anchor::{Context, Tense};
use super::calendar::{self, Stamp};
use super::said::Said;
use crate::model::DateSpan;
use crate::model::mention::TimexKind;
use chrono::{Datelike, NaiveDate};

const DAY: i32 = 1;
const WEEK: i32 = 2;
const MONTH: i32 = 3;
const YEAR: i32 = 4;
const DECADE: i32 = 5;
const CENTURY: i32 = 6;
const QUARTER: i32 = 7;
const HOUR: i32 = 8;
const MINUTE: i32 = 9;
const SECOND: i32 = 10;
const WEEKEND: i32 = 11;
const FORTNIGHT: i32 = 12;

/// "P2D", "PT48H"; decades and centuries in years.
fn value(count: &str, unit: i32) -> String {
    match unit {
        DAY => format!("P{count}D"),
        WEEK => format!("P{count}W"),
        MONTH => format!("P{count}M"),
        QUARTER => format!("P{count}Q"),
        HOUR => format!("PT{count}H"),
        MINUTE => format!("PT{count}M"),
        SECOND => format!("PT{count}S"),
        WEEKEND => format!("P{count}WE"),
        _ => format!("P{count}Y"),
    }
}

/// "two days", "a three-week-long trip", "48 hours".
pub fn duration(count: i32, unit: i32) -> Said {
    let (told, unit) = match unit {
        DECADE => (count.saturating_mul(10), YEAR),
        CENTURY => (count.saturating_mul(100), YEAR),
        FORTNIGHT => (count.saturating_mul(2), WEEK),
        _ => (count, unit),
    };
    let days = match unit {
        DAY => Some(told),
        WEEK => told.checked_mul(7),
        WEEKEND => told.checked_mul(2),
        HOUR if told % 24 == 0 => Some(told / 24),
        _ => None,
    };
    let duration_days = days.filter(|d| *d > 0).and_then(|d| u32::try_from(d).ok());
    Said { duration_days, ..Said::new(TimexKind::Duration, value(&told.to_string(), unit)) }
}

/// "three nights": the days on either side are part of the stay.
pub fn nights(count: i32) -> Said {
    Said { duration_days: u32::try_from(count).ok().and_then(|n| n.checked_add(1)), ..duration(count, DAY) }
}

/// "several days", "months".
pub fn vague(unit: i32) -> Said {
    match unit {
        DECADE => Said::new(TimexKind::Duration, "PXDE"),
        CENTURY => Said::new(TimexKind::Duration, "PXCE"),
        FORTNIGHT => Said::new(TimexKind::Duration, "PXW"),
        _ => Said::new(TimexKind::Duration, value("X", unit)),
    }
}

/// "the 1990s".
pub fn decade(first: i32) -> Said {
    let span =
        Stamp::year(first).span().zip(Stamp::year(first + 9).span()).and_then(|(a, b)| DateSpan::new(a.first, b.last));
    let value = if first < 0 { format!("BC{:03}", -first / 10) } else { format!("{:03}", first / 10) };
    Said { extent: span, told: Some(Stamp::year(first)), ..Said::new(TimexKind::Date, value) }
}

/// "the nineteenth century": years 1800 to 1899 as TIMEX3 writes them.
pub fn century(nth: i32, bc: bool) -> Option<Said> {
    let era = if bc { "BC" } else { "" };
    (1..=30).contains(&nth).then(|| Said::new(TimexKind::Date, format!("{era}{:02}", nth - 1)))
}

/// The calendar unit that lies `by` units from the one that holds a date: "this week", "last month", "next year".
pub fn calendar(date: Option<Stamp>, day: Option<NaiveDate>, unit: i32, by: i32) -> Said {
    let told = |stamp: Stamp| {
        let extent = stamp.span();
        Said {
            extent,
            days: extent.filter(|_| stamp.day > 0),
            told: Some(stamp),
            ..Said::new(TimexKind::Date, stamp.value())
        }
    };
    let unknown = |value: &str| Said::new(TimexKind::Date, value);
    match unit {
        DAY => day.and_then(|d| calendar::shift(d, by)).map_or_else(|| unknown("XXXX-XX-XX"), |d| told(Stamp::of(d))),
        WEEK | FORTNIGHT => week(day, by).unwrap_or_else(|| unknown("XXXX-WXX")),
        WEEKEND => weekend_by(day, by).unwrap_or_else(|| unknown("XXXX-WXX-WE")),
        MONTH => date.filter(|d| d.month > 0).map_or_else(|| unknown("XXXX-XX"), |d| told(d.plus_months(by))),
        QUARTER => date.filter(|d| d.month > 0).and_then(|d| quarter(d, by)).unwrap_or_else(|| unknown("XXXX-QX")),
        YEAR => date.map_or_else(|| unknown("XXXX"), |d| told(Stamp::year(add_years(d.year, by)))),
        DECADE => date.map_or_else(|| unknown("XXX"), |d| decade((d.year.div_euclid(10) + by) * 10)),
        CENTURY => date.and_then(|d| century(d.year.div_euclid(100) + by + 1, false)).unwrap_or_else(|| unknown("XX")),
        _ => unknown("PRESENT_REF"),
    }
}

/// There is no year 0.
fn add_years(year: i32, by: i32) -> i32 {
    let sum = year.saturating_add(by).clamp(-9999, 9999);
    if (year < 0) == (sum < 0) && sum != 0 { sum } else { sum + if by > 0 { 1 } else { -1 } }
}

/// "the week of March 11".
pub fn week_of(date: Said) -> Said {
    let day = date.days.map(|d| d.first);
    week(day, 0).unwrap_or_else(|| Said::new(TimexKind::Date, "XXXX-WXX"))
}

fn week(day: Option<NaiveDate>, by: i32) -> Option<Said> {
    let week = calendar::week_of(day?, by)?;
    Some(Said { extent: Some(week), ..Said::new(TimexKind::Date, calendar::week_value(week.first)) })
}

/// "the weekend": the last one where the clause tells of the past, else the present or coming one.
pub fn weekend(context: &Context) -> Said {
    let weekday = context.today.map_or(1, |d| d.weekday().number_from_monday());
    let by = if context.tense == Tense::Past && weekday < 6 { -1 } else { 0 };
    weekend_by(context.today, by).unwrap_or_else(|| Said::new(TimexKind::Date, "XXXX-WXX-WE"))
}

fn weekend_by(day: Option<NaiveDate>, by: i32) -> Option<Said> {
    let week = calendar::week_of(day?, by)?;
    let days = DateSpan::new(calendar::shift(week.first, 5)?, week.last)?;
    let value = format!("{}-WE", calendar::week_value(week.first));
    Some(Said { days: Some(days), extent: Some(days), ..Said::new(TimexKind::Date, value) })
}

fn quarter(date: Stamp, by: i32) -> Option<Said> {
    let month = date.plus_months(by.checked_mul(3)?);
    let quarter = (month.month as i32 + 2) / 3;
    let span = calendar::quarter(month.year, quarter)?;
    Some(Said { extent: Some(span), ..Said::new(TimexKind::Date, format!("{:04}-Q{quarter}", month.year)) })
}

/// A length before or after a date, at the grain of the length: "two weeks ago", "three years later".
pub fn moved(date: Option<Stamp>, day: Option<NaiveDate>, unit: i32, by: i32) -> Said {
    match unit {
        FORTNIGHT => calendar(date, day, WEEK, by.saturating_mul(2)),
        DECADE => calendar(date, day, YEAR, by.saturating_mul(10)),
        CENTURY => calendar(date, day, YEAR, by.saturating_mul(100)),
        HOUR | MINUTE | SECOND => hours(day),
        MONTH => calendar(date, day, MONTH, by.clamp(-99_999, 99_999)),
        _ => calendar(date, day, unit, by),
    }
}

/// "hours later": mostly the same day.
fn hours(day: Option<NaiveDate>) -> Said {
    let day = day.map_or_else(|| "XXXX-XX-XX".to_string(), |d| Stamp::of(d).value());
    Said::new(TimexKind::Time, format!("{day}TXX"))
}
