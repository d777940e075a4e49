//! What a flow is made of. Plain data: stored, sent and edited as JSON.

use std::collections::BTreeSet;

use heng_kernel::{EmploymentId, Finding, Severity};
use serde::{Deserialize, Serialize};

/// One version of a flow. Immutable once a case runs on it; a case keeps the version it began with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowVersion {
    /// The steps, in order.
    pub nodes: Vec<Node>,
    /// What happens when one person stands at several nodes.
    #[serde(default)]
    pub same_person: SamePerson,
    /// Codes of the roles asked, the first that has anybody, when the line of managers leads nowhere.
    #[serde(default = "last_resort")]
    pub last_resort: Vec<String>,
}

fn last_resort() -> Vec<String> {
    ["hr", "hr_head", "owner"].map(str::to_owned).to_vec()
}

/// One step: some people and how many of them it takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Own name inside the version; tasks refer to it.
    pub key: String,
    /// Who is asked.
    pub kind: NodeKind,
    /// How their answers add up.
    #[serde(default)]
    pub mode: Mode,
}

/// Who is asked at a node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NodeKind {
    /// The manager that many levels up: 1 is the direct one. A vacant or unsuitable level passes to the next one up.
    ManagerLevel {
        /// From 1.
        level: u16,
    },
    /// The head of the applicant's department.
    DepartmentHead,
    /// Named people.
    Fixed {
        /// Whom.
        employments: Vec<EmploymentId>,
    },
    /// Everybody who holds a role for the applicant.
    Role {
        /// Its code.
        code: String,
    },
    /// People the applicant names when asking.
    Chosen,
}

/// How the answers at one node add up. A refusal counts like an approval: it needs nobody's consent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mode", rename_all = "snake_case")]
pub enum Mode {
    /// Everybody approves; the first refusal refuses (会签).
    #[default]
    All,
    /// The first answer decides (或签).
    Any,
    /// Everybody, one after the other (依次).
    InOrder,
    /// That many approvals; refused as soon as they cannot be reached any more.
    NOfM {
        /// How many, from 1.
        needed: u16,
    },
}

/// What happens when one person stands at several nodes of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SamePerson {
    /// Asked once: an approval given earlier counts again.
    #[default]
    Merge,
    /// Asked at each node.
    AskAgain,
}

impl FlowVersion {
    /// The flow every company starts with: the direct manager.
    pub fn direct_manager() -> Self {
        let manager =
            Node { key: "manager".to_owned(), kind: NodeKind::ManagerLevel { level: 1 }, mode: Mode::Any };
        Self { nodes: vec![manager], same_person: SamePerson::default(), last_resort: last_resort() }
    }

    /// What is wrong with it: a version with errors is not stored and resolves to nobody.
    ///
    /// - `flow.no_nodes`: it would approve by itself;
    /// - `flow.no_key`, `flow.repeated_key`: tasks could not be told apart;
    /// - `flow.level_from_one`, `flow.needed_from_one`: zero managers up, or zero approvals, is a pass;
    /// - `flow.empty_group`: no people named.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.nodes.is_empty() {
            findings.push(Finding::new("flow.no_nodes", Severity::Error, "nodes"));
        }
        let mut keys = BTreeSet::new();
        for (n, node) in self.nodes.iter().enumerate() {
            let faults = [
                (node.key.is_empty(), "flow.no_key"),
                (!keys.insert(&node.key), "flow.repeated_key"),
                (matches!(node.kind, NodeKind::ManagerLevel { level: 0 }), "flow.level_from_one"),
                (matches!(node.mode, Mode::NOfM { needed: 0 }), "flow.needed_from_one"),
                (
                    matches!(&node.kind, NodeKind::Fixed { employments } if employments.is_empty()),
                    "flow.empty_group",
                ),
            ];
            let codes = faults.into_iter().filter_map(|(found, code)| found.then_some(code));
            findings.extend(codes.map(|code| Finding::new(code, Severity::Error, format!("nodes[{n}]"))));
        }
        findings
    }
}
