//! An article sent by mail (`.eml`) to its article: the text of the message, its subject, sender and day.

use super::html::{self, without_reply};
use super::{Known, heading};
use crate::error::{Error, Result};
use crate::model::Article;
use chrono::NaiveDate;
use mail_parser::{MessageParser, PartType};

/// Headers that no article begins with, in small letters (RFC 5322, RFC 2045).
const HEADERS: [&str; 8] =
    ["from", "message-id", "mime-version", "received", "return-path", "delivered-to", "subject", "content-type"];
/// So many of them make a mail.
const ENOUGH: usize = 3;
/// A plain text that is shorter stands in for the one in HTML.
const SHORTEST: usize = 200;

/// True where bytes begin with the headers of a mail.
pub fn is_mail(bytes: &[u8]) -> bool {
    let mut found = 0;
    for line in bytes.split(|b| *b == b'\n').take(200) {
        let line = line.trim_ascii_end();
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(colon) = line.iter().position(|b| *b == b':').filter(|at| *at > 0) else { break };
        let name = &line[..colon];
        if !name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-') {
            break;
        }
        found += usize::from(HEADERS.iter().any(|header| header.as_bytes().eq_ignore_ascii_case(name)));
    }
    found >= ENOUGH
}

/// Reads a mail.
pub fn article(bytes: &[u8], known: &Known) -> Result<Article> {
    let broken = || Error::new("is a mail without text; give the article's text");
    let mail = MessageParser::default().parse(bytes).ok_or_else(broken)?;
    let html = mail.html_body.iter().find_map(|part| match &mail.parts.get(*part as usize)?.body {
        PartType::Html(markup) => Some(html::text(markup)),
        _ => None,
    });
    let plain = mail.text_body.iter().find_map(|part| match &mail.parts.get(*part as usize)?.body {
        PartType::Text(text) => Some(text.replace("\r\n", "\n")),
        _ => None,
    });
    let plain = plain.filter(|text| text.trim().len() >= SHORTEST || html.is_none());
    let text = plain.or(html).filter(|text| !text.trim().is_empty()).ok_or_else(broken)?;
    let sent = mail.date().and_then(|d| NaiveDate::from_ymd_opt(d.year.into(), d.month.into(), d.day.into()));
    let heading = heading::find(&text, false, true)?;
    Ok(Article {
        id: known.id.clone(),
        title: mail.subject().map(|subject| without_reply(subject).to_string()).filter(|title| !title.is_empty()),
        byline: mail.from().and_then(|from| from.first()).and_then(|sender| sender.name()).map(str::to_string),
        published: known.published.or(heading.published).or(sent),
        source: known.source.clone(),
        text,
        body: heading.body,
        ..Article::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_mail() {
        let mail = b"Received: from a\r\n by b\r\nFrom: =?utf-8?q?Andr=C3=A9_Roy?= <a@wire.example>\r\nSubject: Fwd: Talks in Oslo\r\n\
            Date: Thu, 20 Jun 2024 23:30:00 +0900\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n\
            --x\r\nContent-Type: text/plain\r\n\r\nOpen in a browser.\r\n--x\r\nContent-Type: text/html; charset=iso-8859-1\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>She flew to Z=FCrich.</p><p>She left.</p>\r\n--x--\r\n";
        assert!(
            is_mail(mail) && !is_mail(b"Date: 2024-06-20\nSubject: a tour\n\nShe flew.") && !is_mail(b"She flew: home")
        );
        let article = article(mail, &Known::default()).unwrap();
        assert_eq!(article.text, "She flew to Zürich.\n\nShe left.");
        assert_eq!((article.title.as_deref(), article.byline.as_deref()), (Some("Talks in Oslo"), Some("André Roy")));
        assert_eq!(article.published, NaiveDate::from_ymd_opt(2024, 6, 20));
        assert!(super::article(b"From: a\r\nSubject: b\r\nMIME-Version: 1.0\r\n\r\n", &Known::default()).is_err());
    }
}
