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
    /// "visitera": where a language has a form of its own for what "will" says.
    Future,
    /// "visiterait": what "would" says.
    Conditional,
}

impl VerbForm {
    /// The form that a column of `irregular.tsv` holds.
    fn of_column(name: &str) -> Option<Self> {
        Some(match name {
            "base" | "infinitive" => VerbForm::Base,
            "third" | "present" => VerbForm::Third,
            "past" => VerbForm::Past,
            "participle" => VerbForm::Participle,
            "ing" => VerbForm::Ing,
            "future" => VerbForm::Future,
            "conditional" => VerbForm::Conditional,
            _ => return None,
        })
    }
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
    /// Holds only with a reflexive pronoun before the verb: "se rendre".
    pub reflexive: bool,
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
    /// The base form is an infinitive and nothing else, so that a participle alone opens a clause: "arrivé à Rome".
    pub infinitive: bool,
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
        let mut rules = Rules { past_ending: verbs.past_ending(), infinitive: verbs.infinitive, ..Rules::default() };
        for line in motion.lines().skip(1) {
            let cells: Vec<&'static str> = line.split('\t').collect();
            let [cue, kind, frame, slots] = cells[..4.min(cells.len())] else { continue };
            let reflexive = kind == "reflexive";
            let (Some(kind), Some(parsed)) = (parse_kind(kind), parse_frame(frame)) else { continue };
            let row = rules.rows.len() as u32;
            rules.rows.push(Row { cue, kind, frame: parsed, frame_name: frame, slots: parse_slots(slots), reflexive });
            let cue = if reflexive { without_pronoun(cue) } else { cue };
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
        "verb" | "reflexive" => CueKind::Verb,
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

/// "se rendre" → "rendre", "s'envoler" → "envoler".
fn without_pronoun(cue: &'static str) -> &'static str {
    cue.split_once([' ', '\'']).map_or(cue, |(_, verb)| verb)
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
    /// The forms that the columns hold; the first is the one that `motion.tsv` gives.
    forms: Vec<VerbForm>,
    infinitive: bool,
    irregular: FxHashMap<&'static str, Vec<Vec<&'static str>>>,
    /// What takes the place of an ending in each form; the first that fits holds, the last fits all.
    endings: Vec<Vec<&'static str>>,
}

impl Conjugation {
    /// The head names the forms. A row whose base starts with a hyphen is a rule for the ending after it; a cell may hold several
    /// words, parted by "|".
    fn parse(table: &'static str) -> Self {
        let head = table.lines().next().unwrap_or_default();
        let forms: Vec<VerbForm> = head.split('\t').filter_map(VerbForm::of_column).collect();
        let infinitive = head.starts_with("infinitive");
        let mut out = Conjugation { forms, infinitive, irregular: FxHashMap::default(), endings: Vec::new() };
        for line in table.lines().skip(1) {
            let cells: Vec<&'static str> = line.split('\t').collect();
            if cells.len() != out.forms.len() {
                continue;
            }
            if cells[0].starts_with('-') {
                out.endings.push(cells);
            } else {
                out.irregular.entry(cells[0]).or_default().push(cells);
            }
        }
        out
    }

    /// The past of the rule that fits all.
    fn past_ending(&self) -> &'static str {
        let column = self.forms.iter().position(|f| *f == VerbForm::Past);
        let cell = self.endings.last().zip(column).map_or("", |(row, column)| row[column]);
        cell.trim_start_matches('-')
    }

    /// All forms of a verb; a phrase is inflected in its first word.
    fn inflect(&self, cue: &str) -> Vec<(VerbForm, String)> {
        let (head, rest) = cue.split_once(' ').map_or((cue, String::new()), |(h, r)| (h, format!(" {r}")));
        let mut out: Vec<(VerbForm, String)> = Vec::new();
        let mut add = |form: VerbForm, stem: &str, word: &str| {
            let entry = (form, format!("{stem}{}{rest}", word.trim_start_matches('-')));
            // A participle like the past says no more than the past.
            if !out.iter().any(|(_, known)| *known == entry.1) {
                out.push(entry);
            }
        };
        let regular = || self.endings.iter().find_map(|row| Some((head.strip_suffix(&row[0][1..])?, row)));
        match (self.irregular.get(head), regular()) {
            (Some(rows), _) => rows.iter().for_each(|row| self.each(row, |form, word| add(form, "", word))),
            (None, Some((stem, row))) => self.each(row, |form, word| add(form, stem, word)),
            (None, None) => {}
        }
        out
    }

    fn each(&self, row: &[&'static str], mut give: impl FnMut(VerbForm, &'static str)) {
        for (form, cell) in self.forms.iter().zip(row) {
            cell.split('|').for_each(|word| give(*form, word));
        }
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
        let own = |row: &u32| rules.rows[*row as usize].reflexive;
        let pronoun = rows.iter().any(|(row, _)| own(row)) && is_reflexive(doc, words, at);
        for (row, form) in rows.iter().filter(|(row, _)| own(row) == pronoun) {
            push(*row, *form, end);
        }
        next = end;
    }
    next
}

/// "se rend", "s'est ensuite rendu": a reflexive pronoun stands before a verb, auxiliaries and adverbs between.
fn is_reflexive(doc: &Document, words: &Lexicon, at: usize) -> bool {
    const NEAR: usize = 5;
    let first = doc.sentence_of(at).first.max(at.saturating_sub(NEAR));
    let between = [&words.be, &words.have, &words.had, &words.will, &words.would, &words.may, &words.adverb, &words.clitic];
    for before in (first..at).rev() {
        let word = doc.word(before);
        if words.reflexive.contains(word) {
            return true;
        }
        if !between.iter().any(|set| set.contains(word)) {
            return false;
        }
    }
    false
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
