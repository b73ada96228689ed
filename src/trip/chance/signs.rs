//! The signs by which a stop is judged: what stands around a place and what the rules made of it.
//!
//! A sign is a family and a value, such as "word before: to". Whoever listens adds up weights, or keeps the names for training and
//! for `explain`. Signs of a case are told once each.

use super::by_rules;
use crate::model::itinerary::{Named, Role, Status};
use crate::model::mention::{PersonForm, PersonMention, Toponym, Usage};
use crate::model::place::PlaceKind;
use crate::text::Sentence;
use crate::text::motion::{CueKind, Found, VerbForm};
use crate::trip::draft::Draft;
use crate::trip::event::{Event, What, Where};
use crate::trip::reading::Standing;
use crate::trip::view::View;

/// Who is told the signs of a case.
pub trait Sink {
    fn note(&mut self, family: &'static str, value: &str);

    /// Two things that say more together.
    fn both(&mut self, family: &'static str, values: [&str; 2]);
}

/// Between the two values of a sign.
pub const JOINED: &str = " + ";

/// Keeps signs as texts.
#[derive(Debug, Default)]
pub struct Names(pub Vec<String>);

impl Sink for Names {
    fn note(&mut self, family: &'static str, value: &str) {
        self.0.push(format!("{family}: {}", value.to_ascii_lowercase()));
    }

    fn both(&mut self, family: &'static str, values: [&str; 2]) {
        self.note(family, &values.join(JOINED));
    }
}

/// A count as a word.
fn count(n: usize) -> &'static str {
    match n {
        0 => "none",
        1 => "one",
        2 => "two",
        3..=5 => "some",
        _ => "many",
    }
}

/// A distance in tokens as a word.
fn reach(tokens: usize) -> &'static str {
    match tokens {
        0..=1 => "next to it",
        2..=3 => "near",
        4..=8 => "not far",
        9..=16 => "far",
        _ => "very far",
    }
}

fn what(what: What) -> &'static str {
    match what {
        What::Goes => "goes",
        What::IsThere => "is there",
        What::Leaves => "leaves",
        What::Transit => "passes",
        What::Returns => "returns",
        What::From => "comes from",
    }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Done => "done",
        Standing::Now => "now",
        Standing::Ahead => "ahead",
        Standing::Cancelled => "called off",
        Standing::Background => "background",
        Standing::Denied => "denied",
        Standing::Open => "open",
    }
}

fn named(named: Named) -> &'static str {
    match named {
        Named::City => "city",
        Named::Venue => "venue",
        Named::Region => "region",
        Named::Country => "country",
    }
}

/// What a trip as a whole says of each of its stops.
#[derive(Clone, Copy)]
pub struct Trip<'t> {
    pub person: usize,
    pub drafts: &'t [Draft],
    /// The events of all people.
    pub events: &'t [Event],
}

/// The signs of a stop that the rules found.
pub fn of_draft(view: &View, trip: &Trip, index: usize, sink: &mut dyn Sink) {
    let draft = &trip.drafts[index];
    let strong = draft.events.iter().filter(|e| e.strong).count();
    sink.note("firm mentions", count(strong));
    sink.note("loose mentions", count(draft.events.len() - strong));
    sink.note("named by", named(draft.named));
    sink.note(
        "role",
        match draft.role {
            Role::Origin => "origin",
            Role::Stop => "stop",
            Role::Transit => "transit",
            Role::Return => "return",
        },
    );
    sink.note(
        "status",
        match draft.status {
            Status::Visited => "visited",
            Status::Current => "current",
            Status::Planned => "planned",
            Status::Cancelled => "called off",
        },
    );
    sink.note("arrival", if draft.arrive.is_some() { "dated" } else { "undated" });
    if draft.place.is_none() {
        sink.note("place", "unknown");
    }
    let Some(best) = draft.events.iter().find(|e| e.strong).or(draft.events.first()) else { return };
    of_event(view, best, sink);
    of_trip(view, trip, sink);
    of_country(view, trip.person, draft.country, sink);
    sink.note("stops of the trip", count(by_rules(trip.drafts).count()));
    let earlier = trip.drafts.iter().filter(|d| d.mention < draft.mention).count();
    if earlier != index {
        sink.note("order", if earlier < index { "moved back" } else { "moved forward" });
    }
    for (word, any) in [
        ("leaves", draft.events.iter().any(|e| matches!(e.what, What::Leaves | What::From))),
        ("passes", draft.events.iter().any(|e| e.what == What::Transit)),
        ("called off", draft.events.iter().any(|e| e.standing == Standing::Cancelled)),
    ] {
        if any {
            sink.note("somewhere told", word);
        }
    }
    sink.both("word and cue", [governor(view, best.place_token).1, best.rule.split(": ").next().unwrap_or_default()]);
    around(view, trip.person, best.place_token, sink);
    if let Where::Toponym(index) | Where::Capital(index) = best.place {
        rules(view, trip, index, sink);
        if view.mentions.toponyms[index].confidence < 0.7 {
            sink.note("place", "uncertain");
        }
    }
}

