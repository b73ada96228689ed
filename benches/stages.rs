//! What each stage costs on a sample article, within one process.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use motorcade::coverage::Coverage;
use motorcade::model::{Article, Itinerary};
use motorcade::{days, extract, map, read, render};
use std::hint::black_box;

const TEXT: &[u8] = include_bytes!("../data/articles/putin-asia-2024.txt");

fn article() -> Article {
    let known = read::Known { id: "putin-asia-2024".into(), ..read::Known::default() };
    read::text::article(TEXT, &known).expect("the sample is text")
}

fn itinerary() -> Itinerary {
    let itinerary = extract::extract(&article());
    assert!(!itinerary.trips.is_empty(), "the sample tells of a trip");
    itinerary
}

fn reading(c: &mut Criterion) {
    let article = article();
    extract::extract(&article); // compiles the rules, once per process
    let mut group = c.benchmark_group("reading");
    group.throughput(Throughput::Bytes(article.text.len() as u64));
    group.bench_function("article", |b| b.iter(|| read::text::article(black_box(TEXT), &read::Known::default())));
    group.bench_function("mentions", |b| b.iter(|| extract::mentions(black_box(&article)).mentions.toponyms.len()));
    group.bench_function("extract", |b| b.iter(|| extract::extract(black_box(&article))));
    group.finish();
    let json = serde_json::to_vec(&itinerary()).expect("an itinerary is JSON");
    c.bench_function("reading/itinerary", |b| b.iter(|| read::itinerary::read(black_box(&json))));
}

fn drawing(c: &mut Criterion) {
    let itinerary = itinerary();
    let (map_options, days_options) = (map::Options::default(), days::Options::default());
    let scene = map::draw(&itinerary, &map_options).expect("the sample has a map");
    let chart = days::draw(&itinerary, &days_options).expect("the sample has a chart");
    let mut group = c.benchmark_group("drawing");
    group.bench_function("map scene", |b| b.iter(|| map::draw(black_box(&itinerary), &map_options)));
    group.bench_function("days scene", |b| b.iter(|| days::draw(black_box(&itinerary), &days_options)));
    group.bench_function("map svg", |b| b.iter(|| render::svg(black_box(&scene))));
    group.bench_function("days svg", |b| b.iter(|| render::svg(black_box(&chart))));
    group.sample_size(20);
    group.bench_function("map png 1600", |b| b.iter(|| render::png(black_box(&scene), Some(1600))));
    group.bench_function("days png 1600", |b| b.iter(|| render::png(black_box(&chart), Some(1600))));
    group.finish();
}

/// Two thousand articles, of which a hundred tell of each journey.
fn merging(c: &mut Criterion) {
    const ARTICLES: usize = 2000;
    let told = itinerary();
    let parts: Vec<Itinerary> = (0..ARTICLES)
        .map(|n| {
            let mut part = told.clone();
            part.articles[0].digest = Some(format!("{n:016x}"));
            for trip in &mut part.trips {
                let later = chrono::Days::new(60 * (n as u64 % 20));
                let days = trip.stops.iter_mut().flat_map(|s| [&mut s.arrive, &mut s.depart]);
                days.flatten().for_each(|day| *day = *day + later);
            }
            part
        })
        .collect();
    let nowhere = |_: &str, _: Option<&str>| None;
    let mut group = c.benchmark_group("merging");
    group.sample_size(10);
    group.bench_function("2000 articles", |b| {
        b.iter(|| {
            let mut coverage = Coverage::default();
            parts.iter().cloned().for_each(|part| coverage.add(part, &nowhere));
            coverage.itinerary(&nowhere).trips.len()
        });
    });
    group.finish();
}

criterion_group!(benches, reading, drawing, merging);
criterion_main!(benches);
