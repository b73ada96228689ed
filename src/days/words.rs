//! The words of the chart; those that a map has too come from the model.

use crate::model::itinerary::{Role, Status, Stop};
pub use crate::model::names::country;
pub use crate::model::words::{description, month, short_name, shown, stay, subtitle, thousands, title};
use chrono::{Datelike, NaiveDate};

pub const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

pub fn month_short(date: NaiveDate) -> &'static str {
    &month(date)[..3]
}

/// "June 2024".
pub fn month_and_year(date: NaiveDate) -> String {
    format!("{} {}", month(date), date.year())
}

pub fn weekday(date: NaiveDate) -> &'static str {
    WEEKDAYS[date.weekday().num_days_from_monday() as usize]
}

/// "Thu 20".
pub fn short_day(date: NaiveDate) -> String {
    format!("{} {}", &weekday(date)[..3], date.day())
}

/// "20 June".
pub fn day(date: NaiveDate) -> String {
    format!("{} {}", date.day(), month(date))
}

/// What stands under a stop's name besides its country.
pub fn state(stop: &Stop) -> Option<&'static str> {
    match (stop.role, stop.status) {
        (_, Status::Cancelled) => Some("cancelled"),
        (Role::Origin, _) => Some("start"),
        (Role::Transit, _) => Some("stopover"),
        (Role::Return, Status::Planned) => Some("return planned"),
        (Role::Return, _) => Some("return"),
        (_, Status::Planned) => Some("planned"),
        _ => None,
    }
}

/// The first letter large.
pub fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
