//! Several files of one installation: what does not go together is reported at both places, and nothing where
//! one of them is not given.

use tfe_check::view::View;
use tfe_check::{Document, Options, Severity, check, kind, views};

const VALUES: &str = "env:\n  variables:\n    TFE_HOSTNAME: tfe.corp.example.net\n    TFE_VAULT_USE_EXTERNAL: \"true\"\n    TFE_VAULT_PATH: auth/approle\n    TFE_VAULT_NAMESPACE: platform\n";
const SETUP: &str = "#!/bin/sh\nexport VAULT_NAMESPACE=platform\nvault auth enable -path=tfe approle\nvault policy write tfe tfe.hcl\nvault write auth/tfe/role/tfe token_policies=tfe token_period=24h\n";
const RULES: [&str; 9] = [
    "secret-without-key",
    "login-path-without-role",
    "vault-namespaces-differ",
    "token-ends-before-renewal",
    "external-vault-not-used",
    "transit-enabled-elsewhere",
    "vault-shared-by-installations",
    "database-shared-by-installations",
    "encryption-password-changed",
];

/// Document, line, rule, and document and line of the other place.
fn said(files: &[(&str, &str)]) -> Vec<(usize, usize, String, String, usize)> {
    let documents: Vec<Document> = files.iter().map(|(n, t)| Document::new(*n, *t)).collect();
    let report = check(&documents, &Options::default());
    let mut all = Vec::new();
    for (at, document) in report.documents.iter().enumerate() {
        for finding in document.findings.iter().filter(|f| RULES.contains(&f.rule.as_str())) {
            let other = &finding.related[0];
            let place = (other.document.clone(), other.span.line);
            all.push((at, finding.span.line, finding.rule.clone(), place.0, place.1));
        }
    }
    all
}

fn rules(files: &[(&str, &str)]) -> Vec<String> {
    said(files).into_iter().map(|(_, _, rule, ..)| rule).collect()
}

#[test]
fn the_role_is_at_another_mount() {
    let found = said(&[("overrides.yaml", VALUES), ("setup.sh", SETUP)]);
    let expected = (0, 5, "login-path-without-role".to_owned(), "setup.sh".to_owned(), 5);
    assert_eq!(found, [expected]);
    assert!(
        rules(&[("setup.sh", &SETUP.replace("auth/tfe/", "auth/approle/")), ("o.yaml", VALUES)])
            .is_empty()
    );
    let terraform = "resource \"vault_approle_auth_backend_role\" \"tfe\" {\n  backend        = \"tfe\"\n  role_name      = \"tfe\"\n  token_policies = [\"tfe\"]\n}\n";
    assert_eq!(rules(&[("o.yaml", VALUES), ("main.tf", terraform)]), ["login-path-without-role"]);
    let open = terraform.replace("\"tfe\"\n  role", "vault_auth_backend.a.path\n  role");
    assert!(rules(&[("o.yaml", VALUES), ("main.tf", &open)]).is_empty());
}

#[test]
fn the_namespaces_differ() {
    let script = SETUP.replace("auth/tfe/", "auth/approle/").replace("=platform", "=admin");
    assert_eq!(rules(&[("o.yaml", VALUES), ("s.sh", &script)]), ["vault-namespaces-differ"]);
    let parent = VALUES.replace("platform", "admin/platform");
    assert!(rules(&[("o.yaml", &parent), ("s.sh", &script)]).is_empty());
    let open = script.replace("export VAULT_NAMESPACE=admin\n", "");
    assert!(rules(&[("o.yaml", VALUES), ("s.sh", &open)]).is_empty());
}

#[test]
fn nothing_is_said_of_one_file_or_of_what_is_filled_in() {
    for (name, text) in [("o.yaml", VALUES), ("setup.sh", SETUP)] {
        assert!(rules(&[(name, text)]).is_empty(), "{name}");
    }
    let open = VALUES.replace("auth/approle", "${path}").replace("platform", "${namespace}");
    assert!(
        !rules(&[("o.yaml", &open), ("setup.sh", SETUP)])
            .contains(&"vault-namespaces-differ".to_owned())
    );
    let other = SETUP.replace("role/tfe token_policies=tfe", "role/ci token_policies=ci");
    assert!(rules(&[("o.yaml", VALUES), ("setup.sh", &other)]).is_empty());
    let internal = VALUES.replace("\"true\"", "\"false\"");
    assert!(rules(&[("o.yaml", &internal), ("setup.sh", SETUP)]).is_empty());
}

