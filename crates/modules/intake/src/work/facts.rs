//! The rows of a file and the company beside each other: machine verification in both directions.

use std::collections::{BTreeMap, HashMap};

use heng_cleanse::{Draft, ExistingEmployment, Field, RosterPlan};
use heng_identifiers::{IdDocument, compact};
use heng_identity::roster::subject_name;
use heng_kernel::EmploymentId;
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::World;

/// One side of the comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Side {
    /// How many employments.
    pub employments: usize,
    /// How many different persons.
    pub people: usize,
    /// How many units they work in.
    pub units: usize,
    /// Sum of monthly pay, in fen; absent for those who may not see pay.
    pub pay_minor: Option<i64>,
    /// Hash over every compared value, in order of employee numbers.
    pub sha256: String,
}

/// A value that is not the same on both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Mismatch {
    /// The row of the file.
    pub row: u32,
    /// Which field; absent when the employment itself is missing.
    pub field: Option<Field>,
}

/// The file as it was taken and the company as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Sides {
    /// What the accepted rows say.
    pub file: Side,
    /// What the store says of the same employments.
    pub store: Side,
    /// Where they part.
    pub differences: Vec<Mismatch>,
}

/// One value per field, in a form that can be compared.
type Facts = BTreeMap<Field, String>;

/// Compares the rows with the employments they became.
pub(crate) fn compare(
    drafts: &[(&Draft, EmploymentId)],
    world: &World,
    id_key: &dyn Fn(&IdDocument) -> String,
) -> Sides {
    let stored: HashMap<EmploymentId, &ExistingEmployment> =
        world.employments.iter().map(|entry| (entry.employment, entry)).collect();
    let mut sides = Sides::default();
    let (mut left, mut right) = (Tally::default(), Tally::default());
    for (draft, employment) in drafts {
        let said = said(draft, id_key);
        let Some(entry) = stored.get(employment) else {
            left.add(&said, draft.id.as_ref().map(id_key), draft.base_pay);
            sides.differences.push(Mismatch { row: draft.row, field: None });
            continue;
        };
        let mut kept = kept(entry);
        // A row that leaves something out says nothing about it.
        kept.retain(|field, _| said.contains_key(field));
        if let (Some(path), Some(own)) = (kept.get(&Field::Unit), said.get(&Field::Unit))
            && path.ends_with(own.as_str())
        {
            kept.insert(Field::Unit, own.clone());
        }
        for (field, value) in &said {
            if kept.get(field) != Some(value) {
                sides.differences.push(Mismatch { row: draft.row, field: Some(*field) });
            }
        }
        left.add(&said, draft.id.as_ref().map(id_key), draft.base_pay);
        right.add(&kept, entry.id_key.clone(), entry.base_pay.filter(|_| draft.base_pay.is_some()));
    }
    sides.file = left.side();
    sides.store = right.side();
    sides
}

/// The drafts of a plan.
pub(crate) fn drafts_of(plan: &RosterPlan) -> impl Iterator<Item = &Draft> {
    plan.employments().map(|employment| &employment.draft)
}

fn said(draft: &Draft, id_key: &dyn Fn(&IdDocument) -> String) -> Facts {
    let mut facts = Facts::new();
    let mut say = |field: Field, value: Option<String>| {
        if let Some(value) = value {
            facts.insert(field, value);
        }
    };
    say(Field::Number, draft.number.as_deref().map(compact));
    say(Field::Name, draft.name.clone());
    say(Field::IdNumber, draft.id.as_ref().map(id_key));
    say(Field::Sex, draft.sex.map(|sex| format!("{sex:?}")));
    say(Field::Mobile, draft.mobile.as_ref().map(|mobile| mobile.number().to_owned()));
    say(Field::BankCard, draft.bank_card.as_ref().map(|card| card.number().to_owned()));
    say(Field::Unit, (!draft.unit.is_empty()).then(|| path(&draft.unit)));
    say(Field::Job, draft.job.as_deref().map(compact));
    say(Field::Grade, draft.grade.as_deref().map(compact));
    say(Field::Hired, draft.hired.map(|day| day.to_string()));
    say(Field::Confirmed, draft.confirmed.map(|day| day.to_string()));
    say(Field::LastDay, draft.last_day.map(|day| day.to_string()));
    say(Field::ContractKind, draft.contract.kind.map(|kind| format!("{kind:?}")));
    say(Field::ContractStart, draft.contract.start.map(|day| day.to_string()));
    say(Field::ContractEnd, draft.contract.end.map(|day| day.to_string()));
    say(Field::WecomAccount, draft.wecom_account.as_deref().and_then(subject_name));
    say(Field::BasePay, draft.base_pay.map(|pay| pay.minor().to_string()));
    facts
}

fn kept(entry: &ExistingEmployment) -> Facts {
    let mut facts = Facts::new();
    let mut keep = |field: Field, value: Option<String>| {
        if let Some(value) = value {
            facts.insert(field, value);
        }
    };
    keep(Field::Number, Some(compact(&entry.number)));
    keep(Field::Name, Some(entry.name.clone()));
    keep(Field::IdNumber, entry.id_key.clone());
    keep(Field::Sex, entry.sex.map(|sex| format!("{sex:?}")));
    keep(Field::Mobile, entry.mobile.clone());
    keep(Field::BankCard, entry.bank_card.clone());
    keep(Field::Unit, (!entry.unit.is_empty()).then(|| path(&entry.unit)));
    keep(Field::Job, entry.job.as_deref().map(compact));
    keep(Field::Grade, entry.grade.as_deref().map(compact));
    keep(Field::Hired, Some(entry.hired.to_string()));
    keep(Field::Confirmed, entry.confirmed.map(|day| day.to_string()));
    keep(Field::LastDay, entry.last_day.map(|day| day.to_string()));
    keep(Field::ContractKind, entry.contract.kind.map(|kind| format!("{kind:?}")));
    keep(Field::ContractStart, entry.contract.start.map(|day| day.to_string()));
    keep(Field::ContractEnd, entry.contract.end.map(|day| day.to_string()));
    keep(Field::WecomAccount, entry.wecom_account.as_deref().and_then(subject_name));
    keep(Field::BasePay, entry.base_pay.map(|pay| pay.minor().to_string()));
    facts
}

fn path(names: &[String]) -> String {
    names.iter().map(|name| compact(name)).collect::<Vec<_>>().join("/")
}

#[derive(Default)]
struct Tally {
    lines: Vec<String>,
    people: std::collections::BTreeSet<String>,
    units: std::collections::BTreeSet<String>,
    pay: i64,
}

impl Tally {
    fn add(&mut self, facts: &Facts, person: Option<String>, pay: Option<heng_kernel::Money>) {
        let line: Vec<String> =
            facts.iter().map(|(field, value)| format!("{}={value}", field.code())).collect();
        let line = line.join("\t");
        self.people.insert(person.unwrap_or_else(|| line.clone()));
        self.units.extend(facts.get(&Field::Unit).cloned());
        self.pay = self.pay.saturating_add(pay.map_or(0, heng_kernel::Money::minor));
        self.lines.push(line);
    }

    fn side(mut self) -> Side {
        self.lines.sort_unstable();
        let mut sum = Sha256::new();
        for line in &self.lines {
            sum.update(line);
            sum.update("\n");
        }
        Side {
            employments: self.lines.len(),
            people: self.people.len(),
            units: self.units.len(),
            pay_minor: Some(self.pay),
            sha256: hex::encode(sum.finalize()),
        }
    }
}
