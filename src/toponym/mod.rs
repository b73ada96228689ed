//! STUB: the gazetteer's lead replaces this.
pub mod gazetteer;
