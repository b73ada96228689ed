//! XML to articles: RSS, RDF and Atom feeds with their contents, NewsML-G2 and NITF.
//!
//! In: the bytes of one document. Out: its articles, or an error in the place of an entry without text. Which of the formats it
//! is, the root's name tells. Contents in HTML become text as pages do, all of it, since a feed carries the article alone.

use super::html::{self, decode};
use super::{Known, day};
use crate::error::{Error, Result};
use crate::model::Article;
use roxmltree::{Document, Node, ParsingOptions};

/// A document has at most so many bytes.
pub const LIMIT: usize = 64 << 20;
/// And so many elements, texts and attributes.
const MOST_NODES: u32 = 4_000_000;

/// The names under which the formats hold what an article has, the surest first.
const ENTRIES: [&str; 4] = ["item", "entry", "newsItem", "nitf"];
const TITLES: [&str; 3] = ["headline", "hl1", "title"];
const TEXTS: [&str; 7] = ["encoded", "content", "inlineXML", "body.content", "inlineData", "description", "summary"];
const DAYS: [&str; 8] =
    ["pubDate", "published", "issued", "date", "firstCreated", "contentCreated", "versionCreated", "updated"];
const AUTHORS: [&str; 4] = ["creator", "author", "by", "byline"];

/// True where bytes begin as XML of one of these formats does, or any XML that says so.
pub fn is_xml(start: &[u8]) -> bool {
    let roots = ["<?xml", "<rss", "<feed", "<rdf:RDF", "<newsItem", "<newsMessage", "<nitf"];
    roots.iter().any(|root| start.starts_with(root.as_bytes()))
}

/// Reads all articles of a document.
pub fn articles(bytes: &[u8], known: &Known) -> Vec<Result<Article>> {
    let source = decode(bytes);
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let tree = match Document::parse_with_options(&source, options) {
        Ok(tree) => tree,
        Err(error) => return vec![Err(Error::new(format!("is not valid XML ({error}); correct it there")))],
    };
    let entries: Vec<Node> = tree.descendants().filter(|node| is(node, &ENTRIES)).collect();
    match entries.as_slice() {
        [] => {
            let root = tree.root_element().tag_name().name();
            vec![Err(Error::new(format!("holds no article (<{root}>); give RSS, Atom, NewsML-G2 or NITF")))]
        }
        [only] => vec![article(*only, &source, known)],
        entries => {
            let numbered = |(n, entry): (usize, &Node)| {
                article(*entry, &source, &known.numbered(n + 1)).map_err(|e| e.at(format!("article {}", n + 1)))
            };
            entries.iter().enumerate().map(numbered).collect()
        }
    }
}

fn article(entry: Node, source: &str, known: &Known) -> Result<Article> {
    let text = first(entry, &TEXTS, |node| Some(text(node, source)).filter(|text| !text.trim().is_empty()));
    let text = text.ok_or_else(|| Error::new("has no text; give a feed that carries its articles whole"))?;
    let language = entry.ancestors().find_map(|node| {
        let told = node.attributes().find(|a| a.name() == "lang").map(|a| a.value().to_string());
        told.or_else(|| child(node, "language").map(line))
    });
    Ok(Article {
        id: known.id.clone(),
        title: first(entry, &TITLES, |node| Some(html::text(&line(node))).filter(|title| !title.is_empty())),
        byline: first(entry, &AUTHORS, |node| Some(child(node, "name").map_or_else(|| line(node), line)))
            .filter(|name| !name.is_empty()),
        published: known.published.or_else(|| first(entry, &DAYS, |node| day::machine(&date(node)))),
        language: language.filter(|tag| !tag.is_empty()),
        source: first(entry, &["link"], address).or_else(|| known.source.clone()),
        text,
        body: 0,
    })
}

fn is(node: &Node, names: &[&str]) -> bool {
    node.is_element() && names.contains(&node.tag_name().name())
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is(child, &[name]))
}

/// What the first of these names gives, nothing of the entries inside included.
fn first<T>(entry: Node, names: &[&str], read: impl Fn(Node) -> Option<T>) -> Option<T> {
    names.iter().find_map(|name| entry.descendants().skip(1).filter(|node| is(node, &[name])).find_map(&read))
}

