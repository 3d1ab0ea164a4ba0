//! Numbers as lists write them: 3, c, iii, в, ج, 三.

/// `n` from 1, written in the way that a list level names; none where that way is not known.
pub(super) fn write(n: u32, format: &str) -> Option<String> {
    Some(match format {
        "decimal" | "decimalHalfWidth" => n.to_string(),
        "decimalZero" => format!("{n:02}"),
        "lowerLetter" => letters(n, 'a'),
        "upperLetter" => letters(n, 'A'),
        "lowerRoman" => roman(n),
        "upperRoman" => roman(n).to_uppercase(),
        "ordinal" => format!("{n}{}", ordinal_ending(n)),
        "russianLower" => nth("абвгдежзиклмнопрстуфхцчшщэюя", n),
        "russianUpper" => nth("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ", n),
        "arabicAlpha" => nth("أبتثجحخدذرزسشصضطظعغفقكلمنهوي", n),
        "arabicAbjad" => nth("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", n),
        "hindiNumbers" => digits(n, '٠'),
        "decimalFullWidth" | "decimalFullWidth2" => digits(n, '０'),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            if (1..=20).contains(&n) {
                nth("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", n)
            } else {
                n.to_string()
            }
        }
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital" => chinese(n),
        _ => return None,
    })
}

/// a to z, then aa, bb to zz, as Word goes on.
fn letters(n: u32, first: char) -> String {
    let index = n.saturating_sub(1);
    let letter = char::from_u32(u32::from(first) + index % 26).unwrap_or(first);
    std::iter::repeat_n(letter, (index / 26 + 1).min(30) as usize).collect()
}

/// Beyond 3,999, where roman numerals end, the plain number.
fn roman(n: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&n) {
        return n.to_string();
    }
    let mut left = n;
    let mut out = String::new();
    for (value, part) in PARTS {
        while left >= value {
            out.push_str(part);
            left -= value;
        }
    }
    out
}

fn ordinal_ending(n: u32) -> &'static str {
    match (n % 10, n % 100) {
        (1, tens) if tens != 11 => "st",
        (2, tens) if tens != 12 => "nd",
        (3, tens) if tens != 13 => "rd",
        _ => "th",
    }
}

/// The letter at that place of an alphabet, which starts again at its end.
fn nth(alphabet: &str, n: u32) -> String {
    let length = alphabet.chars().count().max(1);
    alphabet.chars().nth(n.saturating_sub(1) as usize % length).map_or_else(|| n.to_string(), String::from)
}

fn digits(n: u32, zero: char) -> String {
    let digit = |c: char| char::from_u32(u32::from(zero) + c.to_digit(10)?);
    n.to_string().chars().filter_map(digit).collect()
}

/// Up to ninety-nine in words, digit by digit above.
fn chinese(n: u32) -> String {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |n: u32| DIGITS[(n % 10) as usize];
    let tens = match n / 10 {
        0 => return digit(n).to_string(),
        1 => "十".to_owned(),
        tens @ 2..=9 => format!("{}十", digit(tens)),
        _ => return n.to_string().chars().filter_map(|c| c.to_digit(10)).map(digit).collect(),
    };
    if n.is_multiple_of(10) { tens } else { format!("{tens}{}", digit(n)) }
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn numbers_are_written_as_lists_do() {
        let rows = [
            ("decimal", 12, "12"),
            ("decimalZero", 7, "07"),
            ("lowerLetter", 26, "z"),
            ("lowerLetter", 28, "bb"),
            ("upperLetter", 3, "C"),
            ("lowerRoman", 44, "xliv"),
            ("upperRoman", 1999, "MCMXCIX"),
            ("upperRoman", 4000, "4000"),
            ("ordinal", 11, "11th"),
            ("ordinal", 22, "22nd"),
            ("russianLower", 3, "в"),
            ("arabicAbjad", 3, "ج"),
            ("hindiNumbers", 25, "٢٥"),
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 23, "二十三"),
            ("chineseCounting", 105, "一〇五"),
            ("decimalEnclosedCircle", 2, "②"),
        ];
        for (format, n, expected) in rows {
            assert_eq!(write(n, format).as_deref(), Some(expected), "{format} {n}");
        }
        assert_eq!(write(1, "hebrew2"), None);
    }
}
