//! Accounts, sign-in, sessions, roles, grants, audit viewing.
