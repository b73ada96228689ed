//! Events to trips: which events tell of the same stop, which of them count, and what they say together.

use super::chance;
use super::event::{Event, What, Where};
use super::itinerary;
use super::order;
use super::reading::Standing;
use super::view::View;
use crate::model::itinerary::{Named, Role, Status, Trip};
use crate::model::mention::Span;
use crate::model::place::PlaceKind;
use crate::model::{Place, Warning};
use chrono::NaiveDate;
use geo::{Distance, Haversine, Point};

/// Two mentions nearer than this are of the same town.
const SAME_TOWN_KM: f64 = 30.0;

/// A stop in the making.
#[derive(Debug, Clone)]
pub struct Draft {
    pub id: usize,
    /// Where it first stands in the text.
    pub mention: usize,
    pub name: String,
    /// The gazetteer row of the town, region or capital.
    pub place: Option<Place>,
    pub country: Option<&'static str>,
    pub named: Named,
    pub role: Role,
    pub status: Status,
    pub arrive: Option<(NaiveDate, Span)>,
    pub depart: Option<(NaiveDate, Span)>,
    pub leaves_previous: Option<(NaiveDate, Span)>,
    /// Identifiers of drafts that the text puts before this one.
    pub after: Vec<usize>,
    pub events: Vec<Event>,
    pub confidence: f64,
    /// What speaks for and against it, where that was asked for.
    pub signs: Vec<String>,
    /// Of a traveller of whom no rule found a trip.
    pub unseen: bool,
}

/// Makes trips of events; the trip with most evidence first.
pub fn trips(view: &View, events: Vec<Event>) -> (Vec<Trip>, Vec<Warning>) {
    let found = journeys(view, events);
    let trips = found.into_iter().map(|(person, drafts)| itinerary::trip(view, person, drafts)).collect();
    (trips, Vec::new())
}

/// The stops of each traveller; who has most evidence first.
pub fn journeys(view: &View, events: Vec<Event>) -> Vec<(usize, Vec<Draft>)> {
    let mut people: Vec<usize> = Vec::new();
    for event in &events {
        if !people.contains(&event.person) {
            people.push(event.person);
        }
    }
    let rules_only = people.len();
    people.extend((0..view.people.len().min(chance::MOST_PEOPLE)).filter(|p| !events.iter().any(|e| e.person == *p)));
    let mut found: Vec<(usize, Vec<Draft>)> = Vec::new();
    for (n, person) in people.into_iter().enumerate() {
        let own = || events.iter().filter(|e| e.person == person).cloned().collect::<Vec<_>>();
        let by_rules = if n < rules_only { drafts(view, person, own()) } else { Vec::new() };
        let drafts = judged(view, person, &events, own, by_rules);
        if !drafts.is_empty() {
            found.push((person, drafts));
        }
    }
    drop_companions(view, &mut found);
    found.sort_by_key(|(_, drafts)| {
        (std::cmp::Reverse(drafts.iter().map(|d| d.events.len()).sum::<usize>()), drafts[0].mention)
    });
    found
}

/// The stops of one person by the rules, with those that the rules left unnoticed and without those of low chance.
fn judged(
    view: &View,
    person: usize,
    events: &[Event],
    own: impl Fn() -> Vec<Event>,
    by_rules: Vec<Draft>,
) -> Vec<Draft> {
    let mut found = by_rules;
    if person < chance::MOST_PEOPLE {
        let unnoticed = chance::unnoticed(view, chance::Trip { person, drafts: &found, events });
        if !unnoticed.is_empty() {
            found = drafts(view, person, [own(), unnoticed].concat());
        }
    }
    chance::weigh(view, person, events, &mut found);
    found
}

/// A spouse on the leader's own journey has no trip apart.
fn drop_companions(view: &View, found: &mut Vec<(usize, Vec<Draft>)>) {
    let spouse = |p: usize| {
        view.people[p].title.as_deref().is_some_and(|t| {
            matches!(t, "first lady" | "second lady" | "first gentleman" | "second gentleman" | "queen consort")
        })
    };
    let places = |d: &[Draft]| d.iter().map(|d| d.name.clone()).collect::<Vec<_>>();
    let leaders: Vec<Vec<String>> = found.iter().filter(|(p, _)| !spouse(*p)).map(|(_, d)| places(d)).collect();
    found.retain(|(p, drafts)| !spouse(*p) || !leaders.iter().any(|l| places(drafts).iter().all(|n| l.contains(n))));
}

