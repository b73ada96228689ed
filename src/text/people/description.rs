//! Short descriptions that stand for a person named before: "the visitor", "the 67-year-old", "the Russian".

use super::rules::Rules;
use crate::text::{Document, Shape};

/// A description, and the country that it names.
pub(super) struct Description<'r> {
    pub country: Option<&'r str>,
    /// "the Solidarity leader": of somebody who has no office.
    pub untitled: bool,
    pub end: usize,
}

/// The description whose article is token `at`.
pub(super) fn at<'r>(doc: &Document, rules: &'r Rules, at: usize, limit: usize) -> Option<Description<'r>> {
    if !rules.definite.contains(doc.word(at)) || at + 2 >= limit {
        return None;
    }
    let first = at + 1;
    if rules.described.contains(doc.word(first)) && doc.tokens[first].shape == Shape::Lower {
        return alone(doc, rules, first + 1, limit).then_some(Description {
            country: None,
            untitled: false,
            end: first + 1,
        });
    }
    if let Some(end) = age(doc, rules, first, limit) {
        return alone(doc, rules, end, limit).then_some(Description { country: None, untitled: false, end });
    }
    if let Some((nation, end)) = rules.nations.longest(doc, first, limit).filter(|(n, _)| n.adjective) {
        let acts = end < limit
            && doc.tokens[end].shape == Shape::Lower
            && !rules.and.contains(doc.word(end))
            && [&rules.person_verbs, &rules.weak_verbs, &rules.stop_words].iter().any(|s| s.contains(doc.word(end)));
        return acts.then_some(Description { country: Some(&nation.country), untitled: false, end });
    }
    let head = (first..limit.min(first + 4)).find(|i| !doc.tokens[*i].is_capital())?;
    let leads = head > first && doc.tokens[head].shape == Shape::Lower && rules.heads_party.contains(doc.word(head));
    (leads && alone(doc, rules, head + 1, limit)).then_some(Description {
        country: None,
        untitled: true,
        end: head + 1,
    })
}

/// True where no noun follows: "the guest house" is no guest.
fn alone(doc: &Document, rules: &Rules, end: usize, limit: usize) -> bool {
    end >= limit
        || doc.tokens[end].shape == Shape::Mark && doc.str(end) != "-"
        || doc.tokens[end].shape == Shape::Lower
            && [&rules.person_verbs, &rules.weak_verbs, &rules.stop_words].iter().any(|set| set.contains(doc.word(end)))
}

/// One past "67-year-old".
fn age(doc: &Document, rules: &Rules, first: usize, limit: usize) -> Option<usize> {
    if doc.tokens[first].shape != Shape::Number {
        return None;
    }
    let end = (first + 1..limit.min(first + 6)).find(|i| rules.old.contains(doc.word(*i)))? + 1;
    (first + 1..end)
        .all(|i| doc.str(i) == "-" || rules.old.contains(doc.word(i)) || rules.years.contains(doc.word(i)))
        .then_some(end)
}
