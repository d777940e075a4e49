//! The WeCom accounts of a roster: who is let in, who is left out and told, and how it is taken back.

use heng_access::{Actor, Permission, Scope};
use heng_identity::{GiveGrant, OpenAccount, builtin_role_id, give_grant, open_account, roster};
use heng_intake::{batch::IntakeError, work::codes};
use heng_kernel::{AccountId, CompanyId, Locale, PersonId, Severity};
use heng_people::api::UnitKind;

use crate::standing::{EVERYTHING, House, hr, hr_with};

const ZHANG: &str = "A1,张三,甲公司/总部,2020-01-01,ZhangSan";
const LI: &str = "A2,李四,甲公司/一店,2024-01-01,lisi";

fn file(rows: &[&str]) -> String {
    format!("工号,姓名,部门,入职日期,企业微信账号\n{}\n", rows.join("\n"))
}

/// Login name and outside account of everybody who has one, in order.
async fn ways(house: &House) -> Vec<(String, Option<String>)> {
    let channel = &house.service.door.as_ref().unwrap().channel;
    let known = roster::known_accounts(house.test.db.read(), channel).await.unwrap();
    let mut found: Vec<_> = known.into_iter().map(|known| (known.login, known.subject)).collect();
    found.sort();
    found
}

fn way(login: &str, subject: &str) -> (String, Option<String>) {
    (login.to_owned(), Some(subject.to_owned()))
}

/// Row and code of what is said of WeCom accounts.
async fn told(house: &House, actor: &Actor, company: Option<CompanyId>, text: &str) -> Vec<(u32, String)> {
    let checked = house.checked(actor, company, text).await;
    let wecom = checked.findings.into_iter().filter(|found| found.finding.code.contains("wecom"));
    wecom
        .inspect(|found| {
            assert_eq!(found.finding.severity, Severity::Warning);
            assert_eq!(found.column.as_ref().unwrap().title, "企业微信账号");
        })
        .map(|found| (found.row, found.finding.code))
        .collect()
}

async fn account(house: &House, login: &str) -> AccountId {
    let channel = &house.service.door.as_ref().unwrap().channel;
    let known = roster::known_accounts(house.test.db.read(), channel).await.unwrap();
    known.into_iter().find(|known| known.login == login).unwrap().account
}

/// Opens an account the way HR does, without any link.
async fn open(house: &House, login: &str, person: Option<PersonId>) -> AccountId {
    let wanted = OpenAccount {
        login: login.to_owned(),
        person,
        display_name: String::new(),
        locale: Locale::default(),
    };
    house.test.db.write(&house.owner, async |tx| open_account(&tx, &wanted).await).await.unwrap()
}

async fn promote(house: &House, account: AccountId) {
    let wanted = GiveGrant {
        account,
        role: builtin_role_id("it_admin"),
        scope: Scope::All,
        unit: None,
        company: None,
        first_day: house.test.db.now().date_naive(),
        last_day: None,
    };
    give_grant(house.identity(), &house.owner, &wanted).await.unwrap();
}

#[tokio::test]
async fn the_wecom_accounts_of_a_roster_let_people_in_and_an_undo_shuts_them_out() {
    let house = House::with_wecom().await;
    let before = house.people_tables().await;
    let text = file(&[ZHANG, LI]);
    assert_eq!(told(&house, &house.owner, None, &text).await, []);
    let shown = house.upload(&text).await;
    assert_eq!(ways(&house).await, [], "looking opens nothing");
    house.apply(&shown).await;
    assert_eq!(ways(&house).await, [way("lisi", "lisi"), way("zhangsan", "ZhangSan")]);
    assert_eq!(house.count("password").await, 0, "nobody but WeCom lets them in");
    let verified = heng_intake::verify(&house.test.db, &house.service, &house.owner, text.as_bytes()).await;
    assert!(verified.unwrap().same);
    let again = house.upload(&text).await;
    assert_eq!((again.counts.created, again.counts.changed, again.counts.unchanged), (0, 0, 2));
    house.undo(&shown).await.unwrap();
    assert_eq!(ways(&house).await, []);
    assert_eq!(house.people_tables().await, before, "as if it had never been");
}

#[tokio::test]
async fn people_who_are_there_are_linked_by_a_file_that_names_them() {
    let house = House::with_wecom().await;
    let group = house.unit(UnitKind::Group, "集团", None, "2019-01-01").await;
    let company = house.unit(UnitKind::Company, "甲公司", Some(group), "2019-01-01").await;
    let (_, zhang) = house.hire("张三", "A1", company, "2020-01-01").await;
    house.hire("李四", "A2", company, "2024-01-01").await;
    open(&house, "old.zhang", Some(zhang)).await;
    let before = house.people_tables().await;
    let shown =
        house.upload(&file(&["A1,张三,甲公司,2020-01-01,ZhangSan", "A2,李四,甲公司,2024-01-01,lisi"])).await;
    assert_eq!((shown.counts.changed, shown.counts.refused), (2, 0), "a link is a change");
    house.apply(&shown).await;
    assert_eq!(ways(&house).await, [way("lisi", "lisi"), way("old.zhang", "ZhangSan")]);
    house.undo(&shown).await.unwrap();
    assert_eq!(ways(&house).await, [("old.zhang".to_owned(), None)], "the account was there before");
    assert_eq!(house.people_tables().await, before);
}

