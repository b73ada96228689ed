//! The narrow chart: the days across the whole width, each stop's words above and below its bar.

use super::axis::Axis;
use super::bars::{self, Bar};
use super::entries::{self, Block, DayEntries, Room, line_height};
use super::pen::{Pen, Type, line, path};
use super::timeline::{bar_ends, labels, second_line, stop_id, stop_title, today};
use super::{Chart, Drawn, furniture, words};
use crate::model::itinerary::{Role, Status, Stop};
use crate::model::scene::Ink;
use crate::model::typeface::{CAP_HEIGHT, Face, shortened};

/// Entries of one stop that are shown; the rest is folded.
const MOST_LINES: usize = 8;

/// One stop: name and days, bar, activities.
struct StopPart<'a> {
    trip: usize,
    index: usize,
    stop: &'a Stop,
    label: Option<usize>,
    bar: (f64, f64),
    days: Vec<DayEntries<'a>>,
    block: Block<'a>,
    room: Room,
    top: f64,
}

/// Distances down from the top of a stop's part, and its margins.
const MARGIN: f64 = 16.0;
const NAME: f64 = 26.0;
const SECOND: f64 = 44.0;
const BAR: f64 = 62.0;
const BAR_HEIGHT: f64 = 14.0;
const TEXT: f64 = 90.0;

/// Room for the traveller's name above the stops of each of several trips.
const SECTION: f64 = 28.0;

pub fn draw(chart: &Chart<'_>) -> Drawn {
    let (left, right) = (MARGIN, chart.options.width_px - MARGIN);
    let axis = Axis::new(&chart.schedule, left, right, 0.62);
    let mut pen = Pen::default();
    let heading = furniture::heading(&mut pen, chart, (left, right), MARGIN, 0.88, 22.0);
    let top = heading + 16.0 + axis.head_height(0.92);
    let (stops, bottom) = lay_out(chart, &axis, top);
    let mut foot = bottom;
    pen.group("calendar", Some("Calendar"), None, |pen| {
        axis.head(pen, top, 0.92, chart.schedule.published);
        for stop in &stops {
            ground(pen, chart, &axis, stop);
        }
        pen.stroke(path(&[(left, bottom), (right, bottom)]), line(Ink::Rule, 1.0));
        if chart.schedule.published.is_some() {
            foot = today_ticks(pen, chart, &axis, &stops, bottom);
        }
    });
    pen.group("stops", Some("Stops"), None, |pen| stops.iter().for_each(|stop| draw_stop(pen, chart, stop, &axis)));
    let footer = furniture::footer(&mut pen, chart, (left, right), foot + 16.0, 0.95);
    Drawn { nodes: pen.nodes, height_px: (footer + MARGIN).ceil() }
}

fn lay_out<'a>(chart: &Chart<'a>, axis: &Axis, top: f64) -> (Vec<StopPart<'a>>, f64) {
    let mut stops = Vec::new();
    let mut y = top;
    for (n, trip) in chart.trips.iter().copied().enumerate() {
        let stays = &chart.schedule.stays[n];
        let labels = labels(trip);
        for (index, stop) in trip.stops.iter().enumerate() {
            let bar = bar_ends(axis, &stays[index], 0.6);
            let room = Room {
                left: axis.left,
                bar_left: axis.left + 13.0,
                bar_right: axis.right,
                under_right: axis.right + 14.0,
                right: axis.right,
                most_lines: MOST_LINES,
                scale: 0.96,
            };
            let days = entries::of_stop(trip, index, stays, axis.calendar);
            let block = entries::list(&days, &room);
            // From the last baseline, or the strip, to the next stop's rule.
            let text = if block.lines > 0 { (block.lines - 1) as f64 * line_height(room.scale) + 16.0 } else { -4.0 };
            y += if index == 0 && chart.trips.len() > 1 { SECTION } else { 0.0 };
            stops.push(StopPart { trip: n, index, stop, label: labels[index], bar, days, block, room, top: y });
            y += TEXT + text;
        }
    }
    (stops, y)
}

