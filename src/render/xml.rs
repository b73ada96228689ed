//! Text that is safe inside XML.

/// Writes text for an element or a quoted attribute; characters that XML forbids are left out.
pub fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
}

/// Writes ` name="value"`.
pub fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_escaped(out, value);
    out.push('"');
}

/// Writes `<name>text</name>`, with an id where one is given.
pub fn push_element(out: &mut String, name: &str, id: Option<&str>, text: &str) {
    out.push('<');
    out.push_str(name);
    if let Some(id) = id {
        push_attribute(out, "id", id);
    }
    out.push('>');
    push_escaped(out, text);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_break_a_document_is_escaped_or_dropped() {
        let mut out = String::new();
        push_element(&mut out, "title", None, "Tom & \"Jerry\" <b>\u{0}\u{7}\u{FFFF}\n</b>");
        assert_eq!(out, "<title>Tom &amp; &quot;Jerry&quot; &lt;b&gt; &lt;/b&gt;</title>");
    }
}
