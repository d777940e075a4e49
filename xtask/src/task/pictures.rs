//! `cargo xt pictures`: the pages photographed from the demo company, for README and for review.

use anyhow::Result;

use crate::demo_server::DemoServer;
use crate::place::Place;
use crate::prerequisites::{Need, ensure};
use crate::server::{self, Build};
use crate::task::test::in_browser;
use crate::web;

pub(crate) fn run(place: &Place) -> Result<bool> {
    ensure(place, &[Need::Chromium, Need::CjkFonts])?;
    web::build_if_changed(place)?;
    let heng = server::build(place, Build::Dev)?;
    let demo = DemoServer::start(place, &heng)?;
    let job = in_browser(place, "pictures", &demo).env("HENG_PICTURES", place.path("docs/pictures"));
    Ok(job.stream()?.success)
}
