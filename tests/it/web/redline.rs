//! The redline on a page: what is not struck is the new draft, and every kind of change is told in words.

use scraper::{ElementRef, Html, Node, Selector};

use super::site::{REV1, Site, ZERO};

const REV2: &str = "/processes/ict-workstream/drafts/rev.2";

/// The text of an element without the elements for which `skip` says so.
fn text_without(element: ElementRef<'_>, skip: &dyn Fn(&ElementRef<'_>) -> bool) -> String {
    let mut text = String::new();
    for child in element.children() {
        match child.value() {
            Node::Text(words) => text.push_str(words),
            Node::Element(_) => {
                let child = ElementRef::wrap(child).unwrap();
                if !skip(&child) {
                    text.push_str(&text_without(child, skip));
                }
            }
            _ => {}
        }
    }
    text
}

/// All words of a text on a page without white space; what is under `gone` is left out, and so are paragraphs that
/// are `gone` as a whole.
fn words(page: &str, gone: &str) -> String {
    let page = Html::parse_document(page);
    let skip = |element: &ElementRef<'_>| {
        let class = |name: &str| element.value().classes().any(|class| class == name);
        element.value().name() == gone
            || element.value().name() == "sup"
            || class("said")
            || class("block-name")
    };
    let whole = if gone == "ins" { "inserted" } else { "deleted" };
    let lines = select(&format!("article:not(.{whole}) .body > :is(.text, h2, h3, h4)"));
    let text: String = page.select(&lines).map(|line| text_without(line, &skip)).collect();
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{b6}').collect()
}

#[test]
fn without_what_is_struck_the_redline_is_the_new_draft_and_without_what_is_inserted_the_old() {
    let site = Site::public();
    site.issue_reordered();
    for (draft, old, against) in
        [(REV1, ZERO, "zero-draft"), (REV2, REV1, "rev.1"), (REV2, ZERO, "zero-draft")]
    {
        let redline = site.get(&format!("{draft}/redline/{against}")).text();
        assert_eq!(words(&redline, "del"), words(&site.get(draft).text(), "del"), "{draft}");
        assert_eq!(words(&redline, "ins"), words(&site.get(old).text(), "ins"), "{draft} against {old}");
    }
}

#[test]
fn every_kind_of_change_is_told_in_words() {
    let site = Site::public();
    site.issue_reordered();
    let page = site.get(&format!("{REV2}/redline/rev.1")).text();
    for words in [
        ">moved from ",
        ">moved to ",
        ">new<",
        ">deleted<",
        ">rewritten<",
        "<p class=\"text block-old\"><span class=\"block-name\"><bdi>Rev.1</bdi></span><del><span class=\"said\">[deleted: ",
        "<p class=\"text block-new\"><span class=\"block-name\"><bdi>Rev.2</bdi></span><ins><span class=\"said\">[inserted: ",
        " end inserted]</span></ins>",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let list = site.get(&format!("{REV2}/changes/rev.1")).text();
    for words in
        ["moved from ", "Reads now:", "Read before:", "inserted", "deleted", "<li>replace ", "</q> by <q "]
    {
        assert!(list.contains(words), "{words}");
    }
    assert!(!list.contains("<ins>") && !list.contains("<del>"), "the list tells in words alone");
}

#[test]
fn a_moved_sentence_is_told_at_both_places() {
    let site = Site::public();
    site.issue_reordered();
    let page = site.get(&format!("{REV2}/redline/rev.1")).text();
    let page = Html::parse_document(&page);
    let one = |selector: &str| page.select(&select(selector)).next().unwrap();
    let last = "article.numbered:has(.text .moved)";
    let words = |name: &str| marks(one(last), name, "seam");
    assert_eq!(words("ins.moved").trim(), words("del.moved").trim());
    assert!(words("ins.moved").trim().len() > 20);
    for (name, title) in [("ins", "moved here"), ("del", "moved from here")] {
        let mark = one(&format!("{last} {name}.moved"));
        assert_eq!(mark.attr("title"), Some(title));
        assert!(mark.text().collect::<String>().starts_with(&format!("[{title}: ")));
    }
    let legend = one(".legend").text().collect::<String>();
    assert!(legend.contains("Moved words"), "{legend}");
    let other = site.get(&format!("{REV1}/redline/zero-draft")).text();
    let other = Html::parse_document(&other);
    assert!(other.select(&select(".legend")).next().is_some());
    assert!(other.select(&select(".moved")).next().is_none(), "the legend names what the text has");
}

#[test]
fn a_page_and_a_file_mark_the_same_words() {
    let site = Site::public();
    site.issue_reordered();
    for (draft, against) in [(REV1, "zero-draft"), (REV2, "rev.1")] {
        let page = Html::parse_document(&site.get(&format!("{draft}/redline/{against}")).text());
        let file = site.get(&format!("{draft}/files/redline-against-{against}.html"));
        let file = Html::parse_document(&file.text());
        let mut marked = 0;
        for article in page.select(&select("article[id]:not(.title, .heading, .annex-heading)")) {
            let id = article.value().id().unwrap();
            let saved = file.select(&select(&format!("[id=\"{id}\"]"))).next().unwrap();
            for name in ["ins", "del", "ins.moved", "del.moved"] {
                let shown = marks(article, &format!(".text {name}:not(.seam)"), "block-name");
                assert_eq!(shown, marks(saved, &format!("{name}:not(.seam, .label *)"), "label"), "{id}");
                marked += usize::from(!shown.is_empty());
            }
        }
        assert!(marked > 4, "{marked}");
    }
}

/// The words under one mark, without hidden words, numbers of footnotes and what has the class `apart`.
fn marks(of: ElementRef<'_>, selector: &str, apart: &str) -> String {
    let skip = |element: &ElementRef<'_>| {
        let class = |name: &str| element.value().classes().any(|class| class == name);
        element.value().name() == "sup" || class("said") || class(apart)
    };
    of.select(&select(selector)).map(|mark| text_without(mark, &skip)).collect()
}

fn select(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}
