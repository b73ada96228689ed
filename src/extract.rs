//! From an article to its itinerary: runs the stages in order.
//!
//! ```text
//! Article ──► Document ──► people ──► toponyms ──► timexes ──► cues ──► trips
//! ```

use crate::model::itinerary::{ArticleReference, Part};
use crate::model::mention::{Anchor, People, PersonForm, PersonMention, Span, Timex, Toponym, Usage};
use crate::model::place::PlaceKind;
use crate::model::{Article, Itinerary, Mentions, Place, Warning};
use crate::text::motion::{self, Found};
use crate::text::people::{self, Sources};
use crate::text::{Document, Lexicon, Vocabulary};
use crate::toponym::gazetteer;
use crate::{timex, toponym, trip};
use std::sync::OnceLock;

/// The compiled rules of a language.
struct Language {
    vocabulary: Vocabulary,
    words: Lexicon,
    people: people::Rules,
    toponyms: toponym::Rules,
    timexes: timex::Rules,
    motion: motion::Rules,
}

impl Language {
    fn english() -> &'static Language {
        static ENGLISH: OnceLock<Language> = OnceLock::new();
        ENGLISH.get_or_init(|| {
            let mut vocabulary = Vocabulary::default();
            let sources = Sources {
                titles: include_str!("../data/lang/en/titles.tsv"),
                given_names: include_str!("../data/lang/en/given_names.tsv"),
                words: include_str!("../data/lang/en/people.tsv"),
                nations: gazetteer::nations().collect(),
            };
            let people = people::Rules::compile(&mut vocabulary, sources);
            let toponyms = toponym::Rules::compile(&mut vocabulary);
            let timexes = timex::Rules::compile(&mut vocabulary);
            let motion = motion::Rules::compile(
                &mut vocabulary,
                include_str!("../data/lang/en/motion.tsv"),
                include_str!("../data/lang/en/irregular.tsv"),
            );
            let words = Lexicon::compile(&mut vocabulary, include_str!("../data/lang/en/words.tsv"));
            Language { vocabulary, words, people, toponyms, timexes, motion }
        })
    }
}

/// What the stages saw in one article.
pub struct Reading<'a> {
    pub document: Document<'a>,
    pub mentions: Mentions,
    pub people: People,
    pub anchor: Anchor,
    pub cues: Vec<Found>,
}

/// Finds people, toponyms, timexes and cues.
pub fn mentions(article: &Article) -> Reading<'_> {
    let language = Language::english();
    let document = Document::new(article, &language.vocabulary);
    let (mut travellers, people) = people::find(&document, &language.people, &is_well_known_place);
    let names: Vec<Span> = travellers.iter().filter(|m| m.form == PersonForm::Name).map(|m| m.span).collect();
    let toponyms = toponym::find(&document, &language.toponyms, &names);
    travellers.retain(|m| !is_part_of_place(m, &toponyms));
    let dateline = timex::dateline(&document, &language.timexes, article.published);
    let anchor = Anchor { published: article.published.or(dateline), dateline };
    let timexes = timex::find(&document, &language.timexes, anchor);
    let cues = motion::find(&document, &language.motion, &language.words);
    let mentions = Mentions { travellers, toponyms, timexes };
    Reading { document, mentions, people, anchor, cues }
}

/// The time expressions with spans cut into their two ends, as TIMEX3 has them.
pub fn timexes_apart(reading: &Reading) -> Vec<Timex> {
    timex::split(&reading.document, &Language::english().timexes, &reading.mentions.timexes)
}

/// A country, a region or a city of 300,000 people.
fn is_well_known_place(name: &str) -> bool {
    let normal = toponym::normal::normalise(name);
    toponym::table::look_up(&normal).next().is_some_and(|place| match place.kind() {
        PlaceKind::Country | PlaceKind::Region => true,
        PlaceKind::City => place.population() > 300_000,
        _ => false,
    })
}

/// "Dar" in "Dar es Salaam", "Santiago de Chile": a bare name that is a place, or part of one.
fn is_part_of_place(mention: &PersonMention, toponyms: &[Toponym]) -> bool {
    let holds = |t: &&Toponym| t.span.contains(mention.span) && !matches!(t.usage, Usage::People);
    mention.form == PersonForm::Name && toponyms.iter().find(holds).is_some()
}