/// Weekends and day lines behind a stop's bar.
fn ground(pen: &mut Pen, chart: &Chart<'_>, axis: &Axis, stop: &StopPart<'_>) {
    let first = stop.index == 0;
    let several = chart.trips.len() > 1;
    let y = stop.top - if first && several { SECTION } else { 0.0 };
    pen.stroke(path(&[(axis.left, y), (axis.right, y)]), line(if first { Ink::Rule } else { Ink::Graticule }, 1.0));
    if first && several {
        let look = Type::new(Face::Bold, 14.0, Ink::Route(stop.trip as u8));
        let name = &chart.trips[stop.trip].traveller.name;
        pen.text(&shortened(name, look.face, look.size, axis.right - axis.left), axis.left, stop.top - 7.0, look);
    }
    if chart.schedule.calendar.is_some() {
        let middle = stop.top + BAR;
        axis.strip(pen, middle - BAR_HEIGHT / 2.0 - 4.0, middle + BAR_HEIGHT / 2.0 + 4.0);
    }
}

/// The end of the day of publication on every strip, and its name below the last.
fn today_ticks(pen: &mut Pen, chart: &Chart<'_>, axis: &Axis, stops: &[StopPart<'_>], bottom: f64) -> f64 {
    let (Some(calendar), Some(date)) = (chart.schedule.calendar, chart.schedule.published) else { return bottom };
    let x = axis.x(calendar.day(date) + 1.0);
    for stop in stops {
        let middle = stop.top + BAR;
        pen.stroke(path(&[(x, middle - 13.0), (x, middle + 13.0)]), super::pen::dashed(Ink::Today, 1.75, 0.1, 4.0));
    }
    today(pen, chart, axis, (bottom - 1.0, bottom), 0.95)
}

fn draw_stop(pen: &mut Pen, chart: &Chart<'_>, stop: &StopPart<'_>, axis: &Axis) {
    let number = stop.trip as u8;
    let id = stop_id(chart, stop.trip, stop.index);
    pen.group(&id, None, Some(stop_title(stop.stop, stop.label, &stop.days)), |pen| {
        heading(pen, chart, stop, axis);
        let stay = &chart.schedule.stays[stop.trip][stop.index];
        let height = if stop.stop.role == Role::Stop { BAR_HEIGHT } else { BAR_HEIGHT * 0.55 };
        let bar = Bar::new(stop.bar.0, stop.bar.1, stop.top + BAR, height, stay, |moment| axis.x(moment));
        bars::draw(pen, &bar, stop.stop, number, axis.calendar.is_none());
        entries::draw(pen, &stop.block, stop.top + TEXT, number, &stop.room, None);
    });
}

fn heading(pen: &mut Pen, chart: &Chart<'_>, stop: &StopPart<'_>, axis: &Axis) {
    let middle = stop.top + NAME - 6.0;
    bars::badge(pen, (axis.left + 11.0, middle), 11.0, stop.stop, stop.label, stop.trip as u8);
    let struck = stop.stop.status == Status::Cancelled;
    let name = Type::new(Face::Bold, 16.0, if struck { Ink::TextMuted } else { Ink::Text });
    let small = Type::new(Face::Regular, 12.5, Ink::TextMuted);
    let left = axis.left + 31.0;
    let when = words::stay(stop.stop, false).unwrap_or_default();
    let way = chart.trips[stop.trip].legs.iter().find(|leg| leg.to == stop.index).and_then(|leg| leg.distance_km);
    let way = way.map_or(String::new(), |km| format!("{} km", words::thousands(km)));
    let baseline = middle + name.size * CAP_HEIGHT / 2.0;
    let room = axis.right - left - small.width(&when) - 10.0;
    let place = shortened(words::shown(stop.stop), name.face, name.size, room);
    pen.text(&place, left, baseline, name);
    if struck {
        let y = baseline - 0.28 * name.size;
        pen.stroke(path(&[(left - 2.0, y), (left + name.width(&place) + 2.0, y)]), line(Ink::TextMuted, 1.25));
    }
    pen.text(&when, axis.right, baseline, small.ink(Ink::Text).end());
    let room = axis.right - left - small.width(&way) - 10.0;
    pen.text(&shortened(&second_line(stop.stop), small.face, small.size, room), left, stop.top + SECOND, small);
    pen.text(&way, axis.right, stop.top + SECOND, small.end());
}