#[test]
fn installations_are_told_apart_by_their_host_names() {
    let one = "env:\n  variables:\n    TFE_HOSTNAME: a.corp.example.net\n    TFE_DATABASE_HOST: db.corp.example.net\n    TFE_DATABASE_NAME: a\n    TFE_VAULT_USE_EXTERNAL: \"true\"\n    TFE_VAULT_ADDRESS: https://v.corp.example.net\n";
    let two = one.replace("a.corp", "b.corp").replace("NAME: a", "NAME: b");
    assert_eq!(rules(&[("a.yaml", one), ("b.yaml", &two)]), ["vault-shared-by-installations"]);
    let same_database = one.replace("a.corp", "b.corp");
    assert_eq!(
        rules(&[("a.yaml", one), ("b.yaml", &same_database)]),
        ["database-shared-by-installations"]
    );
    let edited = one.replace("https://v.", "https://w.");
    assert!(rules(&[("a.yaml", one), ("old.yaml", &edited)]).is_empty());
    let example = |text: &str| text.replace("corp.example.net", "example.com");
    assert!(rules(&[("a.yaml", &example(one)), ("b.yaml", &example(&two))]).is_empty());
}

#[test]
fn a_migration_keeps_the_encryption_password() {
    let old = "{\n  \"hostname\": {\"value\": \"tfe.corp.example.net\"},\n  \"enc_password\": {\"value\": \"kestrel9plain\"},\n  \"pg_netloc\": {\"value\": \"db.corp.example.net:5432\"},\n  \"pg_dbname\": {\"value\": \"tfe\"}\n}\n";
    let new = "env:\n  variables:\n    TFE_HOSTNAME: tfe.corp.example.net\n    TFE_DATABASE_HOST: db.corp.example.net\n    TFE_DATABASE_NAME: tfe\n  secrets:\n    TFE_ENCRYPTION_PASSWORD: osprey7plain\n";
    let files = [("overrides.yaml", new), ("settings.json", old)];
    let found = said(&files);
    let rule = "encryption-password-changed".to_owned();
    assert_eq!(found, [(0, 7, rule, "settings.json".to_owned(), 3)]);
    let documents: Vec<Document> = files.iter().map(|(n, t)| Document::new(*n, *t)).collect();
    let report = check(&documents, &Options::default());
    let own = report.documents[0].findings.iter().find(|f| f.rule == "encryption-password-changed");
    assert_eq!(own.unwrap().severity, Severity::Error);
    for (from, to) in [
        ("osprey7plain", "kestrel9plain"),
        ("osprey7plain", "${password}"),
        ("tfe.corp", "other.corp"),
    ] {
        let other = new
            .replace(from, to)
            .replace("NAME: tfe", if from == "tfe.corp" { "NAME: b" } else { "NAME: tfe" });
        assert!(rules(&[("overrides.yaml", &other), ("settings.json", old)]).is_empty(), "{to}");
    }
}

/// One file with all blocks of some; `variables` of the later ones join those of the first.
fn merged(files: &[&str]) -> String {
    let variables = |text: &str| text.split("  variables:\n").nth(1).unwrap_or("").to_owned();
    let secrets = |text: &str| text.split("  secrets:\n").nth(1).unwrap_or("").to_owned();
    let head = files[0].split("env:\n").next().unwrap_or("");
    let all = |part: &dyn Fn(&str) -> String| files.iter().map(|t| part(t)).collect::<String>();
    format!("{head}env:\n  secrets:\n{}  variables:\n{}", all(&secrets), all(&variables))
}

