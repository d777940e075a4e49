//! Work that one process at a time may do.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

pub(crate) mod entity {
    //! `lease`.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "lease")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        pub owner: String,
        pub until: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A named right to do something alone, for a while.
#[derive(Clone, Debug)]
pub struct Lease {
    /// What is leased: `audit.seal`.
    pub name: &'static str,
    /// Who holds it: one word per process.
    pub owner: String,
    /// How long it holds without renewal.
    pub length: TimeDelta,
}

impl Lease {
    /// Takes or renews the lease; `false` when another owner holds it. `length` must be the same for all who ask.
    pub async fn take(&self, db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<bool, DbErr> {
        let until = now + self.length;
        let row = entity::ActiveModel {
            name: Set(self.name.to_owned()),
            owner: Set(self.owner.clone()),
            until: Set(until),
        };
        let inserted = entity::Entity::insert(row)
            .on_conflict(OnConflict::column(entity::Column::Name).do_nothing().to_owned())
            .exec_without_returning(db)
            .await?;
        if inserted == 1 {
            return Ok(true);
        }
        // An end further off than any holder could have put it was set by another clock (a process with another `today`,
        // or before the time was corrected): nobody would ever outwait it. Clocks may differ by a lease's length.
        let never = now + self.length * 2;
        let free = Condition::any()
            .add(entity::Column::Owner.eq(self.owner.clone()))
            .add(entity::Column::Until.lt(now))
            .add(entity::Column::Until.gt(never));
        let taken = entity::Entity::update_many()
            .col_expr(entity::Column::Owner, Expr::value(self.owner.clone()))
            .col_expr(entity::Column::Until, Expr::value(until))
            .filter(entity::Column::Name.eq(self.name))
            .filter(free)
            .exec(db)
            .await?;
        Ok(taken.rows_affected == 1)
    }

    /// Gives the lease back early.
    pub async fn release(&self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        entity::Entity::delete_many()
            .filter(entity::Column::Name.eq(self.name))
            .filter(entity::Column::Owner.eq(self.owner.clone()))
            .exec(db)
            .await
            .map(|_| ())
    }
}
