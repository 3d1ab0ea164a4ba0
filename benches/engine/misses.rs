//! Shows what an engine gets wrong, for whoever wants to make it better.

use crate::engines::Engine;
use crate::generate::{Op, Piece};
use crate::measured::Samples;
use crate::score::{Merged, Redlines};

/// Prints every sample that is not as it should be.
pub(crate) fn print(engine: &Engine, samples: &[Samples]) {
    for seed in samples {
        let sets = [
            ("light", &seed.light),
            ("dense", &seed.dense),
            ("languages", &seed.abroad),
            ("replaced", &seed.replaced),
        ];
        for (name, samples) in sets {
            let found = engine.redline.map(|redline| redline(samples)).unwrap_or_default();
            for (sample, found) in samples.iter().zip(found) {
                let mut score = Redlines::default();
                score.add(sample, found.as_deref());
                if score.hunks.value() < Some(1.0) {
                    println!("{name}\n  truth: {}", marked(&sample.truth));
                    println!("  found: {}\n", marked(&found.unwrap_or_default()));
                }
            }
        }
        for sample in &seed.amendments {
            let order: Vec<usize> = (0..sample.sides.len()).collect();
            if let Some(found) = engine.merge.map(|merge| merge(sample, &order)) {
                print_merge("merge", sample.merged.as_deref(), &found, || {
                    println!("  base:  {}", sample.base);
                    sample.sides.iter().for_each(|side| println!("  side:  {side}"));
                });
            }
        }
        for sample in &seed.carried {
            if let Some(found) = engine.rebase.map(|rebase| rebase(sample)) {
                print_merge("rebase", sample.carried.as_deref(), &found, || {
                    println!("  old:   {}\n  new:   {}\n  side:  {}", sample.old, sample.new, sample.amended);
                });
            }
        }
    }
}

fn print_merge(name: &str, expected: Option<&str>, found: &Merged, print_texts: impl Fn()) {
    let found_text = found.clean.then_some(found.text.as_str());
    if expected == found_text || (expected.is_none() && found.flagged) {
        return;
    }
    println!("{name}");
    print_texts();
    println!(
        "  truth: {}\n  found: {}\n",
        expected.unwrap_or("(competing)"),
        found_text.unwrap_or("(competing)")
    );
}

fn marked(pieces: &[Piece]) -> String {
    let mark = |piece: &Piece| match piece.op {
        Op::Kept => piece.text.clone(),
        Op::Deleted => format!("[-{}-]", piece.text),
        Op::Inserted => format!("{{+{}+}}", piece.text),
    };
    pieces.iter().map(mark).collect()
}
