//! Numbers as Chinese and Arabic write them.

/// A number in the figures that another is written in: "五" like "四", "٧" like "٦".
pub(super) fn like(old: &str, new: &str) -> String {
    let arabic = old.contains(|c| matches!(c, '\u{660}'..='\u{669}'));
    match (value(old), new.parse::<u32>()) {
        (Some(_), Ok(number)) => write(number),
        _ if arabic => new.chars().map(eastern).collect(),
        _ => new.to_owned(),
    }
}

/// The value of "十二"; none for anything else, and past 99.
pub(super) fn value(figures: &str) -> Option<u32> {
    let digit = |c: char| "零一二三四五六七八九".chars().position(|it| it == c).map(|it| it as u32);
    let one = |it: &str| {
        let mut chars = it.chars();
        let first = chars.next().and_then(digit)?;
        chars.next().is_none().then_some(first)
    };
    match figures.split_once('十') {
        None => one(figures),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { one(tens)? };
            let ones = if ones.is_empty() { 0 } else { one(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

/// "十二" for 12; digits past 99.
pub(super) fn write(number: u32) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |it: u32| digits.get(it as usize).copied().unwrap_or_default();
    match (number / 10, number % 10) {
        (0, 0) => "零".to_owned(),
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens @ 2..=9, ones) => format!("{}十{}", digit(tens), digit(ones)),
        _ => number.to_string(),
    }
}

fn eastern(c: char) -> char {
    c.to_digit(10).and_then(|it| char::from_u32(0x660 + it)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_reads_back() {
        for number in 1..100 {
            assert_eq!(value(&write(number)), Some(number));
        }
        assert_eq!((write(100), value("百")), ("100".to_owned(), None));
        assert_eq!(
            (like("四", "12"), like("٦", "17"), like("4", "5")),
            ("十二".into(), "١٧".into(), "5".into())
        );
    }
}
