//! What people paste: a policy and values in everything that may stand around them. Each gives one
//! finding, and its repair gives back the text.

use text::{Edit, EditSet, Span};
use tfe_check::report::{DocumentReport, FindingReport};
use tfe_check::{Document, Options, Safety, Severity, check, fixed, kind};

const POLICY: &str = r#"# TFE policy
path "transit/keys/archivist_*" {
  capabilities = ["create", "read", "update"]
}

path "transit/encrypt/archivist_*" {
  capabilities = ["update"]
}
"#;

const VALUES: &str = r#"replicaCount: 1
image:
  repository: images.releases.hashicorp.com
  name: hashicorp/terraform-enterprise
  tag: "1.0.1"
env:
  variables:
    TFE_HOSTNAME: "tfe.example.com"
    TFE_CAPACITY_CONCURRENCY: "10"
"#;

fn judge(text: &str) -> DocumentReport {
    check(&[Document::new("", text)], &Options::default()).documents.remove(0)
}

/// The text after the repair alone.
fn repaired(text: &str) -> String {
    let report = judge(text);
    let mut fixes = report.findings.iter().flat_map(|f| &f.fixes);
    let fix = fixes.find(|f| f.title.starts_with("Extract")).unwrap();
    assert_eq!(fix.safety, Safety::Repair);
    let edits =
        fix.edits.iter().map(|e| Edit::replace(Span::new(e.start, e.end), e.insert.clone()));
    EditSet::new(edits.collect()).unwrap().apply(text).unwrap()
}

fn each_line(text: &str, write: impl Fn(usize, &str) -> String) -> String {
    text.split_inclusive('\n').enumerate().map(|(at, line)| write(at + 1, line)).collect()
}

fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

fn diff(text: &str) -> String {
    each_line(text, |_, line| match line.contains("\"update\"]") || line.contains("\"10\"") {
        true => format!("-{}+{line}", line.replace("update", "list").replace("10", "5")),
        false => format!(" {line}"),
    })
}

