//! Released submissions under their paragraph: item name, what is asked for, the words, and why where the reader may
//! know. Never whose.

use maud::{Markup, html};

use super::redline::Pen;
use crate::export::rendition::Item;
use crate::web::paths;

/// One submission, with what is to be said beside its name, and what is to stand under its words.
pub(in crate::web) fn submission(pen: &mut Pen<'_>, item: &Item, beside: &Markup, under: &Markup) -> Markup {
    html! {
        div.submission id=(paths::item_anchor(item.id)) {
            p.item-name {
                strong { a.item-link href={ "#" (paths::item_anchor(item.id)) } { bdi { (item.name) } } }
                " " bdi { (item.act) }
                @for flag in &item.flags { " " span.flag { (flag) } }
                (beside)
            }
            (wording(pen, item))
            @if !item.rationale.is_empty() {
                p.rationale { (pen.rationale()) " " (pen.runs(&item.rationale)) }
            }
            (under)
        }
    }
}

/// Its words alone: what a preview, a check page and every file show alike.
pub(in crate::web) fn wording(pen: &mut Pen<'_>, item: &Item) -> Markup {
    html! { @for text in &item.texts { p.text { (pen.runs(text)) } } }
}
