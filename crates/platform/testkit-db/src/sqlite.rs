//! Copies of a migrated template file.

use std::path::Path;

use tokio::sync::OnceCell;

static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();

pub(crate) async fn create(home: &Path) -> String {
    let template = TEMPLATE.get_or_init(make).await;
    let file = home.join("heng.db");
    std::fs::write(&file, template).expect("the template is copied");
    address(&file)
}

async fn make() -> Vec<u8> {
    let home = tempfile::tempdir().expect("a temporary folder");
    let file = home.path().join("template.db");
    crate::migrate(&format!("{}?mode=rwc", address(&file))).await;
    std::fs::read(&file).expect("the template is read")
}

fn address(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}
