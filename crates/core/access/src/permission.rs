//! Every permission, once.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)+) => {
        /// A permission: `area.verb`. Append only; several operations may share one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Permission { $($(#[$doc])* $name,)+ }

        impl Permission {
            /// Every permission, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable code: `people.read`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

permissions! {
    /// Use one's own account: profile, sessions, second factor, language.
    MeUse = "me.use";
    /// See people, each field by its class.
    PeopleRead = "people.read";
    /// Record personnel events and mend personal data, each field by its class.
    PeopleWrite = "people.write";
    /// See the documents in a person's file.
    DocumentRead = "document.read";
    /// Add, replace and remove documents.
    DocumentWrite = "document.write";
    /// See units, jobs, grades and positions.
    OrgRead = "org.read";
    /// Create, move, rename, merge and close units; edit the catalogues.
    OrgWrite = "org.write";
    /// Define own fields.
    FieldWrite = "field.write";
    /// See leave requests, balances and ledgers.
    LeaveRead = "leave.read";
    /// Ask for leave and withdraw a request.
    LeaveRequest = "leave.request";
    /// Grant, adjust and correct leave by hand.
    LeaveAdjust = "leave.adjust";
    /// Edit leave types and company calendars.
    LeaveSetUp = "leave.set_up";
    /// See approval cases.
    ApprovalRead = "approval.read";
    /// Decide a case that waits for oneself.
    ApprovalDecide = "approval.decide";
    /// Edit approval flows.
    FlowWrite = "flow.write";
    /// See goals, progress and results.
    GoalRead = "goal.read";
    /// Give goals, correct progress and issue results.
    GoalAssign = "goal.assign";
    /// Confirm and report on one's own goals, acknowledge one's own results.
    GoalReport = "goal.report";
    /// See and confirm one's own notices.
    NoticeRead = "notice.read";
    /// Bring rosters in and undo them.
    IntakeRun = "intake.run";
    /// See roles, grants and why somebody may or may not.
    RoleRead = "role.read";
    /// Edit roles and give or end grants.
    RoleWrite = "role.write";
    /// See accounts and their sessions.
    AccountRead = "account.read";
    /// Open, link, disable and reset accounts.
    AccountWrite = "account.write";
    /// Make and revoke API tokens.
    TokenWrite = "token.write";
    /// Search the audit trail.
    AuditRead = "audit.read";
    /// See failed jobs and messages, health of connections.
    OpsRead = "ops.read";
    /// Retry or drop failed jobs and messages.
    OpsRetry = "ops.retry";
    /// Edit company-wide settings.
    SettingsWrite = "settings.write";
    /// See company-wide settings.
    SettingsRead = "settings.read";
}

impl Permission {
    /// What it is about: `people` of `people.read`.
    pub fn area(self) -> &'static str {
        self.parts().0
    }

    /// What is done: `read` of `people.read`.
    pub fn verb(self) -> &'static str {
        self.parts().1
    }

    fn parts(self) -> (&'static str, &'static str) {
        self.code().split_once('.').unwrap_or((self.code(), ""))
    }

    /// Whether the fields it opens are told apart by class. For all others a role row lists no classes.
    ///
    /// Leave is among them because the type of a leave can betray an illness, the audit trail because it shows what a
    /// field held before and after.
    pub const fn class_aware(self) -> bool {
        matches!(
            self,
            Self::PeopleRead
                | Self::PeopleWrite
                | Self::DocumentRead
                | Self::DocumentWrite
                | Self::LeaveRead
                | Self::AuditRead
        )
    }

    /// Whether it is done in one's own name only, so that no role may reach beyond `self` with it: a task of a case, a
    /// notice and a progress report are rows of the person they wait for.
    pub const fn personal(self) -> bool {
        matches!(self, Self::MeUse | Self::ApprovalDecide | Self::GoalReport | Self::NoticeRead)
    }

    /// Whether it only looks, and changes nothing.
    pub fn only_reads(self) -> bool {
        self.verb() == "read"
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is not the code of a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown permission")]
pub struct UnknownPermission;

impl FromStr for Permission {
    type Err = UnknownPermission;

    fn from_str(code: &str) -> Result<Self, UnknownPermission> {
        Self::ALL.iter().copied().find(|permission| permission.code() == code).ok_or(UnknownPermission)
    }
}

impl TryFrom<&str> for Permission {
    type Error = UnknownPermission;

    fn try_from(code: &str) -> Result<Self, UnknownPermission> {
        code.parse()
    }
}

impl Serialize for Permission {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Permission {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<'de, str>::deserialize(from)?;
        code.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_is_area_dot_verb_and_its_own() {
        let codes: BTreeSet<_> = Permission::ALL.iter().map(|permission| permission.code()).collect();
        assert_eq!(codes.len(), Permission::ALL.len());
        for permission in Permission::ALL {
            assert_eq!(format!("{}.{}", permission.area(), permission.verb()), permission.code());
            let is_word =
                |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            assert!(is_word(permission.area()) && is_word(permission.verb()), "{permission}");
        }
    }

    #[test]
    fn a_permission_is_read_back_from_its_code() {
        for permission in Permission::ALL.iter().copied() {
            assert_eq!(Permission::try_from(permission.code()), Ok(permission));
            let json = serde_json::to_string(&permission).unwrap();
            assert_eq!(json, format!("\"{permission}\""));
            assert_eq!(serde_json::from_str::<Permission>(&json).unwrap(), permission);
        }
        assert_eq!("people.*".parse::<Permission>(), Err(UnknownPermission));
    }
}
