//! The ways in which a script gives a policy to Vault and values to Helm: each text is checked where it
//! stands, nothing is said of the script around it, and a fix changes that text only.

use tfe_check::report::DocumentReport;
use tfe_check::{Document, Options, Safety, Severity, check, fixed, kind};

const POLICY: &str = "path \"kv/app\" {\n  capabilities = [\"raed\"]\n}\n";

fn judge(text: &str) -> DocumentReport {
    check(&[Document::new("pasted", text)], &Options::default()).documents.remove(0)
}

/// The rules of what is worse than an information, with their lines.
fn told(report: &DocumentReport) -> Vec<(&str, usize)> {
    let loud = report.findings.iter().filter(|f| f.severity > Severity::Info);
    loud.map(|f| (f.rule.as_str(), f.span.line)).collect()
}

/// What stands around the policy: as it is, with its quotes escaped, as JSON has it.
const FORMS: [&str; 34] = [
    "echo '<policy>' | vault policy write app -\nvault auth list\n",
    "echo '\n<policy>' | vault policy write app -; vault auth list\n",
    "set -e; echo '<policy>' | vault policy write app - && vault auth list\n",
    "echo \"<escaped>\" | vault policy write app - || exit 1\n",
    "printf '<policy>' | vault policy write app -\nvault status\n",
    "printf '%s' '<policy>' | vault policy write app - ; vault status\n",
    "vault status; vault policy write app <(echo '<policy>')\n",
    "vault status && vault policy write app <(cat <<'EOF'\n<policy>EOF\n)\n",
    "vault status\nvault policy write app - <<< '<policy>'\n",
    "vault status\nvault policy write app - <<<\"<escaped>\"\n",
    "P='<policy>'\necho \"$P\" | vault policy write app -\n",
    "P=$(cat <<'EOF'\n<policy>EOF\n)\nvault policy write app - <<< \"${P}\"\n",
    "read -r -d '' P <<'EOF'\n<policy>EOF\necho \"$P\" | vault policy write app -\nvault status\n",
    "cat <<'EOF' | vault policy write app -\n<policy>EOF\nvault status\n",
    "cat > /tmp/app.hcl <<'EOF'\n<policy>EOF\nvault policy write app /tmp/app.hcl\nvault status\n",
    "cat <<'EOF' > app.hcl; vault policy write app ./app.hcl; vault status\n<policy>EOF\n",
    "tee app.hcl > /dev/null <<'EOF'\n<policy>EOF\nvault policy write app app.hcl && vault status\n",
    "cat <<'EOF' | sudo tee /etc/app.hcl\n<policy>EOF\nvault policy write app /etc/app.hcl\nvault status\n",
    "echo '<policy>' > app.hcl\nvault policy write app app.hcl\nvault status\n",
    "if vault status; then vault policy write app - <<'EOF'\n<policy>EOF\nfi\n",
    "for ns in a b; do\n  vault policy write -namespace=$ns app - <<'EOF'\n<policy>EOF\ndone\n",
    "f() {\n  vault policy write app - <<'EOF'\n<policy>EOF\n}\nf\n",
    "OUT=$(vault policy write app - <<'EOF'\n<policy>EOF\n)\necho $OUT\n",
    "VAULT_TOKEN=x vault policy write app - <<'EOF'\n<policy>EOF\nvault \\\n  status\n",
    "kubectl exec -i vault-0 -- vault policy write app - <<'EOF'\n<policy>EOF\nvault status\n",
    "ssh vault <<'OUT'\nvault status\nvault policy write app - <<'EOF'\n<policy>EOF\nOUT\n",
    "vault write sys/policies/acl/app policy='<policy>'\nvault status\n",
    "vault write sys/policy/app policy=- <<'EOF'\n<policy>EOF\nvault status\n",
    "vault write sys/policy/app policy=@app.hcl; vault status\n#\n",
    "curl -H \"X-Vault-Token: $T\" -X PUT -d '{\"policy\": \"<json>\"}' $VAULT_ADDR/v1/sys/policies/acl/app\nvault status\n",
    "curl --request POST --data '{\"policy\":\"<json>\"}' \"https://vault:8200/v1/sys/policy/app\" ; vault status\n",
    "curl -X PUT -d @- $VAULT_ADDR/v1/sys/policy/app <<'EOF'\n{\"policy\": \"<json>\"}\nEOF\nvault status\n",
    "cat > p.json <<'EOF'\n{\"policy\": \"<json>\"}\nEOF\ncurl -X PUT --data @p.json $VAULT_ADDR/v1/sys/policy/app\n",
    "#!/bin/sh\n# it's for the app\nvault policy write app - <<'EOF'\n<policy>EOF\n",
];

fn written(form: &str, policy: &str) -> String {
    let escaped = policy.replace('"', "\\\"");
    let json = escaped.replace('\n', "\\n");
    form.replace("<escaped>", &escaped).replace("<json>", &json).replace("<policy>", policy)
}

