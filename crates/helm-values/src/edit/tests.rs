use text::EditSet;

use super::*;

fn done(text: &str, change: impl Fn(&Document) -> Option<EditSet>) -> Option<String> {
    let document = parse(text);
    Some(change(&document)?.apply(text).unwrap())
}

fn string(text: &str) -> Data {
    Data::String(text.into())
}

#[test]
fn set_keeps_quotes_comments_and_line_ends() {
    let set_to = |text: &str, data: Data| done(text, |d| set(d, &["a", "b"], &data));
    assert_eq!(
        set_to("a:\r\n  b: 'x' # c\r\n", string("it's")).unwrap(),
        "a:\r\n  b: 'it''s' # c\r\n"
    );
    assert_eq!(set_to("a: {b: \"x\"}\n", string("y")).unwrap(), "a: {b: \"y\"}\n");
    assert_eq!(set_to("a:\n  b: false\n", Data::Bool(true)).unwrap(), "a:\n  b: true\n");
    assert_eq!(set_to("a:\n  b: \"false\"\n", Data::Bool(true)).unwrap(), "a:\n  b: true\n");
    assert_eq!(set_to("a:\n  b: x\n", string("yes")).unwrap(), "a:\n  b: \"yes\"\n");
    assert_eq!(set_to("a:\n  b:\n", Data::Bool(true)).unwrap(), "a:\n  b: true\n");
    assert_eq!(
        set_to("a:\n  b: |\n    x\n    y\n  c: 1\n", string("z")).unwrap(),
        "a:\n  b: \"z\"\n  c: 1\n"
    );
    assert_eq!(
        set_to("z: &z x\na:\n  b: *z\n", string("z")),
        None,
        "an alias is not a place to write"
    );
}

#[test]
fn quote_keeps_the_characters() {
    let quoted = |text: &str| done(text, |d| quote(d, &["a"]));
    assert_eq!(quoted("a: 1.10\n").unwrap(), "a: \"1.10\"\n");
    assert_eq!(quoted("a: !secret\n").unwrap(), "a: \"!secret\"\n");
    assert_eq!(quoted("a: &foo\nb: 'x'\n").unwrap(), "a: '&foo'\nb: 'x'\n");
    assert_eq!(quoted("a: \\d\n").unwrap(), "a: '\\d'\n");
    assert_eq!(quoted("a: \"x\"\n"), None);
    assert_eq!(quoted("a: {b: c}\n"), None);
    let with_comment = |text: &str| done(text, |d| quote_with_comment(d, &["a"]));
    assert_eq!(with_comment("a: #pw1\n").unwrap(), "a: \"#pw1\"\n");
    assert_eq!(with_comment("a: x #y\n").unwrap(), "a: \"x #y\"\n");
}

#[test]
fn insert_goes_where_it_belongs() {
    let on = Data::Bool(true);
    let order = ["image", "securityContext", "openshift", "env"];
    let inserted = |text: &str| done(text, |d| insert(d, &["openshift", "enabled"], &on, &order));
    assert_eq!(
        inserted("securityContext:\n  runAsUser: 1000 # user\n  # more\n\nenv:\n  variables: {}\n")
            .unwrap(),
        "securityContext:\n  runAsUser: 1000 # user\n  # more\nopenshift:\n  enabled: true\n\nenv:\n  variables: {}\n"
    );
    assert_eq!(inserted("env: {}\n").unwrap(), "openshift:\n  enabled: true\nenv: {}\n");
    assert_eq!(
        inserted("# head\nenv: {}").unwrap(),
        "# head\nenv: {}\nopenshift:\n  enabled: true"
    );
    assert_eq!(
        inserted("openshift:\n  # off\nenv: {}\n").unwrap(),
        "openshift:\n  # off\n  enabled: true\nenv: {}\n"
    );
    assert_eq!(inserted("openshift: {}\n").unwrap(), "openshift:\n  enabled: true\n");
    assert_eq!(inserted("openshift: {} # no\n").unwrap(), "openshift: # no\n  enabled: true\n");
    assert_eq!(
        inserted("openshift: {other: 1}\n").unwrap(),
        "openshift: {other: 1, enabled: true}\n"
    );
    assert_eq!(inserted("").unwrap(), "openshift:\n  enabled: true\n");
    assert_eq!(inserted("openshift: {enabled: false}\n"), None, "it is there");
    assert_eq!(inserted("openshift: true\n"), None, "something else is in the way");
    assert_eq!(
        done("a:\n    b: 1\n", |d| insert(d, &["a", "c", "d"], &on, &[])).unwrap(),
        "a:\n    b: 1\n    c:\n        d: true\n",
        "in steps of the file"
    );
}

