//! Whom a cue speaks of: the subject of a verb, the owner of a visit, the guest of a host.

use super::reading::{self, Group};
use super::view::View;
use crate::model::mention::{PersonForm, PersonMention};
use crate::text::motion::{CueKind, VerbForm};
use crate::text::{Sentence, Shape};

/// The people who are the subject of a verb whose group starts at `group.first`; empty where it is something else.
pub fn of_verb(view: &View, sentence: Sentence, group: &Group, topic: Option<usize>) -> Vec<usize> {
    let head = head_before(view, sentence, group.first);
    let Some(head) = head else {
        // The verb opens the sentence: "Arrives in Managua", "Arriving in Moscow, Shultz said".
        let right = view.people_in(sentence).iter().find(|m| m.tokens.0 >= group.first && acts(view, m));
        return match right {
            Some(m) if group.participle => with_companions(view, sentence, m),
            _ if is_speech(view, sentence) => Vec::new(),
            _ => focus(view, sentence, topic).into_iter().collect(),
        };
    };
    if !can_precede(view, head, group) {
        return Vec::new();
    }
    let related = of_relative(view, sentence, head);
    if !related.is_empty() {
        return related;
    }
    // "Canadians who are in Lima": others.
    if view.is(&view.words.related, head) && head > sentence.first && view.doc.tokens[head - 1].is_word() {
        return Vec::new();
    }
    if let Some(first) = joined_infinitive(view, sentence, group, head) {
        return of_verb(view, sentence, &first, topic);
    }
    let mut left = view.people_in(sentence).iter().rev().filter(|m| m.tokens.1 <= group.first && acts(view, m));
    // "the royal couple", "the delegation", "they": the travellers themselves, not whoever was named last.
    let collective = view.is(&view.words.collective, head);
    if collective && topic.is_some() {
        return topic.into_iter().collect();
    }
    if let Some(m) = left.next() {
        return with_companions(view, sentence, m);
    }
    if (group.participle || view.is(&view.words.after, head) || view.is(&view.words.before, head))
        && let Some(m) = view.people_in(sentence).iter().find(|m| m.tokens.0 >= group.first && acts(view, m))
    {
        return with_companions(view, sentence, m);
    }
    // "the heads of state who visit": somebody else than the text is about.
    if view.is(&view.words.pronoun_relative, head) || is_speech(view, sentence) {
        return Vec::new();
    }
    let vague =
        view.is(&view.words.person_noun, head) || view.is(&view.words.vague_subject, head) || view.str(head) == ",";
    if vague || group.participle { focus(view, sentence, topic).into_iter().collect() } else { Vec::new() }
}

/// "was to see X in Tokyo, and to go on to Sendai": the verb group that an infinitive is joined to.
fn joined_infinitive(view: &View, sentence: Sentence, group: &Group, head: usize) -> Option<Group> {
    if !group.infinitive || !view.is(&view.words.and, head) {
        return None;
    }
    let verb = view.cues_in(sentence).iter().rev().find(|c| c.kind == CueKind::Verb && c.cue.tokens.1 <= head)?;
    let first = reading::of(view, verb);
    let told = first.infinitive || first.standing == reading::Standing::Ahead;
    (told && first.first < head).then_some(first)
}

/// "talks with X, who arrived": whoever stands right before the relative pronoun, also where he is the object of another verb; with
/// those joined to him, "A, B's C and D, who came".
fn of_relative(view: &View, sentence: Sentence, head: usize) -> Vec<usize> {
    let w = view.words;
    if !view.is(&w.related, head) {
        return Vec::new();
    }
    let people = view.people_in(sentence);
    let comma = head > sentence.first && view.str(head - 1) == ",";
    let end = head - usize::from(comma);
    let ends = |end: usize| people.iter().rev().find(|m| m.tokens.1 == end && m.form != PersonForm::Pronoun);
    // "X of Pakistan, who"
    let country = || {
        let (_, place) = view.toponym_at(end.checked_sub(1)?)?;
        let of = place.tokens.0.checked_sub(1).filter(|i| view.is(&w.of, *i))?;
        ends(of)
    };
    let Some(last) = ends(end).or_else(country) else { return Vec::new() };
    let mut out = vec![last.person];
    let mut first = last.tokens.0;
    let links = |i: usize| {
        view.str(i) == ","
            || view.is(&w.and, i)
            || view.is(&w.skip, i)
            || view.doc.tokens[i].shape == Shape::Possessive
            || view.toponym_at(i).is_some()
    };
    while let Some(m) = people.iter().rev().find(|m| m.tokens.1 <= first).filter(|_| comma) {
        let between = m.tokens.1..first;
        if between.is_empty() || !between.clone().all(links) || !between.clone().any(|i| view.is(&w.lister, i)) {
            break;
        }
        first = m.tokens.0;
        if m.form != PersonForm::Pronoun && !view.possessive_after(m.tokens.1) && !out.contains(&m.person) {
            out.push(m.person);
        }
    }
    out.reverse();
    out
}

