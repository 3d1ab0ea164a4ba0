//! The door of the staff: passphrase and second factor, and how it stands an attack.

use axum::http::{StatusCode, header};
use travaux::clock;
use travaux::config::Front;
use travaux::identity::actor::Actor;
use travaux::identity::passphrase::{hash_anew, is_dated};
use travaux::proceedings;
use travaux::store::staff::{Appointment, Office};

use super::phone::{Phone, offer, set_up};
use super::site::{Answer, PASSPHRASE, Site, cookie_of};

const DOOR: &str = "/log-in/staff";
const WRONG: &str = "The login, the passphrase or the code is wrong";

fn chair() -> Appointment {
    Appointment::CoChair("Meridia".to_owned())
}

/// What the door answers to a login, a passphrase and a code.
fn knock(site: &Site, cookie: &str, shown: [&str; 3]) -> Answer {
    let [login, passphrase, code] = shown;
    site.post(DOOR, cookie, &[("login", login), ("passphrase", passphrase), ("code", code)])
}

/// The cookies of an answer, as a browser sends them back; those that end are left out.
fn brought(answer: &Answer) -> Vec<String> {
    let set = answer.headers.get_all(header::SET_COOKIE).iter().map(|it| it.to_str().unwrap());
    set.filter(|it| !it.contains("Max-Age=0")).map(|it| it.split(';').next().unwrap().to_owned()).collect()
}

fn device(answer: &Answer) -> String {
    let all = brought(answer);
    all.into_iter().find(|it| it.starts_with("travaux-device=")).unwrap()
}

fn is_in(answer: &Answer) -> bool {
    answer.status == StatusCode::SEE_OTHER && brought(answer).iter().any(|it| it.starts_with("travaux="))
}

/// How many log-ins the trail tells of.
fn log_ins(site: &Site) -> usize {
    let trail = site.store().blocking_read(|r| r.audit_trail()).unwrap();
    trail.iter().filter(|it| matches!(it.deed, travaux::store::audit::Deed::LoggedIn {})).count()
}

#[test]
fn whatever_is_wrong_the_answer_is_one() {
    let site = Site::public();
    site.staff("chair", &[chair()]);
    let right = site.code("chair");
    let other = Phone::with("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ").code().unwrap();
    let mut pages = Vec::new();
    for shown in [
        ["chair", "not this passphrase", &right],
        ["chair", PASSPHRASE, &other],
        ["chair", PASSPHRASE, ""],
        ["chair", PASSPHRASE, "not a code"],
        ["nobody", PASSPHRASE, &right],
        ["nobody", "not this passphrase", ""],
    ] {
        let answer = knock(&site, "", shown);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{shown:?}");
        assert!(brought(&answer).is_empty(), "{shown:?}");
        let page = answer.text();
        assert!(
            page.contains(WRONG) && page.contains("Is the clock of the phone right?"),
            "{shown:?}: {page}"
        );
        assert!(!page.contains(&right) && !page.contains(PASSPHRASE), "{shown:?}");
        pages.push(page.replace(&format!("value=\"{}\"", shown[0]), ""));
    }
    assert!(pages.windows(2).all(|two| two[0] == two[1]), "the answers differ");
    assert_eq!(log_ins(&site), 0);
    assert!(is_in(&knock(&site, "", ["chair", PASSPHRASE, &right])));
    assert_eq!(log_ins(&site), 1);
}

#[test]
fn a_code_is_good_once() {
    let site = Site::public();
    site.staff("chair", &[chair()]);
    let code = site.code("chair");
    assert!(is_in(&knock(&site, "", ["chair", PASSPHRASE, &code])));
    assert!(knock(&site, "", ["chair", PASSPHRASE, &code]).text().contains(WRONG), "seen over a shoulder");
    assert_eq!(log_ins(&site), 1);
}

