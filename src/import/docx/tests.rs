//! One feature of Word documents at a time.

use super::fixture::{Docx, num, p, pp, r, root_relation, rp};

/// What the bodies read as.
fn check(rows: &[(&str, &[&str])]) {
    for (body, expected) in rows {
        assert_eq!(Docx::new(body).lines(), *expected, "{body}");
    }
}

const STYLES: &str = r#"
    <w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/>
      <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Eigen"/><w:basedOn w:val="Titre1"/></w:style>
    <w:style w:type="paragraph" w:styleId="T3"><w:name w:val="Heading 3"/></w:style>
    <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="V1"><w:name w:val="toc 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Kursiv"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="Kreis"><w:name w:val="Loop"/><w:basedOn w:val="Kreis"/></w:style>"#;

fn style(id: &str) -> String {
    format!("<w:pStyle w:val=\"{id}\"/>")
}

#[test]
fn headings_follow_the_outline_through_the_styles() {
    let rows = [
        (pp(&style("Titel"), "On aid"), "title0 On aid"),
        (pp(&style("Titre1"), "Article 1 Scope"), "heading1 Article 1 Scope"),
        (pp(&style("Eigen"), "Scope"), "heading1 Scope"),
        (pp(&style("T3"), "Scope"), "heading3 Scope"),
        (pp(&format!("{}<w:outlineLvl w:val=\"1\"/>", style("Titre1")), "Scope"), "heading2 Scope"),
        (pp(&format!("{}<w:outlineLvl w:val=\"9\"/>", style("Titre1")), "Scope"), "plain0 **Scope**"),
        (pp("<w:outlineLvl w:val=\"1\"/>", "ANNEX II"), "annex_heading2 ANNEX II"),
        (pp(&style("Kreis"), "Scope"), "plain0 Scope"),
        (pp(&style("Missing"), "Scope"), "plain0 Scope"),
        (format!("<w:p><w:pPr>{}</w:pPr>{}</w:p>", style("Titre1"), rp("<w:b/>", "Scope")), "heading1 Scope"),
    ];
    for (body, expected) in rows {
        assert_eq!(Docx::new(&body).styles(STYLES).lines(), [expected], "{body}");
    }
}

#[test]
fn headings_are_guessed_only_where_no_style_marks_one() {
    let bold = format!("<w:p>{}</w:p>{}", rp("<w:b/>", "Article 3"), p("1. Each Party shall act."));
    assert_eq!(Docx::new(&bold).lines(), ["heading1 Article 3", "numbered0 1. Each Party shall act."]);
    let marked = format!("{}{bold}", pp(&style("Titre1"), "Scope"));
    let lines = Docx::new(&marked).styles(STYLES).lines();
    assert_eq!(lines[1], "plain0 Article 3");
}

#[test]
fn labels_typed_in_the_text_come_off() {
    let tab = "<w:r><w:tab/></w:r>";
    check(&[
        (&p("12. The Parties"), &["numbered0 12. The Parties"]),
        (&format!("<w:p>{}{tab}{}</w:p>", r("12."), r("The Parties")), &["numbered0 12. The Parties"]),
        (&format!("<w:p>{}{tab}{}</w:p>", r("12"), r("The Parties")), &["numbered0 12 The Parties"]),
        (&format!("<w:p>{}{tab}{}</w:p>", rp("<w:i/>", "(a)"), r("Aid")), &["item1 (a) Aid"]),
        (&format!("{}{}", p("(a) Aid"), p("(i) Food")), &["item1 (a) Aid", "item2 (i) Food"]),
        (&p("PP3 Recalling"), &["preambular0 PP3 Recalling"]),
        (&p("12 States took part"), &["plain0 12 States took part"]),
    ]);
}

#[test]
fn emphasis_is_what_word_would_show() {
    let run = |properties: &str| format!("<w:p>{}{}</w:p>", rp(properties, "good"), r(" faith"));
    let rows = [
        (run("<w:b/>"), "**good** faith"),
        (run("<w:b w:val=\"1\"/><w:i w:val=\"true\"/>"), "***good*** faith"),
        (run("<w:b w:val=\"0\"/><w:i w:val=\"false\"/>"), "good faith"),
        (run("<w:i w:val=\"off\"/>"), "good faith"),
        (run("<w:rStyle w:val=\"Fett\"/>"), "**good** faith"),
        (run("<w:rStyle w:val=\"Fett\"/><w:b w:val=\"0\"/>"), "good faith"),
        (format!("<w:p><w:pPr>{}</w:pPr>{}</w:p>", style("Zitat"), r("good")), "*good*"),
        (
            format!(
                "<w:p><w:pPr>{}</w:pPr>{}{}</w:p>",
                style("Zitat"),
                r("in "),
                rp("<w:rStyle w:val=\"Kursiv\"/>", "good")
            ),
            "*in* good",
        ),
        (format!("<w:p>{}{}</w:p>", rp("<w:i/>", "in go"), rp("<w:i/>", "od faith")), "*in good faith*"),
    ];
    for (body, expected) in rows {
        assert_eq!(Docx::new(&body).styles(STYLES).lines(), [format!("plain0 {expected}")], "{body}");
    }
}

