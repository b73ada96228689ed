//! Sentences of the project's own, each with the people that a reader would find.

use super::*;
use crate::language;
use crate::model::Article;
use crate::text::Vocabulary;
use crate::toponym::gazetteer;

/// Name, title and country of all people, and for each mention its words and the name meant.
pub(super) struct Found {
    pub people: Vec<(String, String, String)>,
    pub mentions: Vec<(String, String)>,
}

pub(super) fn read(year: i32, title: Option<&str>, text: &str) -> Found {
    let tables = &language::ALL[0];
    let mut vocabulary = Vocabulary::of(tables);
    let rules = Rules::compile(&mut vocabulary, tables, gazetteer::nations(tables));
    let published = chrono::NaiveDate::from_ymd_opt(year, 2, 27);
    let article = Article { title: title.map(Into::into), text: text.into(), published, ..Article::default() };
    let doc = Document::new(&article, &vocabulary);
    let (mentions, people) = find(&doc, &rules, &|name| name == "Ghana" || name == "Lagos");
    let text_of = |o: &Option<String>| o.clone().unwrap_or_default();
    Found {
        people: people.iter().map(|p| (p.name.clone(), text_of(&p.title), text_of(&p.country))).collect(),
        mentions: mentions.iter().map(|m| (doc.words(m.span).into(), people[m.person].name.clone())).collect(),
    }
}

fn names(text: &str) -> Vec<String> {
    read(2019, None, text).people.into_iter().map(|p| p.0).collect()
}

fn one(text: &str) -> (String, String, String) {
    let mut people = read(2019, None, text).people;
    assert_eq!(people.len(), 1, "{text}: {people:?}");
    people.remove(0)
}

pub(super) fn meant(found: &Found, words: &str) -> String {
    found
        .mentions
        .iter()
        .find(|m| m.0 == words)
        .map(|m| m.1.clone())
        .unwrap_or_else(|| format!("nobody: {:?}", found.mentions))
}

#[test]
fn titles_with_their_fields() {
    for (text, name, country) in [
        ("Minister for Foreign Affairs and Trade of Ghana Kofi Asare landed on Monday.", "Kofi Asare", "GH"),
        ("We met Under Secretary of State for Political Affairs Ann Farrow.", "Ann Farrow", "US"),
        ("Special Presidential Envoy for Climate John Farrow flew in.", "John Farrow", "US"),
        ("Deputy Head of the Office of the President of Ukraine Ivan Petrenko arrived.", "Ivan Petrenko", "UA"),
        ("NATO Deputy Secretary General Martin Voss spoke.", "Martin Voss", "XN"),
        ("Australia's climate change and energy minister, Peter Hallam, spoke.", "Peter Hallam", "AU"),
        ("Prime Minister Martin Voss of Norway spoke.", "Martin Voss", "NO"),
        ("Dario Costa, Brazil's finance minister, spoke.", "Dario Costa", "BR"),
        ("The interim president of Ghana, Kofi Asare, spoke.", "Kofi Asare", "GH"),
        (
            "General the Honourable Sir Peter Hallam AC MC (Retd), Governor-General of the Commonwealth of Australia, spoke.",
            "Peter Hallam",
            "AU",
        ),
    ] {
        let found = one(text);
        assert_eq!((found.0.as_str(), found.2.as_str()), (name, country), "{text}");
    }
}

#[test]
fn lists_of_titled_people() {
    let found = read(
        2019,
        None,
        "Foreign Ministers Anna Holm of Sweden, Karl Voss of Austria and Pedro Costa of Portugal met.",
    );
    let told: Vec<_> = found.people.iter().map(|p| (p.0.as_str(), p.2.as_str())).collect();
    assert_eq!(told, [("Anna Holm", "SE"), ("Karl Voss", "AT"), ("Pedro Costa", "PT")]);
}

