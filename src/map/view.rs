//! A view: a projection with its centre, scale and place on the page.
//!
//! In: longitudes and latitudes in degrees, or unit vectors. Out: pixels of the panel, and back. Which view suits a
//! route is decided in `fit`; what lies outside it is cut off in `clip`.

use super::projection::{Cut, Formula, Parallels, Projection};
use super::sphere::{self, Cap, Rotation, Vector};
use crate::model::scene::Point;

/// A rectangle of the page in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Frame {
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    pub fn middle(&self) -> Point {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Wider by this much on every side; narrower where negative.
    pub fn grown(&self, by: f64) -> Frame {
        Frame { x: self.x - by, y: self.y - by, width: self.width + 2.0 * by, height: self.height + 2.0 * by }
    }

    pub fn holds(&self, p: Point) -> bool {
        p.0 >= self.x && p.0 <= self.right() && p.1 >= self.y && p.1 <= self.bottom()
    }

    /// Points along the edge, `per_side` on each side.
    pub fn edge(&self, per_side: usize) -> Vec<Point> {
        let mut points = Vec::with_capacity(4 * per_side);
        for n in 0..per_side {
            let t = n as f64 / per_side as f64;
            points.push((self.x + t * self.width, self.y));
            points.push((self.right(), self.y + t * self.height));
            points.push((self.right() - t * self.width, self.bottom()));
            points.push((self.x, self.bottom() - t * self.height));
        }
        points
    }
}

/// A projection put on the page.
#[derive(Clone, Copy)]
pub struct View {
    pub projection: &'static Projection,
    pub rotation: Rotation,
    /// Degrees: what `rotation` brings to the middle.
    pub centre: (f64, f64),
    pub parallels: Parallels,
    /// Pixels per radian of the sphere.
    pub scale: f64,
    /// The pixel where the projection's origin lies.
    pub origin: Point,
    /// The map panel.
    pub frame: Frame,
    /// How the sphere is cut for this view: to a cap around the frame, or along a meridian.
    pub cut: Cut,
    /// A cap that holds all that the frame shows; `None` where that is more than a part of the Earth.
    pub reach: Option<Cap>,
}

impl View {
    /// A view at scale 1 with its origin at (0, 0), for `fit` to measure with.
    pub fn unscaled(projection: &'static Projection, lon: f64, lat: f64, parallels: Parallels, frame: Frame) -> View {
        let tilt = if projection.tilts { lat } else { 0.0 };
        View {
            projection,
            rotation: Rotation::centred(lon, tilt),
            centre: (lon, tilt),
            parallels,
            scale: 1.0,
            origin: (0.0, 0.0),
            frame,
            cut: projection.cut,
            reach: None,
        }
    }

    /// Pixels of a rotated unit vector.
    pub fn place(&self, v: Vector) -> Point {
        let (x, y) = match self.projection.formula {
            Formula::Azimuthal { forward, .. } => {
                let side = (v[1] * v[1] + v[2] * v[2]).sqrt();
                let r = if side < 1e-12 { 0.0 } else { forward(libm::atan2(side, v[0])) / side };
                (v[1] * r, v[2] * r)
            }
            Formula::LonLat { forward, .. } => {
                let lat = libm::atan2(v[2], (v[0] * v[0] + v[1] * v[1]).sqrt());
                forward(libm::atan2(v[1], v[0]), lat, self.parallels)
            }
        };
        (self.origin.0 + self.scale * x, self.origin.1 - self.scale * y)
    }

    /// Pixels of a longitude and latitude in radians, the longitude counted from the centre's.
    pub fn place_lon_lat(&self, lon: f64, lat: f64) -> Point {
        let Formula::LonLat { forward, .. } = self.projection.formula else { return self.origin };
        let (x, y) = forward(lon, lat, self.parallels);
        (self.origin.0 + self.scale * x, self.origin.1 - self.scale * y)
    }

    /// Pixels of a point of the sphere.
    pub fn project(&self, v: Vector) -> Point {
        self.place(self.rotation.apply(v))
    }

    /// The point of the sphere at a pixel; `None` where the map shows none.
    pub fn invert(&self, p: Point) -> Option<Vector> {
        let (x, y) = ((p.0 - self.origin.0) / self.scale, (self.origin.1 - p.1) / self.scale);
        let v = match self.projection.formula {
            Formula::Azimuthal { inverse, .. } => {
                let r = (x * x + y * y).sqrt();
                let (sin, cos) = libm::sincos(inverse(r)?);
                if r < 1e-12 { [1.0, 0.0, 0.0] } else { [cos, sin * x / r, sin * y / r] }
            }
            Formula::LonLat { inverse, .. } => {
                let (lon, lat) = inverse(x, y, self.parallels)?;
                sphere::unit(lon.to_degrees(), lat.to_degrees())
            }
        };
        Some(self.rotation.undo(v))
    }

    /// Whether the sphere is shown at this point: not behind the horizon.
    pub fn shows(&self, v: Vector) -> bool {
        match self.projection.cut {
            Cut::Cap(limit) => self.rotation.apply(v)[0] >= libm::cos(limit),
            Cut::Meridian(limit) => v[2].abs() <= libm::sin(limit) + 1e-12,
        }
    }

    /// Kilometres that a pixel covers in the middle of the frame.
    pub fn km_per_px(&self) -> f64 {
        let (x, y) = self.frame.middle();
        match (self.invert((x - 0.5, y)), self.invert((x + 0.5, y))) {
            (Some(a), Some(b)) => sphere::angle(a, b) * sphere::EARTH_KM,
            _ => sphere::EARTH_KM / self.scale,
        }
    }
}
