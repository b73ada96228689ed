//! An SVG document as part of a page: ids and classes of its own, its style handed over, its markers as links.
//!
//! In: a document as `render` writes it. Out: the element, and the rules for the page's one style sheet. What only drawing
//! programs need is left out, and what a reader of the list has already been told is hidden from screen readers.

use crate::export::markup::escape;
use std::fmt::Write;

/// What a picture is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A group of links, one for each marker.
    Map,
    /// A picture.
    Chart,
}

/// What the group `stop-N` stands for.
pub struct Marker {
    /// Classes with a space before each.
    pub class: String,
    /// The id that it links to.
    pub link: String,
    /// Its name for those who do not see it.
    pub told: String,
}

pub struct Inline<'a> {
    /// What its ids and classes begin with.
    pub prefix: &'a str,
    pub class: &'a str,
    pub role: Role,
    /// What it shows, for those who do not see it.
    pub label: &'a str,
    /// By number, from 1.
    pub stops: &'a [Marker],
}

/// A tag, or the text between two.
enum Piece<'a> {
    Tag(&'a str),
    Text(&'a str),
}

impl Inline<'_> {
    /// The element, and its rules.
    pub fn write(&self, svg: &str) -> (String, String) {
        let own =
            svg.split("aria-labelledby=\"").nth(1).and_then(|rest| rest.split("-title").next()).unwrap_or_default();
        let style = svg.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>"));
        let rules =
            style.map(|(rules, _)| rules.replace(&format!(".{own}"), &format!(".{}", self.prefix))).unwrap_or_default();
        let root = svg.split("viewBox=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        let family = svg.split("font-family=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        let role = if self.role == Role::Map { "group" } else { "img" };
        let mut out = format!(
            "<svg class=\"{}\" viewBox=\"{root}\" role=\"{role}\" aria-label=\"{}\" font-family=\"{family}\">",
            self.class,
            escape(self.label)
        );
        let body = style.map_or(svg, |(_, rest)| rest);
        self.push_body(&mut out, body, own);
        (out, rules)
    }

    fn push_body(&self, out: &mut String, body: &str, own: &str) {
        let (mut depth, mut links) = (0, Vec::new());
        for piece in pieces(body) {
            match piece {
                Piece::Text(text) if text.trim().is_empty() => {}
                Piece::Text(text) => out.push_str(text),
                Piece::Tag("</g>") => {
                    depth -= 1;
                    out.push_str("</g>");
                    if links.last() == Some(&depth) {
                        links.pop();
                        out.push_str("</a>");
                    }
                }
                Piece::Tag("</svg>") => out.push_str("</svg>\n"),
                Piece::Tag(tag) if tag.starts_with("<g") && !tag.ends_with("/>") => {
                    let marker = self.marker(tag);
                    if let Some(marker) = marker.filter(|_| self.role == Role::Map) {
                        let _ = write!(out, "<a href=\"#{}\" aria-label=\"{}\">", marker.link, escape(&marker.told));
                        links.push(depth);
                    }
                    self.push_group(out, tag, marker, depth == 0);
                    depth += 1;
                }
                Piece::Tag(tag) => self.push_tag(out, tag, own),
            }
        }
    }

    /// What the group stands for, where it is a stop's.
    fn marker(&self, tag: &str) -> Option<&Marker> {
        let number: usize = attribute(tag, "id")?.strip_prefix("stop-")?.parse().ok()?;
        self.stops.get(number.checked_sub(1)?).filter(|marker| !marker.link.is_empty())
    }

    /// A group without its id; the page's links and rules go by class.
    fn push_group(&self, out: &mut String, tag: &str, marker: Option<&Marker>, top: bool) {
        out.push_str("<g");
        if let Some(marker) = marker {
            let _ = write!(out, " class=\"mc-s{}\"", marker.class);
        }
        if let Some(clip) = attribute(tag, "clip-path").and_then(|clip| clip.strip_prefix("url(#")) {
            let _ = write!(out, " clip-path=\"url(#{}-{clip}\"", self.prefix);
        }
        if top && self.role == Role::Map && attribute(tag, "id") != Some("stops") {
            out.push_str(" aria-hidden=\"true\"");
        }
        out.push('>');
    }

    fn push_tag(&self, out: &mut String, tag: &str, own: &str) {
        let tag = tag.replace(&format!(" class=\"{own}"), &format!(" class=\"{}", self.prefix));
        out.push_str(&tag.replace(" id=\"", &format!(" id=\"{}-", self.prefix)));
    }
}

/// The value of an attribute as it stands.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next())
}

fn pieces(body: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = body;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = if rest.starts_with('<') { rest.find('>').map(|at| at + 1) } else { rest.find('<') };
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(if piece.starts_with('<') { Piece::Tag(piece) } else { Piece::Text(piece) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = "<svg xmlns=\"x\" width=\"9\" height=\"9\" viewBox=\"0 0 9 9\" role=\"img\" aria-labelledby=\"swb-title swb-desc\" \
        font-family=\"Noto Sans\">\n<title id=\"swb-title\">T</title>\n<style>.swb0{fill:#fff}@media (prefers-color-scheme:dark){.swb0{fill:#000}}</style>\n\
        <clipPath id=\"stops-clip\"><rect/></clipPath>\n<g id=\"land\"><path d=\"m0\" class=\"swb0\"/></g>\n\
        <g id=\"stops\" inkscape:label=\"Stops\" clip-path=\"url(#stops-clip)\">\n<g id=\"stop-1\"><title>Hanoi &lt;3&gt;</title>\n<g><text>1</text></g></g>\n</g>\n</svg>\n";

    fn written(role: Role) -> (String, String) {
        let stops = [Marker { class: " ms1".into(), link: "mq1".into(), told: "Stop 1: \"Hanoi\"".into() }];
        Inline { prefix: "mw", class: "mc-svg", role, label: "A & B", stops: &stops }.write(SVG)
    }

    #[test]
    fn a_map_has_links_and_nothing_that_another_picture_has() {
        let (svg, rules) = written(Role::Map);
        assert_eq!(rules, ".mw0{fill:#fff}@media (prefers-color-scheme:dark){.mw0{fill:#000}}");
        assert_eq!(
            svg,
            "<svg class=\"mc-svg\" viewBox=\"0 0 9 9\" role=\"group\" aria-label=\"A &amp; B\" font-family=\"Noto Sans\">\
            <clipPath id=\"mw-stops-clip\"><rect/></clipPath><g aria-hidden=\"true\"><path d=\"m0\" class=\"mw0\"/></g>\
            <g clip-path=\"url(#mw-stops-clip)\"><a href=\"#mq1\" aria-label=\"Stop 1: &quot;Hanoi&quot;\"><g class=\"mc-s ms1\">\
            <title>Hanoi &lt;3&gt;</title><g><text>1</text></g></g></a></g></svg>\n"
        );
    }

    #[test]
    fn a_chart_is_a_picture_without_links() {
        let (svg, _) = written(Role::Chart);
        assert!(svg.contains("role=\"img\"") && svg.contains("class=\"mc-s ms1\"") && !svg.contains("<a "));
    }
}