/// The last word before a verb group that is no adverb, day or aside.
fn head_before(view: &View, sentence: Sentence, first: usize) -> Option<usize> {
    let mut at = first;
    while at > sentence.first {
        at -= 1;
        if let Some(timex) = view.timexes_in(sentence).iter().find(|t| t.tokens.0 <= at && at < t.tokens.1) {
            at = timex.tokens.0;
            if at > sentence.first && view.is(&view.words.day_preposition, at - 1) {
                at -= 1;
            }
            continue;
        }
        let token = view.doc.tokens[at];
        let aside =
            view.is_adverb(at) || token.shape == Shape::Number || matches!(view.str(at), "\"" | "”" | "“" | ")" | "'");
        if !aside {
            return Some(at);
        }
    }
    None
}

/// Whether what stands right before a verb leaves room for a person as its subject.
fn can_precede(view: &View, head: usize, group: &Group) -> bool {
    if view.people_in(view.doc.sentence_of(head)).iter().any(|m| m.tokens.0 <= head && head < m.tokens.1) {
        return true;
    }
    let w = view.words;
    let token = view.doc.tokens[head];
    if group.participle || group.infinitive {
        return true;
    }
    match token.shape {
        Shape::Mark => true,
        Shape::Possessive => false,
        _ => {
            let word = view.doc.word(head);
            w.joiner.contains(word)
                || w.relative.contains(word)
                || w.breaker.contains(word)
                || w.after.contains(word)
                || w.before.contains(word)
                || w.person_noun.contains(word)
                || w.vague_subject.contains(word)
                || w.pronoun_relative.contains(word)
                // "Putin told reporters in Doha he would fly on": a place ends an aside.
                || view.toponym_at(head).is_some_and(|(_, t)| t.tokens.0 > 0 && view.is(&w.preposition, t.tokens.0 - 1))
        }
    }
}

/// Somebody speaks for himself: "we", "you", "I" are not the traveller whom the text is about.
fn is_speech(view: &View, sentence: Sentence) -> bool {
    sentence.range().any(|i| view.is(&view.words.speaker, i))
}

/// Mentions that can be a subject: not owned ("Putin's"), not governed by a preposition ("with Putin").
pub fn acts(view: &View, mention: &PersonMention) -> bool {
    let (first, last) = mention.tokens;
    if view.possessive_after(last) || (mention.form == PersonForm::Pronoun && is_owner(view, first)) {
        return false;
    }
    let mut before = first;
    let describes = |i: usize| {
        view.is(&view.words.person_skip, i)
            || (view.doc.tokens[i].is_capital()
                && view.doc.tokens[i].is_word()
                && i > view.doc.sentence_of(first).first
                && !governed(view, mention, i))
    };
    while before > 0 && first - before < 4 && describes(before - 1) {
        before -= 1;
    }
    // "Bank of Japan governor X": the preposition belongs to the office.
    let of_office = before > 1
        && view.is(&view.words.of, before - 1)
        && view.doc.tokens[before - 2].is_capital()
        && view.doc.tokens[before - 2].sentence == view.doc.tokens[first].sentence;
    // "will see Prime Minister X, then go on": the object of a verb; but "said X" is turned round.
    // "met on Tuesday the premier": a day between.
    let sentence = view.doc.sentence_of(first);
    let mut verb_end = before;
    while let Some(timex) = view.timexes_in(sentence).iter().find(|t| t.tokens.1 == verb_end) {
        verb_end = timex.tokens.0;
    }
    let object = view.cues_in(sentence).iter().any(|c| {
        c.kind == CueKind::Verb
            && c.cue.tokens.1 == verb_end
            && before > 0
            && !view.is(&view.words.speech_verb, c.cue.tokens.0)
    });
    if object {
        return false;
    }
    before == 0
        || of_office
        || view.doc.tokens[before - 1].sentence != view.doc.tokens[first].sentence
        || !view.is(&view.words.before_object, before - 1)
}

/// "From India he goes", "From Guam Xi flew": the capital before a mention is a place with a preposition of its own.
fn governed(view: &View, mention: &PersonMention, at: usize) -> bool {
    mention.form == PersonForm::Pronoun
        || view.toponym_at(at).is_some_and(|(_, t)| {
            let first = t.tokens.0;
            let opens = first.checked_sub(1).is_some_and(|i| i == view.doc.sentence_of(at).first);
            let article = first.checked_sub(2).is_some_and(|i| i == view.doc.sentence_of(at).first)
                && view.is(&view.words.skip, first - 1);
            t.tokens.1 == mention.tokens.0 && (opens || article)
        })
}

