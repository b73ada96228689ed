//! The list of stops, each with what happens there and the quotes behind it.

use super::Section;
use crate::export::facts;
use crate::export::markup::{element, escape};
use crate::model::itinerary::{Activity, ArticleReference, Conflict, Evidence, Role, Status, Stop};
use crate::model::words;
use chrono::NaiveDate;

/// A stop shows at most so many quotes; the itinerary has them all.
const QUOTES: usize = 12;

impl Section<'_> {
    pub fn stops(&self) -> String {
        let numbers = numbers(&self.trip.stops);
        let items: String =
            self.trip.stops.iter().enumerate().map(|(n, stop)| self.stop(n, stop, &numbers[n])).collect();
        format!("<ol class=\"mc-stops\">\n{items}</ol>\n")
    }

    fn stop(&self, n: usize, stop: &Stop, number: &str) -> String {
        let id = format!("{}q{}", self.prefix, n + 1);
        let country =
            facts::country(stop, self.makings.names).filter(|country| stop.label.is_none() && *country != stop.place);
        let country = country
            .map(|country| format!(" <span class=\"mc-country\">{}</span>", escape(country)))
            .unwrap_or_default();
        let when = match words::stay(stop, false) {
            Some(when) => format!("<span class=\"mc-dates\">{}</span>", escape(&when)),
            None => format!("<span class=\"mc-dates mc-open\">{}</span>", facts::DAY_NOT_TOLD),
        };
        let class = facts::word(stop.status);
        let head = format!(
            "<span class=\"mc-number\" aria-hidden=\"true\">{number}</span><span class=\"mc-where\"><b>{}</b>{country}</span> \
            <span class=\"mc-facts\">{when} <span class=\"mc-status\">{}</span></span>",
            escape(facts::name(stop)),
            state(stop)
        );
        format!(
            "<li class=\"mc-s {}s{} mc-{class}\"><details><summary>{head}</summary>\n<div class=\"mc-behind\" id=\"{id}\">{}{}</div></details></li>\n",
            self.prefix,
            n + 1,
            self.happens(n),
            self.quotes(&stop.evidence) + &self.doubts(n, stop),
        )
    }

    /// "Hanoi, Vietnam, from 20 June, planned".
    pub fn told(&self, n: usize) -> String {
        let stop = &self.trip.stops[n];
        let when = words::stay(stop, false).map(|when| format!(", {when}")).unwrap_or_default();
        format!("{}{when}, {}", facts::place_and_country(stop, self.makings.names), state(stop))
    }

    fn happens(&self, n: usize) -> String {
        let here = self.trip.days.iter().filter(|day| day.stop == Some(n));
        let all: Vec<(Option<NaiveDate>, &Activity)> =
            here.flat_map(|day| day.activities.iter().map(|activity| (day.date, activity))).collect();
        if all.is_empty() {
            return String::new();
        }
        let item = |(date, activity): &(Option<NaiveDate>, &Activity)| {
            let day = date
                .map(|date| format!("<span class=\"mc-day\">{}</span> ", words::day(date, false)))
                .unwrap_or_default();
            format!("<li>{day}{}</li>", escape(&facts::one_line(&activity.label)))
        };
        format!("<ul class=\"mc-happens\">{}</ul>\n", all.iter().map(item).collect::<String>())
    }

    /// The quotes, those that follow each other from one article together.
    fn quotes(&self, evidence: &[Evidence]) -> String {
        let all = facts::distinct(evidence);
        if all.is_empty() {
            return "<p>No words of an article stand behind this stop.</p>".into();
        }
        let shown = &all[..all.len().min(QUOTES)];
        let quotes: String = shown.chunk_by(|a, b| a.article == b.article).map(|of_one| self.quote(of_one)).collect();
        let more = all.len() - shown.len();
        let more = if more > 0 { format!("<p>{more} more in the itinerary.</p>") } else { String::new() };
        format!("{quotes}{more}")
    }

    /// Where the sources differ, and what a person set.
    fn doubts(&self, n: usize, stop: &Stop) -> String {
        let conflicts = self.trip.conflicts.iter().filter(|conflict| conflict.stop == n);
        let mut out: String = conflicts.map(|conflict| self.conflict(conflict)).collect();
        if !stop.by_hand.is_empty() {
            out += &format!("<p class=\"mc-note\">Set by hand: {}.</p>\n", escape(&stop.by_hand.join(", ")));
        }
        out
    }

    /// "Sources differ on arrival, 18 June (A; B) or 19 June (C). Why the first was taken."
    fn conflict(&self, conflict: &Conflict) -> String {
        let text = format!("Sources differ on {}. {}", facts::disagreement(conflict, self.itinerary), conflict.why);
        format!("<p class=\"mc-note\">{}</p>\n", escape(&facts::one_line(&text)))
    }

    /// The words of one article, and where they stand.
    fn quote(&self, of_one: &[&Evidence]) -> String {
        let from = of_one.first().and_then(|evidence| facts::article(self.itinerary, evidence));
        let words = |evidence: &&Evidence| format!("<p>“{}”</p>", escape(&facts::one_line(&evidence.quote)));
        let words: String = of_one.iter().map(words).collect();
        format!("<blockquote>{words}<footer>{}</footer></blockquote>\n", from.map(article).unwrap_or_default())
    }
}

/// The headline, linked where there is an address, with the day.
pub fn article(article: &ArticleReference) -> String {
    let headline = facts::headline(article);
    let named = match facts::link(article) {
        Some(link) => format!("<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", escape(link), escape(headline)),
        None => element("cite", headline),
    };
    let other = article.source.as_deref().filter(|source| facts::link(article).is_none() && *source != headline);
    let rest: Vec<String> =
        other.map(escape).into_iter().chain(article.published.map(|day| words::day(day, true))).collect();
    if rest.is_empty() { named } else { format!("{named}, {}", rest.join(", ")) }
}

/// The numbers of the map: visits that were not called off, in order; the others have a sign.
pub fn numbers(stops: &[Stop]) -> Vec<String> {
    let counts = |stop: &&Stop| stop.role == Role::Stop && stop.status != Status::Cancelled;
    let plain = stops.iter().filter(counts).count() < 2;
    let mut next = 0;
    let number = |stop: &Stop| {
        if counts(&stop) && !plain {
            next += 1;
            return next.to_string();
        }
        match stop.status {
            Status::Cancelled => "×".into(),
            _ => if stop.role == Role::Stop { "●" } else { "•" }.into(),
        }
    };
    stops.iter().map(number).collect()
}

fn state(stop: &Stop) -> &'static str {
    match (stop.role, stop.status) {
        (_, Status::Cancelled) => "called off",
        (Role::Origin, _) => "start",
        (Role::Transit, _) => "stop-over",
        (Role::Return, Status::Planned) => "return planned",
        (Role::Return, _) => "return",
        (_, Status::Visited) => "visited",
        (_, Status::Current) => "there now",
        (_, Status::Planned) => "planned",
    }
}
