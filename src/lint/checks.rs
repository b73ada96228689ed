//! The checks themselves.
//!
//! In: a flattened picture. Out: the report. Each check is a function that adds its findings.

use super::picture::{Area, Form, Item, Mark, Picture, Text};
use super::{Finding, Options, Report};
use crate::model::scene::{Colour, Point};
use crate::model::theme::contrast;

/// Areas may come this near, in pixels, before they count as one over the other: boxes are rounder than letters.
const TOLERANCE_PX: f64 = 0.5;

/// A line of text, the item that it is, and where in the order of drawing.
struct Line<'a> {
    text: &'a Text,
    item: &'a Item,
    order: usize,
}

pub fn run(picture: &Picture, options: &Options) -> Report {
    let mut report = Report::default();
    let lines: Vec<Line> = picture.items.iter().enumerate().filter_map(line).collect();
    report.labels = lines.len();
    overlaps(&lines, &mut report);
    markers(picture, &lines, &mut report);
    frames(picture, &lines, &mut report);
    crossings(picture, &lines, &mut report);
    contrasts(picture, &lines, options, &mut report);
    sizes(picture, &lines, options, &mut report);
    report
}

fn line((order, item): (usize, &Item)) -> Option<Line<'_>> {
    match &item.mark {
        Mark::Text(text) if !text.words.trim().is_empty() => Some(Line { text, item, order }),
        _ => None,
    }
}

fn find(report: &mut Report, kind: &'static str, message: String, area: Area) {
    let (x, y) = area.middle();
    report.findings.push(Finding { kind, message, at: Some((x.round(), y.round())) });
}

fn overlaps(lines: &[Line], report: &mut Report) {
    for (n, a) in lines.iter().enumerate() {
        let tight = a.text.area.grown(-TOLERANCE_PX);
        for b in lines[..n].iter().filter(|b| tight.meets(&b.text.area)) {
            let message = format!("“{}” lies on “{}”", a.text.words, b.text.words);
            find(report, "overlap", message, a.text.area);
        }
    }
}

/// Labels on the markers of stops; the numbers within markers belong there.
fn markers(picture: &Picture, lines: &[Line], report: &mut Report) {
    let forms = picture.items.iter().filter(|item| item.is_in("stops"));
    let forms: Vec<&Form> = forms.filter_map(form).collect();
    for line in lines.iter().filter(|line| !line.item.is_in("stops")) {
        let tight = line.text.area.grown(-TOLERANCE_PX);
        if forms.iter().any(|form| tight.meets(&form.area) && covers(form, &tight)) {
            find(report, "marker", format!("“{}” lies on a stop's marker", line.text.words), line.text.area);
        }
    }
}

fn form(item: &Item) -> Option<&Form> {
    match &item.mark {
        Mark::Form(form) => Some(form),
        Mark::Text(_) => None,
    }
}

/// Whether a round form reaches into an area, rather than its box alone.
fn covers(form: &Form, area: &Area) -> bool {
    let inside = |p: &Point| p.0 > area.left && p.0 < area.right && p.1 > area.top && p.1 < area.bottom;
    form.parts.iter().flatten().any(inside) || holds(form, area.middle())
}

fn frames(picture: &Picture, lines: &[Line], report: &mut Report) {
    let page = Area { left: 0.0, top: 0.0, right: picture.width_px, bottom: picture.height_px };
    for line in lines {
        let tight = line.text.area.grown(-TOLERANCE_PX);
        if !page.holds(&tight) {
            find(report, "frame", format!("“{}” leaves the page", line.text.words), line.text.area);
        } else if line.item.clip.is_some_and(|clip| !clip.holds(&tight)) {
            find(report, "frame", format!("“{}” is cut off by its panel", line.text.words), line.text.area);
        }
    }
}

