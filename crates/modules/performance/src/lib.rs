//! Goals, progress, results and improvement: the round of one month.
//!
//! A manager gives a measurable goal, the person confirms it or asks back, numbers are reported on the way, the month's
//! result is issued with its basis and acknowledged, and one improvement item shows its effect a month later.
//!
//! * What is agreed is a **version**: immutable, confirmed by the person, replaced only by the next one with a reason. Only
//!   confirmed versions count.
//! * Numbers are **observations**: append only; a correction supersedes and stays visible beside what it corrects.
//! * A **result** freezes its inputs with their hash. Whatever is restated later changes nothing until the result is issued
//!   anew, with a reason, beside the old one.
//! * Nobody gives themselves a goal, corrects their own numbers or issues their own result, whatever they are granted.
//! * Days are those of the place of work. Rights are today's: after a transfer the new manager sees and carries on, while
//!   each goal keeps the unit and the manager of the day it was given on.
//!
//! Arithmetic lives in `heng-score`. Grades, schemes and appeals are not here yet.

mod employee;
mod field;
mod goal;
mod improvement;
mod ledger;
mod month;
mod progress;
mod result;
mod team;
mod todo;

use heng_web::AppState;
use utoipa_axum::router::OpenApiRouter;

pub use month::Month;
pub use result::{ISSUE_DUE, IssueDue, issue_due_every_hour};

/// The module's routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(goal::routes())
        .merge(progress::routes())
        .merge(result::routes())
        .merge(improvement::routes())
        .merge(team::routes())
        .merge(todo::routes())
}
