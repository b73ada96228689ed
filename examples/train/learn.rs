//! Logistic regression over named signs, with a penalty on large weights (L2), by Newton steps along one weight after the other.
//!
//! Everything is done in a fixed order, so that the same cases give the same weights.

use motorcade::trip::chance::table::logistic;
use std::collections::BTreeMap;

/// A sign is learned from so many cases at least.
const FEWEST: usize = 4;
const ROUNDS: usize = 30;

/// One place and traveller: its signs, and whether it is a stop.
#[derive(Debug, Clone)]
pub struct Case {
    pub signs: Vec<String>,
    pub right: bool,
    /// Cases of one article are judged by weights made without it.
    pub article: usize,
    /// Mentions of one place by one traveller of one article, of which the likeliest counts.
    pub place: usize,
}

/// Weights by sign, and that of every case.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    pub bias: f64,
    pub by_sign: BTreeMap<String, f64>,
}

impl Weights {
    pub fn chance(&self, case: &Case) -> f64 {
        let weight = |sign: &String| self.by_sign.get(sign).copied().unwrap_or(0.0);
        logistic(self.bias + case.signs.iter().map(weight).sum::<f64>())
    }
}

/// The weights of cases; of a place with several mentions the likeliest alone counts.
pub fn fit(cases: &[Case], penalty: f64) -> Weights {
    let all: Vec<&Case> = cases.iter().collect();
    let mut weights = regress(&all, penalty);
    for _ in 0..2 {
        let best = likeliest(cases, &weights);
        if best.len() == cases.len() {
            break;
        }
        weights = regress(&best, penalty);
    }
    weights
}

/// Of each place the likeliest mention, in the order of the cases.
pub fn likeliest<'c>(cases: &'c [Case], weights: &Weights) -> Vec<&'c Case> {
    let mut best: BTreeMap<usize, (f64, &Case)> = BTreeMap::new();
    for case in cases {
        let chance = weights.chance(case);
        let known = best.entry(case.place).or_insert((chance, case));
        if known.0 < chance {
            *known = (chance, case);
        }
    }
    best.into_values().map(|(_, case)| case).collect()
}

fn regress(cases: &[&Case], penalty: f64) -> Weights {
    let mut columns: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (row, case) in cases.iter().enumerate() {
        for sign in &case.signs {
            let rows = columns.entry(sign).or_default();
            if rows.last() != Some(&row) {
                rows.push(row);
            }
        }
    }
    columns.retain(|_, rows| rows.len() >= FEWEST);
    let every: Vec<usize> = (0..cases.len()).collect();
    let mut sums = vec![0.0; cases.len()];
    let mut bias = 0.0;
    let mut weights = vec![0.0; columns.len()];
    for _ in 0..ROUNDS {
        bias += step(cases, &every, &mut sums, 0.0, 0.0);
        for (weight, rows) in weights.iter_mut().zip(columns.values()) {
            *weight += step(cases, rows, &mut sums, *weight, penalty);
        }
    }
    let named = columns.keys().map(|sign| sign.to_string()).zip(weights);
    Weights { bias, by_sign: named.filter(|(_, weight)| weight.abs() >= 0.005).collect() }
}

/// One Newton step of the weight that `rows` share; the sums are kept up to date.
fn step(cases: &[&Case], rows: &[usize], sums: &mut [f64], weight: f64, penalty: f64) -> f64 {
    let (mut slope, mut curve) = (-penalty * weight, penalty + 1e-6);
    for row in rows {
        let chance = logistic(sums[*row]);
        slope += f64::from(u8::from(cases[*row].right)) - chance;
        curve += chance * (1.0 - chance);
    }
    let change = (slope / curve).clamp(-1.0, 1.0);
    rows.iter().for_each(|row| sums[*row] += change);
    change
}

/// The cases of all articles but some.
pub fn without(cases: &[Case], kept_out: impl Fn(usize) -> bool) -> Vec<Case> {
    cases.iter().filter(|c| !kept_out(c.article)).cloned().collect()
}

/// The chance of each place by weights made without its article, with whether it is right.
pub fn held_out(cases: &[Case], penalty: f64, folds: usize, folded: impl Fn(usize) -> usize) -> Vec<(f64, bool)> {
    let mut out = Vec::new();
    for fold in 0..folds {
        let weights = fit(&without(cases, |article| folded(article) == fold), penalty);
        let test = without(cases, |article| folded(article) != fold);
        out.extend(likeliest(&test, &weights).into_iter().map(|case| (weights.chance(case), case.right)));
    }
    out
}

/// The mean of −ln of the chance given to what is so.
pub fn log_loss(judged: &[(f64, bool)]) -> f64 {
    let loss = |(chance, right): &(f64, bool)| -libm::log((if *right { *chance } else { 1.0 - chance }).max(1e-9));
    judged.iter().map(loss).sum::<f64>() / judged.len().max(1) as f64
}
