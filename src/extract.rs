//! From an article to its itinerary: runs the stages in order.
//!
//! ```text
//! Article ──► Document ──► people ──► toponyms ──► timexes ──► cues ──► trips
//! ```

use crate::language::{self, Tables};
use crate::model::itinerary::{ArticleReference, Part};
use crate::model::mention::{Anchor, People, PersonForm, PersonMention, Span, Timex, Toponym, Usage};
use crate::model::place::PlaceKind;
use crate::model::{Article, Itinerary, Mentions, Place, Warning};
use crate::text::motion::{self, Found};
use crate::text::people;
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
    chances: trip::chance::Table,
}

impl Language {
    /// The language that an article is in, the first where it does not tell; compiled when an article first asks for it.
    fn of(article: &Article) -> &'static Language {
        static COMPILED: [OnceLock<Language>; language::ALL.len()] = [const { OnceLock::new() }; language::ALL.len()];
        let index = article.language.as_deref().and_then(language::index).unwrap_or(0);
        COMPILED[index].get_or_init(|| Language::compile(&language::ALL[index]))
    }

    fn compile(tables: &'static Tables) -> Language {
        let mut vocabulary = Vocabulary::of(tables);
        let people = people::Rules::compile(&mut vocabulary, tables, gazetteer::nations(tables));
        let toponyms = toponym::Rules::compile(&mut vocabulary, tables);
        let timexes = timex::Rules::compile(&mut vocabulary, tables);
        let motion = motion::Rules::compile(&mut vocabulary, tables);
        let words = Lexicon::compile(&mut vocabulary, tables.words);
        let chances = trip::chance::Table::read(tables.chances);
        Language { vocabulary, words, people, toponyms, timexes, motion, chances }
    }
}

/// An article cut into sentences and tokens, by the spelling of its language.
pub fn document(article: &Article) -> Document<'_> {
    Document::new(article, &Language::of(article).vocabulary)
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
    let language = Language::of(article);
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
    timex::split(&reading.document, &Language::of(reading.document.article).timexes, &reading.mentions.timexes)
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
    extract_by(article, &Language::of(article).chances)
}

/// Like [`extract`], by other weights than those of the language.
pub fn extract_by(article: &Article, chances: &trip::chance::Table) -> Itinerary {
    let language = Language::of(article);
    let reading = mentions(article);
    let country = |code: &str| gazetteer::country(code).copied();
    let view = trip::View { chances: Some(chances), ..view(&reading, language, &country) };
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
        chances: Some(&language.chances),
        noting: false,
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

/// What weights of chances are made from: the trips by rules alone, the signs of their stops and of the places left over.
pub fn unjudged(article: &Article) -> Vec<trip::Judged> {
    with_signs(article, None)
}

/// The trips of [`extract`] with the signs of their stops and their weights, for `explain`.
pub fn judged(article: &Article) -> Vec<trip::Judged> {
    with_signs(article, Some(&Language::of(article).chances))
}

fn with_signs(article: &Article, chances: Option<&trip::chance::Table>) -> Vec<trip::Judged> {
    let reading = mentions(article);
    let country = |code: &str| gazetteer::country(code).copied();
    let view = trip::View { chances, noting: true, ..view(&reading, Language::of(article), &country) };
    trip::judged(&view)
}

/// What every stage saw, sentence by sentence, for whoever changes a rule. Not a stable format.
pub fn trace(article: &Article) -> String {
    use std::fmt::Write;
    let language = Language::of(article);
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
