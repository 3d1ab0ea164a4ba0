//! A change in formal sentences: "replace 'should' by 'must'". The equal view for ears, braille and small screens.

use maud::{Markup, html};

use super::{sentence, sentence_of};
use crate::document::brackets::opens;
use crate::document::inline::Rich;
use crate::document::step::say::{self, Put, Said, Slot};
use crate::document::step::{Act, Quote, Step, Where, shortened};
use crate::drafting::formal::{self, Formal};
use crate::export::rendition::{Language, Matter, Passage, Run, sides};
use crate::i18n::{Fact, Words};

/// What happened to a passage that stays: to its label and to its words.
pub(in crate::web) fn changes(passage: &Passage) -> Vec<Formal> {
    let ((before, after), (old, new)) = (sides(&passage.label), sides(&passage.words));
    // Brackets that are shown before a label are the words' own.
    let lead = |label: &Rich, words: &Rich| {
        let rest = label.as_str().trim_start_matches(opens);
        let mut all = Rich::default();
        all.push_str(&label.as_str()[..label.as_str().len() - rest.len()]);
        all.push(words, 0..words.as_str().len());
        (rest.to_owned(), all)
    };
    let (old, new) = (lead(&before, &old), lead(&after, &new));
    let mut all = formal::changes((&old.0, &old.1), (&new.0, &new.1));
    // Where a paragraph was split or joined a space came or went at the seam, which is no change of words.
    let at_seam = |it: &Formal| {
        let Formal::Words(Step { act: Act::Space { place }, .. }) = it else { return false };
        matches!(place, Where::Beginning | Where::End)
    };
    all.retain(|it| !at_seam(it));
    all
}

/// The words of a run; a footnote in brackets, as one types it.
pub(in crate::web) fn said(run: &Run) -> String {
    match &run.matter {
        Matter::Words { text, .. } => text.clone(),
        Matter::Footnote(inside) => format!(" ^[{}]", inside.iter().map(said).collect::<String>()),
    }
}

/// A sentence, the words of the text in quotation marks.
pub(in crate::web) fn step(words: &Words, language: &Language, formal: &Formal) -> Markup {
    match formal {
        Formal::Words(step) => told(words, language, step),
        other => html! { (plain(words, std::slice::from_ref(other))) },
    }
}

/// The same in plain characters, to be read out.
pub(in crate::web) fn plain(words: &Words, all: &[Formal]) -> String {
    formal::plain(all, &|_| String::new(), &|id, slots| catalogue(words, id, slots))
}

