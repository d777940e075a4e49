//! From a flow to people, each with the reason.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use heng_kernel::{EmploymentId, Finding, PersonId, Severity};
use serde::{Deserialize, Serialize};

use crate::{Directory, FlowVersion, Mode, Node, NodeKind, Seat, Why};

/// Who asks, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applicant {
    /// For which employment.
    pub employment: EmploymentId,
    /// The human being: never asked about their own request, whatever other employments they hold.
    pub person: PersonId,
    /// The day on which managers, heads and roles are looked up.
    pub on: NaiveDate,
    /// For `chosen` nodes, by key: whom the applicant named.
    pub chosen: BTreeMap<String, Vec<EmploymentId>>,
}

/// One person asked at a node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignee {
    /// In which employment.
    pub employment: EmploymentId,
    /// The human being.
    pub person: PersonId,
    /// How the flow came to them.
    pub why: Vec<Why>,
}

/// A node with its people: at least one, each person once, never the applicant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolvedNode {
    /// Key of the node.
    pub key: String,
    /// How answers add up.
    pub mode: Mode,
    /// Who is asked, in order.
    pub assignees: Vec<Assignee>,
}

/// Who decides on a request of this applicant, node by node.
///
/// Errors besides those of [`FlowVersion::findings`], all found at once:
///
/// - `flow.nobody`: neither the line of managers nor a role of last resort gives anybody but the applicant;
/// - `flow.empty_group`: named people or holders of a role, and none of them can be asked;
/// - `flow.too_few`: fewer people than approvals needed (`needed`, `found`).
pub fn resolve(
    version: &FlowVersion,
    applicant: &Applicant,
    directory: &dyn Directory,
) -> Result<Vec<ResolvedNode>, Vec<Finding>> {
    let mut findings = version.findings();
    if !findings.is_empty() {
        return Err(findings);
    }
    let asking = Asking { version, applicant, directory };
    let mut nodes = Vec::new();
    for (n, node) in version.nodes.iter().enumerate() {
        match asking.people_of(node) {
            Ok(resolved) => nodes.push(resolved),
            Err(Shortage { code, needed, found }) => findings.push(
                Finding::new(code, Severity::Error, format!("nodes[{n}]"))
                    .with("needed", needed)
                    .with("found", found),
            ),
        }
    }
    if findings.is_empty() { Ok(nodes) } else { Err(findings) }
}

/// A node that cannot be filled.
struct Shortage {
    code: &'static str,
    needed: usize,
    found: usize,
}

struct Asking<'a> {
    version: &'a FlowVersion,
    applicant: &'a Applicant,
    directory: &'a dyn Directory,
}

impl Asking<'_> {
    fn people_of(&self, node: &Node) -> Result<ResolvedNode, Shortage> {
        let group = |people: Vec<Assignee>| (node.mode, people);
        let (mode, assignees) = match &node.kind {
            NodeKind::ManagerLevel { level } => {
                let line = self.directory.manager_of(self.applicant.employment, self.applicant.on);
                self.up_the_line(line, *level, node.mode, manager_reason)
            }
            NodeKind::DepartmentHead => {
                let head = self.directory.department_head(self.applicant.employment, self.applicant.on);
                self.up_the_line(head, 1, node.mode, |_| Why::DepartmentHead)
            }
            NodeKind::Fixed { employments } => group(self.able(employments, || vec![Why::Named])),
            NodeKind::Chosen => {
                let chosen = self.applicant.chosen.get(&node.key).map_or(&[][..], Vec::as_slice);
                group(self.able(chosen, || vec![Why::ChosenByApplicant]))
            }
            NodeKind::Role { code } => group(self.holders(code, &[])),
        };
        let needed = match mode {
            Mode::NOfM { needed } => usize::from(needed),
            Mode::All | Mode::Any | Mode::InOrder => 1,
        };
        let found = assignees.len();
        let along_the_line = matches!(node.kind, NodeKind::ManagerLevel { .. } | NodeKind::DepartmentHead);
        let code = match found {
            0 if along_the_line => "flow.nobody",
            0 => "flow.empty_group",
            _ if found < needed => "flow.too_few",
            _ => return Ok(ResolvedNode { key: node.key.clone(), mode, assignees }),
        };
        Err(Shortage { code, needed, found })
    }

    /// The first suitable seat from `level` on, else the highest suitable one below it, else a role of last resort, of
    /// which any holder decides.
    fn up_the_line(
        &self,
        mut next: Option<Seat>,
        level: u16,
        mode: Mode,
        found_there: fn(u16) -> Why,
    ) -> (Mode, Vec<Assignee>) {
        let (mut reached, mut seen, mut trail) = (0u16, BTreeSet::new(), Vec::new());
        let mut highest = None;
        while let Some(seat) = next {
            if !seen.insert(seat) {
                trail.push(Why::CycleStopped);
                break;
            }
            let passed_over = match seat.holder.map(|holder| (holder, self.askable(holder))) {
                Some((employment, Askable::Yes(person))) => {
                    reached = reached.saturating_add(1);
                    if reached >= level {
                        let as_asked = reached == level && !trail.contains(&Why::IsApplicant);
                        let reason =
                            if as_asked { found_there(reached) } else { Why::NextLevel { level: reached } };
                        trail.push(reason);
                        return (mode, vec![Assignee { employment, person, why: trail }]);
                    }
                    highest = Some((employment, person, reached));
                    None
                }
                // One's own seat is no level above oneself.
                Some((_, Askable::IsApplicant)) => Some(Why::IsApplicant),
                Some((employment, Askable::Gone)) => {
                    reached = reached.saturating_add(1);
                    Some(Why::HolderGone { employment })
                }
                None => {
                    reached = reached.saturating_add(1);
                    Some(Why::SeatVacant { unit: seat.unit })
                }
            };
            trail.extend(passed_over);
            next = self.directory.above(seat, self.applicant.on);
        }
        if let Some((employment, person, level)) = highest {
            trail.push(Why::TopOfLine { level });
            return (mode, vec![Assignee { employment, person, why: trail }]);
        }
        trail.push(Why::NobodyInLine);
        let roles = self.version.last_resort.iter();
        let people = roles.map(|role| self.holders(role, &trail)).find(|people| !people.is_empty());
        (Mode::Any, people.unwrap_or_default())
    }

    fn holders(&self, role: &str, trail: &[Why]) -> Vec<Assignee> {
        let holders = self.directory.holders(role, self.applicant.employment, self.applicant.on);
        self.able(&holders, || {
            let mut why = trail.to_vec();
            why.push(Why::HoldsRole { role: role.to_owned() });
            why
        })
    }

    /// Those of a group who can be asked, each person once.
    fn able(&self, group: &[EmploymentId], why: impl Fn() -> Vec<Why>) -> Vec<Assignee> {
        let mut persons = BTreeSet::new();
        let ask = |employment: &EmploymentId| match self.askable(*employment) {
            Askable::Yes(person) if persons.insert(person) => {
                Some(Assignee { employment: *employment, person, why: why() })
            }
            _ => None,
        };
        group.iter().filter_map(ask).collect()
    }

    fn askable(&self, employment: EmploymentId) -> Askable {
        match self.directory.person_of(employment) {
            Some(person) if person == self.applicant.person => Askable::IsApplicant,
            Some(person) if self.directory.works(employment, self.applicant.on) => Askable::Yes(person),
            _ => Askable::Gone,
        }
    }
}

enum Askable {
    Yes(PersonId),
    IsApplicant,
    Gone,
}

fn manager_reason(level: u16) -> Why {
    if level == 1 { Why::DirectManager } else { Why::ManagerLevel { level } }
}
