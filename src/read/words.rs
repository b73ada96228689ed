//! The phrases of `data/lang/<code>/page.tsv`, of every language that is read: what stands around articles, and in their heads.

const TABLES: [&str; 1] = [include_str!("../../data/lang/en/page.tsv")];

/// The phrases of the rows of that name, in their order.
pub fn phrases(name: &'static str) -> impl Iterator<Item = &'static str> {
    TABLES.into_iter().flat_map(move |table| row(table, name)).flat_map(|row| row.split('|'))
}

/// What stands after the tab in the rows of that name.
pub fn row(table: &'static str, name: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter_map(|line| line.split_once('\t')).filter(move |(n, _)| *n == name).map(|(_, words)| words)
}
