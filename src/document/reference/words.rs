//! The words by which a text refers to its places, in the official languages of the United Nations.

use crate::document::label::Division;

/// What a name before a number names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A unit that is counted by numbers.
    Unit(Division),
    /// A part of a paragraph: "sub-paragraph (b)", "point a)".
    Item,
}

/// Words before a number, in lower case, one number and several; one that begins with `-` may have letters before it,
/// as Arabic prefixes are.
pub(super) const NAMES: [(Named, &str, &str); 8] = [
    (
        Named::Unit(Division::Paragraph),
        "paragraph para paragraphe párrafo пункт пункта пункте пункту пунктом -لفقرة فقرة",
        "paragraphs paras paragraphes párrafos пункты пунктов пунктах пунктам пунктами -لفقرات -لفقرتين -لفقرتان فقرات",
    ),
    (
        Named::Unit(Division::Article),
        "article art artículo статья статьи статье статью статьей -لمادة مادة",
        "articles arts artículos статей статьям статьях статьями -لمواد -لمادتين -لمادتان مواد",
    ),
    (
        Named::Unit(Division::Section),
        "section sección раздел раздела разделе разделу разделом -لفرع -لقسم",
        "sections secciones разделы разделов разделах разделам",
    ),
    (
        Named::Unit(Division::Annex),
        "annex annexe anexo приложение приложения приложении приложению приложением -لمرفق",
        "annexes anexos приложений приложениях -لمرفقين -لمرفقات",
    ),
    (
        Named::Unit(Division::Chapter),
        "chapter chapitre capítulo глава главы главе главу главой -لفصل",
        "chapters chapitres capítulos глав главах главам -لفصلين -لفصول",
    ),
    (Named::Unit(Division::Part), "part partie часть части частью -لجزء", "parts parties частей частях"),
    (
        Named::Item,
        "subparagraph subpara alinéa point apartado inciso подпункт подпункта подпункте подпункту подпунктом item",
        "subparagraphs subparas alinéas points apartados incisos подпункты подпунктов подпунктах подпунктам items",
    ),
    (Named::Item, "-لفقرة الفرعية", "-لفقرات الفرعية -لفقرتين الفرعيتين"),
];

/// What may stand between two numbers of one list, both meant.
pub(super) const AND: [&str; 15] =
    ["and/or", "and", "or", "et/ou", "et", "ou", "y/o", "y", "e", "o", "u", "и", "или", "أو", "&"];

/// What may stand between two numbers, those between them meant as well.
pub(super) const THROUGH: [&str; 11] =
    ["to", "through", "and to", "or to", "à", "a", "al", "по", "до", "إلى", "الى"];

/// Right before the name of a unit: the one that this stands in is meant.
pub(super) const HERE: [&str; 21] = [
    "this",
    "present",
    "ce",
    "cet",
    "cette",
    "présent",
    "présente",
    "este",
    "esta",
    "presente",
    "настоящий",
    "настоящая",
    "настоящего",
    "настоящей",
    "настоящему",
    "настоящем",
    "настоящую",
    "данного",
    "этого",
    "هذا",
    "هذه",
];

/// Right behind a reference, these say that it is of this text.
pub(super) const NEARBY: [&str; 17] = [
    "above",
    "below",
    "hereof",
    "herein",
    "ci-dessus",
    "ci-dessous",
    "ci-après",
    "supra",
    "infra",
    "más arriba",
    "más abajo",
    "anterior",
    "выше",
    "ниже",
    "أعلاه",
    "أدناه",
    "bis above",
];

/// After "of" and the like, what is still of this text.
pub(super) const OWN: [&str; 24] = [
    "this",
    "the present",
    "present",
    "the same",
    "the preceding",
    "le présent",
    "la présente",
    "présent",
    "présente",
    "ce",
    "cet",
    "cette",
    "este",
    "esta",
    "presente",
    "el presente",
    "la presente",
    "настоящ",
    "этого",
    "этой",
    "هذا",
    "هذه",
    "which",
    "whom",
];

