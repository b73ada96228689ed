//! Expressions that name months, seasons, quarters, halves, years and spans of them.
//!
//! In: the values of a match and the context. Out: a [`Said`] without days: only its extent is known.

use super::anchor::Context;
use super::calendar::{self, Stamp};
use super::pattern::Match;
use super::said::Said;
use super::words::Class;
use crate::model::DateSpan;
use chrono::Datelike;

pub fn month_first(found: &Match) -> Option<u32> {
    found.first(Class::Month).or_else(|| found.first(Class::SureMonth)).map(|m| m as u32)
}

pub fn year_told(found: &Match) -> Option<i32> {
    found.first(Class::Year)
}

/// "June", "in March 2018", "early June".
pub fn month(found: &Match, context: &Context) -> Option<Said> {
    let month = month_first(found)?;
    if let Some(year) = year_told(found) {
        return Some(Said::stamp(Stamp::month(year, month)).full());
    }
    // "June '94"
    if let Some(short) = found.first(Class::Two) {
        let century = if short < 70 { 2000 } else { 1900 };
        return Some(Said::stamp(Stamp::month(century + short, month)).full());
    }
    if let Some(bc) = found.first(Class::Number) {
        return Some(Said::stamp(Stamp::month(-bc, month)).full());
    }
    let year = context.year_of_month(month);
    Some(year.map_or_else(|| Said::unresolved(format!("XXXX-{month:02}")), |y| Said::stamp(Stamp::month(y, month))))
}

/// "last March", "next June", "March of that year".
pub fn month_by(found: &Match, context: &Context, by: i32) -> Option<Said> {
    let month = month_first(found)?;
    let unresolved = Said::unresolved(format!("XXXX-{month:02}"));
    if by == 0 {
        let year = context.reference().map(|r| r.year);
        return Some(year.map_or(unresolved, |y| Said::stamp(Stamp::month(y, month))));
    }
    let Some(today) = context.today else { return Some(unresolved) };
    let year = match by {
        -1 => today.year() - i32::from(month >= today.month()),
        1 => today.year() + i32::from(month <= today.month()),
        2 => today.year() + 1,
        -2 => today.year() - 1,
        _ => today.year(),
    };
    Some(Said::stamp(Stamp::month(year, month)))
}

/// "from March to June 2018".
pub fn months(found: &Match, context: &Context) -> Option<Said> {
    let mut both = found.all(Class::Month).map(|m| m as u32);
    let (first, last) = (both.next()?, both.next()?);
    let Some(year) = year_told(found).or_else(|| context.year_of_month(first)) else {
        return Some(Said::unresolved("XXXX"));
    };
    let told = year_told(found).is_some();
    let (first, last) = match (last < first, told) {
        (false, _) => (Stamp::month(year, first), Stamp::month(year, last)),
        (true, true) => (Stamp::month(year - 1, first), Stamp::month(year, last)),
        (true, false) => (Stamp::month(year, first), Stamp::month(year + 1, last)),
    };
    let span = first.span().zip(last.span()).and_then(|(a, b)| DateSpan::new(a.first, b.last))?;
    Some(Said { told: Some(last), full: told, ..Said::span(span, format!("{}/{}", first.value(), last.value())) })
}

/// "1987-1990", "1939-45".
pub fn years(found: &Match) -> Option<Said> {
    let mut both = found.all(Class::Year);
    let first = both.next()?;
    let last = both.next().or_else(|| found.first(Class::Two).map(|t| first / 100 * 100 + t)).filter(|l| *l > first)?;
    let (from, to) = (Stamp::year(first), Stamp::year(last));
    let span = DateSpan::new(from.span()?.first, to.span()?.last)?;
    Some(Said { told: Some(to), ..Said::span(span, format!("{}/{}", from.value(), to.value())) }.full())
}

pub fn season_said(year: Option<i32>, season: i32) -> Said {
    let letters = calendar::season_letters(season);
    let Some(year) = year else { return Said::unresolved(format!("XXXX-{letters}")) };
    let value = format!("{}-{letters}", Stamp::year(year).value());
    Said { extent: calendar::season(year, season), told: Some(Stamp::year(year)), ..Said::unresolved(value) }
}

/// "winter", "the summer of 2018".
pub fn season(found: &Match, context: &Context) -> Option<Said> {
    let season = found.first(Class::Season).or_else(|| found.first(Class::SureSeason))?;
    if let Some(year) = year_told(found) {
        return Some(season_said(Some(year), season).full());
    }
    if let Some(bc) = found.first(Class::Number) {
        return Some(season_said(Some(-bc), season).full());
    }
    let year = match context.narrative {
        true => context.told.map(|t| t.year),
        false => now(context, season).or_else(|| context.year_of_month(season as u32 * 3)),
    };
    Some(season_said(year, season))
}

/// The year in which the present season began, where it is the one told.
fn now(context: &Context, season: i32) -> Option<i32> {
    let today = context.today?;
    [today.year(), today.year() - 1]
        .into_iter()
        .find(|y| calendar::season(*y, season).is_some_and(|s| s.contains(today)))
}

/// "last winter", "next summer".
pub fn season_by(found: &Match, context: &Context, by: i32) -> Option<Said> {
    let season = found.first(Class::Season)?;
    let middle = season as u32 * 3 + 1;
    let year = context.today.map(|d| match by {
        -1 => d.year() - i32::from(middle >= d.month()),
        1 => d.year() + i32::from(middle < d.month()),
        _ => d.year(),
    });
    Some(season_said(year, season))
}

/// "490 BC", "499-493 BC".
pub fn bc(found: &Match) -> Option<Said> {
    let mut both = found.all(Class::Number);
    if let (Some(from), Some(to)) = (both.next(), both.next()) {
        let (from, to) = (Stamp::year(-from), Stamp::year(-to));
        let said = Said::unresolved(format!("{}/{}", from.value(), to.value()));
        return (from.year < to.year).then_some(Said { told: Some(to), ..said }.full());
    }
    found.first(Class::Number).filter(|n| *n > 0 && *n < 5000).map(|n| Said::stamp(Stamp::year(-n)).full())
}

/// "the first half of 2018".
pub fn half(found: &Match, by: i32) -> Option<Said> {
    let year = year_told(found)?;
    let half = if by > 0 { by } else { found.first(Class::Nth).filter(|h| *h <= 2)? };
    let first = Stamp::month(year, if half == 1 { 1 } else { 7 });
    let span = DateSpan::new(first.span()?.first, first.plus_months(5).span()?.last)?;
    Some(Said { told: Some(Stamp::year(year)), ..Said::span(span, format!("{year}-H{half}")) }.full())
}

/// "the third quarter of 2018".
pub fn quarter(found: &Match, context: &Context, by: i32) -> Option<Said> {
    let quarter = if by > 0 { by } else { found.first(Class::Nth).filter(|q| *q <= 4)? };
    let year = year_told(found).or_else(|| context.year_of_month(quarter as u32 * 3));
    let Some(year) = year else { return Some(Said::unresolved(format!("XXXX-Q{quarter}"))) };
    let span = calendar::quarter(year, quarter)?;
    Some(Said { told: Some(Stamp::year(year)), ..Said::span(span, format!("{year}-Q{quarter}")) })
}
