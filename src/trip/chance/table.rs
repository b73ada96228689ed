//! The weights of signs: a table made by `examples/train.rs`, read once.
//!
//! A row is a kind of case, a sign and its weight in log-odds; signs are looked up by their hash, so that none is put together as a
//! text while articles are read. The chance of a case is the logistic function of the sum of its signs' weights.

use super::signs::{JOINED, Sink};
use rustc_hash::FxHashMap;

/// What is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A stop that the rules found.
    Found,
    /// A place of which no rule made a stop, for a traveller of whom rules found a trip.
    Unnoticed,
    /// A place for somebody of whom rules found no trip.
    Unseen,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Found, Kind::Unnoticed, Kind::Unseen];

    /// Its word in the table.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Found => "found",
            Kind::Unnoticed => "unnoticed",
            Kind::Unseen => "unseen",
        }
    }

    fn of(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// The sign that every case has.
pub const BIAS: &str = "every case";
/// The row that holds, not a weight, but the least chance at which a case is a stop.
pub const LIMIT: &str = "least chance";

/// A least chance that no case reaches.
pub const NEVER: f64 = 2.0;

/// Weights of one kind of case, and from which chance on it counts.
#[derive(Debug, Default)]
struct Weights {
    by_hash: FxHashMap<u64, f64>,
    bias: f64,
    limit: f64,
}

/// All weights of a language.
#[derive(Debug)]
pub struct Table {
    by_kind: [Weights; 3],
}

impl Default for Table {
    /// Without weights: every stop of the rules stays, and no place becomes a stop.
    fn default() -> Table {
        let limit = |kind| if kind == Kind::Found { 0.0 } else { NEVER };
        Table { by_kind: Kind::ALL.map(|kind| Weights { limit: limit(kind), ..Weights::default() }) }
    }
}

impl Table {
    /// Reads the table; lines of another form are comments.
    pub fn read(text: &str) -> Table {
        let mut table = Table::default();
        for line in text.lines() {
            let mut cells = line.split('\t');
            let (Some(kind), Some(sign), Some(weight)) = (cells.next(), cells.next(), cells.next()) else { continue };
            let (Some(kind), Ok(weight)) = (Kind::of(kind), weight.parse::<f64>()) else { continue };
            let weights = &mut table.by_kind[kind as usize];
            match (sign, sign.split_once(": ")) {
                (BIAS, _) => weights.bias = weight,
                (LIMIT, _) => weights.limit = weight,
                (_, Some((family, value))) => drop(weights.by_hash.insert(hash(family, value), weight)),
                _ => {}
            }
        }
        table
    }

    fn of(&self, kind: Kind) -> &Weights {
        &self.by_kind[kind as usize]
    }

    /// The least chance at which a case of this kind is a stop.
    pub fn limit(&self, kind: Kind) -> f64 {
        self.of(kind).limit
    }

    /// What a sign adds to the log-odds; 0 where the table does not know it.
    pub fn weight(&self, kind: Kind, sign: &str) -> f64 {
        let (family, value) = sign.split_once(": ").unwrap_or((sign, ""));
        self.of(kind).by_hash.get(&hash(family, value)).copied().unwrap_or(0.0)
    }

    /// The chance of the case whose signs `show` tells.
    pub fn chance(&self, kind: Kind, show: impl FnOnce(&mut dyn Sink)) -> f64 {
        let weights = self.of(kind);
        let mut sum = Sum { weights, sum: weights.bias };
        show(&mut sum);
        logistic(sum.sum)
    }
}

/// The chance of log-odds.
pub fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-log_odds))
}

struct Sum<'t> {
    weights: &'t Weights,
    sum: f64,
}

impl Sink for Sum<'_> {
    fn note(&mut self, family: &'static str, value: &str) {
        self.sum += self.weights.by_hash.get(&hash(family, value)).copied().unwrap_or(0.0);
    }

    fn both(&mut self, family: &'static str, values: [&str; 2]) {
        let hash = continued(continued(hash(family, values[0]), JOINED), values[1]);
        self.sum += self.weights.by_hash.get(&hash).copied().unwrap_or(0.0);
    }
}

/// FNV-1a over both parts, letters of the value in lower case.
/// <http://www.isthe.com/chongo/tech/comp/fnv/>
fn hash(family: &str, value: &str) -> u64 {
    continued(continued(continued(0xcbf2_9ce4_8422_2325, family), "\0"), value)
}

fn continued(hash: u64, text: &str) -> u64 {
    let bytes = text.bytes().map(|b| b.to_ascii_lowercase());
    bytes.fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_add_up_to_a_chance() {
        let table = Table::read(
            "# a remark\nfound\tevery case\t0.5\nfound\tleast chance\t0.3\nfound\tword before: in\t1.5\nunnoticed\tword before: in\t9\nfound\tverb: goes + in\t2",
        );
        let chance = |word: &str| table.chance(Kind::Found, |sink| sink.note("word before", word));
        assert_eq!(chance("In"), logistic(2.0), "letters of either case are the same word");
        assert_eq!(chance("from"), logistic(0.5), "what the table does not know says nothing");
        assert_eq!(table.limit(Kind::Found), 0.3);
        assert_eq!(table.chance(Kind::Found, |sink| sink.both("verb", ["goes", "In"])), logistic(2.5));
    }
}
