//! JSON articles: `{"id", "title", "published", "text", …}`, one, several, or one per line.
//!
//! In: the bytes of one JSON value. Out: an [`Article`], or an error that names the field. Unknown keys are ignored.

use super::{Known, day, heading, html};
use crate::error::{Error, Result};
use crate::model::Article;
use chrono::NaiveDate;
use serde_json::{Map, Value};

/// A JSON document, or one line of JSONL, has at most so many bytes.
pub const LIMIT: usize = 64 << 20;

type Fields = Map<String, Value>;

/// What an article has, and the names under which it stands in the usual shapes, the surest first: our own, JSON Feed, ninjs,
/// schema.org, and what archives of news call it.
const NAMES: [(&str, &[&str]); 8] = [
    ("id", &["id"]),
    ("title", &["title", "headline", "headlines"]),
    (
        "text",
        &[
            "text",
            "content_html",
            "content_text",
            "body_xhtml",
            "body_html",
            "body_text",
            "bodies",
            "articleBody",
            "full_text",
            "fulltext",
            "article_text",
            "maintext",
            "body",
            "content",
        ],
    ),
    (
        "published",
        &[
            "published",
            "date_published",
            "datePublished",
            "firstcreated",
            "versioncreated",
            "published_at",
            "publishedAt",
            "publication_date",
            "publish_date",
            "date_publish",
            "pub_date",
            "pubDate",
            "date",
            "datetime",
        ],
    ),
    ("byline", &["byline", "author", "authors", "creator"]),
    ("language", &["language", "lang", "inLanguage"]),
    ("source", &["source"]),
    ("url", &["url", "link", "uri"]),
];

/// The fields that can be named by [`Known::fields`].
pub fn field_names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(field, _)| *field)
}

/// Takes the value of a field out, by its given name or else by the first usual one that is there.
fn take(fields: &mut Fields, field: &str, known: &Known) -> Option<Value> {
    if let Some((_, name)) = known.fields.iter().find(|(f, _)| f == field) {
        let mut names = name.split('.');
        let first = fields.get(names.next()?)?;
        return names.try_fold(first, |value, name| value.get(name)).cloned();
    }
    let (_, usual) = NAMES.iter().find(|(f, _)| *f == field)?;
    usual.iter().find_map(|name| fields.remove(*name).filter(|value| !value.is_null()))
}

/// Articles that stand as a list inside an object: `items` of JSON Feed, `articles` and `results` of services.
const LISTS: [&str; 4] = ["items", "articles", "results", "docs"];

/// Reads one value: `{…}`.
pub fn article(bytes: &[u8], known: &Known) -> Result<Article> {
    article_of(serde_json::from_slice(bytes).map_err(|e| syntax(&e))?, known)
}

/// Reads all articles of a document: one value, several one after another, or an array of them.
pub fn articles(bytes: &[u8], known: &Known) -> Vec<Result<Article>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let values: std::result::Result<Vec<Fields>, _> = if bytes.trim_ascii_start().starts_with(b"[") {
        serde_json::from_slice(bytes)
    } else {
        serde_json::Deserializer::from_slice(bytes).into_iter().collect()
    };
    match values {
        Err(error) => vec![Err(syntax(&error))],
        Ok(values) if values.is_empty() => vec![Err(Error::new("holds no article; give at least one"))],
        Ok(values) => {
            let values: Vec<Fields> = values.into_iter().flat_map(|value| listed(value, known)).collect();
            if let [_] = values.as_slice() {
                return values.into_iter().map(|value| article_of(value, known)).collect();
            }
            let numbered =
                |(i, v)| article_of(v, &known.numbered(i + 1)).map_err(|e: Error| e.at(format!("article {}", i + 1)));
            values.into_iter().enumerate().map(numbered).collect()
        }
    }
}

/// True where the document is an itinerary rather than an article.
pub fn is_itinerary(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let fields: Option<Fields> = serde_json::from_slice(bytes).ok();
    fields.is_some_and(|fields| is_trips(&fields))
}

fn is_trips(fields: &Fields) -> bool {
    !fields.contains_key("text") && (fields.contains_key("schema") || fields.contains_key("trips"))
}

