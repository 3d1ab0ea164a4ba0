//! What a named label divides a text into: "Article 3", "Глава IV", "第三条".
//!
//! The names are those of the official languages of the United Nations. Which number follows a name is not known here.

/// What a label with a name divides a text into, the larger before the smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Division {
    /// "Annex II".
    Annex,
    /// "Part I", "Title II", "Appendix 1".
    Part,
    /// "Chapter IV".
    Chapter,
    /// "Section 2".
    Section,
    /// "Article 3", "Principle 1", "Rule 5".
    Article,
    /// "Option 1", a rival version.
    Option,
    /// "Paragraph 4", "Recommendation 12".
    Paragraph,
}

/// Words that make a label together with the number after them. Chinese has the number inside; see [`chinese`].
const NAMED: [(Division, &str); 9] = [
    (Division::Annex, "Annex Annexe Anexo Приложение المرفق"),
    (Division::Part, "Part Partie Parte Часть الجزء Title Titre Título الباب"),
    (Division::Part, "Appendix Appendice Apéndice Дополнение التذييل"),
    (Division::Chapter, "Chapter Chapitre Capítulo Глава الفصل"),
    (Division::Section, "Section Sección Раздел القسم الفرع"),
    (Division::Article, "Article Artículo Статья المادة Rule Règle Regla Правило القاعدة"),
    (Division::Article, "Principle Principe Principio Принцип المبدأ"),
    (Division::Option, "Option Opción Вариант الخيار Alternative Alternativa البديل"),
    (
        Division::Paragraph,
        "Paragraph Paragraphe Párrafo Пункт الفقرة Recommendation Recommandation Recomendación Рекомендация التوصية",
    ),
];

/// The name of a division at the start of the words, and its length.
pub(super) fn name(words: &str) -> Option<(Division, usize)> {
    let length = run(words, char::is_alphabetic);
    let word = &words[..length];
    let is_name = |name: &str| word == name || word == name.to_uppercase();
    let (division, _) = NAMED.iter().find(|(_, names)| names.split(' ').any(is_name))?;
    Some((*division, length))
}

/// "第三条", "第4章", "附件二"; set off from the words by white space.
pub(super) fn chinese(words: &str) -> Option<(Division, usize)> {
    let is_number = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(c);
    let ends = |end: usize| words[end..].chars().next().is_none_or(char::is_whitespace);
    if let Some(rest) = words.strip_prefix("附件") {
        let end = words.len() - rest.len() + run(rest, is_number);
        return ends(end).then_some((Division::Annex, end));
    }
    let rest = words.strip_prefix('第')?;
    let number = run(rest, is_number);
    let division = match rest[number..].chars().next().filter(|_| number > 0)? {
        '部' | '编' => Division::Part,
        '章' => Division::Chapter,
        '节' => Division::Section,
        '条' => Division::Article,
        '款' | '段' => Division::Paragraph,
        _ => return None,
    };
    let end = '第'.len_utf8() + number + '条'.len_utf8();
    ends(end).then_some((division, end))
}

fn run(words: &str, belongs: impl Fn(char) -> bool) -> usize {
    words.len() - words.trim_start_matches(belongs).len()
}
