//! The module's face to others.

use std::collections::HashMap;

use chrono::NaiveDate;
use heng_flow::Why;
use heng_kernel::{CompanyId, EmploymentId, Finding};
use heng_people::api::PersonView;
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{directory, flow};

pub use crate::case::{NewCase, Opened, deciders, open, withdraw};

/// A step that a request would pass.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExpectedNode {
    /// Key of the node.
    pub key: String,
    /// How the answers add up: `{ "mode": "any" }`.
    #[schema(value_type = HashMap<String, Value>)]
    pub mode: serde_json::Value,
    /// Who would be asked.
    pub people: Vec<ExpectedApprover>,
}

/// Somebody who would be asked.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExpectedApprover {
    /// Who.
    #[serde(flatten)]
    pub person: PersonView,
    /// How the flow comes to them, in order.
    #[schema(value_type = Vec<HashMap<String, Value>>)]
    pub why: Vec<Why>,
}

/// Who would decide on a request of this kind today, without opening a case. Findings when nobody can be asked.
pub async fn expected(
    db: &impl ConnectionTrait,
    kind: &str,
    company: CompanyId,
    applicant: EmploymentId,
    on: NaiveDate,
) -> Result<Result<Vec<ExpectedNode>, Vec<Finding>>, DbErr> {
    let version = flow::current(db, kind, company).await?.definition;
    let nodes = match directory::people_for(db, &version, applicant, on).await? {
        Ok((_, nodes)) => nodes,
        Err(findings) => return Ok(Err(findings)),
    };
    let asked: Vec<EmploymentId> =
        nodes.iter().flat_map(|node| node.assignees.iter().map(|assignee| assignee.employment)).collect();
    let cards =
        if asked.is_empty() { HashMap::new() } else { heng_people::api::cards(db, &asked, on).await? };
    let mut expected = vec![];
    for node in nodes {
        let approver = |assignee: heng_flow::Assignee| {
            let card = cards.get(&assignee.employment)?;
            Some(ExpectedApprover { person: card.into(), why: assignee.why })
        };
        expected.push(ExpectedNode {
            key: node.key,
            mode: serde_json::to_value(node.mode).map_err(|error| DbErr::Json(error.to_string()))?,
            people: node.assignees.into_iter().filter_map(approver).collect(),
        });
    }
    Ok(Ok(expected))
}
