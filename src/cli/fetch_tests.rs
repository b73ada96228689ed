//! Against a server of this machine, which only the tests may reach.

use super::*;
use std::io::Write;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Serves answers, one for each connection, and counts them.
fn served(answer: impl Fn(usize, &str) -> Vec<u8> + Send + 'static) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = format!("http://{}", listener.local_addr().unwrap());
    let (base, count) = (at.clone(), Arc::new(AtomicUsize::new(0)));
    let counted = count.clone();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let n = counted.fetch_add(1, Ordering::SeqCst);
            let mut asked = [0; 4096];
            let _ = stream.read(&mut asked);
            let _ = stream.write_all(&answer(n, &base));
        }
    });
    (at, count)
}

fn page(head: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\n{head}Connection: close\r\n\r\n").as_bytes(), body].concat()
}

const SMALL: Limits = Limits { bytes: 1 << 20, time: Duration::from_millis(700), redirects: 2 };

fn got(url: &str) -> Result<Vec<u8>> {
    get_by(url, DefaultResolver::default(), &SMALL)
}

#[test]
fn a_page_comes_in_the_encoding_of_its_header() {
    let (at, _) = served(|_, _| page("Content-Type: text/html; charset=iso-8859-1\r\n", b"<p>Z\xfcrich"));
    assert_eq!(html::decode(&got(&at).unwrap()), "<p>Zürich");
}

#[test]
fn the_house_is_not_asked() {
    let (at, asked) = served(|_, _| page("", b"secret"));
    let refused = get(&at).unwrap_err().to_string();
    assert!(refused.contains("leads to 127.0.0.1, which is no public address"), "{refused}");
    assert_eq!(asked.load(Ordering::SeqCst), 0);
}

#[test]
fn bounds_hold() {
    let endless = served(|_, _| page("", &vec![b'a'; 3 << 20])).0;
    assert!(got(&endless).unwrap_err().to_string().contains("is longer than 1 MB"));
    let around = served(|n, at| {
        format!("HTTP/1.1 302 Found\r\nLocation: {at}/{n}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").into()
    })
    .0;
    assert!(got(&around).unwrap_err().to_string().contains("leads on more than 2 times"));
    let slow = served(|_, _| {
        thread::sleep(Duration::from_secs(3));
        page("", b"late")
    });
    assert!(got(&slow.0).unwrap_err().to_string().contains("did not answer within 0.7 seconds"));
    let gone = served(|_, _| b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec()).0;
    assert_eq!(got(&gone).unwrap_err().to_string(), "answers 404; check the address");
}

#[test]
fn public_addresses() {
    let is = |text: &str| is_public(text.parse().unwrap());
    for public in ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07::1", "64:ff9b::808:808", "::ffff:8.8.8.8"] {
        assert!(is(public), "{public}");
    }
    for other in [
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "127.0.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "255.255.255.255",
        "224.0.0.1",
        "198.18.0.1",
        "192.0.2.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "2001::1",
    ] {
        assert!(!is(other), "{other}");
    }
}
