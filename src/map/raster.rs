//! A coarse picture of what lies where on the panel: water, land, which country.
//!
//! In: outlines in pixels. Out: what lies under a point or a box, in cells of a few pixels; enough to lay names on the
//! ground they belong to, never drawn.

use super::view::Frame;
use crate::model::scene::{Point, Subpath};

/// Values of cells; 0 is water.
pub struct Raster {
    frame: Frame,
    cell: f64,
    pub cols: usize,
    pub rows: usize,
    cells: Vec<u16>,
}

impl Raster {
    pub fn new(frame: Frame, cell: f64) -> Raster {
        let count = |length: f64| (length / cell).ceil().max(1.0) as usize;
        let (cols, rows) = (count(frame.width), count(frame.height));
        Raster { frame, cell, cols, rows, cells: vec![0; cols * rows] }
    }

    /// Fills outlines by the even-odd rule: every cell whose middle lies inside.
    pub fn paint(&mut self, outlines: &[Subpath], value: u16) {
        let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); self.rows];
        for outline in outlines {
            let Some(&last) = outline.points.last() else { continue };
            let mut from = last;
            for &to in &outline.points {
                self.cross(from, to, &mut crossings);
                from = to;
            }
        }
        for (row, xs) in crossings.iter_mut().enumerate() {
            xs.sort_by(f64::total_cmp);
            for pair in xs.chunks_exact(2) {
                let col = |x: f64| (((x - self.frame.x) / self.cell + 0.5).floor().max(0.0) as usize).min(self.cols);
                let start = row * self.cols;
                self.cells[start + col(pair[0])..start + col(pair[1]).max(col(pair[0]))].fill(value);
            }
        }
    }

    /// Where an edge crosses the middle lines of rows.
    fn cross(&self, a: Point, b: Point, crossings: &mut [Vec<f64>]) {
        let (low, high) = if a.1 < b.1 { (a, b) } else { (b, a) };
        let row = |y: f64| ((y - self.frame.y) / self.cell + 0.5).floor().max(0.0) as usize;
        for (n, xs) in crossings.iter_mut().enumerate().take(row(high.1)).skip(row(low.1)) {
            let y = self.frame.y + (n as f64 + 0.5) * self.cell;
            if low.1 <= y && y < high.1 {
                xs.push(low.0 + (y - low.1) / (high.1 - low.1) * (high.0 - low.0));
            }
        }
    }

    pub fn at(&self, p: Point) -> u16 {
        let index = |x: f64, from: f64, count: usize| (((x - from) / self.cell).max(0.0) as usize).min(count - 1);
        self.cells[index(p.1, self.frame.y, self.rows) * self.cols + index(p.0, self.frame.x, self.cols)]
    }

    pub fn cell(&self, col: usize, row: usize) -> u16 {
        self.cells[row * self.cols + col]
    }

    /// The middle of a cell in pixels.
    pub fn middle(&self, col: f64, row: f64) -> Point {
        (self.frame.x + (col + 0.5) * self.cell, self.frame.y + (row + 0.5) * self.cell)
    }

    /// How many cells cover a length.
    pub fn span(&self, length: f64) -> usize {
        (length / self.cell).ceil() as usize
    }

    /// The value that most cells under a box have.
    pub fn mostly(&self, frame: &Frame) -> u16 {
        let mut counts: Vec<(u16, usize)> = Vec::new();
        self.under(frame, |value| match counts.iter_mut().find(|(v, _)| *v == value) {
            Some((_, count)) => *count += 1,
            None => counts.push((value, 1)),
        });
        counts.into_iter().max_by_key(|(v, count)| (*count, *v)).map_or(0, |(v, _)| v)
    }

    /// The share of the cells under a box that have a value, 0..=1.
    pub fn share(&self, frame: &Frame, wanted: u16) -> f64 {
        let (mut hits, mut all) = (0, 0);
        self.under(frame, |value| {
            all += 1;
            hits += usize::from(value == wanted);
        });
        hits as f64 / f64::from(all.max(1))
    }

    fn under(&self, frame: &Frame, mut see: impl FnMut(u16)) {
        let steps = |length: f64| (length / self.cell).ceil().max(1.0) as usize;
        let (across, down) = (steps(frame.width), steps(frame.height));
        for row in 0..=down {
            for col in 0..=across {
                let x = frame.x + frame.width * col as f64 / across as f64;
                see(self.at((x, frame.y + frame.height * row as f64 / down as f64)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paints_an_outline_with_a_hole() {
        let mut raster = Raster::new(Frame { x: 0.0, y: 10.0, width: 100.0, height: 100.0 }, 5.0);
        let square = |a: f64, b: f64| Subpath { points: vec![(a, a), (b, a), (b, b), (a, b)], closed: true };
        raster.paint(&[square(20.0, 90.0), square(40.0, 60.0)], 3);
        assert_eq!((raster.at((30.0, 30.0)), raster.at((50.0, 50.0)), raster.at((95.0, 95.0))), (3, 0, 0));
        let under = raster.share(&Frame { x: 22.0, y: 62.0, width: 50.0, height: 10.0 }, 3);
        assert!(under > 0.95, "{under}");
    }
}
