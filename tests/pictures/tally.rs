//! Draws journeys as map and as chart, looks the pictures over, and counts what was found.

use motorcade::lint::{self, Report};
use motorcade::model::{Itinerary, Scene};
use motorcade::{days, map, render};
use std::collections::BTreeMap;

/// What was counted over many pictures.
#[derive(Default)]
struct Count {
    pictures: usize,
    labels: usize,
    stop_labels: usize,
    crossings: usize,
    findings: BTreeMap<&'static str, usize>,
    first: BTreeMap<&'static str, String>,
}

impl Count {
    fn add(&mut self, name: &str, report: &Report) {
        self.pictures += 1;
        self.labels += report.labels;
        self.stop_labels += report.stop_labels;
        self.crossings += report.crossings;
        for finding in &report.findings {
            *self.findings.entry(finding.kind).or_default() += 1;
            let told = || format!("{name}: {} {:?}", finding.message, finding.at);
            self.first.entry(finding.kind).or_insert_with(told);
        }
    }

    fn tell(&self, what: &str) {
        let Count { pictures, labels, stop_labels, crossings, findings, first } = self;
        println!(
            "{what}: {pictures} pictures, {labels} lines of text, {crossings} of {stop_labels} stop lines on a leg"
        );
        println!("  {findings:?}\n  {first:?}");
    }

    /// Nothing but the few crossings that crowded maps cannot do without.
    fn is_clean(&self) -> bool {
        self.findings.keys().all(|kind| *kind == "crossing") && self.crossings * 20 <= self.stop_labels
    }
}

/// What was counted over many journeys.
#[derive(Default)]
pub struct Tally {
    maps: Count,
    charts: Count,
    legs: usize,
    bowed: usize,
    worst_px: f64,
    points: usize,
    wrong: usize,
    largest: BTreeMap<&'static str, (usize, String)>,
}

impl Tally {
    /// Draws both pictures twice: the same bytes.
    pub fn draw(
        &mut self,
        name: &str,
        itinerary: &Itinerary,
        map: &map::Options,
        chart: &days::Options,
    ) -> (Scene, Scene) {
        let audit = map::audit(itinerary, map).unwrap_or_else(|e| panic!("{name}: {e}"));
        (self.legs, self.bowed) = (self.legs + audit.legs, self.bowed + audit.bowed);
        (self.points, self.wrong) = (self.points + audit.points, self.wrong + audit.wrong);
        self.worst_px = self.worst_px.max(audit.worst_leg_px);
        let drawn = || (map::draw(itinerary, map).unwrap(), days::draw(itinerary, chart).unwrap());
        let scenes = drawn();
        self.maps.add(&format!("map {name}"), &lint::scene(&scenes.0, &lint::Options::default()));
        self.charts.add(&format!("chart {name}"), &lint::scene(&scenes.1, &lint::Options::default()));
        let svgs = [render::svg(&scenes.0), render::svg(&scenes.1)];
        let again = drawn();
        assert!(svgs == [render::svg(&again.0), render::svg(&again.1)], "{name}: other bytes the second time");
        let regional = svgs[0].contains(" km</text>");
        for (kind, svg) in [(if regional { "regional map" } else { "world map" }, &svgs[0]), ("chart", &svgs[1])] {
            let largest = self.largest.entry(kind).or_default();
            if svg.len() > largest.0 {
                *largest = (svg.len(), name.to_string());
            }
        }
        scenes
    }

    pub fn tell(&self) {
        self.maps.tell("maps");
        self.charts.tell("charts");
        let Tally { legs, bowed, worst_px, points, wrong, largest, .. } = self;
        println!("{legs} legs, {worst_px:.3} px off their great circles at most; {bowed} bowed on purpose");
        println!("{wrong} of {points} points of the panels are land or sea wrongly; largest files: {largest:?}");
    }

    /// No fault but few labels on legs, legs on their great circles, land where it lies on Earth.
    pub fn is_clean(&self) -> bool {
        self.maps.is_clean() && self.charts.is_clean() && self.worst_px < 0.1 && self.wrong == 0
    }
}
