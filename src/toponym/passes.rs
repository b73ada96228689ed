//! Which place a name stands for: ordered, named passes from the surest sign to the weakest.
//!
//! 1. `qualifier`: the text itself says where it lies ("Bangor, Maine"), here or elsewhere in the article.
//! 2. `within`: the people named before does ("the Lebanese port of Tripoli").
//! 3. `office`: the office that follows is one of a state or province ("New York Gov.").
//! 4. `only`: one place bears the name.
//! 5. by weight: the candidate that best fits the countries, regions and towns of the text, its size and rank.
//!    The rule is the sign that decided it: `country`, `region`, `neighbour`, `capital` or `size`.
//! 6. A small town that fits nothing in a regional report is let go: the text means a namesake that the gazetteer lacks.

use super::gazetteer::lies_in;
use super::sight::Sight;
use super::table::Candidate;
use crate::model::place::PlaceKind;

/// Chooses a place for every sight that has candidates.
pub fn resolve(sights: &mut [Sight]) {
    peoples(sights);
    qualifier(sights);
    within(sights);
    of_state(sights);
    only(sights);
    let context = Context::of(sights);
    by_context(sights, &context);
    strangers(sights, &context);
}

/// A small town far from all that a regional report speaks of is rather a namesake that the gazetteer lacks.
fn strangers(sights: &mut [Sight], context: &Context) {
    let regional = context.most_regional();
    for sight in sights.iter_mut().filter(|s| matches!(s.rule, "only" | "size")) {
        let Some(place) =
            sight.choice.filter(|p| p.kind() == PlaceKind::City && p.population() < 60_000 && !p.is_capital())
        else {
            continue;
        };
        if regional >= 1.2 && context.around(sight.names, place).country == 0.0 {
            (sight.choice, sight.rule, sight.confidence) = (None, "", 0.0);
        }
    }
}

fn choose(sight: &mut Sight, place: Candidate, rule: &'static str, confidence: f64) {
    (sight.choice, sight.rule, sight.confidence) = (Some(place), rule, confidence);
}

/// The population; a site kept by hand counts as much as a large town, for its name means the site.
fn bulk(place: Candidate) -> u32 {
    if place.kind() == PlaceKind::Venue && !place.is_airport() { 1_000_000 } else { place.population() }
}

/// True where a place is still to be chosen. A building of a town stands in that town; other unlisted names stay unknown.
fn is_open(sight: &Sight) -> bool {
    sight.choice.is_none() && sight.names != 0 && (!sight.unlisted || sight.building)
}

fn peoples(sights: &mut [Sight]) {
    for sight in sights {
        if let Some(land) = sight.people.and_then(|p| p.land()) {
            choose(sight, land, "people", 0.95);
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
            let region = |c: &Candidate| sights[i].before_office && c.kind() == PlaceKind::Region;
            inside.max_by_key(|c| (region(c), !c.lesser, bulk(*c))).map(|place| (place, area))
        });
        // The state of Georgia rather than the country, if the town lies there.
        let Some((place, area)) = pairs.max_by_key(|(place, _)| (!place.lesser, place.population())) else { continue };
        choose(&mut sights[i], place, "qualifier", 0.97);
        choose(&mut sights[q], area, "qualified", 0.97);
        settled.push((sights[i].names, place));
    }
    // The same name elsewhere is the same place, or as unknown.
    let unlisted: Vec<u64> = sights
        .iter()
        .filter(|s| s.unlisted && (s.qualifier.is_some() || s.called_town) && s.names != 0)
        .map(|s| s.names)
        .collect();
    for sight in sights.iter_mut().filter(|s| s.qualifier.is_none() && unlisted.contains(&s.names)) {
        sight.unlisted = true;
    }
    for sight in sights.iter_mut().filter(|s| is_open(s)) {
        if let Some((_, place)) = settled.iter().find(|(names, _)| *names == sight.names) {
            choose(sight, *place, "qualifier", 0.9);
        }
    }
}

/// "the Lebanese port of Tripoli".
fn within(sights: &mut [Sight]) {
    for sight in sights.iter_mut().filter(|s| is_open(s)) {
        let Some(land) = sight.within else { continue };
        let inside = sight.candidates().filter(|c| lies_in(*c, land));
        if let Some(place) = inside.max_by_key(|c| (!c.lesser, c.population())) {
            choose(sight, place, "within", 0.95);
        }
    }
}

/// Names that only one place bears.
fn only(sights: &mut [Sight]) {
    for sight in sights.iter_mut().filter(|s| is_open(s)) {
        if sight.candidates().filter(|c| !c.is_bare_region()).count() != 1 {
            continue;
        }
        if let Some(place) = sight.best() {
            choose(sight, place, "only", if place.lesser { 0.8 } else { 0.95 });
        }
    }
}

/// What the country of somebody's office weighs beside one that is spoken of.
const OFFICE: f32 = 0.3;

/// What the text speaks of: places that are settled or very likely, each name once.
struct Context {
    /// Name, place and how much it weighs.
    entries: Vec<(u64, Candidate, f32)>,
}

/// What a candidate's surroundings say for it; its own name is left out, or the best known namesake would vouch for itself.
#[derive(Default)]
struct Surroundings {
    country: f32,
    region: f32,
    /// Regions of the country other than the candidate's.
    sisters: f32,
    near: bool,
}

