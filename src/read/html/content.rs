//! Which elements of a page hold the article.
//!
//! In: the tree. Out: the roots of the article's text, in their order, and what inside them is no part of it. Elements that say
//! what they are (`itemprop="articleBody"`, a class such as `entry-content`) are believed where they hold a fair share of the
//! page's prose. Else paragraphs vote for the elements around them, as in Mozilla's Readability: a paragraph gives its parent its
//! whole score, the grandparent half, the next a sixth, a ninth, a twelfth; links take their share away.

use super::furniture::words;
use super::tag::Tag;
use super::tree::{Content, Id, Page, ROOT};
use rustc_hash::FxHashMap;

/// A paragraph has at least so many letters; what is shorter is as often a label.
const SHORTEST: u32 = 50;
/// What has more of its letters in links is a list of links.
const MOST_LINKED: f32 = 0.4;
/// An element is never furniture, whatever it is called, where it holds so much of the page's prose.
const TOO_MUCH_TO_DROP: f32 = 0.4;
/// Elements that say that they are the article hold so much of the page's prose.
const ENOUGH_FOR_BODY: f32 = 0.3;


/// Letters by element; a text has those of its own.
struct Letters {
    /// Directly in a block, its inline elements included.
    own: Vec<u32>,
    own_linked: Vec<u32>,
    /// In the paragraphs inside.
    prose: Vec<u32>,
    all: Vec<u32>,
    linked: Vec<u32>,
}

/// The article's place in a page.
pub struct Found {
    /// The roots, in document order, none inside another.
    pub roots: Vec<Id>,
    /// By node: no part of the article.
    pub dropped: Vec<bool>,
}

/// Finds the elements that hold the article.
pub fn find(page: &Page) -> Found {
    let none = vec![false; page.nodes.len()];
    let whole = letters(page, &none);
    let dropped = dropped(page, &whole);
    let letters = letters(page, &dropped);
    let roots = named(page, &letters, &dropped).unwrap_or_else(|| voted(page, &letters, &dropped));
    Found { roots, dropped }
}

/// Nodes stand after their parents, so one pass forward tells what lies around a node, and one back what lies inside.
fn letters(page: &Page, dropped: &[bool]) -> Letters {
    let count = page.nodes.len();
    let zero = || vec![0u32; count];
    let mut letters = Letters { own: zero(), own_linked: zero(), prose: zero(), all: zero(), linked: zero() };
    let mut block = vec![ROOT; count];
    let mut in_link = vec![false; count];
    for id in 1..count {
        let parent = page.nodes[id].parent;
        match page.nodes[id].content {
            Content::Text(text) if !dropped[parent] => {
                let length = text.bytes().filter(|b| !b.is_ascii_whitespace()).count() as u32;
                letters.all[id] = length;
                letters.own[block[parent]] += length;
                if in_link[parent] {
                    letters.linked[id] = length;
                    letters.own_linked[block[parent]] += length;
                }
            }
            Content::Text(_) => {}
            Content::Element(tag) => {
                block[id] = if tag.is_block() { id } else { block[parent] };
                in_link[id] = in_link[parent] || tag == Tag::A && !page.attributes(id).href.is_empty();
            }
        }
    }
    for id in (0..count).rev() {
        let (own, linked) = (letters.own[id], letters.own_linked[id]);
        let is_heading = page.tag(id).is_some_and(Tag::is_heading);
        if own >= SHORTEST && linked as f32 <= own as f32 * MOST_LINKED && !is_heading {
            letters.prose[id] += own;
        }
        if id != ROOT {
            let parent = page.nodes[id].parent;
            letters.prose[parent] += letters.prose[id];
            letters.all[parent] += letters.all[id];
            letters.linked[parent] += letters.linked[id];
        }
    }
    letters
}

/// What is furniture by its element, role or name, or lies in such.
fn dropped(page: &Page, letters: &Letters) -> Vec<bool> {
    let most = letters.prose[ROOT] as f32 * TOO_MUCH_TO_DROP;
    let mut known: FxHashMap<(&str, &str), bool> = FxHashMap::default();
    let mut dropped = vec![false; page.nodes.len()];
    for id in 1..page.nodes.len() {
        let Content::Element(tag) = page.nodes[id].content else {
            dropped[id] = dropped[page.nodes[id].parent];
            continue;
        };
        let attributes = page.attributes(id);
        let mut told = || {
            let by_name = || words().are_dropped(attributes);
            attributes.hidden
                || !attributes.role.is_empty() && by_name()
                || *known.entry((attributes.class, attributes.id)).or_insert_with(by_name)
        };
        let small = letters.prose[id] == 0 || (letters.prose[id] as f32) < most;
        dropped[id] = dropped[page.nodes[id].parent] || small && (tag.is_furniture() || told());
    }
    dropped
}

