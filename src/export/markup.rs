//! Text made safe inside XML and HTML, and tags around it.

/// Characters with a meaning as entities; those that XML forbids are left out. Line ends and tabs stay.
///
/// Quotes are escaped too, so that the text may stand between the quotes of an attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(c),
            '\r' => out.push('\n'),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}

/// `<name>text</name>`, the text escaped.
pub fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", escape(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_an_element_or_an_attribute() {
        assert_eq!(
            element("name", "a<b>\u{0}\u{7}\u{FFFF} & \"c\" 'd'\r"),
            "<name>a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;\n</name>"
        );
    }
}
