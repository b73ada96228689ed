//! The style sheet of the page: what all trips share, and the rules that let list and pictures light up together.

use std::fmt::Write;
use std::sync::LazyLock;

/// The rules that all trips share, without line ends.
pub static SHARED: LazyLock<String> = LazyLock::new(|| {
    let lines = include_str!("page.css").lines().map(str::trim).filter(|line| !line.starts_with("/*"));
    lines.collect()
});

/// When a stop is pointed at or focused, in the list, on the map or on the chart, so are its others, and the rest steps back.
pub fn together(id: &str, stops: usize) -> String {
    let mut rules = format!("#{id}:has(.mc-s:is(:hover,:focus-within),a:focus-visible>.mc-s) .mc-s{{--mc-o:.3}}");
    for n in 1..=stops {
        let own = format!(".{id}s{n}");
        let _ = write!(
            rules,
            "#{id}:has({own}:is(:hover,:focus-within),a:focus-visible>{own},{own} :target) {own}{{--mc-o:1;--mc-z:1.3;--mc-b:var(--mc-tint)}}"
        );
    }
    rules
}
