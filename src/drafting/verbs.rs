//! What a submission would do to the verbs of the text: "shall" for "should", "invites" for "urges".

use super::submission::Body;
use crate::document::Content;
use crate::document::inline::Text;
use crate::document::verbs::{Tongue, VerbChange, of_contents, of_texts};

/// The verbs that a submission changes; none where it is about no words.
pub fn asked_for(body: &Body, tongue: Tongue) -> Vec<VerbChange> {
    let plain = |text: &Text| vec![Content::plain(text.clone())];
    match body {
        Body::Comment { .. } | Body::Move { .. } | Body::Split { .. } => Vec::new(),
        // Where the second paragraph of a join is not at hand, what the first says is not what is gone.
        Body::Join { .. } => Vec::new(),
        Body::Replace { base, with } => of_contents(&plain(base), with, tongue),
        Body::InsertAfter { paragraphs } => of_contents(&[], paragraphs, tongue),
        Body::Delete { base, .. } => of_contents(&plain(base), &[], tongue),
        Body::ReplaceThroughout { find, put } => of_texts(&Text::literal(find), &Text::literal(put), tongue),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::verbs::Turn;

    #[test]
    fn what_a_submission_asks_of_verbs() {
        let replace = |old: &str, new: &str| Body::Replace {
            base: Text::parse(old),
            with: vec![Content::plain(Text::parse(new))],
        };
        let rows = [
            (replace("States shall act.", "States should act."), vec![Turn::Weakened]),
            (replace("States act.", "Parties act."), vec![]),
            (
                Body::Delete { base: Text::parse("States may act."), subordinates: Vec::new() },
                vec![Turn::Removed],
            ),
            (Body::ReplaceThroughout { find: "must".into(), put: "shall".into() }, vec![Turn::Replaced]),
            (Body::Comment { text: Text::parse("States shall act.") }, vec![]),
        ];
        for (body, expected) in rows {
            let turns: Vec<Turn> = asked_for(&body, Tongue::English).into_iter().map(|it| it.turn).collect();
            assert_eq!(turns, expected, "{body:?}");
        }
    }
}
