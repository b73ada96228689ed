//! What a person overrules: the form of `corrections.toml` and of `corrections` in an itinerary.
//!
//! A correction names its stop by the place that the program read, so that it still fits when new coverage comes in. One that
//! fits nothing is kept and told of.

use super::itinerary::{ActivityKind, Role, Status};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// All corrections of an itinerary, in the order in which they are made: travellers, stops, drops, additions, moves, activities.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Corrections {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub traveller: Vec<TravellerCorrection>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stop: Vec<StopCorrection>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub drop: Vec<Selector>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub add: Vec<AddedStop>,
    #[serde(rename = "move", skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Move>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub activity: Vec<ActivityCorrection>,
}

impl Corrections {
    pub fn is_empty(&self) -> bool {
        *self == Corrections::default()
    }

    /// Takes over another's corrections, behind its own; the same correction is not kept twice.
    pub fn extend(&mut self, other: Corrections) {
        fn join<T: PartialEq>(all: &mut Vec<T>, more: Vec<T>) {
            for one in more {
                if !all.contains(&one) {
                    all.push(one);
                }
            }
        }
        join(&mut self.traveller, other.traveller);
        join(&mut self.stop, other.stop);
        join(&mut self.drop, other.drop);
        join(&mut self.add, other.add);
        join(&mut self.moves, other.moves);
        join(&mut self.activity, other.activity);
    }
}

/// Which stop is meant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Selector {
    /// The stop's place as the program read it.
    pub at: String,
    /// Which visit, from 1, where the trip comes there more than once. Default: the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<u32>,
    /// Whose trip, by name. Default: every trip that has such a stop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traveller: Option<String>,
}

/// New values for a traveller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TravellerCorrection {
    /// The name as the program read it.
    pub is: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// A calendar day, or that none is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub enum DayOrUnknown {
    Day(NaiveDate),
    Unknown,
}

impl DayOrUnknown {
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            DayOrUnknown::Day(day) => Some(day),
            DayOrUnknown::Unknown => None,
        }
    }
}

impl From<Option<NaiveDate>> for DayOrUnknown {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map_or(DayOrUnknown::Unknown, DayOrUnknown::Day)
    }
}

impl TryFrom<String> for DayOrUnknown {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.as_str() {
            "unknown" => Ok(DayOrUnknown::Unknown),
            day => match day.parse() {
                Ok(day) if text.len() == 10 => Ok(DayOrUnknown::Day(day)),
                _ => Err(format!("\"{day}\" is no day of the calendar; write \"YYYY-MM-DD\" or \"unknown\"")),
            },
        }
    }
}

impl From<DayOrUnknown> for String {
    fn from(day: DayOrUnknown) -> String {
        day.day().map_or_else(|| "unknown".into(), |day| day.to_string())
    }
}

/// New values for a stop; what is left out stays as read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StopCorrection {
    pub at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traveller: Option<String>,
    #[serde(flatten)]
    pub values: StopValues,
}

impl StopCorrection {
    pub fn selector(&self) -> Selector {
        Selector { at: self.at.clone(), visit: self.visit, traveller: self.traveller.clone() }
    }
}

/// The fields of a stop that a person can set.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct StopValues {
    /// Another place: its coordinates are those of the gazetteer unless `lat` and `lon` stand beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Degrees north, -90 to 90.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Degrees east, -180 to 180.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrive: Option<DayOrUnknown>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depart: Option<DayOrUnknown>,
    /// What the map and the chart call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// Where in the order of travel.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// Right after the stop at this place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Right before the stop at this place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
}

/// A stop that the articles do not tell of.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddedStop {
    /// Whose trip. Default: the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traveller: Option<String>,
    /// Default: at the end.
    #[serde(flatten)]
    pub position: Position,
    #[serde(flatten)]
    pub values: StopValues,
}

/// A stop that comes elsewhere in the order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Move {
    pub at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traveller: Option<String>,
    #[serde(flatten)]
    pub position: Position,
}

impl Move {
    pub fn selector(&self) -> Selector {
        Selector { at: self.at.clone(), visit: self.visit, traveller: self.traveller.clone() }
    }
}

/// An activity that is added, or that goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActivityCorrection {
    /// The stop's place.
    pub at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traveller: Option<String>,
    /// A few words for the chart; with `drop`, the label as the program made it.
    pub label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ActivityKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Takes the activity of that label away.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub drop: bool,
}
