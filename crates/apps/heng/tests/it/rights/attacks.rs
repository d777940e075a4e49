//! Attack cases 1 and 2 of every build, generated: whoever may not know of something is answered as if it had never been,
//! in status, body and number of statements.

use axum::http::StatusCode;
use heng_access::Scope;

use super::api::{At, Ids, Operation, Sent, operations, unknown};
use crate::{
    client::{Answer, Client},
    group::World,
};

/// Operations on somebody whose public card every colleague sees, and on the organisation with its seats; the rest of them is
/// closed with 403. Nobody outside the company is among the colleagues.
fn shown_to_colleagues(kind: &str) -> bool {
    matches!(kind, "EmploymentId" | "PersonId" | "UnitId" | "PositionId" | "CompanyId" | "CalendarId")
}

/// What a colleague of the same company may see of somebody, with the reason.
const OPEN_TO_COLLEAGUES: [(&str, &str); 6] = [
    ("people.show", "the public card: name, unit, job"),
    ("people.diff", "differences of the public card"),
    ("field.values", "own fields of class public; none of the others is in the answer"),
    ("unit.show", "the organisation is known within the company"),
    ("unit.chart", "the organisation is known within the company"),
    ("calendar.days", "working days are known within the company"),
];

#[derive(Debug, PartialEq, Eq)]
struct Shape {
    status: StatusCode,
    body: String,
    statements: u64,
}

/// The id that was asked about may come back; it is no difference.
fn shape(answer: &Answer, asked: &str) -> Shape {
    let body = String::from_utf8_lossy(&answer.bytes).replace(asked, "…");
    Shape { status: answer.status, body, statements: answer.statements }
}

/// Both answers; when only the number of statements differs, asked again, because what is known of an account is read anew
/// every second.
async fn both(client: &Client, theirs: (&Sent, &str), nobodys: (&Sent, &str)) -> (Shape, Shape) {
    let mut tries = 0;
    loop {
        let first = shape(&client.send(theirs.0).await, theirs.1);
        let second = shape(&client.send(nobodys.0).await, nobodys.1);
        let counted_alike = first.statements == second.statements;
        let changed = first.status.is_success() && theirs.0.method != "GET";
        tries += 1;
        if counted_alike || tries == 4 || first.status != second.status || changed {
            return (first, second);
        }
    }
}

/// Asks every operation with something in its path about these things and about things that never were.
async fn paths(client: &Client, victim: &Ids, colleague: bool, who: &str) -> Vec<String> {
    let nowhere = unknown();
    let mut wrong = vec![];
    for op in operations().into_iter().filter(Operation::has_id_in_path) {
        let (theirs, nobodys) = both(client, (&op.plain(victim), "?"), (&op.plain(&nowhere), "?")).await;
        if theirs == nobodys {
            continue;
        }
        let visible = colleague && op.id_places().iter().any(|place| shown_to_colleagues(&place.kind));
        let open = colleague && OPEN_TO_COLLEAGUES.iter().any(|(id, _)| *id == op.id);
        let closed = visible && theirs.status == StatusCode::FORBIDDEN;
        if !(closed || open && theirs.status.is_success()) {
            wrong.push(format!("{who}, {}: {theirs:?}\n    for nothing: {nobodys:?}", op.id));
        }
    }
    wrong
}

/// What the people of another company must not learn of, one set of ids each.
async fn of_another_company(world: &World, wang: &Ids, zhao: Ids) -> Vec<(&'static str, Ids)> {
    world.take_back().await;
    let gone = world.take_away("zhao", "li", &zhao).await;
    assert!(gone.len() >= 8, "hardly anything was taken away: {gone:?}");
    vec![
        ("somebody", wang.clone()),
        ("somebody whose things are gone", zhao),
        ("somebody who comes later", world.only_employed("later")),
        ("somebody whose hire was taken back", world.only_employed("never")),
        ("what belongs to no company", world.of_the_group()),
    ]
}

