//! The wide chart: stops down the side, days across, distances along the right edge.

use super::axis::Axis;
use super::bars::{self, Bar};
use super::entries::{self, Block, DayEntries, Room, line_height};
use super::pen::{Pen, Type, line, path};
use super::schedule::Stay;
use super::{Chart, Drawn, furniture, words};
use crate::model::itinerary::{Role, Status, Stop, Trip};
use crate::model::scene::Ink;
use crate::model::typeface::{CAP_HEIGHT, Face, shortened, wrapped};

/// One stop's row.
struct Row<'a> {
    trip: usize,
    index: usize,
    /// The traveller, at the head of his rows where there are several.
    section: Option<&'a str>,
    stop: &'a Stop,
    /// The number in the badge, where the stop has one.
    label: Option<usize>,
    left: f64,
    right: f64,
    days: Vec<DayEntries<'a>>,
    block: Block<'a>,
    room: Room,
    name: Vec<String>,
    top: f64,
    height: f64,
}

/// Sizes that all rows share.
struct Measures {
    scale: f64,
    margin: f64,
    name_left: f64,
    axis_left: f64,
    axis_right: f64,
    right: f64,
    bar: f64,
}

impl Measures {
    fn name(&self) -> Type {
        Type::new(Face::Bold, 17.0 * self.scale, Ink::Text)
    }

    fn country(&self) -> Type {
        Type::new(Face::Regular, 13.5 * self.scale, Ink::TextMuted)
    }

    fn distance(&self) -> Type {
        Type::new(Face::Regular, 13.5 * self.scale, Ink::Text).end()
    }

    /// A start, a halt or a coming home has a thinner bar than a visit.
    fn bar_height(&self, stop: &Stop) -> f64 {
        if stop.role == Role::Stop { self.bar } else { self.bar * 0.5 }
    }

    /// The middle of a row's bar below the row's top.
    fn bar_middle(&self) -> f64 {
        26.0 * self.scale
    }
}

impl Row<'_> {
    /// Room for the traveller's name above the first row of each of several trips.
    fn section_height(&self, measures: &Measures) -> f64 {
        if self.section.is_some() { 36.0 * measures.scale } else { 0.0 }
    }
}

pub fn draw(chart: &Chart<'_>) -> Drawn {
    let drawn = draw_with(chart, 0.0);
    let rows: usize = chart.trips.iter().map(|trip| trip.stops.len()).sum();
    match chart.options.height_px {
        Some(height) if height > drawn.height_px => {
            Drawn { height_px: height, ..draw_with(chart, (height - drawn.height_px) / rows as f64) }
        }
        _ => drawn,
    }
}

fn draw_with(chart: &Chart<'_>, spare: f64) -> Drawn {
    let measures = measure(chart);
    let mut axis = Axis::new(&chart.schedule, measures.axis_left, measures.axis_right, measures.scale);
    axis.beyond = measures.right - measures.axis_right;
    let mut rows = lay_out(chart, &axis, &measures);
    let mut pen = Pen::default();
    let scale = measures.scale;
    let edges = (measures.margin, measures.right);
    let heading = furniture::heading(&mut pen, chart, edges, measures.margin, scale, 30.0 * scale);
    let top = heading + 22.0 * scale + axis.head_height(scale);
    let bottom = stack(&mut rows, top, spare, &measures);

    let mut foot = bottom;
    pen.group("calendar", Some("Calendar"), None, |pen| {
        axis.ground(pen, top, bottom);
        axis.head(pen, top, scale, chart.schedule.published);
        rules(pen, &rows, &measures, bottom);
        foot = today(pen, chart, &axis, (top, bottom), scale);
    });
    pen.group("travel", Some("Travel"), None, |pen| connectors(pen, chart, &rows, &measures));
    pen.group("stops", Some("Stops"), None, |pen| {
        rows.iter().for_each(|row| draw_row(pen, chart, row, &axis, &measures))
    });
    pen.group("distances", Some("Distances"), None, |pen| distances(pen, chart, &rows, top, &measures));
    let footer = furniture::footer(&mut pen, chart, edges, foot + 22.0 * scale, scale);
    Drawn { nodes: pen.nodes, height_px: (footer + measures.margin * 0.75).ceil() }
}

fn measure(chart: &Chart<'_>) -> Measures {
    let width = chart.options.width_px;
    let scale = (width / 1200.0).clamp(0.85, 1.4);
    let margin = 34.0 * scale;
    let mut measures = Measures {
        scale,
        margin,
        name_left: margin + 36.0 * scale,
        axis_left: 0.0,
        axis_right: 0.0,
        right: width - margin,
        bar: 20.0 * scale,
    };
    let names = chart
        .trips
        .iter()
        .flat_map(|trip| &trip.stops)
        .flat_map(|stop| [measures.name().width(words::shown(stop)), measures.country().width(&second_line(stop))]);
    let widest = names.fold(96.0 * scale, f64::max).min(width * 0.2);
    measures.axis_left = (measures.name_left + widest + 26.0 * scale).ceil();
    let distance = if chart.trips.iter().any(|trip| trip.legs.iter().any(|leg| leg.distance_km.is_some())) {
        92.0 * scale
    } else {
        0.0
    };
    measures.axis_right = (measures.right - distance).floor();
    measures
}

