//! The columns: where each moment lies across the chart, and the days' names above them.

use super::pen::{Pen, Type, line, part, path, rect};
use super::schedule::{Calendar, Schedule};
use super::words;
use crate::model::scene::{Ink, Outline};
use crate::model::typeface::Face;
use chrono::{Datelike, NaiveDate, Weekday};

/// Half the width of what is taken away of a line, enough for that of the day of publication.
const HALF_LINE: f64 = 1.25;

/// Columns between two edges.
#[derive(Debug, Clone, Copy)]
pub struct Axis {
    pub left: f64,
    pub right: f64,
    pub calendar: Option<Calendar>,
    /// Width of a day, or of a place in the order.
    pub column: f64,
    /// Width of the columns for stays without a date.
    outside: f64,
    /// Free room to the right, for the name of a last month of few days.
    pub beyond: f64,
}

impl Axis {
    pub fn new(schedule: &Schedule, left: f64, right: f64, scale: f64) -> Self {
        let width = right - left;
        let Some(calendar) = schedule.calendar else {
            let places = schedule.stays.iter().map(Vec::len).max().unwrap_or(1).max(1);
            return Axis { left, right, calendar: None, column: width / places as f64, outside: 0.0, beyond: 0.0 };
        };
        let outsides = f64::from(u8::from(calendar.before) + u8::from(calendar.after));
        let even = width / (calendar.days as f64 + outsides);
        let outside = even.clamp((92.0 * scale).min(width / 4.0), (220.0 * scale).min(width / 2.0));
        let column = (width - outside * outsides) / calendar.days as f64;
        Axis { left, right, calendar: Some(calendar), column, outside, beyond: 0.0 }
    }

    /// The x of a moment.
    pub fn x(&self, moment: f64) -> f64 {
        let Some(calendar) = self.calendar else { return self.left + moment * self.column };
        let begin = self.left + if calendar.before { self.outside } else { 0.0 };
        let days = calendar.days as f64;
        if moment < 0.0 {
            begin + moment * self.outside
        } else if moment <= days {
            begin + moment * self.column
        } else {
            begin + days * self.column + (moment - days) * self.outside
        }
    }

    /// The height of the names above the columns.
    pub fn head_height(&self, scale: f64) -> f64 {
        if self.calendar.is_some() { 64.0 * scale } else { 34.0 * scale }
    }

    /// Weekends and the lines between the days, behind everything.
    pub fn ground(&self, pen: &mut Pen, top: f64, bottom: f64) {
        let Some(calendar) = self.calendar else { return };
        pen.group("weekends", None, None, |pen| {
            for n in (0..calendar.days).filter(|&n| self.column >= 4.0 && is_weekend(calendar.date(n))) {
                pen.fill(rect(self.x(n as f64), top, self.column, bottom - top, 0.0), Ink::Panel, 1.0);
            }
        });
        pen.group("day-lines", None, None, |pen| {
            for n in 0..=calendar.days {
                let new_month = n > 0 && n < calendar.days && calendar.date(n).day() == 1;
                if self.column < 7.0 && !new_month {
                    continue;
                }
                let ink = if new_month { Ink::Rule } else { Ink::Graticule };
                let x = self.x(n as f64);
                pen.stroke(path(&[(x, top), (x, bottom)]), line(ink, 1.0));
            }
        });
    }

    /// Takes the lines between days away behind words, so that the shading there stays whole: a rim about the letters would
    /// show on it.
    pub fn clear(&self, pen: &mut Pen, (left, right): (f64, f64), (top, bottom): (f64, f64)) {
        let Some(calendar) = self.calendar else { return };
        let shaded = |n: usize| n < calendar.days && self.column >= 4.0 && is_weekend(calendar.date(n));
        let ink = |n: usize| if shaded(n) { Ink::Panel } else { Ink::Ground };
        for n in 0..=calendar.days {
            let x = self.x(n as f64);
            if x > left && x < right {
                let before = n.checked_sub(1).map_or(Ink::Ground, ink);
                pen.fill(rect(x - HALF_LINE, top, HALF_LINE, bottom - top, 0.0), before, 1.0);
                pen.fill(rect(x, top, HALF_LINE, bottom - top, 0.0), ink(n), 1.0);
            }
        }
    }

    /// Takes a line across the days away behind words.
    pub fn clear_level(&self, pen: &mut Pen, (left, right): (f64, f64), level: f64) {
        pen.fill(rect(left, level - HALF_LINE, right - left, 2.0 * HALF_LINE, 0.0), Ink::Ground, 1.0);
        let Some(calendar) = self.calendar else { return };
        let shaded = |n: usize| self.column >= 4.0 && is_weekend(calendar.date(n));
        for n in (0..calendar.days).filter(|&n| shaded(n)) {
            let (from, to) = (self.x(n as f64).max(left), self.x(n as f64 + 1.0).min(right));
            if from < to {
                pen.fill(rect(from, level - HALF_LINE, to - from, 2.0 * HALF_LINE, 0.0), Ink::Panel, 1.0);
            }
        }
    }

