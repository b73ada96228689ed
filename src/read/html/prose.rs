//! The text of an article's elements: paragraphs with a blank line between them.
//!
//! In: the element that holds the article. Out: its text as a reader sees it: white space made one space, a break a new line, the
//! cells of a row of figures in one line. What says by its name that it is none of the article, links that stand alone, and what
//! pages set between paragraphs, are left out.

use super::furniture::words;
use super::page::Attributes;
use dom_query::{NodeData, NodeRef, TreeNode};

/// An element of one line, such as a byline or a cell, holds at most so many nodes; more are not read.
const MOST_IN_LINE: usize = 2000;
/// An element is never furniture, whatever it is called, where it holds so much of the article.
const TOO_MUCH_TO_DROP: f32 = 0.4;

/// Never hold an article's prose.
const FURNITURE: [&str; 21] = [
    "title",
    "script",
    "style",
    "noscript",
    "template",
    "textarea",
    "iframe",
    "object",
    "svg",
    "math",
    "footer",
    "nav",
    "aside",
    "figcaption",
    "button",
    "select",
    "option",
    "label",
    "dialog",
    "menu",
    "head",
];
/// Stand on lines of their own.
const BLOCKS: [&str; 45] = [
    "article",
    "section",
    "main",
    "header",
    "footer",
    "nav",
    "aside",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "pre",
    "blockquote",
    "address",
    "center",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "details",
    "summary",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "form",
    "fieldset",
    "dialog",
    "menu",
    "hr",
    "option",
    "body",
    "html",
];

/// The paragraphs of an element.
pub fn paragraphs(root: &NodeRef) -> Vec<String> {
    let most = (length(root) as f32 * TOO_MUCH_TO_DROP) as usize;
    let mut writer = Writer { most_to_drop: most, room: usize::MAX, ..Writer::default() };
    writer.children(root);
    writer.end();
    writer.paragraphs
}

/// All words inside an element, in one line.
pub fn line(node: &NodeRef) -> String {
    let mut writer = Writer { keeps_all: true, room: MOST_IN_LINE, ..Writer::default() };
    writer.children(node);
    writer.end();
    writer.paragraphs.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Bytes of text inside.
fn length(node: &NodeRef) -> usize {
    node.descendants_it().map(|inner| inner.query_or(0, |inner| text_of(inner).map_or(0, str::len))).sum()
}

fn text_of(node: &TreeNode) -> Option<&str> {
    match &node.data {
        NodeData::Text { contents } => Some(contents),
        _ => None,
    }
}

#[derive(Default)]
struct Writer {
    paragraphs: Vec<String>,
    open: String,
    /// Bytes of the open paragraph that stand in links.
    linked: usize,
    /// Bytes of it that stand in `<time>`.
    timed: usize,
    /// Within `<pre>`, where lines end as they are written.
    preformatted: bool,
    /// Nothing is furniture.
    keeps_all: bool,
    /// What has more bytes is never furniture.
    most_to_drop: usize,
    /// How many nodes it may still read.
    room: usize,
    /// White space that waits for a word, with a new line if any was a break.
    gap: Option<bool>,
    breaks: usize,
}

impl Writer {
    fn children(&mut self, node: &NodeRef) {
        for child in node.children_it(false) {
            if self.room == 0 {
                return;
            }
            self.room -= 1;
            if child.is_element() {
                self.element(&child);
            } else {
                child.query(|node| text_of(node).map(|text| self.text(text)));
            }
        }
    }

    fn element(&mut self, node: &NodeRef) {
        let Some(name) = node.node_name() else { return };
        let name: &str = &name;
        match name {
            "br" => return self.line_break(),
            _ if !self.keeps_all && self.is_dropped(node, name) => return,
            // Marks of footnotes, not powers.
            "sup" if !self.keeps_all && is_note(&line(node)) => return,
            "tr" if !self.keeps_all && is_row_of_data(node) => return self.row(node),
            _ => {}
        }
        let is_block = BLOCKS.contains(&name);
        if is_block {
            self.end();
        }
        let (before, preformatted) = (self.open.len(), self.preformatted);
        self.preformatted |= name == "pre";
        self.children(node);
        self.preformatted = preformatted;
        let written = self.open.len().saturating_sub(before);
        match name {
            "a" if node.has_attr("href") => self.linked += written,
            "time" => self.timed += written,
            _ => {}
        }
        // Day and hour of publication often stand in elements of their own, apart by style alone.
        if name == "time" || is_in_time(node) {
            self.gap = self.gap.or(Some(false));
        }
        if is_block {
            self.end();
        }
    }

    /// Furniture by its element, role or name, unless it is most of the article.
    fn is_dropped(&self, node: &NodeRef, name: &str) -> bool {
        if FURNITURE.contains(&name) {
            return true;
        }
        Attributes::of(node).is_some_and(|told| words().are_dropped(&told)) && length(node) <= self.most_to_drop
    }

    /// The cells of a row, apart from each other.
    fn row(&mut self, node: &NodeRef) {
        self.end();
        let cells: Vec<String> = cells(node).map(|cell| line(&cell)).filter(|cell| !cell.is_empty()).collect();
        self.open = cells.join(" | ");
        self.end();
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' if self.preformatted => self.line_break(),
                '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\0' => {}
                c if c.is_whitespace() => self.gap = self.gap.or(Some(false)),
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
        let (linked, timed) = (std::mem::take(&mut self.linked), std::mem::take(&mut self.timed));
        self.gap = None;
        self.breaks = 0;
        if paragraph.is_empty() {
            return;
        }
        let all = |bytes: usize| bytes * 10 > paragraph.len() * 9;
        let is_set_apart = all(linked) && paragraph.len() < 300 || all(timed) && paragraph.len() < 120;
        if self.keeps_all || !(is_set_apart || words().is_furniture(&paragraph)) {
            self.paragraphs.push(paragraph);
        }
    }
}

fn is_in_time(node: &NodeRef) -> bool {
    node.parent().is_some_and(|parent| parent.has_name("time"))
}

/// "[12]", "1", "*".
fn is_note(text: &str) -> bool {
    text.chars().count() <= 6 && !text.chars().any(char::is_alphabetic) || text.starts_with('[') && text.ends_with(']')
}

fn cells<'a>(row: &NodeRef<'a>) -> impl Iterator<Item = NodeRef<'a>> + use<'a> {
    row.children_it(false).filter(|cell| cell.has_name("td") || cell.has_name("th"))
}

/// A row of short cells without paragraphs, as in a table of figures; old pages laid out whole articles in rows.
fn is_row_of_data(row: &NodeRef) -> bool {
    let ends_line = |node: &NodeRef| node.node_name().is_some_and(|name| &*name == "br" || BLOCKS.contains(&&*name));
    let is_short = |cell: &NodeRef| !cell.children_it(false).any(|child| ends_line(&child)) && line(cell).len() <= 200;
    cells(row).nth(1).is_some() && cells(row).all(|cell| is_short(&cell))
}
