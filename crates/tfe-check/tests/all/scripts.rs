//! Scripts and tasks that write policies and roles: each policy is checked where it stands, with those
//! that the same role gets, and fixed there.

use crate::policies as cases;

use tfe_check::report::DocumentReport;
use tfe_check::{Document, Options, Part, Safety, Severity, check, fixed, kind, parts, view};

fn inside(name: &str, text: &str) -> Vec<Part> {
    parts(&Document::new(name, text), &Options::default()).unwrap()
}

fn judge_as(name: &str, text: &str) -> DocumentReport {
    check(&[Document::new(name, text)], &Options::default()).documents.remove(0)
}

fn judge(text: &str) -> DocumentReport {
    judge_as("pasted", text)
}

/// The rules of what is worse than an information, with the lines where they are reported.
fn told(report: &DocumentReport) -> Vec<(&str, usize)> {
    let loud = report.findings.iter().filter(|f| f.severity > Severity::Info);
    loud.map(|f| (f.rule.as_str(), f.span.line)).collect()
}

fn rules(report: &DocumentReport) -> Vec<&str> {
    told(report).into_iter().map(|(rule, _)| rule).collect()
}

fn heredoc(name: &str, text: &str) -> String {
    format!("vault policy write {name} - <<EOF\n{text}EOF\n")
}

/// The whole policy in two halves.
fn halves() -> (String, String) {
    let half = |keys: bool| {
        let rules = cases::needed().filter(move |(path, _)| path.contains("transit/keys") == keys);
        rules.map(|(path, words)| cases::rule(path, words)).collect::<String>()
    };
    (half(true), half(false))
}

#[test]
fn several_policies_of_one_script_are_checked_each_with_its_name() {
    let snapshot = cases::rule("sys/storage/raft/snapshot", "read update");
    let wrong = heredoc("tfe", &snapshot) + &heredoc("a", &cases::rule("kv/a", "read"));
    assert_eq!(told(&judge(&wrong)), [("policy-not-as-named", 2)]);
    let app = cases::rule("secret/data/app", "raed");
    let text = "#!/bin/sh\nvault secrets enable transit\n".to_owned()
        + &heredoc("tfe", &cases::whole())
        + &heredoc("snapshot-agent", &snapshot)
        + &heredoc("app", &app);
    let report = judge(&text);
    assert_eq!(report.kind, Some(kind::SCRIPT));
    assert_eq!(report.accepted, Some(false));
    let line = text.lines().position(|l| l.contains("raed")).unwrap() + 1;
    assert_eq!(told(&report), [("unknown-capability", line)]);
    let fixed = report.fixed.unwrap();
    assert_eq!(fixed, text.replace("raed", "read"));
    assert_eq!(judge(&fixed).accepted, Some(true));
    let names: Vec<String> = inside("pasted", &text).into_iter().map(|p| p.text.name).collect();
    assert_eq!(names, ["tfe", "snapshot-agent", "app"]);
    let view = view(&Document::new("pasted", text.as_str()), &Options::default());
    assert!(view.access.iter().any(|g| g.name.starts_with("tfe: ")), "{:?}", view.access);
}

/// What one lacks the other grants, where one role has both; else each stands alone.
#[test]
fn the_policies_of_one_role_are_checked_together() {
    let (keys, rest) = halves();
    let text = heredoc("tfe-keys", &keys) + &heredoc("tfe-use", &rest);
    let role = |policies: &str| {
        format!(
            "{text}vault write auth/approle/role/tfe token_policies={policies} token_period=24h\n"
        )
    };
    assert_eq!(told(&judge(&role("tfe-keys,tfe-use"))), []);
    assert_eq!(told(&judge(&role("\"tfe-keys, TFE-use, default\""))), []);
    let alone = judge(&role("tfe-use"));
    let missing: Vec<&str> = rules(&alone);
    assert!(missing.contains(&"transit-key-read-missing"), "{missing:?}");
    // Without a role their rules say that they belong together.
    assert_eq!(told(&judge(&text)), []);
    // Another role with one of them gets no more than that one.
    let two =
        role("tfe-keys,tfe-use") + "vault write auth/approle/role/tfe-dr token_policies=tfe-use\n";
    assert!(rules(&judge(&two)).contains(&"transit-key-read-missing"));
}

