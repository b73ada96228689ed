//! The projections: one formula and its inverse each, on the unit sphere.
//!
//! In: a point rotated so that the middle of the map is at (0, 0). Out: plane coordinates in radians of the sphere, y up.
//! Scale, position on the page and clipping are the [`super::view::View`]'s.

use std::f64::consts::{FRAC_PI_2, PI};

/// What of the sphere a projection can show, and where it is cut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cut {
    /// Everything within this many radians of the centre.
    Cap(f64),
    /// Everything, cut along the meridian opposite the centre's; latitudes up to this many radians.
    Meridian(f64),
}

/// Standard parallels of conics, in radians.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parallels(pub f64, pub f64);

/// A formula and its inverse. Longitudes and latitudes are rotated and in radians.
#[derive(Clone, Copy)]
pub enum Formula {
    /// Distance on the plane from the angular distance to the centre, and back; `None` where the plane shows nothing.
    Azimuthal { forward: fn(f64) -> f64, inverse: fn(f64) -> Option<f64> },
    /// Longitude and latitude to the plane and back.
    LonLat { forward: fn(f64, f64, Parallels) -> (f64, f64), inverse: fn(f64, f64, Parallels) -> Option<(f64, f64)> },
}

/// One way to lay the sphere out flat.
pub struct Projection {
    /// As `--projection` takes it.
    pub name: &'static str,
    pub formula: Formula,
    pub cut: Cut,
    /// Whether the centre's latitude turns the sphere too; else only its longitude does.
    pub tilts: bool,
    /// Where the formula comes from.
    pub reference: &'static str,
}

/// Every projection there is; the first is the default for regions, `equal-earth` for the world.
pub const PROJECTIONS: &[Projection] = &[
    Projection {
        name: "azimuthal-equidistant",
        formula: Formula::Azimuthal { forward: |c| c, inverse: |r| (r <= PI).then_some(r) },
        cut: Cut::Cap(3.0),
        tilts: true,
        reference: "Snyder 1987, Map Projections: A Working Manual, p. 191",
    },
    Projection {
        name: "azimuthal-equal-area",
        formula: Formula::Azimuthal {
            forward: |c| 2.0 * libm::sin(c / 2.0),
            inverse: |r| (r <= 2.0).then(|| 2.0 * libm::asin(r / 2.0)),
        },
        cut: Cut::Cap(3.0),
        tilts: true,
        reference: "Snyder 1987, p. 182",
    },
    Projection {
        name: "orthographic",
        formula: Formula::Azimuthal { forward: libm::sin, inverse: |r| (r <= 1.0).then(|| libm::asin(r)) },
        cut: Cut::Cap(FRAC_PI_2 - 1e-6),
        tilts: true,
        reference: "Snyder 1987, p. 145",
    },
    Projection {
        name: "equal-earth",
        formula: Formula::LonLat { forward: equal_earth, inverse: equal_earth_inverse },
        cut: Cut::Meridian(FRAC_PI_2),
        tilts: false,
        reference: "Šavrič, Patterson and Jenny 2018, doi:10.1080/13658816.2018.1504949",
    },
    Projection {
        name: "natural-earth",
        formula: Formula::LonLat { forward: natural_earth, inverse: natural_earth_inverse },
        cut: Cut::Meridian(FRAC_PI_2),
        tilts: false,
        reference: "Šavrič, Jenny, Patterson, Petrovič and Hurni 2011, doi:10.1559/15230406384363",
    },
    Projection {
        name: "mercator",
        formula: Formula::LonLat {
            forward: |lon, lat, _| (lon, libm::asinh(libm::tan(lat))),
            inverse: |x, y, _| (x.abs() <= PI).then(|| (x, libm::atan(libm::sinh(y)))),
        },
        cut: Cut::Meridian(1.4844222297453324),
        tilts: false,
        reference: "Snyder 1987, p. 38",
    },
    Projection {
        name: "conformal-conic",
        formula: Formula::LonLat { forward: lambert, inverse: lambert_inverse },
        cut: Cut::Meridian(1.4),
        tilts: false,
        reference: "Snyder 1987, p. 104",
    },
    Projection {
        name: "equal-area-conic",
        formula: Formula::LonLat { forward: albers, inverse: albers_inverse },
        cut: Cut::Meridian(FRAC_PI_2),
        tilts: false,
        reference: "Snyder 1987, p. 98",
    },
];

