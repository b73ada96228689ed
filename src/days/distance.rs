//! The way by days: kilometres flown so far, as steps that rise with each leg.

use super::axis::Axis;
use super::bars;
use super::pen::{Pen, Type, circle, dashed, line, path};
use super::timeline::{labels, stop_id, stop_title, today};
use super::{Chart, Drawn, entries, furniture, words};
use crate::error::{Error, Result};
use crate::model::itinerary::{Role, Status, Stop};
use crate::model::scene::{Anchor, Ink, Stroke};
use crate::model::typeface::{self, Face};

/// A stop on the line.
struct Plateau<'a> {
    trip: usize,
    index: usize,
    stop: &'a Stop,
    label: Option<usize>,
    /// From when to when, across.
    left: f64,
    right: f64,
    km: f64,
    sure: bool,
    /// Before the kilometres where several travel.
    whose: String,
}

/// Left, top, right, bottom.
type Area = [f64; 4];

pub fn draw(chart: &Chart<'_>) -> Result<Drawn> {
    let width = chart.options.width_px;
    let scale = (width / 1200.0).clamp(0.8, 1.4);
    let margin = if width < super::PHONE_BELOW { 16.0 } else { 34.0 * scale };
    let tick = Type::new(Face::Regular, 12.5 * scale, Ink::TextMuted);
    let axis_left = margin + tick.width("00,000 km") + 10.0 * scale;
    let axis =
        Axis::new(&chart.schedule, axis_left, width - margin, if width < super::PHONE_BELOW { 0.62 } else { scale });
    let plateaus = plateaus(chart, &axis);
    let most = plateaus.iter().map(|plateau| plateau.km).fold(0.0, f64::max);
    if most <= 0.0 {
        return Err(Error::new(
            "no leg of the itinerary has a distance: give its stops coordinates, or draw the timeline",
        ));
    }
    let mut pen = Pen::default();
    let title = if width < super::PHONE_BELOW { 22.0 } else { 30.0 * scale };
    let heading = furniture::heading(&mut pen, chart, (margin, width - margin), margin, scale, title);
    let top = heading + 22.0 * scale + axis.head_height(scale);
    let step = step_km(most);
    let highest = libm::ceil(most / step) * step;
    let bottom = top + plot_height(chart, top, scale);
    let zero = bottom - 16.0 * scale;
    let y = |km: f64| zero - (zero - top - 34.0 * scale) * km / highest;
    let mut foot = bottom;
    pen.group("calendar", Some("Calendar"), None, |pen| {
        axis.ground(pen, top, bottom);
        axis.head(pen, top, scale, chart.schedule.published);
        pen.stroke(path(&[(margin, top), (width - margin, top)]), line(Ink::Rule, 1.0));
        for n in 0..=(highest / step).round() as usize {
            let km = step * n as f64;
            pen.stroke(path(&[(margin, y(km)), (width - margin, y(km))]), line(Ink::Graticule, 1.0));
            let text = if n == 0 { "0".to_string() } else { format!("{} km", words::thousands(km)) };
            pen.text(&text, margin, y(km) - 5.0 * scale, tick);
        }
        pen.stroke(path(&[(margin, bottom), (width - margin, bottom)]), line(Ink::Rule, 1.0));
        foot = today(pen, chart, &axis, (top, bottom), scale);
    });
    pen.group("travel", Some("Travel"), None, |pen| draw_line(pen, &plateaus, &y));
    let levels = (0..=(highest / step).round() as usize).map(|n| y(step * n as f64)).collect();
    let grid = Grid { axis: &axis, levels };
    pen.group("stops", Some("Stops"), None, |pen| {
        draw_stops(pen, chart, &grid, &plateaus, &y, [axis.left, top, axis.right, bottom], scale)
    });
    let footer = furniture::footer(&mut pen, chart, (margin, width - margin), foot + 22.0 * scale, scale);
    Ok(Drawn { nodes: pen.nodes, height_px: (footer + margin * 0.75).ceil() })
}

/// The lines behind the plot, which words interrupt.
struct Grid<'a> {
    axis: &'a Axis,
    levels: Vec<f64>,
}

impl Grid<'_> {
    fn words(&self, pen: &mut Pen, text: &str, (x, y): (f64, f64), look: Type) {
        let width = look.width(text);
        let from = match look.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let sides = (from - 3.0, from + width + 3.0);
        let (top, bottom) = (y - typeface::CAP_HEIGHT * look.size - 3.0, y + typeface::DESCENT * look.size);
        self.axis.clear(pen, sides, (top, bottom));
        let crossed = self.levels.iter().filter(|level| (top..=bottom).contains(*level));
        crossed.for_each(|level| self.axis.clear_level(pen, sides, *level));
        pen.text(text, x, y, look);
    }
}

