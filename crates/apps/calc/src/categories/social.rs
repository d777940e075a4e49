//! `social`: what each scheme of a city takes from both sides.
//!
//! The choices taken: the same fund rate on both sides, no supplementary fund, class 1 of injury insurance, a yearly fixed amount as
//! equal twelfths, the last known row where no newer notice is out.

use chrono::NaiveDate;
use heng_paycalc::contribution::{Bases, CityMonth, CompanyChoice, FixedAmounts, FundChoice};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Category, city, yuan};
use crate::cases::{Answer, CaseFault, Day, Facts, Share, Yuan, answer};

pub(super) const CATEGORY: Category =
    Category { name: "social", answers: &["schemes", "employee_total", "employer_total"], compute };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    city: String,
    date: Day,
    declared_base: Yuan,
    housing_fund_rate: Share,
}

/// A city's schemes by the choices of this page.
pub(super) fn month(id: &str, on: NaiveDate, fund: Share) -> Result<CityMonth<'static>, CaseFault> {
    let choice = CompanyChoice {
        fund: Some(FundChoice::both(fund.0)),
        fixed_amounts: FixedAmounts::Twelfth,
        goes_on_after_expiry: true,
        ..CompanyChoice::default()
    };
    Ok(CityMonth::as_of(city(id)?, on, &choice)?)
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let input: Input = facts.input()?;
    let month = month(&input.city, input.date.0, input.housing_fund_rate)?;
    let bases = Bases::same(input.declared_base.0);
    let mut schemes = Map::new();
    for line in month.contributions(&bases) {
        let (scheme, paid) = line?;
        let told = answer([
            ("base", yuan(paid.base)),
            ("employee", yuan(paid.employee)),
            ("employer", yuan(paid.employer)),
        ]);
        schemes.insert(scheme.kind.code().to_owned(), told);
    }
    let sums = month.sums(&bases)?;
    Ok(answer([
        ("schemes", Value::Object(schemes)),
        ("employee_total", yuan(sums.employee)),
        ("employer_total", yuan(sums.employer)),
    ]))
}
