//! XML by hand: escaping, and words as the elements of a run.

use std::borrow::Cow;

/// The start of every part.
pub(super) const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// The namespaces of every part of the text.
pub(super) const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#
);

/// Escapes `words` and drops the characters that XML 1.0 has no way to write.
pub(in crate::export) fn escape(words: &str) -> String {
    let allowed: Cow<'_, str> = if words.chars().all(is_allowed) {
        Cow::Borrowed(words)
    } else {
        Cow::Owned(words.chars().filter(|&c| is_allowed(c)).collect())
    };
    quick_xml::escape::escape(allowed).into_owned()
}

/// Appends `words` as the content of a run: text in elements called `element`, tabs and line breaks as their own.
pub(super) fn push_words(out: &mut String, element: &str, words: &str) {
    for (at, line) in words.split('\n').enumerate() {
        if at > 0 {
            out.push_str("<w:br/>");
        }
        for (at, cell) in line.split('\t').enumerate() {
            if at > 0 {
                out.push_str("<w:tab/>");
            }
            let cell = escape(cell);
            if !cell.is_empty() {
                out.push_str(&format!(r#"<w:{element} xml:space="preserve">{cell}</w:{element}>"#));
            }
        }
    }
}

pub(in crate::export) fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_well_formed_elements() {
        let rows = [
            ("a < b & c", r#"<w:t xml:space="preserve">a &lt; b &amp; c</w:t>"#),
            ("12.\tThe", r#"<w:t xml:space="preserve">12.</w:t><w:tab/><w:t xml:space="preserve">The</w:t>"#),
            ("a\r\nb", r#"<w:t xml:space="preserve">a</w:t><w:br/><w:t xml:space="preserve">b</w:t>"#),
            ("\u{0}\u{b}x\u{fffe}\u{ffff}", r#"<w:t xml:space="preserve">x</w:t>"#),
            ("", ""),
        ];
        for (words, expected) in rows {
            let mut out = String::new();
            push_words(&mut out, "t", words);
            assert_eq!(out, expected, "{words:?}");
        }
    }
}