/// The projection of that name.
pub fn by_name(name: &str) -> Option<&'static Projection> {
    PROJECTIONS.iter().find(|p| p.name == name)
}

const EE: [f64; 4] = [1.340264, -0.081106, 0.000893, 0.003796];
const ROOT_3: f64 = 1.732_050_807_568_877_2;

fn equal_earth(lon: f64, lat: f64, _: Parallels) -> (f64, f64) {
    let theta = libm::asin(ROOT_3 / 2.0 * libm::sin(lat));
    let (t2, t6) = (theta * theta, theta * theta * theta * theta * theta * theta);
    let slope = 9.0 * EE[3] * t6 * t2 + 7.0 * EE[2] * t6 + 3.0 * EE[1] * t2 + EE[0];
    let x = 2.0 * ROOT_3 * lon * libm::cos(theta) / (3.0 * slope);
    (x, theta * (EE[0] + EE[1] * t2 + t6 * (EE[2] + EE[3] * t2)))
}

fn equal_earth_inverse(x: f64, y: f64, _: Parallels) -> Option<(f64, f64)> {
    let mut theta = y;
    for _ in 0..24 {
        let (t2, t6) = (theta * theta, libm::pow(theta, 6.0));
        let value = theta * (EE[0] + EE[1] * t2 + t6 * (EE[2] + EE[3] * t2)) - y;
        let slope = 9.0 * EE[3] * t6 * t2 + 7.0 * EE[2] * t6 + 3.0 * EE[1] * t2 + EE[0];
        theta -= value / slope;
    }
    let (t2, t6) = (theta * theta, libm::pow(theta, 6.0));
    let slope = 9.0 * EE[3] * t6 * t2 + 7.0 * EE[2] * t6 + 3.0 * EE[1] * t2 + EE[0];
    let lon = 3.0 * x * slope / (2.0 * ROOT_3 * libm::cos(theta));
    let sin = 2.0 / ROOT_3 * libm::sin(theta);
    (sin.abs() <= 1.0 && lon.abs() <= PI + 1e-9).then(|| (lon, libm::asin(sin)))
}

/// Length of the parallel and distance of the parallel from the equator: the two polynomials of Natural Earth.
fn natural_earth_polynomials(lat: f64) -> (f64, f64) {
    let p2 = lat * lat;
    let p4 = p2 * p2;
    let length = 0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4));
    let height = lat * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)));
    (length, height)
}

fn natural_earth(lon: f64, lat: f64, _: Parallels) -> (f64, f64) {
    let (length, height) = natural_earth_polynomials(lat);
    (lon * length, height)
}

fn natural_earth_inverse(x: f64, y: f64, _: Parallels) -> Option<(f64, f64)> {
    let mut lat = y;
    for _ in 0..24 {
        let p2 = lat * lat;
        let p4 = p2 * p2;
        let slope =
            1.007226 + p2 * (0.015085 * 3.0 + p4 * (-0.044475 * 7.0 + 0.028874 * 9.0 * p2 - 0.005916 * 11.0 * p4));
        lat -= (natural_earth_polynomials(lat).1 - y) / slope;
    }
    let lon = x / natural_earth_polynomials(lat).0;
    (lat.abs() <= FRAC_PI_2 + 1e-9 && lon.abs() <= PI + 1e-9).then_some((lon, lat))
}

/// Half the logarithm of the isometric latitude's tangent, as Lambert's conic uses it.
fn isometric(lat: f64) -> f64 {
    libm::tan(PI / 4.0 + lat.clamp(-1.5, 1.5) / 2.0)
}

