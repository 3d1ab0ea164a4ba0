//! `travaux brackets`, `bracket`, `choose`, `unbracket` and `strike`: the square brackets of the working text.

mod list;

use anyhow::bail;

use super::Place as Here;
use super::desk::{From, at_desk, find_paragraph};
use super::failure::Failure;
use super::output::{count, say};
use crate::document::Paragraph;
use crate::document::brackets::across::across;
use crate::document::brackets::place::{Place, places};
use crate::document::brackets::settle::{Pick, bracket_among, settle_all};
use crate::document::id::ParagraphId;
use crate::document::inline::{Rich, Text};
use crate::drafting::choice::{rebracketed, settled};
use crate::drafting::ledger::Source;
use crate::proceedings::{Table, decide};
use crate::store::Write;

pub(super) use self::list::{List, run_list};

/// What `choose` takes for the alternative of no words.
const NOTHING: &str = "nothing";

#[derive(Clone, Debug, clap::Args)]
pub(super) struct Bracket {
    /// The paragraph, as it is spoken of in the working text ("14") or by its place ("¶ 12")
    paragraph: String,
    /// The words to put into brackets; the whole paragraph if left out
    words: Option<String>,
    /// Which of them, where they stand more than once
    #[arg(long, value_name = "N", default_value_t = 1)]
    occurrence: usize,
    /// An alternative to them; may be given again
    #[arg(long = "or", value_name = "WORDS")]
    others: Vec<String>,
    /// Show that there may be nothing instead
    #[arg(long)]
    or_nothing: bool,
    /// On whose word
    #[arg(long, value_enum, default_value_t = From::CoChairs)]
    from: From,
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct Choose {
    /// The paragraph, and the alternative: its words, its number from 1, or "nothing". With --everywhere the words alone
    #[arg(required = true, num_args = 1..=2, value_names = ["PARAGRAPH", "ALTERNATIVE"])]
    what: Vec<String>,
    /// Which bracket of the paragraph, by the number that `brackets` gives it
    #[arg(long, value_name = "N")]
    bracket: Option<usize>,
    /// Choose these words wherever they are an alternative
    #[arg(long, conflicts_with = "bracket")]
    everywhere: bool,
    /// On whose word
    #[arg(long, value_enum, default_value_t = From::CoChairs)]
    from: From,
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct Settle {
    /// The paragraph, as it is spoken of in the working text ("14") or by its place ("¶ 12")
    paragraph: String,
    /// Which bracket of it, by the number that `brackets` gives it
    #[arg(long, value_name = "N")]
    bracket: Option<usize>,
    /// On whose word
    #[arg(long, value_enum, default_value_t = From::CoChairs)]
    from: From,
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct Unbracket {
    #[command(flatten)]
    which: Settle,
    /// Keep the words of all alternatives, one after the other
    #[arg(long)]
    all_words: bool,
}

pub(super) fn run_bracket(here: &Here, args: Bracket) -> anyhow::Result<()> {
    let (name, standing) = at_desk(here, move |w, table| {
        let (paragraph, name) = found(table, &args.paragraph)?;
        let text = paragraph.content.text.rich();
        let range = match &args.words {
            None => 0..text.as_str().len(),
            Some(words) => {
                let words = Text::parse(words).rich();
                let mut all = text.as_str().match_indices(words.as_str()).filter(|(_, it)| !it.is_empty());
                let Some((start, it)) = args.occurrence.checked_sub(1).and_then(|n| all.nth(n)) else {
                    let many = text.as_str().matches(words.as_str()).count();
                    let why = format!("\"{}\" stands in {name} {}", words.as_str(), times(many));
                    bail!(Failure::Usage(why));
                };
                start..start + it.len()
            }
        };
        let nothing = args.or_nothing.then(Rich::default);
        let others: Vec<Rich> = args.others.iter().map(|it| Text::parse(it).rich()).chain(nothing).collect();
        let Some(bracketed) = bracket_among(&text, range, &others) else {
            bail!(Failure::Usage(format!("these words would cut a bracket or a footnote of {name} in two")));
        };
        let deed = rebracketed(&paragraph, &bracketed, args.from.source());
        decide(w, table, deed)?;
        Ok(name)
    })?;
    say(format_args!("{name} bracketed; {standing}"));
    Ok(())
}

pub(super) fn run_choose(here: &Here, args: Choose) -> anyhow::Result<()> {
    let source = args.from.source();
    let (said, standing) = match (&args.what[..], args.everywhere) {
        ([words], true) => {
            let words = words.clone();
            at_desk(here, move |w, table| everywhere(w, table, &words, source))?
        }
        ([paragraph, which], false) => {
            let (paragraph, which, number) = (paragraph.clone(), which.clone(), args.bracket);
            at_desk(here, move |w, table| {
                let (paragraph, name) = found(table, &paragraph)?;
                let text = paragraph.content.text.rich();
                let (place, alternative) = alternative(&text, &name, &which, number)?;
                let words = place.read(&text)[alternative].to_owned();
                act(w, table, &paragraph, &place, Pick::Alternative(alternative), source)?;
                let chosen = if words.is_empty() { "nothing".to_owned() } else { format!("\"{words}\"") };
                Ok(format!("{name}: {chosen} chosen of {}", &text.as_str()[place.range]))
            })?
        }
        (_, true) => bail!(Failure::Usage("--everywhere takes the words alone".to_owned())),
        (_, false) => bail!(Failure::Usage("choose takes a paragraph and an alternative".to_owned())),
    };
    say(format_args!("{said}; {standing}"));
    Ok(())
}

pub(super) fn run_unbracket(here: &Here, args: Unbracket) -> anyhow::Result<()> {
    let (said, standing) = at_desk(here, move |w, table| {
        let Settle { paragraph, bracket, from } = args.which;
        let (paragraph, name) = found(table, &paragraph)?;
        let text = paragraph.content.text.rich();
        if places(&text).is_empty() && bracket.is_none() {
            return unbracket_span(w, table, paragraph.id, &name, from.source());
        }
        let place = only_place(&text, &name, bracket)?;
        if place.is_choice() && !args.all_words {
            let all = place.read(&text).join("\", \"");
            bail!(Failure::Usage(format!(
                "{name} offers \"{all}\" there: choose one, or keep the words of all with --all-words"
            )));
        }
        act(w, table, &paragraph, &place, Pick::Words, from.source())?;
        Ok(format!("{name}: brackets removed around {}", &text.as_str()[place.range]))
    })?;
    say(format_args!("{said}; {standing}"));
    Ok(())
}

pub(super) fn run_strike(here: &Here, args: Settle) -> anyhow::Result<()> {
    let (said, standing) = at_desk(here, move |w, table| {
        let (paragraph, name) = found(table, &args.paragraph)?;
        let text = paragraph.content.text.rich();
        let place = only_place(&text, &name, args.bracket)?;
        act(w, table, &paragraph, &place, Pick::Nothing, args.from.source())?;
        Ok(format!("{name}: {} struck", &text.as_str()[place.range]))
    })?;
    say(format_args!("{said}; {standing}"));
    Ok(())
}

fn found(table: &Table, name: &str) -> anyhow::Result<(Paragraph, String)> {
    let made = table.consolidate().paragraphs;
    let (id, name) = find_paragraph(&made, name)?;
    let paragraph = made.into_iter().find(|it| it.id == id);
    Ok((paragraph.ok_or_else(|| crate::proceedings::Error::NoParagraph(name.clone()))?, name))
}

fn act(
    w: &Write<'_>,
    table: &mut Table,
    paragraph: &Paragraph,
    place: &Place,
    pick: Pick,
    source: Source,
) -> anyhow::Result<()> {
    decide(w, table, settled(paragraph, place, pick, source))?;
    Ok(())
}

/// The place meant by a number, or the only one there is.
fn only_place(text: &Rich, name: &str, number: Option<usize>) -> anyhow::Result<Place> {
    let mut all = places(text);
    match (number, all.len()) {
        (_, 0) => bail!(Failure::Usage(format!("{name} has no brackets that open and close in it"))),
        (None, 1) => Ok(all.remove(0)),
        (Some(number), many) if (1..=many).contains(&number) => Ok(all.remove(number - 1)),
        (_, many) => bail!(Failure::Usage(format!(
            "{name} has {many} brackets: name one with --bracket, 1 to {many}, as `travaux brackets` lists them"
        ))),
    }
}

/// The place and the number of the alternative that is meant: by its words, by its number, or nothing.
fn alternative(
    text: &Rich,
    name: &str,
    which: &str,
    number: Option<usize>,
) -> anyhow::Result<(Place, usize)> {
    let words = Text::parse(which).rich();
    let reads = |place: &Place| {
        let all = place.read(text);
        let said = all.iter().position(|it| it.eq_ignore_ascii_case(words.as_str()));
        said.or_else(|| all.iter().position(|it| it.is_empty()).filter(|_| which == NOTHING))
    };
    let by_number = |place: &Place| {
        which.parse::<usize>().ok().filter(|it| (1..=place.alternatives.len()).contains(it)).map(|it| it - 1)
    };
    let candidates: Vec<Place> = match number {
        Some(_) => vec![only_place(text, name, number)?],
        None => places(text).into_iter().filter(|place| place.is_choice()).collect(),
    };
    let by_words: Vec<(&Place, usize)> =
        candidates.iter().filter_map(|place| Some((place, reads(place)?))).collect();
    match (&by_words[..], &candidates[..]) {
        ([(place, at)], _) => return Ok(((*place).clone(), *at)),
        ([], [place]) => {
            if let Some(at) = by_number(place) {
                return Ok((place.clone(), at));
            }
        }
        ([], _) => {}
        (_, _) => bail!(Failure::Usage(format!(
            "several brackets of {name} offer \"{which}\": name one with --bracket, as `travaux brackets` lists them"
        ))),
    }
    let offered: Vec<String> = candidates.iter().map(|it| it.read(text).join(" | ")).collect();
    match offered.is_empty() {
        true => bail!(Failure::Usage(format!("{name} has no alternatives in brackets"))),
        false => bail!(Failure::Usage(format!(
            "{name} does not offer \"{which}\"; it offers {}",
            offered.join("; ")
        ))),
    }
}

/// Chooses words wherever they are an alternative.
fn everywhere(w: &Write<'_>, table: &mut Table, words: &str, source: Source) -> anyhow::Result<String> {
    let wanted = Text::parse(words).rich();
    let (mut chosen, mut paragraphs) = (0, 0);
    for paragraph in table.consolidate().paragraphs {
        let text = paragraph.content.text.rich();
        let reads = |place: &Place| {
            let all = place.read(&text);
            all.iter().position(|it| place.is_choice() && it.eq_ignore_ascii_case(wanted.as_str()))
        };
        let here = places(&text).iter().filter(|place| reads(place).is_some()).count();
        if here > 0 {
            let settled = settle_all(&text, |place| reads(place).map(Pick::Alternative));
            decide(w, table, rebracketed(&paragraph, &settled, source))?;
            chosen += here;
            paragraphs += 1;
        }
    }
    if chosen == 0 {
        bail!(Failure::Usage(format!("no bracket of the working text offers \"{words}\"")));
    }
    Ok(format!("\"{words}\" chosen {} in {}", times(chosen), count(paragraphs, "paragraph")))
}

/// Takes away a pair that opens in one paragraph and closes in another: an act on each.
fn unbracket_span(
    w: &Write<'_>,
    table: &mut Table,
    paragraph: ParagraphId,
    name: &str,
    source: Source,
) -> anyhow::Result<String> {
    let made = table.consolidate().paragraphs;
    let texts: Vec<Rich> = made.iter().map(|it| it.content.text.rich()).collect();
    let at = made.iter().position(|it| it.id == paragraph);
    let spans = across(&texts).spans;
    let span = spans.iter().find(|it| Some(it.open.paragraph) == at || Some(it.close.paragraph) == at);
    let Some(span) = span else {
        bail!(Failure::Usage(format!("{name} has no brackets that close anywhere")));
    };
    for end in [span.open, span.close] {
        let text = &texts[end.paragraph];
        let bracket = text.as_str()[end.byte..].chars().next().map_or(0, char::len_utf8);
        let mut without = Rich::default();
        without.push(text, 0..end.byte);
        without.push(text, end.byte + bracket..text.as_str().len());
        decide(w, table, rebracketed(&made[end.paragraph], &without, source))?;
    }
    let names = crate::document::outline::spoken_names(&made);
    Ok(format!("brackets removed from {} to {}", names[span.open.paragraph], names[span.close.paragraph]))
}

fn times(number: usize) -> String {
    match number {
        0 => "nowhere".to_owned(),
        1 => "once".to_owned(),
        number => format!("{number} times"),
    }
}
