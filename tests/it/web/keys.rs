//! Keys as pages: shown once in every form, brought in every form, looked after by their delegation; and wrong ones,
//! which lock nobody out.

use axum::http::{StatusCode, header};
use scraper::{Html, Selector};
use travaux::identity::secret::AccessKey;
use travaux::store::staff::{Appointment, Office};

use super::doors::key_on;
use super::site::{Answer, PROCESS, Site, cookie_of};

const KEYS: &str = "/processes/ict-workstream/delegation/keys";
const MINE: &str = "/processes/ict-workstream/delegation";

fn all(page: &str, css: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    page.select(&Selector::parse(css).unwrap()).map(|it| it.text().collect()).collect()
}

/// What a camera reads of the codes on a page.
fn scanned(page: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let (svg, path) = (Selector::parse("svg.qr").unwrap(), Selector::parse("path").unwrap());
    page.select(&svg)
        .map(|svg| {
            let side: usize = svg.attr("viewBox").unwrap().rsplit(' ').next().unwrap().parse().unwrap();
            let mut dark = vec![vec![false; side]; side];
            let drawn = svg.select(&path).next().unwrap().attr("d").unwrap();
            for run in drawn.split('M').skip(1) {
                let numbers: Vec<usize> =
                    run.split(|it: char| !it.is_ascii_digit()).filter_map(|it| it.parse().ok()).collect();
                dark[numbers[1]][numbers[0]..numbers[0] + numbers[2]].fill(true);
            }
            let grid = rqrr::SimpleGrid::from_func(side - 8, |x, y| dark[y + 4][x + 4]);
            rqrr::Grid::new(grid).decode().unwrap().1
        })
        .collect()
}

