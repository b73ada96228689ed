//! The three built-in themes: which colour each ink is.
//!
//! In: a name. Out: a [`Theme`]. The tests hold what the tables promise: text stands out by 4.5:1 or more from all that
//! it may lie on, routes, markers and rules by 3:1, and no two travellers look alike to colour-blind readers.

use super::scene::{Colour, Faces, Ink, Sizes, Theme};

/// A theme as a constant.
struct Palette {
    name: &'static str,
    inks: &'static [(Ink, u32)],
    /// Strong and pale.
    routes: &'static [(u32, u32)],
}

const PALETTES: &[&Palette] = &[&LIGHT, &DARK, &PRINT];

/// Paper white, pale blue water, warm land.
const LIGHT: Palette = Palette {
    name: "light",
    inks: &[
        (Ink::Ground, 0xFFFFFF),
        (Ink::Panel, 0xF4F5F3),
        (Ink::Water, 0xE3EDF3),
        (Ink::Land, 0xF7F5F0),
        (Ink::Visited, 0xF2E3C6),
        (Ink::Border, 0xB9B4A8),
        (Ink::DisputedBorder, 0xA39C8C),
        (Ink::Coast, 0xA9BAC4),
        (Ink::River, 0xBFD3DF),
        (Ink::Graticule, 0xD3DEE5),
        (Ink::Text, 0x1C2127),
        (Ink::TextMuted, 0x4A535C),
        (Ink::TextFaint, 0x5C656E),
        (Ink::CountryName, 0x6A6150),
        (Ink::WaterName, 0x41677F),
        (Ink::CityName, 0x555B61),
        (Ink::OnRoute, 0xFFFFFF),
        (Ink::Rule, 0x858C93),
        (Ink::Today, 0x245A8D),
        (Ink::Halo, 0xFFFFFF),
    ],
    routes: &[
        (0xC0281C, 0xD2574D),
        (0x1D5FA6, 0x3F82C9),
        (0x00806F, 0x108F7E),
        (0x7A2BC4, 0x9C67CE),
        (0x2A1B10, 0x8F6A50),
        (0x6E0F35, 0xC04A78),
    ],
};

/// For readers at night.
const DARK: Palette = Palette {
    name: "dark",
    inks: &[
        (Ink::Ground, 0x14181D),
        (Ink::Panel, 0x1D232A),
        (Ink::Water, 0x17222C),
        (Ink::Land, 0x2A3037),
        (Ink::Visited, 0x463A2B),
        (Ink::Border, 0x59616A),
        (Ink::DisputedBorder, 0x6D757E),
        (Ink::Coast, 0x46535E),
        (Ink::River, 0x2F4250),
        (Ink::Graticule, 0x2B3640),
        (Ink::Text, 0xF1F3F5),
        (Ink::TextMuted, 0xC3CAD1),
        (Ink::TextFaint, 0xA6AEB6),
        (Ink::CountryName, 0xB9B0A0),
        (Ink::WaterName, 0x8FB3CC),
        (Ink::CityName, 0xBDC3C9),
        (Ink::OnRoute, 0x14181D),
        (Ink::Rule, 0x868E96),
        (Ink::Today, 0x8FC1F0),
        (Ink::Halo, 0x14181D),
    ],
    routes: &[
        (0xFF8F6B, 0xC97B64),
        (0x62B0FF, 0x5C92C9),
        (0xF2E05A, 0xB5A84E),
        (0x99FFB8, 0x74B58A),
        (0xE0FCFF, 0xA3B8BB),
        (0x9E9E9E, 0x949494),
    ],
};

