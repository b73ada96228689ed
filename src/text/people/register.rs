//! The register of people: which mention belongs to whom.

use super::leaders::{self, Leader};
use super::name::fold;
use super::rules::{Rules, TitleKind, is_numeral};
use super::title::Titled;
use crate::model::mention::{People, Person, PersonForm, PersonMention};
use crate::text::Document;
use chrono::Datelike;

/// One person as known so far.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub person: Person,
    /// The fullest name's words in lower case without accents; empty where only a title is known.
    pub words: Vec<String>,
    pub kind: TitleKind,
    /// Every usual form of title that was given.
    pub titles: Vec<String>,
    /// The office that the table of leaders gives, where the text gives none.
    pub office: Option<&'static str>,
    /// "King", "Pope", where it stands right before the name.
    pub prefix: Option<String>,
    /// Every office that the text gives is one of the past.
    pub former: bool,
    /// The last time that a word alone meant this person.
    pub by_one_word: usize,
    pub female: Option<bool>,
    /// Tokens of the first and the last mention.
    pub first: usize,
    pub last: usize,
}

/// Everyone known so far, and all mentions.
pub(crate) struct Register<'d> {
    doc: &'d Document<'d>,
    rules: &'d Rules,
    pub people: Vec<Entry>,
    pub mentions: Vec<PersonMention>,
    is_place: &'d dyn Fn(&str) -> bool,
}

impl<'d> Register<'d> {
    pub fn new(doc: &'d Document<'d>, rules: &'d Rules, is_place: &'d dyn Fn(&str) -> bool) -> Self {
        Register { doc, rules, people: Vec::new(), mentions: Vec::new(), is_place }
    }

    /// True where these words are the name, or a usual short form of the name, of somebody known.
    pub fn knows(&self, words: &[String]) -> bool {
        self.look_up(words).is_some()
    }

    /// Like [`Register::knows`], but for names no longer than the one known: in a headline verbs follow in capitals.
    pub fn knows_short(&self, words: &[String]) -> bool {
        self.look_up(words).is_some_and(|i| self.people[i].words.len() >= words.len())
    }

    /// True where tokens `at..end` are the name of a well-known place.
    pub fn is_place(&self, at: usize, end: usize) -> bool {
        (self.is_place)(self.doc.words(self.doc.span(at, end)))
    }

    fn look_up(&self, words: &[String]) -> Option<usize> {
        self.best(words, None, &|_| true)
    }

    /// The person whom a name means: by how well the words fit, then the title, then who was spoken of last.
    fn best(&self, words: &[String], titled: Option<&Titled>, can_be: &dyn Fn(&Entry) -> bool) -> Option<usize> {
        let rank = |entry: &Entry| {
            if !can_be(entry) {
                return None;
            }
            let fit = same_name(&entry.words, words, &self.rules.nicknames)?;
            let title = titled.map_or(Some(1), |t| entry.fits_title(t))?;
            let principal = usize::from(words.len() == 1 && entry.by_one_word > 0);
            Some((fit, title, !entry.is_spouse(), !entry.former, principal, entry.last))
        };
        let ranked = self.people.iter().enumerate().filter_map(|(i, e)| rank(e).map(|r| (r, i)));
        ranked.max().map(|(_, i)| i)
    }

    /// True unless a table knows these words as somebody of another country than the title names.
    pub fn can_hold(&self, words: &[String], titled: &Titled, tokens: (usize, usize)) -> bool {
        let known = self.look_up(words).and_then(|i| self.people[i].person.country.clone());
        let country = known.or_else(|| self.leader_at(tokens, words).map(|l| l.country.to_string()));
        match (&titled.country, country) {
            (Some(a), Some(b)) => *a == b,
            _ => true,
        }
    }

    /// The leader whom the last words of a name mean, or a surname alone.
    fn leader_at(&self, tokens: (usize, usize), words: &[String]) -> Option<Leader> {
        for at in tokens.0..tokens.1 {
            if let Some((leader, end)) = leaders::longest(self.doc, at, tokens.1)
                && end == tokens.1
                && (end - at > 1 || words.len() < 2)
            {
                return Some(leader);
            }
        }
        if words.len() == 1 { leaders::by_surname(self.doc, &words[0]) } else { None }
    }

