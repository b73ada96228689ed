//! Motorcade turns news coverage of a leader's trip into maps and charts.
//!
//! ```text
//! Article ──► Mentions ──► Stops ──► Itinerary ──► Scene ──► bytes
//!         text         timex      trip         map, days   render
//!                      toponym                 └────── export ─────► bytes
//! ```

pub mod check;
pub mod cli;
pub mod correct;
pub mod coverage;
pub mod days;
pub mod error;
pub mod export;
pub mod extract;
pub mod language;
pub mod lint;
pub mod map;
pub mod merge;
pub mod model;
pub mod read;
pub mod render;
pub mod text;
pub mod timex;
pub mod toponym;
pub mod trip;
