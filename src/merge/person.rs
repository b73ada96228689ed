//! Which travellers of different accounts can be one person.

use crate::model::itinerary::Traveller;
use unicode_normalization::UnicodeNormalization;

/// A traveller as he is compared: the words of his name and title, split once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity<'a> {
    country: Option<&'a str>,
    is_title: bool,
    name: Vec<String>,
    /// The words of the description that stands for the name, else of the title.
    title: Vec<String>,
}

impl<'a> Identity<'a> {
    pub fn of(traveller: &'a Traveller) -> Self {
        let is_title = is_title(traveller);
        let name = words(&traveller.name);
        let title = if is_title { name.clone() } else { words(traveller.title.as_deref().unwrap_or("")) };
        Identity { country: traveller.country.as_deref(), is_title, name, title }
    }

    /// True where one name holds the other ("Putin", "Vladimir Putin"), or two titles of one country agree.
    pub fn can_be(&self, other: &Identity) -> bool {
        if self.country.is_some() && other.country.is_some() && self.country != other.country {
            return false;
        }
        if self.is_title || other.is_title {
            return self.country.is_some()
                && self.country == other.country
                && self.title.iter().any(|word| other.title.contains(word));
        }
        let holds = |x: &[String], y: &[String]| !y.is_empty() && y.iter().all(|word| x.contains(word));
        holds(&self.name, &other.name) || holds(&other.name, &self.name)
    }

    /// The words of which two that can be one person have at least one in common.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.name.iter().chain(&self.title).map(String::as_str)
    }
}

/// True where both can be one person.
pub fn same_person(a: &Traveller, b: &Traveller) -> bool {
    Identity::of(a).can_be(&Identity::of(b))
}

/// True where the text gave no name: what stands for one is a description, written small.
pub fn is_title(traveller: &Traveller) -> bool {
    let titled = traveller.title.as_ref().is_some_and(|t| t.eq_ignore_ascii_case(&traveller.name));
    titled
        || traveller.name.starts_with(|c: char| c.is_lowercase())
        || traveller.name.split(' ').count() > 1 && traveller.name.starts_with("The ")
}

/// The words of a name, small and without accents.
pub fn words(name: &str) -> Vec<String> {
    let plain: String = name.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    let split = plain.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 1);
    split.map(str::to_lowercase).collect()
}
