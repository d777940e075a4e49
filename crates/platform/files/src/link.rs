//! Download links: signed, short-lived, good for one account.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use heng_kernel::{AccountId, FileId};
use uuid::Uuid;

use crate::Files;

/// How long a link is good for.
pub const LINK_LIFE: TimeDelta = TimeDelta::minutes(5);
const LABEL: &str = "file-link/v1";
/// File, account, last good second.
const CLAIMS: usize = 16 + 16 + 8;

/// The link is forged, too old, or somebody else's. Which of them is nobody's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the link is not good (any more)")]
pub struct LinkRefused;

impl Files {
    /// A link to a file the account may read now: 96 letters that go into an address.
    pub fn link(&self, id: FileId, account: AccountId) -> String {
        let until = (self.db.now() + LINK_LIFE).timestamp();
        let mut link = Vec::with_capacity(CLAIMS + 32);
        link.extend(id.0.as_bytes());
        link.extend(account.0.as_bytes());
        link.extend(until.to_be_bytes());
        let signature = self.vault.sign(LABEL, &link);
        link.extend(signature);
        URL_SAFE_NO_PAD.encode(link)
    }

    /// The file a link leads this account to. The file may have been removed since, and rights may have changed: find it
    /// and ask again.
    pub fn redeem(&self, link: &str, account: AccountId) -> Result<FileId, LinkRefused> {
        let bytes = URL_SAFE_NO_PAD.decode(link).map_err(|_| LinkRefused)?;
        let (claims, signature) = bytes.split_first_chunk::<CLAIMS>().ok_or(LinkRefused)?;
        if !self.vault.verify(LABEL, claims, signature) {
            return Err(LinkRefused);
        }
        let (file, rest) = claims.split_first_chunk::<16>().ok_or(LinkRefused)?;
        let (whose, until) = rest.split_first_chunk::<16>().ok_or(LinkRefused)?;
        let until = i64::from_be_bytes(until.try_into().map_err(|_| LinkRefused)?);
        if Uuid::from_bytes(*whose) != account.0 || self.db.now().timestamp() > until {
            return Err(LinkRefused);
        }
        Ok(FileId(Uuid::from_bytes(*file)))
    }
}
