//! What was typed into a form, read into what is to be submitted.

use serde::Deserialize;

use super::subject::Subject;
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::inline::{Rich, Text};
use crate::document::outline::with_subordinates;
use crate::document::{Content, Paragraph};
use crate::drafting::normalise;
use crate::drafting::submission::ItemName;
use crate::drafting::submission::{Body, Submission, Target};
use crate::drafting::typed::{self, NoChange, blocks, new_behind, one_line};
use crate::engine;
use crate::identity::authorship::FormNonce;
use crate::identity::preparation::Words;
use crate::web::error::Error;

/// The longest text that is taken, in characters.
pub(super) const LONGEST: usize = 40_000;
/// The longest rationale, and the longest words to find or to quote.
const LONGEST_WHY: usize = 10_000;
const LONGEST_WORDS: usize = 500;
/// The most paragraphs in one amendment.
const MOST_PARAGRAPHS: usize = 40;

/// What a form does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// A remark.
    Comment,
    /// Other words in place of the paragraph's.
    Wording,
    /// New paragraphs behind it.
    Insert,
    /// It goes.
    Delete,
    /// It goes elsewhere.
    Move,
    /// It becomes one with the next.
    Join,
    /// Words are replaced wherever they stand.
    Throughout,
}

impl Way {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Comment, "comment"),
        (Self::Wording, "wording"),
        (Self::Insert, "insert"),
        (Self::Delete, "delete"),
        (Self::Move, "move"),
        (Self::Join, "join"),
        (Self::Throughout, "throughout"),
    ];

    /// Its name in addresses.
    pub(super) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(way, _)| *way == self).map_or("", |(_, name)| name)
    }

    /// The way of that name, where the subject has one.
    pub(super) fn on(subject: &Subject, name: &str) -> Result<Self, Error> {
        let found = Self::ALL.iter().find(|(_, it)| *it == name).map(|(way, _)| *way);
        found.filter(|way| way.fits(subject)).ok_or(Error::NotFound)
    }

    /// The way in which a body was made.
    pub(super) fn of(body: &Body) -> Self {
        match body {
            Body::Comment { .. } => Self::Comment,
            Body::Replace { .. } | Body::Split { .. } => Self::Wording,
            Body::InsertAfter { .. } => Self::Insert,
            Body::Delete { .. } => Self::Delete,
            Body::Move { .. } => Self::Move,
            Body::Join { .. } => Self::Join,
            Body::ReplaceThroughout { .. } => Self::Throughout,
        }
    }

    /// Whether it can be done to a subject.
    pub(super) fn fits(self, subject: &Subject) -> bool {
        let heading = |it: &Paragraph| it.content.kind.is_heading();
        match self {
            Self::Comment | Self::Insert => true,
            Self::Wording | Self::Delete | Self::Move => subject.place.is_some(),
            Self::Join => {
                let next = subject.next().is_some_and(|next| !heading(next));
                subject.paragraph().is_some_and(|it| !heading(it)) && next
            }
            Self::Throughout => subject.paragraph().is_none_or(heading),
        }
    }

    /// Whether it proposes a change.
    pub(super) fn amends(self) -> bool {
        self != Self::Comment
    }
}

/// The fields of all forms; each page has those it needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Typed {
    /// The nonce of the form.
    pub(super) form: String,
    /// The version of the entry that was seen.
    pub(super) seen: u32,
    /// The own item it takes the place of.
    pub(super) succeeds: Option<String>,
    /// The words.
    pub(super) text: String,
    /// The words to find, and what to put there.
    pub(super) find: String,
    pub(super) put: String,
    /// The words a comment is about.
    pub(super) quote: String,
    /// Behind which paragraph it is to stand; "first" is before all others.
    pub(super) after: String,
    /// The items that go with it.
    pub(super) with: Vec<String>,
    /// Why.
    pub(super) why: String,
    /// Whether others may read why.
    pub(super) share: Option<String>,
    /// Whether it is for the co-chairs only.
    pub(super) held: Option<String>,
    /// What is to be done with it.
    pub(super) act: Option<String>,
    /// So that its length says nothing.
    pub(super) pad: Option<String>,
}

/// What is wrong with a form, and the field it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    /// A message.
    pub(super) said: &'static str,
    /// The field.
    pub(super) field: &'static str,
}

const fn wrong(said: &'static str, field: &'static str) -> Wrong {
    Wrong { said, field }
}

impl Typed {
    /// A form that nobody has typed into.
    pub(super) fn fresh(form: FormNonce, subject: &Subject, way: Way) -> Self {
        let mut typed = Self { form: form.to_string(), ..Self::default() };
        match way {
            Way::Wording => typed.text = subject.content().map(typed::to_type).unwrap_or_default(),
            Way::Join => typed.text = both(subject).to_text().to_string(),
            Way::Delete | Way::Move => {
                typed.with = subordinates(subject).iter().map(|it| it.id.to_string()).collect();
            }
            Way::Comment | Way::Insert | Way::Throughout => {}
        }
        typed
    }

