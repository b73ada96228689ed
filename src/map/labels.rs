//! Places the labels of the stops where they read best and overlap nothing.
//!
//! In: blocks of lines with the marker each belongs to, and what must stay clear. Out: one place for each block.
//!
//! Candidate positions about each marker have a cost after Imhof 1975 (The American Cartographer 2:128): right before
//! left, above before below, near before far; then what they cover: the route, arrow heads, markers, other labels. Few
//! labels are settled exactly by branch and bound; many by descent from fixed starts, with the same result every time.

use super::cut;
use super::sites::Line;
use super::view::Frame;
use super::ways::{Way, cross};
use crate::model::scene::{Anchor, Point};

/// The text of one label and its marker.
pub struct Block {
    pub lines: Vec<Line>,
    /// Middle of the marker.
    pub at: Point,
    /// Half width and half height of the marker.
    pub half: (f64, f64),
}

/// Where a block goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    pub frame: Frame,
    pub anchor: Anchor,
    /// From the marker to the text, where they lie apart.
    pub leader: Option<(Point, Point)>,
    /// True where it could not be kept clear of another label, a marker or the panel's edge.
    pub overlaps: bool,
}

/// What labels keep clear of.
pub struct Obstacles {
    /// The panel.
    pub panel: Frame,
    /// Markers and arrow heads, furniture on the map.
    pub boxes: Vec<Frame>,
    /// How many of the boxes, from the first, are markers.
    pub markers: usize,
    /// The legs.
    pub lines: Vec<Way>,
}

struct Candidate {
    frame: Frame,
    anchor: Anchor,
    leader: Option<(Point, Point)>,
    cost: f64,
    /// Covers a marker or leaves the panel.
    bad: bool,
}

/// The cost of two labels on one another, or of a label on a marker: more than any wish for a position.
const OVERLAP: f64 = 1000.0;

/// Height of the lines of a block and the distance between their baselines.
pub fn line_height(line: &Line) -> f64 {
    line.size_px * 1.18
}

/// Width and height of a block.
pub fn size(lines: &[Line]) -> (f64, f64) {
    (lines.iter().map(Line::width).fold(0.0, f64::max), lines.iter().map(line_height).sum())
}

/// Finds a place for every block.
pub fn place(blocks: &[Block], obstacles: &Obstacles, unit: f64) -> Vec<Placed> {
    let candidates: Vec<Vec<Candidate>> = blocks.iter().map(|b| candidates(b, obstacles, unit)).collect();
    let start = descend(&candidates);
    let best = if blocks.len() <= 7 { exact(&candidates, start) } else { start };
    let chosen = |n: usize| &candidates[n][best[n]];
    (0..blocks.len())
        .map(|n| {
            let c = chosen(n);
            let clash = (0..blocks.len()).any(|m| m != n && meet(c, chosen(m)));
            Placed { frame: c.frame, anchor: c.anchor, leader: c.leader, overlaps: clash || c.bad }
        })
        .collect()
}

/// The positions, best first by their own cost.
fn candidates(block: &Block, obstacles: &Obstacles, unit: f64) -> Vec<Candidate> {
    let (w, h) = size(&block.lines);
    let (x, y) = block.at;
    let mut list = Vec::new();
    let gap = 4.0 * unit;
    let first = block.lines.first().map_or(0.0, line_height);
    let mut push = |left: f64, top: f64, anchor: Anchor, wish: f64, leader: bool| {
        let frame = Frame { x: left, y: top, width: w, height: h };
        let leader = leader.then(|| leader_line(block, frame));
        list.push(candidate(frame, anchor, leader, wish, block, obstacles, unit));
    };
    // Beside, with the first line level with the marker's middle, then corners, then above and below.
    for (far, more) in [(0.0, 0.0), (5.0 * unit, 3.0), (11.0 * unit, 7.0)] {
        let (right, left) = (x + block.half.0 + gap + far, x - block.half.0 - gap - far - w);
        let (above, below) = (y - block.half.1 - gap * 0.4 - far - h, y + block.half.1 + gap * 0.3 + far);
        let diagonal = 0.6;
        let (near_right, near_left) =
            (x + block.half.0 * diagonal + gap * 0.6 + far, x - block.half.0 * diagonal - gap * 0.6 - far - w);
        let (high, low) =
            (y - block.half.1 * diagonal - h + first * 0.25 - far, y + block.half.1 * diagonal - first * 0.25 + far);
        push(right, y - first * 0.56, Anchor::Start, 0.0 + more, false);
        push(right, y - h / 2.0, Anchor::Start, 1.0 + more, false);
        push(near_right, high, Anchor::Start, 2.0 + more, false);
        push(near_right, low, Anchor::Start, 3.0 + more, false);
        push(left, y - first * 0.56, Anchor::End, 5.0 + more, false);
        push(left, y - h / 2.0, Anchor::End, 5.5 + more, false);
        push(near_left, high, Anchor::End, 7.0 + more, false);
        push(near_left, low, Anchor::End, 8.0 + more, false);
        push(x - w / 2.0, above, Anchor::Middle, 6.0 + more, false);
        push(x - w / 2.0, below, Anchor::Middle, 6.5 + more, false);
        for slide in [0.25, 0.75] {
            push(x - w * slide, above, Anchor::Middle, 8.5 + more, false);
            push(x - w * slide, below, Anchor::Middle, 9.0 + more, false);
        }
    }
    for (ring, reach) in [26.0, 42.0, 62.0, 88.0, 120.0, 160.0, 210.0].into_iter().enumerate() {
        for n in 0..16 {
            let (sin, cos) = libm::sincos(f64::from(n) * std::f64::consts::PI / 8.0);
            let reach = reach * unit;
            let (mx, my) = (x + cos * (reach + block.half.0), y + sin * (reach * 0.8 + block.half.1));
            let (left, anchor) = match cos {
                c if c > 0.3 => (mx, Anchor::Start),
                c if c < -0.3 => (mx - w, Anchor::End),
                _ => (mx - w / 2.0, Anchor::Middle),
            };
            let top = if anchor == Anchor::Middle { if sin > 0.0 { my } else { my - h } } else { my - h / 2.0 };
            push(left, top, anchor, 22.0 + 9.0 * ring as f64 + if cos < 0.0 { 3.0 } else { 0.0 }, true);
        }
    }
    list.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    list
}

