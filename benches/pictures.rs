//! What the pictures of the gallery cost in one process: scene, SVG and PNG of a map of the world, of a region, of a town,
//! and of a chart.

use criterion::{Criterion, criterion_group, criterion_main};
use motorcade::model::{Itinerary, Scene};
use motorcade::{days, map, read, render};
use std::hint::black_box;

const MAPS: [(&str, &[u8]); 3] = [
    ("world", include_bytes!("../output/gallery/round-the-world/itinerary.json")),
    ("region", include_bytes!("../output/gallery/balkans/itinerary.json")),
    ("tight", include_bytes!("../output/gallery/brussels/itinerary.json")),
];
const CHART: &[u8] = include_bytes!("../output/gallery/papal-days/itinerary.json");

fn itinerary(json: &[u8]) -> Itinerary {
    read::itinerary::read(json).expect("the gallery's itineraries are whole")
}

fn map(itinerary: &Itinerary) -> Scene {
    map::draw(itinerary, &map::Options::default()).expect("the gallery is drawn")
}

fn days(itinerary: &Itinerary) -> Scene {
    days::draw(itinerary, &days::Options::default()).expect("the gallery is drawn")
}

fn pictures(c: &mut Criterion) {
    let maps = MAPS.map(|(name, json)| (name, itinerary(json), map as fn(&Itinerary) -> Scene));
    let all = maps.into_iter().chain([("chart", itinerary(CHART), days as fn(&Itinerary) -> Scene)]);
    for (name, itinerary, draw) in all {
        let scene = draw(&itinerary);
        let mut group = c.benchmark_group(name);
        group.bench_function("scene", |b| b.iter(|| draw(black_box(&itinerary))));
        group.bench_function("scene and svg", |b| b.iter(|| render::svg(&draw(black_box(&itinerary)))));
        group.sample_size(20);
        group.bench_function("png 1600", |b| b.iter(|| render::png(black_box(&scene), Some(1600))));
        group.finish();
    }
}

criterion_group!(benches, pictures);
criterion_main!(benches);
