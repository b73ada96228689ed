//! Expressions that name days: weekdays, dates, spans of days, numeric dates, times and parts of a day.
//!
//! In: the values of a match and the context. Out: a [`Said`]; `None` where the figures make no sense as a date.

use super::anchor::{Context, Readings};
use super::calendar::{self, Stamp};
use super::pattern::Match;
use super::period::{month_first, year_told};
use super::said::Said;
use super::words::{Class, twelve_hours};
use crate::model::DateSpan;
use crate::model::mention::TimexKind;
use chrono::{Datelike, NaiveDate};

/// Drops the other reading, where the words leave none open.
pub fn single(said: Said) -> Said {
    Said { past: None, future: None, ..said }
}

pub fn weekday(found: &Match, read: impl Fn(u32) -> Option<Readings>) -> Said {
    let weekday = found.first(Class::Weekday).unwrap_or(1);
    let said = read(weekday as u32).map_or_else(|| Said::unresolved(format!("XXXX-WXX-{weekday}")), Said::readings);
    said.part(found.first(Class::Part))
}

/// "Tuesday of next week".
pub fn weekday_of_week(found: &Match, context: &Context, by: i32) -> Said {
    let weekday = found.first(Class::Weekday).unwrap_or(1);
    let week = context.today.and_then(|d| calendar::week_of(d, by));
    let day = week.and_then(|w| calendar::shift(w.first, weekday - 1));
    day.map_or_else(|| Said::unresolved(format!("XXXX-WXX-{weekday}")), Said::day).part(found.first(Class::Part))
}

/// "the first Sunday of March"; the fifth stands for the last.
pub fn weekday_of_month(found: &Match, context: &Context, nth: i32) -> Option<Said> {
    let (weekday, month) = (found.first(Class::Weekday)?, month_first(found)?);
    let nth = if nth > 0 { nth } else { found.first(Class::Nth)? };
    let Some(year) = year_told(found).or_else(|| context.year_of_month(month)) else {
        return Some(Said::unresolved(format!("XXXX-{month:02}")));
    };
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let before_first =
        calendar::shift(calendar::weekday_on_or_before(first, weekday as u32)?, if nth > 5 { return None } else { 0 })?;
    let day =
        (0..=5).filter_map(|w| calendar::shift(before_first, w * 7)).filter(|d| d.month() == month && d.year() == year);
    let days: Vec<NaiveDate> = day.collect();
    let chosen = if nth == 5 { days.last() } else { days.get(nth as usize - 1) };
    chosen.map(|d| Said::day(*d))
}

/// "Monday to Wednesday", "Thursday and Friday" (a pair).
pub fn weekdays(found: &Match, context: &Context, pair: bool) -> Option<Said> {
    let mut both = found.all(Class::Weekday).map(|w| w as u32);
    let (first, last) = (both.next()?, both.next()?);
    let length = ((last + 7 - first) % 7) as i32;
    if pair && length != 1 {
        return None;
    }
    let Some(readings) = context.weekday(first) else { return Some(Said::unresolved(format!("XXXX-WXX-{first}"))) };
    let span = |day: NaiveDate| DateSpan::new(day, calendar::shift(day, length)?);
    // What began in the past and ends after today is read as past only where the tense says so.
    let said = range(span(readings.chosen)?);
    Some(Said { past: readings.past.and_then(span), future: readings.future.and_then(span), ..said })
}

pub fn range(span: DateSpan) -> Said {
    let value = format!("{}/{}", Stamp::of(span.first).value(), Stamp::of(span.last).value());
    Said { days: Some(span), told: Some(Stamp::of(span.last)), ..Said::span(span, value) }
}

pub fn full_date(year: i32, month: i32, day: i32) -> Option<Said> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let stamp = Stamp { year, month: month as u32, day: day as u32 };
    Some(if stamp.span().is_some() { Said::stamp(stamp).full() } else { no_such_day() })
}

/// "31 June": no day of any year.
pub fn no_such_day() -> Said {
    Said::unresolved("XXXX-XX-XX")
}

pub fn day_told(found: &Match) -> Option<u32> {
    found.first(Class::Day).or_else(|| found.first(Class::Nth)).map(|d| d as u32).filter(|d| (1..=31).contains(d))
}

