//! The stays as bars: solid where done, hatched where planned, struck where called off, dashed where no day is told.

use super::pen::{Pen, Type, circle, dashed, line, part, path, polygon, rect};
use super::schedule::Stay;
use crate::model::itinerary::{Role, Status, Stop};
use crate::model::scene::{Ink, Outline};
use crate::model::typeface::{CAP_HEIGHT, Face};

/// A bar's place.
#[derive(Debug, Clone, Copy)]
pub struct Bar {
    pub left: f64,
    pub right: f64,
    pub middle: f64,
    pub height: f64,
    /// Where the part that the text gives begins and ends; the rest is open.
    pub known: (f64, f64),
}

impl Bar {
    pub fn top(&self) -> f64 {
        self.middle - self.height / 2.0
    }

    pub fn bottom(&self) -> f64 {
        self.middle + self.height / 2.0
    }

    /// Parts with and without a known day; `x` gives the place of a moment.
    pub fn new(left: f64, right: f64, middle: f64, height: f64, stay: &Stay, x: impl Fn(f64) -> f64) -> Self {
        // At an open end, room is kept for the question mark.
        let mark = (height * 1.2).min((right - left) * 0.4);
        let known = stay.sure.map_or((right, right), |(from, to)| {
            let from = if stay.start_known || x(from) - left < 1.0 { left } else { x(from).max(left + mark) };
            let to = if stay.end_known || right - x(to) < 1.0 { right } else { x(to).min(right - mark) };
            (from.min(to), to)
        });
        Bar { left, right, middle, height, known }
    }
}

/// Draws a bar. `ordered`: the chart shows the order alone, so that no bar is open.
pub fn draw(pen: &mut Pen, bar: &Bar, stop: &Stop, number: u8, ordered: bool) {
    let strong = Ink::Route(number);
    if stop.status == Status::Cancelled {
        return called_off(pen, bar, number);
    }
    let (from, to) = if ordered { (bar.left, bar.right) } else { bar.known };
    if to > from {
        let outline = rect(from, bar.top(), to - from, bar.height, 3.0_f64.min(bar.height / 2.0));
        match stop.status {
            Status::Planned => planned(pen, outline, (from, to), bar, number),
            _ => pen.fill(outline, strong, 1.0),
        }
    }
    if !ordered {
        open_end(pen, bar, bar.left, from.min(bar.right), number);
        open_end(pen, bar, to.max(bar.left), if from == bar.right { bar.left } else { bar.right }, number);
    }
}

fn planned(pen: &mut Pen, outline: Outline, (from, to): (f64, f64), bar: &Bar, number: u8) {
    let strong = Ink::Route(number);
    pen.fill(outline.clone(), Ink::Ground, 1.0);
    let step = (bar.height * 0.42).max(4.0);
    let mut strokes = Vec::new();
    let mut at = from - bar.height + step / 2.0;
    while at < to {
        // A line at 45 degrees from (at, bottom) to (at + height, top), cut at the bar's ends.
        let (a, b) = (at.max(from), (at + bar.height).min(to));
        if b - a > 1.0 {
            strokes.push(part(&[(a, bar.bottom() - (a - at)), (b, bar.bottom() - (b - at))], false));
        }
        at += step;
    }
    pen.stroke(Outline::Path(strokes), line(strong, 1.25));
    pen.stroke(outline, line(strong, 1.5));
}

fn called_off(pen: &mut Pen, bar: &Bar, number: u8) {
    let pale = Ink::RoutePale(number);
    pen.shape(
        rect(bar.left, bar.top(), bar.right - bar.left, bar.height, 3.0),
        Some(Ink::Ground),
        Some(line(pale, 1.0)),
    );
    pen.stroke(path(&[(bar.left - 5.0, bar.middle), (bar.right + 5.0, bar.middle)]), line(pale, 2.0));
}

/// The part of a stay whose days the text does not tell: dashed, with a question mark.
fn open_end(pen: &mut Pen, bar: &Bar, from: f64, to: f64, number: u8) {
    let width = to - from;
    if width < 4.0 {
        return;
    }
    let strong = Ink::Route(number);
    let outline = rect(from, bar.top() + 0.75, width, bar.height - 1.5, 3.0);
    pen.shape(outline, Some(Ink::Ground), Some(dashed(strong, 1.25, 0.5, 3.5)));
    let look = Type::new(Face::Bold, (bar.height * 0.78).max(9.0), strong).middle();
    if width > look.width("?") + 4.0 {
        pen.text("?", (from + to) / 2.0, bar.middle + look.size * CAP_HEIGHT / 2.0, look);
    }
}

