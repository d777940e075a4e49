//! A group with something of everything in it, asked through the router that `heng serve` has, with real sessions.
//!
//! 衡一: 北店 (李 leads 王, 赵), 南店 (陈 leads 冯), 总部 (周). 衡二: 二部 (齐 leads 孙). 未来 begins in summer at 北店, 取消 never began.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use chrono::{DateTime, NaiveDate, Utc};
use heng::{System, machine::SystemClock, serve};
use heng_access::{Actor, Scope};
use heng_db::jobs::NewJob;
use heng_identity::{GiveGrant, Link, OpenAccount, builtin_role_id, command_line, give_grant};
use heng_kernel::{AccountId, Clock, CompanyId, EmploymentId, Locale, PersonId, PersonnelEventId, UnitId};
use heng_people::api::{self as people, CreateUnit, Hire, PersonDraft, Post, UnitFacts, UnitKind};
use heng_ports::Channel;
use heng_testkit_db::TestClock;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use tokio::sync::watch;
use tower::ServiceExt;
use uuid::Uuid;

use crate::{
    client::Client,
    place::Place,
    rights::api::{Ids, Operation, Sent, operations, unknown},
};

/// Everybody's.
pub const PASSWORD: &str = "scales do not lie 1";

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Somebody who works here.
#[derive(Clone, Copy, Debug)]
pub struct Somebody {
    pub employment: EmploymentId,
    pub person: PersonId,
    pub unit: UnitId,
    pub company: UnitId,
    begun: PersonnelEventId,
}

pub struct World {
    pub system: System,
    router: Router,
    pub clock: TestClock,
    actor: Actor,
    accounts: BTreeMap<&'static str, AccountId>,
    pub group: UnitId,
    pub north: UnitId,
    pub south: UnitId,
    pub two: UnitId,
    pub people: BTreeMap<&'static str, Somebody>,
    _closing: watch::Sender<bool>,
    pub place: Place,
}

impl World {
    /// Time stands still on 2 February 2026, noon in Shanghai.
    pub async fn new() -> Self {
        Self::with_place(Place::new().await).await
    }

    /// The same on a certain installation.
    pub async fn with_place(place: Place) -> Self {
        let clock = TestClock::at_noon();
        clock.set(at("2026-02-02T04:00:00Z"));
        Self::with_clock(place, clock.clone(), Arc::new(clock)).await
    }

    /// Time runs on that day, for installations that servers run on too.
    pub async fn running_on(place: Place, today: &str) -> Self {
        Self::with_clock(place, TestClock::at_noon(), Arc::new(SystemClock::on(day(today)))).await
    }

    async fn with_clock(place: Place, clock: TestClock, running: Arc<dyn Clock>) -> Self {
        let system = place.system_at(running).await;
        let (closing, stopping) = watch::channel(false);
        let router = serve::router(&system, stopping).unwrap();
        let actor = Actor::command_line(day("2026-02-02"));
        let nil = UnitId(Uuid::nil());
        let mut world = Self {
            system,
            router,
            clock,
            actor,
            accounts: BTreeMap::new(),
            group: nil,
            north: nil,
            south: nil,
            two: nil,
            people: BTreeMap::new(),
            _closing: closing,
            place,
        };
        world.organise().await;
        world
    }

