//! The figures: annotated trips held against those found.

use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use unicode_normalization::UnicodeNormalization;

/// A stop is at the right place within so many kilometres.
const CITY_KM: f64 = 60.0;
const REGION_KM: f64 = 350.0;
const EARTH_KM: f64 = 6371.0088;

/// Words that are no part of a name.
const TITLES: [&str; 24] = [
    "president",
    "prime",
    "minister",
    "pope",
    "king",
    "queen",
    "prince",
    "secretary",
    "foreign",
    "state",
    "the",
    "us",
    "of",
    "vice",
    "general",
    "chancellor",
    "emperor",
    "premier",
    "mr",
    "ms",
    "dr",
    "his",
    "her",
    "crown",
];

/// An article, or a line of predictions.
#[derive(Deserialize)]
pub struct Annotated {
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub published: Option<String>,
    pub trips: Vec<Trip>,
}

#[derive(Deserialize, Clone)]
pub struct Trip {
    /// A name, or an object with one.
    #[serde(default)]
    traveller: Value,
    pub stops: Vec<Stop>,
}

#[derive(Deserialize, Clone)]
pub struct Stop {
    place: Option<String>,
    country: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    named: Option<String>,
    role: Option<String>,
    status: Option<String>,
    arrive: Option<String>,
    depart: Option<String>,
    /// How sure the finder of the stop is.
    #[serde(default)]
    confidence: Option<f64>,
}

impl Stop {
    /// A stop of which only the place is known.
    #[allow(dead_code)]
    pub fn at(country: &str, lat: f64, lon: f64) -> Stop {
        let (country, lat, lon) = (Some(country.into()), Some(lat), Some(lon));
        let (place, named, role, status, arrive, depart, confidence) = Default::default();
        Stop { place, country, lat, lon, named, role, status, arrive, depart, confidence }
    }
}

impl Trip {
    fn name(&self) -> &str {
        self.traveller.as_str().or(self.traveller["name"].as_str()).unwrap_or_default()
    }

    fn show(&self) -> String {
        let day = |day: &Option<String>| day.clone().unwrap_or("?".into());
        let word = |word: &Option<String>| word.clone().unwrap_or("None".into());
        let stop = |s: &Stop| {
            format!(
                "{}[{}] {}..{} {}",
                word(&s.place),
                word(&s.country),
                day(&s.arrive),
                day(&s.depart),
                word(&s.status)
            )
        };
        format!("{}: {}", self.name(), self.stops.iter().map(stop).collect::<Vec<_>>().join(" > "))
    }
}

/// How many were annotated, found, and both.
#[derive(Default, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Count {
    pub hit: usize,
    pub gold: usize,
    pub found: usize,
}

impl Count {
    fn add(&mut self, other: Count) {
        self.hit += other.hit;
        self.gold += other.gold;
        self.found += other.found;
    }

    pub fn f1(self) -> Option<f64> {
        percent(2 * self.hit, self.gold + self.found)
    }
}

fn percent(part: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| 100.0 * part as f64 / of as f64)
}

/// How many of those that could be right are.
#[derive(Default, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Share {
    hit: usize,
    of: usize,
}

impl Share {
    fn one(right: bool) -> Share {
        Share { hit: usize::from(right), of: 1 }
    }

    fn add(&mut self, other: Share) {
        self.hit += other.hit;
        self.of += other.of;
    }
}

/// The counts of one article or of many.
#[derive(Default, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tally {
    pub trips: Count,
    pub stops: Count,
    pub legs: Count,
    pub dates: Count,
    status: Share,
    role: Share,
    travellers: Share,
    exact: Share,
    quiet: Share,
    /// How many found stops are right: of confidence over 0.9, from 0.7 to 0.9, and under 0.7.
    sure: [Share; 3],
}

impl Tally {
    /// The counts of one article, and lines that show each trip that is not all right.
    pub fn of(gold: &[Trip], found: &[Trip]) -> (Tally, String) {
        let (mut tally, mut notes, mut exact) = (Tally::default(), String::new(), true);
        let pairs = pair(gold, found);
        for (g, p) in &pairs {
            let right = tally.trip(*g, *p);
            exact &= right;
            if !right {
                let show = |trip: &Option<&Trip>| trip.map_or("none".into(), Trip::show);
                let _ = writeln!(notes, "    gold {}\n    ours {}", show(g), show(p));
            }
        }
        if gold.is_empty() {
            tally.quiet = Share::one(found.is_empty());
        } else {
            tally.travellers = Share::one(pairs.iter().all(|(g, p)| g.is_some() && p.is_some()));
            tally.exact = Share::one(exact);
        }
        (tally, notes)
    }

