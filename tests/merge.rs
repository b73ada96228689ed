//! Several articles to one trip: what a desk sees when coverage comes in, is corrected, and comes in again.

use chrono::NaiveDate;
use motorcade::correct::Found;
use motorcade::coverage::Coverage;
use motorcade::extract::extract;
use motorcade::merge::changes;
use motorcade::model::itinerary::{Status, Trip};
use motorcade::model::{Article, Itinerary};
use motorcade::read;
use motorcade::toponym::gazetteer;
use proptest::strategy::{Strategy, ValueTree};
use std::fs;

const PLAN: &str = "Russian President Vladimir Putin will visit North Korea on June 18-19 and then travel to Vietnam on June 20, his \
                    office said. He will also stop in Laos on June 21.";
const REPORT: &str = "Vladimir Putin arrived in Hanoi on Thursday, a day after he met Kim Jong Un in Pyongyang. A stop in Laos has been \
                      cancelled. He left Pyongyang on June 19.";
const LATER: &str = "President Vladimir Putin returned to Moscow on Friday after visiting North Korea and Vietnam, where he held talks \
                     with To Lam on Thursday. He arrived in Pyongyang on June 19, North Korean media said.";

fn look_up(name: &str, _: Option<&str>) -> Option<Found> {
    let place = gazetteer::search(name).into_iter().next()?;
    Some((place.name.into(), Some(place.country.into()), place.lat, place.lon, place.geonames_id))
}

fn article(id: &str, day: &str, text: &str) -> Itinerary {
    let published = Some(day.parse::<NaiveDate>().unwrap());
    extract(&Article { id: id.into(), published, text: text.into(), ..Article::default() })
}

fn merged(parts: impl IntoIterator<Item = Itinerary>) -> Itinerary {
    let mut coverage = Coverage::default();
    parts.into_iter().for_each(|part| coverage.add(part, &look_up));
    coverage.itinerary(&look_up)
}

fn all_three() -> [Itinerary; 3] {
    [
        article("plan", "2024-06-12", PLAN),
        article("report", "2024-06-20", REPORT),
        article("later", "2024-06-21", LATER),
    ]
}

fn told(trip: &Trip) -> Vec<(&str, Status)> {
    trip.stops.iter().map(|stop| (stop.place.as_str(), stop.status)).collect()
}

#[test]
fn plans_are_overtaken_and_nothing_is_lost() {
    let itinerary = merged(all_three());
    assert_eq!(itinerary.trips.len(), 1, "{:?}", itinerary.trips.iter().map(told).collect::<Vec<_>>());
    let trip = &itinerary.trips[0];
    assert_eq!(
        told(trip),
        [
            ("Pyongyang", Status::Visited),
            ("Hanoi", Status::Visited),
            ("Vientiane", Status::Cancelled),
            ("Moscow", Status::Visited)
        ]
    );
    for id in ["plan", "report", "later"] {
        assert!(trip.stops[0].evidence.iter().any(|e| e.article == id), "no evidence of {id}");
    }
    assert_eq!(trip.legs.len(), 2, "legs leave the cancelled stop out");
}

#[test]
fn disagreement_is_kept_with_its_sources() {
    let trip = merged(all_three()).trips.remove(0);
    let conflict = trip.conflicts.iter().find(|c| c.field == "arrive" && c.stop == 0).expect("18 and 19 June");
    assert_eq!(conflict.values[0].value, "2024-06-19", "{conflict:?}");
    assert_eq!(conflict.values[0].articles, ["later"]);
    assert_eq!(conflict.values[1].articles, ["plan"]);
    assert!(conflict.why.contains("report outweighs an announcement"), "{}", conflict.why);
    assert!(conflict.why.contains("hours ahead"), "{}", conflict.why);
}

#[test]
fn an_update_tells_what_changed() {
    let old = merged([article("plan", "2024-06-12", PLAN)]);
    let new = merged([old.clone(), article("report", "2024-06-20", REPORT)]);
    let lines: Vec<String> = changes::between(&old, &new).iter().map(ToString::to_string).collect();
    assert!(lines.contains(&"Vientiane: planned → cancelled".into()), "{lines:?}");
    assert!(lines.iter().any(|l| l.starts_with("Pyongyang: planned → visited")), "{lines:?}");
    assert!(changes::between(&new, &new).is_empty());
}

#[test]
fn a_hand_survives_updates() {
    let mut by_hand = merged([article("plan", "2024-06-12", PLAN)]);
    by_hand.trips[0].stops[0].arrive = NaiveDate::from_ymd_opt(2024, 6, 17);
    by_hand.trips[0].stops[1].label = Some("Hanoi, at last".into());
    let new = merged([by_hand, article("later", "2024-06-21", LATER)]);
    let stop = &new.trips[0].stops[0];
    assert_eq!(stop.arrive, NaiveDate::from_ymd_opt(2024, 6, 17));
    assert_eq!(stop.by_hand, ["arrive"]);
    assert_eq!(new.trips[0].stops[1].label.as_deref(), Some("Hanoi, at last"));
    assert_eq!(new.corrections.stop.len(), 2);
}