    /// A stretch of the calendar behind one bar: weekends, day lines, and a rim.
    pub fn strip(&self, pen: &mut Pen, top: f64, bottom: f64) {
        let Some(calendar) = self.calendar else { return };
        let (from, to) = (self.x(0.0), self.x(calendar.days as f64));
        for n in (0..calendar.days).filter(|&n| self.column >= 4.0 && is_weekend(calendar.date(n))) {
            pen.fill(rect(self.x(n as f64), top, self.column, bottom - top, 0.0), Ink::Panel, 1.0);
        }
        let lines = (0..=calendar.days).filter(|&n| self.column >= 7.0 || n == 0 || n == calendar.days);
        let parts = lines.map(|n| part(&[(self.x(n as f64), top), (self.x(n as f64), bottom)], false)).collect();
        pen.stroke(Outline::Path(parts), line(Ink::Graticule, 1.0));
        pen.stroke(path(&[(from, bottom), (to, bottom)]), line(Ink::Graticule, 1.0));
    }

    /// The names above the columns; `bottom` is where the first row begins.
    pub fn head(&self, pen: &mut Pen, bottom: f64, scale: f64, published: Option<NaiveDate>) {
        let Some(calendar) = self.calendar else { return self.places(pen, bottom, scale) };
        let rows = Rows { bottom, scale };
        self.months(pen, &calendar, &rows);
        for n in 0..calendar.days {
            self.day(pen, &calendar, n, &rows, published);
        }
        let beyond = Type::new(Face::Italic, 12.5 * scale, Ink::TextMuted).middle();
        let mut outside = |from: f64| {
            let middle = (self.x(from) + self.x(from + 1.0)) / 2.0;
            pen.text("day not", middle, rows.weekday(), beyond);
            pen.text("given", middle, rows.number(), beyond);
        };
        if calendar.before {
            outside(-1.0);
        }
        if calendar.after {
            outside(calendar.days as f64);
        }
    }

    fn months(&self, pen: &mut Pen, calendar: &Calendar, rows: &Rows) {
        let look = Type::new(Face::Bold, 13.5 * rows.scale, Ink::TextMuted);
        let begins = |n: usize| n == 0 || calendar.date(n).day() == 1;
        let starts: Vec<usize> = (0..calendar.days).filter(|&n| begins(n)).collect();
        for (i, &n) in starts.iter().enumerate() {
            let date = calendar.date(n);
            let until = starts.get(i + 1).map_or(self.right + self.beyond, |&next| self.x(next as f64));
            let room = until - self.x(n as f64) - 8.0;
            let forms =
                [words::month_and_year(date), words::month(date).to_string(), words::month_short(date).to_string()];
            if let Some(name) = forms.iter().find(|name| look.width(name) <= room) {
                pen.text(name, self.x(n as f64) + self.inset(), rows.month(), look);
            }
        }
    }

    fn day(&self, pen: &mut Pen, calendar: &Calendar, n: usize, rows: &Rows, published: Option<NaiveDate>) {
        let scale = rows.scale;
        let date = calendar.date(n);
        let x = (self.x(n as f64) + self.x(n as f64 + 1.0)) / 2.0;
        let today = published == Some(date);
        let number = Type::new(Face::Bold, 16.0 * scale, if today { Ink::Today } else { Ink::Text });
        let weekday = Type::new(Face::Regular, 12.5 * scale, if today { Ink::Today } else { Ink::TextMuted });
        let name = words::weekday(date);
        let letter = &name[..1];
        if self.column >= weekday.width("Wednesday") + self.inset() + 6.0 {
            let left = self.x(n as f64) + self.inset();
            pen.text(name, left, rows.weekday(), weekday);
            pen.text(&date.day().to_string(), left, rows.number(), number);
        } else if self.column >= 32.0 * scale {
            pen.text(&name[..3], x, rows.weekday(), Type { size: 11.5 * scale, ..weekday }.middle());
            pen.text(&date.day().to_string(), x, rows.number(), Type { size: 15.0 * scale, ..number }.middle());
        } else if self.column >= 19.0 * scale {
            pen.text(letter, x, rows.weekday(), Type { size: 11.0 * scale, ..weekday }.middle());
            pen.text(&date.day().to_string(), x, rows.number(), Type { size: 12.0 * scale, ..number }.middle());
        } else if self.names_alone(date) {
            let left = self.x(n as f64) + 2.0;
            pen.text(&date.day().to_string(), left, rows.number(), Type { size: 11.5 * scale, ..number });
        }
    }

    /// In narrow columns only Mondays are named, in very narrow ones the first of the month.
    fn names_alone(&self, date: NaiveDate) -> bool {
        if self.column * 7.0 >= 22.0 {
            date.weekday() == Weekday::Mon
        } else {
            date.day() == 1 && self.column * 28.0 >= 22.0
        }
    }

    fn places(&self, pen: &mut Pen, bottom: f64, scale: f64) {
        let look = Type::new(Face::Italic, 13.5 * scale, Ink::TextMuted);
        let text = "In order of travel; the text gives no dates";
        let text = if look.width(text) <= self.right - self.left { text } else { "In order; no dates given" };
        pen.text(text, self.left, bottom - 12.0 * scale, look);
    }

    /// How far names stand from the left edge of wide columns.
    pub fn inset(&self) -> f64 {
        (self.column * 0.06).clamp(2.0, 10.0)
    }
}

/// Baselines of the three lines of the head.
struct Rows {
    bottom: f64,
    scale: f64,
}

impl Rows {
    fn month(&self) -> f64 {
        self.bottom - 49.0 * self.scale
    }

    fn weekday(&self) -> f64 {
        self.bottom - 28.0 * self.scale
    }

    fn number(&self) -> f64 {
        self.bottom - 9.0 * self.scale
    }
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}
