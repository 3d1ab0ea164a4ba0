//! The text: passages as paragraphs, with bookmarks, tracked marks and comments; submissions between them.
//!
//! A comment stands on words that are there whether changes are accepted or rejected, unless it tells of words or of a
//! whole paragraph that came or went: then it comes and goes with them.

use std::fmt::Write as _;
use std::ops::Range;

use jiff::civil::Date;

use super::super::rendition::{
    Block, Direction, Form, Item, Mark, Matter, Passage, Rendition, Run, Seam, Standing,
};
use super::frame::section;
use super::notes::{Comments, Footnotes};
use super::runs::{EMBEDDED, END, Manner, own};
use super::styles::{UNCOUNTED, style_of};
use super::xml::{DECLARATION, NAMESPACES, escape};

/// The day on tracked changes where none is told.
const NO_DAY: Date = Date::constant(2000, 1, 1);

/// The minutes between changes of neighbouring paragraphs. LibreOffice takes insertions less than a minute apart that
/// end one paragraph and begin the next ("[1. ...]", "[2. ...]") for one, and rejects the untouched mark between them.
const TURN: u8 = 2;

/// The parts that the text is made of.
pub(super) struct Text {
    pub(super) document: String,
    pub(super) footnotes: String,
    pub(super) comments: Option<String>,
}

/// Draws the text of a rendition.
pub(super) fn draw(rendition: &Rendition) -> Text {
    let mut writer = Writer::new(rendition);
    let mut body = String::new();
    for (at, (block, border)) in rendition.blocks.iter().zip(borders(&rendition.blocks)).enumerate() {
        match block {
            Block::Passage(passage) => writer.passage(&mut body, passage, border),
            Block::Item(item) => writer.item(&mut body, item),
            Block::Rubric(words) => writer.rubric(&mut body, words),
            Block::Line(runs) => writer.paragraph(&mut body, line_style(&rendition.blocks[at + 1..]), runs),
            Block::Quote(runs) => writer.paragraph(&mut body, "ItemText", runs),
            Block::Table(table) => writer.table(&mut body, table),
        }
    }
    // Nothing may be tracked on the last paragraph of a body: readers keep it.
    let last = writer.last();
    let document = format!(
        "{DECLARATION}<w:document {NAMESPACES}><w:body>{body}<w:p>{last}</w:p>{}</w:body></w:document>",
        section(rendition)
    );
    Text { document, footnotes: writer.footnotes.finish(), comments: writer.comments.finish() }
}

/// A line stays on the page of what it leads in.
fn line_style(behind: &[Block]) -> &'static str {
    if let [Block::Quote(_), ..] = behind { "LeadIn" } else { "Normal" }
}

/// What became of the mark that ends each block.
///
/// A paragraph that came or went as a whole came or went with its own mark. LibreOffice loses the mark of the paragraph
/// that holds the first footnote of a file: that one takes the mark of the last kept paragraph before instead, where
/// both look alike, as when it is typed behind that.
fn borders(blocks: &[Block]) -> Vec<Seam> {
    let own = |block: &Block| match block {
        Block::Passage(passage) => match passage.standing {
            Standing::Inserted => Seam::Inserted,
            Standing::Deleted => Seam::Deleted,
            Standing::Kept | Standing::Rewritten => passage.seam,
        },
        Block::Item(_) | Block::Rubric(_) | Block::Line(_) | Block::Quote(_) | Block::Table(_) => Seam::Kept,
    };
    let mut borders: Vec<Seam> = blocks.iter().map(own).collect();
    let passage = |at: usize| match &blocks[at] {
        Block::Passage(passage) => Some(passage),
        Block::Item(_) | Block::Rubric(_) | Block::Line(_) | Block::Quote(_) | Block::Table(_) => None,
    };
    let holds_note = |at: &usize| passage(*at).is_some_and(|it| it.words.iter().any(Run::is_note));
    let Some(at) = (0..blocks.len()).find(holds_note).filter(|&at| borders[at] != Seam::Kept) else {
        return borders;
    };
    let before = (0..at).rev().find(|&before| borders[before] != borders[at]);
    let alike = |before: &usize| match (passage(*before), passage(at)) {
        (Some(before), Some(it)) => {
            before.form == it.form && before.was.is_none() && it.standing.mark().is_some()
        }
        (Some(_) | None, _) => false,
    };
    if let Some(before) = before.filter(|&before| borders[before] == Seam::Kept).filter(alike) {
        borders.swap(before, at);
    }
    borders
}

