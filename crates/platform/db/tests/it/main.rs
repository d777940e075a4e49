//! The store, on the database the environment asks for.

#![cfg(test)]

mod append;
mod audit;
mod jobs;
mod live;
mod sweep;
mod write;

use heng_access::Actor;
use heng_db::Db;

/// A job's actor: may do anything.
fn system(db: &Db) -> Actor {
    Actor::job("test", db.now().date_naive())
}
