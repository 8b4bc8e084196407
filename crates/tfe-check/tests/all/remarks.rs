//! What chats, editors, tickets and programs leave around a text: the text is checked, and no fix that is safe
//! changes a line around it.

use tfe_check::{Document, Options, Safety, Severity, check, fixed};

const POLICY: &str = "path \"kv/data/apps\" {\n  capabilities = [\"raed\"]\n}\npath \"kv/data/shared\" {\n  capabilities = [\"read\"]\n}\n";

const VALUES: &str = "replicaCount: 2\nenv:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    TFE_OBJECT_STORAGE_TYPE: gcs\n";

const CODE: &str = "resource \"vault_policy\" \"apps\" {\n  name   = \"apps\"\n  policy = <<-EOT\n    path \"kv/data/apps\" {\n      capabilities = [\"read\"]\n    }\n  EOT\n}\n";

const ROLE: &str = "{\"token_policies\": [\"tfe\"], \"token_period\": \"24h\"}";

/// What is told of values that are only the beginning of a file, and of the lines around a text.
const EXPECTED: [&str; 4] =
    ["secrets-not-here", "database-setting-missing", "redis-host-missing", "foreign-lines"];

/// Kind and rules of a text, but for what is only worth knowing.
fn told(name: &str, text: &str) -> (Option<&'static str>, Vec<String>) {
    let report = check(&[Document::new(name, text)], &Options::default());
    let document = report.documents.first().unwrap();
    let all = document.findings.iter().filter(|f| f.severity > Severity::Info);
    let all = all.map(|f| f.rule.clone()).filter(|rule| !EXPECTED.contains(&rule.as_str()));
    (document.kind.map(|kind| kind.name), all.collect())
}

/// A text with all fixes of some safety.
fn after_fixes(name: &str, text: &str, least: Safety) -> String {
    let document = Document::new(name, text);
    fixed(&document, &Options::default(), least).unwrap_or_else(|| text.to_owned())
}

fn each_line(text: &str, write: impl Fn(usize, &str) -> String) -> String {
    text.split_inclusive('\n').enumerate().map(|(at, line)| write(at + 1, line)).collect()
}

/// Both texts between the same lines: one finding each.
fn between(before: &str, after: &str) {
    for (text, rule) in [(POLICY, "unknown-capability"), (VALUES, "value-not-allowed")] {
        let text = format!("{before}{text}{after}");
        assert_eq!(told("paste.txt", &text).1, [rule], "{text}");
        let safe = after_fixes("paste.txt", &text, Safety::Safe);
        let kept = |line: &str| safe.lines().any(|own| own == line);
        assert!(before.lines().chain(after.lines()).all(kept), "{safe}");
    }
}

#[test]
fn lines_below_a_text_do_not_belong_to_it() {
    for line in [
        "[AK] looks fine to me",
        "[1] see the docs",
        ":wq",
        "___",
        "\"tfe.hcl\" 78L, 1801B written",
        "@bob",
        "(edited)",
        "\u{1f44d} 2",
        "[EOF]",
        "%",
    ] {
        between("", &format!("{line}\n"));
    }
}

#[test]
fn captions_buttons_and_separators_do_not_belong_to_it() {
    for lines in [
        "vault/a.yaml\n",
        "Step 3: create the file\n\npolicy.hcl\nCopy code\n\n",
        "==> a.hcl <==\n",
        "::::::::::::::\na.hcl\n::::::::::::::\n",
        "Hi,\n\n*****\n",
        "12\n\nYou need this:\n\n",
        "Hi,\n\n---\n",
        "[10:42] Kim: hello\n",
    ] {
        between(lines, "");
    }
    between("Hi,\n\n---\n", "---\n\nBest\n");
}

#[test]
fn a_message_begins_on_the_line_of_its_writer() {
    for writer in
        ["[10:42] Kim: ", "[03.07.25, 10:42:15] Kim Doe: ", "Kim [10:42 AM]: ", "Kim Doe: "]
    {
        for (text, rule) in [(POLICY, "unknown-capability"), (VALUES, "value-not-allowed")] {
            assert_eq!(told("paste.txt", &format!("{writer}{text}")).1, [rule], "{writer}");
        }
    }
}

