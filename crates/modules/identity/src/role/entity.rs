//! `role` and `role_row`.

/// A named set of permissions.
pub(crate) mod role {
    use heng_kernel::RoleId;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "role")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RoleId,
        pub code: String,
        pub name_zh: String,
        pub name_en: String,
        pub builtin: bool,
        pub changed_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// One line of a role.
pub(crate) mod role_row {
    use heng_kernel::RoleId;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "role_row")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub role_id: RoleId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub permission: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub scope: String,
        /// Codes with spaces between.
        pub classes: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
