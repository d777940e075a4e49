//! A small company and a kind of request whose content and effect the test holds in its hands.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use axum::http::StatusCode;
use chrono::NaiveDate;
use heng_access::{Actor, Allowance, Anchor, Grant, Permission, Scope, Via, builtin_roles};
use heng_approval::{
    ApprovalError, Description, EffectError, Fact, LookOver, OpenTasks, Settled, Subject, Subjects,
    api::{self, NewCase, Opened},
};
use heng_db::{
    PageSize, Tx,
    audit::{
        AuditFilter,
        entity::{Kind, Model},
        search,
    },
};
use heng_flow::{FlowVersion, Mode, Node, NodeKind, SamePerson};
use heng_identity::{OpenAccount, builtin_role_id, open_account, seed_roles};
use heng_kernel::{
    AccountId, CaseId, CompanyId, DateRange, EmploymentId, Locale, PersonId, SessionId, UnitId,
};
use heng_people::{
    Patch,
    api::{
        self as people, Act, Change, ChangeUnit, CreateUnit, Hire, Hooks, PersonDraft, Post, UnitFacts,
        UnitKind, UnitPatch,
    },
    catalogue::{NewPosition, add_position},
};
use heng_testkit::{Answer, Caller, TestApp, TestDb};
use heng_vault::{MasterKey, Vault};
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::{Map, Value, json};
use uuid::Uuid;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A wish: its text is what is decided on.
#[derive(Debug, Default)]
pub(crate) struct Wishes {
    /// What each wish says now.
    pub texts: Mutex<HashMap<Uuid, String>>,
    /// What stands against carrying one out.
    pub obstacle: Mutex<Option<&'static str>>,
    /// How the wishes ended.
    pub ended: Mutex<Vec<(Uuid, &'static str)>>,
}

#[async_trait]
impl Subject for Wishes {
    fn kind(&self) -> &'static str {
        "wish"
    }

    fn read(&self) -> Permission {
        Permission::LeaveRead
    }

    async fn describe(&self, _: &Tx, subject: Uuid) -> Result<Option<Description>, DbErr> {
        Ok(self.texts.lock().unwrap().get(&subject).map(|text| described(text)))
    }

    async fn settled(&self, _: &Tx, settled: &Settled) -> Result<(), EffectError> {
        if settled.outcome == heng_approval::SettledAs::Approved
            && let Some(code) = *self.obstacle.lock().unwrap()
        {
            return Err(EffectError::Refused(code));
        }
        self.ended.lock().unwrap().push((settled.subject, settled.outcome.code()));
        Ok(())
    }
}

