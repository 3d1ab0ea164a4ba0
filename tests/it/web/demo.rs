//! The bar of the demonstration.

use axum::http::StatusCode;

use super::site::{Site, cookie_of};

#[test]
fn nobody_steps_into_a_process_that_is_no_demonstration() {
    let site = Site::public();
    assert!(!site.get("/").text().contains("class=\"demo\""));
    assert_eq!(site.post("/demo/persona", "", &[("who", "0")]).status, StatusCode::NOT_FOUND);
    assert_eq!(site.post("/demo/release", "", &[("here", "/")]).status, StatusCode::NOT_FOUND);
}

#[test]
fn one_click_makes_anybody_a_delegate_or_staff_and_leads_to_where_their_story_begins() {
    let (site, demo) = Site::demonstration();
    let home = site.get("/").text();
    assert!(home.contains("Demonstration text, of no process"));
    let mut cookie = String::new();
    for (who, persona) in demo.personas.iter().enumerate() {
        let begun = site.post("/demo/persona", &cookie, &[("who", &who.to_string())]);
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
        let before = std::mem::replace(&mut cookie, cookie_of(&begun));
        if !before.is_empty() {
            let name = &demo.personas[who - 1].name;
            assert!(!site.get_as(&before, "/").text().contains(&format!("<bdi>{name}</bdi>")));
        }
        let front = site.get_as(&cookie, "/").text();
        assert!(front.contains(&format!("aria-current=\"true\">{}<", persona.name)), "{front}");
        let lands = begun.header("location").to_owned();
        let page = site.get_as(&cookie, &lands);
        assert_eq!(page.status, StatusCode::OK, "{lands}");
        assert!(page.text().contains("Demonstration text, of no process"));
    }
    let first = site.post("/demo/persona", "", &[("who", "0")]);
    assert_eq!(
        first.header("location"),
        format!("/processes/{}/drafts/rev.1/redline/zero-draft", demo.process)
    );
    assert_eq!(site.post("/demo/persona", "", &[("who", "9")]).status, StatusCode::NOT_FOUND);
    assert_eq!(site.post("/demo/persona", "", &[("who", "x")]).status, StatusCode::BAD_REQUEST);
}

#[test]
fn a_release_leads_back_to_the_page_and_says_what_came_of_it() {
    let (site, demo) = Site::demonstration();
    let page = format!("/processes/{}/drafts/rev.1", demo.process);
    for (here, leads, said) in [
        (format!("{page}?q=cable"), format!("{page}?q=cable&release=made"), "Released: "),
        (format!("{page}?release=made#p-1"), format!("{page}?release=nothing"), "Nothing waits"),
        ("https://elsewhere.example/".to_owned(), "/?release=nothing".to_owned(), "Nothing waits"),
    ] {
        let done = site.post("/demo/release", "", &[("here", &here)]);
        assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, leads.as_str()));
        let page = site.get(&leads).text();
        assert!(page.contains(&format!("role=\"status\">{said}")), "{page}");
        assert!(!page.contains("name=\"here\" value=\"/?release"), "the address does not grow");
    }
}