fn plot_height(chart: &Chart<'_>, top: f64, scale: f64) -> f64 {
    let asked = chart.options.height_px.map_or(0.0, |height| height - top - 110.0 * scale);
    asked.max(440.0 * scale)
}

/// 1, 2 or 5 times a power of ten: at most five lines.
fn step_km(most: f64) -> f64 {
    let mut step = 1.0;
    loop {
        for times in [1.0, 2.0, 5.0] {
            if most / (step * times) <= 5.0 {
                return step * times;
            }
        }
        step *= 10.0;
    }
}

fn plateaus<'a>(chart: &Chart<'a>, axis: &Axis) -> Vec<Plateau<'a>> {
    let mut all: Vec<Plateau<'a>> = Vec::new();
    for (n, trip) in chart.trips.iter().copied().enumerate() {
        let labels = labels(trip);
        let mut km = 0.0;
        for (index, stop) in trip.stops.iter().enumerate().filter(|(_, stop)| stop.status != Status::Cancelled) {
            km += trip.legs.iter().filter(|leg| leg.to == index).filter_map(|leg| leg.distance_km).sum::<f64>();
            let stay = &chart.schedule.stays[n][index];
            let sure = stay.sure.is_some() || axis.calendar.is_none();
            let whose = if chart.trips.len() > 1 {
                format!("{} · ", words::short_name(&trip.traveller))
            } else {
                String::new()
            };
            let (mut left, mut right) = (axis.x(stay.start), axis.x(stay.end));
            // Nobody travels back in time: an excursion from a stop cuts the stay there short.
            if let Some(before) = all.last_mut().filter(|before: &&mut Plateau| before.trip == n) {
                left = left.max(before.left);
                right = right.max(left);
                before.right = before.right.min(left);
            }
            all.push(Plateau { trip: n, index, stop, label: labels[index], left, right, km, sure, whose });
        }
    }
    all
}

