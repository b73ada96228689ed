//! The one error type: what is wrong, where, and what to do about it.

use std::fmt;

/// A broken input or a failed write. Odd text is never an error; it gives a [`crate::model::Warning`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    message: String,
    wrong_use: bool,
}

/// What every fallible function of this crate returns.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// `message` is one line: what, where, what to do.
    pub fn new(message: impl Into<String>) -> Self {
        Error { message: message.into(), wrong_use: false }
    }

    /// An error in how the program was called rather than in what it was given.
    pub fn wrong_use(message: impl Into<String>) -> Self {
        Error { message: message.into(), wrong_use: true }
    }

    /// True where the program was called wrongly: exit code 2 instead of 1.
    pub fn is_wrong_use(&self) -> bool {
        self.wrong_use
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
