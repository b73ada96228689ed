//! A house's own look: a theme read from a TOML file.
//!
//! In: the text of the file. Out: a [`Theme`], and what is hard to read in it. What the file leaves out is that of the
//! theme it is based on; what it says and means nothing is an error that names the key. `data/theme.toml` has every key.

use crate::error::{Error, Result};
use crate::model::scene::{Colour, Faces, Ink, Sizes, Theme};
use crate::model::theme::{self, INKS};
use crate::model::typeface::Face;
use toml::{Table, Value};

const FACES: &[(&str, Face)] = &[("regular", Face::Regular), ("bold", Face::Bold), ("italic", Face::Italic)];

/// How much larger or smaller than usual text and lines may be.
const TEXT: (f64, f64) = (0.75, 1.5);
const LINES: (f64, f64) = (0.25, 3.0);

/// How many travellers a file may give colours.
const MOST_ROUTES: usize = 6;

/// Reads a theme.
///
/// # Errors
///
/// Where the text is no TOML, or a key is unknown or has a value that it cannot have; one line, with the key and what
/// would be right.
///
/// ```
/// use motorcade::read::theme;
/// let (_, hard_to_read) = theme::read("base = \"dark\"\n[colors]\nwater = \"#102030\"").unwrap();
/// assert!(hard_to_read.is_empty());
/// assert!(theme::read("[colors]\nsea = \"#102030\"").unwrap_err().to_string().starts_with("colors.sea: "));
/// ```
pub fn read(text: &str) -> Result<(Theme, Vec<String>)> {
    let file: Table = text.parse().map_err(|error| broken(text, &error))?;
    let mut theme = base(&file)?;
    for (key, value) in &file {
        let place = key.as_str();
        match place {
            "base" => {}
            "name" => theme.name = word(value).map_err(|e| e.at(place))?.to_string(),
            "colors" | "colours" => each(value, place, |key, value| ink(&mut theme, key, value))?,
            "routes" => routes(&mut theme, value)?,
            "fonts" => each(value, place, |key, value| face(&mut theme.faces, key, value))?,
            "sizes" => each(value, place, |key, value| size(&mut theme.sizes, key, value))?,
            _ => return Err(unknown(place, ["base", "name", "colors", "routes", "fonts", "sizes"])),
        }
    }
    let hard = theme::hard_to_read(&theme);
    Ok((theme, hard))
}

/// The line where the text ceases to be TOML.
fn broken(text: &str, error: &toml::de::Error) -> Error {
    let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
    let said = error.message().replace('\n', " ");
    Error::new(format!("line {line}: {said}; write TOML, such as water = \"#e3edf3\" below [colors]"))
}

fn unknown<'a>(key: &str, known: impl IntoIterator<Item = &'a str>) -> Error {
    let known: Vec<&str> = known.into_iter().collect();
    Error::new(format!("is no key of a theme; write one of {}", known.join(", "))).at(key)
}

fn base(file: &Table) -> Result<Theme> {
    let Some(value) = file.get("base") else { return Ok(theme::light()) };
    let known = || Error::new(format!("write one of {}", theme::names().collect::<Vec<_>>().join(", "))).at("base");
    value.as_str().and_then(theme::by_name).ok_or_else(known)
}

/// Reads each key of a table, its errors told with table and key.
fn each(value: &Value, place: &str, mut one: impl FnMut(&str, &Value) -> Result<()>) -> Result<()> {
    let told = |e: Error, key: &str| {
        let message = e.to_string();
        let bare = message.strip_prefix(&format!("{key}: ")).unwrap_or(&message);
        Error::new(format!("{place}.{key}: {bare}"))
    };
    let entries = value.as_table().ok_or_else(|| Error::new(format!("write a table, below [{place}]")).at(place))?;
    entries.iter().try_for_each(|(key, value)| one(key, value).map_err(|e| told(e, key)))
}

