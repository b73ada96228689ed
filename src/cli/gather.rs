//! Itineraries of several articles as one, and one trip of an itinerary by itself.

use super::arguments::Articles;
use super::input::Part;
use super::intake::{self, Broken};
use super::merge::look_up;
use crate::coverage::Coverage;
use crate::error::{Error, Result};
use crate::extract::extract;
use crate::model::itinerary::{ArticleReference, Trip};
use crate::model::{Article, Itinerary, Warning};
use rayon::prelude::*;

/// The itinerary of each article by itself, in their order.
pub fn each(articles: &[Article]) -> Vec<Itinerary> {
    match articles {
        // A pool of threads costs more than one article.
        [article] => vec![of(article)],
        articles => articles.par_iter().map(of).collect(),
    }
}

/// The itineraries of all articles side by side, in their order.
pub fn side_by_side(articles: &[Article]) -> Itinerary {
    each(articles).into_iter().fold(Itinerary::default(), |mut all, one| {
        all.articles.extend(one.articles);
        all.trips.extend(one.trips);
        all.warnings.extend(one.warnings);
        all
    })
}

/// One itinerary of all articles: those on the same journey of the same traveller make one trip.
pub fn itinerary(articles: &[Article]) -> Itinerary {
    let mut coverage = Coverage::default();
    each(articles).into_iter().for_each(|itinerary| coverage.add(itinerary, &look_up));
    coverage.itinerary(&look_up)
}

/// What all articles and itineraries tell, to be corrected, and what could not be read; an error where nothing could.
pub fn coverage(input: &Articles) -> Result<(Coverage, Broken)> {
    let (mut coverage, mut read) = (Coverage::default(), 0);
    let broken = intake::each(input, told, |itinerary| {
        coverage.add(itinerary, &look_up);
        read += 1;
        Ok(())
    })?;
    Ok((coverage, broken.or_nothing(read)?))
}

fn told(part: &Part) -> Vec<Result<Itinerary>> {
    let articles = || part.articles().into_iter().map(|article| article.map(|article| of(&article))).collect();
    part.itinerary().map_or_else(articles, |itinerary| vec![itinerary])
}

/// The itinerary of one article, with a warning where no day can be resolved.
pub fn of(article: &Article) -> Itinerary {
    let mut itinerary = extract(article);
    let told = |w: &Warning| w.kind == NO_DAY;
    if article.published.is_none() && !all_warnings(&itinerary).any(told) {
        itinerary.warnings.push(Warning {
            kind: NO_DAY.into(),
            message:
                "no day of publication is known, so days such as \"Thursday\" stay open; give --published YYYY-MM-DD"
                    .into(),
            article: Some(article.id.clone()),
            span: None,
        });
    }
    itinerary
}

const NO_DAY: &str = "no-publication-date";

/// The warnings of the itinerary and of each of its trips.
pub fn all_warnings(itinerary: &Itinerary) -> impl Iterator<Item = &Warning> {
    itinerary.warnings.iter().chain(itinerary.trips.iter().flat_map(|trip| &trip.warnings))
}

/// Where `--trip n`, from 1, stands among `count` trips, from 0.
pub fn index(n: u32, count: usize) -> Result<usize> {
    let index = (n as usize).checked_sub(1).filter(|index| *index < count);
    index.ok_or_else(|| Error::wrong_use(format!("--trip {n}: there are {count}; give a number from 1 to {count}")))
}

/// The n-th trip, from 0, as an itinerary of its own, with the articles that tell of it and their warnings.
pub fn only(itinerary: &Itinerary, n: usize) -> Itinerary {
    let trips: Vec<Trip> = itinerary.trips.get(n).cloned().into_iter().collect();
    let cited = |id: &str| trips.iter().any(|trip| cites(trip, id));
    let articles: Vec<ArticleReference> =
        itinerary.articles.iter().filter(|a| itinerary.articles.len() == 1 || cited(&a.id)).cloned().collect();
    let of_these = |w: &&Warning| w.article.as_ref().is_none_or(|id| articles.iter().any(|a| a.id == *id));
    let warnings = itinerary.warnings.iter().filter(of_these).cloned().collect();
    Itinerary { articles, trips, warnings, ..Itinerary::default() }
}

/// True where any evidence of the trip comes from that article.
fn cites(trip: &Trip, id: &str) -> bool {
    let stops = trip.stops.iter().flat_map(|s| &s.evidence);
    let legs = trip.legs.iter().flat_map(|l| &l.evidence);
    let days = trip.days.iter().flat_map(|d| &d.activities).flat_map(|a| &a.evidence);
    stops.chain(legs).chain(days).any(|evidence| evidence.article == id)
}
