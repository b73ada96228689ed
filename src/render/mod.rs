//! STUB: an empty picture.
use crate::error::Result;
use crate::model::Scene;

pub fn svg(scene: &Scene) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\"><title>{}</title></svg>\n",
        scene.width_px, scene.height_px, scene.title
    )
}

pub fn png(_scene: &Scene, _width_px: Option<u32>) -> Result<Vec<u8>> {
    Ok(b"\x89PNG\r\n\x1a\n".to_vec())
}
