//! Whether two names are the same person's: short forms, initials, nicknames and spellings.

use super::rules::is_numeral;

/// Whether two names can be the same person's, and how sure that is: equal, or one a usual short form of the other.
pub(crate) fn same_name(known: &[String], given: &[String], nicknames: &[(Box<str>, Box<str>)]) -> Option<u8> {
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

pub(crate) fn title_case(words: &str) -> String {
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
