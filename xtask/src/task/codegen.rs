//! `cargo xt codegen`: everything generated, in one order, committed and checked.
//!
//! `heng openapi` → `openapi.json` → `web/src/api/schema.ts` (types), `permissions.ts` (every permission).

mod typescript;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::child::Job;
use crate::place::Place;
use crate::server::{self, Build};
use crate::steps::Done;
use crate::web;

const OPENAPI: &str = "openapi.json";

/// A generated file and what should stand in it.
#[derive(Debug)]
struct Generated {
    path: &'static str,
    content: Vec<u8>,
}

/// The step of `cargo xt test`.
pub(crate) fn step(place: &Place) -> Result<Done> {
    let heng = server::build(place, Build::BesideTests)?;
    Ok(if compare(place, &generate(place, &heng)?) { Done::Well } else { Done::Badly })
}

pub(crate) fn run(place: &Place, check: bool) -> Result<bool> {
    let heng = server::build(place, Build::Dev)?;
    web::ensure_packages(place)?;
    let files = generate(place, &heng)?;
    if check {
        return Ok(compare(place, &files));
    }
    for file in files {
        fs::write(place.path(file.path), file.content).with_context(|| file.path)?;
        println!("wrote {}", file.path);
    }
    Ok(true)
}

fn generate(place: &Place, heng: &Path) -> Result<Vec<Generated>> {
    let printed = Job::new(heng, &place.root).args(["openapi"]).output()?;
    let document: Value = serde_json::from_slice(&printed).context("`heng openapi` did not print JSON")?;
    let openapi = serde_json::to_string_pretty(&document)? + "\n";
    Ok(vec![
        Generated { path: "web/src/api/schema.ts", content: schema(place, &openapi)? },
        Generated { path: "web/src/api/permissions.ts", content: typescript::permissions(&document)?.into() },
        Generated { path: OPENAPI, content: openapi.into() },
    ])
}

fn schema(place: &Place, openapi: &str) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    let [from, to]: [PathBuf; 2] = [OPENAPI, "schema.ts"].map(|name| folder.path().join(name));
    fs::write(&from, openapi)?;
    Job::new(place.path("web/node_modules/.bin/openapi-typescript"), &place.web())
        .args([from.as_path(), Path::new("-o"), &to])
        .output()?;
    Ok(fs::read(to)?)
}

/// True if every file stands as it would be written.
fn compare(place: &Place, files: &[Generated]) -> bool {
    let mut fresh = true;
    for file in files {
        if fs::read(place.path(file.path)).unwrap_or_default() != file.content {
            println!("stale: {} (run `cargo xt codegen` and commit it)", file.path);
            fresh = false;
        }
    }
    fresh
}
