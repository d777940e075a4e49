//! A small group every test starts from.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use async_trait::async_trait;
use axum::http::StatusCode;
use chrono::{DateTime, NaiveDate, Utc};
use heng_access::{Actor, Anchor, Grant, Scope, Via, builtin_roles};
use heng_identity::SecondLookCheck;
use heng_kernel::{AccountId, DateRange, EmploymentId, PersonId, RoleId, SessionId, UnitId};
use heng_people::api::{
    self as people, Act, Change, CreateUnit, Hire, Hooks, PersonDraft, Post, PostPatch, UnitFacts, UnitKind,
};
use heng_performance::{IssueDue, issue_due_every_hour, routes};
use heng_testkit::{Caller, TestApp, TestDb};
use heng_vault::{MasterKey, Vault};
use heng_web::Problem;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

pub const MARCH: &str = "2026-03";

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Somebody with an account.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    pub employment: EmploymentId,
    pub person: PersonId,
    pub account: AccountId,
    home: UnitId,
    company: UnitId,
}

/// 衡一 with 北店 (head 李店长; 王小明, 赵小红) and 南店 (head 陈店长), 柏林店 in another zone (施密特), head office (人事 周), and 衡二 (孙).
pub struct World {
    pub app: TestApp,
    pub looked: Arc<AtomicBool>,
    pub south: UnitId,
    pub li: Person,
    pub wang: Person,
    pub zhao: Person,
    pub chen: Person,
    pub schmidt: Person,
    pub zhou: Person,
    pub sun: Person,
}

/// A second look as the test says.
#[derive(Debug)]
struct Looked(Arc<AtomicBool>);

#[async_trait]
impl SecondLookCheck for Looked {
    async fn check(&self, _: &Actor) -> Result<(), Problem> {
        let wanted = || Problem::new(StatusCode::FORBIDDEN, "auth.second_look");
        if self.0.load(Ordering::SeqCst) { Ok(()) } else { Err(wanted()) }
    }
}

struct Builder {
    test: TestDb,
    vault: Vault,
    actor: Actor,
    next: u128,
}

impl Builder {
    async fn unit(&self, kind: UnitKind, code: &str, name: &str, parent: Option<UnitId>) -> UnitId {
        self.unit_in_zone(kind, (code, name), parent, None).await
    }

    async fn unit_in_zone(
        &self,
        kind: UnitKind,
        (code, name): (&str, &str),
        parent: Option<UnitId>,
        zone: Option<&str>,
    ) -> UnitId {
        let facts = UnitFacts { zone: zone.map(ToOwned::to_owned), ..UnitFacts::named(name, parent) };
        let cmd =
            CreateUnit { id: None, kind, code: code.to_owned(), effective_on: day("2020-01-01"), facts };
        self.test.db.write(&self.actor, async |tx| people::create_unit(&tx, &cmd).await).await.unwrap()
    }

    async fn hire(&mut self, name: &str, home: UnitId, company: UnitId) -> Person {
        let cmd = Hire::of(PersonDraft::named(name), day("2024-01-01"), Post::in_unit(home));
        let hired =
            self.test.db.write(&self.actor, async |tx| people::hire(&tx, &self.vault, &cmd).await).await;
        let employment = hired.unwrap().employment;
        let person = people::person_of(self.test.db.read(), employment).await.unwrap().unwrap();
        self.next += 1;
        let account = AccountId(Uuid::from_u128(self.next));
        let db = self.test.db.maintenance();
        let sql = "INSERT INTO account (id, login, login_key, display_name, person_id, state, locale, stamp, created_at) \
                   VALUES ($1, $2, $2, $3, $4, 'active', 'zh-CN', 1, $5)";
        let values = [
            account.into(),
            format!("u{}", self.next).into(),
            name.into(),
            person.into(),
            self.test.db.now().into(),
        ];
        db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await.unwrap();
        Person { employment, person, account, home, company }
    }

    async fn head(&self, unit: UnitId, head: Person) {
        let heads = [(unit, head.employment)];
        let done = self
            .test
            .db
            .write(&self.actor, async |tx| people::assign_heads(&tx, day("2024-01-01"), &heads).await);
        done.await.unwrap();
    }
}

impl World {
    pub async fn new() -> Self {
        let test = TestDb::new().await;
        let master = MasterKey::from_text(&"7".repeat(64)).unwrap();
        let vault = Vault::open(&test.db, &master).await.unwrap();
        let actor = Actor::command_line(day("2026-03-02"));
        let mut make = Builder { test, vault, actor, next: 0 };
        let group = make.unit(UnitKind::Group, "G", "衡集团", None).await;
        let one = make.unit(UnitKind::Company, "C1", "衡一", Some(group)).await;
        let two = make.unit(UnitKind::Company, "C2", "衡二", Some(group)).await;
        let north = make.unit(UnitKind::Branch, "B1", "北店", Some(one)).await;
        let south = make.unit(UnitKind::Branch, "B2", "南店", Some(one)).await;
        let berlin =
            make.unit_in_zone(UnitKind::Branch, ("B3", "柏林店"), Some(one), Some("Europe/Berlin")).await;
        let office = make.unit(UnitKind::Department, "D1", "总部", Some(one)).await;
        let second = make.unit(UnitKind::Department, "D2", "二部", Some(two)).await;
        let li = make.hire("李店长", north, one).await;
        let wang = make.hire("王小明", north, one).await;
        let zhao = make.hire("赵小红", north, one).await;
        let chen = make.hire("陈店长", south, one).await;
        let schmidt = make.hire("施密特", berlin, one).await;
        let zhou = make.hire("周人事", office, one).await;
        let sun = make.hire("孙一凡", second, two).await;
        make.head(north, li).await;
        make.head(berlin, li).await;
        make.head(south, chen).await;
        let looked = Arc::new(AtomicBool::new(true));
        let check: Arc<dyn SecondLookCheck> = Arc::new(Looked(looked.clone()));
        let (_, recurring) = issue_due_every_hour();
        let app = TestApp::builder()
            .service(check)
            .handler(Arc::new(IssueDue))
            .recurring(recurring)
            .start_on(make.test, routes());
        Self { app, looked, south, li, wang, zhao, chen, schmidt, zhou, sun }
    }

