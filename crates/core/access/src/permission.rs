//! Every permission, once.

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
}
