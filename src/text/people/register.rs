//! The register of people: which mention belongs to whom.

use super::entry::Entry;
use super::leaders::{self, Leader};
use super::name::fold;
use super::rules::{Rules, TitleKind};
use super::same_name::{same_name, title_case};
use super::title::Titled;
use crate::model::mention::{People, Person, PersonForm, PersonMention};
use crate::text::Document;
use chrono::Datelike;
use std::cmp::Reverse;

/// Everyone known so far, and all mentions.
pub(crate) struct Register<'d> {
    doc: &'d Document<'d>,
    rules: &'d Rules,
    pub people: Vec<Entry>,
    pub mentions: Vec<PersonMention>,
    is_place: &'d dyn Fn(&str) -> bool,
    /// The headline's words that can be names, without case and accents.
    headline: Vec<String>,
}

impl<'d> Register<'d> {
    pub fn new(doc: &'d Document<'d>, rules: &'d Rules, is_place: &'d dyn Fn(&str) -> bool) -> Self {
        let headline = doc
            .sentences
            .iter()
            .filter(|s| s.title)
            .flat_map(|s| s.range())
            .filter(|i| doc.tokens[*i].is_capital())
            .map(|i| fold(doc.str(i)))
            .collect();
        Register { doc, rules, people: Vec::new(), mentions: Vec::new(), is_place, headline }
    }

    /// How much the text has spoken of somebody: his mentions so far, and more where the headline names him.
    fn weight(&self, entry: &Entry) -> usize {
        let named = entry.words.iter().any(|w| w.len() > 2 && self.headline.contains(w));
        entry.count.min(5) + 3 * usize::from(named)
    }

    /// The person whom the whole text is about: named most, the headline and the first place counting as more.
    pub fn protagonist(&self, named: &[PersonMention]) -> Option<usize> {
        let first = named.iter().find(|m| !self.doc.sentence_of(m.tokens.0).title).map(|m| m.person);
        let score = |i: usize| {
            let entry = &self.people[i];
            entry.count + 3 * usize::from(self.weight(entry) > entry.count.min(5)) + 2 * usize::from(first == Some(i))
        };
        (0..self.people.len()).max_by_key(|i| (score(*i), Reverse(*i))).filter(|i| score(*i) > 2)
    }

    /// True where these words are the name, or a usual short form of the name, of somebody known.
    pub fn knows(&self, words: &[String]) -> bool {
        self.look_up(words).is_some()
    }

    /// True where these words are the whole name or the surname of somebody known.
    pub fn knows_surname(&self, words: &[String]) -> bool {
        self.people.iter().any(|e| same_name(&e.words, words, &self.rules.nicknames).is_some_and(|fit| fit > 2))
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
            let title = titled.map_or(Some(1), |t| entry.fits_title(t, self.rules))?;
            let principal = usize::from(words.len() == 1 && entry.by_one_word > 0);
            Some((fit, title, !entry.is_spouse(self.rules), !entry.former, principal, entry.last))
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
        if words.len() == 1 { leaders::by_surname(self.doc, self.rules, &words[0]) } else { None }
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
        let given_name = || self.rules.female_names.contains(self.doc.word(name)).then_some(true);
        let female = leader.as_ref().map(|l| l.female).or_else(given_name).filter(|_| words.len() > 1);
        let told = Titled { female: titled.female.or(female), ..titled.clone() };
        // "President Reagan" and "his wife, Nancy Reagan" are two.
        let kin = name > 1
            && (self.rules.kin.contains(self.doc.word(name - 1))
                || self.doc.str(name - 1) == "," && self.rules.kin.contains(self.doc.word(name - 2)));
        let consort = words.len() > 1 && leader.is_some_and(|l| self.rules.forms.consort.has(l.office));
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
        entry.kin |= kin;
        if let Some(display) = display {
            entry.person.name = display;
            entry.person.unnamed = false;
            entry.words = words;
        }
        entry.learn(titled, self.rules);
        entry.female = entry.female.or(female);
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
        let royal = self.rules.forms.prefix.has(&titled.form);
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
        let alone = titled.kind.stands_alone() || self.rules.forms.leader.has(&titled.form) && titled.country_told;
        if !alone && !titled.definite {
            return false;
        }
        // A headline speaks of whom the text begins with.
        let headline = self.doc.sentence_of(at).title;
        // Whom the text has named only as somebody else's partner is less likely meant.
        let fitting = || {
            let fit = |i: usize, e: &Entry| {
                let fit = e.answers_to(titled, self.rules)?;
                Some(if self.acts(i) || titled.country_told { fit } else { fit.saturating_sub(2) })
            };
            self.people.iter().enumerate().filter_map(move |(i, e)| Some((fit(i, e)?, i, e)))
        };
        let latest = fitting().map(|(_, _, e)| e.last).max();
        let rank = |i: usize, e: &Entry| match headline {
            true => usize::MAX - e.first,
            false => self.weight(e) + 2 * usize::from(Some(e.last) == latest) + 3 * usize::from(self.acts(i)),
        };
        let found = fitting().map(|(fit, i, e)| (fit, rank(i, e), e.last, i)).max().map(|found| found.3);
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
        self.people[index].learn(titled, self.rules);
        self.mention(index, (at, titled.end), PersonForm::Title);
        true
    }

