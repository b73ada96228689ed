//! A span of whole calendar days, local to the place where they were spent.

use chrono::{Datelike, Days, NaiveDate};

/// The first and the last day of a span, both included; `first <= last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateSpan {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl DateSpan {
    /// A single day.
    pub fn day(day: NaiveDate) -> Self {
        DateSpan { first: day, last: day }
    }

    /// A span of days; `None` where it would end before it begins.
    pub fn new(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        (first <= last).then_some(DateSpan { first, last })
    }

    /// The whole month that holds `day`.
    pub fn month_of(day: NaiveDate) -> Self {
        let first = day.with_day(1).unwrap_or(day);
        let last = first
            .checked_add_months(chrono::Months::new(1))
            .and_then(|next| next.checked_sub_days(Days::new(1)))
            .unwrap_or(first);
        DateSpan { first, last }
    }

    /// The only day of the span, where it has but one.
    pub fn single(self) -> Option<NaiveDate> {
        (self.first == self.last).then_some(self.first)
    }

    /// How many days the span holds: 1 for a single day.
    pub fn days(self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    pub fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }
}