#[test]
fn lists_and_maps_are_written_as_lines() {
    let value =
        parse("l:\n  - name: x\n    size: 1\n  - z\nm: {k: \"true\"}\n").values(crate::Helm::V4);
    let text = done("a: 1\n", |d| insert(d, &["b"], &value.data, &[])).unwrap();
    assert_eq!(
        text,
        "a: 1\nb:\n  l:\n    - name: \"x\"\n      size: 1\n    - \"z\"\n  m:\n    k: \"true\"\n"
    );
}

#[test]
fn delete_takes_the_entry_and_nothing_else() {
    let deleted = |text: &str, path: &[&str]| done(text, |d| delete(d, path));
    assert_eq!(deleted("a: 1 # one\n# two\nb: 2\n", &["b"]).unwrap(), "a: 1 # one\n# two\n");
    assert_eq!(deleted("a: 1 # one\nb: 2\n", &["a"]), None, "the comment would go too");
    assert_eq!(deleted("a:\n  b: 1\nc: 2\n", &["a", "b"]).unwrap(), "a: {}\nc: 2\n");
    assert_eq!(deleted("a: {b: 1, c: 2}\n", &["a", "b"]).unwrap(), "a: {c: 2}\n");
    assert_eq!(deleted("a: {b: 1, c: 2}\n", &["a", "c"]).unwrap(), "a: {b: 1}\n");
    assert_eq!(deleted("x: &x 1\na: *x\n", &["x"]), None, "the anchor is needed");
    let document = parse("a: 1\nb: 2\na: 3\n");
    let mapping = document.duplicates()[0].mapping;
    assert_eq!(
        delete_entries(&document, mapping, &[0]).unwrap().apply(document.text()).unwrap(),
        "b: 2\na: 3\n"
    );
    assert_eq!(delete_entries(&document, mapping, &[2]), None, "this one wins");
}

#[test]
fn rename_and_relocate() {
    let renamed = |text: &str| done(text, |d| rename(d, &["env", "secretes"], "secrets"));
    assert_eq!(renamed("env:\n  secretes: {A: b} # s\n").unwrap(), "env:\n  secrets: {A: b} # s\n");
    assert_eq!(renamed("env:\n  secretes: {}\n  secrets: {}\n"), None);
    let moved = |text: &str| {
        done(text, |d| relocate(d, &["env", "variables", "PW"], &["env", "secrets", "PW"], true))
    };
    assert_eq!(
        moved("env:\n  variables:\n    A: b\n    PW: 0123 # db\n  secrets:\n    L: 'x'\n").unwrap(),
        "env:\n  variables:\n    A: b\n  secrets:\n    L: 'x'\n    PW: '0123' # db\n"
    );
    assert_eq!(
        moved("env:\n  variables:\n    PW: x\n").unwrap(),
        "env:\n  variables: {}\n  secrets:\n    PW: x\n"
    );
    assert_eq!(
        moved("env:\n  secrets: {}\n  variables:\n    B: 1\n    PW: |\n      x\n\n      y\n")
            .unwrap(),
        "env:\n  secrets:\n    PW: |\n      x\n\n      y\n  variables:\n    B: 1\n"
    );
}

#[test]
fn duplicate_blocks_become_one() {
    let text = "env:\n  variables:\n    A: 1\n    B: dead\nimage: {}\nenv:\n  variables:\n    B: 2\n  secrets: {}\n";
    let document = parse(text);
    let edits = join_duplicates(&document, &document.duplicates()[0]).unwrap();
    assert_eq!(
        edits.apply(text).unwrap(),
        "image: {}\nenv:\n  variables:\n    B: 2\n    A: 1\n  secrets: {}\n"
    );
}
