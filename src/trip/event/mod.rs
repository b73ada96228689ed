//! Events: one cue, one person, one place. The evidence from which stops are made.

mod bare;
mod narrative;
mod noun;
mod other;
mod presence;
mod programme;
mod reader;
mod standing;
mod verb;

use super::group::{self, Item};
use super::reading::Standing;
use super::view::View;
use super::when;
use crate::model::DateSpan;
use crate::model::mention::{PersonForm, Span, TimexKind};
use crate::text::Sentence;
use chrono::NaiveDate;
use reader::Reader;

/// What an event says of the person and the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// Comes, goes or is to go there.
    Goes,
    /// Is there, does something there.
    IsThere,
    /// Leaves it.
    Leaves,
    /// Passes through.
    Transit,
    /// Comes home there.
    Returns,
    /// Comes from there.
    From,
}

/// Where an event takes place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Where {
    /// Index into the toponyms.
    Toponym(usize),
    /// The capital of the country that a toponym names ("the Chinese capital").
    Capital(usize),
    /// The capital of the person's own country.
    Home,
    /// The seat of a host whose country only his title tells.
    Seat(crate::model::Place),
}

impl Item {
    /// The place of an item.
    pub fn place(self) -> Where {
        if self.capital { Where::Capital(self.toponym) } else { Where::Toponym(self.toponym) }
    }
}

/// A day, and the words that tell it.
pub type DayTold = (NaiveDate, Span);

/// One piece of evidence.
#[derive(Debug, Clone)]
pub struct Event {
    pub person: usize,
    pub place: Where,
    pub what: What,
    pub standing: Standing,
    /// True where the words speak of a journey or a stay; false for meetings and the like, which need a foreign place.
    pub strong: bool,
    pub arrive: Option<DayTold>,
    pub depart: Option<DayTold>,
    /// A day that the person spends there, without saying that it is the first or the last.
    pub on: Option<NaiveDate>,
    /// How many days he stays, where the text tells the length.
    pub length: Option<(u32, Span)>,
    /// First and last day of the whole journey that the event is part of.
    pub tour: (Option<DayTold>, Option<DayTold>),
    /// The day on which the stop before is left.
    pub leaves_previous: Option<DayTold>,
    pub sentence: usize,
    /// The cue's first token.
    pub token: usize,
    /// The place's first token, or the cue's.
    pub place_token: usize,
    /// True where "after" or "following" before the cue says that it comes before the main clause.
    pub earlier: bool,
    /// True where "before" says that it comes after the main clause.
    pub later: bool,
    /// True for the simple present and other forms that leave the time to the date.
    pub open: bool,
    pub evidence: Span,
    /// The frame of its cue by name; empty for places that only weights found.
    pub frame: &'static str,
    pub rule: String,
}

impl Event {
    /// The words tell of an arrival.
    pub fn arrives(&self) -> bool {
        matches!(self.frame, "arrive" | "arrival")
    }
}

/// All events of a document, in the order of the text.
///
/// Read twice: the first reading tells whose journey the text is about, and the second gives him the sentences that name nobody.
pub fn find(view: &View) -> Vec<Event> {
    let passages = passages(view);
    let first = read(view, &passages, None);
    match topic(view, &first) {
        Some(person) => {
            let mut events = read(view, &passages, Some(person));
            hosts_to_guest(view, person, &mut events);
            events
        }
        None => first,
    }
}

/// A pronoun read as a host at home, or as somebody of whom no sentence tells a journey by name, means the traveller: "Raul Castro
/// met the pope. He left Havana on Sunday."
fn hosts_to_guest(view: &View, topic: usize, events: &mut [Event]) {
    let travels: Vec<usize> = events.iter().filter(|e| e.strong && named(view, e)).map(|e| e.person).collect();
    let mentions = |p: usize| view.mentions.travellers.iter().filter(|m| m.person == p).count();
    let known: Vec<usize> = (0..view.people.len()).map(mentions).collect();
    for event in events.iter_mut().filter(|e| e.person != topic) {
        let country = match event.place {
            Where::Toponym(i) | Where::Capital(i) => view.mentions.toponyms[i].place.map(|p| p.country),
            _ => None,
        };
        let host = country.is_some()
            && view.home(event.person) == country
            && view.home(topic).is_some_and(|h| Some(h) != country);
        let known = known[event.person] > known[topic];
        if !named(view, event) && (host || !travels.contains(&event.person) && !known) {
            event.person = topic;
        }
    }
}

