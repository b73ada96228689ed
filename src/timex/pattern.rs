//! The rows of `timex.tsv` as one tree of words and classes, and the longest row that matches at a token.
//!
//! In: the table, then a document and a token. Out: the row, the tokens it covers and the values of its classes. What the row
//! means is left to [`super::meaning`].
//!
//! A pattern is a list of words. `{class}` is any word of the class, `a|b` either word, `x?` may be left out, `(x)` must stand
//! there but is no part of the expression. A last word with `!` forbids what follows: `!noun` a word that is no function word,
//! `!plural` what figures count, `!word` any word, `!name` a capitalised one, `!of` a word of the class `of`, `!dash` a dash.

use super::meaning::Meaning;
use super::words::{Class, Lexicon};
use crate::text::{Document, Shape, Vocabulary, WordId};

/// One row of the table.
#[derive(Debug)]
pub struct Row {
    /// The pattern as written, by which `explain` names the rule.
    pub name: &'static str,
    pub meaning: Meaning,
    pub example: &'static str,
    pub value: &'static str,
    pub counter: Option<&'static str>,
}

/// A class found in a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capture {
    pub class: Class,
    pub value: i32,
}

/// No pattern is longer than this.
const LONGEST: usize = 16;

/// What a row found.
#[derive(Debug, Clone)]
pub struct Match {
    pub row: usize,
    /// First and one past the last token of the expression itself.
    pub tokens: (usize, usize),
    captures: [Option<Capture>; LONGEST],
}

impl Match {
    /// The values of a class, in order.
    pub fn all(&self, class: Class) -> impl Iterator<Item = i32> + '_ {
        self.captures.iter().map_while(|c| *c).filter(move |c| c.class == class).map(|c| c.value)
    }

    /// The first value of a class.
    pub fn first(&self, class: Class) -> Option<i32> {
        self.all(class).next()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Symbol {
    Word(WordId),
    Class(Class),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Guard {
    None,
    Noun,
    Of,
    Dash,
    Word,
    Plural,
    Name,
}

#[derive(Debug, Default)]
struct Node {
    words: Vec<(WordId, u32)>,
    classes: Vec<(Class, u32)>,
    /// Rows that end here: the row, what may not follow, and how many tokens at either end are context.
    ends: Vec<(u16, Guard, u8, u8)>,
}

/// All rows as a tree.
#[derive(Debug)]
pub struct Patterns {
    pub rows: Vec<Row>,
    nodes: Vec<Node>,
    /// The node after a first word, by word number; 0 for none.
    starts: Vec<u32>,
    /// The classes with which a row may begin.
    first_classes: u64,
}

impl Patterns {
    /// Reads the table; the first broken row is the error.
    pub fn compile(table: &'static str, vocabulary: &mut Vocabulary) -> Result<Self, String> {
        let mut patterns =
            Patterns { rows: Vec::new(), nodes: vec![Node::default()], starts: Vec::new(), first_classes: 0 };
        for line in table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
            let columns: Vec<&'static str> = line.split('\t').collect();
            let [name, meaning, example, value, ..] = columns[..] else {
                return Err(format!("fewer than four columns: {line}"));
            };
            let meaning = Meaning::parse(meaning).ok_or_else(|| format!("unknown meaning: {line}"))?;
            let row = patterns.rows.len() as u16;
            let counter = columns.get(4).copied().filter(|c| !c.is_empty());
            patterns.rows.push(Row { name, meaning, example, value, counter });
            patterns.insert(name, row, vocabulary)?;
        }
        patterns.starts = vec![0; vocabulary.len()];
        for (word, node) in &patterns.nodes[0].words {
            patterns.starts[word.0 as usize] = *node;
        }
        patterns.first_classes = patterns.nodes[0].classes.iter().fold(0, |set, (class, _)| set | class.bit());
        Ok(patterns)
    }

    fn insert(&mut self, pattern: &str, row: u16, vocabulary: &mut Vocabulary) -> Result<(), String> {
        let mut guard = Guard::None;
        // Nodes reached so far, with the context tokens before the expression and, once it has begun, after it.
        let mut ends: Vec<(u32, u8, u8, bool)> = vec![(0, 0, 0, false)];
        for word in pattern.split_whitespace() {
            if let Some(what) = word.strip_prefix('!').filter(|w| !w.is_empty()) {
                guard = match what {
                    "noun" => Guard::Noun,
                    "of" => Guard::Of,
                    "dash" => Guard::Dash,
                    "word" => Guard::Word,
                    "plural" => Guard::Plural,
                    "name" => Guard::Name,
                    _ => return Err(format!("unknown guard in {pattern}")),
                };
                continue;
            }
            let context = word.starts_with('(') && word.ends_with(')') && word.len() > 2;
            let word = if context { &word[1..word.len() - 1] } else { word };
            let (word, optional) =
                word.strip_suffix('?').filter(|w| !w.is_empty()).map_or((word, false), |w| (w, true));
            let mut next = if optional { ends.clone() } else { Vec::new() };
            for alternative in word.split('|') {
                let symbol = match alternative.strip_prefix('{').and_then(|w| w.strip_suffix('}')) {
                    Some(class) => {
                        Symbol::Class(Class::named(class).ok_or_else(|| format!("unknown class in {pattern}"))?)
                    }
                    None => Symbol::Word(vocabulary.add(alternative)),
                };
                for (node, before, after, begun) in &ends {
                    let to = self.child(*node, symbol);
                    next.push(match (context, begun) {
                        (true, false) => (to, before + 1, 0, false),
                        (true, true) => (to, *before, after + 1, true),
                        (false, _) => (to, *before, 0, true),
                    });
                }
            }
            ends = next;
        }
        for (node, before, after, begun) in ends {
            if begun {
                self.nodes[node as usize].ends.push((row, guard, before, after));
            }
        }
        Ok(())
    }

    fn child(&mut self, node: u32, symbol: Symbol) -> u32 {
        let new = self.nodes.len() as u32;
        let parent = &mut self.nodes[node as usize];
        let found = match symbol {
            Symbol::Word(word) => parent.words.iter().find(|(w, _)| *w == word).map(|(_, n)| *n),
            Symbol::Class(class) => parent.classes.iter().find(|(c, _)| *c == class).map(|(_, n)| *n),
        };
        if let Some(found) = found {
            return found;
        }
        match symbol {
            Symbol::Word(word) => parent.words.push((word, new)),
            Symbol::Class(class) => parent.classes.push((class, new)),
        }
        self.nodes.push(Node::default());
        new
    }

    /// The longest match that begins at a token; of two as long, the row that stands first in the table.
    pub fn longest(&self, document: &Document, lexicon: &Lexicon, at: usize) -> Option<Match> {
        let word = document.tokens[at].word;
        let plain = lexicon.possible(document, at) & self.first_classes == 0;
        let start = self.starts.get(word.0 as usize).copied().unwrap_or(0);
        if start == 0 && plain {
            return None;
        }
        let mut walk = Walk { patterns: self, document, lexicon, from: at, captures: [None; LONGEST], best: None };
        if start != 0 {
            walk.visit(start, at + 1, 0);
        }
        if !plain {
            walk.classes(0, at, 0);
        }
        walk.best.map(|(_, found)| found)
    }

    fn allows(&self, guard: Guard, document: &Document, lexicon: &Lexicon, next: usize) -> bool {
        let Some(token) = document.tokens.get(next) else { return true };
        match guard {
            Guard::None => true,
            Guard::Of => !lexicon.lists(token.word, Class::Of),
            Guard::Dash => !lexicon.lists(token.word, Class::Dash),
            Guard::Word => !token.is_word() || token.sentence != document.tokens[next - 1].sentence,
            Guard::Name => {
                !(token.is_capital() && token.spaced && token.sentence == document.tokens[next - 1].sentence)
            }
            Guard::Plural => !counted(document, lexicon, next) || lexicon.lists(token.word, Class::Function),
            Guard::Noun => {
                let joined = lexicon.lists(token.word, Class::Dash) && !token.spaced;
                !joined
                    && (token.shape == Shape::Mark
                        || token.shape == Shape::Possessive
                        || lexicon.lists(token.word, Class::Function)
                        || token.sentence != document.tokens[next - 1].sentence)
            }
        }
    }
}

/// True for what figures count: "men", "miles", "%".
fn counted(document: &Document, lexicon: &Lexicon, at: usize) -> bool {
    let token = document.tokens[at];
    let plural = token.shape == Shape::Lower && lexicon.endings.is_plural(document.str(at));
    plural || matches!(token.shape, Shape::Lower | Shape::Mark) && lexicon.lists(token.word, Class::Counted)
}

/// One attempt at matching, depth first.
struct Walk<'a> {
    patterns: &'a Patterns,
    document: &'a Document<'a>,
    lexicon: &'a Lexicon,
    from: usize,
    captures: [Option<Capture>; LONGEST],
    /// Tokens covered, context included, and the match.
    best: Option<(usize, Match)>,
}