#[test]
fn missing_rules_are_added_inside_of_the_heredoc() {
    let gone = cases::rule("transit/backup/atlas_*", "read");
    let text = heredoc("tfe", &cases::whole().replace(&gone, "")) + "vault token lookup\n";
    let report = judge(&text);
    assert_eq!(rules(&report), ["transit-backup-missing"]);
    let fixed = report.fixed.unwrap();
    assert_eq!(told(&judge(&fixed)), []);
    assert!(fixed.ends_with("}\nEOF\nvault token lookup\n"), "{fixed}");
    let tabs: String =
        text.replace("- <<EOF", "- <<-EOF").replace("\npath", "\n\tpath").replace("\n}", "\n\t}");
    let fixed = judge(&tabs).fixed.unwrap();
    assert!(fixed.contains("\n\t# To export the keys of variables and settings into a backup.\n\tpath \"transit/backup/atlas_*\" {\n"), "{fixed}");
    assert_eq!(told(&judge(&fixed)), []);
}

/// In a heredoc whose marker has no quotes the shell fills in what follows a `$`.
#[test]
fn what_the_shell_fills_in_is_not_checked() {
    let filled = cases::whole().replace("transit/keys/", "${MOUNT}/keys/");
    let text = heredoc("tfe", &filled) + "vault auth enable approle\n";
    let report = judge(&text);
    assert_eq!(told(&report), []);
    assert!(report.findings.iter().any(|f| f.rule == "script-policy-filled-in"));
    let made = heredoc("tfe", &format!("$(cat base.hcl)\n{}", cases::whole())) + "vault status\n";
    assert_eq!(told(&judge(&made)), []);
    // Quotes around the marker keep everything as it stands.
    let plain = heredoc("tfe", &filled).replace("<<EOF", "<<'EOF'") + "vault auth enable approle\n";
    assert!(
        rules(&judge(&plain)).contains(&"transit-mounts-mixed"),
        "{:?}",
        judge(&plain).findings
    );
    let escaped = cases::whole() + "# costs \\$5 \\`a\\`\n" + &cases::rule("kv/\\$a", "raed");
    let text = heredoc("tfe", &escaped) + "vault auth enable approle\n";
    assert_eq!(judge(&text).fixed.unwrap(), text.replace("raed", "read"));
}

/// A policy that is made a file first, and one that stands in a file.
#[test]
fn a_policy_may_take_the_way_of_a_file() {
    let text = format!(
        "cat > /tmp/tfe.hcl <<'EOF'\n{}EOF\nvault policy write tfe /tmp/tfe.hcl\n",
        cases::whole().replace("\"read\"", "\"raed\"")
    ) + "vault policy write ops ops.hcl\nvault write auth/approle/role/tfe policies=tfe,ops\n";
    let report = judge(&text);
    assert_eq!(rules(&report), ["unknown-capability"]);
    let elsewhere: Vec<_> =
        report.findings.iter().filter(|f| f.rule == "script-policy-elsewhere").collect();
    assert_eq!(elsewhere.len(), 1);
    assert!(elsewhere[0].message.action.contains("ops.hcl"));
    let documents = [
        Document::new("a.sh", text),
        Document::new("x/ops.hcl", "path \"kv/a\" {\n  capabilities = [\"read\"]\n}\n"),
    ];
    let report = check(&documents, &Options::default()).documents.remove(0);
    assert!(report.findings.iter().all(|f| f.rule != "script-policy-elsewhere"));
}

#[test]
fn one_policy_with_its_command_is_a_paste_of_the_policy() {
    let text = heredoc("tfe", &cases::whole());
    let report = judge(&text);
    assert_eq!(
        (report.kind, rules(&report)),
        (Some(kind::VAULT_POLICY), vec!["shell-command-around"])
    );
    let script = judge_as("setup.sh", &text);
    assert_eq!((script.kind, told(&script)), (Some(kind::SCRIPT), vec![]));
}