/// What one file of a release lacks may be in another.
#[test]
fn values_in_several_files_are_one_release() {
    let base = "image:\n  tag: \"1.0.1\"\ntls:\n  certificateSecret: tfe-tls\nenv:\n  variables:\n    TFE_HOSTNAME: tfe.corp.example.net\n    TFE_DATABASE_HOST: db.corp.example.net\n    TFE_DATABASE_NAME: tfe\n    TFE_DATABASE_USER: tfe\n";
    let storage = "env:\n  variables:\n    TFE_OBJECT_STORAGE_TYPE: s3\n    TFE_OBJECT_STORAGE_S3_BUCKET: tfe-data\n    TFE_OBJECT_STORAGE_S3_REGION: us-east-1\n    TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE: \"true\"\n    TFE_REDIS_HOST: redis.corp.example.net\n";
    let secrets = "env:\n  secrets:\n    TFE_LICENSE: 02MV4UU43BK5HGYYTOJZWFQMTMNNEWU33JLJ\n    TFE_ENCRYPTION_PASSWORD: osprey7plain\n    TFE_DATABASE_PASSWORD: kestrel9plain\n";
    let loud = |files: &[&str]| -> Vec<(usize, String)> {
        let named = files.iter().enumerate().map(|(n, t)| Document::new(format!("{n}.yaml"), *t));
        let report = check(&named.collect::<Vec<_>>(), &Options::default());
        let all = report.documents.iter().enumerate();
        all.flat_map(|(at, d)| {
            let bad = d.findings.iter().filter(|f| f.severity > Severity::Info);
            bad.map(move |f| (at, f.rule.clone())).collect::<Vec<_>>()
        })
        .collect()
    };
    assert!(!loud(&[base]).is_empty());
    assert_eq!(loud(&[base, storage, secrets]), []);
    assert_eq!(loud(&[secrets, storage, base]), []);
    let without = storage.replace("    TFE_OBJECT_STORAGE_S3_BUCKET: tfe-data\n", "");
    let missing = loud(&[base, &without, secrets]);
    assert_eq!(missing.len(), 1, "{missing:?}");
    // Each of them shows the release, and its own places.
    let named = [base, storage, secrets].into_iter().enumerate();
    let documents: Vec<Document> =
        named.map(|(n, text)| Document::new(format!("{n}.yaml"), text)).collect();
    let all = views(&documents, &Options::default());
    assert!(all.iter().all(|view| view.verdict == all[0].verdict), "{:?}", all[0].verdict);
    assert!(!all[0].verdict.contains("document"), "{}", all[0].verdict);
    let bucket = |view: &View| {
        let mut rows = view.settings.iter();
        rows.find(|row| row.name == "TFE_OBJECT_STORAGE_S3_BUCKET").map(|row| row.line)
    };
    let places: Vec<Option<Option<usize>>> = all.iter().map(bucket).collect();
    assert_eq!(places, [Some(None), Some(Some(4)), Some(None)]);
    // An overlay may repeat the host, and set another database.
    let whole = merged(&[base, storage, secrets]);
    let overlay = "env:\n  variables:\n    TFE_HOSTNAME: tfe.corp.example.net\n    TFE_DATABASE_HOST: db2.corp.example.net\n";
    assert_eq!(loud(&[&whole]), []);
    assert_eq!(loud(&[&whole, overlay]), []);
    // Another installation has nothing to do with it.
    let other =
        storage.replace("variables:\n", "variables:\n    TFE_HOSTNAME: b.corp.example.net\n");
    assert!(loud(&[base, &other]).len() > 1);
    // A fault of one file stays.
    let slip = storage.replace("REGION: us-east-1", "REGOIN: us-east-1");
    assert!(loud(&[base, &slip, secrets]).contains(&(1, "setting-misspelt".to_owned())));
}

#[test]
fn a_running_tfe_is_compared_with_its_values() {
    let config = "{\n  \"hostname\": \"tfe.corp.example.net\",\n  \"license\": \"falcon77plain\",\n  \"operationalMode\": \"active-active\",\n  \"database\": {\"host\": \"db2.corp.example.net\", \"password\": \"osprey7plain\"},\n  \"object_storage\": {\"type\": \"s3\", \"s3\": {\"bucket\": \"tfe-data\"}}\n}\n";
    let values = "env:\n  variables:\n    TFE_HOSTNAME: tfe.corp.example.net\n    TFE_DATABASE_HOST: db.corp.example.net\n    TFE_OBJECT_STORAGE_TYPE: s3\n";
    let documents = [Document::new("o.yaml", values), Document::new("", config)];
    let report = check(&documents, &Options::default());
    assert_eq!(report.documents[1].kind, Some(kind::EFFECTIVE_SETTINGS));
    assert_eq!(report.documents[1].findings.len(), 1);
    let mut differs =
        report.documents[0].findings.iter().filter(|f| f.rule == "running-setting-differs");
    assert_eq!(differs.next().map(|f| (f.span.line, f.related[0].span.line)), Some((4, 5)));
    assert!(differs.next().is_none());
    let view = &views(&documents, &Options::default())[1];
    let shown = format!("{view:?}{}", serde_json::to_string(&report).unwrap());
    assert!(view.settings.iter().any(|s| s.name == "TFE_OPERATIONAL_MODE"), "{view:?}");
    for secret in ["falcon77", "osprey7"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let other = "{\"hostname\": \"a\", \"database\": {\"host\": \"b\", \"name\": \"c\", \"user\": \"d\", \"password\": \"e\"}, \"redis\": {\"host\": \"f\"}}";
    assert_eq!(
        check(&[Document::new("config.json", other)], &Options::default()).documents[0].kind,
        None
    );
}

#[test]
fn a_secret_has_the_keys_that_the_values_take() {
    let values = "tls:\n  certificateSecret: tfe-tls\nenv:\n  secretKeyRefs:\n    - name: TFE_LICENSE\n      secretName: tfe\n      key: license\n";
    let secret = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: tfe\nstringData:\n  licence: a\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: tfe-tls}\ndata:\n  tls.crt: YQ==\n  tls.key: YQ==\n";
    let found = said(&[("o.yaml", values), ("secrets.yaml", secret)]);
    let rule = "secret-without-key".to_owned();
    assert_eq!(found, [(0, 7, rule, "secrets.yaml".to_owned(), 4)]);
    let right = secret.replace("licence", "license");
    assert!(rules(&[("o.yaml", values), ("secrets.yaml", &right)]).is_empty());
    let tls = secret.replace("  tls.key: YQ==\n", "").replace("licence", "license");
    assert_eq!(rules(&[("o.yaml", values), ("secrets.yaml", &tls)]), ["secret-without-key"]);
    let other = secret.replace("name: tfe\n", "name: other\n");
    assert!(rules(&[("o.yaml", values), ("secrets.yaml", &other)]).is_empty());
}

