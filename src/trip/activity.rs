//! What happens at the stops: arrivals, talks, signings, ceremonies, speeches, with day and other parties.

use super::draft::Draft;
use super::event::Where;
use super::group;
use super::itinerary::quote;
use super::reading::{self, Standing};
use super::subject;
use super::view::View;
use crate::model::itinerary::{Activity, ActivityKind, Day, Shows, Status};
use crate::text::motion::{CueKind, Found, Frame, VerbForm};
use crate::text::{Sentence, WordSet};
use chrono::NaiveDate;

/// The days of a trip with what the text tells of them; entries without a day last.
pub fn days(view: &View, person: usize, drafts: &[Draft]) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for (i, draft) in drafts.iter().enumerate() {
        for (day, _) in [draft.arrive, draft.depart].into_iter().flatten() {
            entry(&mut days, Some(day), Some(i));
        }
    }
    let mut current: Option<usize> = None;
    for sentence in &view.doc.sentences {
        let here = stop_of_sentence(view, *sentence, drafts);
        current = here.or(current);
        for (activity, date) in activities(view, *sentence, person) {
            let stop = current.or(if drafts.len() == 1 { Some(0) } else { None });
            let date = date.or_else(|| stop.and_then(|s| only_day(&drafts[s])));
            let told = |d: &Day| d.stop == stop && d.activities.iter().any(|a| a.label == activity.label);
            if activity.kind == ActivityKind::Arrival && days.iter().any(told) {
                continue;
            }
            let day = entry(&mut days, date, stop);
            if day.activities.len() < 12 && !day.activities.iter().any(|a| a.label == activity.label) {
                day.activities.push(activity);
            }
        }
    }
    let place = |kind: ActivityKind| match kind {
        ActivityKind::Arrival => 0,
        ActivityKind::Departure => 2,
        _ => 1,
    };
    days.iter_mut().for_each(|d| d.activities.sort_by_key(|a| place(a.kind)));
    days.sort_by_key(|d| (d.date.is_none(), d.date, d.stop));
    days
}

/// The one day of a stop, where arrival and departure fall together or only one is known and nothing else can be.
fn only_day(draft: &Draft) -> Option<NaiveDate> {
    match (draft.arrive, draft.depart) {
        (Some((a, _)), Some((d, _))) if a == d => Some(a),
        _ => None,
    }
}

fn entry(days: &mut Vec<Day>, date: Option<NaiveDate>, stop: Option<usize>) -> &mut Day {
    let index = days.iter().position(|d| d.date == date && d.stop == stop).unwrap_or_else(|| {
        days.push(Day { date, stop, activities: Vec::new() });
        days.len() - 1
    });
    &mut days[index]
}

/// The stop that a sentence speaks of: the last of the trip's places that it names.
fn stop_of_sentence(view: &View, sentence: Sentence, drafts: &[Draft]) -> Option<usize> {
    let groups = group::find(view, sentence);
    groups.iter().flat_map(|g| &g.items).find_map(|item| {
        drafts.iter().position(|d| {
            d.events.iter().any(|e| match e.place {
                Where::Toponym(i) => {
                    i == item.toponym
                        || view.mentions.toponyms[i].place.is_some()
                            && view.mentions.toponyms[i].place == view.mentions.toponyms[item.toponym].place
                }
                _ => false,
            })
        })
    })
}

/// What the sentence says that the traveller does.
fn activities(view: &View, sentence: Sentence, person: usize) -> Vec<(Activity, Option<NaiveDate>)> {
    let mut out: Vec<(Activity, Option<NaiveDate>)> = Vec::new();
    if sentence.title {
        return out;
    }
    for found in view.cues_in(sentence).iter().filter(|c| c.kind == CueKind::Verb) {
        let Some(kind) = kind(view, found) else { continue };
        let group = reading::of(view, found);
        // A bare participle after a noun ("the agreement signed today") and a passive tell nothing that he does.
        if group.passive || is_reduced(view, sentence, found, &group) {
            continue;
        }
        let people = subject::of_verb(view, sentence, &group, Some(person));
        let vague = vague_subject(view, group.first);
        let unnamed = people.is_empty() && view.people_in(sentence).iter().any(|m| m.person == person);
        if !people.contains(&person) && !unnamed && !vague {
            continue;
        }
        let status = match group.standing {
            Standing::Ahead | Standing::Open => Status::Planned,
            Standing::Done => Status::Visited,
            Standing::Now => Status::Current,
            Standing::Cancelled => Status::Cancelled,
            Standing::Background | Standing::Denied => continue,
        };
        let status = if group.infinitive || group.participle { Status::Planned } else { status };
        let with = parties(view, sentence, found, person);
        let label = label(view, sentence, found, kind, &with);
        // A verb alone ("signs") says nothing on a chart.
        if !label.contains(' ')
            && !matches!(kind, ActivityKind::Arrival | ActivityKind::Departure | ActivityKind::Talks)
        {
            continue;
        }
        let date =
            view.timexes_in(sentence).iter().find(|t| t.days.is_some()).and_then(|t| t.days).and_then(|d| d.single());
        let span = view.span(sentence.first, sentence.last);
        let evidence = vec![quote(view, Shows::Activity, span, &format!("{}: {}", found.cue.frame, found.cue.rule))];
        out.push((Activity { kind, label, with, status, by_hand: false, evidence }, date));
    }
    out
}

