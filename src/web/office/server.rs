//! The server as a whole, for those who run a process on it: all processes, a new one, how the store stands, and one's
//! own passphrase.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::field::{Field, Wrong, summary, typed};
use super::settings::{Chosen, Visible, chosen_fields};
use super::{told, unprocessable};
use crate::clock;
use crate::i18n::{self, Fact, Words};
use crate::identity::StaffId;
use crate::identity::actor::Actor;
use crate::proceedings::{self, Refusal, Unsettled, begin_process, runs_a_process};
use crate::store::staff::Office;
use crate::store::{Read, Store};
use crate::web::AppState;
use crate::web::answer::{Page, see_other};
use crate::web::component::done;
use crate::web::error::Error;
use crate::web::extract::{Form, Query};
use crate::web::guest::{Guest, Seat};
use crate::web::page::{Frame, layout};
use crate::web::paths;
use crate::web::reader::Reader;

/// All that the page shows.
struct Server {
    seat: Seat,
    staff: StaffId,
    /// The processes somebody runs: short name and title.
    processes: Vec<(String, String)>,
    /// The day of the last release of any of them.
    last_release: Option<jiff::civil::Date>,
    /// The sizes of the two files, in bytes.
    sizes: [u64; 2],
    scrub_due: bool,
    chosen: Chosen,
    wrong: Option<Wrong>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BeginForm {
    title: String,
    document: String,
    language: String,
    venue: String,
    drafts_public: Option<String>,
    submissions_public: Option<String>,
    submissions_shown: String,
    positions_shown: Option<String>,
    dispositions_shown: Option<String>,
}

#[derive(Default, Deserialize)]
pub(super) struct Done {
    done: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PassphraseForm {
    old: Zeroizing<String>,
    passphrase: Zeroizing<String>,
    again: Zeroizing<String>,
}

pub(super) async fn page(guest: Guest, State(app): State<AppState>) -> Result<Page, Error> {
    Ok(Page(drawn(i18n::words(), &server(&app, guest).await?)))
}

pub(super) async fn begin(
    guest: Guest,
    State(app): State<AppState>,
    Form(form): Form<BeginForm>,
) -> Result<Response, Error> {
    let before = server(&app, guest).await?;
    let BeginForm { title, document, language, venue, .. } = form;
    let visible = Visible {
        drafts_public: form.drafts_public.is_some(),
        submissions_public: form.submissions_public.is_some(),
        submissions_shown: form.submissions_shown,
        positions_shown: form.positions_shown.is_some(),
        dispositions_shown: form.dispositions_shown.is_some(),
    };
    let chosen = Chosen { title, document, language, venue, visible };
    let words = i18n::words();
    let wrong = match chosen.process(words) {
        Err(wrong) => wrong,
        Ok(new) => {
            let by = Actor::staff(before.staff, clock::now());
            let begun = app
                .store
                .write(move |w| {
                    let scope = begin_process(w, &new, &by)?;
                    Ok::<_, Refusal>(scope.process.name)
                })
                .await;
            let field = match &begun {
                Err(Refusal::Settings(Unsettled::NoZone)) => "venue",
                Err(Refusal::Settings(_)) => "submissions_public",
                _ => "title",
            };
            match told(begun)? {
                Ok(name) => return Ok(see_other(&paths::office::first_draft(&name))),
                Err(said) => Wrong::new(words, said, field),
            }
        }
    };
    Ok(unprocessable(drawn(words, &Server { chosen, wrong: Some(wrong), ..before })))
}

pub(super) async fn passphrase_page(
    guest: Guest,
    State(app): State<AppState>,
    Query(Done { done }): Query<Done>,
) -> Result<Page, Error> {
    member(&guest)?;
    let seat = app.store.read(move |r| Seat::of(r, &guest)).await?;
    let done = (done.as_deref() == Some("changed")).then_some("passphrase-changed");
    Ok(Page(passphrase_form(i18n::words(), &seat, done, None)))
}

pub(super) async fn change_passphrase(
    guest: Guest,
    State(app): State<AppState>,
    Form(PassphraseForm { old, passphrase, again }): Form<PassphraseForm>,
) -> Result<Response, Error> {
    let staff = member(&guest)?;
    let seat = app.store.read(move |r| Seat::of(r, &guest)).await?;
    let words = i18n::words();
    let wrong = if passphrase != again {
        Wrong::new(words, "wrong-again", "again")
    } else {
        let now = clock::now();
        let changed =
            move |store: &Store| proceedings::change_passphrase(store, staff, &old, &passphrase, now);
        let _turn = app.door.hashing().await;
        match app.store.act(changed).await {
            Err(Refusal::WrongLogin) => Wrong::new(words, "wrong-old", "old"),
            changed => match told(changed)? {
                Ok(()) => return Ok(see_other(&format!("{}?done=changed", paths::office::passphrase()))),
                Err(said) => Wrong::new(words, said, "passphrase"),
            },
        }
    };
    Ok(unprocessable(passphrase_form(words, &seat, None, Some(&wrong))))
}

/// The member of the staff that somebody is.
fn member(guest: &Guest) -> Result<StaffId, Error> {
    match &guest.reader {
        Reader::Staff(staff) => Ok(*staff),
        Reader::Public => Err(Error::LogIn(guest.here.clone())),
        Reader::Delegate(_) => Err(Error::NotYours),
    }
}

async fn server(app: &AppState, guest: Guest) -> Result<Server, Error> {
    let staff = member(&guest)?;
    let dir = app.store.dir().to_owned();
    let scrub_due = app.store.scrub_due();
    app.store
        .read(move |r| {
            if !runs_a_process(r, staff)? {
                return Err(Error::NotYours);
            }
            let size = |name: &str| std::fs::metadata(dir.join(name)).map_or(0, |it| it.len());
            let (processes, last_release) = run_by(r, staff)?;
            Ok(Server {
                seat: Seat::of(r, &guest)?,
                staff,
                processes,
                last_release,
                sizes: [size("travaux.db"), size("private.db")],
                scrub_due,
                chosen: Chosen::default(),
                wrong: None,
            })
        })
        .await
}

type Run = (Vec<(String, String)>, Option<jiff::civil::Date>);

/// The processes that somebody runs, and the day of the last release in any.
fn run_by(r: &Read<'_>, staff: StaffId) -> Result<Run, Error> {
    let (mut processes, mut last) = (Vec::new(), None);
    for process in r.processes()? {
        if !r.offices(process.id, staff)?.contains(&Office::Secretariat) {
            continue;
        }
        for document in r.documents(process.id)? {
            last = last.max(r.releases(document.id)?.last().map(|it| it.day));
        }
        processes.push((process.name, process.title));
    }
    Ok((processes, last))
}

fn drawn(words: &Words, server: &Server) -> Markup {
    let title = words.say("server-title");
    let kilobytes = |bytes: u64| Fact::Number(bytes.div_ceil(1024) as i64);
    let [record, private] = server.sizes;
    let row = |said, value: String| html! { div { dt { (words.say(said)) } dd { (value) } } };
    let release = server.last_release.map_or_else(|| words.say("none-set"), |day| words.date(day));
    layout(
        &Frame { words, title: &title, process: None, seat: &server.seat },
        html! {
            header.page-head { h1 { (title) } }
            (summary(words, server.wrong.as_ref()))
            div.columns {
                div.acts-list {
                    section aria-labelledby="yours-title" {
                        h2 #yours-title { (words.say("server-yours")) }
                        ul.facts { @for (name, title) in &server.processes {
                            li { a href=(paths::office(name)) { bdi { (title) } } }
                        } }
                    }
                    section aria-labelledby="store-title" {
                        h2 #store-title { (words.say("server-store")) }
                        dl.pairs {
                            (row("server-last-release", release))
                            (row("server-record", words.tell("kilobytes", &[("count", kilobytes(record))])))
                            (row("server-private", words.tell("kilobytes", &[("count", kilobytes(private))])))
                            (row("server-scrubbed", words.say(if server.scrub_due { "scrub-due" } else { "scrub-done" })))
                        }
                        p.quiet { (words.say("server-backup")) }
                        p { code { "travaux --data DIR backup FILE" } br; code { "travaux --data DIR check" } }
                        p { a href=(paths::office::passphrase()) { (words.say("passphrase-change")) } }
                    }
                }
                section.sheet.stack-tight aria-labelledby="begin-title" {
                    h2 #begin-title { (words.say("begin-process")) }
                    form.narrow method="post" action=(paths::office::begin()) {
                        (chosen_fields(words, &server.chosen, server.wrong.as_ref()))
                        p.acts { button.main type="submit" { (words.say("begin-process")) } }
                    }
                }
            }
        },
    )
}

fn passphrase_form(words: &Words, seat: &Seat, told: Option<&str>, wrong: Option<&Wrong>) -> Markup {
    let title = words.say("passphrase-change");
    let phrase = |name, label, hint| Field { kind: "password", hint, ..Field::text(name, label, "") };
    layout(
        &Frame { words, title: &title, process: None, seat },
        html! {
            header.page-head { h1 { (title) } }
            (done(words, told))
            form.narrow method="post" action=(paths::office::passphrase()) {
                (summary(words, wrong))
                div.field {
                    label for="old" { (words.say("passphrase-old")) }
                    input #old type="password" name="old" required autocomplete="current-password"
                        aria-invalid=[wrong.filter(|it| it.field == "old").map(|_| "true")];
                }
                (typed(words, &phrase("passphrase", "passphrase-new", "passphrase-hint"), wrong))
                (typed(words, &phrase("again", "passphrase-again", ""), wrong))
                p.acts { button.main type="submit" { (words.say("save")) } }
            }
        },
    )
}
