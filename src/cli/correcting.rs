//! The flags that overrule what the articles say, and `corrections.toml` beside the itinerary.

use super::input;
use crate::error::{Error, Result};
use crate::model::correction::{AddedStop, Corrections, Move, Position, Selector, StopCorrection, StopValues};
use crate::read;
use clap::Args;
use std::path::{Path, PathBuf};

/// The file that is taken up where it lies beside an itinerary.
const BESIDE: &str = "corrections.toml";

/// What a person overrules.
#[derive(Debug, Args, Default)]
#[command(next_help_heading = "Corrections")]
pub struct Correcting {
    /// Corrections to make [default: corrections.toml beside the itinerary, where there is one]
    #[arg(long, value_name = "FILE")]
    pub corrections: Option<PathBuf>,
    /// Set a field of a stop: place, country, role, status, arrive, depart, label
    #[arg(long, value_name = "STOP.FIELD=VALUE")]
    pub set: Vec<String>,
    /// Take a stop out
    #[arg(long, value_name = "STOP")]
    pub drop: Vec<String>,
    /// Add a stop: "Da Nang after Hanoi"
    #[arg(long, value_name = "PLACE [after|before STOP]")]
    pub add: Vec<String>,
    /// Move a stop: "Vientiane before Hanoi"
    #[arg(long = "move", value_name = "STOP after|before STOP")]
    pub moves: Vec<String>,
}

impl Correcting {
    /// The corrections of the flags, and those of the file that is named or lies in `folder`.
    pub fn all(&self, folder: Option<&Path>) -> Result<Corrections> {
        let mut all = match &self.corrections {
            Some(path) => file(path)?,
            None => folder.map(beside).transpose()?.unwrap_or_default(),
        };
        all.extend(self.flags()?);
        Ok(all)
    }

    fn flags(&self) -> Result<Corrections> {
        let mut corrections = Corrections::default();
        for text in &self.set {
            corrections.stop.push(set(text).map_err(|e| e.at(format!("--set {text}")))?);
        }
        corrections.drop.extend(self.drop.iter().map(|at| Selector { at: at.clone(), ..Selector::default() }));
        for text in &self.add {
            let (place, position) = placed(text);
            let values = StopValues { place: Some(place), ..StopValues::default() };
            corrections.add.push(AddedStop { traveller: None, position, values });
        }
        for text in &self.moves {
            let (at, position) = placed(text);
            corrections.moves.push(Move { at, visit: None, traveller: None, position });
        }
        read::corrections::check(&corrections).map_err(|e| Error::wrong_use(e.to_string()))?;
        Ok(corrections)
    }
}

/// The corrections that lie in a folder, or none.
pub fn beside(folder: &Path) -> Result<Corrections> {
    let path = folder.join(BESIDE);
    if path.is_file() { file(&path) } else { Ok(Corrections::default()) }
}

fn file(path: &Path) -> Result<Corrections> {
    let bytes = input::bytes(path, read::corrections::LIMIT)?;
    read::corrections::read(&bytes).map_err(|e| e.at(path.display()))
}

/// "Hanoi.arrive=2024-06-20": the fields are those of a `[[stop]]`.
fn set(text: &str) -> Result<StopCorrection> {
    let form = || Error::wrong_use("is not STOP.FIELD=VALUE, such as Hanoi.arrive=2024-06-20");
    let (name, value) = text.split_once('=').ok_or_else(form)?;
    let (at, field) = name.rsplit_once('.').ok_or_else(form)?;
    let known = ["place", "country", "role", "status", "arrive", "depart", "label"];
    if at.is_empty() || !known.contains(&field) {
        return Err(Error::wrong_use(format!("\"{field}\" is no field to set; it is one of {}", known.join(", "))));
    }
    let json = serde_json::json!({ "at": at, field: value });
    serde_json::from_value(json).map_err(|error| Error::wrong_use(error.to_string().replace('`', "\"")))
}

/// "Da Nang after Hanoi" to the place and where it goes.
fn placed(text: &str) -> (String, Position) {
    for (word, is_after) in [(" after ", true), (" before ", false)] {
        if let Some((place, other)) = text.split_once(word) {
            let other = Some(other.trim().to_string());
            let position = if is_after {
                Position { after: other, before: None }
            } else {
                Position { after: None, before: other }
            };
            return (place.trim().into(), position);
        }
    }
    (text.trim().into(), Position::default())
}