/// Whether a country is abroad for somebody of a country, or of an organisation, which is at home at its seat.
fn is_abroad(home: &str, country: Option<&str>) -> bool {
    let seats: &[&str] = match home {
        "EU" | "XN" => &["BE"],
        "UN" => &["US", "CH"],
        "XI" => return false,
        home => return country.is_some_and(|c| c != home),
    };
    country.is_some_and(|c| !seats.contains(&c))
}

/// The stops of one person.
fn drafts(view: &View, person: usize, events: Vec<Event>) -> Vec<Draft> {
    let home = view.home(person);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut weak: Vec<Event> = Vec::new();
    for event in events {
        if matches!(event.standing, Standing::Denied | Standing::Background) {
            continue;
        }
        if event.strong { add(view, person, &mut drafts, event) } else { weak.push(event) }
    }
    for event in weak {
        let Some(located) = locate(view, person, &event) else { continue };
        let known = drafts.iter().any(|d| same(d, &located));
        let abroad = home.is_some_and(|h| is_abroad(h, located.country));
        let titled = view.people[person].title.is_some() || !view.people[person].unnamed;
        if known || (abroad && titled) {
            add(view, person, &mut drafts, event);
        }
    }
    drafts.retain(|d| d.place.is_some() || d.events.iter().any(|e| e.strong));
    edges(view, &mut drafts);
    let abroad = drafts.iter().any(|d| d.country.is_some_and(|c| Some(c) != home) && d.events.iter().any(|e| e.strong));
    for draft in &mut drafts {
        settle(view, home, abroad, draft);
    }
    foreign_origins(home, &mut drafts);
    drop_home(home, &mut drafts);
    refine_by_dateline(view, &mut drafts);
    let travels = drafts.iter().any(|d| {
        !matches!(d.role, Role::Origin | Role::Return) && d.events.iter().any(|e| !matches!(e.what, What::From))
    });
    if !travels {
        return Vec::new();
    }
    order::sort(&mut drafts);
    last_is_current(&mut drafts);
    dates(&mut drafts);
    drafts
}

/// A place as a stop: the town, and how finely the text names it.
struct Located {
    name: String,
    place: Option<Place>,
    country: Option<&'static str>,
    named: Named,
    mention: usize,
}

fn locate(view: &View, person: usize, event: &Event) -> Option<Located> {
    let (place, words) = match event.place {
        Where::Toponym(index) => {
            (view.mentions.toponyms[index].place, Some(view.doc.words(view.mentions.toponyms[index].span)))
        }
        Where::Capital(index) => (view.mentions.toponyms[index].place.and_then(|p| p.seat.copied()), None),
        Where::Home => ((view.country)(view.home(person)?), None),
        Where::Seat(place) => (Some(place), None),
    };
    let Some(raw) = place else {
        let name = words?.to_string();
        return Some(Located { name, place: None, country: None, named: Named::City, mention: event.place_token });
    };
    as_stop(raw, event.place_token)
}

/// Whether a place is that of one of the drafts, or holds it, or lies in it; also for what can be no stop.
pub fn is_told(drafts: &[Draft], place: Place) -> bool {
    as_stop(place, 0).is_none_or(|located| drafts.iter().any(|draft| same(draft, &located)))
}

/// A row of the gazetteer as a stop: a venue stands for its town, a country for its capital.
fn as_stop(raw: Place, mention: usize) -> Option<Located> {
    let named = match raw.kind {
        PlaceKind::City => Named::City,
        PlaceKind::Venue => Named::Venue,
        PlaceKind::Region => Named::Region,
        PlaceKind::Country => Named::Country,
        _ => return None,
    };
    let seat = raw.seat.copied().unwrap_or(raw);
    let country = if raw.country.is_empty() { seat.country } else { raw.country };
    Some(Located {
        name: seat.name.into(),
        place: Some(seat),
        country: (!country.is_empty()).then_some(country),
        named,
        mention,
    })
}

/// Whether a place is that of a draft, or holds it, or lies in it.
fn same(draft: &Draft, located: &Located) -> bool {
    let (Some(a), Some(b)) = (draft.place, located.place) else { return draft.name == located.name };
    let km = distance_km(a, b);
    match (draft.named, located.named) {
        (Named::Country, Named::Country) => draft.country == located.country,
        (Named::Country, _) | (_, Named::Country) => draft.country == located.country,
        (Named::Region, Named::Region) => a.name == b.name && a.country == b.country,
        (Named::Region, _) => a.country == b.country && (b.admin == a.name || km < 20.0),
        (_, Named::Region) => a.country == b.country && (a.admin == b.name || km < 20.0),
        _ => km < SAME_TOWN_KM,
    }
}

