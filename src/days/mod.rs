//! Draws an itinerary as a day-by-day chart: a row per stop, a column per calendar day.
//!
//! In: an [`Itinerary`] and [`Options`]. Out: a [`Scene`] with everything at its place. Days that the text does not give
//! are drawn as unknown, never guessed; a trip without any dates gives a chart of the order alone.

mod axis;
mod bars;
mod distance;
mod entries;
mod furniture;
mod icons;
mod pen;
mod phone;
mod schedule;
mod sheet;
mod timeline;
mod words;

use crate::error::{Error, Result};
use crate::model::itinerary::Trip;
use crate::model::scene::Theme;
use crate::model::{Itinerary, Scene, theme};

/// The kinds of charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    /// A row per stop, a column per day.
    #[default]
    Timeline,
    /// Kilometres so far by day, as steps.
    Distance,
    /// A row per week, a cell per day.
    Calendar,
}

impl Kind {
    /// The kind of this name: `timeline`, `distance` or `calendar`.
    pub fn by_name(name: &str) -> Option<Kind> {
        Some(match name {
            "timeline" => Kind::Timeline,
            "distance" => Kind::Distance,
            "calendar" => Kind::Calendar,
            _ => return None,
        })
    }
}

/// What can be asked of a chart beyond the itinerary itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// What is drawn. Default: the timeline.
    pub kind: Kind,
    /// Which trips of the itinerary, counted from 0. Default: empty, for all.
    pub trips: Vec<usize>,
    /// Width of the picture in pixels, 240..=8000; below 560 the stops are stacked. Default: 1200.
    pub width_px: f64,
    /// Height of the picture in pixels; never less than the rows need. Default: `None`, what the rows need.
    pub height_px: Option<f64>,
    /// Colours. Default: the light theme.
    pub theme: Theme,
    /// The title. Default: `None`, made from the itinerary; an empty text leaves it out.
    pub title: Option<String>,
    /// The line under the title. Default: `None`, made from the itinerary; an empty text leaves it out.
    pub subtitle: Option<String>,
    /// Who made the chart, in the credit line; the sources of the data are always told. Default: `Motorcade`.
    pub credit: String,
    /// Where the facts come from, told before the credit. Default: `None`, for nothing.
    pub source: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            kind: Kind::Timeline,
            trips: Vec::new(),
            width_px: 1200.0,
            height_px: None,
            theme: theme::light(),
            title: None,
            subtitle: None,
            credit: "Motorcade".into(),
            source: None,
        }
    }
}

impl Options {
    /// The same for a picture so many times smaller, with text of the usual size.
    fn reduced(&self, by: f64) -> Options {
        let mut options = self.clone();
        options.theme.sizes.text = 1.0;
        options.width_px = (self.width_px / by).max(*WIDTHS.start());
        options.height_px = self.height_px.map(|height| height / by);
        options
    }
}

/// Widths that can be drawn, in pixels.
const WIDTHS: std::ops::RangeInclusive<f64> = 240.0..=8000.0;

/// Days that a chart can show.
const MOST_DAYS: usize = 800;

/// Below this width the stops are stacked, as a phone is held.
const PHONE_BELOW: f64 = 560.0;

/// The chart of an itinerary's trips.
///
/// An error where the itinerary has no stop, or the options ask for a trip or a size that cannot be.
pub fn draw(itinerary: &Itinerary, options: &Options) -> Result<Scene> {
    if !WIDTHS.contains(&options.width_px) {
        return Err(Error::wrong_use(format!("a chart cannot be {} px wide: give 240 to 8000", options.width_px)));
    }
    let text = options.theme.sizes.text;
    if text != 1.0 {
        // The layouts know one size of text: larger text is a smaller chart, enlarged.
        return Ok(draw(itinerary, &options.reduced(text))?.enlarged(text));
    }
    let trips = chosen(itinerary, &options.trips)?;
    let published = itinerary.articles.iter().filter_map(|article| article.published).max();
    let schedule = schedule::Schedule::of(&trips, published);
    if let Some(calendar) = schedule.calendar.filter(|calendar| calendar.days > MOST_DAYS) {
        let (first, last) = (calendar.first, calendar.date(calendar.days - 1));
        return Err(Error::new(format!(
            "the stops' dates run from {first} to {last}, more than {MOST_DAYS} days: correct them, or chart one trip at a time"
        )));
    }
    let chart = Chart { trips, schedule, options };
    let drawn = match options.kind {
        Kind::Timeline if options.width_px < PHONE_BELOW => phone::draw(&chart),
        Kind::Timeline => timeline::draw(&chart),
        Kind::Distance => distance::draw(&chart)?,
        Kind::Calendar => sheet::draw(&chart)?,
    };
    Ok(chart.scene(drawn).with_house_lines())
}

fn chosen<'a>(itinerary: &'a Itinerary, wanted: &[usize]) -> Result<Vec<&'a Trip>> {
    let missing = wanted.iter().find(|&&number| number >= itinerary.trips.len());
    if let Some(number) = missing {
        let count = itinerary.trips.len();
        return Err(Error::wrong_use(format!("there is no trip {}: the itinerary has {count}", number + 1)));
    }
    let asked = |number: &usize| wanted.is_empty() || wanted.contains(number);
    let trips: Vec<&Trip> =
        itinerary.trips.iter().enumerate().filter(|(n, _)| asked(n)).map(|(_, trip)| trip).collect();
    if trips.iter().all(|trip| trip.stops.is_empty()) {
        return Err(Error::new("the itinerary has no stop, so that there is nothing to chart"));
    }
    Ok(trips)
}

/// What the layouts draw from.
struct Chart<'a> {
    trips: Vec<&'a Trip>,
    schedule: schedule::Schedule,
    options: &'a Options,
}

/// What a layout gives: the nodes and the height that they need.
struct Drawn {
    nodes: Vec<crate::model::scene::Node>,
    height_px: f64,
}

impl Chart<'_> {
    fn title(&self) -> String {
        self.options.title.clone().unwrap_or_else(|| words::title(&self.trips))
    }

    fn subtitle(&self) -> String {
        self.options.subtitle.clone().unwrap_or_else(|| words::subtitle(&self.trips))
    }

    fn credit(&self) -> String {
        let source = self.options.source.as_ref().map_or(String::new(), |source| format!("Source: {source}. "));
        format!("{source}Chart: {}. Places: GeoNames (CC BY 4.0)", self.options.credit)
    }

    fn scene(&self, drawn: Drawn) -> Scene {
        Scene {
            width_px: self.options.width_px,
            height_px: drawn.height_px,
            title: self.title(),
            description: words::description(&self.trips),
            language: "en".into(),
            theme: self.options.theme.clone(),
            nodes: drawn.nodes,
        }
    }
}

#[cfg(test)]
#[path = "../../tests/days/journeys.rs"]
mod journeys;