/// Country and state: "Vietnam · planned".
pub fn second_line(stop: &Stop) -> String {
    let country = stop.country.as_deref().map(|code| words::country(code).unwrap_or(code));
    let country = country.filter(|country| *country != words::shown(stop));
    country.into_iter().chain(words::state(stop)).collect::<Vec<_>>().join(" · ")
}

fn lay_out<'a>(chart: &Chart<'a>, axis: &Axis, measures: &Measures) -> Vec<Row<'a>> {
    let count: usize = chart.trips.iter().map(|trip| trip.stops.len()).sum();
    let mut rows = Vec::new();
    for (n, trip) in chart.trips.iter().copied().enumerate() {
        let stays = &chart.schedule.stays[n];
        let labels = labels(trip);
        let first = rows.len();
        for (index, stop) in trip.stops.iter().enumerate() {
            let (left, right) = bar_ends(axis, &stays[index], measures.scale);
            rows.push(Row {
                trip: n,
                index,
                section: (index == 0 && chart.trips.len() > 1).then_some(trip.traveller.name.as_str()),
                stop,
                label: labels[index],
                left,
                right,
                days: entries::of_stop(trip, index, stays, axis.calendar),
                block: Block::default(),
                room: Room {
                    left: measures.axis_left,
                    bar_left: left,
                    bar_right: right,
                    under_right: measures.axis_right,
                    right: measures.axis_right,
                    most_lines: MOST_LINES[0],
                    scale: measures.scale,
                },
                name: wrapped(
                    words::shown(stop),
                    Face::Bold,
                    measures.name().size,
                    measures.axis_left - measures.name_left - 14.0,
                    2,
                ),
                top: 0.0,
                height: 0.0,
            });
        }
        for leg in &trip.legs {
            // Text under a bar stays to the left of the way out of it.
            if let Some(row) = rows.get_mut(first + leg.from) {
                row.room.under_right = row.right;
            }
        }
    }
    let most = most_lines(&mut rows, axis);
    for row in &mut rows {
        row.room.most_lines = most;
        row.block = entries::place(&row.days, axis, &row.room);
        row.height = row_height(row, count, measures);
    }
    rows
}

/// Numbers of the stops as on the map: those visited or to be visited, not the start, a halt or the coming home.
pub fn labels(trip: &Trip) -> Vec<Option<usize>> {
    let mut next = 0;
    let number = |stop: &Stop| {
        let counts = stop.role == Role::Stop && stop.status != Status::Cancelled;
        next += usize::from(counts);
        counts.then_some(next)
    };
    trip.stops.iter().map(number).collect()
}

/// Bars keep off the lines between whole days, so that one that ends with a day does not touch the next.
pub fn bar_ends(axis: &Axis, stay: &Stay, scale: f64) -> (f64, f64) {
    let inset = (axis.column * 0.05).clamp(1.0, 7.0 * scale);
    let whole = |moment: f64| (moment - moment.round()).abs() < 1e-9;
    let left = axis.x(stay.start) + if whole(stay.start) { inset } else { 0.0 };
    let right = axis.x(stay.end) - if whole(stay.end) { inset } else { 0.0 };
    let least = 12.0 * scale;
    let middle = (left + right) / 2.0;
    if right - left < least { (middle - least / 2.0, middle + least / 2.0) } else { (left, right) }
}

/// Lines of text that a row may have, the most generous first.
const MOST_LINES: [usize; 6] = [9, 7, 5, 4, 3, 2];

/// Lines of text that the rows may have together.
const LINES_IN_ALL: usize = 32;

