//! Reads an SVG back that this program wrote: its style sheet, groups, outlines and texts.
//!
//! In: the document. Out: a [`Picture`]. Knows what our pictures use (classes, or the same as attributes or `style`; paths
//! of straight pieces, of curves the ends alone; no transforms but a text's rotation), and leaves out what it does not know.

use super::picture::{Area, Item, Look, Mark, Picture, circle, form, rect, text};
use crate::error::{Error, Result};
use crate::model::scene::{Anchor, Colour, Point};
use crate::model::typeface::Face;
use std::collections::BTreeMap;

type Style<'a> = BTreeMap<&'a str, &'a str>;

pub fn read(document: &str) -> Result<Picture> {
    let start = document.find("<svg").ok_or_else(|| Error::new("is no SVG: it has no <svg> element"))?;
    let mut reader = Reader { rest: &document[start..], ..Reader::default() };
    while let Some(tag) = reader.next() {
        reader.take(tag);
    }
    if reader.picture.width_px <= 0.0 || reader.picture.height_px <= 0.0 {
        return Err(Error::new("has no width and height in pixels; give an SVG that motorcade wrote"));
    }
    Ok(reader.picture)
}

/// A tag with its attributes, and the text that follows it.
struct Tag<'a> {
    name: &'a str,
    attributes: Style<'a>,
    /// It has no content.
    empty: bool,
    text: &'a str,
}

#[derive(Default)]
struct Reader<'a> {
    rest: &'a str,
    rules: BTreeMap<&'a str, Style<'a>>,
    clips: BTreeMap<&'a str, Area>,
    /// The id of the clip that is being read.
    clip: Option<&'a str>,
    /// Open groups: id and clip.
    groups: Vec<(String, Option<Area>)>,
    picture: Picture,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let start = self.rest.find('<')?;
            let body = &self.rest[start + 1..];
            if let Some(comment) = body.strip_prefix("!--") {
                self.rest = &comment[comment.find("-->")? + 3..];
                continue;
            }
            let end = body.find('>')?;
            let (inside, after) = (&body[..end], &body[end + 1..]);
            self.rest = after;
            let text = &after[..after.find('<').unwrap_or(after.len())];
            let empty = inside.ends_with('/');
            let inside = inside.trim_end_matches('/');
            let name = inside.split_whitespace().next().unwrap_or_default();
            return Some(Tag { name, attributes: attributes(&inside[name.len()..]), empty, text });
        }
    }

    fn take(&mut self, tag: Tag<'a>) {
        match tag.name {
            "svg" => {
                let number = |name| tag.attributes.get(name).and_then(|v| v.trim_end_matches("px").parse().ok());
                self.picture.width_px = number("width").unwrap_or(0.0);
                self.picture.height_px = number("height").unwrap_or(0.0);
            }
            "style" => self.rules = rules(tag.text),
            "clipPath" => self.clip = tag.attributes.get("id").copied(),
            "/clipPath" => self.clip = None,
            "g" if !tag.empty => {
                let id = tag.attributes.get("id").copied().unwrap_or_default().to_string();
                let url =
                    tag.attributes.get("clip-path").map(|url| url.trim_start_matches("url(#").trim_end_matches(')'));
                let outer = self.groups.last().and_then(|group| group.1);
                let clip = url.and_then(|id| self.clips.get(id).copied()).or(outer);
                self.groups.push((id, clip));
            }
            "/g" => drop(self.groups.pop()),
            "path" | "rect" | "circle" => self.outline(&tag),
            "text" => self.text(&tag),
            _ => {}
        }
    }

    /// Class, attributes and `style`, the latter winning.
    fn style(&self, tag: &Tag<'a>) -> Style<'a> {
        let classes = tag.attributes.get("class").into_iter().flat_map(|names| names.split_whitespace());
        let mut style: Style = tag.attributes.clone();
        classes.filter_map(|class| self.rules.get(class)).for_each(|rule| style.extend(rule.iter()));
        style.extend(tag.attributes.get("style").map(|own| declarations(own)).unwrap_or_default());
        style
    }

    fn put(&mut self, mark: Option<Mark>) {
        let within: Vec<String> = self.groups.iter().map(|group| group.0.clone()).collect();
        let clip = self.groups.last().and_then(|group| group.1);
        self.picture.items.extend(mark.map(|mark| Item { mark, within, clip }));
    }

    fn outline(&mut self, tag: &Tag<'a>) {
        let style = self.style(tag);
        let number = |name: &str| number(&style, name, 0.0);
        let parts = match tag.name {
            "rect" => vec![rect(number("x"), number("y"), number("width"), number("height"))],
            "circle" => vec![circle((number("cx"), number("cy")), number("r"))],
            _ => path(style.get("d").copied().unwrap_or_default()),
        };
        if let Some(id) = self.clip {
            self.clips.extend(Area::around(&parts.concat()).map(|area| (id, area)));
            return;
        }
        // What has no fill at all is black, in SVG.
        let fill = style.get("fill").map_or(Some(Colour(0, 0, 0)), |value| colour(value));
        let stroke = style.get("stroke").and_then(|value| colour(value)).map(|_| number("stroke-width"));
        let opacity = super::svg::number(&style, "opacity", 1.0);
        self.put(form(parts, fill, stroke, opacity));
    }

    fn text(&mut self, tag: &Tag<'a>) {
        let style = self.style(tag);
        let face = match (style.get("font-weight").copied(), style.get("font-style").copied()) {
            (Some("700" | "bold"), _) => Face::Bold,
            (_, Some("italic")) => Face::Italic,
            _ => Face::Regular,
        };
        let anchor = match style.get("text-anchor").copied() {
            Some("middle") => Anchor::Middle,
            Some("end") => Anchor::End,
            _ => Anchor::Start,
        };
        let spacing_px = number(&style, "letter-spacing", 0.0);
        let look = Look { face, size_px: number(&style, "font-size", 16.0), anchor, spacing_px };
        let turn =
            style.get("transform").and_then(|t| t.strip_prefix("rotate(")).and_then(|t| t.split([' ', ',']).next());
        let rotation = turn.and_then(|angle| angle.parse().ok()).unwrap_or(0.0);
        let ink = style.get("fill").and_then(|value| colour(value)).unwrap_or(Colour(0, 0, 0));
        let halo = style.get("stroke").and_then(|value| colour(value));
        let at = (number(&style, "x", 0.0), number(&style, "y", 0.0));
        let mark = text(&plain(tag.text), at, look, rotation, (ink, halo));
        self.put(Some(Mark::Text(mark)));
    }
}

