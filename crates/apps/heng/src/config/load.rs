//! Reading the settings.

use std::path::{Path, PathBuf};

use figment::{
    Figment, Profile, Provider,
    providers::{Env, Format, Serialized, Toml},
    value::Value,
};

use heng_web::NoHost;

use super::Config;

/// Where settings are looked for when nobody names a file.
const DEFAULT_FILE: &str = "heng.toml";
const PREFIX: &str = "HENG__";

/// The settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The named file is not there.
    #[error("there is no {}", .0.display())]
    NoFile(PathBuf),
    /// A key is unknown or its value does not fit.
    #[error("settings: {0}")]
    Unusable(Box<figment::Error>),
    /// A part of `server.behind_proxy` is no address.
    #[error("server.behind_proxy: {0:?} is no address")]
    NoProxy(String),
    /// A part of `server.hosts` is no name.
    #[error("server.hosts: {0}; names alone, without scheme and port")]
    NoHost(NoHost),
}

/// Defaults, then the file, then the environment.
pub fn load(file: Option<&Path>) -> Result<Config, ConfigError> {
    let environment = Env::prefixed(PREFIX);
    let environment = environment.iter().map(|(key, value)| (key.to_string(), value));
    load_with(file, environment)
}

fn load_with(
    file: Option<&Path>,
    environment: impl Iterator<Item = (String, String)>,
) -> Result<Config, ConfigError> {
    let defaults = Serialized::defaults(Config::default());
    let known = defaults.data().map_err(|e| ConfigError::Unusable(Box::new(e)))?;
    let mut figment = Figment::new();
    if let Some(file) = file {
        if !file.is_file() {
            return Err(ConfigError::NoFile(file.to_owned()));
        }
        figment = figment.merge(Toml::file_exact(file));
    } else if Path::new(DEFAULT_FILE).is_file() {
        figment = figment.merge(Toml::file_exact(DEFAULT_FILE));
    }
    for (key, text) in environment {
        let path = key.to_lowercase().replace("__", ".");
        let default = known.get(&Profile::Default).and_then(|dict| find(dict, &path));
        // A key that is a text stays one, whatever it looks like: a password may be all digits.
        let value = match default {
            Some(Value::String(..)) => Value::from(text),
            _ => text.parse().unwrap_or_else(|_| Value::from(text.as_str())),
        };
        figment = figment.merge(Serialized::default(&path, value));
    }
    let config: Config = figment.extract().map_err(|e| ConfigError::Unusable(Box::new(e)))?;
    // Said before anything is done: a key or a set-up code would otherwise be made by a server that cannot start.
    config.server.proxies()?;
    config.server.hosts()?;
    Ok(config)
}

fn find<'a>(dict: &'a figment::value::Dict, path: &str) -> Option<&'a Value> {
    match path.split_once('.') {
        None => dict.get(path),
        Some((section, rest)) => find(dict.get(section)?.as_dict()?, rest),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn with(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
        load_with(None, pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))
    }

    fn keys(prefix: &str, table: &toml::Table, into: &mut BTreeSet<String>) {
        for (key, value) in table {
            match value {
                toml::Value::Table(inner) => keys(&format!("{prefix}{key}."), inner, into),
                _ => {
                    into.insert(format!("{prefix}{key}"));
                }
            }
        }
    }

    #[test]
    fn the_example_shows_every_key_with_its_default() {
        let example = include_str!("../../../../../heng.toml.example");
        let shown: toml::Table = toml::from_str(example).unwrap();
        let defaults = toml::Table::try_from(Config::default()).unwrap();
        let (mut a, mut b) = (BTreeSet::new(), BTreeSet::new());
        keys("", &shown, &mut a);
        keys("", &defaults, &mut b);
        assert_eq!(a, b, "keys of the example, keys there are");
        assert_eq!(shown, defaults);
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), example).unwrap();
        let read = load_with(Some(file.path()), std::iter::empty()).unwrap();
        assert_eq!(toml::Table::try_from(read).unwrap(), defaults);
    }

    #[test]
    fn the_environment_overrides_every_kind_of_value() {
        let config = with(&[
            ("server__listen", "0.0.0.0:443"),
            ("database__connections", "3"),
            ("database__url", "postgres://h/x"),
            ("database__migrate_at_start", "false"),
            ("files__bucket__secret_key", "0123456789"),
            ("wecom__corp_id", "42"),
            ("log__format", "json"),
        ])
        .unwrap();
        assert_eq!(config.server.listen.port(), 443);
        assert_eq!(config.database.connections, 3);
        assert!(!config.database.migrate_at_start);
        assert_eq!(config.files.bucket.secret_key.expose(), Some("0123456789"));
        assert_eq!(config.wecom.corp_id, "42");
    }

    #[test]
    fn unknown_keys_and_values_that_do_not_fit_are_refused_by_name() {
        for (key, value, named) in [
            ("server__lisen", "127.0.0.1:1", "lisen"),
            ("databse__url", "x", "databse"),
            ("database__connections", "many", "connections"),
            ("log__format", "xml", "format"),
            ("server__behind_proxy", "10.0.0.1, nginx", "nginx"),
            ("server__hosts", "hr.example.cn, https://x.example.cn", "https://x.example.cn"),
        ] {
            let refused = with(&[(key, value)]).unwrap_err().to_string();
            assert!(refused.contains(named), "{refused}");
        }
    }

    #[test]
    fn a_file_that_was_named_must_be_there() {
        let gone = Path::new("/nonexistent/heng.toml");
        assert!(matches!(load_with(Some(gone), std::iter::empty()), Err(ConfigError::NoFile(_))));
    }

    #[test]
    fn secrets_are_never_shown() {
        let config =
            with(&[("database__url", "postgres://u:hunter2@h/x"), ("vault__master_key", "hunter2")]).unwrap();
        assert!(!format!("{config:?}").contains("hunter2"));
        assert!(!serde_json::to_string(&config).unwrap().contains("hunter2"));
    }
}
