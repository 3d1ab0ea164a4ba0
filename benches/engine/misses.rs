//! Shows what an engine gets wrong, for whoever wants to make it better.

use crate::engines::Engine;
use crate::generate::{Became, Op, Pair, Piece};
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
        print_links(engine, &seed.pair);
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

/// The links that are not found, with their paragraphs.
fn print_links(engine: &Engine, pair: &Pair) {
    let found = engine.align.map(|align| align(pair)).unwrap_or_default();
    let is_found =
        |old: usize, new: usize| found.iter().any(|it| it.old.contains(&old) && it.new.contains(&new));
    for link in pair.links.iter().filter(|it| it.became != Became::Rewritten) {
        if link.old.iter().all(|&old| link.new.iter().all(|&new| is_found(old, new))) {
            continue;
        }
        println!("{:?}, from {:?} to {:?}", link.became, link.old, link.new);
        link.old.iter().for_each(|&at| println!("  old:   {}", pair.old[at]));
        link.new.iter().for_each(|&at| println!("  new:   {}", pair.new[at]));
        for it in found.iter().filter(|it| it.old.iter().any(|at| link.old.contains(at))) {
            println!("  found: from {:?} to {:?}", it.old, it.new);
        }
        println!();
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