/// How finely a place is named: a finer mention gives the draft its place.
fn fineness(named: Named) -> u8 {
    match named {
        Named::City => 3,
        Named::Venue => 2,
        Named::Region => 1,
        Named::Country => 0,
    }
}

fn add(view: &View, person: usize, drafts: &mut Vec<Draft>, event: Event) {
    let Some(located) = locate(view, person, &event) else { return };
    let home = view.home(person);
    let leaves = |e: &Event| matches!(e.what, What::Leaves | What::From);
    // Leaving home and coming home are two stops, however the text names home.
    let other_way = |d: &Draft| {
        home.is_some()
            && located.country == home
            && leaves(&event) != leaves(&d.events[0])
            && matches!(located.named, Named::Country | Named::City)
    };
    let fits: Vec<usize> = (0..drafts.len())
        .filter(|i| same(&drafts[*i], &located) && !other_way(&drafts[*i]) && !comes_again(drafts, *i, &event))
        .collect();
    // A country belongs to the town in it that stands nearest in the text.
    let index = fits.iter().copied().min_by_key(|i| {
        (
            u8::from(drafts[*i].named == Named::Country && located.named == Named::Country),
            drafts[*i].mention.abs_diff(located.mention),
        )
    });
    match index {
        Some(index) => {
            let draft = &mut drafts[index];
            if fineness(located.named) > fineness(draft.named) {
                draft.place = located.place;
                draft.name = located.name;
                draft.named = located.named;
                draft.country = located.country.or(draft.country);
            }
            draft.mention = draft.mention.min(located.mention);
            draft.events.push(event);
        }
        None => {
            let id = drafts.len();
            drafts.push(Draft {
                id,
                mention: located.mention,
                name: located.name,
                place: located.place,
                country: located.country,
                named: located.named,
                role: Role::Stop,
                status: Status::Planned,
                arrive: None,
                depart: None,
                leaves_previous: None,
                after: Vec::new(),
                events: vec![event],
                confidence: 0.0,
                signs: Vec::new(),
                unseen: false,
            });
        }
    }
}

/// "His next stop after Japan", "before Cuba": a place after a word of order comes before, or after, the stops of the sentence.
fn after_places(view: &View, drafts: &[Draft]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut sentences: Vec<usize> = drafts.iter().flat_map(|d| d.events.iter().map(|e| e.sentence)).collect();
    sentences.sort_unstable();
    sentences.dedup();
    for number in sentences {
        let sentence = view.doc.sentences[number];
        for group in super::group::find(view, sentence) {
            let Some(preposition) = group.preposition else { continue };
            let (after, before) = (view.is(&view.words.after, preposition), view.is(&view.words.before, preposition));
            if !after && !before {
                continue;
            }
            let place = view.mentions.toponyms[group.items[0].toponym].place;
            let Some(a) = drafts.iter().find(|d| {
                place
                    .is_some_and(|p| d.country == Some(p.country) && (p.kind == PlaceKind::Country || d.name == p.name))
            }) else {
                continue;
            };
            for b in drafts.iter().filter(|b| {
                b.id != a.id
                    && b.events.iter().any(|e| {
                        e.sentence == number
                            && e.strong
                            && !(group.first <= e.place_token && e.place_token < group.last)
                    })
            }) {
                found.push(if after { (a.id, b.id) } else { (b.id, a.id) });
            }
        }
    }
    found
}

/// A second visit: he is said to come back, or to come on a day after another stop's that lies between.
fn comes_again(drafts: &[Draft], index: usize, event: &Event) -> bool {
    let first = &drafts[index];
    let between = |d: &Draft| {
        d.id != first.id
            && d.events.iter().any(|e| {
                e.strong
                    && e.token > first.events[0].token
                    && e.token < event.token
                    && matches!(e.what, What::Goes | What::IsThere)
            })
    };
    if !event.strong || !drafts.iter().any(between) {
        return false;
    }
    if event.what == What::Returns && matches!(event.place, Where::Toponym(_)) {
        return true;
    }
    let day = |d: &Draft| d.events.iter().filter_map(|e| e.depart.or(e.arrive)).map(|(day, _)| day).max();
    let (Some((arrive, _)), Some(known)) = (event.arrive, day(first)) else { return false };
    drafts.iter().any(|d| between(d) && day(d).is_some_and(|x| known <= x && x <= arrive) && known < arrive)
}

