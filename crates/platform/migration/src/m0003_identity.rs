//! Accounts, ways to sign in, sessions, roles, grants, tokens.

use crate::ddl::{Step, Table};

pub(crate) fn steps() -> Vec<Step> {
    let tables = accounts().into_iter().chain(ways_in()).chain(signed_in()).chain(rights());
    tables.map(Step::Create).collect()
}

fn accounts() -> Vec<Table> {
    vec![
        // `stamp` counts every change of what the account may do: caches of rights are keyed by it.
        Table::new("account")
            .text("login")
            .text("login_key")
            .text("display_name")
            .id("person_id")
            .null()
            .one_of("state", &["active", "disabled"])
            .one_of("locale", &["zh-CN", "en"])
            .big("stamp")
            .instant("created_at")
            .instant("disabled_at")
            .null()
            .unique(&["login_key"])
            .unique_where(&["person_id"], "person_id IS NOT NULL"),
        Table::keyed("external_account", &["provider", "corp", "subject_key"])
            .text("provider")
            .text("corp")
            .text("subject_key")
            .text("subject")
            .id("account_id")
            .to("account")
            .instant("linked_at")
            .index(&["account_id"]),
        // One row for the whole installation: whoever fills `done_at` has set it up.
        Table::keyed("set_up", &["name"]).text("name").bytes("code_hash").null().instant("done_at").null(),
    ]
}

fn ways_in() -> Vec<Table> {
    vec![
        Table::keyed("password", &["account_id"])
            .id("account_id")
            .to("account")
            .text("phc")
            .instant("changed_at"),
        Table::keyed("invitation", &["account_id"])
            .id("account_id")
            .to("account")
            .bytes("code_hash")
            .instant("created_at")
            .instant("ends_at")
            .unique(&["code_hash"]),
        Table::keyed("totp", &["account_id"])
            .id("account_id")
            .to("account")
            .bytes("secret")
            .instant("created_at")
            .instant("confirmed_at")
            .null()
            .big("last_step"),
        Table::keyed("recovery_code", &["account_id", "code_hash"])
            .id("account_id")
            .to("account")
            .bytes("code_hash")
            .instant("used_at")
            .null(),
        Table::new("passkey")
            .id("account_id")
            .to("account")
            .text("name")
            .bytes("credential_id")
            .text("credential")
            .instant("created_at")
            .instant("used_at")
            .null()
            .unique(&["credential_id"])
            .index(&["account_id"]),
        Table::new("ceremony")
            .bytes("token_hash")
            .one_of(
                "kind",
                &[
                    "second_factor",
                    "passkey_sign_in",
                    "passkey_second_look",
                    "passkey_registration",
                    "external_sign_in",
                    "external_link",
                    "external_second_look",
                ],
            )
            .id("account_id")
            .to("account")
            .null()
            .text("state")
            .int("attempts")
            .instant("created_at")
            .instant("ends_at")
            .unique(&["token_hash"])
            .index(&["account_id"])
            .index(&["ends_at"]),
        Table::keyed("throttle", &["key_hash"])
            .bytes("key_hash")
            .bytes("login_hash")
            .null()
            .int("failures")
            .instant("last_at")
            .instant("wait_until")
            .index(&["login_hash"])
            .index(&["last_at"]),
        Table::new("known_device")
            .id("account_id")
            .to("account")
            .bytes("token_hash")
            .instant("created_at")
            .instant("ends_at")
            .unique(&["token_hash"])
            .index(&["account_id"])
            .index(&["ends_at"]),
    ]
}

fn signed_in() -> Vec<Table> {
    vec![
        Table::new("session")
            .bytes("token_hash")
            .id("account_id")
            .to("account")
            .one_of("way", &["password", "second_factor", "passkey", "external", "invitation", "set_up"])
            .text("remote")
            .text("agent")
            .instant("created_at")
            .instant("seen_at")
            .instant("ends_at")
            .instant("second_look_at")
            .null()
            .unique(&["token_hash"])
            .index(&["account_id"])
            .index(&["ends_at"]),
        // `rows` is the list of role rows the token is narrowed to.
        Table::new("api_token")
            .bytes("token_hash")
            .id("account_id")
            .to("account")
            .text("name")
            .text("rows")
            .instant("created_at")
            .instant("ends_at")
            .instant("used_at")
            .null()
            .instant("revoked_at")
            .null()
            .unique(&["token_hash"])
            .index(&["account_id"]),
    ]
}

fn rights() -> Vec<Table> {
    vec![
        Table::new("role")
            .text("code")
            .text("name_zh")
            .text("name_en")
            .bool("builtin")
            .instant("changed_at")
            .unique(&["code"]),
        Table::keyed("role_row", &["role_id", "permission", "scope"])
            .id("role_id")
            .to("role")
            .text("permission")
            .one_of("scope", &["self", "reports", "subtree", "branch", "company", "all"])
            .text("classes"),
        Table::new("role_grant")
            .id("account_id")
            .to("account")
            .id("role_id")
            .to("role")
            .one_of("scope", &["self", "reports", "subtree", "branch", "company", "all"])
            .id("unit_id")
            .null()
            .id("company_id")
            .null()
            .range()
            .id("given_by")
            .to("account")
            .null()
            .instant("given_at")
            .instant("revoked_at")
            .null()
            .id("revoked_by")
            .to("account")
            .null()
            .index(&["account_id"])
            .index(&["role_id"]),
    ]
}
