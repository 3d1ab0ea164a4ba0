//! What the typesetter is given: a document as JSON, with everything settled that is not typography.
//!
//! Invariant: words are values, never markup; nothing says who asked or when. The program `travaux-pdf` compiles this
//! file too, so that both ends speak of one shape; a change that an older program would misread takes another
//! [`VERSION`]. Knows nothing but serde.

use serde::{Deserialize, Serialize};

/// The version of the shape; the program refuses any other.
pub(crate) const VERSION: u32 = 2;

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Given {
    /// [`VERSION`].
    pub(crate) version: u32,
    /// The language of the text.
    pub(crate) language: Language,
    /// What the document is called by programs that list files; not empty.
    pub(crate) name: String,
    /// Some digits by which two printed copies are known to show the same.
    pub(crate) hash: String,
    /// What stands above the text on the first page.
    pub(crate) masthead: Masthead,
    /// The program's own words.
    pub(crate) words: Words,
    /// Whether every line has a number in the margin.
    pub(crate) line_numbers: bool,
    /// Whether a table of contents stands before the text.
    pub(crate) contents: bool,
    /// The text.
    pub(crate) blocks: Vec<Block>,
    /// The numbered list of changes; none where the document is no redline.
    pub(crate) changes: Option<Vec<Change>>,
}

/// A language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Language {
    /// The tag of BCP 47: "en", "zh-Hans".
    pub(crate) tag: String,
    /// Whether lines are read from the right.
    pub(crate) right_to_left: bool,
}

/// What stands above the text, and in a few words on every further page. Empty strings are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Masthead {
    /// The name of the process.
    pub(crate) process: String,
    /// The name of the draft.
    pub(crate) draft: String,
    /// "Changes against Zero draft".
    pub(crate) against: String,
    /// The date as it is shown.
    pub(crate) date: String,
    /// Lines for the reader.
    pub(crate) notices: Vec<String>,
    /// The title, where the text has none of its own.
    pub(crate) title: String,
    /// What further pages are headed by, at the near end; the far end has the draft.
    pub(crate) running: String,
}

/// The program's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    /// The tag of the language they are in.
    pub(crate) language: String,
    /// Before the number of the page, between it and the number of pages, and after that.
    pub(crate) page: [String; 3],
    /// Above the table of contents.
    pub(crate) contents: String,
    /// Above the list of changes.
    pub(crate) changes: String,
    /// Instead of an empty list of changes.
    pub(crate) no_changes: String,
    /// Before a rationale.
    pub(crate) rationale: String,
    /// Before what the co-chairs say to a submission.
    pub(crate) answer: String,
    /// The signs that stand in the text, and what they mean.
    pub(crate) legend: Vec<Legend>,
}

/// A sign and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Legend {
    /// What became of the words that have it.
    pub(crate) mark: Mark,
    /// Whether they were only moved.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) moved: bool,
    /// The meaning, drawn under the sign.
    pub(crate) words: String,
}

/// One block of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Block {
    /// A paragraph of the text.
    Passage(Passage),
    /// A submission on the paragraph before it.
    Submission(Submission),
    /// A heading that is not the text's own.
    Rubric(String),
    /// What the file says itself, as a paragraph.
    Line(Vec<Run>),
    /// Words of the text as the file quotes them.
    Quote(Vec<Run>),
    /// Drafts side by side, on wide pages.
    Table(Table),
}

/// A table whose heads are repeated on every page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    /// What stands above each column; the first names the row.
    pub(crate) heads: Vec<String>,
    /// The rows, as many cells in each as there are columns.
    pub(crate) rows: Vec<Vec<Vec<Block>>>,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Passage {
    /// What links to it name; none where nothing leads to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) anchor: Option<String>,
    /// What kind of unit it is.
    pub(crate) kind: Kind,
    /// How deep it stands.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) level: u8,
    /// Of a title or heading: the words that a table of contents shows.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) heading: String,
    /// What became of it as a whole.
    #[serde(default, skip_serializing_if = "Standing::is_kept")]
    pub(crate) standing: Standing,
    /// What became of the border to the next one.
    #[serde(default, skip_serializing_if = "Mark::is_kept")]
    pub(crate) seam: Mark,
    /// Where it came from or went to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) remark: String,
    /// Brackets before the label and the label.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) label: Vec<Run>,
    /// The words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) words: Vec<Run>,
    /// Its number in the list of changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) change: Option<usize>,
    /// What was submitted on it, where that stands beside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) notes: Vec<Submission>,
}

/// What kind of unit a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// The title of the document.
    Title,
    /// The heading of a section.
    Heading,
    /// The heading of an annex.
    AnnexHeading,
    /// A recital.
    Preambular,
    /// A numbered paragraph.
    Numbered,
    /// An item of a list.
    Item,
    /// A paragraph without a number.
    Plain,
}

/// What became of a paragraph as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Standing {
    /// It stays.
    #[default]
    Kept,
    /// Its runs are the old words whole, then the new.
    Rewritten,
    /// It is new here.
    Inserted,
    /// It is gone from here.
    Deleted,
}

/// What became of words, or of a border.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Mark {
    /// They are in both texts.
    #[default]
    Kept,
    /// They are in the new text only.
    Inserted,
    /// They are in the old text only.
    Deleted,
    /// They are in both texts, in another style.
    Restyled,
}

/// A stretch of words under one mark, or a footnote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Run {
    /// What became of it.
    #[serde(default, skip_serializing_if = "Mark::is_kept")]
    pub(crate) mark: Mark,
    /// Whether its words stand in the other text too, elsewhere in the paragraph.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) moved: bool,
    /// What it holds.
    pub(crate) holds: Matter,
}

/// What a run holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Matter {
    /// Words of one style.
    Words(Stretch),
    /// A footnote, with none inside.
    Note(Vec<Run>),
}

/// Words of one style.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stretch {
    /// The characters; a line feed breaks the line.
    pub(crate) text: String,
    /// Whether they are emphasised.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) emphasis: bool,
    /// Whether they are emphasised strongly.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) strong: bool,
    /// The anchor of the paragraph that they refer to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) to: Option<String>,
}

/// A submission in a compilation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Submission {
    /// How it is spoken of.
    pub(crate) name: String,
    /// What it asks for.
    pub(crate) act: String,
    /// What else is to be known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) flags: Vec<String>,
    /// Its words, one list of runs for each paragraph.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) texts: Vec<Vec<Run>>,
    /// Why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) rationale: Vec<Run>,
    /// What became of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) became: String,
    /// What the co-chairs say to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) answer: Vec<Run>,
}

/// One entry of the list of changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    /// From 1.
    pub(crate) number: usize,
    /// The anchor of the paragraph it leads to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) to: Option<String>,
    /// How the paragraph is spoken of.
    pub(crate) place: String,
    /// What happened.
    pub(crate) what: String,
}

impl Mark {
    fn is_kept(&self) -> bool {
        *self == Self::Kept
    }
}

impl Standing {
    fn is_kept(&self) -> bool {
        *self == Self::Kept
    }
}

fn is_false(it: &bool) -> bool {
    !it
}

fn is_zero(it: &u8) -> bool {
    *it == 0
}
