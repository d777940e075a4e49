//! Checks every module runs over what its routes say of themselves.

use utoipa::openapi::OpenApi;

/// One operation of an API description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// `GET`, `POST` …
    pub method: String,
    /// `/api/v1/leave-requests/{id}`.
    pub path: String,
    /// `leave.show`.
    pub id: String,
    /// `leave.read`, `public`, or nothing when it was forgotten.
    pub permission: Option<String>,
}

/// Every operation, sorted by path and method.
pub fn operations(api: &OpenApi) -> Vec<Operation> {
    let document = serde_json::to_value(api).expect("an API description is JSON");
    let mut found = vec![];
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let Some(id) = operation["operationId"].as_str() else { continue };
            found.push(Operation {
                method: method.to_uppercase(),
                path: path.clone(),
                id: id.to_owned(),
                permission: operation["x-permission"].as_str().map(ToOwned::to_owned),
            });
        }
    }
    found.sort_by(|a, b| (&a.path, &a.method).cmp(&(&b.path, &b.method)));
    found
}

/// Stops when an operation names no permission, one that does not exist, or has no `area.verb` id.
#[track_caller]
pub fn every_operation_names_its_permission(api: &OpenApi) {
    let known =
        |code: &str| code == "public" || heng_access::Permission::ALL.iter().any(|p| p.code() == code);
    let bad: Vec<_> = operations(api)
        .into_iter()
        .filter(|op| !op.permission.as_deref().is_some_and(known) || op.id.split('.').count() != 2)
        .collect();
    assert!(bad.is_empty(), "operations without a proper permission or id: {bad:#?}");
    assert!(!operations(api).is_empty(), "no operation at all");
}
