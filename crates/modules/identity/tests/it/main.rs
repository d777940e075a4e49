//! Everything over HTTP, on a database of its own, with time moved by hand.

#![cfg(test)]

mod accounts;
mod authenticator;
mod external;
mod external_look;
mod factors;
mod grants;
mod live;
mod office;
mod passkeys;
mod sessions;
mod set_up;
mod sign_in;
mod tokens;
mod trail;
