//! The parts beside the text: footnotes and comments.

use std::fmt::Write as _;

use super::xml::{DECLARATION, NAMESPACES};

/// Footnotes met so far.
#[derive(Default)]
pub(super) struct Footnotes {
    drawn: String,
    count: usize,
}

impl Footnotes {
    /// The id that the next footnote will have.
    pub(super) fn next_id(&self) -> usize {
        self.count + 1
    }

    pub(super) fn push(&mut self, paragraphs: &str) {
        self.count += 1;
        let _ = write!(self.drawn, r#"<w:footnote w:id="{}">{paragraphs}</w:footnote>"#, self.count);
    }

    /// The part, with the two lines that separate footnotes from the text.
    pub(super) fn finish(self) -> String {
        let separator = |kind: &str, id: i8| {
            format!(
                r#"<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>"#
            )
        };
        format!(
            "{DECLARATION}<w:footnotes {NAMESPACES}>{}{}{}</w:footnotes>",
            separator("separator", -1),
            separator("continuationSeparator", 0),
            self.drawn
        )
    }
}

/// Comments met so far.
#[derive(Default)]
pub(super) struct Comments(String);

impl Comments {
    pub(super) fn push(&mut self, id: usize, signature: &str, paragraphs: &str) {
        let _ = write!(self.0, r#"<w:comment w:id="{id}" {signature}>{paragraphs}</w:comment>"#);
    }

    /// The part; none without comments.
    pub(super) fn finish(self) -> Option<String> {
        (!self.0.is_empty()).then(|| format!("{DECLARATION}<w:comments {NAMESPACES}>{}</w:comments>", self.0))
    }
}
