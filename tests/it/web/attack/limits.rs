//! Whoever sends too much waits, and holds nobody else up.

use axum::http::StatusCode;
use travaux::config::Front;

use super::small;
use crate::web::site::PROCESS;

#[test]
fn too_many_forms_wait_and_those_of_others_do_not() {
    let site = small(Front::Nothing);
    let [hasty, calm] = ["Northmark", "Southmark"].map(|name| site.enter(&site.delegation(name)));
    let at = format!("{PROCESS}/delegation/check");
    let send = |cookie: &str| site.post(&at, cookie, &[("item", "x")]);
    let refused = (0..400).map(|_| send(&hasty)).find(|it| it.status == StatusCode::TOO_MANY_REQUESTS);
    let refused = refused.expect("there is no end to it");
    assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
    assert_eq!(refused.header("cache-control"), "no-store");
    assert!(refused.text().contains("<h1>"));
    assert_ne!(send(&calm).status, StatusCode::TOO_MANY_REQUESTS);
    // Reading goes on.
    assert_eq!(site.get_as(&hasty, PROCESS).status, StatusCode::OK);
}