fn draw_line(pen: &mut Pen, plateaus: &[Plateau<'_>], y: &impl Fn(f64) -> f64) {
    for (n, plateau) in plateaus.iter().enumerate() {
        let number = plateau.trip as u8;
        if let Some(before) = n.checked_sub(1).map(|n| &plateaus[n]).filter(|before| before.trip == plateau.trip) {
            let stroke = stroke(plateau.stop.status, number, true);
            pen.stroke(path(&[(before.right, y(before.km)), (plateau.left, y(plateau.km))]), stroke);
        }
        pen.stroke(
            path(&[(plateau.left, y(plateau.km)), (plateau.right, y(plateau.km))]),
            stroke(plateau.stop.status, number, plateau.sure),
        );
    }
}

fn stroke(status: Status, number: u8, sure: bool) -> Stroke {
    let ink = Ink::Route(number);
    match (status, sure) {
        (_, false) => dashed(ink, 2.5, 0.1, 5.0),
        (Status::Planned | Status::Cancelled, true) => dashed(ink, 2.5, 6.0, 5.0),
        (Status::Visited | Status::Current, true) => Stroke { round: true, ..line(ink, 3.0) },
    }
}

/// A piece of the line, for the key.
pub fn sample(pen: &mut Pen, planned: bool, open: bool, (left, right): (f64, f64), y: f64) {
    let status = if planned && !open { Status::Planned } else { Status::Visited };
    pen.stroke(path(&[(left, y), (right, y)]), stroke(status, 0, !open));
}

fn draw_stops(
    pen: &mut Pen,
    chart: &Chart<'_>,
    grid: &Grid<'_>,
    plateaus: &[Plateau<'_>],
    y: &impl Fn(f64) -> f64,
    frame: Area,
    scale: f64,
) {
    let radius = 11.0 * scale;
    let middle = |plateau: &Plateau<'_>| ((plateau.left + plateau.right) / 2.0, y(plateau.km));
    let disc = |(x, y): (f64, f64)| [x - radius, y - radius, x + radius, y + radius];
    let mut taken: Vec<Area> = Vec::new();
    for pair in plateaus.windows(2).filter(|pair| pair[0].trip == pair[1].trip) {
        taken.extend(along((pair[0].right, y(pair[0].km)), (pair[1].left, y(pair[1].km))));
    }
    taken
        .extend(plateaus.iter().map(|plateau| [plateau.left, y(plateau.km) - 2.0, plateau.right, y(plateau.km) + 2.0]));
    let lines = taken.len();
    let badged: Vec<bool> = plateaus
        .iter()
        .map(|plateau| {
            let area = disc(middle(plateau));
            let free = !taken[lines..].iter().any(|other| overlap(&area, other));
            taken.push(area);
            free
        })
        .collect();
    for (n, plateau) in plateaus.iter().enumerate() {
        let (x, level) = middle(plateau);
        let days = entries::of_stop(
            chart.trips[plateau.trip],
            plateau.index,
            &chart.schedule.stays[plateau.trip],
            grid.axis.calendar,
        );
        let title = stop_title(plateau.stop, plateau.label, &days);
        pen.group(&stop_id(chart, plateau.trip, plateau.index), None, Some(title), |pen| {
            if badged[n] {
                bars::badge(pen, (x, level), radius, plateau.stop, plateau.label, plateau.trip as u8);
            } else {
                pen.fill(circle(x, level, radius * 0.4), Ink::Route(plateau.trip as u8), 1.0);
            }
            name(pen, grid, plateau, (x, level), &mut taken, frame, scale);
        });
    }
}

/// Boxes along a slanting line, small enough to leave the corners free.
fn along(a: (f64, f64), b: (f64, f64)) -> Vec<Area> {
    let pieces = ((b.0 - a.0).abs().min((b.1 - a.1).abs()) / 12.0).ceil().max(1.0) as usize;
    let at = |n: usize| (a.0 + (b.0 - a.0) * n as f64 / pieces as f64, a.1 + (b.1 - a.1) * n as f64 / pieces as f64);
    let area = |n: usize| {
        let (p, q) = (at(n), at(n + 1));
        [p.0.min(q.0) - 2.0, p.1.min(q.1), p.0.max(q.0) + 2.0, p.1.max(q.1)]
    };
    (0..pieces).map(area).collect()
}

/// The name and the kilometres so far, left above or right below the line, where nothing else is.
fn name(
    pen: &mut Pen,
    grid: &Grid<'_>,
    plateau: &Plateau<'_>,
    (x, level): (f64, f64),
    taken: &mut Vec<Area>,
    frame: Area,
    scale: f64,
) {
    let look = Type::new(Face::Bold, 14.0 * scale, Ink::Text);
    let small = Type::new(Face::Regular, 12.5 * scale, Ink::TextMuted);
    let way = format!("{}{} km", plateau.whose, words::thousands(plateau.km));
    let shown = !plateau.whose.is_empty() || (plateau.km > 0.0 && plateau.stop.role != Role::Origin);
    let width = look.width(words::shown(plateau.stop)).max(if shown { small.width(&way) } else { 0.0 });
    let height = if shown { 32.0 } else { 16.0 } * scale;
    let gap = 15.0 * scale;
    let left = |up: f64| (Anchor::End, x - gap, level - up * scale - height / 2.0);
    let right = |down: f64| (Anchor::Start, x + gap, level + down * scale);
    let above = |up: f64| (Anchor::Start, x - 8.0 * scale, level - up * scale - height);
    let places = [
        left(4.0),
        right(7.0),
        left(14.0),
        left(26.0),
        above(15.0),
        right(20.0),
        left(40.0),
        above(30.0),
        right(34.0),
        left(56.0),
        right(50.0),
    ];
    let area = |(anchor, x, top): (Anchor, f64, f64)| {
        let from = if anchor == Anchor::End { x - width } else { x };
        [from - 3.0, top - 2.0, from + width + 3.0, top + height + 2.0]
    };
    let free = |area: &Area| {
        let inside = area[0] >= frame[0] && area[1] >= frame[1] && area[2] <= frame[2] && area[3] <= frame[3];
        inside && !taken.iter().any(|other| overlap(area, other))
    };
    let Some(place) = places.into_iter().find(|&place| free(&area(place))) else { return };
    let (anchor, x, top) = place;
    let set = |look: Type| Type { anchor, ..look };
    grid.words(pen, words::shown(plateau.stop), (x, top + 13.0 * scale), set(look));
    if shown {
        grid.words(pen, &way, (x, top + 29.0 * scale), set(small));
    }
    taken.push(area(place));
}

fn overlap(a: &Area, b: &Area) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        for (most, step) in [(52.0, 20.0), (2760.0, 1000.0), (5041.0, 2000.0), (44_660.0, 10_000.0), (0.4, 1.0)] {
            assert_eq!(step_km(most), step);
        }
    }
}