/// The words inside, in one line.
fn line(node: Node) -> String {
    let words: String = node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// NITF writes its days into an attribute.
fn date(node: Node) -> String {
    node.attribute("norm").map_or_else(|| line(node), str::to_string)
}

/// Of RSS the text of a link, of Atom its address.
fn address(node: Node) -> Option<String> {
    let other = node.attribute("rel").is_some_and(|rel| rel != "alternate");
    let address = node.attribute("href").map_or_else(|| line(node), str::to_string);
    Some(address).filter(|address| !other && address.contains("://"))
}

/// The text of an element that holds markup, as elements or written out, or plain text.
fn text(node: Node, source: &str) -> String {
    if node.children().any(|child| child.is_element()) {
        let body = node.descendants().find(|inner| is(inner, &["body.content"]));
        let body = body.or_else(|| node.descendants().find(|inner| is(inner, &["body"]))).unwrap_or(node);
        return html::text(&source[body.range()]);
    }
    let words: String = node.children().filter_map(|text| text.text()).collect();
    if words.contains('<') || words.contains('&') { html::text(&words) } else { words.trim().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn read(source: &str) -> Vec<Result<Article>> {
        articles(source.as_bytes(), &Known { id: "feed".into(), ..Known::default() })
    }

    #[test]
    fn feeds_with_their_contents() {
        let rss = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
            xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Wire</title><language>en-gb</language>
            <item><title>Talks &amp; tea</title><link>https://wire.example/1</link><pubDate>Thu, 20 Jun 2024 10:30:00 +0000</pubDate>
            <dc:creator>Ann Lee</dc:creator><description>Short.</description>
            <content:encoded><![CDATA[<p>She flew to Oslo.</p><p>She left.</p>]]></content:encoded></item>
            <item><title>Empty</title></item></channel></rss>"#;
        let articles = read(rss);
        let article = articles[0].as_ref().unwrap();
        assert_eq!(article.text, "She flew to Oslo.\n\nShe left.");
        assert_eq!((article.id.as_str(), article.title.as_deref()), ("feed-1", Some("Talks & tea")));
        assert_eq!((article.byline.as_deref(), article.language.as_deref()), (Some("Ann Lee"), Some("en-gb")));
        assert_eq!(article.published, NaiveDate::from_ymd_opt(2024, 6, 20));
        assert_eq!(article.source.as_deref(), Some("https://wire.example/1"));
        assert!(articles[1].as_ref().unwrap_err().to_string().starts_with("article 2: has no text"));

        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Wire</title><entry><title>Talks</title>
            <link rel="self" href="https://wire.example/feed"/><link href="https://wire.example/2"/>
            <updated>2024-06-23T00:00:00Z</updated><published>2024-06-20T00:00:00Z</published><author><name>Bo Ray</name></author>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>He went to Rome.</p><p>He left.</p></div></content>
            </entry></feed>"#;
        let article = read(atom).remove(0).unwrap();
        assert_eq!((article.id.as_str(), article.text.as_str()), ("feed", "He went to Rome.\n\nHe left."));
        assert_eq!(
            (article.byline.as_deref(), article.published),
            (Some("Bo Ray"), NaiveDate::from_ymd_opt(2024, 6, 20))
        );
        assert_eq!(article.source.as_deref(), Some("https://wire.example/2"));
    }

    #[test]
    fn agency_formats() {
        let newsml = r#"<?xml version="1.0"?><newsMessage><itemSet><newsItem guid="a" xml:lang="en">
            <itemMeta><versionCreated>2024-06-21T10:00:00Z</versionCreated><firstCreated>2024-06-20T10:00:00Z</firstCreated></itemMeta>
            <contentMeta><headline>Talks in Oslo</headline><by>Ann Lee</by></contentMeta>
            <contentSet><inlineXML contenttype="application/xhtml+xml"><html><head><title>x</title></head><body><p>She flew to Oslo.</p>
            <p>She left.</p></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>"#;
        let article = read(newsml).remove(0).unwrap();
        assert_eq!(article.text, "She flew to Oslo.\n\nShe left.");
        assert_eq!((article.title.as_deref(), article.byline.as_deref()), (Some("Talks in Oslo"), Some("Ann Lee")));
        assert_eq!(article.published, NaiveDate::from_ymd_opt(2024, 6, 20));
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        for (source, words) in [
            ("<rss><channel>", "is not valid XML"),
            ("<?xml version='1.0'?><svg/>", "holds no article (<svg>)"),
            ("<rss><channel><item><title>a</title></item></channel></rss>", "has no text"),
        ] {
            let error = read(source).remove(0).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
    }
}