/// "June 18", "Thursday, 20 June 2024", "the night of 3 May".
pub fn date(found: &Match, context: &Context, which: &str) -> Option<Said> {
    let (month, day) = (month_first(found)?, day_told(found)?);
    if which == "told" {
        let year = context.reference().map(|r| r.year);
        let stamp = year.map(|year| Stamp { year, month, day }).filter(|s| s.span().is_some());
        return Some(stamp.map_or_else(|| Said::unresolved(format!("XXXX-{month:02}-{day:02}")), Said::stamp));
    }
    let part = found.first(Class::Part);
    if let Some(year) = year_told(found) {
        return full_date(year, month as i32, day as i32).map(|s| s.part(part));
    }
    if NaiveDate::from_ymd_opt(2000, month, day).is_none() {
        return Some(no_such_day());
    }
    if let Some(year) = context.story_year.filter(|y| context.narrative && *y < 0) {
        return Some(Said::stamp(Stamp { year, month, day }));
    }
    let readings = context.day_of_year(month, day, found.first(Class::Weekday).map(|w| w as u32));
    Some(readings.map_or_else(|| Said::unresolved(format!("XXXX-{month:02}-{day:02}")), Said::readings).part(part))
}

/// "June 18-20", "30 May to 2 June 2024", "18 and 19 June" (a pair).
pub fn days(found: &Match, context: &Context, pair: bool) -> Option<Said> {
    let months: Vec<u32> = found.all(Class::Month).map(|m| m as u32).collect();
    let days: Vec<u32> = found.all(Class::Day).map(|d| d as u32).collect();
    let ([month, ..], [day, .., last_day]) = (&months[..], &days[..]) else { return None };
    let last_month = *months.last()?;
    // "May 3 and 17" is no span, "May 3 and 4" is.
    let turn = months.len() > 1 && *last_day == 1 && NaiveDate::from_ymd_opt(2000, *month, *day + 1).is_none();
    if pair && days.windows(2).any(|d| d[1] != d[0] + 1) && !turn {
        return None;
    }
    let years: Vec<i32> = found.all(Class::Year).collect();
    let span = |start: NaiveDate| {
        let year = years.last().copied().unwrap_or(start.year() + i32::from(last_month < start.month()));
        DateSpan::new(start, NaiveDate::from_ymd_opt(year, last_month, *last_day)?)
    };
    if let Some(year) = years.first() {
        let first_year = if years.len() == 1 && last_month < *month { year - 1 } else { *year };
        let span = NaiveDate::from_ymd_opt(first_year, *month, *day).and_then(span);
        return Some(span.map_or_else(no_such_day, |s| range(s).full()));
    }
    let valid = |m, d| NaiveDate::from_ymd_opt(2000, m, d).is_some();
    if !valid(*month, *day) || !valid(last_month, *last_day) || (*month == last_month && day >= last_day) {
        return Some(no_such_day());
    }
    let Some(readings) = context.day_of_year(*month, *day, None) else {
        return Some(Said::unresolved(format!("XXXX-{month:02}-{day:02}/XXXX-{last_month:02}-{last_day:02}")));
    };
    let Some(chosen) = span(readings.chosen) else { return Some(no_such_day()) };
    Some(Said { past: readings.past.and_then(span), future: readings.future.and_then(span), ..range(chosen) })
}

/// "the 14th", "the 14th of this month".
pub fn day_of_month(found: &Match, context: &Context, by: i32, which: &str) -> Option<Said> {
    let day = found.first(Class::Dth).or_else(|| found.first(Class::Day))? as u32;
    let unresolved = || Said::unresolved(format!("XXXX-XX-{day:02}"));
    let part = found.first(Class::Part);
    if which == "month" {
        let month = context.today.map(|d| Stamp::of(d).plus_months(by));
        return Some(month.map_or_else(unresolved, |m| Said::stamp(Stamp { day, ..m })));
    }
    if which == "told" {
        let month = context.reference().filter(|r| r.month > 0);
        return Some(month.map_or_else(unresolved, |m| Said::stamp(Stamp { day, ..m })));
    }
    if let Some(weekday) = found.first(Class::Weekday) {
        return Some(weekday_and_number(context, weekday as u32, day).map_or_else(unresolved, Said::day));
    }
    Some(context.day_of_month(day).map_or_else(unresolved, Said::readings).part(part))
}

