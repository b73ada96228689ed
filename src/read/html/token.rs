//! A page's source to tags and text, as browsers cut it, in one pass and without a copy.
//!
//! In: the decoded source. Out: [`Token`]s that borrow from it. Comments, doctypes and processing instructions are left out; what
//! stands in a script, a style or a title is text. No source is an error: what is no tag is text, and what is cut off is dropped.

/// A page can write so many attributes into a tag; those after them are not looked at.
const MOST_ATTRIBUTES: usize = 64;

/// What a source is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// Text with its character references as written.
    Text(&'a str),
    /// `<name attributes>`; the name as written.
    Start { name: &'a str, attributes: &'a str },
    /// `</name>`.
    End(&'a str),
}

/// Elements whose contents are text up to their own end tag.
const RAW: [&str; 9] =
    ["script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp", "noscript"];

/// The tokens of a source.
pub struct Tokens<'a> {
    source: &'a str,
    at: usize,
    /// The raw element that is open.
    raw: Option<&'static str>,
}

/// Cuts a source into tokens.
pub fn tokens(source: &str) -> Tokens<'_> {
    Tokens { source, at: 0, raw: None }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = &self.source[self.at..];
            if rest.is_empty() {
                return None;
            }
            if let Some(name) = self.raw.take() {
                let end = raw_end(rest, name);
                self.at += end;
                if end > 0 {
                    return Some(Token::Text(&rest[..end]));
                }
            } else if !opens_markup(rest.as_bytes()) {
                let end = text_end(rest);
                self.at += end;
                return Some(Token::Text(&rest[..end]));
            } else if let Some(token) = self.markup(rest) {
                return Some(token);
            }
        }
    }
}