    /// Records a mention by name alone.
    pub fn add_named(&mut self, words: Vec<String>, titled: &Titled, tokens: (usize, usize)) {
        let first = (tokens.0..tokens.1).find(|i| words.first().is_some_and(|w| fold(self.doc.str(*i)) == *w));
        self.add_named_at(words, titled, tokens, first.unwrap_or(tokens.0));
    }

    /// Records a mention by title and name, the name starting at token `name`.
    pub fn add_named_at(&mut self, words: Vec<String>, titled: &Titled, tokens: (usize, usize), name: usize) {
        if words.is_empty() {
            return;
        }
        // "Sheikh Khalifa" is called by his given name.
        let given = matches!(titled.kind, TitleKind::Royal | TitleKind::Religious) && words.len() == 1;
        let leader = self
            .leader_at(tokens, if given { &[] } else { &words })
            .filter(|l| !titled.country_told || titled.country.as_deref() == Some(l.country));
        let female = leader.as_ref().filter(|_| words.len() > 1).map(|l| l.female);
        let told = Titled { female: titled.female.or(female), ..titled.clone() };
        // "President Reagan" and "his wife, Nancy Reagan" are two.
        let kin = name > 1
            && (self.rules.kin.contains(self.doc.word(name - 1))
                || self.doc.str(name - 1) == "," && self.rules.kin.contains(self.doc.word(name - 2)));
        let consort = words.len() > 1 && leader.is_some_and(|l| l.office == "first lady");
        let heads = |e: &Entry| matches!(e.kind, TitleKind::HeadOfState | TitleKind::HeadOfGovernment);
        let can_be = |e: &Entry| words.len() < 2 || e.words.len() > 1 || !(kin || consort && heads(e));
        let index =
            self.best(&words, Some(&told), &can_be).or_else(|| self.unnamed_match(titled)).unwrap_or_else(|| {
                self.people.push(Entry::new(Person::default(), titled.kind));
                self.people.len() - 1
            });
        if words.len() == 1 {
            self.people[index].by_one_word = tokens.0 + 1;
        }
        let prefix = self.prefix(titled, tokens, name);
        let fuller = words.len() > self.people[index].words.len();
        let display = fuller.then(|| self.display_name((name, tokens.1)));
        let entry = &mut self.people[index];
        entry.prefix = entry.prefix.take().or(prefix);
        if let Some(display) = display {
            entry.person.name = display;
            entry.person.unnamed = false;
            entry.words = words;
        }
        entry.learn(titled);
        if let Some(leader) = leader {
            entry.female = entry.female.or(Some(leader.female));
            let year = self.doc.article.published.map(|d| d.year());
            let holds = year.is_none_or(|y| leader.from <= y && y <= leader.to.saturating_add(1));
            // What a table tells of the man goes before what it tells of the title.
            let implied = entry.kind == TitleKind::International && entry.person.country.is_some();
            if !entry.person.country_told && !implied && (holds || entry.person.country.is_none()) {
                entry.person.country = Some(leader.country.into());
            }
            entry.office = entry.office.or(holds.then_some(leader.office));
        }
        self.mention(index, tokens, PersonForm::Name);
    }

    /// Somebody known by title alone, whose title and country these are.
    fn unnamed_match(&self, titled: &Titled) -> Option<usize> {
        self.people.iter().position(|e| {
            e.words.is_empty()
                && !titled.form.is_empty()
                && e.titles.contains(&titled.form)
                && titled.country.is_some()
                && e.person.country == titled.country
        })
    }

    /// "King", "Pope": where it belongs to the name and stands before it.
    fn prefix(&self, titled: &Titled, tokens: (usize, usize), name: usize) -> Option<String> {
        let royal = matches!(
            &*titled.form,
            "king" | "queen" | "emperor" | "empress" | "prince" | "princess" | "sultan" | "grand duke" | "pope"
        );
        let right_before = name > tokens.0 && fold(self.doc.str(name - 1)) == *titled.form.rsplit(' ').next()?;
        (royal && right_before).then(|| title_case(&titled.form))
    }

