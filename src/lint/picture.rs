//! A picture flattened: texts and shapes in the order of drawing, with their colours and the layer that each belongs to.
//!
//! In: a [`Scene`] (or, from `svg`, a file). Out: a [`Picture`]; a rectangle and a circle are polygons here.

use crate::model::Scene;
use crate::model::scene::{Anchor, Colour, Group, Ink, Label, Node, Outline, Point, Shape};
use crate::model::typeface::{self, Face};

/// A rectangle of the page in pixels: left, top, right, bottom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    /// The smallest area about these points; `None` without points.
    pub fn around(points: &[Point]) -> Option<Area> {
        let first = points.first()?;
        let start = Area { left: first.0, top: first.1, right: first.0, bottom: first.1 };
        Some(points.iter().fold(start, |a, p| Area {
            left: a.left.min(p.0),
            top: a.top.min(p.1),
            right: a.right.max(p.0),
            bottom: a.bottom.max(p.1),
        }))
    }

    pub fn grown(self, by: f64) -> Area {
        Area { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    pub fn meets(&self, other: &Area) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    pub fn holds(&self, other: &Area) -> bool {
        self.left <= other.left && self.top <= other.top && self.right >= other.right && self.bottom >= other.bottom
    }

    pub fn middle(&self) -> Point {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    pub words: String,
    /// The letters, without the air of the line.
    pub area: Area,
    pub size_px: f64,
    pub colour: Colour,
    pub halo: Option<Colour>,
}

/// An outline with its paint.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// Points of each part.
    pub parts: Vec<Vec<Point>>,
    pub area: Area,
    pub fill: Option<Colour>,
    /// Width in pixels.
    pub stroke: Option<f64>,
    pub opacity: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    Text(Text),
    Form(Form),
}

/// A mark and the ids of the groups that hold it, outermost first.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub mark: Mark,
    pub within: Vec<String>,
    /// Only what lies inside is seen.
    pub clip: Option<Area>,
}

impl Item {
    /// True where a group of this id holds it.
    pub fn is_in(&self, id: &str) -> bool {
        self.within.iter().any(|group| group == id)
    }
}

/// Everything that is drawn, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Picture {
    pub width_px: f64,
    pub height_px: f64,
    pub items: Vec<Item>,
}

impl Picture {
    /// The scene with its ground.
    pub fn of(scene: &Scene) -> Picture {
        let mut picture = Picture { width_px: scene.width_px, height_px: scene.height_px, items: Vec::new() };
        let page = [(0.0, 0.0), (scene.width_px, 0.0), (scene.width_px, scene.height_px), (0.0, scene.height_px)];
        let ground = Some(scene.theme.colour(Ink::Ground));
        picture.items.extend(form(vec![page.to_vec()], ground, None, 1.0).map(|mark| Item {
            mark,
            within: Vec::new(),
            clip: None,
        }));
        scene.nodes.iter().for_each(|node| picture.add(scene, node, &[], None));
        picture
    }

    fn add(&mut self, scene: &Scene, node: &Node, within: &[String], clip: Option<Area>) {
        let mark = match node {
            Node::Group(group) => {
                let within: Vec<String> = within.iter().cloned().chain([group.id.clone()]).collect();
                let clip = clip_of(group).or(clip);
                return group.nodes.iter().for_each(|node| self.add(scene, node, &within, clip));
            }
            Node::Shape(shape) => of_shape(scene, shape),
            Node::Label(label) => Some(Mark::Text(of_label(scene, label))),
        };
        self.items.extend(mark.map(|mark| Item { mark, within: within.to_vec(), clip }));
    }
}

fn clip_of(group: &Group) -> Option<Area> {
    let points: Vec<Point> = parts(group.clip.as_ref()?).concat();
    Area::around(&points)
}

fn of_shape(scene: &Scene, shape: &Shape) -> Option<Mark> {
    let fill = shape.fill.map(|ink| scene.theme.colour(ink));
    form(parts(&shape.outline), fill, shape.stroke.as_ref().map(|stroke| stroke.width_px), shape.opacity)
}

fn of_label(scene: &Scene, label: &Label) -> Text {
    let halo = label.halo.map(|(ink, _)| scene.theme.colour(ink));
    let look = Look { face: label.face, size_px: label.size_px, anchor: label.anchor, spacing_px: label.spacing_px };
    text(&label.text, label.at, look, label.rotation, (scene.theme.colour(label.ink), halo))
}

/// A form, with the area that it covers; `None` without a point.
pub fn form(parts: Vec<Vec<Point>>, fill: Option<Colour>, stroke: Option<f64>, opacity: f64) -> Option<Mark> {
    let area = Area::around(&parts.concat())?;
    Some(Mark::Form(Form { parts, area, fill, stroke, opacity }))
}

/// How letters are set.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub face: Face,
    pub size_px: f64,
    pub anchor: Anchor,
    pub spacing_px: f64,
}

/// A line of text with the area that its letters cover; `colours` are the letters' and the halo's.
pub fn text(words: &str, at: Point, look: Look, rotation: f64, colours: (Colour, Option<Colour>)) -> Text {
    let spaces = words.chars().count() as f64 * look.spacing_px;
    let width = typeface::width(words, look.face, look.size_px) + spaces;
    let left = match look.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => width / 2.0,
        Anchor::End => width,
    };
    let (top, bottom) = (-0.74 * look.size_px, 0.16 * look.size_px);
    let (sin, cos) = libm::sincos(rotation.to_radians());
    let turned = |(x, y): Point| (at.0 + x * cos - y * sin, at.1 + x * sin + y * cos);
    let corners = [(-left, top), (width - left, top), (width - left, bottom), (-left, bottom)].map(turned);
    let point = Area { left: at.0, top: at.1, right: at.0, bottom: at.1 };
    let area = Area::around(&corners).unwrap_or(point);
    Text { words: words.into(), area, size_px: look.size_px, colour: colours.0, halo: colours.1 }
}

fn parts(outline: &Outline) -> Vec<Vec<Point>> {
    match outline {
        Outline::Circle { centre, radius } => vec![circle(*centre, *radius)],
        Outline::Rect { x, y, width, height, .. } => vec![rect(*x, *y, *width, *height)],
        Outline::Path(subpaths) => subpaths.iter().map(|part| part.points.clone()).collect(),
    }
}

/// A circle as a polygon.
pub fn circle(centre: Point, radius: f64) -> Vec<Point> {
    let around = (0..24).map(|n| libm::sincos(f64::from(n) * std::f64::consts::PI / 12.0));
    around.map(|(sin, cos)| (centre.0 + radius * cos, centre.1 + radius * sin)).collect()
}

pub fn rect(x: f64, y: f64, width: f64, height: f64) -> Vec<Point> {
    vec![(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
}
