//! `notice_delivery`.

use heng_kernel::NoticeId;
use sea_orm::entity::prelude::*;

/// What became of the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum State {
    /// The provider took it.
    Sent,
    /// Will be tried again.
    Retrying,
    /// Trying again will not help.
    Refused,
    /// The person has no linked account on any channel.
    NoChannel,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice_delivery")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub notice_id: NoticeId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub channel: String,
    pub subject: String,
    pub state: State,
    pub attempts: i32,
    pub message_id: Option<String>,
    pub why: Option<String>,
    pub first_at: DateTimeUtc,
    pub last_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