/// Words of order within a sentence: "after visiting A, he flew to B"; "before flying to C".
fn edges(view: &View, drafts: &mut [Draft]) {
    let mut found = after_places(view, drafts);
    for a in drafts.iter() {
        for b in drafts.iter() {
            if a.id == b.id {
                continue;
            }
            for x in &a.events {
                for y in &b.events {
                    let together = x.sentence == y.sentence && x.token != y.token;
                    let source = matches!(x.what, What::From | What::Leaves)
                        && matches!(y.what, What::Goes | What::IsThere | What::Returns)
                        && x.sentence == y.sentence;
                    let via = x.what == What::Transit
                        && y.what == What::Goes
                        && x.sentence == y.sentence
                        && x.rule.starts_with("transit");
                    if source || via || together && ((x.earlier && !y.earlier) || (y.later && !x.later)) {
                        found.push((a.id, b.id));
                    }
                }
            }
        }
    }
    for (before, after) in found {
        let contrary = drafts.iter().any(|d| d.id == before && d.after.contains(&after));
        if let Some(draft) = drafts.iter_mut().find(|d| d.id == after).filter(|_| !contrary)
            && !draft.after.contains(&before)
        {
            draft.after.push(before);
        }
    }
}

/// Settles role, status, dates and confidence of a draft from its events.
fn settle(view: &View, home: Option<&str>, abroad: bool, draft: &mut Draft) {
    let at_home = home.is_some() && draft.country == home;
    let has = |what: What| draft.events.iter().any(|e| e.what == what);
    let goes = draft.events.iter().any(|e| matches!(e.what, What::Goes | What::IsThere));
    draft.role =
        if (has(What::Returns) && (at_home || home.is_none())) || (at_home && abroad && goes_home(view, home, draft)) {
            Role::Return
        } else if has(What::Transit)
            && !draft.events.iter().any(|e| matches!(e.what, What::Goes | What::IsThere) && e.strong)
        {
            Role::Transit
        } else if !goes && (has(What::Leaves) || has(What::From)) {
            Role::Origin
        } else {
            Role::Stop
        };
    for strong in [true, false] {
        for event in draft.events.iter().filter(|e| e.strong == strong) {
            draft.arrive = draft.arrive.or(event.arrive);
            draft.depart = draft.depart.or(event.depart);
            draft.leaves_previous = draft.leaves_previous.or(event.leaves_previous);
        }
    }
    match draft.role {
        Role::Return => draft.depart = None,
        Role::Origin => draft.arrive = None,
        _ => {}
    }
    if draft.arrive.zip(draft.depart).is_some_and(|(a, d)| a.0 > d.0) {
        draft.depart = None;
    }
    draft.status = status(view, draft);
    draft.confidence = confidence(view, draft);
}

/// He goes to his own country or its capital, and from abroad: that is coming home.
fn goes_home(view: &View, home: Option<&str>, draft: &Draft) -> bool {
    let seat = home.and_then(view.country).and_then(|c| c.seat.copied());
    let capital =
        draft.named == Named::Country || draft.place.zip(seat).is_some_and(|(a, b)| distance_km(a, b) < SAME_TOWN_KM);
    capital
        && draft.events.iter().any(|e| e.strong && e.what == What::Goes)
        && draft.events.iter().all(|e| !matches!(e.what, What::Leaves | What::From))
}

fn status(view: &View, draft: &Draft) -> Status {
    let today = view.anchor.published;
    let any = |standing: Standing| draft.events.iter().any(|e| e.standing == standing);
    if any(Standing::Cancelled) {
        return Status::Cancelled;
    }
    if let Some(today) = today {
        if draft.depart.is_some_and(|(d, _)| d < today) && !any(Standing::Ahead) {
            return Status::Visited;
        }
        if draft.arrive.is_some_and(|(a, _)| a > today) {
            return Status::Planned;
        }
    }
    let left = draft.events.iter().any(|e| matches!(e.what, What::Leaves | What::From) && e.standing == Standing::Done);
    if left {
        return Status::Visited;
    }
    if any(Standing::Now) {
        return Status::Current;
    }
    let strong_done = draft.events.iter().find(|e| e.standing == Standing::Done && e.strong);
    if let Some(event) = strong_done {
        let arrival = event.rule.starts_with("arrive") || event.rule.starts_with("arrival");
        return if arrival { Status::Current } else { Status::Visited };
    }
    if draft.events.iter().filter_map(|e| e.on).min().zip(today).is_some_and(|(d, t)| d > t) {
        return Status::Planned;
    }
    if any(Standing::Done) {
        let day = draft.events.iter().find_map(|e| e.on);
        let past = day.zip(today).is_some_and(|(d, t)| d < t);
        let told = draft.events.iter().filter(|e| e.standing == Standing::Done).all(|e| e.rule.starts_with("present"));
        return if past || told { Status::Visited } else { Status::Current };
    }
    if any(Standing::Ahead) {
        return Status::Planned;
    }
    match (draft.arrive, today) {
        (Some((a, _)), Some(t)) if a < t => Status::Current,
        _ if draft
            .events
            .iter()
            .all(|e| !e.strong || e.rule.starts_with("visit:") && e.standing == Standing::Open && !e.open) =>
        {
            Status::Current
        }
        _ => Status::Planned,
    }
}

