//! What was odd in a text or an itinerary, said to the user without stopping.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A remark on something that could not be read with certainty; never a failure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// A stable word for programs: `unknown-place`, `no-publication-date`, `date-contradiction`, …
    pub kind: String,
    /// One sentence for people.
    pub message: String,
    /// The article that it speaks of, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// Code points in the article's text, where it speaks of a passage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<(usize, usize)>,
}
