//! The language of a text, as far as its verbs need it.

/// One of the official languages of the United Nations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Arabic.
    Arabic,
    /// Chinese.
    Chinese,
    /// English; what is in none of the others is read as English.
    English,
    /// French.
    French,
    /// Russian.
    Russian,
    /// Spanish.
    Spanish,
}

impl Tongue {
    /// The language that most of a text is in: by its letters, and for those of Latin script by its small words.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut arabic, mut chinese, mut cyrillic, mut latin) = (0usize, 0usize, 0usize, 0usize);
        let mut small = [0usize; 3];
        for text in texts {
            for c in text.chars() {
                match c {
                    '\u{600}'..='\u{6ff}' => arabic += 1,
                    // A sign is worth about two letters and a half.
                    '\u{4e00}'..='\u{9fff}' => chinese += 3,
                    '\u{400}'..='\u{4ff}' => cyrillic += 1,
                    c if c.is_alphabetic() => latin += 1,
                    _ => {}
                }
            }
            for word in text.to_lowercase().split(|c: char| !c.is_alphabetic()) {
                let sides = SMALL.iter().zip(&mut small);
                sides.filter(|(words, _)| words.contains(&word)).for_each(|(_, count)| *count += 1);
            }
        }
        let scripts = [
            (latin, None),
            (arabic, Some(Self::Arabic)),
            (chinese, Some(Self::Chinese)),
            (cyrillic, Some(Self::Russian)),
        ];
        let most = scripts.iter().rev().max_by_key(|(count, _)| *count).and_then(|(_, tongue)| *tongue);
        let [english, french, spanish] = small;
        most.unwrap_or(if french > english && french >= spanish {
            Self::French
        } else if spanish > english {
            Self::Spanish
        } else {
            Self::English
        })
    }
}

/// Words that one of the languages has often, and the others not.
const SMALL: [&[&str]; 3] = [
    &["the", "of", "and", "to", "in", "shall", "should", "for", "with", "by"],
    &["les", "des", "et", "du", "aux", "la", "dans", "une", "pour", "leur", "au", "le", "que", "de"],
    &["los", "las", "el", "la", "y", "del", "al", "por", "con", "una", "para", "su", "que", "deben", "no"],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_in_the_language_of_most_of_it() {
        for (text, expected) in [
            ("States should report to the depositary.", Tongue::English),
            ("Les États devraient rendre compte au dépositaire.", Tongue::French),
            ("Los Estados deben informar al depositario.", Tongue::Spanish),
            ("Государствам следует представлять доклады (ICRC).", Tongue::Russian),
            ("ينبغي للدول أن تقدم تقارير (ICT)", Tongue::Arabic),
            ("各国应提交报告 (ICT)", Tongue::Chinese),
            ("", Tongue::English),
        ] {
            assert_eq!(Tongue::of([text]), expected, "{text}");
        }
    }
}
