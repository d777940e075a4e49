//! `session`.

use heng_kernel::{AccountId, SessionId};
use sea_orm::entity::prelude::*;

/// How somebody came in.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, serde::Serialize, utoipa::ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[schema(as = SignInWay)]
pub enum Way {
    /// Name and password.
    Password,
    /// Name, password and a second factor.
    SecondFactor,
    /// A passkey.
    Passkey,
    /// Another system said who it is.
    External,
    /// The one-time code somebody was given.
    Invitation,
    /// The set-up of the installation.
    SetUp,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    pub token_hash: Vec<u8>,
    pub account_id: AccountId,
    pub way: Way,
    pub remote: String,
    pub agent: String,
    pub created_at: DateTimeUtc,
    pub seen_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
    pub second_look_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "account_id", to = "id")]
    pub account: BelongsTo<crate::account::entity::account::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
