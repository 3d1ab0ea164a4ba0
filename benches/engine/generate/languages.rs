//! The same in languages other than English: sentences as lists of words, so that every word boundary is known.

use super::{Dice, Op, Piece, Sample, samples};

/// What a language is written with.
struct Language {
    code: &'static str,
    /// What stands between words, and behind a full stop.
    space: &'static str,
    stop: &'static str,
    /// Words separated by `|`.
    sentences: &'static [&'static str],
    /// A word and another that could stand for it; they share no letter at their ends.
    pairs: &'static [(&'static str, &'static str)],
    /// What can be inserted behind a word.
    phrases: &'static [&'static str],
}

const LANGUAGES: [Language; 6] = [
    Language {
        code: "ar",
        space: " ",
        stop: ".",
        sentences: &[
            "تدعو|الجمعية|جميع|الدول|إلى|حماية|الأنهار|المشتركة|من|التلوث",
            "ينبغي|للبلدان|المجاورة|أن|تتبادل|البيانات|عن|منسوب|المياه|قبل|بداية|كل|موسم",
            "تقرر|اللجنة|نشر|نتائج|التفتيش|في|غضون|شهر|واحد",
            "ترحب|الأطراف|بإنشاء|صندوق|لدعم|التعليم|في|المناطق|النائية",
            "يقدم|الفريق|العامل|توصياته|بشأن|سلامة|السفن|خلال|دورته|المقبلة",
            "لا|تمس|هذه|المادة|حقوق|العمال|ولا|واجبات|أصحاب|العمل",
        ],
        pairs: &[
            ("تدعو", "حثت"),
            ("جميع", "كافة"),
            ("حماية", "صون"),
            ("البيانات", "معلومات"),
            ("نشر", "إعلان"),
            ("واحد", "ونصف"),
            ("النائية", "جبلية"),
            ("توصياته", "آراءه"),
            ("المقبلة", "أولى"),
        ],
        phrases: &["عند|الاقتضاء", "دون|تأخير", "على|قدم|المساواة", "حيثما|أمكن"],
    },
    Language {
        code: "zh",
        space: "",
        stop: "。",
        sentences: &[
            "大会|呼吁|所有|国家|保护|共有|河流|免遭|污染",
            "邻国|应当|在|每个|雨季|之前|交换|水位|数据",
            "委员会|决定|于|一个|月|内|公布|检查|结果",
            "各方|欢迎|设立|基金|，|支持|偏远|地区|的|教育|事业",
            "工作组|将|在|下届|会议|上|就|船舶|安全|提出|建议",
            "本条|不|影响|工人|的|权利|，|也|不|免除|雇主|的|义务",
            "气象站|的|观测|记录|须|妥善|保存|，|并|向|公众|开放",
        ],
        pairs: &[
            ("呼吁", "敦促"),
            ("所有", "沿岸"),
            ("保护", "维持"),
            ("应当", "必须"),
            ("决定", "同意"),
            ("公布", "通报"),
            ("欢迎", "赞赏"),
            ("偏远", "山区"),
            ("下届", "特别"),
            ("建议", "意见"),
            ("妥善", "长期"),
        ],
        phrases: &["酌情", "毫不|拖延|地", "在|平等|基础|上", "尽可能", "依法"],
    },
    Language {
        code: "fr",
        space: " ",
        stop: ".",
        sentences: &[
            "l’Assemblée|engage|tous|les|États|à|protéger|de|la|pollution|les|cours|d’eau|partagés",
            "les|pays|voisins|échangent|leurs|relevés|de|crue|avant|le|début|de|chaque|saison",
            "le|Comité|décide|de|publier|sous|un|mois|les|résultats|de|l’inspection",
            "cet|article|ne|porte|atteinte|ni|aux|droits|des|travailleurs|ni|aux|devoirs|de|l’employeur",
            "il|est|créé|un|fonds|destiné|à|soutenir|l’enseignement|dans|les|régions|isolées",
            "chaque|station|météorologique|conserve|ses|observations|et|les|ouvre|au|public",
        ],
        pairs: &[
            ("engage", "invite"),
            ("tous", "certains"),
            ("protéger", "préserver"),
            ("voisins", "riverains"),
            ("échangent", "communiquent"),
            ("décide", "recommande"),
            ("publier", "transmettre"),
            ("isolées", "montagneuses"),
            ("conserve", "archive"),
        ],
        phrases: &["s’il|y|a|lieu", "sans|tarder", "sur|un|pied|d’égalité", "dans|la|mesure|du|possible"],
    },
    Language {
        code: "es",
        space: " ",
        stop: ".",
        sentences: &[
            "la|Asamblea|exhorta|a|todos|los|Estados|a|proteger|de|la|contaminación|los|ríos|compartidos",
            "los|países|vecinos|intercambiarán|datos|sobre|el|nivel|del|agua|antes|de|cada|temporada",
            "el|Comité|decide|publicar|en|el|plazo|de|un|mes|los|resultados|de|la|inspección",
            "este|artículo|no|afecta|a|los|derechos|de|los|trabajadores|ni|a|los|deberes|del|empleador",
            "se|crea|un|fondo|destinado|a|apoyar|la|enseñanza|en|las|zonas|apartadas",
            "cada|estación|meteorológica|conservará|sus|observaciones|y|las|abrirá|al|público",
        ],
        pairs: &[
            ("exhorta", "pide"),
            ("todos", "algunos"),
            ("proteger", "preservar"),
            ("vecinos", "ribereños"),
            ("intercambiarán", "comunicarán"),
            ("decide", "acuerda"),
            ("publicar", "difundir"),
            ("apartadas", "montañosas"),
            ("conservará", "archivará"),
        ],
        phrases: &["cuando|proceda", "sin|dilación", "en|pie|de|igualdad", "en|la|medida|de|lo|posible"],
    },
    Language {
        code: "ru",
        space: " ",
        stop: ".",
        sentences: &[
            "Ассамблея|призывает|все|государства|оберегать|общие|реки|от|загрязнения",
            "соседние|страны|обмениваются|данными|об|уровне|воды|до|начала|каждого|сезона",
            "Комитет|постановляет|обнародовать|итоги|проверки|в|течение|одного|месяца",
            "настоящая|статья|не|затрагивает|ни|прав|работников|ни|обязанностей|нанимателя",
            "учреждается|фонд|для|поддержки|образования|в|отдаленных|районах",
            "каждая|метеостанция|хранит|записи|наблюдений|и|открывает|их|для|публики",
        ],
        pairs: &[
            ("призывает", "просит"),
            ("все", "прибрежные"),
            ("оберегать", "защищать"),
            ("обмениваются", "делятся"),
            ("постановляет", "решает"),
            ("обнародовать", "издать"),
            ("отдаленных", "горных"),
            ("хранит", "архивирует"),
        ],
        phrases: &["по|мере|надобности", "без|задержки", "на|равных|началах", "насколько|возможно"],
    },
    Language {
        code: "th",
        space: "",
        stop: " ",
        sentences: &[
            "ที่ประชุม|เรียกร้อง|ให้|ทุก|รัฐ|คุ้มครอง|แม่น้ำ|ร่วม|จาก|มลพิษ",
            "ประเทศ|เพื่อนบ้าน|ควร|แลกเปลี่ยน|ข้อมูล|ระดับ|น้ำ|ก่อน|ฤดู|ฝน",
            "คณะกรรมการ|ตกลง|เผยแพร่|ผล|การ|ตรวจ|ภายใน|หนึ่ง|เดือน",
            "ข้อ|นี้|ไม่|กระทบ|สิทธิ|ของ|คนงาน|และ|หน้าที่|ของ|นายจ้าง",
            "สถานี|อากาศ|เก็บ|บันทึก|ไว้|และ|เปิด|ให้|สาธารณชน|ดู",
        ],
        pairs: &[
            ("เรียกร้อง", "ขอ"),
            ("คุ้มครอง", "ดูแล"),
            ("ควร", "ต้อง"),
            ("ตกลง", "เห็นชอบ"),
            ("เผยแพร่", "ประกาศ"),
            ("หนึ่ง", "แต่ละ"),
            ("เก็บ", "รักษา"),
        ],
        phrases: &["โดยเร็ว", "ตาม|ความ|เหมาะสม", "อย่าง|เท่าเทียม"],
    },
];

