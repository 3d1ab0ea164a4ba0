//! The program as somebody types it: an office is an empty directory in which commands are run.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use travaux::store::drafts::Draft;
use travaux::store::{Access, Error, Store};

/// A draft of 66 paragraphs and 98 submissions on it, the words of the demonstration.
pub(crate) const DRAFT: &str = include_str!("../../assets/demo/zero-draft.md");
pub(crate) const SUBMISSIONS: &str = include_str!("../../assets/demo/received.jsonl");

/// A directory to work in; the data directory in it is `data`.
pub(crate) struct Office {
    dir: TempDir,
}

impl Office {
    /// With nothing in it.
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// With a process, and no draft yet.
    pub(crate) fn begun() -> Self {
        let office = Self::new();
        office.done(&["init", "--process", "ICT workstream", "--document", "Draft outcome document"]);
        office.put("zero-draft.md", DRAFT);
        office.put("received.jsonl", SUBMISSIONS);
        office
    }

    /// With the first draft and the submissions on it.
    pub(crate) fn received() -> Self {
        let office = Self::begun();
        office.done(&["import", "zero-draft.md", "--date", "2026-03-02"]);
        office.done(&["submissions", "import", "received.jsonl", "--date", "2026-04-01"]);
        office
    }

    /// With the next draft.
    pub(crate) fn issued() -> Self {
        let office = Self::received();
        office.done(&["consolidate", "--auto"]);
        office.done(&["issue", "--label", "Rev.1", "--date", "2026-04-20"]);
        office
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path
    }

    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of everything in the directory.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut names: Vec<String> = (fs::read_dir(self.dir.path()).unwrap())
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// The program in this directory, without a data directory.
    pub(crate) fn bare(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
        command.args(args).current_dir(self.dir.path());
        command.env_remove("TRAVAUX_DATA").env_remove("RUST_BACKTRACE").stdin(Stdio::null());
        command
    }

    /// The program on the data directory.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        self.bare(&[&["--data", "data"], args].concat())
    }

    pub(crate) fn run(&self, args: &[&str]) -> Said {
        Said::of(&mut self.command(args))
    }

    /// Runs what must succeed.
    pub(crate) fn done(&self, args: &[&str]) -> Said {
        self.run(args).succeeded()
    }

    /// What `show` writes as JSON.
    pub(crate) fn shown(&self, what: &[&str]) -> Vec<Value> {
        let said = self.done(&[&["show"], what, &["--json"]].concat());
        serde_json::from_str(&said.out).unwrap()
    }

    /// The names of the open comments on the whole text, which are drawn by lot.
    pub(crate) fn open_comments(&self) -> Vec<String> {
        let rows = self.shown(&["submissions"]);
        let open = rows.iter().filter(|row| row["paragraph"].is_null() && row["disposition"]["is"] == "open");
        let comments = open.filter(|row| row["kind"] == "comment");
        comments.map(|row| row["name"].as_str().unwrap().to_owned()).collect()
    }

    /// The clean Markdown of a draft.
    pub(crate) fn clean(&self, draft: &str) -> String {
        self.done(&["export", "--draft", draft, "--format", "md", "-o", "-"]).out
    }

    /// Everything that is in the record, in no form that is meant to be read.
    pub(crate) fn record(&self) -> String {
        let Ok(store) = Store::open(&self.path("data"), Access::Read) else { return String::new() };
        let all = store.blocking_read(|db| {
            let mut all = String::new();
            for process in db.processes()? {
                let documents = db.documents(process.id)?;
                let _ = writeln!(all, "{process:?} {documents:?}");
                for document in documents {
                    let _ = writeln!(all, "{:?} {:?}", db.items(document.id)?, db.releases(document.id)?);
                    for Draft { id, label, .. } in db.drafts(document.id)? {
                        let (log, outcomes, ledger) = (db.desk_log(id)?, db.outcomes(id)?, db.ledger(id)?);
                        let (paragraphs, carried) = (db.paragraphs(id)?, db.carried(id)?);
                        let _ = writeln!(
                            all,
                            "{label} {paragraphs:?} {log:?} {outcomes:?} {ledger:?} {carried:?}"
                        );
                    }
                }
            }
            Ok::<_, Error>(all)
        });
        all.unwrap()
    }
}

/// What the program said and how it ended.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    pub(crate) fn of(command: &mut Command) -> Self {
        Self::from(command.output().unwrap())
    }

    /// With `input` on its standard input.
    pub(crate) fn to(command: &mut Command, input: &[u8]) -> Self {
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let output = std::thread::scope(|scope| {
            scope.spawn(move || stdin.write_all(input).unwrap());
            child.wait_with_output().unwrap()
        });
        Self::from(output)
    }

    #[track_caller]
    pub(crate) fn succeeded(self) -> Self {
        assert_eq!(self.code, 0, "{self:#?}");
        self
    }

    /// The numbers that precede `what` in what was said: "98 submissions", "    33 in brackets".
    pub(crate) fn number(&self, what: &str) -> Option<usize> {
        let before = self.err.split(what).next().filter(|_| self.err.contains(what))?;
        before.trim_end().rsplit(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The program that sets PDF, where it is built.
pub(crate) fn typesetter() -> Option<PathBuf> {
    let name = format!("travaux-pdf{}", std::env::consts::EXE_SUFFIX);
    Some(Path::new(env!("CARGO_BIN_EXE_travaux")).with_file_name(name)).filter(|it| it.is_file())
}

/// The corpus of texts that are not ours, where it lies beside the project.
pub(crate) fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    folder.join("corpus").is_dir().then_some(folder)
}

/// The paragraphs of one of our Markdown files.
pub(crate) fn paragraphs(markdown: &str) -> Vec<travaux::document::Content> {
    travaux::import::read(markdown.as_bytes(), "draft.md").unwrap().paragraphs
}

/// The files of an archive, by name.
pub(crate) fn unpacked(bytes: &[u8]) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut files = std::collections::BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut content).unwrap();
        let name = file.name().unwrap().into_owned();
        assert!(files.insert(name.clone(), content).is_none(), "{name} is there twice");
    }
    files
}

/// What a file says: of an archive all its files, and all of those that are archives themselves, with their names.
pub(crate) fn all_text(bytes: &[u8]) -> String {
    if !bytes.starts_with(b"PK") {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    unpacked(bytes).into_iter().map(|(name, bytes)| format!("{name}\n{}\n", all_text(&bytes))).collect()
}
