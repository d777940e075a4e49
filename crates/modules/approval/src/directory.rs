//! The organisation as a flow asks about it, loaded beforehand.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use heng_access::{Scope, Target};
use heng_flow::{Applicant, Directory, FlowVersion, NodeKind, ResolvedNode, Seat, resolve};
use heng_identity::api::Holder;
use heng_kernel::{CompanyId, EmploymentId, Finding, PersonId};
use heng_people::api::Card;
use sea_orm::{ConnectionTrait, DbErr};

/// What one applicant's request may ask about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Loaded {
    applicant: Option<EmploymentId>,
    /// The seats above the applicant, nearest first, each once: a line of managers that runs in a circle ends here.
    line: Vec<Seat>,
    holders: BTreeMap<String, Vec<EmploymentId>>,
    known: HashMap<EmploymentId, (PersonId, bool)>,
}

/// Who decides on a request, node by node. `Ok(Err(findings))` when the flow finds nobody.
pub(crate) async fn people_for(
    db: &impl ConnectionTrait,
    version: &FlowVersion,
    applicant: EmploymentId,
    on: NaiveDate,
) -> Result<Result<(Applicant, Vec<ResolvedNode>), Vec<Finding>>, DbErr> {
    let cards = heng_people::api::cards(db, &[applicant], on).await?;
    let Some(card) = cards.get(&applicant) else { return Ok(Err(vec![])) };
    let asking = Applicant { employment: applicant, person: card.person, on, chosen: BTreeMap::new() };
    let line = Loaded::line(db, version, &asking, card).await?;
    // Most requests end with the line of managers; who holds which role is looked up only for the rest.
    let found = resolve(version, &asking, &line);
    let found = if found.is_err() {
        resolve(version, &asking, &line.with_roles(db, version, &asking).await?)
    } else {
        found
    };
    Ok(found.map(|nodes| (asking, nodes)))
}

impl Loaded {
    async fn line(
        db: &impl ConnectionTrait,
        version: &FlowVersion,
        asking: &Applicant,
        card: &Card,
    ) -> Result<Self, DbErr> {
        let mut seen = BTreeSet::new();
        let line: Vec<Seat> = heng_people::api::seats_above(db, asking.employment, asking.on)
            .await?
            .into_iter()
            .map(|seat| Seat { unit: seat.unit, holder: seat.holder })
            .filter(|seat| seen.insert(*seat))
            .collect();
        let named = version.nodes.iter().filter_map(|node| match &node.kind {
            NodeKind::Fixed { employments } => Some(employments.as_slice()),
            _ => None,
        });
        let mut asked: Vec<EmploymentId> = named.flatten().copied().collect();
        asked.extend(line.iter().filter_map(|seat| seat.holder));
        let mut loaded = Self { applicant: Some(asking.employment), line, ..Self::default() };
        loaded.know(&heng_people::api::cards(db, &asked, asking.on).await?);
        loaded.known.insert(asking.employment, (card.person, card.state.in_service()));
        Ok(loaded)
    }

    fn know(&mut self, cards: &HashMap<EmploymentId, Card>) {
        self.known.extend(cards.iter().map(|(id, card)| (*id, (card.person, card.state.in_service()))));
    }

    async fn with_roles(
        mut self,
        db: &impl ConnectionTrait,
        version: &FlowVersion,
        asking: &Applicant,
    ) -> Result<Self, DbErr> {
        let target = heng_scope::target(db, asking.employment, asking.on).await?;
        let nodes = version.nodes.iter().filter_map(|node| match &node.kind {
            NodeKind::Role { code } => Some(code),
            _ => None,
        });
        let codes: BTreeSet<&String> = nodes.chain(&version.last_resort).collect();
        for code in codes {
            let holders = reaching(db, code, &target, asking.on).await?;
            self.know(&holders);
            let mut ids: Vec<EmploymentId> = holders.keys().copied().collect();
            ids.sort_unstable();
            self.holders.insert(code.clone(), ids);
        }
        Ok(self)
    }
}

/// The employments of those who hold a role at a reach that takes in the target.
pub(crate) async fn reaching(
    db: &impl ConnectionTrait,
    role: &str,
    target: &Target,
    on: NaiveDate,
) -> Result<HashMap<EmploymentId, Card>, DbErr> {
    let mut found = HashMap::new();
    for holder in heng_identity::api::holders(db, role, on).await? {
        let employments = heng_people::api::employments_of(db, holder.person, on).await?;
        for (id, card) in heng_people::api::cards(db, &employments, on).await? {
            if takes_in(&holder, &card, target) {
                found.insert(id, card);
            }
        }
    }
    Ok(found)
}

fn takes_in(holder: &Holder, home: &Card, target: &Target) -> bool {
    let company: CompanyId = holder.anchor.company.unwrap_or(home.company);
    let units =
        if holder.anchor.units.is_empty() { std::slice::from_ref(&home.unit) } else { &holder.anchor.units };
    match holder.scope {
        Scope::All => true,
        Scope::Company => target.company == Some(company),
        Scope::Branch => target.branches.iter().any(|branch| units.contains(branch)),
        Scope::Subtree => units.iter().any(|unit| target.units.contains(unit)),
        Scope::Own | Scope::Reports => false,
    }
}

impl Directory for Loaded {
    fn manager_of(&self, employment: EmploymentId, _: NaiveDate) -> Option<Seat> {
        self.line.first().copied().filter(|_| self.applicant == Some(employment))
    }

    fn above(&self, seat: Seat, _: NaiveDate) -> Option<Seat> {
        let at = self.line.iter().position(|other| *other == seat)?;
        self.line.get(at.saturating_add(1)).copied()
    }

    fn department_head(&self, employment: EmploymentId, _: NaiveDate) -> Option<Seat> {
        self.line
            .iter()
            .find(|seat| seat.unit.is_some())
            .copied()
            .filter(|_| self.applicant == Some(employment))
    }

    fn holders(&self, role: &str, _: EmploymentId, _: NaiveDate) -> Vec<EmploymentId> {
        self.holders.get(role).cloned().unwrap_or_default()
    }

    fn person_of(&self, employment: EmploymentId) -> Option<PersonId> {
        self.known.get(&employment).map(|(person, _)| *person)
    }

    fn works(&self, employment: EmploymentId, _: NaiveDate) -> bool {
        self.known.get(&employment).is_some_and(|(_, works)| *works)
    }
}
