//! Plain text: UTF-8, nothing but letters and line ends, and not the beginning of a markup document.

use super::Unfit;

/// Checks a text as it goes by.
#[derive(Debug, Default)]
pub(super) struct TextCheck {
    /// Bytes of a letter that is not complete yet.
    pending: Vec<u8>,
    begun: bool,
}

impl TextCheck {
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), Unfit> {
        self.pending.extend_from_slice(bytes);
        let joined = std::mem::take(&mut self.pending);
        let whole = match std::str::from_utf8(&joined) {
            Ok(text) => text,
            // A letter cut by the end of the piece: it goes on in the next.
            Err(cut) if cut.error_len().is_none() => {
                let (whole, rest) = joined.split_at(cut.valid_up_to());
                self.pending = rest.to_vec();
                std::str::from_utf8(whole).map_err(|_| Unfit::Unknown)?
            }
            Err(_) => return Err(Unfit::Unknown),
        };
        if whole.contains(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}')) {
            return Err(Unfit::Unknown);
        }
        if !self.begun
            && let Some(first) = whole.chars().find(|c| !c.is_whitespace() && *c != '\u{feff}')
        {
            self.begun = true;
            if first == '<' {
                // HTML, SVG or XML: a browser may run it whatever it is called.
                return Err(Unfit::Unknown);
            }
        }
        Ok(())
    }

    pub(super) fn finish(&self) -> Result<(), Unfit> {
        if self.pending.is_empty() { Ok(()) } else { Err(Unfit::Unknown) }
    }
}
