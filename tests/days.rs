//! Charts of real and random journeys: nothing overlaps, nothing leaves the picture, the same scene twice.

#[path = "days/journeys.rs"]
mod journeys;

use chrono::{Days, NaiveDate};
use journeys::{JOURNEYS, Journey};
use motorcade::days::{Kind, Options, draw};
use motorcade::model::itinerary::{
    Activity, ActivityKind, ArticleReference, Day, Itinerary, Leg, Named, Role, Status, Stop, Traveller, Trip,
};
use motorcade::model::scene::{Anchor, Label, Node, Scene};
use motorcade::model::{theme, typeface};
use motorcade::render;

fn read(journey: &Journey) -> Itinerary {
    serde_json::from_value(journey.json()).unwrap_or_else(|error| panic!("{}: {error}", journey.name))
}

const WIDTHS_PX: [f64; 4] = [1600.0, 1200.0, 700.0, 360.0];

/// Draws every journey at three widths into a folder below the target's, to be looked at.
#[test]
#[ignore = "writes pictures to be looked at: cargo test --test days gallery -- --ignored"]
fn gallery() {
    let folder = std::env::temp_dir().join("motorcade-days");
    std::fs::create_dir_all(&folder).unwrap();
    for journey in JOURNEYS {
        for (width, name) in [(1600.0, "light"), (1200.0, "dark"), (700.0, "print"), (360.0, "light")] {
            let options = Options { width_px: width, theme: theme::by_name(name).unwrap(), ..Options::default() };
            let scene = draw(&read(journey), &options).unwrap();
            let path = folder.join(format!("{}-{width}", journey.name));
            std::fs::write(path.with_extension("svg"), render::svg(&scene)).unwrap();
            let png_width = if width < 500.0 { width * 2.0 } else { width };
            std::fs::write(path.with_extension("png"), render::png(&scene, Some(png_width as u32)).unwrap()).unwrap();
        }
    }
    for journey in JOURNEYS {
        for width_px in [1200.0, 360.0] {
            for (kind, name) in [(Kind::Distance, "distance"), (Kind::Calendar, "calendar")] {
                let options = Options { kind, width_px, ..Options::default() };
                let Ok(scene) = draw(&read(journey), &options) else { continue };
                let path = folder.join(format!("{}-{name}-{width_px}.png", journey.name));
                std::fs::write(path, render::png(&scene, Some(1200)).unwrap()).unwrap();
            }
        }
    }
    for seed in [3, 7, 12, 21] {
        let scene = draw(&random(seed), &Options { width_px: 1400.0, ..Options::default() }).unwrap();
        let path = folder.join(format!("random-{seed}.png"));
        std::fs::write(path, render::png(&scene, None).unwrap()).unwrap();
    }
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

/// Left, top, right, bottom of the ink of a label, a little less than its letters may need.
fn ink(label: &Label) -> [f64; 4] {
    let width = typeface::width(&label.text, label.face, label.size_px);
    let left = match label.anchor {
        Anchor::Start => label.at.0,
        Anchor::Middle => label.at.0 - width / 2.0,
        Anchor::End => label.at.0 - width,
    };
    [left, label.at.1 - 0.74 * label.size_px, left + width, label.at.1 + 0.2 * label.size_px]
}

/// What is wrong with a chart: labels over labels or outside the picture.
fn faults(scene: &Scene) -> Vec<String> {
    let mut all = Vec::new();
    labels(&scene.nodes, &mut all);
    let mut faults = Vec::new();
    for (i, label) in all.iter().enumerate() {
        let a = ink(label);
        if a[0] < 0.0 || a[1] < 0.0 || a[2] > scene.width_px || a[3] > scene.height_px {
            faults.push(format!("`{}` leaves the picture: {a:?}", label.text));
        }
        for other in &all[..i] {
            let b = ink(other);
            if a[0] < b[2] - 0.5 && b[0] < a[2] - 0.5 && a[1] < b[3] && b[1] < a[3] {
                faults.push(format!("`{}` {a:?} over `{}` {b:?}", label.text, other.text));
            }
        }
    }
    faults
}

#[test]
fn nothing_overlaps_or_leaves_the_picture() {
    for journey in JOURNEYS {
        for width_px in WIDTHS_PX {
            let scene = draw(&read(journey), &Options { width_px, ..Options::default() }).unwrap();
            assert_eq!(faults(&scene), Vec::<String>::new(), "{} at {width_px}", journey.name);
        }
    }
}

/// Numbers that differ from seed to seed: splitmix64.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }

    fn one_of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len() as u64) as usize]
    }

    fn date(&mut self, day: u64, chance: u64) -> Option<NaiveDate> {
        let first = NaiveDate::from_ymd_opt(2019, 2, 20).unwrap();
        (self.below(10) < chance).then(|| first + Days::new(day))
    }
}

