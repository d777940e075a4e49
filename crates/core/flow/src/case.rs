//! A running or decided case, as data.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use heng_kernel::{EmploymentId, Finding, PersonId, Severity};
use serde::{Deserialize, Serialize};

use crate::{Applicant, Assignee, Effect, Mode, ResolvedNode, SamePerson};

/// Everything that decides what may happen next. Stored as rows by `modules/approval`; only [`CaseState::start`] and
/// [`CaseState::apply`] change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseState {
    /// Counts the changes, from 1. Pages carry the version they show.
    pub version: u32,
    /// Who asks, in which employment.
    pub applicant: EmploymentId,
    /// The human being who asks.
    pub applicant_person: PersonId,
    /// Hash of the content that is decided on, as it is shown to the approvers.
    pub content: String,
    /// What happens when one person stands at several nodes.
    pub same_person: SamePerson,
    /// Where the case stands.
    pub status: CaseStatus,
    /// Its steps, in order.
    pub nodes: Vec<NodeState>,
}

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseStatus {
    /// Waits for somebody.
    Running,
    /// Every node approved; the effect is due, in the same transaction.
    Settling,
    /// Every node approved, but the effect did not succeed. It can be tried again or the request withdrawn.
    EffectFailed,
    /// Approved and in effect. Final.
    Approved,
    /// Refused by somebody. Final.
    Refused,
    /// Taken back by the applicant. Final.
    Withdrawn,
    /// What was asked changed behind the case; its decisions mean nothing any more. Final.
    Voided,
}

impl CaseStatus {
    /// Whether nothing can change the case any more.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Approved | Self::Refused | Self::Withdrawn | Self::Voided)
    }
}

/// One step of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeState {
    /// Key of the node in the flow.
    pub key: String,
    /// How answers add up.
    pub mode: Mode,
    /// Where the step stands.
    pub status: NodeStatus,
    /// One task for each person asked.
    pub tasks: Vec<Task>,
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeStatus {
    /// Its turn has not come.
    Waiting,
    /// Asked now.
    Open,
    /// Enough approvals.
    Approved,
    /// Refused.
    Refused,
}

/// One person's part of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Who is asked and why.
    pub assignee: Assignee,
    /// Where it stands.
    pub status: TaskStatus,
    /// Version of the case in which it was opened; 0 while it waits.
    pub since: u32,
    /// The answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}

/// Where a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskStatus {
    /// Its turn has not come.
    Waiting,
    /// Asked now.
    Open,
    /// Answered by its assignee.
    Decided,
    /// Counts as approved: the same person approved an earlier node.
    Carried,
    /// Not needed any more.
    Closed,
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Yes or no.
    pub outcome: Outcome,
    /// When.
    pub at: DateTime<Utc>,
}

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Yes.
    Approve,
    /// No.
    Refuse,
}

impl Task {
    /// Whether it counts as an approval.
    pub fn approves(&self) -> bool {
        self.status == TaskStatus::Carried
            || self.decision.is_some_and(|decision| decision.outcome == Outcome::Approve)
    }

    /// Whether it was refused.
    pub fn refuses(&self) -> bool {
        self.decision.is_some_and(|decision| decision.outcome == Outcome::Refuse)
    }

    /// Whether an answer can still come.
    pub fn is_pending(&self) -> bool {
        matches!(self.status, TaskStatus::Waiting | TaskStatus::Open)
    }
}

impl NodeState {
    /// What the answers so far add up to.
    pub(crate) fn tally(&self) -> NodeStatus {
        let approvals = self.tasks.iter().filter(|task| task.approves()).count();
        let refusals = self.tasks.iter().filter(|task| task.refuses()).count();
        let needed = match self.mode {
            Mode::All | Mode::InOrder => self.tasks.len(),
            Mode::Any => 1,
            Mode::NOfM { needed } => usize::from(needed),
        };
        let reachable = match self.mode {
            Mode::Any if refusals > 0 => 0,
            _ => self.tasks.len() - refusals,
        };
        // `needed.max(1)`: whatever was stored, nothing passes without an approval.
        match needed.max(1) {
            needed if approvals >= needed => NodeStatus::Approved,
            needed if reachable < needed => NodeStatus::Refused,
            _ => NodeStatus::Open,
        }
    }
}

impl CaseState {
    /// A new case on the people found, with its first node open.
    ///
    /// `flow.no_nodes` and `flow.empty_group` when there would be nobody to ask, `flow.self_approval` when the applicant
    /// stands among the people, `flow.repeated_key` and `flow.repeated_person` when tasks could not be told apart.
    pub fn start(
        applicant: &Applicant,
        nodes: Vec<ResolvedNode>,
        same_person: SamePerson,
        content: impl Into<String>,
    ) -> Result<(Self, Vec<Effect>), Finding> {
        let fault = |code, key: &str| Finding::new(code, Severity::Error, format!("nodes.{key}"));
        if nodes.is_empty() {
            return Err(fault("flow.no_nodes", ""));
        }
        let mut keys = BTreeSet::new();
        for node in &nodes {
            let persons: BTreeSet<_> = node.assignees.iter().map(|assignee| assignee.person).collect();
            let faults = [
                (!keys.insert(&node.key), "flow.repeated_key"),
                (node.assignees.is_empty(), "flow.empty_group"),
                (persons.contains(&applicant.person), "flow.self_approval"),
                (persons.len() < node.assignees.len(), "flow.repeated_person"),
            ];
            if let Some((_, code)) = faults.into_iter().find(|(found, _)| *found) {
                return Err(fault(code, &node.key));
            }
        }
        let waiting = |assignee| Task { assignee, status: TaskStatus::Waiting, since: 0, decision: None };
        let node = |node: ResolvedNode| NodeState {
            key: node.key,
            mode: node.mode,
            status: NodeStatus::Waiting,
            tasks: node.assignees.into_iter().map(waiting).collect(),
        };
        let mut case = Self {
            version: 1,
            applicant: applicant.employment,
            applicant_person: applicant.person,
            content: content.into(),
            same_person,
            status: CaseStatus::Running,
            nodes: nodes.into_iter().map(node).collect(),
        };
        let effects = case.proceed();
        Ok((case, effects))
    }

    /// The tasks asked now: `(node key, task)`.
    pub fn open_tasks(&self) -> impl Iterator<Item = (&str, &Task)> {
        self.nodes.iter().flat_map(|node| {
            let open = node.tasks.iter().filter(|task| task.status == TaskStatus::Open);
            open.map(|task| (node.key.as_str(), task))
        })
    }
}
