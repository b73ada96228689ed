//! Titles: before a name ("French Foreign Minister X"), after it ("X, Brazil's finance minister") and alone ("the Russian leader").

use super::rules::{Rules, TitleKind};
use super::{Lettering, Register, name};
use crate::text::{Document, Shape};

/// A title as the text gives it, with the country that it names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Titled {
    /// The usual form; empty for an honorific alone.
    pub form: String,
    pub kind: TitleKind,
    pub country: Option<String>,
    /// The country stands in the text and is not just implied by the title.
    pub country_told: bool,
    pub plural: bool,
    pub former: bool,
    pub female: Option<bool>,
    /// A nationality, a possessive or an article stands before it, so that it can stand alone.
    pub definite: bool,
    /// One past its last token.
    pub end: usize,
}

impl Titled {
    /// This title, completed by one that stands after the name.
    pub fn with(self, after: Titled) -> Titled {
        let better = self.kind == TitleKind::Honorific || self.form.is_empty();
        let (country, told) =
            if self.country_told { (self.country, true) } else { (after.country.or(self.country), after.country_told) };
        Titled {
            form: if better { after.form } else { self.form },
            kind: if better { after.kind } else { self.kind },
            country,
            country_told: told,
            female: self.female.or(after.female),
            ..self
        }
    }
}

/// A title that starts at token `at`, with what belongs to it before and after: nationality, "of COUNTRY", a second title.
pub(crate) fn before_name(doc: &Document, rules: &Rules, at: usize, limit: usize) -> Option<Titled> {
    // "No American president", "the second pope" mean nobody in particular.
    if at > 0
        && matches!(
            doc.str(at - 1).to_ascii_lowercase().as_str(),
            "no" | "any" | "every" | "each" | "another" | "first" | "second" | "third" | "last" | "only" | "a" | "an"
        )
        && !starts_name_after(doc, rules, at, limit)
    {
        return None;
    }
    let mut out = Titled { definite: at > 0 && rules.the.contains(doc.word(at - 1)), ..Titled::default() };
    let mut next = skip_prefix(doc, rules, at, limit, &mut out);
    let mut found = false;
    while let Some((row, end)) = rules.titles.longest(doc, next, limit) {
        let written = doc.tokens[next].is_capital() || out.country_told;
        if row.capital && !written {
            break;
        }
        if out.form.is_empty() || row.kind < out.kind {
            (out.form, out.kind) = (row.form.clone(), row.kind);
        }
        if row.kind == TitleKind::Honorific && !found {
            out.form.clear();
        }
        out.plural |= row.plural;
        out.country = out.country.or_else(|| row.country.clone());
        if rules.female_titles.contains(doc.word(next))
            || doc.word(end - 1) != doc.word(next) && rules.female_titles.contains(doc.word(end - 1))
        {
            out.female = Some(true);
        }
        found = true;
        next = complement(doc, rules, end, limit, &mut out);
        // "Prime Minister and Defence Minister X", "President Dr. X"
        let joined = next + 1 < limit
            && matches!(doc.str(next), "and" | "," | "&")
            && rules.titles.longest(doc, next + 1, limit).is_some();
        next += usize::from(joined && doc.str(next) != ",");
        if joined && doc.str(next) == "," {
            break;
        }
    }
    out.end = next;
    found.then_some(out)
}

/// A name follows the title, so that "first" or "a" does not make it vague.
fn starts_name_after(doc: &Document, rules: &Rules, at: usize, limit: usize) -> bool {
    rules
        .titles
        .longest(doc, at, limit)
        .is_some_and(|(_, end)| end < limit && doc.tokens[end].is_capital() && doc.tokens[at].is_capital())
}

/// Steps over nationality, possessive country and modifiers.
fn skip_prefix(doc: &Document, rules: &Rules, at: usize, limit: usize, out: &mut Titled) -> usize {
    let mut next = at;
    while next < limit {
        if let Some((nation, end)) = rules.nations.longest(doc, next, limit) {
            let possessive = end < limit && doc.tokens[end].shape == Shape::Possessive;
            out.country = Some(nation.country.clone());
            out.country_told = true;
            out.definite = true;
            next = end + usize::from(possessive);
        } else if rules.modifiers.contains(doc.word(next)) && rules.titles.longest(doc, next, limit).is_none() {
            out.former |= matches!(doc.str(next), "former" | "Former" | "ex" | "late");
            next += 1;
            if next < limit && doc.str(next) == "-" {
                next += 1;
            }
        } else {
            break;
        }
    }
    next
}

/// Steps over "of Ukraine", "of the Republic of Korea", "for Foreign Affairs".
fn complement(doc: &Document, rules: &Rules, at: usize, limit: usize, out: &mut Titled) -> usize {
    if at + 1 >= limit || !matches!(doc.str(at), "of" | "for") {
        return at;
    }
    let mut next = at + 1;
    if doc.str(next) == "the" {
        next += 1;
    }
    while next < limit && rules.formal_states.contains(doc.word(next)) && doc.tokens[next].is_capital() {
        next += 1;
        while next < limit && matches!(doc.str(next), "of" | "the") {
            next += 1;
        }
    }
    match rules.nations.longest(doc, next, limit) {
        Some((nation, mut end)) => {
            while end < limit && rules.formal_states.contains(doc.word(end)) && doc.tokens[end].is_capital() {
                end += 1;
            }
            if out.country.is_none() || !out.country_told {
                out.country = Some(nation.country.clone());
                out.country_told = true;
            }
            out.definite = true;
            end
        }
        None => at,
    }
}

/// A title in apposition after a name that ends at `at`: ", the French foreign minister," or ", Brazil's finance minister".
pub(crate) fn after_name(doc: &Document, rules: &Rules, at: usize, limit: usize) -> Option<Titled> {
    if at + 1 >= limit || !matches!(doc.str(at), "," | "(") {
        return None;
    }
    let mut next = at + 1;
    if rules.the.contains(doc.word(next)) || rules.articles.contains(doc.word(next)) {
        next += 1;
    }
    let titled = before_name(doc, rules, next, limit)?;
    // ", President Obama said" names somebody else.
    let another = titled.end < limit
        && doc.tokens[titled.end].is_capital()
        && doc.tokens[next].is_capital()
        && titled.kind != TitleKind::Honorific;
    (!another && titled.kind != TitleKind::Honorific).then_some(titled)
}

/// "Presidents Biden and Xi", "foreign ministers X, Y and Z": the names after the first.
pub(crate) fn plural_rest(
    doc: &Document,
    rules: &Rules,
    register: &mut Register,
    titled: &Titled,
    at: usize,
    limit: usize,
    style: Lettering,
) {
    let mut next = at;
    while titled.plural && next + 1 < limit && rules.and.contains(doc.word(next)) {
        let first = next + 1 + usize::from(doc.str(next) == "," && doc.str(next + 1) == "and");
        let Some(end) = name::run(doc, rules, register, first, limit, style, true) else { break };
        let alone = Titled { country: None, country_told: false, ..titled.clone() };
        register.add_named(name::words(doc, rules, first, end), &alone, (first, end));
        next = end;
    }
}
