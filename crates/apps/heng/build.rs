//! Has the program built again when the web pages it embeds have changed.

use std::{fs, io, path::Path};

fn main() -> io::Result<()> {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../web/dist");
    // A missing folder would count as changed on every build, and pages made later would not be found.
    fs::create_dir_all(&pages)?;
    println!("cargo::rerun-if-changed={}", pages.display());
    Ok(())
}
