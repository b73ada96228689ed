//! Titles: before a name ("French Foreign Minister X"), after it ("X, Brazil's finance minister") and alone ("the Russian leader").

use super::rules::{Rules, TitleKind};
use super::{Lettering, Register, name};
use crate::text::{Document, Shape, WordSet};

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
    /// First token after "new", "visiting" and the like.
    pub start: usize,
    /// A further title's form, told after the name.
    pub also: Option<String>,
    /// One past the first of several titles joined by "and", with what belongs to it.
    pub first_end: usize,
    /// One past its last token.
    pub end: usize,
}

impl Titled {
    /// This title, completed by one that stands after the name.
    pub fn with(self, after: Titled) -> Titled {
        let better = (self.form.is_empty() || after.kind < self.kind) && !after.form.is_empty() && !after.former;
        let also = if better { self.form.clone() } else { after.form.clone() };
        // "Senator Perdue of Georgia" is from the state.
        let home = matches!(self.kind, TitleKind::Legislator | TitleKind::Official) && after.form.is_empty();
        let after = if home { Titled { country: None, country_told: false, ..after } } else { after };
        let (country, told) =
            if self.country_told { (self.country, true) } else { (after.country.or(self.country), after.country_told) };
        Titled {
            form: if better { after.form } else { self.form },
            kind: if better { after.kind } else { self.kind },
            country,
            country_told: told,
            female: self.female.or(after.female),
            also: Some(also).filter(|form| !form.is_empty() && !self.former && !after.former),
            ..self
        }
    }
}

/// A title that starts at token `at`, with what belongs to it before and after: nationality, "of COUNTRY", a second title.
pub(crate) fn before_name(doc: &Document, rules: &Rules, at: usize, limit: usize) -> Option<Titled> {
    // "No American president", "the second pope" mean nobody in particular.
    if at > 0 && rules.vague.contains(doc.word(at - 1)) && !starts_name_after(doc, rules, at, limit) {
        return None;
    }
    read(doc, rules, at, limit)
}

fn read(doc: &Document, rules: &Rules, at: usize, limit: usize) -> Option<Titled> {
    let article = |word| rules.the.contains(word) || rules.contracted.contains(word);
    let definite = at > 0 && article(doc.word(at - 1));
    let mut out = Titled { definite, start: at, ..Titled::default() };
    let mut next = skip_prefix(doc, rules, at, limit, &mut out);
    let mut found = false;
    while let Some((row, end)) = rules.titles.longest(doc, next, limit) {
        // "the king", "the secretary" mean somebody known; "the general" and "the head" are too often something else.
        let noun = !rules.forms.common.has(row.form);
        let written = doc.tokens[next].is_capital() || out.country_told || next == at && definite && noun;
        if row.capital && !written {
            break;
        }
        if !out.form.is_empty() && row.form != out.form {
            out.also = Some(if row.kind < out.kind { out.form.clone() } else { row.form.to_string() });
        }
        if out.form.is_empty() || row.kind < out.kind {
            (out.form, out.kind) = (row.form.to_string(), row.kind);
        }
        if row.kind == TitleKind::Honorific {
            // "Mr President" is a title, "His Excellency, General Sir John" three.
            next = end
                + usize::from(
                    end + 1 < limit && doc.str(end) == "," && rules.titles.longest(doc, end + 1, limit).is_some(),
                );
            out.female = out.female.or(rules.female_titles.contains(doc.word(end - 1)).then_some(true));
            found = true;
            continue;
        }
        out.plural |= row.plural;
        out.country = out.country.or_else(|| row.country.map(String::from));
        if rules.female_titles.contains(doc.word(next))
            || doc.word(end - 1) != doc.word(next) && rules.female_titles.contains(doc.word(end - 1))
        {
            out.female = Some(true);
        }
        found = true;
        next = complement(doc, rules, end, limit, &mut out);
        if out.first_end == 0 {
            out.first_end = next;
        }
        // "Prime Minister and Defence Minister X", "President Dr. X"
        let joined = next + 1 < limit
            && rules.and.contains(doc.word(next))
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
            out.former |= rules.past_office.contains(doc.word(next));
            let leading = next == out.start;
            next += 1;
            if next < limit && doc.str(next) == "-" {
                next += 1;
            }
            if leading {
                out.start = next;
            }
        } else if let Some(end) = portfolio_before(doc, rules, next, limit) {
            next = end;
        } else {
            break;
        }
    }
    next
}

/// One past "Climate Change and Energy" before "Minister"; `None` where no title follows, or it has a row of its own.
fn portfolio_before(doc: &Document, rules: &Rules, at: usize, limit: usize) -> Option<usize> {
    if !rules.portfolio.contains(doc.word(at)) || rules.titles.longest(doc, at, limit).is_some() {
        return None;
    }
    let mut next = at + 1;
    while next < limit.min(at + 7) {
        if rules
            .titles
            .longest(doc, next, limit)
            .is_some_and(|(row, _)| row.kind == TitleKind::Minister || row.kind == TitleKind::International)
        {
            return (doc.str(next - 1) != ",").then_some(next);
        }
        if !rules.portfolio.contains(doc.word(next)) && !rules.and.contains(doc.word(next)) && doc.str(next) != "-" {
            return None;
        }
        next += 1;
    }
    None
}

