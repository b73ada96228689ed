//! From an article to its itinerary: runs the stages in order.
//!
//! ```text
//! Article ──► Document ──► people ──► toponyms ──► timexes ──► cues ──► trips
//! ```

use crate::model::itinerary::ArticleReference;
use crate::model::mention::{Anchor, People, Span};
use crate::model::{Article, Itinerary, Mentions, Warning};
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
                leaders: include_str!("../data/leaders.tsv"),
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
    let (travellers, people) = people::find(&document, &language.people);
    let names: Vec<Span> = travellers
        .iter()
        .filter(|m| m.form == crate::model::mention::PersonForm::Name)
        .map(|m| m.span)
        .collect();
    let toponyms = toponym::find(&document, &language.toponyms, &names);
    let dateline = timex::dateline(&document, &language.timexes, article.published);
    let anchor = Anchor { published: article.published.or(dateline), dateline };
    let timexes = timex::find(&document, &language.timexes, anchor);
    let cues = motion::find(&document, &language.motion);
    let mentions = Mentions { travellers, toponyms, timexes, cues: cues.iter().map(|c| c.cue.clone()).collect() };
    Reading { document, mentions, people, anchor, cues }
}

/// Reads the trips of one article.
pub fn extract(article: &Article) -> Itinerary {
    let language = Language::english();
    let reading = mentions(article);
    let country = |code: &str| gazetteer::country(code).copied();
    let view = trip::View {
        doc: &reading.document,
        people: &reading.people,
        mentions: &reading.mentions,
        cues: &reading.cues,
        motion: &language.motion,
        words: &language.words,
        anchor: reading.anchor,
        country: &country,
    };
    let (trips, mut warnings) = trip::find(&view);
    if article.published.is_none() && !trips.is_empty() {
        warnings.insert(0, no_publication_date(article));
    }
    Itinerary { articles: vec![reference(article)], trips, warnings, ..Itinerary::default() }
}

fn reference(article: &Article) -> ArticleReference {
    ArticleReference {
        id: article.id.clone(),
        title: article.title.clone(),
        published: article.published,
        source: article.source.clone(),
    }
}

fn no_publication_date(article: &Article) -> Warning {
    Warning {
        kind: "no-publication-date".into(),
        message: "the article has no publication date, so days such as \"Thursday\" stay unknown; give one by --published".into(),
        article: Some(article.id.clone()),
        span: None,
    }
}
