//! Social insurance and housing fund.

use chrono::NaiveDate;
use heng_paycalc::contribution::{Bases, CityMonth, CompanyChoice, FixedAmounts, FundChoice};

use super::china;
use crate::facts::{Answer, Facts};

/// The cases are of the city's ordinary schemes, with yearly fixed amounts taken as a twelfth and the last known rows going on.
pub fn social(facts: &Facts) -> Answer {
    let city = china().social.city(facts.text("city").unwrap()).unwrap();
    let on: NaiveDate = facts.need("date");
    let choice = CompanyChoice {
        fund: Some(FundChoice::both(facts.rate("housing_fund_rate").unwrap())),
        fixed_amounts: FixedAmounts::Twelfth,
        goes_on_after_expiry: true,
        ..CompanyChoice::default()
    };
    let month = CityMonth::as_of(city, on, &choice).unwrap();
    let bases = Bases::same(facts.money("declared_base"));
    let mut computed = Answer::new();
    for line in month.contributions(&bases) {
        let (scheme, paid) = line.unwrap();
        for (name, value) in [("base", paid.base), ("employee", paid.employee), ("employer", paid.employer)] {
            computed.insert(format!("schemes.{}.{name}", scheme.kind.code()), value.to_string());
        }
    }
    let sums = month.sums(&bases).unwrap();
    computed.insert("employee_total".to_owned(), sums.employee.to_string());
    computed.insert("employer_total".to_owned(), sums.employer.to_string());
    computed
}