/// Greys alone, so that a newspaper's black loses nothing.
const PRINT: Palette = Palette {
    name: "print",
    inks: &[
        (Ink::Ground, 0xFFFFFF),
        (Ink::Panel, 0xF3F3F3),
        (Ink::Water, 0xF0F0F0),
        (Ink::Land, 0xFFFFFF),
        (Ink::Visited, 0xD6D6D6),
        (Ink::Border, 0xA0A0A0),
        (Ink::DisputedBorder, 0x808080),
        (Ink::Coast, 0x8A8A8A),
        (Ink::River, 0xC8C8C8),
        (Ink::Graticule, 0xD2D2D2),
        (Ink::Text, 0x000000),
        (Ink::TextMuted, 0x3A3A3A),
        (Ink::TextFaint, 0x4F4F4F),
        (Ink::CountryName, 0x4C4C4C),
        (Ink::WaterName, 0x4C4C4C),
        (Ink::CityName, 0x4C4C4C),
        (Ink::OnRoute, 0xFFFFFF),
        (Ink::Rule, 0x767676),
        (Ink::Today, 0x3A3A3A),
        (Ink::Halo, 0xFFFFFF),
    ],
    routes: &[
        (0x000000, 0x757575),
        (0x6B6B6B, 0x777777),
        (0x3B3B3B, 0x787878),
        (0x545454, 0x767676),
        (0x202020, 0x767676),
        (0x707070, 0x777777),
    ],
};

/// The inks by the names that files give them.
pub const INKS: &[(&str, Ink)] = &[
    ("ground", Ink::Ground),
    ("panel", Ink::Panel),
    ("water", Ink::Water),
    ("land", Ink::Land),
    ("visited", Ink::Visited),
    ("border", Ink::Border),
    ("disputed-border", Ink::DisputedBorder),
    ("coast", Ink::Coast),
    ("river", Ink::River),
    ("graticule", Ink::Graticule),
    ("text", Ink::Text),
    ("text-muted", Ink::TextMuted),
    ("text-faint", Ink::TextFaint),
    ("country-name", Ink::CountryName),
    ("water-name", Ink::WaterName),
    ("city-name", Ink::CityName),
    ("on-route", Ink::OnRoute),
    ("rule", Ink::Rule),
    ("today", Ink::Today),
    ("halo", Ink::Halo),
];

/// The built-in theme of this name: `light`, `dark` or `print`.
///
/// ```
/// assert_eq!(motorcade::model::theme::by_name("dark").unwrap().name, "dark");
/// assert!(motorcade::model::theme::by_name("mauve").is_none());
/// ```
pub fn by_name(name: &str) -> Option<Theme> {
    PALETTES.iter().find(|palette| palette.name == name).map(|palette| palette.theme())
}

/// The names that [`by_name`] knows, for help and messages.
pub fn names() -> impl Iterator<Item = &'static str> {
    PALETTES.iter().map(|palette| palette.name)
}

/// The theme of a picture that asks for none.
pub fn light() -> Theme {
    LIGHT.theme()
}

/// The dark theme.
pub fn dark() -> Theme {
    DARK.theme()
}

impl Default for Theme {
    fn default() -> Self {
        light()
    }
}

impl Palette {
    fn theme(&self) -> Theme {
        Theme {
            name: self.name.into(),
            inks: self.inks.iter().map(|&(ink, hex)| (ink, colour(hex))).collect(),
            routes: self.routes.iter().map(|&(strong, pale)| (colour(strong), colour(pale))).collect(),
            faces: Faces::default(),
            sizes: Sizes::default(),
        }
    }
}

/// An ink, what it may lie on, and the contrast that it needs.
const NEEDS: &[(&[Ink], &[Ink], f64)] = &[
    (&[Ink::Text, Ink::TextMuted], &[Ink::Ground, Ink::Panel, Ink::Water, Ink::Land, Ink::Visited], 4.5),
    (&[Ink::TextFaint], &[Ink::Ground, Ink::Panel, Ink::Water, Ink::Land], 4.5),
    (&[Ink::CountryName], &[Ink::Land, Ink::Visited], 4.5),
    (&[Ink::WaterName], &[Ink::Water], 4.5),
    (&[Ink::CityName], &[Ink::Land, Ink::Visited], 4.5),
    (&[Ink::Today], &[Ink::Ground, Ink::Panel], 4.5),
    (&[Ink::Rule], &[Ink::Ground, Ink::Panel], 3.0),
    (&[Ink::Text], &[Ink::Halo], 7.0),
];

