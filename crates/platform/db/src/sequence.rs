//! Numbers people read: employee numbers, document numbers.

use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait, OnConflict},
};

pub(crate) mod entity {
    //! `sequence`.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sequence")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        pub next: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) async fn next(db: &impl ConnectionTrait, name: &str) -> Result<i64, DbErr> {
    let first = entity::ActiveModel { name: Set(name.to_owned()), next: Set(1) };
    entity::Entity::insert(first)
        .on_conflict(OnConflict::column(entity::Column::Name).do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    let rows = entity::Entity::update_many()
        .col_expr(entity::Column::Next, Expr::col(entity::Column::Next).add(1))
        .filter(entity::COLUMN.name.eq(name))
        .exec_with_returning(db)
        .await?;
    let taken = rows.first().map(|row| row.next - 1);
    taken.ok_or_else(|| DbErr::RecordNotFound(format!("sequence {name}")))
}

pub(crate) async fn reserve(db: &impl ConnectionTrait, name: &str, used: i64) -> Result<(), DbErr> {
    let row = entity::ActiveModel { name: Set(name.to_owned()), next: Set(used + 1) };
    entity::Entity::insert(row)
        .on_conflict(
            OnConflict::column(entity::Column::Name)
                .update_column(entity::Column::Next)
                .action_and_where(Expr::col((entity::Entity, entity::Column::Next)).lte(used))
                .to_owned(),
        )
        .exec_without_returning(db)
        .await
        .map(|_| ())
}
