//! `cargo xt demo`: pages and server built, then `heng demo` in this terminal.

use std::ffi::OsString;

use anyhow::Result;

use crate::child::Job;
use crate::place::Place;
use crate::server::{self, Build};
use crate::web;

pub(crate) fn run(place: &Place, check: bool, rest: &[OsString]) -> Result<bool> {
    web::build_if_changed(place)?;
    let heng = server::build(place, Build::Dev)?;
    let check = check.then_some("--check");
    Job::new(heng, &place.root).args(["demo"]).args(check).args(rest).foreground()
}