    /// What was submitted or saved, to be typed on.
    pub(super) fn again(form: FormNonce, seen: u32, words: &Words) -> Self {
        let ids = |ids: &[ParagraphId]| ids.iter().map(ToString::to_string).collect();
        let mut typed = Self {
            form: form.to_string(),
            seen,
            succeeds: words.succeeds.map(|it| it.to_string()),
            why: words.rationale.as_ref().map(ToString::to_string).unwrap_or_default(),
            share: words.rationale_shared.then(|| "yes".to_owned()),
            held: words.held.then(|| "yes".to_owned()),
            ..Self::default()
        };
        match &words.body {
            Body::Comment { text } => {
                typed.text = text.to_string();
                if let Target::Paragraph { quote: Some(quote), .. } = &words.target {
                    typed.quote = quote.clone();
                }
            }
            Body::Replace { with, .. } => {
                let (first, others) =
                    with.split_first().map_or((None, &[][..]), |(it, rest)| (Some(it), rest));
                let first = first.map(typed::to_type).unwrap_or_default();
                let others = (!others.is_empty()).then(|| typed::to_type_all(others));
                typed.text = std::iter::once(first).chain(others).collect::<Vec<_>>().join("\n\n");
            }
            Body::Split { pieces, .. } => {
                typed.text = pieces.iter().map(Text::as_str).collect::<Vec<_>>().join("\n\n");
            }
            Body::InsertAfter { paragraphs } => typed.text = typed::to_type_all(paragraphs),
            Body::Delete { subordinates, .. } => typed.with = ids(subordinates),
            Body::Move { subordinates, after, .. } => {
                typed.with = ids(subordinates);
                typed.after = after.map_or_else(|| "first".to_owned(), |it| it.to_string());
            }
            Body::Join { joined, .. } => {
                typed.text = joined.as_ref().map(ToString::to_string).unwrap_or_default();
            }
            Body::ReplaceThroughout { find, put } => {
                typed.find = find.clone();
                typed.put = put.clone();
            }
        }
        typed
    }

    /// The nonce of the form.
    pub(super) fn nonce(&self) -> Result<FormNonce, Error> {
        self.form.parse().map_err(|_| Error::Form)
    }

    /// What is to be submitted.
    pub(super) fn words(&self, subject: &Subject, way: Way) -> Result<Words, Wrong> {
        let body = self.body(subject, way)?;
        if self.why.chars().count() > LONGEST_WHY {
            return Err(wrong("wrong-why-long", "why"));
        }
        let succeeds = match self.succeeds.as_deref().filter(|it| !it.is_empty()) {
            None => None,
            Some(id) => Some(id.parse().map_err(|_| wrong("wrong-succeeds", "text"))?),
        };
        let why = one_line(&self.why);
        Ok(Words {
            made_on: subject.draft.draft.id,
            target: self.target(subject, way),
            body,
            rationale: (!why.is_empty()).then(|| Text::parse(&why)),
            rationale_shared: self.share.is_some() && !why.is_empty(),
            held: self.held.is_some(),
            succeeds,
        }
        .normalised())
    }

    fn target(&self, subject: &Subject, way: Way) -> Target {
        let Some(paragraph) = subject.paragraph() else { return Target::Document };
        let wide = matches!(way, Way::Comment | Way::Throughout);
        if wide && paragraph.content.kind.is_heading() {
            return Target::Section { heading: paragraph.id };
        }
        let quote = one_line(&self.quote);
        let quote = (way == Way::Comment && !quote.is_empty()).then_some(quote);
        Target::Paragraph { paragraph: paragraph.id, quote }
    }

    fn body(&self, subject: &Subject, way: Way) -> Result<Body, Wrong> {
        if self.text.chars().count() > LONGEST {
            return Err(wrong("wrong-text-long", "text"));
        }
        if blocks(&self.text).len() > MOST_PARAGRAPHS {
            return Err(wrong("wrong-paragraphs-many", "text"));
        }
        match way {
            Way::Comment => self.comment(subject),
            Way::Insert => {
                let blocks = blocks(&self.text);
                let paragraphs: Vec<Content> = match subject.content() {
                    Some(content) => blocks.iter().map(|it| new_behind(content, it)).collect(),
                    None => blocks.iter().map(|it| Content::read(it)).collect(),
                };
                let empty = paragraphs.iter().all(|it| it.text.is_empty());
                if empty {
                    Err(wrong("wrong-insert-empty", "text"))
                } else {
                    Ok(Body::InsertAfter { paragraphs })
                }
            }
            Way::Throughout => self.throughout(subject),
            Way::Wording | Way::Delete | Way::Move | Way::Join => match subject.content() {
                Some(content) => self.on_words(subject, content, way),
                None => Err(wrong("wrong-empty", "text")),
            },
        }
    }

