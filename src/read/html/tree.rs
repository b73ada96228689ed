//! The elements and texts of a page as a tree, in one pass whose cost no page can raise.
//!
//! In: the source. Out: a [`Page`]. The tree is that of a browser where pages are in order: paragraphs, items and cells end where
//! the next begins, a stray end tag is ignored. Elements are nested [`DEEPEST`] levels at most; what lies deeper becomes a sibling.
//! A page of more than [`MOST_NODES`] nodes is read up to there.

use super::tag::Tag;
use super::token::{Token, attributes, tokens};

/// Elements lie at most so many levels deep; pages of news have thirty.
pub const DEEPEST: usize = 256;
/// Pages of news have some thousands.
pub const MOST_NODES: usize = 400_000;

/// The number of a node.
pub type Id = usize;

/// The root of every page.
pub const ROOT: Id = 0;

/// The attributes that tell something about an element, as written.
#[derive(Debug, Clone, Default)]
pub struct Attributes<'a> {
    pub id: &'a str,
    pub class: &'a str,
    pub role: &'a str,
    pub itemprop: &'a str,
    pub datetime: &'a str,
    pub rel: &'a str,
    pub href: &'a str,
    /// Readers do not see it.
    pub hidden: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content<'a> {
    Text(&'a str),
    Element(Tag),
}

#[derive(Debug, Clone)]
pub struct Node<'a> {
    pub content: Content<'a>,
    pub parent: Id,
    first: u32,
    last: u32,
    next: u32,
    attributes: u32,
}

/// A page: its tree, and what its head tells.
#[derive(Debug, Default)]
pub struct Page<'a> {
    pub nodes: Vec<Node<'a>>,
    attributes: Vec<Attributes<'a>>,
    /// Names and contents of meta tags, in their order; the names as written.
    pub metas: Vec<(&'a str, &'a str)>,
    /// The JSON-LD scripts.
    pub data: Vec<&'a str>,
    pub title: Option<&'a str>,
    pub language: Option<&'a str>,
    /// The page's own address.
    pub canonical: Option<&'a str>,
}

impl<'a> Page<'a> {
    pub fn tag(&self, id: Id) -> Option<Tag> {
        match self.nodes[id].content {
            Content::Element(tag) => Some(tag),
            Content::Text(_) => None,
        }
    }

    /// The attributes of an element; those of a text are empty.
    pub fn attributes(&self, id: Id) -> &Attributes<'a> {
        &self.attributes[self.nodes[id].attributes as usize]
    }

    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let link = |at: u32| (at != 0).then_some(at as Id);
        std::iter::successors(link(self.nodes[id].first), move |at| link(self.nodes[*at].next))
    }
}

/// Builds the tree of a page.
pub fn build(source: &str) -> Page<'_> {
    let root = Node { content: Content::Element(Tag::Other), parent: ROOT, first: 0, last: 0, next: 0, attributes: 0 };
    let page = Page { nodes: vec![root], attributes: vec![Attributes::default()], ..Page::default() };
    let mut builder = Builder { page, open: vec![(ROOT, Tag::Other)], too_deep: 0, raw: None };
    for token in tokens(source) {
        match token {
            Token::Text(text) => builder.text(text),
            Token::Start { name, attributes } => builder.start(Tag::of(name), attributes),
            Token::End(name) => builder.end(Tag::of(name)),
        }
        if builder.page.nodes.len() >= MOST_NODES {
            break;
        }
    }
    builder.page
}

/// A raw element that is open and what its text is.
#[derive(Clone, Copy)]
enum Raw {
    Title,
    Data,
    Unread,
}

struct Builder<'a> {
    page: Page<'a>,
    /// The elements that are open, outermost first.
    open: Vec<(Id, Tag)>,
    /// How many elements that lie too deep are open.
    too_deep: usize,
    raw: Option<Raw>,
}

