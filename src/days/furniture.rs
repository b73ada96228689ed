//! What stands around the rows: title and subtitle above, the key and the credit line below.

use super::bars::{self, Bar};
use super::pen::{Pen, Type};
use super::{Chart, Kind};
use crate::model::itinerary::{Role, Status, Stop};
use crate::model::scene::Ink;
use crate::model::typeface::{CAP_HEIGHT, Face, wrapped};

/// Draws title and subtitle between two edges from `top` down; returns where they end.
pub fn heading(
    pen: &mut Pen,
    chart: &Chart<'_>,
    (left, right): (f64, f64),
    top: f64,
    scale: f64,
    title_size: f64,
) -> f64 {
    let title = Type::new(chart.options.theme.faces.title, title_size, Ink::Text);
    let subtitle = Type::new(Face::Regular, 17.0 * scale, Ink::TextMuted);
    let mut bottom = top;
    pen.group("heading", Some("Heading"), None, |pen| {
        for line in wrapped(&chart.title(), title.face, title.size, right - left, 3) {
            bottom += title.size * if bottom == top { CAP_HEIGHT } else { 1.22 };
            pen.text(&line, left, bottom, title);
        }
        for line in wrapped(&chart.subtitle(), subtitle.face, subtitle.size, right - left, 2) {
            bottom += subtitle.size * if bottom == top { CAP_HEIGHT } else { 1.6 };
            pen.text(&line, left, bottom, subtitle);
        }
    });
    bottom
}

/// Draws the key, where more than one style is used, and the credit line from `top` down; returns where they end.
pub fn footer(pen: &mut Pen, chart: &Chart<'_>, (left, right): (f64, f64), top: f64, scale: f64) -> f64 {
    let mut bottom = top;
    let styles = styles(chart);
    if styles.len() > 1 {
        pen.group("key", Some("Key"), None, |pen| {
            bottom = key(pen, chart.options.kind, &styles, (left, right), top, scale)
        });
        bottom += 14.0 * scale;
    }
    let look = Type::new(Face::Regular, 12.0 * scale, Ink::TextFaint);
    pen.group("credit", Some("Credit"), None, |pen| {
        for line in wrapped(&chart.credit(), look.face, look.size, right - left, 3) {
            bottom += look.size * 1.4;
            pen.text(&line, left, bottom, look);
        }
    });
    bottom
}

/// The styles that the chart uses, in the order of the key.
fn styles(chart: &Chart<'_>) -> Vec<Style> {
    let stops = || chart.trips.iter().zip(&chart.schedule.stays).flat_map(|(trip, stays)| trip.stops.iter().zip(stays));
    let open = |stop: &Stop, start: bool, end: bool| {
        stop.status != Status::Cancelled && !(start && end) && chart.schedule.calendar.is_some()
    };
    let has = |status: &[Status]| stops().any(|(stop, _)| status.contains(&stop.status));
    let mut styles = Vec::new();
    if has(&[Status::Visited, Status::Current]) {
        styles.push(Style::Done);
    }
    if has(&[Status::Planned]) {
        styles.push(Style::Planned);
    }
    if has(&[Status::Cancelled]) && chart.options.kind != Kind::Distance {
        styles.push(Style::Cancelled);
    }
    if stops().any(|(stop, stay)| open(stop, stay.start_known, stay.end_known)) {
        styles.push(Style::Open);
    }
    styles
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Done,
    Planned,
    Cancelled,
    Open,
}

fn key(pen: &mut Pen, kind: Kind, styles: &[Style], (left, right): (f64, f64), top: f64, scale: f64) -> f64 {
    let look = Type::new(Face::Regular, 13.0 * scale, Ink::TextMuted);
    let (swatch, height, gap) = (34.0 * scale, 12.0 * scale, 8.0 * scale);
    let (mut x, mut middle) = (left, top + height / 2.0);
    for &style in styles {
        let text = match style {
            Style::Done => "been there",
            Style::Planned => "planned",
            Style::Cancelled => "cancelled",
            Style::Open => "day not given",
        };
        let width = swatch + gap + look.width(text);
        if x > left && x + width > right {
            x = left;
            middle += 22.0 * scale;
        }
        match kind {
            Kind::Distance => {
                super::distance::sample(pen, style != Style::Done, style == Style::Open, (x, x + swatch), middle)
            }
            Kind::Calendar if style == Style::Planned => super::sheet::sample(pen, x, middle, swatch, height),
            _ => sample(pen, style, x, middle, swatch, height),
        }
        pen.text(text, x + swatch + gap, middle + look.size * CAP_HEIGHT / 2.0, look);
        x += width + 26.0 * scale;
    }
    middle + height / 2.0
}

fn sample(pen: &mut Pen, style: Style, x: f64, middle: f64, width: f64, height: f64) {
    let right = x + width;
    let known = if style == Style::Open { (right, right) } else { (x, right) };
    let status = match style {
        Style::Done | Style::Open => Status::Visited,
        Style::Planned => Status::Planned,
        Style::Cancelled => Status::Cancelled,
    };
    // The stroke through a cancelled bar reaches beyond its ends.
    let beyond = if style == Style::Cancelled { 5.0 } else { 0.0 };
    let (x, right) = (x + beyond, right - beyond);
    bars::draw(pen, &Bar { left: x, right, middle, height, known }, &plain_stop(status), 0, false);
}

fn plain_stop(status: Status) -> Stop {
    Stop {
        place: String::new(),
        country: None,
        lat: None,
        lon: None,
        named: crate::model::itinerary::Named::City,
        role: Role::Stop,
        status,
        arrive: None,
        depart: None,
        confidence: 1.0,
        geonames_id: None,
        label: None,
        by_hand: Vec::new(),
        evidence: Vec::new(),
    }
}
