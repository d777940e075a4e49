//! Every crate, program and folder module opens with what it is for.

use super::{Offence, Tree};

pub(super) fn check(tree: &Tree) -> Vec<Offence> {
    let roots = tree.written().filter(|file| {
        file.path.starts_with("crates/") && matches!(file.name(), "lib.rs" | "mod.rs" | "main.rs")
            || file.path == "xtask/src/main.rs"
    });
    // `tests/it/main.rs` only lists its files.
    let roots = roots.filter(|file| !file.path.contains("/tests/"));
    let silent = roots.filter(|file| !file.text.trim_start().starts_with("//!"));
    silent.map(|file| Offence::in_file(&file.path, "says nothing about itself: open it with `//!`")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silent_module_is_found() {
        let tree = Tree::of(&[
            ("crates/a/src/lib.rs", "//! What it is for.\n"),
            ("crates/a/src/leave/mod.rs", "mod error;\n"),
            ("crates/a/src/leave/error.rs", "pub struct A;\n"),
            ("crates/a/tests/it/main.rs", "mod leave;\n"),
        ]);
        let found: Vec<String> = check(&tree).into_iter().map(|offence| offence.path).collect();
        assert_eq!(found, ["crates/a/src/leave/mod.rs"]);
    }
}
