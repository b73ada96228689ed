//! The register of people: which mention belongs to whom.

use super::name::fold;
use super::rules::{Leader, Rules, TitleKind};
use super::title::Titled;
use crate::model::mention::{People, Person, PersonForm, PersonMention};
use crate::text::{Document, WordId};
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
    pub female: Option<bool>,
    /// Token of the last mention.
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
        let mut best: Option<usize> = None;
        for (i, entry) in self.people.iter().enumerate() {
            if same_name(&entry.words, words) && best.is_none_or(|b| entry.last >= self.people[b].last) {
                best = Some(i);
            }
        }
        best
    }

    /// The leader that a name means in the year of publication, where one table row fits it alone.
    pub fn leader_of(&self, words: &[String], first: WordId) -> Option<&'d Leader> {
        let word = if words.len() == 1 { first } else { WordId::UNKNOWN };
        let rows = self.rules.surnames.get(&word)?;
        let year = self.doc.article.published.map(|d| d.year());
        let mut fitting = rows
            .iter()
            .map(|i| &self.rules.leaders[*i])
            .filter(|l| year.is_none_or(|y| l.from - 1 <= y && y <= l.to.saturating_add(6)));
        let one = fitting.next()?;
        fitting.all(|other| other.country == one.country).then_some(one)
    }

    fn leader_at(&self, tokens: (usize, usize), words: &[String]) -> Option<&'d Leader> {
        for at in tokens.0..tokens.1 {
            if let Some((row, end)) = self.rules.leader_names.longest(self.doc, at, tokens.1) {
                if end == tokens.1 && (end - at > 1 || words.len() == 1) {
                    return Some(&self.rules.leaders[*row]);
                }
            }
        }
        let last = (tokens.0..tokens.1).rev().find(|i| self.doc.tokens[*i].is_word())?;
        if words.len() == 1 { self.leader_of(words, self.doc.word(last)) } else { None }
    }

    /// Records a mention by name.
    pub fn add_named(&mut self, words: Vec<String>, titled: &Titled, tokens: (usize, usize)) {
        if words.is_empty() {
            return;
        }
        let leader = self.leader_at(tokens, &words).cloned();
        let index = self.look_up(&words).or_else(|| self.unnamed_match(titled)).unwrap_or_else(|| {
            self.people.push(Entry {
                person: Person::default(),
                words: Vec::new(),
                kind: TitleKind::Honorific,
                titles: Vec::new(),
                female: None,
                last: 0,
            });
            self.people.len() - 1
        });
        let fuller = words.len() > self.people[index].words.len();
        let display = fuller.then(|| self.display_name(&words, titled, tokens));
        let entry = &mut self.people[index];
        if let Some(display) = display {
            entry.person.name = display;
            entry.person.unnamed = false;
            entry.words = words;
        }
        entry.learn(titled);
        if let Some(leader) = leader {
            entry.female = entry.female.or(Some(leader.female));
            if entry.person.country.is_none() {
                entry.person.country = Some(leader.country);
            }
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

    /// The name as written, with the title where it belongs to the name ("Pope Francis", "King Charles").
    fn display_name(&self, words: &[String], titled: &Titled, tokens: (usize, usize)) -> String {
        let first = (tokens.0..tokens.1).find(|i| fold(self.doc.str(*i)) == words[0]).unwrap_or(tokens.0);
        let name = self.doc.words(self.doc.span(first, tokens.1)).split_whitespace().collect::<Vec<_>>().join(" ");
        let with_title =
            matches!(titled.kind, TitleKind::Royal | TitleKind::Religious) && words.len() == 1 && first > tokens.0;
        let shouted = name.chars().filter(|c| c.is_alphabetic()).count() > 3 && !name.chars().any(char::is_lowercase);
        let name = if shouted { title_case(&name) } else { name };
        if with_title { format!("{} {name}", title_case(&titled.form)) } else { name }
    }

    /// Records a mention by title alone, if it is definite enough; true where it was.
    pub fn add_titled(&mut self, titled: &Titled, at: usize, _limit: usize) -> bool {
        if titled.plural || titled.former || titled.form.is_empty() || !titled.kind.stands_alone() {
            return false;
        }
        let found = self
            .people
            .iter()
            .enumerate()
            .filter(|(_, e)| e.answers_to(titled))
            .max_by_key(|(_, e)| e.last)
            .map(|(i, _)| i);
        let index = match found {
            Some(index) if titled.definite || self.doc.tokens[at].is_capital() => index,
            None if titled.country_told && titled.definite && titled.kind != TitleKind::Envoy => {
                let words = self.doc.words(self.doc.span(at, titled.end));
                self.people.push(Entry {
                    person: Person { name: words.into(), unnamed: true, ..Person::default() },
                    words: Vec::new(),
                    kind: titled.kind,
                    titles: Vec::new(),
                    female: None,
                    last: at,
                });
                self.people.len() - 1
            }
            _ => return false,
        };
        self.people[index].learn(titled);
        self.mention(index, (at, titled.end), PersonForm::Title);
        true
    }

    pub fn mention(&mut self, person: usize, tokens: (usize, usize), form: PersonForm) {
        self.people[person].last = tokens.0;
        let span = self.doc.span(tokens.0, tokens.1);
        self.mentions.push(PersonMention { span, tokens, person, form });
    }

    pub fn finish(self) -> (Vec<PersonMention>, People) {
        let mut mentions = self.mentions;
        mentions.sort_by_key(|m| (m.tokens.0, m.tokens.1));
        (mentions, self.people.into_iter().map(|e| e.person).collect())
    }
}

impl Entry {
    fn learn(&mut self, titled: &Titled) {
        self.female = self.female.or(titled.female);
        if !titled.form.is_empty() && !titled.former {
            if !self.titles.contains(&titled.form) {
                self.titles.push(titled.form.clone());
            }
            if titled.kind < self.kind || self.person.title.is_none() {
                self.kind = self.kind.min(titled.kind);
                self.person.title = Some(titled.form.clone());
            }
        }
        if let Some(country) = &titled.country {
            if self.person.country.is_none() || (titled.country_told && !self.person.country_told) {
                self.person.country = Some(country.clone());
                self.person.country_told = titled.country_told;
            }
        }
    }

    /// Whether a title alone can mean this person.
    fn answers_to(&self, titled: &Titled) -> bool {
        let country_fits = match (&titled.country, &self.person.country) {
            (Some(a), Some(b)) => a == b,
            (Some(_), None) => false,
            (None, _) => true,
        };
        let leads = titled.form == "leader" || titled.form == "head of state" || titled.form == "ruler";
        let held = self.titles.iter().any(|t| *t == titled.form || t.ends_with(&format!(" {}", titled.form)))
            || (leads && matches!(self.kind, TitleKind::HeadOfState | TitleKind::HeadOfGovernment))
            || (titled.form == "pontiff" && self.titles.iter().any(|t| t == "pope"));
        country_fits && held
    }
}

/// Whether two names can be the same person's: equal, or one a usual short form of the other.
fn same_name(known: &[String], given: &[String]) -> bool {
    if known.is_empty() || given.is_empty() {
        return false;
    }
    let (short, long) = if known.len() <= given.len() { (known, given) } else { (given, known) };
    if short.len() == 1 {
        let word = &short[0];
        // A surname stands last, or first in Chinese and Korean names; two letters are too few to tell.
        return (long.last() == Some(word) || long.first() == Some(word) || (word.len() > 3 && long.contains(word)))
            && word.len() > 1;
    }
    let mut rest = long.iter();
    short
        .iter()
        .all(|w| rest.any(|l| l == w || (w.trim_end_matches('.').len() == 1 && l.starts_with(w.trim_end_matches('.')))))
        || (short.len() >= 2
            && short.last() == long.last()
            && short[0].chars().next() == long[0].chars().next()
            && nickname(&short[0], &long[0]))
}

/// True for given names of which one begins like the other ("Joe", "Joseph"; "Phil", "Philip").
fn nickname(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.starts_with(short)
        || (short.len() >= 2
            && long.len() >= 2
            && short[..short.floor_char_boundary(2)] == long[..long.floor_char_boundary(2)])
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
