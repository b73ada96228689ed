//! How long a process takes until its first article is read, and how long each one takes after that:
//! `cargo run --release --example startup -- ARTICLE…`.

use std::time::Instant;

fn main() {
    let mut articles = Vec::new();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap_or_default();
        articles.extend(
            motorcade::cli::input::articles_of(&bytes, std::path::Path::new(&path), &Default::default())
                .unwrap_or_default(),
        );
    }
    let Some(first) = articles.first() else { return };
    let start = Instant::now();
    motorcade::extract::mentions(first);
    println!("first article with set-up: {:.2} ms", start.elapsed().as_secs_f64() * 1e3);
    let start = Instant::now();
    for article in &articles {
        motorcade::extract::mentions(article);
    }
    println!("each article after: {:.1} µs", start.elapsed().as_secs_f64() * 1e6 / articles.len() as f64);
}
