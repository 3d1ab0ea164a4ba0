//! What is seen of questions to an author, and of the answers: a test for each cell.

use travaux::document::id::RoundId;
use travaux::drafting::exchange::Said;
use travaux::drafting::round::Occasion;
use travaux::identity::authorship::Authorship;
use travaux::identity::session::Delegate;
use travaux::proceedings::release::release;
use travaux::proceedings::{self, Refusal};

use super::{DAY, Who, nonce, row};
use crate::web::site::{Site, by};

const QUESTION: &str = "alpheratz";
const ANSWER: &str = "mirphak";
const KEPT_QUESTION: &str = "alnilam";
const KEPT_ANSWER: &str = "mintaka";

/// The co-chairs ask twice about the author's first item, and share one of the questions; the author answers both.
pub(super) fn play(site: &Site, author: &Delegate, round: RoundId) {
    let item = author.ring.author(nonce(1)).id;
    for (form, question, answer, shared) in
        [(21, QUESTION, ANSWER, true), (22, KEPT_QUESTION, KEPT_ANSWER, false)]
    {
        let said = |word: &str| Said::parse(&format!("About {word}.")).unwrap();
        let words = (said(question), shared);
        let asked = site.store().blocking_write(move |w| {
            let scope = proceedings::find(w, None)?;
            proceedings::ask(w, &scope, item, nonce(form), words, DAY, &by())
        });
        let asked = asked.unwrap();
        proceedings::answer(site.store(), author, asked, nonce(form), (said(answer), true)).unwrap();
    }
    release(site.store(), round, Occasion::Close, DAY).map(drop).unwrap_or_else(|it: Refusal| panic!("{it}"));
}

/// All four words are read by those who see them, on pages that their links lead to.
#[test]
fn a_shared_exchange_is_seen_by_delegations_and_the_desk() {
    for who in [Who::Own, Who::Other, Who::CoChair, Who::Secretariat] {
        row(QUESTION, who, true, true);
        row(ANSWER, who, true, true);
    }
    for word in [QUESTION, ANSWER] {
        row(word, Who::Public, false, false);
    }
}

#[test]
fn an_exchange_that_is_not_shared_is_seen_by_its_author_and_the_desk() {
    for who in [Who::Own, Who::CoChair, Who::Secretariat] {
        row(KEPT_QUESTION, who, true, true);
        row(KEPT_ANSWER, who, true, true);
    }
    for who in [Who::Other, Who::Public] {
        row(KEPT_QUESTION, who, false, false);
        row(KEPT_ANSWER, who, false, false);
    }
}