#[test]
fn names_end_where_they_should() {
    assert_eq!(names("The visitors saw Windsor Castle, History Channel and the King Center."), Vec::<String>::new());
    assert_eq!(names("Prime Minister Anton Belov Belov Chairman of the board waited."), ["Anton Belov"]);
    assert_eq!(names("He flew to New York and to Ben-Gurion airport."), Vec::<String>::new());
    assert_eq!(names("President Kim Jong Un met Ursula von der Leyen."), ["Kim Jong Un", "Ursula von der Leyen"]);
    assert_eq!(
        names("King Salman bin Faisal al-Rashid met President Ulisses Costa e Silva."),
        ["Salman bin Faisal al-Rashid", "Ulisses Costa e Silva"]
    );
}

#[test]
fn royal_titles_belong_to_the_name() {
    assert_eq!(names("King Olaf met Pope Leo and Queen Beatrix."), ["King Olaf", "Pope Leo", "Queen Beatrix"]);
    assert_eq!(names("President Clinton spoke."), ["Clinton"]);
}

#[test]
fn later_mentions() {
    let text = "Norwegian Foreign Minister Karl Voss met Danish Prime Minister Anna Holm on Monday. The foreign minister \
                then flew home. Voss said that he was glad. Holm stayed, as she had meetings. The Norwegian minister smiled.";
    let found = read(2019, None, text);
    assert_eq!(found.people.len(), 2, "{:?}", found.people);
    assert_eq!(meant(&found, "foreign minister"), "Karl Voss");
    assert_eq!(meant(&found, "Voss"), "Karl Voss");
    assert_eq!(meant(&found, "he"), "Karl Voss");
    assert_eq!(meant(&found, "Holm"), "Anna Holm");
}

#[test]
fn somebody_named_only_later() {
    let text = "We are glad to welcome the President of Mongolia. President of Mongolia Bat Erdene thanked us.";
    assert_eq!(one(text).0, "Bat Erdene");
    assert_eq!(one("The Russian president landed on Monday. Vladimir Putin smiled.").0, "Vladimir Putin");
    assert_eq!(names("No American president has been here."), Vec::<String>::new());
}

#[test]
fn one_person_or_two() {
    assert_eq!(names("Joseph Farrow spoke. Joe Farrow left. Mr. Farrow slept."), ["Joseph Farrow"]);
    assert_eq!(names("George W. Farrow praised his father. George H.W. Farrow smiled.").len(), 2);
    assert_eq!(
        names("President Ronald Reagan and Nancy Reagan waved. President Reagan spoke."),
        ["Ronald Reagan", "Nancy Reagan"]
    );
}

#[test]
fn headlines() {
    let text = "Italian Foreign Minister Carlo Riva will fly to Lagos.";
    for title in ["RIVA TO VISIT LAGOS", "Riva Travels to Lagos", "Foreign Minister Carlo Riva Travels to Lagos"] {
        let found = read(2019, Some(title), text);
        assert_eq!(found.people.len(), 1, "{title}: {:?}", found.people);
        assert_eq!(found.people[0].0, "Carlo Riva");
    }
}

#[test]
fn appositions_with_two_titles_and_none() {
    let found = one("The Minister for Foreign Affairs, Senator Ann Farrow, will visit Lagos.");
    assert_eq!((found.0.as_str(), found.1.as_str()), ("Ann Farrow", "foreign minister"));
    let text = "Prime Minister Pedro Costa arrived. After talks with Anna Holm, the prime minister flew home.";
    let found = read(2019, None, text);
    assert_eq!(meant(&found, "prime minister"), "Pedro Costa");
}

#[test]
fn objects_are_not_their_own_subjects() {
    let found = read(2019, None, "Foreign Minister Karl Voss landed. Secretary of State George Farrow greeted him.");
    assert_eq!(meant(&found, "him"), "Karl Voss");
}

#[test]
fn the_one_in_office_is_meant_by_the_surname() {
    let text =
        "President George W. Farrow flew out. Former President George H.W. Farrow stayed. Farrow landed at noon.";
    assert_eq!(meant(&read(2019, None, text), "Farrow"), "George W. Farrow");
    let found = read(2019, None, "The Secretary of State, Ann Farrow, left. The secretary slept.");
    assert_eq!(meant(&found, "secretary"), "Ann Farrow");
}
