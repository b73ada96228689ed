//! The commands and their flags.

pub use super::correcting::Correcting;
pub use super::look::{ChartLook, Look, MapLook, Words};
use crate::export::{FILES, FORMATS};
use chrono::NaiveDate;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ColorChoice, Parser, Subcommand};
use std::path::{Path, PathBuf};

/// Turns news articles about a leader's trip into an itinerary with evidence, a route map and a day-by-day chart. Offline: it
/// asks no network for anything.
#[derive(Debug, Parser)]
#[command(name = "motorcade", version, color = ColorChoice::Never, max_term_width = 100, arg_required_else_help = true)]
#[command(subcommand_required = true, disable_help_subcommand = true)]
#[command(after_help = "\
Example:
  motorcade run article.txt -o output

Exit codes: 0 done, 1 failed, 2 wrong use, 3 nothing found.")]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Do the main job: itinerary, map and chart of the trips in the articles
    #[command(after_help = "\
Writes itinerary.json, the pictures map and days as .svg and .png, and what they tell in two sentences as .txt into DIR for the first trip found, the same into DIR/trip-2, DIR/trip-3 … for further ones, and prints the itinerary as a table.

Example:
  motorcade run article.txt --published 2024-06-20 -o output")]
    Run(Box<Run>),
    /// Print the itinerary alone
    #[command(after_help = "\
With --format jsonl every article has its line, in the order of input, also without a trip; a broken article is told of on standard error, the rest is read, and the exit code is 1.

