//! Weekdays of plans that run on into another week: "arrives on Saturday … will then fly to Zurich on Tuesday" means the Tuesday after
//! that Saturday, though another Tuesday comes first.

use super::super::draft::Draft;
use super::super::sequence::{self, Constraint, Reason};
use super::super::view::View;
use crate::model::itinerary::Status;
use crate::model::mention::Timex;
use chrono::{Days, NaiveDate};

const WEEK: u64 = 7;

/// Moves planned stops a week on that words of order put after a stop of a later day, where only weekdays give their days. The drafts
/// stand in the order of mention; true where any was moved.
pub fn move_on(view: &View, constraints: &[Constraint], drafts: &mut [Draft]) -> bool {
    let by_words = |c: &&Constraint| matches!(c.reason, Reason::Words | Reason::Then | Reason::Source | Reason::Chain);
    let mut pairs: Vec<(usize, usize)> = constraints.iter().filter(by_words).map(|c| (c.after, c.before)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut moved = false;
    for (after, before) in pairs {
        let (earlier, later) = (&drafts[before], &drafts[after]);
        let days = sequence::first_day(earlier).zip(sequence::first_day(later));
        let within = days.is_some_and(|(reached, day)| day < reached && day + Days::new(WEEK) > reached);
        let plans = [earlier, later].iter().all(|draft| draft.status == Status::Planned);
        if within && plans && by_weekdays(view, later) {
            put_off(&mut drafts[after]);
            moved = true;
        }
    }
    moved
}

fn put_off(draft: &mut Draft) {
    for (day, _) in [&mut draft.arrive, &mut draft.depart].into_iter().flatten() {
        *day = *day + Days::new(WEEK);
    }
    for event in &mut draft.events {
        event.on = event.on.map(|day| day + Days::new(WEEK));
    }
}

/// True where every day of the stop comes from a weekday alone.
fn by_weekdays(view: &View, draft: &Draft) -> bool {
    let ends = [draft.arrive, draft.depart].into_iter().flatten();
    let by_span = |span| view.mentions.timexes.iter().any(|t| t.span == span && is_weekday(t));
    let by_day = |sentence: usize, day: NaiveDate| {
        let sentence = view.doc.sentences[sentence];
        view.timexes_in(sentence).iter().any(|t| is_weekday(t) && t.days.is_some_and(|days| days.contains(day)))
    };
    ends.into_iter().all(|(_, span)| by_span(span))
        && draft.events.iter().all(|e| e.on.is_none_or(|day| by_day(e.sentence, day)))
}

/// A day that could be this week's or last week's.
fn is_weekday(timex: &Timex) -> bool {
    let days = timex.past.and_then(|d| d.single()).zip(timex.future.and_then(|d| d.single()));
    days.is_some_and(|(past, future)| (future - past).num_days() == WEEK as i64)
}