impl<'a> Builder<'a> {
    fn text(&mut self, text: &'a str) {
        match self.raw.take() {
            Some(Raw::Title) => self.page.title = self.page.title.or(Some(text)),
            Some(Raw::Data) => self.page.data.push(text),
            Some(Raw::Unread) => {}
            None => drop(self.add(Content::Text(text), 0)),
        }
    }

    fn start(&mut self, tag: Tag, source: &'a str) {
        self.raw = match tag {
            Tag::Title => Some(Raw::Title),
            Tag::Script if is_linked_data(source) => Some(Raw::Data),
            Tag::Script | Tag::Style | Tag::Noscript | Tag::Iframe | Tag::Textarea => Some(Raw::Unread),
            _ => None,
        };
        match tag {
            Tag::Html => self.page.language = self.page.language.or(value(source, "lang").or(value(source, "xml:lang"))),
            Tag::Meta => self.meta(source),
            Tag::Link => self.link(source),
            _ => {}
        }
        // The head, the body and what is in the head hold no prose, and their tags are often left out.
        if self.raw.is_some() || matches!(tag, Tag::Html | Tag::Head | Tag::Body | Tag::Link | Tag::Base) {
            return;
        }
        self.close_before(tag);
        let attributes = self.told(source);
        let id = self.add(Content::Element(tag), attributes);
        if tag.is_void() {
        } else if self.open.len() < DEEPEST {
            self.open.push((id, tag));
        } else {
            self.too_deep += 1;
        }
    }

    fn end(&mut self, tag: Tag) {
        self.raw = None;
        if self.too_deep > 0 && !matches!(tag, Tag::Html | Tag::Body) {
            self.too_deep -= 1;
            return;
        }
        let crosses = matches!(tag, Tag::Table | Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Td | Tag::Th);
        for at in (1..self.open.len()).rev() {
            let open = self.open[at].1;
            if open == tag && (tag != Tag::Other || at + 1 == self.open.len()) {
                self.open.truncate(at);
                return;
            }
            if tag == Tag::Other && open != Tag::Other || open.is_boundary() && !crosses || open == Tag::Table {
                return;
            }
        }
    }

    /// Closes what a start tag ends without saying so.
    fn close_before(&mut self, tag: Tag) {
        use Tag::*;
        match tag {
            Li => self.close(&[Li], &[Ul, Ol, Menu]),
            Dt | Dd => self.close(&[Dt, Dd], &[Dl]),
            Option => self.close(&[Option], &[Select]),
            Tr => self.close(&[Tr, Td, Th, Caption], &[Table]),
            Td | Th => self.close(&[Td, Th, Caption], &[Table, Tr]),
            Thead | Tbody | Tfoot => self.close(&[Thead, Tbody, Tfoot, Tr, Td, Th, Caption], &[Table]),
            _ => {}
        }
        if tag.is_block() {
            self.close(&[P], &[Td, Th, Caption, Button, Object]);
        }
    }

    /// Closes the outermost of `tags` that is open inside the innermost of `within`.
    fn close(&mut self, tags: &[Tag], within: &[Tag]) {
        let from = self.open.iter().rposition(|(_, open)| within.contains(open)).unwrap_or(0);
        if let Some(at) = self.open[from..].iter().position(|(_, open)| tags.contains(open)).filter(|at| from + at > 0) {
            self.open.truncate(from + at);
        }
    }

    fn add(&mut self, content: Content<'a>, attributes: u32) -> Id {
        let id = self.page.nodes.len();
        let parent = self.open.last().map_or(ROOT, |(id, _)| *id);
        self.page.nodes.push(Node { content, parent, first: 0, last: 0, next: 0, attributes });
        let last = std::mem::replace(&mut self.page.nodes[parent].last, id as u32);
        if last == 0 {
            self.page.nodes[parent].first = id as u32;
        } else {
            self.page.nodes[last as usize].next = id as u32;
        }
        id
    }

