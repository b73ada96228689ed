//! Which place a name stands for: ordered, named passes from the surest sign to the weakest.
//!
//! 1. `qualifier`: the text itself says where it lies ("Bangor, Maine"), here or elsewhere in the article.
//! 2. `only`: one place bears the name.
//! 3. `context`: the candidate that best fits the countries, regions and towns of the text, its size and rank.
//! The rule of a choice by weight is the sign that decided it: `country`, `region`, `neighbour`, `capital` or `size`.

use super::gazetteer::lies_in;
use super::sight::Sight;
use super::table::Candidate;
use crate::model::place::PlaceKind;

/// Chooses a place for every sight that has candidates.
pub fn resolve(sights: &mut [Sight]) {
    peoples(sights);
    qualifier(sights);
    only(sights);
    let context = Context::of(sights);
    by_context(sights, &context);
}

fn choose(sight: &mut Sight, place: Candidate, rule: &'static str, confidence: f64) {
    (sight.choice, sight.rule, sight.confidence) = (Some(place), rule, confidence);
}

/// True where a place is still to be chosen. A building of a town stands in that town; other unlisted names stay unknown.
fn is_open(sight: &Sight) -> bool {
    sight.choice.is_none() && sight.names != 0 && !(sight.unlisted && !sight.building)
}

fn peoples(sights: &mut [Sight]) {
    for sight in sights {
        if let Some(people) = sight.people {
            choose(sight, people.country, "people", 0.95);
        }
    }
}

/// Places that their qualifier settles, and the same names elsewhere in the text.
fn qualifier(sights: &mut [Sight]) {
    let mut settled: Vec<(u64, Candidate)> = Vec::new();
    for i in 0..sights.len() {
        let Some(q) = sights[i].qualifier else { continue };
        if sights[i].unlisted {
            if let Some(area) = sights[q].best_region() {
                choose(&mut sights[q], area, "qualified", 0.95);
            }
            continue;
        }
        let pairs = sights[q].candidates().take(6).filter_map(|area| {
            let inside = sights[i].candidates().filter(|c| lies_in(*c, area));
            inside.max_by_key(|c| (!c.lesser, c.population())).map(|place| (place, area))
        });
        // The state of Georgia rather than the country, if the town lies there.
        let Some((place, area)) = pairs.max_by_key(|(place, _)| (!place.lesser, place.population())) else { continue };
        choose(&mut sights[i], place, "qualifier", 0.97);
        choose(&mut sights[q], area, "qualified", 0.97);
        settled.push((sights[i].names, place));
    }
    // The same name elsewhere is the same place, or as unknown.
    let unlisted: Vec<u64> = sights.iter().filter(|s| s.unlisted && s.qualifier.is_some() && s.names != 0).map(|s| s.names).collect();
    for sight in sights.iter_mut().filter(|s| s.qualifier.is_none() && unlisted.contains(&s.names)) {
        sight.unlisted = true;
    }
    for sight in sights.iter_mut().filter(|s| is_open(s)) {
        if let Some((_, place)) = settled.iter().find(|(names, _)| *names == sight.names) {
            choose(sight, *place, "qualifier", 0.9);
        }
    }
}

/// Names that only one place bears.
fn only(sights: &mut [Sight]) {
    for sight in sights.iter_mut().filter(|s| is_open(s)) {
        if sight.candidates().len() != 1 {
            continue;
        }
        if let Some(place) = sight.best() {
            choose(sight, place, "only", if place.lesser { 0.8 } else { 0.95 });
        }
    }
}

/// What the text speaks of: countries, regions and towns that are settled or very likely.
struct Context {
    /// Country and how often it was named, by any sign.
    countries: Vec<(&'static str, f32)>,
    /// Country and region, and how often.
    regions: Vec<(&'static str, &'static str, f32)>,
    /// Points of towns that are known.
    points: Vec<(u64, f64, f64)>,
}

impl Context {
    fn of(sights: &[Sight]) -> Self {
        let mut context = Context { countries: Vec::new(), regions: Vec::new(), points: Vec::new() };
        for sight in sights {
            let settled = sight.choice;
            let Some(place) = settled.or_else(|| sight.best().filter(|b| is_likely(sight, *b))) else { continue };
            let weight = match place.kind() {
                PlaceKind::Country => 1.0,
                PlaceKind::Region => 0.8,
                _ => 0.5,
            };
            context.add(place, if settled.is_some() { weight } else { weight * 0.6 });
            if matches!(place.kind(), PlaceKind::City | PlaceKind::Venue) && (settled.is_some() || place.population() > 1_000_000) {
                let (lon, lat) = place.point();
                context.points.push((sight.names, lon, lat));
            }
        }
        context
    }

