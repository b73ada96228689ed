//! Names that stand for a place by the words around them, though the gazetteer has no such place.
//!
//! "Granville County", "Victoria Street", "the town of Xyzabad", "Holliday, Mo.". In: the sights so far. Out: the sights with
//! these among them; a longer name replaces the shorter one inside ("Victoria Street", not "Victoria").

use super::rules::{Classes, Rules};
use super::sight::Sight;
use crate::model::place::PlaceKind;
use crate::text::{Document, Shape};

/// Adds what the gazetteer lacks.
pub fn add(document: &Document, rules: &Rules, sights: Vec<Sight>) -> Vec<Sight> {
    let finder = Finder { document, rules, known: &sights };
    let mut found: Vec<Sight> = Vec::new();
    for sentence in &document.sentences {
        let mut at = sentence.first;
        while at < sentence.last {
            match finder.at(at, sentence.first, sentence.last) {
                Some(sight) if found.last().is_none_or(|f| f.last <= sight.first) => {
                    at = sight.last;
                    found.push(sight);
                }
                _ => at += 1,
            }
        }
    }
    if found.is_empty() {
        return sights;
    }
    let mut all = Vec::with_capacity(sights.len() + found.len());
    let mut new = found.into_iter().peekable();
    for sight in sights {
        while new.peek().is_some_and(|n| n.last <= sight.first) {
            all.extend(new.next());
        }
        if new.peek().is_none_or(|n| n.first >= sight.last) {
            all.push(sight);
        }
    }
    all.extend(new);
    all
}

struct Finder<'a> {
    document: &'a Document<'a>,
    rules: &'a Rules,
    known: &'a [Sight],
}

impl Finder<'_> {
    fn classes(&self, token: usize) -> Classes {
        self.rules.classes(self.document.word(token))
    }

    /// The sight that holds a token.
    fn sight_of(&self, token: usize) -> Option<&Sight> {
        let i = self.known.partition_point(|s| s.last <= token);
        self.known.get(i).filter(|s| s.first <= token)
    }

    /// A new sight for the word at `at`, which tells of a place to its left or right.
    fn at(&self, at: usize, first: usize, last: usize) -> Option<Sight> {
        let token = self.document.tokens[at];
        let classes = self.classes(at);
        if token.is_capital() && token.shape != Shape::Initial && classes.has(Classes::THING) && at > first {
            return self.thing(at, first, last);
        }
        if token.shape == Shape::Lower && classes.has(Classes::AREA) {
            return self.town_of(at, last).or_else(|| self.province(at, first));
        }
        if token.shape == Shape::Mark && self.document.str(at) == "," {
            return self.before_state(at, first);
        }
        None
    }

    /// "Granville County", "Rest Acres Road", "Pearson International Airport".
    fn thing(&self, at: usize, first: usize, last: usize) -> Option<Sight> {
        let mut end = at + 1;
        while end < last && self.document.tokens[end].is_capital() && self.classes(end).has(Classes::THING) {
            end += 1;
        }
        let mut start = at;
        while start > first && at - start < 5 {
            if self.is_part(start - 1, first) {
                start -= 1;
            } else if start > first + 1
                && self.document.str(start - 1) == "-"
                && !self.document.tokens[start].spaced
                && self.is_part(start - 2, first)
            {
                start -= 2;
            } else {
                break;
            }
        }
        if start < at && self.classes(start).has(Classes::DEFINITE) {
            start += 1;
        }
        let longer = end < last && self.document.tokens[end].is_capital() && !self.classes(end).has(Classes::COMMON);
        let school = (start..at).any(|t| self.classes(t).has(Classes::ORGANISATION));
        let organisation = school
            || longer
            || end < last && self.document.tokens[end].is_capital() && self.classes(end).has(Classes::ORGANISATION);
        let inside = self.sight_of(start);
        // A region or venue of the gazetteer is better known under its own name.
        let covered =
            self.sight_of(end - 1).is_some_and(|s| s.first <= at) || inside.is_some_and(|s| s.people.is_some());
        let county = self.classes(end - 1).has(Classes::AREA);
        if start == at || covered || organisation && !county {
            return None;
        }
        let building = self.classes(end - 1).has(Classes::BUILDING);
        let town =
            inside.filter(|s| building && s.first == start && s.best().is_some_and(|b| b.kind() == PlaceKind::City));
        Some(self.unknown(start, end, town.map_or(0, |s| s.names)))
    }

    /// A capitalised word that can be part of a name which ends further right.
    fn is_part(&self, token: usize, first: usize) -> bool {
        let classes = self.classes(token);
        let t = self.document.tokens[token];
        let opener = token == first && classes.has(Classes::COMMON.or(Classes::IN));
        t.is_capital() && !classes.has(Classes::TITLE) && !opener
    }

    /// "the town of Xyzabad".
    fn town_of(&self, at: usize, last: usize) -> Option<Sight> {
        let start = at + 2;
        if start >= last
            || self.rules.written(self.document, at).has(Classes::CAPITAL)
            || !self.classes(at + 1).has(Classes::OF)
            || self.sight_of(start).is_some()
        {
            return None;
        }
        let end = (start..last.min(start + 3)).find(|t| !self.is_name(*t)).unwrap_or(last.min(start + 3));
        (end > start).then(|| self.unknown(start, end, 0))
    }

    /// "Puge county", "Karak district": the last of a run of capitals before a word for an area.
    fn province(&self, at: usize, first: usize) -> Option<Sight> {
        if !self.rules.written(self.document, at).has(Classes::PROVINCE) {
            return None;
        }
        let mut start = at;
        while start > first && at - start < 3 && self.is_name(start - 1) && self.sight_of(start - 1).is_none() {
            start -= 1;
        }
        (start < at && start > first).then(|| self.unknown(start, at, 0))
    }

    /// "HOLLIDAY, Mo.": a name before a state of a country whose towns are written so.
    fn before_state(&self, comma: usize, first: usize) -> Option<Sight> {
        let state = self.sight_of(comma + 1)?.best_region()?;
        if !matches!(state.country(), "US" | "CA" | "AU") || comma == first || self.sight_of(comma - 1).is_some() {
            return None;
        }
        let mut start = comma;
        while start > first && comma - start < 3 && self.is_name(start - 1) && self.sight_of(start - 1).is_none() {
            start -= 1;
        }
        let person = start > first && self.classes(start - 1).has(Classes::TITLE.or(Classes::GIVEN));
        (start < comma && !person).then(|| self.unknown(start, comma, 0))
    }

    fn is_name(&self, token: usize) -> bool {
        let wrong = Classes::COMMON.or(Classes::TITLE).or(Classes::ORGANISATION).or(Classes::GIVEN).or(Classes::IN);
        self.document.tokens[token].is_capital() && !self.classes(token).has(wrong)
    }

    fn unknown(&self, first: usize, last: usize, names: u64) -> Sight {
        let mut sight = Sight::new(first, last, names);
        sight.unlisted = true;
        sight.building = names != 0;
        sight.evidence = 3.0;
        sight
    }
}
