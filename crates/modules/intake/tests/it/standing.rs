//! A company, people who may, and ways to look at the whole store.

use chrono::NaiveDate;
use heng_access::{Actor, Allowance, Anchor, ClassSet, FieldClass, Permission, Scope, Via};
use heng_identity::{Identity, IdentitySettings, StandingTable};
use heng_intake::{
    Intake,
    batch::{self, Apply, BatchView, IntakeError, Upload},
    work::Door,
};
use heng_kernel::{CompanyId, EmploymentId, PersonId, RoleId, SessionId, UnitId};
use heng_people::api::{self, CreateUnit, Hire, Hooks, PersonDraft, Post, UnitFacts, UnitKind};
use heng_ports::Channel;
use heng_testkit::TestDb;
use heng_vault::{MasterKey, Vault};
use sea_orm::{ConnectionTrait, FromQueryResult, JsonValue, Statement};
use uuid::Uuid;

pub const TODAY: &str = "2026-11-20";

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub struct House {
    pub test: TestDb,
    pub service: Intake,
    pub owner: Actor,
}

impl House {
    pub async fn new() -> Self {
        let test = TestDb::new().await;
        let master = MasterKey::from_text(&"7".repeat(64)).unwrap();
        let vault = Vault::open(&test.db, &master).await.unwrap();
        let service = Intake { vault, hooks: Hooks::default(), door: None };
        Self { test, service, owner: Actor::command_line(day(TODAY)) }
    }

    /// With WeCom set up.
    pub async fn with_wecom() -> Self {
        let mut house = Self::new().await;
        let (db, vault) = (house.test.db.clone(), house.service.vault.clone());
        heng_identity::seed_roles(&db).await.unwrap();
        let standing = std::sync::Arc::new(StandingTable::empty("Asia/Shanghai".parse().unwrap()));
        let settings = IdentitySettings::new("http://localhost".parse().unwrap());
        let clock = db.clock();
        let identity = Identity::new(db, vault, standing, clock, vec![], settings).unwrap();
        let channel = Channel { provider: "wecom".to_owned(), corp: "ww1".to_owned() };
        house.service.door = Some(Door { identity, channel });
        house
    }

    pub fn identity(&self) -> &Identity {
        &self.service.door.as_ref().unwrap().identity
    }

    pub async fn unit(&self, kind: UnitKind, name: &str, parent: Option<UnitId>, since: &str) -> UnitId {
        let facts = UnitFacts::named(name, parent);
        let cmd = CreateUnit { id: None, kind, code: format!("X-{name}"), effective_on: day(since), facts };
        self.test.db.write(&self.owner, async |tx| api::create_unit(&tx, &cmd).await).await.unwrap()
    }

    pub async fn hire(
        &self,
        name: &str,
        number: &str,
        unit: UnitId,
        first_day: &str,
    ) -> (EmploymentId, PersonId) {
        let cmd = Hire {
            number: Some(number.to_owned()),
            ..Hire::of(PersonDraft::named(name), day(first_day), Post::in_unit(unit))
        };
        let hired = self
            .test
            .db
            .write(&self.owner, async |tx| api::hire(&tx, &self.service.vault, &cmd).await)
            .await
            .unwrap();
        (hired.employment, hired.person)
    }

    pub async fn upload_as(
        &self,
        actor: &Actor,
        company: Option<CompanyId>,
        bytes: Vec<u8>,
    ) -> Result<BatchView, IntakeError> {
        let file = Upload { company, file_name: "花名册.csv".to_owned(), bytes };
        batch::upload_file(&self.test.db, &self.service, actor, file).await?.try_into()
    }

    pub async fn upload(&self, text: &str) -> BatchView {
        self.upload_as(&self.owner, None, text.as_bytes().to_vec()).await.unwrap()
    }

    pub async fn apply_as(&self, actor: &Actor, batch: &BatchView) -> Result<batch::Applied, IntakeError> {
        let prepared = batch::prepare(self.test.db.read(), &self.service, actor, batch.id).await?;
        let cmd = Apply { plan_sha256: batch.plan_sha256.clone().unwrap() };
        self.test.db.write(actor, async |tx| batch::apply(&tx, &self.service, &prepared, &cmd).await).await
    }

    pub async fn apply(&self, batch: &BatchView) -> batch::Applied {
        self.apply_as(&self.owner, batch).await.unwrap()
    }

    pub async fn undo(&self, batch: &BatchView) -> Result<batch::Undone, IntakeError> {
        self.test.db.write(&self.owner, async |tx| batch::undo(&tx, &self.service, batch.id).await).await
    }