#[test]
fn what_is_no_text_but_looks_like_it_in_a_line() {
    let rows = [
        ("<w:r><w:t>One</w:t><w:br/><w:t>two</w:t></w:r>", "One two"),
        (
            "<w:r><w:t xml:space=\"preserve\">One </w:t><w:cr/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r>",
            "One two three",
        ),
        ("<w:r><w:t> One\n</w:t></w:r><w:r><w:t>two</w:t></w:r>", "Onetwo"),
        (
            "<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>chair</w:t><w:softHyphen/><w:t>s</w:t></w:r>",
            "co\u{2011}chairs",
        ),
        ("<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:t>5</w:t></w:r>", "≥5"),
        ("<w:r><w:t>A &amp; B &#xE9; &lt;c&gt;<![CDATA[&]]>&#1;</w:t></w:r>", "A &amp B é <c>&"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "漢",
        ),
        ("<w:hyperlink r:id=\"r9\"><w:r><w:t>the site</w:t></w:r></w:hyperlink>", "the site"),
        ("<w:smartTag><w:customXml><w:r><w:t>Mexico</w:t></w:r></w:customXml></w:smartTag>", "Mexico"),
        (
            "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:r><w:t>in</w:t></w:r></w:sdtContent></w:sdt>",
            "in",
        ),
        ("<w:fldSimple w:instr=\"DATE\"><w:r><w:t>9 April</w:t></w:r></w:fldSimple>", "9 April"),
        (
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>para. 5</w:t></w:r>\
             <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
            "para. 5",
        ),
        (
            "<mc:AlternateContent><mc:Choice Requires=\"x\"><w:r><w:t>new</w:t></w:r></mc:Choice>\
             <mc:Choice Requires=\"y\"><w:r><w:t>other</w:t></w:r></mc:Choice>\
             <mc:Fallback><w:r><w:t>old</w:t></w:r></mc:Fallback></mc:AlternateContent><w:r><w:t>er</w:t></w:r>",
            "newer",
        ),
    ];
    for (inside, expected) in rows {
        let expected = expected.replace("&amp", "&");
        assert_eq!(
            Docx::new(&format!("<w:p>{inside}</w:p>")).lines(),
            [format!("plain0 {expected}")],
            "{inside}"
        );
    }
}

const LISTS: &str = r#"
    <w:abstractNum w:abstractNumId="0">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
      <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
      <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
      <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="1">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="Chapter"/><w:lvlText w:val="Chapter %1"/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Para"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
      <w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="upperLetter"/><w:lvlRestart w:val="0"/><w:lvlText w:val="%3."/></w:lvl>
      <w:lvl w:ilvl="3"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl>
      <w:lvl w:ilvl="5"><w:numFmt w:val="bullet"/><w:lvlText w:val=" "/></w:lvl>
      <w:lvl w:ilvl="6"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/><w:lvlPicBulletId w:val="0"/></w:lvl>
      <w:lvl w:ilvl="4"><w:numFmt w:val="klingon"/><w:lvlText w:val="%5)"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="ListStyle"/></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
    <w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="5"><w:abstractNumId w:val="2"/></w:num>
    <w:num w:numId="6"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="7"/><w:numFmt w:val="ordinal"/><w:lvlText w:val="%1"/></w:lvl></w:lvlOverride></w:num>"#;

const LIST_STYLES: &str = r#"
    <w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="heading 1"/>
      <w:pPr><w:numPr><w:numId w:val="4"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Para"><w:name w:val="Para"/>
      <w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:basedOn w:val="Para"/></w:style>
    <w:style w:type="numbering" w:styleId="ListStyle"><w:name w:val="List"/>
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;

