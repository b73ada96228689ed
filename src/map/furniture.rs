//! What stands around the map: title, subtitle, key, scale bar, credit line.
//!
//! In: words, the picture's size, which line styles are used. Out: labels and shapes, and the panel that they leave to
//! the map.

use super::options::Options;
use super::route;
use super::sites::Line;
use super::view::{Frame, View};
use super::words;
use super::worldview;
use crate::model::itinerary::Status;
use crate::model::scene::{Anchor, Ink, Label, Node, Outline, Point, Shape, Stroke, Subpath, snap};
use crate::model::typeface::{self, Face};

/// Who made the data; told on every map.
const DATA_CREDIT: &str = "Data: Natural Earth, GeoNames (CC BY 4.0)";

/// A line style in the key.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyEntry {
    pub label: String,
    pub status: Status,
    pub trip: usize,
}

/// The words and lines around the panel, and the panel.
pub struct Furniture {
    pub panel: Frame,
    /// Of the whole picture.
    pub height_px: f64,
    pub nodes: Vec<Node>,
}

/// A row of the stop list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListRow {
    pub number: String,
    pub name: String,
    /// Country and days.
    pub rest: String,
}

/// Lays title, key, stop list and credit out around the panel.
pub fn lay_out(options: &Options, title: &str, subtitle: &str, key: &[KeyEntry], list: &[ListRow]) -> Furniture {
    let unit = options.unit();
    let margin = 14.0 * unit;
    let width = options.width_px - 2.0 * margin;
    let mut nodes = Vec::new();
    let mut y = 10.0 * unit;
    let face = options.theme.faces.title;
    for line in wrapped(title, face, 23.0 * unit, width) {
        y += 25.0 * unit;
        nodes.push(text(line, (margin, y), face, 23.0 * unit, Ink::Text));
    }
    for line in wrapped(subtitle, Face::Regular, 15.0 * unit, width) {
        y += 21.0 * unit;
        nodes.push(text(line, (margin, y), Face::Regular, 15.0 * unit, Ink::TextMuted));
    }
    let top = (y + 12.0 * unit).round();
    let row_px = 17.0 * unit;
    let list_px = if list.is_empty() { 0.0 } else { row_px * list.len() as f64 + 8.0 * unit };
    let height_px = options.height_px + list_px.ceil();
    let mut bottom = height_px - 8.0 * unit;
    for line in credit_lines(options, width).into_iter().rev() {
        nodes.push(text(line, (margin, bottom), Face::Regular, 10.5 * unit, Ink::TextFaint));
        bottom -= 14.0 * unit;
    }
    if !list.is_empty() {
        bottom -= list_px;
        nodes.extend(list_rows(list, (margin, bottom), row_px, width, unit));
    }
    if key.len() > 1 {
        bottom -= 4.0 * unit;
        nodes.extend(key_row(key, margin, bottom, unit));
        bottom -= 18.0 * unit;
    }
    // On whole pixels, so that its edges are sharp.
    let height = ((bottom + 2.0 * unit).round() - top).max(40.0);
    let panel = Frame { x: 0.0, y: top, width: options.width_px, height };
    Furniture { panel, height_px, nodes }
}

/// Number, name in bold, country and days, a row for each stop; the rest is cut where it would leave the page.
fn list_rows(list: &[ListRow], at: Point, row_px: f64, width: f64, unit: f64) -> Vec<Node> {
    let size_px = 12.5 * unit;
    let indent = list.iter().map(|row| typeface::width(&row.number, Face::Bold, size_px)).fold(0.0, f64::max);
    let mut nodes = Vec::new();
    for (n, row) in list.iter().enumerate() {
        let y = at.1 + row_px * (n as f64 + 1.0);
        let x = at.0 + indent + 8.0 * unit;
        let left = width - indent - 8.0 * unit;
        let name = typeface::shortened(&row.name, Face::Bold, size_px, left);
        let used = typeface::width(&name, Face::Bold, size_px) + 6.0 * unit;
        nodes.push(text(row.number.clone(), (at.0, y), Face::Bold, size_px, Ink::TextMuted));
        nodes.push(text(name, (x, y), Face::Bold, size_px, Ink::Text));
        let rest = typeface::shortened(&row.rest, Face::Regular, size_px, (left - used).max(0.0));
        if !rest.is_empty() {
            nodes.push(text(rest, (x + used, y), Face::Regular, size_px, Ink::TextMuted));
        }
    }
    nodes
}

fn credit_lines(options: &Options, width: f64) -> Vec<String> {
    let mut parts = Vec::new();
    if let Some(source) = options.source.as_deref().filter(|s| !s.is_empty()) {
        parts.push(format!("Source: {source}."));
    }
    parts.push(format!("Map: {}.", options.credit));
    parts.push(format!("{DATA_CREDIT}. {}", worldview::told(options.worldview)));
    wrapped(&parts.join(" "), Face::Regular, 10.5 * options.unit(), width)
}