fn described(text: &str) -> Description {
    let mut summary = Map::new();
    for (name, value) in [("applicant", "员工"), ("first", "1"), ("last", "2"), ("days", "2")] {
        summary.insert(name.to_owned(), value.into());
    }
    let health = Fact::new("wish.illness", "流感").of_class(heng_access::FieldClass::Health);
    Description { facts: vec![Fact::new("wish.text", text), health], summary }
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

/// Company 衡一: region 东区 led by 区域, in it branch 北店 led by 店长 with 王小明, and an office with 人事 who holds `hr`.
pub(crate) struct Company {
    pub app: TestApp,
    pub wishes: Arc<Wishes>,
    vault: Vault,
    pub hooks: Hooks,
    pub region: UnitId,
    pub branch: UnitId,
    pub office: UnitId,
    pub wang: Somebody,
    pub chief: Somebody,
    pub above: Somebody,
    pub hr: Somebody,
}

impl Company {
    pub(crate) async fn new() -> Self {
        let test = TestDb::new().await;
        seed_roles(&test.db).await.unwrap();
        let vault = Vault::open(&test.db, &MasterKey::from_text(&"7".repeat(64)).unwrap()).await.unwrap();
        let wishes = Arc::new(Wishes::default());
        let subject: Arc<dyn Subject> = wishes.clone();
        let subjects = Subjects::new([subject]);
        let tasks = Arc::new(OpenTasks::new(subjects.clone()));
        let hooks = Hooks::default().on_left(tasks.clone()).on_handover(tasks);
        let app = TestApp::builder()
            .service(subjects.clone())
            .handler(Arc::new(LookOver::new(subjects)))
            .start_on(test, heng_approval::routes());
        let company = unit(&app, UnitKind::Company, "C1", "衡一", None).await;
        let region = unit(&app, UnitKind::Region, "R1", "东区", Some(company)).await;
        let branch = unit(&app, UnitKind::Branch, "B1", "北店", Some(region)).await;
        let office = unit(&app, UnitKind::Department, "D1", "人事部", Some(company)).await;
        let nil = Uuid::nil();
        let nobody = Somebody {
            employment: EmploymentId(nil),
            person: PersonId(nil),
            account: AccountId(nil),
            unit: UnitId(nil),
            company: CompanyId(nil),
        };
        let (wang, chief, above, hr) = (nobody, nobody, nobody, nobody);
        let mut made = Self { app, wishes, vault, hooks, region, branch, office, wang, chief, above, hr };
        made.wang = made.hire("王小明", branch, "2024-03-01").await;
        made.chief = made.hire("店长", branch, "2022-01-01").await;
        made.above = made.hire("区域", region, "2021-01-01").await;
        made.hr = made.hire("人事", office, "2020-01-01").await;
        made.head(branch, made.chief).await;
        made.head(region, made.above).await;
        made.grant_role(made.hr, "hr").await;
        made
    }

    pub(crate) fn system(&self) -> Actor {
        Actor::command_line(self.app.today())
    }

    pub(crate) async fn hire(&self, name: &str, unit: UnitId, first_day: &str) -> Somebody {
        let cmd = Hire::of(PersonDraft::named(name), day(first_day), Post::in_unit(unit));
        self.hire_as(name, &cmd).await
    }

    pub(crate) async fn hire_as(&self, name: &str, cmd: &Hire) -> Somebody {
        let hired = self
            .app
            .db()
            .write(&self.system(), async |tx| people::hire(&tx, &self.vault, cmd).await)
            .await
            .unwrap();
        let open = OpenAccount {
            login: format!("u{}", hired.employment),
            person: Some(hired.person),
            display_name: name.to_owned(),
            locale: Locale::ZhCn,
        };
        let account =
            self.app.db().write(&self.system(), async |tx| open_account(&tx, &open).await).await.unwrap();
        let unit = cmd.post.unit;
        Somebody { employment: hired.employment, person: hired.person, account, unit, company: hired.company }
    }

    /// A department of a second company.
    pub(crate) async fn elsewhere(&self) -> UnitId {
        let company = unit(&self.app, UnitKind::Company, "C2", "衡二", None).await;
        unit(&self.app, UnitKind::Department, "D2", "二部", Some(company)).await
    }

    pub(crate) async fn employ(&self, cmd: &Hire) -> EmploymentId {
        let system = self.system();
        let hired = self.app.db().write(&system, async |tx| people::hire(&tx, &self.vault, cmd).await);
        hired.await.unwrap().employment
    }

    pub(crate) async fn head(&self, unit: UnitId, head: Somebody) {
        self.head_by(unit, head.employment).await;
    }

    pub(crate) async fn head_by(&self, unit: UnitId, head: EmploymentId) {
        let (heads, since) = ([(unit, head)], day("2022-01-01"));
        let system = self.system();
        let done = self.app.db().write(&system, async |tx| people::assign_heads(&tx, since, &heads).await);
        done.await.unwrap();
    }

    /// A post in the seat from which a unit is led; the seat has room for two.
    pub(crate) async fn leading_post(&self, unit: UnitId) -> Post {
        let (system, since) = (self.system(), day("2022-01-01"));
        let seat = NewPosition {
            code: "LEAD".to_owned(),
            name: "负责人".to_owned(),
            unit,
            job: None,
            grade: None,
            headcount: 2,
            from_on: since,
        };
        let seat = self.app.db().write(&system, async |tx| add_position(&tx, &seat).await).await.unwrap();
        let patch = UnitPatch { head_position: Patch::Set(seat), ..UnitPatch::default() };
        let cmd = ChangeUnit { unit, effective_on: since, patch };
        self.app.db().write(&system, async |tx| people::change_unit(&tx, &cmd).await).await.unwrap();
        Post { position: Some(seat), ..Post::in_unit(unit) }
    }

    /// The last day of work was the day before.
    pub(crate) async fn leaves(&self, who: Somebody, effective_on: &str) {
        let cmd = Change::of(who.employment, day(effective_on), Act::Leave { reason: "离职".to_owned() });
        let system = self.system();
        let done = self.app.db().write(&system, async |tx| people::record(&tx, &self.hooks, &cmd).await);
        done.await.unwrap();
    }

    pub(crate) async fn leaves_handing_over(&self, who: Somebody, effective_on: &str, to: Somebody) {
        let cmd = Change::of(who.employment, day(effective_on), Act::Leave { reason: "离职".to_owned() });
        let cmd = Change { hand_over_to: Some(to.employment), ..cmd };
        let system = self.system();
        let done = self.app.db().write(&system, async |tx| people::record(&tx, &self.hooks, &cmd).await);
        done.await.unwrap();
    }

    /// A stored grant, so that others find who holds the role.
    pub(crate) async fn grant_role(&self, who: Somebody, role: &str) {
        let mut insert = sea_orm::sea_query::Query::insert();
        insert
            .into_table("role_grant")
            .columns(["id", "account_id", "role_id", "scope", "company_id", "from_on", "given_at"])
            .values_panic([
                self.app.db().new_id::<Uuid>().into(),
                who.account.into(),
                builtin_role_id(role).into(),
                "company".into(),
                who.company.into(),
                day("2020-01-01").into(),
                self.app.now().into(),
            ]);
        self.app.db().maintenance().execute(&insert).await.unwrap();
    }

    pub(crate) async fn revoke_role(&self, who: Somebody) {
        let mut update = sea_orm::sea_query::Query::update();
        update.table("role_grant").value("revoked_at", self.app.now()).and_where(
            sea_orm::sea_query::ExprTrait::eq(sea_orm::sea_query::Expr::col("account_id"), who.account),
        );
        self.app.db().maintenance().execute(&update).await.unwrap();
    }

    /// Somebody signed in with these built-in roles besides `employee`.
    pub(crate) fn as_(&self, who: Somebody, roles: &[&str]) -> Caller {
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
        let actor = Actor::builder(Via::Session(SessionId(who.account.0)))
            .account(who.account)
            .person(who.person)
            .employments([who.employment])
            .acting_as(who.employment)
            .company(who.company)
            .today(self.app.today())
            .allowances(allowances)
            .build();
        self.app.caller(actor)
    }

    pub(crate) fn wang(&self) -> Caller {
        self.as_(self.wang, &[])
    }

    pub(crate) fn chief(&self) -> Caller {
        self.as_(self.chief, &["manager"])
    }

    pub(crate) fn above(&self) -> Caller {
        self.as_(self.above, &["manager"])
    }

    fn subjects(&self) -> Subjects {
        let subject: Arc<dyn Subject> = self.wishes.clone();
        Subjects::new([subject])
    }

    pub(crate) async fn try_wish(&self, who: Somebody, text: &str) -> Result<(Uuid, Opened), ApprovalError> {
        let subject: Uuid = self.app.db().new_id();
        self.wishes.texts.lock().unwrap().insert(subject, text.to_owned());
        let new = NewCase {
            kind: "wish",
            subject,
            applicant: who.employment,
            company: who.company,
            on: self.app.today(),
            description: described(text),
        };
        let subjects = self.subjects();
        let opened =
            self.app.db().write(&self.system(), async |tx| api::open(&tx, &subjects, &new).await).await?;
        Ok((subject, opened))
    }

    pub(crate) async fn wish(&self, who: Somebody) -> (Uuid, CaseId) {
        let (subject, opened) = self.try_wish(who, "一台打印机").await.unwrap();
        (subject, opened.case)
    }

    pub(crate) async fn withdraw(&self, case: CaseId) -> Result<(), ApprovalError> {
        let subjects = self.subjects();
        self.app.db().write(&self.system(), async |tx| api::withdraw(&tx, &subjects, case, None).await).await
    }

    /// Puts another flow in force.
    pub(crate) async fn publish(&self, nodes: &[(&str, NodeKind, Mode)], same_person: SamePerson) {
        let node = |(key, kind, mode): &(&str, NodeKind, Mode)| Node {
            key: (*key).to_owned(),
            kind: kind.clone(),
            mode: *mode,
        };
        let definition = FlowVersion {
            nodes: nodes.iter().map(node).collect(),
            same_person,
            ..FlowVersion::direct_manager()
        };
        let body = json!({ "definition": definition });
        let path = "/api/v1/approval-flows/wish/versions";
        self.app.system().post(path, body).await.expect(StatusCode::CREATED);
    }

    pub(crate) async fn show(&self, case: CaseId) -> Value {
        self.app.system().get(&format!("/api/v1/approvals/{case}")).await.expect(StatusCode::OK)
    }

    /// Names asked at a node.
    pub(crate) async fn asked(&self, case: CaseId, node: usize) -> Vec<String> {
        let shown = self.show(case).await;
        let people = shown["nodes"][node]["people"].as_array().unwrap();
        people.iter().map(|task| task["person"]["name"].as_str().unwrap().to_owned()).collect()
    }

    /// Answers what is shown now.
    pub(crate) async fn answer(&self, by: &Caller, case: CaseId, node: &str, outcome: &str) -> Answer {
        let shown = self.show(case).await;
        self.answer_to(by, case, node, outcome, &shown).await
    }

    /// Answers from a page that shows `shown`.
    pub(crate) async fn answer_to(
        &self,
        by: &Caller,
        case: CaseId,
        node: &str,
        outcome: &str,
        shown: &Value,
    ) -> Answer {
        let body = json!({
            "node": node, "outcome": outcome, "version": shown["version"], "content": shown["content"],
        });
        by.post(&format!("/api/v1/approvals/{case}/decide"), body).await
    }

    /// How many ends of a case are committed.
    pub(crate) async fn endings(&self, case: CaseId) -> usize {
        let shown = self.show(case).await;
        let ends = ["approved", "refused", "withdrawn", "voided"];
        let is_end = |step: &&Value| ends.iter().any(|end| step["kind"] == *end && step["node"].is_null());
        shown["timeline"].as_array().unwrap().iter().filter(is_end).count()
    }

    /// Audited reads: operation, subject, whose, classes.
    pub(crate) async fn reads(&self) -> Vec<(String, String, EmploymentId, String)> {
        let filter = AuditFilter { kind: Some(Kind::Read), ..AuditFilter::default() };
        let found = search(self.app.db().read(), &filter, None, PageSize::clamped(None)).await.unwrap();
        let row = |row: Model| (row.action, row.subject_id, row.about_employment_id.unwrap(), row.classes);
        found.items.into_iter().map(row).collect()
    }

    pub(crate) fn ended(&self) -> Vec<&'static str> {
        self.wishes.ended.lock().unwrap().iter().map(|(_, outcome)| *outcome).collect()
    }
}

async fn unit(app: &TestApp, kind: UnitKind, code: &str, name: &str, parent: Option<UnitId>) -> UnitId {
    let facts = UnitFacts::named(name, parent);
    let cmd = CreateUnit { id: None, kind, code: code.to_owned(), effective_on: day("2020-01-01"), facts };
    let actor = Actor::command_line(app.today());
    app.db().write(&actor, async |tx| people::create_unit(&tx, &cmd).await).await.unwrap()
}