#[test]
fn numbers_are_computed_as_word_does() {
    type Row<'a> = (&'a [(u32, u32)], &'a [&'a str]);
    let rows: [Row<'_>; 8] = [
        (&[(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1)], &["1.", "(a)", "(b)", "(i)", "2.", "(a)"]),
        (&[(1, 0), (2, 0), (3, 0), (3, 0), (1, 0)], &["1.", "2.", "1.", "2.", "3."]),
        (&[(1, 3), (1, 4), (4, 5), (4, 6)], &["-", "-", "", "-"]),
        (&[(4, 0), (4, 1), (4, 1), (4, 0), (4, 1)], &["Chapter I", "1.1", "1.2", "Chapter II", "2.1"]),
        (&[(4, 0), (4, 2), (4, 0), (4, 2)], &["Chapter I", "C.", "Chapter II", "D."]),
        (&[(5, 0), (5, 1)], &["1.", "(a)"]),
        (&[(6, 0), (6, 0), (6, 12)], &["7th", "8th", ""]),
        (&[(4, 3), (0, 0), (99, 0), (4, 1)], &["", "", "", "1.1"]),
    ];
    for (places, expected) in rows {
        let body: String = places.iter().map(|&(list, level)| pp(&num(list, level), "words")).collect();
        let imported = Docx::new(&body).numbering(LISTS).styles(LIST_STYLES).read().unwrap();
        let label = |content: &crate::document::Content| {
            content.label.as_ref().map_or(String::new(), ToString::to_string)
        };
        assert_eq!(imported.paragraphs.iter().map(label).collect::<Vec<_>>(), expected, "{places:?}");
    }
}

#[test]
fn lists_give_kinds_and_levels() {
    let body = [(1, 0), (1, 1), (1, 2), (1, 3), (1, 4), (1, 1), (1, 0)]
        .map(|(list, level)| pp(&num(list, level), "x"));
    assert_eq!(
        Docx::new(&body.concat()).numbering(LISTS).lines(),
        [
            "numbered0 1. x",
            "item1 (a) x",
            "item2 (i) x",
            "item3 - x",
            "item4 - x",
            "item1 (b) x",
            "numbered0 2. x"
        ]
    );
}

#[test]
fn styles_number_their_paragraphs() {
    let body = [
        pp(&style("Chapter"), "Aid"),
        pp(&style("Para"), "The Parties shall act."),
        pp(&style("Sub"), ""),
        pp(&style("Sub"), "They shall act soon."),
        pp(&format!("{}<w:numPr><w:numId w:val=\"0\"/></w:numPr>", style("Para")), "Unnumbered."),
        pp(&format!("{}<w:numPr><w:ilvl w:val=\"2\"/></w:numPr>", style("Para")), "Deeper."),
    ];
    assert_eq!(
        Docx::new(&body.concat()).numbering(LISTS).styles(LIST_STYLES).lines(),
        [
            "heading1 Chapter I Aid",
            "numbered0 1.1 The Parties shall act.",
            "numbered0 1.3 They shall act soon.",
            "plain0 Unnumbered.",
            "item1 C. Deeper."
        ]
    );
}

#[test]
fn an_unknown_way_to_count_is_told() {
    let docx = Docx::new(&pp(&num(4, 4), "words")).numbering(LISTS);
    assert_eq!(docx.lines(), ["item1 1) words".replace("item1", "numbered0")]);
    assert!(docx.warnings()[0].starts_with("automatic numbers of the kind \"klingon\""));
}

#[test]
fn notes_stand_where_they_are_referred_to() {
    let reference = |kind: &str, id: u32| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>");
    let body = format!(
        "<w:p>{}{}{}{}{}</w:p>",
        r("Aid"),
        reference("footnote", 2),
        r(" and relief"),
        reference("endnote", 2),
        reference("footnote", 7)
    );
    let notes = format!(
        "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
         <w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r>{}{}</w:p>{}</w:footnote>",
        r(" See "),
        rp("<w:i/>", "below"),
        p("and [above.")
    );
    let ends = format!("<w:endnote w:id=\"2\">{}</w:endnote>", p("As agreed."));
    let docx =
        Docx::new(&body).linked("footnotes", "footnotes", &notes).linked("endnotes", "endnotes", &ends);
    assert_eq!(docx.lines(), ["plain0 Aid^[See *below* and \\[above.] and relief^[As agreed.]"]);
    assert!(docx.warnings()[0].starts_with("1 footnote was left out"));
}