    pub async fn edit(&self, batch: &BatchView, change: batch::Edit) -> Result<BatchView, IntakeError> {
        let prepared = batch::prepare(self.test.db.read(), &self.service, &self.owner, batch.id).await?;
        let row = self
            .test
            .db
            .write(&self.owner, async |tx| batch::edit(&tx, &self.service, &prepared, &change).await)
            .await?;
        row.try_into()
    }

    pub async fn checked(
        &self,
        actor: &Actor,
        company: Option<CompanyId>,
        text: &str,
    ) -> heng_intake::Checked {
        let file = Upload { company, file_name: "a.csv".to_owned(), bytes: text.as_bytes().to_vec() };
        heng_intake::check(&self.test.db, &self.service, actor, file).await.unwrap()
    }

    /// Every row of every table that says anything about people, units or who sees them.
    pub async fn people_tables(&self) -> Vec<String> {
        const TABLES: [&str; 18] = [
            "unit",
            "unit_change",
            "unit_version",
            "job_title",
            "grade",
            "person",
            "employment",
            "personnel_event",
            "employment_term",
            "assignment",
            "contract",
            "compensation",
            "calendar_assignment",
            "people_card",
            "person_token",
            "visibility_place",
            "visibility_manager",
            "visibility_unit",
        ];
        let db = self.test.db.read();
        let mut all = vec![];
        for table in TABLES {
            let sql = Statement::from_string(db.get_database_backend(), format!("SELECT * FROM {table}"));
            let rows = JsonValue::find_by_statement(sql).all(db).await.unwrap();
            let mut rows: Vec<String> = rows.into_iter().map(|row| format!("{table} {row}")).collect();
            rows.sort();
            all.extend(rows);
        }
        all
    }

    pub async fn count(&self, table: &str) -> i64 {
        let db = self.test.db.read();
        let sql =
            Statement::from_string(db.get_database_backend(), format!("SELECT COUNT(*) AS n FROM {table}"));
        db.query_one_raw(sql).await.unwrap().unwrap().try_get("", "n").unwrap()
    }
}

/// HR of one company, with the classes given for reading and writing people.
pub fn hr(company: UnitId, classes: &[FieldClass], person: Option<PersonId>) -> Actor {
    let permissions = [
        Permission::IntakeRun,
        Permission::PeopleRead,
        Permission::PeopleWrite,
        Permission::OrgRead,
        Permission::OrgWrite,
    ];
    hr_with(company, classes, person, &permissions)
}

pub fn hr_with(
    company: UnitId,
    classes: &[FieldClass],
    person: Option<PersonId>,
    permissions: &[Permission],
) -> Actor {
    let company = CompanyId(company.0);
    let allowance = |permission: &Permission| Allowance {
        permission: *permission,
        scope: Scope::Company,
        anchor: Anchor::company(company),
        classes: if permission.class_aware() { ClassSet::of(classes) } else { ClassSet::EMPTY },
        role: RoleId(Uuid::nil()),
    };
    let mut actor = Actor::builder(Via::Session(SessionId(Uuid::nil())))
        .company(company)
        .today(day(TODAY))
        .allowances(permissions.iter().map(allowance));
    if let Some(person) = person {
        actor = actor.person(person);
    }
    actor.build()
}

pub const EVERYTHING: [FieldClass; 5] =
    [FieldClass::Public, FieldClass::Work, FieldClass::Private, FieldClass::Pay, FieldClass::IdBank];

impl House {
    /// A table's rows with bytes as text, to look for what should not be there.
    pub async fn raw(&self, table: &str) -> String {
        let db = self.test.db.read();
        let described = heng_migration::schema().into_iter().find(|t| t.name == table).unwrap();
        let sql = Statement::from_string(db.get_database_backend(), format!("SELECT * FROM {table}"));
        let mut all = String::new();
        for row in db.query_all_raw(sql).await.unwrap() {
            for column in &described.columns {
                let bytes = row.try_get::<Option<Vec<u8>>>("", column.name);
                let text = row.try_get::<Option<String>>("", column.name);
                let json = row.try_get::<Option<JsonValue>>("", column.name);
                all.push_str(
                    &bytes
                        .ok()
                        .flatten()
                        .map(|b| String::from_utf8_lossy(&b).into_owned())
                        .unwrap_or_default(),
                );
                all.push_str(&text.ok().flatten().unwrap_or_default());
                all.push_str(&json.ok().flatten().map(|json| json.to_string()).unwrap_or_default());
            }
        }
        all
    }

    pub async fn purge(&self) {
        let worker = heng_db::jobs::Worker::new(
            self.test.db.clone(),
            heng_db::Relay::new(vec![]),
            vec![std::sync::Arc::new(heng_intake::PurgeRosters)],
            heng_intake::recurring(),
            heng_db::jobs::WorkerSettings::new("test"),
        );
        worker.drain().await.unwrap();
    }
}
