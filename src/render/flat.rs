//! A scene without clips, for drawing as pixels: a clip costs a canvas of its own, five layers of them most of the time.
//!
//! In: a scene. Out: the same scene where the layers that are cut to one panel across the whole width stand uncut, with
//! the ground drawn again above and below the panel before what follows them. Other clips stay.

use crate::model::scene::{Group, Ink, Node, Outline, Scene, Shape};

/// The scene to be drawn as pixels.
pub fn flat(scene: &Scene) -> Scene {
    let Some((top, bottom)) = panel(scene) else { return scene.clone() };
    let last = scene.nodes.iter().rposition(|node| clip(node).is_some()).unwrap_or(0);
    let mut nodes: Vec<Node> = scene.nodes[..=last].iter().cloned().map(uncut).collect();
    nodes.push(band(scene, 0.0, top));
    nodes.push(band(scene, bottom, scene.height_px));
    nodes.extend_from_slice(&scene.nodes[last + 1..]);
    Scene { nodes, ..scene.clone() }
}

fn clip(node: &Node) -> Option<&Outline> {
    match node {
        Node::Group(group) => group.clip.as_ref(),
        _ => None,
    }
}

/// Upper and lower edge of the panel that all clipped layers share; `None` where they are cut in another way, or where
/// something uncut is drawn among them that the bands would hide.
fn panel(scene: &Scene) -> Option<(f64, f64)> {
    let last = scene.nodes.iter().rposition(|node| clip(node).is_some())?;
    let mut clips = scene.nodes[..=last].iter().map(clip);
    let first = clips.next()??;
    let Outline::Rect { x, y, width, height, .. } = *first else { return None };
    let across = x <= 0.0 && x + width >= scene.width_px;
    (across && clips.all(|other| other == Some(first))).then_some((y, y + height))
}

fn uncut(node: Node) -> Node {
    match node {
        Node::Group(group) => Node::Group(Group { clip: None, ..group }),
        other => other,
    }
}

fn band(scene: &Scene, from: f64, to: f64) -> Node {
    let outline = Outline::Rect { x: 0.0, y: from, width: scene.width_px, height: (to - from).max(0.0), radius: 0.0 };
    Node::Shape(Shape { outline, fill: Some(Ink::Ground), stroke: None, opacity: 1.0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::theme;

    fn layer(id: &str, clip: Option<Outline>) -> Node {
        Node::Group(Group { id: id.into(), clip, ..Group::default() })
    }

    fn scene(nodes: Vec<Node>) -> Scene {
        let (title, description, language) = (String::new(), String::new(), "en".into());
        Scene { width_px: 80.0, height_px: 60.0, title, description, language, theme: theme::light(), nodes }
    }

    #[test]
    fn layers_of_one_panel_stand_uncut_below_bands() {
        let rect = |width| Some(Outline::Rect { x: 0.0, y: 10.0, width, height: 40.0, radius: 0.0 });
        let cut = scene(vec![layer("basemap", rect(80.0)), layer("route", rect(80.0)), layer("furniture", None)]);
        let flat = flat(&cut);
        assert!(flat.nodes.iter().all(|node| clip(node).is_none()) && flat.nodes.len() == 5);
        assert_eq!(flat.nodes[4], cut.nodes[2]);
        for other in [vec![layer("a", rect(40.0))], vec![layer("a", None), layer("b", rect(80.0))], vec![]] {
            let other = scene(other);
            assert_eq!(super::flat(&other), other);
        }
    }
}
