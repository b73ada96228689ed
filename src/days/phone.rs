//! The narrow chart: the days across the whole width, each stop's words above and below its bar.

use super::{Chart, Drawn};

pub fn draw(chart: &Chart<'_>) -> Drawn {
    super::timeline::draw(chart)
}
