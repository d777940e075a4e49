//! What the routes say of themselves.

#[test]
fn every_operation_names_its_permission() {
    let (_, api) = heng_identity::routes().split_for_parts();
    heng_testkit::openapi::every_operation_names_its_permission(&api);
}

#[test]
fn only_setting_up_and_coming_in_are_open_to_strangers() {
    let (_, api) = heng_identity::routes().split_for_parts();
    let open: Vec<String> = heng_testkit::openapi::operations(&api)
        .into_iter()
        .filter(|operation| operation.permission.as_deref() == Some("public"))
        .map(|operation| operation.id)
        .collect();
    assert_eq!(
        open,
        [
            "session.sign_in",
            "session.doors",
            "session.start_external",
            "session.return_external",
            "session.accept_invitation",
            "session.passkey",
            "session.start_passkey",
            "session.second_factor",
            "set_up.run",
        ]
    );
}
