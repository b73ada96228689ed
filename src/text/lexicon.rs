//! Sets of plain words that the machinery asks for by name: auxiliaries, prepositions, words of order.
//!
//! One row of `words.tsv` is one set; a language brings its own file, and the code speaks only of the sets.

use super::vocabulary::{Vocabulary, WordSet};

macro_rules! lexicon {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// The sets, each the row of the same name.
        #[derive(Debug, Default, Clone)]
        pub struct Lexicon {
            $($(#[$doc])* pub $name: WordSet,)*
        }

        impl Lexicon {
            /// Reads `words.tsv`, adding its words to the vocabulary; rows of unknown name are left to others.
            pub fn compile(vocabulary: &mut Vocabulary, table: &str) -> Self {
                let mut out = Lexicon::default();
                for line in table.lines() {
                    let Some((name, words)) = line.split_once('\t') else { continue };
                    let set = match name {
                        $(stringify!($name) => &mut out.$name,)*
                        _ => continue,
                    };
                    words.split_whitespace().for_each(|word| set.insert(vocabulary.add(word)));
                }
                out
            }
        }
    };
}

lexicon! {
    will, would, may, should, be, be_past, be_present, have, had, not, to,
    /// Verbs and participles after which an infinitive is planned: "plans to", "is due to".
    planned,
    refused, invited, adverb, preposition,
    /// Words that may stand between a preposition and its place: "the capital", "war-torn".
    skip,
    kind_of_place,
    /// Words that may stand between the places of a list.
    joiner,
    relative, breaker, after, before, during, upcoming, recent, previous, speculative, remote, here, home,
    /// Nouns that can be the subject of a journey without a name.
    person_noun,
    /// Nouns and pronouns that stand for a party of travellers.
    collective,
    /// Gatherings that have days of their own.
    gathering,
    /// Verbs that tell where a journey begins or ends.
    phase,
    /// "I", "we", "you": somebody speaks for himself.
    speaker,
    /// Nouns after which "in PLACE" tells where something is done.
    venue_noun,
    /// Words that open the next step of a journey.
    sequence,
    /// Words that point back to the place told last: "from there".
    thence,
    /// "Back in PLACE", "back to PLACE".
    back,
    /// Words, and verbs of a whole journey, that tell which stop is the first, second, third or last.
    first, second, third, last,
    by, of, with,
}
