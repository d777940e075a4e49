//! `approval_flow` and `approval_flow_version`.

/// The flow of one kind of request.
pub(crate) mod flow {
    use heng_kernel::{CompanyId, FlowId};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "approval_flow")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FlowId,
        pub kind: String,
        /// The company that goes its own way; none for the group's flow.
        pub company_id: Option<CompanyId>,
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// One version of a flow; never changes.
pub(crate) mod version {
    use heng_kernel::{AccountId, FlowId, FlowVersionId};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "approval_flow_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FlowVersionId,
        pub flow_id: FlowId,
        pub number: i32,
        pub definition: Json,
        pub made_by: Option<AccountId>,
        pub made_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