/// True where the sentence itself names the person of an event.
fn named(view: &View, event: &Event) -> bool {
    view.people_in(view.doc.sentences[event.sentence])
        .iter()
        .any(|m| m.person == event.person && m.form != PersonForm::Pronoun)
}

/// What both readings need of a sentence, whoever travels.
struct Passage {
    groups: Vec<group::Group>,
    remote: bool,
    /// The day that heads this part of a programme.
    heading: Option<(DateSpan, Span)>,
}

fn passages(view: &View) -> Vec<Passage> {
    let mut heading = None;
    let passage = |sentence: &Sentence| {
        heading = when::heading(view, *sentence).or(heading);
        Passage { groups: group::find(view, *sentence), remote: is_remote(view, *sentence), heading }
    };
    view.doc.sentences.iter().map(passage).collect()
}

fn read(view: &View, passages: &[Passage], topic: Option<usize>) -> Vec<Event> {
    let mut out = Vec::new();
    for (number, (sentence, passage)) in view.doc.sentences.iter().zip(passages).enumerate() {
        let Passage { groups, remote, heading } = passage;
        let (remote, heading) = (*remote, *heading);
        Reader { view, number, sentence: *sentence, groups, remote, topic, heading, out: &mut out }.read();
    }
    out
}

/// How the clause around a token stands: as its nearest auxiliary or verb says.
pub fn standing_near(view: &View, number: usize, token: usize) -> Standing {
    let sentence = view.doc.sentences[number];
    let (groups, out) = (&[], &mut Vec::new());
    Reader { view, number, sentence, groups, remote: false, topic: None, heading: None, out }.clause_standing(token)
}

/// The person whose journey the text is about: most events of travel in sentences that name him, a headline counting double,
/// then most mentions.
fn topic(view: &View, events: &[Event]) -> Option<usize> {
    let mut scores = vec![0usize; view.people.len()];
    for event in events {
        if event.strong && !matches!(event.standing, Standing::Background | Standing::Denied) {
            let title = view.doc.sentences[event.sentence].title;
            scores[event.person] += 4 * (1 + usize::from(named(view, event)) + 2 * usize::from(title));
        }
    }
    for mention in view.mentions.travellers.iter().filter(|m| m.form != PersonForm::Pronoun) {
        if scores[mention.person] > 0 {
            scores[mention.person] += 1 + 2 * usize::from(view.doc.sentence_of(mention.tokens.0).title);
        }
    }
    let best = scores.iter().copied().max().filter(|s| *s > 0);
    best.map_or_else(|| of_programme(view), |best| scores.iter().position(|s| *s == best))
}

/// In a programme, whose lines name nobody, the person named first.
fn of_programme(view: &View) -> Option<usize> {
    let days = view.doc.sentences.iter().filter(|s| when::heading(view, **s).is_some()).count();
    let timed =
        |s: &Sentence| view.timexes_in(*s).first().is_some_and(|t| t.tokens.0 == s.first && t.kind == TimexKind::Time);
    let lines = view.doc.sentences.iter().filter(|s| timed(s)).count();
    let first = view.mentions.travellers.iter().find(|m| m.form != PersonForm::Pronoun)?;
    (days >= 2 || lines >= 3).then_some(first.person)
}

/// A call, a video link: nobody travels.
fn is_remote(view: &View, sentence: Sentence) -> bool {
    let virtual_event = |i: usize| {
        view.is(&view.words.virtual_event, i)
            && view
                .cues_in(sentence)
                .iter()
                .any(|c| c.frame == crate::text::motion::Frame::Event && c.cue.tokens.0 > i && c.cue.tokens.0 <= i + 3)
    };
    sentence.range().any(|i| view.is(&view.words.remote, i) || virtual_event(i))
}
