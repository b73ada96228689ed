//! What single tokens may be to a time expression: a weekday, a month, a number, a year, a clock time.
//!
//! In: a token. Out: the classes it belongs to and its value in each. Words come from `timex-words.tsv`; figures
//! are read here. Which of the readings holds is decided by the pattern around it.

use crate::text::{Document, Shape, Vocabulary, WordId};

macro_rules! classes {
    ($($name:ident $word:literal),* $(,)?) => {
        /// A class of words or figures that a pattern can ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Class { $($name),* }

        impl Class {
            /// The class with this name in the tables.
            pub fn named(name: &str) -> Option<Class> {
                match name { $($word => Some(Class::$name),)* _ => None }
            }
        }
    };
}

classes! {
    Weekday "weekday", Month "month", Season "season", Part "part", Unit "unit", Plural "plural", Nights "nights", Number "number",
    Nth "nth", Edge "edge", Meridiem "meridiem", Zone "zone", Prep "prep", Few "few", Approx "approx", Dash "dash", Trip "trip",
    Future "future", Past "past", Joint "joint", Modal "modal", Going "going", Function "function",
    // Figures alone.
    Day "day", Year "year", Decade "decade", Hour "hour", Minute "minute", Two "two", Dotted "dotted", Minute12 "minute12", Clock "clock", Military "hhmm", Dth "dth",
    // A month that is no other word: not "may" or "march".
    SureMonth "mon",
    // A season that is no verb: not "fall" or "spring".
    SureSeason "sureseason",
    // Weekdays and months that are names in small letters too.
    Small "small",
    // Short forms of weekdays and months, which are also other words or names, and those that are so even with a full stop.
    Short "short", ShortWord "shortword",
    // "BC".
    Bc "bc",
    // Words after which a day is ahead, where no verb tells: "until".
    Until "until",
    // The word of an infinitive, and those before it that make it planned: "is to".
    To "to", Bound "bound",
    // "will", which tells no unreal past with the next: "have".
    Will "will", Have "have",
    // "would", of what did not happen.
    Would "would",
    // Participles of plans and what follows them: "set to", "postponed until".
    Set "set", SetTo "setto",
    // What the guard `!of` forbids.
    Of "of",
    // What figures count, apart from plurals: "men", "%".
    Counted "counted",
}

/// Endings of words and figures: rows of `timex-words.tsv` whose words are endings.
#[derive(Debug, Default)]
pub struct Endings {
    /// "th" of "18th".
    ordinal: Vec<&'static str>,
    /// "s" of "1990s".
    decade: Vec<&'static str>,
    am: Vec<&'static str>,
    pm: Vec<&'static str>,
    /// "h" of "18h30".
    hour: Vec<&'static str>,
    /// Endings of participles and past forms, and words in which they are none: "ed" but not "eed".
    past: Vec<&'static str>,
    not_past: Vec<&'static str>,
    /// Endings of verbs in the future.
    future: Vec<&'static str>,
    /// Endings of plurals, and words in which they are none: "s" but not "ss".
    plural: Vec<&'static str>,
    not_plural: Vec<&'static str>,
}

impl Endings {
    fn list(&mut self, name: &str) -> Option<&mut Vec<&'static str>> {
        Some(match name {
            "ending-ordinal" => &mut self.ordinal,
            "ending-decade" => &mut self.decade,
            "ending-am" => &mut self.am,
            "ending-pm" => &mut self.pm,
            "ending-hour" => &mut self.hour,
            "ending-past" => &mut self.past,
            "ending-not-past" => &mut self.not_past,
            "ending-future" => &mut self.future,
            "ending-plural" => &mut self.plural,
            "ending-not-plural" => &mut self.not_plural,
            _ => return None,
        })
    }

    /// "opened", "visité".
    pub fn is_past(&self, word: &str) -> bool {
        word.len() > 4 && ends(&self.past, word) && !ends(&self.not_past, word)
    }

    /// "visitera".
    pub fn is_future(&self, word: &str) -> bool {
        word.len() > 4 && ends(&self.future, word)
    }

    /// "miles".
    pub fn is_plural(&self, word: &str) -> bool {
        word.len() > 3 && ends(&self.plural, word) && !ends(&self.not_plural, word)
    }

    fn is_ordinal(&self, rest: &str) -> bool {
        self.ordinal.iter().any(|e| e.eq_ignore_ascii_case(rest))
    }
}

