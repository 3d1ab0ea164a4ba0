//! The public sees what the settings of a process open, and nothing else, on pages and in files alike.

use axum::http::StatusCode;
use travaux::store::processes::{Shown, Visibility};

use super::site::{HELD, PROCESS, RATIONALE, REV1, SHOWN, Site, ZERO, shown};

/// Every address of the process.
fn addresses() -> Vec<String> {
    let drafts = [ZERO, REV1];
    let mut all =
        vec![PROCESS.to_owned(), format!("{REV1}/redline/zero-draft"), format!("{REV1}/changes/zero-draft")];
    for draft in drafts {
        all.push(draft.to_owned());
        all.push(format!("{draft}?show=submissions"));
        for what in ["clean", "compilation", "redline-against-zero-draft"] {
            all.extend(["docx", "html", "md"].map(|ending| format!("{draft}/files/{what}.{ending}")));
        }
        for what in
            ["clean-with-comments", "redline-with-comments-against-zero-draft", "comparison-with-zero-draft"]
        {
            all.extend(["docx", "html"].map(|ending| format!("{draft}/files/{what}.{ending}")));
        }
    }
    all
}

/// Everything the public can read of a process in plain bytes.
fn everything(site: &Site) -> String {
    let readable = addresses().into_iter().filter(|it| !it.ends_with(".docx"));
    let answers = readable.map(|address| site.get(&address)).filter(|it| it.status == StatusCode::OK);
    answers.map(|answer| answer.text()).collect()
}

#[test]
fn nothing_is_public_by_default() {
    let site = Site::with(Visibility::default());
    // But for the address that a log-in would lead back to.
    let page = |address: &str| {
        let there = address.replace('/', "%2F").replace('?', "%3F").replace('=', "%3D");
        site.get(address).text().replace(&there, "")
    };
    let unknown = page("/processes/no-such-process");
    for address in addresses() {
        let answer = site.get(&address);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert!(page(&address) == unknown, "{address} cannot be told from what is not there");
    }
    let list = site.get("/").text();
    assert!(!list.contains("ICT workstream") && list.contains("open to the public"));
}

#[test]
fn public_drafts_do_not_make_submissions_public() {
    let site = Site::with(Visibility { drafts_public: true, ..Visibility::default() });
    assert_eq!(site.get(ZERO).status, StatusCode::OK);
    assert_eq!(site.get(&format!("{ZERO}/files/clean.docx")).status, StatusCode::OK);
    for ending in ["docx", "html", "md"] {
        assert_eq!(site.get(&format!("{ZERO}/files/compilation.{ending}")).status, StatusCode::NOT_FOUND);
    }
    for file in ["clean-with-comments.docx", "redline-with-comments-against-zero-draft.html"] {
        assert_eq!(site.get(&format!("{REV1}/files/{file}")).status, StatusCode::NOT_FOUND);
    }
    let side_by_side = site.get(&format!("{REV1}/files/comparison-with-zero-draft.html")).text();
    assert!(side_by_side.contains("<ins>") && !side_by_side.contains("Submissions on"));
    let everything = everything(&site);
    for words in [SHOWN, HELD, RATIONALE, "class=\"submission", "?show=submissions", "General-A", "Amend "] {
        assert!(!everything.contains(words), "{words}");
    }
}

#[test]
fn public_submissions_are_shown_without_names_rationales_and_held_ones() {
    let site = Site::public();
    let page = site.get(REV1).text();
    assert!(page.contains(SHOWN) && page.contains(">1 submission<"));
    let zero = site.get(ZERO).text();
    assert!(zero.contains("General-A") && zero.contains("<ins>") && zero.contains("98 submissions"));
    let compilation = site.get(&format!("{REV1}/files/compilation.md")).text();
    assert!(compilation.contains(SHOWN));
    let annotated = site.get(&format!("{REV1}/files/clean-with-comments.html")).text();
    assert!(annotated.contains(SHOWN) && annotated.contains("class=\"margin\""));
    let everything = everything(&site);
    for words in [HELD, RATIONALE, "Rationale", "received late", "retained", "Retained", "carried forward"] {
        assert!(!everything.contains(words), "{words}");
    }
}

#[test]
fn what_delegations_do_not_see_yet_the_public_does_not_see() {
    let waiting = Site::with(shown(Shown::NextDraft));
    assert!(!waiting.get(REV1).text().contains(SHOWN));
    for file in ["compilation.md", "clean-with-comments.docx"] {
        assert_eq!(waiting.get(&format!("{REV1}/files/{file}")).status, StatusCode::NOT_FOUND);
    }
    let earlier = waiting.get(&format!("{REV1}/files/redline-with-comments-against-zero-draft.html")).text();
    assert!(earlier.contains("General-A") && !earlier.contains(SHOWN));
    assert!(waiting.get(ZERO).text().contains("General-A"));
    let never = Site::with(shown(Shown::Never));
    assert!(!never.get(ZERO).text().contains("General-A"));
}
