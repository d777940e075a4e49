//! `identity`: numbers that prove themselves.

use heng_identifiers::{BankCard, CreditCode, Mobile, ResidentId, Sex};
use serde::Deserialize;

use super::Category;
use crate::cases::{Answer, CaseFault, Facts, answer};

pub(super) const CATEGORY: Category =
    Category { name: "identity", answers: &["valid", "birth", "sex", "region", "reason", "value"], compute };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    kind: Kind,
    value: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    ResidentId,
    #[serde(rename = "id15_to_18")]
    Upgrade,
    BankCard,
    #[serde(rename = "uscc")]
    CreditCode,
    Mobile,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let Input { kind, value } = facts.input()?;
    Ok(match kind {
        Kind::ResidentId => match ResidentId::parse(&value) {
            Ok(id) => answer([
                ("valid", true.into()),
                ("birth", id.birth().to_string().into()),
                ("sex", sex(id.sex()).into()),
                ("region", id.region_code().into()),
            ]),
            Err(fault) => answer([("valid", false.into()), ("reason", fault.code().into())]),
        },
        Kind::Upgrade => match ResidentId::upgrade(&value) {
            Ok(id) => answer([("value", id.number().into())]),
            Err(fault) => answer([("valid", false.into()), ("reason", fault.code().into())]),
        },
        Kind::BankCard => {
            answer([("valid", BankCard::parse(&value).is_ok_and(|card| card.is_card()).into())])
        }
        Kind::Mobile => answer([("valid", Mobile::parse(&value).is_ok().into())]),
        Kind::CreditCode => answer([("valid", CreditCode::parse(&value).is_ok().into())]),
    })
}

const fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
    }
}
