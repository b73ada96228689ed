//! An article is read by the tables of its own language.

use motorcade::extract;
use motorcade::language::ALL;
use motorcade::model::{Article, Itinerary};
use motorcade::read::language;

const FRENCH: &str = "Le président français Emmanuel Macron est arrivé mercredi à Pékin pour une visite d'État de trois jours. \
    Il s'est entretenu jeudi avec le président chinois Xi Jinping.\n\nM. Macron se rendra vendredi à Canton, où il rencontrera \
    des étudiants, avant de regagner Paris dans la soirée.";

fn read(text: &str, published: &str) -> Itinerary {
    let article = Article { text: text.into(), published: published.parse().ok(), ..Article::default() };
    extract::extract(&language::told(article).expect("a language that is read"))
}

/// Place, day of arrival and status of the stops of the first trip.
fn stops(itinerary: &Itinerary) -> Vec<(String, String, String)> {
    let stops = itinerary.trips.first().map(|trip| &trip.stops[..]).unwrap_or_default();
    let row = |stop: &motorcade::model::itinerary::Stop| {
        let day = stop.arrive.map_or(String::new(), |day| day.to_string());
        (stop.place.clone(), day, format!("{:?}", stop.status))
    };
    stops.iter().map(row).collect()
}

#[test]
fn a_french_article_gives_its_trip() {
    let itinerary = read(FRENCH, "2023-04-07");
    assert_eq!(itinerary.trips[0].traveller.name, "Emmanuel Macron");
    let found = stops(&itinerary);
    let expected = [("Beijing", "2023-04-05"), ("Guangzhou", "2023-04-07")];
    for (place, day) in expected {
        assert!(found.iter().any(|(name, arrive, _)| name == place && arrive == day), "{place}: {found:?}");
    }
}

#[test]
fn languages_have_folders_of_their_own() {
    for tables in &ALL {
        let (code, code3) = (tables.code, tables.code3);
        assert!(whatlang::Lang::from_code(code3).is_some(), "{code3} is no language of ISO 639-3 that can be detected");
        assert_eq!(motorcade::language::index(&format!("{code}-XX")), motorcade::language::index(code3));
    }
}
