//! Makes the weights by which stops are judged, `data/lang/en/chances.tsv`, from folders of annotated articles.
//!
//! ```text
//! cargo run --release --example train -- FOLDER… > chances.tsv && mv chances.tsv data/lang/en/
//! ```
//!
//! Folders are those of `evaluate`. Articles that are kept aside (an MD5 sum of the id divisible by three) are never read. The same
//! articles and rules give the same bytes. What was learned, and how well it judges articles that it was not learned from (five
//! parts, each judged by the others, in three ways), is told on standard error.

#[allow(dead_code)]
#[path = "evaluate/folder.rs"]
mod folder;
#[path = "train/learn.rs"]
mod learn;
#[allow(dead_code)]
#[path = "evaluate/score.rs"]
mod score;
#[path = "train/table.rs"]
mod table;

use std::process::ExitCode;

fn main() -> ExitCode {
    let folders: Vec<String> = std::env::args().skip(1).collect();
    match table::made(&folders) {
        Ok((table, report)) => {
            print!("{table}");
            eprint!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("train: {error}");
            ExitCode::FAILURE
        }
    }
}