/// A page with an example of values is no file of the release, and does not part those that are.
#[test]
fn a_page_does_not_part_the_files_of_a_release() {
    let base = "replicaCount: 1\nimage:\n  tag: 1.2.0\nenv:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    TFE_DATABASE_HOST: db.example.com\n    TFE_DATABASE_NAME: tfe\n    TFE_DATABASE_USER: tfe\n    TFE_OBJECT_STORAGE_TYPE: s3\n    TFE_OBJECT_STORAGE_S3_BUCKET: tfe\n    TFE_OBJECT_STORAGE_S3_REGION: eu-west-1\n    TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE: \"true\"\n    TFE_REDIS_HOST: redis.example.com\n";
    let prod = "replicaCount: 3\nenv:\n  secretRefs:\n    - name: tfe-secrets\n";
    let page = format!("# Install\n\n```yaml\n{base}```\n");
    let files = [("README.md", page.as_str()), ("base.yaml", base), ("prod.yaml", prod)];
    for files in [&files[..], &files[1..]] {
        let documents: Vec<Document> = files.iter().map(|(n, t)| Document::new(*n, *t)).collect();
        let report = check(&documents, &Options::default());
        for document in report.documents.iter().filter(|d| d.name.ends_with(".yaml")) {
            let loud = document.findings.iter().filter(|f| f.severity > Severity::Info);
            let loud: Vec<&str> = loud.map(|f| f.rule.as_str()).collect();
            assert_eq!(loud, Vec::<&str>::new(), "{}", document.name);
        }
    }
}

#[test]
fn a_verdict_names_the_policies_that_it_is_about() {
    let rule = |path: &str| {
        format!("path \"transit/{path}_*\" {{ capabilities = [\"create\", \"update\"] }}\n")
    };
    let half =
        |family: &str| ["encrypt", "decrypt"].map(|way| rule(&format!("{way}/{family}"))).concat();
    let verdicts = |texts: &[&str]| -> Vec<String> {
        let named = texts.iter().enumerate();
        let documents: Vec<Document> =
            named.map(|(n, text)| Document::new(format!("{n}.hcl"), *text)).collect();
        views(&documents, &Options::default()).into_iter().map(|view| view.verdict).collect()
    };
    let (archivist, atlas) = (half("archivist"), half("atlas"));
    let alone = &verdicts(&[&archivist])[0];
    assert!(alone.ends_with("cannot encrypt or decrypt with it."), "{alone}");
    let both = verdicts(&[&archivist, &atlas]);
    assert!(both[0].contains("it and `1.hcl`"), "{both:?}");
    assert!(both[1].contains("it and `0.hcl`"), "{both:?}");
    let three =
        verdicts(&[&archivist, &atlas, "path \"sys/mounts\" { capabilities = [\"read\"] }\n"]);
    assert!(three[0].contains("it and the 2 other policies"), "{three:?}");
}

const POLICY: &str = "path \"transit/keys/atlas_*\" {\n  capabilities = [\"read\", \"create\", \"update\"]\n}\npath \"transit/keys/archivist_*\" {\n  capabilities = [\"read\", \"create\", \"update\"]\n}\n";

fn shown(files: &[(&str, &str)]) -> Vec<View> {
    let documents: Vec<Document> = files.iter().map(|(n, t)| Document::new(*n, *t)).collect();
    views(&documents, &Options::default())
}

