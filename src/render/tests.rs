use super::*;
use crate::model::scene::{Anchor, Group, Ink, Label, Node, Outline, Shape, Stroke, Subpath};
use crate::model::theme;
use crate::model::typeface::Face;
use resvg::usvg::roxmltree::{Document, Node as Element};

fn label(text: &str, ink: Ink) -> Node {
    Node::Label(Label {
        text: text.into(),
        at: (40.0, 60.5),
        anchor: Anchor::Start,
        face: Face::Bold,
        size_px: 18.0,
        ink,
        halo: Some((Ink::Halo, 1.5)),
        spacing_px: 0.0,
        rotation: 0.0,
    })
}

fn ring(a: f64, b: f64) -> Subpath {
    Subpath { points: vec![(a, a), (b, a), (b, b), (a, b)], closed: true }
}

fn scene() -> Scene {
    let shape = |outline, fill, stroke| Node::Shape(Shape { outline, fill, stroke, opacity: 1.0 });
    let dashed = Stroke { ink: Ink::Route(0), width_px: 2.5, dash: vec![6.0, 4.0], round: true };
    let land = Group {
        id: "basemap".into(),
        layer: Some("Basemap"),
        clip: Some(Outline::Rect { x: 0.0, y: 0.0, width: 300.0, height: 200.0, radius: 0.0 }),
        nodes: vec![shape(Outline::Path(vec![ring(20.0, 180.0), ring(50.0, 90.0)]), Some(Ink::Land), None)],
        ..Group::default()
    };
    let stop = Group {
        id: "stop-1".into(),
        title: Some("Hanoi & <Huế>".into()),
        nodes: vec![
            shape(Outline::Circle { centre: (100.0, 100.0), radius: 7.5 }, Some(Ink::Route(0)), None),
            shape(
                Outline::Path(vec![Subpath { points: vec![(0.0, 0.0), (99.0, 80.25)], closed: false }]),
                None,
                Some(dashed),
            ),
            label("Đà Nẵng → Huế", Ink::Text),
        ],
        ..Group::default()
    };
    Scene {
        width_px: 300.0,
        height_px: 200.0,
        title: "A trip to Việt Nam".into(),
        description: "He went \"there\" & back.".into(),
        language: "en".into(),
        theme: theme::light(),
        nodes: vec![Node::Group(land), Node::Group(stop), label("", Ink::TextMuted)],
    }
}

fn named<'a>(document: &'a Document<'a>, name: &'a str) -> impl Iterator<Item = Element<'a, 'a>> {
    document.descendants().filter(move |node| node.has_tag_name(name))
}

#[test]
fn the_document_is_named_and_its_ids_are_unique() {
    let svg = svg(&scene());
    let document = Document::parse(&svg).unwrap();
    let root = document.root_element();
    assert_eq!((root.attribute("role"), root.attribute("lang")), (Some("img"), Some("en")));
    let labels: Vec<&str> = root.attribute("aria-labelledby").unwrap().split(' ').collect();
    let mut ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    assert!(labels.iter().all(|id| ids.contains(id)));
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
    assert_eq!(named(&document, "title").next().unwrap().text(), Some("A trip to Việt Nam"));
    assert_eq!(named(&document, "desc").next().unwrap().text(), Some("He went \"there\" & back."));
}

#[test]
fn groups_layers_clips_and_text_are_kept() {
    let svg = svg(&scene());
    let document = Document::parse(&svg).unwrap();
    let layer = document.descendants().find(|node| node.attribute("id") == Some("basemap")).unwrap();
    assert_eq!(layer.attribute(("http://www.inkscape.org/namespaces/inkscape", "label")), Some("Basemap"));
    assert_eq!(layer.attribute("clip-path"), Some("url(#basemap-clip)"));
    assert!(named(&document, "text").any(|node| node.text() == Some("Đà Nẵng → Huế")));
    assert!(named(&document, "title").any(|node| node.text() == Some("Hanoi & <Huế>")));
    assert!(
        svg.contains("fill-rule:evenodd") && svg.contains("paint-order:stroke") && svg.contains("stroke-dasharray:6 4")
    );
}

#[test]
fn the_same_bytes_twice() {
    assert_eq!(svg(&scene()), svg(&scene()));
    assert_eq!(png(&scene(), Some(450)).unwrap(), png(&scene(), Some(450)).unwrap());
}

#[test]
fn a_png_is_as_wide_as_asked_and_not_empty() {
    let bytes = png(&scene(), Some(450)).unwrap();
    let pixels = resvg::tiny_skia::Pixmap::decode_png(&bytes).unwrap();
    assert_eq!((pixels.width(), pixels.height()), (450, 300));
    let red = pixels.pixel(150, 150).unwrap().demultiply();
    assert_eq!((red.red(), red.green(), red.blue()), (0xC0, 0x28, 0x1C));
    assert!(png(&scene(), Some(0)).unwrap_err().is_wrong_use());
    assert!(png(&scene(), Some(40_000)).is_err());
}

