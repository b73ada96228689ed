//! Path data in relative commands with as few bytes as the grammar allows.
//!
//! Differences are taken between points that are already rounded, so that nothing drifts along a coast of 10,000 points.

use super::number::Grain;
use plotters_backend::BackendCoord;

/// Paths of more points than this are written in tenths of a pixel: no eye sees the difference in a coast.
const FINE_UP_TO: usize = 200;

/// Writes the path data of one outline.
pub struct PathData<'a> {
    out: &'a mut String,
    grain: Grain,
    /// The current point, in grains.
    at: (i64, i64),
    /// The command that a bare pair of numbers would repeat.
    command: u8,
}

impl<'a> PathData<'a> {
    /// `points`: how many will come in all.
    pub fn new(out: &'a mut String, points: usize) -> Self {
        let grain = if points > FINE_UP_TO { Grain::Tenths } else { Grain::Hundredths };
        PathData { out, grain, at: (0, 0), command: 0 }
    }

    /// One part of the outline. Points that fall on the one before are left out.
    pub fn subpath(&mut self, points: impl Iterator<Item = BackendCoord>, closed: bool) {
        let grain = self.grain;
        let mut points = points.map(|(x, y)| (grain.of_units(x), grain.of_units(y)));
        let Some(first) = points.next() else { return };
        self.move_to(first);
        let mut drawn = false;
        for point in points {
            drawn |= self.line_to(point);
        }
        if !drawn && !closed {
            // A line of no length still shows its round caps.
            self.out.push_str("h0");
        }
        if closed {
            self.out.push('z');
            self.at = first;
            self.command = b'z';
        }
    }

    fn move_to(&mut self, point: (i64, i64)) {
        // The first move counts from the origin, so that it may be relative like all others.
        self.pair(b'm', (point.0 - self.at.0, point.1 - self.at.1));
        // After a move, further pairs mean lines.
        self.command = b'l';
        self.at = point;
    }

    fn line_to(&mut self, point: (i64, i64)) -> bool {
        let step = (point.0 - self.at.0, point.1 - self.at.1);
        match step {
            (0, 0) => return false,
            (dx, 0) => self.single(b'h', dx),
            (0, dy) => self.single(b'v', dy),
            _ => self.pair(b'l', step),
        }
        self.at = point;
        true
    }

    fn single(&mut self, command: u8, value: i64) {
        self.name(command);
        self.number(value);
    }

    fn pair(&mut self, command: u8, (x, y): (i64, i64)) {
        self.name(command);
        self.number(x);
        self.number(y);
    }

    fn name(&mut self, command: u8) {
        if command != self.command || command == b'm' {
            self.out.push(char::from(command));
            self.command = command;
        }
    }

    /// A number, and a space where it would run into the one before.
    fn number(&mut self, value: i64) {
        let before = self.out.as_bytes().last().copied().unwrap_or(b' ');
        let start = self.out.len();
        self.grain.write(self.out, value);
        let first = self.out.as_bytes()[start];
        let runs_on = first != b'-' && (before.is_ascii_digit() || before == b'.');
        if runs_on && (first != b'.' || !self.last_number_has_point(start)) {
            self.out.insert(start, ' ');
        }
    }

    fn last_number_has_point(&self, end: usize) -> bool {
        let digits = |b: &&u8| b.is_ascii_digit();
        let tail = self.out.as_bytes()[..end].iter().rev().take_while(digits).count();
        end > tail && self.out.as_bytes()[end - tail - 1] == b'.'
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(parts: &[(&[(f64, f64)], bool)]) -> String {
        let mut out = String::new();
        let mut path = PathData::new(&mut out, 4);
        for (points, closed) in parts {
            path.subpath(
                points.iter().map(|&(x, y)| (super::super::number::units(x), super::super::number::units(y))),
                *closed,
            );
        }
        out
    }

    #[test]
    fn relative_and_short() {
        assert_eq!(
            data(&[(&[(1.0, 2.0), (3.5, 2.0), (3.5, 4.0), (4.0, 4.5), (3.0, 5.0)], true)]),
            "m1 2h2.5v2l.5.5-1 .5z"
        );
        assert_eq!(data(&[(&[(0.0, 0.0), (1.0, 1.0)], false), (&[(2.0, 2.0), (3.0, 3.0)], false)]), "m0 0 1 1m1 1 1 1");
        assert_eq!(data(&[(&[(5.0, 5.0), (5.0, 5.0)], false)]), "m5 5h0");
    }

    #[test]
    fn rounding_does_not_drift() {
        let points: Vec<_> = (0..4000).map(|i| (i * 7, i * 3)).collect();
        let mut out = String::new();
        PathData::new(&mut out, points.len()).subpath(points.iter().copied(), false);
        let numbers: Vec<f64> = out[1..]
            .replace('l', " ")
            .replace('-', " -")
            .split(' ')
            .filter(|n| !n.is_empty())
            .flat_map(split_points)
            .collect();
        let (x, y) = numbers.chunks(2).fold((0.0, 0.0), |(x, y), step| (x + step[0], y + step[1]));
        assert!((x - 3999.0 * 7.0 / 16.0).abs() < 0.06 && (y - 3999.0 * 3.0 / 16.0).abs() < 0.06, "{x} {y}");
    }

    /// `.5.5` is two numbers.
    fn split_points(text: &str) -> Vec<f64> {
        let mut numbers: Vec<String> = Vec::new();
        for c in text.chars() {
            let new = numbers.last().is_none_or(|n| c == '.' && n.contains('.'));
            if new { numbers.push(c.to_string()) } else { numbers.last_mut().unwrap().push(c) }
        }
        numbers.iter().map(|n| n.parse().unwrap()).collect()
    }
}
