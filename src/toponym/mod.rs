//! Place names in a text and the places they stand for.
//!
//! In: a [`Document`], compiled [`Rules`] and the spans of people. Out: [`Toponym`]s in the order of the text, each with its
//! place, its usage, the pass that chose the place and how sure that is. Whether a place is a stop is not decided here.

#[cfg(test)]
mod cases;
pub mod gazetteer;
mod judge;
mod link;
pub mod normal;
mod passes;
mod rules;
mod sight;
mod signs;
pub mod table;
mod unknown;
mod usage;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;
    use crate::model::Article;
    use crate::model::mention::Usage;
    use crate::text::Vocabulary;

    fn read(text: &str) -> Vec<(String, String, &'static str, Usage)> {
        let mut vocabulary = Vocabulary::of(&language::ALL[0]);
        let rules = Rules::compile(&mut vocabulary, &language::ALL[0]);
        let article = Article { text: text.into(), ..Article::default() };
        let document = Document::new(&article, &vocabulary);
        let found = find(&document, &rules, &[]);
        let row = |t: &Toponym| {
            let (name, country) = t.place.map_or(("", ""), |p| (p.name, p.country));
            (document.words(t.span).to_string(), name.to_string(), country, t.usage)
        };
        found.iter().map(row).collect()
    }

    /// Phrase and country of each place, peoples left out.
    fn countries(text: &str) -> Vec<(String, &'static str)> {
        read(text).into_iter().filter(|t| t.3 != Usage::People).map(|t| (t.0, t.2)).collect()
    }

    #[test]
    fn ambiguous_names_follow_their_context() {
        for (text, phrase, country) in [
            ("The minister flew to Georgia and met officials in Tbilisi.", "Georgia", "GE"),
            ("He spoke in Bangor, Maine, before flying home.", "Bangor", "US"),
            ("The envoy arrived in the USA on Monday.", "USA", "US"),
            ("She will visit the United Kingdom in May.", "United Kingdom", "GB"),
            ("The president left China on Friday.", "China", "CN"),
            ("The delegation toured the Soviet Union.", "Soviet Union", "RU"),
            ("The prime minister of Pakistan will go to Hyderabad and Karachi.", "Hyderabad", "PK"),
            ("The king landed in Santiago, the Chilean capital, late on Sunday.", "Santiago", "CL"),
            ("He will stop in the Dominican Republic.", "Dominican Republic", "DO"),
            ("The talks were held in Guinea-Bissau.", "Guinea-Bissau", "GW"),
        ] {
            let found = countries(text);
            assert!(found.contains(&(phrase.into(), country)), "{text}: {found:?}");
        }
    }

    #[test]
    fn persons_and_common_words_are_no_places() {
        assert_eq!(countries("Jordan Smith and Chad Brown said nothing. Nice to meet you, they added."), []);
        assert_eq!(countries("She opened an account. Reading is fun."), []);
    }

    #[test]
    fn usages_are_told_apart() {
        let of = |text: &str, phrase: &str| read(text).into_iter().find(|t| t.0 == phrase).map(|t| t.3);
        assert_eq!(of("HANOI, June 20 (Agency) — The guests left.", "HANOI"), Some(Usage::Dateline));
        assert_eq!(of("The Kremlin said the talks went well.", "Kremlin"), Some(Usage::Actor));
        assert_eq!(of("They met at the White House.", "White House"), Some(Usage::Literal));
        assert_eq!(of("They met in Bangor, Maine.", "Maine"), Some(Usage::Qualifier));
        assert_eq!(of("The Russian leader smiled.", "Russian"), Some(Usage::People));
    }

    #[test]
    fn names_that_the_gazetteer_lacks_stay_unknown() {
        let found = read("The convoy reached the town of Xyzabad.");
        assert_eq!(found.last().map(|t| (t.0.as_str(), t.1.as_str())), Some(("Xyzabad", "")));
    }
}
