//! Texts that are hard for a reader: deep, open, repeated, odd. Each can be made of any length.

use std::fmt::Write;

use tfe_check::{Kind, kind};

/// A way to make a text of a length.
pub(crate) struct Pattern {
    pub(crate) name: &'static str,
    /// The kind that is chosen by hand; `None` has it detected.
    pub(crate) kind: Option<Kind>,
    make: fn(usize) -> String,
}

impl Pattern {
    /// The text with at least so many bytes.
    pub(crate) fn text(&self, bytes: usize) -> String {
        (self.make)(bytes)
    }
}

/// One piece after the other, each with its number, up to a length.
fn pieces(bytes: usize, head: &str, piece: impl Fn(usize) -> String) -> String {
    let mut text = head.to_owned();
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&piece(number));
    }
    text
}

fn many(bytes: usize, head: &str, unit: &str) -> String {
    pieces(bytes, head, |_| unit.to_owned())
}

/// Something that is opened often and closed as often, around a middle.
fn nested(bytes: usize, head: &str, open: &str, middle: &str, close: &str) -> String {
    let depth = bytes / (open.len() + close.len());
    format!("{head}{}{middle}{}", open.repeat(depth), close.repeat(depth))
}

/// Blocks of YAML in each other; the text grows with the square of their number.
fn stairs(bytes: usize, line: &str) -> String {
    let mut text = String::new();
    for depth in 0.. {
        if text.len() >= bytes {
            break;
        }
        let _ = writeln!(text, "{}{line}", " ".repeat(depth));
    }
    text
}

const RULE: &str = "path \"transit/keys/archivist_*\" {\n  capabilities = [\"read\"]\n}\n";
const SETTINGS: &str = "env:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n";
const SECRETS: &str = "env:\n  secrets:\n";
const RELEASE: &str = "resource \"helm_release\" \"tfe\" {\n  chart = \"terraform-enterprise\"\n";

macro_rules! patterns {
    ($($name:literal, $kind:expr, $make:expr;)*) => {
        &[$(Pattern { name: $name, kind: $kind, make: $make }),*]
    };
}

const POLICY: Option<Kind> = Some(kind::VAULT_POLICY);
const VALUES: Option<Kind> = Some(kind::HELM_OVERRIDES);

pub(crate) const POLICIES: &[Pattern] = patterns! {
    "open braces", POLICY, |n| many(n, RULE, "{");
    "open braces of attributes", POLICY, |n| many(n, "x: ", "{a: ");
    "braces with a key", POLICY, |n| nested(n, "path \"a\" { allowed_parameters = ", "{a=", "1", "}");
    "open brackets", POLICY, |n| many(n, "path \"a\" { capabilities = ", "[");
    "closing braces", POLICY, |n| many(n, RULE, "}");
    "closing braces on lines", POLICY, |n| many(n, RULE, "}\n");
    "closing brackets on lines", POLICY, |n| many(n, RULE, "]\n");
    "equals signs on lines", POLICY, |n| many(n, RULE, "=\n");
    "headers without a block", POLICY, |n| pieces(n, "", |i| format!("path \"a{i}\"\n"));
    "unclosed headers", POLICY, |n| many(n, "", "path \"a\" {\n");
    "quotes", POLICY, |n| many(n, RULE, "\"");
    "quotes on lines", POLICY, |n| many(n, RULE, "\"\n");
    "apostrophes", POLICY, |n| many(n, "", "'");
    "open heredocs", POLICY, |n| many(n, "", "a = <<EOT\n");
    "nested commands", POLICY, |n| many(n, "", "vault $(");
    "nested commands on lines", POLICY, |n| many(n, "", "vault $(\n");
    "commands between backticks", POLICY, |n| many(n, "", "$(`");
    "values as a policy", POLICY, |n| pieces(n, SETTINGS, |i| format!("a{i}: &a{i} x\n"));
    "colons", POLICY, |n| many(n, "", "a: ");
    "unknown keys in one rule", POLICY, |n| {
        pieces(n, "path \"a\" {\n", |i| format!("  capabilites{} = [\"read\"]\n", i % 9))
    };
    "unknown capabilities", POLICY, |n| {
        pieces(n, "path \"a\" { capabilities = [", |i| format!("\"raed{}\", ", i % 7))
    };
    "words without quotes", POLICY, |n| {
        pieces(n, "path \"a\" { capabilities = [", |i| format!("c{i}, "))
    };
    "every line wrong", POLICY, |n| pieces(n, "", |i| format!(
        "path \"v1/secret*/r{i}\" {{\n  capabilities = [\"raed\", \"lsit\"]\n  capabilites = [\"read\"]\n}}\n"
    ));
    "typographic quotes", POLICY, |n| {
        pieces(n, "", |i| format!("path “a{i}” {{ capabilities = [“read”] }}\n"))
    };
    "ignore comments", POLICY, |n| pieces(n, "", |i| format!(
        "# tfe-check: ignore star-in-the-middle -- fine\npath \"a*/b{i}\" {{ capabilities = [\"read\"] }}\n"
    ));
    "comments before all content", POLICY, |n| {
        many(n, "", "# tfe-check: ignore star-in-the-middle -- fine\n") + RULE
    };
    "nested JSON objects", POLICY, |n| many(n, "{\"path\":", "{\"a\":");
    "quoted lines", None, |n| pieces(n, "", |i| format!("> path \"a{i}\" {{ capabilities = [\"read\"] }}\n"));
};

