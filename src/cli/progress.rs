//! How far a command has come, on standard error where a person looks at it, silent otherwise.

use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// A line that is drawn over and over, and gone when it is dropped.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Of so many files; one may hold any number of articles.
    pub fn of(files: usize) -> Self {
        let bar = if files > 1 { ProgressBar::new(files as u64) } else { ProgressBar::no_length() };
        let form = if files > 1 { "{bar:30} {pos} of {len} read, {eta} to go" } else { "{spinner} {pos} read" };
        if let Ok(style) = ProgressStyle::with_template(form) {
            bar.set_style(style.progress_chars("=> "));
        }
        Progress { bar }
    }

    /// So many more were worked on.
    pub fn done(&self, parts: usize) {
        let position = self.bar.position() + parts as u64;
        if self.bar.length().is_some_and(|length| length < position) {
            self.bar.set_length(position);
        }
        self.bar.set_position(position);
        self.bar.enable_steady_tick(Duration::from_millis(200));
    }

    /// Does something that may write to the terminal, the line out of its way.
    pub fn aside<T>(&self, act: impl FnOnce() -> T) -> T {
        self.bar.suspend(act)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
