//! One person of the register: what the text has told of him, and which titles he answers to.

use super::rules::{Rules, TitleKind, is_numeral};
use super::title::Titled;
use crate::model::mention::Person;

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
    /// "His wife, X": introduced as a relative.
    pub kin: bool,
    /// The last time that a word alone meant this person.
    pub by_one_word: usize,
    pub female: Option<bool>,
    /// Tokens of the first and the last mention.
    pub first: usize,
    pub last: usize,
    /// How often the text has named him so far.
    pub count: usize,
}

impl Entry {
    pub fn new(person: Person, kind: TitleKind) -> Self {
        Entry {
            person,
            words: Vec::new(),
            kind,
            titles: Vec::new(),
            office: None,
            prefix: None,
            former: false,
            kin: false,
            by_one_word: 0,
            female: None,
            first: usize::MAX,
            last: 0,
            count: 0,
        }
    }

    pub fn finish(mut self, rules: &Rules) -> Person {
        let short = self.words.len() == 1
            || self.prefix.as_deref().is_some_and(|p| rules.forms.pontiff.has(&p.to_lowercase()))
            || self.person.name.split(' ').skip(1).all(is_numeral)
            || self.person.name.contains('-') && !self.person.name.contains(' ');
        if let Some(prefix) = self.prefix.filter(|_| short && !self.person.unnamed) {
            self.person.name = format!("{prefix} {}", self.person.name);
        }
        let title = self.person.title.as_deref();
        self.person.companion = title.is_some_and(|t| rules.forms.companion.has(t)) || self.kin && title.is_none();
        self.person
    }

    pub fn is_spouse(&self, rules: &Rules) -> bool {
        self.kind == TitleKind::Spouse || self.office.is_some_and(|o| rules.forms.consort.has(o))
    }

    /// How well a title before a name fits this person; `None` where he can not be meant.
    pub fn fits_title(&self, titled: &Titled, rules: &Rules) -> Option<usize> {
        if titled.female.zip(self.female).is_some_and(|(a, b)| a != b) {
            return None;
        }
        let head = |kind| matches!(kind, TitleKind::HeadOfState | TitleKind::HeadOfGovernment);
        if head(titled.kind) && !titled.former && self.is_spouse(rules) && !self.titles.contains(&titled.form) {
            return None;
        }
        let told = titled.country_told && self.person.country_told;
        if told && titled.country != self.person.country && !titled.form.is_empty() {
            return None;
        }
        Some(1 + usize::from(!titled.form.is_empty() && self.titles.contains(&titled.form)))
    }

    pub fn learn(&mut self, titled: &Titled, rules: &Rules) {
        self.female = self.female.or(titled.female);
        let past = titled.former || rules.forms.past.opens(&titled.form);
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
    pub fn answers_to(&self, titled: &Titled, rules: &Rules) -> Option<usize> {
        let country = match (&titled.country, &self.person.country) {
            (Some(a), Some(b)) if a == b => 2,
            (Some(_), _) => return None,
            // "the president" without a country is the one who was given none: the outlet's own. Ministers come and go.
            (None, _) => usize::from(!self.person.country_told && titled.kind != TitleKind::Minister),
        };
        let forms = &rules.forms;
        let state = forms.state.has(&titled.form);
        let leader = forms.leader.has(&titled.form);
        let monarch = forms.monarch.has(&titled.form) && self.kind == TitleKind::Royal;
        // "The minister" is no prime minister.
        let heads_state = matches!(self.kind, TitleKind::HeadOfState | TitleKind::HeadOfGovernment);
        let below = titled.kind == TitleKind::Minister && heads_state;
        let tail = |t: &str| t.strip_suffix(&*titled.form).is_some_and(|rest| rest.ends_with(' '));
        let ends = |t: &str| t == titled.form || !below && tail(t);
        let deputy = |t: &str| forms.lesser.opens(t);
        let king = self.kind == TitleKind::Royal
            && self.prefix.as_ref().is_some_and(|p| forms.sovereign.has(&p.to_lowercase()));
        let heads =
            self.kind == TitleKind::HeadOfState || state && king || !state && self.kind == TitleKind::HeadOfGovernment;
        // "the U.N. chief", "the Prince" of Wales.
        let part = |t: &str| {
            titled.kind == TitleKind::International && country == 2 && titled.form.ends_with(t)
                || matches!(titled.kind, TitleKind::Royal | TitleKind::Minister)
                    && forms.extended.iter().any(|of| {
                        t.strip_prefix(&*titled.form)
                            .and_then(|rest| rest.strip_prefix(' '))
                            .is_some_and(|rest| rest.split(' ').next() == Some(of) && rest.len() > of.len())
                    })
        };
        let by_title = self.titles.iter().any(|t| *t == titled.form || part(t) || ends(t) && !deputy(t))
            || (state || leader) && heads
            || monarch;
        let office = self.office.unwrap_or("");
        let plain = forms.acting.iter().find_map(|w| titled.form.strip_prefix(w)?.strip_prefix(' '));
        let world = titled.kind == TitleKind::International
            && country == 2
            && office.split(' ').any(|w| titled.form.contains(w));
        let by_office = world
            || plain.is_some_and(|form| form == office)
            || ends(office) && !deputy(office)
            || state && forms.office_state.has(office)
            || leader && forms.office_leader.has(office);
        if by_title {
            Some(country * 2 + 1)
        } else {
            // A table alone says less than the text: it must be the country's.
            let untitled = self.titles.is_empty() || self.kind == TitleKind::Honorific;
            (by_office && (titled.country.is_some() || untitled)).then_some(country * 2)
        }
    }
}