    fn add(&mut self, place: Candidate, weight: f32) {
        let country = place.country();
        if country.is_empty() {
            return;
        }
        match self.countries.iter_mut().find(|(c, _)| *c == country) {
            Some((_, sum)) => *sum += weight,
            None => self.countries.push((country, weight)),
        }
        let admin = place.admin();
        if admin.is_empty() {
            return;
        }
        match self.regions.iter_mut().find(|(c, a, _)| *c == country && *a == admin) {
            Some((_, _, sum)) => *sum += weight,
            None => self.regions.push((country, admin, weight)),
        }
    }

    fn country(&self, country: &str) -> f32 {
        self.countries.iter().find(|(c, _)| *c == country).map_or(0.0, |(_, sum)| *sum)
    }

    fn region(&self, country: &str, admin: &str) -> f32 {
        self.regions.iter().find(|(c, a, _)| *c == country && *a == admin && !a.is_empty()).map_or(0.0, |(_, _, sum)| *sum)
    }

    /// Regions of a country other than the one named.
    fn sister_regions(&self, country: &str, admin: &str) -> f32 {
        self.regions.iter().filter(|(c, a, _)| *c == country && *a != admin).map(|(_, _, sum)| *sum).sum()
    }

    fn is_near(&self, names: u64, place: Candidate) -> bool {
        let (lon, lat) = place.point();
        let squeeze = libm::cos(lat.to_radians());
        self.points.iter().any(|(other, x, y)| {
            let (dx, dy) = ((x - lon) * squeeze, y - lat);
            *other != names && dx * dx + dy * dy < 2.5 * 2.5
        })
    }
}

/// A name whose first candidate dwarfs all others.
fn is_likely(sight: &Sight, best: Candidate) -> bool {
    match best.kind() {
        PlaceKind::Country => sight.candidates().all(|c| c.kind() != PlaceKind::Region),
        PlaceKind::City => {
            let next = sight.candidates().nth(1).map_or(0, |c| c.population());
            best.is_capital() || best.population() / 10 > next
        }
        _ => true,
    }
}

/// The signs for one candidate.
struct Weight {
    total: f32,
    rule: &'static str,
}

fn weigh(sight: &Sight, place: Candidate, context: &Context) -> Weight {
    let size = match place.kind() {
        PlaceKind::Country if place.is_past() => 9.5,
        PlaceKind::Country => 9.0,
        PlaceKind::Continent | PlaceKind::Feature => 7.0,
        PlaceKind::Venue if place.is_airport() => 5.5,
        PlaceKind::Venue => 6.6,
        PlaceKind::Region => 6.2,
        PlaceKind::City => libm::log10f(place.population() as f32 + 1000.0),
    };
    let rank = if place.is_capital() { 1.5 } else { 0.0 } - if place.lesser { 1.2 } else { 0.0 };
    let named = context.country(place.country());
    let country = if named > 0.0 { (0.6 + 0.5 * named).min(2.2) } else { 0.0 };
    let admin = context.region(place.country(), place.admin());
    // A region's own mention tells nothing about which namesake it is; its towns and sisters do.
    let rivals_state = sight.best().is_some_and(|b| b.kind() == PlaceKind::Country);
    let own = if place.kind() == PlaceKind::Region && rivals_state { context.sister_regions(place.country(), place.admin()).min(2.0) } else { 0.0 };
    let region = (admin * 1.5).min(2.2) + own;
    let near = if place.kind() == PlaceKind::City && context.is_near(sight.names, place) { 1.2 } else { 0.0 };
    let signs = [(region, "region"), (near, "neighbour"), (country, "country"), (rank, "capital"), (0.01, "size")];
    let rule = signs.iter().fold(signs[4], |best, sign| if sign.0 > best.0 { *sign } else { best }).1;
    Weight { total: size + rank + country + region + near, rule }
}

fn by_context(sights: &mut [Sight], context: &Context) {
    for sight in sights.iter_mut().filter(|s| is_open(s)) {
        let mut best: Option<(Weight, Candidate)> = None;
        let mut second = 0.0f32;
        for place in sight.candidates() {
            let weight = weigh(sight, place, context);
            match &best {
                Some((top, _)) if top.total >= weight.total => second = second.max(weight.total),
                _ => {
                    second = best.as_ref().map_or(0.0, |(top, _)| top.total);
                    best = Some((weight, place));
                }
            }
        }
        if let Some((weight, place)) = best {
            let margin = (weight.total - second).max(0.0);
            choose(sight, place, weight.rule, f64::from((0.5 + margin / 4.0).min(0.95)));
        }
    }
}
