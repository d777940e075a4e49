//! What every operation must have.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use heng_access::{Permission, Scope};

use super::api::{Operation, operations};
use crate::group::World;

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

/// Operations of the table in `docs/dev/api-design.md`.
fn without_a_key() -> BTreeSet<String> {
    let page = include_str!("../../../../../../docs/dev/api-design.md");
    let (_, table) = page.split_once("### POST operations without `Idempotency-Key`").unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    let names = rows.filter_map(|row| row.split('|').nth(1)).flat_map(|cell| cell.split(','));
    names.map(|name| name.trim().trim_matches('`').to_owned()).collect()
}

/// Whoever takes a key refuses one that is too long, before anything else is looked at.
#[tokio::test]
async fn every_post_takes_an_idempotency_key_or_is_listed_with_the_reason() {
    let world = World::new().await;
    world.give("zhou", "owner", (Scope::All, None)).await;
    let [ids] = &world.belongings(&[("wang", "li")]).await[..] else { panic!("one set of things") };
    let client = world.client("zhou").await;
    let (mut posts, mut takes): (Vec<Operation>, BTreeSet<String>) = (vec![], BTreeSet::new());
    posts.extend(operations().into_iter().filter(|op| op.method == "POST"));
    for op in &posts {
        let answer = client.send_keyed(&op.plain(ids), Some(&"k".repeat(101))).await;
        if answer.status == StatusCode::BAD_REQUEST && answer.body["code"] == "idempotency.bad_key" {
            takes.insert(op.id.clone());
        }
    }
    let all: BTreeSet<String> = posts.into_iter().map(|op| op.id).collect();
    let ignoring: BTreeSet<String> = all.difference(&takes).cloned().collect();
    assert_eq!(ignoring, without_a_key(), "left: ignore the key; right: docs/dev/api-design.md");
}
