//! What Arabic writes together with a word: "and", "in", "for", and the article.

/// Whether a word is written in Arabic letters.
pub(in crate::drafting::naming) fn is_arabic(word: &str) -> bool {
    word.chars().any(|it| matches!(it, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}'))
}

/// A word without its article.
pub(super) fn bare(word: &str) -> &str {
    word.strip_prefix("ال").filter(|it| it.chars().count() > 1).unwrap_or(word)
}

/// The forms that a word may be of a name, itself first: each without what may be written before it, and the article.
pub(in crate::drafting::naming) fn forms(word: &str) -> Vec<String> {
    let long = |it: &&str| it.chars().count() > 2;
    let mut forms = vec![word.to_owned()];
    for particles in [&["و", "ف"][..], &["ب", "ك", "ل"]] {
        let less = forms
            .iter()
            .flat_map(|form| particles.iter().filter_map(|it| form.strip_prefix(it)).filter(long));
        let less: Vec<String> = less.map(str::to_owned).collect();
        forms.extend(less);
    }
    // "للأردن" is "ل" and "الأردن".
    let joined: Vec<String> =
        (forms.iter().filter_map(|it| it.strip_prefix("لل")).filter(long)).map(str::to_owned).collect();
    forms.extend(joined);
    let without: Vec<String> =
        forms.iter().map(|it| bare(it).to_owned()).filter(|it| !forms.contains(it)).collect();
    forms.extend(without);
    forms
}
