//! STUB: an empty picture.
use crate::error::Result;
use crate::model::scene::{Scene, Theme};
use crate::model::{Itinerary, theme};

#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    pub trips: Vec<usize>,
    pub width_px: f64,
    pub height_px: Option<f64>,
    pub theme: Theme,
    pub title: Option<String>,
    pub subtitle: Option<String>,
    pub credit: String,
    pub source: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            trips: vec![],
            width_px: 960.0,
            height_px: None,
            theme: theme::light(),
            title: None,
            subtitle: None,
            credit: "Motorcade".into(),
            source: None,
        }
    }
}

pub fn draw(_itinerary: &Itinerary, options: &Options) -> Result<Scene> {
    Ok(Scene {
        width_px: options.width_px,
        height_px: options.height_px.unwrap_or(400.0),
        title: options.title.clone().unwrap_or_default(),
        description: String::new(),
        language: "en".into(),
        theme: options.theme.clone(),
        nodes: vec![],
    })
}
