//! GNU diff3 on files with a word a line.

use super::Engine;
use super::fold::{Three, merged, rebased};
use super::tool::{Files, command, is_here, output};

pub(super) const ENGINE: Engine = Engine {
    is_here: || is_here("diff3"),
    merge: Some(|sample, order| merged(merge, sample, order)),
    rebase: Some(|sample| rebased(merge, sample)),
    ..Engine::named("diff3", "diff3 --merge on a word a line, one after the other")
};

fn merge(three: &Three<'_>) -> Option<String> {
    let files = Files::new();
    let [one, base, other] =
        [("one", three.one), ("base", three.base), ("other", three.other)].map(|it| files.with(it.0, it.1));
    let mut command = command("diff3");
    command.arg("--merge").args([one, base, other]);
    let (text, clean) = output(command);
    clean.then_some(text)
}
