//! Everything that the program prints for a few texts, whole: a change of wording, order or layout is seen as
//! it is, next to the output of before. `INSTA_UPDATE=always cargo test -p tfe-check-cli snapshots` takes over
//! what changed; the difference belongs into the review.

use std::path::{Path, PathBuf};

use crate::support::{files, run_in, without};

const VALUES: &str = "\
replicaCount: 2
image:
  tag: v202409-1
tls:
  certificateSecret: terraform-enterprise-certificates
env:
  variables:
    TFE_HOSTNAME: tfe.example.com
    TFE_CAPACITY_MEMORY: 1048576 # too large for YAML
    TFE_REDIS_PASSWORD: hunter2hunter2
    TFE_OBJECT_STORAGE_TYP: s3
openshfit:
  enabled: true
";

const ARTICLE: &str = "\
# Backups

The policy of the agent:

```hcl
path \"sys/storage/raft/snapshot\" {
  capabilities = [\"raed\"]
}
```

and the log:

```
failed to decrypt: encryption key not found
```
";

fn texts(test: &str) -> PathBuf {
    let policy = without(&["backup/atlas"]).replacen("\"update\"]", "\"upadte\"]", 1);
    files(test, &[("tfe.hcl", &policy), ("overrides.yaml", VALUES), ("article.md", ARTICLE)])
}

/// What a command prints, with its exit code; the version of the program changes with each release.
fn printed(folder: &Path, args: &[&str]) -> String {
    let (code, out, messages) = run_in(folder, args, "");
    let all = format!("{out}\n-- messages --\n{messages}\n-- exit code {code} --\n");
    all.replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

macro_rules! snapshots {
    ($($name:ident: $($arg:literal)*;)*) => {
        $(
            #[test]
            fn $name() {
                insta::assert_snapshot!(stringify!($name), printed(&texts(stringify!($name)), &[$($arg),*]));
            }
        )*
    };
}

snapshots! {
    a_policy_as_text: "check" "--format" "text" "tfe.hcl";
    values_as_text: "check" "--format" "text" "overrides.yaml";
    an_article_as_text: "check" "--format" "text" "article.md";
    a_policy_as_json: "check" "--format" "json" "tfe.hcl";
    values_as_json: "check" "--format" "json" "overrides.yaml";
    an_article_as_json: "check" "--format" "json" "article.md";
    a_policy_as_sarif: "check" "--format" "sarif" "tfe.hcl";
    values_as_sarif: "check" "--format" "sarif" "overrides.yaml";
    an_article_as_sarif: "check" "--format" "sarif" "article.md";
    a_policy_as_markdown: "check" "--format" "markdown" "tfe.hcl";
    values_as_markdown: "check" "--format" "markdown" "overrides.yaml";
    an_article_as_markdown: "check" "--format" "markdown" "article.md";
    a_policy_as_github: "check" "--format" "github" "tfe.hcl";
    values_as_github: "check" "--format" "github" "overrides.yaml";
    an_article_as_github: "check" "--format" "github" "article.md";
    a_policy_as_gitlab: "check" "--format" "gitlab" "tfe.hcl";
    values_as_gitlab: "check" "--format" "gitlab" "overrides.yaml";
    an_article_as_gitlab: "check" "--format" "gitlab" "article.md";
    both_as_one_installation: "check" "tfe.hcl" "overrides.yaml";
    what_a_fix_changes: "check" "--diff" "tfe.hcl" "overrides.yaml";
    a_policy_explained: "explain" "tfe.hcl";
    values_explained: "explain" "overrides.yaml";
    a_policy_explained_as_json: "explain" "--format" "json" "tfe.hcl";
    values_explained_as_json: "explain" "--format" "json" "overrides.yaml";
    an_answer_about_a_path: "can" "read" "transit/keys/archivist_1" "--policy" "tfe.hcl";
    a_rule_shown: "rules" "show" "key-delete-granted";
    an_upgrade: "upgrade" "--from" "v202409-1" "--to" "1.1.0" "overrides.yaml" "tfe.hcl";
    new_values: "new" "overrides" "--cloud" "aws" "--host" "tfe.example.com";
    a_file_that_is_not_there: "check" "missing.hcl";
}
