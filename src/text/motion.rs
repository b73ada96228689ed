//! Cues of motion: verbs, nouns and phrases that say that somebody goes, is, or comes back somewhere.
//!
//! In: a [`Document`] and the compiled rows of `motion.tsv`. Out: [`Cue`]s in the order of the text. Who goes where, and whether
//! he really does, is read by `trip`.

use super::vocabulary::Vocabulary;
use super::{Document, PhraseTable};
use crate::model::mention::Cue;
use rustc_hash::FxHashMap;

/// What part of speech a cue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CueKind {
    Verb,
    Noun,
    /// Fixed words with the place right after them.
    Phrase,
    /// A verb that says how a journey stands: begins, ends, is cancelled.
    Aspect,
}

/// What a cue says of the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Frame {
    Arrive,
    Travel,
    Visit,
    Transit,
    Depart,
    Return,
    Stay,
    /// Does something there: meets, speaks, signs.
    Act,
    Host,
    Send,
    Next,
    Tour,
    Stop,
    Arrival,
    Departure,
    Flight,
    Event,
    Enroute,
    Present,
    Home,
    Begin,
    End,
    Cancel,
    Plan,
    /// Looks like a cue and is none: "tours of duty", "study tour".
    Nothing,
}

/// What a place is to a cue, by the preposition before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    Goal,
    Source,
    Via,
    /// Where the host receives.
    Place,
    /// "between A and B"
    Both,
}

/// The form that a verb stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum VerbForm {
    /// "visit": infinitive, or present of a plural
    Base,
    /// "visits"
    Third,
    /// "visited": past, or participle
    Past,
    /// "flown": participle alone
    Participle,
    /// "visiting"
    Ing,
}

