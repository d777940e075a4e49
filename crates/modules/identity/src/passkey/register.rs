//! Registering a passkey.

use heng_access::Actor;
use heng_db::{Tx, audit::Change};
use heng_kernel::{AccountId, PasskeyId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use webauthn_rs::prelude::{CredentialID, Passkey, PasskeyRegistration, RegisterPublicKeyCredential};

use super::{
    PasskeyError,
    entity::{ActiveModel, Column, Entity},
};
use crate::{
    Identity,
    account::entity::account,
    secret::Secret,
    sign_in::{Kind, begin_ceremony, take_ceremony},
};

/// The challenge for the authenticator, and the name of the ceremony.
pub(super) async fn start(
    identity: &Identity,
    actor: &Actor,
    account: &account::Model,
) -> Result<(Secret, Value), PasskeyError> {
    let webauthn = identity.passkeys().ok_or(PasskeyError::Off)?;
    let db = identity.db();
    let there = Entity::find().filter(Column::AccountId.eq(account.id)).all(db.read()).await?;
    let exclude: Vec<CredentialID> =
        there.into_iter().map(|row| CredentialID::from(row.credential_id)).collect();
    let name = &account.login;
    let begun = webauthn.start_passkey_registration(account.id.0, name, name, Some(exclude));
    let (challenge, state) = begun.map_err(PasskeyError::Challenge)?;
    let mut challenge = serde_json::to_value(challenge)?;
    // Kept by the authenticator, so that signing in needs no name.
    if let Some(Value::Object(selection)) = challenge.pointer_mut("/publicKey/authenticatorSelection") {
        selection.insert("residentKey".to_owned(), json!("required"));
        selection.insert("requireResidentKey".to_owned(), json!(true));
    }
    let state = serde_json::to_string(&state)?;
    let kind = Kind::PasskeyRegistration;
    let token = db
        .write(actor, async |tx| {
            Ok::<_, PasskeyError>(begin_ceremony(&tx, kind, Some(account.id), state.clone()).await?)
        })
        .await?;
    Ok((token, challenge))
}

/// Stores the passkey the authenticator made for the challenge of that ceremony.
pub(super) async fn finish(
    identity: &Identity,
    actor: &Actor,
    account: AccountId,
    token: &str,
    name: &str,
    credential: &RegisterPublicKeyCredential,
) -> Result<PasskeyId, PasskeyError> {
    let webauthn = identity.passkeys().ok_or(PasskeyError::Off)?;
    let name = name.trim();
    if !(1..=60).contains(&name.chars().count()) {
        return Err(PasskeyError::BadName);
    }
    let db = identity.db();
    let taken = db.write(actor, async |tx| take_ceremony(&tx, Kind::PasskeyRegistration, token).await);
    let ceremony = taken.await?.filter(|row| row.account_id == Some(account)).ok_or(PasskeyError::Over)?;
    let state: PasskeyRegistration = serde_json::from_str(&ceremony.state)?;
    let passkey = webauthn.finish_passkey_registration(credential, &state).map_err(|error| {
        tracing::info!(%error, "a passkey was not registered");
        PasskeyError::Refused
    })?;
    db.write(actor, async |tx| store(&tx, account, name, &passkey).await).await
}

async fn store(
    tx: &Tx,
    account: AccountId,
    name: &str,
    passkey: &Passkey,
) -> Result<PasskeyId, PasskeyError> {
    let credential_id = passkey.cred_id().clone();
    let known = Entity::find().filter(Column::CredentialId.eq(credential_id.clone())).count(tx.db()).await?;
    if known > 0 {
        return Err(PasskeyError::Known);
    }
    let id: PasskeyId = tx.new_id();
    let row = ActiveModel {
        id: Set(id),
        account_id: Set(account),
        name: Set(name.to_owned()),
        credential_id: Set(credential_id),
        credential: Set(serde_json::to_string(passkey)?),
        created_at: Set(tx.now),
        used_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.db()).await?;
    let entry = Change::new("passkey.register", "passkey", id).sign_in();
    tx.audit(entry.after(json!({ "account": account, "name": name }))).await?;
    Ok(id)
}

/// Removes a passkey of an account.
pub(super) async fn remove(tx: &Tx, account: AccountId, id: PasskeyId) -> Result<(), PasskeyError> {
    let gone = Entity::delete_many()
        .filter(Column::Id.eq(id))
        .filter(Column::AccountId.eq(account))
        .exec(tx.db())
        .await?;
    if gone.rows_affected == 0 {
        return Err(PasskeyError::Unknown);
    }
    tx.audit(Change::new("passkey.remove", "passkey", id).sign_in()).await?;
    Ok(())
}
