//! Verdicts of Vault's own ACL code.

use std::collections::BTreeMap;

use serde_json::Value;
use vault_policy::{
    Acl, Alias, Capability, Entity, Group, Identity, Operation, Policy, Request, VaultLine, parse,
    parse_duration,
};

fn rows() -> Vec<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/vectors/vault-acl.jsonl");
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn map(value: &Value, key: &str) -> BTreeMap<String, String> {
    let entries = value[key].as_object().into_iter().flatten();
    entries.map(|(k, v)| (k.clone(), v.as_str().unwrap().to_owned())).collect()
}

fn identity(row: &Value) -> Option<Identity> {
    let identity = row.get("identity").filter(|i| !i.is_null())?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let alias = |a: &Value| Alias {
        mount_accessor: text(a, "MountAccessor"),
        id: text(a, "ID"),
        name: text(a, "Name"),
        metadata: map(a, "Metadata"),
        custom_metadata: map(a, "CustomMetadata"),
    };
    let entity = identity.get("entity").filter(|e| !e.is_null()).map(|e| Entity {
        id: text(e, "ID"),
        name: text(e, "Name"),
        metadata: map(e, "Metadata"),
        aliases: list(&e["Aliases"]).iter().map(alias).collect(),
    });
    let group = |g: &Value| Group {
        id: text(g, "ID"),
        name: text(g, "Name"),
        namespace_id: text(g, "NamespaceID"),
        metadata: map(g, "Metadata"),
    };
    let groups = list(&identity["groups"]).iter().map(group).collect();
    Some(Identity { entity, groups })
}

#[test]
fn vault_allows_what_we_allow() {
    let mut wrong = Vec::new();
    let rows = rows();
    for row in &rows {
        let texts = row["policies"].as_array().unwrap();
        let policies: Vec<Policy> = texts
            .iter()
            .map(|t| parse(t.as_str().unwrap()).policy(VaultLine::V1_21).unwrap())
            .collect();
        let identity = identity(row);
        let request = Request {
            operation: Operation::of_word(row["operation"].as_str().unwrap()).unwrap(),
            path: row["path"].as_str().unwrap(),
            params: row.get("params").and_then(Value::as_object),
            wrap_ttl: row.get("wrap_ttl").and_then(Value::as_str).and_then(parse_duration),
        };
        let of_the_vectors = |line: &VaultLine| *line <= VaultLine::V1_21;
        for line in VaultLine::ALL.into_iter().filter(of_the_vectors) {
            let decision = Acl::new(&policies, identity.as_ref(), line).check(&request);
            let older = row.get("allowed_le_1_20").filter(|_| line != VaultLine::V1_21);
            let allowed = older.unwrap_or(&row["allowed"]);
            let mut words: Vec<&str> = decision.capabilities.iter().map(Capability::word).collect();
            words.sort_unstable();
            let mut expect = |what: &str, is: Value, should: &Value| {
                if is != *should {
                    let id = format!("{} {line:?} {}", row["id"], row["note"]);
                    wrong.push(format!("{id}: {what} is {is}, not {should}\n{row}\n{decision:?}"));
                }
            };
            expect("allowed", decision.allowed.into(), allowed);
            if older.is_none() {
                expect("acl_allowed", decision.acl_allowed.into(), &row["acl_allowed"]);
            }
            expect("capabilities", words.into(), &row["capabilities"]);
            expect("sudo_required", decision.sudo_required.into(), &row["sudo_required"]);
            assert_eq!(decision.allowed, decision.denial.is_none());
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
    assert!(rows.len() > 3000);
}