fn in_a_file(site: &Site, cookie: &str, file: &[u8], fields: &[(&str, &str)]) -> Answer {
    let part = |name: &str, value: &str| {
        format!("--xyz\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let head = "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"key.txt\"\r\n\r\n";
    let fields: String = fields.iter().map(|(name, value)| part(name, value)).collect();
    let body = [fields.as_bytes(), head.as_bytes(), file, b"\r\n--xyz--\r\n"].concat();
    let kind = (header::CONTENT_TYPE, "multipart/form-data; boundary=xyz");
    let from = (header::HeaderName::from_static("sec-fetch-site"), "same-origin");
    let known = (header::COOKIE, cookie);
    let headers = [kind, from, known];
    let headers = if cookie.is_empty() { &headers[..2] } else { &headers };
    site.bytes(axum::http::Method::POST, "/log-in/file", headers, body)
}

#[test]
fn a_key_is_shown_as_words_as_a_code_and_as_a_file_and_each_logs_in() {
    let site = Site::public();
    let host = (header::HOST, "consultation.example");
    let from = (header::HeaderName::from_static("sec-fetch-site"), "same-origin");
    let kind = (header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let body = format!("code={}", site.sheet("Northmark").replace(' ', "+")).into_bytes();
    let shown = site.bytes(axum::http::Method::POST, "/enrol", &[host, from, kind], body).text();
    let (access, recovery) = (key_on(&shown, "Access key"), key_on(&shown, "Recovery key"));
    let hyphens = |key: &str| key.replace(' ', "-");
    assert_eq!(
        scanned(&shown),
        [
            format!("http://consultation.example/log-in#{}", hyphens(&access)),
            format!("http://consultation.example/recover#{}", hyphens(&recovery)),
        ]
    );
    for (sort, key) in [("access-key", &access), ("recovery-key", &recovery)] {
        let file = site.post("/key-file", "", &[("key", key), ("sort", sort)]);
        assert_eq!(file.status, StatusCode::OK);
        assert_eq!(file.header("cache-control"), "no-store");
        assert_eq!(file.header("content-disposition"), format!("attachment; filename=\"{sort}.txt\""));
        assert_eq!(file.header("content-type"), "text/plain; charset=utf-8");
        assert!(!file.text().contains("Northmark"), "a file that is found names nobody");
        let begun = in_a_file(&site, "", &file.body, &[("next", MINE)]);
        if sort == "access-key" {
            assert_eq!((begun.status, begun.header("location")), (StatusCode::SEE_OTHER, MINE));
            assert!(site.get_as(&cookie_of(&begun), PROCESS).text().contains("Northmark"));
        } else {
            assert!(begun.text().contains("This is the recovery key"));
        }
    }
    // No page but the one that showed them has them, and no form gives back what is no key.
    for (key, sort) in [("<b>not a key</b>", "access-key"), (access.as_str(), "other")] {
        let refused = site.post("/key-file", "", &[("key", key), ("sort", sort)]);
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    }
    let none = in_a_file(&site, "", b"Minutes of the meeting", &[("to", "/x"), ("form", "text=kept")]);
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.text().contains("No key is in this file") && none.text().contains("text=kept"));
}

#[test]
fn a_sheet_has_a_code_that_leads_to_enrolling() {
    let site = Site::public();
    let office = site.enter_staff(&site.staff("office", &[Appointment::Other(Office::Secretariat)]));
    let to = "/processes/ict-workstream/office";
    let list = [("list", "Northmark\nSouthmark"), ("track", "states"), ("seats", "2")];
    site.post(&format!("{to}/delegations"), &office, &list);
    let sheets = site.post(&format!("{to}/sheets"), &office, &[("which", "without")]).text();
    let words: Vec<String> = all(&sheets, ".enrolment-sheet .key-words li");
    let codes = scanned(&sheets);
    assert_eq!((words.len(), codes.len()), (24, 2));
    for (words, code) in words.chunks(12).zip(codes) {
        assert_eq!(code.split_once("/enrol#").unwrap().1, words.join("-"));
    }
}

#[test]
fn a_word_that_is_wrong_is_named_and_what_was_typed_can_be_put_right() {
    let site = Site::public();
    let key = site.delegation("Northmark");
    let mut words: Vec<&str> = key.split(' ').collect();
    words[6] = "qqqq";
    for (to, field) in [("/log-in", "key"), ("/enrol", "code"), ("/recover", "code")] {
        let wrong = site.post(to, "", &[(field, &words.join(" "))]);
        assert_eq!(wrong.header("cache-control"), "no-store");
        let page = wrong.text();
        assert!(page.contains("Word 7 of the 12 is not on the list"), "{to}: {page}");
        assert_eq!(all(&page, &format!("textarea#{field}")), [words.join(" ")], "{to}");
    }
}

#[test]
fn keys_are_made_named_listed_and_ended_on_their_page() {
    let site = Site::public();
    let key = site.delegation("Northmark");
    let clears = site.enter(&key);
    assert!(site.get_as(&clears, MINE).text().contains(KEYS));
    let make = |role: &str, label: &str| site.post(KEYS, &clears, &[("role", role), ("label", label)]);
    let made = make("drafter", "in the room").text();
    let drafter = key_on(&made, "Access key");
    assert_eq!(scanned(&made), [format!("http:///log-in#{}", drafter.replace(' ', "-"))]);
    let drafting = site.enter(&drafter);
    assert_eq!(site.get_as(&drafting, KEYS).status, StatusCode::FORBIDDEN);
    make("reads", "");

    let page = site.get_as(&clears, KEYS).text();
    assert!(page.contains("3 access keys of at most 7"), "{page}");
    let rows = all(&page, ".key-list li div");
    assert_eq!(
        rows,
        ["Clears the one you are logged in with", "Drafts in the room", "Reads", "Recovery key"]
    );
    assert!(page.contains("the last that clears"));
    let named = |page: &str, row: usize| {
        let page = Html::parse_document(page);
        let button = Selector::parse(".key-list button").unwrap();
        page.select(&button).nth(row).unwrap().attr("value").unwrap().to_owned()
    };
    let other = site.enter(&site.delegation("Southmark"));
    let anothers = site.post(&format!("{KEYS}/end"), &other, &[("key", &named(&page, 0))]);
    assert_eq!(anothers.status, StatusCode::NOT_FOUND);
    let ended = site.post(&format!("{KEYS}/end"), &clears, &[("key", &named(&page, 0))]);
    assert_eq!(ended.header("location"), format!("{KEYS}?done=ended"));
    assert_eq!(site.get_as(&drafting, MINE).status, StatusCode::SEE_OTHER, "logged out at once");
    assert!(site.post("/log-in", "", &[("key", &drafter)]).text().contains("opens nothing here"));
    for wrong in ["", "zz", &"0".repeat(63), &"0".repeat(64)] {
        assert_eq!(
            site.post(&format!("{KEYS}/end"), &clears, &[("key", wrong)]).status,
            StatusCode::NOT_FOUND
        );
    }
    for _ in 0..5 {
        make("reads", "");
    }
    let full = make("reads", "");
    assert_eq!(full.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(full.text().contains("as many keys as it may"));
}

#[test]
fn replacing_a_representative_ends_every_session_but_the_one_that_asked() {
    let site = Site::public();
    let key = site.delegation("Northmark");
    let clears = site.enter(&key);
    let former = key_on(&site.post(KEYS, &clears, &[("role", "clears")]).text(), "Access key");
    let former_in = site.enter(&former);
    let anew = |key: &str, sure: bool| {
        let fields = [("key", key), ("sure", "yes")];
        site.post(&format!("{KEYS}/anew"), &clears, if sure { &fields } else { &fields[..1] })
    };
    assert!(anew(&key, false).text().contains("Tick"));
    assert!(anew("one two three", true).text().contains("There are 3 words in it"));
    assert_eq!(site.get_as(&former_in, MINE).status, StatusCode::OK);
    let begun = anew(&key, true);
    let (access, recovery) = (key_on(&begun.text(), "Access key"), key_on(&begun.text(), "Recovery key"));
    let still_in = cookie_of(&begun);
    assert_eq!(begun.header("cache-control"), "no-store");
    for dead in [&clears, &former_in] {
        assert_eq!(site.get_as(dead, MINE).status, StatusCode::SEE_OTHER);
    }
    assert!(site.get_as(&still_in, KEYS).text().contains("One access key of at most 7"));
    for dead in [&key, &former] {
        assert!(site.post("/log-in", "", &[("key", dead)]).text().contains("opens nothing here"));
    }
    site.enter(&access);
    // The same from the door, with nothing but the recovery key.
    let page = site.post("/recover", "", &[("code", &recovery), ("anew", "yes")]).text();
    assert_eq!(site.get_as(&still_in, MINE).status, StatusCode::SEE_OTHER);
    assert_ne!(key_on(&page, "Recovery key"), recovery);
    site.enter(&key_on(&page, "Access key"));
}

#[test]
fn the_rules_are_set_asked_for_and_agreed_to_and_the_check_page_says_what_is_missing() {
    let site = Site::public();
    let key = site.delegation("Northmark");
    let room = site.enter(&key);
    let rules = format!("{KEYS}/rules");
    let strict = [("four_eyes", "yes"), ("speaks", "clears")];
    assert!(site.post(&rules, &room, &strict).text().contains("Make a further key first"));
    let capital = key_on(&site.post(KEYS, &room, &[("role", "clears")]).text(), "Access key");
    let capital = site.enter(&capital);
    let set = site.post(&rules, &room, &strict);
    assert_eq!(set.header("location"), format!("{KEYS}?done=rules#rules"));
    let typed =
        [("form", "0".repeat(31) + "7"), ("text", "A remark.".to_owned()), ("act", "check".to_owned())];
    let typed: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let to = "/processes/ict-workstream/drafts/rev.1/paragraphs/all/comment";
    let checked = site.post(to, &room, &typed).text();
    assert!(checked.contains("In your delegation two must agree"), "{checked}");
    assert!(all(&checked, "form[action$=\"/submit\"]").is_empty());
    let mine = |who: &str| site.get_as(who, MINE).text();
    assert!(mine(&room).contains("Another key than the one that wrote it must clear this"));
    assert!(all(&mine(&room), "form[action$=\"/clear\"]").is_empty());
    let form = "0".repeat(31) + "7";
    let clear = format!("{MINE}/entries/{form}/clear");
    assert_eq!(site.post(&clear, &room, &[("seen", "1")]).status, StatusCode::UNPROCESSABLE_ENTITY);
    let submit = |who: &str, version: u32| {
        site.post(&format!("{MINE}/submit"), who, &[("item", &format!("{form}.{version}"))])
    };
    assert_eq!(submit(&room, 1).status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(site.post(&clear, &capital, &[("seen", "1")]).status, StatusCode::SEE_OTHER);
    assert_eq!(submit(&room, 2).status, StatusCode::SEE_OTHER);

    let easy = [("speaks", "drafters")];
    assert!(site.post(&rules, &room, &easy).header("location").contains("done=asked"));
    assert!(site.get_as(&room, KEYS).text().contains("You have asked for these rules"));
    assert!(site.get_as(&capital, KEYS).text().contains("Another key of your delegation asks"));
    assert!(site.post(&rules, &capital, &easy).header("location").contains("done=rules"));
    assert!(!site.get_as(&room, KEYS).text().contains("asks for these rules"));
}

/// One enrols anew: what it wrote before is nobody's, and everybody can count how often that happened.
#[test]
fn a_delegation_that_has_lost_all_its_keys_enrols_anew_and_it_is_counted() {
    let site = Site::public();
    let office = site.enter_staff(&site.staff("office", &[Appointment::Other(Office::Secretariat)]));
    let to = "/processes/ict-workstream/office/delegations";
    site.post(to, &office, &[("list", "Northmark"), ("track", "states"), ("seats", "2")]);
    let code_on = |page: &str| all(page, ".enrolment-sheet .key-words li").join(" ");
    let code = code_on(
        &site.post("/processes/ict-workstream/office/sheets", &office, &[("which", "without")]).text(),
    );
    let before = key_on(&site.post("/enrol", "", &[("code", &code)]).text(), "Access key");
    let again = site.post("/enrol", "", &[("code", &code)]).text();
    assert!(again.contains("If it was not your delegation, tell the co-chairs at once"));
    let roster = site.get_as(&office, to).text();
    assert!(roster.contains("Enrolled anew so far: 0"));
    let one = roster.split(&format!("href=\"{to}/")).nth(1).unwrap().split('"').next().unwrap().to_owned();
    let page = site.get_as(&office, &format!("{to}/{one}")).text();
    assert!(page.contains("is nobody’s from then on") && page.contains("goes with every release"));
    let sheet = format!("{to}/{one}/sheet");
    assert_eq!(site.post(&sheet, &office, &[]).status, StatusCode::UNPROCESSABLE_ENTITY, "not by a slip");
    let code = code_on(&site.post(&sheet, &office, &[("sure", "yes")]).text());
    let after = key_on(&site.post("/enrol", "", &[("code", &code)]).text(), "Access key");
    assert!(site.get_as(&office, to).text().contains("Enrolled anew so far: 1"));
    let keys_of = |key: &str| site.get_as(&site.enter(key), KEYS).text();
    assert!(keys_of(&before).contains("One access key") && keys_of(&after).contains("One access key"));
}

/// Words that are a key, and nobody's.
fn wrong_key(number: u16) -> String {
    let mut bytes = [7; 16];
    bytes[..2].copy_from_slice(&number.to_be_bytes());
    AccessKey::from_random(bytes).words().to_string()
}

#[test]
fn a_flood_of_wrong_keys_is_held_off_and_whoever_has_a_right_one_is_let_in() {
    let site = Site::public();
    let key = site.delegation("Northmark");
    let sheet = site.sheet("Southmark");
    let wrong = |it| site.post("/log-in", "", &[("key", &wrong_key(it))]).status;
    assert_eq!(wrong(0), StatusCode::UNPROCESSABLE_ENTITY);
    let held_off = || (0..2000).any(|it| wrong(it) == StatusCode::TOO_MANY_REQUESTS);
    assert!(held_off(), "they are told to wait");
    assert!((0..500).all(|it| !wrong(it).is_success()));
    // In the middle of it: in by words, by a file, enrolled, recovered.
    let begun = site.post("/log-in", "", &[("key", &key)]);
    assert_eq!((begun.status, begun.header("location")), (StatusCode::SEE_OTHER, PROCESS));
    assert_eq!(in_a_file(&site, "", key.as_bytes(), &[]).status, StatusCode::SEE_OTHER);
    let enrolled = site.post("/enrol", "", &[("code", &sheet)]);
    assert_eq!(enrolled.status, StatusCode::OK);
    let recovery = key_on(&enrolled.text(), "Recovery key");
    assert_eq!(site.post("/recover", "", &[("code", &recovery)]).status, StatusCode::OK);
    // A slip of one's own is told as well as can be, and what was held is not lost.
    let slip = (0..2000)
        .map(|it| site.post("/log-in", "", &[("key", &wrong_key(it)), ("to", "/x"), ("form", "text=kept")]))
        .find(|it| it.status == StatusCode::TOO_MANY_REQUESTS)
        .unwrap();
    assert_eq!(slip.header("retry-after"), "10");
    assert!(slip.text().contains("A right key is taken at any time") && slip.text().contains("text=kept"));
}

#[test]
fn another_log_in_in_the_same_browser_ends_the_session_before() {
    let site = Site::public();
    let key = site.delegation("Northmark");
    let first = site.enter(&key);
    let second = cookie_of(&site.post("/log-in", &first, &[("key", &key)]));
    assert_ne!(first, second);
    assert_eq!(site.get_as(&first, MINE).status, StatusCode::SEE_OTHER);
    assert_eq!(site.get_as(&second, MINE).status, StatusCode::OK);
}
