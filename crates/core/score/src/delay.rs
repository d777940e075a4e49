//! Whether a goal was reached in time.

use chrono::NaiveDate;
use heng_kernel::{Explanation, Term};
use serde::{Deserialize, Serialize};

use crate::{
    Goal, Observation,
    trace::{basis, input},
};

/// When the target was reached and how late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delay {
    /// The first day of the stretch up to now on which the target is held; `None` while it is not.
    pub reached_on: Option<NaiveDate>,
    /// Days after the due day on which it was reached, or by which it is overdue; 0 when neither.
    pub days_late: i64,
}

/// Delay of a goal on a day, from the observations that count then, in order. A value that was reached and lost again is
/// not reached.
pub(crate) fn delay(goal: &Goal, effective: &[&Observation], as_of: NaiveDate) -> (Delay, Explanation) {
    let holds = |one: &&&Observation| goal.is_reached_by(one.value);
    let reaching = effective.iter().rev().take_while(holds).last();
    let until = reaching.map_or(as_of, |one| one.on);
    let days_late = until.signed_duration_since(goal.due_on).num_days().max(0);
    let late = Term::new('=', "goal.term.days_after_due", days_late, "day");
    let late = late.with("due_on", goal.due_on.to_string());
    let (rule, late) = match reaching {
        Some(one) => {
            ("goal.delay.reached", late.with("reached_on", one.on.to_string()).read_from(input(one)))
        }
        None => ("goal.delay.open", late.with("as_of", as_of.to_string())),
    };
    let explanation = Explanation {
        label: "goal.delay".to_owned(),
        value: days_late.to_string(),
        unit: "day".to_owned(),
        terms: vec![late],
        basis: basis(rule),
    };
    (Delay { reached_on: reaching.map(|one| one.on), days_late }, explanation)
}
