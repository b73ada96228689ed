//! Weekdays of plans that run on into another week: "arrives on Saturday … will then fly to Zurich on Tuesday" means the Tuesday after
//! that Saturday, though another Tuesday comes first.

use super::super::draft::Draft;
use super::super::sequence::{self, Constraint, Reason};
use super::super::view::View;
use crate::model::itinerary::Status;
use crate::model::mention::Timex;
use chrono::{Days, NaiveDate};

const WEEK: u64 = 7;

/// Moves planned stops a week on that words of order put after a stop of a later day, where only weekdays give their days.
pub fn move_on(view: &View, home: Option<&str>, drafts: &mut [Draft]) {
    let plans = |d: &Draft| d.status == Status::Planned;
    if drafts.iter().filter(|d| plans(d) && sequence::first_day(d).is_some()).count() < 2 {
        return;
    }
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|n| (sequence::told_at(view, &drafts[*n]), drafts[*n].id));
    let told: Vec<Draft> = order.iter().map(|n| drafts[*n].clone()).collect();
    let by_words = |c: &Constraint| matches!(c.reason, Reason::Words | Reason::Then | Reason::Source | Reason::Chain);
    let mut pairs: Vec<(usize, usize)> =
        sequence::read(view, home, &told).iter().filter(|c| by_words(c)).map(|c| (c.after, c.before)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    for (after, before) in pairs {
        let (before, after) = (order[before], order[after]);
        let days = sequence::first_day(&drafts[before]).zip(sequence::first_day(&drafts[after]));
        let Some((reached, day)) = days else { continue };
        let within = day < reached && day + Days::new(WEEK) > reached;
        let later = &drafts[after];
        if within && plans(later) && plans(&drafts[before]) && by_weekdays(view, later) {
            let moved = &mut drafts[after];
            for (day, _) in [&mut moved.arrive, &mut moved.depart].into_iter().flatten() {
                *day = *day + Days::new(WEEK);
            }
            for event in &mut moved.events {
                event.on = event.on.map(|day| day + Days::new(WEEK));
            }
        }
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
