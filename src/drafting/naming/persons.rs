//! Names of persons, by the title before them or behind them.
//!
//! It finds "Mr. Smith" and not "John Smith": without a title a name is not told from other words.

use std::ops::Range;

use super::words::{Gap, Shape, Token, fold, is_han, is_unseen};

/// Titles before a name, in folded letters; where the script has capitals, the name needs one.
const TITLES: &str = "\
    mr mrs ms miss dr prof professor ambassador president minister chancellor king queen prince \
    princess sheikh colonel sir excellency he senator m mme mmes mm mlle monsieur \
    madame professeur ambassadeur ambassadrice presidente ministre chancelier sr sra srta senor \
    senora dra profesor profesora embajador embajadora ministro ministra don dona г господин \
    господина госпожа госпожи посол посла министр министра президент президента профессор доктор";

/// Titles that are ordinary words in small letters.
const CAPITAL: &str = "\
    he miss king queen prince princess sir m mm minister president ministre presidente \
    ministro ministra don dona senator";

/// What stands behind a title and is no name.
const OFFICES: &str = "\
    chair chairs chairman chairperson chairwoman co president vice secretary facilitator \
    facilitators moderator ambassador minister speaker rapporteur coordinator general of for and the \
    prime foreign special high director assistant deputy under assembly council committee state \
    excellency excellencies mr mrs ms dr delegate delegates le la les l de du des d et presidente \
    secretaire ministre ambassadeur ambassadrice directeur directrice facilitateur facilitatrice \
    plenipotentiaire el los las del y presidenta secretario secretaria relator embajador facilitador \
    facilitadora ministro directora председатель председателя сопредседатель сопредседатели \
    секретарь президент министр посол и в экономики обороны";

const TITLES_AR: &[&str] =
    &["السيد", "السيده", "للسيد", "والسيد", "والسيده", "الدكتور", "الدكتوره", "السفير", "السفيره", "الشيخ"];
const TITLES_HAN: &[&str] = &["先生", "女士", "大使", "博士", "教授", "总统", "部长", "总理", "主席"];
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

/// Where names stand in a text and not in the base.
pub(super) fn found(text: &str, tokens: &[Token], base: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut end = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.range.start < end {
            continue;
        }
        if let Some(range) = latin(text, tokens, at).or_else(|| arabic(tokens, at)) {
            end = range.end;
            found.push(range);
        }
    }
    found.extend(in_han(text));
    let old = if found.is_empty() { String::new() } else { fold(base) };
    found.retain(|it| !old.contains(&fold(&text[it.clone()])));
    found
}

fn is_one_of(words: &str, token: &Token) -> bool {
    words.split_ascii_whitespace().any(|it| it == token.folded)
}

fn latin(text: &str, tokens: &[Token], at: usize) -> Option<Range<usize>> {
    let title = &tokens[at];
    let mut name = at + 1;
    // "г-н", "г-жа": two words with a hyphen between.
    if title.folded == "г" {
        let second = tokens
            .get(at + 1)
            .filter(|it| ["н", "жа", "на", "жи", "ну", "же", "жу"].contains(&it.folded.as_str()));
        if second.is_some() {
            name += 1;
        }
    }
    // "H.E." is one word; a dot behind a title ends no sentence.
    let is_title = is_one_of(TITLES, title)
        && (title.shape != Shape::Lower || !is_one_of(CAPITAL, title))
        && (title.folded != "he" || title.shape == Shape::Upper && text[title.range.clone()].contains('.'));
    if !is_title {
        return None;
    }
    let mut last = None;
    while let Some(it) = tokens.get(name) {
        let between = &text[tokens[name - 1].range.end..it.range.start];
        let near =
            between.chars().all(|it| it == ' ' || it == '.' || it == '\u{a0}' || it == '-' || is_unseen(it))
                && between.matches('.').count() <= 1;
        let initial = tokens[name - 1].folded.chars().count() == 1 && between.starts_with('.');
        let after_name = last.is_some() && it.gap != Gap::Joined && !initial;
        // A further title may stand before the name: "H.E. Mr. Smith".
        let again = last.is_none() && is_one_of(TITLES, it) && it.shape != Shape::Lower;
        if near && again {
            name += 1;
            continue;
        }
        let capital = it.shape != Shape::Lower && it.folded.chars().any(char::is_alphabetic);
        let long = it.folded.chars().count() > 1 || last.is_none() && between.contains('.');
        if !near || after_name || !capital || is_one_of(OFFICES, it) || !long {
            break;
        }
        last = Some(name);
        name += 1;
    }
    last.map(|last| title.range.start..tokens[last].range.end)
}

/// A word behind "السيد" that has no article: offices have one.
fn arabic(tokens: &[Token], at: usize) -> Option<Range<usize>> {
    let title = &tokens[at];
    if !TITLES_AR.contains(&title.folded.as_str()) {
        return None;
    }
    let name = tokens.get(at + 1).filter(|it| it.gap == Gap::Joined)?;
    let office = ["رييس", "وزير", "امين", "سفير", "مدير", "نايب", "رييسه"]
        .iter()
        .any(|it| name.folded.starts_with(it));
    let is_name = !name.folded.starts_with("ال") && !office && name.folded.chars().count() > 2;
    is_name.then_some(title.range.start..name.range.end)
}

/// A surname and a title behind it, or the dot between the parts of a foreign name.
fn in_han(text: &str) -> Vec<Range<usize>> {
    if !text.chars().any(is_han) {
        return Vec::new();
    }
    let letters: Vec<(usize, char)> = text.char_indices().filter(|(_, it)| !is_unseen(*it)).collect();
    let end = |at: usize| letters[at].0 + letters[at].1.len_utf8();
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..letters.len() {
        if letters[at].1 == '·'
            && at > 0
            && is_han(letters[at - 1].1)
            && letters.get(at + 1).is_some_and(|it| is_han(it.1))
        {
            let from = (at.saturating_sub(2)..at).find(|it| is_han(letters[*it].1)).unwrap_or(at);
            let to = (at + 2).min(letters.len() - 1);
            let to = if is_han(letters[to].1) { to } else { at + 1 };
            found.push(letters[from].0..end(to));
        }
        let tail: String = letters[at..].iter().take(2).map(|(_, it)| *it).collect();
        let Some(_) = TITLES_HAN.iter().find(|it| **it == tail) else { continue };
        let surname = |back: usize| at.checked_sub(back).filter(|it| SURNAMES.contains(letters[*it].1));
        let starts = |it: usize| it == 0 || !is_han(letters[it - 1].1);
        // A surname alone stands at the head of a clause, or it is the end of another word.
        let from = [3, 2]
            .iter()
            .find_map(|back| surname(*back).filter(|it| starts(*it)))
            .or_else(|| surname(1).filter(|it| starts(*it)));
        if let Some(from) = from {
            found.push(letters[from].0..end(at + 1));
        }
    }
    found
}