/// Words in as many lines as they need.
pub fn wrapped(words: &str, face: Face, size_px: f64, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if typeface::width(&format!("{line} {word}"), face, size_px) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

fn text(text: String, at: Point, face: Face, size_px: f64, ink: Ink) -> Node {
    let at = (snap(at.0), snap(at.1));
    Node::Label(Label {
        text,
        at,
        anchor: Anchor::Start,
        face,
        size_px,
        ink,
        halo: None,
        spacing_px: 0.0,
        rotation: 0.0,
    })
}

/// Samples of the line styles with their meanings, side by side.
fn key_row(key: &[KeyEntry], x: f64, y: f64, unit: f64) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut x = x;
    for entry in key {
        let middle = snap(y - 4.0 * unit);
        let cancelled = entry.status == Status::Cancelled;
        let ink = if cancelled { Ink::RoutePale(entry.trip as u8) } else { Ink::Route(entry.trip as u8) };
        let points = vec![(snap(x), middle), (snap(x + 34.0 * unit), middle)];
        let stroke =
            Stroke { ink, width_px: 2.4 * unit, dash: route::dash(entry.status, entry.trip, unit), round: false };
        let outline = Outline::Path(vec![Subpath { points, closed: false }]);
        nodes.push(Node::Shape(Shape { outline, fill: None, stroke: Some(stroke), opacity: 1.0 }));
        nodes.push(text(entry.label.clone(), (x + 41.0 * unit, y), Face::Regular, 12.0 * unit, Ink::TextMuted));
        x += 41.0 * unit + typeface::width(&entry.label, Face::Regular, 12.0 * unit) + 22.0 * unit;
    }
    nodes
}

/// A scale bar: its box, and its nodes once put at a corner.
pub struct ScaleBar {
    pub width: f64,
    pub height: f64,
    length: f64,
    label: String,
}

/// A bar of a round length; `None` where the scale differs too much over the panel.
pub fn scale_bar(view: &View, unit: f64) -> Option<ScaleBar> {
    let per_px = view.km_per_px();
    let reach = per_px * view.frame.width.max(view.frame.height);
    if reach > 7_000.0 {
        return None;
    }
    let longest = 110.0 * unit * per_px;
    let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0];
    let km = steps.into_iter().rev().find(|km| *km <= longest)?;
    let label = format!("{} km", words::thousands(km));
    let length = km / per_px;
    let width = length.max(typeface::width(&label, Face::Regular, 11.0 * unit));
    Some(ScaleBar { width, height: 20.0 * unit, length, label })
}

impl ScaleBar {
    /// The bar with its left top at a point, on this ground.
    pub fn nodes(&self, at: Point, ground: Ink, unit: f64) -> Vec<Node> {
        let (x, y) = (snap(at.0), snap(at.1 + 16.0 * unit));
        let (end, tick) = (snap(at.0 + self.length), snap(4.0 * unit));
        let points = vec![(x, y - tick), (x, y), (end, y), (end, y - tick)];
        let stroke = Stroke { ink: Ink::TextMuted, width_px: 1.2 * unit, dash: Vec::new(), round: false };
        let outline = Outline::Path(vec![Subpath { points, closed: false }]);
        let bar = Node::Shape(Shape { outline, fill: None, stroke: Some(stroke), opacity: 1.0 });
        let label = Label {
            text: self.label.clone(),
            at: (snap(at.0 + 2.0 * unit), snap(at.1 + 10.0 * unit)),
            anchor: Anchor::Start,
            face: Face::Regular,
            size_px: 11.0 * unit,
            ink: Ink::TextMuted,
            halo: Some((ground, 2.0 * unit)),
            spacing_px: 0.0,
            rotation: 0.0,
        };
        vec![bar, Node::Label(label)]
    }
}

/// The labels of a block of lines at its place; `rim` tells the ink for the rim of a line in a box.
pub fn block(lines: &[Line], frame: Frame, anchor: Anchor, rim: impl Fn(&Frame) -> Ink, unit: f64) -> Vec<Node> {
    let x = match anchor {
        Anchor::Start => frame.x,
        Anchor::Middle => frame.x + frame.width / 2.0,
        Anchor::End => frame.right(),
    };
    let mut y = frame.y;
    let mut nodes = Vec::new();
    for line in lines {
        let height = super::labels::line_height(line);
        let width = line.width();
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let ground = rim(&Frame { x: left, y, width, height });
        nodes.push(Node::Label(Label {
            text: line.text.clone(),
            at: (snap(x), snap(y + height * 0.8)),
            anchor,
            face: line.face,
            size_px: line.size_px,
            ink: line.ink,
            halo: Some((ground, 2.2 * unit)),
            spacing_px: 0.0,
            rotation: 0.0,
        }));
        y += height;
    }
    nodes
}
