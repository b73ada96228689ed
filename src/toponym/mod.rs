//! Place names in a text and the places they stand for.

pub mod gazetteer;
pub mod normal;
pub mod table;
mod interim;
pub use interim::{find, Rules};
