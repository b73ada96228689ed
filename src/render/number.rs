//! Coordinates as fixed point and as the shortest decimal text.

/// Backend units to the pixel.
pub const PER_PX: f64 = 16.0;

/// Pixels to backend units.
pub fn units(px: f64) -> i32 {
    (px * PER_PX).round() as i32
}

/// How finely a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    Tenths,
    Hundredths,
}

impl Grain {
    fn per_px(self) -> i64 {
        match self {
            Grain::Tenths => 10,
            Grain::Hundredths => 100,
        }
    }

    /// Backend units to tenths or hundredths, halves away from zero.
    pub fn of_units(self, units: i32) -> i64 {
        let scaled = i64::from(units) * self.per_px();
        (scaled + 8 * scaled.signum()) / 16
    }

    /// Writes a number of tenths or hundredths: `-.5`, `12`, `3.25`.
    pub fn write(self, out: &mut String, value: i64) {
        let per_px = self.per_px();
        if value < 0 {
            out.push('-');
        }
        let (whole, part) = (value.abs() / per_px, value.abs() % per_px);
        if whole > 0 || part == 0 {
            push_integer(out, whole as u64);
        }
        if part > 0 {
            out.push('.');
            let mut place = per_px / 10;
            let mut rest = part;
            while rest > 0 {
                out.push(char::from(b'0' + (rest / place) as u8));
                rest %= place;
                place = (place / 10).max(1);
            }
        }
    }
}

/// Writes backend units as pixels with two decimals at most.
pub fn push_units(out: &mut String, units: i32) {
    Grain::Hundredths.write(out, Grain::Hundredths.of_units(units));
}

/// Writes a length, opacity or angle with two decimals at most.
pub fn push_decimal(out: &mut String, value: f64) {
    Grain::Hundredths.write(out, (value * 100.0).round() as i64);
}

fn push_integer(out: &mut String, value: u64) {
    if value >= 10 {
        push_integer(out, value / 10);
    }
    out.push(char::from(b'0' + (value % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let write = |value: f64| {
            let mut out = String::new();
            push_decimal(&mut out, value);
            out
        };
        let cases =
            [(0.0, "0"), (0.5, ".5"), (-0.25, "-.25"), (12.0, "12"), (3.05, "3.05"), (-100.1, "-100.1"), (0.004, "0")];
        cases.iter().for_each(|&(value, text)| assert_eq!(write(value), text));
    }

    #[test]
    fn sixteenths_round_the_same_way_on_both_sides_of_zero() {
        assert_eq!((Grain::Tenths.of_units(4), Grain::Tenths.of_units(-4)), (3, -3));
        assert_eq!((Grain::Hundredths.of_units(1), Grain::Hundredths.of_units(-1)), (6, -6));
    }
}
