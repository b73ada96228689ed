//! Chooses projection, centre and scale so that a route fills its panel.
//!
//! In: where the stops are, points along the legs, the panel. Out: a [`View`]. A route within some 60° of its middle
//! lies on a plane about it (azimuthal equidistant); a longer one on a world map cut along the meridian that is
//! farthest from every leg.

use super::options::Options;
use super::projection::{self, Cut, Parallels, Projection};
use super::sphere::{self, Cap, Vector};
use super::view::{Frame, View};

/// Beyond this radius in radians a route goes on the world map; near a pole, which a world map tears apart, and on the
/// Pacific, which needs no familiar outlines, only beyond the second.
const WORLD_FROM: f64 = 0.75;
const WORLD_FROM_NEAR_POLES: f64 = 1.1;

/// The smaller side of the panel covers at least this many kilometres around a single stop.
const ALONE_KM: f64 = 1300.0;

/// Sine of the latitude beyond which a place is near a pole.
const POLAR: f64 = 0.9;

/// The smaller side of the panel never covers less than this.
const LEAST_KM: f64 = 30.0;

/// A view of these points; `lone` where they are one place.
pub fn fit(points: &[Vector], lone: bool, frame: Frame, options: &Options) -> View {
    let wanted = options.extent.map(extent_points);
    let points = wanted.as_deref().unwrap_or(points);
    let cap = Cap::around(points);
    let projection = options.projection.or_else(|| Some(suited(&cap))).unwrap_or(&projection::PROJECTIONS[0]);
    let (lon, lat) = options.centre.unwrap_or_else(|| centre(projection, &cap, points));
    let mut view = View::unscaled(projection, lon, lat, parallels(points), frame);
    let least_km = if options.extent.is_some() {
        1.0
    } else if lone {
        ALONE_KM
    } else {
        LEAST_KM
    };
    let inner = inner(frame, cap.radius, options);
    scale_to(&mut view, points, inner, least_km, options.centre.is_some());
    if is_world(view.projection) {
        hold_poles(&mut view, points, 14.0 * options.unit());
    }
    view.cut = cut(&view);
    view.reach = reach(&view);
    view
}

fn suited(cap: &Cap) -> &'static Projection {
    let (lon, lat) = sphere::lon_lat(cap.centre);
    let open = lat.abs() > 50.0 || !(-140.0..=160.0).contains(&lon);
    let limit = if open { WORLD_FROM_NEAR_POLES } else { WORLD_FROM };
    let name = if cap.radius > limit { "equal-earth" } else { "azimuthal-equidistant" };
    projection::by_name(name).unwrap_or(&projection::PROJECTIONS[0])
}

/// The corners and edges of a box in degrees.
fn extent_points([west, south, east, north]: [f64; 4]) -> Vec<Vector> {
    let width = if east > west { east - west } else { east + 360.0 - west };
    let steps = 0..=12;
    steps
        .flat_map(|n| {
            let t = f64::from(n) / 12.0;
            let (lon, lat) = (west + t * width, south + t * (north - south));
            [
                sphere::unit(lon, south),
                sphere::unit(lon, north),
                sphere::unit(west, lat),
                sphere::unit(west + width, lat),
            ]
        })
        .collect()
}

fn centre(projection: &Projection, cap: &Cap, points: &[Vector]) -> (f64, f64) {
    let (lon, lat) = sphere::lon_lat(cap.centre);
    match projection.cut {
        Cut::Cap(_) => (lon, lat),
        Cut::Meridian(_) => (opposite_of_widest_gap(points), lat),
    }
}

/// The middle meridian of a world map: the cut opposite it lies in the middle of the widest span of longitudes
/// without a point of the route. A route round the world has no such span: then where it hurts least.
fn opposite_of_widest_gap(points: &[Vector]) -> f64 {
    let mut lons: Vec<f64> = points.iter().filter(|p| p[2].abs() < 0.9998).map(|p| sphere::lon_lat(*p).0).collect();
    lons.sort_by(f64::total_cmp);
    let Some(&first) = lons.first() else { return 0.0 };
    let next = lons.iter().skip(1).copied().chain([first + 360.0]);
    let widest = lons.iter().copied().zip(next).max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    let (from, to) = widest.unwrap_or((180.0, 180.0));
    let cut = if to - from >= 16.0 { (from + to) / 2.0 } else { least_bad_cut(&lons) };
    (cut + 360.0).rem_euclid(360.0) - 180.0
}

