//! Which activities stand where in a stop's row, and which are folded away.
//!
//! In: a stop's days, the room about its bar. Out: lines of text at their places; they never leave the room given, so that
//! they touch neither the connectors nor each other.

use super::axis::Axis;
use super::pen::{Pen, Type};
use super::schedule::{Calendar, Stay};
use super::{icons, words};
use crate::model::itinerary::{Activity, Day, Status, Trip};
use crate::model::scene::Ink;
use crate::model::typeface::{self, Face};
use chrono::NaiveDate;

/// The activities of one day at one stop.
pub struct DayEntries<'a> {
    pub date: Option<NaiveDate>,
    pub activities: Vec<&'a Activity>,
}

/// The activities of a stop: days in order, those without a day last.
pub fn of_stop<'a>(trip: &'a Trip, stop: usize, stays: &[Stay], calendar: Option<Calendar>) -> Vec<DayEntries<'a>> {
    let holds = |date: NaiveDate| {
        let noon = calendar.map(|calendar| calendar.day(date) + 0.5)?;
        stays.iter().rposition(|stay| stay.start <= noon && noon <= stay.end)
    };
    let here = |day: &&Day| day.stop.or_else(|| day.date.and_then(holds)) == Some(stop);
    let told =
        trip.days.iter().filter(here).flat_map(|day| day.activities.iter().map(move |activity| (day.date, activity)));
    let mut told: Vec<(Option<NaiveDate>, &Activity)> = told.collect();
    told.sort_by_key(|(date, _)| (date.is_none(), *date));
    let mut days: Vec<DayEntries<'a>> = Vec::new();
    for (date, activity) in without_repeats(told) {
        match days.iter_mut().find(|known| known.date == date) {
            Some(known) => known.activities.push(activity),
            None => days.push(DayEntries { date, activities: vec![activity] }),
        }
    }
    days
}

/// What a text tells twice is shown once: "arrives" of no day beside "arrives" on Thursday, "signs" beside "signs a treaty".
fn without_repeats(told: Vec<(Option<NaiveDate>, &Activity)>) -> Vec<(Option<NaiveDate>, &Activity)> {
    let mut kept: Vec<(Option<NaiveDate>, &Activity)> = Vec::new();
    for (date, activity) in told {
        let same_day = |other: Option<NaiveDate>| other == date || date.is_none();
        let known = kept.iter_mut().find(|(other, known)| {
            let same_kind = known.kind == activity.kind && known.status == activity.status;
            same_kind
                && same_day(*other)
                && (says(&known.label, &activity.label) || says(&activity.label, &known.label))
        });
        match known {
            Some(known) if activity.label.len() > known.1.label.len() => known.1 = activity,
            Some(_) => {}
            None => kept.push((date, activity)),
        }
    }
    kept
}

/// Whether a label says all that a shorter one says.
fn says(longer: &str, shorter: &str) -> bool {
    longer.strip_prefix(shorter).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
}

/// A piece of text at its place; `line` counts from the first line of the row's text.
pub struct Placed<'a> {
    pub x: f64,
    pub line: usize,
    /// `None` for a line that says how many were folded away.
    pub activity: Option<&'a Activity>,
    /// The day, where the columns do not tell it.
    pub prefix: Option<String>,
    pub lines: Vec<String>,
}

/// The text of a row.
#[derive(Default)]
pub struct Block<'a> {
    pub placed: Vec<Placed<'a>>,
    pub lines: usize,
    /// Beside the bar, not under it.
    pub beside: bool,
}

/// The room about a bar.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    pub left: f64,
    pub bar_left: f64,
    pub bar_right: f64,
    /// As far as text may run under the bar: the connector to the next stop, or the edge.
    pub under_right: f64,
    pub right: f64,
    pub most_lines: usize,
    pub scale: f64,
}

impl Room {
    fn text(&self) -> Type {
        Type::new(Face::Regular, 13.5 * self.scale, Ink::Text)
    }

    fn icon_width(&self) -> f64 {
        18.0 * self.scale
    }
}

/// Finds places for all entries: in the days' own cells where these are wide enough, else as a list under or beside the bar.
pub fn place<'a>(days: &[DayEntries<'a>], axis: &Axis, room: &Room) -> Block<'a> {
    if days.is_empty() {
        return Block::default();
    }
    in_cells(days, axis, room).unwrap_or_else(|| in_list(days, room))
}