#[tokio::test]
async fn attack_1_another_company_learns_nothing_by_any_id_in_a_path() {
    let world = World::new().await;
    let [wang, zhao] = &world.belongings(&[("wang", "li"), ("zhao", "li")]).await[..] else {
        panic!("two sets of things")
    };
    world.give("sun", "hr_head", (Scope::Company, Some(world.two))).await;
    let client = world.client("sun").await;
    let mut wrong = vec![];
    for (who, ids) in of_another_company(&world, wang, zhao.clone()).await {
        wrong.extend(paths(&client, &ids, false, who).await);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn attack_1_another_branch_and_colleagues_get_the_public_card_and_nothing_else() {
    let world = World::new().await;
    let [wang] = &world.belongings(&[("wang", "li")]).await[..] else { panic!("one set of things") };
    world.give("feng", "hr", (Scope::Branch, Some(world.south))).await;
    let mut wrong = vec![];
    for (login, who) in
        [("feng", "HR of another branch"), ("chen", "a manager of another branch"), ("zhao", "a colleague")]
    {
        let client = world.client(login).await;
        wrong.extend(paths(&client, wang, true, who).await);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What belongs to the group is everybody's to name.
const OF_THE_GROUP: [&str; 3] = ["JobTitleId", "GradeId", "RoleId"];

/// Puts ids of others into bodies and queries, one at a time, everything else being the attacker's own.
async fn inside(client: &Client, own: &Ids, victim: &Ids, colleague: bool, who: &str) -> Vec<String> {
    let nowhere = unknown();
    let mut wrong = vec![];
    for op in operations() {
        for place in op.id_places().into_iter().filter(|place| !matches!(place.at, At::Path(_))) {
            let kind = place.kind.as_str();
            let open = OF_THE_GROUP.contains(&kind) || colleague && shown_to_colleagues(kind);
            let (theirs, nobodys) = (&victim[kind], &nowhere[kind]);
            if open || theirs == nobodys {
                continue;
            }
            let (theirs, nobodys) = (
                (&op.with(own, Some((&place, theirs))), theirs.as_str()),
                (&op.with(own, Some((&place, nobodys))), nobodys.as_str()),
            );
            let (theirs, nobodys) = both(client, theirs, nobodys).await;
            if theirs != nobodys {
                wrong.push(format!(
                    "{who}, {} {:?}: {theirs:?}\n    for nothing: {nobodys:?}",
                    op.id, place.at
                ));
            }
        }
    }
    wrong
}

#[tokio::test]
async fn attack_2_an_id_of_another_company_in_a_body_or_filter_is_one_that_never_was() {
    let world = World::new().await;
    let [wang, zhao, sun] = &world.belongings(&[("wang", "li"), ("zhao", "li"), ("sun", "qi")]).await[..]
    else {
        panic!("three sets")
    };
    world.give("qi", "hr_head", (Scope::Company, Some(world.two))).await;
    let client = world.client("qi").await;
    let mut wrong = vec![];
    for (who, ids) in of_another_company(&world, wang, zhao.clone()).await {
        wrong.extend(inside(&client, sun, &ids, false, who).await);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn attack_2_what_belongs_to_a_colleague_in_a_body_or_filter_is_as_if_it_never_was() {
    let world = World::new().await;
    let [wang, feng, zhao] = &world.belongings(&[("wang", "li"), ("feng", "chen"), ("zhao", "li")]).await[..]
    else {
        panic!("three sets")
    };
    world.give("feng", "hr", (Scope::Branch, Some(world.south))).await;
    let mut wrong = vec![];
    for (login, own, who) in [
        ("feng", feng, "HR of another branch"),
        ("chen", feng, "a manager of another branch"),
        ("zhao", zhao, "a colleague"),
    ] {
        let client = world.client(login).await;
        wrong.extend(inside(&client, own, wang, true, who).await);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
