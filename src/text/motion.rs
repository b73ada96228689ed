//! Cues of motion: verbs, nouns and phrases that say that somebody goes, is, or comes back somewhere.
//!
//! In: a [`Document`] and the compiled rows of `motion.tsv`. Out: [`Cue`]s in the order of the text. Who goes where, and whether
//! he really does, is read by `trip`.

use super::vocabulary::{Vocabulary, WordSet};
use super::{Document, Lexicon, PhraseTable, Shape};
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

    /// The source, where the cue has one.
    pub fn source(&self) -> Option<Slot> {
        self.slots.iter().map(|(_, s)| *s).find(|s| *s == Slot::Source)
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
    /// How the past of a regular verb ends.
    pub past_ending: &'static str,
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
        let verbs = Conjugation::parse(irregular);
        let past_ending = verbs.endings.last().map_or("", |e| e[2]);
        let mut rules = Rules { past_ending, ..Rules::default() };
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
                    for (form, words) in verbs.inflect(cue) {
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

/// How verbs are inflected: those that keep no rule, and the rules, each for an ending of the base.
struct Conjugation {
    irregular: FxHashMap<&'static str, Vec<[&'static str; 5]>>,
    /// What takes the place of an ending in the five forms; the first that fits holds, the last fits all.
    endings: Vec<[&'static str; 5]>,
}

impl Conjugation {
    /// A row whose base starts with a hyphen is a rule for the ending after it.
    fn parse(table: &'static str) -> Self {
        let mut out = Conjugation { irregular: FxHashMap::default(), endings: Vec::new() };
        for line in table.lines().skip(1) {
            let [base, third, past, participle, ing] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
            let forms = [base, third, past, participle, ing];
            match base.strip_prefix('-') {
                Some(_) => out.endings.push(forms.map(|form| form.trim_start_matches('-'))),
                None => out.irregular.entry(base).or_default().push(forms),
            }
        }
        out
    }

    /// All forms of a verb; a phrase is inflected in its first word.
    fn inflect(&self, cue: &str) -> Vec<(VerbForm, String)> {
        let (head, rest) = cue.split_once(' ').map_or((cue, String::new()), |(h, r)| (h, format!(" {r}")));
        let forms = [VerbForm::Base, VerbForm::Third, VerbForm::Past, VerbForm::Participle, VerbForm::Ing];
        let mut out = Vec::new();
        let sets: Vec<[String; 5]> = match self.irregular.get(head) {
            Some(sets) => sets.iter().map(|s| s.map(String::from)).collect(),
            None => self.regular(head).into_iter().collect(),
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

    fn regular(&self, head: &str) -> Option<[String; 5]> {
        self.endings.iter().find_map(|ending| {
            let stem = head.strip_suffix(ending[0])?;
            Some(ending.map(|form| format!("{stem}{form}")))
        })
    }
}

/// Finds all cues. A word can be a verb and an aspect at once; then both are given, the longer first.
pub fn find(document: &Document, rules: &Rules, words: &Lexicon) -> Vec<Found> {
    let mut out = Vec::new();
    for sentence in &document.sentences {
        let mut at = sentence.first;
        while at < sentence.last {
            at = find_at(document, (rules, words), at, sentence.last, &mut out).max(at + 1);
        }
    }
    out
}

fn find_at(doc: &Document, (rules, words): (&Rules, &Lexicon), at: usize, limit: usize, out: &mut Vec<Found>) -> usize {
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
    let third = verb.is_some_and(|(rows, _)| rows.iter().any(|(_, form)| *form == VerbForm::Third));
    if let Some((row, end)) = noun.filter(|_| noun_end >= verb_end && !is_verb_here(doc, words, at, verb_end, third)) {
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

/// Whether a word that is verb and noun alike ("visit", "stop", "return", "tour") is the verb here, by the words around it.
fn is_verb_here(doc: &Document, words: &Lexicon, at: usize, verb_end: usize, third: bool) -> bool {
    if verb_end == 0 {
        return false;
    }
    let opens = at == 0 || doc.tokens[at].sentence != doc.tokens[at - 1].sentence;
    let before = |set: &WordSet| !opens && set.contains(doc.word(at - 1));
    let after = |set: &WordSet| verb_end < doc.tokens.len() && set.contains(doc.word(verb_end));
    let mark = doc.tokens.get(verb_end).is_some_and(|t| t.shape == Shape::Mark);
    let nominal = mark || after(&words.nominal);
    // "and visit Hanoi", "before visits" keep the verb where no noun's preposition follows.
    if before(&words.and) {
        return !nominal;
    }
    if before(&words.determiner) || before(&words.noun_before) {
        return false;
    }
    if before(&words.verbal) {
        // "her first journey abroad"
        if before(&words.ordinal) && at > 1 && words.determiner.contains(doc.word(at - 2)) {
            return false;
        }
        return !before(&words.ordinal) || !after(&words.preposition);
    }
    // "Putin visits Hanoi", "the king and queen visit Canada" against "Putin visit to Hanoi", "Hanoi visit".
    let Some(subject) = (at > 0).then(|| doc.tokens[at - 1]) else { return false };
    let object =
        doc.tokens.get(verb_end).is_some_and(|t| t.is_capital()) || after(&words.definite) || after(&words.here);
    (subject.is_capital() || subject.shape == Shape::Lower)
        && object
        && (third || subject.shape == Shape::Lower || !nominal)
}
