//! Whether a sight is a place in this text, and how it is used: the signs around it, added up.
//!
//! In: sights and the spans of people. Out: the sights that stand, each with its [`Usage`]. Which place it is comes later.

use super::gazetteer::lies_in;
use super::rules::{Classes, Rules};
use super::sight::Sight;
use super::table::Candidate;
use crate::model::mention::{Span, Usage};
use crate::model::place::PlaceKind;
use crate::text::{Document, Shape};

/// What must be reached to count as a place.
const ENOUGH: f32 = 2.0;

/// Judges all sights of a document.
pub struct Judge<'a> {
    pub document: &'a Document<'a>,
    pub rules: &'a Rules,
    pub people: &'a [Span],
    /// Words that follow a given name or a title somewhere in the text, by their letters.
    surnames: Vec<&'a str>,
    /// Given names that stand before another name somewhere in the text.
    first_names: Vec<&'a str>,
}

impl<'a> Judge<'a> {
    pub fn new(document: &'a Document<'a>, rules: &'a Rules, people: &'a [Span]) -> Self {
        let mut judge = Judge { document, rules, people, surnames: Vec::new(), first_names: Vec::new() };
        (judge.first_names, judge.surnames) = judge.find_names_of_persons();
        judge
    }

    /// Keeps the sights that are places and says how they are used.
    pub fn judge(&self, mut sights: Vec<Sight>) -> Vec<Sight> {
        self.link_qualifiers(&mut sights);
        self.find_lands(&mut sights);
        for i in 0..sights.len() {
            sights[i].before_office =
                self.after(sights[i].last).is_some_and(|n| is_office_of_state(self.document.str(n)));
            let kind = self.kind_before(sights[i].first);
            sights[i].before_office |= matches!(kind, Some("state" | "province"));
            let town = matches!(kind, Some("city" | "City" | "town" | "village" | "suburb"));
            if town && sights[i].candidates().all(|c| c.kind() != PlaceKind::City) && sights[i].people.is_none() {
                // "the city of Turkey" is no country.
                sights[i].unlisted = true;
                sights[i].evidence = 3.0;
            }
            sights[i].called_town = town;
            sights[i].hindered = sights[i].best().is_some_and(|b| self.before_evidence(&sights, i, b) <= -2.5);
            sights[i].evidence = if sights[i].unlisted {
                self.unlisted_evidence(&sights[i])
            } else if sights[i].people.is_some() {
                self.people_evidence(&sights[i])
            } else {
                self.evidence(&sights, i)
            };
        }
        share_evidence(&mut sights);
        for i in 0..sights.len() {
            sights[i].usage = self.usage(&sights, i);
        }
        let kept: Vec<bool> = sights.iter().map(|s| s.evidence >= ENOUGH).collect();
        let mut moved = vec![None; sights.len()];
        let mut next = 0;
        for (i, keep) in kept.iter().enumerate() {
            moved[i] = keep.then_some(next);
            next += usize::from(*keep);
        }
        let mut stand: Vec<Sight> = sights.into_iter().zip(kept).filter(|(_, keep)| *keep).map(|(s, _)| s).collect();
        stand.iter_mut().for_each(|s| s.qualifier = s.qualifier.and_then(|q| moved[q]));
        stand
    }

    fn classes(&self, token: usize) -> Classes {
        self.rules.classes(self.document.word(token))
    }

    /// The token before, where it stands in the same sentence.
    fn before(&self, token: usize) -> Option<usize> {
        let sentence = self.document.sentence_of(token);
        (token > sentence.first).then(|| token - 1)
    }

    /// The token at `token`, where it stands in the sentence of the token before it.
    fn after(&self, token: usize) -> Option<usize> {
        (token < self.document.tokens.len() && token < self.document.sentence_of(token - 1).last).then_some(token)
    }

    fn is_mark(&self, token: usize, mark: &str) -> bool {
        self.document.tokens[token].shape == Shape::Mark && self.document.str(token) == mark
    }