/// Through an ocean, far from the stops (which crowd the samples), crossing few legs.
fn least_bad_cut(lons: &[f64]) -> f64 {
    let apart = |a: f64, b: f64| {
        let d = (a - b).abs();
        d.min((360.0 - d).abs())
    };
    let cost = |cut: f64| {
        let near = lons.iter().filter(|lon| apart(**lon, cut) < 9.0).count();
        // The Pacific first: that leaves the map that readers know.
        let ocean = (apart(cut, -169.0) / 12.0).min(1.5 + apart(cut, -32.0) / 12.0);
        near as f64 + ocean
    };
    let cuts = (0..90).map(|n| f64::from(n) * 4.0 - 180.0);
    cuts.map(|cut| (cost(cut), cut)).min_by(|a, b| a.0.total_cmp(&b.0)).map_or(-32.0, |(_, cut)| cut)
}

/// Standard parallels a sixth within the range of latitudes.
fn parallels(points: &[Vector]) -> Parallels {
    let lats = || points.iter().map(|p| libm::asin(p[2].clamp(-1.0, 1.0)));
    let (south, north) = (lats().fold(1.5, f64::min), lats().fold(-1.5, f64::max));
    let sixth = (north - south) / 6.0;
    Parallels((south + sixth).clamp(-1.4, 1.4), (north - sixth).clamp(-1.4, 1.4))
}

/// The part of the panel in which the route lies: the rest is for labels, more of it around a small route.
fn inner(frame: Frame, radius: f64, options: &Options) -> Frame {
    if options.extent.is_some() {
        return frame;
    }
    let km = radius * 2.0 * sphere::EARTH_KM;
    let tight = ((600.0 - km) / 600.0).clamp(0.0, 1.0);
    let side = (0.5 - 0.5 * (0.74 - 0.30 * tight)) * frame.width;
    let top = (0.5 - 0.5 * (0.72 - 0.28 * tight)) * frame.height;
    let unit = options.unit();
    let (side, top) = (side.max((70.0 * unit).min(frame.width * 0.3)), top.max(46.0 * unit));
    Frame { x: frame.x + side, y: frame.y + top, width: frame.width - 2.0 * side, height: frame.height - 2.0 * top }
}

/// Sets scale and origin so that the points fill `inner`.
fn scale_to(view: &mut View, points: &[Vector], inner: Frame, least_km: f64, keep_centre: bool) {
    let shown: Vec<(f64, f64)> = points.iter().filter(|p| view.shows(**p)).map(|p| view.project(*p)).collect();
    let fold =
        |start: f64, pick: fn(f64, f64) -> f64, of: fn(&(f64, f64)) -> f64| shown.iter().map(of).fold(start, pick);
    let (mut west, mut east) = (fold(f64::MAX, f64::min, |p| p.0), fold(f64::MIN, f64::max, |p| p.0));
    let (mut top, mut bottom) = (fold(f64::MAX, f64::min, |p| p.1), fold(f64::MIN, f64::max, |p| p.1));
    if shown.is_empty() {
        (west, east, top, bottom) = (0.0, 0.0, 0.0, 0.0);
    }
    if keep_centre {
        let middle = view.project(view.rotation.undo([1.0, 0.0, 0.0]));
        let (dx, dy) = ((east - middle.0).max(middle.0 - west), (bottom - middle.1).max(middle.1 - top));
        (west, east, top, bottom) = (middle.0 - dx, middle.0 + dx, middle.1 - dy, middle.1 + dy);
    }
    let frame = view.frame;
    let most = frame.width.min(frame.height) / (least_km / sphere::EARTH_KM);
    let fits = (inner.width / (east - west).max(1e-9)).min(inner.height / (bottom - top).max(1e-9));
    view.scale = fits.min(most);
    if let Cut::Meridian(limit) = view.projection.cut
        && is_world(view.projection)
    {
        let at_one = View { scale: 1.0, origin: (0.0, 0.0), ..*view };
        let (half, height) = (at_one.place_lon_lat(std::f64::consts::PI, 0.0).0, -at_one.place_lon_lat(0.0, limit).1);
        let whole = (frame.width / (2.0 * half)).min(frame.height / (2.0 * height));
        let fill = (frame.width / (2.0 * half)).max(whole);
        // Never smaller than the world; no wider than what fills the panel's width unless the route asks for less.
        view.scale = view.scale.clamp(whole, (fill * 2.2).max(whole));
    }
    let (x, y) = inner.middle();
    view.origin = (x - view.scale * (west + east) / 2.0, y - view.scale * (top + bottom) / 2.0);
    if is_world(view.projection) {
        keep_world_in_frame(view);
    }
}

