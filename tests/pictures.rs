//! Pictures of random journeys hold what every picture promises: the linter has nothing to say.
//!
//! Journeys of 1 to 16 stops anywhere on Earth, from a fixed seed. CI draws a sample; all of them are drawn by
//! `cargo test --release --test pictures -- --ignored --nocapture`.

use chrono::{Days, NaiveDate};
use motorcade::lint::{self, Report};
use motorcade::map::PRESETS;
use motorcade::model::itinerary::*;
use motorcade::model::{Itinerary, Scene, theme};
use motorcade::{days, map, render};

#[path = "pictures/tally.rs"]
mod tally;

use tally::Tally;

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

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

const PLACES: [(&str, &str); 12] = [
    ("Oslo", "NO"),
    ("Ho Chi Minh City", "VN"),
    ("Rio de Janeiro", "BR"),
    ("Accra", "GH"),
    ("Saint Vincent and the Grenadines", "VC"),
    ("Bern", "CH"),
    ("Port Moresby", "PG"),
    ("Tashkent", "UZ"),
    ("Sri Jayewardenepura Kotte", "LK"),
    ("Ur", "IQ"),
    ("Kyiv", "UA"),
    ("Washington", "US"),
];

/// A journey: some over the whole Earth, some within a few kilometres; stops with and without days.
fn random(dice: &mut Dice) -> Itinerary {
    let count = 1 + dice.below(16);
    let reach = dice.one(&[0.05, 1.0, 8.0, 40.0, 180.0]);
    let home = (dice.unit() * 360.0 - 180.0, libm::asin(dice.unit() * 2.0 - 1.0).to_degrees());
    let mut day = NaiveDate::from_ymd_opt(2021, 2, 20).unwrap() + Days::new(dice.below(300) as u64);
    let mut stops: Vec<Stop> = Vec::new();
    for _ in 0..count {
        let stay = Days::new(dice.below(3) as u64);
        stops.push(stop(dice, home, reach, (day, day + stay)));
        day = day + stay + Days::new(dice.below(2) as u64);
    }
    if count > 2 && dice.below(3) == 0 {
        let back = Stop { arrive: None, depart: None, ..stops[0].clone() };
        stops[count - 1] = Stop { role: dice.one(&[Role::Return, Role::Stop]), ..back };
    }
    let legs = (1..count).map(|to| leg(dice, &stops, to)).collect();
    let days = (0..count).filter(|_| dice.below(2) == 0).collect::<Vec<_>>();
    let days = days.into_iter().map(|n| busy_day(dice, &stops, n)).collect();
    let traveller = Traveller { name: "Ada Lovelace".into(), title: None, country: Some("GB".into()) };
    let trips = vec![Trip { traveller, stops, legs, days, warnings: Vec::new(), conflicts: Vec::new() }];
    Itinerary { trips, ..Itinerary::default() }
}

fn stop(dice: &mut Dice, home: (f64, f64), reach: f64, days: (NaiveDate, NaiveDate)) -> Stop {
    let (place, country) = dice.one(&PLACES);
    let (dx, dy) = ((dice.unit() * 2.0 - 1.0) * reach, (dice.unit() * 2.0 - 1.0) * reach);
    Stop {
        place: place.into(),
        country: Some(country.into()),
        lat: Some((home.1 + dy / 2.0).clamp(-89.0, 89.0)),
        lon: Some((home.0 + dx + 540.0).rem_euclid(360.0) - 180.0),
        named: Named::City,
        role: dice.one(&[Role::Stop, Role::Stop, Role::Stop, Role::Transit]),
        status: dice.one(&[Status::Visited, Status::Visited, Status::Planned, Status::Cancelled]),
        arrive: (dice.below(3) > 0).then_some(days.0),
        depart: (dice.below(3) > 0).then_some(days.1),
        confidence: 1.0,
        geonames_id: None,
        label: None,
        by_hand: Vec::new(),
        evidence: Vec::new(),
    }
}

fn leg(dice: &mut Dice, stops: &[Stop], to: usize) -> Leg {
    let distance_km = Some(dice.unit() * 9000.0);
    Leg { from: to - 1, to, date: stops[to].arrive, distance_km, status: stops[to].status, evidence: Vec::new() }
}

fn busy_day(dice: &mut Dice, stops: &[Stop], n: usize) -> Day {
    let labels = ["talks with the prime minister", "signing of a treaty on fish", "speech", "wreath at the tomb"];
    let kinds = [ActivityKind::Talks, ActivityKind::Signing, ActivityKind::Speech, ActivityKind::Ceremony];
    let one = |at: usize| Activity {
        kind: kinds[at],
        label: labels[at].into(),
        with: Vec::new(),
        status: Status::Visited,
        by_hand: false,
        evidence: Vec::new(),
    };
    let activities = (0..1 + dice.below(5)).map(|_| one(dice.below(4))).collect();
    Day { date: stops[n].arrive, stop: Some(n), activities }
}