impl Walk<'_> {
    fn visit(&mut self, node: u32, at: usize, captured: usize) {
        let patterns = self.patterns;
        let here = &patterns.nodes[node as usize];
        for (row, guard, before, after) in &here.ends {
            let tokens = (self.from + *before as usize, at - *after as usize);
            let length = at - self.from;
            let better =
                self.best.as_ref().is_none_or(|(l, m)| length > *l || (length == *l && (*row as usize) < m.row));
            if better && tokens.0 < tokens.1 && patterns.allows(*guard, self.document, self.lexicon, at) {
                let mut captures = self.captures;
                captures[captured.min(LONGEST - 1)..].fill(None);
                self.best = Some((length, Match { row: *row as usize, tokens, captures }));
            }
        }
        let Some(token) = self.document.tokens.get(at) else { return };
        // An expression does not run on into the next sentence.
        if token.sentence != self.document.tokens[self.from].sentence {
            return;
        }
        if let Some((_, next)) = here.words.iter().find(|(w, _)| *w == token.word) {
            self.visit(*next, at + 1, captured);
        }
        self.classes(node, at, captured);
    }

    fn classes(&mut self, node: u32, at: usize, captured: usize) {
        if captured + 1 >= LONGEST {
            return;
        }
        let patterns = self.patterns;
        let classes = &patterns.nodes[node as usize].classes;
        if classes.is_empty() || at >= self.document.tokens.len() {
            return;
        }
        let possible = self.lexicon.possible(self.document, at);
        for (class, next) in classes.iter().filter(|(class, _)| possible & class.bit() != 0) {
            if let Some((value, length)) = self.lexicon.read(self.document, at, *class) {
                self.captures[captured] = Some(Capture { class: *class, value });
                self.visit(*next, at + length, captured + 1);
            }
        }
    }
}
