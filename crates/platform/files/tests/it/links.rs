//! Download links.

use chrono::TimeDelta;
use heng_files::{LINK_LIFE, LinkRefused};
use heng_kernel::AccountId;

use crate::TestFiles;

#[tokio::test]
async fn a_link_is_good_for_its_account_and_for_five_minutes() {
    let files = TestFiles::new().await;
    let id = files.put("a.txt", b"a").await;
    let (mine, theirs): (AccountId, AccountId) = (files.test.db.new_id(), files.test.db.new_id());
    let link = files.files.link(id, mine);
    assert_eq!(files.files.redeem(&link, mine), Ok(id));
    assert_eq!(files.files.redeem(&link, theirs), Err(LinkRefused));
    files.test.clock.advance(LINK_LIFE);
    assert_eq!(files.files.redeem(&link, mine), Ok(id));
    files.test.clock.advance(TimeDelta::seconds(1));
    assert_eq!(files.files.redeem(&link, mine), Err(LinkRefused));
}

#[tokio::test]
async fn a_link_changed_anywhere_is_refused() {
    let files = TestFiles::new().await;
    let account: AccountId = files.test.db.new_id();
    let link = files.files.link(files.put("a.txt", b"a").await, account);
    assert_eq!(link.len(), 96);
    for at in 0..link.len() {
        let other = if link.as_bytes()[at] == b'A' { "B" } else { "A" };
        let mut changed = link.clone();
        changed.replace_range(at..=at, other);
        assert_eq!(files.files.redeem(&changed, account), Err(LinkRefused), "letter {at}");
    }
    for junk in ["", "AAAA", "../../etc/passwd", &link[..95], &format!("{link}A"), &"A".repeat(96)] {
        assert_eq!(files.files.redeem(junk, account), Err(LinkRefused), "{junk}");
    }
}