/// A row of `motion.tsv`.
#[derive(Debug, Clone)]
pub struct Row {
    pub cue: &'static str,
    pub kind: CueKind,
    pub frame: Frame,
    pub frame_name: &'static str,
    /// Preposition (or "object") and what it makes of the place.
    pub slots: Vec<(&'static str, Slot)>,
}

impl Row {
    /// What a place after this preposition is; `object` for none.
    pub fn slot(&self, preposition: &str) -> Option<Slot> {
        self.slots.iter().find(|(p, _)| *p == preposition).map(|(_, s)| *s)
    }
}

/// The compiled rows.
#[derive(Debug, Default)]
pub struct Rules {
    pub rows: Vec<Row>,
    /// Phrases to (row, form), one table a kind because "visit" is verb and noun.
    verbs: PhraseTable<Vec<(u32, VerbForm)>>,
    nouns: PhraseTable<u32>,
    phrases: PhraseTable<u32>,
    aspects: PhraseTable<Vec<(u32, VerbForm)>>,
}

/// A cue with the row and form that made it.
#[derive(Debug, Clone)]
pub struct Found {
    pub cue: Cue,
    pub row: usize,
    pub kind: CueKind,
    pub frame: Frame,
    pub form: VerbForm,
}

impl Rules {
    /// Compiles `motion.tsv` with the irregular verbs of `irregular.tsv`.
    pub fn compile(vocabulary: &mut Vocabulary, motion: &'static str, irregular: &'static str) -> Self {
        let mut verbs: FxHashMap<&str, Vec<[&str; 5]>> = FxHashMap::default();
        for line in irregular.lines().skip(1) {
            if let [base, third, past, participle, ing] = line.split('\t').collect::<Vec<_>>()[..] {
                verbs.entry(base).or_default().push([base, third, past, participle, ing]);
            }
        }
        let mut rules = Rules::default();
        for line in motion.lines().skip(1) {
            let cells: Vec<&'static str> = line.split('\t').collect();
            let [cue, kind, frame, slots] = cells[..4.min(cells.len())] else { continue };
            let (Some(kind), Some(parsed)) = (parse_kind(kind), parse_frame(frame)) else { continue };
            let row = rules.rows.len() as u32;
            rules.rows.push(Row { cue, kind, frame: parsed, frame_name: frame, slots: parse_slots(slots) });
            match kind {
                CueKind::Noun => {
                    rules.nouns.add(vocabulary, cue, row);
                    rules.nouns.add(vocabulary, &format!("{cue}s"), row);
                }
                CueKind::Phrase => rules.phrases.add(vocabulary, cue, row),
                CueKind::Verb | CueKind::Aspect => {
                    let table = if kind == CueKind::Verb { &mut rules.verbs } else { &mut rules.aspects };
                    for (form, words) in inflect(cue, &verbs) {
                        let entry = table.entry(vocabulary, &words).get_or_insert_default();
                        if !entry.iter().any(|(r, f)| *r == row && *f == form) {
                            entry.push((row, form));
                        }
                    }
                }
            }
        }
        rules
    }
}

fn parse_kind(word: &str) -> Option<CueKind> {
    Some(match word {
        "verb" => CueKind::Verb,
        "noun" => CueKind::Noun,
        "phrase" => CueKind::Phrase,
        "aspect" => CueKind::Aspect,
        _ => return None,
    })
}

fn parse_frame(word: &str) -> Option<Frame> {
    use Frame::*;
    let all = [
        ("arrive", Arrive),
        ("travel", Travel),
        ("visit", Visit),
        ("transit", Transit),
        ("depart", Depart),
        ("return", Return),
        ("stay", Stay),
        ("act", Act),
        ("host", Host),
        ("send", Send),
        ("next", Next),
        ("tour", Tour),
        ("stop", Stop),
        ("arrival", Arrival),
        ("departure", Departure),
        ("flight", Flight),
        ("event", Event),
        ("enroute", Enroute),
        ("present", Present),
        ("home", Home),
        ("begin", Begin),
        ("end", End),
        ("cancel", Cancel),
        ("plan", Plan),
        ("none", Nothing),
    ];
    all.into_iter().find(|(name, _)| *name == word).map(|(_, frame)| frame)
}

/// "to,into:goal from:source" → [(to, Goal), (into, Goal), (from, Source)]
fn parse_slots(cell: &'static str) -> Vec<(&'static str, Slot)> {
    let mut out = Vec::new();
    for group in cell.split_whitespace() {
        let (prepositions, slot) = group.split_once(':').unwrap_or(("", group));
        let slot = match slot {
            "goal" => Slot::Goal,
            "source" => Slot::Source,
            "via" => Slot::Via,
            "place" => Slot::Place,
            _ => Slot::Both,
        };
        prepositions.split(',').for_each(|p| out.push((p, slot)));
    }
    out
}

/// All forms of a verb; a phrase is inflected in its first word.
fn inflect(cue: &str, irregular: &FxHashMap<&str, Vec<[&str; 5]>>) -> Vec<(VerbForm, String)> {
    let (head, rest) = cue.split_once(' ').map_or((cue, String::new()), |(h, r)| (h, format!(" {r}")));
    let forms = [VerbForm::Base, VerbForm::Third, VerbForm::Past, VerbForm::Participle, VerbForm::Ing];
    let mut out = Vec::new();
    let regular = regular(head);
    let known = irregular.get(head);
    let sets: Vec<[String; 5]> = match known {
        Some(sets) => sets.iter().map(|s| s.map(String::from)).collect(),
        None => vec![regular],
    };
    for set in sets {
        for (form, word) in forms.into_iter().zip(set) {
            let entry = (form, format!("{word}{rest}"));
            // A participle like the past says no more than the past.
            if !out.iter().any(|(_, w): &(VerbForm, String)| *w == entry.1) {
                out.push(entry);
            }
        }
    }
    out
}

fn regular(head: &str) -> [String; 5] {
    let third = if head.ends_with(['s', 'x']) || head.ends_with("ch") || head.ends_with("sh") {
        format!("{head}es")
    } else if head.ends_with('y') && !head.ends_with("ay") && !head.ends_with("ey") {
        format!("{}ies", &head[..head.len() - 1])
    } else {
        format!("{head}s")
    };
    let stem = head.strip_suffix('e').unwrap_or(head);
    let past = if head.ends_with('y') && !head.ends_with("ay") && !head.ends_with("ey") {
        format!("{}ied", &head[..head.len() - 1])
    } else {
        format!("{stem}ed")
    };
    [head.into(), third, past.clone(), past, format!("{stem}ing")]
}

/// Finds all cues. A word can be a verb and an aspect at once; then both are given, the longer first.
pub fn find(document: &Document, rules: &Rules) -> Vec<Found> {
    let mut out = Vec::new();
    for sentence in &document.sentences {
        let mut at = sentence.first;
        while at < sentence.last {
            at = find_at(document, rules, at, sentence.last, &mut out).max(at + 1);
        }
    }
    out
}

fn find_at(doc: &Document, rules: &Rules, at: usize, limit: usize, out: &mut Vec<Found>) -> usize {
    if doc.word(at) == super::WordId::UNKNOWN {
        return at + 1;
    }
    let mut next = at + 1;
    let mut push = |row: u32, form: VerbForm, end: usize| {
        let r = &rules.rows[row as usize];
        let cue = Cue { span: doc.span(at, end), tokens: (at, end), frame: r.frame_name, rule: r.cue };
        out.push(Found { cue, row: row as usize, kind: r.kind, frame: r.frame, form });
    };
    if let Some((row, end)) = rules.phrases.longest(doc, at, limit) {
        push(*row, VerbForm::Base, end);
        return end;
    }
    let noun = rules.nouns.longest(doc, at, limit);
    let verb = rules.verbs.longest(doc, at, limit);
    if let Some((rows, end)) = rules.aspects.longest(doc, at, limit) {
        for (row, form) in rows {
            push(*row, *form, end);
        }
    }
    let noun_end = noun.map_or(0, |(_, e)| e);
    let verb_end = verb.map_or(0, |(_, e)| e);
    if let Some((row, end)) = noun.filter(|_| noun_end >= verb_end && !is_verb_here(doc, at, verb_end)) {
        push(*row, VerbForm::Base, end);
        return end;
    }
    if let Some((rows, end)) = verb {
        for (row, form) in rows {
            push(*row, *form, end);
        }
        next = end;
    }
    next
}

/// Whether a word that is verb and noun alike ("visit", "stop", "return", "tour") is the verb here, by the word before it.
fn is_verb_here(doc: &Document, at: usize, verb_end: usize) -> bool {
    if verb_end == 0 {
        return false;
    }
    let before = if at == 0 || doc.tokens[at].sentence != doc.tokens[at - 1].sentence { "" } else { doc.str(at - 1) };
    let after = if verb_end < doc.tokens.len() { doc.str(verb_end) } else { "" };
    const VERBAL: &[&str] = &[
        "to",
        "will",
        "would",
        "shall",
        "should",
        "may",
        "might",
        "could",
        "can",
        "must",
        "not",
        "also",
        "then",
        "he",
        "she",
        "they",
        "who",
        "I",
        "we",
        "officially",
        "personally",
        "later",
        "soon",
        "which",
        "'ll",
        "did",
        "does",
        "do",
        "never",
        "ever",
        "both",
        "first",
    ];
    const NOMINAL: &[&str] = &[
        "on", "during", "by", "of", "to", "from", "comes", "is", "was", "will", "would", "'s", ",", ".", "has", "had",
    ];
    if matches!(
        before,
        "the"
            | "a"
            | "an"
            | "his"
            | "her"
            | "their"
            | "its"
            | "this"
            | "that"
            | "our"
            | "my"
            | "'s"
            | "’s"
            | "on"
            | "of"
            | "for"
            | "during"
            | "and"
            | "after"
            | "before"
    ) {
        // "and visit Hanoi", "before visits" keep the verb where no noun's preposition follows.
        return before == "and" && !NOMINAL.contains(&after);
    }
    if VERBAL.contains(&before) {
        return before != "first" || !matches!(after, "to" | "in" | "of" | "by" | "since");
    }
    // "Putin visits Hanoi", "the king and queen visit Canada" against "Putin visit to Hanoi", "Hanoi visit".
    let subject = at > 0 && (doc.tokens[at - 1].is_capital() || doc.tokens[at - 1].shape == super::Shape::Lower);
    let third = doc.str(at).ends_with('s');
    let object = verb_end < doc.tokens.len() && (doc.tokens[verb_end].is_capital() || matches!(after, "the" | "here"));
    subject && object && (third || doc.tokens[at - 1].shape == super::Shape::Lower || !NOMINAL.contains(&after))
}
