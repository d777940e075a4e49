//! What a browser is told about a file.

use std::fmt::Write;

use crate::{Media, StoredFile};

/// Headers of an answer that carries this file. Whatever is in it, a browser neither guesses another type nor runs
/// anything in the name of this site.
pub fn headers(file: &StoredFile) -> [(&'static str, String); 6] {
    let media: Option<Media> = file.media_type.parse().ok();
    let mime = media.map_or("application/octet-stream", Media::mime);
    let kind = if media.is_some_and(Media::shown_inline) { "inline" } else { "attachment" };
    [
        ("content-type", mime.to_owned()),
        ("content-disposition", disposition(kind, &file.name)),
        ("content-length", file.size_bytes.to_string()),
        ("x-content-type-options", "nosniff".to_owned()),
        (
            "content-security-policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'".to_owned(),
        ),
        ("cache-control", "private, no-store".to_owned()),
    ]
}

/// The name twice: in ASCII for old readers, and percent-encoded (RFC 6266, RFC 8187).
fn disposition(kind: &str, name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%') { c } else { '_' })
        .collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_into_the_header_without_breaking_it() {
        assert_eq!(
            disposition("attachment", "合同 1.pdf"),
            "attachment; filename=\"___1.pdf\"; filename*=UTF-8''%E5%90%88%E5%90%8C%201.pdf"
        );
    }
}
