//! The master key as text and as a file.

use heng_vault::{MasterKey, MasterKeyError};

#[test]
fn hex_and_every_kind_of_base64_name_the_same_key() {
    let bytes = [0xfb; 32];
    let key = MasterKey::from_bytes(bytes).fingerprint();
    for text in [
        "fb".repeat(32),
        "FB".repeat(32),
        "+/v7".repeat(10) + "+/s=",
        "-_v7".repeat(10) + "-_s",
        format!("  {}\n", "fb".repeat(32)),
    ] {
        let read = MasterKey::from_text(&text);
        assert_eq!(read.map(|k| k.fingerprint()).unwrap_or(text), key);
    }
}

#[test]
fn a_key_of_another_length_is_refused() {
    for text in ["", "abc", &"0".repeat(63), &"0".repeat(66), &"A".repeat(42), &"zz".repeat(32)] {
        assert!(matches!(MasterKey::from_text(text), Err(MasterKeyError::Malformed)), "{text}");
    }
}

#[test]
fn debug_never_shows_a_key() {
    assert_eq!(format!("{:?}", MasterKey::from_bytes([65; 32])), "MasterKey(••)");
}

#[cfg(unix)]
mod file {
    use std::{fs, os::unix::fs::PermissionsExt};

    use super::*;

    #[test]
    fn a_made_file_is_its_owners_alone_and_is_never_overwritten() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("master.key");
        let made = MasterKey::create(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(MasterKey::read(&path).unwrap().fingerprint(), made.fingerprint());
        assert!(matches!(MasterKey::create(&path), Err(MasterKeyError::Io { .. })));
        assert_eq!(MasterKey::read(&path).unwrap().fingerprint(), made.fingerprint());
    }

    #[test]
    fn a_file_that_others_can_read_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("master.key");
        MasterKey::create(&path).unwrap();
        for (mode, fine) in
            [(0o600, true), (0o400, true), (0o640, true), (0o644, false), (0o604, false), (0o660, false)]
        {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(MasterKey::read(&path).is_ok(), fine, "{mode:o}");
        }
    }
}