    fn comment(&self, subject: &Subject) -> Result<Body, Wrong> {
        let text = Text::parse(&blocks(&self.text).join(" "));
        if text.is_empty() {
            return Err(wrong("wrong-comment-empty", "text"));
        }
        let quote = one_line(&self.quote);
        let said = subject.content().map(|it| engine::fold(&it.text.plain())).unwrap_or_default();
        if quote.chars().count() > LONGEST_WORDS || !said.contains(&engine::fold(&quote)) {
            return Err(wrong("wrong-quote", "quote"));
        }
        Ok(Body::Comment { text })
    }

    fn throughout(&self, subject: &Subject) -> Result<Body, Wrong> {
        let (find, put) = (one_line(&self.find), one_line(&self.put));
        if find.is_empty() {
            return Err(wrong("wrong-find-empty", "find"));
        }
        if [&find, &put].iter().any(|it| it.chars().count() > LONGEST_WORDS) {
            return Err(wrong("wrong-find-long", "find"));
        }
        if find == put {
            return Err(wrong("wrong-same", "put"));
        }
        let body = Body::ReplaceThroughout { find, put };
        let asked = submission(subject, self.target(subject, Way::Throughout), body.clone());
        if super::fragment::readings(subject, &asked).is_empty() {
            return Err(wrong("wrong-find-nowhere", "find"));
        }
        Ok(body)
    }

    fn on_words(&self, subject: &Subject, content: &Content, way: Way) -> Result<Body, Wrong> {
        let base = content.text.clone();
        let own = subordinates(subject);
        let ticked = own.iter().filter(|it| self.with.contains(&it.id.to_string())).map(|it| it.id).collect();
        match way {
            Way::Delete => Ok(Body::Delete { base, subordinates: ticked }),
            Way::Move => {
                let after = match self.after.as_str() {
                    "" => return Err(wrong("wrong-after", "after")),
                    "first" => None,
                    id => {
                        let found = subject.paragraphs.iter().find(|it| it.id.to_string() == id);
                        Some(found.ok_or(wrong("wrong-after", "after"))?.id)
                    }
                };
                let place = subject.place.unwrap_or_default();
                let stands_behind = place.checked_sub(1).map(|at| subject.paragraphs[at].id);
                let here = subject.paragraphs[place].id;
                let into_itself = |id: ParagraphId| id == here || own.iter().any(|it| it.id == id);
                if after == stands_behind || after.is_some_and(into_itself) {
                    return Err(wrong("wrong-move-nowhere", "after"));
                }
                Ok(Body::Move { base, subordinates: ticked, after })
            }
            Way::Join => {
                let next = subject.next().ok_or(wrong("wrong-empty", "text"))?.id;
                let whole = both(subject);
                let read = Rich::parse(&one_line(&self.text));
                let joined = normalise::to_base(&whole, &read).to_text();
                let as_they_stand = joined.is_empty() || joined == whole.to_text();
                Ok(Body::Join { base, next, joined: (!as_they_stand).then_some(joined) })
            }
            Way::Wording | Way::Comment | Way::Insert | Way::Throughout => typed::change(content, &self.text)
                .map_err(|why| match why {
                    NoChange::Empty => wrong("wrong-empty", "text"),
                    NoChange::Same => wrong("wrong-same", "text"),
                }),
        }
    }
}

/// The items under a paragraph.
pub(super) fn subordinates(subject: &Subject) -> &[Paragraph] {
    let all = subject.place.map(|place| with_subordinates(&subject.paragraphs, place));
    all.map_or(&[], |all| &subject.paragraphs[all.start + 1..all.end])
}

/// The paragraph and the next as one.
pub(super) fn both(subject: &Subject) -> Rich {
    let mut whole = Rich::default();
    for paragraph in [subject.paragraph(), subject.next()].into_iter().flatten() {
        if !whole.as_str().is_empty() {
            whole.push_str(" ");
        }
        let words = paragraph.content.text.rich();
        whole.push(&words, 0..words.as_str().len());
    }
    whole
}

/// Something on a subject as a submission that has no name yet.
pub(super) fn submission(subject: &Subject, target: Target, body: Body) -> Submission {
    let place = subject.place.map(|place| subject.names[place].clone()).unwrap_or_default();
    Submission {
        id: SubmissionId::from_bytes([0; 16]),
        name: ItemName { place, letter: u32::MAX },
        made_on: subject.draft.draft.id,
        target,
        body,
        rationale: None,
        rationale_shared: false,
        late: false,
        withdrawn: false,
    }
}