/// Steps over what an office has charge of: "of Ukraine", "of the Republic of Korea", "for Foreign Affairs and Trade of X".
fn complement(doc: &Document, rules: &Rules, at: usize, limit: usize, out: &mut Titled) -> usize {
    let mut next = at;
    loop {
        let end = nation_of(doc, rules, next, limit, out)
            .or_else(|| nation_after(doc, rules, next, limit, out))
            .or_else(|| is_word(doc, &rules.after_title, next).then_some(next + 1).filter(|end| *end <= limit))
            .or_else(|| portfolio_after(doc, rules, next, limit))
            .or_else(|| more_fields(doc, rules, next, limit))
            .or_else(|| body_of(doc, rules, next, limit));
        match end {
            Some(end) => next = end,
            None => return next,
        }
    }
}

/// One past "of the Republic of Korea"; "to China" and "for Syria" are stepped over as well, but are not where he is from.
fn nation_of(doc: &Document, rules: &Rules, at: usize, limit: usize, out: &mut Titled) -> Option<usize> {
    let own = at < limit && rules.of.contains(doc.word(at));
    let sent = at < limit && doc.tokens[at].shape == Shape::Lower && rules.sent.contains(doc.word(at));
    if !own && !sent {
        return None;
    }
    let mut next = at + 1;
    if is_word(doc, &rules.definite, next) {
        next += 1;
    }
    while next < limit && rules.formal_states.contains(doc.word(next)) && doc.tokens[next].is_capital() {
        next += 1;
        while next < limit && (rules.of.contains(doc.word(next)) || rules.definite.contains(doc.word(next))) {
            next += 1;
        }
    }
    let (nation, mut end) = rules.nations.longest(doc, next, limit)?;
    if nation.adjective {
        return None;
    }
    while end < limit && rules.formal_states.contains(doc.word(end)) && doc.tokens[end].is_capital() {
        end += 1;
    }
    // "the visit of the president to Kenya": only envoys are sent to a country by their title.
    if !own && (out.kind != TitleKind::Envoy || !doc.tokens[end - 1].is_capital()) {
        return None;
    }
    if own {
        if !out.country_told {
            out.country = Some(nation.country.clone());
            out.country_told = true;
        }
        out.definite = true;
    }
    Some(end)
}

/// One past "allemand" in "le président allemand": an adjective in small letters, where the language puts it after the noun.
fn nation_after(doc: &Document, rules: &Rules, at: usize, limit: usize, out: &mut Titled) -> Option<usize> {
    if at >= limit || doc.tokens[at].shape != Shape::Lower {
        return None;
    }
    let (nation, end) = rules.nations.longest(doc, at, limit).filter(|(nation, _)| nation.small)?;
    if !out.country_told {
        (out.country, out.country_told) = (Some(nation.country.clone()), true);
    }
    out.definite = true;
    Some(end)
}

/// One past "for Political Affairs", "of the Foreign Affairs Commission": words of the list of such fields.
fn portfolio_after(doc: &Document, rules: &Rules, at: usize, limit: usize) -> Option<usize> {
    if !is_word(doc, &rules.field_of, at) || doc.tokens[at].shape != Shape::Lower {
        return None;
    }
    let first = at + 1 + usize::from(is_word(doc, &rules.definite, at + 1));
    let is_field = |i: usize| {
        i < limit
            && (rules.portfolio.contains(doc.word(i))
                || doc.tokens[i].is_capital() && i > first && rules.organisations.contains(doc.word(i))
                || doc.tokens[i].is_capital()
                    && rules
                        .nations
                        .longest(doc, i, limit)
                        .is_some_and(|(n, e)| n.adjective && e < limit && rules.portfolio.contains(doc.word(e))))
    };
    if !is_field(first) {
        return None;
    }
    let mut next = first;
    while is_field(next) {
        next += 1;
        // "Health, Labour and Welfare", "Near East/North Africa"
        let mut joined = next;
        while joined < limit && (rules.and.contains(doc.word(joined)) || matches!(doc.str(joined), "-" | "/")) {
            joined += 1;
        }
        if joined > next && is_field(joined) && doc.tokens[joined].is_capital() == doc.tokens[first].is_capital() {
            next = joined;
        }
    }
    Some(next)
}

