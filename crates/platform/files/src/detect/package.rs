//! Word and Excel documents: archives with a known inside. Nothing is unpacked here.

use std::io::Cursor;

use zip::ZipArchive;

use super::Unfit;
use crate::Media;

/// More entries than any document has.
const MOST_ENTRIES: usize = 10_000;
/// Most bytes the entries may unpack to.
const MOST_UNPACKED: u64 = 512 * 1024 * 1024;
/// Most an entry may shrink by; text in documents reaches about 100.
const MOST_RATIO: u64 = 1_000;
/// Small entries may shrink by any amount.
const RATIO_FROM: u64 = 1024 * 1024;

/// What the archive is, by what its directory lists.
pub(super) fn inspect(bytes: &[u8]) -> Result<Media, Unfit> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unfit::Damaged)?;
    if archive.offset() != 0 {
        return Err(Unfit::TwoInOne);
    }
    if archive.len() > MOST_ENTRIES {
        return Err(Unfit::DangerousArchive);
    }
    let (mut types, mut word, mut sheets, mut unpacked) = (false, false, false, 0_u64);
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| Unfit::Damaged)?;
        let name = std::str::from_utf8(entry.name_raw()).map_err(|_| Unfit::DangerousArchive)?;
        if leaves_its_folder(name) || entry.encrypted() {
            return Err(Unfit::DangerousArchive);
        }
        unpacked = unpacked.saturating_add(entry.size());
        let shrunk = entry.size() / entry.compressed_size().max(1);
        if unpacked > MOST_UNPACKED || (entry.size() > RATIO_FROM && shrunk > MOST_RATIO) {
            return Err(Unfit::DangerousArchive);
        }
        let name = name.to_ascii_lowercase();
        if name.ends_with("vbaproject.bin") || name.starts_with("xl/macrosheets/") {
            return Err(Unfit::Macros);
        }
        types |= name == "[content_types].xml";
        word |= name == "word/document.xml";
        sheets |= name == "xl/workbook.xml";
    }
    match (types, word, sheets) {
        (true, true, false) => Ok(Media::Docx),
        (true, false, true) => Ok(Media::Xlsx),
        _ => Err(Unfit::Unknown),
    }
}

fn leaves_its_folder(name: &str) -> bool {
    name.starts_with('/') || name.contains(['\\', '\0', ':']) || name.split('/').any(|part| part == "..")
}
