//! Frames: a kind, a length, a payload.

use std::{
    fs::File,
    io::{BufReader, BufWriter, Read, Write},
    path::Path,
};

use heng_vault::{MasterKey, StreamOpener, StreamSealer};
use serde::Serialize;

use super::{Unreadable, head};

/// What a frame holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// [`super::Manifest`], first.
    Manifest,
    /// A table's name; its rows follow.
    Table,
    /// A row: an array of cells.
    Row,
    /// A document's location; its pieces follow.
    File,
    /// A piece of a document, as sealed in the store.
    Piece,
    /// [`super::Summary`], last.
    End,
}

impl Kind {
    const fn byte(self) -> u8 {
        match self {
            Self::Manifest => 1,
            Self::Table => 2,
            Self::Row => 3,
            Self::File => 4,
            Self::Piece => 5,
            Self::End => 6,
        }
    }

    fn of(byte: u8) -> Option<Self> {
        [Self::Manifest, Self::Table, Self::Row, Self::File, Self::Piece, Self::End]
            .into_iter()
            .find(|kind| kind.byte() == byte)
    }
}

/// Writes frames into a new file.
pub(super) struct FrameWriter {
    out: BufWriter<File>,
    sealer: StreamSealer,
}

impl FrameWriter {
    /// Begins a file that must not exist yet, readable by its owner alone.
    pub(super) fn create(path: &Path, key: &MasterKey, made_at: String) -> anyhow::Result<Self> {
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut out = BufWriter::new(options.open(path)?);
        let sealer = head::write(&mut out, key, made_at)?;
        Ok(Self { out, sealer })
    }

    pub(super) fn json(&mut self, kind: Kind, value: &impl Serialize) -> anyhow::Result<()> {
        self.bytes(kind, &serde_json::to_vec(value)?)
    }

    pub(super) fn bytes(&mut self, kind: Kind, payload: &[u8]) -> anyhow::Result<()> {
        let length = u32::try_from(payload.len())?;
        let mut frame = Vec::with_capacity(payload.len() + 5);
        frame.push(kind.byte());
        frame.extend(length.to_be_bytes());
        frame.extend_from_slice(payload);
        let sealed = self.sealer.push(&frame)?;
        self.out.write_all(&sealed)?;
        Ok(())
    }

    /// Seals the end and makes sure it is on the disk.
    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        let rest = self.sealer.finish()?;
        self.out.write_all(&rest)?;
        self.out.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
        Ok(())
    }
}

/// Reads frames; every byte it gives was authenticated.
pub(super) struct FrameReader {
    input: BufReader<File>,
    /// `None` once the end was reached and proved.
    opener: Option<StreamOpener>,
    waiting: Vec<u8>,
    at: usize,
}

impl FrameReader {
    pub(super) fn open(path: &Path, key: &MasterKey) -> Result<Self, Unreadable> {
        let mut input = BufReader::new(File::open(path)?);
        let opener = Some(head::read(&mut input, key)?);
        Ok(Self { input, opener, waiting: vec![], at: 0 })
    }

    /// The next frame; `None` only at the proved end of the stream.
    pub(super) fn next(&mut self) -> Result<Option<(Kind, Vec<u8>)>, Unreadable> {
        loop {
            if let Some(frame) = self.cut()? {
                return Ok(Some(frame));
            }
            let Some(mut opener) = self.opener.take() else {
                return if self.waiting.len() == self.at { Ok(None) } else { Err(Unreadable::Damaged) };
            };
            self.waiting.drain(..self.at);
            self.at = 0;
            let mut sealed = vec![0; heng_vault::CHUNK];
            let read = self.input.read(&mut sealed)?;
            if read == 0 {
                self.waiting.extend_from_slice(&opener.finish()?);
            } else {
                self.waiting.extend_from_slice(&opener.push(sealed.get(..read).unwrap_or_default())?);
                self.opener = Some(opener);
            }
        }
    }

    fn cut(&mut self) -> Result<Option<(Kind, Vec<u8>)>, Unreadable> {
        let rest = self.waiting.get(self.at..).unwrap_or_default();
        let Some((&[kind, a, b, c, d], body)) = rest.split_first_chunk::<5>() else { return Ok(None) };
        let length = usize::try_from(u32::from_be_bytes([a, b, c, d])).map_err(|_| Unreadable::Damaged)?;
        let Some(payload) = body.get(..length) else { return Ok(None) };
        let kind = Kind::of(kind).ok_or(Unreadable::Damaged)?;
        let payload = payload.to_vec();
        self.at += 5 + length;
        Ok(Some((kind, payload)))
    }
}