/// Paragraphs of two to four sentences in six languages with one to three small edits each.
pub(crate) fn light_abroad(dice: &mut Dice, for_each: usize) -> Vec<Sample> {
    let mut made = Vec::new();
    for language in &LANGUAGES {
        // Thai has few sentences here, and so fewer samples.
        let count = if language.code == "th" { for_each / 3 } else { for_each };
        made.extend(samples(count, || light(dice, language)));
    }
    made
}

/// Paragraphs of three or four sentences in six languages of which one is replaced as a whole.
pub(crate) fn replaced(dice: &mut Dice, for_each: usize) -> Vec<Sample> {
    let mut made = Vec::new();
    for language in &LANGUAGES {
        let count = if language.code == "th" { for_each / 3 } else { for_each };
        made.extend(samples(count, || one_replaced(dice, language)));
    }
    made
}

fn some_sentences(dice: &mut Dice, language: &Language, count: usize) -> Vec<&'static str> {
    let mut all = language.sentences.to_vec();
    dice.shuffle(&mut all);
    all.truncate(count);
    all
}

/// One word after the other, each with what stands before it.
fn words(language: &Language, sentences: &[&'static str]) -> Vec<(&'static str, &'static str)> {
    let mut found = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        for (nth, word) in sentence.split('|').enumerate() {
            let gap = if word == "，" || (at == 0 && nth == 0) { "" } else { language.space };
            found.push((gap, word));
        }
        found.push(("", language.stop));
    }
    found
}

