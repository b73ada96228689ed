//! HTML: one self-contained page, or a piece of one to paste into an article.
//!
//! In: an itinerary, and its pictures as SVG documents, each for wide and for narrow pages. Out: markup without script, with one
//! style sheet whose hash is told, so that a strict Content-Security-Policy lets it through. The list of stops and the pictures
//! light up together through `:has()`; every marker on the map is a link to its stop.

mod inline;
mod sheet;
mod stops;

use super::markup::{element, escape};
use super::{FileFormat, Makings, facts};
use crate::error::Result;
use crate::model::Itinerary;
use crate::model::itinerary::Trip;
use crate::model::words;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use inline::{Inline, Role};
use sha2::{Digest, Sha256};

pub const FORMAT: FileFormat = FileFormat {
    name: "html",
    file: "trip.html",
    about: "one self-contained page: map, chart, stops and the quotes behind them; --fragment for the piece alone",
    write,
};

/// A page that would be heavier, in bytes, goes without the pictures for narrow pages.
pub const HEAVY: usize = 150_000;

/// Map and chart of a trip as SVG documents, each for wide and for narrow pages.
#[derive(Debug, Clone, Default)]
pub struct Pictures {
    pub maps: Option<[String; 2]>,
    /// For each stop the number N of its marker on the map, the group `stop-N`.
    pub markers: Vec<Option<usize>>,
    /// Stop N of the trip is the group `stop-N`.
    pub charts: Option<[String; 2]>,
}

fn write(itinerary: &Itinerary, makings: &Makings<'_>) -> Result<Vec<u8>> {
    let pictures = (0..itinerary.trips.len()).map(makings.pictures).collect::<Result<Vec<_>>>()?;
    let whole = document(itinerary, &pictures, makings, true);
    if whole.len() <= HEAVY {
        return Ok(whole.into_bytes());
    }
    Ok(document(itinerary, &pictures, makings, false).into_bytes())
}

fn document(itinerary: &Itinerary, pictures: &[Pictures], makings: &Makings<'_>, narrow: bool) -> String {
    let title = facts::title(itinerary, makings);
    let mut style = sheet::SHARED.to_string();
    let mut body = String::new();
    let several = itinerary.trips.len() > 1;
    for ((n, trip), pictures) in itinerary.trips.iter().enumerate().zip(pictures) {
        let section = Section { itinerary, trip, makings, prefix: prefix(itinerary, n), narrow };
        let heading = if several { words::title(&[trip]) } else { title.clone() };
        let level = if several || makings.fragment { 2 } else { 1 };
        body += &section.write(pictures, &heading, level, &mut style);
    }
    let hash = format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(style.as_bytes())));
    if makings.fragment {
        return format!("<!-- Content-Security-Policy: style-src {hash} -->\n<style>{style}</style>\n{body}");
    }
    let heading = if several { format!("<h1>{}</h1>\n", escape(&title)) } else { String::new() };
    let trips: Vec<&Trip> = itinerary.trips.iter().collect();
    format!(
        "<!doctype html>\n<html lang=\"en\" class=\"mc-page\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
        <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {hash}; base-uri 'none'; form-action 'none'\">\n\
        <meta name=\"color-scheme\" content=\"light dark\">\n{}\n<meta name=\"description\" content=\"{}\">\n\
        <style>{style}</style>\n</head>\n<body>\n<main>\n{heading}{body}</main>\n</body>\n</html>\n",
        element("title", if title.is_empty() { &itinerary.trips[0].traveller.name } else { &title }),
        escape(&words::description(&trips)),
    )
}

/// What the ids and classes of a trip begin with: the same for the same trip, different for two on one page.
fn prefix(itinerary: &Itinerary, n: usize) -> String {
    let trip = &itinerary.trips[n];
    let places: Vec<&str> = trip.stops.iter().map(|stop| stop.place.as_str()).collect();
    let hash = Sha256::digest(format!("{n}\n{}\n{}", trip.traveller.name, places.join("\n")).as_bytes());
    format!("m{:02x}{:02x}", hash[0], hash[1])
}

/// A trip on the page.
struct Section<'a> {
    itinerary: &'a Itinerary,
    trip: &'a Trip,
    makings: &'a Makings<'a>,
    prefix: String,
    /// Whether there are pictures for narrow pages too.
    narrow: bool,
}

