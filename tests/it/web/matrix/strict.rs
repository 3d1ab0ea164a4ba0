//! Every form, with a field too many, a field twice, and a field too few.

use axum::http::{Method, StatusCode};
use travaux::drafting::round::Phase;

use super::forms::{Body, address, body};
use super::stage::Stage;
use super::{Outcome, ROLES, Role, Row, rows, visibility};
use crate::web::site::encoded;

/// Fields that stand in their form as often as there are things to choose.
const MANY: [(&str, &str); 4] = [
    ("/processes/{process}/delegation/check", "item"),
    ("/processes/{process}/delegation/submit", "item"),
    ("/processes/{process}/delegation/word/{upload}", "item"),
    ("/processes/{process}/office/sheets", "delegation"),
];

/// Somebody for whom a form is.
fn sender(row: &Row) -> Option<Role> {
    ROLES.into_iter().rev().find(|role| row.expected(*role, Phase::Open) != Outcome::Denied)
}

fn form(fields: &[(&'static str, String)]) -> String {
    let field = |(name, value): &(&str, String)| format!("{}={}", encoded(name), encoded(value));
    fields.iter().map(field).collect::<Vec<_>>().join("&")
}

#[test]
fn forms_have_the_fields_of_their_page_and_each_once() {
    let mut stage = Stage::new(Phase::Open, visibility());
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for row in rows().iter().filter(|it| it.method == Method::POST) {
        let Some(role) = sender(row) else { continue };
        let at = address(&mut stage, row, role);
        let Body::Fields(fields) = body(&mut stage, row, role) else { continue };
        stage.site.restart();
        let before = stage.site.files();
        let cookie = &stage.cookies[&role];
        let mut refused = |what: &str, body: String| {
            tried += 1;
            let status = stage.site.send(&at, cookie, &body).status;
            if status != StatusCode::BAD_REQUEST {
                wrong.push(format!("{} {} with {what}: {status}", row.route, row.variant));
            }
        };
        let other = [fields.clone(), vec![("unheard_of", "x".to_owned())]].concat();
        refused("a field that the page has not", form(&other));
        refused("bytes that are no text", format!("{}&\u{0}=%ff&=", form(&fields)));
        for (name, value) in fields.iter().filter(|(name, _)| !MANY.contains(&(row.route, *name))) {
            let twice = [fields.clone(), vec![(name, value.clone())]].concat();
            refused(&format!("{name} twice"), form(&twice));
        }
        assert!(before == stage.site.files(), "{} has written", row.route);
        // And in no other sort of body.
        for kind in ["application/json", "text/plain", "multipart/form-data; boundary=xyz", ""] {
            let headers = [
                (axum::http::header::CONTENT_TYPE, kind),
                (axum::http::HeaderName::from_static("sec-fetch-site"), "same-origin"),
                (axum::http::header::COOKIE, cookie.as_str()),
            ];
            let headers = if cookie.is_empty() { &headers[..2] } else { &headers };
            let answer = stage.site.bytes(Method::POST, &at, headers, form(&fields).into_bytes());
            if answer.status != StatusCode::BAD_REQUEST {
                wrong.push(format!("{} as {kind:?}: {}", row.route, answer.status));
            }
        }
        assert!(before == stage.site.files(), "{} has written", row.route);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 150, "{tried}");
}
