//! What the fuzz targets start from, and what they once found: every such text is asked every promise.

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

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
