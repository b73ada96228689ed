//! Holds a map against the sphere: legs against their great circles, land against the basemap.
//!
//! In: what [`super::draw`] takes. Out: figures; nothing is drawn. Both are measured on the page, from the pixels back.

use super::basemap::{self, Basemap, Country};
use super::options::Options;
use super::view::View;
use super::{clip, cut, ground, route, sites, sphere};
use crate::error::Result;
use crate::model::Itinerary;
use crate::model::itinerary::Trip;
use crate::model::scene::Point;

/// Within so many pixels of a coast a point may be land on the page and sea on Earth.
const COAST_PX: f64 = 1.5;

/// How true a map is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Audit {
    /// Legs drawn along their great circles, and legs moved off them on purpose: there and back, around a marker.
    pub legs: usize,
    pub bowed: usize,
    /// The farthest that a leg of the former is from its great circle, in pixels.
    pub worst_leg_px: f64,
    /// Points of the panel that were looked at, and those that are land on the page or on Earth but not on both, though no
    /// coast is near.
    pub points: usize,
    pub wrong: usize,
}

impl Audit {
    /// True where land lies where it should.
    pub fn land_is_land(&self) -> bool {
        self.wrong == 0
    }
}

/// Measures the map that [`super::draw`] makes of this.
///
/// # Errors
///
/// As [`super::draw`].
pub fn audit(itinerary: &Itinerary, options: &Options) -> Result<Audit> {
    let trips = super::chosen(itinerary, options)?;
    let (_, view) = super::view(&trips, options.title.as_deref().unwrap_or("A title"), options)?;
    let mut audit = Audit::default();
    legs(&trips, &view, options.unit(), &mut audit);
    land(&view, &mut audit);
    Ok(audit)
}

fn legs(trips: &[&Trip], view: &View, unit: f64, audit: &mut Audit) {
    let sites = sites::collect(trips, view, unit);
    for leg in route::trace(trips, &sites, view, unit) {
        if leg.bow_px != 0.0 {
            audit.bowed += 1;
            continue;
        }
        audit.legs += 1;
        let ends = sphere::Arc::new(leg.ends[0], leg.ends[1]);
        for n in 1..199 {
            let v = ends.at(f64::from(n) / 199.0);
            let p = view.project(v);
            if !view.shows(v) || !view.frame.holds(p) {
                continue;
            }
            audit.worst_leg_px = audit.worst_leg_px.max(off(&leg.pieces, p));
        }
    }
}

/// How far a point is from a line in pieces.
fn off(pieces: &[Vec<Point>], p: Point) -> f64 {
    let segments = pieces.iter().flat_map(|piece| piece.windows(2));
    segments.map(|w| route::distance_to(p, w[0], w[1])).fold(f64::MAX, f64::min)
}

fn land(view: &View, audit: &mut Audit) {
    let map = Basemap::open(ground::detail(view));
    let Some(land) = map.land() else { return };
    let outlines = clip::country(view, &map, land);
    let frame = view.frame;
    for n in 0..280 {
        let (col, row) = (f64::from(n % 20) + 0.4, f64::from(n / 20) + 0.6);
        let p = (frame.x + frame.width * col / 20.0, frame.y + frame.height * row / 14.0);
        let Some(v) = view.invert(p) else { continue };
        let (lon, lat) = sphere::lon_lat(v);
        let drawn = outlines.iter().filter(|o| cut::encloses(&o.points, p)).count() % 2 == 1;
        audit.points += 1;
        let truth = basemap::contains(&map, land, lon, lat);
        let coast = || outlines.iter().any(|o| near(&o.points, p)) || changes(view, &map, land, p, truth);
        audit.wrong += usize::from(drawn != truth && !coast());
    }
}

/// Whether it is otherwise on Earth a little beside a point: islands of a pixel are not drawn.
fn changes(view: &View, map: &Basemap, land: Country, p: Point, truth: bool) -> bool {
    let beside = [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)];
    let points = beside.into_iter().filter_map(|(x, y)| view.invert((p.0 + x * COAST_PX, p.1 + y * COAST_PX)));
    points.map(sphere::lon_lat).any(|(lon, lat)| basemap::contains(map, land, lon, lat) != truth)
}

/// Whether a ring passes so near to a point that its simplified line may lie on the other side.
fn near(ring: &[Point], p: Point) -> bool {
    let ends = ring.first().zip(ring.last()).map(|(first, last)| [*last, *first]);
    let segments = ring.windows(2).map(|w| [w[0], w[1]]).chain(ends);
    segments.into_iter().any(|[a, b]| route::distance_to(p, a, b) < COAST_PX)
}
