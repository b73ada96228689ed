//! Points on the unit sphere: vectors, rotations, great circles and caps.
//!
//! Longitudes and latitudes are in degrees; angles between points in radians. Everything goes through `libm`, so that
//! every machine gets the same bits.

/// A unit vector: x towards (0, 0), y towards (90° E, 0), z towards the north pole.
pub type Vector = [f64; 3];

/// The Earth's mean radius (IUGG), for distances as drawn and written.
pub const EARTH_KM: f64 = 6371.0088;

pub fn unit(lon: f64, lat: f64) -> Vector {
    let (sin_lon, cos_lon) = libm::sincos(lon.to_radians());
    let (sin_lat, cos_lat) = libm::sincos(lat.to_radians());
    [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat]
}

/// Longitude and latitude in degrees.
pub fn lon_lat(v: Vector) -> (f64, f64) {
    let lat = libm::atan2(v[2], (v[0] * v[0] + v[1] * v[1]).sqrt());
    (libm::atan2(v[1], v[0]).to_degrees(), lat.to_degrees())
}

pub fn dot(a: Vector, b: Vector) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

pub fn cross(a: Vector, b: Vector) -> Vector {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

pub fn length(v: Vector) -> f64 {
    dot(v, v).sqrt()
}

/// The same direction at length 1; the x axis for the zero vector.
pub fn normalised(v: Vector) -> Vector {
    let l = length(v);
    if l < 1e-12 { [1.0, 0.0, 0.0] } else { v.map(|c| c / l) }
}

/// The angle between two points in radians, well-conditioned near 0 and π.
pub fn angle(a: Vector, b: Vector) -> f64 {
    libm::atan2(length(cross(a, b)), dot(a, b))
}

/// The great circle from one point to another; a half circle over the north pole where they are antipodes.
#[derive(Debug, Clone, Copy)]
pub struct Arc {
    from: Vector,
    /// At a right angle to `from`, towards the end.
    towards: Vector,
    /// Radians.
    pub angle: f64,
}

impl Arc {
    pub fn new(from: Vector, to: Vector) -> Self {
        let along = dot(from, to);
        let mut rest = [to[0] - along * from[0], to[1] - along * from[1], to[2] - along * from[2]];
        if length(rest) < 1e-9 {
            let pole = if from[2].abs() < 0.99 { [0.0, 0.0, 1.0] } else { [1.0, 0.0, 0.0] };
            let part = dot(from, pole);
            rest = [pole[0] - part * from[0], pole[1] - part * from[1], pole[2] - part * from[2]];
        }
        Arc { from, towards: normalised(rest), angle: angle(from, to) }
    }

    /// The point at `t` of the way, 0..=1.
    pub fn at(&self, t: f64) -> Vector {
        let (sin, cos) = libm::sincos(t * self.angle);
        let mix = |n: usize| self.from[n] * cos + self.towards[n] * sin;
        [mix(0), mix(1), mix(2)]
    }
}

/// A rotation that brings a chosen point to (0, 0) with north up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rotation {
    rows: [Vector; 3],
}

impl Rotation {
    pub fn centred(lon: f64, lat: f64) -> Self {
        let (sin_lon, cos_lon) = libm::sincos(lon.to_radians());
        let (sin_lat, cos_lat) = libm::sincos(lat.to_radians());
        Rotation {
            rows: [
                [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat],
                [-sin_lon, cos_lon, 0.0],
                [-sin_lat * cos_lon, -sin_lat * sin_lon, cos_lat],
            ],
        }
    }

    pub fn apply(&self, v: Vector) -> Vector {
        self.rows.map(|row| dot(row, v))
    }

    pub fn undo(&self, v: Vector) -> Vector {
        let column = |n: usize| self.rows[0][n] * v[0] + self.rows[1][n] * v[1] + self.rows[2][n] * v[2];
        [column(0), column(1), column(2)]
    }
}

/// All points within an angle of a centre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cap {
    pub centre: Vector,
    /// Radians.
    pub radius: f64,
}

impl Cap {
    /// A cap close to the smallest that holds all points: Bădoiu and Clarkson 2003, steps towards the farthest point.
    pub fn around(points: &[Vector]) -> Cap {
        let sum = points.iter().fold([0.0; 3], |s, p| [s[0] + p[0], s[1] + p[1], s[2] + p[2]]);
        let mut centre = normalised(sum);
        let farthest =
            |centre: Vector| points.iter().copied().min_by(|a, b| dot(*a, centre).total_cmp(&dot(*b, centre)));
        for step in 1..=120 {
            let Some(far) = farthest(centre) else { break };
            let t = 1.0 / (step as f64 + 1.0);
            centre = Arc::new(centre, far).at(t);
        }
        let radius = farthest(centre).map_or(0.0, |far| angle(centre, far));
        Cap { centre, radius }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rotation_brings_its_centre_to_the_middle_and_back() {
        let rotation = Rotation::centred(105.8, 21.0);
        let there = rotation.apply(unit(105.8, 21.0));
        assert!((there[0] - 1.0).abs() < 1e-12);
        let (lon, lat) = lon_lat(rotation.undo(there));
        assert!((lon - 105.8).abs() < 1e-9 && (lat - 21.0).abs() < 1e-9);
    }

    #[test]
    fn a_cap_holds_its_points() {
        let points = [unit(170.0, 10.0), unit(-170.0, -10.0), unit(180.0, 30.0)];
        let cap = Cap::around(&points);
        assert!(points.iter().all(|p| angle(*p, cap.centre) <= cap.radius + 1e-9));
        assert!(cap.radius.to_degrees() < 24.0);
    }

    #[test]
    fn an_arc_ends_where_it_should_even_between_antipodes() {
        for (a, b) in [(unit(0.0, 0.0), unit(180.0, 0.0)), (unit(2.0, 48.0), unit(139.0, 35.0))] {
            let arc = Arc::new(a, b);
            assert!(angle(arc.at(1.0), b) < 1e-8);
        }
    }
}
