//! Logging in and out: who is in, for how long, and what is kept of it.

use jiff::ToSpan;
use travaux::identity::Track;
use travaux::identity::keyring::KeyRole;
use travaux::identity::role::Role;
use travaux::identity::second_factor::SecondFactor;
use travaux::identity::secret::Token;
use travaux::identity::session::Session;
use travaux::proceedings::{
    Admitted, LoggedIn, Refusal, Shown, add_staff, end_key, enrol, hash_passphrase, log_in, log_in_staff,
    log_out, make_key, own_keys, roles, session,
};
use travaux::store::Error;
use travaux::store::staff::{Appointment, Office};

use super::people::{Scene, hits, now, scene};

fn who(scene: &Scene, token: &Token, hours: i64) -> Option<Session> {
    let (token, at) = (token.clone(), now() + hours.hours());
    scene.store.blocking_private(move |p| session(p, &token, at)).unwrap()
}

fn enter(scene: &Scene) -> (LoggedIn, String) {
    let keys = enrol(&scene.store, &scene.sheet(scene.add("Mexico", Track::States))).unwrap();
    let key = keys.access.words().to_string();
    (log_in(&scene.store, &key, now()).unwrap(), key)
}

#[test]
fn a_session_lasts_until_its_hour_or_until_logged_out() {
    let scene = scene(1);
    let (inside, key) = enter(&scene);
    assert_eq!(who(&scene, &inside.token, 0), Some(inside.session.clone()));
    assert!(who(&scene, &inside.token, 11).is_some());
    assert_eq!(who(&scene, &inside.token, 12), None, "it began at half past nine");
    assert_eq!(who(&scene, &Token::from_random([1; 32]), 0), None);
    let again = log_in(&scene.store, &key, now()).unwrap();
    assert_ne!(again.token, inside.token, "a new token for each");
    log_out(&scene.store, &inside.token).unwrap();
    assert_eq!(who(&scene, &inside.token, 0), None);
    assert!(who(&scene, &again.token, 0).is_some());
}

#[test]
fn a_session_ends_with_the_key_it_was_opened_with() {
    let scene = scene(1);
    let (first, _) = enter(&scene);
    let Session::Delegate(delegate) = &first.session else { panic!() };
    let key = make_key(&scene.store, delegate, KeyRole::Drafter).unwrap().words();
    let second = log_in(&scene.store, &key, now()).unwrap();
    let other =
        own_keys(&scene.store, delegate).unwrap().into_iter().find(|it| it.badge.role == KeyRole::Drafter);
    end_key(&scene.store, delegate, other.unwrap().tag).unwrap();
    assert_eq!(who(&scene, &second.token, 0), None);
    assert!(who(&scene, &first.token, 0).is_some());
}

#[test]
fn sessions_outlive_a_restart_and_name_nobody_in_the_file() {
    let scene = scene(1);
    let (inside, _) = enter(&scene);
    let Session::Delegate(delegate) = &inside.session else { panic!() };
    let conn = rusqlite::Connection::open(scene.dir.path().join("private.db")).unwrap();
    let tables = ["keyring", "session", "preparation", "waiting", "active", "window"];
    for table in tables {
        let mut rows = conn.prepare(&format!("select * from {table}")).unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                let value = row.get_ref(column).unwrap();
                let bytes = value.as_blob().unwrap_or_default();
                assert!(!bytes.windows(16).any(|it| it == delegate.delegation.as_bytes()), "{table}");
            }
        }
    }
    drop(conn);
    assert_eq!(hits(scene.dir.path(), inside.token.digits().as_bytes()), 0);
    let Scene { dir, store, .. } = scene;
    drop(store);
    let store = travaux::store::Store::open(dir.path(), travaux::store::Access::Write).unwrap();
    let token = inside.token.clone();
    let found = store.blocking_private(move |p| session(p, &token, now())).unwrap();
    assert_eq!(found, Some(inside.session));
}

#[test]
fn staff_enter_by_passphrase_and_act_by_office() {
    let scene = scene(1);
    let process = scene.scope.process.id;
    let hash = hash_passphrase("five plain words of mine").unwrap();
    let staff = scene
        .store
        .blocking_write(move |w| {
            let id = add_staff(w, "amina", "Amina", &hash)?;
            w.appoint(process, id, &Appointment::CoChair("Kenya".into()))?;
            w.appoint(process, id, &Appointment::Other(Office::Moderator))?;
            Ok::<_, Refusal>(id)
        })
        .unwrap();
    let factor = SecondFactor::from_random([5; 20]);
    let sealed = factor.seal(&scene.store.pepper([7; 32]).unwrap(), staff, [7; 24]);
    scene.store.blocking_write(move |w| w.set_second_factor(staff, &sealed, 0)).unwrap();
    let step = now().as_second() as u64 / 30;
    let enter = |login: &str, phrase: &str| {
        let (login, code) = (login.to_owned(), factor.code(step));
        log_in_staff(&scene.store, &Shown { login, passphrase: phrase.to_owned().into(), code }, now())
    };
    let Admitted::In(begun) = enter("amina", "five plain words of mine").unwrap() else { panic!() };
    assert_eq!(begun.session, Session::Staff(staff));
    for (login, phrase) in [("amina", "five plain words of yours"), ("nobody", "five plain words of mine")] {
        assert!(matches!(enter(login, phrase), Err(Refusal::WrongLogin)));
    }
    assert!(matches!(hash_passphrase("short"), Err(Refusal::Passphrase(_))));
    let offices = || scene.store.blocking_read(|r| roles(r, process, staff)).unwrap();
    assert_eq!(offices(), [Role::CoChair, Role::Observer]);
    let chairs = scene.store.blocking_read(|r| r.co_chairs(process)).unwrap();
    assert_eq!(
        chairs.iter().map(|(it, body)| (it.login.as_str(), body.as_str())).collect::<Vec<_>>(),
        [("amina", "Kenya")]
    );
    scene.store.blocking_write(move |w| w.dismiss(process, staff, Office::CoChair)).unwrap();
    assert_eq!(offices(), [Role::Observer]);
    let missing = scene.store.blocking_read(|r| r.staff(travaux::identity::StaffId::from_bytes([1; 16])));
    assert!(matches!(missing, Ok::<_, Error>(None)));
}