/// The cone's constant and the radius factor.
fn lambert_cone(parallels: Parallels) -> (f64, f64) {
    let Parallels(one, two) = parallels;
    let n = if (one - two).abs() < 1e-6 {
        libm::sin(one)
    } else {
        libm::log(libm::cos(one) / libm::cos(two)) / libm::log(isometric(two) / isometric(one))
    };
    let n = if n.abs() < 1e-3 { 1e-3_f64.copysign(if n == 0.0 { 1.0 } else { n }) } else { n };
    (n, libm::cos(one) * libm::pow(isometric(one), n) / n)
}

fn lambert(lon: f64, lat: f64, parallels: Parallels) -> (f64, f64) {
    let (n, f) = lambert_cone(parallels);
    let (rho, theta) = (f / libm::pow(isometric(lat), n), n * lon);
    (rho * libm::sin(theta), f - rho * libm::cos(theta))
}

fn lambert_inverse(x: f64, y: f64, parallels: Parallels) -> Option<(f64, f64)> {
    let (n, f) = lambert_cone(parallels);
    let down = f - y;
    let rho = n.signum() * (x * x + down * down).sqrt();
    let theta = libm::atan2(n.signum() * x, n.signum() * down);
    let lat = 2.0 * libm::atan(libm::pow(f / rho, 1.0 / n)) - FRAC_PI_2;
    let lon = theta / n;
    (lon.abs() <= PI).then_some((lon, lat))
}

/// The cone's constant, Snyder's C, and the radius of the equator.
fn albers_cone(parallels: Parallels) -> (f64, f64, f64) {
    let Parallels(one, two) = parallels;
    let n = (libm::sin(one) + libm::sin(two)) / 2.0;
    let n = if n.abs() < 1e-3 { 1e-3_f64.copysign(if n == 0.0 { 1.0 } else { n }) } else { n };
    let c = libm::cos(one) * libm::cos(one) + 2.0 * n * libm::sin(one);
    (n, c, c.max(0.0).sqrt() / n)
}

fn albers(lon: f64, lat: f64, parallels: Parallels) -> (f64, f64) {
    let (n, c, rho0) = albers_cone(parallels);
    let (rho, theta) = ((c - 2.0 * n * libm::sin(lat)).max(0.0).sqrt() / n, n * lon);
    (rho * libm::sin(theta), rho0 - rho * libm::cos(theta))
}

fn albers_inverse(x: f64, y: f64, parallels: Parallels) -> Option<(f64, f64)> {
    let (n, c, rho0) = albers_cone(parallels);
    let down = rho0 - y;
    let rho2 = x * x + down * down;
    let theta = libm::atan2(n.signum() * x, n.signum() * down);
    let sin = (c - rho2 * n * n) / (2.0 * n);
    let lon = theta / n;
    (sin.abs() <= 1.0 && lon.abs() <= PI).then(|| (lon, libm::asin(sin)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn inverse_undoes_forward(lon in -179.0..179.0_f64, lat in -84.0..84.0_f64) {
            let (lon, lat) = (lon.to_radians(), lat.to_radians());
            let parallels = Parallels(0.4, 0.9);
            for projection in PROJECTIONS {
                match projection.formula {
                    Formula::Azimuthal { forward, inverse } => {
                        let limit = match projection.cut { Cut::Cap(limit) => limit, Cut::Meridian(_) => PI };
                        let c = lon.abs().min(limit * 0.98);
                        let back = inverse(forward(c)).unwrap();
                        prop_assert!((back - c).abs() < 1e-8, "{} {c} {back}", projection.name);
                    }
                    Formula::LonLat { forward, inverse } => {
                        let (x, y) = forward(lon, lat, parallels);
                        let (lon2, lat2) = inverse(x, y, parallels).unwrap();
                        prop_assert!((lon2 - lon).abs() < 1e-7 && (lat2 - lat).abs() < 1e-7, "{}", projection.name);
                    }
                }
            }
        }
    }
}