    /// The person with these roles, each as wide as the role goes.
    pub fn with_roles(&self, who: Person, roles: &[&str]) -> Caller {
        let today = self.app.today();
        let anchor = Anchor { units: vec![who.home], company: Some(who.company.0.into()) };
        let role_id = RoleId(Uuid::from_u128(9));
        let grant =
            Grant { role: role_id, scope: Scope::All, anchor, days: DateRange::open(day("2020-01-01")) };
        let held = builtin_roles().into_iter().filter(|role| roles.contains(&role.code.as_str()));
        let allowances: Vec<_> = held.flat_map(|role| grant.allowances(&role.rows, today)).collect();
        let session = SessionId(Uuid::from_u128(who.account.0.as_u128()));
        let actor = Actor::builder(Via::Session(session))
            .account(who.account)
            .person(who.person)
            .employments([who.employment])
            .company(who.company.0.into())
            .today(today)
            .allowances(allowances);
        self.app.caller(actor.build())
    }

    pub fn employee(&self, who: Person) -> Caller {
        self.with_roles(who, &["employee"])
    }

    pub fn manager(&self, who: Person) -> Caller {
        self.with_roles(who, &["employee", "manager"])
    }

    /// 王小明 as himself.
    pub fn wang(&self) -> Caller {
        self.employee(self.wang)
    }

    /// 李店长, who leads him.
    pub fn li(&self) -> Caller {
        self.manager(self.li)
    }

    pub async fn give_to(&self, by: &Caller, who: Person, month: &str, terms: Value) -> Value {
        let body = json!({ "employment_id": who.employment, "month": month, "terms": terms });
        by.post("/api/v1/goals", body).await.expect(StatusCode::CREATED)
    }

    /// Gives 王小明 a goal for March and has it confirmed.
    pub async fn agreed(&self, terms: Value) -> String {
        self.agreed_for(MARCH, terms).await
    }

    pub async fn agreed_for(&self, month: &str, terms: Value) -> String {
        let goal = self.give_to(&self.li(), self.wang, month, terms).await;
        let id = goal["id"].as_str().unwrap().to_owned();
        let confirmed =
            self.wang().post(&format!("/api/v1/goals/{id}/confirm"), json!({ "version": 1 })).await;
        assert_eq!(confirmed.expect(StatusCode::OK)["state"], "confirmed");
        id
    }

    /// 王小明 reports a number for a day; answers with the goal.
    pub async fn report(&self, goal: &str, value: &str, on: &str) -> Value {
        let body = json!({ "value": value, "day_on": on, "words": "到店客户" });
        self.wang().post(&format!("/api/v1/goals/{goal}/progress"), body).await.expect(StatusCode::CREATED)
    }

    pub async fn correct(&self, observation: &Value, value: &str) -> Value {
        let path = format!("/api/v1/progress/{}/correct", observation.as_str().unwrap());
        self.li()
            .post(&path, json!({ "value": value, "reason": "收银系统为准" }))
            .await
            .expect(StatusCode::CREATED)
    }

    /// 李店长 issues 王小明's month; answers with the report's id.
    pub async fn issue(&self, month: &str, more: Value) -> String {
        let mut body = json!({ "employment_id": self.wang.employment, "month": month });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let issued = self.li().post("/api/v1/results", body).await.expect(StatusCode::CREATED);
        issued["id"].as_str().unwrap().to_owned()
    }

    pub async fn result(&self, id: &str) -> Value {
        self.wang().get(&format!("/api/v1/results/{id}")).await.expect(StatusCode::OK)
    }

    pub async fn goal(&self, id: &str) -> Value {
        self.li().get(&format!("/api/v1/goals/{id}")).await.expect(StatusCode::OK)
    }

    pub fn set(&self, now: &str) {
        self.app.clock().set(at(now));
    }

    /// Moves 王小明 to 南店.
    pub async fn transfer(&self, on: &str) {
        let change = PostPatch { unit: Some(self.south), ..PostPatch::default() };
        let cmd = Change::of(self.wang.employment, day(on), Act::Transfer { post_id: None, change });
        let actor = Actor::command_line(self.app.today());
        let hooks = Hooks::default();
        self.app.db().write(&actor, async |tx| people::record(&tx, &hooks, &cmd).await).await.unwrap();
    }

    /// One column of raw rows, for what is not shown over HTTP.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let db = self.app.db().read();
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    /// Kinds of notices to somebody, in order.
    pub async fn notices(&self, to: Person) -> Vec<String> {
        let db = self.app.db().read();
        let sql = "SELECT kind FROM notice WHERE person_id = $1 ORDER BY created_at, id";
        let wanted = Statement::from_sql_and_values(db.get_database_backend(), sql, [to.person.into()]);
        db.query_all_raw(wanted).await.unwrap().iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }
}

/// A goal of twelve new customers that weighs the whole month.
pub fn customers() -> Value {
    weighing(1_000_000, "新成交客户", "12")
}

pub fn weighing(weight_ppm: i64, name: &str, target: &str) -> Value {
    json!({ "name": name, "unit": "个", "target": target, "direction": "higher", "weight_ppm": weight_ppm })
}