#[tokio::test]
async fn a_wecom_account_is_never_taken_from_anybody_nor_replaced() {
    let house = House::with_wecom().await;
    house.apply(&house.upload(&file(&[ZHANG])).await).await;
    let greedy = file(&["A1,张三,甲公司/总部,2020-01-01,other", "A2,李四,甲公司/总部,2024-01-01,zhangsan"]);
    let found = told(&house, &house.owner, None, &greedy).await;
    assert_eq!(found, [(2, codes::WECOM_OTHER.to_owned()), (3, codes::WECOM_TAKEN.to_owned())]);
    let shown = house.upload(&greedy).await;
    assert_eq!((shown.counts.created, shown.counts.unchanged), (1, 1), "the rest of the row is taken");
    house.apply(&shown).await;
    assert_eq!(ways(&house).await, [way("zhangsan", "ZhangSan")]);
    let twins = file(&["A3,王五,甲公司/总部,2024-01-01,x1", "A4,赵六,甲公司/总部,2024-01-01,X1"]);
    let found = told(&house, &house.owner, None, &twins).await;
    assert_eq!(found.len(), 2, "one account for two people opens none: {found:?}");
    house.apply(&house.upload(&twins).await).await;
    assert_eq!(ways(&house).await, [way("zhangsan", "ZhangSan")]);
    let spaced = file(&["A5,孙七,甲公司/总部,2024-01-01,not an account"]);
    let found = told(&house, &house.owner, None, &spaced).await;
    assert_eq!(found, [(2, codes::WECOM_UNREADABLE.to_owned())]);
}

#[tokio::test]
async fn a_login_name_that_is_taken_gets_another() {
    let house = House::with_wecom().await;
    open(&house, "lisi", None).await;
    open(&house, "zhangsan", None).await;
    open(&house, "A1", None).await;
    house.apply(&house.upload(&file(&[ZHANG, LI])).await).await;
    let linked: Vec<_> = ways(&house).await.into_iter().filter(|(_, subject)| subject.is_some()).collect();
    assert_eq!(linked, [way("a2", "lisi"), way("zhangsan-2", "ZhangSan")]);
}

#[tokio::test]
async fn without_wecom_or_the_right_to_open_accounts_the_column_says_so() {
    let house = House::new().await;
    let text = file(&[ZHANG]);
    assert_eq!(told(&house, &house.owner, None, &text).await, [(0, codes::WECOM_NOT_SET_UP.to_owned())]);
    house.apply(&house.upload(&text).await).await;
    assert_eq!(house.count("account").await, 0);

    let house = House::with_wecom().await;
    let company = house.unit(UnitKind::Company, "甲公司", None, "2019-01-01").await;
    let clerk = hr(company, &EVERYTHING, None);
    let own = Some(CompanyId(company.0));
    let found = told(&house, &clerk, own, &text).await;
    assert_eq!(found, [(0, codes::WECOM_NOT_ALLOWED.to_owned())]);
    let shown = house.upload_as(&clerk, own, text.clone().into_bytes()).await.unwrap();
    house.apply_as(&clerk, &shown).await.unwrap();
    assert_eq!((house.count("employment").await, house.count("account").await), (1, 0));
}

#[tokio::test]
async fn nobody_lets_others_into_an_account_that_may_do_more_than_they_may() {
    let house = House::with_wecom().await;
    let group = house.unit(UnitKind::Group, "集团", None, "2019-01-01").await;
    let company = house.unit(UnitKind::Company, "甲公司", Some(group), "2019-01-01").await;
    let (_, zhang) = house.hire("张三", "A1", company, "2020-01-01").await;
    let (_, li) = house.hire("李四", "A2", company, "2024-01-01").await;
    promote(&house, open(&house, "chief", Some(zhang)).await).await;
    open(&house, "clerk", Some(li)).await;
    let permissions = [
        Permission::IntakeRun,
        Permission::PeopleRead,
        Permission::PeopleWrite,
        Permission::OrgRead,
        Permission::AccountRead,
        Permission::AccountWrite,
    ];
    let actor = hr_with(company, &EVERYTHING, None, &permissions);
    let own = Some(CompanyId(company.0));
    let text = file(&["A1,张三,甲公司,2020-01-01,mine", "A2,李四,甲公司,2024-01-01,lisi"]);
    assert_eq!(told(&house, &actor, own, &text).await, [(2, codes::WECOM_BEYOND.to_owned())]);
    let shown = house.upload_as(&actor, own, text.as_bytes().to_vec()).await.unwrap();
    house.apply_as(&actor, &shown).await.unwrap();
    assert_eq!(ways(&house).await, [("chief".to_owned(), None), way("clerk", "lisi")]);
}

#[tokio::test]
async fn what_was_done_with_an_account_stands_in_the_way_of_an_undo() {
    let house = House::with_wecom().await;
    let shown = house.upload(&file(&[ZHANG, LI])).await;
    house.apply(&shown).await;
    promote(&house, account(&house, "lisi").await).await;
    let Err(IntakeError::InTheWay(reasons)) = house.undo(&shown).await else { panic!("refused") };
    let told: Vec<_> = reasons.iter().map(|r| (r.what.as_str(), r.count, r.rows.as_slice())).collect();
    assert!(told.contains(&("role_grant", 1, &[3][..])), "{told:?}");
    assert_eq!(ways(&house).await.len(), 2, "a refused undo leaves everything");
}

#[test]
fn every_code_has_words_in_both_languages() {
    for language in ["zh-CN", "en"] {
        let path = format!(
            "{}/../../../web/src/features/intake/locales/{language}.json",
            env!("CARGO_MANIFEST_DIR")
        );
        let words: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let silent: Vec<_> = codes::ALL
            .iter()
            .chain(heng_cleanse::codes::ALL)
            .filter(|code| words.get(format!("finding.code.{code}")).is_none())
            .collect();
        assert!(silent.is_empty(), "{language}: {silent:?}");
    }
}
