//! Policies, values and manifests in the texts of programs: the program is right as it is, what it fills in may be anything,
//! and what is wrong in a text is reported at its line.

use tfe_check::report::DocumentReport;
use tfe_check::{Document, Options, Safety, Severity, check, fixed};

/// A name, and the code around a text.
const PROGRAMS: [(&str, &str, &str); 22] = [
    ("a.py", "M = \"\"\"\n", "\"\"\"\n"),
    ("a.py", "client.write(\"a\", policy=\"\"\"\n", "\"\"\")\n"),
    ("a.py", "m = dedent('''\\\n", "''')\n"),
    ("a.py", "if a:\n    M = \"\"\"\n", "\"\"\"\n    run(M)\n"),
    ("a.js", "m = `\n", "`\nrun(m)\n"),
    ("a.js", "module.exports = `\n", "`;\n"),
    ("a.ts", "const m = `\n", "`;\nexport const x = m;\n"),
    ("a.go", "m := `\n", "`\napply(m)\n"),
    ("a.rb", "M = <<~YAML\n", "YAML\nputs M\n"),
    ("a.rb", "M = <<-'YAML'\n", "YAML\nputs M\n"),
    ("A.java", "String M = \"\"\"\n", "\"\"\";\n"),
    ("a.cs", "string m = \"\"\"\n", "\"\"\";\n"),
    ("a.rs", "fn main() {\n    let m = r#\"\n", "\"#;\n}\n"),
    ("a.kt", "val m = \"\"\"\n", "\"\"\".trimIndent()\n"),
    ("a.groovy", "def m = '''\n", "'''\n"),
    ("a.ps1", "$m = @'\n", "'@\n$m | Out-File a\n"),
    ("a.ps1", "@'\n", "'@ | Set-Content a\n"),
    ("a.ps1", "Set-Content a @\"\n", "\"@\n"),
    ("a.php", "<?php\n$m = <<<EOT\n", "EOT;\necho $m;\n"),
    ("a.pl", "my $m = <<'EOT';\n", "EOT\nprint $m;\n"),
    ("a.exs", "m = \"\"\"\n", "\"\"\"\nIO.puts(m)\n"),
    ("a.sh", "M='\n", "'\necho \"$M\" | kubectl apply -f -\n"),
];

const POLICY: &str = "path \"kv/data/a\" {\n  capabilities = [\"read\"]\n}\n";
const VALUES: &str = "replicaCount: 1\nenv:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    TFE_OPERATIONAL_MODE: external\n";

fn report(name: &str, text: &str) -> DocumentReport {
    let report = check(&[Document::new(name, text)], &Options::default());
    report.documents.into_iter().next().unwrap()
}

/// The rules and lines of what is wrong.
fn told(name: &str, text: &str) -> Vec<(String, usize)> {
    let found = report(name, text).findings.into_iter();
    let wrong = found.filter(|f| f.severity == Severity::Error);
    wrong.map(|f| (f.rule, f.span.line)).collect()
}

#[test]
fn a_text_of_a_program_is_checked_where_it_is() {
    let job = job("Never");
    for (name, before, after) in PROGRAMS {
        for (good, bad) in [
            (POLICY, POLICY.replace("\"read\"", "\"raed\"")),
            (VALUES, VALUES.replace("MODE: external", "MODE: extrnal")),
            (job.as_str(), job.replace("Never", "never")),
        ] {
            let text = format!("{before}{good}{after}");
            assert_eq!(told(name, &text), [], "{name}\n{text}");
            let text = format!("{before}{bad}{after}");
            let lines = bad.lines().zip(good.lines());
            let line = lines.take_while(|(bad, good)| bad == good).count();
            let line = line + before.lines().count() + 1;
            let found: Vec<usize> = told(name, &text).into_iter().map(|(_, line)| line).collect();
            assert_eq!(found, [line], "{name}\n{text}");
            let document = Document::new(name, text.as_str());
            let after =
                fixed(&document, &Options::default(), Safety::Repair).unwrap_or(text.clone());
            assert!(after.starts_with(before), "{after}");
        }
    }
}

/// A job that saves snapshots.
fn job(restart: &str) -> String {
    format!(
        "apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: vault-snapshot\n  namespace: vault\nspec:\n  schedule: 0 5 * * *\n  concurrencyPolicy: Forbid\n  jobTemplate:\n    spec:\n      backoffLimit: 1\n      activeDeadlineSeconds: 600\n      template:\n        spec:\n          restartPolicy: {restart}\n          containers:\n            - name: save\n              image: hashicorp/vault:1.20.4\n              env:\n                - name: VAULT_ADDR\n                  value: https://vault-active.vault.svc:8200\n              envFrom:\n                - secretRef: {{name: vault-snapshot}}\n              command: [vault, operator, raft, snapshot, save, /data/a.snap]\n              volumeMounts:\n                - {{name: data, mountPath: /data}}\n          volumes:\n            - name: data\n              persistentVolumeClaim: {{claimName: vault-snapshot}}\n"
    )
}

