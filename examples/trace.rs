//! Shows what every stage saw in an article, sentence by sentence: `cargo run --example trace -- ARTICLE…`.
//!
//! For whoever changes a rule and wants to know why a stop is there, or is not.

fn main() {
    for path in std::env::args().skip(1) {
        match motorcade::cli::input::articles_of(
            &std::fs::read(&path).unwrap_or_default(),
            std::path::Path::new(&path),
            &motorcade::cli::input::Hints::default(),
        ) {
            Ok(articles) => articles.iter().for_each(|article| print!("{}", motorcade::extract::trace(article))),
            Err(error) => eprintln!("{error}"),
        }
    }
}
