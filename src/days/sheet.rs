//! The trip as a calendar sheet: a row per week, a cell per day, stays as strips through the cells.

use super::entries::{self, Block, DayEntries, Room, line_height};
use super::furniture;
use super::pen::{Pen, Type, circle, dashed, line, path, rect};
use super::schedule::{Calendar, Stay};
use super::timeline::{labels, second_line, stop_id, stop_title};
use super::{Chart, Drawn, words};
use crate::error::{Error, Result};
use crate::model::itinerary::{Activity, Role, Status, Stop};
use crate::model::scene::Ink;
use crate::model::typeface::{CAP_HEIGHT, Face, shortened};
use chrono::{Datelike, Days, NaiveDate};

/// Sizes and places that all weeks share.
struct Sheet<'a> {
    chart: &'a Chart<'a>,
    calendar: Calendar,
    scale: f64,
    left: f64,
    cell: f64,
    /// For each stop of each trip the strip that it runs in, from the top, and how many strips there are.
    lanes: (Vec<Vec<usize>>, usize),
    /// Room for words in the cells; without it the stops are listed below.
    wide: bool,
}

/// A week that is drawn.
struct Week {
    monday: NaiveDate,
    top: f64,
    height: f64,
}

pub fn draw(chart: &Chart<'_>) -> Result<Drawn> {
    let Some(calendar) = chart.schedule.calendar else {
        return Err(Error::new("the itinerary gives no date, so that there is no calendar to draw: draw the timeline"));
    };
    let width = chart.options.width_px;
    let wide = width >= super::PHONE_BELOW;
    let scale = (width / 1200.0).clamp(0.85, 1.4);
    let margin = if wide { 34.0 * scale } else { 16.0 };
    let sheet = Sheet {
        chart,
        calendar,
        scale,
        left: margin,
        cell: (width - 2.0 * margin) / 7.0,
        lanes: lanes(&chart.schedule.stays),
        wide,
    };
    let mut pen = Pen::default();
    let title = if wide { 30.0 * scale } else { 22.0 };
    let top = furniture::heading(&mut pen, chart, (margin, width - margin), margin, scale, title) + 50.0 * scale;
    let weeks = sheet.weeks(top);
    let bottom = weeks.last().map_or(top, |week| week.top + week.height);
    pen.group("calendar", Some("Calendar"), None, |pen| sheet.grid(pen, &weeks, top, bottom));
    pen.group("stops", Some("Stops"), None, |pen| sheet.stops(pen, &weeks));
    pen.group("activities", Some("Activities"), None, |pen| weeks.iter().for_each(|week| sheet.activities(pen, week)));
    let foot = sheet.below(&mut pen, bottom + 8.0 * scale);
    let footer = furniture::footer(&mut pen, chart, (margin, width - margin), foot + 12.0 * scale, scale);
    let needed = (footer + margin * 0.75).ceil();
    Ok(Drawn { nodes: pen.nodes, height_px: chart.options.height_px.unwrap_or(needed).max(needed) })
}

/// A trip's stays run in one strip, save where the dates that are told overlap; each trip has strips of its own.
fn lanes(trips: &[Vec<Stay>]) -> (Vec<Vec<usize>>, usize) {
    let mut count = 0;
    let mut all = Vec::new();
    for stays in trips {
        let mut ends: Vec<f64> = Vec::new();
        let mut lane = |stay: &Stay| {
            let free = ends.iter().position(|&end| end <= stay.start + 1e-9).unwrap_or(ends.len());
            if free == ends.len() {
                ends.push(stay.end);
            }
            ends[free] = stay.end;
            count + free
        };
        all.push(stays.iter().map(|stay| if stay.sure.is_some() { lane(stay) } else { 0 }).collect());
        count += ends.len();
    }
    (all, count)
}

