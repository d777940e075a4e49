//! The generated group: made once, kept beside the build, copied for each run.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context;
use heng::{System, config::Config, machine::SystemClock};
use heng_kernel::Clock;
use sea_orm::{ConnectionTrait, Database};
use url::Url;

use crate::{
    company::{self, Facts, Plan, TODAY},
    installation::Installation,
    output::{Backend, tell},
};

/// Grows with every change of what is generated.
const VERSION: u32 = 1;
const BACKUP: &str = "group.backup";
const FACTS: &str = "facts.json";

/// Which databases can be measured here. PostgreSQL only when the runner lends one.
pub(crate) async fn backends(plan: &Plan, heng: &Path) -> anyhow::Result<Vec<Backend>> {
    made(*plan, heng).await?;
    let mut backends = vec![Backend::Sqlite];
    backends.extend(administrator().is_some().then_some(Backend::Postgres));
    Ok(backends)
}

#[expect(clippy::disallowed_methods, reason = "the runner's own settings, not the program's")]
fn administrator() -> Option<String> {
    std::env::var("HENG_TEST_PG").ok().filter(|url| !url.is_empty())
}

/// A copy of the group to work on, and what is known of it.
pub(crate) async fn copy(plan: Plan, heng: &Path, backend: Backend) -> anyhow::Result<(Installation, Facts)> {
    let kept = kept(plan, heng)?;
    let facts: Facts = serde_json::from_str(&fs::read_to_string(kept.join(FACTS))?)?;
    let folder = kept.with_extension("run");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    fs::copy(kept.join("master.key"), folder.join("master.key"))?;
    let installation = match backend {
        Backend::Postgres => {
            let installation = Installation { backend, url: database().await?, folder };
            tell("restoring the group into PostgreSQL");
            installation.run(heng, &["restore", &kept.join(BACKUP).display().to_string()]).await?;
            analyse(&installation.url).await?;
            installation
        }
        Backend::Sqlite | Backend::None => {
            fs::copy(kept.join("heng.db"), folder.join("heng.db"))?;
            Installation::on_sqlite(folder)
        }
    };
    Ok((installation, facts))
}

/// An empty database in the lent cluster.
async fn database() -> anyhow::Result<String> {
    let mut url = Url::parse(&administrator().context("no cluster was lent")?)?;
    let db = Database::connect(url.as_str()).await?;
    let name = format!("heng_bench_{}", std::process::id());
    db.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}")).await?;
    db.execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
    db.close().await?;
    url.set_path(&name);
    Ok(url.into())
}

/// What autovacuum would do within a minute.
async fn analyse(url: &str) -> anyhow::Result<()> {
    let db = Database::connect(url).await?;
    db.execute_unprepared("VACUUM ANALYZE").await?;
    Ok(db.close().await?)
}

/// The folder the group is kept in, beside the build.
fn kept(plan: Plan, heng: &Path) -> anyhow::Result<PathBuf> {
    let target = heng.parent().and_then(Path::parent).context("the program lies in no build folder")?;
    Ok(target.join("bench").join(format!("group-{VERSION}-{}", plan.people())))
}

/// Makes the group unless it is there.
async fn made(plan: Plan, heng: &Path) -> anyhow::Result<()> {
    let kept = kept(plan, heng)?;
    if kept.join(FACTS).exists() {
        return Ok(());
    }
    if kept.exists() {
        fs::remove_dir_all(&kept)?;
    }
    fs::create_dir_all(&kept)?;
    tell(&format!("making a group of {} people", plan.people()));
    let installation = Installation::on_sqlite(kept.clone());
    let mut config = Config::default();
    config.data.folder.clone_from(&kept);
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::on(TODAY.parse()?));
    let system = System::open(config, clock, true).await?;
    let facts = company::fill(&system, plan).await?;
    system.close().await?;
    let backup = kept.join(BACKUP).display().to_string();
    installation.run(heng, &["backup", &backup]).await?;
    fs::write(kept.join(FACTS), serde_json::to_string(&facts)?)?;
    Ok(())
}
