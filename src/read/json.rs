//! JSON articles: `{"id", "title", "published", "text", …}`, one, several, or one per line.
//!
//! In: the bytes of one JSON value. Out: an [`Article`], or an error that names the field. Unknown keys are ignored.

use super::{Known, day, heading};
use crate::error::{Error, Result};
use crate::model::Article;
use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

/// A JSON document, or one line of JSONL, has at most so many bytes.
pub const LIMIT: usize = 64 << 20;

/// The keys that matter, of any type, so that a wrong one is told by name.
#[derive(Deserialize)]
struct Fields {
    id: Option<Value>,
    title: Option<Value>,
    published: Option<Value>,
    text: Option<Value>,
    source: Option<Value>,
    url: Option<Value>,
    schema: Option<Value>,
    trips: Option<IgnoredAny>,
}

/// Reads one value: `{…}`.
pub fn article(bytes: &[u8], known: &Known) -> Result<Article> {
    fields(serde_json::from_slice(bytes).map_err(|e| syntax(&e))?, known)
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
        Ok(values) if values.len() == 1 => values.into_iter().map(|v| fields(v, known)).collect(),
        Ok(values) => {
            let numbered =
                |(i, v)| fields(v, &known.numbered(i + 1)).map_err(|e: Error| e.at(format!("article {}", i + 1)));
            values.into_iter().enumerate().map(numbered).collect()
        }
    }
}

/// True where the document is an itinerary rather than an article.
pub fn is_itinerary(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let fields: Option<Fields> = serde_json::from_slice(bytes).ok();
    fields.is_some_and(|f| f.text.is_none() && (f.schema.is_some() || f.trips.is_some()))
}

fn syntax(error: &serde_json::Error) -> Error {
    let (line, column) = (error.line(), error.column());
    let said = error.to_string();
    let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
    let at = if line > 1 { format!("line {line}, column {column}") } else { format!("column {column}") };
    Error::new(format!("is not valid JSON at {at} ({what}); correct it there"))
}

fn fields(fields: Fields, known: &Known) -> Result<Article> {
    if fields.text.is_none() && (fields.schema.is_some() || fields.trips.is_some()) {
        return Err(Error::new("is an itinerary, not an article; draw it with motorcade map or motorcade days"));
    }
    let text = match fields.text {
        Some(Value::String(text)) if text.len() > super::text::LIMIT => {
            let most = super::text::LIMIT >> 20;
            return Err(Error::new(format!("text: is longer than {most} MB; give one article at a time")));
        }
        Some(Value::String(text)) if !text.trim().is_empty() => text,
        Some(Value::String(_)) => return Err(Error::new("text: is empty; give the article's text")),
        None | Some(Value::Null) => return Err(Error::new("has no \"text\"; give the article's text under that key")),
        Some(_) => return Err(Error::new("text: is not a string; give the article's text")),
    };
    let published = match known.published {
        Some(day) => Some(day),
        None => published(fields.published.as_ref()).map_err(|e| e.at("published"))?,
    };
    let heading = heading::find(&text, false, published.is_some())?;
    Ok(Article {
        id: identifier(fields.id)?.unwrap_or_else(|| known.id.clone()),
        title: string(fields.title, "title")?,
        published: published.or(heading.published),
        source: source(fields.source).or(source(fields.url)).or_else(|| known.source.clone()),
        text,
        body: heading.body,
        ..Article::default()
    })
}

fn published(value: Option<&Value>) -> Result<Option<NaiveDate>> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
        Some(Value::String(text)) => match day::find(text)? {
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
