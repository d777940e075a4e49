//! A small company: branch 北店 led by 店长, region above it led by 区域, HR in the head office.

use std::sync::Arc;

use axum::http::StatusCode;
use chrono::NaiveDate;
use heng_access::{Actor, Allowance, Anchor, Grant, Scope, Via, builtin_roles};
use heng_approval::{LookOver, Subject, Subjects};
use heng_identity::{OpenAccount, builtin_role_id, open_account, seed_roles};
use heng_kernel::{AccountId, CompanyId, DateRange, EmploymentId, PersonId, SessionId, UnitId};
use heng_packs::Packs;
use heng_people::api::{
    self as people, Act, Change, CreateUnit, Hire, Hooks, PersonDraft, Post, UnitFacts, UnitKind,
};
use heng_testkit::{Caller, TestApp, TestDb};
use heng_time::{Calendars, LeaveRequests};
use heng_vault::{MasterKey, Vault};
use serde_json::{Value, json};
use uuid::Uuid;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Somebody with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Somebody {
    pub employment: EmploymentId,
    pub person: PersonId,
    pub account: AccountId,
    pub unit: UnitId,
    pub company: CompanyId,
}

pub(crate) struct Company {
    pub app: TestApp,
    vault: Vault,
    pub company: CompanyId,
    pub region: UnitId,
    pub branch: UnitId,
    pub office: UnitId,
    pub wang: Somebody,
    pub chief: Somebody,
    pub above: Somebody,
    pub hr: Somebody,
}

pub(crate) fn subjects() -> Subjects {
    let leave: Arc<dyn Subject> = Arc::new(LeaveRequests);
    Subjects::new([leave])
}

fn start(test: TestDb, packs: &Packs) -> TestApp {
    TestApp::builder()
        .service(subjects())
        .service(Calendars::new(packs))
        .handler(Arc::new(LookOver::new(subjects())))
        .start_on(test, heng_time::routes().merge(heng_approval::routes()))
}

impl Company {
    pub(crate) async fn new() -> Self {
        Self::on(TestDb::new().await, Packs::embedded()).await
    }

    pub(crate) async fn on(test: TestDb, packs: &Packs) -> Self {
        seed_roles(&test.db).await.unwrap();
        let vault = Vault::open(&test.db, &MasterKey::from_text(&"7".repeat(64)).unwrap()).await.unwrap();
        let app = start(test, packs);
        let nobody = Somebody {
            employment: EmploymentId(Uuid::nil()),
            person: PersonId(Uuid::nil()),
            account: AccountId(Uuid::nil()),
            unit: UnitId(Uuid::nil()),
            company: CompanyId(Uuid::nil()),
        };
        let company = unit(&app, UnitKind::Company, "C1", "衡一", None).await;
        let region = unit(&app, UnitKind::Region, "R1", "东区", Some(company)).await;
        let branch = unit(&app, UnitKind::Branch, "B1", "北店", Some(region)).await;
        let office = unit(&app, UnitKind::Department, "D1", "人事部", Some(company)).await;
        let mut made = Self {
            app,
            vault,
            company: CompanyId(company.0),
            region,
            branch,
            office,
            wang: nobody,
            chief: nobody,
            above: nobody,
            hr: nobody,
        };
        made.wang = made.hire("王小明", branch, "2024-03-01").await;
        made.chief = made.hire("店长", branch, "2022-01-01").await;
        made.above = made.hire("区域", region, "2021-01-01").await;
        made.hr = made.hire("人事", office, "2020-01-01").await;
        made.head(branch, made.chief).await;
        made.head(region, made.above).await;
        made.grant_role(made.hr, "hr").await;
        made
    }

    /// The same database seen by a program with other packs.
    pub(crate) fn with_packs(self, packs: &Packs) -> Self {
        Self { app: start(self.app.test, packs), ..self }
    }

    pub(crate) fn system(&self) -> Actor {
        Actor::command_line(self.app.today())
    }

    pub(crate) async fn hire(&self, name: &str, unit: UnitId, first_day: &str) -> Somebody {
        let cmd = Hire::of(PersonDraft::named(name), day(first_day), Post::in_unit(unit));
        let hired = self
            .app
            .db()
            .write(&self.system(), async |tx| people::hire(&tx, &self.vault, &cmd).await)
            .await
            .unwrap();
        let open = OpenAccount {
            login: format!("u{}", hired.number),
            person: Some(hired.person),
            display_name: name.to_owned(),
            locale: heng_kernel::Locale::ZhCn,
        };
        let account =
            self.app.db().write(&self.system(), async |tx| open_account(&tx, &open).await).await.unwrap();
        Somebody { employment: hired.employment, person: hired.person, account, unit, company: hired.company }
    }

    /// A further company beside this one.
    pub(crate) async fn another(&self, code: &str, name: &str) -> UnitId {
        unit(&self.app, UnitKind::Company, code, name, None).await
    }

    pub(crate) async fn head(&self, unit: UnitId, head: Somebody) {
        let heads = [(unit, head.employment)];
        let since = day("2022-01-01");
        self.app
            .db()
            .write(&self.system(), async |tx| people::assign_heads(&tx, since, &heads).await)
            .await
            .unwrap();
    }