/// One past "and Trade" after "Minister for Foreign Affairs".
fn more_fields(doc: &Document, rules: &Rules, at: usize, limit: usize) -> Option<usize> {
    let mut next = at;
    while next < limit && rules.and.contains(doc.word(next)) {
        next += 1;
    }
    let field = |i: usize| i < limit && doc.tokens[i].is_capital() && rules.portfolio.contains(doc.word(i));
    if next == at
        || !field(next)
        || rules.titles.longest(doc, next, limit).is_some()
        || doc.str_at(next - 1) == ","
            && !field(next + 1)
            && !(is_word(doc, &rules.and, next + 1) && doc.str_at(next + 1) != ",")
    {
        return None;
    }
    while field(next) {
        next += 1;
    }
    Some(next)
}

/// One past "of the Pacific Islands Forum" where a comma and a name follow.
fn body_of(doc: &Document, rules: &Rules, at: usize, limit: usize) -> Option<usize> {
    if !is_word(doc, &rules.of, at) || !is_word(doc, &rules.definite, at + 1) {
        return None;
    }
    let mut next = at + 2;
    while next < limit
        && (doc.tokens[next].is_capital()
            || doc.str(next) != ","
                && next > at + 2
                && [&rules.field_of, &rules.definite, &rules.and].iter().any(|set| set.contains(doc.word(next))))
    {
        next += 1;
    }
    let ends = next > at + 2 && doc.str_at(next) == "," && doc.tokens.get(next + 1).is_some_and(|t| t.is_capital());
    (ends && rules.organisations.contains(doc.word(next - 1))).then_some(next)
}

/// A title in apposition after a name that ends at `at`: ", the French foreign minister," or ", Brazil's finance minister".
pub(crate) fn after_name(doc: &Document, rules: &Rules, at: usize, limit: usize) -> Option<Titled> {
    let at = after_letters(doc, rules, at, limit);
    // "Prime Minister Trudeau of Canada"
    if let Some((nation, end)) = name_of_nation(doc, rules, at, limit) {
        let country = Some(nation);
        return Some(Titled { country, country_told: true, end, ..Titled::default() });
    }
    if at + 1 >= limit || !matches!(doc.str(at), "," | "(" | "-" | "–" | "—") {
        return None;
    }
    let mut next = at + 1;
    if rules.the.contains(doc.word(next)) || rules.articles.contains(doc.word(next)) {
        next += 1;
    }
    let vague = next > at + 1 && rules.articles.contains(doc.word(next - 1)) && !rules.the.contains(doc.word(next - 1));
    let titled = if vague { read(doc, rules, next, limit)? } else { before_name(doc, rules, next, limit)? };
    // ", President Obama said" names somebody else.
    let another = titled.end < limit
        && doc.tokens[titled.end].is_capital()
        && doc.tokens[next].is_capital()
        && titled.kind != TitleKind::Honorific;
    // "During the Pacific campaign, the prime minister said": what goes on with a verb is no apposition.
    let goes_on = titled.end < limit
        && doc.tokens[titled.end].shape == Shape::Lower
        && !rules.and.contains(doc.word(titled.end))
        && !rules.stop_words.contains(doc.word(titled.end));
    (!another && !goes_on && titled.kind != TitleKind::Honorific).then_some(titled)
}

/// True where token `at` exists and its word is in a set.
fn is_word(doc: &Document, set: &WordSet, at: usize) -> bool {
    doc.tokens.get(at).is_some_and(|t| set.contains(t.word))
}

/// Steps over "AK MC (Retd)".
pub(crate) fn after_letters(doc: &Document, rules: &Rules, at: usize, limit: usize) -> usize {
    let mut next = at;
    while next < limit && rules.post_nominals.contains(doc.word(next)) && doc.tokens[next].is_capital() {
        next += 1;
    }
    if next + 2 < limit
        && doc.str(next) == "("
        && rules.post_nominals.contains(doc.word(next + 1))
        && doc.str(next + 2) == ")"
    {
        next += 3;
    }
    next
}

/// The country in "of Canada" right after a name.
fn name_of_nation(doc: &Document, rules: &Rules, at: usize, limit: usize) -> Option<(String, usize)> {
    if at + 1 >= limit || !rules.of.contains(doc.word(at)) {
        return None;
    }
    let (nation, end) =
        rules.nations.longest(doc, at + 1 + usize::from(is_word(doc, &rules.definite, at + 1)), limit)?;
    (!nation.adjective).then(|| (nation.country.clone(), end))
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
    let mut next = name_of_nation(doc, rules, at, limit).map_or(at, |(_, after)| after);
    while titled.plural && next + 1 < limit && rules.and.contains(doc.word(next)) {
        let first = next + 1 + usize::from(doc.str(next) == "," && rules.and.contains(doc.word(next + 1)));
        let Some(end) = name::run(doc, rules, register, first, limit, style, true) else { break };
        let mut alone = Titled { country: None, country_told: false, ..titled.clone() };
        if let Some((country, _)) = name_of_nation(doc, rules, end, limit) {
            (alone.country, alone.country_told) = (Some(country), true);
        }
        register.add_named(name::words(doc, rules, first, end), &alone, (first, end));
        next = name_of_nation(doc, rules, end, limit).map_or(end, |(_, after)| after);
    }
}
