use super::journeys::JOURNEYS;
use super::*;
use crate::render;

/// Draws every journey at three widths into a folder below the target's, to be looked at.
#[test]
#[ignore = "writes pictures to be looked at: cargo test --lib days::tests::gallery -- --ignored"]
fn gallery() {
    let folder = std::env::temp_dir().join("motorcade-days");
    std::fs::create_dir_all(&folder).unwrap();
    for journey in JOURNEYS {
        for (width, name) in [(1600.0, "light"), (1200.0, "dark"), (360.0, "light")] {
            let options = Options { width_px: width, theme: theme::by_name(name).unwrap(), ..Options::default() };
            let scene = draw(&journey.itinerary(), &options).unwrap();
            let path = folder.join(format!("{}-{width}", journey.name));
            std::fs::write(path.with_extension("svg"), render::svg(&scene)).unwrap();
            let png_width = if width < 500.0 { width * 2.0 } else { width };
            std::fs::write(path.with_extension("png"), render::png(&scene, Some(png_width as u32)).unwrap()).unwrap();
        }
    }
}
