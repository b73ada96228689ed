//! What the JSON-LD of a page tells of its article: schema.org's `NewsArticle` and its kin.
//!
//! In: the scripts as written. Out: the fields of the node that describes the article. What cannot be read as JSON is passed over,
//! since pages write much into scripts that browsers never look at.

use html_escape::decode_html_entities;
use serde_json::{Map, Value};

/// A longer script is no description of an article.
const LONGEST: usize = 4 << 20;
/// Nodes lie at most so deep in a description.
const DEEPEST: usize = 6;

/// The fields of an article's node, as written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub headline: Option<String>,
    pub published: Option<String>,
    pub byline: Option<String>,
    pub language: Option<String>,
    pub url: Option<String>,
    pub text: Option<String>,
}

/// What the scripts tell of the article. A node of a page or a site tells what no article does.
pub fn read<S: AsRef<str>>(scripts: &[S]) -> Told {
    let documents: Vec<Value> = scripts.iter().filter_map(|script| parse(script.as_ref())).collect();
    let mut nodes = Vec::new();
    documents.iter().for_each(|document| collect(document, 0, &mut nodes));
    nodes.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    let mut told = Told::default();
    for (rank, node) in nodes {
        let first = |names: &[&str]| names.iter().find_map(|name| text(node.get(*name)?));
        let or = |field: &mut Option<String>, value: Option<String>| *field = field.take().or(value);
        or(&mut told.published, first(&["datePublished", "dateCreated", "uploadDate"]));
        or(&mut told.language, first(&["inLanguage"]));
        if rank > 1 {
            or(&mut told.headline, first(&["headline", "name", "alternativeHeadline"]));
            or(&mut told.byline, node.get("author").and_then(names));
            or(&mut told.url, first(&["url", "mainEntityOfPage"]));
            or(&mut told.text, first(&["articleBody"]));
        }
    }
    told
}

fn parse(script: &str) -> Option<Value> {
    if script.len() > LONGEST {
        return None;
    }
    let plain = script.trim().trim_start_matches("//").trim_start();
    let plain = ["<![CDATA[", "<!--"].iter().find_map(|open| plain.strip_prefix(open)).unwrap_or(plain);
    let plain = plain.trim_end();
    let plain = ["//]]>", "]]>", "//-->", "-->"].iter().find_map(|close| plain.strip_suffix(close)).unwrap_or(plain);
    let plain = plain.trim().trim_end_matches(';');
    serde_json::from_str(plain).ok().or_else(|| {
        // New lines and tabs inside strings, as templates write them.
        let spaced: String = plain.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&spaced).ok()
    })
}

/// All nodes with a type that ranks, in their order.
fn collect<'v>(value: &'v Value, depth: usize, nodes: &mut Vec<(u8, &'v Map<String, Value>)>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| collect(value, depth, nodes)),
        Value::Object(node) if depth < DEEPEST => {
            let rank = rank(node.get("@type"));
            if rank > 0 {
                nodes.push((rank, node));
            }
            let inner = ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"];
            inner.iter().filter_map(|name| node.get(*name)).for_each(|value| collect(value, depth + 1, nodes));
        }
        _ => {}
    }
}

fn rank(kind: Option<&Value>) -> u8 {
    let of = |kind: &str| match kind.trim_start_matches("http://schema.org/").trim_start_matches("https://schema.org/")
    {
        kind if kind.ends_with("NewsArticle") || kind == "LiveBlogPosting" => 4,
        kind if kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report" => 3,
        "CreativeWork" | "SpecialAnnouncement" | "VideoObject" => 2,
        "WebPage" | "ItemPage" => 1,
        _ => 0,
    };
    match kind {
        Some(Value::String(kind)) => of(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).map(of).max().unwrap_or(0),
        _ => 0,
    }
}

/// A string, the first of a list, or the name or address of an object.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(decode_html_entities(text.trim()).into_owned()).filter(|text| !text.is_empty()),
        Value::Array(list) => text(list.first()?),
        Value::Object(node) => ["@value", "name", "@id"].iter().find_map(|name| text(node.get(*name)?)),
        _ => None,
    }
}

/// The names of one or several authors.
fn names(value: &Value) -> Option<String> {
    let all: Vec<String> = match value {
        Value::Array(list) => list.iter().filter_map(name).collect(),
        one => name(one).into_iter().collect(),
    };
    (!all.is_empty()).then(|| all.join(", "))
}

fn name(value: &Value) -> Option<String> {
    let name = match value {
        Value::Object(node) => text(node.get("name")?),
        other => text(other),
    };
    name.filter(|name| !name.contains("://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_in_a_graph() {
        let told = read(&[
            "{\"@type\": \"Organization\", \"name\": \"The Gazette\"}",
            r#"{"@graph": [
                {"@type": "WebPage", "datePublished": "2001-01-01", "inLanguage": "en-GB", "name": "Page"},
                {"@type": ["NewsArticle"], "headline": "Talks in S&atilde;o Paulo", "datePublished": "2024-06-20T08:00:00Z",
                 "author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "https://example.org/bo"}, "Bo Ray"]}]}"#,
        ]);
        assert_eq!(told.headline.as_deref(), Some("Talks in São Paulo"));
        assert_eq!(told.published.as_deref(), Some("2024-06-20T08:00:00Z"));
        assert_eq!((told.byline.as_deref(), told.language.as_deref()), (Some("Ann Lee, Bo Ray"), Some("en-GB")));
    }

    #[test]
    fn what_templates_write() {
        let told =
            read(&["//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"One\n line\"};\n//]]>", "{broken", "[]"]);
        assert_eq!(told.headline.as_deref(), Some("One  line"));
        assert_eq!(read(&["null", "[[[{}]]]", "{\"@type\": 5}"]), Told::default());
    }
}
