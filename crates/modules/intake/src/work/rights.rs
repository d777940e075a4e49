//! What of a file somebody may bring in.

use heng_access::{Actor, ClassSet, FieldClass, Permission, Target};
use heng_cleanse::Field;
use heng_kernel::{CompanyId, PersonId, UnitId};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

/// Rights on the company of a batch, today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rights {
    /// Field classes that may be written.
    pub writes: ClassSet,
    /// Field classes that may be seen.
    pub reads: ClassSet,
    /// Whether units may be made.
    pub units: bool,
    /// Whether accounts may be opened and linked.
    pub accounts: bool,
    /// Whether jobs and grades may be added.
    pub catalogue: bool,
    /// The person who acts: nobody decides about their own pay.
    pub own: Option<PersonId>,
}

impl Rights {
    pub fn of(actor: &Actor, target: &Target) -> Self {
        Self {
            writes: actor.classes(Permission::PeopleWrite, target),
            reads: actor.classes(Permission::PeopleRead, target),
            units: actor.require(Permission::OrgWrite, target).is_ok(),
            accounts: actor.require(Permission::AccountWrite, target).is_ok(),
            catalogue: actor.may(Permission::OrgWrite),
            own: actor.person(),
        }
    }

    /// Whether a column with this meaning may be brought in.
    pub fn may_write(&self, field: Field) -> bool {
        self.writes.contains(class_of(field))
    }

    /// The class that is shown with it.
    pub fn class_shown(&self, field: Field) -> ClassSet {
        self.reads.intersection(ClassSet::of(&[class_of(field)]))
    }

    /// Whether its values may be shown.
    pub fn may_read(&self, field: Field) -> bool {
        self.reads.contains(class_of(field))
    }
}

/// Where a batch stands: at its company, or at the group.
pub(crate) async fn target(
    db: &impl ConnectionTrait,
    company: Option<CompanyId>,
    today: chrono::NaiveDate,
) -> Result<Target, DbErr> {
    // Asked in any case, so that a batch that never was takes as many statements.
    let unit = company.map_or(UnitId(Uuid::nil()), |company| UnitId(company.0));
    let at = heng_scope::unit_target(db, unit, today).await?;
    Ok(if company.is_some() { at } else { Target::group() })
}

/// The class of a column's values.
pub(crate) const fn class_of(field: Field) -> FieldClass {
    match field {
        Field::Number
        | Field::Name
        | Field::Company
        | Field::Unit
        | Field::UnitLevel1
        | Field::UnitLevel2
        | Field::UnitLevel3
        | Field::UnitLevel4
        | Field::UnitLevel5
        | Field::Job
        | Field::Grade => FieldClass::Public,
        Field::Manager
        | Field::Hired
        | Field::Confirmed
        | Field::EmploymentKind
        | Field::ContractKind
        | Field::ContractStart
        | Field::ContractEnd
        | Field::Status
        | Field::LastDay
        | Field::WecomAccount
        | Field::InsuredCity
        | Field::Remark => FieldClass::Work,
        Field::Sex | Field::Birth | Field::Mobile => FieldClass::Private,
        Field::BasePay | Field::FundRate => FieldClass::Pay,
        Field::IdKind | Field::IdNumber | Field::BankCard | Field::Bank => FieldClass::IdBank,
    }
}
