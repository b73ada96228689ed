//! Properties that every map keeps: nothing overlaps, nothing leaves the panel, land is land, twice the same.

use super::basemap::{self, Basemap};
use super::ways::Way;
use super::{Options, clip, cut, draw, fit, ground, route, sphere, view};
use crate::model::Itinerary;
use crate::model::itinerary::{Leg, Named, Role, Status, Stop, Traveller, Trip};
use crate::model::scene::{Anchor, Label, Node, Outline, Scene};
use crate::model::typeface;
use chrono::{Days, NaiveDate};
use view::Frame;

/// Numbers that look random and are the same everywhere.
struct Dice(u64);

impl Dice {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / (1_u64 << 31) as f64
    }

    fn below(&mut self, n: usize) -> usize {
        ((self.unit() * n as f64) as usize).min(n - 1)
    }
}

const NAMES: [&str; 8] = [
    "Oslo",
    "Ho Chi Minh City",
    "Rio de Janeiro",
    "Accra",
    "Saint Vincent and the Grenadines",
    "Bern",
    "Port Moresby",
    "Tashkent",
];
const COUNTRIES: [&str; 8] = ["NO", "VN", "BR", "GH", "VC", "CH", "PG", "UZ"];

/// A trip of 1 to 16 stops: some over the whole Earth, some within a few kilometres.
fn random(dice: &mut Dice) -> Itinerary {
    let count = 1 + dice.below(16);
    let reach = [0.05, 1.0, 8.0, 40.0, 180.0][dice.below(5)];
    let (lon, lat) = (dice.unit() * 360.0 - 180.0, libm::asin(dice.unit() * 2.0 - 1.0).to_degrees());
    let mut stops: Vec<Stop> = (0..count)
        .map(|n| {
            let at = dice.below(8);
            let (dx, dy) = ((dice.unit() * 2.0 - 1.0) * reach, (dice.unit() * 2.0 - 1.0) * reach);
            let start = NaiveDate::from_ymd_opt(2021, 3, 1).unwrap() + Days::new(n as u64 * 2);
            Stop {
                place: NAMES[at].into(),
                country: Some(COUNTRIES[at].into()),
                lat: Some((lat + dy / 2.0).clamp(-89.0, 89.0)),
                lon: Some((lon + dx + 540.0).rem_euclid(360.0) - 180.0),
                named: Named::City,
                role: [Role::Stop, Role::Stop, Role::Stop, Role::Transit][dice.below(4)],
                status: [Status::Visited, Status::Visited, Status::Planned, Status::Cancelled][dice.below(4)],
                arrive: (dice.below(2) == 0).then_some(start),
                depart: (dice.below(2) == 0).then_some(start + Days::new(1)),
                confidence: 1.0,
                geonames_id: None,
                evidence: Vec::new(),
            }
        })
        .collect();
    if count > 2 && dice.below(3) == 0 {
        stops[count - 1] = stops[0].clone();
    }
    let leg = |to: usize| Leg {
        from: to - 1,
        to,
        date: None,
        distance_km: Some(1000.0),
        status: stops[to].status,
        evidence: Vec::new(),
    };
    let legs = (1..count).map(leg).collect();
    let traveller = Traveller { name: "Ada Lovelace".into(), title: None, country: Some("GB".into()) };
    let trip = Trip { traveller, stops, legs, days: Vec::new(), warnings: Vec::new() };
    Itinerary { trips: vec![trip], ..Itinerary::default() }
}

fn labels<'a>(nodes: &'a [Node], out: &mut Vec<&'a Label>) {
    for node in nodes {
        match node {
            Node::Group(group) => labels(&group.nodes, out),
            Node::Label(label) => out.push(label),
            Node::Shape(_) => {}
        }
    }
}

fn layer<'a>(scene: &'a Scene, id: &str) -> &'a [Node] {
    let found = scene.nodes.iter().find_map(|n| match n {
        Node::Group(g) if g.id == id => Some(g.nodes.as_slice()),
        _ => None,
    });
    found.unwrap_or(&[])
}

fn bounds(label: &Label) -> Frame {
    let width =
        typeface::width(&label.text, label.face, label.size_px) + label.text.chars().count() as f64 * label.spacing_px;
    let left = match label.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => width / 2.0,
        Anchor::End => width,
    };
    // The letters themselves, without the air of the line.
    Frame { x: label.at.0 - left, y: label.at.1 - 0.74 * label.size_px, width, height: 0.9 * label.size_px }
}

/// How many pairs of labels cover one another, and how many leave the picture.
fn faults(scene: &Scene) -> (usize, usize) {
    let mut all = Vec::new();
    labels(&scene.nodes, &mut all);
    let boxes: Vec<Frame> = all.iter().map(|l| bounds(l)).collect();
    let page = Frame { x: 0.0, y: 0.0, width: scene.width_px, height: scene.height_px };
    let off = boxes.iter().filter(|b| !page.holds((b.x, b.y)) || !page.holds((b.right(), b.bottom()))).count();
    let mut clashes = 0;
    for (n, a) in boxes.iter().enumerate() {
        clashes += boxes[..n].iter().filter(|b| super::labels::overlap(a, b)).count();
    }
    (clashes, off)
}