/// A stop is current only while no later one has been reached.
fn last_is_current(drafts: &mut [Draft]) {
    let strong = |d: &Draft| d.events.iter().any(|e| e.strong);
    let reached = |d: &Draft| {
        matches!(d.status, Status::Current | Status::Visited) && !matches!(d.role, Role::Origin) && strong(d)
    };
    let Some(last) = drafts.iter().rposition(reached) else { return };
    drafts[..last].iter_mut().filter(|d| d.status == Status::Current).for_each(|d| d.status = Status::Visited);
}

/// Abroad, the place that he left is where the journey starts only if no stop before it is told.
fn foreign_origins(home: Option<&str>, drafts: &mut [Draft]) {
    let visited: Vec<usize> =
        drafts.iter().filter(|d| d.status == Status::Visited && d.role == Role::Stop).map(|d| d.id).collect();
    for draft in drafts.iter_mut().filter(|d| d.role == Role::Origin && home.is_some() && d.country != home) {
        if visited.iter().any(|v| *v != draft.id) {
            draft.role = Role::Stop;
        }
    }
}

/// His own capital is no stop of a journey abroad unless the text says that he leaves it or comes home to it.
fn drop_home(home: Option<&str>, drafts: &mut Vec<Draft>) {
    let Some(home) = home else { return };
    drafts.retain(|d| {
        let travelling = matches!(d.role, Role::Origin | Role::Return | Role::Transit);
        let told = d.events.iter().any(|e| e.strong) && d.named != Named::Country;
        d.country != Some(home) || travelling || told
    });
}

/// A country where he is or was, and from whose city the report comes: the city.
fn refine_by_dateline(view: &View, drafts: &mut [Draft]) {
    let Some(place) = view.here().and_then(|(_, t)| t.place).filter(|p| p.kind == PlaceKind::City) else { return };
    for draft in drafts.iter_mut().filter(|d| d.named == Named::Country && d.country == Some(place.country)) {
        if matches!(draft.status, Status::Current | Status::Visited) && draft.events.iter().any(|e| e.strong) {
            draft.place = Some(place);
            draft.name = place.name.into();
            draft.named = Named::City;
        }
    }
}

/// Departures that only the next stop tells, and days that contradict the order.
fn dates(drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let Some((day, span)) = drafts[i].leaves_previous else { continue };
        let ocean = drafts[i - 1].place.zip(drafts[i].place).is_some_and(|(a, b)| distance_km(a, b) > 6000.0);
        let reached = drafts[..i].iter().flat_map(|d| [d.arrive, d.depart]).flatten().map(|(d, _)| d).max();
        let previous = &mut drafts[i - 1];
        if reached.is_some_and(|latest| latest > day) {
            continue;
        }
        let fits = previous.status != Status::Cancelled && !ocean && previous.arrive.is_none_or(|(a, _)| a <= day);
        if previous.depart.is_none() && (fits || previous.role == Role::Origin) {
            previous.depart = Some((day, span));
        }
    }
}

/// How sure it is that this is a stop: strong evidence, several pieces of it, a sure place.
fn confidence(view: &View, draft: &Draft) -> f64 {
    let strong = draft.events.iter().filter(|e| e.strong).count();
    let place = draft.events.iter().filter_map(|e| match e.place {
        Where::Toponym(index) | Where::Capital(index) => Some(view.mentions.toponyms[index].confidence),
        _ => None,
    });
    let place = place.fold(0.5_f64, f64::max);
    let base: f64 = match (strong, draft.events.len()) {
        (0, 1) => 0.55,
        (0, _) => 0.65,
        (1, 1) => 0.8,
        (1, _) => 0.88,
        _ => 0.94,
    };
    (base * (0.6 + 0.4 * place) * 100.0).round() / 100.0
}

pub fn distance_km(a: Place, b: Place) -> f64 {
    Haversine.distance(Point::new(a.lon, a.lat), Point::new(b.lon, b.lat)) / 1000.0
}