    /// Given names before another name, and words after given names and titles; all written with a capital.
    fn find_names_of_persons(&self) -> (Vec<&'a str>, Vec<&'a str>) {
        let document = self.document;
        let (mut first_names, mut surnames) = (Vec::new(), Vec::new());
        for at in 1..document.tokens.len() {
            let (before, token) = (document.tokens[at - 1], document.tokens[at]);
            if !token.is_capital() || !before.is_capital() || before.sentence != token.sentence {
                continue;
            }
            let (classes, own) = (self.rules.classes(before.word), self.rules.classes(token.word));
            if classes.has(Classes::GIVEN.or(Classes::TITLE)) || before.shape == Shape::Initial {
                surnames.push(document.str(at));
            }
            let other = Classes::TITLE.or(Classes::ORGANISATION).or(Classes::THING).or(Classes::COMMON);
            if classes.has(Classes::GIVEN)
                && !own.has(other)
                && before.shape == Shape::Capitalised
                && token.shape != Shape::Upper
            {
                first_names.push(document.str(at - 1));
            }
        }
        for names in [&mut first_names, &mut surnames] {
            names.sort_unstable();
            names.dedup();
        }
        (first_names, surnames)
    }

    /// "Bangor, Maine": ties a sight to the country or region after its comma that holds one of its candidates.
    fn link_qualifiers(&self, sights: &mut [Sight]) {
        for i in 0..sights.len().saturating_sub(1) {
            let (here, there) = (&sights[i], &sights[i + 1]);
            let gap = there.first.wrapping_sub(here.last);
            let tied = match gap {
                1 => {
                    self.is_mark(here.last, ",") || self.is_mark(here.last, "(") || self.document.str(here.last) == "in"
                }
                0 => self.document.str(there.first).ends_with('.'),
                2 | 3 => self.leads_into(here.last, there.first),
                _ => false,
            };
            if !tied || here.people.is_some() || there.people.is_some() {
                continue;
            }
            let holds = |area: Candidate| {
                matches!(area.kind(), PlaceKind::Region | PlaceKind::Country)
                    && here.candidates().any(|c| lies_in(c, area))
            };
            // A list of countries ("France, Germany") qualifies nothing.
            let list = here.best().is_some_and(|b| b.kind() == PlaceKind::Country);
            if !list && there.candidates().take(4).any(holds) {
                sights[i].qualifier = Some(i + 1);
            } else if !list && gap <= 1 && self.document.str(here.last) != "in" && is_state_after_town(here, there) {
                // The town of that state is not in the gazetteer, and the one that is must not take its place.
                sights[i].qualifier = Some(i + 1);
                sights[i].unlisted = true;
                sights[i].evidence = 3.0;
            }
        }
    }

    /// "in eastern", "in the", "of northern" between a town and the land that it lies in.
    fn leads_into(&self, first: usize, last: usize) -> bool {
        let direction = |word: &str| {
            matches!(
                word,
                "the"
                    | "northern"
                    | "southern"
                    | "eastern"
                    | "western"
                    | "central"
                    | "north"
                    | "south"
                    | "east"
                    | "west"
            ) || word.ends_with("eastern")
                || word.ends_with("western")
        };
        self.document.str(first) == "in"
            && !self.document.tokens[first + 1..last].iter().any(|t| t.shape != Shape::Lower)
            && (first + 1..last).all(|t| direction(self.document.str(t)))
    }

    /// "the Lebanese port of Tripoli", "the Pakistani city of Hyderabad": the people before says where it lies.
    fn find_lands(&self, sights: &mut [Sight]) {
        for i in 1..sights.len() {
            let Some(people) = sights[i - 1].people else { continue };
            let (start, end) = (sights[i - 1].last, sights[i].first);
            let of = end > start + 1 && end <= start + 4 && self.document.word(end - 1) == self.rules.words.of;
            let lower = |t: usize| self.document.tokens[t].shape == Shape::Lower;
            if of && (start..end).all(lower) && self.classes(end - 2).has(Classes::AREA) {
                let land = people.land();
                sights[i].within = land.filter(|land| sights[i].candidates().any(|c| lies_in(c, *land)));
            }
        }
    }

