//! Proving who one is with a passkey, at sign-in and at a second look.

use heng_access::Actor;
use heng_kernel::AccountId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PublicKeyCredential, RequestChallengeResponse,
};

use super::{
    PasskeyError,
    entity::{ActiveModel, Column, Entity},
};
use crate::{
    Identity,
    secret::Secret,
    sign_in::{Kind, begin_ceremony, take_ceremony},
};

/// A challenge any passkey of this installation can answer, and the name of the ceremony.
pub(crate) async fn challenge(
    identity: &Identity,
    actor: &Actor,
    kind: Kind,
) -> Result<(Secret, RequestChallengeResponse), PasskeyError> {
    let webauthn = identity.passkeys().ok_or(PasskeyError::Off)?;
    let (challenge, state) = webauthn.start_discoverable_authentication().map_err(PasskeyError::Challenge)?;
    let state = serde_json::to_string(&state)?;
    let account = actor.account();
    let begun = identity.db().write(actor, async |tx| {
        Ok::<_, PasskeyError>(begin_ceremony(&tx, kind, account, state.clone()).await?)
    });
    Ok((begun.await?, challenge))
}

/// The account whose passkey answered the challenge of that ceremony. The ceremony is used up either way.
pub(crate) async fn proved(
    identity: &Identity,
    actor: &Actor,
    kind: Kind,
    token: &str,
    credential: &PublicKeyCredential,
) -> Result<AccountId, PasskeyError> {
    let webauthn = identity.passkeys().ok_or(PasskeyError::Off)?;
    let db = identity.db();
    let taken = db.write(actor, async |tx| take_ceremony(&tx, kind, token).await).await?;
    let ceremony = taken.filter(|row| row.account_id == actor.account()).ok_or(PasskeyError::Over)?;
    let state: DiscoverableAuthentication = serde_json::from_str(&ceremony.state)?;
    let (user, credential_id) =
        webauthn.identify_discoverable_authentication(credential).map_err(|_| PasskeyError::Refused)?;
    let found = Entity::find()
        .filter(Column::CredentialId.eq(credential_id.to_vec()))
        .filter(Column::AccountId.eq(AccountId(user)))
        .one(db.read())
        .await?;
    let row = found.ok_or(PasskeyError::Refused)?;
    let mut passkey: Passkey = serde_json::from_str(&row.credential)?;
    let result =
        webauthn.finish_discoverable_authentication_v2(credential, state, &passkey).map_err(|error| {
            tracing::info!(%error, "a passkey was not believed");
            PasskeyError::Refused
        })?;
    passkey.update_credential(&result);
    let stored = serde_json::to_string(&passkey)?;
    let noted = db.write(actor, async |tx| {
        let used = ActiveModel {
            id: Set(row.id),
            credential: Set(stored.clone()),
            used_at: Set(Some(tx.now)),
            ..Default::default()
        };
        Entity::update(used).exec(tx.db()).await.map(|_| ())
    });
    noted.await?;
    Ok(row.account_id)
}
