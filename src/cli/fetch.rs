//! `--url`: a page from the web, within bounds, and from public addresses alone.
//!
//! In: an address. Out: the bytes of the page and the encoding that its header tells. Every host, that of a redirection too, is
//! looked up here, and the connection goes to the addresses that were looked at: a page cannot have the program speak to a
//! machine of the house. Proxies are not used, since they would look hosts up by themselves.

use crate::error::{Error, Result};
use crate::read::html;
use std::fmt::Debug;
use std::io::{self, Read};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;
use ureq::config::Config;
use ureq::http::{Uri, header::CONTENT_TYPE};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body};

/// How much a page may cost.
struct Limits {
    bytes: u64,
    time: Duration,
    redirects: u32,
}

const LIMITS: Limits = Limits { bytes: html::LIMIT as u64, time: Duration::from_secs(30), redirects: 5 };

/// The page at an `http` or `https` address, as bytes that need no header to be read.
pub fn get(url: &str) -> Result<Vec<u8>> {
    get_by(url, Public::default(), &LIMITS)
}

fn get_by(url: &str, resolver: impl Resolver, limits: &Limits) -> Result<Vec<u8>> {
    let config = Agent::config_builder()
        .timeout_global(Some(limits.time))
        .max_redirects(limits.redirects)
        .proxy(None)
        .user_agent(concat!("motorcade/", env!("CARGO_PKG_VERSION")))
        .accept("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8")
        .build();
    let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
    let mut answer = agent.get(url).call().map_err(|error| told(&error, limits))?;
    let charset = answer.headers().get(CONTENT_TYPE).and_then(|value| charset(value.to_str().ok()?));
    let bytes = body(answer.body_mut(), limits)?;
    Ok(match charset {
        Some(label) => html::as_utf8(&bytes, &label),
        None => bytes,
    })
}

fn body(body: &mut Body, limits: &Limits) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut reader = body.with_config().limit(limits.bytes + 1).reader().take(limits.bytes + 1);
    let read = reader.read_to_end(&mut bytes);
    read.map_err(|error| told(&error.into(), limits))?;
    if bytes.len() as u64 > limits.bytes { Err(too_long(limits)) } else { Ok(bytes) }
}

/// The encoding in `text/html; charset=…`.
fn charset(content_type: &str) -> Option<String> {
    let parameters = content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut charsets = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    charsets.next().map(|(_, label)| label.trim().trim_matches('"').to_string())
}

fn too_long(limits: &Limits) -> Error {
    Error::new(format!("is longer than {} MB; save the page and give its article alone", limits.bytes >> 20))
}

/// What went wrong, and what to do.
fn told(error: &ureq::Error, limits: &Limits) -> Error {
    match error {
        ureq::Error::StatusCode(code @ 401..=403) => Error::new(format!(
            "answers {code}, not for everybody; open the page in a browser, save it and give the file"
        )),
        ureq::Error::StatusCode(code) => Error::new(format!("answers {code}; check the address")),
        ureq::Error::Timeout(_) => {
            let seconds = limits.time.as_secs_f64();
            Error::new(format!(
                "did not answer within {seconds} seconds; try again, or save the page and give the file"
            ))
        }
        ureq::Error::TooManyRedirects | ureq::Error::RedirectFailed => {
            Error::new(format!("leads on more than {} times; give the address where it ends", limits.redirects))
        }
        ureq::Error::BodyExceedsLimit(_) => too_long(limits),
        ureq::Error::HostNotFound => Error::new("has a host that nobody knows; check the address"),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => Error::wrong_use("is no address; write https://host/page"),
        ureq::Error::Io(cause) if cause.kind() == io::ErrorKind::PermissionDenied => Error::new(format!("{cause}")),
        ureq::Error::Io(cause) if cause.kind() == io::ErrorKind::TimedOut => {
            told(&ureq::Error::Timeout(ureq::Timeout::Global), limits)
        }
        other => Error::new(format!("cannot be fetched ({other}); save the page and give the file")),
    }
}

/// Looks hosts up, and refuses those that are not of the public network.
#[derive(Default)]
struct Public(DefaultResolver);

impl Debug for Public {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Public")
    }
}

impl Resolver for Public {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> std::result::Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.0.resolve(uri, config, timeout)?;
        match found.iter().find(|address| !is_public(address.ip())) {
            None => Ok(found),
            Some(address) => {
                let said =
                    format!("leads to {}, which is no public address; save the page and give the file", address.ip());
                Err(ureq::Error::Io(io::Error::new(io::ErrorKind::PermissionDenied, said)))
            }
        }
    }
}

/// True for addresses that the registries of special-purpose addresses (RFC 6890) call globally reachable.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || a == 0
        || a >= 240
        || (a, b & 0xc0) == (100, 64)
        || (a, b & 0xfe) == (198, 18)
        || (a, b, c) == (192, 0, 0)
        || (a, b, c) == (192, 88, 99);
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let inner = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match (a, b) {
        (0, 0) if (c, d, e, f) == (0, 0, 0, 0xffff) => is_public_v4(inner(g, h)),
        (0x64, 0xff9b) if (c, d, e, f) == (0, 0, 0, 0) => is_public_v4(inner(g, h)),
        (0x2002, _) => is_public_v4(inner(b, c)),
        // Teredo and its neighbours, and documentation.
        (0x2001, 0..=0x1ff | 0xdb8) | (0x3fff, 0..=0xfff) => false,
        // All that is given out lies here.
        _ => a & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
#[path = "fetch_tests.rs"]
mod tests;
