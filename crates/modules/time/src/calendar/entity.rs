//! `company_calendar` and `company_calendar_day`.

/// A calendar of own days.
pub(crate) mod calendar {
    use heng_kernel::{CalendarId, CompanyId, UnitId};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "company_calendar")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CalendarId,
        pub company_id: CompanyId,
        /// The branch it is for; none for the whole company.
        pub unit_id: Option<UnitId>,
        pub name: String,
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// An own day.
pub(crate) mod day {
    use heng_kernel::CalendarId;
    use sea_orm::entity::prelude::*;

    /// What an own day does.
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
    pub enum Effect {
        /// An extra day off.
        Off,
        /// An extra working day.
        Work,
    }

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "company_calendar_day")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub calendar_id: CalendarId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub on_day: Date,
        pub effect: Effect,
        pub name: String,
        pub set_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
