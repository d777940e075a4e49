//! `cargo xt new slice <module>/<slice>`: the files of a vertical slice, ready to be filled in.

use std::fs;

use anyhow::{Result, bail};

use crate::place::Place;

/// File of the slice (`%` is the slice's name) and its template.
const FILES: [(&str, &str); 7] = [
    ("src/%/mod.rs", include_str!("../../templates/slice/mod.rs.txt")),
    ("src/%/entity.rs", include_str!("../../templates/slice/entity.rs.txt")),
    ("src/%/queries.rs", include_str!("../../templates/slice/queries.rs.txt")),
    ("src/%/open.rs", include_str!("../../templates/slice/open.rs.txt")),
    ("src/%/error.rs", include_str!("../../templates/slice/error.rs.txt")),
    ("src/%/http.rs", include_str!("../../templates/slice/http.rs.txt")),
    ("tests/it/%.rs", include_str!("../../templates/slice/test.rs.txt")),
];

pub(crate) fn run(place: &Place, name: &str) -> Result<bool> {
    let Some((module, slice)) =
        name.split_once('/').filter(|(module, slice)| is_name(module) && is_name(slice))
    else {
        bail!("`{name}` is not <module>/<slice> in snake_case");
    };
    let folder = place.path("crates/modules").join(module);
    if !folder.is_dir() {
        bail!("there is no module {module} under crates/modules");
    }
    if folder.join("src").join(slice).exists() {
        bail!("{name} exists already");
    }
    for (path, template) in FILES {
        let file = folder.join(path.replace('%', slice));
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&file, filled(template, module, slice))?;
        println!("wrote {}", file.strip_prefix(&place.root).unwrap_or(&file).display());
    }
    println!(
        "next: an id in core/kernel, permissions in core/access, a migration, `pub mod {slice};` in the module's"
    );
    println!("      lib.rs, `mod {slice};` in tests/it/main.rs; then docs/dev/add-an-endpoint.md");
    Ok(true)
}

fn is_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_lowercase())
        && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// `leave_type` → `{slice}` leave_type, `{Slice}` LeaveType, `{path}` leave-type.
fn filled(template: &str, module: &str, slice: &str) -> String {
    let camel: String = slice
        .split('_')
        .flat_map(|word| {
            word.chars().enumerate().map(|(at, c)| if at == 0 { c.to_ascii_uppercase() } else { c })
        })
        .collect();
    let names = template.replace("{module}", module).replace("{slice}", slice);
    names.replace("{Slice}", &camel).replace("{path}", &slice.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_in_everywhere() {
        assert_eq!(
            filled("{module} {slice} {Slice} {path}", "time", "leave_type"),
            "time leave_type LeaveType leave-type"
        );
        for (path, template) in FILES {
            let text = filled(template, "time", "shift_swap");
            assert!(
                ["{module}", "{slice}", "{Slice}", "{path}"].iter().all(|blank| !text.contains(blank)),
                "{path}"
            );
        }
    }

    #[test]
    fn only_snake_case_is_a_name() {
        assert!(is_name("leave_type") && !is_name("Leave") && !is_name("") && !is_name("../x"));
    }
}
