use super::*;
use crate::kinds::kind;

/// A text in which `|` marks the place.
fn marked(text: &str) -> (String, usize) {
    let at = text.find('|').unwrap();
    (text.replacen('|', "", 1), at)
}

fn hinted(kind: Kind, text: &str) -> Option<(String, String)> {
    let (text, at) = marked(text);
    hint(kind, &text, at).map(|(span, about)| (span.of(&text).to_owned(), about.name))
}

/// What is replaced, and the labels.
fn offered(kind: Kind, text: &str) -> (String, Vec<String>) {
    let (text, at) = marked(text);
    choices(kind, &text, at)
        .map(|(span, all)| (span.of(&text).to_owned(), all.into_iter().map(|c| c.label).collect()))
        .unwrap_or_default()
}

/// The text after the choice with this label.
fn written(kind: Kind, text: &str, label: &str) -> String {
    let (text, at) = marked(text);
    let (span, all) = choices(kind, &text, at).unwrap();
    let insert = all.into_iter().find(|c| c.label == label).unwrap().insert;
    format!("{}{insert}{}", &text[..span.start], &text[span.end..])
}

const YAML: Kind = kind::HELM_OVERRIDES;
const HCL: Kind = kind::VAULT_POLICY;

#[test]
fn keys_of_a_values_file_are_found_by_indentation() {
    let cases = [
        ("imag|e:\n  tag: x\n", Some(("image", "image"))),
        ("image:\n  # tag\n\n  t|ag: x\n", Some(("tag", "image.tag"))),
        ("\u{feff}image:\r\n  tag|: x\r\n", Some(("tag", "image.tag"))),
        ("terraform-enterprise:\n  image:\n    t|ag: x\n", Some(("tag", "image.tag"))),
        ("env:\n  variables:\n    TFE_HOST|NAME: a\n", Some(("TFE_HOSTNAME", "TFE_HOSTNAME"))),
        (
            "ingress:\n  hosts:\n    - host: a\n      pa|ths: []\n",
            Some(("paths", "ingress.hosts[].paths")),
        ),
        ("ingress:\n  hosts:\n  - ho|st: a\n", Some(("host", "ingress.hosts[].host"))),
        ("env:\n  secretKeyRefs:\n  - name: TFE_LI|CENSE\n", Some(("TFE_LICENSE", "TFE_LICENSE"))),
        ("env:\n  configMaps|: []\n", Some(("configMaps", "env.configMaps"))),
        ("securityContext:\n  runAs|User: 1\n", Some(("runAsUser", "securityContext"))),
        ("image:\n  tag: x # t|ag\n", None),
        ("# ima|ge:\n", None),
        ("nosuch|: 1\n", None),
        ("image:\n  tag: imag|e\n", None),
    ];
    for (text, expected) in cases {
        let expected = expected.map(|(word, name)| (word.to_owned(), name.to_owned()));
        assert_eq!(hinted(YAML, text), expected, "{text}");
    }
}

#[test]
fn a_hint_tells_type_default_since_and_source() {
    let (text, at) = marked("image:\n  pull|Policy: Always\n");
    let (_, about) = hint(YAML, &text, at).unwrap();
    assert!(!about.meaning.is_empty());
    let labels: Vec<_> = about.facts.iter().map(|(label, _)| *label).collect();
    assert!(["Type", "Default", "Since", "Source"].iter().all(|l| labels.contains(l)), "{about:?}");
    for setting in crate::knowledge::settings() {
        let about = crate::kinds::helm_overrides::hint::setting::about(setting);
        assert!(about.facts.iter().all(|(_, value)| !value.is_empty()), "{about:?}");
    }
}

#[test]
fn keys_are_offered_where_they_belong_without_those_that_are_there() {
    let (word, keys) = offered(YAML, "image:\n  tag: x\n  re|\n  name: y\n");
    assert_eq!(word, "re");
    assert!(keys.contains(&"repository".to_owned()), "{keys:?}");
    assert!(!keys.contains(&"tag".to_owned()) && !keys.contains(&"name".to_owned()), "{keys:?}");
    let (_, top) = offered(YAML, "image:\n  tag: x\n|");
    assert!(top.contains(&"openshift".to_owned()) && !top.contains(&"image".to_owned()));
    let (_, variables) = offered(YAML, "env:\n  variables:\n    |\n");
    assert!(variables.contains(&"TFE_HOSTNAME".to_owned()));
    assert!(!variables.contains(&"TFE_ENCRYPTION_PASSWORD".to_owned()));
    assert!(!variables.contains(&"TFE_HTTP_PORT".to_owned()), "the chart sets it");
    let (_, secrets) = offered(YAML, "env:\n  secrets:\n    |\n");
    assert!(secrets.contains(&"TFE_ENCRYPTION_PASSWORD".to_owned()));
    assert_eq!(written(YAML, "open|\n", "openshift"), "openshift:\n  \n");
    assert_eq!(written(YAML, "open|\n  enabled: true", "openshift"), "openshift:\n  enabled: true");
    assert_eq!(written(YAML, "image:\n  t|a: x", "tag"), "image:\n  tag: x");
    let refs = written(YAML, "env:\n  secretR|\n", "secretRefs");
    assert_eq!(refs, "env:\n  secretRefs:\n    - name: \n");
    let named = written(YAML, "env:\n  variables:\n    TFE_HO|\n", "TFE_HOSTNAME");
    assert_eq!(named, "env:\n  variables:\n    TFE_HOSTNAME: \n");
    assert_eq!(written(YAML, "openshift:\n  e|\n", "enabled"), "openshift:\n  enabled: \n");
    assert_eq!(offered(YAML, "image: x\n    |\n").1, Vec::<String>::new());
}

