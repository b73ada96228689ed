//! The text of an article's elements: paragraphs with a blank line between them.
//!
//! In: the tree and the roots of the article. Out: its text as a reader sees it: white space made one space, a break a new line,
//! the cells of a row of numbers in one line. Links that stand alone, and what pages set between paragraphs, are left out.

use super::content::Found;
use super::entity;
use super::furniture::words;
use super::tag::Tag;
use super::tree::{Content, Id, Page};

/// An element of one line, such as a byline or a cell, holds at most so many nodes; more are not read.
const MOST_IN_LINE: usize = 2000;

/// The paragraphs of the roots.
pub fn paragraphs(page: &Page, found: &Found) -> Vec<String> {
    let mut writer = Writer { room: usize::MAX, ..Writer::default() };
    for root in &found.roots {
        writer.walk(page, *root, Some(found));
        writer.end();
    }
    writer.paragraphs
}

/// All words inside an element, in one line.
pub fn line(page: &Page, id: Id) -> String {
    let mut writer = Writer { keeps_all: true, room: MOST_IN_LINE, ..Writer::default() };
    writer.walk(page, id, None);
    writer.end();
    writer.paragraphs.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Writer {
    paragraphs: Vec<String>,
    open: String,
    /// Bytes of the open paragraph that stand in links.
    linked: usize,
    /// Nothing is furniture.
    keeps_all: bool,
    /// How many nodes it may still read.
    room: usize,
    /// White space that waits for a word, with a new line if any was a break.
    gap: Option<bool>,
    breaks: usize,
}

impl Writer {
    fn walk(&mut self, page: &Page, id: Id, found: Option<&Found>) {
        if self.room == 0 || found.is_some_and(|found| found.dropped[id]) {
            return;
        }
        self.room -= 1;
        match page.nodes[id].content {
            Content::Text(text) => self.text(text),
            Content::Element(tag) => self.element(page, id, tag, found),
        }
    }

    fn element(&mut self, page: &Page, id: Id, tag: Tag, found: Option<&Found>) {
        match tag {
            Tag::Br => return self.line_break(),
            // Marks of footnotes, not powers.
            Tag::Sup if !self.keeps_all && is_note(&line(page, id)) => return,
            Tag::Tr if found.is_some_and(|found| is_row_of_data(page, id, found)) => return self.row(page, id, found),
            _ => {}
        }
        let is_block = tag.is_block();
        if is_block {
            self.end();
        }
        let before = self.open.len();
        for child in page.children(id) {
            self.walk(page, child, found);
        }
        if tag == Tag::A && !page.attributes(id).href.is_empty() {
            self.linked += self.open.len().saturating_sub(before);
        }
        if is_block {
            self.end();
        }
    }

    /// The cells of a row, apart from each other.
    fn row(&mut self, page: &Page, id: Id, found: Option<&Found>) {
        self.end();
        let cells = page.children(id).filter(|cell| found.is_none_or(|found| !found.dropped[*cell]));
        let cells: Vec<String> = cells.map(|cell| line(page, cell)).filter(|cell| !cell.is_empty()).collect();
        self.open = cells.join(" | ");
        self.end();
    }

    fn text(&mut self, text: &str) {
        for c in entity::decode(text).chars() {
            match c {
                '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\0' => {}
                c if c.is_whitespace() || c == '\u{1}' => self.gap = self.gap.or(Some(false)),
                c if c.is_control() => {}
                c => {
                    self.fill();
                    self.open.push(c);
                }
            }
        }
    }

    /// Writes the white space that waited.
    fn fill(&mut self) {
        if let Some(broken) = self.gap.take().filter(|_| !self.open.is_empty()) {
            self.open.push(if broken { '\n' } else { ' ' });
        }
        self.breaks = 0;
    }

    /// One break is a new line, two in a row are a new paragraph.
    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks == 2 {
            self.end();
        } else {
            self.gap = Some(true);
        }
    }

    fn end(&mut self) {
        let paragraph = std::mem::take(&mut self.open);
        let linked = std::mem::take(&mut self.linked);
        self.gap = None;
        self.breaks = 0;
        if paragraph.is_empty() {
            return;
        }
        let is_link = linked * 10 > paragraph.len() * 9 && paragraph.len() < 300;
        if self.keeps_all || !(is_link || words().is_furniture(&paragraph)) {
            self.paragraphs.push(paragraph);
        }
    }
}

/// "[12]", "1", "*".
fn is_note(text: &str) -> bool {
    text.chars().count() <= 6 && !text.chars().any(char::is_alphabetic) || text.starts_with('[') && text.ends_with(']')
}

/// A row of short cells without paragraphs, as in a table of figures; old pages laid out whole articles in rows.
fn is_row_of_data(page: &Page, id: Id, found: &Found) -> bool {
    let cells: Vec<Id> = page.children(id).filter(|cell| matches!(page.tag(*cell), Some(Tag::Td | Tag::Th))).collect();
    let short = |cell: &Id| {
        let holds_block = page.children(*cell).any(|child| page.tag(child).is_some_and(|t| t.is_block() || t == Tag::Br));
        found.dropped[*cell] || !holds_block && line(page, *cell).len() <= 200
    };
    cells.len() > 1 && cells.iter().all(short)
}
