//! What a content really is. Bytes decide; the sender's word and the name's ending do not.

mod package;
mod text;

use crate::Media;

/// The longest comment an archive's end record may carry, with the record itself: an archive hidden behind another
/// content ends within this many bytes.
const TAIL: usize = 65_535 + 22;
/// Enough bytes to tell every kind with a signature.
const HEAD: usize = 16;

/// Why a content cannot be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// No kind that may be stored. HTML, SVG, programs, encrypted documents and other archives end here.
    #[error("of no accepted kind")]
    Unknown,
    /// It begins as one kind but does not end as it.
    #[error("cut off or damaged")]
    Damaged,
    /// It is valid as one kind and as an archive at the same time.
    #[error("two files in one")]
    TwoInOne,
    /// A document that carries macros.
    #[error("contains macros")]
    Macros,
    /// An archive with entries that leave their folder, or that unpacks to more than is sane.
    #[error("a dangerous archive")]
    DangerousArchive,
}

impl Unfit {
    /// The stable code of the problem a client sees.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "file.kind_refused",
            Self::Damaged => "file.damaged",
            Self::TwoInOne => "file.two_in_one",
            Self::Macros => "file.macros",
            Self::DangerousArchive => "file.dangerous_archive",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signature {
    Pdf,
    Png,
    Jpeg,
    Webp,
    Heic,
    Package,
    None,
}

/// Watches a content go by.
#[derive(Debug, Default)]
pub(crate) struct Detector {
    head: Vec<u8>,
    signature: Option<Signature>,
    tail: Vec<u8>,
    length: u64,
    text: text::TextCheck,
    /// The whole content, for packages only: their directory stands at the end and names what they are.
    package: Vec<u8>,
}

impl Detector {
    /// Takes the next bytes. An error comes as soon as it is certain.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> Result<(), Unfit> {
        self.length += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.remember_tail(bytes);
        if self.signature.is_none() {
            self.head.extend_from_slice(bytes);
            if self.head.len() < HEAD {
                return Ok(());
            }
            let head = std::mem::take(&mut self.head);
            return self.begin(&head);
        }
        self.go_on(bytes)
    }

    /// Decides. `name` chooses only between plain text and comma-separated values, which no byte can tell apart.
    pub(crate) fn finish(mut self, name: &str) -> Result<Media, Unfit> {
        if self.signature.is_none() {
            let head = std::mem::take(&mut self.head);
            self.begin(&head)?;
        }
        let signature = self.signature.unwrap_or(Signature::None);
        if signature != Signature::Package && ends_as_archive(&self.tail) {
            return Err(Unfit::TwoInOne);
        }
        match signature {
            Signature::Pdf => ended(contains(&self.tail, b"%%EOF"), Media::Pdf),
            Signature::Png => ended(self.tail.ends_with(b"IEND\xae\x42\x60\x82"), Media::Png),
            // Telephones append previews and short films, so what follows the picture is not looked at.
            Signature::Jpeg => ended(contains(&self.tail, b"\xff\xd9"), Media::Jpeg),
            Signature::Webp => Ok(Media::Webp),
            Signature::Heic => Ok(Media::Heic),
            Signature::Package => package::inspect(&self.package),
            Signature::None => {
                self.text.finish()?;
                let csv = name.to_ascii_lowercase().ends_with(".csv");
                Ok(if csv { Media::Csv } else { Media::Text })
            }
        }
    }

    fn begin(&mut self, head: &[u8]) -> Result<(), Unfit> {
        let signature = signature(head);
        self.signature = Some(signature);
        self.go_on(head)
    }

    fn go_on(&mut self, bytes: &[u8]) -> Result<(), Unfit> {
        match self.signature {
            Some(Signature::None) => self.text.push(bytes),
            Some(Signature::Package) => {
                self.package.extend_from_slice(bytes);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn remember_tail(&mut self, bytes: &[u8]) {
        self.tail.extend_from_slice(bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or_default());
        let surplus = self.tail.len().saturating_sub(TAIL);
        // Cut seldom, not at every push.
        if surplus > TAIL {
            self.tail.drain(..surplus);
        }
    }
}

fn signature(head: &[u8]) -> Signature {
    // At the very first byte only: a signature somewhere later is how one content passes for another.
    match head {
        [b'%', b'P', b'D', b'F', b'-', ..] => Signature::Pdf,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Signature::Png,
        [0xff, 0xd8, 0xff, ..] => Signature::Jpeg,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Signature::Webp,
        [0, _, _, _, b'f', b't', b'y', b'p', brand @ ..] if heic(brand) => Signature::Heic,
        [b'P', b'K', 3, 4, ..] => Signature::Package,
        _ => Signature::None,
    }
}

fn heic(brand: &[u8]) -> bool {
    [b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"].iter().any(|known| brand.starts_with(*known))
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// An end-of-central-directory record whose comment reaches exactly to the end.
fn ends_as_archive(tail: &[u8]) -> bool {
    tail.windows(22).enumerate().any(|(at, record)| {
        let comment = match record {
            [b'P', b'K', 5, 6, .., low, high] => usize::from(u16::from_le_bytes([*low, *high])),
            _ => return false,
        };
        at + 22 + comment == tail.len()
    })
}

fn ended(well: bool, media: Media) -> Result<Media, Unfit> {
    if well { Ok(media) } else { Err(Unfit::Damaged) }
}