const PLACES: &[(&str, &str)] = &[
    ("Ulaanbaatar", "MN"),
    ("Bandar Seri Begawan", "BN"),
    ("Rome", "IT"),
    ("Saint Petersburg", "RU"),
    ("Port Moresby", "PG"),
    ("Vatican City", "VA"),
    ("Thiruvananthapuram", "IN"),
    ("Bly", "XX"),
];

const DEEDS: &[&str] = &[
    "talks",
    "meets the president and the speaker of the parliament, then dines with the governor",
    "signs a treaty",
    "visits a school in the hills",
];

fn random(seed: u64) -> Itinerary {
    use ActivityKind::*;
    let mut dice = Dice(seed);
    let mut day = 0;
    let count = 1 + dice.below(16);
    let told = dice.below(11);
    let mut stops = Vec::new();
    let mut days = Vec::new();
    for index in 0..count as usize {
        let (place, country) = dice.one_of(PLACES);
        let arrive = dice.date(day, told);
        let stay = dice.below(3);
        for n in 0..=stay {
            for _ in 0..dice.below(4) {
                let kind = dice.one_of(&[Arrival, Departure, Talks, Signing, Ceremony, Speech, Summit, Visit, Other]);
                let status = dice.one_of(&[Status::Visited, Status::Planned, Status::Cancelled]);
                let activity = Activity {
                    kind,
                    label: dice.one_of(DEEDS).into(),
                    with: vec![],
                    status,
                    by_hand: false,
                    evidence: vec![],
                };
                days.push(Day { date: dice.date(day + n, told), stop: Some(index), activities: vec![activity] });
            }
        }
        day += stay;
        stops.push(Stop {
            place: place.into(),
            country: Some(country.into()),
            lat: Some(0.0),
            lon: Some(0.0),
            named: Named::City,
            role: dice.one_of(&[Role::Stop, Role::Stop, Role::Stop, Role::Transit, Role::Origin, Role::Return]),
            status: dice.one_of(&[
                Status::Visited,
                Status::Current,
                Status::Planned,
                Status::Planned,
                Status::Cancelled,
            ]),
            arrive,
            depart: dice.date(day, told),
            confidence: 1.0,
            geonames_id: None,
            label: None,
            by_hand: Vec::new(),
            evidence: vec![],
        });
        day += dice.below(2);
    }
    let going: Vec<usize> = (0..stops.len()).filter(|&i| stops[i].status != Status::Cancelled).collect();
    let leg = |pair: &[usize]| Leg {
        from: pair[0],
        to: pair[1],
        date: None,
        distance_km: Some(12_345.0),
        status: stops[pair[1]].status,
        evidence: vec![],
    };
    let legs = going.windows(2).map(leg).collect();
    let traveller = Traveller { name: "Maithripala Sirisena".into(), title: None, country: None };
    let trip = Trip { traveller, stops, legs, days, warnings: vec![], conflicts: vec![] };
    let article =
        ArticleReference { id: "a".into(), title: None, published: dice.date(day / 2, 7), source: None, digest: None };
    let second = trip.clone();
    let trips = if dice.below(5) == 0 { vec![trip, second] } else { vec![trip] };
    Itinerary { articles: vec![article], trips, ..Itinerary::default() }
}