/// The outermost elements that say that they are the article's text.
fn named(page: &Page, letters: &Letters, dropped: &[bool]) -> Option<Vec<Id>> {
    let mut inside = vec![false; page.nodes.len()];
    let mut roots = Vec::new();
    for id in 1..page.nodes.len() {
        let parent = page.nodes[id].parent;
        inside[id] = inside[parent];
        if !inside[id] && !dropped[id] && letters.prose[id] > 0 && words().is_body(page.attributes(id)) {
            inside[id] = true;
            roots.push(id);
        }
    }
    let held: u32 = roots.iter().map(|id| letters.prose[*id]).sum();
    (held > 0 && held as f32 >= letters.prose[ROOT] as f32 * ENOUGH_FOR_BODY).then_some(roots)
}

/// The element that the paragraphs vote for, with what belongs to it around it.
fn voted(page: &Page, letters: &Letters, dropped: &[bool]) -> Vec<Id> {
    let scores = votes(page, letters, dropped);
    let mut best = ROOT;
    for (id, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = id;
        }
    }
    let best = widened(page, letters, dropped, best);
    with_siblings(page, letters, dropped, best)
}

fn votes(page: &Page, letters: &Letters, dropped: &[bool]) -> Vec<f32> {
    let mut scores = vec![0f32; page.nodes.len()];
    for id in 0..page.nodes.len() {
        let own = letters.own[id];
        let Some(tag) = page.tag(id).filter(|_| !dropped[id]) else { continue };
        if own < SHORTEST || letters.own_linked[id] as f32 > own as f32 * MOST_LINKED || tag.is_heading() {
            continue;
        }
        let score = 1.0 + (own as f32 / 100.0).min(3.0);
        // Text that stands in a cell or a division without paragraphs speaks for that itself.
        let mut at = if matches!(tag, Tag::P | Tag::Pre | Tag::Li | Tag::Blockquote | Tag::Dd) { parent(page, id) } else { Some(id) };
        for share in [1.0, 0.5, 1.0 / 6.0, 1.0 / 9.0, 1.0 / 12.0] {
            let Some(voted) = at else { break };
            scores[voted] += score * share;
            at = parent(page, voted);
        }
    }
    for (id, score) in scores.iter_mut().enumerate() {
        *score *= 1.0 - letters.linked[id] as f32 / letters.all[id].max(1) as f32;
    }
    scores
}

fn parent(page: &Page, id: Id) -> Option<Id> {
    (id != ROOT).then(|| page.nodes[id].parent)
}

/// The entries of a live blog, the halves of a text around an advertisement: up to the element that holds all of its kind.
fn widened(page: &Page, letters: &Letters, dropped: &[bool], mut best: Id) -> Id {
    let above = || std::iter::successors(Some(best), |id| parent(page, *id));
    let article = above().filter(|id| page.tag(*id) == Some(Tag::Article)).last();
    if let Some(article) = article {
        best = article;
    }
    for _ in 0..4 {
        let Some(above) = parent(page, best) else { break };
        let alike = |id: &Id| {
            *id != best
                && !dropped[*id]
                && page.tag(*id) == page.tag(best)
                && page.attributes(*id).class == page.attributes(best).class
                && letters.prose[*id] > 0
        };
        let (tag, class) = (page.tag(best), page.attributes(best).class);
        let tells = !class.is_empty() || matches!(tag, Some(Tag::Article | Tag::Section | Tag::Td | Tag::Tr));
        if !tells || !page.children(above).any(|id| alike(&id)) {
            break;
        }
        best = above;
    }
    best
}

/// The element and the paragraphs beside it.
fn with_siblings(page: &Page, letters: &Letters, dropped: &[bool], best: Id) -> Vec<Id> {
    let Some(above) = parent(page, best) else { return vec![ROOT] };
    let is_paragraph = |id: Id| {
        let linked = letters.linked[id] as f32 <= letters.all[id] as f32 * 0.25;
        matches!(page.tag(id), Some(Tag::P | Tag::Blockquote)) && !dropped[id] && letters.prose[id] > 0 && linked
    };
    page.children(above).filter(|id| *id == best || is_paragraph(*id)).collect()
}
