//! Ties a name to the one that says where it lies: "Bangor, Maine", "Tripoli in northern Lebanon", "the Lebanese port of Tripoli".
//!
//! In: sights. Out: the same, with the number of their qualifier or the land that they lie in.

use super::gazetteer::lies_in;
use super::judge::Judge;
use super::rules::Classes;
use super::sight::Sight;
use super::table::Candidate;
use crate::model::place::PlaceKind;
use crate::text::Shape;

impl Judge<'_> {
    /// "Bangor, Maine": ties a sight to the country or region after its comma that holds one of its candidates.
    pub(super) fn link_qualifiers(&self, sights: &mut [Sight]) {
        for i in 0..sights.len().saturating_sub(1) {
            let (here, there) = (&sights[i], &sights[i + 1]);
            let gap = there.first.wrapping_sub(here.last);
            let tied = match gap {
                1 => {
                    self.is_mark(here.last, ",")
                        || self.is_mark(here.last, "(")
                        || self.written(here.last).has(Classes::WITHIN)
                }
                0 => self.document.str(there.first).ends_with('.'),
                2 if self.is_mark(here.last, ",") => self.written(here.last + 1).has(Classes::WITHIN_COMMA),
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
            // "Lebanon, Pa." does: nobody abbreviates in a list.
            let short = self.document.str(there.last - 1).ends_with('.') && there.best_region().is_some();
            let list = !short && here.best().is_some_and(|b| b.kind() == PlaceKind::Country);
            if !list && there.candidates().take(4).any(holds) {
                sights[i].qualifier = Some(i + 1);
            } else if !list
                && gap <= 1
                && !self.written(here.last).has(Classes::WITHIN)
                && is_state_after_town(here, there)
            {
                // The town of that state is not in the gazetteer, and the one that is must not take its place.
                sights[i].qualifier = Some(i + 1);
                sights[i].unlisted = true;
                sights[i].evidence = 3.0;
            }
        }
    }

    /// "in eastern", "in the", "of northern" between a town and the land that it lies in.
    fn leads_into(&self, first: usize, last: usize) -> bool {
        self.written(first).has(Classes::WITHIN)
            && !self.document.tokens[first + 1..last].iter().any(|t| t.shape != Shape::Lower)
            && (first + 1..last).all(|t| self.rules.is_direction(self.document, t))
    }

    /// "the Lebanese port of Tripoli", "the Pakistani city of Hyderabad": the people before says where it lies.
    pub(super) fn find_lands(&self, sights: &mut [Sight]) {
        for i in 1..sights.len() {
            let Some(people) = sights[i - 1].people else { continue };
            let (start, end) = (sights[i - 1].last, sights[i].first);
            let of = end > start + 1 && end <= start + 4 && self.classes(end - 1).has(Classes::OF);
            let lower = |t: usize| self.document.tokens[t].shape == Shape::Lower;
            if of && (start..end).all(lower) && self.classes(end - 2).has(Classes::AREA) {
                let land = people.land();
                sights[i].within = land.filter(|land| sights[i].candidates().any(|c| lies_in(c, *land)));
            }
        }
    }
}

/// "Edmonton, Ky.": in these countries a state after a comma always tells where the town lies.
fn is_state_after_town(here: &Sight, there: &Sight) -> bool {
    let town = here.best().is_none_or(|b| b.kind() == PlaceKind::City);
    town && there.best_region().is_some_and(|r| matches!(r.country(), "US" | "CA" | "AU")) && here.people.is_none()
}
