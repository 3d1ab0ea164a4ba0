//! Documents that are hard to compare for their size or their shape.

use crate::generate::{Dice, Pair, Prose, count, pair, touched_up};

/// The names of all of them, and how many milliseconds each may take.
pub(crate) const HARD: [(&str, f64); 6] = [
    ("500 paragraphs", 5.0),
    ("5,000 paragraphs", 80.0),
    ("one giant paragraph, lightly edited", 100.0),
    ("two unrelated giant paragraphs", 100.0),
    ("one clause 500 times against 480", 100.0),
    ("one word 50,000 times", 100.0),
];

const GIANT: usize = 50_000;

/// The documents of that name.
pub(crate) fn hard(name: &str, prose: &Prose, seed: u64) -> Pair {
    let mut dice = Dice::new(seed, name);
    let single = |old: String, new: String| Pair { old: vec![old], new: vec![new], links: Vec::new() };
    match name {
        "500 paragraphs" => pair(&mut dice, prose, 500),
        "5,000 paragraphs" => pair(&mut dice, prose, 5000),
        "one giant paragraph, lightly edited" => {
            let parts = giant(&mut dice, prose);
            let new = parts.iter().map(|text| match dice.one_in(3) {
                true => touched_up(&mut dice, prose, text),
                false => text.clone(),
            });
            let new: Vec<String> = new.collect();
            single(parts.join(" "), new.join(" "))
        }
        "two unrelated giant paragraphs" => {
            single(giant(&mut dice, prose).join(" "), giant(&mut dice, prose).join(" "))
        }
        "one clause 500 times against 480" => {
            let clause = format!("{}, and {}, ", prose.clause(&mut dice), prose.clause(&mut dice));
            let new = (0..480).map(|_| match dice.one_in(12) {
                true => touched_up(&mut dice, prose, &clause),
                false => clause.clone(),
            });
            let new: String = new.collect();
            single(clause.repeat(500), new)
        }
        _ => {
            let mut new: Vec<&str> = vec!["word"; GIANT - 500];
            for _ in 0..300 {
                let at = dice.roll(new.len());
                new.insert(at, "other");
            }
            single(["word"; GIANT].join(" "), new.join(" "))
        }
    }
}

/// Paragraphs of fifty thousand words in all.
fn giant(dice: &mut Dice, prose: &Prose) -> Vec<String> {
    let (mut parts, mut words) = (Vec::new(), 0);
    while words < GIANT {
        let text = prose.paragraph(dice, 90);
        words += count(&text);
        parts.push(text);
    }
    parts
}
