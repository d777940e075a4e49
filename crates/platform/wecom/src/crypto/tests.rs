//! The published reference vectors and our own (`cases/README.md` names their sources).

use base64::{Engine as _, engine::general_purpose::STANDARD};
use proptest::prelude::*;
use secrecy::SecretString;
use serde_json::Value;

use super::*;
use crate::cases::{cases, text};

fn envelope(input: &Value, receive_id: &str) -> Envelope {
    let key = AesKey::parse(text(input, "encoding_aes_key")).unwrap();
    let token = input["token"].as_str().unwrap_or_default();
    Envelope::new(SecretString::from(token), key, receive_id)
}

fn signed(input: &Value) -> Signed {
    Signed {
        signature: text(input, "msg_signature").to_owned(),
        timestamp: text(input, "timestamp").to_owned(),
        nonce: text(input, "nonce").to_owned(),
    }
}

/// The vectors write the 16 random bytes as characters U+0000 to U+00FF.
fn latin1(text: &str) -> [u8; 16] {
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    bytes.try_into().unwrap()
}

#[test]
fn keys_of_43_characters_are_read_with_their_spare_bits() {
    for case in cases("wxbiz_key") {
        let key = AesKey::parse(text(&case.input, "encoding_aes_key"));
        assert_eq!(key.is_ok(), case.expect["valid"] == true, "{}", case.id);
        if let Ok(key) = key {
            assert_eq!(hex::encode(key.bytes()), text(&case.expect, "aes_key_hex"), "{}", case.id);
            assert_eq!(hex::encode(key.iv()), text(&case.expect, "iv_hex"), "{}", case.id);
        }
    }
}

#[test]
fn published_envelopes_open() {
    for case in cases("wxbiz_open") {
        if case.kind == "sign" {
            let of = |key| text(&case.input, key);
            let ours = signature(of("token"), of("timestamp"), of("nonce"), of("ciphertext"));
            assert_eq!(ours, text(&case.expect, "msg_signature"), "{}", case.id);
            continue;
        }
        let opened = envelope(&case.input, text(&case.expect, "receive_id"))
            .open(&signed(&case.input), text(&case.input, "ciphertext"))
            .unwrap_or_else(|fault| panic!("{}: {fault:?}", case.id));
        assert_eq!(opened.message, text(&case.expect, "message"), "{}", case.id);
        // One source prints only the half of the random bytes that its hex dump shows as text.
        let random = text(&case.expect, "random16");
        if random.chars().count() == 16 {
            assert_eq!(opened.random, latin1(random), "{}", case.id);
        }
    }
}

#[test]
fn sealed_envelopes_match_byte_for_byte() {
    for case in cases("wxbiz_seal") {
        let envelope = envelope(&case.input, text(&case.input, "receive_id"));
        let random = latin1(text(&case.input, "random16"));
        let sealed = envelope.seal(random, text(&case.input, "message")).unwrap();
        assert_eq!(sealed, text(&case.expect, "ciphertext"), "{}", case.id);
        if let Some(expected) = case.expect["msg_signature"].as_str() {
            let ours = envelope.sign(text(&case.input, "timestamp"), text(&case.input, "nonce"), &sealed);
            assert_eq!(ours, expected, "{}", case.id);
            let signed = Signed { signature: ours, ..signed_of_seal(&case.input) };
            assert_eq!(envelope.open(&signed, &sealed).unwrap().message, text(&case.input, "message"));
        }
    }
}

fn signed_of_seal(input: &Value) -> Signed {
    Signed {
        signature: String::new(),
        timestamp: text(input, "timestamp").to_owned(),
        nonce: text(input, "nonce").to_owned(),
    }
}

#[test]
fn forged_and_broken_envelopes_are_refused_alike() {
    for case in cases("wxbiz_reject") {
        let fault = envelope(&case.input, text(&case.input, "receive_id"))
            .open(&signed(&case.input), text(&case.input, "ciphertext"))
            .unwrap_err();
        let expected = match text(&case.expect, "error") {
            "signature" => EnvelopeFault::Signature,
            "padding" => EnvelopeFault::Padding,
            "length" => EnvelopeFault::Length,
            "receive_id" => EnvelopeFault::Receiver,
            other => panic!("{}: unknown fault {other}", case.id),
        };
        assert_eq!(fault, expected, "{}", case.id);
        assert_eq!(fault.to_string(), "the callback is refused", "{}", case.id);
    }
}

#[test]
fn an_envelope_for_another_receiver_is_refused() {
    let case = &cases("wxbiz_open")[0];
    let other = envelope(&case.input, "ww0000000000000000");
    let fault = other.open(&signed(&case.input), text(&case.input, "ciphertext")).unwrap_err();
    assert_eq!(fault, EnvelopeFault::Receiver);
}

#[test]
fn debug_shows_neither_token_nor_key() {
    let case = &cases("wxbiz_open")[0];
    let shown = format!("{:?}", envelope(&case.input, "ww1"));
    assert!(!shown.contains(text(&case.input, "token")) && !shown.contains("8d69"), "{shown}");
}

proptest! {
    /// Whoever knows the token but not the key can make us decrypt anything.
    #[test]
    fn a_rightly_signed_ciphertext_of_any_bytes_is_refused_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let envelope = envelope(&cases("wxbiz_open")[0].input, "ww1");
        let encrypt = STANDARD.encode(bytes);
        let signature = envelope.sign("1", "n", &encrypt);
        let signed = Signed { signature, timestamp: "1".to_owned(), nonce: "n".to_owned() };
        prop_assert!(envelope.open(&signed, &encrypt).is_err());
    }

    #[test]
    fn what_was_sealed_opens(message in ".{0,100}", random in any::<[u8; 16]>()) {
        let envelope = envelope(&cases("wxbiz_open")[0].input, "ww1");
        let encrypt = envelope.seal(random, &message).unwrap();
        let signature = envelope.sign("1", "n", &encrypt);
        let signed = Signed { signature, timestamp: "1".to_owned(), nonce: "n".to_owned() };
        prop_assert_eq!(envelope.open(&signed, &encrypt), Ok(Opened { random, message }));
    }
}
