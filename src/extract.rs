//! STUB: names of six cities are stops; the lead replaces this.
use crate::model::itinerary::*;
use crate::model::mention::{People, Span, Toponym, Usage};
use crate::model::{Article, Itinerary, Mentions};
use crate::text::{Document, Vocabulary};
use crate::toponym::gazetteer::PLACES;

/// What the stages saw in one article.
pub struct Reading<'a> {
    pub document: Document<'a>,
    pub mentions: Mentions,
    pub people: People,
}

pub fn mentions(article: &Article) -> Reading<'_> {
    let document = Document::new(article, &Vocabulary::default());
    let mut mentions = Mentions::default();
    for i in 0..document.tokens.len() {
        if let Some(place) = PLACES.iter().find(|p| p.name == document.str(i)) {
            let span = Span::new(document.tokens[i].start as usize, document.tokens[i].end as usize);
            mentions.toponyms.push(Toponym {
                span,
                tokens: (i, i + 1),
                place: Some(*place),
                usage: Usage::Literal,
                rule: "stub",
                confidence: 0.5,
            });
        }
    }
    Reading { document, mentions, people: Vec::new() }
}

pub fn extract(article: &Article) -> Itinerary {
    let reading = mentions(article);
    let mut itinerary = Itinerary::default();
    itinerary.articles.push(ArticleReference {
        id: article.id.clone(),
        title: article.title.clone(),
        published: article.published,
        source: article.source.clone(),
    });
    let mut stops: Vec<Stop> = Vec::new();
    for t in &reading.mentions.toponyms {
        let Some(place) = t.place else { continue };
        if stops.iter().any(|s| s.place == place.name) {
            continue;
        }
        let (part, start, end) = reading.document.code_points(t.span);
        let evidence = vec![Evidence {
            shows: Shows::Stop,
            article: article.id.clone(),
            part,
            start,
            end,
            quote: reading.document.words(t.span).into(),
            rule: "stub".into(),
        }];
        stops.push(Stop {
            place: place.name.into(),
            country: Some(place.country.into()),
            lat: Some(place.lat),
            lon: Some(place.lon),
            named: Named::City,
            role: Role::Stop,
            status: Status::Visited,
            arrive: article.published,
            depart: None,
            confidence: 0.5,
            geonames_id: place.geonames_id,
            evidence,
        });
    }
    if !stops.is_empty() {
        let legs = (1..stops.len())
            .map(|i| Leg {
                from: i - 1,
                to: i,
                date: None,
                distance_km: Some(1000.0),
                status: Status::Visited,
                evidence: vec![],
            })
            .collect();
        itinerary.trips.push(Trip {
            traveller: Traveller { name: "A Traveller".into(), title: None, country: None },
            stops,
            legs,
            days: vec![],
            warnings: vec![],
        });
    }
    itinerary
}
