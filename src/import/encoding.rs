//! Bytes to characters. UTF-8, or UTF-16 where a byte order mark says so; anything else is refused with its line.

use std::borrow::Cow;

use super::Error;

const BOM: &[u8] = b"\xef\xbb\xbf";

/// Decodes a text file. Line ends become `\n`; a form feed or U+2029 becomes a blank line; other control characters
/// and byte order marks inside are dropped.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Error> {
    let text = characters(bytes)?;
    if let Some(at) = text.find('\0') {
        return Err(Error::Binary { line: line_of(&text[..at]) });
    }
    Ok(with_plain_lines(&text))
}

/// Decodes without touching a character, byte order mark aside.
pub(super) fn characters(bytes: &[u8]) -> Result<Cow<'_, str>, Error> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes).map(Cow::Owned),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes).map(Cow::Owned),
        _ => utf8(bytes.strip_prefix(BOM).unwrap_or(bytes)).map(Cow::Borrowed),
    }
}

/// Whether no reader sees the character and no file format carries it.
pub(super) fn is_stray(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn utf8(bytes: &[u8]) -> Result<&str, Error> {
    std::str::from_utf8(bytes).map_err(|error| {
        let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let line = line_of(&good);
        if bytes.contains(&0) {
            return Error::Binary { line };
        }
        let words = good.rsplit('\n').next().unwrap_or_default();
        let start = words.char_indices().rev().nth(29).map_or(0, |(at, _)| at);
        Error::NotUtf8 { line, before: words[start..].trim().to_owned() }
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Error> {
    let (pairs, half) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len() / 2);
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        match decoded {
            Ok(c) => text.push(c),
            Err(_) => return Err(Error::NotUtf16 { line: line_of(&text) }),
        }
    }
    if half.is_empty() { Ok(text) } else { Err(Error::NotUtf16 { line: line_of(&text) }) }
}

fn line_of(before: &str) -> usize {
    before.matches('\n').count() + 1
}

fn with_plain_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\u{85}' | '\u{2028}' | '\u{b}' => out.push('\n'),
            '\u{c}' | '\u{2029}' => out.push_str("\n\n"),
            c if is_stray(c) => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_marks_are_evened_out() {
        let rows: [(&[u8], &str); 7] = [
            (b"\xef\xbb\xbfone\r\ntwo", "one\ntwo"),
            (b"one\rtwo\n", "one\ntwo\n"),
            (b"one\x0ctwo", "one\n\ntwo"),
            ("a\u{2028}b\u{2029}c".as_bytes(), "a\nb\n\nc"),
            (b"a\x01b\x1bc", "abc"),
            (b"\xff\xfea\0\xe9\0", "aé"),
            (b"\xfe\xff\0a\xd8\x3d\xde\x00", "a😀"),
        ];
        for (bytes, expected) in rows {
            assert_eq!(decode(bytes).unwrap(), expected, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_not_text_is_refused_with_its_line() {
        let rows: [(&[u8], &str); 5] = [
            (b"a\nna\xefve", "line 2 is not valid UTF-8, after \"na\""),
            (b"a\nb\0c", "line 2 has zero bytes"),
            (b"\x7fELF\0\0\xff", "line 1 has zero bytes"),
            (b"\xff\xfea", "line 1 is not valid UTF-16"),
            (b"\xff\xfea\0\n\0\x00\xd8", "line 2 is not valid UTF-16"),
        ];
        for (bytes, expected) in rows {
            let message = decode(bytes).unwrap_err().to_string();
            assert!(message.contains(expected), "{message}");
        }
    }
}
