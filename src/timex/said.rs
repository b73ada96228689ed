//! What an expression says: all of a `Timex` but its place in the text.
//!
//! Made by the meanings, read by [`super::find`].

use super::anchor::Readings;
use super::calendar::{self, Stamp};
use crate::model::DateSpan;
use crate::model::mention::TimexKind;
use chrono::NaiveDate;

/// A time expression but for its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    pub kind: TimexKind,
    pub value: String,
    pub days: Option<DateSpan>,
    pub past: Option<DateSpan>,
    pub future: Option<DateSpan>,
    pub extent: Option<DateSpan>,
    pub offset_days: Option<i32>,
    pub nth_day: Option<u32>,
    pub duration_days: Option<u32>,
    /// What it tells for the expressions after it.
    pub told: Option<Stamp>,
    /// The year was told outright.
    pub full: bool,
}

impl Said {
    pub fn new(kind: TimexKind, value: impl Into<String>) -> Self {
        Said {
            kind,
            value: value.into(),
            days: None,
            past: None,
            future: None,
            extent: None,
            offset_days: None,
            nth_day: None,
            duration_days: None,
            told: None,
            full: false,
        }
    }

    pub fn stamp(stamp: Stamp) -> Self {
        let span = stamp.span();
        let days = span.filter(|_| stamp.day > 0);
        Said { days, extent: span, told: Some(stamp), ..Said::new(TimexKind::Date, stamp.value()) }
    }

    pub fn day(day: NaiveDate) -> Self {
        Said::stamp(Stamp::of(day))
    }

    pub fn readings(readings: Readings) -> Self {
        let (past, future) = (readings.past.map(DateSpan::day), readings.future.map(DateSpan::day));
        Said { past, future, ..Said::day(readings.chosen) }
    }

    pub fn span(span: DateSpan, value: String) -> Self {
        Said { extent: Some(span), ..Said::new(TimexKind::Date, value) }
    }

    pub fn unresolved(value: impl Into<String>) -> Self {
        Said::new(TimexKind::Date, value)
    }

    /// Adds a part of the day: "2019-02-27TEV".
    pub fn part(mut self, part: Option<i32>) -> Self {
        if let Some(part) = part {
            self.value.push_str(calendar::part_letters(part));
            self.kind = TimexKind::Time;
        }
        self
    }

    pub fn full(mut self) -> Self {
        self.full = true;
        self
    }
}