    /// "the President", "the Queen", "the pope": one person even where no country is told.
    fn is_known_office(&self, titled: &Titled, at: usize) -> bool {
        let article = at > 0 && self.rules.definite.contains(self.doc.word(at - 1));
        let one = self.rules.forms.unique.has(&titled.form);
        let unique = titled.kind == TitleKind::Royal && titled.country.is_some();
        article && ((one || unique) && self.doc.tokens[at].is_capital() || self.rules.forms.pontiff.has(&titled.form))
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
            let fitting = fitting.filter_map(|(i, e)| Some((e.answers_to(&titled, self.rules)?, Reverse(e.first), i)));
            let fitting: Vec<_> = fitting.collect();
            let best = fitting.iter().max().copied();
            // "The president" may be either of two presidents: then he is neither.
            let equals = || fitting.iter().filter(|f| best.is_some_and(|b| f.0 == b.0));
            let open = titled.country.is_none() && equals().count() > 1;
            // Unless one alone does something: "President X signs with President Y".
            let mut acting = equals().filter(|f| self.acts(f.2));
            let only = acting.next().filter(|_| acting.next().is_none()).copied();
            let best = if open { only } else { best };
            if let Some((_, _, named)) = best {
                self.mentions.iter_mut().filter(|m| m.person == unnamed).for_each(|m| m.person = named);
                self.people[named].learn(&titled, self.rules);
            }
        }
    }

    /// True where some mention of a person is governed by no preposition or verb: he may be a subject.
    fn acts(&self, person: usize) -> bool {
        let free = |first: usize| {
            let the = first.checked_sub(1).filter(|i| self.rules.the.contains(self.doc.word(*i)));
            let before = the.unwrap_or(first).checked_sub(1);
            let opens = self.doc.sentence_of(first).first;
            before.is_none_or(|i| i < opens || !self.rules.spoken_of.contains(self.doc.word(i)))
        };
        self.mentions.iter().any(|m| m.person == person && free(m.tokens.0))
    }

    pub fn mention(&mut self, person: usize, tokens: (usize, usize), form: PersonForm) {
        let entry = &mut self.people[person];
        (entry.first, entry.last) = (entry.first.min(tokens.0), tokens.0);
        entry.count += 1;
        let span = self.doc.span(tokens.0, tokens.1);
        self.mentions.push(PersonMention { span, tokens, person, form });
    }

    pub fn finish(self) -> (Vec<PersonMention>, People) {
        let rules = self.rules;
        let mut mentions = self.mentions;
        mentions.sort_by_key(|m| (m.tokens.0, m.tokens.1));
        // Those who gave all their mentions to another leave no trace.
        let mut place = vec![usize::MAX; self.people.len()];
        let mut people = People::new();
        for (i, entry) in self.people.into_iter().enumerate() {
            if mentions.iter().any(|m| m.person == i) {
                place[i] = people.len();
                people.push(entry.finish(rules));
            }
        }
        mentions.iter_mut().for_each(|m| m.person = place[m.person]);
        (mentions, people)
    }
}