Examples:
  motorcade extract article.txt
  motorcade extract articles/*.json --format jsonl > trips.jsonl")]
    Extract(Extract),
    /// Write the trips as a file for other tools: map programs, tables, calendars, web pages
    #[command(after_help = "\
The page of -f html is one file: pictures and styles are in it, it asks for nothing from elsewhere and has no script. With --fragment it is the piece alone, to be pasted into an article; the line above it tells the hash that a strict Content-Security-Policy needs.

Examples:
  motorcade export output/itinerary.json -o trip.geojson
  motorcade export output/itinerary.json -f csv-legs -o legs.csv
  motorcade export article.txt -f html --fragment > piece.html")]
    Export(Export),
    /// Draw the route map of an article or an itinerary
    #[command(after_help = "\
Examples:
  motorcade map article.txt -o map.svg
  motorcade map output/itinerary.json --trip 2 --preset phone --theme dark -o map.png
  motorcade map article.txt --theme auto --embed-fonts -o map.svg
  motorcade map article.txt --theme house.toml -o map.pdf
  motorcade map article.txt --projection orthographic --center=-70,30 --graticule -o globe.svg
  motorcade map article.txt --extent=-25,30,45,65 --worldview defacto -o europe.svg")]
    Map(Map),
    /// Draw the day-by-day chart of an article or an itinerary
    #[command(after_help = "\
Examples:
  motorcade days article.txt -o days.svg
  motorcade days output/itinerary.json --size 1200x675 --scale 2 -o days.png
  motorcade days output/itinerary.json --kind distance --source Reuters -o distance.svg")]
    Days(Days),
    /// Print what the stages saw: toponyms, times, travellers, cues
    #[command(after_help = "\
Offsets count Unicode code points of the text as given.

Example:
  motorcade mentions articles/*.txt --format jsonl")]
    Mentions(Mentions),
    /// Tell, for each stop and date, the sentence, the words and the rule behind it
    #[command(after_help = "\
Example:
  motorcade explain article.txt")]
    Explain(Articles),
    /// Look pictures over: what overlaps, leaves the page, cannot be read
    #[command(after_help = "\
An SVG is looked at as it is; of an itinerary or an article every trip is drawn, as map and as chart. Exit code 1 where something was found.

Examples:
  motorcade lint output/map.svg output/days.svg
  motorcade lint output/itinerary.json --format json
  motorcade lint map.svg --shown-at 640")]
    Lint(Lint),
    /// Make one itinerary of many articles: trips joined, order and dates reconciled
    #[command(after_help = "\
Takes articles and itineraries together; their order changes nothing. What articles disagree on stands in conflicts.

Examples:
  motorcade merge monday.txt tuesday.txt -o trip.json
  motorcade merge trip.json wire.txt --set Hanoi.arrive=2024-06-20 -o trip.json
  motorcade merge saved-pages -o trips.jsonl")]
    Merge(Merge),
    /// Bring an itinerary up to date with new coverage, and tell what changed
    #[command(after_help = "\
What a person corrected, by flag, in corrections.toml or in the file itself, stays.

Examples:
  motorcade update trip.json today.txt
  motorcade update trip.json today.txt --dry-run --format json")]
    Update(Update),
    /// Overrule an itinerary: places, dates, order, status
    #[command(after_help = "\
Examples:
  motorcade correct trip.json --set Hanoi.status=cancelled --drop Moscow
  motorcade correct trip.json --add \"Da Nang after Hanoi\" --move \"Vientiane before Hanoi\"")]
    Correct(Correct),
    /// Tell what is different between two itineraries or articles
    #[command(after_help = "\
Example:
  motorcade diff monday.json tuesday.json")]
    Diff(Diff),
    /// Tell what is odd in an itinerary: speeds, gaps, overlaps, doubts, disagreements
    #[command(after_help = "\
Example:
  motorcade check trip.json")]
    Check(Check),
    /// Look a name up in the gazetteer, best match first
    #[command(after_help = "\
Examples:
  motorcade places Hanoi
  motorcade places San Jose --format json")]
    Places(Places),
    /// Print the JSON Schema of itinerary.json
    Schema,
    /// Print completions for a shell
    #[command(after_help = "\
Example:
  motorcade completions bash > ~/.local/share/bash-completion/completions/motorcade")]
    Completions(Completions),
    /// Print the manual page of the program or of a command, or write all of them
    #[command(after_help = "\
Examples:
  motorcade man export | man -l -
  motorcade man -o ~/.local/share/man/man1")]
    Man(Man),
}

/// Where articles come from.
#[derive(Debug, Args, Default)]
pub struct Articles {
    /// Pages, feeds, mails, JSON, Markdown or text, told apart by content; itineraries where trips are joined; folders; patterns; - is standard input
    #[arg(value_name = "ARTICLE", required = true)]
    #[cfg_attr(feature = "fetch", arg(required = false, required_unless_present = "url"))]
    pub articles: Vec<PathBuf>,
    /// Page to fetch from the web, 16 MB in 30 seconds at most; may be given several times
    #[cfg(feature = "fetch")]
    #[arg(long, value_name = "ADDRESS")]
    pub url: Vec<String>,
    #[command(flatten)]
    pub hints: Hints,
}

impl Articles {
    /// One file alone.
    pub fn of(file: &Path, hints: &Hints) -> Self {
        let mut input = Articles::default();
        input.articles.push(file.into());
        input.hints.clone_from(hints);
        input
    }
}

/// What is known of articles apart from what stands in them.
#[derive(Debug, Args, Default, Clone)]
pub struct Hints {
    /// Day of publication, over what the articles say
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub published: Option<NaiveDate>,
    /// Name of a field in JSON, such as text=data.story; may be given several times
    #[arg(long, value_name = "FIELD=NAME", value_parser = field)]
    pub field: Vec<(String, String)>,
}

/// How sure a stop must be.
#[derive(Debug, Args)]
pub struct Sure {
    /// Leave out stops of lower confidence, 0 to 1, and trips that keep none
    #[arg(long, value_name = "F", default_value_t = 0.0, value_parser = confidence)]
    pub min_confidence: f64,
}

#[derive(Debug, Args)]
pub struct Run {
    #[command(flatten)]
    pub input: Articles,
    #[command(flatten)]
    pub sure: Sure,
    /// Folder for the results; made if need be
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    pub output: PathBuf,
    /// Draw this trip alone, from 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub trip: Option<u32>,
    /// Files for other tools beside the usual ones, for example --formats html,geojson,csv
    #[arg(long, value_name = "LIST", value_parser = files(), value_delimiter = ',')]
    pub formats: Vec<String>,
    #[command(flatten)]
    pub correcting: Correcting,
    #[command(flatten)]
    pub look: Look,
    #[command(flatten)]
    pub map: MapLook,
    #[command(flatten)]
    pub chart: ChartLook,
}

#[derive(Debug, Args)]
pub struct Map {
    #[command(flatten)]
    pub picture: Picture,
    #[command(flatten)]
    pub map: MapLook,
}

#[derive(Debug, Args)]
pub struct Days {
    #[command(flatten)]
    pub picture: Picture,
    #[command(flatten)]
    pub chart: ChartLook,
}

#[derive(Debug, Args)]
pub struct Extract {
    #[command(flatten)]
    pub input: Articles,
    #[command(flatten)]
    pub sure: Sure,
    /// Form of the result
    #[arg(long, value_name = "FORMAT", value_parser = formats(), default_value = FORMATS[0].name)]
    pub format: String,
}

#[derive(Debug, Args)]
pub struct Export {
    /// An itinerary.json, or an article; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Form of the file; where left out, what the name of --output ends in tells it
    #[arg(short, long, value_name = "FORMAT", value_parser = files(), required_unless_present = "output")]
    pub format: Option<String>,
    /// File to write; standard output where left out
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// This trip alone, from 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub trip: Option<u32>,
    #[command(flatten)]
    pub hints: Hints,
    /// HTML as a piece to paste into a page, instead of a page
    #[arg(long)]
    pub fragment: bool,
    #[command(flatten)]
    pub words: Words,
    #[command(flatten)]
    pub map: MapLook,
}

#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct Man {
    /// A command; the whole program where left out
    #[arg(value_name = "COMMAND", conflicts_with = "output")]
    pub command: Option<String>,
    /// Folder for the pages of the program and of every command; made if need be
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Picture {
    /// An article, or an itinerary.json; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Picture to write, .svg, .png, .webp or .pdf; - is SVG on standard output
    #[arg(short, long, value_name = "PICTURE")]
    pub output: PathBuf,
    /// Which trip to draw, from 1
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub trip: u32,
    #[command(flatten)]
    pub hints: Hints,
    #[command(flatten)]
    pub look: Look,
}

#[derive(Debug, Args)]
pub struct Mentions {
    #[command(flatten)]
    pub input: Articles,
    /// Form of the result: one line per article
    #[arg(long, value_name = "FORMAT", value_parser = ["jsonl"], default_value = "jsonl")]
    pub format: String,
}

#[derive(Debug, Args)]
pub struct Lint {
    /// An SVG that motorcade wrote, an itinerary.json, or an article; - is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub hints: Hints,
    /// Width in pixels at which readers see the picture, instead of its own
    #[arg(long, value_name = "PIXELS", value_parser = clap::value_parser!(u32).range(100..=8000))]
    pub shown_at: Option<u32>,
    /// Form of the result
    #[arg(long, value_name = "FORMAT", value_parser = ["lines", "json"], default_value = "lines")]
    pub format: String,
}

#[derive(Debug, Args)]
pub struct Merge {
    #[command(flatten)]
    pub input: Articles,
    /// Itinerary to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Form of the result; where left out, jsonl if the name of --output ends so
    #[arg(short, long, value_name = "FORMAT", value_parser = [
        PossibleValue::new("json").help("one itinerary of all trips"),
        PossibleValue::new("jsonl").help("one line per trip, each an itinerary by itself: for data sets"),
    ])]
    pub format: Option<String>,
    #[command(flatten)]
    pub correcting: Correcting,
}

#[derive(Debug, Args)]
pub struct Update {
    /// The itinerary to bring up to date
    #[arg(value_name = "ITINERARY")]
    pub itinerary: PathBuf,
    #[command(flatten)]
    pub new: Articles,
    /// Write here instead of over the itinerary
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Tell what would change and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Form of the report
    #[arg(long, value_name = "FORMAT", value_parser = ["lines", "json"], default_value = "lines")]
    pub format: String,
    #[command(flatten)]
    pub correcting: Correcting,
}

#[derive(Debug, Args)]
pub struct Correct {
    /// The itinerary to correct
    #[arg(value_name = "ITINERARY")]
    pub itinerary: PathBuf,
    /// Write here instead of over the itinerary
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub correcting: Correcting,
}

#[derive(Debug, Args)]
pub struct Diff {
    /// The older itinerary or article
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The newer one
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    #[command(flatten)]
    pub hints: Hints,
    /// Form of the result
    #[arg(long, value_name = "FORMAT", value_parser = ["lines", "json"], default_value = "lines")]
    pub format: String,
}

#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub input: Articles,
    /// Form of the result
    #[arg(long, value_name = "FORMAT", value_parser = ["lines", "json"], default_value = "lines")]
    pub format: String,
}

#[derive(Debug, Args)]
pub struct Places {
    /// A name, in any spelling the gazetteer knows
    #[arg(value_name = "NAME", required = true)]
    pub name: Vec<String>,
    /// Form of the result
    #[arg(long, value_name = "FORMAT", value_parser = ["table", "json"], default_value = "table")]
    pub format: String,
    /// Show at most so many places
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about)))
}

fn confidence(text: &str) -> Result<f64, String> {
    let number = text.parse().map_err(|_| "is no number; give one from 0 to 1".to_string())?;
    if (0.0..=1.0).contains(&number) { Ok(number) } else { Err("is outside 0 to 1".into()) }
}

fn files() -> PossibleValuesParser {
    PossibleValuesParser::new(FILES.iter().map(|format| PossibleValue::new(format.name).help(format.about)))
}

fn day(text: &str) -> Result<NaiveDate, String> {
    crate::read::day::iso(text).map_err(|error| error.to_string())
}

fn field(text: &str) -> Result<(String, String), String> {
    let (field, name) = text.split_once('=').unwrap_or((text, ""));
    let known: Vec<&str> = crate::read::json::field_names().collect();
    match known.contains(&field) && !name.is_empty() {
        true => Ok((field.to_string(), name.to_string())),
        false => Err(format!("write it as FIELD=NAME, with a FIELD of {}", known.join(", "))),
    }
}