/// "his visit", "her visit" as against "told her".
fn is_owner(view: &View, at: usize) -> bool {
    view.is(&view.words.owner, at)
        || view.is(&view.words.owner_or_object, at)
            && view.doc.tokens.get(at + 1).is_some_and(|t| t.is_word())
            && !view.is(&view.words.preposition, at + 1)
}

/// The subject whose last mention before a verb is `mention`, with those who stand beside him: "Singh, deputy adviser, and
/// Hochstein, senior adviser, visited". No verb lies between them; the first is the leader.
pub fn with_companions(view: &View, sentence: Sentence, mention: &PersonMention) -> Vec<usize> {
    let mut out = vec![mention.person];
    let mut first = mention.tokens.0;
    let left: Vec<&PersonMention> = view.people_in(sentence).iter().filter(|m| m.tokens.1 <= first).collect();
    for m in left.into_iter().rev() {
        if !same_clause(view, sentence, m.tokens.1, first) {
            break;
        }
        first = m.tokens.0;
        if m.form != PersonForm::Pronoun && acts(view, m) && !out.contains(&m.person) {
            out.push(m.person);
        }
    }
    out.reverse();
    out
}

/// True where neither a verb nor a new clause lies between two tokens.
fn same_clause(view: &View, sentence: Sentence, from: usize, to: usize) -> bool {
    let verb = |i: usize| {
        let w = view.words;
        let word = view.doc.word(i);
        w.be.contains(word)
            || w.have.contains(word)
            || w.had.contains(word)
            || w.will.contains(word)
            || w.would.contains(word)
            || w.relative.contains(word)
            || w.breaker.contains(word)
    };
    !(from..to).any(verb)
        && !view.cues_in(sentence).iter().any(|c| {
            matches!(c.kind, CueKind::Verb | CueKind::Aspect)
                && c.cue.tokens.0 >= from
                && c.cue.tokens.1 <= to
                && c.form != VerbForm::Base
        })
        && !(from..to).any(|i| {
            matches!(view.str(i), ";" | ":") || view.is(&view.words.after, i) || view.is(&view.words.before, i)
        })
}

/// Whom the sentences before speak of.
///
/// The traveller whom the text is about, where that is known; else the subject of the last sentence that names somebody.
pub fn focus(view: &View, sentence: Sentence, topic: Option<usize>) -> Option<usize> {
    if topic.is_some() {
        return topic;
    }
    let here = view.doc.sentences.partition_point(|s| s.first < sentence.first);
    let people =
        view.doc.sentences[..here].iter().rev().map(|s| view.people_in(*s)).find(|people| !people.is_empty())?;
    people.iter().find(|m| acts(view, m)).or(people.first()).map(|m| m.person)
}

/// Who owns a visit: "Putin's first visit to", "his visit", "the visit of Chancellor X", "a visit by X", "X paid a visit to".
pub fn of_noun(view: &View, sentence: Sentence, first: usize, last: usize) -> Option<Owner> {
    if let Some(owner) = later_owner(view, sentence, first).or_else(|| possessor(view, sentence, first)) {
        return Some(Owner { people: vec![owner], possessive: true });
    }
    // "visit by X to Y", "visit of X to Y"
    let mut next = last;
    // "a visit here this week by X"
    while next < last + 6
        && (view.is(&view.words.here, next)
            || view.timexes_in(sentence).iter().any(|t| t.tokens.0 <= next && next < t.tokens.1))
    {
        next += 1;
    }
    if view.is(&view.words.owner_preposition, next) {
        let after = view.people_in(sentence).iter().find(|m| m.tokens.0 > next && m.tokens.0 <= next + 2);
        if let Some(m) = after {
            let mut people = vec![m.person];
            joined_after(view, sentence, m, &mut people);
            return Some(Owner { people, possessive: true });
        }
    }
    None
}

/// "During his trip to Washington, Bangemann will meet": the pronoun that opens the sentence means its subject.
fn later_owner(view: &View, sentence: Sentence, noun: usize) -> Option<usize> {
    let pronoun = view.people_in(sentence).iter().find(|m| {
        m.form == PersonForm::Pronoun
            && is_owner(view, m.tokens.0)
            && m.tokens.0 <= sentence.first + 2
            && m.tokens.0 < noun
    })?;
    (noun - pronoun.tokens.0 <= 5).then_some(())?;
    let comma = (noun..sentence.last).find(|i| view.str(*i) == ",")?;
    let subject = view
        .people_in(sentence)
        .iter()
        .find(|m| m.tokens.0 > comma && m.form != PersonForm::Pronoun && acts(view, m))?;
    (sentence.first + 1 == pronoun.tokens.0).then_some(subject.person)
}

