//! Characters that Word takes from symbol fonts, as the ordinary characters they look like.

/// The character `code` of a font such as Symbol or Wingdings; none where nothing looks like it.
pub(super) fn look_up(font: &str, code: u32) -> Option<char> {
    let font = font.to_lowercase();
    let private = (0xf000..=0xf0ff).contains(&code);
    let place = if private { code - 0xf000 } else { code };
    match font.as_str() {
        "symbol" => symbol(place),
        "wingdings" => wingdings(place),
        _ if private => None,
        _ => char::from_u32(code).filter(|c| !c.is_control()),
    }
}

fn symbol(place: u32) -> Option<char> {
    const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    let letter = |letters: &str, first: u32| letters.chars().nth((place - first) as usize);
    Some(match place {
        0x41..=0x5a => letter(CAPITALS, 0x41)?,
        0x61..=0x7a => letter(SMALL, 0x61)?,
        0x2d => '−',
        0xa3 => '≤',
        0xa5 => '∞',
        0xab => '↔',
        0xac => '←',
        0xad => '↑',
        0xae => '→',
        0xaf => '↓',
        0xb0 => '°',
        0xb1 => '±',
        0xb3 => '≥',
        0xb4 => '×',
        0xb7 => '•',
        0xb8 => '÷',
        0xb9 => '≠',
        0xbb => '≈',
        0xd2 => '®',
        0xd3 => '©',
        0xd4 => '™',
        0x20..=0x3f | 0x5b | 0x5d | 0x5f | 0x7b..=0x7d => char::from_u32(place)?,
        _ => return None,
    })
}

fn wingdings(place: u32) -> Option<char> {
    Some(match place {
        0x20 => ' ',
        0x6c | 0x9f => '•',
        0x6e | 0xa7 => '▪',
        0x6f | 0xa8 => '☐',
        0x71 => '❑',
        0x76 => '❖',
        0xd8 => '➢',
        0xe0 | 0xe8 => '→',
        0xfb => '✗',
        0xfc => '✓',
        0xfd => '☒',
        0xfe => '☑',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::look_up;

    #[test]
    fn symbols_become_characters() {
        let rows = [
            ("Symbol", 0xf0b7, Some('•')),
            ("Symbol", 0x61, Some('α')),
            ("Wingdings", 0xf0fe, Some('☑')),
            ("Wingdings", 0xf000, None),
            ("Some Font", 0xf041, None),
            ("Times New Roman", 0x2103, Some('℃')),
            ("Times New Roman", 7, None),
        ];
        for (font, code, expected) in rows {
            assert_eq!(look_up(font, code), expected, "{font} {code:x}");
        }
    }
}