#[test]
fn marks_of_a_block_may_share_its_lines() {
    for (open, close) in [
        ("```", "```\n"),
        ("Hi\n```", "```\nBye\n"),
        ("[code]", "[/code]\n"),
        ("[code]<pre>", "</pre>[/code]\n"),
        ("{noformat}", "{noformat}\n"),
    ] {
        for (text, rule) in [(POLICY, "unknown-capability"), (VALUES, "value-not-allowed")] {
            let text = format!("{open}{text}{close}");
            let mut rules = told("paste.txt", &text).1;
            rules.retain(|rule| rule != "markdown-fence" && rule != "html-source");
            assert_eq!(rules, [rule], "{text}");
        }
    }
}

#[test]
fn terraform_in_what_is_before_each_line_is_terraform() {
    let added = each_line(CODE, |_, line| format!("+{line}"));
    let diff =
        format!("diff --git a/p.tf b/p.tf\n--- /dev/null\n+++ b/p.tf\n@@ -0,0 +1,8 @@\n{added}");
    let quoted = each_line(CODE, |_, line| format!("> > {line}"));
    let mail =
        format!("Hi,\n\nsee below.\n\nOn Fri, Bob wrote:\n> On Thu, Kim wrote:\n{quoted}> fine\n");
    let listing = each_line(CODE, |n, line| format!("{n:4} {line}"));
    for text in [diff, mail, format!("{listing}~\n~\n")] {
        let (kind, rules) = told("paste.txt", &text);
        assert_eq!(kind, Some("terraform"), "{text}");
        assert!(!rules.contains(&"bracket-unbalanced".to_owned()), "{rules:?}");
    }
}

#[test]
fn rules_on_the_line_of_a_programs_quotes_are_read() {
    for program in [
        format!("import hvac\nP = \"\"\"{POLICY}\"\"\"\n"),
        format!("val p = \"\"\"{POLICY}\"\"\"\nfun main() {{}}\n"),
        format!("Policy(self, \"x\", policy=\"\"\"{POLICY}\"\"\")\n"),
        format!("client.write(\n    name=\"x\",\n    policy=\"\"\"{POLICY}\"\"\",\n)\n"),
    ] {
        assert_eq!(told("a.py", &program).1, ["unknown-capability"], "{program}");
        assert_eq!(after_fixes("a.py", &program, Safety::Safe), program);
    }
    let doubled = POLICY.replace("raed", "read").replace('{', "{{").replace('}', "}}");
    assert!(told("a.py", &format!("import hvac\nP = f\"\"\"{doubled}\"\"\"\n")).1.is_empty());
}

#[test]
fn roles_that_commands_send_are_right_where_they_are() {
    for text in [
        format!("curl -X POST -d '{ROLE}' $VAULT_ADDR/v1/auth/approle/role/tfe\n"),
        format!(
            "# The role.\nexport A=b\ncurl -sS \\\n  -d '{ROLE}' \\\n  \"$VAULT_ADDR/v1/auth/approle/role/tfe\"\n"
        ),
        format!(
            "cat > p.json <<EOT\n{ROLE}\nEOT\ncurl -d @p.json $VAULT_ADDR/v1/auth/approle/role/tfe\n"
        ),
    ] {
        assert_eq!(told("setup.sh", &text).1, [""; 0], "{text}");
        assert_eq!(after_fixes("setup.sh", &text, Safety::Repair), text);
    }
}

#[test]
fn a_role_in_a_file_that_the_script_writes_is_read() {
    let role = ROLE.replace("24h", "30m");
    let jwt = "{\"role_type\": \"jwt\", \"bound_audiences\": [\"vault.workload.identity\"], \"bound_claims\": {\"sub\": \"organization:acme:project:*:workspace:*:run_phase:*\"}, \"user_claim\": \"terraform_full_workspace\"}";
    for (path, role, rule) in [
        ("auth/approle/role/tfe", role.as_str(), "approle-period-too-short"),
        ("auth/jwt/role/runs", jwt, "jwt-subject-needs-glob"),
    ] {
        for text in [
            format!("cat > role.json <<EOF\n{role}\nEOF\nvault write {path} @role.json\n"),
            format!(
                "tee /tmp/role.json <<'EOF'\n{role}\nEOF\nvault write {path} @/tmp/role.json\n"
            ),
            format!("cat <<EOF | vault write {path} -\n{role}\nEOF\n"),
            format!("vault write {path} - <<EOF\n{role}\nEOF\n"),
        ] {
            assert_eq!(told("setup.sh", &text).1, [rule], "{text}");
        }
    }
}

