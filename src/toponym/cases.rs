//! Sentences with names that must never be wrong: every country, and names that several places bear.

use super::gazetteer::{PeopleKind, PeopleRow, peoples};
use super::{Rules, find, table};
use crate::language;
use crate::model::Article;
use crate::model::mention::Usage;
use crate::text::{Document, Vocabulary};
use std::sync::OnceLock;

fn compiled() -> &'static (Vocabulary, Rules) {
    static COMPILED: OnceLock<(Vocabulary, Rules)> = OnceLock::new();
    COMPILED.get_or_init(|| {
        let mut vocabulary = Vocabulary::of(&language::ALL[0]);
        let rules = Rules::compile(&mut vocabulary, &language::ALL[0]);
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
    ("The bus crossed from Lebanon, Pa., to the coast.", "Lebanon", "Lebanon", "US"),
    ("They met in Vienna, Virginia, near Washington.", "Vienna", "Vienna", "US"),
    ("A shop in Athens, Georgia, closed.", "Athens", "Athens", "US"),
    ("A shop in Athens, Georgia, closed.", "Georgia", "Georgia", "US"),
    ("The university in Moscow, Idaho, opened.", "Moscow", "Moscow", "US"),
    ("She landed in Alexandria after talks with the Egyptian president in Cairo.", "Alexandria", "Alexandria", "EG"),
    ("A judge in Alexandria, Virginia, heard the case.", "Alexandria", "Alexandria", "US"),
    ("The prince went from Bermuda's capital, Hamilton, to the coast.", "Hamilton", "Hamilton", "BM"),
    ("She flew from Auckland to Hamilton in New Zealand.", "Hamilton", "Hamilton", "NZ"),
    ("The factory in Hamilton, Ontario, closed.", "Hamilton", "Hamilton", "CA"),
    ("The pope said a prayer in San Salvador.", "San Salvador", "San Salvador", "SV"),
    ("The general toured San Juan and Ponce in Puerto Rico.", "San Juan", "San Juan", "PR"),
    ("The Bolivian president returned to La Paz.", "La Paz", "La Paz", "BO"),
    ("He rested in La Paz, Baja California Sur, Mexico.", "La Paz", "La Paz", "MX"),
    ("The king opened the fair in Barcelona.", "Barcelona", "Barcelona", "ES"),
    ("The minister landed in Perth from Canberra.", "Perth", "Perth", "AU"),
    ("She spoke in Newcastle in northern England.", "Newcastle", "Newcastle upon Tyne", "GB"),
    ("The prime minister spoke in Manchester on Sunday.", "Manchester", "Manchester", "GB"),
    ("Voters in Manchester, New Hampshire, heard him.", "Manchester", "Manchester", "US"),
    ("The Indian leader spoke in Salem in Tamil Nadu.", "Salem", "Salem", "IN"),
    ("The legislature in Salem, Oregon, met.", "Salem", "Salem", "US"),
    ("The Nigerian leader went to Lagos and Kano.", "Lagos", "Lagos", "NG"),
    ("He spent a week in Lagos in southern Portugal.", "Lagos", "Lagos", "PT"),
    ("The Syrian army took Tartus.", "Tartus", "Tartus", "SY"),
    ("He was met in Suva by the prime minister of Fiji.", "Suva", "Suva", "FJ"),
    ("He flew to Port-au-Prince from Santo Domingo.", "Port-au-Prince", "Port-au-Prince", "HT"),
    ("He flew to Port Louis from Port Moresby.", "Port Moresby", "Port Moresby", "PG"),
    ("The ship sailed from Port Said.", "Port Said", "Port Said", "EG"),
    ("Talks were held in N'Djamena.", "N'Djamena", "N'Djamena", "TD"),
    ("Talks were held in Cote d'Ivoire.", "Cote d'Ivoire", "Ivory Coast", "CI"),
    ("She will go to Trinidad and Tobago, Barbados and St. Lucia.", "Trinidad and Tobago", "Trinidad and Tobago", "TT"),
    ("She will go to Trinidad and Tobago, Barbados and St. Lucia.", "St. Lucia", "Saint Lucia", "LC"),
    ("She will go to Bosnia and Croatia.", "Bosnia", "Bosnia and Herzegovina", "BA"),
    ("She will go to Sao Tome and Principe and Gabon.", "Sao Tome and Principe", "São Tomé and Príncipe", "ST"),
    ("The U.S. and the UK sent envoys.", "UK", "United Kingdom", "GB"),
    ("U.S. President Hart flew to Britain.", "U.S.", "United States", "US"),
    ("U.S. President Hart flew to Britain.", "Britain", "United Kingdom", "GB"),
    ("Relations between North and South Korea are bad.", "South Korea", "South Korea", "KR"),
    (
        "He flew from the Republic of Congo to the Democratic Republic of Congo.",
        "Republic of Congo",
        "Republic of the Congo",
        "CG",
    ),
    (
        "He flew from the Republic of Congo to the Democratic Republic of Congo.",
        "Democratic Republic of Congo",
        "Democratic Republic of the Congo",
        "CD",
    ),
    ("He was in Micronesia and Palau.", "Micronesia", "Micronesia", "FM"),
    ("He ate turkey. Then he flew to Turkey.", "Turkey", "Turkey", "TR"),
    ("Jordan Hill and Chad Moore flew home.", "Jordan", "", ""),
    ("Jordan Hill and Chad Moore flew home.", "Chad", "", ""),
    ("The minister, Paris Stone, flew home.", "Paris", "", ""),
    ("Leaders met at Hampton Court.", "Hampton Court", "Hampton Court", "GB"),
    ("Leaders met at Camp David.", "Camp David", "Camp David", "US"),
    ("They signed it at Dayton, Ohio.", "Dayton", "Dayton", "US"),
    ("His plane refuelled in Gander.", "Gander", "Gander", "CA"),
    ("He flew to Longyearbyen.", "Longyearbyen", "Longyearbyen", "NO"),
    ("They laid wreaths in Srebrenica.", "Srebrenica", "Srebrenica", "BA"),
    ("They laid wreaths in Oradour-sur-Glane.", "Oradour-sur-Glane", "Oradour-sur-Glane", "FR"),
    ("She went to Iqaluit.", "Iqaluit", "Iqaluit", "CA"),
    ("The troops are in Helmand province.", "Helmand province", "Helmand", "AF"),
    ("The storm hit North Rhine-Westphalia.", "North Rhine-Westphalia", "North Rhine-Westphalia", "DE"),
    ("KIEV, U.S.S.R. (Agency) - The guests left.", "KIEV", "Kyiv", "UA"),
];

#[test]
fn peoples_are_told_from_each_other() {
    let (vocabulary, rules) = compiled();
    let mut wrong = Vec::new();
    for row in peoples(&language::ALL[0]) {
        let PeopleRow { form, kind, land: code } = row;
        if kind != PeopleKind::Both || !form.starts_with(char::is_uppercase) {
            continue;
        }
        let article = Article { text: format!("He met the {form} president on Monday."), ..Article::default() };
        let found = find(&Document::new(&article, vocabulary), rules, &[]);
        // "Congolese", "Dominican" are those of the greater country without any context.
        let shared = ["Congolese", "Dominican", "Samoan", "Korean"].contains(&form);
        if !shared && !found.iter().any(|t| t.place.is_some_and(|p| p.country == code)) {
            wrong.push(form);
        }
    }
    assert_eq!(wrong, [""; 0]);
}

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
