//! Why a request is denied, and which rule would have allowed it.

use vault_policy::{
    Acl, Capability, Denial, Identity, Lost, Operation, Policy, Request, RuleRef, VaultLine, parse,
};

fn policies(texts: &[&str]) -> Vec<Policy> {
    texts.iter().map(|t| parse(t).policy(VaultLine::V1_21).unwrap()).collect()
}

/// The denial, the deciding rule and the rules that lost.
fn ask(
    texts: &[&str],
    operation: Operation,
    path: &str,
) -> (Option<Denial>, Option<RuleRef>, Vec<(usize, Lost)>) {
    let policies = policies(texts);
    let acl = Acl::new(&policies, None, VaultLine::V1_21);
    let request = Request::new(operation, path);
    let decision = acl.check(&request);
    let lost = acl.alternatives(&request).into_iter().map(|a| (a.rule.rule, a.lost)).collect();
    (decision.denial, decision.rule, lost)
}

const fn rule(policy: usize, rule: usize) -> RuleRef {
    RuleRef { policy, rule }
}

#[test]
fn the_rule_that_lost_is_named_with_its_reason() {
    let read = Denial::MissingCapability(Capability::Read);
    for (texts, operation, path, denial, decides, lost) in [
        (
            &["path \"kv/*\" { policy = \"read\" } path \"kv/x\" { capabilities = [\"list\"] }"][..],
            Operation::Read,
            "kv/x",
            read.clone(),
            Some(rule(0, 1)),
            vec![(0, Lost::ShadowedBy(rule(0, 1)))],
        ),
        (
            &["path \"kv/x\" { policy = \"read\" }", "path \"kv/x\" { policy = \"deny\" }"],
            Operation::Read,
            "kv/x",
            Denial::Deny,
            Some(rule(1, 0)),
            vec![(0, Lost::DeniedBy(rule(1, 0)))],
        ),
        (
            &["path \"transit/keys/atlas_*/config\" { policy = \"write\" }"],
            Operation::Update,
            "transit/keys/atlas_x/config",
            Denial::NoRule,
            None,
            vec![(0, Lost::LiteralStar(19))],
        ),
        (
            &["path \"v1/kv/*\" { policy = \"read\" }"],
            Operation::Read,
            "kv/x",
            Denial::NoRule,
            None,
            vec![(0, Lost::VersionPrefix)],
        ),
        (
            &["path \"kv/x/\" { policy = \"read\" }"],
            Operation::Read,
            "kv/x",
            Denial::NoRule,
            None,
            vec![(0, Lost::TrailingSlash)],
        ),
        (
            &["path \"kv/x\" { capabilities = [\"create\"] }"],
            Operation::Update,
            "kv/x",
            Denial::MissingCapability(Capability::Update),
            Some(rule(0, 0)),
            vec![(0, Lost::OnlyCreate)],
        ),
        (
            &["path \"kv/{{identity.entity.name}}/*\" { policy = \"read\" }"],
            Operation::Read,
            "kv/alice/x",
            Denial::NoRule,
            None,
            vec![(0, Lost::Template)],
        ),
        (
            &["path \"kv/x\" { policy = \"read\" }"],
            Operation::Delete,
            "other",
            Denial::NoRule,
            None,
            vec![],
        ),
    ] {
        let found = ask(texts, operation, path);
        assert_eq!(found, (Some(denial), decides, lost), "{texts:?} {operation} {path}");
    }
}

#[test]
fn limits_are_named() {
    let denial = |text: &str, params: serde_json::Value, wrap_ttl| {
        let policies = policies(&[text]);
        let request = Request {
            operation: Operation::Update,
            path: "a",
            params: params.as_object(),
            wrap_ttl,
        };
        Acl::new(&policies, Some(&Identity::default()), VaultLine::V1_21).check(&request).denial
    };
    let rule = |limits: &str| format!("path \"a\" {{ capabilities = [\"update\"] {limits} }}");
    let json = serde_json::json!({ "x": "1" });
    let limited = |limits: &str, wrap_ttl| denial(&rule(limits), json.clone(), wrap_ttl).unwrap();
    let second = 1_000_000_000;
    assert_eq!(
        limited("min_wrapping_ttl = \"5s\"", Some(second)),
        Denial::Wrapping { min: 5 * second, max: 0 }
    );
    assert_eq!(
        limited("required_parameters = [\"Y\"]", None),
        Denial::ParameterMissing("y".into())
    );
    assert_eq!(
        limited("denied_parameters = { \"*\" = [] }", None),
        Denial::ParameterDenied("x".into())
    );
    assert_eq!(
        limited("allowed_parameters = { y = [] }", None),
        Denial::ParameterNotAllowed("x".into())
    );
    assert_eq!(
        limited("allowed_parameters = { x = [\"2\"] }", None),
        Denial::ValueNotAllowed("x".into())
    );
    let sudo = policies(&["path \"sys/raw/*\" { policy = \"read\" }"]);
    let decision =
        Acl::new(&sudo, None, VaultLine::V1_21).check(&Request::new(Operation::Read, "sys/raw/x"));
    assert_eq!((decision.acl_allowed, decision.denial), (true, Some(Denial::MissingSudo)));
}
