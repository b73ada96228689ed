//! The source of a page without what no parser needs to see, and with bounds that no page can break.
//!
//! In: the source. Out: the same source without comments, scripts other than JSON-LD, styles and drawings, with elements nested
//! [`DEEPEST`] levels at most and [`MOST_ATTRIBUTES`] attributes on a tag. One pass, in time proportional to the page: a parser
//! that follows the HTML standard takes quadratic time for pages made to hurt, 45 s for 20,000 nested elements.

/// Elements lie at most so many levels deep; pages of news have thirty.
pub const DEEPEST: usize = 256;
/// A tag has at most so many attributes.
pub const MOST_ATTRIBUTES: usize = 64;
/// Tags beyond so many are left out with what follows; pages of news have some thousands.
pub const MOST_TAGS: usize = 120_000;

/// So many elements of [`FORMATTING`] may be open; each is opened again in every paragraph that follows.
const MOST_FORMATTING: usize = 16;
/// The source ends before the next character reference; each costs the copy of the text before it.
const MOST_REFERENCES: usize = 60_000;

/// Their contents are no markup, and nothing that a reader of an article misses.
const DROPPED: [&str; 8] = ["script", "style", "noscript", "svg", "math", "iframe", "noembed", "noframes"];
/// Their contents are no markup.
const RAW: [&str; 3] = ["title", "textarea", "xmp"];
/// Never open for long: they have no contents, or end where the next one begins.
const SHALLOW: [&str; 32] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "a", "button", "head", "rp",
    "rt", "keygen",
];

const FORMATTING: [&str; 13] =
    ["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// The source within bounds.
pub fn bounded(source: &str) -> String {
    let mut pass = Pass { source, out: String::with_capacity(source.len()), copied: 0, open: Vec::new(), too_deep: 0 };
    let (mut at, mut tags) = (0, 0);
    while let Some(found) = source[at..].find('<') {
        let start = at + found;
        if tags == MOST_TAGS {
            pass.drop(start, source.len());
            break;
        }
        tags += 1;
        at = pass.markup(start);
    }
    pass.drop(source.len(), source.len());
    let last = pass.out.match_indices('&').nth(MOST_REFERENCES).map(|(at, _)| at);
    last.into_iter().for_each(|at| pass.out.truncate(at));
    pass.out
}

struct Pass<'a> {
    source: &'a str,
    out: String,
    /// The source up to here is written or dropped.
    copied: usize,
    /// The names of the elements that are open, outermost first.
    open: Vec<&'a str>,
    /// How many elements are open beyond the deepest.
    too_deep: usize,
}

impl<'a> Pass<'a> {
    /// Reads what begins with the `<` at `start`; where to go on.
    fn markup(&mut self, start: usize) -> usize {
        let rest = &self.source[start + 1..];
        let mut end = self.source.len();
        let to = |mark: &str, from: usize| self.source[from..].find(mark).map(|at| from + at + mark.len());
        match rest.as_bytes().first() {
            Some(b'!') if rest.starts_with("!--") => {
                end = to("-->", start + 2).unwrap_or(end);
                self.drop(start, end);
            }
            Some(b'!' | b'?') => end = to(">", start).unwrap_or(end),
            Some(b'/') if rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) => end = self.end_tag(start),
            Some(first) if first.is_ascii_alphabetic() => end = self.start_tag(start),
            _ => end = start + 1,
        }
        end
    }

    /// Leaves out the source from `start` to `end`.
    fn drop(&mut self, start: usize, end: usize) {
        self.out.push_str(&self.source[self.copied.min(start)..start]);
        self.copied = end;
    }

    fn start_tag(&mut self, start: usize) -> usize {
        let name = name(&self.source[start + 1..]);
        let tag = Tag::at(self.source, start + 1 + name.len());
        let is = |names: &[&str]| names.iter().any(|n| n.eq_ignore_ascii_case(name));
        let is_data = || {
            let written = &self.source[start..tag.end];
            written.len() < 1000 && written.to_ascii_lowercase().contains("ld+json")
        };
        if is(&DROPPED) && !(name.eq_ignore_ascii_case("script") && is_data()) {
            let end = self.after_raw(name, tag.end);
            self.drop(start, end);
            return end;
        }
        if let Some(cut) = tag.cut {
            self.drop(cut, tag.end);
            self.out.push('>');
        }
        if is(&RAW) || is(&DROPPED) {
            return self.after_raw(name, tag.end);
        }
        let again = is(&["html", "body"]) && self.open.iter().any(|open| open.eq_ignore_ascii_case(name));
        let formats = |name: &&str| FORMATTING.iter().any(|n| n.eq_ignore_ascii_case(name));
        let too_many = || formats(&name) && self.open.iter().filter(|open| formats(open)).count() >= MOST_FORMATTING;
        if again || is(&["plaintext"]) || too_many() {
            self.drop(start, tag.end);
        } else if !is(&SHALLOW) {
            if self.open.len() < DEEPEST {
                self.open.push(name);
            } else {
                self.too_deep += 1;
                self.drop(start, tag.end);
            }
        }
        tag.end
    }

    fn end_tag(&mut self, start: usize) -> usize {
        let name = name(&self.source[start + 2..]);
        let end = Tag::at(self.source, start + 2 + name.len()).end;
        if SHALLOW.iter().any(|n| n.eq_ignore_ascii_case(name)) {
        } else if self.too_deep > 0 {
            self.too_deep -= 1;
            self.drop(start, end);
        } else if let Some(at) = self.open.iter().rposition(|open| open.eq_ignore_ascii_case(name)) {
            self.open.truncate(at);
        }
        end
    }

    /// Where the end tag of a raw element ends, or the source.
    fn after_raw(&self, name: &str, from: usize) -> usize {
        let bytes = self.source.as_bytes();
        let mut at = from;
        while let Some(found) = self.source[at..].find("</") {
            at += found + 2;
            let after = at + name.len();
            let named = bytes.get(at..after).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()));
            if named && !bytes.get(after).is_some_and(u8::is_ascii_alphanumeric) {
                return Tag::at(self.source, after).end;
            }
        }
        self.source.len()
    }
}

