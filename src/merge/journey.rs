//! Which accounts tell of one journey: the same traveller, and stops or days that fit together.

use super::Account;
use super::crowd::{Crowd, Visit};
use crate::model::itinerary::{Role, Status, Stop, Trip};
use chrono::{Days, NaiveDate};
use std::collections::{HashMap, HashSet};

/// Days that may lie between what two articles tell of one journey.
const GAP: i64 = 3;
/// An article tells of what was done within so many days before it.
const NEWS_DAYS: u64 = 14;
/// Accounts whose days lie further apart are never of one journey, whatever lies between.
const LONGEST_GAP: i64 = 30;
/// A plan without a day lies within so many days after its article.
const PLAN_DAYS: u64 = 45;

/// The accounts of each journey, as indices into `accounts`; journeys by their first account.
///
/// Accounts are joined from the surest pair down, and only where all of both sides go together: two trips that one article
/// keeps apart stay apart. Only accounts of people who can be one are compared, each by what is read off it once.
pub fn group(accounts: &[Account]) -> Vec<Vec<usize>> {
    let crowd = Crowd::of(accounts);
    let views: Vec<View> = accounts.iter().zip(&crowd.visits).map(|(account, visits)| view(account, visits)).collect();
    let mut pairs: Vec<(Doubt, u32, u32)> = Vec::new();
    crowd.pairs(|a, b| {
        if accounts[a].article != accounts[b].article
            && let Some(doubt) = one_journey(&views[a], &views[b], &crowd)
        {
            pairs.push((doubt, a as u32, b as u32));
        }
    });
    pairs.sort_unstable();
    join(accounts, &crowd, &views, &pairs)
}

/// First and last day that an account can speak of. `None` where nothing tells.
type Window = Option<(NaiveDate, NaiveDate)>;

/// Days between two windows, negative where they overlap.
fn gap(a: Window, b: Window) -> Option<i64> {
    a.zip(b).map(|(x, y)| (x.0 - y.1).num_days().max((y.0 - x.1).num_days()))
}

/// The accounts without days that could be of several journeys with days: nothing tells of which.
fn astray(views: &[View], journey_of: &[usize], pairs: &[(Doubt, u32, u32)]) -> HashSet<usize> {
    let mut journey: HashMap<usize, usize> = HashMap::new();
    let mut astray = HashSet::new();
    for (_, a, b) in pairs {
        for (x, y) in [(*a as usize, *b as usize), (*b as usize, *a as usize)] {
            let joins = views[x].window.is_none() && views[y].window.is_some();
            if joins && *journey.entry(x).or_insert(journey_of[y]) != journey_of[y] {
                astray.insert(x);
            }
        }
    }
    astray
}

/// Joins from the first pair to the last; what has no days at last.
fn join(accounts: &[Account], crowd: &Crowd, views: &[View], pairs: &[(Doubt, u32, u32)]) -> Vec<Vec<usize>> {
    let mut journeys: Vec<Vec<usize>> = (0..accounts.len()).map(|n| vec![n]).collect();
    let mut journey_of: Vec<usize> = (0..accounts.len()).collect();
    let fits = |x: usize, y: usize| {
        let near = gap(views[x].window, views[y].window).is_none_or(|gap| gap <= LONGEST_GAP);
        near && accounts[x].article != accounts[y].article && crowd.can_be_one(x, y)
    };
    // Journeys that do not go together never will, however much is joined to them.
    let mut apart: HashSet<(usize, usize)> = HashSet::new();
    let dated = pairs.partition_point(|(doubt, _, _)| !doubt.0);
    let mut lost = HashSet::new();
    for (n, (_, a, b)) in pairs.iter().enumerate() {
        if n == dated {
            lost = astray(views, &journey_of, &pairs[dated..]);
        }
        if lost.contains(&(*a as usize)) || lost.contains(&(*b as usize)) {
            continue;
        }
        let (x, y) = (journey_of[*a as usize], journey_of[*b as usize]);
        let (to, from) = (x.min(y), x.max(y));
        if to == from || apart.contains(&(to, from)) {
            continue;
        }
        if !journeys[to].iter().all(|x| journeys[from].iter().all(|y| fits(*x, *y))) {
            apart.insert((to, from));
            continue;
        }
        let members = std::mem::take(&mut journeys[from]);
        members.iter().for_each(|n| journey_of[*n] = to);
        journeys[to].extend(members);
    }
    journeys.iter_mut().for_each(|members| members.sort_unstable());
    journeys.retain(|members| !members.is_empty());
    journeys
}

