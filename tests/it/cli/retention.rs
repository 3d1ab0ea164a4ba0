//! What is kept until when, and the end.

use std::fs;

use travaux::identity::{DelegationId, Track};
use travaux::proceedings::{self, enrol, log_in};
use travaux::store::delegations::Delegation;
use travaux::store::{Access, Store};

use crate::support::Office;

/// How much there is of something, as the command says it.
fn count(office: &Office, what: &str) -> u32 {
    let said = office.done(&["retention"]).out;
    let line = said.lines().find(|it| it.trim_start().starts_with(what)).unwrap();
    line.split_whitespace().next_back().unwrap().parse().unwrap()
}

/// A delegation that has enrolled and is logged in, and one that has a sheet; the key of the first.
fn delegations(office: &Office) -> String {
    let store = Store::open(&office.path("data"), Access::Write).unwrap();
    let codes = store.blocking_write(|w| {
        let process = proceedings::find(w, None)?.process.id;
        let mut codes = Vec::new();
        for (byte, name) in [(1, "Meridia"), (2, "Northmark")] {
            let id = DelegationId::from_bytes([byte; 16]);
            let name = name.to_owned();
            let delegation = Delegation { id, process, name, code: None, track: Track::States, seats: 2 };
            w.add_delegation(&delegation)?;
            codes.push(proceedings::give_code(w, delegation.id)?.words().to_string());
        }
        Ok::<_, proceedings::Refusal>(codes)
    });
    let keys = enrol(&store, &codes.unwrap()[0]).unwrap();
    let key = keys.access.words().to_string();
    log_in(&store, &key, travaux::clock::now()).unwrap();
    key
}

#[test]
fn the_end_takes_all_keys_and_nothing_of_the_record() {
    let office = Office::issued();
    let key = delegations(&office);
    assert_eq!(count(&office, "wrapped keys"), 2);
    assert_eq!((count(&office, "sessions"), count(&office, "of these ended")), (1, 0));
    assert_eq!(count(&office, "unused enrolment codes"), 1);

    let open = office.run(&["retention", "--end", "--confirm", "ICT workstream"]);
    assert!(
        open.code == 1 && open.err.contains("the round on Rev.1 of ICT workstream is not closed"),
        "{open:?}"
    );
    assert_eq!(count(&office, "wrapped keys"), 2);
    close(&office);
    let unsure = office.run(&["retention", "--end"]);
    assert!(unsure.code == 2 && unsure.err.contains("\"ICT workstream\""), "{unsure:?}");

    let record = office.bytes("data/travaux.db");
    let wrapped = wrapped(&office);
    assert!(wrapped.iter().all(|it| stands_in(&office, it)));
    office.done(&["retention", "--end", "--confirm", "ICT workstream"]);
    for what in ["wrapped keys", "sessions", "sets in preparation", "unused enrolment codes"] {
        assert_eq!(count(&office, what), 0, "{what}");
    }
    assert!(!wrapped.iter().any(|it| stands_in(&office, it)), "not a byte of the keyrings is left");
    assert_eq!(office.bytes("data/travaux.db").len(), record.len());
    office.done(&["check"]);
    let store = Store::open(&office.path("data"), Access::Write).unwrap();
    log_in(&store, &key, travaux::clock::now()).unwrap_err();
}

/// Closes the round as a release at the close does.
fn close(office: &Office) {
    use travaux::drafting::round::Phase;
    let store = Store::open(&office.path("data"), Access::Write).unwrap();
    let round = store.blocking_read(|r| {
        let scope = proceedings::find(r, None)?;
        let draft = r.latest_draft(scope.document.id)?.unwrap();
        Ok::<_, proceedings::Error>(r.current_round(draft.id)?.unwrap().id)
    });
    let day = jiff::civil::date(2026, 5, 1);
    let by = travaux::identity::actor::Actor::command_line(travaux::clock::now());
    proceedings::release::lead_round(&store, round.unwrap(), Phase::Closed, day, &by).unwrap();
}

fn wrapped(office: &Office) -> Vec<Vec<u8>> {
    let conn = rusqlite::Connection::open(office.path("data/private.db")).unwrap();
    let mut found = conn.prepare("select wrapped from keyring").unwrap();
    found.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Whether bytes stand in any file of the data directory.
fn stands_in(office: &Office, bytes: &[u8]) -> bool {
    fs::read_dir(office.path("data")).unwrap().any(|it| {
        let file = it.unwrap().path();
        file.is_file() && fs::read(file).unwrap().windows(bytes.len()).any(|it| it == bytes)
    })
}
