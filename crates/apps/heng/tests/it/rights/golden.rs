//! Role by operation: who gets through, who is told no, for whom it is not there.
//!
//! Each column is made by asking. It is kept in `golden/<role>.txt` for review; a change of roles, of permissions or of what
//! an operation asks for changes a line. `HENG_BLESS=1` writes the files anew.

use std::{env, fs, path::PathBuf};

use axum::http::StatusCode;
use heng_access::{Scope, builtin_roles};

use super::api::{Operation, operations};
use crate::{client::Answer, group::World};

/// What the asked operation made of the right. Everything said after it (wrong input, wrong state) counts as let through.
fn verdict(answer: &Answer) -> &'static str {
    match answer.status {
        StatusCode::UNAUTHORIZED => "sign in",
        StatusCode::FORBIDDEN => "no",
        StatusCode::NOT_FOUND if answer.body["code"] == "not_found" => "not there",
        status if status.is_server_error() => "BROKEN",
        _ => "yes",
    }
}

/// What ends things comes last, so that it takes nothing from the others.
fn last(op: &Operation) -> (bool, bool) {
    let ends = [
        "merge",
        "close",
        "disable",
        "undo",
        "sign_out",
        "cancel",
        "retire",
        "reset",
        "end_sessions",
        "end_session",
    ];
    let verb = op.id.rsplit('.').next().unwrap();
    (op.method == "DELETE", ends.contains(&verb))
}

async fn column(world: &World, login: Option<&str>) -> String {
    let [ids] = &world.belongings(&[("wang", "li")]).await[..] else { panic!("one set of things") };
    let client = match login {
        Some(login) => world.client(login).await,
        None => world.stranger(),
    };
    let mut all = operations();
    all.sort_by_key(last);
    let mut lines = vec![];
    for op in all {
        let answer = client.send(&op.plain(ids)).await;
        let said = verdict(&answer);
        assert_ne!(said, "BROKEN", "{}: {}", op.id, answer.body);
        lines.push((
            op.path.clone(),
            op.method.clone(),
            format!("{:<9} {:<34} {}", said, op.id, op.permission),
        ));
    }
    lines.sort();
    lines.into_iter().map(|(_, _, line)| line + "\n").collect()
}

fn kept(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/rights/golden").join(format!("{name}.txt"))
}

#[expect(clippy::disallowed_methods, reason = "how a person asks for new golden files")]
fn compare(name: &str, found: &str) {
    if env::var("HENG_BLESS").is_ok() {
        fs::create_dir_all(kept(name).parent().unwrap()).unwrap();
        fs::write(kept(name), found).unwrap();
        return;
    }
    let known = fs::read_to_string(kept(name)).unwrap_or_default();
    let changed: Vec<String> = found
        .lines()
        .filter(|line| !known.lines().any(|other| other == *line))
        .map(|line| format!("+ {line}"))
        .chain(
            known
                .lines()
                .filter(|line| !found.lines().any(|other| other == *line))
                .map(|line| format!("- {line}")),
        )
        .collect();
    assert!(changed.is_empty(), "{name}: review, then HENG_BLESS=1\n{}", changed.join("\n"));
}

/// A role that does not hold the permission is never let through, whatever else it holds.
fn only_with_the_permission(roles: &[&str], found: &str) {
    let held: Vec<&str> = builtin_roles()
        .iter()
        .filter(|role| roles.contains(&role.code.as_str()))
        .flat_map(|role| role.rows.iter().map(|row| row.permission.code()).collect::<Vec<_>>())
        .collect();
    let wrong: Vec<&str> = found
        .lines()
        .filter(|line| line.starts_with("yes"))
        .filter(|line| {
            let permission = line.rsplit(' ').next().unwrap();
            permission != "public" && !held.contains(&permission)
        })
        .collect();
    assert!(wrong.is_empty(), "let through without the permission they name:\n{}", wrong.join("\n"));
}

async fn of_role(role: &str) {
    let world = World::new().await;
    world.give("zhou", role, (Scope::All, None)).await;
    let found = column(&world, Some("zhou")).await;
    only_with_the_permission(&["employee", role], &found);
    compare(role, &found);
}

#[tokio::test]
async fn a_stranger_is_asked_to_sign_in_everywhere() {
    let world = World::new().await;
    let found = column(&world, None).await;
    let through: Vec<&str> =
        found.lines().filter(|line| !line.starts_with("sign in") && !line.ends_with(" public")).collect();
    assert!(through.is_empty(), "{through:#?}");
}

#[tokio::test]
async fn an_employee_over_own_things() {
    let world = World::new().await;
    let found = column(&world, Some("wang")).await;
    compare("self", &found);
}

#[tokio::test]
async fn an_employee_over_a_colleague() {
    let world = World::new().await;
    let found = column(&world, Some("zhou")).await;
    only_with_the_permission(&["employee"], &found);
    compare("employee", &found);
}

#[tokio::test]
async fn a_manager_over_a_report() {
    let world = World::new().await;
    let found = column(&world, Some("li")).await;
    only_with_the_permission(&["employee", "manager"], &found);
    compare("manager", &found);
}

#[tokio::test]
async fn hr_of_the_group() {
    of_role("hr").await;
}

#[tokio::test]
async fn the_head_of_hr() {
    of_role("hr_head").await;
}

#[tokio::test]
async fn payroll() {
    of_role("payroll").await;
}

#[tokio::test]
async fn finance() {
    of_role("finance").await;
}

#[tokio::test]
async fn an_it_administrator() {
    of_role("it_admin").await;
}

#[tokio::test]
async fn an_auditor() {
    of_role("auditor").await;
}

#[tokio::test]
async fn an_owner() {
    of_role("owner").await;
}