/// How many labels of stops there are, and how many of them lie on a leg.
fn crossings(scene: &Scene) -> (usize, usize) {
    let mut words = Vec::new();
    labels(layer(scene, "labels"), &mut words);
    let mut ways: Vec<Way> = Vec::new();
    for leg in layer(scene, "route") {
        let Node::Group(group) = leg else { continue };
        let Some(Node::Shape(line)) = group.nodes.first() else { continue };
        let Outline::Path(paths) = &line.outline else { continue };
        ways.extend(paths.iter().map(|p| Way::new(&p.points)));
    }
    let on_a_leg = words.iter().filter(|l| ways.iter().any(|way| way.touches(&bounds(l)))).count();
    (words.len(), on_a_leg)
}

#[test]
fn random_trips_are_drawn_without_overlaps() {
    let mut dice = Dice(7);
    let (mut clashes, mut off, mut maps) = (0, 0, 0);
    let (mut lines, mut crossed) = (0, 0);
    let count = option_env!("MAPS").and_then(|n| n.parse().ok()).unwrap_or(120);
    for n in 0..count {
        let itinerary = random(&mut dice);
        let scene = draw(&itinerary, &Options::default()).unwrap();
        let (c, o) = faults(&scene);
        if c + o > 0 {
            println!("itinerary {n}: {c} overlaps, {o} off the page, {} stops", itinerary.trips[0].stops.len());
        }
        (clashes, off, maps) = (clashes + c, off + o, maps + 1);
        let (w, x) = crossings(&scene);
        (lines, crossed) = (lines + w, crossed + x);
        if n % 20 == 0 {
            assert_eq!(scene, draw(&itinerary, &Options::default()).unwrap());
        }
    }
    println!("{maps} maps: {clashes} overlaps, {off} off the page, {crossed} of {lines} lines on a leg");
    assert_eq!((clashes, off), (0, 0));
    assert!(crossed * 20 < lines, "{crossed} of {lines} lines of labels lie on a leg");
}

#[test]
fn land_is_where_it_is_on_the_sphere() {
    let mut dice = Dice(11);
    for n in 0..40 {
        let itinerary = random(&mut dice);
        let points = route::samples(&itinerary.trips[0]);
        let panel = Frame { x: 0.0, y: 60.0, width: 960.0, height: 500.0 };
        let view = fit::fit(&points, points.len() == 1, panel, &Options::default());
        let map = Basemap::open(ground::detail(&view));
        let land = map.land().unwrap();
        let outlines = clip::country(&view, &map, land);
        let (mut wrong, mut all) = (0, 0);
        for row in 0..14 {
            for col in 0..20 {
                let p = (panel.x + 48.0 * (f64::from(col) + 0.4), panel.y + 35.0 * (f64::from(row) + 0.6));
                let Some(v) = view.invert(p) else { continue };
                let (lon, lat) = sphere::lon_lat(v);
                let drawn = outlines.iter().filter(|o| cut::encloses(&o.points, p)).count() % 2 == 1;
                all += 1;
                wrong += usize::from(drawn != basemap::contains(&map, land, lon, lat));
            }
        }
        // A point within a pixel of a coast may fall on either side.
        assert!(wrong * 100 <= all * 2, "itinerary {n}: {wrong} of {all} points wrong at {:?}", view.centre);
    }
}

#[test]
fn legs_lie_on_their_great_circles() {
    let mut dice = Dice(23);
    for _ in 0..60 {
        let mut itinerary = random(&mut dice);
        itinerary.trips[0].stops.truncate(2);
        itinerary.trips[0].legs.truncate(1);
        let trip = &itinerary.trips[0];
        let [Some(a), Some(b)] = [0, 1].map(|n| trip.stops.get(n).and_then(super::sites::vector)) else { continue };
        let panel = Frame { x: 0.0, y: 60.0, width: 960.0, height: 500.0 };
        let view = fit::fit(&route::samples(trip), false, panel, &Options::default());
        let sites = super::sites::collect(&[trip], &view, 1.0);
        let arc = sphere::Arc::new(a, b);
        for leg in route::trace(&[trip], &sites, &view, 1.0) {
            for n in 1..997 {
                let p = view.project(arc.at(f64::from(n) / 997.0));
                let segments = leg.pieces.iter().flat_map(|piece| piece.windows(2));
                let off = segments.map(|w| route::distance_to(p, w[0], w[1])).fold(f64::MAX, f64::min);
                assert!(off < 0.1, "{off} px off at {n} of 997, {:?}", view.centre);
            }
        }
    }
}

#[test]
fn coordinates_are_finite_and_layers_named() {
    let mut dice = Dice(3);
    let itinerary = random(&mut dice);
    let scene = draw(&itinerary, &Options { graticule: true, ..Options::default() }).unwrap();
    for id in ["basemap", "borders", "route", "stops", "labels", "furniture"] {
        assert!(!layer(&scene, id).is_empty() || id == "route" || id == "borders", "{id}");
    }
    fn check(nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Group(g) => check(&g.nodes),
                Node::Shape(s) => {
                    if let Outline::Path(paths) = &s.outline {
                        assert!(paths.iter().flat_map(|p| &p.points).all(|p| p.0.is_finite() && p.1.is_finite()));
                    }
                }
                Node::Label(l) => assert!(l.at.0.is_finite() && l.at.1.is_finite()),
            }
        }
    }
    check(&scene.nodes);
}
