//! The nouns that the stages hand to each other: articles, mentions, places, dates, itineraries and scenes.
//!
//! Nothing here reads, decides or draws. Every other module may use this one; this one uses none.

pub mod article;
pub mod correction;
pub mod date_span;
pub mod extent;
pub mod itinerary;
pub mod mention;
pub mod names;
pub mod place;
pub mod scene;
pub mod sphere;
pub mod theme;
pub mod typeface;
pub mod warning;
pub mod words;

pub use article::Article;
pub use correction::Corrections;
pub use date_span::DateSpan;
pub use itinerary::Itinerary;
pub use mention::Mentions;
pub use place::Place;
pub use scene::Scene;
pub use warning::Warning;
