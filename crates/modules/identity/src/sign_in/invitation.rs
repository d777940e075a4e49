//! Setting one's own password with a one-time code, and coming in by it.

use heng_access::Actor;

use super::{
    Browser, Kind, SignInError, Tally, begin_ceremony, count_attempt, enter, forgive,
    password::{Entered, lets_in},
};
use crate::{
    Identity,
    account::{self, AccountError},
    password,
    session::entity::Way,
    totp,
};

/// Uses the code up. Guesses are counted by source; a code holds 100 random bits. A second factor that was set up before
/// a reset is still asked for.
pub(crate) async fn accept(
    identity: &Identity,
    actor: &Actor,
    code: &str,
    new_password: &str,
    browser: &Browser,
) -> Result<Entered, SignInError> {
    let db = identity.db();
    let tallies = [Tally::of_code(identity.vault(), "invitation", &browser.origin.remote)];
    let wait = db.write(actor, async |tx| count_attempt(&tx, &tallies).await).await?;
    if let Some(wait) = wait {
        return Err(SignInError::Wait(wait));
    }
    let owner = account::invited(db.read(), code, db.now()).await?.ok_or(AccountError::CodeRefused)?;
    if !lets_in(identity, &owner).await? {
        return Err(AccountError::CodeRefused.into());
    }
    password::check(new_password, &owner.login).map_err(AccountError::from)?;
    let phc = identity.passwords().hash(new_password).await?;
    db.write(actor, async |tx| {
        let account = account::accept(&tx, code, &phc).await?;
        forgive(&tx, &tallies).await?;
        if totp::is_on(tx.db(), account.id).await? {
            let token = begin_ceremony(&tx, Kind::SecondFactor, Some(account.id), String::new()).await?;
            return Ok(Entered::HalfWay(token));
        }
        Ok(Entered::In(enter(&tx, identity, account.id, Way::Invitation, browser).await?))
    })
    .await
}