fn in_cells<'a>(days: &[DayEntries<'a>], axis: &Axis, room: &Room) -> Option<Block<'a>> {
    let calendar = axis.calendar?;
    let mut starts = Vec::new();
    for day in days {
        let day_left = day.date.map_or(room.bar_left, |date| axis.x(calendar.day(date)) + axis.inset());
        starts.push(day_left.max(room.bar_left));
    }
    if days.len() > 1 && days.iter().any(|day| day.date.is_none()) {
        return None;
    }
    let end = |n: usize| starts.get(n + 1).copied().unwrap_or(room.under_right);
    let gap = 12.0 * room.scale;
    let wide_enough = |n: usize| end(n) - starts[n] - gap >= 128.0 * room.scale;
    if !(0..days.len()).all(wide_enough) {
        return None;
    }
    let mut block = Block::default();
    for (n, day) in days.iter().enumerate() {
        let width = (end(n) - starts[n] - gap).min(340.0 * room.scale);
        let items = day.activities.iter().map(|&activity| (activity, None)).collect();
        column(&mut block, items, starts[n], width, room);
    }
    Some(block)
}

/// A list under the bar, for narrow charts.
pub fn list<'a>(days: &[DayEntries<'a>], room: &Room) -> Block<'a> {
    if days.is_empty() { Block::default() } else { in_list(days, room) }
}

fn in_list<'a>(days: &[DayEntries<'a>], room: &Room) -> Block<'a> {
    let several = days.len() > 1;
    let prefix = |date: Option<NaiveDate>| date.filter(|_| several).map(words::short_day);
    let mut items: Vec<(&Activity, Option<String>)> =
        days.iter().flat_map(|day| day.activities.iter().map(move |&activity| (activity, prefix(day.date)))).collect();
    let gap = 14.0 * room.scale;
    let (under, right, left) =
        (room.under_right - room.bar_left - gap, room.right - room.bar_right - gap, room.bar_left - room.left - gap);
    let enough = 190.0 * room.scale;
    let places = [(room.bar_left, under, false), (room.bar_right + gap, right, true), (room.left, left, true)];
    let widest = places.into_iter().fold(places[0], |best, place| if place.1 > best.1 { place } else { best });
    let (from, width, beside) = if under >= 250.0 * room.scale || (under >= enough && right < enough) {
        places[0]
    } else {
        places[1..].iter().copied().find(|place| place.1 >= enough).unwrap_or(widest)
    };
    let mut block = Block { beside, ..Block::default() };
    let columns = ((width / (300.0 * room.scale)) as usize).clamp(1, 3);
    let to_the_left = beside && from == room.left;
    let column_width =
        if to_the_left { width.min(440.0 * room.scale) } else { (width / columns as f64).min(380.0 * room.scale) };
    // To the left of a bar, the list stands next to the bar, not at the far edge.
    let from =
        if to_the_left { (room.bar_left - gap - list_width(&items, column_width, room)).max(room.left) } else { from };
    if to_the_left || columns == 1 {
        let width = if to_the_left { room.bar_left - gap - from } else { column_width };
        column(&mut block, items, from, width, room);
        return block;
    }
    for n in 0..columns {
        let rest =
            if n + 1 == columns { Vec::new() } else { items.split_off(fitting(&items, column_width - gap, room)) };
        column(&mut block, items, from + n as f64 * column_width, column_width - gap, room);
        items = rest;
    }
    block
}

/// The widest line of a list that is not broken.
fn list_width(items: &[(&Activity, Option<String>)], most: f64, room: &Room) -> f64 {
    let wide = items.iter().map(|(activity, prefix)| {
        room.icon_width() + prefix_width(prefix, room) + room.text().width(&words::sentence_case(&activity.label)) + 2.0
    });
    wide.fold(0.0, f64::max).min(most)
}

fn prefix_width(prefix: &Option<String>, room: &Room) -> f64 {
    // As wide as the widest, so that the texts of a list stand in line.
    prefix.as_ref().map_or(0.0, |_| room.text().bold().width("Wed 28") + 8.0 * room.scale)
}

fn broken(activity: &Activity, prefix: &Option<String>, width: f64, room: &Room) -> Vec<String> {
    let look = room.text();
    let text = words::sentence_case(&activity.label);
    typeface::wrapped(&text, look.face, look.size, width - room.icon_width() - prefix_width(prefix, room), 2)
}

/// How many items fill one column.
fn fitting(items: &[(&Activity, Option<String>)], width: f64, room: &Room) -> usize {
    let mut used = 0;
    let full = |(activity, prefix): &(&Activity, Option<String>)| {
        used += broken(activity, prefix, width, room).len();
        used > room.most_lines
    };
    items.iter().position(full).unwrap_or(items.len()).max(1).min(items.len())
}