    /// Counts one pair; true where everything in it is right.
    fn trip(&mut self, gold: Option<&Trip>, found: Option<&Trip>) -> bool {
        let both = gold.is_some() && found.is_some();
        let gs: &[Stop] = gold.map_or(&[], |trip| &trip.stops);
        let ps: &[Stop] = found.map_or(&[], |trip| &trip.stops);
        let aligned = align(gs, ps);
        self.trips.add(Count { hit: both.into(), gold: gold.is_some().into(), found: found.is_some().into() });
        self.stops.add(Count { hit: aligned.len(), gold: gs.len(), found: ps.len() });
        self.legs.add(legs_right(gs, ps, &aligned));
        for (j, stop) in ps.iter().enumerate() {
            if let Some(confidence) = stop.confidence {
                let right = aligned.iter().any(|(_, found)| *found == j);
                self.sure[band(confidence)].add(Share::one(right));
            }
        }
        for key in [|s: &Stop| s.arrive.clone(), |s: &Stop| s.depart.clone()] {
            let same = |(i, j): &&(usize, usize)| key(&gs[*i]).is_some() && key(&gs[*i]) == key(&ps[*j]);
            let told = |stops: &[Stop]| stops.iter().filter(|s| key(s).is_some()).count();
            self.dates.add(Count { hit: aligned.iter().filter(same).count(), gold: told(gs), found: told(ps) });
        }
        let share = |same: &dyn Fn(&Stop, &Stop) -> bool| Share {
            hit: aligned.iter().filter(|(i, j)| same(&gs[*i], &ps[*j])).count(),
            of: aligned.len(),
        };
        self.status.add(share(&|g, p| g.status == p.status));
        self.role.add(share(&|g, p| g.role == p.role));
        let days = share(&|g, p| g.arrive == p.arrive && g.depart == p.depart);
        both && aligned.len() == gs.len() && gs.len() == ps.len() && days.hit == days.of
    }

    pub fn add(&mut self, other: &Tally) {
        self.trips.add(other.trips);
        self.stops.add(other.stops);
        self.legs.add(other.legs);
        self.dates.add(other.dates);
        self.status.add(other.status);
        self.role.add(other.role);
        self.travellers.add(other.travellers);
        self.exact.add(other.exact);
        self.quiet.add(other.quiet);
        self.sure.iter_mut().zip(other.sure).for_each(|(own, other)| own.add(other));
    }

