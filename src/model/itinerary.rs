//! The itinerary: who went where, when and how sure that is, with the words that show it. The form of `itinerary.json`.
//!
//! Field names and values are the schema `motorcade/itinerary/1`, documented in the README. Spans here are Unicode code
//! points of the article's text as given.

use super::{Corrections, Warning};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The value of `schema` that this version writes and reads.
pub const SCHEMA: &str = "motorcade/itinerary/1";

/// Everything that was read out of one or more articles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Itinerary {
    #[schemars(extend("const" = SCHEMA))]
    pub schema: String,
    pub articles: Vec<ArticleReference>,
    pub trips: Vec<Trip>,
    #[serde(default)]
    pub warnings: Vec<Warning>,
    /// What a person overruled.
    #[serde(default, skip_serializing_if = "Corrections::is_empty")]
    pub corrections: Corrections,
    /// What each article says by itself; the trips are made of these, then corrected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<Reading>,
}

impl Default for Itinerary {
    fn default() -> Self {
        Itinerary {
            schema: SCHEMA.into(),
            articles: Vec::new(),
            trips: Vec::new(),
            warnings: Vec::new(),
            corrections: Corrections::default(),
            readings: Vec::new(),
        }
    }
}

/// An article that evidence refers to, by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArticleReference {
    pub id: String,
    pub title: Option<String>,
    pub published: Option<NaiveDate>,
    pub source: Option<String>,
    /// FNV-1a of headline and text, 64 bits as hexadecimal: tells whether two articles are the same one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// What one article says by itself, before anything is merged or corrected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// The article's id.
    pub article: String,
    pub trips: Vec<Trip>,
}

/// One journey of one traveller.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Trip {
    pub traveller: Traveller,
    /// In the order of travel.
    #[schemars(length(min = 1))]
    pub stops: Vec<Stop>,
    /// From each stop that was not cancelled to the next.
    pub legs: Vec<Leg>,
    /// What happened, by day; days in order, entries without a day last.
    pub days: Vec<Day>,
    #[serde(default)]
    pub warnings: Vec<Warning>,
    /// What the articles disagree on, and what was taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
}

/// Something that articles tell differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// Index into `stops`.
    pub stop: usize,
    /// The field of the stop: `place`, `arrive`, `depart`, `status`, `role` or `order`.
    pub field: String,
    /// Each value with the articles that say so, the one taken first.
    pub values: Vec<Said>,
    /// One sentence: why the first value was taken, and what may explain the difference.
    pub why: String,
}

/// A value, and who says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Said {
    pub value: String,
    /// The articles' ids.
    pub articles: Vec<String>,
}

/// Who travels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Traveller {
    /// The fullest name that the text gives; the title where it gives none.
    pub name: String,
    pub title: Option<String>,
    /// ISO 3166-1 alpha-2, where the text tells it.
    #[schemars(regex(pattern = "^[A-Z]{2}$"))]
    pub country: Option<String>,
}

/// How finely the text names a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Named {
    City,
    /// Only a venue tells which city.
    Venue,
    /// A region or state; the place is the region itself.
    Region,
    /// A country; the place is its capital.
    Country,
}

/// What the traveller does at a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The text says that the journey starts here.
    Origin,
    Stop,
    /// A refuelling or a stop-over without a visit.
    Transit,
    /// The text says that he comes home here at the end.
    Return,
}

/// How a stop or a leg stands on the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Visited,
    Current,
    Planned,
    Cancelled,
}

/// A place on the trip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    #[schemars(length(min = 1))]
    pub place: String,
    /// ISO 3166-1 alpha-2; `null` where the place is not in the gazetteer.
    #[schemars(regex(pattern = "^[A-Z]{2}$"))]
    pub country: Option<String>,
    /// Degrees north; `null` where the place is not in the gazetteer.
    #[schemars(range(min = -90.0, max = 90.0))]
    pub lat: Option<f64>,
    /// Degrees east; `null` where the place is not in the gazetteer.
    #[schemars(range(min = -180.0, max = 180.0))]
    pub lon: Option<f64>,
    pub named: Named,
    pub role: Role,
    pub status: Status,
    /// Local calendar days; `null` where the text does not say.
    pub arrive: Option<NaiveDate>,
    pub depart: Option<NaiveDate>,
    /// 0..=1: how sure the extractor is that this is a stop of this trip.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geonames_id: Option<u32>,
    /// What the map and the chart call it, where a person gave it a label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The fields that a person set; `all` where a person added the stop.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_hand: Vec<String>,
    pub evidence: Vec<Evidence>,
}

/// What a piece of evidence shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Shows {
    /// That the traveller goes there.
    Stop,
    Arrive,
    Depart,
    Status,
    Role,
    /// The order of two stops.
    Order,
    Activity,
}

/// Which part of the article a span counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    Title,
    #[default]
    Text,
}

/// The words that show something, and the rule that read them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    pub shows: Shows,
    /// The article's id.
    pub article: String,
    #[serde(default)]
    pub part: Part,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words themselves, verbatim.
    pub quote: String,
    /// The row or pass that made it, such as `visit: arrive in`.
    pub rule: String,
}

/// The way from one stop to the next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Leg {
    /// Index into `stops`.
    pub from: usize,
    /// Index into `stops`.
    pub to: usize,
    /// The day of travel, where it can be told.
    pub date: Option<NaiveDate>,
    /// Great-circle distance in kilometres; `null` where an end is not in the gazetteer.
    #[schemars(range(min = 0.0, max = 20_040.0))]
    pub distance_km: Option<f64>,
    pub status: Status,
    pub evidence: Vec<Evidence>,
}

/// A calendar day of the trip, or the activities whose day the text leaves open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Day {
    pub date: Option<NaiveDate>,
    /// Index into `stops`: where he was.
    pub stop: Option<usize>,
    pub activities: Vec<Activity>,
}

/// The kinds of things that travellers do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ActivityKind {
    Arrival,
    Departure,
    Talks,
    Signing,
    Ceremony,
    Speech,
    Summit,
    /// A visit to a site: a school, a factory, a front line.
    Visit,
    Other,
}

/// Something that the traveller does, did or is to do at a stop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    pub kind: ActivityKind,
    /// A few words for the chart: "talks with Kim Jong Un".
    pub label: String,
    /// The other parties, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
    pub status: Status,
    /// True where a person added it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_hand: bool,
    pub evidence: Vec<Evidence>,
}