#[test]
fn values_do_not_work_with_a_policy_that_fails() {
    use tfe_check::view::State;
    let files = [("overrides.yaml", VALUES), ("tfe.hcl", POLICY)];
    let all = shown(&files);
    let place = all[0].elsewhere.as_ref().unwrap();
    assert_eq!((place.document.as_str(), place.line), ("tfe.hcl", 4));
    let vault = all[0].outcomes.iter().find(|o| o.name == "External Vault").unwrap();
    assert_eq!(vault.state, State::Fails);
    let start = all[0].start.as_ref().unwrap();
    assert_eq!(start.state, State::Fails);
    assert!(start.checks.iter().any(|check| check.id == "vault-policy"));
    assert!(all[1].elsewhere.is_none());
    // Of two installations each may have a policy of its own.
    let other = VALUES.replace("tfe.corp", "tfe-2.corp");
    let whole = tfe_check::fixed(
        &Document::new("tfe.hcl", POLICY),
        &Options::default(),
        tfe_check::Safety::Safe,
    );
    let whole = whole.unwrap();
    let both = [files[0], ("o2.yaml", other.as_str()), files[1], ("tfe-2.hcl", whole.as_str())];
    assert!(shown(&both)[0].elsewhere.is_none());
    let works = shown(&[files[0], ("tfe.hcl", whole.as_str())]);
    assert!(works[0].elsewhere.is_none(), "{works:?}");
    assert!(shown(&files[..1])[0].elsewhere.is_none());
    // A rejected policy grants nothing.
    let rejected = whole.replacen("\"read\"", "\"raed\"", 1);
    let all = shown(&[files[0], ("tfe.hcl", rejected.as_str())]);
    assert_eq!(all[0].start.as_ref().unwrap().state, State::Fails);
    assert_eq!(all[0].verdict, "tfe.hcl: Vault rejects this policy.");
}

#[test]
fn the_verdict_is_what_strikes_first() {
    let whole = tfe_check::fixed(
        &Document::new("tfe.hcl", POLICY),
        &Options::default(),
        tfe_check::Safety::Safe,
    );
    let policy = whole
        .unwrap()
        .replace("path \"transit/backup/atlas_*\"", "path \"transit/backups/atlas_*\"");
    let terraform = format!(
        "resource \"vault_policy\" \"tfe\" {{\n  name   = \"tfe\"\n  policy = <<EOT\n{policy}EOT\n}}\nresource \"helm_release\" \"tfe\" {{\n  name   = \"terraform-enterprise\"\n  chart  = \"terraform-enterprise\"\n  values = [<<EOT\nreplicaCount: 1\nsecurityContext:\n  runAsNonRoot: true\n  runAsUser: 1000\n  fsGroup: 1012\nenv:\n  variables:\n    TFE_HOSTNAME: tfe.corp.example.net\n    TFE_OBJECT_STORAGE_TYPE: s3\n    TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE: \"true\"\nEOT\n  ]\n}}\n"
    );
    let mail = format!(
        "Hello,\n\nthe policy:\n\n```hcl\n{policy}```\n\nand the values:\n\n```yaml\nsecurityContext:\n  runAsNonRoot: true\n  runAsUser: 1000\n  fsGroup: 1012\nenv:\n  variables:\n    TFE_HOSTNAME: tfe.corp.example.net\n    TFE_OBJECT_STORAGE_TYPE: s3\n    TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE: \"true\"\n```\n"
    );
    for (name, text) in [("main.tf", terraform.as_str()), ("mail.txt", mail.as_str())] {
        let document = Document::new(name, text);
        let report = check(std::slice::from_ref(&document), &Options::default());
        let errors = report.documents[0].findings.iter().filter(|f| f.severity == Severity::Error);
        let worst = errors.min_by_key(|f| f.stage).unwrap();
        let verdict = &shown(&[(name, text)])[0].verdict;
        assert!(
            *verdict == worst.message.what || verdict.starts_with("TFE does not start"),
            "{verdict}"
        );
        assert!(!verdict.contains("back"), "{verdict}");
    }
}

#[test]
fn of_findings_at_one_place_the_verdict_is_the_first() {
    let text = VALUES
        .replace("TFE_VAULT_PATH: auth/approle", "TFE_REDIS_URL: rediss://tfe:s3cr3t@redis:6380");
    let report = check(&[Document::new("overrides.yaml", text.as_str())], &Options::default());
    let verdict = shown(&[("overrides.yaml", &text)])[0].verdict.clone();
    let counted = &report.documents[0].findings;
    let first = counted.iter().min_by_key(|f| (f.stage.turn(f.severity), f.span.start)).unwrap();
    assert!(
        first.message.what == verdict || verdict.starts_with("TFE does not start"),
        "{verdict}"
    );
}