/// What a program writes twice is there once, and its placeholders may be anything.
#[test]
fn what_a_program_fills_in_is_not_checked() {
    let job = job("Never");
    let fill = |job: &str, fills: [&str; 3]| {
        let [name, schedule, limit] = fills;
        let job = job.replace("name: vault-snapshot\n  n", &format!("name: {name}\n  n"));
        let job = job.replace("0 5 * * *", schedule);
        job.replace("backoffLimit: 1", &format!("backoffLimit: {limit}"))
    };
    let braces = |job: &str| job.replace('{', "{{").replace('}', "}}");
    let texts = [
        (
            "a.py",
            format!(
                "M = \"\"\"\n{}\"\"\" % cfg\n",
                fill(&job, ["%(name)s", "\"%(at)s\"", "%(n)d"])
            ),
        ),
        ("a.py", format!("M = \"\"\"\n{}\"\"\"\n", fill(&job, ["%s", "%s", "%2d"]))),
        (
            "a.py",
            format!("M = f\"\"\"\n{}\"\"\"\n", fill(&braces(&job), ["{a['b']}", "{at}", "{n!r}"])),
        ),
        (
            "a.py",
            format!(
                "M = \"\"\"\n{}\"\"\".format(n=1)\n",
                fill(&braces(&job), ["{}-a", "'{at}'", "{0}"])
            ),
        ),
        ("a.go", format!("m := fmt.Sprintf(`\n{}`, a)\n", fill(&job, ["%s", "%q", "%[3]d"]))),
        ("a.ts", format!("m = `\n{}`;\n", fill(&job, ["${a.b}", "${at}", "${n}"]))),
        (
            "a.rb",
            format!(
                "require 'yaml'\nM = <<~YAML\n{}YAML\n",
                fill(&job, ["#{a}", "\"#{at}\"", "#{n}"])
            ),
        ),
        (
            "a.cs",
            format!("var m = $@\"\n{}\";\n", fill(&braces(&job), ["{a}", "\"\"{at}\"\"", "{n:0}"])),
        ),
        (
            "a.rs",
            format!(
                "let m = format!(r#\"\n{}\"#, n);\n",
                fill(&braces(&job), ["{a}", "{}", "{n:>2}"])
            ),
        ),
    ];
    for (name, text) in texts {
        assert_eq!(told(name, &text), [], "{text}");
        let never = text.replace("restartPolicy: Never", "restartPolicy: never");
        let line = text.lines().position(|line| line.contains("restartPolicy")).unwrap() + 1;
        assert_eq!(told(name, &never), [("restart-policy-refused".to_owned(), line)], "{never}");
        let found = report(name, &text);
        assert!(found.findings.iter().all(|f| f.rule != "manifest-is-template"), "{text}");
        assert!(found.parts.iter().all(|part| part.accepted != Some(false)), "{text}");
    }
}

/// A rule on one line, in the quotes of a call: the call is no policy.
#[test]
fn a_policy_on_one_line_of_a_program_is_checked_alone() {
    let rule = "path \"kv/data/a\" { capabilities = [\"read\"] }";
    for (name, before, after) in [
        ("a.go", "client.Sys().PutPolicy(\"foo\", `", "`)"),
        ("a.go", "_, err := c.Write(\"sys/policy/a\", map[string]any{\n\t\"policy\": `", "`,\n})"),
        ("a.py", "client.sys.create_or_update_policy(name=\"foo\", policy='", "')"),
        ("a.rb", "Vault.sys.put_policy(\"foo\", '", "')"),
        ("a.js", "await vault.write('sys/policy/a', { policy: '", "' });"),
        ("a.js", "const policy = `", "`;"),
        ("a.php", "$vault->putPolicy('a', '", "');"),
        ("a.rs", "vault.put_policy(\"a\", r#\"", "\"#).await?;"),
    ] {
        let call = format!("{before}{rule}{after}\n");
        for text in [
            call.clone(),
            format!("Hi, we call this:\n\n{call}\nIs it right?\n"),
            format!("This is how:\n\n```\n{call}```\n"),
        ] {
            assert_eq!(told(name, &text), [], "{text}");
            let wrong = text.replace("[\"read\"]", "[\"raed\"]");
            let line = 1 + wrong.lines().position(|line| line.contains("raed")).unwrap();
            assert_eq!(told(name, &wrong), [("unknown-capability".to_owned(), line)], "{wrong}");
            let document = Document::new(name, wrong.as_str());
            let repaired = fixed(&document, &Options::default(), Safety::Safe);
            assert!(repaired.is_none_or(|repaired| repaired == text), "{wrong}");
        }
    }
}
