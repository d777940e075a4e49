//! Coming in: each way ends in a new session, or in a refusal that tells nothing.

mod ceremony;
mod device;
mod error;
mod external;
mod external_link;
mod external_look;
mod http;
mod invitation;
mod passkey;
mod password;
mod second_factor;
mod throttle;

pub(crate) use ceremony::{
    Kind, Unopened, begin as begin_ceremony, end_all as end_ceremonies, take as take_ceremony,
};
pub(crate) use device::{LIFETIME as DEVICE_LIFETIME, forget_all as forget_devices};
pub(crate) use error::SignInError;
pub(crate) use http::{Comer, EnteredView, routes};
pub(crate) use throttle::{Tally, count as count_attempt, forgive, unlock_account};

use heng_db::Tx;
use heng_kernel::AccountId;
use heng_web::Origin;
use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    Identity,
    session::{self, NewSession, entity::Way},
};

/// What a browser brings along.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    pub(crate) origin: Origin,
    /// Its session cookie, which a new session replaces.
    pub(crate) session: Option<String>,
    /// Its device cookie.
    pub(crate) device: Option<String>,
}

/// Opens the session of somebody who has proved who they are, in place of the one the browser had, and remembers the
/// browser unless it is known.
pub(crate) async fn enter(
    tx: &Tx,
    identity: &Identity,
    account: AccountId,
    way: Way,
    browser: &Browser,
) -> Result<NewSession, Unopened> {
    session::end_by_cookie(tx, browser.session.as_deref()).await?;
    let mut session = session::open(tx, &identity.settings().sessions, account, way, &browser.origin).await?;
    let known = match &browser.device {
        Some(cookie) => device::is_known(tx.db(), account, cookie, tx.now).await?,
        None => false,
    };
    if !known {
        session.device = Some(device::remember(tx, account).await?);
    }
    Ok(session)
}

/// Removes sessions, ceremonies, browsers and tallies that ended by themselves. Recurring work of the application.
pub(crate) async fn sweep(
    db: &impl ConnectionTrait,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<u64, DbErr> {
    Ok(session::sweep(db, now).await?
        + ceremony::sweep(db, now).await?
        + device::sweep(db, now).await?
        + throttle::sweep(db, now).await?)
}
