//! `account` and `external_account`.

/// One person's, or one outsider's, way in.
pub(crate) mod account {
    use heng_kernel::{AccountId, PersonId};
    use sea_orm::entity::prelude::*;

    /// Whether the account lets anybody in.
    #[derive(
        Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, serde::Serialize, utoipa::ToSchema,
    )]
    #[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
    #[serde(rename_all = "snake_case")]
    #[schema(as = AccountState)]
    pub enum State {
        /// Yes.
        Active,
        /// No.
        Disabled,
    }

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AccountId,
        pub login: String,
        pub login_key: String,
        pub display_name: String,
        pub person_id: Option<PersonId>,
        pub state: State,
        pub locale: String,
        pub stamp: i64,
        pub created_at: DateTimeUtc,
        pub disabled_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// An account of another system that opens ours.
pub(crate) mod external_account {
    use heng_kernel::AccountId;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "external_account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub provider: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub corp: String,
        /// The subject in lower case: providers compare without case.
        #[sea_orm(primary_key, auto_increment = false)]
        pub subject_key: String,
        pub subject: String,
        pub account_id: AccountId,
        pub linked_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
