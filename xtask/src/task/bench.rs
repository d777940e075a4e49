//! `cargo xt bench`: the engines by themselves, then a release of the program on both databases.
//!
//! The program `heng-bench` writes one JSON row per line on standard output; medians, data sets and load are its business.

mod engines;

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use serde::{Deserialize, Serialize};

use crate::child::Job;
use crate::place::Place;
use crate::postgres::{Cluster, Files};
use crate::prerequisites::{Need, ensure};
use crate::server::{self, Build};
use crate::web;

const PROGRAM: &str = "heng-bench";

/// One measured number.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    backend: Backend,
    metric: String,
    value: serde_json::Number,
    unit: String,
    target: Option<serde_json::Number>,
    better: Better,
    met: Option<bool>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Backend {
    Sqlite,
    Postgres,
    #[serde(rename = "-")]
    None,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Better {
    Lower,
    Higher,
}

/// True when every target was met.
pub(crate) fn run(place: &Place, names: &[String], json: Option<&Path>) -> Result<bool> {
    if !place.has_package(PROGRAM) {
        bail!("there is no package {PROGRAM} in this tree: nothing to measure");
    }
    ensure(place, &[Need::PostgreSql])?;
    web::build_if_changed(place)?;
    let heng = server::build(place, Build::Release)?;
    let mut all = engines::rows(place, names)?;
    let cluster = Cluster::start(Files::OnDisk)?;
    let outcome = Job::new(heng.with_file_name(PROGRAM), &place.root)
        .args(names)
        .env("HENG_BIN", &heng)
        .env("HENG_TEST_PG", cluster.url())
        .stream()?;
    all.extend(rows(&outcome.lines)?);
    if all.is_empty() {
        bail!("nothing of that name is measured");
    }
    let rows = all;
    println!("\n{}", table(&rows));
    if let Some(file) = json {
        fs::write(file, serde_json::to_string_pretty(&rows)? + "\n")?;
    }
    Ok(outcome.success && rows.iter().all(|row| row.met != Some(false)))
}

fn rows(lines: &[String]) -> Result<Vec<Row>> {
    let rows = lines.iter().filter(|line| line.starts_with('{')).map(|line| serde_json::from_str(line));
    Ok(rows.collect::<Result<_, _>>()?)
}

fn table(rows: &[Row]) -> String {
    let mut lines = vec![format!(
        "{:<34} {:<9} {:<14} {:>12} {:<7} {:>10}",
        "name", "backend", "metric", "value", "unit", "target"
    )];
    for row in rows {
        let backend = match row.backend {
            Backend::Sqlite => "sqlite",
            Backend::Postgres => "postgres",
            Backend::None => "-",
        };
        let verdict = match row.met {
            Some(true) => "met",
            Some(false) => "MISSED",
            None => "",
        };
        let value = row.value.to_string();
        let target = row.target.as_ref().map(ToString::to_string).unwrap_or_default();
        let Row { name, metric, unit, .. } = row;
        lines.push(format!(
            "{name:<34} {backend:<9} {metric:<14} {value:>12} {unit:<7} {target:>10} {verdict}"
        ));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_between_other_words() {
        let row = r#"{"name":"people list","backend":"sqlite","metric":"p99","value":12.5,"unit":"ms","target":20,"better":"lower","met":true}"#;
        let lines = ["warming up".to_owned(), row.to_owned()];
        let rows = rows(&lines).unwrap();
        assert!(table(&rows).contains("12.5 ms              20 met"), "{}", table(&rows));
        assert_eq!(serde_json::to_string(&rows[0]).unwrap(), row);
    }

    #[test]
    fn a_row_of_another_form_is_refused() {
        assert!(rows(&[r#"{"name":"x"}"#.to_owned()]).is_err());
    }
}
