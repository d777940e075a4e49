//! Accounts and lists of them.

use std::fmt;

/// Longest userid, in bytes.
const LONGEST: usize = 64;

/// The name of one member's account. Its form leaves no room for a list (`a|b`) or for everybody (`@all`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UserId(String);

/// Not the form of a userid: 1 to 64 letters, digits, `_`, `-`, `@`, `.`, the first a letter or digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the form of a WeCom userid")]
pub struct BadUserId;

impl UserId {
    /// Reads a userid as it is written.
    pub fn parse(text: &str) -> Result<Self, BadUserId> {
        let good = text.len() <= LONGEST
            && text.starts_with(|c: char| c.is_ascii_alphanumeric())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '@' | '.'));
        if good { Ok(Self(text.to_owned())) } else { Err(BadUserId) }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `listed` (a list joined by `|`, as answers carry it, in lower case) names this account.
    pub(crate) fn is_in(&self, listed: &str) -> bool {
        listed.split('|').any(|name| name.eq_ignore_ascii_case(&self.0))
    }
}

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Lists of at most `limit` recipients each, in order.
pub fn batches<T>(recipients: &[T], limit: usize) -> impl Iterator<Item = &[T]> {
    recipients.chunks(limit.max(1))
}

/// The text of a recipient list: joined by `|`, not an array.
pub(super) fn joined<'a>(users: impl IntoIterator<Item = &'a UserId>) -> String {
    let mut list = String::new();
    for user in users {
        if !list.is_empty() {
            list.push('|');
        }
        list.push_str(user.as_str());
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::cases;

    #[test]
    fn long_lists_go_out_in_batches_of_a_thousand() {
        for case in cases("wecom_batching").iter().filter(|case| case.kind == "split") {
            let count = usize::try_from(case.input["recipients"].as_u64().unwrap()).unwrap();
            let sizes: Vec<usize> = batches(&vec![(); count], 1000).map(<[()]>::len).collect();
            assert_eq!(serde_json::json!(sizes), case.expect["batches"], "{}", case.id);
        }
    }

    #[test]
    fn a_userid_is_never_a_list_nor_everybody() {
        for bad in ["", "@all", "zhangsan|lisi", "|", "张三", "a b", "a\n", "_a", &"a".repeat(65)] {
            assert_eq!(UserId::parse(bad), Err(BadUserId), "{bad:?}");
        }
        for good in ["zhangsan", "ZhangSan@corp.cn", "0-9_.x", &"a".repeat(64)] {
            assert!(UserId::parse(good).is_ok(), "{good:?}");
        }
    }

    #[test]
    fn answers_name_accounts_in_lower_case() {
        let user = UserId::parse("ZhangSan").unwrap();
        assert!(user.is_in("lisi|zhangsan"));
        assert!(!user.is_in("zhangsan2") && !user.is_in(""));
    }
}