#[test]
fn whoever_has_no_second_factor_sets_one_up_when_logging_in() {
    let site = Site::public();
    site.staff_without_phone("ict-workstream", "chair", &[chair()]);
    let shown = [("login", "chair"), ("passphrase", PASSPHRASE), ("code", ""), ("own_device", "yes")];
    let offered = site.post(DOOR, "", &[&shown[..], &[("next", "/processes/ict-workstream/desk")]].concat());
    assert_eq!((offered.status, offered.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(brought(&offered).is_empty(), "a passphrase alone opens nothing");
    let page = offered.text();
    for said in [
        "Set up your second factor",
        "<svg class=\"qr\"",
        "href=\"otpauth://totp/Travaux:chair?secret=",
        "autocomplete=\"one-time-code\"",
        "inputmode=\"numeric\"",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let (phone, offer) = (Phone::reading(&page), offer(&page));
    let first = |code: &str, offer: &str, login: &str| {
        let form = [("login", login), ("offer", offer), ("code", code), ("own_device", "yes")];
        let form = [&form[..], &[("next", "/processes/ict-workstream/desk")]].concat();
        site.post("/log-in/staff/second-factor", "", &form)
    };
    let wrong = first("000000", &offer, "chair");
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("is the clock of the phone right?"), "{}", wrong.text());
    assert_eq!(super::phone::offer(&wrong.text()), offer, "the same again: the phone has read it");
    site.staff_without_phone("ict-workstream", "other", &[]);
    for (offer, login) in
        [("", "chair"), ("00", "chair"), (offer.as_str(), "other"), (offer.as_str(), "nobody")]
    {
        let refused = first(&phone.code().unwrap_or_default(), offer, login);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{offer} {login}");
        assert!(brought(&refused).is_empty(), "{offer} {login}");
    }
    let phone = Phone::reading(&page);
    let code = phone.code().unwrap();
    let begun = first(&code, &offer, "chair");
    assert!(is_in(&begun) && begun.header("location") == "/processes/ict-workstream/desk");
    assert!(begun.header("set-cookie").contains("Max-Age"), "their own device");
    // From now on nobody gets in without a code, and the first one is used up.
    assert!(knock(&site, "", ["chair", PASSPHRASE, ""]).text().contains(WRONG));
    assert!(knock(&site, "", ["chair", PASSPHRASE, &code]).text().contains(WRONG));
    assert!(first(&code, &offer, "chair").text().contains("set up already"));
    assert!(is_in(&knock(&site, "", ["chair", PASSPHRASE, &phone.code().unwrap()])));
}

#[test]
fn the_square_is_what_a_phone_reads() {
    let site = Site::public();
    site.staff_without_phone("ict-workstream", "chair", &[chair()]);
    let page = knock(&site, "", ["chair", PASSPHRASE, ""]).text();
    let html = scraper::Html::parse_document(&page);
    let one = |selector: &str| scraper::Selector::parse(selector).unwrap();
    let svg = html.select(&one("svg.qr")).next().unwrap();
    let side: usize =
        svg.attr("viewbox").or(svg.attr("viewBox")).unwrap().split(' ').nth(2).unwrap().parse().unwrap();
    let path = html.select(&one("svg.qr path")).next().unwrap().attr("d").unwrap();
    let mut dark = vec![false; side * side];
    for module in path.split('M').skip(1) {
        let (at, run) = module.split_once('h').unwrap();
        let (x, y) = at.split_once(' ').unwrap();
        let begin = y.parse::<usize>().unwrap() * side + x.parse::<usize>().unwrap();
        let run: usize = run.split_once('v').unwrap().0.parse().unwrap();
        dark[begin..begin + run].fill(true);
    }
    let scale = 4;
    let pixel = |x: usize, y: usize| if dark[y / scale * side + x / scale] { 0 } else { 255 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * scale, side * scale, pixel);
    let (_, read) = image.detect_grids()[0].decode().unwrap();
    let link = html.select(&one("a[href^=otpauth]")).next().unwrap().attr("href").unwrap();
    assert_eq!(read, link);
}

#[test]
fn a_lost_phone_is_replaced_by_a_new_link() {
    let site = Site::public();
    site.staff("chair", &[chair()]);
    let office = site.enter_staff(&site.staff("office", &[Appointment::Other(Office::Secretariat)]));
    let before = site.code("chair");
    let id = site.store().blocking_read(|r| r.staff_login("chair")).unwrap().unwrap().0;
    let given = site.post(&format!("/processes/ict-workstream/office/staff/{id}/link"), &office, &[]).text();
    let at = &given[given.find("/setup/").unwrap()..][.."/setup/".len() + 64];
    let chosen =
        [("passphrase", "quiet lanterns over nine bridges"), ("again", "quiet lanterns over nine bridges")];
    // A wrong first code, and the page comes again with the same secret; nothing is in force yet.
    let page = site.get(at).text();
    let (phone, offered) = (Phone::reading(&page), offer(&page));
    let form = [&chosen[..], &[("offer", &offered), ("code", "000000")]].concat();
    let wrong = site.post(at, "", &form);
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(offer(&wrong.text()), offered);
    // What was offered by one link is no good by another.
    let code = phone.code().unwrap();
    let form = [&chosen[..], &[("offer", &offered), ("code", &code)]].concat();
    let by = Actor::command_line(clock::now());
    let another = proceedings::invite(site.store(), id, &by).unwrap().digits().to_string();
    let crossed = site.post(&format!("/setup/{another}"), "", &form);
    assert_eq!(crossed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        is_in(&knock(&site, "", ["chair", PASSPHRASE, &before])),
        "the old ones stand until the link is used"
    );
    assert!(is_in(&set_up(&site, at, &chosen, "chair")));
    assert!(knock(&site, "", ["chair", PASSPHRASE, &site.code("chair")]).text().contains(WRONG));
    assert!(is_in(&knock(&site, "", ["chair", chosen[0].1, &site.code("chair")])));
}

#[test]
fn strangers_keep_nobody_out() {
    let site = Site::public();
    site.staff("chair", &[chair()]);
    let own = device(&site.knock("chair", ""));
    let mut taken = 0;
    for attempt in 0..1000 {
        let login = if attempt % 2 == 0 { "chair" } else { " Chair" };
        let answer = knock(&site, "", [login, "not this passphrase", "123456"]);
        match answer.status {
            StatusCode::UNPROCESSABLE_ENTITY => taken += 1,
            StatusCode::TOO_MANY_REQUESTS => {}
            other => panic!("{other}"),
        }
    }
    assert!((10..=14).contains(&taken), "{taken} of 1000 were looked at");
    // Whoever has all of it and comes from elsewhere waits, and hears how long.
    let waits = site.knock("chair", "");
    assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
    let seconds: u64 = waits.header("retry-after").parse().unwrap();
    assert!((1..=10).contains(&seconds), "{seconds}");
    let page = waits.text();
    assert!(page.contains("tried too often. Wait ") && page.contains("value=\"chair\""), "{page}");
    // The chair's own browser gets in at once, as often as it likes.
    let mut own = own;
    for _ in 0..12 {
        let begun = site.knock("chair", &own);
        assert!(is_in(&begun), "{} {}", begun.status, begun.text());
        own = device(&begun);
    }
    // A mark of one is none of another.
    site.staff("office", &[Appointment::Other(Office::Secretariat)]);
    for _ in 0..14 {
        knock(&site, "", ["office", "not this passphrase", ""]);
    }
    assert_eq!(site.knock("office", &own).status, StatusCode::TOO_MANY_REQUESTS);
}

#[test]
fn a_stolen_browser_is_no_way_to_guess() {
    let site = Site::public();
    site.staff("chair", &[chair()]);
    let own = device(&site.knock("chair", ""));
    let tries = (0..30).map(|_| knock(&site, &own, ["chair", "not this passphrase", "123456"]).status);
    assert!(tries.filter(|it| *it == StatusCode::UNPROCESSABLE_ENTITY).count() <= 12);
    assert_eq!(site.knock("chair", &own).status, StatusCode::TOO_MANY_REQUESTS);
    assert!(is_in(&site.knock("chair", "")), "from elsewhere it can be tried");
}

#[test]
fn a_mark_dies_with_the_passphrase_and_outlives_the_session() {
    let site = Site::public();
    site.staff("chair", &[chair()]);
    let begun = site.knock("chair", "");
    let own = device(&begun);
    let both = brought(&begun).join("; ");
    let out = site.post("/log-out", &both, &[]);
    assert!(!out.header("clear-site-data").contains("cookies"), "the browser stays known");
    assert!(out.header("set-cookie").starts_with("travaux=;"));
    for _ in 0..14 {
        knock(&site, "", ["chair", "not this passphrase", ""]);
    }
    assert!(is_in(&site.knock("chair", &own)));
    let by = Actor::command_line(clock::now());
    proceedings::reset_passphrase(site.store(), "chair", "quiet lanterns over nine bridges", &by).unwrap();
    assert_eq!(site.knock("chair", &own).status, StatusCode::TOO_MANY_REQUESTS);
}

#[test]
fn a_second_factor_from_another_machine_opens_nothing_and_says_so() {
    let mut site = Site::public();
    site.staff("chair", &[chair()]);
    let pepper = site.store().dir().join("pepper");
    std::fs::write(&pepper, [9; 32]).unwrap();
    site.restart();
    let lost = site.knock("chair", "");
    assert_eq!(lost.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(lost.text().contains("set up on another machine"), "{}", lost.text());
    assert!(knock(&site, "", ["chair", "not this passphrase", ""]).text().contains(WRONG));
    proceedings::reset_second_factor(site.store(), "chair", &Actor::command_line(clock::now())).unwrap();
    assert!(knock(&site, "", ["chair", PASSPHRASE, ""]).text().contains("Set up your second factor"));
}

#[test]
fn a_passphrase_hashed_at_other_costs_is_hashed_anew_when_it_is_right() {
    let site = Site::public();
    site.staff("chair", &[chair()]);
    let kept = || site.store().blocking_read(|r| r.staff_login("chair")).unwrap().unwrap();
    let (staff, now) = kept();
    // The same passphrase as an earlier version would have hashed it: cheaply.
    let cheap = "$argon2id$v=19$m=8,t=1,p=1$AQEBAQEBAQEBAQEBAQEBAQ$".to_owned() + &cheaply(PASSPHRASE);
    assert!(is_dated(&cheap) && !is_dated(&now) && !is_dated(&hash_anew("x", &[1; 16]).unwrap()));
    site.store().blocking_write(move |w| w.change_passphrase(staff, &cheap)).unwrap();
    let (_, before) = kept();
    assert!(knock(&site, "", ["chair", "not this passphrase", &site.code("chair")]).text().contains(WRONG));
    assert_eq!(kept().1, before);
    assert!(is_in(&site.knock("chair", "")));
    assert!(!is_dated(&kept().1));
    assert!(is_in(&site.knock("chair", "")));
}

fn cheaply(passphrase: &str) -> String {
    use argon2::{Algorithm, Argon2, Params, Version};
    let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8, 1, 1, None).unwrap());
    let hash = argon2::password_hash::PasswordHasher::hash_password_with_salt(
        &cheap,
        passphrase.as_bytes(),
        &[1; 16],
    );
    hash.unwrap().to_string().rsplit('$').next().unwrap().to_owned()
}

#[test]
fn a_server_is_set_up_with_a_second_factor_or_not_at_all() {
    let site = Site::empty(Front::Nothing);
    let link = proceedings::first_link(site.store(), clock::now()).unwrap().unwrap();
    let at = format!("/setup/{}", link.digits().as_str());
    let form = [
        ("login", "clerk"),
        ("name", "A clerk"),
        ("passphrase", PASSPHRASE),
        ("again", PASSPHRASE),
        ("title", "ICT workstream"),
        ("document", "Outcome document"),
        ("language", "en"),
        ("venue", "Europe/Zurich"),
        ("submissions_shown", "at_release"),
    ];
    let offered = offer(&site.get(&at).text());
    for (offer, code) in [("", "000000"), (offered.as_str(), "000000"), (offered.as_str(), "")] {
        let refused = site.post(&at, "", &[&form[..], &[("offer", offer), ("code", code)]].concat());
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{offer} {code}");
        assert!(!site.store().blocking_read(|r| r.has_staff()).unwrap(), "{offer} {code}");
    }
    let begun = set_up(&site, &at, &form, "clerk");
    assert!(is_in(&begun));
    // The browser it was set up with is known from then on.
    for _ in 0..14 {
        knock(&site, "", ["clerk", "not this passphrase", ""]);
    }
    cookie_of(&site.knock("clerk", &device(&begun)));
}
