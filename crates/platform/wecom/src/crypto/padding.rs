//! PKCS#7 with a block of 32: stock unpadders for AES stop at 16 and refuse half of all real messages.

use subtle::{Choice, ConstantTimeEq as _, ConstantTimeLess as _};

const BLOCK: usize = 32;

/// Appends `n` bytes of value `n`, 1 ≤ n ≤ 32, up to a multiple of 32.
pub(super) fn pad(plain: &mut Vec<u8>) {
    let missing = BLOCK - plain.len() % BLOCK;
    let byte = u8::try_from(missing).unwrap_or(u8::MAX);
    plain.resize(plain.len() + missing, byte);
}

/// The text without its padding, looking at the same bytes whatever they hold; `None` when the padding is not right.
pub(super) fn strip(padded: &[u8]) -> Option<&[u8]> {
    let (front, last_block) = padded.split_last_chunk::<BLOCK>()?;
    let [.., claimed] = *last_block;
    let too_long = u8::try_from(BLOCK).ok()?.ct_lt(&claimed);
    let mut good = !claimed.ct_eq(&0) & !too_long;
    for (from_end, byte) in (1_u8..).zip(last_block.iter().rev()) {
        let beyond_padding: Choice = claimed.ct_lt(&from_end);
        good &= byte.ct_eq(&claimed) | beyond_padding;
    }
    let kept = (front.len() + BLOCK).checked_sub(usize::from(claimed))?;
    bool::from(good).then(|| padded.get(..kept)).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_padded_comes_back(text in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut padded = text.clone();
            pad(&mut padded);
            prop_assert_eq!(padded.len() % BLOCK, 0);
            prop_assert!(padded.len() > text.len());
            prop_assert_eq!(strip(&padded), Some(text.as_slice()));
        }

        #[test]
        fn a_wrong_padding_byte_is_refused(length in 0_usize..64, flip in 1_u8..=255) {
            let mut padded = vec![7; length];
            pad(&mut padded);
            *padded.last_mut().unwrap() ^= flip;
            let stripped = strip(&padded).map(<[u8]>::len);
            // Flipping the last byte may name a shorter padding that is true by chance: only a single 1.
            prop_assert!(stripped.is_none() || padded.last() == Some(&1) || padded.last() == Some(&7));
        }
    }
}