/// True where "of" or "by" after a noun names an owner who is nobody known: "the visit of American officials".
pub fn somebody_else(view: &View, last: usize) -> bool {
    (view.is(&view.words.of, last) || view.is(&view.words.by, last)) && {
        let next = last + 1 + usize::from(view.is(&view.words.skip, last + 1));
        !view.toponym_at(next).is_some_and(|(_, t)| t.usage != crate::model::mention::Usage::People)
            && !matches!(view.doc.tokens.get(next).map(|t| t.shape), Some(Shape::Number))
            && !view.timexes_in(view.doc.sentence_of(last)).iter().any(|t| t.tokens.0 <= next && next < t.tokens.1)
    }
}

/// The people joined to a mention by "and" after it.
fn joined_after(view: &View, sentence: Sentence, mention: &PersonMention, people: &mut Vec<usize>) {
    let mut last = mention.tokens.1;
    let joins = |i: usize| view.str(i) == "," || view.is(&view.words.conjunction, i);
    while joins(last) {
        let skipped = view.is(&view.words.conjunction, last + 1) || view.is(&view.words.person_skip, last + 1);
        let from = last + 1 + usize::from(skipped);
        let Some(next) = view.people_in(sentence).iter().find(|m| m.tokens.0 == from) else { break };
        if !people.contains(&next.person) {
            people.push(next.person);
        }
        last = next.tokens.1;
    }
}

/// Whose visit it is.
#[derive(Debug, Clone)]
pub struct Owner {
    pub people: Vec<usize>,
    /// True where the noun itself says whose it is; false where the subject of the clause was taken.
    pub possessive: bool,
}

/// The person whose possessive stands before a noun, at most a few describing words away.
fn possessor(view: &View, sentence: Sentence, noun: usize) -> Option<usize> {
    let near = noun.saturating_sub(8).max(sentence.first);
    let mention = view.people_in(sentence).iter().rev().find(|m| {
        m.tokens.1 <= noun && m.tokens.1 > near && {
            let owned =
                view.possessive_after(m.tokens.1) || (m.form == PersonForm::Pronoun && is_owner(view, m.tokens.0));
            owned && (m.tokens.1..noun).all(|i| describes(view, i))
        }
    })?;
    Some(mention.person)
}

/// Words between a possessive and its noun: no verb, no preposition, no comma.
fn describes(view: &View, at: usize) -> bool {
    let token = view.doc.tokens[at];
    token.shape == Shape::Possessive
        || matches!(view.str(at), "-" | "’" | "'")
        || view.is(&view.words.conjunction, at)
        || (token.is_word()
            && (!view.is(&view.words.preposition, at) || view.toponym_at(at).is_some())
            && !view.is(&view.words.be, at))
}

/// True where a mention is the object of the verb that ends at `last`: "welcomed Chancellor Scholz".
pub fn object_after(view: &View, sentence: Sentence, last: usize) -> Vec<usize> {
    let mut at = last;
    while at < sentence.last {
        if view.is(&view.words.skip, at)
            || view.is(&view.words.adverb, at)
            || view.is(&view.words.with, at)
            || view.is(&view.words.before_guest, at)
        {
            at += 1;
        } else if let Some(past) = aside_after(view, sentence, at) {
            at = past;
        } else {
            break;
        }
    }
    let Some(mention) = view
        .people_in(sentence)
        .iter()
        .filter(|m| m.form != PersonForm::Pronoun || !is_owner(view, m.tokens.0))
        .find(|m| m.tokens.0 <= at + 1 && at < m.tokens.1.max(at + 1) && m.tokens.0 >= last)
    else {
        return Vec::new();
    };
    let mut people = vec![mention.person];
    joined_after(view, sentence, mention, &mut people);
    people
}

/// One past a day, a place or a nationality before the object: "received on Monday in Abidjan his Liberian counterpart X".
fn aside_after(view: &View, sentence: Sentence, at: usize) -> Option<usize> {
    use crate::model::mention::Usage;
    let near = Sentence { last: sentence.last.min(at + 2), ..sentence };
    if let Some(timex) = view.timexes_in(near).iter().find(|t| t.tokens.0 <= at && at < t.tokens.1) {
        return Some(timex.tokens.1);
    }
    if let Some((_, t)) = view.toponym_at(at).filter(|(_, t)| t.usage == Usage::People) {
        return Some(t.tokens.1);
    }
    let place = view.toponym_at(at + 1).filter(|(_, t)| t.usage != Usage::People && view.is(&view.words.spot, at));
    place.map(|(_, t)| t.tokens.1).filter(|past| *past < sentence.last)
}

/// The people who are the agent of a passive: "was received by President X".
pub fn agent_after(view: &View, sentence: Sentence, last: usize) -> Option<usize> {
    let by = (last..(last + 4).min(sentence.last)).find(|i| view.is(&view.words.by, *i))?;
    view.people_in(sentence).iter().find(|m| m.tokens.0 > by && m.tokens.0 <= by + 3).map(|m| m.person)
}
