//! `severance`: N, N + 1 and 2N with the cap.

use heng_paycalc::labour::severance::{Ending, ServiceBefore2008, SeveranceFacts};
use serde::Deserialize;

use super::{Category, china, hundredths, row, yuan};
use crate::cases::{Answer, CaseFault, Day, Facts, Yuan, answer};

pub(super) const CATEGORY: Category =
    Category { name: "severance", answers: &["months", "capped", "base", "amount"], compute };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    hire: Day,
    last_day: Day,
    average_wage: Yuan,
    /// The local average month wage of the year before; without one there is no cap.
    city_average: Option<Yuan>,
    unlawful: bool,
    /// The month's wage paid in place of notice.
    notice_in_lieu: Option<Yuan>,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let input: Input = facts.input()?;
    if input.last_day.0 < input.hire.0 {
        return Err(CaseFault::value("last_day", input.last_day.0));
    }
    let rule = &row(&china().labour.severance, "severance", facts.as_of())?.value;
    let due = SeveranceFacts {
        hired: input.hire.0,
        last_day: input.last_day.0,
        average_wage: input.average_wage.0,
        minimum_wage: None,
        city_average: input.city_average.map(|average| average.0),
        ending: if input.unlawful { Ending::Unlawful } else { Ending::Compensated },
        notice_in_lieu: input.notice_in_lieu.map(|wage| wage.0),
        before_2008: ServiceBefore2008::Alike,
    }
    .reckon(rule)?;
    Ok(answer([
        ("months", hundredths(due.months_hundredths)),
        ("capped", due.capped.into()),
        ("base", yuan(due.base)),
        ("amount", yuan(due.amount)),
    ]))
}