fn ends(endings: &[&str], word: &str) -> bool {
    endings.iter().any(|end| word.ends_with(end))
}

impl Class {
    /// Its place in a set of classes.
    pub const fn bit(self) -> u64 {
        1 << self as u32
    }
}

/// What a token that starts with a digit may be.
const FIGURES: u64 = Class::Number.bit()
    | Class::Nth.bit()
    | Class::Day.bit()
    | Class::Year.bit()
    | Class::Decade.bit()
    | Class::Hour.bit()
    | Class::Minute.bit()
    | Class::Two.bit()
    | Class::Dotted.bit()
    | Class::Clock.bit()
    | Class::Military.bit()
    | Class::Minute12.bit()
    | Class::Dth.bit();

/// The readings of every word that the table lists.
#[derive(Debug)]
pub struct Lexicon {
    /// For each word number, which classes it may belong to.
    masks: Vec<u64>,
    /// Word, class and value, sorted.
    values: Vec<(WordId, Class, i32)>,
    hyphen: WordId,
    pub endings: Endings,
}

impl Lexicon {
    /// Reads the table of words.
    pub fn compile(table: &'static str, vocabulary: &mut Vocabulary) -> Self {
        let (mut values, mut endings) = (Vec::new(), Endings::default());
        for line in table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
            let mut columns = line.split('\t');
            let (Some(class), Some(value), Some(words)) = (columns.next(), columns.next(), columns.next()) else {
                continue;
            };
            if let Some(list) = endings.list(class) {
                list.extend(words.split_whitespace());
                continue;
            }
            let (Some(class), Ok(value)) = (Class::named(class), value.parse()) else { continue };
            for word in words.split_whitespace() {
                values.push((vocabulary.add(word), class, value));
            }
        }
        values.sort_unstable();
        let mut masks = vec![0; vocabulary.len()];
        for (word, class, _) in &values {
            masks[word.0 as usize] |= class.bit();
        }
        Lexicon { masks, values, hyphen: vocabulary.add("-"), endings }
    }

    /// True where the word may belong to the class, by the table alone.
    pub fn lists(&self, word: WordId, class: Class) -> bool {
        self.masks.get(word.0 as usize).is_some_and(|m| m & class.bit() != 0)
    }

    /// The classes that the token may belong to or begin, one bit each; [`Self::read`] decides.
    pub fn possible(&self, document: &Document, token: usize) -> u64 {
        let t = document.tokens[token];
        if t.shape == Shape::Number {
            return FIGURES;
        }
        let mask = self.masks.get(t.word.0 as usize).copied().unwrap_or(0);
        // "twenty" may begin "twenty-first".
        if mask & Class::Number.bit() != 0 { mask | Class::Nth.bit() } else { mask }
    }

    fn listed(&self, word: WordId, class: Class) -> Option<i32> {
        if !self.lists(word, class) {
            return None;
        }
        let at = self.values.partition_point(|(w, c, _)| (*w, *c) < (word, class));
        self.values.get(at).map(|(_, _, value)| *value)
    }

    /// The value of the tokens at `at` as a member of `class`, and how many tokens that takes.
    pub fn read(&self, document: &Document, at: usize, class: Class) -> Option<(i32, usize)> {
        let token = document.tokens.get(at)?;
        if token.shape == Shape::Number {
            return match class {
                Class::Number => self.number_in_figures(document, at),
                _ => figures(document.str(at), class, &self.endings).map(|v| (v, 1)),
            };
        }
        match class {
            Class::Number => self.number_in_words(document, at),
            Class::Nth => self.ordinal_in_words(document, at),
            Class::Weekday | Class::Month | Class::SureMonth => {
                let value = self.listed(token.word, class)?;
                self.is_name(document, at).then_some((value, 1))
            }
            _ => self.listed(token.word, class).map(|v| (v, 1)),
        }
    }

    fn number_in_figures(&self, document: &Document, at: usize) -> Option<(i32, usize)> {
        let text = document.str(at);
        let value = if text.len() > 6 { return None } else { text.replace(',', "").parse().ok()? };
        Some((value, 1))
    }

    /// "two", "twenty-five", "one hundred".
    fn number_in_words(&self, document: &Document, at: usize) -> Option<(i32, usize)> {
        let first = self.listed(document.word(at), Class::Number)?;
        let joint = if document.word(at + 1) == self.hyphen { 2 } else { 1 };
        match self.listed(document.word(at + joint), Class::Number) {
            Some(ones @ 1..=9) if (20..=90).contains(&first) => Some((first + ones, joint + 1)),
            Some(100) if first < 10 => Some((first * 100, joint + 1)),
            _ => Some((first, 1)),
        }
    }

    /// "second", "twenty-first".
    fn ordinal_in_words(&self, document: &Document, at: usize) -> Option<(i32, usize)> {
        if let Some(value) = self.listed(document.word(at), Class::Nth) {
            return Some((value, 1));
        }
        let tens = self.listed(document.word(at), Class::Number).filter(|n| (20..=90).contains(n))?;
        let ones = self.listed(document.word(at + 2), Class::Nth).filter(|n| (1..=9).contains(n))?;
        (document.word(at + 1) == self.hyphen).then_some((tens + ones, 3))
    }

    /// Names of weekdays and months are capitalised, unless the table has them in small letters; short ones stand before a figure, another such name or have a full stop.
    fn is_name(&self, document: &Document, at: usize) -> bool {
        let (token, text) = (document.tokens[at], document.str(at));
        if !token.is_capital() {
            return self.lists(token.word, Class::Small);
        }
        let short = self.lists(token.word, Class::Short);
        !short || (text.ends_with('.') && !self.lists(token.word, Class::ShortWord)) || self.date_goes_on(document, at)
    }

    /// A figure stands beside, or beyond one mark; or a month follows ("Thu, Jun 20").
    fn date_goes_on(&self, document: &Document, at: usize) -> bool {
        let shape = |i: usize| document.tokens.get(i).map(|t| t.shape);
        let number = |i: usize| shape(i) == Some(Shape::Number);
        let mark = |i: usize| shape(i) == Some(Shape::Mark) && matches!(document.str(i), "," | "-" | "/");
        let next = at + 1 + usize::from(mark(at + 1));
        let before = at.checked_sub(1).is_some_and(number) || (at >= 2 && mark(at - 1) && number(at - 2));
        before || number(next) || self.lists(document.word(next), Class::Month)
    }

    /// True for "BC".
    pub fn is_bc(&self, document: &Document, at: usize) -> bool {
        self.lists(document.word(at), Class::Bc) && document.tokens[at].shape == Shape::Upper
    }
}

