//! The signs that a name is a place: its kind and size, and the words before and after, each with a weight.
//!
//! In: a sight among the others. Out: the sum, to be compared with [`super::judge::ENOUGH`].

use super::judge::Judge;
use super::rules::Classes;
use super::sight::Sight;
use super::table::Candidate;
use crate::model::place::PlaceKind;
use crate::text::Shape;

impl Judge<'_> {
    /// An adjective stands before a noun or a title; the name of a language or an organisation does not count.
    pub(super) fn people_evidence(&self, sight: &Sight) -> f32 {
        // "la capitale allemande": nothing else is written so.
        if self.document.tokens[sight.first].shape == Shape::Lower {
            return 3.0;
        }
        let adjective = sight.people.is_some_and(|p| p.adjective);
        let Some(next) = self.after(sight.last) else { return 0.0 };
        let token = self.document.tokens[next];
        let hyphen = token.shape == Shape::Mark && !token.spaced && self.document.str(next) == "-";
        let noun = token.shape == Shape::Lower && !self.classes(next).has(Classes::SMALL);
        let titled = token.is_capital() && (self.classes(next).has(Classes::TITLE) || self.in_people(sight));
        let joined = self.classes(next).has(Classes::AND)
            && self.after(next + 1).is_some_and(|n| self.rules.peoples.longest(self.document, n, n + 2).is_some());
        if adjective && (hyphen || noun || titled || joined || token.is_capital()) { 3.0 } else { 0.0 }
    }

    pub(super) fn unlisted_evidence(&self, sight: &Sight) -> f32 {
        if self.in_people(sight) { 0.0 } else { sight.evidence }
    }

    pub(super) fn evidence(&self, sights: &[Sight], i: usize) -> f32 {
        let sight = &sights[i];
        // "Zanzibar" is a town and was a state.
        let state = sight.candidates().find(|c| c.kind() == PlaceKind::Country && !c.lesser);
        let Some(best) = state.or(sight.best()) else { return 0.0 };
        let mut sum = prior(best, sight.last - sight.first);
        if sight.qualifier.is_some() {
            sum += 4.0;
        }
        if self.is_dateline(sight) {
            return sum + 3.0;
        }
        sum += self.before_evidence(sights, i, best)
            + self.after_evidence(sights, i, best)
            + self.own_evidence(sight, best);
        if i > 0 && sights[i - 1].qualifier == Some(i) {
            sum += 3.0;
        }
        sum
    }

    pub(super) fn before_evidence(&self, sights: &[Sight], i: usize, best: Candidate) -> f32 {
        let sight = &sights[i];
        let Some(before) = self.before(sight.first) else { return 0.0 };
        let token = self.document.tokens[before];
        let classes = self.classes(before);
        let sure = best.kind() == PlaceKind::Country;
        let touches = i > 0 && sights[i - 1].last == sight.first;
        if classes.has(Classes::OF) {
            let area = self.before(before).is_some_and(|b| self.classes(b).has(Classes::AREA));
            return if area { 3.0 } else { 0.7 };
        }
        if classes.has(Classes::DEFINITE) {
            // "the Hague", "the London event", but not "the Nice".
            let attribute = self.after(sight.last).is_some_and(|n| {
                self.document.tokens[n].shape == Shape::Lower || self.classes(n).has(Classes::ORGANISATION)
            });
            let town = best.kind() == PlaceKind::City && !best.name().starts_with("The ");
            return if town && !attribute && !sight.exonym { -2.5 } else { 0.0 };
        }
        if classes.has(Classes::IN) {
            let agency = self.before(before).is_some_and(|b| self.classes(b).has(Classes::SOURCE));
            return if agency { 0.0 } else { 2.0 };
        }
        if token.shape == Shape::Mark
            && matches!(self.document.str(before), "-" | "/")
            && !self.document.tokens[sight.first].spaced
        {
            return if sure { 0.0 } else { -2.0 };
        }
        if !token.is_capital() {
            return 0.0;
        }
        if classes.has(Classes::GIVEN) && !touches {
            return if sure { -2.0 } else { -4.0 };
        }
        if classes.has(Classes::TITLE) || token.shape == Shape::Initial {
            return if sure { -1.5 } else { -4.0 };
        }
        if token.shape == Shape::Upper && !sure && self.document.tokens[sight.first].shape == Shape::Capitalised {
            // "CTV Winnipeg"
            return -0.5;
        }
        let opens = self.before(before).is_none() && classes.has(Classes::COMMON);
        if opens || touches || classes.has(Classes::COMMON) && sure {
            0.0
        } else if sure {
            -1.0
        } else {
            -2.5
        }
    }

    fn after_evidence(&self, sights: &[Sight], i: usize, best: Candidate) -> f32 {
        let sight = &sights[i];
        let Some(next) = self.after(sight.last) else { return 0.0 };
        let token = self.document.tokens[next];
        if self.written(next).has(Classes::NO_PLACE) {
            // "the Normandy format" is no place.
            return -5.0;
        }
        if !token.is_capital() {
            return 0.0;
        }
        let classes = self.classes(next);
        let sure = best.kind() == PlaceKind::Country;
        let own_given = sight.last - sight.first == 1 && self.classes(sight.first).has(Classes::GIVEN);
        let headline = token.shape == Shape::Upper && self.document.tokens[sight.last - 1].shape == Shape::Upper;
        if headline && (sure || !own_given) && classes.has(Classes::IN.or(Classes::COMMON)) {
            // Capitals tell nothing where all words have them: "LEAVES FOR CHAD AFTER TALKS".
            return 0.0;
        }
        if own_given && !classes.has(Classes::TITLE) {
            return -4.0;
        }
        let touches = sights.get(i + 1).is_some_and(|s| s.first == sight.last);
        let neutral = Classes::TITLE.or(Classes::ORGANISATION).or(Classes::COMMON);
        if classes.has(neutral) || touches || sure {
            return 0.0;
        }
        -1.5
    }

    fn own_evidence(&self, sight: &Sight, best: Candidate) -> f32 {
        let mut sum = 0.0;
        let single = sight.last - sight.first == 1;
        let classes = self.classes(sight.first);
        let country = best.kind() == PlaceKind::Country;
        if single && classes.has(Classes::GIVEN) {
            sum -= if country { 0.5 } else { 1.0 };
        }
        let acronym = self.document.tokens[sight.first].shape == Shape::Upper && country;
        if single && classes.has(Classes::COMMON) && !acronym {
            sum -= if self.before(sight.first).is_none() { 4.5 } else { 2.5 };
        }
        let last_word = self.document.str(sight.last - 1);
        if single && self.first_names.binary_search(&last_word).is_ok() {
            sum -= 3.0;
        }
        if single && !country && self.surnames.binary_search(&last_word).is_ok() {
            sum -= 3.0;
        }
        if !country && self.in_people(sight) {
            sum -= 3.0;
        }
        sum
    }
}