#[test]
fn tracked_changes_are_read_as_accepted_and_counted() {
    let mark = |kind: &str| format!("<w:rPr><w:{kind} w:id=\"1\"/></w:rPr>");
    let body = [
        format!("<w:p>{}<w:del>{}</w:del><w:ins>{}</w:ins></w:p>", r("The Parties "), r("may"), r("shall")),
        format!("<w:p><w:pPr>{}</w:pPr>{}</w:p>", mark("del"), r("One, ")),
        format!("<w:p><w:pPr>{}</w:pPr>{}</w:p>", num(1, 0), r("joined.")),
        format!("<w:p><w:pPr>{}</w:pPr><w:del>{}</w:del></w:p>", mark("del"), r("Gone.")),
        format!(
            "<w:p><w:pPr>{}{}</w:pPr><w:moveFrom>{}</w:moveFrom></w:p>",
            num(1, 0),
            mark("moveFrom"),
            r("Moved.")
        ),
        format!("<w:p><w:pPr>{}</w:pPr><w:moveTo>{}</w:moveTo></w:p>", num(1, 0), r("Moved.")),
        format!("<w:p>{}</w:p>", rp("<w:b/><w:rPrChange w:id=\"3\"><w:rPr/></w:rPrChange>", "Bold.")),
        format!("<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>", p("Row.")),
    ];
    let docx = Docx::new(&body.concat()).numbering(LISTS);
    assert_eq!(
        docx.lines(),
        ["plain0 The Parties shall", "numbered0 1. One, joined.", "numbered0 2. Moved.", "plain0 **Bold.**"]
    );
    let warnings = docx.warnings();
    let counts = "(1 insertion, 5 deletions, 1 move, 1 change of form)";
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].contains(counts), "{warnings:?}");
}

#[test]
fn tables_are_read_cell_by_cell_with_a_warning() {
    let cell = |inside: &str| format!("<w:tc><w:tcPr/>{inside}</w:tc>");
    let inner = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell(&p("inner")));
    let row = format!("<w:tr>{}{}</w:tr>", cell(&p("1. one")), cell(&format!("{inner}<w:p/>")));
    let docx = Docx::new(&format!("{}<w:tbl>{row}</w:tbl>{}", p("before"), p("after")));
    assert_eq!(docx.lines(), ["plain0 before", "numbered0 1. one", "plain0 inner", "plain0 after"]);
    assert_eq!(
        docx.warnings(),
        ["1 table was read as paragraphs, cell by cell, from paragraph 2 (\"1. one\"): check their order"]
    );
}

#[test]
fn what_is_left_out_is_told() {
    let rows = [
        ("<w:r><w:drawing><a/></w:drawing></w:r>", "1 picture was left out"),
        ("<w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r>", "1 text box was left out"),
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "1 formula was left out"),
        ("<w:r><w:commentReference w:id=\"1\"/></w:r>", "1 comment was left out"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>", "1 hidden passage was left out"),
        ("<w:r><w:sym w:font=\"Webdings\" w:char=\"F041\"/></w:r>", "1 symbol was left out"),
        ("<w:r><w:rPr><w:strike/></w:rPr></w:r>", "1 paragraph has words struck through by hand"),
    ];
    for (inside, expected) in rows {
        let docx = Docx::new(&format!("{}<w:p>{}{inside}</w:p>", p("One."), r("Two.")));
        assert_eq!(docx.lines(), ["plain0 One.", "plain0 Two."], "{inside}");
        let warnings = docx.warnings();
        assert!(warnings.len() == 1 && warnings[0].starts_with(expected), "{warnings:?}");
        assert!(warnings[0].contains("paragraph 2 (\"Two.\")"), "{warnings:?}");
    }
    let contents = format!("{}{}<w:altChunk r:id=\"r1\"/>", pp(&style("V1"), "Aid 3"), p("Words."));
    let warnings = Docx::new(&contents).styles(STYLES).warnings();
    assert!(warnings[0].starts_with("1 line of a table of contents was left out"), "{warnings:?}");
    assert!(warnings[1].starts_with("1 inserted document was left out"), "{warnings:?}");
}

#[test]
fn the_main_part_is_found_wherever_it_is_and_in_either_vocabulary() {
    let document = "<?xml version=\"1.0\"?>\n<x:document xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\">\
                    <x:body><x:p><x:r><x:t>Words.</x:t></x:r></x:p></x:body></x:document>";
    let with_mark = ["\u{feff}", document].concat();
    let utf16: Vec<u8> = "\u{feff}"
        .chars()
        .chain(document.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for content in [document.as_bytes(), with_mark.as_bytes(), &utf16] {
        let docx = Docx::new("")
            .part("Word/document2.xml", content)
            .part("_rels/.rels", root_relation("/word/document2.xml"));
        assert_eq!(docx.lines(), ["plain0 Words."]);
    }
}
