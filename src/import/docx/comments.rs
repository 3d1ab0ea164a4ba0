//! The comments of a Word document: what each says, answers after it, and nothing of who wrote it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::package::{Package, Part, Relation};
use super::runs::Runs;
use super::xml::Xml;
use crate::document::inline::Text;
use crate::import::Error;

/// What stands between a comment and the answers to it.
const ANSWERED: &str = " — ";
/// How many steps lead from an answer to its comment at most: word processors have one.
const MAX_STEPS: usize = 16;

/// Comments by their ids, which are good within their part only.
#[derive(Debug, Default)]
pub(in crate::import) struct Comments {
    by_id: FxHashMap<String, Comment>,
    /// The ids of answers, whose words stand in the comment they answer.
    answers: FxHashSet<String>,
}

#[derive(Debug)]
struct Comment {
    words: Text,
    /// What the part with the threads knows it by: the id of its last paragraph.
    last_paragraph: Option<String>,
}

impl Comments {
    /// Reads the comments that the main part refers to.
    pub(super) fn read(
        package: &mut Package<'_>,
        links: &[Relation],
        runs: &mut Runs,
    ) -> Result<Self, Error> {
        let mut linked = |kind: &str| match links.iter().find(|link| link.kind == kind) {
            Some(link) => package.part(&link.target),
            None => Ok(None),
        };
        let mut comments = Self::default();
        let Some(part) = linked("comments")? else { return Ok(comments) };
        let mut order = Vec::new();
        let mut xml = Xml::new(&part);
        xml.root()?;
        while let Some(tag) = xml.child()? {
            match tag.attribute("id").filter(|_| tag.word() == "comment") {
                Some(id) => {
                    let (words, last_paragraph) = runs.comment(&mut xml)?;
                    order.push(id.clone());
                    comments.by_id.insert(id, Comment { words, last_paragraph });
                }
                None => xml.skip()?,
            }
        }
        if let Some(part) = linked("commentsExtended")? {
            comments.thread(&part, &order)?;
        }
        Ok(comments)
    }

    /// What a comment says, with the answers to it; none for an answer, and for one that is not there.
    pub(in crate::import) fn words(&self, id: &str) -> Option<&Text> {
        if self.answers.contains(id) {
            return None;
        }
        self.by_id.get(id).map(|comment| &comment.words).filter(|words| !words.is_empty())
    }

    /// Puts answers behind what they answer.
    fn thread(&mut self, part: &Part, order: &[String]) -> Result<(), Error> {
        let by_paragraph: FxHashMap<&str, &str> = (self.by_id.iter())
            .filter_map(|(id, comment)| Some((comment.last_paragraph.as_deref()?, id.as_str())))
            .collect();
        let mut parents: FxHashMap<String, String> = FxHashMap::default();
        let mut xml = Xml::new(part);
        xml.root()?;
        while let Some(tag) = xml.child()? {
            let of = |name: &str| tag.attribute(name).and_then(|it| by_paragraph.get(it.as_str()).copied());
            if let (Some(id), Some(parent)) = (of("paraId"), of("paraIdParent")) {
                parents.insert(id.to_owned(), parent.to_owned());
            }
            xml.skip()?;
        }
        let mut answers: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for id in order {
            let Some(root) = root(id, &parents).filter(|root| *root != id) else { continue };
            let Some(answer) = self.by_id.get(id).map(|comment| comment.words.to_string()) else { continue };
            answers.entry(root.to_owned()).or_default().push(answer);
            self.answers.insert(id.clone());
        }
        for (root, answers) in answers {
            if let Some(comment) = self.by_id.get_mut(&root) {
                let all: Vec<&str> = std::iter::once(comment.words.as_str())
                    .chain(answers.iter().map(String::as_str))
                    .collect();
                comment.words = Text::parse(&all.join(ANSWERED));
            }
        }
        Ok(())
    }
}

/// The comment that a thread began with; none where that is too far to be meant.
fn root<'a>(id: &'a str, parents: &'a FxHashMap<String, String>) -> Option<&'a str> {
    let mut at = id;
    for _ in 0..MAX_STEPS {
        match parents.get(at) {
            Some(parent) => at = parent,
            None => return Some(at),
        }
    }
    None
}
