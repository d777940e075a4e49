//! `approval_case`, `approval_node`, `approval_task`, `approval_step`.

/// A case.
pub(crate) mod case {
    use heng_kernel::{CaseId, CompanyId, EmploymentId, FlowVersionId, PersonId};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "approval_case")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CaseId,
        pub kind: String,
        pub subject_id: Uuid,
        pub flow_version_id: FlowVersionId,
        pub company_id: CompanyId,
        pub applicant_id: EmploymentId,
        pub applicant_person_id: PersonId,
        /// Counts the changes, from 1.
        pub version: i32,
        pub status: String,
        /// Hash of what is decided on.
        pub content: String,
        /// What was shown when it was opened.
        pub facts: Json,
        pub summary: Json,
        pub same_person: String,
        /// Why the effect failed, as a code.
        pub failure: Option<String>,
        pub opened_at: DateTimeUtc,
        pub closed_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// One step of a case.
pub(crate) mod node {
    use heng_kernel::CaseId;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "approval_node")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub case_id: CaseId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub position: i32,
        pub mode: Json,
        pub status: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// One person's part of a step.
pub(crate) mod task {
    use heng_kernel::{CaseId, CaseTaskId, EmploymentId, PersonId};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "approval_task")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CaseTaskId,
        pub case_id: CaseId,
        pub node: String,
        pub position: i32,
        pub employment_id: EmploymentId,
        pub person_id: PersonId,
        pub why: Json,
        pub status: String,
        /// Version of the case in which it was opened.
        pub since: i32,
        pub opened_at: Option<DateTimeUtc>,
        pub outcome: Option<String>,
        pub comment: Option<String>,
        pub decided_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// One line of a case's history.
pub(crate) mod step {
    use heng_kernel::CaseId;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "approval_step")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub case_id: CaseId,
        pub kind: String,
        pub node: Option<String>,
        pub employment_id: Option<heng_kernel::EmploymentId>,
        pub detail: Json,
        pub comment: Option<String>,
        pub at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
