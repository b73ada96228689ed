//! Whose borders a map draws where states disagree: which lines, which tints, which names.
//!
//! In: a basemap and a [`Worldview`]. Out: how each arc is drawn, what is drawn besides, what a visited country covers. The
//! decisions are told in the documentation of [`crate::map`]; nothing of them is left to the level of detail.

use super::basemap::{Basemap, Country, Detail, Kind};
use super::options::Worldview;
use super::sphere;
use super::view::View;
use super::{clip, cut};
use crate::model::scene::Subpath;

/// Between the Golan Heights and Israel, north to south: the line of 1923 and 1949, from the springs of the Jordan along
/// the lake's eastern shore to the Yarmouk. Read off maps to some 2 km.
const GOLAN_WEST: &[(f64, f64)] = &[
    (35.78, 33.33),
    (35.70, 33.28),
    (35.65, 33.25),
    (35.63, 33.18),
    (35.62, 33.08),
    (35.63, 32.97),
    (35.66, 32.89),
    (35.65, 32.82),
    (35.64, 32.76),
    (35.60, 32.72),
    (35.57, 32.69),
];

/// What the credit line tells.
pub fn told(view: Worldview) -> &'static str {
    match view {
        Worldview::Un => "Borders as in United Nations maps",
        Worldview::Defacto => "Borders as held on the ground",
    }
}

/// Countries that have no name on the map.
pub fn unnamed(view: Worldview) -> &'static [&'static str] {
    match view {
        Worldview::Un => &["XC", "XS", "XI"],
        Worldview::Defacto => &["XI"],
    }
}

/// The level of detail that has what a view tints: the berm is in the fine one alone.
pub fn detail(suited: Detail, visited: &[&str], view: Worldview) -> Detail {
    let berm = view == Worldview::Defacto && visited.iter().any(|code| ["EH", "MA"].contains(code));
    if berm && suited == Detail::Medium { Detail::Fine } else { suited }
}

/// How an arc is drawn; `None` where it is no border in this view.
pub fn kind(map: &Basemap, arc: usize, view: Worldview) -> Option<Kind> {
    let kind = map.kind(arc);
    if !matches!(kind, Kind::Border | Kind::DisputedBorder) {
        return Some(kind);
    }
    let fine = map.detail == Detail::Fine;
    match pair(map, arc) {
        // The fine level has the berm, the others the border of 1958: each view takes its own from where it is.
        ("EH", "MA") if fine == (view == Worldview::Un) => None,
        ("UA", "UA") => (view == Worldview::Defacto).then_some(Kind::DisputedBorder),
        ("CY", "XU") | ("XC", "XU") => Some(Kind::DisputedBorder),
        (one, other) if one == other => None,
        _ => Some(kind),
    }
}

/// The codes on both sides, in alphabetical order; empty for the sea.
fn pair(map: &Basemap, arc: usize) -> (&'static str, &'static str) {
    let [a, b] = map.sides(arc).map(|side| side.map_or("", |country| map.code(country)));
    if a <= b { (a, b) } else { (b, a) }
}

/// Disputed lines that this level does not have.
pub fn lines(view: &View, map: &Basemap, worldview: Worldview) -> Vec<Subpath> {
    let (other, wanted): (Detail, &[(&str, &str)]) = match (worldview, map.detail) {
        (Worldview::Un, Detail::Fine) => (Detail::Medium, &[("EH", "MA")]),
        (Worldview::Un, _) => (Detail::Medium, &[]),
        (Worldview::Defacto, Detail::Fine) => (Detail::Fine, &[]),
        (Worldview::Defacto, _) => (Detail::Fine, &[("EH", "MA"), ("UA", "UA")]),
    };
    let mut lines = Vec::new();
    if !wanted.is_empty() {
        let other = Basemap::open(other);
        let arcs = other.arcs().filter(|arc| matches!(other.kind(*arc), Kind::Border | Kind::DisputedBorder));
        let arcs = arcs.filter(|arc| wanted.contains(&pair(&other, *arc)));
        lines.extend(arcs.flat_map(|arc| clip::open_arc(view, &other, arc)));
    }
    if worldview == Worldview::Un && map.detail != Detail::Coarse {
        let points: Vec<_> = GOLAN_WEST.iter().map(|(lon, lat)| sphere::unit(*lon, *lat)).collect();
        lines.extend(clip::line(view, &points));
    }
    lines
}

