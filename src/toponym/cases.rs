//! Sentences with names that must never be wrong: every country, and names that several places bear.

use super::{Rules, find, table};
use crate::model::Article;
use crate::model::mention::Usage;
use crate::text::{Document, Vocabulary};
use std::sync::OnceLock;

fn compiled() -> &'static (Vocabulary, Rules) {
    static COMPILED: OnceLock<(Vocabulary, Rules)> = OnceLock::new();
    COMPILED.get_or_init(|| {
        let mut vocabulary = Vocabulary::default();
        let rules = Rules::compile(&mut vocabulary);
        (vocabulary, rules)
    })
}

/// Phrase, name and country of each place of a text, peoples left out; "?" for a place that is not known.
fn places(text: &str) -> Vec<(String, &'static str, &'static str)> {
    let (vocabulary, rules) = compiled();
    let article = Article { text: text.into(), ..Article::default() };
    let document = Document::new(&article, vocabulary);
    find(&document, rules, &[])
        .iter()
        .filter(|t| t.usage != Usage::People)
        .map(|t| {
            let (name, country) = t.place.map_or(("?", ""), |p| (p.name, p.country));
            (document.words(t.span).to_string(), name, country)
        })
        .collect()
}

/// Names of today's countries that need context or are found under another name.
const BY_CONTEXT: &[&str] = &["Georgia", "Soviets"];

/// Usual names, old names and abbreviations of the table, with their codes.
fn names() -> Vec<(String, &'static str)> {
    let mut names = Vec::new();
    for line in include_str!("../../data/gazetteer/countries.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let code = table::countries().iter().find(|p| p.country == cells[0]).map_or("", |p| p.country);
        let all = std::iter::once(cells[1]).chain(cells[8].split('|')).filter(|n| !n.is_empty());
        names.extend(all.map(|n| (n.strip_prefix("the ").unwrap_or(n).to_string(), code)));
    }
    // "occupied territories" is written as words are, and stands after an article.
    names.retain(|(name, _)| name.starts_with(char::is_uppercase) && !BY_CONTEXT.contains(&name.as_str()));
    names
}

