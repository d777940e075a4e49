//! What a row would change of an existing employment.

use heng_identifiers::{mask_card, mask_mobile};
use serde::{Deserialize, Serialize};

use crate::{draft::Draft, field::Field, known::ExistingEmployment, table::name_key};

/// One changed field, with the values as they may be shown: telephones and cards masked, pay as plain decimal text for those who
/// may see pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct FieldChange {
    /// Which field.
    pub field: Field,
    /// What is there.
    pub before: Option<String>,
    /// What the row says.
    pub after: String,
}

/// Compares a row with the employment it speaks of. An empty cell changes nothing: files leave out more than they delete.
/// `manager_number` is the number of the manager the row leads to.
pub(crate) fn between(
    draft: &Draft,
    existing: &ExistingEmployment,
    manager_number: Option<&str>,
) -> Vec<FieldChange> {
    let mut changes = Changes::default();
    changes.plain(Field::Name, Some(existing.name.clone()), draft.name.clone());
    changes.plain(Field::Sex, existing.sex.map(sex_code), draft.sex.map(sex_code));
    let mobile = draft.mobile.as_ref().map(|mobile| mobile.number().to_owned());
    changes.masked(Field::Mobile, existing.mobile.clone(), mobile, mask_mobile);
    changes.unit(&existing.unit, &draft.unit);
    changes.name(Field::Job, existing.job.clone(), draft.job.clone());
    changes.name(Field::Grade, existing.grade.clone(), draft.grade.clone());
    changes.name(Field::Manager, existing.manager_number.clone(), manager_number.map(str::to_owned));
    changes.shown(Field::Hired, Some(existing.hired), draft.hired);
    changes.shown(Field::Confirmed, existing.confirmed, draft.confirmed);
    changes.shown(Field::LastDay, existing.last_day, draft.last_day);
    let kind = |kind| serde_json::to_value(kind).ok().and_then(|value| value.as_str().map(str::to_owned));
    changes.plain(
        Field::ContractKind,
        existing.contract.kind.and_then(kind),
        draft.contract.kind.and_then(kind),
    );
    changes.shown(Field::ContractStart, existing.contract.start, draft.contract.start);
    changes.shown(Field::ContractEnd, existing.contract.end, draft.contract.end);
    changes.shown(Field::BasePay, existing.base_pay, draft.base_pay);
    changes.plain(Field::InsuredCity, existing.insured_city.clone(), draft.insured_city.clone());
    changes.shown(Field::FundRate, existing.fund_rate, draft.fund_rate);
    let card = draft.bank_card.as_ref().map(|card| card.number().to_owned());
    changes.masked(Field::BankCard, existing.bank_card.clone(), card, mask_card);
    changes.name(Field::WecomAccount, existing.wecom_account.clone(), draft.wecom_account.clone());
    changes.0
}

#[derive(Default)]
struct Changes(Vec<FieldChange>);

impl Changes {
    fn plain(&mut self, field: Field, before: Option<String>, after: Option<String>) {
        if let Some(after) = after.filter(|after| before.as_ref() != Some(after)) {
            self.0.push(FieldChange { field, before, after });
        }
    }

    fn shown<T: ToString>(&mut self, field: Field, before: Option<T>, after: Option<T>) {
        self.plain(field, before.map(|value| value.to_string()), after.map(|value| value.to_string()));
    }

    /// Width, spaces and case make no change.
    fn name(&mut self, field: Field, before: Option<String>, after: Option<String>) {
        let same =
            matches!((&before, &after), (Some(before), Some(after)) if name_key(before) == name_key(after));
        if !same {
            self.plain(field, before, after);
        }
    }

    fn masked(
        &mut self,
        field: Field,
        before: Option<String>,
        after: Option<String>,
        mask: fn(&str) -> String,
    ) {
        if let Some(after) = after.filter(|after| before.as_ref() != Some(after)) {
            self.0.push(FieldChange { field, before: before.as_deref().map(mask), after: mask(&after) });
        }
    }

    fn unit(&mut self, before: &[String], after: &[String]) {
        let key = |path: &[String]| path.iter().map(|name| name_key(name)).collect::<Vec<_>>();
        if !after.is_empty() && key(before) != key(after) {
            self.0.push(FieldChange {
                field: Field::Unit,
                before: Some(before.join("/")),
                after: after.join("/"),
            });
        }
    }
}

fn sex_code(sex: heng_identifiers::Sex) -> String {
    match sex {
        heng_identifiers::Sex::Male => "male",
        heng_identifiers::Sex::Female => "female",
    }
    .to_owned()
}
