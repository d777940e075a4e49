//! A small company for tests, by letters.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use heng_flow::{Applicant, Assignee, Directory, FlowVersion, Mode, Node, NodeKind, ResolvedNode, Seat, Why};
use heng_kernel::{EmploymentId, PersonId, UnitId};
use uuid::Uuid;

/// The employment of the person with that letter.
pub(crate) fn job(letter: char) -> EmploymentId {
    EmploymentId(Uuid::from_u128(1000 + u128::from(u32::from(letter))))
}

/// The person with that letter. Capital and small letter are two employments of one person.
pub(crate) fn person(letter: char) -> PersonId {
    PersonId(Uuid::from_u128(2000 + u128::from(u32::from(letter.to_ascii_lowercase()))))
}

pub(crate) fn unit(n: u8) -> UnitId {
    UnitId(Uuid::from_u128(u128::from(n)))
}

pub(crate) fn today() -> NaiveDate {
    "2026-03-02".parse().unwrap()
}

/// Units in a line or tree, people in units, explicit managers on top.
#[derive(Clone, Debug, Default)]
pub(crate) struct Company {
    /// unit → (parent, head)
    pub(crate) units: BTreeMap<UnitId, (Option<UnitId>, Option<char>)>,
    /// person → unit
    pub(crate) places: BTreeMap<char, UnitId>,
    /// person → manager named personally
    pub(crate) named: BTreeMap<char, char>,
    /// role → holders
    pub(crate) roles: BTreeMap<&'static str, Vec<char>>,
    /// people who have left
    pub(crate) gone: BTreeSet<char>,
}

impl Company {
    /// Team 1 in department 2 in company 3, led by `x`, `y`, `z`; `a` works in the team, `h` is HR.
    pub(crate) fn usual() -> Self {
        Self {
            units: BTreeMap::from([
                (unit(1), (Some(unit(2)), Some('x'))),
                (unit(2), (Some(unit(3)), Some('y'))),
                (unit(3), (None, Some('z'))),
            ]),
            places: BTreeMap::from([
                ('a', unit(1)),
                ('x', unit(1)),
                ('y', unit(2)),
                ('z', unit(3)),
                ('h', unit(3)),
            ]),
            roles: BTreeMap::from([("hr", vec!['h'])]),
            ..Self::default()
        }
    }

    pub(crate) fn head(mut self, n: u8, head: Option<char>) -> Self {
        self.units.get_mut(&unit(n)).unwrap().1 = head;
        self
    }

    fn letter(employment: EmploymentId) -> char {
        ('A'..='z').find(|letter| job(*letter) == employment).unwrap_or('?')
    }

    fn seat(&self, unit: UnitId) -> Option<Seat> {
        self.units.get(&unit).map(|(_, head)| Seat { unit: Some(unit), holder: head.map(job) })
    }
}

impl Directory for Company {
    fn manager_of(&self, employment: EmploymentId, _: NaiveDate) -> Option<Seat> {
        let letter = Self::letter(employment);
        match self.named.get(&letter) {
            Some(manager) => Some(Seat { unit: None, holder: Some(job(*manager)) }),
            None => self.seat(*self.places.get(&letter)?),
        }
    }

    fn above(&self, seat: Seat, on: NaiveDate) -> Option<Seat> {
        match seat.unit {
            Some(unit) => self.seat(self.units.get(&unit)?.0?),
            None => self.manager_of(seat.holder?, on),
        }
    }

    fn department_head(&self, employment: EmploymentId, _: NaiveDate) -> Option<Seat> {
        let team = self.places.get(&Self::letter(employment))?;
        self.seat(self.units.get(team)?.0?)
    }

    fn holders(&self, role: &str, _: EmploymentId, _: NaiveDate) -> Vec<EmploymentId> {
        self.roles.get(role).into_iter().flatten().map(|letter| job(*letter)).collect()
    }

    fn person_of(&self, employment: EmploymentId) -> Option<PersonId> {
        let letter = Self::letter(employment);
        (letter != '?').then(|| person(letter))
    }

    fn works(&self, employment: EmploymentId, _: NaiveDate) -> bool {
        !self.gone.contains(&Self::letter(employment))
    }
}

pub(crate) fn applicant(letter: char) -> Applicant {
    Applicant { employment: job(letter), person: person(letter), on: today(), chosen: BTreeMap::new() }
}

/// A flow of nodes named `n0`, `n1` …
pub(crate) fn flow(nodes: impl IntoIterator<Item = (NodeKind, Mode)>) -> FlowVersion {
    let node = |(n, (kind, mode))| Node { key: format!("n{n}"), kind, mode };
    FlowVersion { nodes: nodes.into_iter().enumerate().map(node).collect(), ..FlowVersion::direct_manager() }
}

pub(crate) fn level(level: u16) -> (NodeKind, Mode) {
    (NodeKind::ManagerLevel { level }, Mode::Any)
}

pub(crate) fn fixed(letters: &str, mode: Mode) -> (NodeKind, Mode) {
    (NodeKind::Fixed { employments: letters.chars().map(job).collect() }, mode)
}

pub(crate) fn assignee(letter: char) -> Assignee {
    Assignee { employment: job(letter), person: person(letter), why: vec![Why::Named] }
}

/// Nodes already resolved, named `n0`, `n1` …, one string of letters each.
pub(crate) fn asked(nodes: &[(&str, Mode)]) -> Vec<ResolvedNode> {
    let node = |(n, (letters, mode)): (usize, &(&str, Mode))| ResolvedNode {
        key: format!("n{n}"),
        mode: *mode,
        assignees: letters.chars().map(assignee).collect(),
    };
    nodes.iter().enumerate().map(node).collect()
}