    /// The name as written.
    fn display_name(&self, tokens: (usize, usize)) -> String {
        let name = self.doc.words(self.doc.span(tokens.0, tokens.1)).split_whitespace().collect::<Vec<_>>().join(" ");
        let shouted = name.chars().filter(|c| c.is_alphabetic()).count() > 3 && !name.chars().any(char::is_lowercase);
        if shouted { title_case(&name) } else { name }
    }

    /// Records a mention by title alone, if it is definite enough; true where it was.
    pub fn add_titled(&mut self, titled: &Titled, at: usize, _limit: usize) -> bool {
        if titled.plural || titled.former || titled.form.is_empty() {
            return false;
        }
        // "the general", "the senator" mean somebody only where one is known; "the Russian leader" always does.
        let alone = titled.kind.stands_alone() || titled.form == "leader" && titled.country_told;
        if !alone && !titled.definite {
            return false;
        }
        // A headline speaks of whom the text begins with.
        let headline = self.doc.sentence_of(at).title;
        let found = self
            .people
            .iter()
            .enumerate()
            .filter_map(|(i, e)| Some((e.answers_to(titled)?, if headline { usize::MAX - e.first } else { e.last }, i)))
            .max()
            .map(|(_, _, i)| i);
        let capital = self.doc.tokens[at].is_capital();
        let index = match found {
            Some(index) if titled.definite || capital => index,
            None if alone
                && titled.definite
                && titled.first_end > 0
                && (titled.country_told || self.is_known_office(titled, at))
                && titled.kind != TitleKind::Envoy =>
            {
                // "the new U.S. president" is shown as "U.S. president", but "the President" in full.
                let from = if titled.country_told { titled.start } else { at - 1 };
                let words = self.doc.words(self.doc.span(from.min(titled.first_end - 1), titled.first_end));
                let person = Person { name: words.into(), unnamed: true, ..Person::default() };
                self.people.push(Entry { last: at, ..Entry::new(person, titled.kind) });
                self.people.len() - 1
            }
            _ => return false,
        };
        self.people[index].learn(titled);
        self.mention(index, (at, titled.end), PersonForm::Title);
        true
    }

    /// "the President", "the Queen", "the pope": one person even where no country is told.
    fn is_known_office(&self, titled: &Titled, at: usize) -> bool {
        let article = at > 0 && matches!(self.doc.str(at - 1), "the" | "The");
        let one = matches!(
            &*titled.form,
            "president"
                | "vice president"
                | "prime minister"
                | "queen"
                | "king"
                | "secretary of state"
                | "first lady"
                | "foreign secretary"
        ) || titled.form.ends_with("secretary-general")
            || titled.form == "defence secretary";
        let unique = titled.kind == TitleKind::Royal && titled.country.is_some();
        article && ((one || unique) && self.doc.tokens[at].is_capital() || titled.form == "pope")
    }

    /// Gives the mentions by title alone to somebody who was named only later, or whose office only a table tells.
    pub fn join_unnamed(&mut self) {
        for unnamed in 0..self.people.len() {
            let entry = &self.people[unnamed];
            let Some(form) = entry.titles.first().filter(|_| entry.words.is_empty()).cloned() else { continue };
            let country = entry.person.country.clone();
            let titled =
                Titled { form, kind: entry.kind, country_told: country.is_some(), country, ..Titled::default() };
            let fitting = self.people.iter().enumerate().filter(|(_, e)| !e.words.is_empty());
            let best = fitting.filter_map(|(i, e)| Some((e.answers_to(&titled)?, std::cmp::Reverse(e.first), i))).max();
            if let Some((_, _, named)) = best {
                self.mentions.iter_mut().filter(|m| m.person == unnamed).for_each(|m| m.person = named);
                self.people[named].learn(&titled);
            }
        }
    }

    pub fn mention(&mut self, person: usize, tokens: (usize, usize), form: PersonForm) {
        let entry = &mut self.people[person];
        (entry.first, entry.last) = (entry.first.min(tokens.0), tokens.0);
        let span = self.doc.span(tokens.0, tokens.1);
        self.mentions.push(PersonMention { span, tokens, person, form });
    }

