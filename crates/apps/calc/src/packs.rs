//! `packs check | show | explain`.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use heng_kernel::Locale;
use heng_packs::{PackFile, Packs, say};
use serde_json::json;

use crate::{Console, Outcome, Unusable, command::Lang};

/// `packs`.
#[derive(Debug, Subcommand)]
pub enum PacksCommand {
    /// Check the rule data and an installation's own files over it.
    Check(PackArgs),
    /// Show the rows below a key, such as `cn.social.shanghai`.
    Show {
        /// The key, or the beginning of one; all keys when left out.
        key: Option<String>,
        #[command(flatten)]
        args: PackArgs,
    },
    /// Show the row of a key in force on a day, with its neighbours and its source.
    Explain {
        /// The whole key.
        key: String,
        #[command(flatten)]
        args: PackArgs,
    },
}

/// Where and when.
#[derive(Debug, Args)]
pub struct PackArgs {
    /// The installation's folder of rule data; that of its settings when not named.
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// The day; today when left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<NaiveDate>,
    /// Language.
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
}

pub(crate) fn run(command: PacksCommand, console: &mut Console<'_>) -> Result<Outcome, Unusable> {
    match command {
        PacksCommand::Check(args) => {
            let report =
                heng_packs::check(&own_files(args.folder.as_deref())?, args.on.unwrap_or(console.today));
            console.print(&report.to_text(args.lang.locale()), &json!(report))?;
            Ok(if report.is_usable() { Outcome::Good } else { Outcome::Findings })
        }
        PacksCommand::Show { key: None, args } => {
            let packs = args.packs()?;
            let keys = packs.keys();
            console.print(&keys.join("\n"), &json!(keys))?;
            Ok(Outcome::Good)
        }
        PacksCommand::Show { key: Some(key), args } => {
            let rows = args.packs()?.show(&key, args.on);
            let text: String = rows.iter().map(|row| row.to_text(args.lang.locale())).collect();
            console.print(&text, &json!(rows))?;
            Ok(if rows.is_empty() { Outcome::Findings } else { Outcome::Good })
        }
        PacksCommand::Explain { key, args } => {
            let told = args.packs()?.explain(&key, args.on.unwrap_or(console.today));
            let told =
                told.ok_or_else(|| Unusable(format!("there is no key `{key}`; `packs show` lists them")))?;
            console.print(&told.to_text(args.lang.locale()), &json!(told))?;
            Ok(if told.row.is_some() { Outcome::Good } else { Outcome::Findings })
        }
    }
}

impl PackArgs {
    fn packs(&self) -> Result<Packs, Unusable> {
        load(self.folder.as_deref(), self.lang.locale())
    }
}

/// The rule data in force: what is shipped, with the files of an installation's own folder laid over.
pub(crate) fn load(folder: Option<&Path>, locale: Locale) -> Result<Packs, Unusable> {
    let told = |findings: Vec<heng_kernel::Finding>| {
        let lines: Vec<String> = findings.iter().map(|finding| say(finding, locale)).collect();
        Unusable(lines.join("\n"))
    };
    Packs::with_overlay(&own_files(folder)?).map_err(told)
}

fn own_files(folder: Option<&Path>) -> Result<Vec<PackFile>, Unusable> {
    folder.map_or_else(|| Ok(Vec::new()), pack_files)
}

/// The files of an installation's own folder of rule data: `.toml` and `.json`, also in folders below it, by path.
pub fn pack_files(folder: &Path) -> Result<Vec<PackFile>, Unusable> {
    let mut files = Vec::new();
    gather(folder, folder, &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

impl PacksCommand {
    pub(crate) const fn folder(&mut self) -> &mut Option<PathBuf> {
        let (Self::Check(args) | Self::Show { args, .. } | Self::Explain { args, .. }) = self;
        &mut args.folder
    }
}

fn gather(root: &Path, folder: &Path, files: &mut Vec<PackFile>) -> Result<(), Unusable> {
    let unreadable = |path: &Path, error: io::Error| Unusable::file(path, &error);
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, error))? {
        let path = entry.map_err(|error| unreadable(folder, error))?.path();
        if path.is_dir() {
            gather(root, &path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "toml" || ending == "json") {
            let relative = path.strip_prefix(root).unwrap_or(&path);
            let parts: Vec<_> =
                relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
            files.push(PackFile { path: parts.join("/"), text });
        }
    }
    Ok(())
}
