//! Rule data of this installation: what is shipped, with the files of its own folder laid over.

use std::fmt::Write;

use heng_kernel::{Finding, Locale};
use heng_packs::{PackFile, Packs};

use crate::{config::PacksConfig, output::Unusable};

/// Reads the folder and lays it over what is shipped. One fault anywhere and nothing is used: a rule that is silently the old
/// one would pay people wrongly.
pub(crate) fn load(config: &PacksConfig) -> Result<Packs, Unusable> {
    Packs::with_overlay(&own_files(config)?).map_err(|faults| refused(config, &faults))
}

/// The files of the folder, none when there is no folder.
pub(crate) fn own_files(config: &PacksConfig) -> Result<Vec<PackFile>, Unusable> {
    let Some(folder) = config.folder() else { return Ok(Vec::new()) };
    heng_calc::pack_files(&folder).map_err(|error| Unusable(format!("packs.folder: {error}")))
}

fn refused(config: &PacksConfig, faults: &[Finding]) -> Unusable {
    let mut text = format!("packs.folder: {} cannot be used:", config.folder.display());
    for fault in faults {
        let _ = write!(text, "\n  {}", heng_packs::tell(fault, Locale::En));
    }
    Unusable(text)
}
