//! The files compiled in.

macro_rules! embed {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../../../packs/", $path)))),*]
    };
}

/// Path under `packs/` and text, in the order of the paths.
pub(crate) const FILES: &[(&str, &str)] = embed![
    "cn/average-wages.toml",
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
    "cn/income-tax.toml",
    "cn/labour.toml",
    "cn/leave.toml",
    "cn/minimum-wages.toml",
    "cn/social/beijing.toml",
    "cn/social/changsha.toml",
    "cn/social/chengdu.toml",
    "cn/social/chongqing.toml",
    "cn/social/guangzhou.toml",
    "cn/social/hangzhou.toml",
    "cn/social/nanjing.toml",
    "cn/social/qingdao.toml",
    "cn/social/shanghai.toml",
    "cn/social/shenzhen.toml",
    "cn/social/suzhou.toml",
    "cn/social/tianjin.toml",
    "cn/social/wuhan.toml",
    "cn/social/xiamen.toml",
    "cn/social/xian.toml",
    "cn/social/zhengzhou.toml",
    "hk/mpf.toml",
    "sg/cpf.toml",
];
