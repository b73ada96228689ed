//! Motorcade turns news coverage of a leader's trip into maps and charts.
//!
//! ```text
//! Article ──► Mentions ──► Stops ──► Itinerary ──► Scene ──► bytes
//!         text         timex      trip         map, days   render
//!                      toponym                 └────── export ─────► bytes
//! ```

pub mod days;
pub mod error;
pub mod map;
pub mod model;
pub mod render;
pub mod text;