    fn counts(&self) -> [(&'static str, Count); 4] {
        [("trips", self.trips), ("stops", self.stops), ("legs", self.legs), ("dates", self.dates)]
    }

    fn shares(&self) -> [(&'static str, Share); 5] {
        let Tally { status, role, travellers, exact, quiet, .. } = *self;
        [("status", status), ("role", role), ("travellers", travellers), ("exact", exact), ("quiet", quiet)]
    }

    /// A line per figure.
    pub fn table(&self) -> String {
        let mut text = String::new();
        for name in ["trips", "travellers", "stops", "legs", "dates", "status", "role", "exact", "quiet"] {
            if let Some((_, count)) = self.counts().into_iter().find(|(n, _)| *n == name) {
                let (p, r) =
                    (percent(count.hit, count.found).unwrap_or(0.0), percent(count.hit, count.gold).unwrap_or(0.0));
                count.f1().map(|f1| writeln!(text, "{name:<11}{f1:6.1}  P {p:5.1}  R {r:5.1}"));
            } else if let Some((_, share)) = self.shares().into_iter().find(|(n, _)| *n == name) {
                percent(share.hit, share.of).map(|value| writeln!(text, "{name:<11}{value:6.1}"));
            }
        }
        text
    }

    /// A line for each band of confidence: how many stops are in it, and how many of them are right.
    pub fn sure(&self) -> String {
        let mut text = String::new();
        for (name, share) in ["over 0.9", "0.7 to 0.9", "under 0.7"].iter().zip(self.sure) {
            let right = percent(share.hit, share.of).map_or("-".into(), |p| format!("{p:.1}"));
            let _ = writeln!(text, "confidence {name:<11}{:5} stops, right {right:>5}", share.of);
        }
        text
    }

    /// All figures as one JSON object.
    pub fn json(&self) -> String {
        let mut figures = serde_json::Map::new();
        let mut put = |name: String, value: Option<f64>| {
            figures.insert(name, value.map_or(Value::Null, |v| ((v * 10.0).round_ties_even() / 10.0).into()));
        };
        for (name, count) in self.counts() {
            put(name.into(), count.f1());
            put(format!("{name}_p"), percent(count.hit, count.found));
            put(format!("{name}_r"), percent(count.hit, count.gold));
        }
        for (name, share) in self.shares() {
            put(name.into(), percent(share.hit, share.of));
        }
        Value::Object(figures).to_string() + "\n"
    }
}

fn band(confidence: f64) -> usize {
    match confidence {
        c if c > 0.9 => 0,
        c if c >= 0.7 => 1,
        _ => 2,
    }
}

/// Pairs of consecutive stops that were not cancelled, and how many are in both.
fn legs_right(gs: &[Stop], ps: &[Stop], aligned: &[(usize, usize)]) -> Count {
    let to = |i: usize| aligned.iter().find(|(g, _)| *g == i).map(|(_, p)| *p);
    let (gold, found) = (legs(gs), legs(ps));
    let hit = |(a, b): &&(usize, usize)| matches!((to(*a), to(*b)), (Some(a), Some(b)) if found.contains(&(a, b)));
    Count { hit: gold.iter().filter(hit).count(), gold: gold.len(), found: found.len() }
}

fn legs(stops: &[Stop]) -> Vec<(usize, usize)> {
    let going: Vec<usize> = (0..stops.len()).filter(|i| stops[*i].status.as_deref() != Some("cancelled")).collect();
    going.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

/// Trips of the same traveller, those with most stops in common first; then those left over.
pub fn pair<'a>(gold: &'a [Trip], found: &'a [Trip]) -> Vec<(Option<&'a Trip>, Option<&'a Trip>)> {
    let mut options = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in found.iter().enumerate().filter(|(_, p)| same_traveller(g, p)) {
            options.push((std::cmp::Reverse(align(&g.stops, &p.stops).len()), i, j));
        }
    }
    options.sort_unstable();
    let (mut used_g, mut used_p, mut pairs) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (_, i, j) in options {
        if !used_g.contains(&i) && !used_p.contains(&j) {
            used_g.insert(i);
            used_p.insert(j);
            pairs.push((Some(&gold[i]), Some(&found[j])));
        }
    }
    pairs.extend((0..gold.len()).filter(|i| !used_g.contains(i)).map(|i| (Some(&gold[i]), None)));
    pairs.extend((0..found.len()).filter(|j| !used_p.contains(j)).map(|j| (None, Some(&found[j]))));
    pairs
}

/// The longest common subsequence of two lists of stops, as pairs of indices.
pub fn align(gold: &[Stop], found: &[Stop]) -> Vec<(usize, usize)> {
    let (n, m) = (gold.len(), found.len());
    let mut best = vec![vec![0usize; m + 1]; n + 1];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let here = if same_place(&gold[i], &found[j]) { best[i + 1][j + 1] + 1 } else { 0 };
            best[i][j] = best[i + 1][j].max(best[i][j + 1]).max(here);
        }
    }
    let (mut pairs, mut i, mut j) = (Vec::new(), 0, 0);
    while i < n && j < m {
        if same_place(&gold[i], &found[j]) && best[i][j] == best[i + 1][j + 1] + 1 {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[i + 1][j] >= best[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

pub fn same_place(gold: &Stop, found: &Stop) -> bool {
    match gold.named.as_deref() {
        Some("country") => gold.country == found.country,
        Some("region") => gold.country == found.country && km(gold, found) <= REGION_KM,
        _ => km(gold, found) <= CITY_KM,
    }
}

/// Great-circle distance by the haversine; infinite where a stop has no coordinates.
fn km(a: &Stop, b: &Stop) -> f64 {
    let (Some(alat), Some(alon), Some(blat), Some(blon)) = (a.lat, a.lon, b.lat, b.lon) else { return f64::INFINITY };
    let (p, q) = (alat.to_radians(), blat.to_radians());
    let (dlat, dlon) = (q - p, (blon - alon).to_radians());
    let h = libm::pow(libm::sin(dlat / 2.0), 2.0) + libm::cos(p) * libm::cos(q) * libm::pow(libm::sin(dlon / 2.0), 2.0);
    2.0 * EARTH_KM * libm::asin(h.sqrt().min(1.0))
}

/// True where one name's words hold the other's ("Putin", "Vladimir Putin"), titles aside.
pub fn same_traveller(a: &Trip, b: &Trip) -> bool {
    let (a, b) = (name_words(a.name()), name_words(b.name()));
    let common = a.intersection(&b).count();
    common > 0 && (a.is_subset(&b) || b.is_subset(&a) || common >= 2)
}

/// The words of a name without accents and titles; with them where it has nothing else.
fn name_words(name: &str) -> BTreeSet<String> {
    let flat: String = name.nfkd().filter(char::is_ascii).map(|c| c.to_ascii_lowercase()).collect();
    let all: BTreeSet<String> =
        flat.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| w.len() > 1).map(String::from).collect();
    let names: BTreeSet<String> = all.iter().filter(|w| !TITLES.contains(&w.as_str())).cloned().collect();
    if names.is_empty() { all } else { names }
}
