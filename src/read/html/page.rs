//! What a page holds outside its prose, gathered in one walk over its tree.
//!
//! In: the tree. Out: a [`Page`]: meta tags, JSON-LD, headings, times, and lines that are named as a byline or a date.

use super::furniture::words;
use super::prose::line;
use dom_query::{Document, NodeRef};

/// Of each kind at most so many are kept.
const MOST: usize = 200;

/// The attributes that tell something about an element.
#[derive(Debug, Clone, Default)]
pub struct Attributes {
    pub id: String,
    pub class: String,
    pub role: String,
    pub itemprop: String,
    pub rel: String,
}

impl Attributes {
    /// Those of an element; none where they tell nothing.
    pub fn of(node: &NodeRef) -> Option<Attributes> {
        let element = node.element_ref()?;
        let mut told = Attributes::default();
        let mut any = false;
        for attribute in &element.attrs {
            let field = match attribute.name.local.as_ref() {
                "id" => &mut told.id,
                "class" => &mut told.class,
                "role" => &mut told.role,
                "itemprop" => &mut told.itemprop,
                "rel" => &mut told.rel,
                _ => continue,
            };
            *field = attribute.value.to_string();
            any = true;
        }
        any.then_some(told)
    }
}

/// A `<time>`: its class and itemprop, its `datetime` and its words.
#[derive(Debug)]
pub struct Time {
    pub named: String,
    pub datetime: String,
    pub words: String,
}

#[derive(Debug, Default)]
pub struct Page {
    /// Names in small letters, and contents, of meta tags in their order.
    pub metas: Vec<(String, String)>,
    /// The JSON-LD scripts.
    pub data: Vec<String>,
    pub title: Option<String>,
    /// Of first order.
    pub headings: Vec<String>,
    /// Lines whose elements say that they are a headline, and headings of second and third order.
    pub titles: Vec<String>,
    /// Lines whose elements say that they stand between headline and text, each with the heading above it.
    pub leads: Vec<(String, String)>,
    /// The heading that was met last.
    above: String,
    pub times: Vec<Time>,
    /// Lines whose elements say that they are a byline.
    pub bylines: Vec<String>,
    /// Lines whose elements say that they hold a date.
    pub dates: Vec<String>,
    pub language: Option<String>,
    /// The page's own address.
    pub canonical: Option<String>,
}

/// Gathers it all.
pub fn gather(tree: &Document) -> Page {
    let mut page = Page::default();
    for node in tree.root().descendants_it().filter(NodeRef::is_element) {
        page.element(&node);
    }
    page
}

impl Page {
    fn element(&mut self, node: &NodeRef) {
        let Some(name) = node.qual_name_ref() else { return };
        let value = |name: &str| node.attr(name).map(|value| value.to_string());
        let is = |name: &str, word: &str| node.attr(name).is_some_and(|value| value.trim().eq_ignore_ascii_case(word));
        match name.local.as_ref() {
            "html" => self.language = self.language.take().or(value("lang")).or(value("xml:lang")),
            "title" => self.title = self.title.take().or_else(|| Some(line(node))),
            "meta" => self.meta(node),
            "link" if is("rel", "canonical") => self.canonical = self.canonical.take().or(value("href")),
            "script" => self.data.push(node.text().to_string()),
            "h1" if self.headings.len() < MOST => {
                self.above = line(node);
                self.headings.push(self.above.clone());
            }
            "h2" | "h3" | "h4" if self.titles.len() < MOST => {
                self.above = line(node);
                self.titles.push(self.above.clone());
            }
            "time" if self.times.len() < MOST => {
                let datetime = value("datetime").unwrap_or_default();
                let named = [value("itemprop"), value("class")].into_iter().flatten().collect::<Vec<_>>().join(" ");
                self.times.push(Time { named: named.to_ascii_lowercase(), datetime, words: line(node) });
            }
            _ => self.named(node),
        }
    }

    fn meta(&mut self, node: &NodeRef) {
        let name = ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(|name| node.attr(name));
        if let (Some(name), Some(content)) = (name, node.attr("content")) {
            self.metas.push((name.trim().to_ascii_lowercase(), content.to_string()));
        }
    }

    fn named(&mut self, node: &NodeRef) {
        let Some(attributes) = Attributes::of(node) else { return };
        if self.bylines.len() < MOST && words().is_byline(&attributes) {
            self.bylines.push(line(node));
        }
        if self.dates.len() < MOST && words().is_date(&attributes) {
            self.dates.push(line(node));
        }
        if self.titles.len() < MOST && words().is_title(&attributes) {
            self.titles.push(line(node));
        }
        if self.leads.len() < MOST && words().is_lead(&attributes) {
            self.leads.push((self.above.clone(), line(node)));
        }
    }
}