/// The most lines to a row with which the chart does not grow beyond reading.
fn most_lines(rows: &mut [Row<'_>], axis: &Axis) -> usize {
    let mut fits = |most: &usize| {
        let lines = rows.iter_mut().map(|row| {
            row.room.most_lines = *most;
            entries::place(&row.days, axis, &row.room).lines
        });
        lines.sum::<usize>() <= LINES_IN_ALL
    };
    MOST_LINES.into_iter().find(|most| fits(most)).unwrap_or(2)
}

fn row_height(row: &Row<'_>, count: usize, measures: &Measures) -> f64 {
    let scale = measures.scale;
    let least = if count <= 6 { 78.0 } else { 62.0 } * scale;
    let lines = row.block.lines as f64 * line_height(scale);
    let text = if row.block.lines == 0 {
        0.0
    } else if row.block.beside {
        lines + measures.bar_middle() - line_height(scale) / 2.0 + 14.0 * scale
    } else {
        lines + measures.bar_middle() + measures.bar / 2.0 + 8.0 * scale + 16.0 * scale
    };
    let names = (row.name.len() as f64 * 21.0 + 22.0 + 26.0) * scale;
    text.max(least).max(names)
}

/// Sets the rows one under the other, `spare` pixels taller than they need; returns where the last ends.
fn stack(rows: &mut [Row<'_>], top: f64, spare: f64, measures: &Measures) -> f64 {
    let mut y = top;
    for row in rows {
        y += row.section_height(measures);
        row.top = y;
        row.height += spare;
        y += row.height;
    }
    y
}

fn rules(pen: &mut Pen, rows: &[Row<'_>], measures: &Measures, bottom: f64) {
    for (n, row) in rows.iter().enumerate() {
        let heavy = n == 0 || rows[n - 1].trip != row.trip;
        let stroke = line(if heavy { Ink::Rule } else { Ink::Graticule }, 1.0);
        let y = row.top - row.section_height(measures);
        pen.stroke(path(&[(measures.margin, y), (measures.right, y)]), stroke);
        if let Some(name) = row.section {
            let look = Type::new(Face::Bold, 15.0 * measures.scale, Ink::Route(row.trip as u8));
            let text = shortened(name, look.face, look.size, measures.axis_left - measures.margin - 8.0);
            pen.text(&text, measures.margin, row.top - 8.0 * measures.scale, look);
        }
    }
    pen.stroke(path(&[(measures.margin, bottom), (measures.right, bottom)]), line(Ink::Rule, 1.0));
}

/// The line after the day of publication: what lies left of it has happened. Returns how far its name reaches down.
pub fn today(pen: &mut Pen, chart: &Chart<'_>, axis: &Axis, (top, bottom): (f64, f64), scale: f64) -> f64 {
    let (Some(calendar), Some(date)) = (chart.schedule.calendar, chart.schedule.published) else { return bottom };
    let x = axis.x(calendar.day(date) + 1.0);
    let text = format!("as reported on {}", words::day(date));
    let look = Type::new(Face::Bold, 12.5 * scale, Ink::Today);
    let baseline = bottom + 20.0 * scale;
    pen.group("today", None, Some(text.clone()), |pen| {
        pen.stroke(path(&[(x, top), (x, bottom + 7.0 * scale)]), super::pen::dashed(Ink::Today, 1.75, 0.1, 4.5));
        let half = look.width(&text) / 2.0;
        let middle = x.clamp(axis.left.min(axis.right - 2.0 * half) + half, axis.right - half);
        pen.text(&text, middle, baseline, look.middle());
    });
    baseline
}

fn connectors(pen: &mut Pen, chart: &Chart<'_>, rows: &[Row<'_>], measures: &Measures) {
    for (n, trip) in chart.trips.iter().enumerate() {
        for (number, leg) in trip.legs.iter().enumerate() {
            let find = |index: usize| rows.iter().find(|row| row.trip == n && row.index == index);
            let (Some(from), Some(to)) = (find(leg.from), find(leg.to)) else { continue };
            let scale = measures.scale;
            let start = (from.right - 3.0 * scale, from.top + measures.bar_middle());
            let end =
                (to.left + 6.0 * scale, to.top + measures.bar_middle() - measures.bar_height(to.stop) / 2.0 - 1.0);
            let turn = to.top - to.section_height(measures);
            let id = if chart.trips.len() > 1 {
                format!("trip-{}-leg-{}", n + 1, number + 1)
            } else {
                format!("leg-{}", number + 1)
            };
            let km = leg.distance_km.map_or(String::new(), |km| format!(", {} km", words::thousands(km)));
            let title = format!("{} to {}{km}", words::shown(from.stop), words::shown(to.stop));
            pen.group(&id, None, Some(title), |pen| bars::connector(pen, start, end, turn, leg.status, n as u8));
        }
    }
}

fn draw_row(pen: &mut Pen, chart: &Chart<'_>, row: &Row<'_>, axis: &Axis, measures: &Measures) {
    let id = stop_id(chart, row.trip, row.index);
    let number = row.trip as u8;
    let middle = row.top + measures.bar_middle();
    pen.group(&id, None, Some(stop_title(row.stop, row.label, &row.days)), |pen| {
        row_name(pen, row, measures);
        let stay = &chart.schedule.stays[row.trip][row.index];
        let height = measures.bar_height(row.stop);
        let bar = Bar::new(row.left, row.right, middle, height, stay, |moment| axis.x(moment));
        let ordered = axis.calendar.is_none();
        bars::draw(pen, &bar, row.stop, number, ordered);
        if row.stop.role == Role::Stop && !ordered {
            bars::dots(pen, &bar, &dots(row, axis, &bar), row.stop, number);
        }
        let scale = measures.scale;
        let size = 13.5 * scale;
        let baseline = if row.block.beside {
            middle + size * CAP_HEIGHT / 2.0
        } else {
            middle + measures.bar / 2.0 + 8.0 * scale + size
        };
        entries::draw(pen, &row.block, baseline, number, &row.room, Some(axis));
    });
}

fn row_name(pen: &mut Pen, row: &Row<'_>, measures: &Measures) {
    let scale = measures.scale;
    let middle = row.top + measures.bar_middle();
    bars::badge(pen, (measures.margin + 13.0 * scale, middle), 13.0 * scale, row.stop, row.label, row.trip as u8);
    let struck = row.stop.status == Status::Cancelled;
    let name = if struck { measures.name().ink(Ink::TextMuted) } else { measures.name() };
    let mut y = middle + name.size * CAP_HEIGHT / 2.0;
    for (n, text) in row.name.iter().enumerate() {
        y += if n > 0 { 21.0 * scale } else { 0.0 };
        pen.text(text, measures.name_left, y, name);
        if struck {
            let y = y - 0.28 * name.size;
            pen.stroke(
                path(&[(measures.name_left - 2.0, y), (measures.name_left + name.width(text) + 2.0, y)]),
                line(Ink::TextMuted, 1.25),
            );
        }
    }
    let look = measures.country();
    let room = measures.axis_left - measures.name_left - 10.0;
    pen.text(
        &shortened(&second_line(row.stop), look.face, look.size, room),
        measures.name_left,
        y + 21.0 * scale,
        look,
    );
}

/// Where on the bar the days with activities are marked.
fn dots(row: &Row<'_>, axis: &Axis, bar: &Bar) -> Vec<f64> {
    let Some(calendar) = axis.calendar else { return Vec::new() };
    let edge = bar.height * 0.55;
    if bar.right - bar.left < 2.0 * edge + 2.0 {
        return Vec::new();
    }
    let dates = row.days.iter().filter_map(|day| day.date);
    let noons = dates.map(|date| {
        let (from, to) = (axis.x(calendar.day(date)).max(bar.left), axis.x(calendar.day(date) + 1.0).min(bar.right));
        // In wide columns the dot stands over the text of the day, in narrow ones in the middle of it.
        let wide = axis.column > 128.0 * row.room.scale && !row.block.beside;
        if wide {
            from.max(axis.x(calendar.day(date)) + axis.inset()) + 6.0 * row.room.scale
        } else {
            (from + to) / 2.0
        }
    });
    noons.map(|x| x.clamp(bar.left + edge, bar.right - edge)).collect()
}

/// The id of a stop's group: `stop-2`, or `trip-1-stop-2` where there are several trips.
pub fn stop_id(chart: &Chart<'_>, trip: usize, index: usize) -> String {
    if chart.trips.len() > 1 { format!("trip-{}-stop-{}", trip + 1, index + 1) } else { format!("stop-{}", index + 1) }
}

/// All that the text tells of a stop, for readers who cannot see the chart and for what was folded away.
pub fn stop_title(stop: &Stop, label: Option<usize>, days: &[DayEntries<'_>]) -> String {
    let when = words::stay(stop, true).map_or(String::new(), |when| format!(", {when}"));
    let label = label.map_or(String::new(), |label| format!("{label}. "));
    let second = second_line(stop);
    let place =
        if second.is_empty() { words::shown(stop).to_string() } else { format!("{}, {second}", words::shown(stop)) };
    let told = entries::told(days);
    let told = if told.is_empty() { told } else { format!(". {told}") };
    format!("{label}{place}{when}{told}")
}

fn distances(pen: &mut Pen, chart: &Chart<'_>, rows: &[Row<'_>], top: f64, measures: &Measures) {
    let scale = measures.scale;
    let faint = Type::new(Face::Regular, 12.5 * scale, Ink::TextMuted).end();
    let mut any = false;
    for (n, trip) in chart.trips.iter().enumerate() {
        let mut sum = 0.0;
        let several = trip.legs.len() > 1;
        for leg in &trip.legs {
            let (Some(km), Some(row)) = (leg.distance_km, rows.iter().find(|row| row.trip == n && row.index == leg.to))
            else {
                continue;
            };
            any = true;
            sum += km;
            let look = measures.distance();
            let y = row.top + measures.bar_middle() + look.size * CAP_HEIGHT / 2.0;
            pen.text(&format!("{} km", words::thousands(km)), measures.right, y, look);
            if several && sum > km {
                pen.text(&format!("{} in all", words::thousands(sum)), measures.right, y + 21.0 * scale, faint);
            }
        }
    }
    if any {
        pen.text("Distance", measures.right, top - 9.0 * scale, faint);
    }
}