    async fn organise(&mut self) {
        let owner = command_line::create_owner(&self.system.services.identity, "owner", "所有者", PASSWORD);
        self.accounts.insert("owner", owner.await.unwrap());
        self.group = self.unit(UnitKind::Group, "G", "衡集团", None).await;
        let one = self.unit(UnitKind::Company, "C1", "衡一", Some(self.group)).await;
        self.two = self.unit(UnitKind::Company, "C2", "衡二", Some(self.group)).await;
        self.north = self.unit(UnitKind::Branch, "B1", "北店", Some(one)).await;
        self.south = self.unit(UnitKind::Branch, "B2", "南店", Some(one)).await;
        let office = self.unit(UnitKind::Department, "D1", "总部", Some(one)).await;
        let second = self.unit(UnitKind::Branch, "B9", "二部", Some(self.two)).await;
        let (north, south, two) = (self.north, self.south, self.two);
        for (login, name, unit, company, begins) in [
            ("li", "李店长", north, one, "2024-01-01"),
            ("wang", "王小明", north, one, "2024-01-01"),
            ("zhao", "赵小红", north, one, "2024-01-01"),
            ("chen", "陈店长", south, one, "2024-01-01"),
            ("feng", "冯小青", south, one, "2024-01-01"),
            ("zhou", "周总部", office, one, "2024-01-01"),
            ("qi", "齐部长", second, two, "2024-01-01"),
            ("sun", "孙一凡", second, two, "2024-01-01"),
            ("later", "未来", north, one, "2026-06-01"),
            ("never", "取消", north, one, "2026-06-01"),
        ] {
            let somebody = self.hire(name, unit, company, begins).await;
            self.people.insert(login, somebody);
        }
        let heads = [(north, "li"), (south, "chen"), (second, "qi")];
        let heads = heads.map(|(unit, head)| (unit, self.people[head].employment));
        let (db, since) = (&self.system.db, day("2024-01-01"));
        db.write(&self.actor, async |tx| people::assign_heads(&tx, since, &heads).await).await.unwrap();
        for login in ["li", "wang", "zhao", "chen", "feng", "zhou", "qi", "sun"] {
            self.open(login, Some(self.people[login].person)).await;
        }
    }

    async fn unit(&self, kind: UnitKind, code: &str, name: &str, parent: Option<UnitId>) -> UnitId {
        let facts = UnitFacts::named(name, parent);
        let cmd =
            CreateUnit { id: None, kind, code: code.to_owned(), effective_on: day("2020-01-01"), facts };
        self.system.db.write(&self.actor, async |tx| people::create_unit(&tx, &cmd).await).await.unwrap()
    }

    async fn hire(&self, name: &str, unit: UnitId, company: UnitId, begins: &str) -> Somebody {
        let cmd = Hire::of(PersonDraft::named(name), day(begins), Post::in_unit(unit));
        let System { db, vault, .. } = &self.system;
        let hired = db.write(&self.actor, async |tx| people::hire(&tx, vault, &cmd).await).await.unwrap();
        Somebody { employment: hired.employment, person: hired.person, unit, company, begun: hired.event }
    }

    async fn open(&mut self, login: &'static str, person: Option<PersonId>) {
        let wanted = OpenAccount {
            login: login.to_owned(),
            person,
            display_name: login.to_owned(),
            locale: Locale::default(),
        };
        let opened =
            command_line::open_with_password(&self.system.services.identity, &wanted, PASSWORD).await;
        self.accounts.insert(login, opened.unwrap());
    }

    pub fn account(&self, login: &str) -> AccountId {
        self.accounts[login]
    }

    /// Links somebody's account in WeCom.
    pub async fn link(&self, login: &str, corp: &str, subject: &str) {
        let channel = Channel { provider: "wecom".to_owned(), corp: corp.to_owned() };
        let wanted = Link { account: self.accounts[login], channel, subject: subject.to_owned() };
        self.system.db.write(&self.actor, async |tx| heng_identity::link(&tx, &wanted).await).await.unwrap();
    }

    /// Signs somebody in, now.
    pub async fn client(&self, login: &str) -> Client {
        let stranger = self.stranger();
        let sent = Sent {
            method: "POST".to_owned(),
            uri: "/api/v1/session".to_owned(),
            body: Some(json!({ "login": login, "password": PASSWORD })),
            form: false,
        };
        let request = Request::post(&sent.uri).header(header::CONTENT_TYPE, "application/json");
        let request = request.body(Body::from(sent.body.unwrap().to_string())).unwrap();
        let response = stranger.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{login}");
        let cookies = response.headers().get_all(header::SET_COOKIE).iter();
        let cookies: Vec<&str> = cookies.map(|c| c.to_str().unwrap().split(';').next().unwrap()).collect();
        let look = "UPDATE session SET second_look_at = created_at WHERE account_id = $1";
        self.run(look, [self.accounts[login].into()]).await;
        Client { cookie: Some(cookies.join("; ")), ..stranger }
    }

