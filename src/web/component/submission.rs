//! Released submissions under their paragraph: item name, what is asked for, the words. Never a name.

use maud::{Markup, html};

use super::redline::Pen;
use crate::export::rendition::Item;

/// One submission.
pub(in crate::web) fn submission(pen: &mut Pen<'_>, item: &Item) -> Markup {
    html! {
        div.submission {
            p.item-name {
                strong { bdi { (item.name) } } " " bdi { (item.act) }
                @for flag in &item.flags { " " span.flag { (flag) } }
            }
            @for text in &item.texts { p.text { (pen.runs(text)) } }
        }
    }
}
