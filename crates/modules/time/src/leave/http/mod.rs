//! Leave over HTTP.

mod asking;
mod balances;
mod lots;
mod requests;
mod team;
mod views;

use heng_access::{Actor, Denied};
use heng_kernel::EmploymentId;
use heng_web::AppState;
use utoipa_axum::router::OpenApiRouter;

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    asking::routes()
        .merge(requests::routes())
        .merge(balances::routes())
        .merge(lots::routes())
        .merge(team::routes())
}

/// The employment asked about, or the one the caller acts for.
fn whose(actor: &Actor, asked: Option<EmploymentId>) -> Result<EmploymentId, Denied> {
    let own = || actor.acting_as().or_else(|| actor.employments().first().copied());
    asked.or_else(own).ok_or(Denied::Hidden)
}