/// What a visited country covers: the level to take it from, and the country there, with what counts as part of it.
pub fn parts(map: &Basemap, code: &str, view: Worldview) -> Vec<(Basemap, Country)> {
    let level = match (code, view, map.detail) {
        ("EH" | "MA", Worldview::Un, Detail::Fine) => Basemap::open(Detail::Medium),
        _ => *map,
    };
    let more: &[&str] = match (code, view) {
        ("CY", Worldview::Un) => &["XC", "XU"],
        ("CY", Worldview::Defacto) => &["XU"],
        ("SO", Worldview::Un) => &["XS"],
        _ => &[],
    };
    let codes = std::iter::once(code).chain(more.iter().copied());
    codes.filter_map(|code| level.country(code).map(|country| (level, country))).collect()
}

/// A piece of ground that is coloured unlike the country that the basemap gives it to.
pub struct Patch {
    pub outline: Subpath,
    /// Tinted as visited, or plain land.
    pub tinted: bool,
}

/// Crimea is tinted with Ukraine, or with neither side where the map tells who holds it; the Golan Heights with Syria, or
/// with Israel.
pub fn patches(view: &View, visited: &[&str], worldview: Worldview) -> Vec<Patch> {
    let sees = |code: &str| visited.contains(&code);
    let patch = |points: Vec<(f64, f64)>, tinted| ring(view, &points).map(|outline| Patch { outline, tinted });
    match worldview {
        Worldview::Un if sees("IL") || sees("SY") => patch(golan(), sees("SY")).into_iter().collect(),
        Worldview::Defacto if sees("UA") || sees("RU") => patch(crimea(), false).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The peninsula, from the fine level, where it is a ring of its own.
fn crimea() -> Vec<(f64, f64)> {
    let map = Basemap::open(Detail::Fine);
    let rings = map.country("UA").into_iter().flat_map(|ukraine| map.rings(ukraine));
    let mut rings = rings.filter(|ring| ring.arcs().any(|(arc, _)| pair(&map, arc) == ("UA", "UA")));
    // The mainland has that line too, and goes farther north.
    let ring = rings.find(|ring| ring.arcs().all(|(arc, _)| map.bounds(arc)[3] < 46.5));
    let arcs = ring.into_iter().flat_map(|ring| ring.arcs());
    arcs.flat_map(|(arc, backwards)| run(&map, arc, backwards)).collect()
}

/// From the springs down to the Yarmouk, and back up along the line of 1974.
fn golan() -> Vec<(f64, f64)> {
    let map = Basemap::open(Detail::Fine);
    let arc = map.arcs().find(|arc| map.kind(*arc) == Kind::DisputedBorder && pair(&map, *arc) == ("IL", "SY"));
    let line = arc.map(|arc| run(&map, arc, false)).unwrap_or_default();
    let southwards = line.first().zip(line.last()).is_some_and(|(first, last)| first.1 > last.1);
    let back: Vec<_> = if southwards { line.into_iter().rev().collect() } else { line };
    GOLAN_WEST.iter().copied().chain(back).collect()
}

fn run(map: &Basemap, arc: usize, backwards: bool) -> Vec<(f64, f64)> {
    let mut points: Vec<_> = map.points(arc).collect();
    if backwards {
        points.reverse();
    }
    points
}

/// A small ring on the page; `None` where it is cut or not seen.
fn ring(view: &View, points: &[(f64, f64)]) -> Option<Subpath> {
    let seen: Option<Vec<_>> = points
        .iter()
        .map(|(lon, lat)| sphere::unit(*lon, *lat))
        .map(|v| view.shows(v).then(|| view.project(v)))
        .collect();
    let points = seen?;
    // A long step is the cut of a world map.
    let torn = points.windows(2).any(|w| (w[0].0 - w[1].0).abs() > view.frame.width / 2.0);
    let points = cut::cut_ring(&points, view.frame.grown(6.0));
    (!torn && points.len() > 2).then_some(Subpath { points, closed: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_are_there() {
        assert!(crimea().iter().all(|(lon, lat)| (32.0..37.0).contains(lon) && (44.0..46.5).contains(lat)));
        assert!(crimea().len() > 100 && golan().len() > GOLAN_WEST.len() + 10);
        let fine = Basemap::open(Detail::Fine);
        let perekop: Vec<usize> = fine.arcs().filter(|arc| pair(&fine, *arc) == ("UA", "UA")).collect();
        assert_eq!(perekop.len(), 1);
        assert_eq!(kind(&fine, perekop[0], Worldview::Un), None);
        assert_eq!(kind(&fine, perekop[0], Worldview::Defacto), Some(Kind::DisputedBorder));
    }

    #[test]
    fn cyprus_is_whole_or_held() {
        let map = Basemap::open(Detail::Medium);
        assert_eq!(parts(&map, "CY", Worldview::Un).len(), 2);
        assert_eq!(parts(&map, "CY", Worldview::Defacto).len(), 1);
    }
}
