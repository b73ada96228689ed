//! Which stops of several accounts are one stop, and in which order they come.
//!
//! In: the accounts of one journey. Out: [`Node`]s in the order of travel. The newest account is the frame; each older one is
//! laid along it by the best common sequence, and what it has more is put in behind the stop that it follows there.

use super::Account;
use super::order::{self, day_of};
use super::place::closeness;
use crate::model::itinerary::{Named, Role, Status, Stop};
use chrono::NaiveDate;
use std::cmp::Reverse;

/// A stop of the merged trip: what each account says of it.
#[derive(Debug)]
pub struct Node<'a> {
    pub claims: Vec<Claim<'a>>,
    /// The claims that differ in what they are laid together by: of a thousand accounts most say the same.
    kinds: Vec<&'a Stop>,
    /// True where accounts have it at different places in the order.
    pub order_disputed: bool,
}

/// What one account says of a stop.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// Index of the account.
    pub account: usize,
    /// Index of the stop in the account's trip.
    pub position: usize,
    pub stop: &'a Stop,
}

impl<'a> Node<'a> {
    fn new(claim: Claim<'a>) -> Self {
        Node { claims: vec![claim], kinds: vec![claim.stop], order_disputed: false }
    }

    fn push(&mut self, claim: Claim<'a>) {
        let what = |s: &Stop| (s.geonames_id, s.named, s.role, s.arrive, s.depart, s.lat.map(f64::to_bits));
        if !self.kinds.iter().any(|kind| what(kind) == what(claim.stop) && kind.place == claim.stop.place) {
            self.kinds.push(claim.stop);
        }
        self.claims.push(claim);
    }
}

pub struct Aligned<'a> {
    pub nodes: Vec<Node<'a>>,
}

/// The stops of all accounts in the order of travel.
pub fn stops<'a>(accounts: &[Account<'a>]) -> Aligned<'a> {
    let mut newest: Vec<usize> = (0..accounts.len()).collect();
    // What was called off tells little of where it would have come, so the accounts of that come last.
    let cancels = |n: &usize| accounts[*n].trip.stops.iter().any(|s| s.status == Status::Cancelled);
    newest.sort_by_key(|n| (cancels(n), Reverse(accounts[*n].told), Reverse(accounts[*n].trip.stops.len()), *n));
    let mut nodes: Vec<Node> = Vec::new();
    for account in newest {
        lay(&mut nodes, account, accounts);
    }
    order::sort(&mut nodes, accounts);
    Aligned { nodes }
}

/// Lays one account along the nodes.
fn lay<'a>(nodes: &mut Vec<Node<'a>>, account: usize, accounts: &[Account<'a>]) {
    let stops = &accounts[account].trip.stops;
    let mut node_of: Vec<Option<usize>> = common(nodes, stops);
    for (position, stop) in stops.iter().enumerate() {
        let claim = Claim { account, position, stop };
        if let Some(n) = node_of[position] {
            nodes[n].push(claim);
            continue;
        }
        let free = |n: &usize| nodes[*n].claims.iter().all(|c| c.account != account) && !node_of.contains(&Some(*n));
        if let Some(n) = (0..nodes.len()).filter(free).find(|n| is_elsewhere(&nodes[*n], stop)) {
            nodes[n].push(claim);
            nodes[n].order_disputed |= !stops.iter().any(|s| s.status == Status::Cancelled);
            node_of[position] = Some(n);
            continue;
        }
        let at = place_for(nodes, &node_of, position, stop);
        node_of.iter_mut().flatten().filter(|n| **n >= at).for_each(|n| *n += 1);
        nodes.insert(at, Node::new(claim));
        node_of[position] = Some(at);
    }
}

