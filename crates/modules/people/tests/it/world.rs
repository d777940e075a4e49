//! A small group every test starts from.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::NaiveDate;
use heng_access::Actor;
use heng_db::Tx;
use heng_identifiers::{IdDocument, IdKind, Mobile};
use heng_kernel::{CalendarId, CompanyId, EmploymentId, PersonnelEventId, UnitId};
use heng_people::api::{
    self, Act, Change, CreateUnit, Hire, Hired, Hooks, PersonDraft, PersonnelError, Post, UnitFacts, UnitKind,
};
use heng_people::hooks::CalendarBook;
use heng_testkit::TestDb;
use heng_vault::{MasterKey, Vault};
use sea_orm::DbErr;
use uuid::Uuid;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Calendars, which `time` keeps: whatever is asked for is 衡一's, but for the one nobody made.
struct OneBook(CompanyId);

#[async_trait]
impl CalendarBook for OneBook {
    async fn company_of(&self, _: &Tx, calendar: CalendarId) -> Result<Option<CompanyId>, DbErr> {
        Ok((calendar != CalendarId(Uuid::nil())).then_some(self.0))
    }
}

/// A group with company 衡一 (branches 北店 and 南店, department 总部, team 前台 in 北店) and company 衡二 (department 二部).
pub struct World {
    pub test: TestDb,
    pub vault: Vault,
    pub actor: Actor,
    pub hooks: Hooks,
    pub group: UnitId,
    pub one: UnitId,
    pub north: UnitId,
    pub south: UnitId,
    pub head_office: UnitId,
    pub desk: UnitId,
    pub two: UnitId,
    pub second: UnitId,
}

impl World {
    pub async fn new() -> Self {
        let test = TestDb::new().await;
        let vault = vault(&test).await;
        let actor = Actor::command_line(day("2026-03-02"));
        let new_unit =
            async |kind, code: &str, name: &str, parent| unit(&test, &actor, kind, code, name, parent).await;
        let group = new_unit(UnitKind::Group, "G", "衡集团", None).await;
        let one = new_unit(UnitKind::Company, "C1", "衡一", Some(group)).await;
        let two = new_unit(UnitKind::Company, "C2", "衡二", Some(group)).await;
        let north = new_unit(UnitKind::Branch, "B1", "北店", Some(one)).await;
        let south = new_unit(UnitKind::Branch, "B2", "南店", Some(one)).await;
        let head_office = new_unit(UnitKind::Department, "D1", "总部", Some(one)).await;
        let desk = new_unit(UnitKind::Team, "T1", "前台", Some(north)).await;
        let second = new_unit(UnitKind::Department, "D2", "二部", Some(two)).await;
        let hooks = Hooks::default().with_calendars(Arc::new(OneBook(CompanyId(one.0))));
        Self { test, vault, actor, hooks, group, one, north, south, head_office, desk, two, second }
    }

    pub async fn unit(&self, kind: UnitKind, code: &str, name: &str, parent: UnitId) -> UnitId {
        unit(&self.test, &self.actor, kind, code, name, Some(parent)).await
    }

    pub async fn try_hire(&self, cmd: &Hire) -> Result<Hired, PersonnelError> {
        self.test.db.write(&self.actor, async |tx| api::hire(&tx, &self.vault, cmd).await).await
    }

    pub async fn hire_in(&self, name: &str, unit: UnitId, first_day: &str) -> EmploymentId {
        let cmd = Hire::of(PersonDraft::named(name), day(first_day), Post::in_unit(unit));
        self.try_hire(&cmd).await.unwrap().employment
    }

    pub async fn try_record(&self, cmd: &Change) -> Result<PersonnelEventId, PersonnelError> {
        self.test.db.write(&self.actor, async |tx| api::record(&tx, &self.hooks, cmd).await).await
    }

    pub async fn record(&self, who: EmploymentId, on: &str, act: Act) -> PersonnelEventId {
        self.try_record(&Change::of(who, day(on), act)).await.unwrap()
    }

    pub async fn head(&self, unit: UnitId, head: EmploymentId, on: &str) {
        let heads = [(unit, head)];
        self.test
            .db
            .write(&self.actor, async |tx| api::assign_heads(&tx, day(on), &heads).await)
            .await
            .unwrap();
    }
}

async fn unit(
    test: &TestDb,
    actor: &Actor,
    kind: UnitKind,
    code: &str,
    name: &str,
    parent: Option<UnitId>,
) -> UnitId {
    let facts = UnitFacts::named(name, parent);
    let cmd = CreateUnit { id: None, kind, code: code.to_owned(), effective_on: day("2020-01-01"), facts };
    test.db.write(actor, async |tx| api::create_unit(&tx, &cmd).await).await.unwrap()
}

pub async fn vault(test: &TestDb) -> Vault {
    let master = MasterKey::from_text(&"7".repeat(64)).unwrap();
    Vault::open(&test.db, &master).await.unwrap()
}

/// A person with a sealed resident ID and mobile.
pub fn sealed_person(name: &str, id: &str, mobile: &str) -> PersonDraft {
    PersonDraft {
        id: Some(IdDocument::parse(IdKind::ResidentId, id).unwrap()),
        mobile: Some(Mobile::parse(mobile).unwrap()),
        ..PersonDraft::named(name)
    }
}