/// What rules made of a place, for this traveller or for others: there itself, or where else it is named.
fn rules(view: &View, trip: &Trip, index: usize, sink: &mut dyn Sink) {
    let place = view.mentions.toponyms[index].place;
    let mut seen = [[false; 5]; 2];
    for event in trip.events.iter().take(MOST_EVENTS) {
        let Where::Toponym(i) = event.place else { continue };
        if i != index && (place.is_none() || view.mentions.toponyms[i].place != place) {
            continue;
        }
        let own = event.person == trip.person;
        let kind = match event.standing {
            Standing::Denied | Standing::Background if own => 0,
            Standing::Denied | Standing::Background => 1,
            _ if own && !event.strong => 2,
            _ if own => continue,
            _ if event.strong => 3,
            _ => 4,
        };
        seen[usize::from(i != index)][kind] = true;
    }
    for (seen, family) in seen.iter().zip(["told here", "told elsewhere"]) {
        let words = ["not to count", "another's not to count", "loosely", "another's firm", "another's loose"];
        seen.iter().zip(words).filter(|(seen, _)| **seen).for_each(|(_, word)| sink.note(family, word));
    }
}

/// No more events than these are looked through.
const MOST_EVENTS: usize = 400;

/// The signs of one event, the best of a stop.
fn of_event(view: &View, event: &Event, sink: &mut dyn Sink) {
    let sentence = view.doc.sentences[event.sentence];
    sink.note("told as", what(event.what));
    sink.note("stands", standing(event.standing));
    if event.open {
        sink.note("tense", "open");
    }
    sink.note("kind of cue", event.rule.split(": ").next().unwrap_or_default());
    sink.note("rule", &event.rule);
    sink.both("told and stands", [what(event.what), standing(event.standing)]);
    sink.note("from cue to place", reach(event.place_token.abs_diff(event.token)));
    if event.place_token < event.token {
        sink.note("place", "before the cue");
    }
    let people = view.people_in(sentence);
    subject(view, event, people, sink);
    let between = |t: usize| event.token.min(event.place_token) <= t && t < event.token.max(event.place_token);
    if people.iter().any(|m| m.person != event.person && between(m.tokens.0)) {
        sink.note("between cue and place", "another person");
    }
    if view.timexes_in(sentence).iter().any(|t| between(t.tokens.0)) {
        sink.note("between cue and place", "a time");
    }
}

/// Who stands before the cue.
fn subject(view: &View, event: &Event, people: &[PersonMention], sink: &mut dyn Sink) {
    let left = || people.iter().rev().filter(|m| m.tokens.1 <= event.token);
    let Some(own) = left().find(|m| m.person == event.person) else {
        let word = if left().next().is_some() { "another" } else { "nobody" };
        return sink.note("before the cue", word);
    };
    let form = match own.form {
        PersonForm::Name => "name",
        PersonForm::Title => "title",
        PersonForm::Pronoun => "pronoun",
    };
    sink.both("before the cue", [form, reach(event.token - own.tokens.1)]);
    if left().next().is_some_and(|m| m.person != event.person) {
        sink.note("before the cue", "another is nearer");
    }
    if (own.tokens.1..event.token).any(|i| view.is(&view.words.relative, i)) {
        sink.note("before the cue", "a clause between");
    }
}