/// "the agreement signed today": a participle that only describes the noun before it.
fn is_reduced(view: &View, sentence: Sentence, found: &Found, group: &reading::Group) -> bool {
    let verb = found.cue.tokens.0;
    if !matches!(found.form, VerbForm::Past | VerbForm::Participle) || group.first < verb || verb == sentence.first {
        return false;
    }
    let before = verb - 1;
    let subject = view.people_in(sentence).iter().any(|m| m.tokens.1 == verb)
        || view.is(&view.words.person_noun, before)
        || view.is_adverb(before);
    let joined =
        view.is(&view.words.joined_participle, before) || view.timexes_in(sentence).iter().any(|t| t.tokens.1 == verb);
    !subject && !joined
}

/// "the leaders", "they", "the two": the traveller is among them.
fn vague_subject(view: &View, first: usize) -> bool {
    first > 0 && (view.is(&view.words.person_noun, first - 1) || view.is(&view.words.they, first - 1))
}

fn kind(view: &View, found: &Found) -> Option<ActivityKind> {
    match found.frame {
        Frame::Arrive => return Some(ActivityKind::Arrival),
        Frame::Depart => return Some(ActivityKind::Departure),
        Frame::Act => {}
        _ => return None,
    }
    let near = |set: &WordSet| (found.cue.tokens.1..found.cue.tokens.1 + 4).any(|i| view.is(set, i));
    Some(match view.motion.rows[found.row].activity {
        "signing" => ActivityKind::Signing,
        "speech" => ActivityKind::Speech,
        "talks" => ActivityKind::Talks,
        BY_OBJECT if near(&view.words.talks_noun) => ActivityKind::Talks,
        BY_OBJECT if near(&view.words.summit_noun) => ActivityKind::Summit,
        "summit" => ActivityKind::Summit,
        "ceremony" => ActivityKind::Ceremony,
        "visit" => ActivityKind::Visit,
        _ => return None,
    })
}

/// The kind of verbs whose object tells what is done: "holds talks", "holds a summit".
const BY_OBJECT: &str = "by_object";

/// The other people of the clause, by name.
fn parties(view: &View, sentence: Sentence, found: &Found, person: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for mention in view
        .people_in(sentence)
        .iter()
        .filter(|m| m.tokens.0 >= found.cue.tokens.1 && m.tokens.0 < found.cue.tokens.1 + 30)
    {
        let name = &view.people[mention.person].name;
        if mention.person != person && !out.contains(name) {
            out.push(name.clone());
        }
    }
    out
}

/// A few words for the chart.
fn label(view: &View, sentence: Sentence, found: &Found, kind: ActivityKind, with: &[String]) -> String {
    let others = if with.is_empty() { String::new() } else { format!(" with {}", with.join(" and ")) };
    match kind {
        ActivityKind::Arrival => "arrives".into(),
        ActivityKind::Departure => "departs".into(),
        // "holds meetings with four leaders": what he holds, in the text's own words.
        ActivityKind::Talks if view.motion.rows[found.row].activity == BY_OBJECT => object(view, sentence, found),
        ActivityKind::Talks if !with.is_empty() => format!("talks{others}"),
        // "with the signing of eleven documents"
        _ if found.form == VerbForm::Ing && view.is(&view.words.of, found.cue.tokens.1) => {
            format!("{} {}", view.doc.words(found.cue.span).to_lowercase(), object(view, sentence, found))
        }
        _ => {
            let third = &view.motion.rows[found.row].third;
            format!("{third} {}", object(view, sentence, found)).trim().to_string()
        }
    }
}

/// The first few words of what a verb acts on, up to a comma or another clause.
fn object(view: &View, sentence: Sentence, found: &Found) -> String {
    let from = found.cue.tokens.1;
    let mut last = from;
    while last < sentence.last && last < from + 9 {
        let stop = view.is(&view.words.object_end, last)
            || view.timexes_in(sentence).iter().any(|t| t.tokens.0 <= last && last < t.tokens.1);
        if stop {
            break;
        }
        last += 1;
    }
    while last > from && (view.is(&view.words.preposition, last - 1) || view.is(&view.words.skip, last - 1)) {
        last -= 1;
    }
    if last == from {
        String::new()
    } else {
        view.doc.words(view.span(from, last)).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
