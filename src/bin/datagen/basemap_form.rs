//! Writes a basemap in the form that `src/map/basemap.rs` documents and reads.
//!
//! In: arcs and countries. Out: bytes.

use super::{Arc, Country, LAKE, LonLat, index};

/// Little-endian bytes in the form that `src/map/basemap.rs` documents.
pub fn encode(arcs: &[Arc], countries: &[Country], steps: f64) -> Vec<u8> {
    let used: Vec<bool> = {
        let mut used: Vec<bool> = arcs.iter().map(|arc| arc.kind >= LAKE).collect();
        countries.iter().flat_map(|c| &c.rings).flatten().for_each(|&arc| used[index(arc)] = true);
        used
    };
    let mut renumbered = vec![0_i32; arcs.len()];
    let kept: Vec<&Arc> = arcs.iter().zip(&used).filter(|(_, used)| **used).map(|(arc, _)| arc).collect();
    let mut next = 0;
    for (number, used) in used.iter().enumerate() {
        renumbered[number] = next;
        next += i32::from(*used);
    }
    let (mut table, mut points) = (Vec::new(), Vec::new());
    for arc in &kept {
        table.extend((points.len() as u32).to_le_bytes());
        table.extend((arc.points.len() as u16).to_le_bytes());
        encode_bounds(&arc.points, &mut table);
        encode_cap(&arc.points, &mut table);
        table.extend(arc.sides[0].to_le_bytes());
        table.extend(arc.sides[1].to_le_bytes());
        table.push(arc.kind);
        table.push(0);
        encode_points(&arc.points, steps, &mut points);
    }
    let (mut list, mut rings, mut refs) = (Vec::new(), Vec::new(), Vec::new());
    let mut ring_count = 0_u32;
    for country in countries {
        list.extend(country.code.as_bytes());
        list.extend((ring_count as u16).to_le_bytes());
        list.extend((country.rings.len() as u16).to_le_bytes());
        ring_count += country.rings.len() as u32;
        for ring in &country.rings {
            rings.extend(((refs.len() / 2) as u16).to_le_bytes());
            rings.extend((ring.len() as u16).to_le_bytes());
            for &arc in ring {
                let new = renumbered[index(arc)];
                refs.extend(((if arc < 0 { !new } else { new }) as i16).to_le_bytes());
            }
        }
    }
    let mut bytes = b"MCBASE1\0".to_vec();
    for number in [steps as u32, kept.len() as u32, countries.len() as u32, ring_count, (refs.len() / 2) as u32] {
        bytes.extend(number.to_le_bytes());
    }
    for part in [table, list, rings, refs, points] {
        bytes.extend(part);
    }
    bytes
}

/// The box, in fiftieths of a degree, rounded outwards: west, south, east, north.
fn encode_bounds(points: &[LonLat], out: &mut Vec<u8>) {
    let fold = |pick: fn(f64, f64) -> f64, of: fn(&LonLat) -> f64| points.iter().map(of).reduce(pick).unwrap_or(0.0);
    let edges = [
        (fold(f64::min, |p| p.0) * 50.0).floor() - 1.0,
        (fold(f64::min, |p| p.1) * 50.0).floor() - 1.0,
        (fold(f64::max, |p| p.0) * 50.0).ceil() + 1.0,
        (fold(f64::max, |p| p.1) * 50.0).ceil() + 1.0,
    ];
    edges.iter().for_each(|edge| out.extend((*edge as i16).to_le_bytes()));
}

/// The cap that holds the arc: its centre's unit vector and the cosine of its radius, in parts of 32,000, rounded outwards.
fn encode_cap(points: &[LonLat], out: &mut Vec<u8>) {
    let vectors: Vec<[f64; 3]> = points
        .iter()
        .map(|p| {
            let (lon, lat) = (p.0.to_radians(), p.1.to_radians());
            [libm::cos(lat) * libm::cos(lon), libm::cos(lat) * libm::sin(lon), libm::sin(lat)]
        })
        .collect();
    let sum = vectors.iter().fold([0.0; 3], |s, v| [s[0] + v[0], s[1] + v[1], s[2] + v[2]]);
    let length = (sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]).sqrt().max(1e-9);
    let centre = sum.map(|c| (c / length * 32_000.0).round());
    let dot = |v: &[f64; 3]| (centre[0] * v[0] + centre[1] * v[1] + centre[2] * v[2]) / 32_000.0;
    let least = vectors.iter().map(dot).fold(1.0, f64::min);
    centre.iter().for_each(|c| out.extend((*c as i16).to_le_bytes()));
    out.extend((((least * 32_000.0).floor() - 2.0).max(-32_000.0) as i16).to_le_bytes());
}

fn encode_points(points: &[LonLat], steps: f64, out: &mut Vec<u8>) {
    let (mut x, mut y) = (0, 0);
    for point in points {
        let (next_x, next_y) = ((point.0 * steps).round() as i32, (point.1 * steps).round() as i32);
        varint(next_x - x, out);
        varint(next_y - y, out);
        (x, y) = (next_x, next_y);
    }
}

/// Zigzag, then seven bits a byte, the lowest first.
fn varint(value: i32, out: &mut Vec<u8>) {
    let mut rest = ((value << 1) ^ (value >> 31)) as u32;
    while rest >= 0x80 {
        out.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}
