//! The one error type: what is wrong, where, and what to do about it.

use std::fmt;

/// A broken input or a failed write. Odd text is never an error; it gives a [`crate::model::Warning`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    message: String,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Failed,
    WrongUse,
    OtherLanguage,
    PipeClosed,
}

/// What every fallible function of this crate returns.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// `message` is one line: what, where, what to do.
    pub fn new(message: impl Into<String>) -> Self {
        Error { message: message.into(), kind: Kind::Failed }
    }

    /// An error in how the program was called rather than in what it was given.
    pub fn wrong_use(message: impl Into<String>) -> Self {
        Error { message: message.into(), kind: Kind::WrongUse }
    }

    /// An article in a language that is not read.
    pub fn other_language(message: impl Into<String>) -> Self {
        Error { message: message.into(), kind: Kind::OtherLanguage }
    }

    /// True for an article in a language that is not read: exit code 4 instead of 1.
    pub fn is_other_language(&self) -> bool {
        self.kind == Kind::OtherLanguage
    }

    /// Whoever read the results has stopped reading, as `head` does: nothing to complain of.
    pub fn pipe_closed() -> Self {
        Error { message: "the reader of standard output has gone".into(), kind: Kind::PipeClosed }
    }

    /// True where the program was called wrongly: exit code 2 instead of 1.
    pub fn is_wrong_use(&self) -> bool {
        self.kind == Kind::WrongUse
    }

    /// True where there is nobody left to tell: exit code 0 and silence.
    pub fn is_pipe_closed(&self) -> bool {
        self.kind == Kind::PipeClosed
    }

    /// The same error, told with the file, line or field where it lies before it.
    ///
    /// ```
    /// let error = motorcade::error::Error::new("is empty; give an article's text").at("a.txt");
    /// assert_eq!(error.to_string(), "a.txt: is empty; give an article's text");
    /// ```
    #[must_use]
    pub fn at(self, place: impl fmt::Display) -> Self {
        Error { message: format!("{place}: {}", self.message), kind: self.kind }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
