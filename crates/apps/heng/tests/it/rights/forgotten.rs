//! What every operation must have.

use std::collections::{BTreeMap, BTreeSet};

use heng_access::Permission;

use super::api::operations;

#[test]
fn every_operation_names_a_permission_that_exists_or_says_that_it_is_open_to_all() {
    let known: BTreeSet<&str> = Permission::ALL.iter().map(|permission| permission.code()).collect();
    let bad: Vec<_> = operations()
        .into_iter()
        .filter(|op| op.permission != "public" && !known.contains(op.permission.as_str()))
        .map(|op| (op.id, op.permission))
        .collect();
    assert!(bad.is_empty(), "{bad:?}");
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for op in operations() {
        assert_eq!(op.id.split('.').count(), 2, "{} is not area.verb", op.id);
        names.entry(op.id).or_default().push(op.path);
    }
    let twice: Vec<_> = names.into_iter().filter(|(_, paths)| paths.len() > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

/// Ways in, before anybody is known. Each is an attack surface of its own, with its attacks in identity's tests.
const OPEN_TO_ALL: [&str; 9] = [
    "session.accept_invitation",
    "session.doors",
    "session.passkey",
    "session.return_external",
    "session.second_factor",
    "session.sign_in",
    "session.start_external",
    "session.start_passkey",
    "set_up.run",
];

#[test]
fn nothing_but_the_ways_in_is_open_to_strangers() {
    let open: BTreeSet<String> =
        operations().into_iter().filter(|op| op.permission == "public").map(|op| op.id).collect();
    assert_eq!(open, OPEN_TO_ALL.into_iter().map(str::to_owned).collect());
}
