//! Cues of motion: verbs, nouns and phrases that say that somebody goes, is, or comes back somewhere.
//!
//! In: a [`Document`] and the compiled rows of `motion.tsv`. Out: [`Cue`]s in the order of the text. Who goes where, and whether
//! he really does, is read by `trip`.

use super::vocabulary::{Vocabulary, WordSet};
use super::{Document, Lexicon, PhraseTable, Shape};
use crate::language::Tables;
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
    /// "visitera": a future without an auxiliary.
    Future,
    /// "visiterait"
    Conditional,
}

/// A row of `motion.tsv`.
#[derive(Debug, Clone)]
pub struct Row {
    pub cue: &'static str,
    pub kind: CueKind,
    pub frame: Frame,
    pub frame_name: &'static str,
    /// The verb counts only beside a reflexive pronoun: "se rendre".
    pub reflexive: bool,
    /// What kind of activity it is, by the rows `activity_KIND` of `words.tsv`; empty for none.
    pub activity: &'static str,
    /// The third person of the present, for the label of an activity.
    pub third: String,
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
    pub past_endings: Vec<&'static str>,
    /// The base form is an infinitive and nothing else, and a participle alone opens a clause: "arrivé à Rome".
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
    pub fn compile(vocabulary: &mut Vocabulary, tables: &Tables) -> Self {
        let verbs = Conjugation::parse(tables.irregular);
        let past =
            |forms: &Forms| forms.iter().find(|(form, _)| *form == VerbForm::Past).map(|(_, words)| words.clone());
        let past_endings = verbs.endings.last().and_then(past).unwrap_or_default();
        let reflexives: Vec<&str> =
            Tables::rows(tables.spelling, "reflexive").flat_map(str::split_whitespace).collect();
        let infinitive = tables.irregular.starts_with("infinitive");
        let activities = activities(tables.words);
        let mut rules = Rules { past_endings, infinitive, ..Rules::default() };
        for line in tables.motion.lines().skip(1) {
            let cells: Vec<&'static str> = line.split('\t').collect();
            let [cue, kind, frame, slots] = cells[..4.min(cells.len())] else { continue };
            let (Some(kind), Some(parsed)) = (parse_kind(kind), parse_frame(frame)) else { continue };
            let row = rules.rows.len() as u32;
            // "se rendre", "s'envoler", but not "serrer".
            let apart = |verb: &&str| verb.starts_with(' ') || cue[..cue.len() - verb.len()].ends_with('\'');
            let verb =
                reflexives.iter().find_map(|pronoun| cue.strip_prefix(pronoun).filter(apart)).map(str::trim_start);
            let reflexive = matches!(kind, CueKind::Verb | CueKind::Aspect) && verb.is_some();
            let slots = parse_slots(slots);
            let inflected = verb.filter(|_| reflexive).unwrap_or(cue);
            let pronoun = &cue[..cue.len() - inflected.len()];
            let activity = activities.iter().find(|(c, _)| c.as_str() == cue).map_or("", |(_, kind)| *kind);
            let third = if activity.is_empty() { String::new() } else { verbs.third(inflected) };
            let third = format!("{pronoun}{third}");
            rules.rows.push(Row { cue, kind, frame: parsed, frame_name: frame, reflexive, activity, third, slots });
            match kind {
                CueKind::Noun => {
                    rules.nouns.add(vocabulary, cue, row);
                    rules.nouns.add(vocabulary, &plural(cue, cells.get(4).copied()), row);
                }
                CueKind::Phrase => rules.phrases.add(vocabulary, cue, row),
                CueKind::Verb | CueKind::Aspect => {
                    let table = if kind == CueKind::Verb { &mut rules.verbs } else { &mut rules.aspects };
                    for (form, words) in verbs.inflect(inflected) {
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

    /// The rows of reflexive verbs where a reflexive pronoun stands before the verb, the others where none does.
    fn fitting<'a>(
        &'a self,
        rows: &'a [(u32, VerbForm)],
        doc: &Document,
        words: &Lexicon,
        at: usize,
    ) -> impl Iterator<Item = &'a (u32, VerbForm)> {
        let is = move |row: &(u32, VerbForm)| self.rows[row.0 as usize].reflexive;
        let any = rows.iter().any(is);
        let reflexive = any && is_reflexive(doc, words, at);
        rows.iter().filter(move |row| !any || is(row) == reflexive)
    }
}

/// "s'est ensuite rendu": a reflexive pronoun before a verb, with nothing but auxiliaries and the like between.
fn is_reflexive(doc: &Document, words: &Lexicon, at: usize) -> bool {
    const NEAR: usize = 5;
    let first = doc.sentence_of(at).first.max(at.saturating_sub(NEAR));
    let between = |i: &usize| [&words.be, &words.adverb, &words.not].iter().any(|set| set.contains(doc.word(*i)));
    let stop = (first..at).rev().find(|i| words.reflexive.contains(doc.word(*i)) || !between(i));
    stop.is_some_and(|i| words.reflexive.contains(doc.word(i)))
}

/// Cues and the kinds of activity that the rows `activity_KIND` give them; `_` stands for a space.
fn activities(words: &'static str) -> Vec<(String, &'static str)> {
    let rows = words.lines().filter_map(|line| line.strip_prefix("activity_")?.split_once('\t'));
    let cues = rows.flat_map(|(kind, cues)| cues.split_whitespace().map(move |cue| (cue.replace('_', " "), kind)));
    cues.collect()
}

/// The plural of a noun: as the row gives it, else by the ending "s" of its last word.
fn plural(cue: &str, given: Option<&str>) -> String {
    given.filter(|plural| !plural.is_empty()).map_or_else(|| format!("{cue}s"), str::to_string)
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

/// The forms of a verb, or the endings of one, in the order of the columns.
type Forms = Vec<(VerbForm, Vec<&'static str>)>;

/// The columns of `irregular.tsv`; a language without the last two forms leaves them out.
const COLUMNS: [VerbForm; 7] = [
    VerbForm::Base,
    VerbForm::Third,
    VerbForm::Past,
    VerbForm::Participle,
    VerbForm::Ing,
    VerbForm::Future,
    VerbForm::Conditional,
];

/// How verbs are inflected: those that keep no rule, and the rules, each for an ending of the base.
struct Conjugation {
    irregular: FxHashMap<&'static str, Vec<Forms>>,
    /// What takes the place of an ending in each form; the first that fits holds.
    endings: Vec<Forms>,
}

impl Conjugation {
    /// A row whose base starts with a hyphen is a rule for the ending after it; forms of one cell are parted by `|`.
    fn parse(table: &'static str) -> Self {
        let mut out = Conjugation { irregular: FxHashMap::default(), endings: Vec::new() };
        for line in table.lines().skip(1).filter(|line| !line.starts_with('#')) {
            let base = line.split('\t').next().unwrap_or_default();
            let rule = base.starts_with('-');
            let word = move |w: &'static str| if rule { w.strip_prefix('-').unwrap_or(w) } else { w };
            let cell = |cell: &'static str| cell.split('|').map(word).collect();
            let forms: Forms = COLUMNS.into_iter().zip(line.split('\t').map(cell)).collect();
            match rule {
                true => out.endings.push(forms),
                false => out.irregular.entry(base).or_default().push(forms),
            }
        }
        out
    }

    /// "signs": the first form of the third person.
    fn third(&self, cue: &str) -> String {
        let third = self.inflect(cue).into_iter().find(|(form, _)| *form == VerbForm::Third);
        third.map_or_else(|| cue.to_string(), |(_, words)| words)
    }

    /// All forms of a verb; a phrase is inflected in its first word.
    fn inflect(&self, cue: &str) -> Vec<(VerbForm, String)> {
        let (head, rest) = cue.split_once(' ').map_or((cue, ""), |(h, _)| (h, &cue[h.len()..]));
        let mut out = Vec::new();
        // A participle like the past says no more than the past.
        let mut add = |form: VerbForm, word: String| {
            if !out.iter().any(|(_, w): &(VerbForm, String)| *w == word) {
                out.push((form, word));
            }
        };
        match self.irregular.get(head) {
            Some(sets) => {
                let forms = sets.iter().flatten();
                forms.for_each(|(form, words)| words.iter().for_each(|w| add(*form, format!("{w}{rest}"))));
            }
            None => {
                let rule = self.endings.iter().find_map(|rule| Some((rule, head.strip_suffix(rule[0].1[0])?)));
                let Some((rule, stem)) = rule else { return out };
                rule.iter()
                    .for_each(|(form, ends)| ends.iter().for_each(|end| add(*form, format!("{stem}{end}{rest}"))));
            }
        }
        out
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
        for (row, form) in rules.fitting(rows, doc, words, at) {
            push(*row, *form, end);
        }
    }
    let noun_end = noun.map_or(0, |(_, e)| e);
    let verb_end = verb.map_or(0, |(_, e)| e);
    let participle = verb.is_some_and(|(rows, _)| rows.iter().any(|(_, form)| *form == VerbForm::Participle));
    let third = verb.is_some_and(|(rows, _)| rows.iter().any(|(_, form)| *form == VerbForm::Third));
    if let Some((row, end)) = noun.filter(|_| {
        noun_end >= verb_end && !is_verb_here(doc, words, at, verb_end, (third, participle && rules.infinitive))
    }) {
        push(*row, VerbForm::Base, end);
        return end;
    }
    if let Some((rows, end)) = verb {
        for (row, form) in rules.fitting(rows, doc, words, at) {
            push(*row, *form, end);
        }
        next = end;
    }
    next
}

/// Whether a word that is verb and noun alike ("visit", "stop", "return", "tour") is the verb here, by the words around it.
fn is_verb_here(
    doc: &Document,
    words: &Lexicon,
    at: usize,
    verb_end: usize,
    (third, participle): (bool, bool),
) -> bool {
    if verb_end == 0 {
        return false;
    }
    let opens = at == 0 || doc.tokens[at].sentence != doc.tokens[at - 1].sentence;
    let before = |set: &WordSet| !opens && set.contains(doc.word(at - 1));
    let after = |set: &WordSet| verb_end < doc.tokens.len() && set.contains(doc.word(verb_end));
    // "Arrivée lundi à Tokyo, X": a participle opens the sentence.
    if opens && participle {
        return !after(&words.of);
    }
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
