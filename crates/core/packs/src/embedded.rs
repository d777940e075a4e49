//! The files compiled in.

macro_rules! embed {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../../../packs/", $path)))),*]
    };
}

/// Path under `packs/` and text, in the order of the paths.
pub(crate) const FILES: &[(&str, &str)] = embed![
    "cn/holidays/2018.json",
    "cn/holidays/2019.json",
    "cn/holidays/2020.json",
    "cn/holidays/2021.json",
    "cn/holidays/2022.json",
    "cn/holidays/2023.json",
    "cn/holidays/2024.json",
    "cn/holidays/2025.json",
    "cn/holidays/2026.json",
    "cn/holidays/2027.json",
];