impl Context {
    fn of(sights: &[Sight]) -> Self {
        let mut context = Context { entries: Vec::new() };
        for sight in sights {
            let settled = sight.choice;
            let Some(place) = settled.or_else(|| sight.best().filter(|b| is_likely(sight, *b))) else { continue };
            let weight = match place.kind() {
                PlaceKind::Country => 1.0,
                PlaceKind::Region => 0.8,
                _ => 0.5,
            };
            let weight = if settled.is_some() { weight } else { weight * 0.6 };
            // Where a traveller holds office tells little of where he goes.
            let weight = if sight.in_title { weight * OFFICE } else { weight };
            match context
                .entries
                .iter_mut()
                .find(|(names, other, _)| *names == sight.names && other.record() == place.record())
            {
                // A name that is said often says little more.
                Some((_, _, sum)) => *sum = (*sum + weight * 0.3).min(2.0 * weight),
                None => context.entries.push((sight.names, place, weight)),
            }
        }
        context
    }

    fn around(&self, names: u64, candidate: Candidate) -> Surroundings {
        let mut around = Surroundings::default();
        let (country, admin) = (candidate.country(), candidate.admin());
        let (lon, lat) = candidate.point();
        let squeeze = libm::cos(lat.to_radians());
        for (_, place, weight) in self.entries.iter().filter(|(other, ..)| *other != names || names == 0) {
            let (x, y) = place.point();
            let (dx, dy) = ((x - lon) * squeeze, y - lat);
            // Over a border as well: Bethlehem beside Jerusalem.
            around.near |= matches!(place.kind(), PlaceKind::City | PlaceKind::Venue) && dx * dx + dy * dy < 2.0 * 2.0;
            if place.country() != country || country.is_empty() {
                continue;
            }
            around.country += weight;
            if place.admin().is_empty() {
                continue;
            }
            if place.admin() == admin { around.region += weight } else { around.sisters += weight }
        }
        around
    }

    /// How much the text speaks of the regions of any one country.
    fn most_regional(&self) -> f32 {
        let mut sums: Vec<(&str, f32)> = Vec::new();
        for (_, place, weight) in self.entries.iter().filter(|(_, p, _)| !p.admin().is_empty()) {
            match sums.iter_mut().find(|(country, _)| *country == place.country()) {
                Some((_, sum)) => *sum += weight,
                None => sums.push((place.country(), *weight)),
            }
        }
        sums.iter().fold(0.0, |most, (_, sum)| most.max(*sum))
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
    /// The text speaks of the candidate's country.
    at_home: bool,
    rule: &'static str,
}

/// "New York Gov.": an office of the state.
fn of_state(sights: &mut [Sight]) {
    for sight in sights.iter_mut().filter(|s| s.choice.is_none() && s.before_office) {
        if let Some(region) = sight.best_region() {
            choose(sight, region, "office", 0.9);
        }
    }
}

fn weigh(sight: &Sight, place: Candidate, context: &Context) -> Weight {
    let size = match place.kind() {
        PlaceKind::Country if place.is_past() => 9.5,
        PlaceKind::Country => 9.0,
        PlaceKind::Continent | PlaceKind::Feature => 7.0,
        PlaceKind::Venue if place.is_airport() => 5.5,
        PlaceKind::Venue => 6.6,
        PlaceKind::Region if place.lesser => 3.0,
        PlaceKind::Region => 6.2,
        PlaceKind::City if place.is_notable() => 5.5,
        PlaceKind::City => libm::log10f(place.population() as f32 + 1000.0),
    };
    let rank = if place.is_capital() { 1.5 } else { 0.0 } - if place.lesser { 1.2 } else { 0.0 };
    let around = context.around(sight.names, place);
    let country = if around.country > 0.0 { (0.6 + 0.5 * around.country).min(2.2) } else { 0.0 };
    // The sisters of a region tell it from a country of that name.
    let rivals_state = sight.best().is_some_and(|b| b.kind() == PlaceKind::Country);
    let own = if place.kind() == PlaceKind::Region && rivals_state { (around.sisters * 2.5).min(3.0) } else { 0.0 };
    let region = (around.region * 1.5).min(2.2) + own;
    let near = if place.kind() == PlaceKind::City && around.near { 1.2 } else { 0.0 };
    let signs = [(region, "region"), (near, "neighbour"), (country, "country"), (rank, "capital"), (0.01, "size")];
    let rule = signs.iter().fold(signs[4], |best, sign| if sign.0 > best.0 { *sign } else { best }).1;
    Weight { total: size + rank + country + region + near, at_home: around.country > 0.0, rule }
}

fn by_context(sights: &mut [Sight], context: &Context) {
    for sight in sights.iter_mut().filter(|s| is_open(s)) {
        let mut best: Option<(Weight, Candidate)> = None;
        let mut second = 0.0f32;
        let mut rival_at_home = false;
        for place in sight.candidates().filter(|c| !sight.called_town || c.kind() == PlaceKind::City) {
            let weight = weigh(sight, place, context);
            rival_at_home |= weight.at_home && !place.lesser;
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
            // London in a report that speaks of Ontario alone is the English one only perhaps.
            let most = if rival_at_home && !weight.at_home { 0.6 } else { 0.95 };
            choose(sight, place, weight.rule, f64::from((0.5 + margin / 4.0).min(most)));
        }
    }
}