/// Units of this text or of another: what follows them tells.
pub(super) const UNITS: [&str; 19] = [
    "the annex",
    "the annexes",
    "annex",
    "section",
    "part",
    "chapter",
    "article",
    "paragraph",
    "l'annexe",
    "l'article",
    "la section",
    "la sección",
    "el anexo",
    "anexo",
    "artículo",
    "párrafo",
    "المرفق",
    "الفقرة",
    "المادة",
];

/// Words that hand what stands before them over to what follows: "of", "du", "من".
pub(super) const OF: [&str; 10] = ["of", "in", "to", "de", "du", "des", "del", "d'un", "d'une", "من"];

/// Words after "de" that make it "of the": "de la résolution", "de su resolución"; not "de manière".
pub(super) const DETERMINERS: [&str; 22] = [
    "la", "le", "les", "l'", "sa", "son", "ses", "leur", "leurs", "cette", "ce", "cet", "ces", "los", "las",
    "el", "su", "sus", "dicha", "dicho", "esa", "ese",
];

/// What claims the reference right behind it for another text: "its article 36".
pub(super) const THEIRS: [&str; 9] =
    ["its", "their", "common", "ses", "sa", "son", "su", "sus", "common articles"];

/// Behind a reference, these say that several other texts have it.
pub(super) const COMMON: [&str; 7] =
    ["common", "commun", "commune", "communs", "communes", "común", "comunes"];

/// Words that may stand between an instrument and a reference to it: "the Convention on the Rights of the Child, in
/// particular its article 3".
pub(super) const LINKS: [&str; 22] = [
    "of",
    "on",
    "the",
    "in",
    "particular",
    "notably",
    "especially",
    "its",
    "de",
    "la",
    "du",
    "des",
    "en",
    "particulier",
    "notamment",
    "particular",
    "sus",
    "del",
    "los",
    "las",
    "его",
    "в",
];

/// Nouns of instruments, in lower case and as beginnings: before a reference, or right behind one in Russian, they
/// claim it.
pub(super) const INSTRUMENTS: [&str; 59] = [
    "convention",
    "charter",
    "protocol",
    "covenant",
    "statute",
    "treaty",
    "treaties",
    "resolution",
    "decision",
    "regulation",
    "constitution",
    "directive",
    "report",
    "agreement",
    "declaration",
    "communiqu",
    "document",
    "charte",
    "protocole",
    "pacte",
    "statut",
    "traité",
    "résolution",
    "décision",
    "règlement",
    "rapport",
    "accord",
    "déclaration",
    "convención",
    "convenio",
    "carta",
    "protocolo",
    "pacto",
    "estatuto",
    "tratado",
    "resolución",
    "resoluciones",
    "decisión",
    "reglamento",
    "informe",
    "acuerdo",
    "declaración",
    "конвенци",
    "устав",
    "протокол",
    "пакт",
    "статут",
    "договор",
    "резолюци",
    "доклад",
    "решени",
    "деклараци",
    "соглашени",
    "хартии",
    "регламент",
    "директив",
    "документ",
    "повестк",
    "общей",
];

/// The same in Arabic, where the article is part of the word.
pub(super) const ARABIC_INSTRUMENTS: [&str; 14] = [
    "الاتفاقية",
    "اتفاقية",
    "الميثاق",
    "ميثاق",
    "البروتوكول",
    "بروتوكول",
    "العهد",
    "القرار",
    "قرار",
    "المعاهدة",
    "تقرير",
    "التقرير",
    "اتفاق",
    "النظام",
];

/// The same in Chinese, where what is claimed follows at once.
pub(super) const CHINESE_INSTRUMENTS: [&str; 16] = [
    "》",
    "决议",
    "公约",
    "议定书",
    "宪章",
    "规约",
    "条约",
    "报告",
    "协定",
    "决定",
    "宣言",
    "盟约",
    "法",
    "章程",
    "指令",
    "条例",
];

/// Behind the number of an inserted paragraph.
pub(super) const SUFFIXES: [&str; 9] =
    ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies"];
