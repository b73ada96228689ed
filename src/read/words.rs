//! The phrases of `data/lang/<code>/page.tsv`, of every language that is read: what stands around articles, and in their heads.

use crate::language::{self, Tables};

/// The phrases of the rows of that name, in their order, those of the first language first.
pub fn phrases(name: &'static str) -> impl Iterator<Item = &'static str> {
    language::ALL.iter().flat_map(move |tables| of(tables, name))
}

/// The phrases of one language.
pub fn of(tables: &'static Tables, name: &'static str) -> impl Iterator<Item = &'static str> {
    Tables::rows(tables.page, name).flat_map(|row| row.split('|'))
}