impl Section<'_> {
    fn write(&self, pictures: &Pictures, title: &str, level: u8, style: &mut String) -> String {
        let id = &self.prefix;
        let label = if title.is_empty() {
            format!("aria-label=\"{}\"", escape(&self.trip.traveller.name))
        } else {
            format!("aria-labelledby=\"{id}-title\"")
        };
        let mut out = format!("<section class=\"mc\" id=\"{id}\" {label}>\n");
        if !title.is_empty() {
            out += &format!("<h{level} class=\"mc-title\" id=\"{id}-title\">{}</h{level}>\n", escape(title));
        }
        let when = words::subtitle(&[self.trip]);
        if !when.is_empty() {
            out += &format!("<p class=\"mc-when\">{}</p>\n", escape(&when));
        }
        let sub = level + 1;
        out += &self.figure("mc-map", pictures.maps.as_ref(), Role::Map, &pictures.markers, style);
        out += &format!("<h{sub} class=\"mc-head\">Stops</h{sub}>\n");
        out += &self.stops();
        let own: Vec<Option<usize>> = (1..=self.trip.stops.len()).map(Some).collect();
        let chart = self.figure("mc-chart", pictures.charts.as_ref(), Role::Chart, &own, style);
        if !chart.is_empty() {
            out += &format!("<h{sub} class=\"mc-head\">Day by day</h{sub}>\n{chart}");
        }
        out += &self.sources(sub);
        style.push_str(&sheet::together(id, self.trip.stops.len()));
        out + "</section>\n"
    }

    /// Both pictures of a kind, one of which is shown.
    fn figure(
        &self,
        class: &str,
        pictures: Option<&[String; 2]>,
        role: Role,
        markers: &[Option<usize>],
        style: &mut String,
    ) -> String {
        let Some(pictures) = pictures else { return String::new() };
        let mut out = format!("<figure class=\"{class}\">\n");
        for (n, svg) in pictures.iter().enumerate().take(if self.narrow { 2 } else { 1 }) {
            let letter = ["w", "n", "v", "o"][n + if role == Role::Map { 0 } else { 2 }];
            let shown = match (self.narrow, n) {
                (false, _) => "mc-svg",
                (true, 0) => "mc-svg mc-wide",
                (true, _) => "mc-svg mc-narrow",
            };
            let inline = Inline {
                prefix: &format!("{}{letter}", self.prefix),
                class: shown,
                role,
                label: &words::description(&[self.trip]),
                stops: &self.linked(markers),
            };
            let (svg, rules) = inline.write(svg);
            out += &svg;
            style.push_str(&rules);
        }
        out + "</figure>\n"
    }

    /// For each marker, the stops that it stands for: their classes, the link, and what is said of them, the numbers that
    /// are seen first: who speaks to the browser says what he sees.
    fn linked(&self, markers: &[Option<usize>]) -> Vec<inline::Marker> {
        let last = markers.iter().flatten().max().copied().unwrap_or_default();
        let numbers = stops::numbers(&self.trip.stops);
        let of = |marker: usize| {
            let stops: Vec<usize> = (0..markers.len()).filter(|n| markers[*n] == Some(marker)).collect();
            let seen: Vec<&str> = stops.iter().map(|n| &*numbers[*n]).filter(|n| n.parse::<u32>().is_ok()).collect();
            let told: Vec<String> = stops.iter().map(|n| self.told(*n)).collect();
            inline::Marker {
                class: stops.iter().map(|n| format!(" {}s{}", self.prefix, n + 1)).collect(),
                link: stops.first().map_or(String::new(), |n| format!("{}q{}", self.prefix, n + 1)),
                told: format!("{} {}", seen.join(", "), told.join("; ")).trim().into(),
            }
        };
        (1..=last).map(of).collect()
    }

    fn sources(&self, level: u8) -> String {
        let cited = facts::cited(self.itinerary, self.trip);
        if cited.is_empty() {
            return String::new();
        }
        let items: Vec<String> = cited.iter().map(|article| format!("<li>{}</li>", stops::article(article))).collect();
        format!("<h{level} class=\"mc-head\">Sources</h{level}>\n<ul class=\"mc-sources\">{}</ul>\n", items.concat())
    }
}