fn number(style: &Style, name: &str, usual: f64) -> f64 {
    style.get(name).and_then(|value| value.trim_end_matches("px").parse().ok()).unwrap_or(usual)
}

/// `name="value"` pairs.
fn attributes(text: &str) -> Style<'_> {
    let mut found = Style::new();
    let mut rest = text;
    while let Some((name, after)) = rest.split_once('=') {
        let mut after = after.trim_start().chars();
        let Some(quote) = after.next().filter(|c| ['"', '\''].contains(c)) else { break };
        let Some((value, next)) = after.as_str().split_once(quote) else { break };
        found.insert(name.trim(), value);
        rest = next;
    }
    found
}

/// The rules of a style sheet by class; those of a media query are left out.
fn rules(sheet: &str) -> BTreeMap<&str, Style<'_>> {
    let always = sheet.split("@media").next().unwrap_or_default();
    let rules = always.split('}').filter_map(|rule| rule.split_once('{'));
    rules.filter_map(|(name, body)| Some((name.trim().strip_prefix('.')?, declarations(body)))).collect()
}

fn declarations(body: &str) -> Style<'_> {
    body.split(';').filter_map(|pair| pair.split_once(':')).map(|(name, value)| (name.trim(), value.trim())).collect()
}

/// `#abc` or `#aabbcc`; `None` for `none` and for what it does not know.
fn colour(text: &str) -> Option<Colour> {
    let digits = text.strip_prefix('#')?;
    let hex = |from: usize, count: usize| u8::from_str_radix(digits.get(from..from + count)?, 16).ok();
    match digits.len() {
        3 => Some(Colour(hex(0, 1)? * 17, hex(1, 1)? * 17, hex(2, 1)? * 17)),
        6 => Some(Colour(hex(0, 2)?, hex(2, 2)?, hex(4, 2)?)),
        _ => None,
    }
}

fn plain(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&").trim().to_string()
}

/// The corners of a path's parts.
fn path(data: &str) -> Vec<Vec<Point>> {
    let mut parts: Vec<Vec<Point>> = Vec::new();
    let mut at = (0.0, 0.0);
    for (command, numbers) in commands(data) {
        let relative = command.is_ascii_lowercase();
        let origin = |at: Point| if relative { at } else { (0.0, 0.0) };
        let size = match command.to_ascii_lowercase() {
            'h' | 'v' => 1,
            'm' | 'l' | 't' => 2,
            's' | 'q' => 4,
            'c' => 6,
            'a' => 7,
            _ => {
                at = parts.last().and_then(|part| part.first()).copied().unwrap_or(at);
                continue;
            }
        };
        for (n, step) in numbers.chunks_exact(size).enumerate() {
            let (x, y) = origin(at);
            at = match command.to_ascii_lowercase() {
                'h' => (x + step[0], at.1),
                'v' => (at.0, y + step[0]),
                _ => (x + step[size - 2], y + step[size - 1]),
            };
            if command.eq_ignore_ascii_case(&'m') && n == 0 || parts.is_empty() {
                parts.push(Vec::new());
            }
            parts.last_mut().into_iter().for_each(|part| part.push(at));
        }
    }
    parts
}

/// Each command with its numbers.
fn commands(data: &str) -> Vec<(char, Vec<f64>)> {
    let mut found: Vec<(char, Vec<f64>)> = Vec::new();
    let mut rest = data;
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_alphabetic() {
            found.push((first, Vec::new()));
            rest = &rest[1..];
        } else if first == '-' || first == '.' || first.is_ascii_digit() {
            let length = number_length(rest);
            let value = rest[..length].parse().unwrap_or(0.0);
            found.last_mut().into_iter().for_each(|(_, numbers)| numbers.push(value));
            rest = &rest[length..];
        } else {
            rest = &rest[first.len_utf8()..];
        }
    }
    found
}

/// How long the number is at the start of a text: a second point or sign begins another.
fn number_length(text: &str) -> usize {
    let mut pointed = false;
    for (at, c) in text.char_indices() {
        let goes_on = c.is_ascii_digit() || (c == '-' && at == 0) || (c == '.' && !pointed);
        if !goes_on {
            return at.max(1);
        }
        pointed |= c == '.';
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_as_they_are_written() {
        let parts = path("m1 2h2.5v2l.5.5-1 .5zm4 0h1M10 20 30-5");
        assert_eq!(parts[0], [(1.0, 2.0), (3.5, 2.0), (3.5, 4.0), (4.0, 4.5), (3.0, 5.0)]);
        assert_eq!(parts[1], [(5.0, 2.0), (6.0, 2.0)]);
        assert_eq!(parts[2], [(10.0, 20.0), (30.0, -5.0)]);
    }

    #[test]
    fn what_is_no_picture_is_told() {
        assert!(read("hello").is_err() && read("<svg></svg>").is_err());
    }
}
