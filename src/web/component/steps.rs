//! A redline in sentences: "replace 'should' by 'must'". The equal view for ears, braille and small screens.

use maud::{Markup, html};

use super::sentence;
use crate::export::rendition::{Language, Mark, Matter, Run};
use crate::i18n::{Fact, Words};

/// How many words before an insertion say where it goes.
const WORDS_BEFORE: usize = 4;

/// One thing done to the words of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) enum Step {
    /// Words took the place of others.
    Replace {
        /// The words that are gone.
        old: String,
        /// The words that came.
        new: String,
    },
    /// Words came.
    Insert {
        /// The words.
        words: String,
        /// The words they stand behind; none at the beginning.
        after: Option<String>,
    },
    /// Words are gone.
    Delete {
        /// The words.
        words: String,
    },
    /// Words have another emphasis.
    Restyle {
        /// The words.
        words: String,
    },
}

/// The steps that lead from the old words to the new.
pub(in crate::web) fn steps(runs: &[Run]) -> Vec<Step> {
    let mut walk = Walk::default();
    runs.iter().for_each(|run| walk.take(run));
    walk.settle();
    walk.steps
}

#[derive(Default)]
struct Walk {
    steps: Vec<Step>,
    /// Old words kept so far.
    before: String,
    went: String,
    came: String,
}

impl Walk {
    fn take(&mut self, run: &Run) {
        match run.mark {
            Mark::Deleted => self.went.push_str(&said(run)),
            Mark::Inserted => self.came.push_str(&said(run)),
            Mark::Restyled { .. } => {
                self.settle();
                let words = said(run);
                self.before.push_str(&words);
                self.steps.push(Step::Restyle { words: words.trim().to_owned() });
            }
            Mark::Kept => match &run.matter {
                // A space between two changes does not part them.
                Matter::Words { text, .. } if text.trim().is_empty() && self.is_replacing() => {
                    self.went.push_str(text);
                    self.came.push_str(text);
                }
                Matter::Words { text, .. } => {
                    self.settle();
                    self.before.push_str(text);
                }
                Matter::Footnote(inside) => {
                    self.settle();
                    self.steps.extend(steps(inside));
                }
            },
        }
    }

    fn is_replacing(&self) -> bool {
        !self.went.is_empty() && !self.came.is_empty()
    }

    fn settle(&mut self) {
        let (went, came) = (std::mem::take(&mut self.went), std::mem::take(&mut self.came));
        let (old, new) = (went.trim().to_owned(), came.trim().to_owned());
        let step = match (old.is_empty(), new.is_empty()) {
            (true, true) => return,
            (true, false) => Step::Insert { words: new, after: last_words(&self.before) },
            (false, true) => Step::Delete { words: old },
            (false, false) => Step::Replace { old, new },
        };
        self.steps.push(step);
        self.before.push_str(&came);
    }
}

/// The words of a run; a footnote in brackets, as one types it.
pub(in crate::web) fn said(run: &Run) -> String {
    match &run.matter {
        Matter::Words { text, .. } => text.clone(),
        Matter::Footnote(inside) => format!(" ^[{}]", inside.iter().map(said).collect::<String>()),
    }
}

/// A step as a sentence, the words of the text in quotation marks.
pub(in crate::web) fn step(words: &Words, language: &Language, step: &Step) -> Markup {
    let quoted = |text: &str| html! { q.text lang=(language.tag) dir=(language.direction.name()) { (text) } };
    let (id, facts) = parts(step);
    let slots: Vec<_> = facts.iter().map(|(name, text)| (*name, quoted(text))).collect();
    sentence(words, id, &slots)
}

/// The same in plain characters, to be read out.
pub(in crate::web) fn plain_step(words: &Words, step: &Step) -> String {
    let (id, facts) = parts(step);
    let quoted: Vec<_> =
        facts.iter().map(|(name, text)| (*name, format!("\u{201c}{text}\u{201d}"))).collect();
    let facts: Vec<_> = quoted.iter().map(|(name, text)| (*name, Fact::Text(text))).collect();
    words.tell(id, &facts)
}

/// The message that says a step, and the words it quotes.
fn parts(step: &Step) -> (&'static str, Vec<(&'static str, &str)>) {
    match step {
        Step::Replace { old, new } => ("step-replace", vec![("old", old), ("new", new)]),
        Step::Insert { words, after: Some(after) } => {
            ("step-insert", vec![("words", words), ("after", after)])
        }
        Step::Insert { words, after: None } => ("step-insert-first", vec![("words", words)]),
        Step::Delete { words } => ("step-delete", vec![("words", words)]),
        Step::Restyle { words } => ("step-restyle", vec![("words", words)]),
    }
}

fn last_words(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let last = &words[words.len().saturating_sub(WORDS_BEFORE)..];
    (!last.is_empty()).then(|| last.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redline_is_told_in_sentences() {
        let run = |mark, text: &str| Run {
            mark,
            matter: Matter::Words { text: text.to_owned(), attr: 0 },
            leads_to: None,
        };
        let (kept, gone, new) = (Mark::Kept, Mark::Deleted, Mark::Inserted);
        let replace = |old: &str, new: &str| Step::Replace { old: old.to_owned(), new: new.to_owned() };
        let insert = |words: &str, after: Option<&str>| Step::Insert {
            words: words.to_owned(),
            after: after.map(str::to_owned),
        };
        let delete = |words: &str| Step::Delete { words: words.to_owned() };
        let rows: [(&[Run], Vec<Step>); 5] = [
            (
                &[run(kept, "States "), run(gone, "should"), run(new, "must"), run(kept, " act.")],
                vec![replace("should", "must")],
            ),
            (
                &[run(gone, "one"), run(new, "two"), run(kept, " "), run(gone, "day"), run(new, "days")],
                vec![replace("one day", "two days")],
            ),
            (
                &[run(kept, "Civilian data of every kind"), run(new, ", at rest,"), run(kept, " are")],
                vec![insert(", at rest,", Some("data of every kind"))],
            ),
            (&[run(new, "All "), run(kept, "States")], vec![insert("All", None)]),
            (&[run(kept, "States "), run(gone, "only "), run(kept, "may")], vec![delete("only")]),
        ];
        for (runs, expected) in rows {
            assert_eq!(steps(runs), expected);
        }
    }
}