#[test]
fn values_are_offered_where_only_some_work() {
    assert_eq!(offered(YAML, "openshift:\n  enabled: |\n").1, ["true", "false"]);
    let text = "env:\n  variables:\n    TFE_OPERATIONAL_MODE: ex|\n";
    let (word, modes) = offered(YAML, text);
    assert_eq!(word, "ex");
    assert!(modes.contains(&"external".to_owned()), "{modes:?}");
    assert!(written(YAML, text, "external").ends_with("TFE_OPERATIONAL_MODE: external\n"));
    assert_eq!(offered(YAML, "image:\n  tag: |\n").1, Vec::<String>::new());
    let (_, named) = offered(YAML, "env:\n  secretKeyRefs:\n    - name: |\n");
    assert!(named.contains(&"TFE_LICENSE".to_owned()));
}

#[test]
fn words_of_a_policy_are_found_where_they_mean_something() {
    let cases = [
        (
            "path \"transit/keys/at|las_*\" {",
            Some(("transit/keys/atlas_*", "transit/keys/atlas_*")),
        ),
        (
            "# path\npath \"transit/|+/atlas_*\" {\n",
            Some(("transit/+/atlas_*", "transit/+/atlas_*")),
        ),
        ("path \"a\" {\n  capabili|ties = [", Some(("capabilities", "capabilities"))),
        (
            "path \"a\" {\n  capabilities = [\"read\",\n    \"up|date\"]\n}",
            Some(("update", "update")),
        ),
        ("path \"a\" {}\npath \"b\" { capabilities = [\"re|ad\"] }", Some(("read", "read"))),
        ("path \"a\" {\n  # capabili|ties\n", None),
        ("path \"a\" {\n  allowed_parameters = { \"re|ad\" = [] }\n", None),
        ("path \"kv/my|\" {", None),
        ("pa|th \"a\" {", None),
    ];
    for (text, expected) in cases {
        let expected = expected.map(|(word, name)| (word.to_owned(), name.to_owned()));
        assert_eq!(hinted(HCL, text), expected, "{text}");
    }
}

#[test]
fn a_policy_is_completed_by_rules_paths_capabilities_and_keys() {
    let (_, rules) = offered(HCL, "path \"sys/mounts\" {}\np|\n");
    assert!(rules.contains(&"path \"transit/keys/atlas_*\"".to_owned()), "{rules:?}");
    assert!(!rules.contains(&"path \"sys/mounts\"".to_owned()));
    let rule = written(HCL, "# a\np|\n", "path \"sys/mounts\"");
    assert_eq!(rule, "# a\npath \"sys/mounts\" {\n  capabilities = [\"read\"]\n}\n");
    let (word, paths) = offered(HCL, "path \"transit/ba|\" {\n");
    assert_eq!(word, "transit/ba");
    assert!(paths.contains(&"transit/backup/atlas_*".to_owned()));
    let text = "path \"a\" {\n  capabilities = [\"read\", \"u|\"]\n}\n";
    let (_, words) = offered(HCL, text);
    assert!(words.contains(&"update".to_owned()) && !words.contains(&"read".to_owned()));
    assert!(written(HCL, text, "update").contains("[\"read\", \"update\"]"));
    let bare = "path \"a\" { capabilities = [|] }";
    assert_eq!(written(HCL, bare, "list"), "path \"a\" { capabilities = [\"list\"] }");
    let (_, keys) = offered(HCL, "path \"a\" {\n  |\n}\n");
    assert!(keys.contains(&"capabilities".to_owned()), "{keys:?}");
    assert_eq!(offered(HCL, "path \"a\" {\n  policy = |\n}\n").1, Vec::<String>::new());
}

#[test]
fn any_place_of_any_text_is_answered() {
    let texts = [
        "env:\n - - a: b\n\n\t- é: {x: [1]}\n'q': \"\n|\r\n#",
        "path \"é\" { x = [\"y\" /* z */ # w\n \"",
        "/",
        "\"",
        "-",
        ":",
    ];
    for text in texts {
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            for kind in [YAML, HCL, kind::TERRAFORM] {
                let places =
                    [hint(kind, text, at).map(|h| h.0), choices(kind, text, at).map(|c| c.0)];
                for span in places.into_iter().flatten() {
                    assert!(text.get(span.start..span.end).is_some(), "{text} {at} {span:?}");
                }
            }
        }
    }
}