#[test]
fn prompts_around_other_texts_are_found_too() {
    let jwt = "{\n  \"role_type\": \"jwt\",\n  \"bound_audiences\": [\"vault.workload.identity\"],\n  \"user_claim\": \"terraform_full_workspace\"\n}\n";
    for (before, after) in [
        ("$ cat file\n", "$ \n"),
        ("$ cat file\n", ""),
        ("[kim@bastion tfe]$ sudo cat file\n", "[kim@bastion tfe]$ \n"),
        ("/ # cat file\n", "/ # \n"),
        ("$ cat file\n", "$ exit\n"),
    ] {
        for (text, kind) in [(CODE, "terraform"), (jwt, "jwt-role")] {
            let text = format!("{before}{text}{after}");
            assert_eq!(told("paste.txt", &text).0, Some(kind), "{text}");
        }
    }
}

#[test]
fn values_next_to_other_texts_are_checked() {
    let secret = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: tfe-secrets\nstringData:\n  TFE_LICENSE: a\n";
    let line = "2026-03-11T08:14:02.117Z [INFO]  terraform-enterprise: check passed: name=disk\n";
    let runs = "TFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_ADDR=https://vault.example.com:8200\nTFC_VAULT_RUN_ROLE=runs\n";
    for text in [
        format!("{secret}---\n{VALUES}"),
        format!("{VALUES}---\n{secret}"),
        format!("{VALUES}\n{line}"),
        format!("{line}\n{VALUES}"),
        format!("{runs}\n{VALUES}"),
    ] {
        assert_eq!(told("paste.txt", &text).1, ["value-not-allowed"], "{text}");
    }
}

#[test]
fn terraform_that_holds_a_manifest_is_terraform() {
    let manifest = "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: vault-snapshot}\nspec:\n  schedule: \"0 3 * * *\"\n  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: \"hashicorp/vault:1.20\", command: [sh, -c, \"vault operator raft snapshot save /a/b\"]}]}}}}\n";
    let code = format!(
        "resource \"kubectl_manifest\" \"a\" {{\n  yaml_body = <<YAML\n{manifest}YAML\n}}\n"
    );
    for code in [format!("{CODE}{code}"), code] {
        let (kind, rules) = told("a.tf", &code);
        assert_eq!(kind, Some("terraform"), "{code}");
        assert!(!rules.contains(&"manifest-not-yaml".to_owned()), "{rules:?}");
    }
}

#[test]
fn one_code_of_a_mail_is_enough() {
    let text = POLICY.replace("raed", "read").replace(" = ", " =3D ");
    let one = text.split_inclusive("}\n").next().unwrap();
    assert_eq!(told("paste.txt", one).1, ["mail-encoding"]);
}

#[test]
fn blame_is_before_each_line() {
    let text = each_line(POLICY, |n, line| {
        format!("a1b2c3d4 (Kim Doe 2025-07-03 10:42:11 +0200 {n}) {line}")
    });
    assert_eq!(told("paste.txt", &text).1, ["line-numbers", "unknown-capability"]);
}

/// What Terraform plans is shown with marks after blanks, and the text of a policy as it will be.
#[test]
fn the_policy_in_a_plan_is_checked() {
    let policy: String = POLICY.lines().map(|line| format!("            {line}\n")).collect();
    let plan = format!(
        "Terraform will perform the following actions:\n\n  # vault_policy.apps will be created\n  + resource \"vault_policy\" \"apps\" {{\n      + id     = (known after apply)\n      + policy = <<-EOT\n{policy}        EOT\n    }}\n\nPlan: 1 to add, 0 to change, 0 to destroy.\n"
    );
    let (kind, rules) = told("plan.txt", &plan);
    assert_eq!(kind, Some("vault-policy"), "{rules:?}");
    assert!(rules.contains(&"unknown-capability".to_owned()), "{rules:?}");
    assert!(!rules.contains(&"file-cut-off".to_owned()), "{rules:?}");
}
