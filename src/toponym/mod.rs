//! Place names in a text and the places they stand for.
//!
//! In: a [`Document`], compiled [`Rules`] and the spans of people. Out: [`Toponym`]s in the order of the text, each with its
//! place, its usage, the pass that chose the place and how sure that is. Whether a place is a stop is not decided here.

pub mod gazetteer;
mod judge;
pub mod normal;
mod passes;
mod rules;
mod sight;
pub mod table;
mod unknown;

pub use rules::Rules;

use crate::model::mention::{Span, Toponym};
use crate::text::Document;

/// Finds every place name. `people` are the spans of persons, in order, titles and nationality included.
pub fn find(document: &Document, rules: &Rules, people: &[Span]) -> Vec<Toponym> {
    let sights = unknown::add(document, rules, sight::find(document, rules));
    let mut sights = judge::Judge::new(document, rules, people).judge(sights);
    passes::resolve(&mut sights);
    sights.iter_mut().filter(|sight| sight.choice.is_none()).for_each(|sight| sight.rule = "unknown");
    sights
        .into_iter()
        .map(|sight| Toponym {
            span: document.span(sight.first, sight.last),
            tokens: (sight.first, sight.last),
            place: sight.choice.map(|c| c.place()),
            usage: sight.usage,
            rule: sight.rule,
            confidence: sight.confidence,
        })
        .collect()
}