#[test]
fn a_stop_taken_out_stays_out() {
    let mut by_hand = merged([article("plan", "2024-06-12", PLAN)]);
    let trip = &mut by_hand.trips[0];
    trip.stops.truncate(2);
    trip.legs.truncate(1);
    trip.days.retain(|day| day.stop.is_none_or(|n| n < 2));
    let new = merged([by_hand, article("report", "2024-06-20", REPORT)]);
    assert!(new.trips[0].stops.iter().all(|s| s.place != "Vientiane"), "{:?}", told(&new.trips[0]));
}

#[test]
fn corrections_of_all_kinds() {
    let text = "[[stop]]\nat = \"hanoi\"\nplace = \"Da Nang\"\n[[drop]]\nat = \"Vientiane\"\n[[add]]\nplace = \"Phnom Penh\"\n\
                before = \"Pyongyang\"\nstatus = \"planned\"\n[[activity]]\nat = \"Pyongyang\"\nlabel = \"a parade\"\nkind = \"ceremony\"\n\
                [[traveller]]\nis = \"Vladimir Putin\"\ntitle = \"head of state\"\n[[drop]]\nat = \"Tokyo\"\n";
    let mut coverage = Coverage::default();
    coverage.add(article("plan", "2024-06-12", PLAN), &look_up);
    coverage.correct(read::corrections::read(text.as_bytes()).unwrap());
    let itinerary = coverage.itinerary(&look_up);
    let trip = &itinerary.trips[0];
    let places: Vec<&str> = trip.stops.iter().map(|s| s.place.as_str()).collect();
    assert_eq!(places, ["Phnom Penh", "Pyongyang", "Da Nang"]);
    assert_eq!(trip.stops[2].country.as_deref(), Some("VN"));
    assert!((trip.stops[2].lat.unwrap() - 16.07).abs() < 0.1, "looked up in the gazetteer");
    assert_eq!(trip.stops[0].by_hand, ["all"]);
    assert_eq!(trip.traveller.title.as_deref(), Some("head of state"));
    assert!(trip.days.iter().flat_map(|d| &d.activities).any(|a| a.by_hand && a.label == "a parade"));
    assert_eq!(trip.legs.len(), 2);
    let unfit: Vec<&String> = itinerary.warnings.iter().map(|w| &w.message).filter(|m| m.contains("Tokyo")).collect();
    assert_eq!(unfit.len(), 1, "{:?}", itinerary.warnings);
}

#[test]
fn two_leaders_keep_their_trips() {
    let a = article("a", "2023-03-22", "Xi Jinping arrived in Moscow on Monday for talks with Vladimir Putin.");
    let b = article("b", "2023-03-22", "Fumio Kishida travelled to Kyiv on Tuesday to meet Volodymyr Zelenskyy.");
    let c = article("c", "2023-03-22", "President Xi Jinping left Moscow on Wednesday after a state visit to Russia.");
    let itinerary = merged([a, b, c]);
    let who: Vec<&str> = itinerary.trips.iter().map(|t| t.traveller.name.as_str()).collect();
    assert_eq!(who, ["Xi Jinping", "Fumio Kishida"]);
    assert_eq!(itinerary.trips[0].stops.len(), 1);
}

/// Articles of the project's own corpus, the same every time.
fn corpus() -> Vec<Itinerary> {
    let mut folders: Vec<_> = fs::read_dir("tests/articles").unwrap().map(|f| f.unwrap().path()).collect();
    folders.sort();
    let read = |path: std::path::PathBuf| {
        let bytes = fs::read(path.join("article.json")).unwrap();
        let known = read::Known { id: "article".into(), ..read::Known::default() };
        extract(&read::json::article(&bytes, &known).unwrap())
    };
    folders.into_iter().filter(|path| path.is_dir()).step_by(3).map(read).collect()
}

#[test]
fn neither_order_nor_repetition_changes_anything() {
    let corpus = corpus();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..60 {
        let strategy = proptest::sample::subsequence(corpus.clone(), 8..30).prop_shuffle();
        let some = strategy.new_tree(&mut runner).unwrap().current();
        let forth = merged(some.clone());
        let back = merged(some.iter().rev().cloned());
        assert_eq!(forth, back);
        assert_eq!(merged([forth.clone(), forth.clone()]), forth);
        assert_eq!(merged([some[0].clone(), forth.clone()]), forth);
        let bytes = serde_json::to_vec(&forth).unwrap();
        assert_eq!(read::itinerary::read(&bytes).unwrap(), forth, "what is merged is read back");
    }
}

/// An article without a day that fits two journeys is of neither, and ties nothing together.
#[test]
fn journeys_of_different_years_stay_apart() {
    let first = article(
        "first",
        "2010-05-20",
        "Indian Prime Minister Narendra Modi arrived in Tokyo on Thursday. He goes on to Seoul on Saturday.",
    );
    let last = article(
        "last",
        "2019-09-18",
        "Indian Prime Minister Narendra Modi arrived in Tokyo on Wednesday. He goes on to Seoul on Friday.",
    );
    let text =
        "Indian Prime Minister Narendra Modi met his Japanese counterpart in Tokyo, and flies to Seoul for talks.";
    let open = extract(&Article { id: "open".into(), text: text.into(), ..Article::default() });
    assert_eq!(merged([first.clone(), last.clone(), open.clone()]).trips.len(), 3);
    assert_eq!(merged([first.clone(), last]).trips.len(), 2);
    assert_eq!(merged([first, open]).trips.len(), 1, "where there is but one it is that");
}