    /// Nobody known.
    pub fn stranger(&self) -> Client {
        Client { router: self.router.clone(), system: self.system.clone(), cookie: None }
    }

    /// Gives a built-in role, as wide as it goes or within a company or a branch.
    pub async fn give(&self, login: &str, role: &str, within: (Scope, Option<UnitId>)) -> String {
        let (scope, place) = within;
        let grant = GiveGrant {
            account: self.accounts[login],
            role: builtin_role_id(role),
            scope,
            unit: place.filter(|_| scope != Scope::Company),
            company: place.filter(|_| scope == Scope::Company).map(|unit| CompanyId(unit.0)),
            first_day: day("2026-01-01"),
            last_day: None,
        };
        let id = give_grant(&self.system.services.identity, &self.actor, &grant).await.unwrap();
        id.to_string()
    }

    async fn run(&self, sql: &str, values: impl IntoIterator<Item = sea_orm::Value>) {
        let db = self.system.db.maintenance();
        db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await.unwrap();
    }

    async fn one_id(&self, sql: &str, value: Uuid) -> String {
        let db = self.system.db.read();
        let asked = Statement::from_sql_and_values(db.get_database_backend(), sql, [value.into()]);
        db.query_one_raw(asked).await.unwrap().unwrap().try_get_by_index::<Uuid>(0).unwrap().to_string()
    }

    /// Gives `who` and their company something of every kind, so that every operation has something to be asked about, and
    /// moves on to March. `manager` leads them.
    pub async fn belongings(&self, whose: &[(&str, &str)]) -> Vec<Ids> {
        let mut goals = vec![];
        for (who, manager) in whose {
            goals.push(self.goal(who, manager, "2026-02").await);
        }
        self.clock.set(at("2026-03-02T04:00:00Z"));
        let mut all = vec![];
        for ((who, manager), goal) in whose.iter().zip(goals) {
            all.push(self.things(who, manager, &goal).await);
        }
        all
    }

    async fn goal(&self, who: &str, manager: &str, month: &str) -> String {
        let (own, manager) = (self.client(who).await, self.client(manager).await);
        let terms = json!({ "name": "新客户", "unit": "个", "target": "12", "direction": "higher", "weight_ppm": 1_000_000 });
        let give = json!({ "employment_id": self.people[who].employment, "month": month, "terms": terms });
        let goal = manager.post("goals", give).await["id"].as_str().unwrap().to_owned();
        own.post(&format!("goals/{goal}/confirm"), json!({ "version": 1 })).await;
        own.post(&format!("goals/{goal}/progress"), json!({ "value": "9", "words": "到店" })).await;
        goal
    }