type Damage = (&'static str, fn(&str) -> String);

/// The rule that tells it, and what was done to the text.
const DAMAGES: [Damage; 48] = [
    ("markdown-fence", |t| format!("```hcl\n{t}```\n")),
    ("markdown-fence", |t| format!("~~~\n{t}~~~")),
    ("markdown-fence", |t| format!("```\n{t}")),
    ("markdown-fence", |t| format!("{t}```\n")),
    ("markdown-fence", |t| format!("{{code:hcl}}\n{t}{{code}}\n")),
    ("shell-command-around", |t| format!("cat > a <<EOF\n{t}EOF\n")),
    ("shell-command-around", |t| format!("vault policy write tfe - <<'EOF'\n{t}EOF\n")),
    ("shell-command-around", |t| {
        format!("$ cat <<-EOT | tee x\n{}EOT\n$ ", each_line(t, |_, l| format!("\t{l}")))
    }),
    ("shell-command-around", |t| {
        format!("$ cat > a <<EOF\n{}> EOF\n", each_line(t, |_, l| format!("> {l}")))
    }),
    ("shell-command-around", |t| format!("echo '{t}' | vault policy write tfe -")),
    ("foreign-lines", |t| format!("$ vault policy read tfe\n{t}")),
    ("foreign-lines", |t| format!("bob@jump:~$ cat file\n{t}bob@jump:~$ ")),
    ("foreign-lines", |t| format!("PS C:\\Users\\bob> type file\n{t}PS C:\\Users\\bob> ")),
    ("foreign-lines", |t| format!("C:\\tmp>type file\n{t}")),
    ("foreign-lines", |t| format!("--------------\n{t}--------------\n")),
    ("wrapped-in-json", |t| format!("{{\"data\":{{\"name\":\"a\",\"policy\":{}}}}}", json(t))),
    ("wrapped-in-json", |t| format!("{{\n  \"policy\": {}\n}}\n", json(t))),
    ("quotes-escaped", json),
    ("quotes-escaped", |t| t.replace('"', "\\\"")),
    ("quotes-escaped", |t| t.replace('\n', "\\n")),
    ("html-source", html),
    ("html-source", |t| html(t).replace("  ", "&nbsp;&nbsp;")),
    ("html-source", |t| format!("<pre><code class=\"x\">{}</code></pre>", html(t))),
    ("line-numbers", |t| each_line(t, |n, l| format!("{n} {l}"))),
    ("line-numbers", |t| each_line(t, |n, l| format!("{:3}: {l}", n + 8))),
    ("line-numbers", |t| each_line(t, |n, l| format!("{n:2} | {l}"))),
    ("line-numbers", |t| each_line(t, |n, l| format!("{n:6}\t{l}"))),
    ("line-numbers", |t| each_line(t, |n, l| format!("{n}\n{l}"))),
    ("line-numbers", |t| format!("$ cat -n a\n{}", each_line(t, |n, l| format!("{n:6}\t{l}")))),
    ("diff-marks", |t| each_line(t, |_, l| format!("+{l}"))),
    ("diff-marks", diff),
    ("diff-marks", |t| format!("--- a/x\n+++ b/x\n@@ -1,8 +1,8 @@\n{}", diff(t))),
    ("mail-quote-marks", |t| each_line(t, |_, l| format!("> {l}"))),
    ("mail-quote-marks", |t| each_line(t, |n, l| format!("a.hcl:{n}:{l}"))),
    ("mail-quote-marks", |t| each_line(t, |_, l| format!("vault-1  | {l}"))),
    ("mail-quote-marks", |t| {
        let fenced = format!("```\n{}```\n", each_line(t, |n, l| format!("{n} {l}")));
        each_line(&fenced, |_, l| format!("> {l}"))
    }),
    ("foreign-lines", |t| format!("❯ cat file\n{t}❯ \n")),
    ("foreign-lines", |t| format!("{t}~\n~\n\"tfe.hcl\" 9L, 210B\n")),
    ("foreign-lines", |t| format!("{t}--More--(60%)\n")),
    ("foreign-lines", |t| format!("{t}(END)\n")),
    ("foreign-lines", |t| format!("[10:42] Bob Smith\n{t}")),
    ("foreign-lines", |t| format!("[Tuesday 10:42] Smith, Bob\n{t}\n[Tuesday 10:43] Al: thanks\n")),
    ("mail-quote-marks", |t| each_line(t, |_, l| format!("10:42 <bob> {l}"))),
    ("mail-quote-marks", |t| each_line(t, |n, l| format!("2024-05-21T10:42:{n:02}.5Z {l}"))),
    ("mail-quote-marks", |t| each_line(t, |n, l| format!("[2024-05-21 10:{n:02}:11] {l}"))),
    ("line-numbers", |t| each_line(t, |n, l| format!("{n}{l}"))),
    ("line-numbers", |t| each_line(t, |n, l| format!("{n}\n\t{l}"))),
    ("terminal-codes", |t| t.replace('"', "\u{1b}[32m\"\u{1b}[0m")),
];

/// Each finding with the text it points at.
fn said(text: &str) -> Vec<(String, String)> {
    let place = |f: &FindingReport| text[f.span.start..f.span.end].replace('\r', "");
    judge(text).findings.iter().map(|f| (f.rule.clone(), place(f))).collect()
}

/// What is wrong inside is found where it is, and what is around it is found once.
#[test]
fn whatever_is_around_is_found_once_and_taken_away() {
    for (kind, good) in [(kind::VAULT_POLICY, POLICY), (kind::HELM_OVERRIDES, VALUES)] {
        let inside: Vec<String> = judge(good).findings.into_iter().map(|f| f.rule).collect();
        assert!(!inside.is_empty());
        for (n, (rule, damage)) in DAMAGES.iter().enumerate() {
            let text = damage(good);
            let report = judge(&text);
            let (around, found): (Vec<_>, Vec<_>) =
                said(&text).into_iter().map(|(name, _)| name).partition(|name| name == rule);
            assert_eq!(around, [*rule], "damage {n} of {kind:?}:\n{text}");
            assert_eq!(found, inside, "damage {n} of {kind:?}:\n{text}");
            assert_eq!(report.kind, Some(kind), "damage {n}:\n{text}");
            assert_eq!(repaired(&text).trim(), good.trim(), "damage {n}:\n{text}");
            let crlf = text.replace('\n', "\r\n");
            let mut found = said(&crlf).into_iter().map(|(name, _)| name);
            assert!(found.any(|name| name == *rule), "damage {n} of {kind:?} with CRLF:\n{text}");
        }
    }
}

#[test]
fn changed_characters_are_reported_once_and_put_right() {
    let damages: [Damage; 6] = [
        ("no-break-space", |t| t.replace("  ", "\u{a0}\u{a0}")),
        ("no-break-space", |t| t.replace(' ', "\u{a0}")),
        ("no-break-space", |t| t.replace('\n', "\n\u{200b}")),
        ("no-break-space", |t| format!("\u{202e}{}", t.replace('\n', "\n\u{202e}"))),
        ("typographic-quotes", |t| t.replace(" \"", " “").replace('"', "”")),
        ("no-break-space", |t| t.replace("\n\n", "\n\u{c}\n")),
    ];
    for (rule, damage) in damages {
        let text = damage(POLICY);
        let damaged: Vec<_> =
            judge(&text).findings.into_iter().filter(|f| !f.rule.ends_with("-missing")).collect();
        assert_eq!(damaged.len(), 1, "{text}\n{damaged:#?}");
        assert_eq!(damaged[0].rule, rule);
    }
    let damages: [Damage; 6] = [
        ("no-break-space-in-values", |t| t.replace("  ", "\u{a0}\u{a0}")),
        ("no-break-space-in-values", |t| t.replace(' ', "\u{a0}")),
        ("zero-width-characters", |t| t.replace('\n', "\n\u{200b}")),
        ("zero-width-characters", |t| format!("\u{200b}{}", t.replace('\n', "\n\u{200b}"))),
        ("typographic-quotes-in-values", |t| t.replace(" \"", " “").replace('"', "”")),
        ("tab-indentation", |t| t.replace("  ", "\t")),
    ];
    let quiet: Vec<_> = judge(VALUES).findings.into_iter().map(|f| f.rule).collect();
    for (rule, damage) in damages {
        let report = judge(&damage(VALUES));
        let told: Vec<_> = report.findings.iter().map(|f| &f.rule).collect();
        let told: Vec<_> = told.into_iter().filter(|r| !quiet.contains(r)).collect();
        assert_eq!(told, [rule], "{}", damage(VALUES));
        assert_eq!(report.fixed.as_deref(), Some(VALUES));
    }
}

#[test]
fn several_texts_are_not_made_one() {
    let two = "cat > a.hcl <<EOF\npath \"a\" {}\nEOF\ncat > b.hcl <<EOF\npath \"b\" {}\nEOF\n";
    let report = judge(two);
    assert_eq!((report.kind, report.fixed), (Some(kind::SCRIPT), None));
    let page = format!("# A\n\n```\n{POLICY}```\n\n```\n{VALUES}```\n");
    let report = judge(&page);
    assert_eq!((report.kind, report.accepted), (Some(kind::VAULT_POLICY), None));
    let parts: Vec<_> = report.parts.iter().map(|p| (p.kind, p.span.line)).collect();
    assert_eq!(parts, [(kind::VAULT_POLICY, 4), (kind::HELM_OVERRIDES, 15)]);
    let rules: Vec<_> = report.findings.iter().map(|f| f.rule.as_str()).collect();
    for text in [POLICY, VALUES] {
        let inside = judge(text).findings;
        assert!(inside.iter().all(|f| rules.contains(&f.rule.as_str())), "{rules:?}");
    }
    // What a page shows may be part of a longer policy: rules are added only after a look.
    assert_eq!(report.fixed, None);
    let fixed = fixed(&Document::new("", &*page), &Options::default(), Safety::Review).unwrap();
    assert!(fixed.contains("}\n```\n\n```\nreplicaCount: 1\n"), "{fixed}");
}

/// A finding that hides all others of its text hides nothing of another one.
#[test]
fn what_is_wrong_in_one_text_of_a_page_does_not_hide_another() {
    let policy = POLICY.replace("[\"update\"]", "[\"updaet\"]");
    let values = VALUES.replace("\"tfe.example.com\"", "{{ .Values.host }}");
    let report = judge(&format!("# A\n\n```\n{policy}```\n\n```\n{values}```\n"));
    let rules: Vec<_> = report.findings.iter().map(|f| f.rule.as_str()).collect();
    for rule in ["unknown-capability", "template-not-rendered", "markdown-fence"] {
        assert!(rules.contains(&rule), "{rule}: {rules:?}");
    }
}

/// Pages, mails and manifests with a text: the rule that names them.
const CARRIERS: [Damage; 9] = [
    ("markdown-fence", |t| format!("Hi,\n\nour file:\n\n```\n{t}```\n\nThanks!\n")),
    ("markdown-fence", |t| format!("# Setup\n\nIt's easy.\n\n```hcl\n{t}```\n\n## Next\n\n- a\n")),
    ("markdown-fence", |t| {
        format!("1. Do\n\n   ```\n{}   ```\n", each_line(t, |_, l| format!("   {l}")))
    }),
    ("markdown-fence", |t| format!("The policy:\n{{code:hcl}}\n{t}{{code}}\nfails, why?\n")),
    ("wrapped-in-yaml", |t| {
        let inside = each_line(t, |_, l| format!("    {l}"));
        format!("apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n{inside}metadata:\n  name: x\n")
    }),
    ("wrapped-in-yaml", |t| {
        let inside = each_line(t, |_, l| format!("        {l}"));
        format!(
            "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    helm:\n      values: |\n{inside}"
        )
    }),
    ("wrapped-in-yaml", |t| {
        let inside = each_line(t, |_, l| format!("      {l}"));
        format!(
            "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  values:\n    text: |\n{inside}"
        )
    }),
    ("mail-quote-marks", |t| {
        format!("On Monday Bob wrote:\n\n{}\nAl\n", each_line(t, |_, l| format!(">> {l}")))
    }),
    ("mail-quote-marks", |t| {
        let fenced = format!("look:\n```\n{t}```\nand\n");
        format!("Hi\n\n{}", each_line(&fenced, |_, l| format!("> {l}")))
    }),
];

/// They work as they are: what they carry is checked at its lines, and only that is changed.
#[test]
fn what_carries_a_text_is_right_as_it_is() {
    let policy = POLICY.replace("[\"update\"]", "[\"updaet\"]");
    let values = VALUES.replace("CONCURRENCY", "CONCURENCY");
    let texts =
        [(policy, "updaet", "unknown-capability"), (values, "CONCURENCY", "setting-misspelt")];
    for (text, word, rule) in &texts {
        for (around, carry) in CARRIERS {
            let text = carry(text);
            for text in [text.clone(), text.replace('\n', "\r\n")] {
                let report = judge(&text);
                let found = report.findings.iter().find(|f| f.rule == around);
                assert_eq!(found.map(|f| f.severity), Some(Severity::Info), "{text}");
                let line = text.lines().position(|l| l.contains(word)).unwrap() + 1;
                let found = report.findings.iter().find(|f| f.rule == *rule);
                let place = found.map(|f| (f.span.line, &text[f.span.start..f.span.end]));
                assert!(
                    place.is_some_and(|(at, said)| at == line && said.contains(word)),
                    "{text}"
                );
                assert_eq!(report.accepted, None, "{text}");
                let after = fixed(&Document::new("", &*text), &Options::default(), Safety::Review);
                let after = after.unwrap_or_else(|| panic!("nothing is fixed:\n{text}"));
                assert!(!after.contains(word), "{after}");
                let left = judge(&after);
                assert!(left.findings.iter().all(|f| f.rule != *rule), "{after}");
                assert_eq!((left.kind, left.parts.len()), (report.kind, 1), "{after}");
                let ends = |t: &str| (t.lines().next().map(str::to_owned), t.lines().count() > 1);
                assert_eq!(ends(&after), ends(&text), "{after}");
            }
        }
    }
}

/// A text that is one string of many is checked there, and written back as a string.
#[test]
fn a_string_of_another_file_is_checked_in_it() {
    let notebook = format!("{{\"cells\": [{{\"source\": {}}}], \"nbformat\": 4}}\n", json(POLICY));
    let manifest = format!("apiVersion: v1\nkind: ConfigMap\ndata:\n  a: {}\n", json(POLICY));
    for text in [notebook, manifest] {
        let report = judge(&text);
        assert_eq!((report.kind, report.accepted), (Some(kind::VAULT_POLICY), None), "{text}");
        let around = report.findings.iter().find(|f| f.rule == "wrapped-in-json");
        assert_eq!(around.map(|f| f.severity), Some(Severity::Info), "{text}");
        let fixed = fixed(&Document::new("", &*text), &Options::default(), Safety::Review).unwrap();
        let inside = judge(&fixed);
        assert_eq!((inside.findings.len(), inside.parts.len()), (1, 1), "{fixed}");
        assert_eq!(fixed.lines().count(), text.lines().count());
    }
}

/// A rule with an attribute that Vault does not take, as the lines of a notebook's cell.
const CELL: &str = r#"{
 "cells": [
  {
   "cell_type": "code",
   "source": [
    "path \"transit/keys/atlas_*\" {\n",
    "  capabilities = [\"create\", \"update\", \"read\"]\n",
    "  capabilities = [\"create\", \"update\", \"read\"]\n",
    "}\n"
   ]
  }
 ],
 "nbformat": 4
}
"#;

