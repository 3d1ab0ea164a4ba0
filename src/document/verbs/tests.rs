//! Tables of sentences and what became of their verbs.

use proptest::prelude::*;

use super::*;

fn told(old: &str, new: &str, tongue: Tongue) -> Vec<String> {
    let show = |it: VerbChange| {
        let words = |it: &Option<String>| it.clone().unwrap_or_else(|| "–".to_owned());
        format!("{} {}: {} > {}", it.kind.name(), it.turn.name(), words(&it.old), words(&it.new))
    };
    of_texts(&Text::parse(old), &Text::parse(new), tongue).into_iter().map(show).collect()
}

#[test]
fn modal_verbs_of_english() {
    for (old, new, expected) in [
        ("States shall act.", "States should act.", &["modal weakened: shall > should"][..]),
        ("States should act.", "States must act.", &["modal strengthened: should > must"]),
        ("States shall act.", "States must act.", &["modal replaced: shall > must"]),
        ("States should act.", "States may act.", &["modal weakened: should > may"]),
        ("States shall act.", "States shall not act.", &["modal replaced: shall > shall not"]),
        ("States shall not act.", "States should not act.", &["modal weakened: shall not > should not"]),
        ("States should not act.", "States may not act.", &["modal replaced: should not > may not"]),
        ("States may act.", "States can act.", &["modal replaced: may > can"]),
        ("States will act.", "States are to act.", &["modal replaced: will > are to"]),
        ("States ought to act.", "States should act.", &["modal replaced: ought to > should"]),
        ("States act.", "States shall act.", &["modal added: – > shall"]),
        ("States shall act and shall report.", "States shall act and report.", &["modal removed: shall > –"]),
        ("States cannot act.", "States can act.", &["modal replaced: cannot > can"]),
        ("States shall promptly act.", "States promptly should act.", &["modal weakened: shall > should"]),
        (
            "States shall meet every year. Observers may attend.",
            "Observers may attend. States shall meet every year.",
            &["modal moved: may > may"],
        ),
        (
            "All States, in due time, shall report.",
            "All States shall, in due time, report to the depositary.",
            &["modal moved: shall > shall"],
        ),
        ("States [shall] act.", "States [shall][should] act.", &["modal added: – > should"]),
        ("States shall act.", "Parties shall act at once.", &[]),
        ("States shall act.", "States *shall* act.", &[]),
        (
            "\u{201c}States shall act\u{201d}, said one.",
            "\u{201c}States may act\u{201d}, said one.",
            &["modal weakened: shall > may"],
        ),
        ("It is due in March 2025.", "It is due in May 2025.", &[]),
        ("Reports of 14 April.", "Reports of 14 May.", &[]),
        ("the wish of the people", "the will of the people", &[]),
        ("with resolve", "with goodwill and political will", &[]),
        ("a need", "a must-have", &[]),
        ("a need", "a must", &[]),
        ("The aim of the text is that all meet.", "The aim of the text is to meet.", &[]),
        ("as one side stands beside another", "as one side is to another and to the whole", &[]),
        ("May 2025 was dry.", "June 2025 was dry.", &[]),
        ("Mr. Will spoke.", "Mr. Shall spoke.", &[]),
    ] {
        assert_eq!(told(old, new, Tongue::English), expected, "{old} | {new}");
    }
}

#[test]
fn opening_verbs_of_english() {
    for (old, new, expected) in [
        ("Decides to meet;", "Invites States to meet;", &["opening replaced: decides > invites"][..]),
        (
            "Urges States to act;",
            "Strongly urges States to act;",
            &["opening strengthened: urges > strongly urges"],
        ),
        (
            "*Strongly urges* States to act;",
            "*Urges* States to act;",
            &["opening weakened: strongly urges > urges"],
        ),
        (
            "Notes the report;",
            "Also notes with appreciation the report;",
            &["opening replaced: notes > notes with appreciation"],
        ),
        ("Notes the report;", "Takes note of the report;", &["opening replaced: notes > takes note"]),
        ("Recalling its rules,", "Reaffirming its rules,", &["opening replaced: recalling > reaffirming"]),
        (
            "Calls upon States to act;",
            "Encourages States to act;",
            &["opening replaced: calls upon > encourages"],
        ),
        ("Calls on States to act;", "Calls upon States to act;", &[]),
        ("Recognizes the need;", "Also recognises the need;", &[]),
        ("Requests the Chair to act;", "Further requests the Chair to act;", &[]),
        (
            "Concerned about drought,",
            "Deeply concerned about drought,",
            &["opening strengthened: concerned > deeply concerned"],
        ),
        ("[Welcomes the report;]", "[Notes the report;]", &["opening replaced: welcomes > notes"]),
        ("We invite all to come.", "We urge all to come.", &["opening replaced: invite > urge"]),
        ("Requests for assistance are answered.", "Demands for assistance are answered.", &[]),
        ("Notes on transport are kept.", "Records on transport are kept.", &[]),
        ("States decide.", "States urge.", &[]),
        (
            "Decides that States shall act;",
            "Decides that States should act;",
            &["modal weakened: shall > should"],
        ),
    ] {
        assert_eq!(told(old, new, Tongue::English), expected, "{old} | {new}");
    }
}