/// How unsure it is that two accounts tell of one journey, the surest smallest: whether one has no days, [`u16::MAX`] less the stops
/// in common, then the days that lie between.
type Doubt = (bool, u16, u16);

/// What an account is compared by.
struct View<'a> {
    told: Option<NaiveDate>,
    window: Window,
    visits: &'a [Visit],
    is_off: bool,
    is_done: bool,
    is_dated: bool,
    starts: bool,
    ends: bool,
}

fn view<'a>(account: &Account, visits: &'a [Visit]) -> View<'a> {
    let stops = &account.trip.stops;
    View {
        told: account.told,
        window: window(account),
        visits,
        is_off: stops.iter().all(|s| s.status == Status::Cancelled),
        is_done: stops.iter().any(|s| matches!(s.status, Status::Visited | Status::Current)),
        is_dated: is_dated(account),
        starts: starts(account.trip),
        ends: ends(account.trip),
    }
}

/// `None` where they do not tell of one.
fn one_journey(a: &View, b: &View, crowd: &Crowd) -> Option<Doubt> {
    // A journey that is told to be under way or done after another was called off is not that one.
    let is_done_later = |x: &View, y: &View| y.is_off && x.told > y.told && x.is_done;
    if is_done_later(a, b) || is_done_later(b, a) {
        return None;
    }
    let gap = gap(a.window, b.window);
    if gap.is_some_and(|gap| gap > GAP) {
        return None;
    }
    let shared = shared(a, b, crowd);
    let fits = match gap {
        Some(_) if shared > 0 => true,
        None => shared > 0,
        // No stop in common: only days that follow on each other tell that one journey goes on.
        Some(gap) => gap <= 1 && a.is_dated && b.is_dated && !(a.ends && b.starts) && !(b.ends && a.starts),
    };
    fits.then(|| (gap.is_none(), u16::MAX - shared, gap.unwrap_or(0).clamp(0, GAP) as u16))
}

/// Stops that both visit at days that go together.
fn shared(a: &View, b: &View, crowd: &Crowd) -> u16 {
    let near =
        |x: Option<NaiveDate>, y: Option<NaiveDate>| x.zip(y).is_none_or(|(x, y)| (x - y).num_days().abs() <= 2 * GAP);
    let met = |x: &&Visit| b.visits.iter().any(|y| crowd.is_one_place(x.place, y.place) && near(x.arrive, y.arrive));
    u16::try_from(a.visits.iter().filter(met).count()).unwrap_or(u16::MAX)
}

fn starts(trip: &Trip) -> bool {
    trip.stops.first().is_some_and(|s| s.role == Role::Origin)
}

fn ends(trip: &Trip) -> bool {
    trip.stops.last().is_some_and(|s| s.role == Role::Return)
}

fn window(account: &Account) -> Window {
    let days = || account.trip.stops.iter().flat_map(|s| [s.arrive, s.depart]).flatten();
    let told = account.told;
    let open = account.trip.stops.iter().filter(|s| s.arrive.is_none() && s.depart.is_none());
    let guess = |stop: &Stop| {
        let told = told?;
        Some(match stop.status {
            Status::Current => (told, told),
            Status::Visited => (told - Days::new(NEWS_DAYS), told),
            Status::Planned | Status::Cancelled => (told, told + Days::new(PLAN_DAYS)),
        })
    };
    if let (Some(first), Some(last)) = (days().min(), days().max()) {
        return Some((first, last));
    }
    open.filter_map(guess).reduce(|x, y| (x.0.min(y.0), x.1.max(y.1)))
}

/// True where the account gives a day, or has the traveller there on the day of the article.
fn is_dated(account: &Account) -> bool {
    let here = account.told.is_some() && account.trip.stops.iter().any(|s| s.status == Status::Current);
    here || account.trip.stops.iter().any(|s| s.arrive.is_some() || s.depart.is_some())
}
