//! `identity`: numbers that prove themselves.

use chrono::NaiveDate;
use heng_identifiers::{BankCard, CreditCode, IdentityFault, Mobile, ResidencePermit, ResidentId, Sex};
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
        Kind::ResidentId => resident(&value),
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

/// A resident's number: the identity card's, or that of a residence permit for people of Hong Kong, Macao and Taiwan, which is made and
/// used alike (港澳台居民居住证申领发放办法 art. 4).
fn resident(value: &str) -> Answer {
    let valid = |birth: NaiveDate, of: Sex, region: &str| {
        answer([
            ("valid", true.into()),
            ("birth", birth.to_string().into()),
            ("sex", sex(of).into()),
            ("region", region.into()),
        ])
    };
    let invalid = |fault: IdentityFault| answer([("valid", false.into()), ("reason", fault.code().into())]);
    match (ResidentId::parse(value), ResidencePermit::parse(value)) {
        (Ok(id), _) => valid(id.birth(), id.sex(), id.region_code()),
        (_, Ok(permit)) => valid(permit.birth(), permit.sex(), permit.number().get(..6).unwrap_or_default()),
        // One of the three places, and no province: what is wrong is what the permit says.
        (
            Err(IdentityFault::UnknownRegion),
            Err(fault @ (IdentityFault::BadDate | IdentityFault::BadChecksum)),
        )
        | (Err(fault), _) => invalid(fault),
    }
}

const fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
    }
}