#[test]
fn the_other_official_languages() {
    use Tongue::{Arabic, Chinese, French, Russian, Spanish};
    for (tongue, old, new, expected) in [
        (
            French,
            "Les États doivent agir.",
            "Les États devraient agir.",
            &["modal weakened: doivent > devraient"][..],
        ),
        (
            French,
            "Les États doivent agir.",
            "Les États ne doivent pas agir.",
            &["modal replaced: doivent > ne doivent"],
        ),
        (French, "Les États doivent agir peut-être.", "Les États doivent agir.", &[]),
        (
            French,
            "Décide de se réunir ;",
            "Prie les États de se réunir ;",
            &["opening replaced: décide > prie"],
        ),
        (
            French,
            "Prie les États d’agir ;",
            "Prie instamment les États d’agir ;",
            &["opening replaced: prie > prie instamment"],
        ),
        (
            French,
            "Se félicite du rapport ;",
            "Prend note du rapport ;",
            &["opening replaced: se félicite > prend note"],
        ),
        (
            Spanish,
            "Los Estados deberán actuar.",
            "Los Estados deberían actuar.",
            &["modal weakened: deberán > deberían"],
        ),
        (
            Spanish,
            "Los Estados podrán actuar.",
            "Los Estados no podrán actuar.",
            &["modal replaced: podrán > no podrán"],
        ),
        (
            Spanish,
            "Insta a los Estados a actuar;",
            "Invita a los Estados a actuar;",
            &["opening replaced: insta > invita"],
        ),
        (
            Spanish,
            "Toma nota del informe;",
            "Acoge con beneplácito el informe;",
            &["opening replaced: toma nota > acoge con beneplácito"],
        ),
        (
            Russian,
            "Государства должны действовать.",
            "Государствам следует действовать.",
            &["modal weakened: должны > следует"],
        ),
        (Russian, "Текст гласит, как следует.", "Текст гласит.", &[]),
        (
            Russian,
            "Призывает государства;",
            "Настоятельно призывает государства;",
            &["opening strengthened: призывает > настоятельно призывает"],
        ),
        (
            Russian,
            "Принимает к сведению доклад;",
            "Приветствует доклад;",
            &["opening replaced: принимает к сведению > приветствует"],
        ),
        (Arabic, "يجب على الدول أن تعمل.", "ينبغي للدول أن تعمل.", &["modal weakened: يجب > ينبغي"]),
        (Arabic, "يجوز للدول أن تعمل.", "لا يجوز للدول أن تعمل.", &["modal replaced: يجوز > لا يجوز"]),
        (Arabic, "تحث الدول على العمل؛", "تدعو الدول إلى العمل؛", &["opening replaced: تحث > تدعو"]),
        (Chinese, "各国必须采取行动。", "各国可以采取行动。", &["modal weakened: 必须 > 可以"]),
        (Chinese, "各国应采取行动。", "各国不应采取行动。", &["modal replaced: 应 > 不应"]),
        (Chinese, "各国反应。", "各国应用。", &[]),
        (Chinese, "可持续发展", "可能的发展", &[]),
        (Chinese, "敦促各国采取行动；", "鼓励各国采取行动；", &["opening replaced: 敦促 > 鼓励"]),
    ] {
        assert_eq!(told(old, new, tongue), expected, "{old} | {new}");
    }
}

proptest! {
    #[test]
    fn nothing_is_told_of_a_text_and_itself(words in sentence()) {
        let text = Text::parse(&words);
        prop_assert_eq!(of_texts(&text, &text, Tongue::English), []);
    }

    #[test]
    fn every_verb_is_accounted_for_once(old in sentence(), new in sentence()) {
        let (old, new) = (Text::parse(&old), Text::parse(&new));
        let count = |text: &Text| find::modals(text.rich().as_str(), Tongue::English).len() as i64;
        let changes = modal_changes(&old, &new, Tongue::English);
        let many = |turn: Turn| changes.iter().filter(|it| it.turn == turn).count() as i64;
        prop_assert_eq!(count(&new) - count(&old), many(Turn::Added) - many(Turn::Removed));
    }

    #[test]
    fn whatever_is_written_is_read(old in "[a-z应可不 ,.’'مجب]{0,30}", new in "[a-z应可不 ,.’'مجب]{0,30}") {
        for tongue in [Tongue::English, Tongue::French, Tongue::Russian, Tongue::Arabic, Tongue::Chinese] {
            of_texts(&Text::parse(&old), &Text::parse(&new), tongue);
        }
    }
}

fn sentence() -> impl Strategy<Value = String> {
    let words = [
        "States", "shall", "should", "not", "may", "act", "and", "report", "will", "must", "is", "to", ",",
        ".",
    ];
    proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..16).prop_map(|it| it.join(" "))
}
