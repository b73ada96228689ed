//! All that is known of some journeys: the articles, what each says, and what a person overruled.
//!
//! In: itineraries, each of one article or made of several before. Out: one [`Itinerary`], which depends on the set of what
//! was put in alone: putting in the same twice, or in another order, changes nothing.

use crate::correct::{self, LookUp, UNFIT, edits};
use crate::merge::merge;
use crate::model::correction::Corrections;
use crate::model::itinerary::{ArticleReference, Evidence, Reading, Trip};
use crate::model::{Itinerary, Warning};
use std::collections::HashSet;

/// Articles with their readings, and the corrections.
#[derive(Debug, Default)]
pub struct Coverage {
    /// Each article with its reading.
    told: Vec<(ArticleReference, Reading)>,
    corrections: Corrections,
    warnings: Vec<Warning>,
}

impl Coverage {
    /// Puts in an itinerary. What a person changed in its trips by hand becomes corrections.
    pub fn add(&mut self, itinerary: Itinerary, look_up: LookUp) {
        let Itinerary { articles, trips, warnings, corrections, readings, .. } = itinerary;
        if readings.is_empty() {
            self.told.extend(split(articles, trips));
        } else {
            let mut made = merge(&articles, &readings);
            correct::apply(&mut made, &corrections, look_up);
            if made != trips {
                self.corrections.extend(edits::between(&made, &trips));
            }
            let of = |id: &str| articles.iter().find(|a| a.id == id).cloned();
            self.told.extend(readings.into_iter().filter_map(|reading| Some((of(&reading.article)?, reading))));
        }
        self.corrections.extend(corrections);
        for warning in warnings.into_iter().filter(|w| w.kind != UNFIT) {
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
    }

    /// Puts in what a person says.
    pub fn correct(&mut self, corrections: Corrections) {
        self.corrections.extend(corrections);
    }

    /// The itinerary of it all.
    pub fn itinerary(mut self, look_up: LookUp) -> Itinerary {
        self.settle_ids();
        let (articles, readings): (Vec<_>, Vec<_>) = self.told.into_iter().unzip();
        let mut trips = merge(&articles, &readings);
        let mut warnings = self.warnings;
        warnings.sort_by(|a, b| (&a.article, a.span, &a.message).cmp(&(&b.article, b.span, &b.message)));
        warnings.extend(correct::apply(&mut trips, &self.corrections, look_up));
        Itinerary { articles, trips, warnings, corrections: self.corrections, readings, ..Itinerary::default() }
    }

    /// Keeps each article once, by day and id, and gives those of one id different ones: `report`, `report-2`.
    fn settle_ids(&mut self) {
        self.told.sort_by(|(a, _), (b, _)| key(a).cmp(&key(b)));
        // The same text under two names is one article, by the name that comes last: a numbered one keeps its number.
        let mut kept: Vec<(ArticleReference, Reading)> = Vec::new();
        for (article, reading) in std::mem::take(&mut self.told) {
            // Sorted as they are, the same one stands last.
            match kept.last_mut().filter(|(other, _)| is_one(other, &article)) {
                Some(other) => *other = (article, reading),
                None => kept.push((article, reading)),
            }
        }
        let mut taken: HashSet<String> = HashSet::new();
        for (article, reading) in &mut kept {
            let id = free_id(&article.id, |id| taken.contains(id));
            if id != article.id {
                rename(reading, &article.id, &id);
                article.id.clone_from(&id);
            }
            taken.insert(id);
        }
        kept.sort_by(|(a, _), (b, _)| {
            (a.published.is_none(), a.published, &a.id).cmp(&(b.published.is_none(), b.published, &b.id))
        });
        self.told = kept;
    }
}

/// The id itself, or `id-2`, `id-3` and so on: the first that is not taken.
pub fn free_id(id: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|n| format!("{id}-{n}"));
    std::iter::once(id.to_string()).chain(numbered).find(|id| !is_taken(id)).unwrap_or_default()
}

type Key<'a> = (bool, Option<chrono::NaiveDate>, &'a Option<String>, &'a str);

fn key(article: &ArticleReference) -> Key<'_> {
    (article.published.is_none(), article.published, &article.digest, &article.id)
}

/// True where both are one article: the same text of the same day, or, where the text's digest is unknown, the same names.
fn is_one(a: &ArticleReference, b: &ArticleReference) -> bool {
    match (&a.digest, &b.digest) {
        (Some(x), Some(y)) => x == y && a.published == b.published,
        _ => a == b,
    }
}

/// The readings of an itinerary that keeps none: each trip belongs to the article that it quotes first.
fn split(articles: Vec<ArticleReference>, trips: Vec<Trip>) -> Vec<(ArticleReference, Reading)> {
    let mut told: Vec<(ArticleReference, Reading)> = articles
        .into_iter()
        .map(|article| {
            let id = article.id.clone();
            (article, Reading { article: id, trips: Vec::new() })
        })
        .collect();
    for trip in trips {
        let quoted = trip.stops.iter().flat_map(|s| &s.evidence).map(|e| e.article.clone()).next();
        let n = told.iter().position(|(article, _)| Some(&article.id) == quoted.as_ref()).unwrap_or(0);
        if told.is_empty() {
            let article =
                ArticleReference { id: "by-hand".into(), title: None, published: None, source: None, digest: None };
            told.push((article, Reading { article: "by-hand".into(), trips: Vec::new() }));
        }
        told[n].1.trips.push(trip);
    }
    told
}

/// Gives the article another id in all that the reading quotes.
fn rename(reading: &mut Reading, from: &str, to: &str) {
    reading.article = to.into();
    let other = |e: &mut Evidence| {
        if e.article == from {
            e.article = to.into();
        }
    };
    for trip in &mut reading.trips {
        trip.stops.iter_mut().flat_map(|s| &mut s.evidence).for_each(other);
        trip.legs.iter_mut().flat_map(|l| &mut l.evidence).for_each(other);
        trip.days.iter_mut().flat_map(|d| &mut d.activities).flat_map(|a| &mut a.evidence).for_each(other);
        trip.warnings
            .iter_mut()
            .filter(|w| w.article.as_deref() == Some(from))
            .for_each(|w| w.article = Some(to.into()));
    }
}
