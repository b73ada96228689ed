//! An article as it was read: text, headline, day of publication, and where it came from.

use chrono::NaiveDate;

/// One article, before anything has been understood of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// What the source calls it, or else its file name without the ending.
    pub id: String,
    /// The headline, where the source gives one apart from the text.
    pub title: Option<String>,
    /// Who wrote it, where the source tells.
    pub byline: Option<String>,
    /// The day of publication. Without it, no relative day ("Thursday", "today") can be resolved.
    pub published: Option<NaiveDate>,
    /// The language that the source tells, as a BCP 47 tag: "en", "en-GB".
    pub language: Option<String>,
    /// Where it came from: a URL, an outlet or a file name, for the reader of the evidence.
    pub source: Option<String>,
    /// The text as given; every offset in every output counts its Unicode code points.
    pub text: String,
    /// Byte offset in `text` where the prose begins, after a header line such as ` date 2024-06-20 `.
    pub body: usize,
}
