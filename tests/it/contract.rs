//! What other programs rely on: `travaux engine`, one JSON object a line in and one a line out.

use serde_json::{Value, json};

use crate::support::{Office, Said};

fn raw(input: &[u8]) -> Vec<Value> {
    let said = Said::to(&mut Office::new().bare(&["engine"]), input).succeeded();
    assert_eq!(said.err, "");
    said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn answers(requests: &[Value]) -> Vec<Value> {
    let lines: Vec<String> = requests.iter().map(Value::to_string).collect();
    raw(lines.join("\n").as_bytes())
}

fn answer(request: Value) -> Value {
    let mut replies = answers(&[request]);
    assert_eq!(replies.len(), 1);
    replies.remove(0)
}

#[test]
fn redline() {
    let request = |old: &str, new: &str| json!({"id": 1, "op": "redline", "old": old, "new": new});
    assert_eq!(
        answer(request("States must act 🌍 now.", "States shall act 🌍 now.")),
        json!({"id": 1, "ops": [
            {"op": "equal", "text": "States "},
            {"op": "delete", "text": "must"},
            {"op": "insert", "text": "shall"},
            {"op": "equal", "text": " act 🌍 now."},
        ]})
    );
    let pairs = [
        ("", ""),
        ("", "All new."),
        ("All gone.", ""),
        ("a 𝒳 b", "a 𝒴 b"),
        ("*a* b", "a *b*"),
        ("各国应当", "各国必须"),
    ];
    for (old, new) in pairs {
        let reply = answer(request(old, new));
        let side = |skipped: &str| -> String {
            let ops = reply["ops"].as_array().unwrap().iter().filter(|op| op["op"] != skipped);
            ops.map(|op| op["text"].as_str().unwrap()).collect()
        };
        assert_eq!((side("insert").as_str(), side("delete").as_str()), (old, new));
    }
}

#[test]
fn align() {
    let align = |old: Value, new: Value| answer(json!({"id": "x", "op": "align", "old": old, "new": new}));
    let first = "The first paragraph is about the waters that States share.";
    let second = "The second paragraph is about reports and who reads them.";
    let whole = format!("{first} {second}");
    assert_eq!(
        align(json!([first, second, "Gone."]), json!([second, first])),
        json!({"id": "x", "links": [
            {"old": [0], "new": [1], "kind": "same"},
            {"old": [1], "new": [0], "kind": "move"},
        ]})
    );
    let split = align(json!([whole]), json!([first, second]));
    assert_eq!(split["links"], json!([{"old": [0], "new": [0, 1], "kind": "split"}]));
    let joined = align(json!([first, second]), json!([whole]));
    assert_eq!(joined["links"], json!([{"old": [0, 1], "new": [0], "kind": "merge"}]));
    let edited = align(json!([first]), json!([first.replace("waters", "rivers")]));
    assert_eq!(edited["links"], json!([{"old": [0], "new": [0], "kind": "edit"}]));
    assert_eq!(align(json!([]), json!([])), json!({"id": "x", "links": []}));
}

#[test]
fn merge() {
    let merge =
        |base: &str, sides: &[&str]| answer(json!({"id": 1, "op": "merge", "base": base, "sides": sides}));
    assert_eq!(
        merge("States must act now.", &["States shall act now.", "States must act now and later."]),
        json!({"id": 1, "clean": true, "review": false, "text": "States shall act now and later.", "conflicts": []})
    );
    // The two signs before the place count one each, though they are four bytes and two units of UTF-16.
    assert_eq!(
        merge(
            "🌍𝒳 States must act.",
            &["🌍𝒳 States shall act.", "🌍𝒳 States may act.", "🌍𝒳 States may act."]
        ),
        json!({"id": 1, "clean": false, "review": false, "text": "🌍𝒳 States must act.", "conflicts": [
            {"start": 10, "end": 14, "alternatives": [{"text": "may", "sides": [1, 2]}, {"text": "shall", "sides": [0]}]},
        ]})
    );
    let alone = merge("No side at all.", &[]);
    assert_eq!((&alone["clean"], &alone["text"]), (&json!(true), &json!("No side at all.")));
    // In whatever order the sides come, the text is the same.
    let sides = ["One new two three four.", "One two three new four.", "One two three four, at last."];
    let one_way = merge("One two three four.", &sides);
    let other_way = merge("One two three four.", &[sides[2], sides[0], sides[1]]);
    assert_eq!(one_way["text"], other_way["text"]);
}

#[test]
fn merge_paragraphs() {
    let merge = |base: Value, sides: Value| {
        answer(json!({"id": null, "op": "merge_paragraphs", "base": base, "sides": sides}))
    };
    assert_eq!(
        merge(json!(["We act.", "We report."]), json!([["We act."], ["We act.", "We report.", "We learn."]])),
        json!({"id": null, "clean": true, "review": false, "paragraphs": ["We act.", "We learn."], "conflicts": []})
    );
    let contested =
        merge(json!(["We must act on it."]), json!([["We shall act on it."], ["We may act on it."]]));
    assert_eq!(contested["clean"], false);
    assert_eq!(contested["paragraphs"], json!(["We must act on it."]));
    assert_eq!(contested["conflicts"], json!([{"paragraph": 0, "sides": [0, 1]}]));
}

#[test]
fn rebase() {
    let rebase = |old: &str, new: &str, amended: &str| {
        answer(json!({"id": 1, "op": "rebase", "old": old, "new": new, "amended": amended}))
    };
    let outcome = |old, new, amended| rebase(old, new, amended)["outcome"].clone();
    assert_eq!(
        rebase("We must act.", "We must act now.", "We shall act."),
        json!({"id": 1, "outcome": "shifted", "text": "We shall act now.", "conflicts": []})
    );
    assert_eq!(outcome("We must act.", "We must act.", "We shall act."), "clean");
    assert_eq!(outcome("We must act.", "", "We shall act."), "lost");
    let touched = rebase("🌍 We must act.", "🌍 We may act.", "🌍 We shall act.");
    assert_eq!(touched["outcome"], "touched");
    assert_eq!((&touched["conflicts"][0]["start"], &touched["conflicts"][0]["end"]), (&json!(5), &json!(9)));
}

#[test]
fn rebase_paragraphs() {
    let request = json!({
        "id": 4, "op": "rebase_paragraphs",
        "old": ["We must act.", "We report."], "new": ["We may act.", "We report."],
        "amended": ["We shall act.", "We report."],
    });
    assert_eq!(
        answer(request),
        json!({"id": 4, "outcome": "touched", "paragraphs": ["We may act.", "We report."], "conflicts": [{"paragraph": 0}]})
    );
}

#[test]
fn lines_that_cannot_be_understood_are_answered_in_their_place() {
    let input = b"{\"id\":1,\"op\":\"redline\",\"old\":\"a\",\"new\":\"a\"}\n\
        not json\n\
        \n\
        {\"id\":\"three\",\"op\":\"dance\"}\n\
        {\"id\":{\"deep\":[4]},\"op\":\"redline\",\"old\":\"a\",\"new\":\"b\",\"mode\":\"fast\"}\n\
        {\"id\":5,\"op\":\"redline\",\"old\":\"a\"}\n\
        {\"id\":6,\"op\":\"merge\",\"base\":\"a\",\"sides\":\"b\"}\n\
        {\"op\":\"redline\",\"old\":\"a\",\"new\":\"a\"}\n\
        [1,2]\n\
        {\"id\":8,\"op\":\"redline\",\"old\":\"\xff\",\"new\":\"\"}\r\n\
        {\"id\":9,\"op\":\"redline\",\"old\":\"\\ud800\",\"new\":\"\"}\n\
        {\"id\":10,\"op\":\"redline\",\"old\":\"\",\"new\":\"\"}";
    let replies = raw(input);
    let ids: Vec<&Value> = replies.iter().map(|reply| &reply["id"]).collect();
    let null = &Value::Null;
    let expected = [&json!(1), null, null, &json!("three"), &json!({"deep": [4]}), &json!(5), &json!(6)];
    assert_eq!(ids[..7], expected);
    assert_eq!(ids[7..9], [null, null]);
    assert_eq!(ids[11], 10);
    for (at, reply) in replies.iter().enumerate() {
        let error = reply["error"].as_str();
        assert_eq!(error.is_none(), [0, 11].contains(&at), "{at}: {reply}");
        assert_eq!(reply.as_object().unwrap().len(), 2, "{reply}");
    }
    let tells = |at: usize, words: &str| {
        assert!(replies[at]["error"].as_str().unwrap().contains(words), "{}", replies[at])
    };
    tells(3, "unknown variant `dance`");
    tells(4, "unknown field `mode`");
    tells(5, "missing field `new`");
    tells(7, "missing field `id`");
}

#[test]
fn nothing_in_is_nothing_out() {
    assert_eq!(raw(b""), Vec::<Value>::new());
}

#[test]
fn replies_come_in_the_order_of_the_requests() {
    let long = "Words that take a while to compare. ".repeat(50);
    let requests: Vec<Value> = (0..60)
        .map(|id| {
            let old = if id % 7 == 0 { long.as_str() } else { "must" };
            json!({"id": id, "op": "redline", "old": old, "new": "shall"})
        })
        .collect();
    let ids: Vec<u64> = answers(&requests).iter().map(|reply| reply["id"].as_u64().unwrap()).collect();
    assert!(ids.into_iter().eq(0..60));
}

#[test]
fn each_request_is_answered_before_the_next_is_sent() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::Stdio;
    let office = Office::new();
    let mut child = office.bare(&["engine"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut replies = BufReader::new(child.stdout.take().unwrap()).lines();
    for id in 0..3 {
        writeln!(stdin, "{}", json!({"id": id, "op": "redline", "old": "a", "new": "b"})).unwrap();
        let reply: Value = serde_json::from_str(&replies.next().unwrap().unwrap()).unwrap();
        assert_eq!(reply["id"], id);
    }
    drop(stdin);
    assert!(replies.next().is_none());
    assert!(child.wait().unwrap().success());
}
