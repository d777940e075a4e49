//! What may come in, decided by content.

use heng_files::{FileError, Media, Unfit, headers};
use proptest::{prelude::*, test_runner::TestRunner};

use crate::{TestFiles, samples};

async fn refusal(files: &TestFiles, name: &str, content: &[u8]) -> FileError {
    files.stage(name, content).await.unwrap_err()
}

#[tokio::test]
async fn each_accepted_kind_is_told_by_its_bytes_whatever_it_is_called() {
    let files = TestFiles::new().await;
    for (content, media) in [
        (samples::pdf(), Media::Pdf),
        (samples::png(), Media::Png),
        (samples::jpeg(), Media::Jpeg),
        (samples::webp(), Media::Webp),
        (samples::heic(), Media::Heic),
        (samples::docx(), Media::Docx),
        (samples::xlsx(), Media::Xlsx),
        ("工号,姓名\n1,王伟\n".into(), Media::Text),
    ] {
        let staged = files.stage("evil.exe", &content).await.unwrap();
        assert_eq!(staged.media(), media);
        assert!(staged.name().ends_with(media.endings()[0]), "{}", staged.name());
    }
    assert_eq!(files.stage("a.csv", b"a,b\n").await.unwrap().media(), Media::Csv);
}

#[tokio::test]
async fn html_svg_xml_and_programs_are_refused_under_any_name() {
    let files = TestFiles::new().await;
    let bad: [&[u8]; 9] = [
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"\xef\xbb\xbf  \n<html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
        b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0",
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0",
        b"GIF89a\x01\0\x01\0\x80\0\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1encrypted office document",
        "姓名".as_bytes().get(..4).unwrap(),
    ];
    for content in bad {
        for name in ["photo.png", "cv.pdf", "notes.txt"] {
            let refused = refusal(&files, name, content).await;
            assert!(matches!(refused, FileError::Unfit(Unfit::Unknown)), "{refused}");
        }
    }
    assert!(files.stored().is_empty(), "nothing refused stays behind");
}

#[tokio::test]
async fn a_file_that_is_two_things_at_once_is_refused() {
    let files = TestFiles::new().await;
    let archive = samples::archive(&[("evil.js", b"alert(1)")]);
    for (name, front) in [("a.png", samples::png()), ("a.jpg", samples::jpeg()), ("a.pdf", samples::pdf())] {
        let both = [front, archive.clone()].concat();
        assert!(matches!(refusal(&files, name, &both).await, FileError::Unfit(Unfit::TwoInOne)));
    }
    // A signature that does not stand at the first byte does not count.
    let late = [b"GIF89a/*".to_vec(), samples::pdf()].concat();
    assert!(files.stage("a.pdf", &late).await.is_ok_and(|s| s.media() == Media::Text));
    let html_first = [b"<script>alert(1)</script>".to_vec(), samples::pdf()].concat();
    assert!(matches!(refusal(&files, "a.pdf", &html_first).await, FileError::Unfit(Unfit::Unknown)));
}

#[tokio::test]
async fn pictures_and_documents_that_break_off_are_refused() {
    let files = TestFiles::new().await;
    for (name, content) in [("a.png", samples::png()), ("a.pdf", samples::pdf()), ("a.jpg", samples::jpeg())]
    {
        let half = &content[..content.len() - 6];
        assert!(matches!(refusal(&files, name, half).await, FileError::Unfit(Unfit::Damaged)), "{name}");
    }
    let docx = samples::docx();
    assert!(matches!(
        refusal(&files, "a.docx", &docx[..docx.len() - 30]).await,
        FileError::Unfit(Unfit::Damaged)
    ));
}

#[tokio::test]
async fn archives_are_let_in_only_as_documents_without_macros_bombs_or_ways_out() {
    let files = TestFiles::new().await;
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
    let document: (&str, &[u8]) = ("word/document.xml", b"<w:document/>");
    let zeros = vec![0; 8 * 1024 * 1024];
    for (entries, why) in [
        (vec![("a.txt", b"x".as_slice())], Unfit::Unknown),
        (vec![types, document, ("word/vbaProject.bin", b"x")], Unfit::Macros),
        (vec![types, document, ("../../outside", b"x")], Unfit::DangerousArchive),
        (vec![types, document, ("word/media/zeros.bin", &zeros)], Unfit::DangerousArchive),
    ] {
        let refused = refusal(&files, "a.docx", &samples::archive(&entries)).await;
        assert!(matches!(&refused, FileError::Unfit(unfit) if *unfit == why), "{refused} is not {why}");
    }
}

#[tokio::test]
async fn nothing_and_too_much_are_refused_and_leave_nothing() {
    let files = TestFiles::new().await;
    assert!(matches!(refusal(&files, "a.txt", b"").await, FileError::Empty));
    let large = vec![b'a'; 300_001];
    assert!(matches!(refusal(&files, "a.txt", &large).await, FileError::TooLarge(300_000)));
    assert!(files.stored().is_empty());
}

#[tokio::test]
async fn a_known_kind_that_is_not_wanted_here_is_refused_and_leaves_nothing() {
    let files = TestFiles::new().await;
    let content = futures::stream::iter([Ok::<_, std::convert::Infallible>(samples::pdf().into())]);
    let refused = files.files.stage("a.png", &[Media::Png, Media::Jpeg], content).await.unwrap_err();
    assert!(matches!(refused, FileError::NotWanted(Media::Pdf)));
    assert!(files.stored().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_bytes_make_detection_panic() {
    let files = TestFiles::new().await;
    let front = prop::sample::select(vec![
        b"PK\x03\x04".to_vec(),
        b"%PDF-".to_vec(),
        b"\xff\xd8\xff".to_vec(),
        vec![],
    ]);
    let config = ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() };
    let handle = tokio::runtime::Handle::current();
    tokio::task::block_in_place(|| {
        TestRunner::new(config)
            .run(&(front, any::<Vec<u8>>()), |(front, rest)| {
                let _ = handle.block_on(files.stage("x", &[front, rest].concat()));
                Ok(())
            })
            .unwrap();
    });
}

#[tokio::test]
async fn browsers_are_told_the_found_type_and_to_guess_nothing() {
    let files = TestFiles::new().await;
    let id = files.put("工资 \"条\".html.png", &samples::docx()).await;
    let file = files.files.find(id).await.unwrap();
    let told: std::collections::BTreeMap<_, _> = headers(&file).into_iter().collect();
    assert_eq!(told["content-type"], Media::Docx.mime());
    assert!(told["content-disposition"].starts_with("attachment; "), "{}", told["content-disposition"]);
    assert_eq!(told["x-content-type-options"], "nosniff");
    assert!(told["content-security-policy"].starts_with("default-src 'none'"));
    assert!(told.values().all(|v| v.is_ascii() && !v.contains(['\r', '\n'])));
}