    pub fn finish(self) -> (Vec<PersonMention>, People) {
        let mut mentions = self.mentions;
        mentions.sort_by_key(|m| (m.tokens.0, m.tokens.1));
        // Those who gave all their mentions to another leave no trace.
        let mut place = vec![usize::MAX; self.people.len()];
        let mut people = People::new();
        for (i, entry) in self.people.into_iter().enumerate() {
            if mentions.iter().any(|m| m.person == i) {
                place[i] = people.len();
                people.push(entry.finish());
            }
        }
        mentions.iter_mut().for_each(|m| m.person = place[m.person]);
        (mentions, people)
    }
}

impl Entry {
    fn new(person: Person, kind: TitleKind) -> Self {
        Entry {
            person,
            words: Vec::new(),
            kind,
            titles: Vec::new(),
            office: None,
            prefix: None,
            former: false,
            by_one_word: 0,
            female: None,
            first: usize::MAX,
            last: 0,
        }
    }

    fn finish(mut self) -> Person {
        let short = self.words.len() == 1
            || self.prefix.as_deref() == Some("Pope")
            || self.person.name.split(' ').skip(1).all(is_numeral)
            || self.person.name.contains('-') && !self.person.name.contains(' ');
        if let Some(prefix) = self.prefix.filter(|_| short && !self.person.unnamed) {
            self.person.name = format!("{prefix} {}", self.person.name);
        }
        self.person
    }

    fn is_spouse(&self) -> bool {
        self.kind == TitleKind::Spouse || self.office == Some("first lady")
    }

    /// How well a title before a name fits this person; `None` where he can not be meant.
    fn fits_title(&self, titled: &Titled) -> Option<usize> {
        if titled.female.zip(self.female).is_some_and(|(a, b)| a != b) {
            return None;
        }
        let head = |kind| matches!(kind, TitleKind::HeadOfState | TitleKind::HeadOfGovernment);
        if head(titled.kind) && !titled.former && self.is_spouse() && !self.titles.contains(&titled.form) {
            return None;
        }
        let told = titled.country_told && self.person.country_told;
        if told && titled.country != self.person.country && !titled.form.is_empty() {
            return None;
        }
        Some(1 + usize::from(!titled.form.is_empty() && self.titles.contains(&titled.form)))
    }

    fn learn(&mut self, titled: &Titled) {
        self.female = self.female.or(titled.female);
        let past = titled.former || titled.form.starts_with("former ");
        self.former = past && self.titles.is_empty() || self.former && (past || titled.form.is_empty());
        if let Some(also) = titled.also.as_ref().filter(|form| !self.titles.contains(form)) {
            self.titles.push(also.clone());
        }
        if !titled.form.is_empty() && !titled.former {
            if !self.titles.contains(&titled.form) {
                self.titles.push(titled.form.clone());
            }
            if titled.kind < self.kind || self.person.title.is_none() {
                self.kind = self.kind.min(titled.kind);
                self.person.title = Some(titled.form.clone());
            }
        }
        if let Some(country) = &titled.country
            && (self.person.country.is_none() || (titled.country_told && !self.person.country_told))
        {
            self.person.country = Some(country.clone());
            self.person.country_told = titled.country_told;
        }
    }

