//! What words name that would tell their author: the own delegation, and turns of phrase of somebody speaking for one.
//!
//! Invariant: it warns and decides nothing; it tells an author only what stands in their own words.

use crate::drafting::submission::Body;
use crate::identity::preparation::Words;

/// Words by which somebody speaks for a delegation.
const SPEAKING: [&str; 8] = [
    "my delegation",
    "our delegation",
    "my country",
    "our country",
    "my government",
    "our government",
    "on behalf of",
    "we propose",
];

/// The names and turns of phrase that stand in some words.
pub(super) fn found(words: &Words, own: &str) -> Vec<String> {
    let mut text = match &words.body {
        Body::Comment { text } => text.plain(),
        Body::Replace { with, .. } => with.iter().map(|it| it.text.plain()).collect::<Vec<_>>().join(" "),
        Body::InsertAfter { paragraphs } => {
            paragraphs.iter().map(|it| it.text.plain()).collect::<Vec<_>>().join(" ")
        }
        Body::Join { joined, .. } => joined.as_ref().map(|it| it.plain()).unwrap_or_default(),
        Body::ReplaceThroughout { put, .. } => put.clone(),
        Body::Delete { .. } | Body::Move { .. } | Body::Split { .. } => String::new(),
    };
    if let Some(why) = &words.rationale {
        text.push(' ');
        text.push_str(&why.plain());
    }
    let base = words.body.base().map(|it| it.plain()).unwrap_or_default();
    let stands_newly = |name: &&str| stands_in(&text, name) && !stands_in(&base, name);
    let names = std::iter::once(own).chain(SPEAKING);
    names.filter(stands_newly).map(str::to_owned).collect()
}

/// Whether a name stands in a text as whole words, upper and lower case alike.
fn stands_in(text: &str, name: &str) -> bool {
    let (text, name) = (text.to_lowercase(), name.to_lowercase());
    let inner = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !name.is_empty()
        && text.match_indices(&name).any(|(at, found)| {
            !inner(text[..at].chars().next_back()) && !inner(text[at + found.len()..].chars().next())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_as_whole_words() {
        for (text, name, there) in [
            ("As Chad said.", "Chad", true),
            ("as CHAD, said", "Chad", true),
            ("Chadian practice", "Chad", false),
            ("My delegation thinks", "my delegation", true),
            ("", "x", false),
        ] {
            assert_eq!(stands_in(text, name), there, "{text}");
        }
    }
}