    /// The number of the attributes that tell something, 0 for none.
    fn told(&mut self, source: &'a str) -> u32 {
        let mut told = Attributes::default();
        let mut any = false;
        for (name, value) in attributes(source) {
            let field = match_name(name, &mut told);
            match field {
                Some(field) => *field = value,
                None if name.eq_ignore_ascii_case("hidden") => told.hidden = !value.eq_ignore_ascii_case("until-found"),
                None if name.eq_ignore_ascii_case("aria-hidden") => told.hidden |= value == "true",
                None if name.eq_ignore_ascii_case("style") => told.hidden |= is_hiding(value),
                None => continue,
            }
            any = true;
        }
        if !any {
            return 0;
        }
        self.page.attributes.push(told);
        (self.page.attributes.len() - 1) as u32
    }

    fn meta(&mut self, source: &'a str) {
        let content = value(source, "content");
        let name = ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(|name| value(source, name));
        if let (Some(name), Some(content)) = (name, content) {
            self.page.metas.push((name, content));
        }
    }

    fn link(&mut self, source: &'a str) {
        if value(source, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) {
            self.page.canonical = self.page.canonical.or(value(source, "href"));
        }
    }
}

fn match_name<'t, 'a>(name: &str, told: &'t mut Attributes<'a>) -> Option<&'t mut &'a str> {
    let is = |word: &str| name.eq_ignore_ascii_case(word);
    match name.len() {
        2 if is("id") => Some(&mut told.id),
        3 if is("rel") => Some(&mut told.rel),
        4 if is("role") => Some(&mut told.role),
        4 if is("href") => Some(&mut told.href),
        5 if is("class") => Some(&mut told.class),
        8 if is("itemprop") => Some(&mut told.itemprop),
        8 if is("datetime") => Some(&mut told.datetime),
        _ => None,
    }
}

fn value<'a>(source: &'a str, name: &str) -> Option<&'a str> {
    attributes(source).find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

fn is_linked_data(source: &str) -> bool {
    value(source, "type").is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("application/ld+json"))
}

/// `display: none` or `visibility: hidden`.
fn is_hiding(style: &str) -> bool {
    let short = style.get(..style.len().min(400)).unwrap_or_default();
    let plain: String = short.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    plain.contains("display:none") || plain.contains("visibility:hidden")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(page: &Page, id: Id) -> String {
        let children: Vec<String> = page.children(id).map(|child| shape(page, child)).collect();
        match page.nodes[id].content {
            Content::Text(text) => text.to_string(),
            Content::Element(tag) => format!("{tag:?}({})", children.join(" ")),
        }
    }

    #[test]
    fn paragraphs_items_and_cells_end_where_the_next_begins() {
        for (source, tree) in [
            ("<p>a<p>b<div>c</div>d", "Other(P(a) P(b) Div(c) d)"),
            ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "Other(Ul(Li(a) Li(b Ul(Li(c))) Li(d)))"),
            ("<table><tr><td>a<td>b<tr><td>c</table>d", "Other(Table(Tr(Td(a) Td(b)) Tr(Td(c))) d)"),
            ("<div><table><tr><td></div>a</td></table>b</div>c", "Other(Div(Table(Tr(Td(a))) b) c)"),
            ("<p>a<b>b</p>c</b>d", "Other(P(a Other(b)) c d)"),
            ("<div>a<br>b<img>c</div></div></p>d", "Other(Div(a Br() b Img() c) d)"),
            ("<td>a</td><p>b</html>c", "Other(Td(a) P(b c))"),
        ] {
            assert_eq!(shape(&build(source), ROOT), tree, "{source}");
        }
    }

    #[test]
    fn no_page_is_too_deep() {
        let source = format!("{}in{}out", "<div>".repeat(20_000), "</div>".repeat(20_000));
        let page = build(&source);
        let depth = |mut id: Id| std::iter::from_fn(|| (id != ROOT).then(|| id = page.nodes[id].parent)).count();
        assert!((0..page.nodes.len()).all(|id| depth(id) <= DEEPEST));
        let out = page.nodes.iter().position(|node| node.content == Content::Text("out")).unwrap();
        assert_eq!(page.nodes[out].parent, ROOT);
    }
}