/// For each stop, the node that it is in the best common sequence.
fn common(nodes: &[Node], stops: &[Stop]) -> Vec<Option<usize>> {
    let (n, m) = (nodes.len(), stops.len());
    let mut best = vec![vec![0u32; m + 1]; n + 1];
    let fit: Vec<Vec<u32>> = nodes.iter().map(|node| stops.iter().map(|stop| likeness(node, stop)).collect()).collect();
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let both = if fit[i][j] > 0 { best[i + 1][j + 1] + fit[i][j] } else { 0 };
            best[i][j] = best[i + 1][j].max(best[i][j + 1]).max(both);
        }
    }
    let mut node_of = vec![None; m];
    let (mut i, mut j) = (0, 0);
    while i < n && j < m {
        if fit[i][j] > 0 && best[i][j] == best[i + 1][j + 1] + fit[i][j] {
            node_of[j] = Some(i);
            (i, j) = (i + 1, j + 1);
        } else if best[i + 1][j] >= best[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    node_of
}

/// How well a stop goes with all that is said of a node; 0: not at all. A finer place than the node's own settles which it is.
fn likeness(node: &Node, stop: &Stop) -> u32 {
    let fine = |s: &Stop| matches!(s.named, Named::City | Named::Venue);
    let has_fine = node.kinds.iter().any(|s| fine(s));
    let met = node.kinds.iter().filter(|s| !has_fine || !fine(stop) || fine(s));
    let Some(near) = met.filter_map(|s| closeness(s, stop)).max() else { return 0 };
    // One article's start of a flight is another's stop, but coming home is a thing by itself.
    let returns = |s: &Stop| s.role == Role::Return;
    if returns(stop) != node.kinds.iter().any(|s| returns(s)) {
        return 0;
    }
    let apart = node.kinds.iter().filter_map(|s| days_apart(s, stop)).min();
    let days = match apart {
        Some(0) => 4,
        Some(1) => 2,
        None => 1,
        Some(2..=4) => 1,
        Some(_) => 0,
    };
    let role = u32::from(node.kinds.iter().any(|s| s.role == stop.role));
    // Where a stop that was called off would have come is seldom told.
    if stop.status == Status::Cancelled { 1 } else { u32::from(near) + days + role }
}

fn days_apart(a: &Stop, b: &Stop) -> Option<i64> {
    let apart = |x: Option<NaiveDate>, y: Option<NaiveDate>| x.zip(y).map(|(x, y)| (x - y).num_days().abs());
    apart(a.arrive, b.arrive).or(apart(a.depart, b.depart))
}

/// True where the account tells of the same visit, though at another point of the order.
fn is_elsewhere(node: &Node, stop: &Stop) -> bool {
    let least = if stop.status == Status::Cancelled { 1 } else { 5 };
    let one_visit = |other: &Stop| {
        (other.role == Role::Return) == (stop.role == Role::Return)
            && closeness(other, stop).is_some_and(|near| near >= least)
            && days_apart(other, stop).is_none_or(|days| days <= 1)
    };
    node.kinds.iter().any(|s| one_visit(s))
}

/// Where a stop that no account before has told of belongs.
fn place_for(nodes: &[Node], node_of: &[Option<usize>], position: usize, stop: &Stop) -> usize {
    let before = node_of[..position].iter().rev().flatten().next().map(|n| n + 1);
    let after = node_of[position + 1..].iter().flatten().next().copied();
    let low = before.unwrap_or(0);
    let high = after.filter(|n| *n >= low).unwrap_or(nodes.len());
    if let Some(day) = stop.arrive.or(stop.depart) {
        let later = |n: &usize| day_of(&nodes[*n]).is_some_and(|other| other >= day);
        return (low..high).find(later).unwrap_or(match before {
            Some(at) if after.is_none() => last_before(nodes, at, day),
            Some(at) => at,
            None => high,
        });
    }
    match (before, after) {
        (Some(at), _) => at,
        (None, Some(at)) => at,
        // Nothing in common: what was done before stands before, a plan behind.
        (None, None) if stop.status == Status::Planned || stop.role == Role::Return => nodes.len(),
        (None, None) => 0,
    }
}

/// Behind the last node from `at` on that is known to come before that day.
fn last_before(nodes: &[Node], at: usize, day: NaiveDate) -> usize {
    let earlier = |n: &usize| day_of(&nodes[*n]).is_some_and(|other| other < day);
    (at..nodes.len()).rev().find(earlier).map_or(at, |n| n + 1)
}