/// "Wednesday 12": the day with this number nearest today that falls on the weekday.
pub fn weekday_and_number(context: &Context, weekday: u32, day: u32) -> Option<NaiveDate> {
    let today = context.today?;
    let on = |by: i32| {
        let month = Stamp::of(today).plus_months(by);
        NaiveDate::from_ymd_opt(month.year, month.month, day)
    };
    let fits = |d: &NaiveDate| d.weekday().number_from_monday() == weekday;
    [0, -1, 1].into_iter().filter_map(on).filter(fits).min_by_key(|d| (*d - today).num_days().abs())
}

/// "from the 3rd to the 7th".
pub fn days_of_month(found: &Match, context: &Context) -> Option<Said> {
    let mut both = found.all(Class::Dth).map(|d| d as u32);
    let (first, last) = (both.next()?, both.next()?);
    let Some(readings) = context.day_of_month(first) else { return Some(Said::unresolved("XXXX-XX-XX")) };
    let span = |day: NaiveDate| DateSpan::new(day, day.with_day(last)?);
    let Some(chosen) = span(readings.chosen) else { return Some(no_such_day()) };
    Some(Said { past: readings.past.and_then(span), future: readings.future.and_then(span), ..range(chosen) })
}

/// "02/12/2024": by the text's other dates; else the order that gives the day nearest today. Where both orders give a day, the
/// earlier is `past` and the later `future`.
pub fn numeric(found: &Match, context: &Context) -> Option<Said> {
    let mut two = found.all(Class::Day);
    let (a, b) = (two.next()?, two.next()?);
    let year =
        year_told(found).or_else(|| found.first(Class::Two).map(|y| if y < 70 { 2000 + y } else { 1900 + y }))?;
    let (day_first, month_first) = (full_date(year, b, a), full_date(year, a, b));
    let (day_first, month_first) = match (day_first, month_first) {
        (Some(only), None) | (None, Some(only)) => return Some(only),
        (d, m) => (d?, m?),
    };
    let (Some(d), Some(m)) = (day_first.days, month_first.days) else { return Some(no_such_day()) };
    if d == m {
        return Some(day_first);
    }
    let far = |span: DateSpan| context.today.map_or(0, |t| (span.first - t).num_days().abs());
    let months_lead = context.month_first.unwrap_or_else(|| far(m) < far(d));
    let chosen = if months_lead { month_first } else { day_first };
    Some(Said { past: Some(d.min(m)), future: Some(d.max(m)), ..chosen })
}

/// "3 p.m.", "10:30 GMT"; noon and midnight are `named` by their minutes.
pub fn clock(found: &Match, context: &Context, named: i32) -> Option<Said> {
    let told = [Class::Clock, Class::Military, Class::Hour].into_iter().find_map(|c| found.first(c));
    let minutes = told.or((named > 0).then_some(named))? + found.first(Class::Minute).unwrap_or(0);
    if let Some(late) = found.first(Class::Minute12) {
        let minutes = twelve_hours(told?, late / 1000 * 12) + late % 1000;
        return Some(clock_said(context, minutes, found.first(Class::Zone)));
    }
    let minutes = found.first(Class::Meridiem).map_or(minutes, |shift| twelve_hours(minutes, shift));
    if minutes > 24 * 60 {
        return None;
    }
    Some(clock_said(context, minutes, found.first(Class::Zone)))
}

fn clock_said(context: &Context, minutes: i32, zone: Option<i32>) -> Said {
    let day = context.reference_day().map_or_else(|| "XXXX-XX-XX".to_string(), |d| Stamp::of(d).value());
    let zone = if zone == Some(1) { "Z" } else { "" };
    Said::new(TimexKind::Time, format!("{day}T{:02}:{:02}{zone}", minutes / 60, minutes % 60))
}

/// "the morning", "overnight": of the day told last.
pub fn part_of_day(found: &Match, context: &Context) -> Said {
    let part = found.first(Class::Part).unwrap_or(4);
    let said =
        context.reference_day().map_or_else(|| Said::unresolved("XXXX-XX-XX"), |d| Said { told: None, ..Said::day(d) });
    Said { offset_days: Some(0), ..said }.part(Some(part))
}
