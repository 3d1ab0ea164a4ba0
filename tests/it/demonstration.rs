//! The demonstration: that it is what its first page promises, and that the program keeps it as any other record.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::LazyLock;

use tempfile::TempDir;
use travaux::clock;
use travaux::demonstration::{self, Credentials, Demonstration, Part, paragraph_with_most};
use travaux::document::Content;
use travaux::document::id::ActId;
use travaux::document::inline::Text;
use travaux::drafting::auto::LateOnes;
use travaux::drafting::consolidate::Warning;
use travaux::drafting::desk::{Act, Deed, Form, Ruling};
use travaux::drafting::disposition::Disposition;
use travaux::drafting::ledger::Source;
use travaux::drafting::submission::{Body, Submission, Target};
use travaux::engine;
use travaux::identity::authorship::{Authorship, FormNonce};
use travaux::identity::preparation::{Stage, Words};
use travaux::identity::session::{Delegate, Session};
use travaux::proceedings::release::Released;
use travaux::proceedings::{
    self, Line, Scope, Shown, Table, account, decide_automatically, enrol, entries, log_in,
    log_in_to_demonstration, pending, save_entry, submit_set,
};
use travaux::store::{Access, Read as Reading, Store};

use crate::support::Office;

/// A demonstration that has just been made.
struct Made {
    _dir: TempDir,
    store: Store,
    demo: Demonstration,
}

/// One that nothing is done in.
static MADE: LazyLock<Made> = LazyLock::new(Made::new);

impl Made {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), Access::Create).unwrap();
        let demo = demonstration::make(&store, clock::now()).unwrap_or_else(|error| panic!("{error}"));
        Self { _dir: dir, store, demo }
    }

    fn read<T>(&self, f: impl FnOnce(&Reading<'_>, &Scope) -> Result<T, proceedings::Error>) -> T {
        let process = self.demo.process.clone();
        self.store.blocking_read(|r| f(r, &proceedings::find(r, Some(&process))?)).unwrap()
    }

    fn table(&self) -> Table {
        self.read(|r, scope| Table::lay(r, scope, None))
    }

    /// What became of everything that is not withdrawn.
    fn account(&self) -> Vec<Line> {
        let lines = self.read(account);
        lines.into_iter().filter(|it| !it.submission.withdrawn).collect()
    }

    fn delegate(&self, part: Part) -> Delegate {
        let persona = self.demo.personas.iter().find(|it| it.part == part).unwrap();
        let Credentials::Key { key } = &persona.credentials else { panic!("{part:?} has no key") };
        self.enter(key)
    }

    fn enter(&self, key: &str) -> Delegate {
        match log_in(&self.store, key, clock::now()).unwrap().session {
            Session::Delegate(delegate) => delegate,
            Session::Staff(_) => panic!("a key of staff"),
        }
    }

    fn item(&self, name: &str) -> Submission {
        let table = self.table();
        let latest = table.draft.id;
        let is = |it: &Submission| it.made_on == latest && it.name.to_string() == name;
        table.submissions.into_iter().find(is).unwrap_or_else(|| panic!("there is no {name}"))
    }
}

