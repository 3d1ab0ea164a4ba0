//! Who sees what in a process: the table that the program itself asks, cell by cell.

use axum::extract::State;
use maud::{Markup, html};

use crate::i18n::{self, Words};
use crate::identity::disclosure::{Audience, Matter, Sight, Visibility, matters, sight};
use crate::web::AppState;
use crate::web::answer::Page;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::guest::Guest;
use crate::web::page::{Frame, Here, layout};
use crate::web::visit::Visit;

pub(super) async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
) -> Result<Page, Error> {
    let visit = app.store.read(move |r| Visit::to(r, &guest, &process)).await?;
    let words = i18n::words();
    let title = words.say("who-title");
    let frame = Frame { words, title: &title, process: Some(visit.place(Here::Home)), seat: &visit.seat };
    Ok(Page(layout(
        &frame,
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say("who-lede")) } }
            (table(words, &visit.scope.process.settings.visibility))
            p.quiet { (words.say("who-foot")) }
        },
    )))
}

/// The table under those settings.
pub(super) fn table(words: &Words, visibility: &Visibility) -> Markup {
    html! {
        table.sight-table role="table" {
            caption.said { (words.say("who-title")) }
            thead role="rowgroup" {
                tr role="row" {
                    th role="columnheader" scope="col" { (words.say("who-what")) }
                    @for audience in Audience::ALL {
                        th role="columnheader" scope="col" { (words.say(audience_said(audience))) }
                    }
                }
            }
            tbody role="rowgroup" {
                @for matter in matters() {
                    tr role="row" {
                        th role="rowheader" scope="row" { (words.say(matter_said(matter))) }
                        @for audience in Audience::ALL {
                            @let seen = sight(audience, matter, visibility);
                            td role="cell" data-column=(words.say(audience_said(audience)))
                                class=[(seen == Sight::Nothing).then_some("nothing")] {
                                (words.say(sight_said(seen)))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn audience_said(audience: Audience) -> &'static str {
    match audience {
        Audience::Own => "who-own",
        Audience::Others => "who-others",
        Audience::CoChairs => "who-co-chairs",
        Audience::Secretariat => "who-secretariat",
        Audience::Public => "who-public",
    }
}

fn matter_said(matter: Matter) -> &'static str {
    match matter {
        Matter::InPreparation => "matter-in-preparation",
        Matter::Waiting => "matter-waiting",
        Matter::Released => "matter-released",
        Matter::Held => "matter-held",
        Matter::Rationale => "matter-rationale",
        Matter::Exchange => "matter-exchange",
        Matter::Author => "matter-author",
        Matter::Positions => "matter-positions",
        Matter::Disposition => "matter-disposition",
        Matter::Ledger => "matter-ledger",
        Matter::WorkingText => "matter-working-text",
        Matter::Issued => "matter-issued",
        Matter::Lists => "matter-lists",
    }
}

fn sight_said(sight: Sight) -> &'static str {
    match sight {
        Sight::Nothing => "sight-nothing",
        Sight::All => "sight-all",
        Sight::Yours => "sight-yours",
        Sight::WithReason => "sight-with-reason",
        Sight::Nameless => "sight-nameless",
        Sight::NamelessFromNextDraft => "sight-nameless-next",
        Sight::SomeOrNone => "sight-some-or-none",
        Sight::IfShared => "sight-if-shared",
        Sight::OwnOnly => "sight-own-only",
        Sight::InWords => "sight-in-words",
        Sight::ChangesUnasked => "sight-changes-unasked",
        Sight::OnTheFloor => "sight-on-the-floor",
    }
}
