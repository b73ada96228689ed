//! STUB: an empty picture.
use crate::error::Result;
use crate::model::Itinerary;
use crate::model::scene::{Scene, Theme};

#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    pub width_px: f64,
    pub height_px: f64,
    pub title: Option<String>,
    pub subtitle: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Options { width_px: 1600.0, height_px: 900.0, title: None, subtitle: None }
    }
}

pub fn draw(_itinerary: &Itinerary, options: &Options) -> Result<Scene> {
    Ok(Scene {
        width_px: options.width_px,
        height_px: options.height_px,
        title: options.title.clone().unwrap_or_default(),
        description: String::new(),
        language: "en".into(),
        theme: Theme { name: "light".into(), inks: vec![], routes: vec![] },
        nodes: vec![],
    })
}
