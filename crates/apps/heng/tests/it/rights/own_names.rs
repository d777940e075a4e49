//! Types of the description do not share names: the last one merged would stand for all.

use std::collections::BTreeMap;

use serde_json::Value;
use utoipa_axum::router::OpenApiRouter;

fn schemas(routes: OpenApiRouter<heng_web::AppState>) -> BTreeMap<String, Value> {
    let api = serde_json::to_value(routes.split_for_parts().1).unwrap();
    serde_json::from_value(api["components"]["schemas"].clone()).unwrap_or_default()
}

#[test]
fn two_modules_do_not_call_different_types_by_one_name() {
    let modules = [
        ("web", schemas(heng_web::live_routes())),
        ("identity", schemas(heng_identity::routes())),
        ("people", schemas(heng_people::routes())),
        ("notice", schemas(heng_notice::routes())),
        ("approval", schemas(heng_approval::routes())),
        ("time", schemas(heng_time::routes())),
        ("performance", schemas(heng_performance::routes())),
        ("intake", schemas(heng_intake::routes())),
    ];
    let mut shared = vec![];
    for (place, (here, ours)) in modules.iter().enumerate() {
        for (there, theirs) in &modules[place + 1..] {
            for (name, schema) in ours {
                if theirs.get(name).is_some_and(|other| other != schema) {
                    shared.push(format!("{name} in {here} and {there}"));
                }
            }
        }
    }
    assert!(shared.is_empty(), "{shared:#?}");
}
