//! The bytes of a page to its source, in the encoding that a browser would read it in.
//!
//! In the order of the WHATWG's encoding sniffing algorithm (HTML, section 13.2.3.2): the byte order mark, what the page declares
//! in its first bytes, what its bytes look like. One step comes between: a saved page has lost the header that it was sent with,
//! and bytes beyond ASCII that are valid UTF-8 are UTF-8, whatever an old template declares.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use std::borrow::Cow;

/// A page declares its encoding within so many bytes.
const DECLARED_WITHIN: usize = 1024;

/// The source of a page.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let plain = bytes.is_ascii();
        match declared(bytes).filter(|_| plain) {
            // Japanese mail and old pages write in ASCII what is none.
            Some(encoding) if !encoding.is_ascii_compatible() => return encoding.decode_without_bom_handling(bytes).0,
            _ => return Cow::Borrowed(text),
        }
    }
    declared(bytes).unwrap_or_else(|| guess(bytes)).decode_without_bom_handling(bytes).0
}

/// The bytes of a page that came with the name of its encoding, as UTF-8 with a byte order mark. A mark of its own goes first, as
/// with browsers, and so do bytes beyond ASCII that are valid UTF-8.
pub fn as_utf8(bytes: &[u8], label: &str) -> Vec<u8> {
    let encoding = Encoding::for_label(label.as_bytes()).filter(|_| Encoding::for_bom(bytes).is_none());
    match encoding {
        Some(encoding) if std::str::from_utf8(bytes).is_err() => {
            format!("\u{feff}{}", encoding.decode_without_bom_handling(bytes).0).into()
        }
        _ => bytes.into(),
    }
}

/// The encoding that the bytes look like.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// `charset=…` in a meta tag, or `encoding="…"` in an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start: String = bytes.iter().take(DECLARED_WITHIN).map(|b| b.to_ascii_lowercase() as char).collect();
    let xml = start.trim_start().starts_with("<?xml").then(|| start.split("?>").next()).flatten();
    let from_xml = || label(xml?.split("encoding").nth(1)?);
    let metas = start.split("<meta").skip(1).filter_map(|rest| rest.split('>').next());
    let encoding = metas.filter_map(|meta| label(meta.split("charset").nth(1)?)).next().or_else(from_xml)?;
    Some(match encoding {
        // The tag was read as ASCII, so the page is not in these.
        e if e == UTF_16LE || e == UTF_16BE => UTF_8,
        e if e == X_USER_DEFINED => WINDOWS_1252,
        e => e,
    })
}

/// The encoding whose label stands after an equals sign.
fn label(rest: &str) -> Option<&'static Encoding> {
    let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    Encoding::for_label(value.split(['"', '\'', ';', ' ', '/', '>']).next()?.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_as_browsers_detect_them() {
        let pages: [(&[u8], &str); 9] = [
            (b"\xef\xbb\xbfZ\xc3\xbcrich", "Zürich"),
            (b"\xff\xfeZ\0\xfc\0", "Zü"),
            (b"\xfe\xff\0Z\0\xfc", "Zü"),
            (b"<meta charset=iso-8859-1>Z\xfcrich \x93talks\x94", "<meta charset=iso-8859-1>Zürich “talks”"),
            (
                b"<META HTTP-EQUIV=x CONTENT='text/html; charset=windows-1251'>\xcc",
                "<META HTTP-EQUIV=x CONTENT='text/html; charset=windows-1251'>М",
            ),
            (
                b"<?xml version='1.0' encoding='ISO-8859-2'?>Pozna\xf1",
                "<?xml version='1.0' encoding='ISO-8859-2'?>Poznań",
            ),
            (b"<meta charset=iso-8859-1>Z\xc3\xbcrich", "<meta charset=iso-8859-1>Zürich"),
            (b"<meta charset=utf-16>Z\xfcrich", "<meta charset=utf-16>Z\u{fffd}rich"),
            (b"Le pr\xe9sident est arriv\xe9 \xe0 Gen\xe8ve", "Le président est arrivé à Genève"),
        ];
        for (bytes, text) in pages {
            assert_eq!(decode(bytes), text);
        }
    }
}
