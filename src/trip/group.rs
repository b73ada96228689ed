//! Places that belong together in a sentence: "Ghana, Tanzania and Zambia" is one group, and "to" before it governs all three.

use super::view::View;
use crate::model::mention::{Toponym, Usage};
use crate::model::place::PlaceKind;
use crate::text::motion::CueKind;
use crate::text::{Sentence, Shape};

/// One place of a sentence as a possible stop.
#[derive(Debug, Clone, Copy)]
pub struct Item {
    /// Index into the toponyms; `None` for "here" where the dateline is not known.
    pub toponym: usize,
    /// Tokens of the mention in this sentence ("here" is not where the dateline stands).
    pub tokens: (usize, usize),
    /// The capital is meant by "the Chinese capital", "the capital of China".
    pub capital: bool,
}

/// Places joined into a list, with the preposition that governs them.
#[derive(Debug, Clone)]
pub struct Group {
    pub items: Vec<Item>,
    /// The token of the preposition before the first place; `None` where there is none.
    pub preposition: Option<usize>,
    /// First token of what belongs to the group: the preposition, the article or the place.
    pub first: usize,
    pub last: usize,
}

/// The groups of a sentence, in order.
pub fn find(view: &View, sentence: Sentence) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for item in items(view, sentence) {
        let (preposition, first) = governor(view, sentence, item.tokens.0);
        if let Some(group) = groups.last_mut()
            && joins(view, group, item, preposition)
        {
            group.items.push(item);
            group.last = item.tokens.1;
            continue;
        }
        groups.push(Group { items: vec![item], preposition, first, last: item.tokens.1 });
    }
    groups
}

fn items(view: &View, sentence: Sentence) -> Vec<Item> {
    let mut out: Vec<Item> = view
        .toponyms_in(sentence)
        .filter(|(_, t)| can_be_stop(t) && !apposition(view, t) && !adjectival(view, t) && !in_office(view, t))
        .map(|(i, t)| Item { toponym: i, tokens: t.tokens, capital: false })
        .collect();
    for (i, t) in view
        .toponyms_in(sentence)
        .filter(|(_, t)| t.usage == Usage::People && t.place.is_some_and(|p| p.kind == PlaceKind::Country))
    {
        // "la capitale chinoise": the adjective follows.
        let before = t.tokens.0.wrapping_sub(1);
        if follows_noun(view, t) && t.tokens.0 > sentence.first && view.is(&view.words.capital_noun, before) {
            let named = view.toponym_at(t.tokens.1).is_some()
                || view.str(t.tokens.1) == "," && view.toponym_at(t.tokens.1 + 1).is_some();
            if !named && !near_place(view, before) {
                out.push(Item { toponym: i, tokens: (before, t.tokens.1), capital: true });
            }
            continue;
        }
        // "the Chinese capital", unless its name follows.
        let end = t.tokens.1;
        if view.is(&view.words.capital_noun, end)
            && view.toponym_at(end + 1).is_none()
            && !(view.str(end + 1) == "," && view.toponym_at(end + 2).is_some())
            && !near_place(view, t.tokens.0)
        {
            out.push(Item { toponym: i, tokens: (t.tokens.0, end + 1), capital: true });
        }
    }
    if let Some((here, _)) = view.here() {
        for at in sentence.range() {
            let quoted = view.doc.tokens[at].quoted;
            if view.is(&view.words.here, at) && !quoted {
                out.push(Item { toponym: here, tokens: (at, at + 1), capital: false });
            }
        }
    }
    out.extend(sentence.range().filter_map(|at| there(view, sentence, at)));
    out.extend(sentence.range().filter_map(|at| stands_for(view, sentence, at)));
    out.sort_by_key(|i| i.tokens.0);
    drop_holders(view, &mut out);
    out
}

/// "There" and "from there": the place named last, in this sentence or the two before it.
fn there(view: &View, sentence: Sentence, at: usize) -> Option<Item> {
    const NEAR: usize = 8;
    let w = view.words;
    if !view.is(&w.there, at) || view.doc.tokens[at].quoted || view.is(&w.existential, at + 1) {
        return None;
    }
    let number = view.doc.sentences.partition_point(|s| s.first < sentence.first);
    let from = view.doc.sentences[number.saturating_sub(2)].first;
    let list = &view.mentions.toponyms;
    let end = list.partition_point(|t| t.tokens.1 <= at);
    let capital = |t: &Toponym| t.usage == Usage::People && view.is(&w.capital_noun, t.tokens.1);
    let named =
        |t: &Toponym| t.tokens.0 >= from && t.place.is_some() && (capital(t) || can_be_stop(t) && !adjectival(view, t));
    let index = (end.saturating_sub(NEAR)..end).rev().find(|i| named(&list[*i]))?;
    Some(Item { toponym: index, tokens: (at, at + 1), capital: capital(&list[index]) })
}

