//! What Vault 2.0.3, 2.1.2 and 2.2.2 answer otherwise (their release notes and vault/acl.go).

use serde_json::json;
use vault_policy::{Acl, Decision, Operation, Policy, Request, VaultLine, parse};

fn acl(text: &str, line: VaultLine) -> Acl {
    let policy: Policy = parse(text).policy(line).unwrap();
    Acl::new([&policy], None, line)
}

fn check(text: &str, line: VaultLine, operation: Operation, path: &str) -> Decision {
    acl(text, line).check(&Request::new(operation, path))
}

const LIST: &str = "path \"kv/*\" { capabilities = [\"list\"] }\n";

#[test]
fn a_list_heeds_the_more_specific_deny_since_2_0_3() {
    for (deny, path, denied) in [
        ("kv/private/*", "kv/private/", true),
        ("kv/+/*", "kv/private/", false),
        ("kv/private/+", "kv/private/", true),
        ("kv/private*", "kv/private/", true),
        ("kv/other/*", "kv/private/", false),
    ] {
        let text = format!("{LIST}path \"{deny}\" {{ capabilities = [\"deny\"] }}\n");
        let new = check(&text, VaultLine::V2_0_3, Operation::List, path);
        assert_eq!(new.allowed, !denied, "{deny}");
    }
    let text = format!("{LIST}path \"kv/private/*\" {{ capabilities = [\"deny\"] }}\n");
    assert!(check(&text, VaultLine::V1_21, Operation::List, "kv/private/").allowed);
    // A rule that grants something else is no deny: the broader one still grants LIST.
    let text = format!("{LIST}path \"kv/private/*\" {{ capabilities = [\"read\"] }}\n");
    assert!(check(&text, VaultLine::V2_0_3, Operation::List, "kv/private/").allowed);
    // Exact rules come first, as before.
    let text = "path \"kv/private\" { capabilities = [\"list\"] }\npath \"kv/private/*\" { capabilities = [\"deny\"] }\n";
    assert!(check(text, VaultLine::V2_2_2, Operation::List, "kv/private/").allowed);
}

#[test]
fn policy_names_are_compared_in_small_letters_since_2_1_2() {
    let text = "path \"auth/token/create\" {\n  capabilities = [\"update\"]\n  denied_parameters = { policies = [\"admin\"], other = [\"admin\"] }\n}\n";
    let allowed = |line, data: serde_json::Value| {
        let params = data.as_object();
        let request = Request { params, ..Request::new(Operation::Update, "auth/token/create") };
        acl(text, line).check(&request).allowed
    };
    for value in [json!("Admin"), json!(["x", "ADMIN"]), json!("x,Admin")] {
        assert!(allowed(VaultLine::V2_0_3, json!({"policies": value})), "{value}");
        assert!(!allowed(VaultLine::V2_1_2, json!({"policies": value})), "{value}");
        assert!(!allowed(VaultLine::V2_2_2, json!({"Policies": value})), "{value}");
        assert!(allowed(VaultLine::V2_1_2, json!({"other": value})), "{value}");
    }
    let text = "path \"a\" {\n  capabilities = [\"update\"]\n  allowed_parameters = { token_policies = [\"admin\"] }\n}\n";
    let data = json!({"token_policies": "ADMIN"});
    for (line, allowed) in [(VaultLine::V2_0_3, false), (VaultLine::V2_1_2, true)] {
        let request = Request { params: data.as_object(), ..Request::new(Operation::Update, "a") };
        assert_eq!(acl(text, line).check(&request).allowed, allowed, "{line}");
    }
}

#[test]
fn a_deny_holds_for_other_letter_cases_since_2_2_2() {
    let text = "path \"secret/*\" { capabilities = [\"read\"] }\n\
        path \"secret/data/example\" { capabilities = [\"deny\"] }\n\
        path \"secret/Team/*\" { capabilities = [\"deny\"] }\n\
        path \"secret/Team/open/*\" { capabilities = [\"read\"] }\n\
        path \"secret/+/Key\" { capabilities = [\"deny\"] }\n";
    for (path, before, after) in [
        ("secret/data/example", false, false),
        ("secret/data/EXAMPLE", true, false),
        ("secret/Data/Example", true, false),
        ("secret/team/x", true, false),
        ("secret/Team/open/x", true, true),
        ("secret/x/KEY", true, false),
        ("secret/other", true, true),
    ] {
        for (line, allowed) in [(VaultLine::V2_1_2, before), (VaultLine::V2_2_2, after)] {
            let decision = check(text, line, Operation::Read, path);
            assert_eq!(decision.allowed, allowed, "{path} {line}");
        }
    }
}
