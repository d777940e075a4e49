//! Overtime over more than a day: legal limits, cycles of comprehensive hours, time off in return, made-up punches.

mod cycle;
mod limits;
mod make_up;
mod time_off;

pub use cycle::{Cycle, CycleResult, cycle_of, standard_minutes};
pub use limits::{Limits, beyond_limits};
pub use make_up::{MadeUp, MakeUpRefusal, MakeUpRules, may_make_up};
pub use time_off::{TimeOffRules, earned_time_off};
