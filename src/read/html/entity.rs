//! Character references (`&eacute;`, `&#8217;`) to characters, as browsers read them.
//!
//! The names of HTML 4, of Latin letters and of punctuation stand in `data/entities.tsv`; other names stay as written.

use std::borrow::Cow;
use std::sync::OnceLock;

/// Name, code point, and `bare` where browsers take the name without its semicolon too.
const TABLE: &str = include_str!("../../../data/entities.tsv");

/// The longest name of the table.
const LONGEST_NAME: usize = 16;

/// The text with its character references replaced.
pub fn decode(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut next = Some(first);
    while let Some(at) = next {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match reference(rest) {
            Some((character, length)) => {
                out.push(character);
                rest = &rest[length..];
            }
            None => out.push('&'),
        }
        next = memchr::memchr(b'&', rest.as_bytes());
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that the reference after an `&` stands for, and how many bytes the reference has.
fn reference(rest: &str) -> Option<(char, usize)> {
    if let Some(number) = rest.strip_prefix('#') {
        return numeric(number).map(|(character, length)| (character, length + 1));
    }
    let name = rest.bytes().take(LONGEST_NAME + 1).take_while(u8::is_ascii_alphanumeric).count();
    if rest.as_bytes().get(name) == Some(&b';') {
        if let Some((character, _)) = named(&rest[..name]) {
            return Some((character, name + 1));
        }
    }
    let bare = |length: &usize| named(&rest[..*length]).is_some_and(|(_, bare)| bare);
    (2..=name.min(6)).rev().find(bare).and_then(|length| Some((named(&rest[..length])?.0, length)))
}

fn numeric(number: &str) -> Option<(char, usize)> {
    let (digits, radix, skipped) = match number.as_bytes().first()? {
        b'x' | b'X' => (&number[1..], 16, 1),
        _ => (number, 10, 0),
    };
    let length = digits.bytes().take_while(|b| (*b as char).is_digit(radix)).count();
    if length == 0 {
        return None;
    }
    // A number beyond all characters is as good as one that overflows.
    let code = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
    let semicolon = usize::from(digits.as_bytes().get(length) == Some(&b';'));
    Some((character(code), skipped + length + semicolon))
}

/// Numbers from 128 to 159 are those of windows-1252 in browsers; no text holds a zero or half of a pair.
fn character(code: u32) -> char {
    match code {
        0x80..=0x9f => encoding_rs::WINDOWS_1252.decode(&[code as u8]).0.chars().next().unwrap_or('\u{fffd}'),
        0 => '\u{fffd}',
        _ => char::from_u32(code).unwrap_or('\u{fffd}'),
    }
}

fn named(name: &str) -> Option<(char, bool)> {
    static ROWS: OnceLock<Vec<(&str, char, bool)>> = OnceLock::new();
    let rows = ROWS.get_or_init(|| TABLE.lines().filter_map(row).collect());
    let at = rows.binary_search_by(|row| row.0.cmp(name)).ok()?;
    Some((rows[at].1, rows[at].2))
}

fn row(line: &str) -> Option<(&str, char, bool)> {
    let mut cells = line.split('\t');
    let (name, code) = (cells.next()?, cells.next()?);
    Some((name, char::from_u32(u32::from_str_radix(code, 16).ok()?)?, cells.next() == Some("bare")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_as_browsers_read_them() {
        for (written, read) in [
            ("Erdo&gbreve;an &amp; Mitsotakis", "Erdoğan & Mitsotakis"),
            ("S&atilde;o Paulo&#8217;s &#x201C;talks&#X201d;", "São Paulo’s “talks”"),
            ("caf&eacute &copy2024", "café ©2024"),
            ("it&#146;s &#8364;5", "it’s €5"),
            ("&#0;&#xD800;&#99999999999;", "\u{fffd}\u{fffd}\u{fffd}"),
            ("AT&T & &; &nosuch; &#; &#x; &", "AT&T & &; &nosuch; &#; &#x; &"),
            ("&amp;eacute;", "&eacute;"),
        ] {
            assert_eq!(decode(written), read);
        }
    }

    #[test]
    fn the_table_is_sorted_and_whole() {
        let rows: Vec<_> = TABLE.lines().map(|line| row(line).expect(line)).collect();
        assert!(rows.is_sorted_by(|a, b| a.0 < b.0) && rows.len() > 400);
        assert!(rows.iter().all(|row| row.0.len() <= LONGEST_NAME));
    }
}