    /// An adjective stands before a noun or a title; the name of a language or an organisation does not count.
    fn people_evidence(&self, sight: &Sight) -> f32 {
        let adjective = sight.people.is_some_and(|p| p.adjective);
        let Some(next) = self.after(sight.last) else { return 0.0 };
        let token = self.document.tokens[next];
        let hyphen = token.shape == Shape::Mark && !token.spaced && self.document.str(next) == "-";
        let noun = token.shape == Shape::Lower && !is_small_word(self.document.str(next));
        let titled = token.is_capital() && (self.classes(next).has(Classes::TITLE) || self.in_people(sight));
        let joined = self.document.word(next) == self.rules.words.and
            && self.after(next + 1).is_some_and(|n| self.rules.peoples.longest(self.document, n, n + 2).is_some());
        if adjective && (hyphen || noun || titled || joined || token.is_capital()) { 3.0 } else { 0.0 }
    }

    /// True where a run of capitalised words from here ends in the word for an organisation.
    fn runs_into_organisation(&self, first: usize) -> bool {
        let mut at = first;
        while let Some(token) = self.after(at).map(|t| self.document.tokens[t]) {
            if !token.is_capital() || at > first + 4 {
                return false;
            }
            if self.classes(at).has(Classes::ORGANISATION) {
                return true;
            }
            at += 1;
        }
        false
    }

    fn in_people(&self, sight: &Sight) -> bool {
        let span = self.document.span(sight.first, sight.last);
        let from = self.people.partition_point(|p| p.end <= span.start);
        self.people.get(from).is_some_and(|p| p.overlaps(span))
    }

    /// "the city of", "the state of" before a token: the word for the kind of place.
    fn kind_before(&self, token: usize) -> Option<&str> {
        let of = self.before(token).filter(|t| self.document.word(*t) == self.rules.words.of)?;
        self.before(of).map(|kind| self.document.str(kind))
    }

    fn unlisted_evidence(&self, sight: &Sight) -> f32 {
        if self.in_people(sight) { 0.0 } else { sight.evidence }
    }

