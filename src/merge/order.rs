//! The order of a merged trip's stops: by their days, then by what the newest account tells.
//!
//! In: the nodes as they were laid together. Out: the same in the order of travel. An account is believed on the order of two
//! stops only where its own days for them do not say otherwise: texts name the last stop first as often as not.

use super::Account;
use super::align::{Claim, Node};
use crate::model::itinerary::{Status, Stop};
use chrono::NaiveDate;

/// Puts the nodes in the order of travel, and drops a dispute over it that no believable account makes.
pub fn sort(nodes: &mut Vec<Node>, accounts: &[Account]) {
    let before: Vec<Vec<bool>> =
        nodes.iter().map(|a| nodes.iter().map(|b| precedes(a, b, accounts) == Some(true)).collect()).collect();
    let mut left: Vec<usize> = (0..nodes.len()).collect();
    let mut order: Vec<usize> = Vec::new();
    while !left.is_empty() {
        let blocked = |n: usize| left.iter().filter(|other| before[**other][n]).count();
        // In a circle the one that the fewest precede goes first.
        let next = (0..left.len()).min_by_key(|at| blocked(left[*at])).unwrap_or_default();
        order.push(left.remove(next));
    }
    let mut taken: Vec<Option<Node>> = std::mem::take(nodes).into_iter().map(Some).collect();
    nodes.extend(order.iter().filter_map(|n| taken[*n].take()));
    for n in 0..nodes.len() {
        let against = |other: usize| contradicted(&nodes[n.min(other)], &nodes[n.max(other)]);
        nodes[n].order_disputed &= (0..nodes.len()).any(|other| other != n && against(other));
    }
}

/// The first day that anyone gives; a report counts before a plan.
pub fn day_of(node: &Node) -> Option<NaiveDate> {
    let done = node.claims.iter().filter(|c| c.stop.status != Status::Planned);
    done.filter_map(|c| day(c.stop)).min().or(node.claims.iter().filter_map(|c| day(c.stop)).min())
}

fn day(stop: &Stop) -> Option<NaiveDate> {
    stop.arrive.or(stop.depart)
}

/// Whether `a` comes before `b`; `None` where nothing tells. Against an account that has them the other way round, more than
/// one day's difference is needed.
fn precedes(a: &Node, b: &Node, accounts: &[Account]) -> Option<bool> {
    let days = day_of(a).zip(day_of(b)).map_or(0, |(a, b)| (b - a).num_days());
    let told = told(a, b, accounts);
    let needed = i64::from(told.is_some_and(|first| first != (days > 0)));
    if days.abs() > needed { Some(days > 0) } else { told }
}

/// What the newest account that has both says. Where a stop that was called off would have come, its plan tells.
fn told(a: &Node, b: &Node, accounts: &[Account]) -> Option<bool> {
    let (earlier, later) = (placing(a), placing(b));
    let pairs = earlier.iter().flat_map(|x| later.iter().filter(|y| y.account == x.account).map(move |y| (x, y)));
    let newest = pairs.filter(|(x, y)| is_believable(x, y)).max_by_key(|(x, _)| (accounts[x.account].told, x.account));
    newest.map(|(x, y)| x.position < y.position)
}

/// The claims that tell where a stop comes: those that do not call it off, where there are such.
fn placing<'a>(node: &Node<'a>) -> Vec<Claim<'a>> {
    let all_off = node.claims.iter().all(is_off);
    node.claims.iter().filter(|c| all_off || !is_off(c)).copied().collect()
}

fn is_off(claim: &Claim) -> bool {
    claim.stop.status == Status::Cancelled
}

/// False where the account's own days for both stops are in the other order.
fn is_believable(x: &Claim, y: &Claim) -> bool {
    day(x.stop).zip(day(y.stop)).is_none_or(|(a, b)| a == b || (a < b) == (x.position < y.position))
}

/// True where a believable account has the later of two first.
fn contradicted(earlier: &Node, later: &Node) -> bool {
    let has_first = |x: &Claim, y: &Claim| x.account == y.account && y.position < x.position && is_believable(x, y);
    earlier.claims.iter().any(|x| !is_off(x) && later.claims.iter().any(|y| !is_off(y) && has_first(x, y)))
}
