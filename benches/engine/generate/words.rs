//! Cuts a text into words, signs and white space, so that edits begin and end between them.

/// Words (with `-`, `'`, `’` or `.` inside), runs of white space, and single signs; together they are the text.
pub(crate) fn split(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = if first.is_whitespace() {
            rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len())
        } else if first.is_alphanumeric() {
            end_of_word(rest)
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(end);
        found.push(token);
        rest = after;
    }
    found
}

fn end_of_word(text: &str) -> usize {
    let mut places = text.char_indices().peekable();
    while let Some((at, c)) = places.next() {
        let joins = "-'’.".contains(c) && places.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !c.is_alphanumeric() && !joins {
            return at;
        }
    }
    text.len()
}

/// Whether a token is a word or a number.
pub(crate) fn is_word(token: &str) -> bool {
    token.starts_with(char::is_alphanumeric)
}

/// Whether two texts begin or end with the same word or sign.
pub(crate) fn share_an_end(one: &str, other: &str) -> bool {
    let (one, other) = (split(one), split(other));
    one.first() == other.first() || one.last() == other.last()
}

/// How many words a text has.
pub(crate) fn count(text: &str) -> usize {
    text.split_whitespace().count()
}
