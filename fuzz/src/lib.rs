//! What the fuzz targets ask of the engine, of documents, and of the application, one function for each target.
//!
//! Every function takes any bytes whatever and panics where a promise is broken. The bytes are read as texts between
//! empty lines, so that seeds and findings can be read and written by hand; `tests/it/replay.rs` asks the same of them.

mod documents;
mod input;
/// The promises of the engine, as its property tests ask them.
#[path = "../../src/engine/laws/promises.rs"]
mod promises;
mod readers;
mod surface;
mod tracked;

use input::{Input, lines, sources};
pub use surface::{doors, forms, next, queries, uploads};
use travaux::engine::{self, Source};

/// A target by its name.
pub type Target = (&'static str, fn(&[u8]));

/// All targets of texts.
pub const TARGETS: [Target; 14] = [
    ("words", words),
    ("redline", redline),
    ("merge", merge),
    ("rebase", rebase),
    ("paragraphs", paragraphs),
    ("markup", markup),
    ("marked_merge", marked_merge),
    ("structure", structure),
    ("tracked", tracked),
    ("docx", docx),
    ("docx_parts", docx_parts),
    ("markdown", markdown),
    ("text", text),
    ("received", received),
];

/// Those that ask the whole application.
pub const SURFACE: [Target; 5] =
    [("doors", doors), ("forms", forms), ("uploads", uploads), ("queries", queries), ("next", next)];

/// The first text goes out as a Word file and comes back, as it is and edited to the second.
pub fn tracked(data: &[u8]) {
    let input = Input::read(data);
    let texts: Vec<Vec<&str>> = input.texts.iter().take(2).map(lines).collect();
    if let [old, new] = &texts[..] {
        tracked::of_file(old, new);
    }
}

/// Every text is cut into words.
pub fn words(data: &[u8]) {
    let input = Input::read(data);
    sources(&input.texts).into_iter().for_each(promises::of_words);
}

/// The second text is compared with the first.
pub fn redline(data: &[u8]) {
    let input = Input::read(data);
    let [old, new, _] = three(&input);
    promises::of_redline(old, new);
    promises::of_edits(old, new);
    promises::of_trace(old, new);
}

/// All texts but the first are merged into it.
pub fn merge(data: &[u8]) {
    let input = Input::read(data);
    let texts = sources(&input.texts);
    let (base, sides) =
        texts.split_first().map_or((Source::from(""), &[][..]), |(base, sides)| (*base, sides));
    promises::of_merge(base, sides);
    if let [a, b, ..] = sides {
        promises::apart_is_clean(base, *a, *b);
    }
}

/// The third text, written on the first, is carried to the second.
pub fn rebase(data: &[u8]) {
    let input = Input::read(data);
    let [old, new, amended] = three(&input);
    promises::of_rebase(old, new, amended);
    promises::of_likeness(old, new, amended);
}

/// Texts of paragraphs, one a line, are linked and merged.
pub fn paragraphs(data: &[u8]) {
    let input = Input::read(data);
    let texts: Vec<Vec<&str>> = input.texts.iter().map(lines).collect();
    let Some((base, sides)) = texts.split_first() else { return };
    let sides: Vec<&[&str]> = sides.iter().map(Vec::as_slice).collect();
    for side in &sides {
        promises::of_links(base, side);
    }
    promises::of_paragraphs(base, &sides);
}

/// Every text is read as markup, and written again.
pub fn markup(data: &[u8]) {
    for text in &Input::read(data).texts {
        documents::of_markup(&text.words);
    }
}

/// Texts in markup are compared and merged.
pub fn marked_merge(data: &[u8]) {
    let input = Input::read(data);
    let markup: Vec<&str> = input.texts.iter().map(|text| text.words.as_str()).collect();
    if let Some((base, sides)) = markup.split_first() {
        documents::of_merge(base, sides);
    }
}

/// Every text is searched for a label, brackets and references.
pub fn structure(data: &[u8]) {
    for text in &Input::read(data).texts {
        documents::of_label(&text.words);
        documents::of_brackets(&text.words);
        documents::of_references(&text.words);
    }
}

/// The bytes are a file whose name says nothing.
pub fn docx(data: &[u8]) {
    readers::of_file(data, "draft.docx");
}

/// The texts are what stands in the parts of a Word document: body, styles, numbering, footnotes.
pub fn docx_parts(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let parts: Vec<&str> = text.split("\n\n").collect();
    readers::of_file(&readers::word_file(&parts), "draft.docx");
}

/// The bytes are a draft in our Markdown.
pub fn markdown(data: &[u8]) {
    readers::of_file(data, "draft.md");
}

/// The bytes are a draft in plain text.
pub fn text(data: &[u8]) {
    readers::of_file(data, "draft.txt");
}

/// The bytes are submissions, one JSON object a line, on a draft of every kind of paragraph.
pub fn received(data: &[u8]) {
    readers::of_received(data);
}

fn three(input: &Input) -> [Source<'_>; 3] {
    let mut texts = sources(&input.texts).into_iter();
    [(); 3].map(|()| texts.next().unwrap_or("".into()))
}
