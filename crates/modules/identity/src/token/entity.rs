//! `api_token`.

use heng_kernel::{AccountId, TokenId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_token")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TokenId,
    pub token_hash: Vec<u8>,
    pub account_id: AccountId,
    pub name: String,
    /// JSON list of role rows.
    pub rows: String,
    pub created_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
    pub used_at: Option<DateTimeUtc>,
    pub revoked_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "account_id", to = "id")]
    pub account: BelongsTo<crate::account::entity::account::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
