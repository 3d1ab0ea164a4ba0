//! Words as inline elements: emphasis, references, footnotes, and what came and went.

use rustc_hash::FxHashMap;

use super::super::docx::xml::escape;
use super::super::rendition::{Mark, Matter, Run};
use crate::document::id::ParagraphId;
use crate::document::inline::{EMPHASIS, STRONG};

/// What drawing words needs to remember: where paragraphs are, footnotes and marks met.
pub(super) struct Pen<'a> {
    ids: &'a FxHashMap<ParagraphId, String>,
    notes: usize,
    marks: FxHashMap<String, usize>,
}

/// Words that were drawn.
pub(super) struct Drawn {
    pub(super) xml: String,
    /// The identifiers of what is deleted in them.
    pub(super) gone: Vec<String>,
    /// And of what is inserted.
    pub(super) come: Vec<String>,
}

impl<'a> Pen<'a> {
    pub(super) fn new(ids: &'a FxHashMap<ParagraphId, String>) -> Self {
        Self { ids, notes: 0, marks: FxHashMap::default() }
    }

    /// Draws words that stand in the element of that identifier.
    pub(super) fn draw(&mut self, eid: &str, runs: &[Run]) -> Drawn {
        let mut drawn = Drawn { xml: String::new(), gone: Vec::new(), come: Vec::new() };
        self.runs(&mut drawn, eid, runs);
        drawn
    }

    fn runs(&mut self, drawn: &mut Drawn, eid: &str, runs: &[Run]) {
        for stretch in runs.chunk_by(|a, b| a.mark == b.mark) {
            match stretch[0].mark {
                Mark::Kept => self.unmarked(drawn, eid, stretch, None),
                Mark::Inserted => self.marked(drawn, eid, "ins", stretch, None),
                Mark::Deleted => self.marked(drawn, eid, "del", stretch, None),
                Mark::Restyled { was } => {
                    self.marked(drawn, eid, "del", stretch, Some(was));
                    self.marked(drawn, eid, "ins", stretch, None);
                }
            }
        }
    }

    fn marked(&mut self, drawn: &mut Drawn, eid: &str, element: &str, runs: &[Run], attr: Option<u8>) {
        let count = self.marks.entry(format!("{eid}__{element}")).or_default();
        *count += 1;
        let id = format!("{eid}__{element}_{count}");
        drawn.xml += &format!("<{element} eId=\"{}\">", escape(&id));
        self.unmarked(drawn, eid, runs, attr);
        drawn.xml += &format!("</{element}>");
        if element == "ins" { drawn.come.push(id) } else { drawn.gone.push(id) }
    }

    /// Runs under one mark, which stands around them; `attr` is their style where it is another.
    fn unmarked(&mut self, drawn: &mut Drawn, eid: &str, runs: &[Run], attr: Option<u8>) {
        for run in runs {
            match &run.matter {
                Matter::Words { text, attr: own } => {
                    let target = run.leads_to.and_then(|id| self.ids.get(&id));
                    if let Some(target) = target {
                        drawn.xml += &format!("<ref href=\"#{}\">", escape(target));
                    }
                    drawn.xml += &styled(text, attr.unwrap_or(*own));
                    if target.is_some() {
                        drawn.xml += "</ref>";
                    }
                }
                Matter::Footnote(inside) => {
                    self.notes += 1;
                    let number = self.notes;
                    drawn.xml += &format!("<authorialNote marker=\"{number}\" placement=\"bottom\"><p>");
                    match run.mark {
                        Mark::Kept => self.runs(drawn, eid, inside),
                        Mark::Inserted | Mark::Deleted | Mark::Restyled { .. } => {
                            self.unmarked(drawn, eid, inside, None);
                        }
                    }
                    drawn.xml += "</p></authorialNote>";
                }
            }
        }
    }
}

/// Words in one style, a line break as its own element.
fn styled(text: &str, attr: u8) -> String {
    let lines: Vec<String> = text.split('\n').map(escape).collect();
    let words = lines.join("<br/>");
    let words = if attr & EMPHASIS == 0 { words } else { format!("<i>{words}</i>") };
    if attr & STRONG == 0 { words } else { format!("<b>{words}</b>") }
}