    fn evidence(&self, sights: &[Sight], i: usize) -> f32 {
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

    fn before_evidence(&self, sights: &[Sight], i: usize, best: Candidate) -> f32 {
        let sight = &sights[i];
        let Some(before) = self.before(sight.first) else { return 0.0 };
        let token = self.document.tokens[before];
        let classes = self.classes(before);
        let sure = best.kind() == PlaceKind::Country;
        let touches = i > 0 && sights[i - 1].last == sight.first;
        if token.word == self.rules.words.of {
            let area = self.before(before).is_some_and(|b| self.classes(b).has(Classes::AREA));
            return if area { 3.0 } else { 0.7 };
        }
        if token.word == self.rules.words.the {
            // "the Hague", "the London event", but not "the Nice".
            let attribute = self.after(sight.last).is_some_and(|n| {
                self.document.tokens[n].shape == Shape::Lower || self.classes(n).has(Classes::ORGANISATION)
            });
            let town = best.kind() == PlaceKind::City && !best.name().starts_with("The ");
            return if town && !attribute { -2.5 } else { 0.0 };
        }
        if classes.has(Classes::IN) {
            let agency = self.before(before).is_some_and(|b| self.document.str(b).eq_ignore_ascii_case("according"));
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
        if self.document.str(next) == "format" {
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

    fn usage(&self, sights: &[Sight], i: usize) -> Usage {
        let sight = &sights[i];
        if sight.people.is_some() {
            return Usage::People;
        }
        if i > 0 && sights[i - 1].qualifier == Some(i) && sights[i - 1].evidence >= ENOUGH {
            return Usage::Qualifier;
        }
        if self.is_dateline(sight) {
            return Usage::Dateline;
        }
        let next = self.after(sight.last);
        if next.is_some_and(|n| self.document.tokens[n].is_capital() && self.runs_into_organisation(n)) {
            return Usage::Name;
        }
        if self.acts(sight, next) { Usage::Actor } else { Usage::Literal }
    }

    /// True where the government or people of the place is meant.
    fn acts(&self, sight: &Sight, next: Option<usize>) -> bool {
        let Some(best) = sight.best() else { return false };
        let led_by_place = self.before(sight.first).is_some_and(|b| {
            let at = if self.document.word(b) == self.rules.words.the { self.before(b) } else { Some(b) };
            at.is_some_and(|t| self.classes(t).has(Classes::IN))
        });
        if led_by_place {
            return false;
        }
        if best.is_institution() {
            return true;
        }
        let state = best.kind() == PlaceKind::Country || best.is_capital();
        let Some(next) = next.filter(|_| state) else { return false };
        let classes = self.classes(next);
        if self.document.tokens[next].shape == Shape::Possessive {
            return self.after(next + 1).is_some_and(|n| {
                self.classes(n).has(Classes::TITLE) || self.document.word(n) == self.rules.words.government
            });
        }
        classes.has(Classes::SPEECH) || classes.has(Classes::TITLE)
    }

    /// "HANOI, June 20 (Agency) —", "HANOI (Agency) -", "Hanoi, Vietnam — ".
    fn is_dateline(&self, sight: &Sight) -> bool {
        let sentence = self.document.sentence_of(sight.first);
        if sight.first != sentence.first || sentence.title || sentence.paragraph > 2 {
            return false;
        }
        let next = self.after(sight.last).map(|n| self.document.tokens[n].shape);
        let capitals = self.document.tokens[sight.first..sight.last]
            .iter()
            .all(|t| t.shape == Shape::Upper && t.end - t.start > 3);
        if capitals && next == Some(Shape::Capitalised) {
            return true;
        }
        let end = sentence.last.min(sight.last + 16);
        let dash = (sight.last..end).find(|t| {
            let spaced = self.document.tokens.get(t + 1).is_some_and(|n| n.spaced || n.shape == Shape::Mark);
            matches!(self.document.str(*t), "-" | "–" | "—") && (self.document.tokens[*t].spaced || spaced)
        });
        // Only names, numbers and marks stand before the dash.
        dash.is_some_and(|dash| (sight.last..dash).all(|t| self.document.tokens[t].shape != Shape::Lower))
    }
}

/// "Edmonton, Ky.": in these countries a state after a comma always tells where the town lies.
fn is_state_after_town(here: &Sight, there: &Sight) -> bool {
    let town = here.best().is_none_or(|b| b.kind() == PlaceKind::City);
    town && there.best_region().is_some_and(|r| matches!(r.country(), "US" | "CA" | "AU")) && here.people.is_none()
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
fn share_evidence(sights: &mut [Sight]) {
    // A name that others surround ("Real Madrid") gains nothing.
    let mut strong: Vec<u64> = sights.iter().filter(|s| s.evidence >= 3.5 && s.names != 0).map(|s| s.names).collect();
    strong.sort_unstable();
    for sight in sights.iter_mut().filter(|s| s.evidence > 0.0 && !s.hindered) {
        if strong.binary_search(&sight.names).is_ok() {
            sight.evidence += 1.8;
        }
    }
}

/// Offices and bodies of a state or province rather than of a town.
fn is_office_of_state(word: &str) -> bool {
    matches!(
        word,
        "Gov."
            | "Governor"
            | "Sen."
            | "Senator"
            | "Rep."
            | "governor"
            | "senator"
            | "legislature"
            | "Legislature"
            | "state"
            | "premier"
            | "Premier"
            | "province"
            | "prefecture"
            | "oblast"
            | "voivodeship"
            | "lawmakers"
    )
}

/// Words after which an adjective of nationality was a language or a noun.
fn is_small_word(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "or"
            | "but"
            | "in"
            | "on"
            | "at"
            | "to"
            | "of"
            | "for"
            | "from"
            | "by"
            | "with"
            | "as"
            | "is"
            | "was"
            | "were"
            | "are"
            | "who"
            | "that"
            | "the"
            | "a"
            | "an"
            | "has"
            | "had"
            | "have"
            | "will"
            | "would"
            | "said"
            | "says"
            | "when"
            | "while"
            | "than"
            | "into"
            | "about"
            | "also"
    )
}
