//! One catalogue of messages, written in Fluent and embedded in the program.
//!
//! A name in letters that run against the language around it is isolated, so that neither turns the other's order.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::{LANGUAGES, Language};

/// The messages of one language.
pub struct Words {
    language: &'static Language,
    bundle: FluentBundle<FluentResource>,
}

/// What is put into a message.
#[derive(Clone, Copy, Debug)]
pub enum Fact<'a> {
    /// A number, which also chooses the plural.
    Number(i64),
    /// Words or a name.
    Text(&'a str),
}

static SPOKEN: LazyLock<Vec<Words>> = LazyLock::new(|| LANGUAGES.iter().map(Words::of).collect());

/// The words of a language, read once.
pub(super) fn spoken(language: &'static Language) -> &'static Words {
    let known = SPOKEN.iter().find(|words| words.language.tag == language.tag);
    known.unwrap_or(&SPOKEN[0])
}

impl Words {
    fn of(language: &'static Language) -> Self {
        let tag: LanguageIdentifier = language.tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        // What cannot be read is left out; a test reads every catalogue and lets no error pass.
        for source in language.sources {
            let messages = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(read, _)| read);
            bundle.add_resource_overriding(messages);
        }
        Self { language, bundle }
    }

    /// The language.
    pub fn language(&self) -> &'static Language {
        self.language
    }

    /// A message as it stands.
    pub fn say(&self, id: &str) -> String {
        self.tell(id, &[])
    }

    /// A message with facts. One that is missing shows its id, so that it is noticed.
    pub fn tell(&self, id: &str, facts: &[(&'static str, Fact<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let facts: FluentArgs<'_> = facts.iter().map(|(name, fact)| (*name, self.value(*fact))).collect();
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&facts), &mut errors).into_owned()
    }

    fn value<'a>(&self, fact: Fact<'a>) -> FluentValue<'a> {
        match fact {
            Fact::Number(number) => FluentValue::from(number),
            Fact::Text(text) if self.runs_against(text) => {
                FluentValue::from(format!("\u{2068}{text}\u{2069}"))
            }
            Fact::Text(text) => FluentValue::from(text),
        }
    }

    fn runs_against(&self, text: &str) -> bool {
        let right_to_left = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{feff}');
        match self.language.direction {
            "rtl" => text.chars().any(|c| c.is_alphanumeric() && !right_to_left(c)),
            _ => text.chars().any(right_to_left),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_catalogue_can_be_read_and_names_no_message_twice() {
        for language in LANGUAGES {
            let mut bundle = FluentBundle::new_concurrent(vec![language.tag.parse().unwrap()]);
            for source in language.sources {
                let read = FluentResource::try_new((*source).to_owned());
                let messages = read.map_err(|(_, errors)| errors).unwrap();
                bundle.add_resource(messages).map_err(|errors| format!("{errors:?}")).unwrap();
            }
        }
    }

    #[test]
    fn facts_choose_plurals_and_foreign_names_are_isolated() {
        let words = spoken(&LANGUAGES[0]);
        let said = |count| words.tell("submissions", &[("count", Fact::Number(count))]);
        assert_eq!((said(1).as_str(), said(12).as_str()), ("1 submission", "12 submissions"));
        let against = |label| words.tell("redline-against", &[("against", Fact::Text(label))]);
        assert_eq!(against("Rev.1"), "Redline against Rev.1");
        assert_eq!(against("مسودة"), "Redline against \u{2068}مسودة\u{2069}");
        assert_eq!(words.say("no-such-message"), "no-such-message");
    }
}
