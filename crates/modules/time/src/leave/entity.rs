//! `leave_type`, `leave_lot`, `leave_movement`, `leave_request`, `leave_day`. Quantities are hundredths of a day.

/// A kind of leave.
pub(crate) mod leave_type {
    use heng_access::FieldClass;
    use heng_calendar::CountRule;
    use heng_kernel::LeaveTypeId;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "leave_type")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LeaveTypeId,
        pub code: String,
        pub name: String,
        pub name_en: String,
        pub count_rule: String,
        /// `health` when the kind itself betrays an illness.
        pub class: String,
        pub needs_balance: bool,
        pub position: i32,
        pub retired: bool,
        /// How many days before today somebody may still ask for; 0 is from today on. Never negative.
        pub own_days_back: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}

    impl Model {
        /// Which days use it up.
        pub(crate) fn rule(&self) -> CountRule {
            match self.count_rule.as_str() {
                "except_statutory" => CountRule::ExceptStatutory,
                "calendar_days" => CountRule::CalendarDays,
                _ => CountRule::WorkingDays,
            }
        }

        /// Who may see that a leave is of this kind. A word this version does not know is the closer one.
        pub(crate) fn field_class(&self) -> FieldClass {
            if self.class == "work" { FieldClass::Work } else { FieldClass::Health }
        }
    }
}

/// Leave given to somebody for some days.
pub(crate) mod lot {
    use heng_kernel::{AccountId, CompanyId, EmploymentId, LeaveLotId, LeaveTypeId};
    use sea_orm::entity::prelude::*;

    /// Where a lot comes from.
    #[derive(
        Clone,
        Copy,
        Debug,
        PartialEq,
        Eq,
        EnumIter,
        DeriveActiveEnum,
        serde::Serialize,
        serde::Deserialize,
        utoipa::ToSchema,
    )]
    #[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
    #[serde(rename_all = "snake_case")]
    #[schema(as = LotSource)]
    pub enum Source {
        /// What somebody is owed for the period.
        Entitlement,
        /// What was left of an earlier period.
        CarriedOver,
        /// Given beyond that.
        Extra,
    }

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "leave_lot")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LeaveLotId,
        pub employment_id: EmploymentId,
        pub company_id: CompanyId,
        pub leave_type_id: LeaveTypeId,
        pub source: Source,
        pub from_on: Date,
        pub to_on: Option<Date>,
        pub reason: String,
        pub granted_by: Option<AccountId>,
        pub granted_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A signed line of the ledger; never changes.
pub(crate) mod movement {
    use heng_kernel::{AccountId, EmploymentId, LeaveLotId, LeaveMovementId, LeaveRequestId, LeaveTypeId};
    use sea_orm::entity::prelude::*;

    /// What a movement does.
    #[derive(
        Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, serde::Serialize, utoipa::ToSchema,
    )]
    #[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
    #[serde(rename_all = "snake_case")]
    #[schema(as = MovementKind)]
    pub enum Kind {
        /// A lot begins.
        Grant,
        /// A request that waits keeps its days.
        Hold,
        /// They are free again, or are about to be used.
        Release,
        /// An approved request uses them.
        Consume,
        /// A cancelled one gives them back.
        Restore,
        /// By hand.
        Adjust,
    }

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "leave_movement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LeaveMovementId,
        pub employment_id: EmploymentId,
        pub leave_type_id: LeaveTypeId,
        pub lot_id: LeaveLotId,
        pub kind: Kind,
        pub quantity: i32,
        pub effective_on: Date,
        pub request_id: Option<LeaveRequestId>,
        pub leave_day: Option<Date>,
        pub reason: Option<String>,
        pub recorded_by: Option<AccountId>,
        pub recorded_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A request for leave.
pub(crate) mod request {
    use heng_calendar::DayHalf;
    use heng_kernel::{AccountId, CaseId, CompanyId, EmploymentId, LeaveRequestId, LeaveTypeId, PersonId};
    use sea_orm::entity::prelude::*;

    /// Where a request stands.
    #[derive(
        Clone,
        Copy,
        Debug,
        PartialEq,
        Eq,
        EnumIter,
        DeriveActiveEnum,
        serde::Serialize,
        serde::Deserialize,
        utoipa::ToSchema,
    )]
    #[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
    #[serde(rename_all = "snake_case")]
    #[schema(as = LeaveStatus)]
    pub enum Status {
        /// Waits for a decision; its days are held.
        Pending,
        /// Its days are used.
        Approved,
        /// Refused by somebody.
        Refused,
        /// Taken back before a decision.
        Withdrawn,
        /// Taken back after approval.
        Cancelled,
        /// Changed behind its case.
        Voided,
    }

    impl Status {
        /// The stable code.
        pub const fn code(self) -> &'static str {
            match self {
                Self::Pending => "pending",
                Self::Approved => "approved",
                Self::Refused => "refused",
                Self::Withdrawn => "withdrawn",
                Self::Cancelled => "cancelled",
                Self::Voided => "voided",
            }
        }
    }

    /// Half of a day.
    #[derive(
        Clone,
        Copy,
        Debug,
        PartialEq,
        Eq,
        PartialOrd,
        Ord,
        EnumIter,
        DeriveActiveEnum,
        serde::Serialize,
        serde::Deserialize,
        utoipa::ToSchema,
    )]
    #[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
    #[serde(rename_all = "snake_case")]
    #[schema(as = HalfOfDay)]
    pub enum Half {
        /// Morning.
        Am,
        /// Afternoon.
        Pm,
    }

    impl Half {
        /// The stable code.
        pub const fn code(self) -> &'static str {
            match self {
                Self::Am => "am",
                Self::Pm => "pm",
            }
        }
    }

    impl From<Half> for DayHalf {
        fn from(half: Half) -> Self {
            match half {
                Half::Am => Self::Am,
                Half::Pm => Self::Pm,
            }
        }
    }

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "leave_request")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LeaveRequestId,
        pub employment_id: EmploymentId,
        pub person_id: PersonId,
        pub company_id: CompanyId,
        pub leave_type_id: LeaveTypeId,
        pub first_day: Date,
        pub first_half: Half,
        pub last_day: Date,
        pub last_half: Half,
        pub quantity: i32,
        pub reason: Option<String>,
        pub status: Status,
        pub case_id: Option<CaseId>,
        /// Why it counts that many days, as it was explained when it was sent.
        pub counted: Json,
        pub submitted_by: Option<AccountId>,
        pub submitted_at: DateTimeUtc,
        pub closed_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A day of a request, also one that uses up nothing.
pub(crate) mod day {
    use heng_kernel::{EmploymentId, LeaveRequestId};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "leave_day")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub request_id: LeaveRequestId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub on_day: Date,
        pub employment_id: EmploymentId,
        pub am: bool,
        pub pm: bool,
        pub quantity: i32,
        /// `work`, `rest` or `statutory`, as it was counted.
        pub kind: String,
        /// Whether the request still stands.
        pub live: bool,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