/// Sets items one under the other; those that do not fit are counted.
fn column<'a>(block: &mut Block<'a>, items: Vec<(&'a Activity, Option<String>)>, x: f64, width: f64, room: &Room) {
    let broken: Vec<Vec<String>> =
        items.iter().map(|(activity, prefix)| broken(activity, prefix, width, room)).collect();
    let total: usize = broken.iter().map(Vec::len).sum();
    let count = items.len();
    let mut line = 0;
    for (n, ((activity, prefix), lines)) in items.into_iter().zip(broken).enumerate() {
        let needs_note = total > room.most_lines && n + 1 < count;
        if line > 0 && line + lines.len() + usize::from(needs_note) > room.most_lines {
            let text = format!("+{} more", count - n);
            block.placed.push(Placed { x, line, activity: None, prefix: None, lines: vec![text] });
            line += 1;
            break;
        }
        let height = lines.len();
        block.placed.push(Placed { x, line, activity: Some(activity), prefix, lines });
        line += height;
    }
    block.lines = block.lines.max(line);
}

/// Height of a line of entries.
pub fn line_height(scale: f64) -> f64 {
    19.0 * scale
}

/// Draws the text of a row; `baseline` is that of the first line. Where there are lines between the days behind it, `axis`
/// has them.
pub fn draw(pen: &mut Pen, block: &Block<'_>, baseline: f64, number: u8, room: &Room, axis: Option<&Axis>) {
    let scale = room.scale;
    let words = |pen: &mut Pen, text: &str, x: f64, y: f64, look: Type| {
        let gap = 3.0 * scale;
        let height = (y - typeface::ASCENT * look.size * 0.8, y + typeface::DESCENT * look.size);
        axis.iter().for_each(|axis| axis.clear(pen, (x - gap, x + look.width(text) + gap), height));
        pen.text(text, x, y, look);
    };
    for placed in &block.placed {
        let y = baseline + placed.line as f64 * line_height(scale);
        let Some(activity) = placed.activity else {
            words(pen, &placed.lines[0], placed.x + room.icon_width(), y, room.text().ink(Ink::TextMuted));
            continue;
        };
        let pale = activity.status == Status::Cancelled;
        let icon_ink = if pale { Ink::RoutePale(number) } else { Ink::Route(number) };
        let middle = y - typeface::CAP_HEIGHT / 2.0 * room.text().size;
        icons::draw(pen, activity.kind, placed.x + 6.0 * scale, middle, 11.0 * scale, icon_ink);
        let mut x = placed.x + room.icon_width();
        if let Some(prefix) = &placed.prefix {
            words(pen, prefix, x, y, room.text().bold().ink(Ink::TextMuted));
            x += prefix_width(&placed.prefix, room);
        }
        let look = entry_look(activity, room);
        for (n, line) in placed.lines.iter().enumerate() {
            words(pen, line, x, y + n as f64 * line_height(scale), look);
            if pale {
                let y = y + n as f64 * line_height(scale) - 0.3 * look.size;
                pen.stroke(
                    super::pen::path(&[(x, y), (x + look.width(line), y)]),
                    super::pen::line(Ink::TextMuted, 1.0),
                );
            }
        }
    }
}

/// What is still to come stands in italics, what was called off is struck.
fn entry_look(activity: &Activity, room: &Room) -> Type {
    match activity.status {
        Status::Visited | Status::Current => room.text(),
        Status::Planned => Type { face: Face::Italic, ..room.text() },
        Status::Cancelled => room.text().ink(Ink::TextMuted),
    }
}

/// All activities in words, for the title of a stop's group.
pub fn told(days: &[DayEntries<'_>]) -> String {
    let day = |day: &DayEntries<'_>| {
        let labels: Vec<&str> = day.activities.iter().map(|activity| activity.label.as_str()).collect();
        match day.date {
            Some(date) => format!("{}: {}", words::day(date), labels.join("; ")),
            None => labels.join("; "),
        }
    };
    days.iter().map(day).collect::<Vec<_>>().join(". ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::itinerary::ActivityKind::{self, Arrival, Signing};

    #[test]
    fn what_is_told_twice_is_shown_once() {
        let activity = |kind: ActivityKind, label: &str| Activity {
            kind,
            label: label.into(),
            with: vec![],
            status: Status::Visited,
            by_hand: false,
            evidence: vec![],
        };
        let thursday = NaiveDate::from_ymd_opt(2019, 2, 28);
        let all = [
            activity(Signing, "signs"),
            activity(Arrival, "arrives"),
            activity(Arrival, "arrives"),
            activity(Signing, "signs a treaty"),
        ];
        let told = vec![(thursday, &all[0]), (thursday, &all[1]), (None, &all[2]), (None, &all[3])];
        let kept = without_repeats(told);
        let shown: Vec<(Option<NaiveDate>, &str)> =
            kept.iter().map(|(date, activity)| (*date, activity.label.as_str())).collect();
        assert_eq!(shown, [(thursday, "signs a treaty"), (thursday, "arrives")]);
        assert!(!says("signs aboard", "signs a") && says("talks, then lunch", "talks"));
    }
}
