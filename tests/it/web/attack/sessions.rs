//! Sessions that are planted, brought along, guessed, or kept after their end.

use axum::http::{Method, StatusCode, header};
use travaux::clock;
use travaux::config::Front;
use travaux::identity::keyring::KeyRole;
use travaux::identity::session::Session;
use travaux::proceedings::{end_key, log_in, make_key, own_keys};

use super::small;
use crate::web::site::{Answer, PASSPHRASE, PROCESS, Site, cookie_of};

const MINE: &str = "/processes/ict-workstream/delegation";

/// Whether a session is one of somebody's.
fn is_in(site: &Site, cookie: &str) -> bool {
    site.get_as(cookie, MINE).status == StatusCode::OK
}

/// Logs in with a browser that has a cookie already.
fn enter_with(site: &Site, cookie: &str, key: &str) -> Answer {
    let answer = site.post("/log-in", cookie, &[("key", key)]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    answer
}

#[test]
fn a_token_that_was_there_before_is_not_taken_over() {
    let site = small(Front::Nothing);
    let key = site.delegation("Northmark");
    // Planted by somebody who knows it.
    let planted = format!("travaux={}", "ab".repeat(32));
    let own = cookie_of(&enter_with(&site, &planted, &key));
    assert_ne!(own, planted);
    assert!(is_in(&site, &own) && !is_in(&site, &planted));
    // The session of whoever planted it: the browser has another one now, and that one has ended.
    let evil = site.enter(&site.delegation("Eviland"));
    let fresh = cookie_of(&enter_with(&site, &evil, &key));
    assert_ne!(fresh, evil);
    assert!(is_in(&site, &fresh));
    assert!(site.get_as(&fresh, PROCESS).text().contains("Northmark"));
    assert!(!is_in(&site, &evil), "whoever logs in leaves the session they came with");
    // Another session of the same key is another browser's.
    assert!(is_in(&site, &own));
}

#[test]
fn a_wrong_key_ends_nothing() {
    let site = small(Front::Nothing);
    let cookie = site.enter(&site.delegation("Northmark"));
    let refused = site.post("/log-in", &cookie, &[("key", "one two three")]);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.header("set-cookie").is_empty() && is_in(&site, &cookie));
}

#[test]
fn a_session_ends_within_one_request() {
    let site = small(Front::Nothing);
    let key = site.delegation("Northmark");
    let (first, second) = (site.enter(&key), site.enter(&key));
    assert_ne!(first, second, "a token for each log-in");
    // Logging out ends the one, and only that.
    let out = site.post("/log-out", &first, &[]);
    assert_eq!(out.header("clear-site-data"), "\"cache\", \"cookies\", \"storage\"");
    assert!(!is_in(&site, &first) && is_in(&site, &second));
    // A key that is taken out of use ends every session that was opened with it.
    let Session::Delegate(delegate) = log_in(site.store(), &key, clock::now()).unwrap().session else {
        panic!("staff");
    };
    let spare = make_key(site.store(), &delegate, KeyRole::Drafter).unwrap().words().to_string();
    let third = site.enter(&spare);
    let fourth = site.enter(&spare);
    let keys = own_keys(site.store(), &delegate).unwrap();
    let mut spares = keys.iter().filter(|it| it.badge.role == KeyRole::Drafter);
    end_key(site.store(), &delegate, spares.next_back().unwrap().tag).unwrap();
    assert!(is_in(&site, &second) && !is_in(&site, &third) && !is_in(&site, &fourth));
    assert_eq!(site.post("/log-in", "", &[("key", &spare)]).status, StatusCode::UNPROCESSABLE_ENTITY);
    // What comes with an ended session changes nothing.
    let before = site.files();
    let late = site.post(&format!("{MINE}/keys"), &third, &[("role", "reads")]);
    assert!(late.status == StatusCode::UNAUTHORIZED && before == site.files());
}