    async fn things(&self, who: &str, manager: &str, last_month: &str) -> Ids {
        let somebody = self.people[who];
        let (own, leads, owner) =
            (self.client(who).await, self.client(manager).await, self.client("owner").await);
        let employment = somebody.employment;
        let improvement = json!({ "goal_id": last_month, "target": "11", "action": "回访" });
        let issue = json!({ "employment_id": employment, "month": "2026-02", "improvement": improvement });
        let report = leads.post("results", issue).await["id"].clone();
        let result = own.get(&format!("results/{}", report.as_str().unwrap())).await;
        let goal = self.goal(who, manager, "2026-03").await;
        let lot = json!({
            "employment_id": employment, "leave_type": "annual", "quantity": 1000, "first_day": "2026-01-01",
            "source": "entitlement", "reason": "年度",
        });
        let lot = owner.post("leave-lots", lot).await["id"].clone();
        let leave = json!({ "leave_type": "annual", "first_day": "2026-03-10", "last_day": "2026-03-10" });
        let leave = own.post("leave-requests", leave).await["id"].clone();
        let act = json!({ "effective_on": "2026-05-04", "act": { "kind": "transfer", "change": { "cost_centre": "K1" } } });
        let event = owner.post(&format!("people/{employment}/events"), act).await["event_id"].clone();
        // A company has one calendar, whoever of it asks first.
        let known = owner.get("company-calendars").await["items"].clone();
        let of_company = |one: &&Value| one["company_id"] == json!(somebody.company);
        let calendar = match known.as_array().unwrap().iter().find(of_company) {
            Some(calendar) => calendar["id"].clone(),
            None => {
                let calendar = json!({ "company_id": somebody.company, "name": format!("{who} 日历") });
                owner.post("company-calendars", calendar).await["id"].clone()
            }
        };
        let form = json!({ "company_id": somebody.company, "file": "" });
        let upload = Sent {
            method: "POST".to_owned(),
            uri: "/api/v1/intake/batches".to_owned(),
            body: Some(form),
            form: true,
        };
        let batch = owner.send(&upload).await;
        assert_eq!(batch.status, StatusCode::CREATED, "{}", batch.body);
        let code = |kind: &str| format!("{who}_{kind}");
        let job = owner.post("jobs", json!({ "code": code("j"), "name": "店员" })).await["id"].clone();
        let grade =
            owner.post("grades", json!({ "code": code("g"), "name": "一级", "rank": 1 })).await["id"].clone();
        let position = json!({ "code": code("p"), "name": "岗", "unit": somebody.unit, "headcount": 1, "from_on": "2026-01-01" });
        let position = owner.post("positions", position).await["id"].clone();
        let field = json!({ "code": code("f"), "name": "鞋码", "kind": "text", "class": "work" });
        let field = owner.post("fields", field).await["id"].clone();
        let rows = json!([{ "permission": "org.read", "scope": "company" }]);
        let role = json!({ "code": code("r"), "name_zh": "看", "name_en": "Look", "rows": rows });
        let role = owner.post("roles", role).await["id"].clone();
        let account = self.accounts[who];
        let mut ids = unknown();
        let mut know = |kind: &'static str, id: String| {
            assert!(ids.insert(kind, id).is_some(), "{kind} is no type of the description");
        };
        let text = |id: &Value| id.as_str().unwrap_or_else(|| panic!("no id: {id}")).to_owned();
        know("AccountId", account.to_string());
        know("PersonId", somebody.person.to_string());
        know("EmploymentId", employment.to_string());
        know("UnitId", somebody.unit.to_string());
        know(
            "UnitChangeId",
            self.one_id("SELECT id FROM unit_change WHERE unit_id = $1", somebody.unit.0).await,
        );
        know("CompanyId", somebody.company.to_string());
        know("GoalId", goal.clone());
        know(
            "ObservationId",
            self.one_id("SELECT id FROM observation WHERE goal_id = $1", goal.parse().unwrap()).await,
        );
        know("ResultReportId", text(&report));
        know("ImprovementId", text(&result["improvement"]["id"]));
        know("LeaveLotId", text(&lot));
        know("LeaveRequestId", text(&leave));
        let cases = leads.get("approvals").await["items"].clone();
        let own_case = |case: &&Value| case["applicant"]["employment_id"] == json!(employment);
        know("CaseId", text(&cases.as_array().unwrap().iter().find(own_case).unwrap()["case_id"]));
        know("NoticeId", text(&own.get("notices").await["items"][0]["id"]));
        know("SessionId", text(&own.get("me/sessions").await["items"][0]["id"]));
        know("PersonnelEventId", text(&event));
        know("CalendarId", text(&calendar));
        know("IntakeBatchId", text(&batch.body["id"]));
        know("JobTitleId", text(&job));
        know("GradeId", text(&grade));
        know("PositionId", text(&position));
        know("FieldId", text(&field));
        know("RoleId", text(&role));
        know(
            "AssignmentId",
            self.one_id("SELECT post_id FROM assignment WHERE employment_id = $1", employment.0).await,
        );
        know("GrantId", self.give(who, "finance", (Scope::Company, Some(somebody.company))).await);
        know("PasskeyId", self.passkey(account).await);
        know("TokenId", self.token(account).await);
        know("JobId", self.failed_job().await);
        ids
    }

    async fn passkey(&self, account: AccountId) -> String {
        let id: Uuid = self.system.db.new_id();
        let values =
            [id.into(), account.0.into(), id.as_bytes().to_vec().into(), self.system.db.now().into()];
        let sql = "INSERT INTO passkey (id, account_id, name, credential_id, credential, created_at) \
                   VALUES ($1, $2, 'phone', $3, '{}', $4)";
        self.run(sql, values).await;
        id.to_string()
    }

    async fn token(&self, account: AccountId) -> String {
        let id: Uuid = self.system.db.new_id();
        let now = self.system.db.now();
        let ends = now + chrono::TimeDelta::days(30);
        let values = [id.into(), id.as_bytes().to_vec().into(), account.0.into(), now.into(), ends.into()];
        let sql = "INSERT INTO api_token (id, token_hash, account_id, name, rows, created_at, ends_at) \
                   VALUES ($1, $2, $3, 'till', '[]', $4, $5)";
        self.run(sql, values).await;
        id.to_string()
    }

    async fn failed_job(&self) -> String {
        let queued = self.system.db.write(&self.actor, async |tx| {
            tx.enqueue(NewJob::new("test.nobody_handles_this", json!({}))).await
        });
        let id = queued.await.unwrap().unwrap();
        self.run("UPDATE job SET state = 'dead' WHERE id = $1", [id.0.into()]).await;
        id.to_string()
    }

    /// Ids of somebody who has not begun, or never will: an employment and a person, nothing else.
    pub fn only_employed(&self, who: &str) -> Ids {
        let somebody = self.people[who];
        let mut ids = unknown();
        ids.insert("EmploymentId", somebody.employment.to_string());
        ids.insert("PersonId", somebody.person.to_string());
        ids.insert("PersonnelEventId", somebody.begun.to_string());
        ids
    }

    /// Ids of what belongs to no company: the group's unit, the account that is nobody's.
    pub fn of_the_group(&self) -> Ids {
        let mut ids = unknown();
        ids.insert("UnitId", self.group.to_string());
        ids.insert("AccountId", self.accounts["owner"].to_string());
        ids
    }

    /// Deletes, cancels, revokes or closes whatever of these things any operation can, and answers which operations did.
    pub async fn take_away(&self, who: &str, manager: &str, ids: &Ids) -> Vec<String> {
        let clients = [self.client("owner").await, self.client(manager).await, self.client(who).await];
        let ends = [".cancel", ".withdraw", ".revoke", ".close", ".retire", ".undo", ".disable"];
        let takes_away =
            |op: &Operation| op.method == "DELETE" || ends.iter().any(|ending| op.id.ends_with(ending));
        let mut done = vec![];
        for op in operations().into_iter().filter(|op| op.has_id_in_path() && takes_away(op)) {
            for client in &clients {
                if client.send(&op.plain(ids)).await.status.is_success() {
                    done.push(op.id.clone());
                    break;
                }
            }
        }
        done
    }

    /// Takes the hire of 取消 back.
    pub async fn take_back(&self) {
        let never = self.people["never"];
        let owner = self.client("owner").await;
        owner.post(&format!("people/{}/events/{}/cancel", never.employment, never.begun), json!({})).await;
    }
}