/// The dots on a bar for the days that have activities.
pub fn dots(pen: &mut Pen, bar: &Bar, places: &[f64], stop: &Stop, number: u8) {
    for &x in places {
        let inside = x > bar.known.0 + 3.0 && x < bar.known.1 - 3.0;
        let solid = inside && matches!(stop.status, Status::Visited | Status::Current);
        let radius = bar.height * 0.2;
        if solid {
            pen.fill(circle(x, bar.middle, radius), Ink::OnRoute, 1.0);
        } else {
            pen.shape(circle(x, bar.middle, radius), Some(Ink::Ground), Some(line(Ink::Route(number), 1.5)));
        }
    }
}

/// The badge before a stop's name: a disc with its number, a ring where planned, a square at home.
pub fn badge(pen: &mut Pen, (x, y): (f64, f64), radius: f64, stop: &Stop, label: Option<usize>, number: u8) {
    let strong = Ink::Route(number);
    match (label, stop.status, stop.role) {
        (_, Status::Cancelled, _) => {
            let (pale, r) = (Ink::RoutePale(number), radius * 0.72);
            pen.shape(circle(x, y, r), Some(Ink::Ground), Some(line(pale, 1.5)));
            let d = r * 0.7;
            pen.stroke(path(&[(x - d, y + d), (x + d, y - d)]), line(pale, 1.5));
        }
        (Some(label), status, _) => {
            let planned = status == Status::Planned;
            let (fill, ink) = if planned { (Ink::Ground, strong) } else { (strong, Ink::OnRoute) };
            let ring = radius - if planned { 1.0 } else { 0.0 };
            pen.shape(circle(x, y, ring), Some(fill), planned.then(|| line(strong, 2.0)));
            let look = Type::new(Face::Bold, radius * 1.12, ink).middle();
            pen.text(&label.to_string(), x, y + look.size * CAP_HEIGHT / 2.0, look);
        }
        (None, _, Role::Transit) => pen.shape(circle(x, y, radius * 0.45), Some(Ink::Ground), Some(line(strong, 2.0))),
        (None, ..) => {
            pen.fill(rect(x - radius * 0.45, y - radius * 0.45, radius * 0.9, radius * 0.9, 1.0), strong, 1.0)
        }
    }
}

/// A connector from one bar to a later one: down, across at `turn`, down, with an arrow head above the later bar.
pub fn connector(pen: &mut Pen, from: (f64, f64), to: (f64, f64), turn: f64, status: Status, number: u8) {
    let ink = if status == Status::Cancelled { Ink::RoutePale(number) } else { Ink::Route(number) };
    let stroke = match status {
        Status::Visited | Status::Current => line(ink, 2.0),
        Status::Planned | Status::Cancelled => dashed(ink, 2.0, 3.5, 4.5),
    };
    let head = 5.0;
    let end = to.1 - head;
    let points = if (from.0 - to.0).abs() < 0.5 {
        vec![from, (from.0, end)]
    } else {
        let r = ((to.0 - from.0).abs() / 2.0).min(5.0);
        let way = (to.0 - from.0).signum();
        let mut points = vec![from];
        // Quarter circles at both turns, sampled.
        for (dx, dy) in ARC {
            points.push((from.0 + way * r * dx, turn - r + r * dy));
        }
        for (dx, dy) in ARC.iter().rev() {
            points.push((to.0 - way * r * dx, turn + r - r * dy));
        }
        points.push((to.0, end));
        points
    };
    pen.stroke(path(&points), stroke);
    pen.fill(polygon(&[(to.0 - head, to.1 - 1.5 * head), (to.0 + head, to.1 - 1.5 * head), (to.0, to.1)]), ink, 1.0);
}

/// A quarter circle from (0, 0) to (1, 1), leaving downwards: 1 − cos and sin of 0, 22.5, 45, 67.5 and 90 degrees.
const ARC: [(f64, f64); 5] = [(0.0, 0.0), (0.0761, 0.3827), (0.2929, 0.707), (0.6173, 0.9239), (1.0, 1.0)];