/// Who the traveller is in this text.
fn of_trip(view: &View, trip: &Trip, sink: &mut dyn Sink) {
    let person = &view.people[trip.person];
    let mentions = view.mentions.travellers.iter().filter(|m| m.person == trip.person);
    let names = mentions.clone().filter(|m| m.form != PersonForm::Pronoun).count();
    sink.note("traveller named", count(names));
    let first = view.mentions.travellers.iter().find(|m| m.form != PersonForm::Pronoun);
    if first.is_some_and(|m| m.person == trip.person) {
        sink.note("traveller", "named first");
    }
    if mentions.take(1).any(|m| view.doc.sentence_of(m.tokens.0).title) {
        sink.note("traveller", "in the headline");
    }
    if person.title.is_none() {
        sink.note("traveller", "without a title");
    }
    if person.unnamed {
        sink.note("traveller", "without a name");
    }
    if person.country.is_none() {
        sink.note("traveller", "of no known country");
    }
    let firm: usize = by_rules(trip.drafts).flat_map(|d| &d.events).filter(|e| e.strong).count();
    sink.note("firm mentions of the trip", count(firm));
    let (mut all, mut own) = (0, 0);
    for event in trip.events.iter().take(MOST_EVENTS).filter(|e| e.strong && counts(e)) {
        all += 1;
        own += usize::from(event.person == trip.person);
    }
    let share = match 4 * own {
        n if n == 4 * all && all > 0 => "all",
        n if n >= 2 * all && all > 0 => "most",
        0 => "none",
        _ => "few",
    };
    sink.note("his share of the journeys told", share);
}

fn counts(event: &Event) -> bool {
    !matches!(event.standing, Standing::Denied | Standing::Background)
}

/// Whose country it is.
fn of_country(view: &View, person: usize, country: Option<&str>, sink: &mut dyn Sink) {
    let own = country.is_some() && view.home(person) == country;
    if own {
        sink.note("country", "his own");
    } else if country.is_some() && view.people.iter().take(40).any(|p| p.country.as_deref() == country) {
        sink.note("country", "of another person");
    }
    if let Some(here) = view.here().and_then(|(_, t)| t.place)
        && country == Some(here.country)
    {
        sink.note("country", "of the dateline");
    }
}

/// The words, people, times and cues around a place.
pub fn around(view: &View, person: usize, token: usize, sink: &mut dyn Sink) {
    let number = view.doc.tokens[token].sentence as usize;
    let sentence = view.doc.sentences[number];
    position(view, sentence, number, sink);
    before(view, token, sink);
    people(view, sentence, number, person, token, sink);
    times(view, sentence, token, sink);
    words(view, sentence, token, sink);
    if view.doc.tokens[token].quoted {
        sink.note("sentence", "in quotation marks");
    }
}

fn position(view: &View, sentence: Sentence, number: usize, sink: &mut dyn Sink) {
    let part = match sentence.paragraph {
        _ if sentence.title => "headline",
        0..=1 => "lead",
        2..=3 => "near the head",
        _ if number * 2 > view.doc.sentences.len() => "second half",
        _ => "first half",
    };
    sink.note("stands in", part);
}

fn before(view: &View, token: usize, sink: &mut dyn Sink) {
    let (at, word) = governor(view, token);
    sink.note("word before", word);
    if at > view.doc.sentence_of(token).first {
        let before = at - 1;
        let kind = match () {
            _ if view.is(&view.words.person_noun, before) => "people",
            _ if view.is(&view.words.venue_noun, before) => "a venue",
            _ if view.is(&view.words.gathering, before) => "a gathering",
            _ if view.is(&view.words.be, before) => "to be",
            _ if view.is(&view.words.joiner, before) => "joined",
            _ if view.is_adverb(before) => "an adverb",
            _ if view.person_ending_at(at).is_some() => "a person",
            _ if view.doc.tokens[before].is_capital() => "a name",
            _ => return,
        };
        sink.note("before that", kind);
    }
}

/// The preposition that governs the place, the nearest within a few words that may stand between, with its token.
fn governor<'v>(view: &'v View, token: usize) -> (usize, &'v str) {
    let sentence = view.doc.sentence_of(token);
    let near = token.saturating_sub(5).max(sentence.first);
    let skipped = |i: usize| view.is(&view.words.skip, i) || view.doc.tokens[i].is_capital();
    for i in (near..token).rev() {
        if view.is(&view.words.preposition, i) {
            return (i, view.str(i));
        }
        if view.toponym_at(i).is_some() || !skipped(i) {
            break;
        }
    }
    let joined = token > sentence.first && view.is(&view.words.joiner, token - 1);
    (token, if token == sentence.first { "(opens)" } else if joined { "(joined)" } else { "(other)" })
}

