//! `travaux submissions import --tracked`: the Word file of a draft that somebody edited and sent back.

use anyhow::bail;

use super::{Import, filed, refused, released};
use crate::cli::Place;
use crate::cli::formal::{self, Names};
use crate::cli::output::{count, first_words, print, read_input, say, warn, working};
use crate::clock;
use crate::document::Paragraph;
use crate::document::label::Label;
use crate::drafting::formal::formal;
use crate::drafting::submission::{Body, Target};
use crate::identity::actor::Actor;
use crate::import::received::Received;
use crate::import::tracked::{self, Error, Formatting, Look, Proposal, Returned, Tracking, Warning};
use crate::proceedings::{self, receive_once};
use crate::store::drafts::Draft;
use crate::store::{Access, Write};

/// The longest part of a comment or a new paragraph that is shown.
const SHOWN: usize = 160;

pub(super) fn import(place: &Place, args: &Import) -> anyhow::Result<()> {
    let bytes = read_input(&args.file)?;
    let store = place.open(if args.preview { Access::Read } else { Access::Write })?;
    let process = place.process.clone();
    let drafts = store.blocking_read(move |r| {
        let scope = proceedings::find(r, process.as_deref())?;
        let drafts = r.drafts(scope.document.id)?;
        let with_text = |draft: Draft| Ok::<_, proceedings::Error>((draft.clone(), r.paragraphs(draft.id)?));
        let drafts = drafts.into_iter().map(with_text).collect::<Result<Vec<_>, _>>()?;
        if drafts.is_empty() { Err(proceedings::Error::NoDraft) } else { Ok(drafts) }
    })?;
    let texts: Vec<&[Paragraph]> = drafts.iter().map(|(_, paragraphs)| &paragraphs[..]).collect();
    let returned = working("reading", || tracked::read(&bytes, &texts)).map_err(|error| match error {
        Error::File(_) | Error::NotOurs | Error::Entangled => refused(&args.file, &error.to_string()),
    })?;
    let (draft, paragraphs) = &drafts[returned.draft];
    let sheet = Sheet { paragraphs, names: formal::names(paragraphs) };
    let origin = match returned.against {
        Some(against) => format!("the redline of {} against {}", draft.label, drafts[against].0.label),
        None => draft.label.clone(),
    };
    if returned.is_unchanged() {
        bail!(refused(&args.file, &format!("there is no change in it: it is {origin} as it was downloaded")));
    }
    sheet.tell(&returned)?;
    let (to_file, left) = chosen(&returned, args.formatting);
    let comments = to_file.iter().filter(|it| matches!(it.body, Body::Comment { .. })).count();
    let amendments = count(to_file.len() - comments, "amendment");
    if args.preview {
        say(format_args!("{origin}: {amendments} and {}; nothing was taken in", count(comments, "comment")));
        return Ok(());
    }
    if to_file.is_empty() {
        bail!(refused(&args.file, &nothing_to_file(left)));
    }
    let on = draft.clone();
    let take_in =
        move |w: &Write<'_>, day| Ok(receive_once(w, &on, to_file, day, &Actor::command_line(clock::now()))?);
    filed(place, args, &store, take_in, |receipt| {
        if receipt.already > 0 {
            let one = if receipt.already == 1 { "was" } else { "were" };
            warn(format_args!(
                "{} {one} received already and left out",
                count(receipt.already, "submission")
            ));
        }
        if receipt.all() == 0 {
            bail!(refused(&args.file, "everything in it was received already"));
        }
        released(receipt, &draft.label);
        Ok(())
    })?;
    Ok(())
}

/// What is to be filed, and how many changes of emphasis are left.
fn chosen(returned: &Returned, with_formatting: bool) -> (Vec<Received>, usize) {
    let received = |it: &Proposal| Received {
        target: it.target.clone(),
        body: it.body.clone(),
        rationale: None,
        rationale_shared: false,
        late: false,
    };
    let looks: Vec<&Proposal> = returned.formatting.iter().filter_map(|it| it.proposal.as_ref()).collect();
    let left = if with_formatting { 0 } else { looks.len() };
    let looks = looks.into_iter().filter(|_| with_formatting);
    (returned.proposals.iter().chain(looks).map(received).collect(), left)
}

fn nothing_to_file(emphasis: usize) -> String {
    let told = "no words changed in it and it has no comment";
    match emphasis {
        0 => format!("{told}; nothing was taken in"),
        _ => format!("{told}; nothing was taken in: --formatting files changes of emphasis"),
    }
}

/// A draft as its paragraphs are spoken of.
struct Sheet<'a> {
    paragraphs: &'a [Paragraph],
    names: Names,
}

impl Sheet<'_> {
    fn tell(&self, returned: &Returned) -> anyhow::Result<()> {
        for proposal in &returned.proposals {
            let tracking = match proposal.tracking {
                Tracking::Tracked => "",
                Tracking::Untracked => " (not tracked)",
                Tracking::Both => " (in part not tracked)",
            };
            print(format_args!("{}{tracking}: {}", self.place(proposal.place), self.asks(proposal)))?;
        }
        for it in &returned.formatting {
            say(format_args!("not filed: {}: {}", self.place(Some(it.place)), look(it)));
        }
        returned.unmatched.iter().for_each(|it| say(format_args!("not filed: {it}")));
        for warning in &returned.warnings {
            match warning {
                Warning::Untracked { places } => {
                    let places: Vec<String> = places.iter().map(|place| self.place(Some(*place))).collect();
                    warn(format_args!("{warning}: {}", places.join(", ")));
                }
                Warning::Reading(_) => warn(warning),
            }
        }
        Ok(())
    }

    fn place(&self, place: Option<usize>) -> String {
        let name = place.and_then(|place| self.names.get(&self.paragraphs.get(place)?.id));
        match name {
            None => "beginning".to_owned(),
            Some(name) if name.starts_with(|c: char| c.is_ascii_digit()) => format!("para. {name}"),
            Some(name) => name.clone(),
        }
    }

    /// What a proposal asks for in one line.
    fn asks(&self, proposal: &Proposal) -> String {
        if let Body::Comment { text } = &proposal.body {
            let words = first_words(&text.plain(), SHOWN);
            return match &proposal.target {
                Target::Paragraph { quote: Some(quote), .. } => {
                    format!("comment on \"{}\": {words}", first_words(quote, SHOWN))
                }
                Target::Paragraph { quote: None, .. } | Target::Section { .. } | Target::Document => {
                    format!("comment: {words}")
                }
            };
        }
        let target = proposal.place.and_then(|place| self.paragraphs.get(place)).map(|it| &it.content);
        let asks = formal::plain(&formal(target, &proposal.body), &self.names);
        let along = match &proposal.body {
            Body::Delete { subordinates, .. } | Body::Move { subordinates, .. } => subordinates.len(),
            _ => 0,
        };
        if along == 0 { asks } else { format!("{asks} With it {}.", count(along, "paragraph")) }
    }
}

fn look(it: &Formatting) -> String {
    let shown =
        |label: &Option<Label>| label.as_ref().map_or("no number".to_owned(), |label| format!("\"{label}\""));
    match &it.look {
        Look::Emphasis => "only emphasis changed (--formatting files it)".to_owned(),
        Look::Label { old, new } => format!("{} became {}", shown(old), shown(new)),
        Look::Kind => "another kind of paragraph".to_owned(),
    }
}
