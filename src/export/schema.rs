//! The JSON Schema of `itinerary.json`, made from the types that read and write it.

use crate::model::Itinerary;
use crate::model::itinerary::SCHEMA;
use schemars::generate::SchemaSettings;

/// The schema (draft 2020-12), indented, with a last line feed.
pub fn write() -> String {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Itinerary>();
    schema.insert("$id".into(), SCHEMA.into());
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
