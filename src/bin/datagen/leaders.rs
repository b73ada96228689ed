//! The table of leaders, laid out so that it needs no parsing.

use std::path::Path;

/// Writes `leaders.bin` from `leaders.tsv`, both in the data folder; the packages are not needed.
pub fn build(_packages: &Path, data: &Path) -> Result<(), String> {
    let rows = std::fs::read_to_string(data.join("leaders.tsv")).map_err(|e| format!("leaders.tsv: {e}"))?;
    std::fs::write(data.join("leaders.bin"), motorcade::text::people::leaders::write(&rows))
        .map_err(|e| format!("leaders.bin: {e}"))
}