fn people(view: &View, sentence: Sentence, number: usize, person: usize, token: usize, sink: &mut dyn Sink) {
    let here = view.people_in(sentence);
    let own = |m: &&PersonMention| m.person == person;
    let left = here.iter().take_while(|m| m.tokens.0 < token);
    let named = here.iter().filter(own).any(|m| m.form != PersonForm::Pronoun);
    let him = match here.iter().find(own) {
        Some(_) if named => "by name",
        Some(_) => "by pronoun",
        None if here.is_empty() => "nobody",
        None => "others alone",
    };
    sink.note("sentence speaks of", him);
    let whose = |m: Option<&PersonMention>| match m {
        Some(m) if m.person == person => "the traveller",
        Some(_) => "another",
        None => "nobody",
    };
    let (first, last) = (whose(left.clone().next()), whose(left.last()));
    sink.note("last named before", last);
    sink.note("sentence opens with", first);
    sink.both("first and last before", [first, last]);
    sink.both("speaks of and last before", [him, last]);
    if number > 0 && view.people_in(view.doc.sentences[number - 1]).iter().any(|m| m.person == person) {
        sink.note("sentence before", "speaks of him");
    }
}

fn times(view: &View, sentence: Sentence, token: usize, sink: &mut dyn Sink) {
    let today = view.anchor.today();
    let mut seen = [false; 4];
    for timex in view.timexes_in(sentence) {
        let Some(extent) = timex.days.or(timex.extent) else { continue };
        let Some(today) = today else { continue };
        let days = (extent.first - today).num_days();
        let kind = match days {
            _ if timex.days.is_none() && (extent.last - today).num_days() < -20 => 0,
            ..-20 => 1,
            -20..=60 => 2,
            _ => 3,
        };
        seen[kind] = true;
    }
    for (seen, word) in seen.into_iter().zip(["long past", "old day", "near day", "far ahead"]) {
        if seen {
            sink.note("sentence tells", word);
        }
    }
    if view.timexes_in(sentence).iter().any(|t| t.tokens.1 == token || t.tokens.0 == token + 1) {
        sink.note("place", "beside a time");
    }
}

/// Sets of words that change what a sentence says.
fn words(view: &View, sentence: Sentence, token: usize, sink: &mut dyn Sink) {
    let w = view.words;
    let sets = [
        ("a call or link", &w.remote),
        ("order", &w.sequence),
        ("after", &w.after),
        ("before", &w.before),
        ("not", &w.not),
        ("may", &w.may),
        ("will", &w.will),
        ("would", &w.would),
        ("had", &w.had),
        ("earlier ones", &w.previous),
        ("invited", &w.invited),
        ("a gathering", &w.gathering),
        ("a clause", &w.relative),
    ];
    for (name, set) in sets {
        let near = token.saturating_sub(12).max(sentence.first)..(token + 8).min(sentence.last);
        if near.clone().any(|i| view.is(set, i)) {
            sink.note("words near", name);
        }
    }
}

/// The signs of a mention of which no rule made a stop.
pub fn of_mention(view: &View, trip: &Trip, index: usize, sink: &mut dyn Sink) {
    let toponym = &view.mentions.toponyms[index];
    let (first, last) = toponym.tokens;
    let sentence = view.doc.sentence_of(first);
    kind(view, toponym, sink);
    neighbours(view, trip, first, sink);
    rules(view, trip, index, sink);
    of_trip(view, trip, sink);
    of_country(view, trip.person, toponym.place.map(|p| p.country), sink);
    sink.note("stops of the trip", count(by_rules(trip.drafts).count()));
    around(view, trip.person, first, sink);
    let cues = view.cues_in(sentence);
    cue("cue before", cues.iter().rev().find(|c| c.cue.tokens.1 <= first && c.kind != CueKind::Aspect), first, sink);
    if let Some(last) = cues.iter().rev().find(|c| c.cue.tokens.1 <= first && c.kind != CueKind::Aspect) {
        sink.both("word and cue", [governor(view, first).1, last.cue.frame]);
    }
    cue("cue after", cues.iter().find(|c| c.cue.tokens.0 >= last && c.kind != CueKind::Aspect), last, sink);
    company(view, trip, sentence, first, sink);
    if view.possessive_after(last) {
        sink.note("place", "possessive");
    }
    let next = match view.str(last) {
        "," => "comma",
        "." => "end",
        "-" => "hyphen",
        _ if view.is(&view.words.preposition, last) => "preposition",
        _ if view.is(&view.words.joiner, last) => "joined",
        _ if view.doc.tokens.get(last).is_some_and(|t| t.is_capital()) => "name",
        _ if view.is(&view.words.adverb, last) => "adverb",
        _ => "word",
    };
    sink.note("followed by", next);
    let place = toponym.place;
    let same = view.mentions.toponyms.iter().take(500).filter(|t| place.is_some() && t.place == place).count();
    sink.note("mentions of the place", count(same));
}