fn ink(theme: &mut Theme, key: &str, value: &Value) -> Result<()> {
    let found = INKS.iter().find(|(name, _)| *name == key);
    let (_, ink) = found.ok_or_else(|| unknown(key, INKS.iter().map(|(name, _)| *name)))?;
    let new = colour(value)?;
    theme.inks.iter_mut().filter(|(known, _)| known == ink).for_each(|(_, colour)| *colour = new);
    Ok(())
}

/// The travellers' colours; a paler form that is not given is the strong one, thinned with the ground.
fn routes(theme: &mut Theme, value: &Value) -> Result<()> {
    let (mut strong, mut pale) = (None, None);
    each(value, "routes", |key, value| {
        match key {
            "strong" => strong = Some(colours(value)?),
            "pale" => pale = Some(colours(value)?),
            _ => return Err(unknown(key, ["strong", "pale"])),
        }
        Ok(())
    })?;
    let strong = strong.ok_or_else(|| Error::new("is missing; give the travellers' colours").at("routes.strong"))?;
    let ground = theme.colour(Ink::Ground);
    let pale = pale.unwrap_or_else(|| strong.iter().map(|colour| mixed(*colour, ground)).collect());
    if pale.len() != strong.len() {
        let said = format!("has {} colours; give one for each of routes.strong, {}", pale.len(), strong.len());
        return Err(Error::new(said).at("routes.pale"));
    }
    theme.routes = strong.into_iter().zip(pale).collect();
    Ok(())
}

/// Three parts of a colour and one of the ground.
fn mixed(Colour(r, g, b): Colour, Colour(gr, gg, gb): Colour) -> Colour {
    let mix = |a: u8, b: u8| ((u32::from(a) * 3 + u32::from(b)) / 4) as u8;
    Colour(mix(r, gr), mix(g, gg), mix(b, gb))
}

fn face(faces: &mut Faces, key: &str, value: &Value) -> Result<()> {
    let kept = match key {
        "title" => &mut faces.title,
        "places" => &mut faces.places,
        "countries" => &mut faces.countries,
        "waters" => &mut faces.waters,
        _ => return Err(unknown(key, ["title", "places", "countries", "waters"])),
    };
    let found = value.as_str().and_then(|name| FACES.iter().find(|face| face.0 == name));
    let names = FACES.iter().map(|face| face.0).collect::<Vec<_>>().join(", ");
    *kept = found.ok_or_else(|| Error::new(format!("write one of {names}")))?.1;
    Ok(())
}

fn size(sizes: &mut Sizes, key: &str, value: &Value) -> Result<()> {
    let (kept, (least, most)) = match key {
        "text" => (&mut sizes.text, TEXT),
        "route" => (&mut sizes.route, LINES),
        "borders" => (&mut sizes.borders, LINES),
        "coasts" => (&mut sizes.coasts, LINES),
        "rules" => (&mut sizes.rules, LINES),
        _ => return Err(unknown(key, ["text", "route", "borders", "coasts", "rules"])),
    };
    let given = value.as_float().or_else(|| value.as_integer().map(|n| n as f64));
    let wrong = || Error::new(format!("write a factor from {least} to {most}; 1 is the usual size"));
    *kept = given.filter(|factor| (least..=most).contains(factor)).ok_or_else(wrong)?;
    Ok(())
}

fn word(value: &Value) -> Result<&str> {
    value.as_str().filter(|word| !word.trim().is_empty()).ok_or_else(|| Error::new("write a word in quotes"))
}

fn colours(value: &Value) -> Result<Vec<Colour>> {
    let list = value.as_array().filter(|list| (1..=MOST_ROUTES).contains(&list.len()));
    let wrong = || Error::new(format!("write 1 to {MOST_ROUTES} colours, such as [\"#c0281c\", \"#1d5fa6\"]"));
    list.ok_or_else(wrong)?.iter().map(colour).collect()
}