    pub(crate) async fn leaves(&self, who: Somebody, effective_on: &str) {
        let act = Act::Leave { reason: "离职".to_owned() };
        let cmd = Change::of(who.employment, day(effective_on), act);
        let hooks = Hooks::default();
        self.app
            .db()
            .write(&self.system(), async |tx| people::record(&tx, &hooks, &cmd).await)
            .await
            .unwrap();
    }

    /// A stored grant, so that others find who holds the role.
    pub(crate) async fn grant_role(&self, who: Somebody, role: &str) {
        use sea_orm::ConnectionTrait;
        let (id, role) = (self.app.db().new_id::<Uuid>(), builtin_role_id(role));
        let backend = self.app.db().backend();
        let mut insert = sea_orm::sea_query::Query::insert();
        insert
            .into_table("role_grant")
            .columns(["id", "account_id", "role_id", "scope", "company_id", "from_on", "given_at"])
            .values_panic([
                id.into(),
                who.account.into(),
                role.into(),
                "company".into(),
                who.company.into(),
                day("2020-01-01").into(),
                self.app.now().into(),
            ]);
        let _ = backend;
        self.app.db().maintenance().execute(&insert).await.unwrap();
    }

    /// Somebody signed in with these built-in roles besides `employee`.
    pub(crate) fn as_(&self, who: Somebody, roles: &[&str]) -> Caller {
        self.app.caller(self.actor(who, roles))
    }

    pub(crate) fn actor(&self, who: Somebody, roles: &[&str]) -> Actor {
        let all = builtin_roles();
        let allowances: Vec<Allowance> = ["employee"]
            .iter()
            .chain(roles)
            .flat_map(|code| {
                let role = all.iter().find(|role| role.code == *code).unwrap();
                let grant = Grant {
                    role: builtin_role_id(code),
                    scope: Scope::Company,
                    anchor: Anchor { units: vec![who.unit], company: Some(who.company) },
                    days: DateRange::open(day("2020-01-01")),
                };
                grant.allowances(&role.rows, self.app.today())
            })
            .collect();
        Actor::builder(Via::Session(SessionId(who.account.0)))
            .account(who.account)
            .person(who.person)
            .employments([who.employment])
            .acting_as(who.employment)
            .company(who.company)
            .today(self.app.today())
            .allowances(allowances)
            .build()
    }

    pub(crate) fn wang(&self) -> Caller {
        self.as_(self.wang, &[])
    }

    pub(crate) fn chief(&self) -> Caller {
        self.as_(self.chief, &["manager"])
    }

    pub(crate) fn hr(&self) -> Caller {
        self.as_(self.hr, &["hr"])
    }

    /// Gives annual leave; hundredths of a day, both days included.
    pub(crate) async fn give(&self, who: Somebody, quantity: i64, first: &str, last: &str) -> String {
        let body = json!({
            "employment_id": who.employment, "leave_type": "annual", "quantity": quantity, "first_day": first,
            "last_day": last, "source": "entitlement", "reason": "年假额度",
        });
        let given = self.app.system().post("/api/v1/leave-lots", body).await.expect(StatusCode::CREATED);
        given["id"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn adjust(&self, lot: &str, quantity: i64) {
        let body = json!({ "quantity": quantity, "reason": "更正", "allow_negative": true });
        let path = format!("/api/v1/leave-lots/{lot}/adjust");
        self.app.system().post(&path, body).await.expect(StatusCode::CREATED);
    }

    /// Asks for whole days.
    pub(crate) async fn ask(&self, who: &Caller, first: &str, last: &str) -> Value {
        who.post("/api/v1/leave-requests", days(first, last)).await.expect(StatusCode::CREATED)
    }

    /// Hundredths of a day of annual leave on a day.
    pub(crate) async fn balance(&self, who: Somebody, as_of: &str) -> i64 {
        let path = format!("/api/v1/leave-balances?employment={}&as_of={as_of}", who.employment);
        let body = self.app.system().get(&path).await.expect(StatusCode::OK);
        body["items"][0]["quantity"].as_i64().unwrap()
    }

    pub(crate) async fn decide(&self, by: &Caller, request: &Value, outcome: &str) -> heng_testkit::Answer {
        let case = request["case_id"].as_str().unwrap();
        let path = format!("/api/v1/approvals/{case}");
        let shown = self.app.system().get(&path).await.expect(StatusCode::OK);
        let body = json!({
            "node": "manager", "outcome": outcome, "version": shown["version"], "content": shown["content"],
        });
        by.post(&format!("{path}/decide"), body).await
    }

    pub(crate) async fn status(&self, request: &Value) -> String {
        let path = format!("/api/v1/leave-requests/{}", request["id"].as_str().unwrap());
        let body = self.app.system().get(&path).await.expect(StatusCode::OK);
        body["status"].as_str().unwrap().to_owned()
    }
}

/// A request for whole days of annual leave.
pub(crate) fn days(first: &str, last: &str) -> Value {
    json!({ "leave_type": "annual", "first_day": first, "last_day": last })
}

async fn unit(app: &TestApp, kind: UnitKind, code: &str, name: &str, parent: Option<UnitId>) -> UnitId {
    let facts = UnitFacts::named(name, parent);
    let cmd = CreateUnit { id: None, kind, code: code.to_owned(), effective_on: day("2020-01-01"), facts };
    let actor = Actor::command_line(app.today());
    app.db().write(&actor, async |tx| people::create_unit(&tx, &cmd).await).await.unwrap()
}