fn light(dice: &mut Dice, language: &Language) -> Sample {
    let count = dice.between(2, 4);
    let sentences = some_sentences(dice, language, count);
    let words = words(language, &sentences);
    let mut places: Vec<usize> = (0..dice.between(1, 3)).map(|_| dice.between(2, words.len() - 3)).collect();
    places.sort_unstable();
    let mut truth = Truth::default();
    let mut last = 0;
    for (at, (gap, word)) in words.iter().enumerate() {
        let chosen = places.contains(&at) && at >= last + 4 && word.starts_with(char::is_alphabetic);
        if !chosen {
            truth.put(Op::Kept, gap);
            truth.put(Op::Kept, word);
            continue;
        }
        last = at;
        let other = language.pairs.iter().find(|(one, _)| one == word);
        let inserted = dice.roll(10) < 7;
        match other {
            Some((_, other)) => {
                truth.put(Op::Kept, gap);
                truth.put(Op::Deleted, word);
                truth.put(Op::Inserted, other);
            }
            None if inserted => {
                truth.put(Op::Kept, gap);
                truth.put(Op::Kept, word);
                truth.put(Op::Inserted, language.space);
                truth.put(Op::Inserted, &dice.pick(language.phrases).replace('|', language.space));
            }
            None => {
                truth.put(Op::Deleted, gap);
                truth.put(Op::Deleted, word);
            }
        }
    }
    Sample::new(language.code, truth.0)
}

fn one_replaced(dice: &mut Dice, language: &Language) -> Sample {
    let (all, kept) = (language.sentences.len(), dice.between(2, 3));
    let mut chosen = some_sentences(dice, language, all);
    let mut sentences: Vec<_> = chosen.drain(..kept).collect();
    let at = dice.roll(kept);
    let text = |sentence: &str| sentence.replace("|，", "，").replace('|', language.space);
    let fits =
        |other: &&&str| !alike_at_an_end(&text(sentences[at]), &text(other), language.space.is_empty());
    let other = chosen.iter().find(fits).copied();
    let mut truth = Truth::default();
    for (nth, sentence) in sentences.drain(..).enumerate() {
        truth.put(Op::Kept, if nth > 0 { language.space } else { "" });
        match other.filter(|_| nth == at) {
            Some(other) => {
                truth.put(Op::Deleted, &text(sentence));
                truth.put(Op::Inserted, &text(other));
            }
            None => truth.put(Op::Kept, &text(sentence)),
        }
        truth.put(Op::Kept, language.stop);
    }
    Sample::new(language.code, truth.0)
}

/// Whether two sentences begin or end with the same word, or character where no spaces are written.
fn alike_at_an_end(one: &str, other: &str, by_character: bool) -> bool {
    if by_character {
        let ends = |text: &str| (text.chars().next(), text.chars().next_back());
        let (one, other) = (ends(one), ends(other));
        return one.0 == other.0 || one.1 == other.1;
    }
    super::words::share_an_end(one, other)
}

/// Pieces under construction.
#[derive(Default)]
struct Truth(Vec<Piece>);

impl Truth {
    fn put(&mut self, op: Op, text: &str) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.op == op => last.text.push_str(text),
            _ => self.0.push(Piece { op, text: text.to_owned() }),
        }
    }
}