/// What drawing the text needs to remember: ids used so far, footnotes and comments met.
pub(super) struct Writer<'a> {
    pub(super) rendition: &'a Rendition,
    pub(super) footnotes: Footnotes,
    comments: Comments,
    /// Who and when, on every tracked change of a paragraph; neighbours take turns.
    signatures: [String; 2],
    last_id: usize,
}

impl<'a> Writer<'a> {
    fn new(rendition: &'a Rendition) -> Self {
        let author = escape(&rendition.vocabulary.author);
        let day = rendition.day.unwrap_or(NO_DAY);
        let signature = |minute: u8| format!(r#"w:author="{author}" w:date="{day}T00:{minute:02}:00Z""#);
        Self {
            rendition,
            footnotes: Footnotes::default(),
            comments: Comments::default(),
            signatures: [signature(0), signature(TURN)],
            // Footnotes are numbered from 1 without gaps, as readers expect; all other ids come after them.
            last_id: rendition.runs().filter(|run| run.is_note()).count(),
        }
    }

    fn passage(&mut self, out: &mut String, passage: &Passage, border: Seam) {
        self.signatures.reverse();
        let whole = passage.standing.mark();
        let manner = whole.map_or(Manner::Tracked, Manner::Whole);
        let mark = self.mark_change(border);
        let was =
            passage.was.filter(|_| whole.is_none()).map(|form| self.form_change(form)).unwrap_or_default();
        let properties = self.properties(style_of(passage.form).as_deref(), &mark, &was);
        let mut runs = self.commented(passage, manner);
        if let Some(anchor) = passage.anchor {
            let id = self.next_id();
            runs = format!(
                r#"<w:bookmarkStart w:id="{id}" w:name="_p_{anchor}"/>{runs}<w:bookmarkEnd w:id="{id}"/>"#
            );
        }
        let _ = write!(out, "<w:p>{properties}{runs}</w:p>");
    }

    /// Label and words, with the comments on them.
    fn commented(&mut self, passage: &Passage, manner: Manner) -> String {
        let line = passage.line("\t");
        let comments = self.comments_on(passage, &line);
        let mut out = String::new();
        for at in 0..=line.len() {
            for comment in comments.iter().filter(|it| it.range.end == at && !it.range.is_empty()) {
                self.reference(&mut out, comment);
            }
            for comment in comments.iter().filter(|it| it.range.start == at) {
                let _ = write!(out, r#"<w:commentRangeStart w:id="{}"/>"#, comment.id);
                if comment.range.is_empty() {
                    self.reference(&mut out, comment);
                }
            }
            if let Some(run) = line.get(at) {
                self.run(&mut out, run, manner);
            }
        }
        out
    }

    fn comments_on(&mut self, passage: &Passage, line: &[Run]) -> Vec<Comment> {
        let vocabulary = &self.rendition.vocabulary;
        let mut comments = Vec::new();
        let mut comment = |id: usize, range: Range<usize>, mark| comments.push(Comment { id, range, mark });
        let whole = passage.standing.mark();
        if let (Some(remark), Some(_)) = (&passage.remark, whole) {
            comment(self.remark(&vocabulary.remark(remark)), 0..line.len(), whole);
        }
        for range in moved(line).filter(|_| whole.is_none()) {
            let mark = line[range.start].mark;
            let words = if mark == Mark::Deleted { &vocabulary.moved_away } else { &vocabulary.moved_here };
            comment(self.remark(words), range, Some(mark));
        }
        let stays = line.iter().position(|run| {
            let is_words = |text: &str| text.contains(char::is_alphanumeric);
            let stays = matches!(run.mark, Mark::Kept | Mark::Restyled { .. });
            stays && matches!(&run.matter, Matter::Words { text, .. } if is_words(text))
        });
        let range = stays.filter(|_| whole.is_none()).map_or(0..line.len(), |at| at..at + 1);
        for note in &passage.notes {
            comment(self.note(note), range.clone(), whole);
        }
        comments
    }

    /// A comment that tells where words came from or went to.
    fn remark(&mut self, words: &str) -> usize {
        let id = self.next_id();
        let paragraph = self.comment_paragraph(&[Run::plain(self.own(words))]);
        self.comments.push(id, &self.signatures[0].clone(), &paragraph);
        id
    }

    /// A comment that is a submission: what it asks for, in whose words nobody knows, why, and what became of it.
    fn note(&mut self, item: &Item) -> usize {
        let id = self.next_id();
        let vocabulary = &self.rendition.vocabulary;
        let mut paragraphs = self.comment_paragraph(&self.head(item));
        for text in &item.texts {
            paragraphs += &self.comment_paragraph(text);
        }
        if !item.rationale.is_empty() {
            paragraphs += &self.comment_paragraph(&self.led(&vocabulary.rationale, &item.rationale));
        }
        if !item.became.is_empty() {
            paragraphs += &self.comment_paragraph(&[Run::strong(self.own(&item.became))]);
        }
        if !item.answer.is_empty() {
            paragraphs += &self.comment_paragraph(&self.led(&vocabulary.note_of_chairs, &item.answer));
        }
        let day = self.rendition.day.map(|day| format!(r#" w:date="{day}T00:00:00Z""#)).unwrap_or_default();
        let signature = format!(r#"w:author="{}"{day}"#, escape(&vocabulary.submission_author));
        self.comments.push(id, &signature, &paragraphs);
        id
    }

    fn comment_paragraph(&mut self, runs: &[Run]) -> String {
        let mut paragraph = String::new();
        // Nothing in a comment is tracked, nothing is to be accepted there.
        let runs: Vec<Run> = runs.iter().cloned().map(|run| Run { mark: Mark::Kept, ..run }).collect();
        self.paragraph(&mut paragraph, "CommentText", &runs);
        paragraph
    }

    /// The end of a comment, and the sign that refers to it; gone where its words are.
    fn reference(&mut self, out: &mut String, comment: &Comment) {
        let id = comment.id;
        let _ = write!(out, r#"<w:commentRangeEnd w:id="{id}"/>"#);
        let reference = format!(
            r#"<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{id}"/></w:r>"#
        );
        match comment.mark {
            Some(mark) => self.whole(out, mark, &reference),
            None => out.push_str(&reference),
        }
    }

    /// A submission: its name and what it asks for, its words with the changes painted, its rationale.
    fn item(&mut self, out: &mut String, item: &Item) {
        self.item_as(out, item, ("ItemName", "ItemText"));
    }

    /// The same in the styles of a name and of what stands under it.
    pub(super) fn item_as(&mut self, out: &mut String, item: &Item, (name, text): (&str, &str)) {
        let vocabulary = &self.rendition.vocabulary;
        let reason = (!item.rationale.is_empty()).then(|| self.led(&vocabulary.rationale, &item.rationale));
        let became = (!item.became.is_empty()).then(|| vec![Run::strong(self.own(&item.became))]);
        let answer = (!item.answer.is_empty()).then(|| self.led(&vocabulary.note_of_chairs, &item.answer));
        let below: Vec<&Vec<Run>> = item.texts.iter().chain(&reason).chain(&became).chain(&answer).collect();
        // A name that stands alone ends the block, and has the space of one after it.
        let alone = below.is_empty() && name == "ItemName";
        self.paragraph(out, if alone { text } else { name }, &self.head(item));
        for runs in below {
            self.paragraph(out, text, runs);
        }
    }

    /// The name of a submission, what it asks for, and what else is to be known: one sentence in our own words.
    fn head(&self, item: &Item) -> Vec<Run> {
        let flags: String = item.flags.iter().map(|flag| format!(" ({flag})")).collect();
        let act = format!(" {}{flags}", item.act);
        match self.rendition.language.direction {
            Direction::LeftToRight => vec![Run::strong(&item.name), Run::plain(act)],
            Direction::RightToLeft => vec![
                Run::strong(format!("{EMBEDDED}{}{END}", item.name)),
                Run::plain(" "),
                Run::plain(format!("{EMBEDDED}{}{END}", act.trim_start())),
            ],
        }
    }

    /// Words of the text led by what they are.
    fn led(&self, label: &str, words: &[Run]) -> Vec<Run> {
        let label = Run::plain(format!("{} ", self.own(label)));
        std::iter::once(label).chain(words.iter().cloned()).collect()
    }

    pub(super) fn own(&self, words: &str) -> String {
        own(self.rendition.language.direction, words)
    }

    fn rubric(&mut self, out: &mut String, words: &str) {
        self.paragraph(out, "Rubric", &[Run::plain(self.own(words))]);
    }

    /// A paragraph whose changes are painted.
    pub(super) fn paragraph(&mut self, out: &mut String, style: &str, runs: &[Run]) {
        let (properties, runs) = (self.properties(Some(style), "", ""), self.runs(runs, Manner::Painted));
        let _ = write!(out, "<w:p>{properties}{runs}</w:p>");
    }

    /// The mark of a paragraph, if it came or went.
    fn mark_change(&mut self, border: Seam) -> String {
        let element = match border {
            Seam::Inserted => "ins",
            Seam::Deleted => "del",
            Seam::Kept => return String::new(),
        };
        format!("<w:rPr><w:{element} {}/></w:rPr>", self.revision())
    }

    fn form_change(&mut self, was: Form) -> String {
        let old = self.properties(style_of(was).as_deref(), "", "");
        let old = if old.is_empty() { "<w:pPr/>".to_owned() } else { old };
        format!("<w:pPrChange {}>{old}</w:pPrChange>", self.revision())
    }

    pub(super) fn properties(&self, style: Option<&str>, mark: &str, change: &str) -> String {
        let style = style.map(|id| format!(r#"<w:pStyle w:val="{id}"/>"#)).unwrap_or_default();
        let all = format!("{style}{}{mark}{change}", self.bidi());
        if all.is_empty() { all } else { format!("<w:pPr>{all}</w:pPr>") }
    }

    /// Of the empty paragraph at the end, which is no line of the text.
    fn last(&self) -> String {
        match self.rendition.line_numbers {
            true => format!("<w:pPr>{UNCOUNTED}{}</w:pPr>", self.bidi()),
            false => self.properties(None, "", ""),
        }
    }

    pub(super) fn bidi(&self) -> &'static str {
        match self.rendition.language.direction {
            Direction::LeftToRight => "",
            Direction::RightToLeft => "<w:bidi/>",
        }
    }

    /// The attributes of a tracked change.
    pub(super) fn revision(&mut self) -> String {
        format!(r#"w:id="{}" {}"#, self.next_id(), self.signatures[0])
    }

    fn next_id(&mut self) -> usize {
        self.last_id += 1;
        self.last_id
    }
}

/// A comment and the runs it stands on.
struct Comment {
    id: usize,
    range: Range<usize>,
    /// What becomes of the words it stands on, and of it with them.
    mark: Option<Mark>,
}

/// The stretches of a line that were moved inside their paragraph.
fn moved(line: &[Run]) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    line.chunk_by(Run::is_marked_like).filter_map(move |stretch| {
        from += stretch.len();
        stretch[0].moved.then(|| from - stretch.len()..from)
    })
}