/// Roles alone have a kind, and other programs' roles are left alone.
#[test]
fn roles_alone_are_checked() {
    let role = |name: &str, more: &str| {
        let report = judge(&format!("vault write auth/approle/role/{name} {more}\n"));
        assert_eq!(report.kind, Some(kind::SCRIPT), "{name} {more}");
        rules(&report).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let none: [&str; 0] = [];
    assert_eq!(role("tfe", "token_policies=tfe token_period=24h"), none);
    assert_eq!(role("tfe", "token_policies=tfe"), none);
    assert_eq!(role("tfe", "policies=tfe token_ttl=1h token_max_ttl=32h"), ["approle-token-ends"]);
    assert_eq!(role("tfe", "policies=tfe token_ttl=20m"), ["approle-period-too-short"]);
    assert_eq!(role("tfe", "policies=tfe token_period=30m"), ["approle-period-too-short"]);
    assert_eq!(role("a", "policies=ptfe secret_id_num_uses=1"), ["approle-secret-id-ends"]);
    assert_eq!(role("terraform", "policies=terraform secret_id_ttl=10m token_num_uses=5"), none);
    assert_eq!(role("jenkins", "policies=jenkins token_max_ttl=1h"), none);
    let text = "$ vault write -f auth/approle/role/tfe/secret-id\n";
    assert_eq!(told(&judge_as("a.sh", text)), []);
}

#[test]
fn what_is_wrong_with_a_role_can_be_put_right() {
    let command = "vault write auth/approle/role/tfe \\\n  token_policies=\"tfe\" \\\n  token_max_ttl=32h token_num_uses=\"9\" \\\n  secret_id_ttl=1h secret_id_num_uses=3 token_type=batch \\\n  token_no_default_policy=true\n";
    let after = fixed(&Document::new("a", command), &Options::default(), Safety::Review).unwrap();
    assert_eq!(
        after,
        "vault write auth/approle/role/tfe \\\n  token_policies=\"tfe\" \\\n  token_period=24h token_num_uses=\"0\" \\\n  secret_id_ttl=0 secret_id_num_uses=0 token_type=service \\\n  token_no_default_policy=false\n"
    );
    let resource = "resource \"vault_approle_auth_backend_role\" \"tfe\" {\n  role_name             = \"tfe\"\n  token_policies        = [\"tfe\"]\n  token_max_ttl         = 3600\n  token_type            = \"batch\"\n  secret_id_ttl         = 600\n  token_bound_cidrs     = [\"10.0.0.0/8\"]\n}\n";
    let document = Document::new("main.tf", resource);
    let report = judge_as("main.tf", resource);
    let all = [
        "approle-token-ends",
        "approle-batch-token",
        "approle-secret-id-ends",
        "approle-bound-to-addresses",
    ];
    let mut found = rules(&report);
    found.sort_unstable();
    let mut expected = all.to_vec();
    expected.sort_unstable();
    assert_eq!(found, expected);
    let after = fixed(&document, &Options::default(), Safety::Review).unwrap();
    assert!(after.contains("  token_period         = 86400\n"), "{after}");
    assert!(after.contains("= \"service\"\n") && after.contains("secret_id_ttl         = 0\n"));
    assert_eq!(rules(&judge_as("main.tf", &after)), ["approle-bound-to-addresses"]);
}

#[test]
fn a_role_with_another_policy_than_the_one_written_is_reported() {
    let role = |name: &str, written: &str, given: &str| {
        let text = heredoc(written, &cases::whole())
            + &format!(
                "vault write auth/approle/role/{name} token_policies={given} token_period=1d\n"
            );
        let report = judge(&text);
        let found = report.findings.iter().find(|f| f.rule == "approle-policy-not-written");
        if let Some(found) = found {
            assert_eq!(&text[found.span.start..found.span.end], given);
            assert_eq!((found.severity, found.related.len()), (Severity::Warning, 1));
            let after =
                fixed(&Document::new("a", text.as_str()), &Options::default(), Safety::Review);
            assert!(after.unwrap().contains(&format!("token_policies={written}")));
        }
        found.is_some()
    };
    assert!(role("tfe", "tfe", "ptfe"));
    assert!(role("tfe", "terraform-enterprise", "tfe"));
    assert!(role("agent", "snapshot", "snapshots"));
    assert!(!role("tfe", "tfe", "tfe"));
    assert!(!role("tfe", "tfe", "TFE"));
    assert!(!role("tfe", "tfe", "default,tfe"));
    assert!(!role("jenkins", "tfe", "jenkins"));
    assert!(!role("tfe", "tfe", "$POLICY"));
}

/// What Vault's default policy grants is needed where a role goes without it.
#[test]
fn renewals_are_needed_where_the_default_policy_is_missing() {
    let gone = ["sys/renew", "auth/token/renew", "auth/token/renew-self"];
    let rules = cases::needed().filter(|(path, _)| !gone.contains(path));
    let policy: String = rules.map(|(path, words)| cases::rule(path, words)).collect();
    let role = |more: &str| {
        let text = heredoc("tfe", &policy)
            + &format!(
                "vault write auth/approle/role/tfe token_policies=tfe token_period=1d {more}\n"
            );
        let report = judge(&text);
        let renewals = report.findings.into_iter().filter(|f| f.rule == "token-renewal-missing");
        renewals.map(|f| f.severity).collect::<Vec<_>>()
    };
    assert_eq!(role(""), [Severity::Info; 3]);
    let without = [Severity::Warning, Severity::Info, Severity::Error];
    assert_eq!(role("token_no_default_policy=true"), without);
}

#[test]
fn in_terraform_a_role_joins_the_policies_it_names() {
    let (keys, rest) = halves();
    let policy = |label: &str, name: &str, text: &str| {
        format!(
            "resource \"vault_policy\" \"{label}\" {{\n  name   = \"{name}\"\n  policy = <<EOT\n{text}EOT\n}}\n"
        )
    };
    let role = |list: &str| {
        policy("keys", "tfe-keys", &keys)
            + &policy("rest", "tfe-use", &rest)
            + &format!(
                "resource \"vault_approle_auth_backend_role\" \"tfe\" {{\n  role_name      = \"tfe\"\n  token_policies = [{list}]\n  token_period   = 86400\n}}\n"
            )
    };
    let both = [
        "vault_policy.keys.name, vault_policy.rest.name",
        "\"tfe-keys\", \"tfe-use\"",
        "\"default\", vault_policy.keys.name, \"tfe-use\"",
    ];
    for list in both {
        assert_eq!(told(&judge_as("main.tf", &role(list))), [], "{list}");
    }
    let one = judge_as("main.tf", &role("vault_policy.rest.name"));
    assert!(rules(&one).contains(&"transit-key-read-missing"));
    let other = judge_as("main.tf", &role("\"tfe-uses\", vault_policy.keys.name"));
    assert!(rules(&other).contains(&"approle-policy-not-written"), "{:?}", rules(&other));
}

#[test]
fn tasks_are_checked_and_fixed_in_their_indentation() {
    let gone = cases::rule("transit/backup/atlas_*", "read");
    let policy = cases::whole().replace(&gone, "");
    let lines = |depth: usize| -> String {
        let line = |l: &str| format!("{}{l}\n", " ".repeat(depth));
        policy.lines().map(line).collect()
    };
    let tasks = [
        format!(
            "- name: the policy of TFE\n  community.hashi_vault.vault_write:\n    path: sys/policies/acl/tfe\n    data:\n      policy: |\n{}  tags: [vault]\n",
            lines(8)
        ),
        format!(
            "- hosts: localhost\n  tasks:\n    - hashivault_policy:\n        name: tfe\n        rules: |\n{}    - debug: {{ msg: done }}\n",
            lines(10)
        ),
        format!("policies:\n  - name: tfe\n    rules: |-\n{}auth:\n  - type: approle\n", lines(6)),
        format!(
            "name: vault\nruntime: yaml\nresources:\n  tfe:\n    type: vault:Policy\n    properties:\n      name: tfe\n      policy: |\n{}",
            lines(8)
        ),
    ];
    for text in tasks {
        let report = judge_as("site.yml", &text);
        assert_eq!(
            (report.kind, rules(&report)),
            (Some(kind::SCRIPT), vec!["transit-backup-missing"]),
            "{text}"
        );
        let fixed = report.fixed.unwrap();
        assert_eq!(told(&judge_as("site.yml", &fixed)), [], "{fixed}");
        assert!(
            inside("site.yml", &fixed)[0]
                .text
                .text
                .contains("\npath \"transit/backup/atlas_*\" {\n"),
            "{fixed}"
        );
        assert_eq!(fixed.lines().last(), text.lines().last());
    }
}

#[test]
fn what_tasks_fill_in_is_not_checked_and_their_roles_are() {
    let text = "- hashivault_policy:\n    name: tfe\n    rules: |\n      path \"{{ mount }}/encrypt/atlas_*\" {\n        capabilities = [\"create\", \"update\"]\n      }\n- hashivault_approle_role:\n    name: tfe\n    token_policies: [tfe]\n    token_max_ttl: 32h\n- community.hashi_vault.vault_write:\n    path: auth/approle/role/tfe-two\n    data:\n      token_policies: ptfe\n      token_period: 24h\n";
    let report = judge_as("site.yml", text);
    assert_eq!(rules(&report), ["approle-token-ends"]);
    let after =
        fixed(&Document::new("site.yml", text), &Options::default(), Safety::Review).unwrap();
    assert!(after.contains("    token_period: 24h\n- community"), "{after}");
    // Vault's own templates are no gaps.
    let own = "- hashivault_policy:\n    name: app\n    rules: |\n      path \"secret/data/{{identity.entity.id}}/*\" {\n        capabilities = [\"raed\"]\n      }\n";
    assert_eq!(rules(&judge_as("site.yml", own)), ["unknown-capability"]);
    // A manifest that carries a policy is reported as that.
    let manifest = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: tfe\ndata:\n  policy: |\n    path \"transit/*\" {\n      capabilities = [\"read\"]\n    }\n";
    assert!(!rules(&judge_as("cm.yml", manifest)).contains(&"wrapped-in-yaml"));
}

/// Cut anywhere, a script is still a text like any other.
#[test]
fn half_a_script_does_not_panic() {
    let text = heredoc("tfe", "path \"transit/keys/${A}_*\" {\n  capabilities = [\"read\"]\n}\n")
        + &heredoc("b", "\tpath \"é\" { }\n").replace("<<", "<<-")
        + "vault write auth/approle/role/tfe token_policies='tfe,b' token_ttl=\"1h\n";
    let tasks = "- hashivault_policy:\n    name: tfe\n    rules: |\n      path \"{{ é }}/a\" {\n      }\n- x:\n    path: auth/a/role/tfe\n    data: {token_ttl: '1h', policies: [a, b]}\n";
    for text in [text.as_str(), tasks] {
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            for half in [&text[..at], &text[at..]] {
                for kind in [None, Some(kind::SCRIPT)] {
                    let document = Document { kind, ..Document::new("a.sh", half) };
                    let report = check(&[document], &Options::default()).documents.remove(0);
                    for finding in &report.findings {
                        assert!(
                            half.get(finding.span.start..finding.span.end).is_some(),
                            "{finding:?}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn values_next_to_other_files_or_older_values_lack_nothing() {
    let values = "env:\n  variables:\n    TFE_OBJECT_STORAGE_TYPE: s3\n    TFE_HOSTNAME: tfe.example.com\n    TFE_DATABASE_HOST: db\n";
    let install = "helm upgrade --install tfe hashicorp/terraform-enterprise";
    for options in ["-f base.yaml -f -", "--values=base.yaml,-", "--reuse-values -f -"] {
        let report = judge(&format!("#!/bin/sh\n{install} {options} <<EOF\n{values}EOF\n"));
        assert_eq!(told(&report), [], "{options}");
    }
    let alone = judge(&format!("#!/bin/sh\n{install} -f - <<EOF\n{values}EOF\n"));
    assert!(rules(&alone).contains(&"database-setting-missing"), "{:?}", rules(&alone));
    let written = format!(
        "#!/bin/sh\ncat > values.yaml <<EOF\n{values}EOF\n{install} -f a.yaml -f values.yaml\n"
    );
    assert_eq!(told(&judge(&written)), []);
}