/// What an amendment of words wants its paragraph to read.
fn reading(submission: &Submission) -> &Text {
    match &submission.body {
        Body::Replace { with, .. } => &with[0].text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn it_is_in_its_second_round_and_a_third_of_it_is_decided() {
    let lines = MADE.account();
    let decided = lines.iter().filter(|it| !it.disposition.is_open()).count();
    assert_eq!((decided, lines.len()), (31, 93));
    let (releases, drafts, delegations, enrolled, running) = MADE.read(|r, scope| {
        let drafts: Vec<String> = r.drafts(scope.document.id)?.into_iter().map(|it| it.label).collect();
        let (process, document) = (scope.process.id, scope.document.id);
        let running = r.current_round(r.latest_draft(document)?.unwrap().id)?;
        Ok((r.releases(document)?, drafts, r.delegations(process)?, r.enrolled(process)?, running))
    });
    assert_eq!((releases.len(), &drafts[..]), (2, &["Zero draft".to_owned(), "Rev.1".to_owned()][..]));
    assert_eq!((enrolled.len(), delegations.len() - enrolled.len()), (12, 2));
    let round = running.unwrap();
    assert!(round.phase.takes_amendments() && round.window.deadline.unwrap() > clock::now());
    let released = MADE.read(|r, scope| Ok(r.items(scope.document.id)?));
    assert!(released.iter().all(|it| !it.held), "enough delegations were active for everybody to see");
    assert!(!released.iter().any(|it| it.submission.late));
    let kinds: BTreeSet<&str> = lines.iter().map(|it| it.submission.body.kind().name()).collect();
    assert_eq!(kinds.len(), 8, "{kinds:?}");
    assert!(lines.len() < released.len(), "one was withdrawn");
}

#[test]
fn the_first_delegation_made_nine_amendments() {
    let first = MADE.delegate(Part::Delegate);
    let items = MADE.read(|r, scope| Ok(r.items(scope.document.id)?));
    let own = |line: &&Line| {
        items
            .iter()
            .any(|it| it.submission.id == line.submission.id && first.ring.owns(it.submission.id, &it.tag))
    };
    let lines = MADE.account();
    let own: Vec<&Line> = lines.iter().filter(own).collect();
    assert!(own.iter().all(|it| it.submission.body.kind().is_amendment()));
    let number = |name: &str| own.iter().filter(|it| it.disposition.name() == name).count();
    let became = ["retained", "retained_in_part", "bracketed", "not_retained"].map(number);
    assert_eq!((own.len(), became), (9, [5, 2, 1, 1]));
    assert!(own.iter().all(|it| it.issued_in.as_deref() == Some("Rev.1")));
    let stages: Vec<Stage> = entries(&MADE.store, &first).unwrap().iter().map(|it| it.stage).collect();
    assert!(stages.contains(&Stage::InPreparation) && stages.contains(&Stage::ForClearance));
    let round = MADE.read(|r, scope| {
        let draft = r.latest_draft(scope.document.id)?.unwrap();
        Ok(r.current_round(draft.id)?.unwrap().id)
    });
    assert_eq!(pending(&MADE.store, &first, round).unwrap().len(), 2);
}

#[test]
fn everybody_can_log_in_with_what_is_printed() {
    for persona in &MADE.demo.personas {
        match &persona.credentials {
            Credentials::Key { key } => drop(MADE.enter(key)),
            Credentials::Login { login, passphrase } => {
                let passphrase = passphrase.clone().into();
                let shown = Shown { login: login.clone(), passphrase, code: String::new().into() };
                log_in_to_demonstration(&MADE.store, &shown, clock::now()).unwrap();
            }
        }
    }
    assert_eq!(MADE.demo.personas.len(), 4);
    let sheet = &Made::new();
    let keys = enrol(&sheet.store, &sheet.demo.sheets[1].code).unwrap();
    sheet.enter(&keys.access.words());
    assert!(enrol(&sheet.store, &sheet.demo.sheets[1].code).is_err());
}

/// One obvious word of paragraph 14 is contested by 14-B and by nothing else.
#[test]
fn an_obvious_word_competes_with_14_b() {
    let paragraph = MADE
        .table()
        .paragraphs
        .into_iter()
        .find(|it| it.content.label.as_ref().is_some_and(|label| label.as_str() == "14."));
    let base = paragraph.unwrap().content.text;
    let must = Text::parse(&base.as_str().replacen("should", "must", 1));
    assert_ne!(must, base);
    let (base, must) = (base.rich(), must.rich());
    for (name, competes) in [("14-B", true), ("14-C", false)] {
        let item = MADE.item(name);
        let other = reading(&item).rich();
        let merge = engine::merge(base.source(), &[must.source(), other.source()]);
        assert_eq!(merge.regions.iter().any(|it| it.is_competing()), competes, "{name}");
    }
    assert!(matches!(MADE.item("14-A").body, Body::Comment { .. }));
}

#[test]
fn the_paragraph_with_most_has_every_sort_of_competition() {
    let table = MADE.table();
    let most = paragraph_with_most(&table).unwrap();
    let here: Vec<&Submission> =
        table.submissions.iter().filter(|it| it.target.anchor() == Some(most)).collect();
    assert!(here.iter().all(|it| it.name.place == "13"));
    let kinds: BTreeSet<&str> = here.iter().map(|it| it.body.kind().name()).collect();
    assert_eq!(kinds, BTreeSet::from(["comment", "delete", "insert_after", "move", "replace"]));
    assert_eq!(reading(&MADE.item("13-D")), reading(&MADE.item("13-F")), "two want the same");
    assert!(here.iter().any(|it| it.rationale.is_some() && it.rationale_shared));
    assert!(here.iter().any(|it| it.rationale.is_some() && !it.rationale_shared));
    let base = table.paragraphs.iter().find(|it| it.id == most).unwrap().content.text.rich();
    let words: Vec<&&Submission> = here.iter().filter(|it| it.body.kind().name() == "replace").collect();
    let texts: Vec<_> = words.iter().map(|it| reading(it).rich()).collect();
    let sides: Vec<_> = texts.iter().map(|it| it.source()).collect();
    let merge = engine::merge(base.source(), &sides);
    let competing: Vec<_> = merge.regions.iter().filter(|it| it.is_competing()).collect();
    assert_eq!(competing.len(), 2, "the verb, and what is prohibited");
    let contested: BTreeSet<usize> = competing.iter().flat_map(|it| it.sides()).collect();
    assert!(contested.len() >= 5);
    let free = words.iter().position(|it| it.name.to_string() == "13-C").unwrap();
    assert!(!contested.contains(&free), "13-C is in nobody's way");
}

/// One more decision: the counter goes on by one, and the result says from which two it comes.
#[test]
fn retaining_13_c_rewrites_the_result() {
    let mut table = MADE.table();
    let (a, c) = (MADE.item("13-A"), MADE.item("13-C"));
    let paragraph = a.target.anchor();
    let deed = Deed::Decide {
        paragraph,
        rulings: vec![Ruling { submission: c.id, disposition: Disposition::Retained }],
        form: Form::InText,
        considered: vec![c.id],
        note: None,
    };
    let open = |table: &Table| table.standing(&table.consolidate().outcomes).open;
    let before = open(&table);
    table.log.push(Act { id: ActId::from_bytes([1; 16]), deed });
    assert_eq!(open(&table), before - 1);
    let made = table.consolidate();
    let sources: BTreeSet<Source> = (made.ledger.iter())
        .filter(|it| Some(it.paragraph) == paragraph)
        .flat_map(|it| it.sources.iter().copied())
        .collect();
    let from = [a, c].map(|it| Source::Amendment { submission: it.id });
    assert_eq!(sources, BTreeSet::from(from));
}

#[test]
fn the_desk_consolidates_without_loss() {
    let made = Made::new();
    let table = made.table();
    assert_eq!(table.consolidate().warnings, []);
    let process = made.demo.process.clone();
    let (table, found) = made
        .store
        .blocking_write(move |w| {
            decide_automatically(w, &proceedings::find(w, Some(&process))?, LateOnes::TakeIn)
        })
        .unwrap();
    let next = table.consolidate();
    for submission in table.submissions.iter().filter(|it| !it.withdrawn) {
        let decided = !next.outcomes[&submission.id].disposition.is_open();
        assert_eq!(decided, !found.left.contains_key(&submission.id), "{}", submission.name);
    }
    let lost = next.warnings.iter().filter(|it| matches!(it, Warning::NotWritten { .. }));
    assert_eq!(lost.collect::<Vec<_>>(), Vec::<&Warning>::new());
    assert!(next.ledger.iter().all(|it| !it.sources.is_empty()));
    assert_eq!(made.store.check().unwrap(), []);
}

/// What a visitor submits arrives with the next release, however often that is asked for.
#[test]
fn what_is_submitted_arrives_when_the_release_is_asked_for() {
    let made = Made::new();
    let first = made.delegate(Part::Delegate);
    let release = || made.demo.release_now(&made.store, clock::now()).unwrap();
    let number = || made.account().len();
    assert!(matches!(release(), Released::Made { .. }));
    assert_eq!((number(), release()), (99, Released::Nothing));
    for turn in 0..3u8 {
        let table = made.table();
        let target = table.paragraphs.iter().find(|it| it.content.text.as_str().contains("should")).unwrap();
        let with = Text::parse(&target.content.text.as_str().replacen("should", &format!("may {turn}"), 1));
        let words = Words {
            made_on: table.draft.id,
            target: Target::paragraph(target.id),
            body: Body::Replace { base: target.content.text.clone(), with: vec![Content::plain(with)] },
            rationale: None,
            rationale_shared: false,
            held: false,
            succeeds: None,
        };
        let form = FormNonce::from_bytes([turn; 16]);
        save_entry(&made.store, &first, form, 0, Stage::InPreparation, words).unwrap();
        submit_set(&made.store, &first, &[form], clock::now()).unwrap();
        assert!(matches!(release(), Released::Made { .. }), "{turn}");
        let id = first.ring.author(form).id;
        let item = made.store.blocking_read(|r| r.item(id)).unwrap();
        assert!(!item.held && !item.submission.late);
    }
    assert_eq!(number(), 102);
}

#[test]
fn there_is_a_second_process() {
    let (processes, shared, delegations, paragraphs) = MADE
        .store
        .blocking_read(|r| {
            let processes = r.processes()?;
            let second = processes.iter().find(|it| it.name != MADE.demo.process).unwrap().id;
            let first = processes.iter().find(|it| it.name == MADE.demo.process).unwrap().id;
            let chairs = |process| {
                let all = r.co_chairs(process)?;
                Ok::<_, travaux::store::Error>(all.into_iter().map(|it| it.0.login).collect::<BTreeSet<_>>())
            };
            let shared = chairs(first)?.intersection(&chairs(second)?).count();
            let document = r.documents(second)?[0].id;
            let draft = r.latest_draft(document)?.unwrap();
            Ok::<_, travaux::store::Error>((
                processes.len(),
                shared,
                r.delegations(second)?.len(),
                r.paragraphs(draft.id)?.len(),
            ))
        })
        .unwrap();
    assert_eq!((processes, shared, delegations), (2, 1, 3));
    assert!((10..25).contains(&paragraphs), "{paragraphs}");
}

/// Names that must not stand in a text of an invented process.
const STATES: &str = "Afghanistan Albania Algeria Andorra Angola Argentina Armenia Australia Austria Azerbaijan Bahamas \
    Bahrain Bangladesh Barbados Belarus Belgium Belize Benin Bhutan Bolivia Bosnia Botswana Brazil Brunei Bulgaria \
    Burkina Burundi Cambodia Cameroon Canada Chad Chile China Colombia Comoros Congo Croatia Cuba Cyprus Czechia \
    Denmark Djibouti Dominica Ecuador Egypt Eritrea Estonia Eswatini Ethiopia Fiji Finland France Gabon Gambia Georgia \
    Germany Ghana Greece Grenada Guatemala Guinea Guyana Haiti Honduras Hungary Iceland India Indonesia Iran Iraq \
    Ireland Israel Italy Jamaica Japan Jordan Kazakhstan Kenya Kiribati Korea Kuwait Kyrgyzstan Laos Latvia Lebanon \
    Lesotho Liberia Libya Liechtenstein Lithuania Luxembourg Madagascar Malawi Malaysia Maldives Mali Malta Mauritania \
    Mauritius Mexico Micronesia Moldova Monaco Mongolia Montenegro Morocco Mozambique Myanmar Namibia Nauru Nepal \
    Netherlands Nicaragua Niger Nigeria Norway Oman Pakistan Palau Palestine Panama Paraguay Peru Philippines Poland \
    Portugal Qatar Romania Russia Russian Rwanda Samoa Senegal Serbia Seychelles Singapore Slovakia Slovenia Somalia \
    Spain Sudan Suriname Sweden Switzerland Swiss Syria Tajikistan Tanzania Thailand Togo Tonga Tunisia Turkey Türkiye \
    Turkmenistan Tuvalu Uganda Ukraine Uruguay Uzbekistan Vanuatu Venezuela Vietnam Yemen Zambia Zimbabwe American \
    British Chinese French";

#[test]
fn no_state_that_exists_is_named() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder.join("assets/demo")).unwrap() {
        texts.push(fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    texts.push(fs::read_to_string(folder.join("src/demonstration/cast.rs")).unwrap());
    let real: BTreeSet<&str> = STATES.split_whitespace().collect();
    for text in texts {
        let words = text.split(|c: char| !c.is_alphabetic());
        let named: Vec<&str> = words.filter(|word| real.contains(word)).collect();
        assert_eq!(named, Vec::<&str>::new());
    }
}

/// The program as somebody starts it, ended when the test is.
struct Running {
    child: Child,
    out: String,
    address: String,
}

impl Running {
    fn start(office: &Office, args: &[&str]) -> Self {
        let mut child = office
            .bare(&[&["demo", "--port", "0"], args].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut out = String::new();
        for line in lines.by_ref().map(Result::unwrap) {
            out.push_str(&line);
            out.push('\n');
            if line.starts_with("Made on ") {
                break;
            }
        }
        let (_, rest) = out.split_once("http://").unwrap_or_else(|| panic!("{out}"));
        let address = rest.split('/').next().unwrap().to_owned();
        Self { child, out, address }
    }

    fn front(&self) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn the_command_makes_it_serves_it_and_finds_it_again() {
    let office = Office::new();
    let first = Running::start(&office, &[]);
    assert!(first.address.starts_with("127.0.0.1:"));
    assert!(first.front().contains("Demonstration text, of no process"));
    let keys: serde_json::Value = serde_json::from_slice(&office.bytes("travaux-demo/demo.json")).unwrap();
    for persona in keys["personas"].as_array().unwrap() {
        let secret = persona["credentials"].as_object().unwrap();
        let secret = secret.get("key").or(secret.get("passphrase")).unwrap().as_str().unwrap();
        assert!(first.out.contains(secret), "{secret}");
    }
    assert!(first.out.contains(keys["sheets"][0]["code"].as_str().unwrap()));
    #[cfg(unix)]
    for (name, expected) in [("travaux-demo", 0o700), ("travaux-demo/demo.json", 0o600)] {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(office.path(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, expected, "{name}");
    }
    let printed = first.out.clone();
    drop(first);
    let again = Running::start(&office, &["--dir", "travaux-demo"]);
    let unlike =
        |text: &str| text.lines().filter(|it| !it.contains("http://")).collect::<Vec<_>>().join("\n");
    assert_eq!(unlike(&again.out), unlike(&printed), "the same keys");
    assert!(again.front().contains("ICT workstream"));
    assert_eq!(office.files(), ["travaux-demo"]);
}