/// What readers would strain at in a theme: "water-name on water has a contrast of 1.2; readers need 4.5".
pub fn hard_to_read(theme: &Theme) -> Vec<String> {
    let name = |ink: Ink| INKS.iter().find(|known| known.1 == ink).map_or("routes", |known| known.0);
    let mut told = Vec::new();
    let mut check = |ink: Ink, on: Ink, need: f64| {
        let got = contrast(theme.colour(ink), theme.colour(on));
        if got < need {
            told.push(format!("{} on {} has a contrast of {got:.1}; readers need {need}", name(ink), name(on)));
        }
    };
    for (inks, grounds, need) in NEEDS {
        inks.iter().for_each(|&ink| grounds.iter().for_each(|&on| check(ink, on, *need)));
    }
    for route in (0..theme.routes.len() as u8).flat_map(|n| [Ink::Route(n), Ink::RoutePale(n)]) {
        [Ink::Ground, Ink::Panel, Ink::Water, Ink::Land, Ink::Visited].into_iter().for_each(|on| check(route, on, 3.0));
    }
    (0..theme.routes.len() as u8).for_each(|n| check(Ink::OnRoute, Ink::Route(n), 4.5));
    told.dedup();
    told
}

fn colour(hex: u32) -> Colour {
    Colour((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// Contrast of two colours, 1 to 21, as in WCAG 2.1, section 1.4.3.
pub fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance, 0 to 1, as in WCAG 2.1.
pub fn luminance(Colour(r, g, b): Colour) -> f64 {
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.04045 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn themes() -> Vec<Theme> {
        names().map(|name| by_name(name).unwrap()).collect()
    }

    #[test]
    fn text_routes_and_rules_stand_out_from_what_they_lie_on() {
        for theme in themes() {
            assert_eq!(hard_to_read(&theme), Vec::<String>::new(), "{}", theme.name);
        }
    }

    #[test]
    fn every_theme_has_every_ink_once() {
        for theme in themes() {
            let mut inks: Vec<Ink> = theme.inks.iter().map(|(ink, _)| *ink).collect();
            inks.sort();
            inks.dedup();
            assert_eq!((inks.len(), theme.inks.len(), theme.routes.len()), (20, 20, 6), "{}", theme.name);
        }
    }

    /// Machado, Oliveira and Fernandes 2009, table 1, severity 1: normal, protan, deutan, tritan vision.
    const VISIONS: [[[f64; 3]; 3]; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
    ];

    fn lab(Colour(r, g, b): Colour, vision: &[[f64; 3]; 3]) -> [f64; 3] {
        let rgb = [linear(r), linear(g), linear(b)];
        let seen = vision.map(|row| row.iter().zip(rgb).map(|(m, c)| m * c).sum::<f64>().clamp(0.0, 1.0));
        let row = |m: [f64; 3]| m.iter().zip(seen).map(|(m, c)| m * c).sum::<f64>();
        let f = |t: f64| if t > 0.008856 { libm::cbrt(t) } else { 7.787 * t + 16.0 / 116.0 };
        let x = f(row([0.4124, 0.3576, 0.1805]) / 0.9505);
        let y = f(row([0.2126, 0.7152, 0.0722]));
        let z = f(row([0.0193, 0.1192, 0.9505]) / 1.089);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    #[test]
    fn colour_blind_readers_tell_the_travellers_apart() {
        for theme in themes().into_iter().filter(|theme| theme.name != "print") {
            for (i, a) in theme.routes.iter().enumerate() {
                for b in &theme.routes[..i] {
                    for vision in &VISIONS {
                        let (p, q) = (lab(a.0, vision), lab(b.0, vision));
                        let distance = (0..3).map(|k| (p[k] - q[k]) * (p[k] - q[k])).sum::<f64>().sqrt();
                        assert!(distance > 12.0, "{}: {a:?} and {b:?} are {distance:.1} apart", theme.name);
                    }
                }
            }
        }
    }
}