/// From the rim of the marker to the nearest point of the text.
fn leader_line(block: &Block, frame: Frame) -> (Point, Point) {
    let (x, y) = block.at;
    let end = (x.clamp(frame.x - 2.0, frame.right() + 2.0), y.clamp(frame.y, frame.bottom()));
    let (dx, dy) = (end.0 - x, end.1 - y);
    let length = (dx * dx + dy * dy).sqrt().max(1e-9);
    let rim = block.half.0.min(block.half.1).min(length);
    ((x + dx / length * rim, y + dy / length * rim), end)
}

fn candidate(
    frame: Frame,
    anchor: Anchor,
    leader: Option<(Point, Point)>,
    wish: f64,
    block: &Block,
    obstacles: &Obstacles,
    unit: f64,
) -> Candidate {
    let panel = obstacles.panel.grown(-4.0 * unit);
    let mut cost = wish;
    let inside =
        frame.x >= panel.x && frame.right() <= panel.right() && frame.y >= panel.y && frame.bottom() <= panel.bottom();
    let mut bad = !inside;
    if !inside {
        cost += 20.0 * OVERLAP;
    }
    // Ascenders and descenders leave air above and below the letters: boxes may come that near.
    let tight = Frame {
        x: frame.x - 1.5 * unit,
        y: frame.y + unit,
        width: frame.width + 3.0 * unit,
        height: frame.height - unit,
    };
    // A label nearer to another marker than to its own seems to name that one.
    let own = gap(&frame, &around(block));
    let others = obstacles.boxes[..obstacles.markers].iter().filter(|other| !other.holds(block.at));
    if others.map(|other| gap(&frame, other)).fold(f64::MAX, f64::min) < own + 5.0 * unit {
        cost += if leader.is_some() { 4.0 } else { 11.0 };
    }
    for other in &obstacles.boxes {
        if overlap(&tight, other) {
            cost += 2.0 * OVERLAP;
            bad = true;
        }
        if let Some((a, b)) = leader
            && !cut::cut_line(&[a, b], *other).is_empty()
            && !other.holds(block.at)
        {
            cost += 60.0;
        }
    }
    for line in &obstacles.lines {
        let covered = line.covered(&tight);
        if covered > 0.0 {
            cost += 30.0 + 0.8 * covered / unit;
        }
        if let Some((a, b)) = leader {
            cost += 12.0 * line.crossings(a, b) as f64;
        }
    }
    Candidate { frame, anchor, leader, cost, bad }
}

fn around(block: &Block) -> Frame {
    let ((x, y), (w, h)) = (block.at, block.half);
    Frame { x: x - w, y: y - h, width: 2.0 * w, height: 2.0 * h }
}

/// How far two boxes are apart.
fn gap(a: &Frame, b: &Frame) -> f64 {
    let dx = (a.x - b.right()).max(b.x - a.right()).max(0.0);
    let dy = (a.y - b.bottom()).max(b.y - a.bottom()).max(0.0);
    (dx * dx + dy * dy).sqrt()
}

