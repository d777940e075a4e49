//! A person's name where it stands: in the row, in the search, on every card.

use heng_db::Tx;
use heng_kernel::EmploymentId;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};

use super::{
    entity::{person, token},
    names,
};
use crate::{belief::insert_all, employment::entity::employment, projection};

/// Puts a name into the row and the one before among the former ones; nobody is formerly called what they are called now.
pub(super) fn renamed(row: &mut person::Model, name: &str) {
    let name = names::tidy(name);
    if name == row.name {
        return;
    }
    let former = &mut row.former_names.0;
    former.retain(|known| *known != name);
    former.push(std::mem::replace(&mut row.name, name));
    row.sort_name = names::sort_name(&row.name);
}

/// Lists and search follow the name of a row, in every employment of the person.
pub(super) async fn spread(tx: &Tx, row: &person::Model) -> Result<(), DbErr> {
    let stints =
        employment::Entity::find().filter(employment::Column::PersonId.eq(row.id)).all(tx.db()).await?;
    let ids: Vec<EmploymentId> = stints.iter().map(|stint| stint.id).collect();
    token::Entity::delete_many()
        .filter(token::Column::EmploymentId.is_in(ids.iter().copied()))
        .exec(tx.db())
        .await?;
    let tokens = stints.iter().flat_map(|stint| {
        let words = names::tokens(&row.name, &row.former_names.0, &stint.number);
        words.into_iter().map(|token| token::Model { token, employment_id: stint.id })
    });
    insert_all::<token::Entity>(tx.db(), tokens.collect()).await?;
    projection::of_employments(tx.db(), &ids).await
}