/// The articles of a list inside an object, or the object itself.
fn listed(mut fields: Fields, known: &Known) -> Vec<Fields> {
    let is_article = known.fields.is_empty() && is_trips(&fields) || fields.contains_key("text");
    let list = LISTS.iter().find(|name| fields.get(**name).is_some_and(Value::is_array)).filter(|_| !is_article);
    let Some(Value::Array(values)) = list.and_then(|name| fields.remove(*name)) else { return vec![fields] };
    let language = fields.remove("language");
    let with_language = |value: Value| {
        let Value::Object(mut inner) = value else { return None };
        if let Some(language) = &language {
            inner.entry("language").or_insert_with(|| language.clone());
        }
        Some(inner)
    };
    values.into_iter().filter_map(with_language).collect()
}

fn syntax(error: &serde_json::Error) -> Error {
    let (line, column) = (error.line(), error.column());
    let said = error.to_string();
    let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
    let at = if line > 1 { format!("line {line}, column {column}") } else { format!("column {column}") };
    Error::new(format!("is not valid JSON at {at} ({what}); correct it there"))
}

fn article_of(mut fields: Fields, known: &Known) -> Result<Article> {
    if is_trips(&fields) {
        return Err(Error::new("is an itinerary, not an article; draw it with motorcade map or motorcade days"));
    }
    let mut take = |field: &str| take(&mut fields, field, known);
    let text = text_of(take("text"))?;
    let published = match known.published {
        Some(day) => Some(day),
        None => published(take("published").as_ref()).map_err(|e| e.at("published"))?,
    };
    let heading = heading::find(&text, false, published.is_some())?;
    Ok(Article {
        id: identifier(take("id"))?.unwrap_or_else(|| known.id.clone()),
        title: string(take("title").map(plain), "title")?,
        byline: take("byline").and_then(names),
        published: published.or(heading.published),
        language: take("language").and_then(names),
        source: source(take("source")).or(source(take("url"))).or_else(|| known.source.clone()),
        text,
        body: heading.body,
    })
}

/// The text as it is, or out of markup.
fn text_of(value: Option<Value>) -> Result<String> {
    match value.map(plain) {
        Some(Value::String(text)) if text.len() > super::text::LIMIT => {
            let most = super::text::LIMIT >> 20;
            Err(Error::new(format!("text: is longer than {most} MB; give one article at a time")))
        }
        Some(Value::String(text)) if is_markup(&text) => Ok(html::text(&text)),
        Some(Value::String(text)) if !text.trim().is_empty() => Ok(text),
        Some(Value::String(_)) => Err(Error::new("text: is empty; give the article's text")),
        None | Some(Value::Null) => Err(Error::new("has no \"text\"; give the article's text under that key")),
        Some(_) => Err(Error::new("text: is not a string; give the article's text")),
    }
}

fn is_markup(text: &str) -> bool {
    ["</p>", "<br", "</div>", "<p>"].iter().any(|tag| text.contains(tag))
}

/// The `value` of the first of a list of objects, as ninjs has headlines and bodies; paragraphs of a list of texts.
fn plain(value: Value) -> Value {
    let Value::Array(list) = value else { return value };
    match list.as_slice() {
        [Value::String(_), ..] => Value::String(list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n\n")),
        [Value::Object(first), ..] if first.contains_key("value") => first["value"].clone(),
        _ => Value::Array(list),
    }
}

/// A name, the `name` of an object, or those of a list.
fn names(value: Value) -> Option<String> {
    match value {
        Value::String(name) => Some(name).filter(|name| !name.trim().is_empty()),
        Value::Object(mut object) => object.remove("name").and_then(names),
        Value::Array(list) => {
            let all: Vec<String> = list.into_iter().filter_map(names).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        _ => None,
    }
}

fn published(value: Option<&Value>) -> Result<Option<NaiveDate>> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
        Some(Value::String(text)) => match day::find(text)?.or_else(|| day::machine(text)) {
            Some(day) => Ok(Some(day)),
            None => Err(Error::new(format!("\"{text}\" is no date; write it as YYYY-MM-DD"))),
        },
        Some(_) => Err(Error::new("is not a string; write it as \"YYYY-MM-DD\"")),
    }
}

fn identifier(value: Option<Value>) -> Result<Option<String>> {
    match value {
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        other => string(other, "id"),
    }
}

fn string(value: Option<Value>, key: &str) -> Result<Option<String>> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text).filter(|t| !t.trim().is_empty())),
        Some(_) => Err(Error::new(format!("{key}: is not a string; put it in quotation marks"))),
    }
}