pub fn overlap(a: &Frame, b: &Frame) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

/// Whether two chosen places collide: text on text, or a leader through text.
fn meet(a: &Candidate, b: &Candidate) -> bool {
    let roomy =
        Frame { x: a.frame.x - 3.0, y: a.frame.y - 1.0, width: a.frame.width + 6.0, height: a.frame.height + 2.0 };
    overlap(&roomy, &b.frame)
}

fn pair_cost(a: &Candidate, b: &Candidate) -> f64 {
    let mut cost = if meet(a, b) { OVERLAP } else { 0.0 };
    for (leader, frame) in [(a.leader, b.frame), (b.leader, a.frame)] {
        if let Some((p, q)) = leader
            && !cut::cut_line(&[p, q], frame).is_empty()
        {
            cost += 80.0;
        }
    }
    if let (Some((p, q)), Some((r, s))) = (a.leader, b.leader)
        && cross(p, q, r, s)
    {
        cost += 50.0;
    }
    cost
}

fn total(candidates: &[Vec<Candidate>], chosen: &[usize]) -> f64 {
    let mut sum = 0.0;
    for n in 0..chosen.len() {
        let c = &candidates[n][chosen[n]];
        sum += c.cost;
        for m in 0..n {
            sum += pair_cost(c, &candidates[m][chosen[m]]);
        }
    }
    sum
}

/// Each label in turn takes its best place given the others, until none moves; from several fixed starts.
fn descend(candidates: &[Vec<Candidate>]) -> Vec<usize> {
    let count = candidates.len();
    let mut best = vec![0; count];
    let mut best_cost = f64::MAX;
    let mut seed = 20_190_227_u32;
    let least: f64 = candidates.iter().map(|c| c[0].cost).sum();
    let starts = if count <= 1 { 1 } else { 10 };
    for start in 0..starts {
        let mut chosen: Vec<usize> = (0..count)
            .map(|n| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                if start == 0 { 0 } else { (seed >> 16) as usize % candidates[n].len().min(30) }
            })
            .collect();
        for _ in 0..12 {
            let mut moved = false;
            for n in 0..count {
                let better = best_for(candidates, &chosen, n);
                moved |= better != chosen[n];
                chosen[n] = better;
            }
            if !moved {
                break;
            }
        }
        let cost = total(candidates, &chosen);
        if cost < best_cost - 1e-9 {
            (best, best_cost) = (chosen, cost);
        }
        // Nothing can be better than every label at its own best place.
        if best_cost <= least + 1e-9 {
            break;
        }
    }
    best
}

fn best_for(candidates: &[Vec<Candidate>], chosen: &[usize], n: usize) -> usize {
    let mut best = (f64::MAX, chosen[n]);
    for (at, c) in candidates[n].iter().enumerate() {
        if c.cost >= best.0 {
            break;
        }
        let others = (0..chosen.len()).filter(|m| *m != n).map(|m| pair_cost(c, &candidates[m][chosen[m]]));
        let cost = c.cost + others.sum::<f64>();
        if cost < best.0 - 1e-9 {
            best = (cost, at);
        }
    }
    best.1
}

/// Branch and bound from a good start; gives up after a fixed number of steps with the best so far.
fn exact(candidates: &[Vec<Candidate>], start: Vec<usize>) -> Vec<usize> {
    let mut search = Search {
        candidates,
        // What the labels not yet placed cost at least.
        rest: (0..=candidates.len()).map(|n| candidates[n..].iter().map(|c| c[0].cost).sum()).collect(),
        best_cost: total(candidates, &start),
        best: start,
        chosen: Vec::new(),
        steps: 20_000,
    };
    search.run(0.0);
    search.best
}

struct Search<'a> {
    candidates: &'a [Vec<Candidate>],
    rest: Vec<f64>,
    best: Vec<usize>,
    best_cost: f64,
    chosen: Vec<usize>,
    steps: usize,
}

impl Search<'_> {
    fn run(&mut self, cost: f64) {
        let n = self.chosen.len();
        if n == self.candidates.len() {
            (self.best, self.best_cost) = (self.chosen.clone(), cost);
            return;
        }
        let candidates = self.candidates;
        for (at, c) in candidates[n].iter().enumerate() {
            if self.steps == 0 || cost + c.cost + self.rest[n + 1] >= self.best_cost - 1e-9 {
                return;
            }
            self.steps -= 1;
            let pairs: f64 = (0..n).map(|m| pair_cost(c, &candidates[m][self.chosen[m]])).sum();
            let sum = cost + c.cost + pairs;
            if sum + self.rest[n + 1] < self.best_cost - 1e-9 {
                self.chosen.push(at);
                self.run(sum);
                self.chosen.pop();
            }
        }
    }
}