/// Reads the trips of one article.
pub fn extract(article: &Article) -> Itinerary {
    let language = Language::english();
    let reading = mentions(article);
    let country = |code: &str| gazetteer::country(code).copied();
    let view = view(&reading, language, &country);
    let (trips, mut warnings) = trip::find(&view);
    if article.published.is_none() && !trips.is_empty() {
        warnings.insert(0, no_publication_date(article));
    }
    if !trips.is_empty() {
        warnings.extend(contradictions(&reading, language));
    }
    Itinerary { articles: vec![reference(article)], trips, warnings, ..Itinerary::default() }
}

fn view<'a>(
    reading: &'a Reading<'a>,
    language: &'a Language,
    country: &'a dyn Fn(&str) -> Option<Place>,
) -> trip::View<'a> {
    trip::View {
        doc: &reading.document,
        people: &reading.people,
        mentions: &reading.mentions,
        cues: &reading.cues,
        motion: &language.motion,
        words: &language.words,
        anchor: reading.anchor,
        country,
    }
}

fn reference(article: &Article) -> ArticleReference {
    ArticleReference {
        id: article.id.clone(),
        title: article.title.clone(),
        published: article.published,
        source: article.source.clone(),
        digest: Some(digest(article)),
    }
}

/// 64-bit FNV-1a (Fowler, Noll, Vo; RFC 9923) of the headline, a line feed and the text.
fn digest(article: &Article) -> String {
    let title = article.title.as_deref().unwrap_or("");
    let bytes = title.bytes().chain([b'\n']).chain(article.text.bytes());
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// Weekdays and dates that the calendar does not bring together.
fn contradictions(reading: &Reading, language: &Language) -> Vec<Warning> {
    let document = &reading.document;
    let found = timex::contradictions(document, &language.timexes, &reading.mentions.timexes);
    let warning = |c: timex::Contradiction| {
        let (part, start, end) = document.code_points(c.span);
        Warning {
            kind: "date-contradiction".into(),
            message: format!(
                "\"{}\": {} was a {}; the date was taken",
                document.words(c.span),
                c.day,
                c.day.format("%A")
            ),
            article: Some(document.article.id.clone()),
            span: (part == Part::Text).then_some((start, end)),
        }
    };
    found.into_iter().map(warning).collect()
}

fn no_publication_date(article: &Article) -> Warning {
    Warning {
        kind: "no-publication-date".into(),
        message:
            "the article has no publication date, so days such as \"Thursday\" stay unknown; give one by --published"
                .into(),
        article: Some(article.id.clone()),
        span: None,
    }
}

/// What every stage saw, sentence by sentence, for whoever changes a rule. Not a stable format.
pub fn trace(article: &Article) -> String {
    use std::fmt::Write;
    let language = Language::english();
    let reading = mentions(article);
    let doc = &reading.document;
    let country = |code: &str| gazetteer::country(code).copied();
    let view = view(&reading, language, &country);
    let events = trip::events(&view);
    let mut out = format!("# {} {:?}\n", article.id, reading.anchor);
    for person in &reading.people {
        let _ = writeln!(out, "person {} | {:?} | {:?}", person.name, person.title, person.country);
    }
    for (number, sentence) in doc.sentences.iter().enumerate() {
        let _ = writeln!(out, "\n[{number}] {}", doc.words(doc.span(sentence.first, sentence.last)));
        for m in view.people_in(*sentence) {
            let _ = write!(out, "  P:{}={}", doc.words(m.span), reading.people[m.person].name);
        }
        for (_, t) in view.toponyms_in(*sentence) {
            let place = t.place.map_or("?".into(), |p| format!("{},{}", p.name, p.country));
            let _ = write!(out, "  T:{}={place}/{:?}", doc.words(t.span), t.usage);
        }
        for t in view.timexes_in(*sentence) {
            let _ = write!(out, "  D:{}={}", doc.words(t.span), t.value);
        }
        for c in view.cues_in(*sentence) {
            let _ = write!(out, "  C:{}={:?}", doc.words(c.cue.span), c.frame);
        }
        out.push('\n');
        for e in events.iter().filter(|e| e.sentence == number) {
            let _ = writeln!(out, "    {}", trip::describe(&view, e));
        }
    }
    out
}