/// A source is a string, or an object with a `url`, an `outlet` or a `name`.
fn source(value: Option<Value>) -> Option<String> {
    match value? {
        Value::String(text) if !text.trim().is_empty() => Some(text),
        Value::Object(mut map) => ["url", "outlet", "name"].iter().find_map(|key| source(map.remove(*key))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Article> {
        article(json.as_bytes(), &Known { id: "file".into(), ..Known::default() })
    }

    #[test]
    fn the_fields_of_an_article() {
        let article = read(
            r#"{"id": 7, "title": "A trip", "published": "2024-06-20T23:10:00Z", "text": "She came.",
                "source": {"outlet": "Wire"}, "trips": [], "other": {"a": [1]}}"#,
        )
        .unwrap();
        assert_eq!((article.id.as_str(), article.title.as_deref()), ("7", Some("A trip")));
        assert_eq!(article.published, NaiveDate::from_ymd_opt(2024, 6, 20));
        assert_eq!(article.source.as_deref(), Some("Wire"));
        assert_eq!(read(r#"{"text": "She came.", "published": null}"#).unwrap().id, "file");
    }

    #[test]
    fn shapes_of_services() {
        let read = |json: &str, fields: &[(&str, &str)]| {
            let fields = fields.iter().map(|(field, name)| (field.to_string(), name.to_string())).collect();
            articles(json.as_bytes(), &Known { id: "f".into(), fields, ..Known::default() })
        };
        let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "language": "en", "items": [{"id": "1",
            "title": "Talks", "url": "https://wire.example/1", "date_published": "2024-06-20T10:00:00Z", "authors": [{"name": "Ann Lee"},
            {"name": "Bo Ray"}], "content_html": "<p>She flew to Oslo.</p><p>She left.</p>"}]}"#;
        let article = read(feed, &[]).remove(0).unwrap();
        assert_eq!((article.id.as_str(), article.text.as_str()), ("1", "She flew to Oslo.\n\nShe left."));
        assert_eq!((article.byline.as_deref(), article.language.as_deref()), (Some("Ann Lee, Bo Ray"), Some("en")));
        let ninjs = r#"{"uri": "urn:a", "versioncreated": "2024-06-20T10:00:00Z", "headlines": [{"role": "main", "value": "Talks"}],
            "bodies": [{"role": "main", "contenttype": "text/html", "value": "<p>She flew to Oslo.</p>"}], "by": "x"}"#;
        let article = read(ninjs, &[]).remove(0).unwrap();
        assert_eq!((article.title.as_deref(), article.text.as_str()), (Some("Talks"), "She flew to Oslo."));
        assert_eq!(article.published, NaiveDate::from_ymd_opt(2024, 6, 20));
        let own = r#"{"data": {"story": "She flew to Oslo."}, "kop": "Talks", "text": "x"}"#;
        let article = read(own, &[("text", "data.story"), ("title", "kop")]).remove(0).unwrap();
        assert_eq!((article.title.as_deref(), article.text.as_str()), (Some("Talks"), "She flew to Oslo."));
    }

    #[test]
    fn errors_name_the_field() {
        for (json, words) in [
            (r#"{"id": "a"}"#, "has no \"text\""),
            (r#"{"text": "  "}"#, "text: is empty"),
            (r#"{"text": 5}"#, "text: is not a string"),
            (r#"{"text": "a", "published": "2024-02-31"}"#, "published: \"2024-02-31\" is no day of the calendar"),
            (r#"{"text": "a", "published": "soon"}"#, "published: \"soon\" is no date"),
            (r#"{"text": "a", "published": 20240620}"#, "published: is not a string"),
            (r#"{"text": "a", "title": []}"#, "title: is not a string"),
            (r#"{"schema": "motorcade/itinerary/1", "trips": []}"#, "is an itinerary"),
            (r#"{"text": "a" "id"}"#, "is not valid JSON at column 14"),
        ] {
            let error = read(json).unwrap_err().to_string();
            assert!(error.contains(words), "{json}: {error}");
        }
    }

    #[test]
    fn arrays_and_runs_of_articles_are_numbered() {
        for json in [r#"[{"text": "a"}, {"text": "b"}]"#, "{\n\"text\": \"a\"}\n{\"text\":\n\"b\"}"] {
            let known = Known { id: "f".into(), ..Known::default() };
            let ids: Vec<String> = articles(json.as_bytes(), &known).into_iter().map(|a| a.unwrap().id).collect();
            assert_eq!(ids, ["f-1", "f-2"]);
        }
    }
}
