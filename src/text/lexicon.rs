//! Sets of plain words that the machinery asks for by name: auxiliaries, prepositions, words of order.
//!
//! One row of `words.tsv` is one set; a language brings its own file, and the code speaks only of the sets.

use super::vocabulary::{Vocabulary, WordSet};
use crate::language::Tables;

macro_rules! lexicon {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// The sets, each the row of the same name.
        #[derive(Debug, Default, Clone)]
        pub struct Lexicon {
            $($(#[$doc])* pub $name: WordSet,)*
            /// Endings of adverbs: "ly".
            pub adverb_endings: Vec<&'static str>,
            /// A day may stand between a verb and its object: "rejoindra le même jour Brazzaville".
            pub object_after_day: bool,
        }

        impl Lexicon {
            /// Reads `words.tsv`, adding its words to the vocabulary; rows of unknown name are left to others.
            pub fn compile(vocabulary: &mut Vocabulary, table: &'static str) -> Self {
                let adverb_endings = Tables::rows(table, "adverb_ending").flat_map(str::split_whitespace).collect();
                let object_after_day = Tables::rows(table, "object_after_day").next().is_some();
                let mut out = Lexicon { adverb_endings, object_after_day, ..Lexicon::default() };
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
    /// "No longer", "as planned", "after all": what was planned is off.
    none, longer, as_said, all,
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
    /// "They", and "the two", "both" before "leaders": all who were named together.
    they, pair_number, pair_noun,
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
    /// The place named before: "from there".
    there,
    /// Words after which a word that is verb and noun alike is the noun ("his visit"), and the verb ("will visit").
    determiner, noun_before, verbal,
    /// Words before which such a word is the noun: "visit to".
    nominal,
    and, ordinal,
    definite, indefinite,
    /// Words and marks that join the places of a list.
    lister,
    /// Nouns of towns that an apposition holds: "Abuja, the capital of Nigeria".
    seat_noun,
    capital_noun,
    /// Prepositions by which a site tells its place: "a school in Irpin".
    inner,
    place_preposition, goal_preposition,
    /// Prepositions that a place of a programme may have.
    spot,
    out, on,
    source,
    /// Adjectives of gatherings to which nobody travels.
    virtual_event,
    /// Words after which a noun phrase is another clause's.
    follows,
    /// Prepositions of a place that make it none of the noun's after it: "in Hanoi visits".
    entry,
    /// The preposition of a purpose: "leaves for a visit".
    purpose,
    /// Prepositions that tell what talks are about.
    about,
    /// Conjunctions that open a clause and are no relatives.
    that,
    /// Relatives and conjunctions within which a cue still governs.
    soft_relative,
    /// Relatives that take up a place: "Norway, which he visited".
    look_back, at_which, when, repeated,
    /// Past forms after which something goes on: "began a visit".
    begun,
    /// Nouns of single stops, to which "last" is an order and no past.
    stop_noun,
    /// Verbs and objects after which the stops of a journey are listed: "will take him to".
    including,
    /// Verbs by which a programme holds a place.
    containing,
    /// Pronouns that are no subject.
    objective,
    it,
    /// What carries the traveller.
    vehicle,
    /// Participles that say that somebody is to come: "due in".
    expected,
    /// Nouns of a plan: "is on the programme".
    programme,
    /// Words that say that stops are still to come.
    remaining,
    /// Nouns of time spent at a place: "after a night in".
    spell,
    /// Nouns of sites, whose place follows: "the border crossing of".
    site,
    /// Verbs before which "there" is no place.
    existential,
    standing_city,
    standing_land,
    /// Prepositions that make a day the first, or the last, of a stay, and what may stand between them and the day.
    bound_from, bound_until, bound_link,
    /// Verbs that tell a first day, a last day, and a length.
    opening, closing, lasting,
    /// Verbs of hosts that tell the day of an arrival.
    welcoming,
    /// Prepositions that make a place a matter of talks, and no goal.
    aside_of,
    spending, for_length,
    /// Verbs of saying, whose day is that of the words and not of the journey.
    saying,
    /// Nouns for the first and the last day of a journey: "at the start of a visit".
    opening_noun, closing_noun,
    /// Nouns that say that a journey has several stops: "a two-nation visit", "a visit to three countries".
    many_places,
    /// Verbs after which "until Sunday" tells the end of a stay.
    being,
    /// Verbs of hosts who take leave of a guest.
    farewell,
    /// Verbs of travel after which he is where they took him.
    flown,
    /// Verbs of coming home in the simple present.
    home_now,
    /// The pronoun that stands for a journey told before.
    journey_it,
    /// Words after which a day opens the next step of a list.
    list_break,
    /// Words before a year or an old day that keep it from being the day of a visit.
    dating,
    /// "who": opens a clause about the noun before it.
    pronoun_relative,
    /// "who": speaks of the person right before it.
    related,
    /// "they": whoever the text is about.
    vague_subject,
    /// Prepositions before a day.
    day_preposition,
    /// Words between a preposition or a verb and the title of a person.
    person_skip,
    /// Verbs that may stand before their subject: "said X".
    speech_verb,
    /// Words after which a person is no subject.
    before_object,
    /// "his": owns the noun after it; and "her", which owns it or is an object.
    owner, owner_or_object,
    /// "by", "of" between a visit and whose it is.
    owner_preposition,
    conjunction,
    /// Words between a host's verb and the guest.
    before_guest,
    /// Pronouns that make a verb reflexive: "s'est rendu".
    reflexive,
    /// Small pronouns between an auxiliary and its verb: "l'a rencontré".
    clitic,
    /// Words and marks between a person and a participle that still say what he does: "X arrived and signed".
    joined_participle,
    /// Words at which the object of an activity ends, in its label.
    object_end,
    /// What is held as talks, and as a summit.
    talks_noun, summit_noun,
    /// Pronouns before a verb that are its object: "le président l'a reçu".
    object_clitic,
    /// Words with the ending of an adverb that are none.
    not_adverb,
    /// Prepositions that differ by the place alone, and may take turns in a list: "au Caire et à Abidjan".
    same_preposition,
    /// Participles whose perfect is made with "to be", so that it is no passive: "est arrivé".
    perfect_be,
    /// Verbs after which an infinitive has just been done: "vient de partir".
    just,
    /// The preposition of a day that is over: "since".
    since,
}