/// Stop labels on legs: the longest stroke of each leg's group is the leg.
fn crossings(picture: &Picture, lines: &[Line], report: &mut Report) {
    let legs = picture.items.iter().filter(|item| item.is_in("route")).filter_map(form);
    let legs: Vec<&Form> = legs.filter(|form| form.fill.is_none() && form.stroke.is_some()).collect();
    for line in lines.iter().filter(|line| line.item.is_in("labels")) {
        report.stop_labels += 1;
        let tight = line.text.area.grown(-TOLERANCE_PX);
        let on = |form: &&Form| form.parts.iter().any(|part| part.windows(2).any(|w| enters(w[0], w[1], &tight)));
        if legs.iter().any(on) {
            report.crossings += 1;
            find(report, "crossing", format!("“{}” lies on the route", line.text.words), line.text.area);
        }
    }
}

/// Whether a segment has a point within an area (Liang and Barsky 1984).
fn enters(a: Point, b: Point, area: &Area) -> bool {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    let sides = [(-dx, a.0 - area.left), (dx, area.right - a.0), (-dy, a.1 - area.top), (dy, area.bottom - a.1)];
    for (p, q) in sides {
        if p == 0.0 && q < 0.0 {
            return false;
        }
        if p < 0.0 {
            from = from.max(q / p);
        } else if p > 0.0 {
            to = to.min(q / p);
        }
    }
    from < to
}

fn contrasts(picture: &Picture, lines: &[Line], options: &Options, report: &mut Report) {
    for line in lines {
        let least = match line.text.halo {
            Some(halo) => contrast(line.text.colour, halo),
            None => least_contrast(picture, line),
        };
        report.least_contrast = Some(report.least_contrast.map_or(least, |known| known.min(least)));
        if least < options.contrast {
            let message = format!("“{}” has a contrast of {least:.1} to what it lies on", line.text.words);
            find(report, "contrast", message, line.text.area);
        }
    }
}

/// Against the topmost fill below nine points of the text.
fn least_contrast(picture: &Picture, line: &Line) -> f64 {
    let area = line.text.area;
    let at = |n: i32| {
        let (x, y) = (f64::from(n % 3) * 0.4 + 0.1, f64::from(n / 3) * 0.4 + 0.1);
        (area.left + x * (area.right - area.left), area.top + y * (area.bottom - area.top))
    };
    let grounds = (0..9).filter_map(|n| ground(picture, line.order, at(n)));
    grounds.map(|ground| contrast(line.text.colour, ground)).fold(21.0, f64::min)
}

/// The colour that is seen at a point before the item of this number is drawn.
fn ground(picture: &Picture, before: usize, p: Point) -> Option<Colour> {
    let seen =
        |item: &&Item| item.clip.is_none_or(|clip| clip.holds(&Area { left: p.0, top: p.1, right: p.0, bottom: p.1 }));
    let below = picture.items[..before].iter().rev().filter(seen).filter_map(form);
    let mut solid = below.filter(|form| form.opacity > 0.5 && form.fill.is_some());
    solid.find(|form| holds(form, p)).and_then(|form| form.fill)
}

/// Whether a filled form covers a point, by the even-odd rule.
fn holds(form: &Form, p: Point) -> bool {
    let area = form.area;
    if p.0 < area.left || p.0 > area.right || p.1 < area.top || p.1 > area.bottom {
        return false;
    }
    let mut inside = false;
    for part in &form.parts {
        let Some(mut from) = part.last().copied() else { continue };
        for &to in part {
            if (from.1 > p.1) != (to.1 > p.1) && p.0 < (to.0 - from.0) * (p.1 - from.1) / (to.1 - from.1) + from.0 {
                inside = !inside;
            }
            from = to;
        }
    }
    inside
}

fn sizes(picture: &Picture, lines: &[Line], options: &Options, report: &mut Report) {
    let factor = options.shown_px.map_or(1.0, |shown| shown / picture.width_px.max(1.0));
    for line in lines {
        let size = line.text.size_px * factor;
        report.smallest_px = Some(report.smallest_px.map_or(size, |known| known.min(size)));
        if size < options.smallest_px - 1e-9 {
            let message = format!("“{}” is {size:.1} px high; readers need {}", line.text.words, options.smallest_px);
            find(report, "small-text", message, line.text.area);
        }
    }
}
