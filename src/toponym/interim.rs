//! STUB until the real passes land.
use super::table;
use crate::model::mention::{Span, Toponym, Usage};
use crate::model::place::PlaceKind;
use crate::text::{Document, Vocabulary};

#[derive(Debug)]
pub struct Rules;
impl Rules {
    pub fn compile(_: &mut Vocabulary) -> Rules { Rules }
}
pub fn find(doc: &Document, _: &Rules, people: &[Span]) -> Vec<Toponym> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < doc.tokens.len() {
        let t = doc.tokens[i];
        let mut best = None;
        if t.is_capital() && !people.iter().any(|p| p.overlaps(Span::new(t.start as usize, t.end as usize))) {
            let s = doc.sentence_of(i);
            let mut name = String::new();
            for j in i..s.last.min(i + 5) {
                if !doc.tokens[j].is_word() && doc.str(j) != "-" { break; }
                name.push(' '); name.push_str(doc.str(j));
                let n = super::normal::normalise(&name);
                if let Some(c) = table::look_up(&n).next() {
                    let ok = c.kind() != PlaceKind::City || c.population() > 50000 || c.is_capital();
                    if ok { best = Some((j + 1, c.place())); }
                }
            }
        }
        if let Some((end, place)) = best {
            let dateline = doc.sentence_of(i).first == i && t.shape == crate::text::Shape::Upper && i < 8;
            out.push(Toponym { span: doc.span(i, end), tokens: (i, end), place: Some(place), usage: if dateline { Usage::Dateline } else { Usage::Literal }, rule: "interim", confidence: 0.9 });
            i = end;
            if i + 1 < doc.tokens.len() && doc.str(i) == "," && out.last().unwrap().place.unwrap().kind == PlaceKind::City {
                let n = super::normal::normalise(doc.str(i + 1));
                if let Some(c) = table::look_up(&n).next().filter(|c| matches!(c.kind(), PlaceKind::Country | PlaceKind::Region)) {
                    let _ = c; out.push(Toponym { span: doc.span(i + 1, i + 2), tokens: (i + 1, i + 2), place: None, usage: Usage::Qualifier, rule: "interim", confidence: 0.9 }); i += 2;
                }
            }
        } else { i += 1; }
    }
    out
}