fn catalogue(words: &Words, id: &str, slots: &[(&'static str, Put)]) -> String {
    let fact = |(name, put): &'_ (&'static str, Put)| match put {
        Put::Words(text) => (*name, Err(text.clone())),
        Put::Number(number) => (*name, Ok(*number as i64)),
    };
    let held: Vec<(&'static str, Result<i64, String>)> = slots.iter().map(fact).collect();
    let facts: Vec<(&'static str, Fact<'_>)> = held
        .iter()
        .map(|(name, put)| {
            (*name, put.as_ref().map_or_else(|text| Fact::Text(text), |number| Fact::Number(*number)))
        })
        .collect();
    words.tell(id, &facts)
}

fn told(words: &Words, language: &Language, step: &Step) -> Markup {
    let Said { id, slots } = say::said(step);
    let (mut markup, mut facts) = (Vec::new(), Vec::new());
    for (name, slot) in slots {
        match slot {
            Slot::Quoted(quote) => markup.push((name, quotation(words, language, quote))),
            Slot::New(text) => markup.push((name, quoted(language, text))),
            Slot::Steps(steps) => {
                let all = html! {
                    @for (number, step) in steps.iter().enumerate() {
                        @if number > 0 { "; " }
                        (told(words, language, step))
                    }
                };
                markup.push((name, all));
            }
            Slot::Number(number) => facts.push((name, Fact::Number(number as i64))),
            Slot::Choice(word) => facts.push((name, Fact::Text(word))),
        }
    }
    sentence_of(words, id, &markup, &facts)
}

/// Words that stand there, and which of several they are.
fn quotation(words: &Words, language: &Language, quote: &Quote) -> Markup {
    let text = quoted(language, &shortened(&quote.words));
    match say::which(quote) {
        None => text,
        Some((id, Slot::Number(number))) => {
            sentence_of(words, id, &[("words", text)], &[("which", Fact::Number(number as i64))])
        }
        Some((id, Slot::New(context))) => {
            sentence(words, id, &[("words", text), ("which", quoted(language, context))])
        }
        Some((_, Slot::Quoted(_) | Slot::Choice(_) | Slot::Steps(_))) => text,
    }
}

fn quoted(language: &Language, text: &str) -> Markup {
    html! { q.text lang=(language.tag) dir=(language.direction.name()) { (text) } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::step::steps;
    use crate::export::rendition::{Direction, stretches};
    use crate::i18n;

    fn told_of(old: &str, new: &str) -> (String, String) {
        let words = i18n::words();
        let language = Language { tag: "en".to_owned(), direction: Direction::LeftToRight };
        let all: Vec<Formal> =
            steps(&Rich::parse(old), &Rich::parse(new)).into_iter().map(Formal::Words).collect();
        let drawn: Vec<String> = all.iter().map(|it| step(words, &language, it).into_string()).collect();
        let bare = drawn.join("; ").replace("<q class=\"text\" lang=\"en\" dir=\"ltr\">", "\u{201c}");
        (plain(words, &all), bare.replace("</q>", "\u{201d}"))
    }

    #[test]
    fn a_change_is_told_in_sentences_with_and_without_markup() {
        let rows = [
            ("States should act.", "States must act.", "replace “should” by “must”"),
            (
                "The rules apply to all States.",
                "The rules apply, in good faith, to all States.",
                "insert “, in good faith,” after “apply”",
            ),
            ("States act.", "All States act.", "insert “All” at the beginning"),
            ("States act.", "States act. They report.", "add “They report.” at the end"),
            ("States only may act.", "States may act.", "delete “only”"),
            (
                "States act and other States wait for the answer.",
                "States act and other Parties wait for the answer.",
                "replace the second “States” by “Parties”",
            ),
            (
                "It meets, it acts, it reports to all.",
                "It meets, it acts it reports to all.",
                "delete “,” after “acts”",
            ),
            ("act in good faith", "act *in good faith*", "set “in good faith” in italics"),
            ("States [shall] act.", "States shall act.", "remove the square brackets around “shall”"),
            ("States shall act.", "States [shall] act.", "put square brackets around “shall”"),
            ("States [shall][should] act.", "States should act.", "of “[shall][should]” keep “should”"),
            (
                "a word^[See para. 9.] here",
                "a word^[See para. 11.] here",
                "in footnote 1, replace “9” by “11”",
            ),
            ("One thing entirely.", "Quite another.", "let it read “Quite another.”"),
        ];
        for (old, new, expected) in rows {
            let (plain, drawn) = told_of(old, new);
            assert_eq!(plain, expected);
            assert_eq!(drawn, expected);
        }
    }

    #[test]
    fn every_message_is_in_the_catalogue() {
        let words = i18n::words();
        let rows = [
            ("a b c d", "c d *a b*"),
            (
                "The list is public. Each State names one. The rest is silence.",
                "Each State names one. The rest is silence. The list is public.",
            ),
            ("one^[n] two three", "one two three^[m]"),
            ("on time, all", "on\u{a0}time, all"),
            ("*a* b c", "a **b** ***c***"),
        ];
        for (old, new) in rows {
            for (a, b) in [(old, new), (new, old)] {
                let (plain, _) = told_of(a, b);
                assert!(!plain.is_empty() && !plain.contains("step-"), "{plain}");
            }
        }
        assert!(!words.say("formal-move-first").starts_with("formal"));
    }

    #[test]
    fn a_passage_tells_its_label_and_its_words() {
        use crate::document::compare::compare;
        use crate::document::id::ParagraphId;
        use crate::document::lineage::Lineage;
        use crate::document::{Content, Paragraph};
        use crate::export::rendition::{Cover, Rendition};
        let draft = |line: &str| {
            vec![Paragraph { id: ParagraphId::from_bytes([1; 16]), content: Content::read(line) }]
        };
        let rows = [
            ("1. States should act.", "1. States must act.", "replace “should” by “must”"),
            (
                "1. States should act.",
                "2. States must act.",
                "renumber it from 1. to 2.; replace “should” by “must”",
            ),
            (
                "[1. States should act in good faith.]",
                "1. States should act in good faith.",
                "remove the square brackets around “States should act in good faith.”",
            ),
            ("1. States act.", "States act.", "remove its number 1."),
        ];
        for (old, new, expected) in rows {
            let (old, new) = (draft(old), draft(new));
            let language = Language { tag: "en".to_owned(), direction: Direction::LeftToRight };
            let compared = compare(&old, &new, &Lineage::default());
            let redline = Rendition::redline(&compared, Cover::default(), language);
            let passage = redline.passages().next().unwrap();
            assert_eq!(plain(i18n::words(), &changes(passage)), expected);
        }
    }

    #[test]
    fn runs_lead_back_to_the_words_on_either_side() {
        let (old, new) = (Rich::parse("act *now*^[Nine.] [here]"), Rich::parse("act now^[Ten.] **here**"));
        let runs: Vec<Run> = stretches(&old, &new).into_iter().flat_map(|it| it.runs).collect();
        assert_eq!(sides(&runs), (old, new));
    }
}