fn name(rest: &str) -> &str {
    let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>');
    &rest[..rest.as_bytes().iter().position(ends).unwrap_or(rest.len())]
}

/// Where a tag ends, and from where its attributes are too many.
struct Tag {
    end: usize,
    cut: Option<usize>,
}

impl Tag {
    /// Reads attributes from `at`, as the HTML standard's tokenizer does.
    fn at(source: &str, mut at: usize) -> Tag {
        let bytes = source.as_bytes();
        let until = |from: usize, stops: &dyn Fn(u8) -> bool| {
            bytes[from.min(bytes.len())..].iter().position(|b| stops(*b)).map_or(bytes.len(), |n| from + n)
        };
        let (mut count, mut cut) = (0, None);
        loop {
            at = until(at, &|b| !b.is_ascii_whitespace() && b != b'/');
            match bytes.get(at) {
                None => return Tag { end: bytes.len(), cut: None },
                Some(b'>') => return Tag { end: at + 1, cut },
                Some(_) if count == MOST_ATTRIBUTES => cut = cut.or(Some(at)),
                Some(_) => {}
            }
            count += 1;
            // An attribute's name may begin with an equals sign.
            at = until(at + 1, &|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'='));
            let equals = until(at, &|b| !b.is_ascii_whitespace());
            if bytes.get(equals) != Some(&b'=') {
                continue;
            }
            at = until(equals + 1, &|b| !b.is_ascii_whitespace());
            at = match bytes.get(at) {
                Some(quote @ (b'"' | b'\'')) => until(at + 1, &|b| b == *quote) + 1,
                _ => until(at, &|b| b.is_ascii_whitespace() || b == b'>'),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_reader_sees_is_left_out() {
        for (source, kept) in [
            ("<p>a<!-- <b> -->b", "<p>ab"),
            ("a<!-->b<script>if (a<b) '</div>'</SCRIPT >c", "abc"),
            ("<script type=\"application/ld+json\">{}</script>", "<script type=\"application/ld+json\">{}</script>"),
            ("<title>a<div>b</title>c", "<title>a<div>b</title>c"),
            ("a <svg><path/><path/></svg>b < c <3", "a b < c <3"),
            ("<a title='>'>b</a><a", "<a title='>'>b</a><a"),
            ("<style>never closed <p>a", ""),
            ("<body a=1>a<body b=2>c", "<body a=1>ac"),
        ] {
            assert_eq!(bounded(source), kept, "{source}");
        }
    }

    #[test]
    fn depth_and_attributes_are_bounded() {
        let deep = bounded(&format!("{}in{}out<p>", "<div>".repeat(20_000), "</div>".repeat(20_000)));
        assert_eq!(deep, format!("{}in{}out<p>", "<div>".repeat(DEEPEST), "</div>".repeat(DEEPEST)));
        let many = bounded(&format!("<p{}>a", " a=\"é>\"".repeat(100_000)));
        assert_eq!(many, format!("<p{} >a", " a=\"é>\"".repeat(MOST_ATTRIBUTES)));
        let paragraphs = "<p>a<li>b<td>c".repeat(1000);
        assert_eq!(bounded(&paragraphs), paragraphs);
    }
}
