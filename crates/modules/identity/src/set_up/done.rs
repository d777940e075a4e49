//! The one row that says whether it is done.

use heng_access::{Actor, Scope};
use heng_db::{Db, Tx, audit::Change};
use heng_kernel::{AccountId, DateRange, GrantId};
use heng_web::Problem;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    AccountError, Identity, OpenAccount,
    account::{self},
    builtin_role_id, grant, password,
    secret::{NoRandomness, Secret, hash, tidy_code},
};

pub(crate) mod entity {
    //! `set_up`.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "set_up")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        pub code_hash: Option<Vec<u8>>,
        pub done_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

use entity::{ActiveModel, Column, Entity};

/// The name of the row.
const OWNER: &str = "owner";

/// Whether the installation is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SetUpState {
    /// It is.
    Done,
    /// Not yet.
    Open,
    /// Not yet, and the code from the server's console is needed.
    NeedsCode,
}

/// Who may set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetUpGuard {
    /// Whoever comes first, wherever from.
    Nobody,
    /// Whoever sits at the machine ([`heng_web::AtMachine`]): the server listens on loopback alone. Others need the code.
    AtMachine,
    /// Whoever holds the code that is printed on the console.
    Code,
}

/// Why the installation is not set up.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SetUpError {
    /// Somebody was first.
    #[error("the installation is set up")]
    Done,
    /// The code is missing or wrong.
    #[error("the set-up code is wrong")]
    WrongCode,
    /// An account's rule.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// No randomness.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<SetUpError> for Problem {
    fn from(error: SetUpError) -> Self {
        use SetUpError as E;
        match error {
            E::Done => Self::conflict("set_up.done"),
            E::WrongCode => Self::unprocessable("set_up.wrong_code"),
            E::Account(error) => error.into(),
            E::NoRandomness(error) => Self::internal(&error),
            E::Db(error) => error.into(),
        }
    }
}

/// Whether the installation is set up, as somebody sees it who is waived the code if `free`.
pub(crate) async fn state_for(db: &impl ConnectionTrait, free: bool) -> Result<SetUpState, DbErr> {
    Ok(match state(db).await? {
        SetUpState::NeedsCode if free => SetUpState::Open,
        state => state,
    })
}

/// Whether the installation is set up. Without a row nobody has opened the set-up: it takes a code nobody holds.
pub(crate) async fn state(db: &impl ConnectionTrait) -> Result<SetUpState, DbErr> {
    let row = Entity::find_by_id(OWNER).one(db).await?;
    Ok(match row {
        Some(row) if row.done_at.is_some() => SetUpState::Done,
        Some(row) if row.code_hash.is_none() => SetUpState::Open,
        _ => SetUpState::NeedsCode,
    })
}

impl Identity {
    /// Opens the set-up at the start of a server that finds none done. Answers the code to print, if it is guarded by one;
    /// a code printed earlier is void.
    pub async fn open_set_up(&self, guard: SetUpGuard) -> Result<Option<String>, AccountError> {
        let code = match guard {
            SetUpGuard::Nobody => None,
            SetUpGuard::AtMachine | SetUpGuard::Code => Some(Secret::long_code()?),
        };
        self.waive_code_at_machine(guard == SetUpGuard::AtMachine);
        let db: &Db = self.db();
        if state(db.read()).await? == SetUpState::Done {
            return Ok(None);
        }
        let actor = Actor::job("identity.open_set_up", db.now().date_naive());
        let code_hash = code.as_ref().map(Secret::hash);
        let opened = db.write(&actor, async |tx| open(&tx, code_hash.clone()).await).await?;
        Ok(code.filter(|_| opened).map(|code| code.text().to_owned()))
    }
}

async fn open(tx: &Tx, code_hash: Option<Vec<u8>>) -> Result<bool, DbErr> {
    if state(tx.db()).await? == SetUpState::Done {
        return Ok(false);
    }
    let row = ActiveModel { name: Set(OWNER.to_owned()), code_hash: Set(code_hash), done_at: Set(None) };
    let again = OnConflict::column(Column::Name).update_column(Column::CodeHash).to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await?;
    Ok(true)
}

/// Closes the set-up for good; `free` waives the code. Of any number at once, one wins.
pub(crate) async fn close(tx: &Tx, code: Option<&str>, free: bool) -> Result<(), SetUpError> {
    let guard = match code {
        _ if free => Column::Name.eq(OWNER),
        Some(code) => Column::CodeHash.eq(hash(&tidy_code(code))).or(Column::CodeHash.is_null()),
        None => Column::CodeHash.is_null(),
    };
    let closed = Entity::update_many()
        .col_expr(Column::DoneAt, Expr::value(tx.now))
        .col_expr(Column::CodeHash, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::Name.eq(OWNER))
        .filter(Column::DoneAt.is_null())
        .filter(guard)
        .exec(tx.db())
        .await?;
    match (closed.rows_affected, state(tx.db()).await?) {
        (1, _) => Ok(()),
        (_, SetUpState::Done) => Err(SetUpError::Done),
        _ => Err(SetUpError::WrongCode),
    }
}

/// Makes an account that holds the role `owner` over the whole group. `tx` acts for the machine itself.
pub(crate) async fn create_owner(
    tx: &Tx,
    wanted: &OpenAccount,
    phc: &str,
) -> Result<AccountId, AccountError> {
    let row = ActiveModel { name: Set(OWNER.to_owned()), code_hash: Set(None), done_at: Set(Some(tx.now)) };
    let done = OnConflict::column(Column::Name).update_columns([Column::DoneAt, Column::CodeHash]).to_owned();
    Entity::insert(row).on_conflict(done).exec_without_returning(tx.db()).await?;
    let id = account::open(tx, wanted).await?;
    password::put(tx, id, phc).await?;
    let role = builtin_role_id("owner");
    let days = DateRange::open(tx.actor.today());
    let given = grant::entity::ActiveModel {
        id: Set(tx.new_id::<GrantId>()),
        account_id: Set(id),
        role_id: Set(role),
        scope: Set(Scope::All.code().to_owned()),
        unit_id: Set(None),
        company_id: Set(None),
        from_on: Set(days.from()),
        to_on: Set(None),
        given_by: Set(None),
        given_at: Set(tx.now),
        revoked_at: Set(None),
        revoked_by: Set(None),
    };
    given.insert(tx.db()).await?;
    tx.audit(Change::new("set_up.create_owner", "account", id).by(id)).await?;
    Ok(id)
}
