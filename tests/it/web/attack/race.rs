//! Many clicks at one moment.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use travaux::config::Front;
use travaux::drafting::position::Stance;
use travaux::proceedings;
use travaux::proceedings::release::lead_round;

use super::small;
use crate::web::site::ZERO;

/// One delegation, two of its browsers, sixty-four clicks: one row.
#[test]
fn sixty_four_posts_are_one_voice() {
    let site = small(Front::Nothing);
    let key = site.delegation("Northmark");
    let browsers = [site.enter(&key), site.enter(&key)];
    let page = site.get_as(&browsers[0], ZERO).text();
    let paragraph = page[page.find("id=\"p-").unwrap() + 6..][..32].to_owned();
    let requests = (0..64).map(|n| {
        let request = Request::post(format!("{ZERO}/positions"))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("cookie", &browsers[n % 2])
            .body(Body::from(format!("paragraph={paragraph}&stance=retain")));
        request.unwrap()
    });
    let statuses = site.all_at_once(requests.collect());
    assert_eq!(statuses.len(), 64);
    assert!(statuses.iter().all(|it| *it == StatusCode::SEE_OTHER), "{statuses:?}");
    let (draft, round) = site
        .store()
        .blocking_read(|r| {
            let scope = proceedings::find(r, None)?;
            let draft = r.latest_draft(scope.document.id)?.unwrap().id;
            Ok::<_, proceedings::Error>((draft, r.current_round(draft)?.unwrap().id))
        })
        .unwrap();
    let waiting = site.store().blocking_private(move |p| {
        let window = p.window(round)?.unwrap();
        Ok::<_, travaux::store::Error>((p.waiting(window.id)?.len(), p.active(window.id)?.len()))
    });
    assert_eq!(waiting.unwrap(), (1, 1));
    let day = jiff::civil::date(2026, 5, 4);
    let by = travaux::identity::actor::Actor::command_line(travaux::clock::now());
    lead_round(site.store(), round, travaux::drafting::round::Phase::Closed, day, &by).unwrap();
    let tallies = site.store().blocking_read(|r| r.tallies(draft)).unwrap();
    let voices: Vec<_> = tallies.iter().map(|it| (it.stance, it.all)).collect();
    assert_eq!(voices, [(Stance::Retain, 1)]);
}