impl Sheet<'_> {
    /// Weeks with a stay or an activity, from Monday on.
    fn weeks(&self, top: f64) -> Vec<Week> {
        let first = self.calendar.first;
        let mut monday = first - Days::new(u64::from(first.weekday().num_days_from_monday()));
        let last = self.calendar.date(self.calendar.days - 1);
        let mut weeks = Vec::new();
        let mut y = top;
        while monday <= last {
            let start = self.calendar.day(monday);
            let stays = || self.chart.schedule.stays.iter().flatten().filter(|stay| self.shown(stay));
            if stays().any(|stay| stay.start < start + 7.0 && stay.end > start) {
                let lines = self.text_height(monday);
                let strips = self.lanes.1 as f64 * self.strip();
                let height = (self.strips_top() + strips + lines + 12.0 * self.scale).max(if self.wide {
                    104.0 * self.scale
                } else {
                    62.0
                });
                weeks.push(Week { monday, top: y, height });
                y += height;
            }
            let Some(next) = monday.checked_add_days(Days::new(7)) else { break };
            monday = next;
        }
        weeks
    }

    /// Stays without a day cannot stand on a sheet.
    fn shown(&self, stay: &Stay) -> bool {
        stay.sure.is_some()
    }

    fn strips_top(&self) -> f64 {
        30.0 * self.scale
    }

    fn strip(&self) -> f64 {
        26.0 * self.scale
    }

    fn x(&self, week: &Week, moment: f64) -> f64 {
        self.left + (moment - self.calendar.day(week.monday)).clamp(0.0, 7.0) * self.cell
    }

    fn grid(&self, pen: &mut Pen, weeks: &[Week], top: f64, bottom: f64) {
        let right = self.left + 7.0 * self.cell;
        pen.fill(rect(self.left + 5.0 * self.cell, top, 2.0 * self.cell, bottom - top, 0.0), Ink::Panel, 1.0);
        for n in 1..7 {
            let x = self.left + f64::from(n) * self.cell;
            pen.stroke(path(&[(x, top), (x, bottom)]), line(Ink::Graticule, 1.0));
        }
        let head = Type::new(Face::Regular, 13.0 * self.scale, Ink::TextMuted);
        for (n, name) in words::WEEKDAYS.iter().enumerate() {
            let name = if head.width("Wednesday") + 12.0 <= self.cell { name } else { &name[..3] };
            pen.text(name, self.left + n as f64 * self.cell + 6.0 * self.scale, top - 9.0 * self.scale, head);
        }
        for (n, week) in weeks.iter().enumerate() {
            let follows = n > 0 && weeks[n - 1].monday + Days::new(7) == week.monday;
            let ink = if n == 0 || !follows { Ink::Rule } else { Ink::Graticule };
            pen.stroke(path(&[(self.left, week.top), (right, week.top)]), line(ink, 1.0));
            (0..7).for_each(|day| self.number(pen, week, day, n == 0));
        }
        pen.stroke(path(&[(self.left, bottom), (right, bottom)]), line(Ink::Rule, 1.0));
    }

    fn number(&self, pen: &mut Pen, week: &Week, day: u64, first_week: bool) {
        let date = week.monday + Days::new(day);
        let within = self.calendar.shown(date).is_some();
        let published = self.chart.schedule.published == Some(date);
        let ink = if published {
            Ink::Today
        } else if within {
            Ink::Text
        } else {
            Ink::TextFaint
        };
        let look = Type::new(if within { Face::Bold } else { Face::Regular }, 15.0 * self.scale, ink);
        let x = self.left + day as f64 * self.cell + 6.0 * self.scale;
        let y = week.top + 19.0 * self.scale;
        let number = date.day().to_string();
        pen.text(&number, x, y, look);
        let small = Type::new(Face::Regular, 12.0 * self.scale, if published { Ink::Today } else { Ink::TextMuted });
        let after = x + look.width(&number) + 5.0 * self.scale;
        let room = self.left + (day + 1) as f64 * self.cell - after - 3.0;
        let named = date.day() == 1 || (first_week && day == 0);
        let words = match (published, named) {
            (true, _) => vec!["as reported".to_string(), "reported".to_string()],
            (_, true) => vec![words::month(date).to_string(), words::month_short(date).to_string()],
            _ => vec![],
        };
        if let Some(word) = words.iter().find(|word| small.width(word) <= room) {
            pen.text(word, after, y, small);
        }
    }

    fn stops(&self, pen: &mut Pen, weeks: &[Week]) {
        for (n, trip) in self.chart.trips.iter().enumerate() {
            let labels = labels(trip);
            for (index, stop) in trip.stops.iter().enumerate() {
                let stay = self.chart.schedule.stays[n][index];
                if !self.shown(&stay) {
                    continue;
                }
                let days = entries::of_stop(trip, index, &self.chart.schedule.stays[n], Some(self.calendar));
                let title = stop_title(stop, labels[index], &days);
                pen.group(&stop_id(self.chart, n, index), None, Some(title), |pen| {
                    weeks.iter().for_each(|week| {
                        self.strip_in(pen, week, (n, self.lanes.0[n][index]), (stop, labels[index]), &stay)
                    });
                });
            }
        }
    }

    fn strip_in(
        &self,
        pen: &mut Pen,
        week: &Week,
        (n, lane): (usize, usize),
        (stop, label): (&Stop, Option<usize>),
        stay: &Stay,
    ) {
        let (left, right) = (self.x(week, stay.start), self.x(week, stay.end));
        if right - left < 1.0 {
            return;
        }
        let Some(sure) = stay.sure else { return };
        let (from, to) = (self.x(week, sure.0), self.x(week, sure.1));
        let ink = Ink::Route(n as u8);
        let top = week.top + self.strips_top() + lane as f64 * self.strip();
        let height = self.strip() - 5.0 * self.scale;
        let inset = 1.5;
        for (a, b) in [(left, from), (to, right)] {
            if b - a > 4.0 {
                pen.shape(
                    rect(a + inset, top, b - a - 2.0 * inset, height, 3.0),
                    Some(Ink::Ground),
                    Some(dashed(ink, 1.25, 0.5, 3.5)),
                );
                let look = Type::new(Face::Bold, 13.0 * self.scale, ink).middle();
                if b - a > 3.0 * look.width("?") {
                    pen.text("?", (a + b) / 2.0, top + height / 2.0 + look.size * CAP_HEIGHT / 2.0, look);
                }
            }
        }
        if to - from < 1.0 {
            return;
        }
        let outline = rect(from + inset, top, to - from - 2.0 * inset, height, 3.0);
        let text_ink = match stop.status {
            Status::Visited | Status::Current => {
                pen.fill(outline, ink, 1.0);
                Ink::OnRoute
            }
            Status::Planned => {
                pen.shape(outline, Some(Ink::Ground), Some(line(ink, 1.75)));
                Ink::Text
            }
            Status::Cancelled => {
                pen.shape(outline, Some(Ink::Ground), Some(line(Ink::RoutePale(n as u8), 1.0)));
                Ink::TextMuted
            }
        };
        self.strip_words(pen, stop, label, (from, to), top + height / 2.0, text_ink);
    }

    fn strip_words(
        &self,
        pen: &mut Pen,
        stop: &Stop,
        label: Option<usize>,
        (from, to): (f64, f64),
        middle: f64,
        ink: Ink,
    ) {
        let look = Type::new(Face::Bold, 13.0 * self.scale, ink);
        let room = to - from - 12.0 * self.scale;
        let number = label.map_or(String::new(), |label| label.to_string());
        let whole = if number.is_empty() {
            words::shown(stop).to_string()
        } else {
            format!("{number}  {}", words::shown(stop))
        };
        let cut = shortened(&whole, look.face, look.size, room);
        let legible = cut.chars().count() >= whole.chars().count().min(number.len() + 6);
        let text = if self.wide && legible { cut } else { number };
        let y = middle + look.size * CAP_HEIGHT / 2.0;
        if look.width(&text) <= room + 8.0 * self.scale {
            let x = if text.len() <= 2 { (from + to) / 2.0 } else { from + 7.0 * self.scale };
            pen.text(&text, x, y, if text.len() <= 2 { look.middle() } else { look });
            if stop.status == Status::Cancelled && text.len() > 2 {
                let y = y - 0.3 * look.size;
                pen.stroke(path(&[(x - 2.0, y), (x + look.width(&text) + 2.0, y)]), line(Ink::TextMuted, 1.25));
            }
        }
    }

    /// The text of a cell: for each trip with activities on that day a block.
    fn blocks(&self, monday: NaiveDate, day: u64) -> Vec<(usize, Block<'_>, Room)> {
        let left = self.left + day as f64 * self.cell + 5.0 * self.scale;
        let right = left + self.cell + 4.0 * self.scale;
        let room = Room {
            left,
            bar_left: left,
            bar_right: right,
            under_right: right,
            right,
            most_lines: MOST_LINES,
            scale: self.scale * 0.92,
        };
        let date = monday + Days::new(day);
        let mut blocks = Vec::new();
        for (n, trip) in self.chart.trips.iter().copied().enumerate().filter(|_| self.wide) {
            let days = trip.days.iter().filter(|day| day.date == Some(date));
            let activities: Vec<&Activity> = days.flat_map(|day| &day.activities).collect();
            if !activities.is_empty() {
                blocks.push((n, entries::list(&[DayEntries { date: None, activities }], &room), room));
            }
        }
        blocks
    }

    /// Height of the text of the fullest cell of a week.
    fn text_height(&self, monday: NaiveDate) -> f64 {
        let height = |(_, block, room): &(usize, Block<'_>, Room)| block.lines as f64 * line_height(room.scale);
        (0..7).map(|day| self.blocks(monday, day).iter().map(height).sum()).fold(0.0, f64::max)
    }

    fn activities(&self, pen: &mut Pen, week: &Week) {
        for day in 0..7 {
            let mut y = week.top + self.strips_top() + self.lanes.1 as f64 * self.strip() + 12.0 * self.scale;
            for (n, block, room) in self.blocks(week.monday, day) {
                entries::draw(pen, &block, y, n as u8, &room, None);
                y += block.lines as f64 * line_height(room.scale);
            }
        }
    }

    /// Under the sheet: the stops by number where the cells have no room for names, and those without a day.
    fn below(&self, pen: &mut Pen, top: f64) -> f64 {
        let mut y = top;
        let look = Type::new(Face::Regular, 13.5 * self.scale, Ink::Text);
        let most = 7.0 * self.cell;
        pen.group("list", Some("List"), None, |pen| {
            for (n, trip) in self.chart.trips.iter().enumerate() {
                let labels = labels(trip);
                for (index, stop) in trip.stops.iter().enumerate() {
                    let undated = !self.shown(&self.chart.schedule.stays[n][index]);
                    if self.wide && !undated {
                        continue;
                    }
                    y += 24.0 * self.scale;
                    let r = 9.0 * self.scale;
                    let middle = y - look.size * CAP_HEIGHT / 2.0;
                    match labels[index].filter(|_| stop.role == Role::Stop) {
                        Some(label) => super::bars::badge(pen, (self.left + r, middle), r, stop, Some(label), n as u8),
                        None => pen.fill(circle(self.left + r, middle, r * 0.4), Ink::Route(n as u8), 1.0),
                    }
                    let country = second_line(stop);
                    let when = if undated {
                        "day not given".to_string()
                    } else {
                        words::stay(stop, false).unwrap_or_default()
                    };
                    let parts = [words::shown(stop).to_string(), country, when];
                    let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
                    pen.text(
                        &shortened(&text, look.face, look.size, most - 26.0 * self.scale),
                        self.left + 26.0 * self.scale,
                        y,
                        look,
                    );
                }
            }
        });
        y + 8.0 * self.scale
    }
}

/// A planned strip, for the key.
pub fn sample(pen: &mut Pen, x: f64, middle: f64, width: f64, height: f64) {
    pen.shape(rect(x, middle - height / 2.0, width, height, 3.0), Some(Ink::Ground), Some(line(Ink::Route(0), 1.75)));
}

/// Lines of text in a cell.
const MOST_LINES: usize = 7;
