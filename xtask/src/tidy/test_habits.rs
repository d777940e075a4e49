//! A test runs, runs always, and waits for what it tests, not for time to pass.

use super::{Offence, Tree};

/// Marks in Rust files, each with what to do instead. Spelt in halves, so that this file passes its own check.
const RUST: [(&str, &str); 2] = [
    (concat!("#[ign", "ore"), "a test that does not run tests nothing"),
    (concat!("assert!(tr", "ue)"), "an assertion that cannot fail"),
];
const RUST_TESTS: [(&str, &str); 2] = [
    (concat!("thread::sl", "eep("), "wait for the event, or move the clock"),
    (concat!("time::sl", "eep("), "wait for the event, or move the clock"),
];
const WEB: [(&str, &str); 8] = [
    (concat!("it.sk", "ip("), "a test that does not run tests nothing"),
    (concat!("test.sk", "ip("), "a test that does not run tests nothing"),
    (concat!("describe.sk", "ip("), "a test that does not run tests nothing"),
    (concat!("it.on", "ly("), "the other tests would not run"),
    (concat!("test.on", "ly("), "the other tests would not run"),
    (concat!("describe.on", "ly("), "the other tests would not run"),
    (concat!("waitForTime", "out("), "wait for the event"),
    (concat!("expect(tr", "ue)"), "an assertion that cannot fail"),
];

pub(super) fn check(tree: &Tree) -> Vec<Offence> {
    let mut offences = Vec::new();
    for file in tree.written() {
        let is_rust = file.ends_with(&[".rs"]);
        let is_test = file.path.contains("/tests/") || file.path.ends_with("tests.rs");
        let lists: &[&[(&str, &str)]] = match (is_rust, is_test, file.ends_with(&[".ts", ".tsx"])) {
            (true, true, _) => &[&RUST, &RUST_TESTS],
            (true, false, _) => &[&RUST],
            (_, _, true) => &[&WEB],
            _ => continue,
        };
        for (number, line) in file.lines() {
            let found = lists.iter().copied().flatten().find(|(mark, _)| line.contains(mark));
            offences.extend(
                found.map(|(mark, says)| Offence::at(&file.path, number, format!("`{mark}`: {says}"))),
            );
        }
    }
    offences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_that_do_not_test_are_found() {
        let tree = Tree::of(&[
            ("crates/a/src/lib.rs", concat!("#[ign", "ore]\n")),
            ("crates/a/tests/it/leave.rs", concat!("tokio::time::sl", "eep(x).await;\n")),
            ("crates/a/src/poll.rs", concat!("tokio::time::sl", "eep(x).await;\nlist.iter().skip(1);\n")),
            ("web/src/a.test.ts", concat!("it.on", "ly('x', f);\n")),
        ]);
        let found: Vec<String> = check(&tree).into_iter().map(|offence| offence.path).collect();
        assert_eq!(found, ["crates/a/src/lib.rs", "crates/a/tests/it/leave.rs", "web/src/a.test.ts"]);
    }
}
