//! Saying that rights changed.

use heng_db::Tx;
use heng_kernel::{AccountId, EmploymentId, PersonId, RoleId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, Query},
};

use crate::{account::entity::account, grant::entity as grant};

/// Persons of one statement; SQLite stops at 32,766 bound values.
const CHUNK: usize = 10_000;

/// Said in a unit of work that changes what [`crate::Standing`] answers for these persons: who is employed where and until
/// when, who heads or leads. Whoever knows the employments says [`employments_changed`] instead, as `people` does.
/// Their rights are worked out anew from the next request on, in every process.
pub async fn standing_changed(tx: &Tx, persons: &[PersonId]) -> Result<(), DbErr> {
    for some in persons.chunks(CHUNK) {
        bump(tx.db(), account::Column::PersonId.is_in(some.iter().copied())).await?;
    }
    Ok(())
}

/// The same for the persons of these employments. Call it after the visibility projection was written.
pub async fn employments_changed(
    db: &impl ConnectionTrait,
    employments: &[EmploymentId],
) -> Result<(), DbErr> {
    for some in employments.chunks(CHUNK) {
        let persons = Query::select()
            .column("person_id")
            .from("visibility_place")
            .and_where(Expr::col("employment_id").is_in(some.iter().copied()))
            .to_owned();
        bump(db, account::Column::PersonId.in_subquery(persons)).await?;
    }
    Ok(())
}

/// The account's grants or state changed.
pub(crate) async fn account_changed(tx: &Tx, account: AccountId) -> Result<(), DbErr> {
    bump(tx.db(), account::Column::Id.eq(account)).await
}

/// What the role allows changed: for everybody who ever had it.
pub(crate) async fn role_changed(tx: &Tx, role: RoleId) -> Result<(), DbErr> {
    let holders = grant::Entity::find()
        .select_only()
        .column(grant::Column::AccountId)
        .filter(grant::Column::RoleId.eq(role))
        .into_query();
    bump(tx.db(), account::Column::Id.in_subquery(holders)).await
}

/// What everybody may do changed.
pub(crate) async fn everything_changed(tx: &Tx) -> Result<(), DbErr> {
    bump(tx.db(), Expr::val(1).eq(1)).await
}

async fn bump(db: &impl ConnectionTrait, whose: Expr) -> Result<(), DbErr> {
    account::Entity::update_many()
        .col_expr(account::Column::Stamp, Expr::col(account::Column::Stamp).add(1))
        .filter(whose)
        .exec(db)
        .await
        .map(|_| ())
}