/// Reads a token that starts with a digit.
fn figures(text: &str, class: Class, endings: &Endings) -> Option<i32> {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    if digits > 4 {
        return None;
    }
    let value: i32 = text[..digits].parse().ok()?;
    let rest = &text[digits..];
    match class {
        Class::Day => ((rest.is_empty() && digits <= 2) || endings.is_ordinal(rest))
            .then_some(value)
            .filter(|v| (1..=31).contains(v)),
        Class::Dth => endings.is_ordinal(rest).then_some(value).filter(|v| (1..=31).contains(v)),
        Class::Nth => endings.is_ordinal(rest).then_some(value),
        Class::Year => (rest.is_empty() && digits == 4).then_some(value).filter(|v| (1000..=2199).contains(v)),
        Class::Decade => decade(value, digits, rest, endings),
        Class::Two | Class::Minute => {
            (rest.is_empty() && digits == 2).then_some(value).filter(|v| class == Class::Two || *v < 60)
        }
        Class::Minute12 => minute12(value, digits, rest, endings),
        Class::Hour => hour(value, digits, rest),
        Class::Clock => clock(value, digits, rest, endings),
        Class::Military => military(value, digits, rest),
        Class::Dotted => dotted(text),
        _ => None,
    }
}

fn decade(value: i32, digits: usize, rest: &str, endings: &Endings) -> Option<i32> {
    let year = match digits {
        4 => value,
        2 if value >= 20 => 1900 + value,
        2 => 2000 + value,
        _ => return None,
    };
    (endings.decade.contains(&rest) && year % 10 == 0).then_some(year)
}

