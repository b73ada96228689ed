//! The nodes of a scene as plotters elements on a plotters drawing area.

use super::backend::{Drawn, SvgBackend};
use super::number::units;
use super::outline::{OutlineKind, Points};
use super::style::Look;
use super::{Options, TextAs};
use crate::model::Scene;
use crate::model::scene::{Group, Label, Node, Outline, Point, Shape};
use plotters::coord::{CoordTranslate, Shift};
use plotters::drawing::{DrawingArea, Rect};
use plotters::element::{CoordMapper, Drawable, PointCollection};
use plotters_backend::BackendCoord;
use std::cell::RefCell;
use std::rc::Rc;

/// Pixels with fractions to the backend's fixed point.
#[derive(Clone)]
struct Pixels;

impl CoordTranslate for Pixels {
    type From = Point;

    fn translate(&self, from: &Point) -> BackendCoord {
        (units(from.0), units(from.1))
    }
}

/// Unlike plotters' own mapper, this one does not push points outside onto the edge: a coast that leaves the frame keeps
/// its direction.
struct Exact;

impl CoordMapper for Exact {
    type Output = BackendCoord;

    fn map<T: CoordTranslate>(translate: &T, from: &T::From, _: &Rect) -> BackendCoord {
        translate.translate(from)
    }
}

type Area = DrawingArea<SvgBackend, Pixels>;

/// Draws a scene and returns the document.
pub fn draw(scene: &Scene, options: &Options) -> String {
    let backend = Rc::new(RefCell::new(SvgBackend::new(scene)));
    let root: DrawingArea<SvgBackend, Shift> = (&backend).into();
    draw_nodes(&root.apply_coord_spec(Pixels), &scene.nodes, options);
    backend.borrow_mut().finish(scene, options.dark.as_ref(), options.embed_fonts)
}

fn draw_nodes(area: &Area, nodes: &[Node], options: &Options) {
    for node in nodes {
        match node {
            Node::Group(group) => {
                put(area, &Opened(group));
                draw_nodes(area, &group.nodes, options);
                put(area, &Closed);
            }
            Node::Shape(shape) => put(area, &Shaped { shape, holes: true }),
            Node::Label(label) => match options.text {
                TextAs::Text => put(area, &Labelled(label)),
                TextAs::Paths => {
                    super::glyphs::outlined(label).iter().for_each(|shape| put(area, &Shaped { shape, holes: false }))
                }
            },
        }
    }
}

fn put<'a, E>(area: &Area, element: &'a E)
where
    &'a E: PointCollection<'a, Point, Exact>,
    E: Drawable<SvgBackend, Exact>,
{
    area.draw(element).expect("writing to memory does not fail, and no element draws another");
}

struct Opened<'s>(&'s Group);
struct Closed;
struct Shaped<'s> {
    shape: &'s Shape,
    /// Parts inside parts are holes; letters instead have parts that overlap, such as the bar of Đ.
    holes: bool,
}

struct Labelled<'s>(&'s Label);

impl<'a, 's> PointCollection<'a, Point, Exact> for &'a Opened<'s> {
    type Point = Point;
    type IntoIter = Points<'a>;

    fn point_iter(self) -> Points<'a> {
        Points::of(self.0.clip.as_ref())
    }
}

impl Drawable<SvgBackend, Exact> for Opened<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, points: I, backend: &mut SvgBackend, _: (u32, u32)) -> Drawn {
        backend.open(self.0, points);
        Ok(())
    }
}

impl<'a> PointCollection<'a, Point, Exact> for &'a Closed {
    type Point = Point;
    type IntoIter = std::iter::Empty<Point>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::empty()
    }
}

impl Drawable<SvgBackend, Exact> for Closed {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, _: I, backend: &mut SvgBackend, _: (u32, u32)) -> Drawn {
        backend.close();
        Ok(())
    }
}

impl<'a, 's> PointCollection<'a, Point, Exact> for &'a Shaped<'s> {
    type Point = Point;
    type IntoIter = Points<'a>;

    fn point_iter(self) -> Points<'a> {
        Points::of(Some(&self.shape.outline))
    }
}

impl Drawable<SvgBackend, Exact> for Shaped<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, mut points: I, backend: &mut SvgBackend, _: (u32, u32)) -> Drawn {
        let holes = self.holes && matches!(&self.shape.outline, Outline::Path(parts) if parts.len() > 1);
        backend.shape(&OutlineKind::of(&self.shape.outline), Look::of_shape(self.shape, holes), &mut points);
        Ok(())
    }
}

impl<'a, 's> PointCollection<'a, Point, Exact> for &'a Labelled<'s> {
    type Point = Point;
    type IntoIter = std::iter::Once<Point>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::once(self.0.at)
    }
}

impl Drawable<SvgBackend, Exact> for Labelled<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, mut points: I, backend: &mut SvgBackend, _: (u32, u32)) -> Drawn {
        let at = points.next().unwrap_or_default();
        backend.label(&self.0.text, Look::of_label(self.0), at, self.0.rotation);
        Ok(())
    }
}
