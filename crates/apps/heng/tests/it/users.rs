//! `heng user` and `heng intake`: what the machine does without pages.

use heng_access::Actor;
use heng_people::api::{self, CreateUnit, UnitFacts, UnitKind};

use crate::place::Place;

#[tokio::test]
async fn accounts_are_invited_listed_reset_disabled_and_unlocked() {
    let place = Place::new().await;
    assert_eq!(place.run(["migrate"]).code, 0);
    let invited = place.run(["--json", "user", "invite", "boss", "--name", "老板"]);
    assert_eq!(invited.code, 0, "{}", invited.err);
    let code = invited.json()["code"].as_str().unwrap().to_owned();
    let again = place.run(["user", "invite", "boss"]);
    assert!(again.code == 1 && again.err.contains("taken"), "{}", again.err);
    let listed = place.run(["user", "list"]);
    assert!(listed.out.starts_with("boss\tactive\t老板\t"), "{}", listed.out);
    assert!(!listed.out.contains(&code));
    let reset = place.run(["--json", "user", "reset", "boss"]);
    assert_ne!(reset.json()["code"].as_str().unwrap(), code, "{}", reset.err);
    assert_eq!(place.run(["user", "disable", "boss"]).code, 0);
    assert!(place.run(["user", "list"]).out.starts_with("boss\tdisabled\t"));
    assert_eq!(place.run(["user", "enable", "boss"]).code, 0);
    assert_eq!(place.run(["user", "unlock", "boss"]).code, 0);
    let nobody = place.run(["user", "disable", "nobody"]);
    assert!(nobody.code == 1 && nobody.err.contains("no such account"), "{}", nobody.err);
    let unknown = place.run(["user", "invite", "zhang", "--number", "000001"]);
    assert!(unknown.code == 1 && unknown.err.contains("nobody has the number"), "{}", unknown.err);
    assert_eq!(place.run(["audit", "verify"]).code, 0);
}

#[tokio::test]
async fn a_roster_is_checked_run_verified_and_taken_back_from_the_machine() {
    let place = Place::new().await;
    assert_eq!(place.run(["migrate"]).code, 0);
    let file = place.path("花名册.csv");
    std::fs::write(&file, "姓名,工号,部门,入职日期\n张三,A001,前台,2024-03-01\n李四,A002,前台,不知道\n")
        .unwrap();
    let file = file.to_str().unwrap();
    let checked = place.run(["--json", "intake", "check", file]);
    assert_eq!(checked.code, 1, "a row is wrong: {} {}", checked.out, checked.err);
    let text = place.run(["intake", "check", file]);
    assert!(text.out.contains("\terror\t"), "{}", text.out);
    assert_eq!(place.run(["intake", "verify", file]).code, 1, "nothing was applied yet");
    let ran = place.run(["--json", "intake", "run", file]);
    assert_eq!(ran.code, 1, "one row in, one reported: {} {}", ran.out, ran.err);
    let verified = place.run(["--json", "intake", "verify", file]);
    assert_eq!(verified.code, 0, "{} {}", verified.out, verified.err);
    assert_eq!(verified.json()["store"]["employments"], 1);
    let undone = place.run(["intake", "undo", file]);
    assert_eq!(undone.code, 0, "{}", undone.err);
    assert_eq!(place.run(["intake", "verify", file]).code, 1, "nothing of it is left");
    assert_eq!(place.run(["intake", "undo", file]).code, 1, "nothing to take back any more");

    // With an account somebody stands on what was brought in: it stays, and why is said.
    assert_eq!(place.run(["intake", "run", file]).code, 1);
    let invited = place.run(["user", "invite", "zhang", "--number", "A001"]);
    assert_eq!(invited.code, 0, "{}", invited.err);
    assert!(place.run(["user", "list"]).out.contains("张三"));
    let kept = place.run(["intake", "undo", file]);
    assert_eq!(kept.code, 1, "{} {}", kept.out, kept.err);
    assert!(kept.err.contains("later changes stand in the way: 1 account"), "{}", kept.err);
    assert_eq!(place.run(["intake", "verify", file]).code, 0, "everything is still there");
    let unknown = place.run(["intake", "check", file, "--company", "C9"]);
    assert!(unknown.code == 2 && unknown.err.contains("C9"), "{}", unknown.err);
}

/// A company that is on record and has no units yet.
async fn company(place: &Place, code: &str, name: &str) {
    let system = place.system().await;
    let today = "2020-01-01".parse().unwrap();
    let cmd = CreateUnit {
        id: None,
        kind: UnitKind::Company,
        code: code.to_owned(),
        effective_on: today,
        facts: UnitFacts::named(name, None),
    };
    let actor = Actor::command_line(today);
    system.db.write(&actor, async |tx| api::create_unit(&tx, &cmd).await).await.unwrap();
    system.close().await.unwrap();
}

#[tokio::test]
async fn what_was_run_for_a_company_is_verified_in_that_company() {
    let place = Place::new().await;
    company(&place, "C1", "衡一").await;
    company(&place, "C2", "衡二有限公司").await;
    let path = place.path("花名册.csv");
    let file = path.to_str().unwrap();
    let rows = [
        "张三,A001,禾木便利（示例）有限公司/后厨,2024-03-01,9000",
        "李四,A002,禾木便利（示例）有限公司/华东大区/一店,2024-03-01,8000",
        "王五,A003,后厨,2024-05-01,7000",
    ];
    std::fs::write(&path, format!("姓名,工号,部门,入职日期,基本工资\n{}\n", rows.join("\n"))).unwrap();
    let ran = place.run(["--json", "intake", "run", file, "--company", "C1"]);
    assert_eq!(ran.code, 0, "{} {}", ran.out, ran.err);
    assert_eq!(ran.json()["checked"]["counts"]["created"], 3);
    let codes: Vec<_> = ran.json()["checked"]["findings"].as_array().unwrap().clone();
    assert_eq!(codes[0]["finding"]["code"], "roster.company_named_otherwise", "what was assumed is told");
    let verified = place.run(["--json", "intake", "verify", file]);
    assert_eq!(verified.code, 0, "{} {}", verified.out, verified.err);
    let told = verified.json();
    assert_eq!(told["store"]["employments"], 3);
    assert_eq!(told["store"]["pay_minor"], 2_400_000);
    assert_eq!(told["file"], told["store"]);
    let undone = place.run(["intake", "undo", file]);
    assert_eq!(undone.code, 0, "{}", undone.err);

    // The same people, called another company's.
    std::fs::write(&path, "姓名,工号,部门,入职日期\n张三,A001,衡二有限公司/后厨,2024-03-01\n").unwrap();
    let refused = place.run(["--json", "intake", "check", file, "--company", "C1"]);
    assert_eq!(refused.code, 1, "{}", refused.out);
    assert!(refused.out.contains("roster.other_company"), "{}", refused.out);
    let right = place.run(["--json", "intake", "run", file, "--company", "C2"]);
    assert_eq!(right.code, 0, "{} {}", right.out, right.err);
    assert_eq!(place.run(["intake", "verify", file]).code, 0);
}
