//! `field_definition` and `field_value`.

pub(crate) mod definition {
    //! `field_definition`.
    use heng_kernel::FieldId;
    use sea_orm::entity::prelude::*;

    use crate::field::{FieldKind, FieldRule};

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "field_definition")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FieldId,
        pub code: String,
        pub name: String,
        pub name_en: Option<String>,
        pub kind: FieldKind,
        pub class: String,
        pub rule: FieldRule,
        pub position: i32,
        pub retired: bool,
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod value {
    //! `field_value`.
    use heng_kernel::{EmploymentId, FieldId};
    use heng_vault::SealedText;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "field_value")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub field_id: FieldId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub employment_id: EmploymentId,
        pub value: Option<String>,
        pub sealed: Option<SealedText>,
        pub updated_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