/// `#abc` or `#aabbcc`.
fn colour(value: &Value) -> Result<Colour> {
    let read = |text: &str| {
        let digits = text.strip_prefix('#').filter(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()))?;
        let hex = |from: usize, count: usize| u8::from_str_radix(&digits[from..from + count], 16).ok();
        match digits.len() {
            3 => Some(Colour(hex(0, 1)? * 17, hex(1, 1)? * 17, hex(2, 1)? * 17)),
            6 => Some(Colour(hex(0, 2)?, hex(2, 2)?, hex(4, 2)?)),
            _ => None,
        }
    };
    let given = value.as_str().map_or(format!("a value of type {}", value.type_str()), |text| format!("\"{text}\""));
    value.as_str().and_then(read).ok_or_else(|| Error::new(format!("{given} is no colour; write it as \"#e3edf3\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_changes_what_it_names_and_nothing_else() {
        let text = "base = \"print\"\n[colors]\nvisited = \"#ccc\"\n[fonts]\ntitle = \"regular\"\n[sizes]\nroute = 1.5\n\
                    [routes]\nstrong = [\"#000000\"]";
        let (theme, hard) = read(text).unwrap();
        let print = theme::by_name("print").unwrap();
        assert_eq!(theme.colour(Ink::Visited), Colour(0xCC, 0xCC, 0xCC));
        assert_eq!(theme.colour(Ink::Water), print.colour(Ink::Water));
        assert_eq!((theme.faces.title, theme.faces.places), (Face::Regular, print.faces.places));
        assert_eq!((theme.sizes.route, theme.sizes.text), (1.5, 1.0));
        assert_eq!(theme.routes, [(Colour(0, 0, 0), Colour(63, 63, 63))]);
        assert!(hard.is_empty(), "{hard:?}");
    }

    #[test]
    fn what_means_nothing_is_told_with_its_key() {
        for (text, starts, has) in [
            ("sea = 1", "sea: ", "colors"),
            ("[colors]\nsea = \"#fff\"", "colors.sea: ", "water"),
            ("[colors]\nwater = \"blue\"", "colors.water: \"blue\"", "#e3edf3"),
            ("[colors]\nwater = \"#€abc\"", "colors.water: ", "#e3edf3"),
            ("colors = 3", "colors: ", "[colors]"),
            ("base = \"mauve\"", "base: ", "light, dark, print"),
            ("[fonts]\ntitle = \"Comic Sans\"", "fonts.title: ", "regular, bold, italic"),
            ("[sizes]\ntext = 9", "sizes.text: ", "0.75 to 1.5"),
            ("[sizes]\nroute = \"thick\"", "sizes.route: ", "0.25 to 3"),
            ("[routes]\nstrong = []", "routes.strong: ", "1 to 6"),
            ("[routes]\npale = [\"#ccc\"]", "routes.strong: ", "missing"),
            ("name = \"a\"\nwater = = 3", "line 2: ", "TOML"),
        ] {
            let told = read(text).unwrap_err().to_string();
            assert!(told.starts_with(starts) && told.contains(has) && !told.contains('\n'), "{text:?}: {told}");
        }
    }

    #[test]
    fn text_that_cannot_be_read_is_warned_of() {
        let (_, hard) = read("[colors]\nwater-name = \"#d0e0f0\"").unwrap();
        assert!(hard.len() == 1 && hard[0].starts_with("water-name on water"), "{hard:?}");
    }

    #[test]
    fn the_example_has_every_key_and_the_light_themes_values() {
        let text = include_str!("../../data/theme.toml");
        let (theme, hard) = read(text).unwrap();
        assert_eq!((Theme { name: "light".into(), ..theme }, hard), (theme::light(), Vec::new()));
        let file: Table = text.parse().unwrap();
        assert_eq!(file["colors"].as_table().unwrap().len(), INKS.len());
    }
}
