//! The words by which a text refers to its places, in the official languages of the United Nations.

use crate::document::label::Division;

/// Words before a number, in lower case; one that begins with `-` may have letters before it, as Arabic prefixes are.
pub(super) const NAMES: [(Division, &str); 5] = [
    (
        Division::Paragraph,
        "paragraph paragraphs para paras paragraphe paragraphes párrafo párrafos пункт пункта пункте пункту пунктом \
         пункты пунктов пунктах пунктам пунктами -لفقرة -لفقرات -لفقرتين فقرة",
    ),
    (
        Division::Article,
        "article articles art artículo artículos статья статьи статье статью статей статьям статьях статьями \
         -لمادة -لمواد -لمادتين مادة",
    ),
    (
        Division::Section,
        "section sections sección secciones раздел раздела разделе разделы разделов -لفرع -لقسم",
    ),
    (Division::Annex, "annex annexes annexe anexo anexos приложение приложения приложении -لمرفق -لمرفقين"),
    (Division::Chapter, "chapter chapters chapitre chapitres capítulo capítulos глава главы главе -لفصل"),
];

/// What may stand between two numbers of one list.
pub(super) const BETWEEN: [&str; 22] = [
    "and", "or", "to", "through", "and to", "or to", "et", "ou", "à", "y", "e", "o", "u", "a", "и", "или",
    "по", "до", "و", "أو", "إلى", "&",
];

/// After "of" and the like, what is still of this text.
pub(super) const OWN: [&str; 30] = [
    "this",
    "the present",
    "section",
    "annex",
    "part",
    "chapter",
    "article",
    "paragraph",
    "the preceding",
    "la présente",
    "le présent",
    "du présent",
    "présente",
    "présent",
    "l'article",
    "l'annexe",
    "la section",
    "este",
    "esta",
    "presente",
    "la presente",
    "el presente",
    "artículo",
    "anexo",
    "настоящего",
    "настоящей",
    "настоящих",
    "статьи",
    "هذا",
    "هذه",
];

/// Words that hand what stands before them over to what follows: "of", "du", "من".
pub(super) const OF: [&str; 12] =
    ["of", "in", "to", "de", "du", "des", "del", "d'un", "d'une", "de los", "من", "ل"];

/// Nouns of instruments, in lower case and as beginnings: before a reference, or right behind one in Russian, they
/// claim it.
pub(super) const INSTRUMENTS: [&str; 38] = [
    "convention",
    "charter",
    "protocol",
    "covenant",
    "statute",
    "treaty",
    "resolution",
    "decision",
    "regulation",
    "constitution",
    "directive",
    "common",
    "charte",
    "protocole",
    "pacte",
    "statut",
    "traité",
    "résolution",
    "décision",
    "règlement",
    "commun",
    "convención",
    "convenio",
    "carta",
    "protocolo",
    "pacto",
    "estatuto",
    "tratado",
    "resolución",
    "decisión",
    "común",
    "конвенци",
    "устав",
    "протокол",
    "пакт",
    "статут",
    "договор",
    "резолюци",
];

/// The same in Arabic, where the article is part of the word.
pub(super) const ARABIC_INSTRUMENTS: [&str; 8] =
    ["الاتفاقية", "اتفاقية", "الميثاق", "ميثاق", "البروتوكول", "بروتوكول", "العهد", "القرار"];