/// Whether the sentences beside tell of his stops.
fn neighbours(view: &View, trip: &Trip, token: usize, sink: &mut dyn Sink) {
    let number = view.doc.tokens[token].sentence as usize;
    let mut seen = [[None; 2]; 2];
    let tells = |n: usize| by_rules(trip.drafts).flat_map(|d| &d.events).any(|e| e.strong && e.sentence == n);
    if number > 0 && tells(number - 1) {
        sink.note("sentence before", "tells a stop");
    }
    if tells(number + 1) {
        sink.note("sentence after", "tells a stop");
    }
    for event in trip.events.iter().take(MOST_EVENTS).filter(|e| e.sentence == number) {
        let whose = if event.person == trip.person { "his own" } else { "another's" };
        let strength = if event.strong { "firm" } else { "loose" };
        seen[usize::from(event.person != trip.person)][usize::from(event.strong)] = Some([whose, strength]);
    }
    seen.iter().flatten().flatten().for_each(|values| sink.both("sentence tells of a journey", *values));
    let paragraph = view.doc.sentences[number].paragraph;
    let beside = |e: &Event| view.doc.sentences[e.sentence].paragraph == paragraph && e.sentence != number;
    if by_rules(trip.drafts).flat_map(|d| &d.events).any(|e| e.strong && beside(e)) {
        sink.note("paragraph", "tells a stop");
    }
}

fn kind(view: &View, toponym: &Toponym, sink: &mut dyn Sink) {
    let kind = match toponym.place.map(|p| p.kind) {
        None => "unknown",
        Some(PlaceKind::City) => "city",
        Some(PlaceKind::Venue) => "venue",
        Some(PlaceKind::Region) => "region",
        Some(PlaceKind::Country) => "country",
        Some(_) => "other",
    };
    sink.note("named by", kind);
    if let Some(place) = toponym.place.filter(|p| p.kind == PlaceKind::City) {
        let seat = (view.country)(place.country).and_then(|c| c.seat);
        let capital = seat.is_some_and(|seat| seat.name == place.name);
        let size = match place.population {
            _ if capital => "capital",
            0..100_000 => "town",
            100_000..1_000_000 => "city",
            _ => "great city",
        };
        sink.note("size", size);
    }
    if toponym.usage == Usage::Actor {
        sink.note("place", "seems to act");
    }
    if toponym.confidence < 0.7 {
        sink.note("place", "uncertain");
    }
}

fn cue(family: &'static str, found: Option<&Found>, from: usize, sink: &mut dyn Sink) {
    let Some(found) = found else { return sink.note(family, "none") };
    sink.note(family, found.cue.frame);
    let tokens = if found.cue.tokens.0 < from { from - found.cue.tokens.1 } else { found.cue.tokens.0 - from };
    if family == "cue before" {
        sink.note("from cue to place", reach(tokens));
        if found.kind == CueKind::Verb {
            sink.note(
                "form of the cue",
                match found.form {
                    VerbForm::Base => "base",
                    VerbForm::Third => "present",
                    VerbForm::Past => "past",
                    VerbForm::Participle => "participle",
                    VerbForm::Ing => "progressive",
                },
            );
        }
    }
}

/// The stops of the trip in the same sentence.
fn company(view: &View, trip: &Trip, sentence: Sentence, token: usize, sink: &mut dyn Sink) {
    let mut nearest = usize::MAX;
    for event in by_rules(trip.drafts).flat_map(|d| &d.events) {
        if sentence.range().contains(&event.place_token) {
            nearest = nearest.min(event.place_token.abs_diff(token));
        }
    }
    if nearest < usize::MAX {
        sink.note("from the next stop", reach(nearest));
    }
    let country = view.toponym_at(token).and_then(|(_, t)| t.place).map(|p| p.country);
    if country.is_some() && by_rules(trip.drafts).any(|d| d.country == country) {
        sink.note("country", "of another stop");
    }
}