/// What speaks for a place before any context: its kind, its size, the length of its name.
fn prior(best: Candidate, tokens: usize) -> f32 {
    let base = match best.kind() {
        PlaceKind::Country | PlaceKind::Continent => 4.0,
        PlaceKind::Region | PlaceKind::Venue | PlaceKind::Feature => 3.0,
        PlaceKind::City if best.is_capital() => 3.5,
        PlaceKind::City if best.is_notable() => 2.6,
        PlaceKind::City => match best.population() {
            1_000_000.. => 3.0,
            300_000.. => 2.6,
            100_000.. => 2.0,
            30_000.. => 1.0,
            5_000.. => 0.4,
            _ => 0.2,
        },
    };
    let lesser = if best.lesser { -0.9 } else { 0.0 };
    base + lesser + 0.9 * (tokens.min(3) - 1) as f32
}

/// What is a place once is a place elsewhere in the text.
pub(super) fn share_evidence(sights: &mut [Sight]) {
    // A name that others surround ("Real Madrid") gains nothing.
    let mut strong: Vec<u64> = sights.iter().filter(|s| s.evidence >= 3.5 && s.names != 0).map(|s| s.names).collect();
    strong.sort_unstable();
    for sight in sights.iter_mut().filter(|s| s.evidence > 0.0 && !s.hindered) {
        if strong.binary_search(&sight.names).is_ok() {
            sight.evidence += 1.8;
        }
    }
}
