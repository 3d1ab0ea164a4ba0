//! Pairs of drafts that other programs are asked about: everything that can happen to a paragraph, each by itself.

/// The name of a case, the language, the lines of its old and of its new draft; each `#` is a level of a heading.
pub(super) type Case = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

/// All of them.
pub(super) const CASES: [Case; 60] = [
    (
        "words",
        "en",
        &["1. The Parties should act for the waters they share.", "2. End."],
        &["1. The Parties shall, as appropriate, act for the waters they share.", "2. End."],
    ),
    ("first deleted", "en", &["Gone with the first word.", "1. One stays."], &["1. One stays."]),
    ("last deleted", "en", &["1. One stays.", "Gone with the last word."], &["1. One stays."]),
    ("first inserted", "en", &["1. One stays."], &["Comes as the first.", "1. One stays."]),
    ("last inserted", "en", &["1. One stays."], &["1. One stays.", "Comes as the last."]),
    ("all deleted", "en", &["1. One.", "2. Two."], &[]),
    ("all inserted", "en", &[], &["1. One.", "2. Two."]),
    (
        "moved",
        "en",
        &["A long paragraph that moves elsewhere.", "1. One stays here.", "2. Two stays here as well."],
        &["1. One stays here.", "2. Two stays here as well.", "A long paragraph that moves elsewhere."],
    ),
    (
        "a sentence moved inside its paragraph",
        "en",
        &["1. The list is public. Each State names a focal point. The depositary keeps the list."],
        &["1. Each State names a focal point. The depositary keeps the list. The list is public."],
    ),
    (
        "split",
        "en",
        &["14. Reports are due every two years. They are public and kept by the depositary.", "15. End."],
        &[
            "14. Reports are due every two years.",
            "14 bis. They are public and kept by the depositary.",
            "15. End.",
        ],
    ),
    (
        "labels, brackets and emphasis",
        "en",
        &["#I. *Scope* of the text", "12. The Parties act in good faith.", "(a) Share;"],
        &["#II. Scope of the *text*", "[12 bis. The Parties act in *good* faith.]", "(b) Share;"],
    ),
    (
        "neighbours bracketed",
        "en",
        &["1. The first stands.", "2. The second stands.", "3. The third stands."],
        &["[1. The first stands.]", "[2. The second stands.]", "[3. The third stands.]"],
    ),
    (
        "words at the end, then a new paragraph",
        "en",
        &["1. The first stands.", "3. The third stands as it did."],
        &["1. The first stands. It goes on.", "2. The second is new.", "3. The third stands as it did."],
    ),
    (
        "footnotes",
        "en",
        &["1. Recalling^[See the report, para. 9.] the Charter^[Signed in 1945.] and its aims."],
        &["1. Recalling^[See the report, para. 11.] the Charter and its aims^[All of them.]."],
    ),
    (
        "inserted with the first footnote",
        "en",
        &["1. One.", "2. Two."],
        &["1. One.", "1 bis. New^[With a note.] here.", "2. Two.^[Another.]"],
    ),
    (
        "deleted with the first footnote",
        "en",
        &["1. One.", "2. Gone^[With a note.] here.", "3. Three.^[Another.]"],
        &["1. One.", "3. Three.^[Another.]"],
    ),
    (
        "several inserted with footnotes",
        "en",
        &["1. One.", "2. Two."],
        &[
            "1. One.",
            "1 bis. New.",
            "1 ter. New^[With a note.] too.",
            "1 quater. And this.^[Also.]",
            "2. Two.",
        ],
    ),
    (
        "other scripts",
        "en",
        &["1. تؤكد الأطراف من جديد أهمية المياه المشتركة.", "2. 各国应尊重国际法并加强合作。"],
        &["1. تؤكد الأطراف أهمية المياه المشتركة كلها.", "2. 各国必须尊重国际法并加强合作 & <x>。"],
    ),
    (
        "headings of several levels",
        "en",
        &["#I. Scope", "1. One stands.", "##A. Gone with its rank", "2. Two stands.", "#II. End"],
        &["#I. Scope and purpose", "1. One stands.", "2. Two stands.", "##B. New below", "#II. The end"],
    ),
    (
        "a heading deleted before a text",
        "en",
        &["1. One.", "#Scope", "Text stays."],
        &["1. One.", "Text stays."],
    ),
    ("a heading inserted at the end", "en", &["1. One."], &["1. One.", "#Annex to come"]),
    (
        "items inserted and deleted in a list",
        "en",
        &["1. States shall:", "(a) Share data;", "(b) Report; and", "(i) at once;", "(c) Verify."],
        &["1. States shall:", "(a) Share data and water;", "(b) Warn;", "(i) at once;", "(c) Verify."],
    ),
    (
        "the last item deleted",
        "en",
        &["1. States shall:", "(a) Share;", "(b) Report."],
        &["1. States shall:", "(a) Share;"],
    ),
    (
        "split in three",
        "en",
        &[
            "5. States share their water. They report on it every year. They settle what they dispute.",
            "6. End.",
        ],
        &[
            "5. States share their water.",
            "6. They report on it every year.",
            "7. They settle what they dispute.",
            "8. End.",
        ],
    ),
    (
        "split and changed",
        "en",
        &["14. Reports are due every two years. They are public and kept by the depositary.", "15. End."],
        &[
            "14. Reports are due each year.",
            "14 bis. They are public, free and kept by the depositary.",
            "15. End.",
        ],
    ),
    (
        "joined",
        "en",
        &[
            "14. Reports are due every two years.",
            "15. They are public and kept by the depositary.",
            "16. End.",
        ],
        &["14. Reports are due every two years. They are public and kept by the depositary.", "16. End."],
    ),
    (
        "joined across kinds",
        "en",
        &[
            "#Reports of the Parties to the Conference",
            "They are public and are kept by the depositary for ten years.",
            "End.",
        ],
        &[
            "Reports of the Parties to the Conference. They are public and are kept by the depositary for ten years.",
            "End.",
        ],
    ),
    (
        "split into items",
        "en",
        &["1. States share the water of the river, and data on the quality of that water.", "End."],
        &["1. States share the water of the river, and", "(a) data on the quality of that water.", "End."],
    ),
    (
        "a paragraph becomes a heading",
        "en",
        &["Scope of the text", "1. One."],
        &["#Scope of the text", "1. One."],
    ),
    (
        "a heading becomes a paragraph",
        "en",
        &["#Scope of the text", "1. One."],
        &["Scope of the text", "1. One."],
    ),
    (
        "a numbered one becomes an item and changes",
        "en",
        &["1. States shall act:", "2. Report every year on the water they take."],
        &["1. States shall act:", "(a) Report each year on the water they take."],
    ),
    (
        "moved and changed",
        "en",
        &[
            "1. The fund helps States that ask for help with their wells.",
            "2. Two stays here.",
            "3. Three stays here too.",
        ],
        &[
            "2. Two stays here.",
            "3. Three stays here too.",
            "4. The fund helps all States that ask for help with wells.",
        ],
    ),
    (
        "two that change places",
        "en",
        &["The first of two paragraphs that change.", "The other one stands where it can."],
        &["The other one stands where it can.", "The first of two paragraphs that change."],
    ),
    (
        "a heading moved with what stands under it",
        "en",
        &["#I. Reports", "1. Reports are public.", "#II. Finance", "2. A fund is set up for wells."],
        &["#I. Finance", "1. A fund is set up for wells.", "#II. Reports", "2. Reports are public."],
    ),
    (
        "a footnote alone changes",
        "en",
        &["1. Words stay^[See the report of 2024.] here."],
        &["1. Words stay^[See the report of 2025.] here."],
    ),
    ("a footnote alone comes", "en", &["1. Words stay here."], &["1. Words stay^[Signed at noon.] here."]),
    (
        "a footnote alone goes",
        "en",
        &["1. Words stay^[Signed at noon.] here.", "2. Two.^[Kept.]"],
        &["1. Words stay here.", "2. Two.^[Kept.]"],
    ),
    (
        "a footnote is replaced",
        "en",
        &["1. Words stay^[One thing of many.]."],
        &["1. Words stay^[Quite another matter]."],
    ),
    (
        "a footnote moves with its paragraph",
        "en",
        &[
            "1. One.",
            "2. The list^[Of wells.] is public to all who ask.",
            "3. Two stays.",
            "4. Three.^[Here.]",
        ],
        &[
            "1. One.",
            "3. Two stays.",
            "4. Three.^[Here.]",
            "5. The list^[Of wells.] is public to all who ask.",
        ],
    ),
    (
        "brackets around words",
        "en",
        &["1. The Parties should act [now].", "2. [All] Parties [shall][should] report."],
        &["1. The Parties [should][shall] act now.", "2. All Parties [shall][should][may] report."],
    ),
    (
        "brackets removed from neighbours",
        "en",
        &["[1. The first.]", "[2. The second.]", "[3. The third.]"],
        &["1. The first.", "2. The second.", "3. The third."],
    ),
    (
        "Arabic",
        "ar",
        &["1. نحن الدول الأعضاء نؤكد من جديد الميثاق.", "2. فقرة محذوفة (COP 30).", "3. تتعاون الدول."],
        &[
            "1. نحن الدول الأعضاء نؤكد رسميا *الميثاق*^[انظر القرار 70/1.].",
            "2. فقرة جديدة لعام 2030.",
            "3. تتعاون الدول.",
        ],
    ),
    (
        "Arabic, split and moved",
        "ar",
        &["1. تتعاون الدول في إدارة المياه المشتركة بينها. وتتبادل البيانات عنها كل عام.", "2. النهاية هنا."],
        &[
            "1. تتعاون الدول في إدارة المياه المشتركة بينها.",
            "2. وتتبادل البيانات عنها كل عام.",
            "3. النهاية هنا.",
        ],
    ),
    (
        "Chinese",
        "zh",
        &["1. 各国应尊重国际法。", "2. 删去的段落。"],
        &["1. 各国必须尊重国际法和《宪章》。", "3. 新的段落。"],
    ),
    (
        "Chinese, joined",
        "zh",
        &["1. 各国应当公平合理地利用共享水道。", "2. 各国应当每年交换关于水质的数据。", "3. 完。"],
        &["1. 各国应当公平合理地利用共享水道。各国应当每年交换关于水质的数据。", "3. 完。"],
    ),
    ("nothing to nothing", "en", &[], &[]),
    ("headings all inserted", "en", &[], &["#One", "1. Two.", "##Three"]),
    ("headings all deleted", "en", &["#One", "1. Two.", "##Three"], &[]),
    (
        "tabs and line breaks",
        "en",
        &["First line\nsecond line\tafter a tab", "2. Two."],
        &["First line\nthird line\tafter the tab\nand a last", "2. Two."],
    ),
    (
        "formats alone",
        "en",
        &["In *good faith* and **with care** they act.", "2. *Recalling* the Charter"],
        &["In good *faith and* with ***care*** they act.", "2. Recalling the **Charter**"],
    ),
    (
        "formats and words",
        "en",
        &["*Recalling* the Charter of the wells"],
        &["*Recalling also* the **Charter** of all wells"],
    ),
    (
        "neighbours inserted and deleted",
        "en",
        &["1. One stays.", "Old words on the depth of wells.", "3. Three stays."],
        &["1. One stays.", "Nothing alike: boats are painted green.", "3. Three stays."],
    ),
    (
        "several in a row deleted",
        "en",
        &["1. One.", "2. Two goes.", "3. Three goes.", "4. Four goes.", "5. Five."],
        &["1. One.", "5. Five."],
    ),
    (
        "several in a row inserted and changed",
        "en",
        &["1. One stands here.", "5. Five stands here."],
        &[
            "1. One stands there.",
            "2. Two comes.",
            "3. Three comes.",
            "4. Four comes.",
            "5. Five stood here.",
        ],
    ),
    (
        "deleted among changed ones",
        "en",
        &["One more stands", "Gone for good.", "Two more stand", "Three"],
        &["One stands", "Two stand", "Three"],
    ),
    (
        "rewritten",
        "en",
        &["5. Old words without anything in common.", "6. End."],
        &["5. Nouvelles phrases, entirely different, about water.", "6. End."],
    ),
    (
        "signs of markup",
        "en",
        &["A <b> & \"c\" 'd' ]]> end", "2. <w:p/> &amp; \\*"],
        &["A <i> & \"c\" 'e' ]]> end", "2. <w:r/> &amp; \\* ^x"],
    ),
    ("a long paragraph", "en", &[LONG], &[LONGER]),
    ("labels alone", "en", &["12. One.", "13. Two.", "14. Three."], &["13. One.", "14. Two.", "15. Three."]),
    ("spaces", "en", &["1. A  b  two  spaces here"], &["1. A  b  three\u{a0}spaces  here"]),
];

const LONG: &str = concat!(
    "7. The Parties, mindful of the many uses of water, of the needs of those who live along it and of those who will, ",
    "of the duty to cause no harm that can be avoided, of the rights that earlier agreements give, of the means that each ",
    "of them has, of the knowledge that has been gathered and of what is not known yet, shall take all measures that can ",
    "reasonably be asked of them to keep the waters clean, to share them fairly, to warn each other in good time of ",
    "droughts and floods, to repair what has been harmed, to hear those who are concerned before they decide, and to report ",
    "on all this every two years to the Conference, which may ask questions and shall make its findings public."
);
const LONGER: &str = concat!(
    "7. The Parties, mindful of the many uses of water, of the needs of those who live along it, ",
    "of the duty to cause no serious harm, of the rights that earlier agreements give, of the means that each ",
    "of them has, of the best knowledge that has been gathered^[Local knowledge included.] and of what is not known yet, shall take all measures that can ",
    "reasonably be asked of them to keep the waters clean, to share them fairly and without delay, to warn each other in good time of ",
    "droughts and floods, to hear those who are concerned before they decide, and to report ",
    "on all this *every year* to the Conference, which may ask questions and shall make its findings public. It shall do so within six months."
);