/// Stops near a pole lie on the upper or lower edge of a world map: then the whole of it is shown, with room for markers.
fn hold_poles(view: &mut View, points: &[Vector], margin: f64) {
    let Cut::Meridian(limit) = view.projection.cut else { return };
    let room = view.frame.grown(-margin);
    let off = |p: &Vector| !room.holds(view.project(*p));
    if !points.iter().any(|p| p[2].abs() > POLAR && off(p)) {
        return;
    }
    let at_one = View { scale: 1.0, origin: (0.0, 0.0), ..*view };
    let (half, height) = (at_one.place_lon_lat(std::f64::consts::PI, 0.0).0, -at_one.place_lon_lat(0.0, limit).1);
    view.scale = (room.width / (2.0 * half)).min(room.height / (2.0 * height));
    view.origin = room.middle();
}

fn is_world(projection: &Projection) -> bool {
    matches!(projection.name, "equal-earth" | "natural-earth" | "mercator")
}

/// How much of the panel's height lies above and below a map of the world.
pub fn spare_height(view: &View) -> f64 {
    let (Cut::Meridian(limit), true) = (view.projection.cut, is_world(view.projection)) else { return 0.0 };
    let (top, bottom) = (view.place_lon_lat(0.0, limit).1, view.place_lon_lat(0.0, -limit).1);
    (top - view.frame.y).max(0.0) + (view.frame.bottom() - bottom).max(0.0)
}

/// Moves a world map so that the panel shows no more emptiness beyond the world's edge than it must.
fn keep_world_in_frame(view: &mut View) {
    let Cut::Meridian(limit) = view.projection.cut else { return };
    let (right, top) = (view.place_lon_lat(std::f64::consts::PI, 0.0).0, view.place_lon_lat(0.0, limit).1);
    let half = (right - view.origin.0, view.origin.1 - top);
    let frame = view.frame;
    let settle = |origin: f64, half: f64, from: f64, to: f64| {
        if 2.0 * half <= to - from { (from + to) / 2.0 } else { origin.clamp(to - half, from + half) }
    };
    view.origin =
        (settle(view.origin.0, half.0, frame.x, frame.right()), settle(view.origin.1, half.1, frame.y, frame.bottom()));
}

/// The cap that holds the whole frame with room to spare, or the projection's own cut where that is all there is.
fn cut(view: &View) -> Cut {
    let Cut::Cap(limit) = view.projection.cut else { return view.projection.cut };
    let centre = view.rotation.undo([1.0, 0.0, 0.0]);
    let mut radius = 0.0_f64;
    for p in view.frame.grown(12.0).edge(16) {
        match view.invert(p) {
            Some(v) => radius = radius.max(sphere::angle(centre, v)),
            None => return Cut::Cap(limit),
        }
    }
    Cut::Cap((radius * 1.04 + 0.002).min(limit))
}

/// What the frame of a regional map shows; `None` where it shows much of the Earth or more than the Earth.
pub fn reach(view: &View) -> Option<Cap> {
    let centre = view.invert(view.frame.middle())?;
    let mut radius = 0.0_f64;
    for p in view.frame.grown(12.0).edge(16) {
        radius = radius.max(sphere::angle(centre, view.invert(p)?));
    }
    (radius < 1.0).then_some(Cap { centre, radius: radius * 1.02 + 0.002 })
}