#[test]
fn random_journeys_can_be_drawn() {
    for seed in 0..300 {
        let itinerary = random(seed);
        let width_px = WIDTHS_PX[seed as usize % WIDTHS_PX.len()];
        let scene = draw(&itinerary, &Options { width_px, ..Options::default() }).unwrap();
        assert_eq!(faults(&scene), Vec::<String>::new(), "seed {seed} at {width_px}");
        assert_eq!(scene, draw(&itinerary, &Options { width_px, ..Options::default() }).unwrap());
        for kind in [Kind::Distance, Kind::Calendar] {
            let Ok(scene) = draw(&itinerary, &Options { kind, width_px, ..Options::default() }) else { continue };
            assert_eq!(faults(&scene), Vec::<String>::new(), "{kind:?}, seed {seed} at {width_px}");
        }
    }
}

/// The first journey with its last stop so many days later.
fn stretched(days: u64) -> Itinerary {
    let mut itinerary = read(&JOURNEYS[3]);
    let last = itinerary.trips[0].stops.last_mut().unwrap();
    last.arrive = last.arrive.map(|date| date + Days::new(days));
    last.depart = last.depart.map(|date| date + Days::new(days));
    itinerary
}

#[test]
fn long_pauses_are_drawn_up_to_a_limit() {
    for days in [20, 45, 100, 300, 700] {
        for (width_px, kind) in
            WIDTHS_PX.into_iter().zip([Kind::Timeline, Kind::Distance, Kind::Calendar, Kind::Timeline])
        {
            let scene = draw(&stretched(days), &Options { width_px, kind, ..Options::default() }).unwrap();
            assert_eq!(faults(&scene), Vec::<String>::new(), "{days} days, {kind:?} at {width_px}");
        }
    }
    let message = draw(&stretched(2_000_000), &Options::default()).unwrap_err().to_string();
    assert!(message.contains("more than 800 days"), "{message}");
}

#[test]
fn what_cannot_be_drawn_is_said() {
    assert!(draw(&Itinerary::default(), &Options::default()).is_err());
    let itinerary = read(&JOURNEYS[0]);
    assert!(draw(&itinerary, &Options { trips: vec![1], ..Options::default() }).unwrap_err().is_wrong_use());
    assert!(draw(&itinerary, &Options { width_px: f64::NAN, ..Options::default() }).is_err());
}

#[test]
fn the_words_can_be_given() {
    let options = Options {
        title: Some("Eastward".into()),
        subtitle: Some(String::new()),
        source: Some("wire reports".into()),
        ..Options::default()
    };
    let svg = render::svg(&draw(&read(&JOURNEYS[0]), &options).unwrap());
    assert!(svg.contains(">Eastward</text>") && !svg.contains("under way</text>"));
    assert!(svg.contains("Source: wire reports. Chart: Motorcade. Places: GeoNames (CC BY 4.0)"));
}

#[test]
fn a_chart_can_be_taller_than_it_needs() {
    let itinerary = read(&JOURNEYS[0]);
    let tall = draw(&itinerary, &Options { height_px: Some(1000.0), ..Options::default() }).unwrap();
    assert_eq!(tall.height_px, 1000.0);
    let flat = draw(&itinerary, &Options { height_px: Some(100.0), ..Options::default() }).unwrap();
    assert!(flat.height_px > 300.0);
}

#[test]
#[ignore = "prints what drawing costs"]
fn cost() {
    let itinerary = read(&JOURNEYS[4]);
    let options = Options { width_px: 1600.0, ..Options::default() };
    let scene = draw(&itinerary, &options).unwrap();
    render::png(&scene, None).unwrap();
    let time = |name: &str, f: &dyn Fn()| {
        let start = std::time::Instant::now();
        (0..10).for_each(|_| f());
        println!("{name}: {:?}", start.elapsed() / 10);
    };
    time("draw", &|| drop(draw(&itinerary, &options).unwrap()));
    time("svg", &|| drop(render::svg(&scene)));
    time("png", &|| drop(render::png(&scene, None).unwrap()));
}
