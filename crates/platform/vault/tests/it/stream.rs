//! Sealed streams.

use heng_vault::{CHUNK, Context, SecretKey, StreamOpener, StreamSealer, VaultError};
use proptest::prelude::*;

const SEALED_CHUNK: usize = CHUNK + 16;
const HEADER: usize = 40;

fn key() -> SecretKey {
    SecretKey::new([3; 32])
}

fn context() -> Context {
    Context::named("test")
}

fn seal(plain: &[u8], piece: usize) -> Vec<u8> {
    let mut sealer = StreamSealer::new(&key(), &context()).unwrap();
    let mut out = vec![];
    for piece in plain.chunks(piece.max(1)) {
        out.extend(sealer.push(piece).unwrap());
    }
    out.extend(sealer.finish().unwrap());
    out
}

fn open(sealed: &[u8], piece: usize) -> Result<Vec<u8>, VaultError> {
    let mut opener = StreamOpener::new(&key(), &context());
    let mut out = vec![];
    for piece in sealed.chunks(piece.max(1)) {
        out.extend_from_slice(&opener.push(piece)?);
    }
    out.extend_from_slice(&opener.finish()?);
    Ok(out)
}

fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|n| u8::try_from(n % 251).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_length_in_any_pieces_comes_back(
        chunks in 0_usize..3, odd in prop_oneof![Just(0_usize), Just(1), Just(CHUNK - 1), 0..CHUNK],
        one in 1_usize..200_000, two in 1_usize..200_000,
    ) {
        let plain = pattern(chunks * CHUNK + odd);
        prop_assert_eq!(open(&seal(&plain, one), two).unwrap(), plain);
    }

    #[test]
    fn no_bytes_make_it_panic(junk: Vec<u8>, piece in 1_usize..64) {
        prop_assert!(open(&junk, piece).is_err());
    }
}

#[test]
fn a_stream_cut_anywhere_is_not_whole() {
    let sealed = seal(&pattern(2 * CHUNK), 4096);
    for end in [0, 8, HEADER, HEADER + 1, HEADER + SEALED_CHUNK, HEADER + SEALED_CHUNK + 20, sealed.len() - 1]
    {
        assert!(open(&sealed[..end], 10_000).is_err(), "cut to {end}");
    }
}

#[test]
fn chunks_cannot_be_swapped_repeated_dropped_or_added() {
    let sealed = seal(&pattern(3 * CHUNK), 4096);
    let chunk = |n: usize| &sealed[HEADER + n * SEALED_CHUNK..HEADER + (n + 1) * SEALED_CHUNK];
    let built = |order: &[usize]| {
        let chunks = order.iter().flat_map(|&n| chunk(n).to_vec());
        sealed[..HEADER].iter().copied().chain(chunks).collect::<Vec<u8>>()
    };
    assert!(open(&built(&[0, 1, 2]), 10_000).is_ok());
    for order in [&[1, 0, 2][..], &[0, 0, 1, 2], &[0, 2], &[1, 2], &[0, 1], &[0, 1, 2, 2], &[]] {
        assert!(open(&built(order), 10_000).is_err(), "{order:?}");
    }
    let mut longer = sealed.clone();
    longer.push(0);
    assert!(open(&longer, 10_000).is_err());
}

#[test]
fn a_flipped_byte_is_found_wherever_it_is() {
    let sealed = seal(&pattern(CHUNK + 10), 4096);
    for at in (0..HEADER).chain((HEADER..sealed.len()).step_by(997)).chain([sealed.len() - 1]) {
        let mut flipped = sealed.clone();
        flipped[at] ^= 0x10;
        assert!(open(&flipped, 10_000).is_err(), "byte {at}");
    }
}

#[test]
fn another_key_or_place_opens_nothing() {
    let sealed = seal(b"plain", 10);
    for (key, context) in [(SecretKey::new([4; 32]), context()), (key(), Context::named("other"))] {
        let mut opener = StreamOpener::new(&key, &context);
        let pushed = opener.push(&sealed);
        assert!(pushed.is_err() || opener.finish().is_err());
    }
}