#[test]
fn a_dark_theme_adds_a_second_block_of_rules() {
    let options = Options { dark: Some(theme::dark()), ..Options::default() };
    let svg = svg_with(&scene(), &options);
    assert!(svg.contains("@media (prefers-color-scheme:dark){"));
    assert!(svg.contains("#c0281c") && svg.contains("#ff8f6b"));
    resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).unwrap();
}

#[test]
fn text_as_paths_has_no_text_and_looks_alike() {
    let options = Options { text: TextAs::Paths, ..Options::default() };
    let outlines = svg_with(&scene(), &options);
    assert!(!outlines.contains("<text"));
    let pixels = |svg: &str| {
        resvg::tiny_skia::Pixmap::decode_png(&super::png::write(svg, ("", ""), &PngOptions::default()).unwrap())
            .unwrap()
    };
    let (a, b) = (pixels(&outlines), pixels(&svg(&scene())));
    let far = a.pixels().iter().zip(b.pixels()).filter(|(p, q)| p.green().abs_diff(q.green()) > 60).count();
    assert!(far < 150, "{far} pixels differ");
}

#[test]
fn plotters_own_elements_can_be_drawn_too() {
    use plotters::prelude::*;
    let backend = std::rc::Rc::new(std::cell::RefCell::new(backend::SvgBackend::new(&scene())));
    let area: DrawingArea<_, plotters::coord::Shift> = (&backend).into();
    area.draw(&Rectangle::new([(16, 16), (32, 48)], RED.filled())).unwrap();
    area.draw(&PathElement::new([(0, 0), (160, 80)], BLUE)).unwrap();
    area.draw(&plotters::element::Circle::new((160, 160), 32, GREEN)).unwrap();
    let svg = backend.borrow_mut().finish(&scene(), None, false);
    assert!(svg.contains("<rect x=\"1\" y=\"1\" width=\"1\" height=\"2\""), "{svg}");
    assert!(svg.contains("d=\"m0 0 10 5\"") && svg.contains("r=\"2\""), "{svg}");
}

#[test]
fn a_png_tells_its_density_and_its_words() {
    let bytes = png_with(&scene(), &PngOptions { dpi: Some(300.0), ..PngOptions::default() }).unwrap();
    let reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    assert_eq!(reader.info().pixel_dims.map(|dims| dims.xppu), Some(11811));
    let words: Vec<&str> = reader.info().utf8_text.iter().map(|text| text.keyword.as_str()).collect();
    assert_eq!(words, ["Title", "Description"]);
}

/// The text of a content stream, inflated.
fn inflated(pdf: &[u8]) -> Vec<String> {
    let find = |from: usize, word: &[u8]| pdf[from..].windows(word.len()).position(|w| w == word).map(|at| from + at);
    let mut streams = Vec::new();
    let mut from = 0;
    while let Some(start) = find(from, b"stream\n").map(|at| at + 7) {
        let end = find(start, b"\nendstream").unwrap();
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::ZlibDecoder::new(&pdf[start..end]), &mut text).unwrap();
        streams.push(String::from_utf8_lossy(&text).into_owned());
        from = end + 10;
    }
    streams
}

#[test]
fn a_pdf_has_its_words_as_text_and_its_colours() {
    let bytes = pdf(&scene());
    assert!(bytes.windows(8).any(|w| w == b"/Title (") || bytes.windows(8).any(|w| w == b"/Title <"));
    let streams = inflated(&bytes);
    let page = streams.iter().find(|s| s.contains("BT\n")).unwrap();
    // Two words in bold, each after its rim; the route's colour; its dashes.
    assert_eq!(page.matches("Tj").count(), 3, "{page}");
    assert!(page.contains(".753 .157 .11 RG") || page.contains("0.753 0.157 0.11 RG"), "{page}");
    assert!(page.contains("[6 4] 0 d"), "{page}");
    // Readers who copy get the letters back.
    assert!(streams.iter().any(|s| s.contains("beginbfchar") && s.contains("<1EBF>")));
}

#[test]
fn webp_has_the_pixels_of_png() {
    let options = PngOptions { width_px: Some(450), ..PngOptions::default() };
    let bytes = webp_with(&scene(), &options).unwrap();
    let mut reader = image_webp::WebPDecoder::new(std::io::Cursor::new(bytes)).unwrap();
    let mut seen = vec![0; reader.output_buffer_size().unwrap()];
    reader.read_image(&mut seen).unwrap();
    let pixels = resvg::tiny_skia::Pixmap::decode_png(&png_with(&scene(), &options).unwrap()).unwrap();
    let same = seen.chunks_exact(3).zip(pixels.pixels()).all(|(a, b)| a == [b.red(), b.green(), b.blue()]);
    assert!(same && reader.dimensions() == (450, 300));
}