fn check(sentence: impl Fn(&str) -> String) {
    let mut wrong = Vec::new();
    for (name, code) in names() {
        let text = sentence(&name);
        let found = places(&text);
        if !found.iter().any(|(_, _, country)| *country == code) {
            wrong.push(format!("{code}: {text} {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), names().len(), wrong.join("\n"));
}

#[test]
fn countries_are_found_after_verbs_and_prepositions() {
    check(|name| format!("He met officials in {name} on Monday."));
    check(|name| format!("The envoy visited {name} last week."));
    check(|name| format!("Her visit to {name} was short."));
    check(|name| format!("She arrived in the capital of {name} at noon."));
    check(|name| format!("The king leaves for {name} on Friday."));
}

#[test]
fn countries_are_found_where_they_open_a_sentence() {
    check(|name| format!("{name} said the talks had gone well."));
    check(|name| format!("{name} is next."));
    check(|name| format!("Late on Sunday {name}'s president spoke."));
}

#[test]
fn countries_are_found_in_lists() {
    check(|name| format!("Stops in Paraguay, {name} and Nepal come next."));
    check(|name| format!("{name}, Paraguay and Nepal come next."));
    check(|name| format!("Paraguay, Nepal and {name} come next."));
    check(|name| format!("The tour takes in Paraguay, Nepal and {name}."));
}

#[test]
fn countries_are_found_in_headlines_in_capitals() {
    check(|name| format!("MINISTER LEAVES FOR {} AFTER LONG TALKS.\n\nHe left.", name.to_uppercase()));
}

/// A text, a phrase in it, and the name and country of its place; "" for a phrase that is no place.
const CASES: &[(&str, &str, &str, &str)] = &[
    ("Ghana, Guinea-Conakry and Mali come next.", "Mali", "Mali", "ML"),
    ("Ghana, Guinea-Conakry and Mali come next.", "Guinea-Conakry", "Guinea", "GN"),
    ("The talks in DR Congo failed.", "DR Congo", "Democratic Republic of the Congo", "CD"),
    ("He flew from Kinshasa across the river to Brazzaville in Congo.", "Brazzaville", "Brazzaville", "CG"),
    ("She went from Nigeria to Niger.", "Niger", "Niger", "NE"),
    ("She went from Dominica to the Dominican Republic.", "Dominica", "Dominica", "DM"),
    ("She went from Dominica to the Dominican Republic.", "Dominican Republic", "Dominican Republic", "DO"),
    ("He will stop in Equatorial Guinea and Guinea.", "Guinea", "Guinea", "GN"),
    ("They flew on to Papua New Guinea.", "Papua New Guinea", "Papua New Guinea", "PG"),
    ("The guests flew from Atlanta to Savannah, Georgia, for the meeting.", "Georgia", "Georgia", "US"),
    ("The senator will campaign in Florida, Alabama and Georgia.", "Georgia", "Georgia", "US"),
    ("The tour takes her to Armenia, Azerbaijan and Georgia.", "Georgia", "Georgia", "GE"),
    ("The king of Jordan flew from Amman.", "Jordan", "Jordan", "JO"),
    ("French soldiers landed in Chad and Mali.", "Chad", "Chad", "TD"),
    ("The president flew from Havana to Santiago in eastern Cuba.", "Santiago", "Santiago de Cuba", "CU"),
    ("The minister landed in Santiago after talks in Buenos Aires.", "Santiago", "Santiago", "CL"),
    (
        "The pope walked with pilgrims in Santiago de Compostela.",
        "Santiago de Compostela",
        "Santiago de Compostela",
        "ES",
    ),
    (
        "The president met his Costa Rican hosts in San Jose after leaving Panama and Nicaragua.",
        "San Jose",
        "San Jose",
        "CR",
    ),
    ("The governor spoke in San Jose, California.", "San Jose", "San Jose", "US"),
    ("The chief minister received him in Hyderabad after talks in New Delhi.", "Hyderabad", "Hyderabad", "IN"),
    ("She travelled through Sindh from Karachi to Hyderabad.", "Hyderabad", "Hyderabad", "PK"),
    ("The queen arrived in Kingston, Jamaica.", "Kingston", "Kingston", "JM"),
    ("The queen arrived in Kingston on Tuesday.", "Kingston", "Kingston", "JM"),
    ("The ministers met in St. Petersburg on Thursday.", "St. Petersburg", "St. Petersburg", "RU"),
    ("The candidate spoke in St. Petersburg, Fla., and Tampa.", "St. Petersburg", "St. Petersburg", "US"),
    ("He spoke in Bangor, Maine.", "Bangor", "Bangor", "US"),
    ("The envoy flew to Birmingham from London.", "Birmingham", "Birmingham", "GB"),
    ("He spoke in Birmingham, Alabama, on Sunday.", "Birmingham", "Birmingham", "US"),
    ("She studied in Cambridge, Massachusetts.", "Cambridge", "Cambridge", "US"),
    ("She gave a talk in Cambridge and went on to London.", "Cambridge", "Cambridge", "GB"),
    ("The colonel received him in Tripoli in Libya.", "Tripoli", "Tripoli", "LY"),
    ("Clashes went on in Tripoli in northern Lebanon, 80 km from Beirut.", "Tripoli", "Tripoli", "LB"),
    ("The king opened a bridge in Valencia before returning to Madrid.", "Valencia", "Valencia", "ES"),
    ("The president led a march in Valencia and Caracas in Venezuela.", "Valencia", "Valencia", "VE"),
    ("Leaders of the bloc gathered in Cordoba, Argentina.", "Cordoba", "Córdoba", "AR"),
    ("The queen saw Seville, Cordoba and Granada in Spain.", "Cordoba", "Córdoba", "ES"),
    ("The queen saw Seville, Cordoba and Granada in Spain.", "Granada", "Granada", "ES"),
    ("The prime minister of Grenada came from St. George's.", "Grenada", "Grenada", "GD"),
    ("She stopped in American Samoa.", "American Samoa", "American Samoa", "AS"),
    ("She stopped in Samoa and Tonga.", "Samoa", "Samoa", "WS"),
    ("The Taoiseach welcomed him to Ireland.", "Ireland", "Ireland", "IE"),
    ("They toured Northern Ireland.", "Northern Ireland", "Northern Ireland", "GB"),
    ("The pope said Mass. It was raining.", "Mass", "", ""),
    ("The pope said Mass. It was raining.", "Mass.", "", ""),
    ("A plant in Worcester, Mass., was closed.", "Worcester", "Worcester", "US"),
    ("Boats were lost in Laguna, Batangas and Cavite, south of Manila.", "Laguna", "Laguna", "PH"),
    ("The four met in Paris under the Normandy format.", "Normandy", "", ""),
    ("A crowd filled Kossuth Square in Budapest.", "Kossuth Square", "?", ""),
    ("His plane refuelled on Sal Island.", "Sal Island", "Sal", "CV"),
    ("He toured a car plant in Aichi Prefecture.", "Aichi Prefecture", "Aichi", "JP"),
    ("The flood hit Osaka Prefecture.", "Osaka Prefecture", "Osaka Prefecture", "JP"),
    ("He landed in Osaka.", "Osaka", "Osaka", "JP"),
    ("Snow fell on Honshu.", "Honshu", "Honshu", "JP"),
    ("She spoke at the forum in Davos.", "Davos", "Davos", "CH"),
    ("They signed the treaty in Schengen.", "Schengen", "Schengen", "LU"),
    ("They met in Reykholt in Iceland.", "Reykholt", "Reykholt", "IS"),
    ("The pope prayed at El Cobre.", "El Cobre", "El Cobre", "CU"),
    ("The pilgrims came to Vanimo.", "Vanimo", "Vanimo", "PG"),
    ("Veterans gathered in Lumban.", "Lumban", "Lumban", "PH"),
    ("He rested at his ranch in Crawford, Texas.", "Crawford", "Crawford", "US"),
    ("Fighting went on in Kherson Oblast.", "Kherson Oblast", "Kherson Region", "UA"),
    ("The governor of Lviv Oblast met them.", "Lviv Oblast", "Lviv Region", "UA"),
    ("He toured the state of Kaduna in Nigeria.", "Kaduna", "Kaduna State", "NG"),
    ("He flew to Kano.", "Kano", "Kano", "NG"),
    ("He spoke in Victoria, British Columbia.", "Victoria", "Victoria", "CA"),
    ("The president of the Seychelles met him in Victoria.", "Victoria", "Victoria", "SC"),
    ("Ships left the Lebanese port of Tripoli.", "Tripoli", "Tripoli", "LB"),
    ("He was born in the Pakistani city of Hyderabad.", "Hyderabad", "Hyderabad", "PK"),
    ("The flood hit Osaka prefecture.", "Osaka prefecture", "Osaka Prefecture", "JP"),
    ("Shells fell in the Kherson region.", "Kherson region", "Kherson Region", "UA"),
    ("KIEV, U.S.S.R. (Agency) - The guests left.", "KIEV", "Kyiv", "UA"),
];

#[test]
fn names_of_several_places_follow_their_context() {
    let mut wrong = Vec::new();
    for (text, phrase, name, country) in CASES {
        let found = places(text);
        let row = found.iter().find(|(p, ..)| p == phrase).map(|(_, n, c)| (*n, *c)).unwrap_or_default();
        if row != (*name, *country) {
            wrong.push(format!("{text}: {phrase} {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), CASES.len(), wrong.join("\n"));
}
