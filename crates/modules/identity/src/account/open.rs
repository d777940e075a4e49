//! Opening an account.

use heng_access::{Denied, Permission, Target};
use heng_db::{Tx, audit::Change};
use heng_events::identity::AccountOpened;
use heng_kernel::{AccountId, Locale, PersonId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;

use super::{AccountError, entity::account, queries::reaches_person};

/// Most characters of a login name.
const LONGEST: usize = 64;

/// A new account.
#[derive(Clone, Debug)]
pub struct OpenAccount {
    /// The name typed at sign-in; compared without case and width.
    pub login: String,
    /// Whose it is; the name is then the person's.
    pub person: Option<PersonId>,
    /// What to call an account without a person.
    pub display_name: String,
    /// Language of its pages.
    pub locale: Locale,
}

/// The form in which login names are compared: trimmed, full-width letters made narrow, lower case.
pub(crate) fn login_key(login: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        other => other,
    };
    login.trim().chars().map(narrow).collect::<String>().to_lowercase()
}

/// The form in which a login name is compared; none when it is empty, too long or holds spaces.
pub(crate) fn acceptable_login(login: &str) -> Option<String> {
    let key = login_key(login);
    let fits = (2..=LONGEST).contains(&key.chars().count())
        && !key.chars().any(|c| c.is_whitespace() || c.is_control());
    fits.then_some(key)
}

/// Opens an account that nobody can use yet.
pub async fn open(tx: &Tx, wanted: &OpenAccount) -> Result<AccountId, AccountError> {
    match wanted.person {
        Some(person) if reaches_person(tx.db(), &tx.actor, Permission::AccountWrite, person).await? => {}
        Some(_) => return Err(Denied::Hidden.into()),
        None => tx.actor.require(Permission::AccountWrite, &Target::group())?,
    }
    let login = wanted.login.trim().to_owned();
    let key = acceptable_login(&login).ok_or(AccountError::BadLogin)?;
    let taken = account::Entity::find().filter(account::Column::LoginKey.eq(&key)).count(tx.db()).await?;
    if taken > 0 {
        return Err(AccountError::LoginTaken);
    }
    if let Some(person) = wanted.person {
        let has = account::Entity::find().filter(account::Column::PersonId.eq(person)).count(tx.db()).await?;
        if has > 0 {
            return Err(AccountError::PersonHasAccount);
        }
    }
    let id: AccountId = tx.new_id();
    let row = account::ActiveModel {
        id: Set(id),
        login: Set(login.clone()),
        login_key: Set(key),
        display_name: Set(wanted.display_name.trim().chars().take(100).collect()),
        person_id: Set(wanted.person),
        state: Set(account::State::Active),
        locale: Set(wanted.locale.tag().to_owned()),
        stamp: Set(0),
        created_at: Set(tx.now),
        disabled_at: Set(None),
    };
    row.insert(tx.db()).await?;
    let entry = Change::new("account.open", "account", id);
    tx.audit(entry.after(json!({ "login": login, "person": wanted.person }))).await?;
    tx.emit(&AccountOpened { account: id, person: wanted.person }).await?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn login_names_are_compared_without_case_and_width() {
        assert_eq!(login_key(" ＺｈａｎｇＳａｎ＠x.cn "), "zhangsan@x.cn");
        assert_eq!(login_key("张三"), "张三");
        for text in ["", "a", "a b", "a\u{7f}b"] {
            assert_eq!(acceptable_login(text), None, "{text:?}");
        }
    }
}
