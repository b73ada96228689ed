//! Names that tell where on Earth one is: countries, seas and a few cities, only where there is room.
//!
//! In: a view, what is already on the map. Out: labels, the most important first to be placed.

use super::labels::overlap;
use super::names::{self, Name};
use super::sphere;
use super::view::{Frame, View};
use crate::model::scene::{Anchor, Ink, Label, Point, snap};
use crate::model::typeface::{self, Face};

/// What an orientation name looks like.
struct Style {
    face: Face,
    size_px: f64,
    spacing_px: f64,
    ink: Ink,
}

/// Names of countries and waters in the free parts of the panel. `taken` grows by what is placed; `skip` are codes
/// that a stop's label names already.
pub fn names(view: &View, taken: &mut Vec<Frame>, lines: &[&[Point]], skip: &[&str], unit: f64) -> Vec<Label> {
    let mut placed = Vec::new();
    let panel = view.frame.grown(-5.0 * unit);
    let reach = view.km_per_px() * panel.width.min(panel.height);
    let deepest = match reach {
        km if km > 14_000.0 => 2,
        km if km > 7_000.0 => 3,
        km if km > 3_500.0 => 4,
        km if km > 1_500.0 => 5,
        _ => 6,
    };
    let mut ranked: Vec<(u8, bool, &Name)> = Vec::new();
    ranked.extend(names::waters().iter().map(|n| (n.rank, true, n)));
    ranked.extend(names::countries().iter().filter(|n| !skip.contains(&n.code)).map(|n| (n.rank, false, n)));
    ranked.retain(|(rank, _, _)| *rank <= deepest);
    ranked.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    let mut written: Vec<&str> = Vec::new();
    for (rank, water, name) in ranked {
        let v = sphere::unit(name.lon, name.lat);
        if !view.shows(v) || written.contains(&name.name) {
            continue;
        }
        let at = view.project(v);
        if !panel.holds(at) {
            continue;
        }
        let style = style(rank, water, deepest, unit);
        if let Some(label) = find_room(name, at, &style, panel, taken, lines, unit) {
            taken.push(bounds(&label).grown(2.0 * unit));
            written.push(name.name);
            placed.push(label);
        }
    }
    placed
}

fn style(rank: u8, water: bool, deepest: u8, unit: f64) -> Style {
    // Big among what this scale shows: larger and wider.
    let step = f64::from(deepest.saturating_sub(rank).min(2));
    if water {
        Style { face: Face::Italic, size_px: (11.0 + step) * unit, spacing_px: (0.3 + 0.4 * step) * unit, ink: Ink::WaterName }
    } else {
        Style { face: Face::Regular, size_px: (10.5 + 0.75 * step) * unit, spacing_px: (0.3 + 0.35 * step) * unit, ink: Ink::CountryName }
    }
}

fn bounds(label: &Label) -> Frame {
    let count = label.text.chars().count() as f64;
    let width = typeface::width(&label.text, label.face, label.size_px) + count * label.spacing_px;
    Frame { x: label.at.0 - width / 2.0, y: label.at.1 - label.size_px, width, height: label.size_px * 1.25 }
}

/// The label at its point, or moved a little, where it covers nothing.
fn find_room(
    name: &Name,
    at: Point,
    style: &Style,
    panel: Frame,
    taken: &[Frame],
    lines: &[&[Point]],
    unit: f64,
) -> Option<Label> {
    let shifts = [(0.0, 0.0), (0.0, -14.0), (0.0, 14.0), (-24.0, 0.0), (24.0, 0.0), (-20.0, -16.0), (20.0, 16.0), (-20.0, 16.0), (20.0, -16.0), (0.0, -28.0), (0.0, 28.0)];
    shifts.iter().find_map(|(dx, dy)| {
        let label = Label {
            text: name.name.to_string(),
            at: (snap(at.0 + dx * unit), snap(at.1 + (dy + 4.0) * unit)),
            anchor: Anchor::Middle,
            face: style.face,
            size_px: style.size_px,
            ink: style.ink,
            halo: None,
            spacing_px: style.spacing_px,
            rotation: 0.0,
        };
        let frame = bounds(&label);
        let inside = frame.x >= panel.x && frame.right() <= panel.right() && frame.y >= panel.y && frame.bottom() <= panel.bottom();
        let free = taken.iter().all(|t| !overlap(&frame, t));
        let clear = lines.iter().all(|line| super::clip::cut_line(line, frame.grown(1.5 * unit)).is_empty());
        (inside && free && clear).then_some(label)
    })
}