    /// How well a title alone fits this person; `None` where it can not mean him.
    fn answers_to(&self, titled: &Titled) -> Option<usize> {
        let country = match (&titled.country, &self.person.country) {
            (Some(a), Some(b)) if a == b => 2,
            (Some(_), _) => return None,
            // "the president" without a country is the one who was given none: the outlet's own.
            (None, _) => usize::from(!self.person.country_told),
        };
        let state = matches!(&*titled.form, "head of state" | "ruler");
        let leads = state || titled.form == "leader";
        let monarch = titled.form == "monarch" && self.kind == TitleKind::Royal;
        let ends = |t: &str| t == titled.form || t.strip_suffix(&*titled.form).is_some_and(|rest| rest.ends_with(' '));
        let deputy = |t: &str| ["deputy", "vice", "assistant", "under", "former"].iter().any(|w| t.starts_with(w));
        let king =
            self.kind == TitleKind::Royal && matches!(self.prefix.as_deref(), Some("King" | "Queen" | "Emperor"));
        let heads =
            self.kind == TitleKind::HeadOfState || state && king || !state && self.kind == TitleKind::HeadOfGovernment;
        // "the U.N. chief", "the Prince" of Wales.
        let part = |t: &str| {
            titled.kind == TitleKind::International && country == 2 && titled.form.ends_with(t)
                || matches!(titled.kind, TitleKind::Royal | TitleKind::Minister)
                    && t.strip_prefix(&*titled.form).is_some_and(|rest| rest.starts_with(" of "))
        };
        let by_title = self.titles.iter().any(|t| *t == titled.form || part(t) || ends(t) && !deputy(t))
            || leads && heads
            || monarch;
        let office = self.office.unwrap_or("");
        let plain =
            ["interim ", "acting ", "transitional ", "outgoing "].iter().find_map(|w| titled.form.strip_prefix(w));
        let world = titled.kind == TitleKind::International
            && country == 2
            && office.split(' ').any(|w| titled.form.contains(w));
        let by_office = world
            || plain.is_some_and(|form| form == office)
            || ends(office) && !deputy(office)
            || office == titled.form
            || state && matches!(office, "president" | "king" | "queen")
            || titled.form == "leader" && matches!(office, "president" | "prime minister" | "premier" | "chancellor")
            || titled.form == "secretary of state" && office == "secretary of state";
        if by_title {
            Some(country * 2 + 1)
        } else {
            // A table alone says less than the text: it must be the country's.
            (by_office && (titled.country.is_some() || self.titles.is_empty())).then_some(country * 2)
        }
    }
}

/// Whether two names can be the same person's, and how sure that is: equal, or one a usual short form of the other.
fn same_name(known: &[String], given: &[String], nicknames: &[(Box<str>, Box<str>)]) -> Option<u8> {
    if known.is_empty() || given.is_empty() {
        return None;
    }
    if known == given {
        return Some(4);
    }
    let (short, long) = if known.len() <= given.len() { (known, given) } else { (given, known) };
    if let [word] = short {
        // A surname stands last, or first in Chinese and Korean names; two letters are too few to tell.
        let last = long.iter().rev().find(|w| !is_numeral(&w.to_uppercase())).unwrap_or(&long[0]);
        return match word {
            _ if word.len() < 2 => None,
            _ if last == word => Some(3),
            _ if long.first() == Some(word) => Some(2),
            _ if word.len() > 2 && long.contains(word) => Some(1),
            _ => None,
        };
    }
    let mut rest = long.iter();
    if short.iter().all(|w| rest.any(|l| agree(w, l))) {
        return Some(3);
    }
    let surname = short.last() == long.last() && !is_numeral(&short[short.len() - 1].to_uppercase());
    let middle = |n: &[String]| n[1..n.len() - 1].first().cloned();
    // "George H. W. Bush" is not George W. Bush.
    let clash = matches!((middle(short), middle(long)), (Some(a), Some(b)) if !agree(&a, &b));
    (surname && !clash && nickname(&short[0], &long[0], nicknames)).then_some(2)
}

/// Equal, or one the initial of the other.
fn agree(a: &str, b: &str) -> bool {
    let initial = |w: &str| w.trim_end_matches('.').chars().count() == 1;
    a == b || (initial(a) || initial(b)) && a.chars().next() == b.chars().next()
}

/// True for given names of which one is short for the other ("Joe", "Joseph"; "Bill", "William").
fn nickname(a: &str, b: &str, pairs: &[(Box<str>, Box<str>)]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let listed = pairs.iter().any(|(s, l)| (&**s == a && &**l == b) || (&**s == b && &**l == a));
    // "Sergei" and "Sergey", "Mohammed" and "Mohammad", "Volodymyr" and "Volodimir".
    let begin = |n: usize| short.len() > n && short.get(..n).is_some_and(|s| long.starts_with(s));
    let spelt = short.len() > 4 && begin(4) && long.len() - short.len() <= 2;
    listed
        || short.len() > 2 && long.starts_with(short)
        || spelt
        || (short.len() == 3 && begin(2) && short.ends_with('e'))
}

fn title_case(words: &str) -> String {
    words
        .split(' ')
        .map(|word| {
            let mut chars = word.chars();
            chars
                .next()
                .map_or(String::new(), |first| first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect())
        })
        .collect::<Vec<_>>()
        .join(" ")
}