/// "In the capital", "toured the island", "left the city": a noun that stands for the place named last.
fn stands_for(view: &View, sentence: Sentence, at: usize) -> Option<Item> {
    const NEAR: usize = 6;
    let (w, noun) = (view.words, at + 1);
    let (capital, city, land) =
        (view.is(&w.capital_noun, noun), view.is(&w.standing_city, noun), view.is(&w.standing_land, noun));
    if !view.is(&w.definite, at) || !(capital || city || land) || at == sentence.first || view.doc.tokens[at].quoted {
        return None;
    }
    // A text may be one sentence without end.
    let near =
        Sentence { first: sentence.first.max(at.saturating_sub(9)), last: sentence.last.min(at + 9), ..sentence };
    // "ralliera ensuite la capitale"
    let mut head = at;
    while head > sentence.first + 1 && view.is_adverb(head - 1) {
        head -= 1;
    }
    let governed = view.is(&w.spot, at - 1)
        || view.is(&w.source, at - 1)
        || view.cues_in(near).iter().any(|c| c.kind == CueKind::Verb && c.cue.tokens.1 == head);
    let end = noun + 1;
    let closed = end >= sentence.last
        || !view.doc.tokens[end].is_word() && view.str(end) != "-" && !view.possessive_after(end)
        || [&w.preposition, &w.and, &w.be, &w.have, &w.will].iter().any(|set| view.is(set, end))
        || view.timexes_in(near).iter().any(|t| t.tokens.0 == end);
    let named_next = view.toponym_at(end + 1).is_some() && view.str(end) == ",";
    if !governed || !closed || named_next || view.is(&w.of, end) {
        return None;
    }
    let number = view.doc.sentences.partition_point(|s| s.first < sentence.first);
    let from = view.doc.sentences[number.saturating_sub(2)].first;
    let list = &view.mentions.toponyms;
    let last = list.partition_point(|t| t.tokens.1 <= at);
    let near = (last.saturating_sub(NEAR)..last).rev().filter(|i| list[*i].tokens.0 >= from && can_be_stop(&list[*i]));
    let kind = |i: usize| list[i].place.map(|p| p.kind);
    let meant = |i: &usize| match kind(*i) {
        Some(PlaceKind::City | PlaceKind::Venue) => city,
        Some(PlaceKind::Country) => capital || land,
        Some(PlaceKind::Region) => land,
        _ => false,
    };
    let toponym = near.into_iter().find(meant)?;
    Some(Item { toponym, tokens: (at, end), capital })
}

/// An adjective of nationality in small letters, which stands after its noun.
fn follows_noun(view: &View, toponym: &Toponym) -> bool {
    view.doc.tokens[toponym.tokens.0].shape == Shape::Lower
}

/// "Osaka, western Japan": a country or region right after a place in it only tells where that lies.
fn drop_holders(view: &View, items: &mut Vec<Item>) {
    let place = |i: &Item| view.mentions.toponyms[i.toponym].place;
    let holds = |a: &Item, b: &Item| {
        let (Some(x), Some(y)) = (place(a), place(b)) else { return false };
        let finer = matches!(x.kind, PlaceKind::City | PlaceKind::Venue)
            && matches!(y.kind, PlaceKind::Country | PlaceKind::Region);
        let between = a.tokens.1..b.tokens.0;
        finer
            && x.country == y.country
            && between.len() <= 4
            && view.str(a.tokens.1) == ","
            && between.skip(1).all(|i| view.is(&view.words.skip, i) || is_adjective(view, i))
    };
    let drop: Vec<bool> = (0..items.len()).map(|i| i > 0 && holds(&items[i - 1], &items[i])).collect();
    let mut at = 0;
    items.retain(|_| {
        at += 1;
        !drop[at - 1]
    });
}

/// A place right before an apposition: "Jakarta, the Indonesian capital".
fn near_place(view: &View, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|i| view.toponym_at(i).is_some_and(|(_, t)| t.usage != Usage::People))
        && (at.saturating_sub(3)..at).any(|i| view.str(i) == ",")
}

fn can_be_stop(toponym: &Toponym) -> bool {
    let kind = toponym.place.map(|p| p.kind);
    matches!(toponym.usage, Usage::Literal | Usage::Actor)
        && !matches!(kind, Some(PlaceKind::Continent | PlaceKind::Feature))
}

/// "Abuja, the Nigerian capital", "Brasilia, capital of Brazil": the second names no other place.
fn apposition(view: &View, toponym: &Toponym) -> bool {
    let at = toponym.tokens.0;
    // "the city of Lyon" is the place itself; "the capital of Brazil" tells where another lies.
    at >= 3
        && view.is(&view.words.of, at - 1)
        && view.is(&view.words.seat_noun, at - 2)
        && !matches!(toponym.place.map(|p| p.kind), Some(PlaceKind::City | PlaceKind::Venue))
        && preceded_by_place(view, at)
}