#[test]
fn a_policy_is_checked_in_every_form() {
    let mut wrong = Vec::new();
    for form in FORMS {
        let text = written(form, POLICY);
        let report = judge(&text);
        let elsewhere = form.contains("policy=@app.hcl");
        let line = text.lines().position(|l| l.contains("raed")).unwrap_or(0) + 1;
        let expected = if elsewhere { vec![] } else { vec![("unknown-capability", line)] };
        if (report.kind, told(&report)) != (Some(kind::SCRIPT), expected) {
            wrong.push(format!("{:?} {:?}\n{text}", report.kind, told(&report)));
        }
        for least in [Safety::Safe, Safety::Review, Safety::Repair] {
            let document = Document::new("pasted", text.as_str());
            let after = fixed(&document, &Options::default(), least);
            let good = text.replace("raed", "read");
            // What stands in JSON is not changed.
            let json = form.contains("\"policy\"") && after.is_none();
            if !json && after.as_deref().unwrap_or(&text) != good {
                wrong.push(format!("{least:?}: {after:?}\n{text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n---\n"));
}

/// What works is silent, whatever is around it.
#[test]
fn a_policy_that_works_is_silent_in_every_form() {
    for form in FORMS {
        let report = judge(&written(form, &POLICY.replace("raed", "read")));
        assert_eq!(told(&report), [], "{form}");
    }
}

const VALUES: &str = "replicaCount: 1\nimage:\n  name: hashicorp/terraform-enterprise\n  tag: \"1.2.1\"\nenv:\n  variables:\n    TFE_HOSTNAME: \"${TFE_HOSTNAME}\"\n    TFE_DATABASE_HOSTT: db.example.com\n";

#[test]
fn values_are_checked_where_they_stand() {
    let forms = [
        "#!/bin/bash\ncat > overrides.yaml <<EOF\n<values>EOF\nhelm upgrade --install tfe hashicorp/terraform-enterprise -f overrides.yaml\n",
        "helm upgrade --install tfe hashicorp/terraform-enterprise -f - <<EOF\n<values>EOF\nkubectl get pods\n",
        "cat <<EOF | helm install tfe hashicorp/terraform-enterprise --values -\n<values>EOF\nkubectl get pods\n",
        "tee overrides.yaml <<EOF\n<values>EOF\nhelm upgrade tfe hashicorp/terraform-enterprise -f overrides.yaml\n",
        "NS=tfe; cat <<-EOF > /tmp/o.yaml\n<values>EOF\nhelm upgrade tfe hashicorp/terraform-enterprise -f /tmp/o.yaml -n $NS\n",
    ];
    for form in forms {
        let text = form.replace("<values>", VALUES);
        let report = judge(&text);
        let line = text.lines().position(|l| l.contains("HOSTT")).unwrap() + 1;
        assert_eq!(report.kind, Some(kind::SCRIPT), "{text}");
        assert!(told(&report).contains(&("setting-misspelt", line)), "{:?}\n{text}", told(&report));
        assert!(report.findings.iter().all(|f| f.rule != "template-not-rendered"), "{text}");
        for least in [Safety::Safe, Safety::Review, Safety::Repair] {
            let document = Document::new("pasted", text.as_str());
            let after =
                fixed(&document, &Options::default(), least).unwrap_or_else(|| text.clone());
            assert!(
                after.contains("EOF\n") && after.lines().count() >= text.lines().count(),
                "{after}"
            );
        }
    }
}

#[test]
fn values_in_a_variable_are_checked_and_fixed_where_they_are() {
    let values = "\nenv:\n  secrets:\n    TFE_DATABASE_PASSWORD: 4711\n  variables:\n    TFE_HOSTNAME: tfe.corp.test\nreplicaCount: 1\n";
    let helm = "helm upgrade tfe hashicorp/terraform-enterprise -f -\n";
    let forms = [
        ("#!/bin/sh\nVALUES='<values>'\necho \"$VALUES\" | <helm>", "\"4711\""),
        ("export VALUES='<values>'\n<helm> <<< \"$VALUES\"\n", "\"4711\""),
        ("VALUES=\"<values>\"\necho \"$VALUES\" > overrides.yaml\n", "\\\"4711\\\""),
        ("$values = @\"<values>\"@\n$values | <helm>", "\"4711\""),
        ("$v = @'<values>'@\nSet-Content overrides.yaml $v\n", "\"4711\""),
    ];
    for (form, quoted) in forms {
        let text = form.replace("<values>", values).replace("<helm>", helm);
        let report = judge(&text);
        assert_eq!(report.kind, Some(kind::SCRIPT), "{text}");
        let line = text.lines().position(|l| l.contains("4711")).unwrap() + 1;
        assert_eq!(told(&report), [("secret-not-text", line)], "{text}");
        let after =
            fixed(&Document::new("pasted", text.as_str()), &Options::default(), Safety::Safe);
        assert_eq!(after, Some(text.replace("4711", quoted)), "{form}");
    }
}

#[test]
fn policies_and_values_of_one_script_are_both_checked() {
    let text = format!(
        "vault policy write app - <<'EOF'\n{POLICY}EOF\ncat > overrides.yaml <<EOF\n{VALUES}EOF\nhelm upgrade tfe hashicorp/terraform-enterprise -f overrides.yaml\n"
    );
    let report = judge(&text);
    let rules: Vec<&str> = told(&report).into_iter().map(|(rule, _)| rule).collect();
    assert!(
        rules.contains(&"unknown-capability") && rules.contains(&"setting-misspelt"),
        "{rules:?}"
    );
}

/// 64 KB of heredocs that nothing ends, and the like: an answer in time.
#[test]
fn what_nothing_closes_is_read() {
    for piece in [
        "<<a\n",
        "cat <<EOF\nvault policy write a - <<b\n",
        "vault $(",
        "echo '",
        "vault policy write a <(",
        "```\n<<a\n",
    ] {
        let text = piece.repeat(64 * 1024 / piece.len());
        for kind in [None, Some(kind::SCRIPT)] {
            let document = Document { kind, ..Document::new("a.sh", text.as_str()) };
            let began = std::time::Instant::now();
            check(&[document], &Options::default());
            assert!(began.elapsed().as_secs() < 20, "{piece}");
        }
    }
}
