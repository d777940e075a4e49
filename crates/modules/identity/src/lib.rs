//! Accounts, sign-in, sessions, roles, grants, audit viewing.
//!
//! Stands below `people`: it knows accounts and person ids, not employees. What it needs of people (who works where
//! today, who heads what, whether the last day has passed) comes through [`Standing`], wired by the application.
//!
//! Invariants:
//! * Nothing that lets somebody in is stored in clear: session, token, invitation and recovery values are hashed, TOTP
//!   secrets are sealed, passwords are argon2id.
//! * A session or token is worth what its account may do *now*: the account's state, the last day of work, the grants and
//!   the owner of a token are looked at on every request.
//! * Unknown account, wrong password, disabled account and a passed last day are answered alike.
//! * Nobody gives more than they hold, and nobody takes over an account that may do more than they may.

mod access;
mod account;
pub mod api;
pub mod command_line;
mod grant;
mod me;
mod passkey;
mod password;
mod queue;
mod role;
pub mod roster;
mod secret;
mod service;
mod session;
mod set_up;
mod sign_in;
mod standing;
mod sweep;
mod token;
mod totp;
mod trail;

pub use access::{employments_changed, standing_changed};
pub use account::{AccountError, Link, OpenAccount, link, open as open_account, unlink};
pub use grant::{GiveGrant, GrantError, give as give_grant};
pub use password::{Cost, PasswordFault};
pub use role::{builtin_role_id, seed as seed_roles};
pub use secret::NoRandomness;
pub use service::{Identity, IdentitySettings, Unusable};
pub use session::{SecondLook, SecondLookCheck, SessionSettings};
pub use set_up::SetUpGuard;
pub use standing::{
    EmploymentTitle, PersonStanding, PersonTitle, Post, PostTitle, Standing, StandingTable, Titles,
};
pub use sweep::{Sweep, sweep_every};

use heng_vault::Sealable;
use heng_web::AppState;
use utoipa_axum::router::OpenApiRouter;

/// The sealed columns of this module, for key rotation.
pub const SEALED: &[Sealable] = &[Sealable { table: "totp", key: &["account_id"], columns: &["secret"] }];

/// Every route of this module. The handlers take [`Identity`] as an axum `Extension`.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(set_up::routes())
        .merge(sign_in::routes())
        .merge(session::routes())
        .merge(me::routes())
        .merge(totp::routes())
        .merge(passkey::routes())
        .merge(account::routes())
        .merge(role::routes())
        .merge(grant::routes())
        .merge(access::routes())
        .merge(token::routes())
        .merge(trail::routes())
        .merge(queue::routes())
}
