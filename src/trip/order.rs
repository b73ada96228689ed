//! The order of travel: all that the text says of which stop comes before which, the surest first, and where it says nothing
//! the order of mention.
//!
//! In: the drafts of one trip and the constraints of `sequence`. A constraint that contradicts surer ones is left out, so the rest
//! always have an order. Which constraints put a stop where it is stays with the draft, as evidence for the leg.

use super::draft::Draft;
use super::sequence::{self, Constraint, Reason};
use super::view::View;
use super::when::next_week;

/// With more stops than this the days and the order of mention alone decide; the cost grows with the third power.
const MOST_STOPS: usize = 128;

/// Puts drafts into the order of travel.
pub fn sort(view: &View, home: Option<&str>, drafts: &mut Vec<Draft>) {
    drafts.sort_by_key(|d| (sequence::told_at(view, d), d.id));
    if drafts.len() > MOST_STOPS {
        drafts.sort_by_key(|d| (sequence::first_day(d).is_none(), sequence::first_day(d)));
        return;
    }
    let mut constraints = sequence::read(view, home, drafts);
    if next_week::move_on(view, &constraints, drafts) {
        constraints = sequence::read(view, home, drafts);
    }
    constraints.sort_by_key(|c| (std::cmp::Reverse(c.reason), c.before, c.after));
    let mut known = Known::new(drafts.len());
    for constraint in constraints {
        known.jumps |= u128::from(known.leads_back(&constraint)) << constraint.after;
        if known.add(&constraint) {
            let before = drafts[constraint.before].id;
            drafts[constraint.after].after.push(sequence::After { before, ..constraint.into() });
        }
    }
    let sorted = known.arrange().into_iter().map(|i| drafts[i].clone()).collect();
    *drafts = sorted;
}

/// What is known of the order of `n` stops: which of them come, directly or not, after which. Never a circle.
struct Known {
    /// Bit `b` of row `a` is set where `b` comes after `a`.
    later: Vec<u128>,
    /// Bit `b` is set where stop `b`, told right behind another, comes before it: the text leaps back in time.
    jumps: u128,
}

impl Known {
    fn new(n: usize) -> Self {
        Known { later: vec![0; n], jumps: 0 }
    }

    /// Takes a constraint in; false where it contradicts what is known or tells something without worth for the reader.
    fn add(&mut self, constraint: &Constraint) -> bool {
        let (a, b) = (constraint.before, constraint.after);
        if a == b || self.later[b] >> a & 1 == 1 {
            return false;
        }
        if self.later[a] >> b & 1 == 0 {
            let reached = self.later[b] | 1 << b;
            for (i, row) in self.later.iter_mut().enumerate() {
                if i == a || *row >> a & 1 == 1 {
                    *row |= reached;
                }
            }
        }
        constraint.reason > Reason::Telling
    }

    fn leads_back(&self, constraint: &Constraint) -> bool {
        constraint.reason == Reason::Telling && self.later[constraint.after] >> constraint.before & 1 == 1
    }

    /// The stops in order; of those that could come next, the one told first. Where the text has leapt back, what it tells next
    /// goes on from there.
    fn arrange(&self) -> Vec<usize> {
        let n = self.later.len();
        let mut back = false;
        let mut left: u128 = if n == MOST_STOPS { u128::MAX } else { (1 << n) - 1 };
        let mut out = Vec::with_capacity(n);
        while left != 0 {
            let free =
                |i: &usize| left >> i & 1 == 1 && !(0..n).any(|j| left >> j & 1 == 1 && self.later[j] >> i & 1 == 1);
            let going_on = out.last().map(|l: &usize| l + 1).filter(|i| back && *i < n && free(i));
            let Some(next) = going_on.or_else(|| (0..n).find(free)) else { break };
            back = going_on.is_some() || self.jumps >> next & 1 == 1;
            left &= !(1 << next);
            out.push(next);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(n: usize, mut constraints: Vec<(usize, usize, Reason)>) -> Vec<usize> {
        constraints.sort_by_key(|c| std::cmp::Reverse(c.2));
        let mut known = Known::new(n);
        for (before, after, reason) in constraints {
            let constraint = Constraint { before, after, reason, span: None };
            known.jumps |= u128::from(known.leads_back(&constraint)) << after;
            known.add(&constraint);
        }
        known.arrange()
    }

    #[test]
    fn without_a_word_of_order_the_order_of_mention_holds() {
        assert_eq!(order(3, vec![]), [0, 1, 2]);
    }

    #[test]
    fn a_surer_constraint_wins_over_a_weaker_that_contradicts_it() {
        let told = vec![(0, 1, Reason::Telling), (1, 2, Reason::Telling), (2, 0, Reason::Words)];
        // 2 comes before 0, and 1 stays behind the stop that it was told after.
        assert_eq!(order(3, told), [2, 0, 1]);
    }

    #[test]
    fn a_tale_that_leaps_back_goes_on_from_there() {
        // "In Cairo ... The tour opened in Rome; in Athens he ...": Athens is told behind Rome and comes before Cairo.
        let told = vec![(0, 1, Reason::Telling), (1, 2, Reason::Telling), (1, 0, Reason::Ordinal)];
        assert_eq!(order(3, told), [1, 2, 0]);
    }

    #[test]
    fn a_circle_is_never_taken_in() {
        let told = vec![(0, 1, Reason::Days), (1, 2, Reason::Days), (2, 0, Reason::Days)];
        assert_eq!(order(3, told).len(), 3);
    }
}
