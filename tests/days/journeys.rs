//! Journeys for the tests: real ones, told in a few lines each.

use serde_json::{Value, json};

/// One journey; lines of stops `place|country|lat|lon|role|status|arrive|depart` and of activities
/// `day|stop|kind|status|label`, a `-` for what is not told.
pub struct Journey {
    pub name: &'static str,
    pub published: &'static str,
    pub travellers: &'static [(&'static str, &'static str, &'static str)],
}

fn told(text: &str) -> Value {
    if text == "-" { Value::Null } else { json!(text) }
}

fn stop(row: &str) -> Value {
    let f: Vec<&str> = row.trim().split('|').collect();
    json!({"place": f[0], "country": f[1], "lat": f[2].parse::<f64>().unwrap(), "lon": f[3].parse::<f64>().unwrap(), "named": "city",
           "role": f[4], "status": f[5], "arrive": told(f[6]), "depart": told(f[7]), "confidence": 0.9, "evidence": []})
}

fn rows(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

fn day(row: &str) -> Value {
    let f: Vec<&str> = row.split('|').collect();
    let stop = f[1].parse::<usize>().ok().map(|n| n - 1);
    json!({"date": told(f[0]), "stop": stop,
           "activities": [{"kind": f[2], "label": f[4], "status": f[3], "evidence": []}]})
}

fn legs(stops: &[Value]) -> Vec<Value> {
    let going: Vec<usize> = (0..stops.len()).filter(|&i| stops[i]["status"] != "cancelled").collect();
    let radians = |i: usize, field: &str| stops[i][field].as_f64().unwrap().to_radians();
    let leg = |pair: &[usize]| {
        let (a, b) = (pair[0], pair[1]);
        let (p, q, d) = (radians(a, "lat"), radians(b, "lat"), radians(b, "lon") - radians(a, "lon"));
        let cos = libm::sin(p) * libm::sin(q) + libm::cos(p) * libm::cos(q) * libm::cos(d);
        let km = libm::acos(cos.clamp(-1.0, 1.0)) * 6371.0088;
        json!({"from": a, "to": b, "date": stops[b]["arrive"], "distance_km": km, "status": stops[b]["status"], "evidence": []})
    };
    going.windows(2).map(leg).collect()
}

impl Journey {
    /// The journey as `itinerary.json` has it.
    pub fn json(&self) -> Value {
        let trip = |&(name, stops, days): &(&str, &str, &str)| {
            let stops: Vec<Value> = rows(stops).into_iter().map(stop).collect();
            let days: Vec<Value> = rows(days).into_iter().map(day).collect();
            json!({"traveller": {"name": name, "title": null, "country": null}, "legs": legs(&stops), "stops": stops, "days": days})
        };
        let trips: Vec<Value> = self.travellers.iter().map(trip).collect();
        let article = json!({"id": self.name, "title": null, "published": told(self.published), "source": null});
        json!({"schema": "motorcade/itinerary/1", "articles": [article], "trips": trips})
    }
}

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "two-stops",
        published: "2024-06-20",
        travellers: &[(
            "Vladimir Putin",
            "Pyongyang|KP|39.03|125.75|stop|visited|-|-
             Hanoi|VN|21.03|105.85|stop|current|2024-06-20|-",
            "2024-06-19|1|signing|visited|signs a mutual defence pact with Kim Jong Un
             2024-06-19|1|ceremony|visited|welcomed on Kim Il Sung Square
             2024-06-20|2|arrival|visited|lands at Noi Bai airport
             2024-06-20|2|talks|visited|talks with President To Lam
             2024-06-20|2|signing|visited|signs accords on energy and education",
        )],
    },
    Journey {
        name: "one-stop",
        published: "2009-12-10",
        travellers: &[(
            "Barack Obama",
            "Oslo|NO|59.91|10.75|stop|current|2009-12-10|2009-12-11",
            "2009-12-10|1|arrival|visited|arrives early in the morning
             2009-12-10|1|speech|visited|gives the Nobel lecture in the City Hall
             2009-12-10|1|ceremony|visited|waves to a torchlight parade from his hotel",
        )],
    },
    Journey {
        name: "pacific",
        published: "2024-11-28",
        travellers: &[(
            "Lai Ching-te",
            "Taipei|TW|25.04|121.56|origin|planned|-|2024-11-30
             Honolulu|US|21.31|-157.86|transit|planned|2024-11-30|2024-12-02
             Majuro|MH|7.09|171.38|stop|planned|2024-12-03|2024-12-03
             Funafuti|TV|-8.52|179.2|stop|planned|2024-12-04|2024-12-04
             Koror|PW|7.34|134.48|stop|planned|2024-12-05|2024-12-06
             Taipei|TW|25.04|121.56|return|planned|2024-12-06|-",
            "2024-12-01|2|visit|planned|visits the Arizona memorial
             2024-12-03|3|talks|planned|meets President Hilda Heine
             2024-12-03|3|speech|planned|addresses parliament
             2024-12-04|4|talks|planned|meets Prime Minister Feleti Teo
             2024-12-05|5|talks|planned|meets President Surangel Whipps
             2024-12-06|5|ceremony|planned|opens a coast guard pier",
        )],
    },
    Journey {
        name: "benelux",
        published: "2014-03-26",
        travellers: &[(
            "Barack Obama",
            "Amsterdam|NL|52.37|4.9|stop|visited|2014-03-24|2014-03-24
             The Hague|NL|52.08|4.31|stop|visited|2014-03-24|2014-03-25
             Brussels|BE|50.85|4.35|stop|current|2014-03-25|2014-03-26
             Rome|IT|41.9|12.48|stop|planned|2014-03-26|2014-03-28
             Riyadh|SA|24.69|46.72|stop|planned|2014-03-28|2014-03-29",
            "2014-03-24|1|visit|visited|sees Rembrandt's Night Watch in the Rijksmuseum
             2014-03-24|2|summit|visited|nuclear security summit
             2014-03-25|2|talks|visited|meets the leaders of Japan and South Korea
             2014-03-26|3|ceremony|visited|lays a wreath at Flanders Field
             2014-03-26|3|summit|visited|summit with the European Union
             2014-03-26|3|speech|visited|speech on Ukraine in the Palais des Beaux-Arts
             2014-03-27|4|talks|planned|audience with Pope Francis
             2014-03-27|4|talks|planned|lunch with President Giorgio Napolitano
             2014-03-27|4|visit|planned|visits the Colosseum
             2014-03-28|5|talks|planned|meets King Abdullah",
        )],
    },
    Journey {
        name: "tour",
        published: "1969-07-26",
        travellers: &[(
            "Richard Nixon",
            "Manila|PH|14.6|120.98|stop|current|1969-07-26|1969-07-27
             Jakarta|ID|-6.2|106.85|stop|planned|1969-07-27|1969-07-28
             Bangkok|TH|13.75|100.52|stop|planned|1969-07-28|1969-07-30
             Saigon|VN|10.78|106.7|stop|planned|1969-07-30|1969-07-30
             New Delhi|IN|28.61|77.21|stop|planned|1969-07-31|1969-08-01
             Lahore|PK|31.55|74.34|stop|planned|1969-08-01|1969-08-02
             Bucharest|RO|44.43|26.1|stop|planned|1969-08-02|1969-08-03
             Mildenhall|GB|52.34|0.51|transit|planned|1969-08-03|1969-08-03
             Washington|US|38.9|-77.04|return|planned|1969-08-03|-",
            "1969-07-26|1|talks|visited|talks with President Ferdinand Marcos
             1969-07-26|1|ceremony|visited|state dinner at Malacañang
             1969-07-27|2|talks|planned|talks with President Suharto
             1969-07-28|3|talks|planned|dines with King Bhumibol
             1969-07-30|4|visit|planned|visits troops of the First Infantry Division
             1969-07-30|4|talks|planned|meets President Nguyen Van Thieu
             1969-07-31|5|talks|planned|talks with Indira Gandhi
             1969-08-01|6|talks|planned|talks with President Yahya Khan
             1969-08-02|7|ceremony|planned|motorcade through the city
             1969-08-02|7|talks|planned|talks with Nicolae Ceaușescu
             1969-08-03|8|talks|planned|meets Prime Minister Harold Wilson",
        )],
    },
    Journey {
        name: "no-dates",
        published: "-",
        travellers: &[(
            "Hillary Clinton",
            "Tokyo|JP|35.69|139.69|stop|planned|-|-
             Jakarta|ID|-6.2|106.85|stop|planned|-|-
             Seoul|KR|37.57|126.98|stop|planned|-|-
             Beijing|CN|39.9|116.4|stop|planned|-|-",
            "-|1|talks|planned|meets families of people abducted by North Korea
             -|4|talks|planned|climate talks",
        )],
    },
    Journey {
        name: "unknown-middle",
        published: "2013-02-28",
        travellers: &[(
            "John Kerry",
            "London|GB|51.51|-0.13|stop|visited|2013-02-24|-
             Berlin|DE|52.52|13.4|stop|visited|-|-
             Paris|FR|48.86|2.35|stop|visited|-|2013-02-27
             Rome|IT|41.9|12.48|stop|current|2013-02-27|-
             Ankara|TR|39.93|32.86|stop|planned|2013-03-01|-
             Cairo|EG|30.04|31.24|stop|planned|-|-
             Kyiv|UA|50.45|30.52|stop|cancelled|-|-
             Doha|QA|25.29|51.53|stop|planned|-|2013-03-06",
            "2013-02-25|1|talks|visited|breakfast with David Cameron
             -|2|talks|visited|talks with Guido Westerwelle
             2013-02-28|4|summit|visited|Friends of Syria conference
             2013-03-01|5|talks|planned|talks with Ahmet Davutoğlu",
        )],
    },
    Journey {
        name: "long-tour",
        published: "1986-11-20",
        travellers: &[(
            "John Paul II",
            "Rome|IT|41.9|12.48|origin|visited|-|1986-11-18
             Dhaka|BD|23.72|90.41|stop|visited|1986-11-19|1986-11-19
             Singapore|SG|1.29|103.85|stop|visited|1986-11-20|1986-11-20
             Suva|FJ|-18.14|178.44|stop|planned|1986-11-21|1986-11-21
             Auckland|NZ|-36.85|174.76|stop|planned|1986-11-22|1986-11-22
             Wellington|NZ|-41.29|174.78|stop|planned|1986-11-23|1986-11-23
             Christchurch|NZ|-43.53|172.63|stop|planned|1986-11-24|1986-11-24
             Canberra|AU|-35.28|149.13|stop|planned|1986-11-24|1986-11-25
             Brisbane|AU|-27.47|153.03|stop|planned|1986-11-25|1986-11-25
             Sydney|AU|-33.87|151.21|stop|planned|1986-11-26|1986-11-27
             Hobart|AU|-42.88|147.33|stop|planned|1986-11-27|1986-11-27
             Melbourne|AU|-37.81|144.96|stop|planned|1986-11-28|1986-11-28
             Alice Springs|AU|-23.7|133.88|stop|planned|1986-11-29|1986-11-29
             Perth|AU|-31.95|115.86|stop|planned|1986-11-30|1986-11-30
             Victoria|SC|-4.62|55.45|stop|planned|1986-12-01|1986-12-01
             Rome|IT|41.9|12.48|return|planned|1986-12-01|-",
            "1986-11-19|2|ceremony|visited|ordains eighteen priests
             1986-11-19|2|visit|visited|prays at the martyrs' memorial at Savar
             1986-11-20|3|ceremony|visited|Mass in the National Stadium
             1986-11-21|4|ceremony|planned|Mass in Albert Park
             1986-11-22|5|ceremony|planned|Mass in the Domain
             1986-11-23|6|ceremony|planned|Mass at Athletic Park
             1986-11-26|10|speech|planned|speaks to workers at the Transfield factory
             1986-11-26|10|ceremony|planned|Mass at Randwick racecourse
             1986-11-26|10|visit|planned|meets schoolchildren
             1986-11-29|13|speech|planned|addresses Aboriginal Australians
             1986-11-30|14|ceremony|planned|Mass at Belmont Park",
        )],
    },
    Journey {
        name: "long-stay",
        published: "1959-09-20",
        travellers: &[(
            "Nikita Khrushchev",
            "Washington|US|38.9|-77.04|stop|visited|1959-09-15|1959-09-17
             New York|US|40.71|-74.01|stop|visited|1959-09-17|1959-09-19
             Los Angeles|US|34.05|-118.24|stop|visited|1959-09-19|1959-09-20
             San Francisco|US|37.77|-122.42|stop|current|1959-09-20|1959-09-22
             Des Moines|US|41.59|-93.62|stop|planned|1959-09-22|1959-09-23
             Pittsburgh|US|40.44|-80.0|stop|planned|1959-09-24|1959-09-24
             Camp David|US|39.65|-77.47|stop|planned|1959-09-25|1959-09-27",
            "1959-09-15|1|arrival|visited|lands at Andrews Air Force Base
             1959-09-15|1|ceremony|visited|state dinner at the White House
             1959-09-16|1|visit|visited|tours the farm research centre at Beltsville
             1959-09-18|2|speech|visited|addresses the United Nations General Assembly
             1959-09-18|2|visit|visited|lays a wreath at Roosevelt's grave in Hyde Park
             1959-09-19|3|visit|visited|watches the filming of Can-Can
             1959-09-21|4|visit|planned|sees an IBM plant at San Jose
             1959-09-23|5|visit|planned|walks over Roswell Garst's farm at Coon Rapids
             1959-09-24|6|visit|planned|tours a machine-tool plant
             1959-09-25|7|talks|planned|talks with President Eisenhower
             1959-09-26|7|talks|planned|talks on Berlin and disarmament",
        )],
    },
    Journey {
        name: "two-travellers",
        published: "2018-06-10",
        travellers: &[
            (
                "Kim Jong Un",
                "Pyongyang|KP|39.03|125.75|origin|visited|-|2018-06-10
                 Singapore|SG|1.29|103.85|stop|current|2018-06-10|2018-06-12",
                "2018-06-10|2|talks|visited|meets Prime Minister Lee Hsien Loong
                 2018-06-12|2|summit|planned|summit on Sentosa",
            ),
            (
                "Donald Trump",
                "La Malbaie|CA|47.65|-70.15|stop|visited|2018-06-08|2018-06-09
                 Souda Bay|GR|35.53|24.15|transit|visited|2018-06-10|-
                 Singapore|SG|1.29|103.85|stop|current|2018-06-10|2018-06-12",
                "2018-06-08|1|summit|visited|G7 summit
                 2018-06-12|3|summit|planned|summit on Sentosa",
            ),
        ],
    },
    Journey {
        name: "month-at-home",
        published: "1972-03-02",
        travellers: &[(
            "Richard Nixon",
            "Washington|US|38.9|-77.04|origin|visited|-|1972-02-17
             Honolulu|US|21.31|-157.86|transit|visited|1972-02-17|1972-02-19
             Guam|GU|13.48|144.75|transit|visited|1972-02-20|1972-02-20
             Shanghai|CN|31.23|121.47|stop|visited|1972-02-21|1972-02-21
             Beijing|CN|39.9|116.4|stop|visited|1972-02-21|1972-02-26
             Hangzhou|CN|30.27|120.16|stop|visited|1972-02-26|1972-02-27
             Shanghai|CN|31.23|121.47|stop|visited|1972-02-27|1972-02-28
             Anchorage|US|61.22|-149.9|transit|visited|1972-02-28|1972-02-28
             Washington|US|38.9|-77.04|return|visited|1972-02-28|-
             Moscow|RU|55.75|37.62|stop|planned|1972-03-15|1972-03-18",
            "1972-02-21|5|talks|visited|meets Mao Zedong
             1972-02-21|5|ceremony|visited|banquet in the Great Hall of the People
             1972-02-22|5|talks|visited|talks with Zhou Enlai
             1972-02-23|5|visit|visited|sees table tennis and gymnastics
             1972-02-24|5|visit|visited|walks on the Great Wall
             1972-02-25|5|visit|visited|tours the Forbidden City in the snow
             1972-02-26|6|visit|visited|strolls by the West Lake
             1972-02-28|7|signing|visited|signs the Shanghai communiqué",
        )],
    },
];