impl<'a> Tokens<'a> {
    /// What `rest` begins with: a tag, or something to step over.
    fn markup(&mut self, rest: &'a str) -> Option<Token<'a>> {
        let bytes = rest.as_bytes();
        if bytes.starts_with(b"<!--") {
            // `<!-->` and `<!--->` are whole comments.
            let end = rest[2..].find("-->").map_or(rest.len(), |at| at + 5);
            self.at += end;
            return None;
        }
        if let Some(data) = rest.strip_prefix("<![CDATA[") {
            let end = data.find("]]>").unwrap_or(data.len());
            self.at += (end + 12).min(rest.len());
            return Some(Token::Text(&data[..end]));
        }
        if matches!(bytes[1], b'!' | b'?') {
            self.at += rest.find('>').map_or(rest.len(), |at| at + 1);
            return None;
        }
        let closing = bytes[1] == b'/';
        let from = if closing { 2 } else { 1 };
        let name = from + bytes[from..].iter().position(|b| is_name_end(*b)).unwrap_or(bytes.len() - from);
        let Some(end) = tag_end(bytes, name) else {
            self.at = self.source.len();
            return None;
        };
        let token = if closing {
            Token::End(&rest[from..name])
        } else {
            let name = &rest[from..name];
            self.raw = RAW.into_iter().find(|raw| raw.eq_ignore_ascii_case(name));
            Token::Start { name, attributes: &rest[from + name.len()..end] }
        };
        self.at += end + 1;
        Some(token)
    }
}

/// `<` before a letter, `!`, `?`, or before `/` and a letter.
fn opens_markup(bytes: &[u8]) -> bool {
    match bytes {
        [b'<', b'/', c, ..] => c.is_ascii_alphabetic(),
        [b'<', c, ..] => c.is_ascii_alphabetic() || matches!(c, b'!' | b'?'),
        _ => false,
    }
}

/// Where the next markup begins.
fn text_end(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut from = 1;
    while let Some(at) = memchr::memchr(b'<', &bytes[from.min(bytes.len())..]) {
        if opens_markup(&bytes[from + at..]) {
            return from + at;
        }
        from += at + 1;
    }
    bytes.len()
}

fn is_name_end(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/')
}

/// Where the end tag of a raw element begins, or the end of the source.
fn raw_end(rest: &str, name: &str) -> usize {
    let bytes = rest.as_bytes();
    let closes = |at: usize| {
        let after = &bytes[at + 1..];
        after.first() == Some(&b'/')
            && after.get(1..=name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
            && after.get(name.len() + 1).is_none_or(|b| is_name_end(*b))
    };
    memchr::memchr_iter(b'<', bytes).find(|at| closes(*at)).unwrap_or(bytes.len())
}

/// Where the `>` of a tag stands that no quotation marks hold; `None` where the tag is cut off, and with it the source.
fn tag_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    let mut value = false;
    while at < bytes.len() {
        match bytes[at] {
            b'>' => return Some(at),
            quote @ (b'"' | b'\'') if value => {
                at += 1 + memchr::memchr(quote, &bytes[at + 1..]).unwrap_or(bytes.len() - at - 1);
                value = false;
            }
            b'=' => value = true,
            byte if !byte.is_ascii_whitespace() => value = false,
            _ => {}
        }
        at += 1;
    }
    None
}

/// The names and values of a tag's first attributes, as written.
pub fn attributes(source: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = source;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest[1..].find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/').map_or(rest.len(), |at| at + 1);
        let name = &rest[..end];
        let after = rest[end..].trim_ascii_start();
        let Some(value) = after.strip_prefix('=') else {
            rest = after;
            return Some((name, ""));
        };
        let value = value.trim_ascii_start();
        let quoted = ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote).map(|inner| (quote, inner)));
        let value = match quoted {
            Some((quote, inner)) => {
                let end = inner.find(quote).unwrap_or(inner.len());
                rest = inner.get(end + 1..).unwrap_or_default();
                &inner[..end]
            }
            None => {
                let end = value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len());
                rest = &value[end..];
                &value[..end]
            }
        };
        Some((name, value))
    })
    .take(MOST_ATTRIBUTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> String {
        let one = |token| match token {
            Token::Text(text) => format!("'{text}'"),
            Token::Start { name, attributes: "" } => format!("<{name}>"),
            Token::Start { name, attributes: a } => {
                let all: Vec<String> = attributes(a).map(|(name, value)| format!("{name}={value}")).collect();
                format!("<{name} {}>", all.join(","))
            }
            Token::End(name) => format!("</{name}>"),
        };
        tokens(source).map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tags_and_text() {
        assert_eq!(told("<p>She <b>came</B> to Oslo</p >"), "<p> 'She ' <b> 'came' </B> ' to Oslo' </p>");
        assert_eq!(told("3 < 4 <5 </ x"), "'3 < 4 <5 </ x'");
        assert_eq!(told("a<!-- <p> -->b<!DOCTYPE x><?y?>c<!-->d"), "'a' 'b' 'c' 'd'");
        assert_eq!(told("a<![CDATA[<p>]]>b"), "'a' '<p>' 'b'");
    }

    #[test]
    fn attributes_with_and_without_quotation_marks() {
        assert_eq!(told("<a HREF='x>y' b=\"2 3\" c = d e/>"), "<a HREF=x>y,b=2 3,c=d,e=>");
        assert_eq!(told("<p it's>a"), "<p it's=> 'a'");
    }

    #[test]
    fn scripts_are_text() {
        assert_eq!(told("<script>if (a<b) '</p>'</SCRIPT>c"), "<script> 'if (a<b) '</p>'' </SCRIPT> 'c'");
        assert_eq!(told("<style>a{}"), "<style> 'a{}'");
        assert_eq!(told("<title></title>x"), "<title> </title> 'x'");
    }

    #[test]
    fn what_is_cut_off_is_dropped() {
        for cut in ["She came<a href=\"x", "She came<p", "She came<!-- x", "She came</p"] {
            assert_eq!(told(cut), "'She came'", "{cut}");
        }
    }
}