pub(crate) const VALUES_FILES: &[Pattern] = patterns! {
    "open braces", VALUES, |n| many(n, SETTINGS, "x: {a: ");
    "open brackets", VALUES, |n| many(n, SETTINGS, "[");
    "dashes", VALUES, |n| many(n, "", "- ");
    "question marks", VALUES, |n| many(n, "", "? ");
    "staircases of keys", VALUES, |n| stairs(n, "a:");
    "staircases of dashes", VALUES, |n| stairs(n, "-");
    "misspelled chart keys", VALUES, |n| pieces(n, SETTINGS, |i| format!("replicaCuont{i}: 1\n"));
    "misspelled settings", VALUES, |n| pieces(n, SETTINGS, |i| format!("    TFE_DATABSE_HOST{i}: x\n"));
    "values that are tags", VALUES, |n| pieces(n, SETTINGS, |i| format!("    APP_{i}: !pw{i}\n"));
    "secrets that are tags", VALUES, |n| pieces(n, SECRETS, |i| format!("    TFE_S{i}: !pw{i}\n"));
    "values that are anchors", VALUES, |n| pieces(n, SETTINGS, |i| format!("    APP_{i}: &pw{i}\n"));
    "numbers", VALUES, |n| pieces(n, SETTINGS, |i| format!("    APP_{i}: {}\n", 1_048_576 + i));
    "numbers with anchors", VALUES, |n| pieces(n, SETTINGS, |i| format!("    APP_{i}: &a{i} 1048576\n"));
    "duplicate keys", VALUES, |n| many(n, SETTINGS, "    TFE_HOSTNAME: x\n");
    "duplicate blocks", VALUES, |n| many(n, "", SETTINGS);
    "YAML documents", VALUES, |n| many(n, SETTINGS, "---\n");
    "unknown aliases", VALUES, |n| pieces(n, SETTINGS, |i| format!("    A{i}: *x{i}\n"));
    "merge keys", VALUES, |n| pieces(n, "b: &b {k: v}\n", |i| format!("a{i}:\n  <<: *b\n"));
    "block scalars", VALUES, |n| pieces(n, SETTINGS, |i| format!("n{i}: |\n  text\n"));
    "open quotes", VALUES, |n| pieces(n, SETTINGS, |i| format!("    A{i}: \"x\n"));
    "no space after the colon", VALUES, |n| pieces(n, SETTINGS, |i| format!("    TFE_A{i}:x\n"));
    "tabs", VALUES, |n| pieces(n, SETTINGS, |i| format!("\tTFE_A{i}: x\n"));
    "non-breaking spaces", VALUES, |n| pieces(n, SETTINGS, |i| format!("    A{i}:\u{a0}x\n"));
    "ignore comments", VALUES, |n| pieces(n, SETTINGS, |i| format!(
        "    # tfe-check: ignore number-rewritten -- fine\n    A{i}: 1048576\n"
    ));
    "comments before all content", VALUES, |n| {
        many(n, "", "# tfe-check: ignore number-rewritten -- fine\n") + SETTINGS
    };
    "templates", VALUES, |n| pieces(n, SETTINGS, |i| format!("    A{i}: {{{{ .Values.x{i} }}}}\n"));
    "long lines", VALUES, |n| many(n, "env:\n  variables:\n    A: ", "word ");
    "certificates", VALUES, |n| {
        many(n, "tls:\n  caCertData: |\n", "    -----BEGIN CERTIFICATE-----\n")
    };
};

pub(crate) const OTHERS: &[Pattern] = patterns! {
    "open heredocs", None, |n| many(n, "", "<<a\n");
    "commands between backticks", None, |n| many(n, "vault policy write a - <<EOF\n", "$(`");
    "commands with heredocs", None, |n| pieces(n, "", |i| format!(
        "vault policy write p{i} - <<EOF\npath \"a\" {{ capabilities = [\"read\"] }}\nEOF\n"
    ));
    "commands with the same open heredoc", None, |n| many(n, "", "vault policy write p - <<EOF\n");
    "prompts", None, |n| many(n, "", "$ vault policy write tfe tfe.hcl\n");
    "roles", None, |n| pieces(n, "", |i| format!(
        "vault write auth/approle/role/r{i} token_policies=tfe token_ttl=1h\n"
    ));
    "dashes", None, |n| many(n, "", "- ");
    "code blocks", None, |n| many(n, "", "```hcl\npath \"a\" { capabilities = [\"read\"] }\n```\n");
    "fences", None, |n| many(n, "", "```\n");
    "escapes", None, |n| many(n, "\"", "\\\"");
    "color codes", None, |n| pieces(n, "", |i| format!("\u{1b}[31mpath\u{1b}[0m \"a{i}\" {{ }}\n"));
    "HTML tags", None, |n| pieces(n, "", |i| format!("<div>path &quot;a{i}&quot; {{</div>\n"));
    "policies in Terraform", None, |n| pieces(n, "", |i| format!(
        "resource \"vault_policy\" \"p{i}\" {{\n  name = \"p{i}\"\n  policy = <<EOT\npath \"v1/a{i}\" {{\n  capabilities = [\"raed\"]\n}}\nEOT\n}}\n"
    ));
    "rule blocks", None, |n| pieces(n, "data \"vault_policy_document\" \"a\" {\n", |i| format!(
        "  rule {{\n    path = \"a{i}\"\n    capabilities = [\"raed\"]\n  }}\n"
    )) + "}\n";
    "values that Terraform sets", None, |n| pieces(n, RELEASE, |i| format!(
        "  set {{\n    name = \"env.variables.A{i}\"\n    value = \"x\"\n  }}\n"
    )) + "}\n";
    "parentheses in Terraform", Some(kind::TERRAFORM), |n| many(n, "a = ", "(");
    "braces in Terraform", Some(kind::TERRAFORM), |n| many(n, "a = ", "{");
    "templates in Terraform", Some(kind::TERRAFORM), |n| many(n, "a = \"", "${\"");
    "commands in a script", Some(kind::SCRIPT), |n| many(n, "", "vault $(");
};