#[test]
fn a_line_that_goes_leaves_no_empty_string_in_a_notebook() {
    let document = Document::new("a.ipynb", CELL);
    let fixed = fixed(&document, &Options::default(), Safety::Review).unwrap();
    assert!(!fixed.contains("\"\",") && !fixed.contains("\"\"\n"), "{fixed}");
    let line = r#""  capabilities = [\"create\", \"update\", \"read\"]\n""#;
    assert_eq!((CELL.matches(line).count(), fixed.matches(line).count()), (2, 1), "{fixed}");
    assert!(serde_json::from_str::<serde_json::Value>(&fixed).is_ok(), "{fixed}");
}

/// A mail that quotes a policy and answers with another one is right as it is, and neither is mixed with the other.
#[test]
fn a_quoted_policy_and_the_answer_are_two_texts() {
    let quoted = "> path \"kv/a\" {\n>   capabilities = [\"raed\"]\n> }\n";
    let own = "path \"kv/b\" {\n  capabilities = [\"list\"]\n}\n";
    for mail in [
        format!("{quoted}\nHere is mine:\n\n{own}"),
        format!("On Monday Bob wrote:\n{quoted}\nadd:\n\n{own}\nAl\n"),
        format!("Hi,\n\nours:\n\n{own}\nOn Monday Bob wrote:\n> look:\n>\n{quoted}"),
    ] {
        let report = judge(&mail);
        let loud = report.findings.iter().filter(|f| f.severity > Severity::Info);
        let rules: Vec<_> = loud.map(|f| f.rule.as_str()).collect();
        assert_eq!(rules, ["unknown-capability"], "{mail}");
        assert_eq!(report.parts.len(), 2, "{mail}");
        let read = mail.replace("raed", "read");
        assert!(report.fixed.as_ref().is_none_or(|fixed| *fixed == read), "{report:?}");
        let mut all = report.findings.iter().flat_map(|f| &f.fixes);
        assert!(all.all(|fix| fix.safety != Safety::Repair), "{mail}");
    }
}
