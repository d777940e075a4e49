//! A case's history, one line for each thing that happened.

use heng_db::Tx;
use heng_kernel::{CaseId, EmploymentId};
use sea_orm::{ActiveModelTrait, DbErr};
use serde_json::{Value, json};
use uuid::Uuid;

use super::entity::step;

/// Something that happened to a case.
pub(crate) struct Step<'a> {
    kind: &'static str,
    node: Option<&'a str>,
    who: Option<EmploymentId>,
    detail: Value,
    comment: Option<&'a str>,
}

impl<'a> Step<'a> {
    pub fn new(kind: &'static str) -> Self {
        Self { kind, node: None, who: None, detail: json!({}), comment: None }
    }

    pub fn at(mut self, node: &'a str) -> Self {
        self.node = Some(node);
        self
    }

    pub fn by(mut self, who: EmploymentId) -> Self {
        self.who = Some(who);
        self
    }

    pub fn with(mut self, detail: Value) -> Self {
        self.detail = detail;
        self
    }

    pub fn saying(mut self, comment: Option<&'a str>) -> Self {
        self.comment = comment;
        self
    }

    /// Writes the line.
    pub async fn note(self, tx: &Tx, case: CaseId) -> Result<(), DbErr> {
        let row = step::Model {
            id: tx.new_id::<Uuid>(),
            case_id: case,
            kind: self.kind.to_owned(),
            node: self.node.map(ToOwned::to_owned),
            employment_id: self.who,
            detail: self.detail,
            comment: self.comment.map(ToOwned::to_owned),
            at: tx.now,
        };
        step::ActiveModel::from(row).reset_all().insert(tx.db()).await.map(|_| ())
    }
}