/// Minutes after midnight of "10" and "10.30", where a word after it says that it is a time.
fn hour(value: i32, digits: usize, rest: &str) -> Option<i32> {
    if digits > 2 || value > 24 {
        return None;
    }
    match rest.strip_prefix('.') {
        None if rest.is_empty() => Some(value * 60),
        Some(minutes) if minutes.len() == 2 => {
            minutes.parse().ok().filter(|m| (0..60).contains(m)).map(|m: i32| value * 60 + m)
        }
        _ => None,
    }
}

/// "30pm" of "10:30pm", with 1000 for the afternoon.
fn minute12(value: i32, digits: usize, rest: &str, endings: &Endings) -> Option<i32> {
    let is = |list: &[&str]| list.iter().any(|e| e.eq_ignore_ascii_case(rest));
    let shift = match (is(&endings.am), is(&endings.pm)) {
        (true, _) => 0,
        (_, true) => 1000,
        _ => return None,
    };
    (digits == 2 && value < 60).then_some(value + shift)
}

/// Minutes after midnight of "0830".
fn military(value: i32, digits: usize, rest: &str) -> Option<i32> {
    let time = digits == 4 && rest.is_empty() && value / 100 < 24 && value % 100 < 60;
    time.then_some(value / 100 * 60 + value % 100)
}

/// Minutes after midnight of "3pm", "10.30am" and "18h30".
fn clock(value: i32, digits: usize, rest: &str, endings: &Endings) -> Option<i32> {
    let lower = rest.to_ascii_lowercase();
    if let Some(minutes) = endings.hour.iter().find_map(|mark| lower.strip_prefix(mark)) {
        let minutes = if minutes.is_empty() { Some(0) } else { minutes.parse().ok().filter(|_| minutes.len() == 2) };
        return minutes.filter(|m| *m < 60 && value <= 24).map(|m: i32| value * 60 + m);
    }
    let strip = |list: &[&str]| list.iter().find_map(|end| lower.strip_suffix(end));
    let (rest, shift) = match (strip(&endings.am), strip(&endings.pm)) {
        (Some(rest), _) => (rest, 0),
        (_, Some(rest)) => (rest, 12),
        _ => return None,
    };
    hour(value, digits, rest).map(|m| twelve_hours(m, shift))
}

/// Minutes after midnight of a time on a twelve-hour clock.
pub fn twelve_hours(minutes: i32, shift: i32) -> i32 {
    if minutes > 13 * 60 { minutes } else { minutes % 720 + shift * 60 }
}

/// "20.06.2024" as 20240620; the day comes first.
fn dotted(text: &str) -> Option<i32> {
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || day.len() > 2 || month.len() > 2 {
        return None;
    }
    let (day, month, year): (i32, i32, i32) = (day.parse().ok()?, month.parse().ok()?, year.parse().ok()?);
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some(year * 10000 + month * 100 + day)
}