/// Every attribute, in both ways of being served.
#[test]
fn the_cookie_is_exactly_what_it_should_be() {
    for (front, name, secure) in
        [(Front::Nothing, "travaux", ""), (Front::Proxy, "__Host-travaux", "; Secure")]
    {
        let site = small(front);
        let key = site.delegation("Northmark");
        for (own_device, kept) in [(false, ""), (true, "; Max-Age=43200")] {
            let form: &[(&str, &str)] = &[("key", key.as_str()), ("own_device", "yes")];
            let answer = site.post("/log-in", "", &form[..1 + usize::from(own_device)]);
            let set: Vec<&str> =
                answer.headers.get_all("set-cookie").iter().map(|it| it.to_str().unwrap()).collect();
            let [set] = set[..] else { panic!("{set:?}") };
            let token = set.strip_prefix(name).and_then(|it| it.strip_prefix('=')).unwrap();
            let (token, attributes) = token.split_at(64);
            assert!(token.bytes().all(|it| it.is_ascii_hexdigit()), "{set}");
            assert_eq!(attributes, format!("; HttpOnly; SameSite=Strict{secure}; Path=/{kept}"));
            let out = site.post("/log-out", &cookie_of(&answer), &[]);
            let gone = out.header("set-cookie");
            assert!(
                gone.starts_with(&format!("{name}=; HttpOnly; SameSite=Strict{secure}; Path=/; Max-Age=0"))
            );
        }
    }
}

/// Behind TLS a cookie that a page of a neighbouring host could have set is no session.
#[test]
fn a_cookie_of_another_name_is_nobodys() {
    let site = small(Front::Proxy);
    let own = site.enter(&site.delegation("Northmark"));
    assert!(is_in(&site, &own));
    let token = own.strip_prefix("__Host-travaux=").unwrap();
    for planted in [format!("travaux={token}"), format!("__host-travaux={token}"), format!("x=1, {own}")] {
        assert!(!is_in(&site, &planted), "{planted}");
    }
}

#[test]
fn what_is_no_token_is_nobodys() {
    let site = small(Front::Nothing);
    let own = site.enter(&site.delegation("Northmark"));
    let token = own.strip_prefix("travaux=").unwrap().to_owned();
    let tokens = [
        String::new(),
        token[..63].to_owned(),
        format!("{token}0"),
        format!("{token};"),
        "0".repeat(64),
        "zz".repeat(32),
        token.replace(&token[..1], if token.starts_with('0') { "1" } else { "0" }),
        "%00".repeat(64),
        "é".repeat(32),
        "' or 1=1 --".to_owned(),
        "a".repeat(8000),
    ];
    for guess in tokens.iter().filter(|it| it.trim_end_matches(';') != token) {
        let bytes = format!("travaux={guess}").into_bytes();
        let value = axum::http::HeaderValue::from_bytes(&bytes).unwrap();
        let answer = match value.to_str() {
            Ok(text) => site.ask(Method::GET, MINE, &[(header::COOKIE, text)]),
            Err(_) => continue,
        };
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{guess:.80}");
        assert!(answer.header("location").starts_with("/log-in"), "{guess:.80}");
    }
}

/// Whether a login is there, whether it is the login or the passphrase that is wrong: one answer.
#[test]
fn refusals_at_the_doors_are_alike() {
    let site = small(Front::Nothing);
    site.staff("kornephoros", &[]);
    let refused = |login: &str, phrase: &str| {
        let answer = site.post("/log-in/staff", "", &[("login", login), ("passphrase", phrase)]);
        let headers: Vec<_> = answer.headers.keys().map(|it| it.as_str().to_owned()).collect();
        (answer.status, headers, answer.text().replace(login, "LOGIN"))
    };
    let known = refused("kornephoros", "not this passphrase");
    let unknown = refused("alphekka", PASSPHRASE);
    assert!(known == unknown);
    // So are keys that nobody has, and a recovery code.
    let words = |at: &str, name: &str, words: &str| {
        let answer = site.post(at, "", &[(name, words)]);
        (answer.status, answer.text().replace(words, "WORDS"))
    };
    let first =
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
    let other = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    assert!(words("/log-in", "key", first) == words("/log-in", "key", other));
    assert!(words("/recover", "code", first) == words("/recover", "code", other));
    assert!(words("/enrol", "code", first) == words("/enrol", "code", other));
}
