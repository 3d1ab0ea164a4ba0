//! Codes that a camera reads, as drawings in the page: nothing is fetched for them.

use fast_qr::{ECL, QRBuilder};
use maud::{Markup, html};

/// How wide the clear margin is: cameras want four modules.
const MARGIN: usize = 4;

/// The code of a text, black on white in light and dark alike; nothing where the text is too long for one.
pub(in crate::web) fn qr(text: &str, says: &str) -> Markup {
    let Ok(code) = QRBuilder::new(text).ecl(ECL::M).build() else { return html! {} };
    let side = code.size + 2 * MARGIN;
    let mut dark = String::new();
    for row in 0..code.size {
        let mut at = 0;
        while at < code.size {
            let run = (at..code.size).take_while(|it| code[row][*it].value()).count();
            if run > 0 {
                dark.push_str(&format!("M{} {}h{run}v1h-{run}z", at + MARGIN, row + MARGIN));
            }
            at += run.max(1);
        }
    }
    html! {
        svg.qr viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(says) shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(dark) fill="#000" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The modules of a drawing.
    fn modules(drawn: &str) -> Vec<Vec<bool>> {
        let side = drawn.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        let mut modules = vec![vec![false; side]; side];
        let path = drawn.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
        for run in path.split('M').skip(1) {
            let (x, rest) = run.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let length: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            modules[y][x..x + length].fill(true);
        }
        modules
    }

    #[test]
    fn a_camera_reads_what_was_drawn_and_it_has_its_margin() {
        for text in
            ["a", "https://consultation.example/log-in#letter-advice-cage-absurd", &"word-".repeat(60)]
        {
            let modules = modules(&qr(text, "says").into_string());
            let side = modules.len() - 2 * MARGIN;
            for (at, row) in modules.iter().enumerate() {
                let outside = |it: usize| it < MARGIN || it >= MARGIN + side;
                assert!(row.iter().enumerate().all(|(x, dark)| !dark || !(outside(at) || outside(x))));
            }
            let seen = rqrr::SimpleGrid::from_func(side, |x, y| modules[y + MARGIN][x + MARGIN]);
            assert_eq!(rqrr::Grid::new(seen).decode().unwrap().1, text);
        }
        assert_eq!(qr(&"x".repeat(5000), "says").into_string(), "");
    }
}