/// A place stands not far before, in the same sentence, so that an apposition can belong to it.
fn preceded_by_place(view: &View, at: usize) -> bool {
    let sentence = view.doc.sentence_of(at);
    (sentence.first..at).rev().take(6).any(|i| view.toponym_at(i).is_some())
}

/// "the President of France, Nicolas Sarkozy": where somebody holds office, in his title and name.
fn in_office(view: &View, toponym: &Toponym) -> bool {
    let (first, last) = toponym.tokens;
    let sentence = view.doc.sentence_of(first);
    let near = Sentence { first: sentence.first.max(first.saturating_sub(12)), last: first, ..sentence };
    view.people_in(near).iter().any(|m| m.tokens.0 < first && last < m.tokens.1)
}

/// "China's ambassador", "the Moscow government", "Paris-based": the place only describes something else.
fn adjectival(view: &View, toponym: &Toponym) -> bool {
    let end = toponym.tokens.1;
    if view.possessive_after(end) {
        // "Vietnam's capital Hanoi" names the country of a place that follows; a venue may follow as well.
        return true;
    }
    view.str(end) == "-" && !view.doc.tokens[end].spaced
}

/// The preposition that governs a place, and the first token of the phrase.
fn governor(view: &View, sentence: Sentence, place: usize) -> (Option<usize>, usize) {
    let mut at = place;
    let mut steps = 0;
    while at > sentence.first && steps < 8 {
        let before = at - 1;
        let token = view.doc.tokens[before];
        if view.is(&view.words.preposition, before) {
            // "to the city of Lyon", "in the capital of X"
            if view.is(&view.words.of, before)
                && before > sentence.first
                && view.is(&view.words.kind_of_place, before - 1)
            {
                at = before - 1;
                steps += 1;
                continue;
            }
            return (Some(before), before);
        }
        let described =
            view.is(&view.words.skip, before) || token.shape == Shape::Possessive || is_adjective(view, before);
        if !described {
            break;
        }
        at = before;
        steps += 1;
    }
    (None, at)
}

/// A nationality ("the Nigerian capital Abuja") or the possessor of a capital ("Vietnam's capital Hanoi").
fn is_adjective(view: &View, at: usize) -> bool {
    let toponym = view.toponym_at(at);
    let small = toponym.is_some_and(|(_, t)| t.usage == Usage::People && follows_noun(view, t));
    small
        || view.doc.tokens[at].is_capital()
            && toponym.is_some_and(|(_, t)| t.usage == Usage::People || view.possessive_after(t.tokens.1))
}

/// "will go to Hanoi on Monday, the Kremlin said": the subject of a verb of saying is no goal.
fn says(view: &View, item: Item) -> bool {
    let verb = (item.tokens.1..item.tokens.1 + 2).find(|i| !view.is_adverb(*i));
    verb.is_some_and(|i| view.is(&view.words.speech_verb, i) || view.is(&view.words.saying, i))
}

/// Whether an item goes on the list of a group: only commas, "and", days and the like lie between.
fn joins(view: &View, group: &Group, item: Item, preposition: Option<usize>) -> bool {
    let (from, to) = (group.last, item.tokens.0);
    if to < from || to - from > 14 {
        return false;
    }
    let same = |g: usize, p: usize| {
        let set = &view.words.same_preposition;
        view.doc.word(g) == view.doc.word(p) || view.is(set, g) && view.is(set, p)
    };
    let other_preposition = preposition.is_some_and(|p| group.preposition.is_none_or(|g| !same(g, p)) && p >= from);
    if other_preposition || says(view, item) {
        return false;
    }
    let mut joined = false;
    let mut at = from;
    while at < to {
        if let Some(timex) = view.mentions.timexes.iter().find(|t| t.tokens.0 <= at && at < t.tokens.1) {
            at = timex.tokens.1;
            continue;
        }
        if let Some((_, t)) = view.toponym_at(at)
            && (t.usage == Usage::Qualifier || apposition(view, t))
        {
            at = t.tokens.1;
            continue;
        }
        joined |= view.is(&view.words.lister, at);
        let allowed = view.is(&view.words.joiner, at)
            || view.is(&view.words.skip, at)
            || matches!(view.str(at), "(" | ")")
            || view.doc.tokens[at].shape == Shape::Possessive
            || is_adjective(view, at)
            || view.is(&view.words.of, at)
            || view.is(&view.words.preposition, at) && view.mentions.timexes.iter().any(|t| t.tokens.0 == at + 1);
        if !allowed {
            return false;
        }
        at += 1;
    }
    joined
}
