//! Hashing and checking.

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use crate::{
    Unusable,
    secret::{NoRandomness, random},
};

/// What a hash costs. The default is OWASP's first choice of 2024: 19 MiB, two passes, one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes.
    pub passes: u32,
}

impl Default for Cost {
    fn default() -> Self {
        Self { memory_kib: 19 * 1024, passes: 2 }
    }
}

/// Hashes computed at once; more only means that each takes longer, with its memory held.
const AT_ONCE: usize = 2;

/// Makes and checks password hashes.
#[derive(Debug)]
pub(crate) struct Passwords {
    params: Params,
    turns: Semaphore,
    /// Checked where there is no password, so that its absence takes as long as a wrong one.
    nobodys: String,
}

impl Passwords {
    pub(crate) fn new(cost: Cost) -> Result<Self, Unusable> {
        let params = Params::new(cost.memory_kib, cost.passes, 1, None).map_err(|_| Unusable::Cost)?;
        let nobodys = phc(&params, &random::<32>()?, &random::<16>()?).ok_or(Unusable::Cost)?;
        Ok(Self { params, turns: Semaphore::new(AT_ONCE), nobodys })
    }

    /// The hash of a new password.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, NoRandomness> {
        let (params, salt) = (self.params.clone(), random::<16>()?);
        let password = Zeroizing::new(password.as_bytes().to_vec());
        // The semaphore is never closed; without a permit the work is done all the same.
        let _turn = self.turns.acquire().await;
        let made = tokio::task::spawn_blocking(move || phc(&params, &password, &salt)).await;
        made.ok().flatten().ok_or(NoRandomness)
    }

    /// Whether the password is the one behind the hash; with no hash the answer is no, after the same time.
    pub(crate) async fn is(&self, password: &str, stored: Option<&str>) -> bool {
        let known = stored.is_some();
        let stored = stored.unwrap_or(&self.nobodys).to_owned();
        let password = Zeroizing::new(password.as_bytes().to_vec());
        let _turn = self.turns.acquire().await;
        let verify = move || Argon2::default().verify_password(password.as_slice(), stored.as_str()).is_ok();
        let same = tokio::task::spawn_blocking(verify).await.unwrap_or(false);
        same && known
    }
}

fn phc(params: &Params, password: &[u8], salt: &[u8]) -> Option<String> {
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    argon.hash_password_with_salt(password, salt).ok().map(|hash| hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_argon2id_with_its_own_salt_and_checks() {
        let passwords = Passwords::new(Cost { memory_kib: 64, passes: 1 }).unwrap();
        let (a, b) =
            (passwords.hash("一二三四五六七八九十").await.unwrap(), passwords.hash("x").await.unwrap());
        assert!(a.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{a}");
        assert_ne!(a, passwords.hash("一二三四五六七八九十").await.unwrap());
        assert!(passwords.is("一二三四五六七八九十", Some(&a)).await);
        assert!(!passwords.is("一二三四五六七八九十", Some(&b)).await);
        assert!(!passwords.is("", None).await && !passwords.is("x", Some("garbage")).await);
    }
}
