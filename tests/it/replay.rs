//! What the fuzz targets start from, and what they once found: every such text is asked every promise.

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof, proptest};

/// The fuzz targets as functions of bytes; they are no part of the program.
#[path = "../../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "the targets are programs of their own and call it")]
mod fuzz;

#[test]
fn seeds_and_findings_keep_every_promise() {
    let mut count = 0;
    let mut broken = Vec::new();
    for folder in ["fuzz/seeds", "fuzz/found"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let data = fs::read(&path).unwrap();
            for (target, run) in fuzz::TARGETS {
                count += 1;
                if catch_unwind(|| run(&data)).is_err() {
                    broken.push(format!("{target}: {}", path.display()));
                }
            }
        }
    }
    assert!(count >= 80, "{count} is too few to be all");
    assert_eq!(broken, Vec::<String>::new());
}

/// The same of what strangers send: at each door what is written for it and for the others.
#[test]
fn the_surface_keeps_every_promise() {
    let mut count = 0;
    let mut broken = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/surface")).unwrap() {
        let path = entry.unwrap().path();
        let data = fs::read(&path).unwrap();
        for (target, run) in fuzz::SURFACE {
            count += 1;
            if catch_unwind(|| run(&data)).is_err() {
                broken.push(format!("{target}: {}", path.display()));
            }
        }
    }
    assert!(count >= 100, "{count} is too few to be all");
    assert_eq!(broken, Vec::<String>::new());
}

/// The same of what they send at random: pieces of one another, letters that mean something, bytes of all sorts. So
/// long as `FUZZ_SECONDS` says.
#[test]
fn what_strangers_send_at_random_keeps_every_promise() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/surface");
    let mut seeds: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    seeds.sort();
    let seeds: Vec<Vec<u8>> = seeds.iter().map(|path| fs::read(path).unwrap()).collect();
    let long = std::env::var("FUZZ_SECONDS").ok().and_then(|it| it.parse().ok()).map(Duration::from_secs);
    let mut state = if long.is_some() { jiff::Timestamp::now().as_microsecond() as u64 } else { 1 };
    let mut draw = |of: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % of.max(1)
    };
    let pieces: [&[u8]; 16] = [
        b"&",
        b"=",
        b"%00",
        b"%0d%0a",
        b"%ff",
        b"<canary",
        b"\r\n--xyz",
        b"--xyz--",
        b"\n",
        b"//",
        b"\\",
        b"?",
        b"&form=",
        b"&act=",
        b"99999999999999999999",
        b"\xf0\x9f\x92\xa7",
    ];
    let begun = Instant::now();
    let mut count = 0;
    while long.map_or(count < 60, |long| begun.elapsed() < long) {
        let mut data = seeds[draw(seeds.len())].clone();
        for _ in 0..1 + draw(6) {
            let at = draw(data.len() + 1);
            match draw(5) {
                0 => drop(data.splice(at..at, pieces[draw(pieces.len())].iter().copied())),
                1 => data.truncate(at),
                2 if at < data.len() => data[at] = draw(256) as u8,
                3 => drop(data.drain(at..(at + draw(20)).min(data.len()))),
                _ => {
                    let other = &seeds[draw(seeds.len())];
                    let from = draw(other.len());
                    data.splice(at..at, other[from..].iter().copied());
                }
            }
        }
        for (target, run) in fuzz::SURFACE {
            count += 1;
            let kept = catch_unwind(|| run(&data)).is_ok();
            assert!(kept, "{target}: {:?}", String::from_utf8_lossy(&data));
        }
    }
    println!("{count} in {:.0} s", begun.elapsed().as_secs_f64());
}

/// Texts between empty lines, of few words and much markup, so that they have much in common.
fn texts() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "States", "shall", "act", " ", " ", ", ", ". ", "\n", "é", "e\u{301}", "当",
    ]);
    let markup =
        prop::sample::select(vec!["*", "**", "***", "^[", "[", "]", "\\", "^[note]", "*act*", " [and] "]);
    let labels = prop::sample::select(vec![
        "12 bis. ",
        "(a) ",
        "Article 3. ",
        "Alt 2 ",
        "paragraph 7(a)",
        "\t",
        "\u{a0}",
    ]);
    let piece = prop_oneof![
        6 => words.prop_map(str::to_owned),
        3 => markup.prop_map(str::to_owned),
        1 => labels.prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        2 => Just("\n\n".to_owned()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn texts_at_random_keep_every_promise(texts in texts()) {
        for (_, run) in fuzz::TARGETS {
            run(texts.as_bytes());
        }
    }
}