/// Draws so many journeys as map and as chart and looks them over.
fn look_over(count: usize, seed: u64) {
    let mut dice = Dice(seed);
    let mut tally = Tally::default();
    for n in 0..count {
        let itinerary = random(&mut dice);
        let (map, chart) = tally.draw(&n.to_string(), &itinerary, &map_options(n), &chart_options(n));
        if n % 20 == 0 {
            same_from_the_file(&map);
            same_from_the_file(&chart);
        }
    }
    tally.tell();
    assert!(tally.is_clean());
}

/// Every preset and theme in turn, most often the usual ones.
fn map_options(n: usize) -> map::Options {
    let usual = map::Options::default();
    let theme = theme::by_name(["light", "dark", "print"][n % 3]).unwrap();
    let sized = if n.is_multiple_of(2) { usual } else { usual.preset(PRESETS[n / 2 % PRESETS.len()].0).unwrap() };
    map::Options { theme, ..sized }
}

fn chart_options(n: usize) -> days::Options {
    let theme = theme::by_name(["light", "dark", "print"][n % 3]).unwrap();
    let width_px = if n % 4 == 1 { 400.0 } else { 1200.0 };
    days::Options { theme, width_px, ..days::Options::default() }
}

/// The file that a scene becomes is found as the scene is.
fn same_from_the_file(scene: &Scene) {
    let (made, read) =
        (lint::scene(scene, &lint::Options::default()), lint::svg(&render::svg(scene), &lint::Options::default()));
    let read = read.unwrap();
    assert_eq!((made.labels, made.stop_labels, made.crossings), (read.labels, read.stop_labels, read.crossings));
    let kinds = |report: &Report| report.findings.iter().map(|finding| finding.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&made), kinds(&read));
}

#[test]
fn a_sample_of_random_journeys_is_clean() {
    look_over(60, 7);
}

#[test]
#[ignore = "draws 2,000 pictures; some minutes"]
fn a_thousand_random_journeys_are_clean() {
    look_over(1000, 2019);
}

#[test]
fn layers_are_named_and_coordinates_finite() {
    let options = map::Options { graticule: true, ..map::Options::default() };
    let scene = map::draw(&random(&mut Dice(5)), &options).unwrap();
    let svg = render::svg(&scene);
    for (id, layer) in [("basemap", "Basemap"), ("borders", "Borders"), ("route", "Route"), ("stops", "Stops")] {
        assert!(
            svg.contains(&format!("<g id=\"{id}\" inkscape:groupmode=\"layer\" inkscape:label=\"{layer}\"")),
            "{id}"
        );
    }
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
}

#[allow(dead_code)]
#[path = "../examples/gallery.rs"]
mod gallery;

/// The gallery is what the program draws today; `cargo run --example gallery` draws it anew.
#[test]
fn the_gallery_is_up_to_date_and_clean() {
    let scenes = gallery::scenes().unwrap();
    assert_eq!(scenes.len(), 20);
    for (path, scene) in scenes {
        let (svg, name) = (render::svg(&scene), path.display());
        assert!(std::fs::read_to_string(&path).is_ok_and(|known| known == svg), "{name} is out of date");
        // A scale bar stands where the map is of a region.
        let most = if svg.contains(" km</text>") { 60_000 } else { 200_000 };
        assert!(svg.len() < most, "{name}: {} bytes", svg.len());
        let report = lint::svg(&svg, &lint::Options::default()).unwrap();
        assert!(report.findings.is_empty(), "{name}: {:?}", report.findings);
    }
}

/// The ground reaches the last row and column of a PNG whose height is no whole number before it is rounded.
#[test]
fn the_ground_covers_the_whole_png() {
    let itinerary = random(&mut Dice(3));
    for scene in [
        map::draw(&itinerary, &map::Options::default()).unwrap(),
        days::draw(&itinerary, &days::Options::default()).unwrap(),
    ] {
        let bytes = render::png(&scene, Some(1600)).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let size = reader.next_frame(&mut pixels).unwrap();
        let row = size.line_size;
        let last = &pixels[(size.height as usize - 1) * row..size.height as usize * row];
        assert!(last.iter().all(|value| *value == 255), "the last row of {}", scene.title);
        let column = (0..size.height as usize).map(|n| &pixels[(n + 1) * row - 3..(n + 1) * row]);
        assert!(column.clone().take(4).all(|pixel| pixel == [255; 3]), "the last column of {}", scene.title);
    }
}
