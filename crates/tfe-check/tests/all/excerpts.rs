//! Rules that an article or a mail quotes, and whole policies in the same places.

use tfe_check::{Document, Options, Severity, check};

use crate::policies::{rule, whole};

/// The rules that are said of a text, and those of them that are more than an info.
fn said(name: &str, text: &str) -> (Vec<String>, Vec<String>) {
    let report = check(&[Document::new(name, text)], &Options::default());
    let found = report.documents.into_iter().flat_map(|document| document.findings);
    // What is around the text is said of any text.
    let around = ["foreign-lines", "mail-quote-marks", "markdown-fence"];
    let own = found.filter(|f| !around.contains(&f.rule.as_str())).collect::<Vec<_>>();
    let wrong = own.iter().filter(|f| f.severity > Severity::Info).map(|f| f.rule.clone());
    (own.iter().map(|f| f.rule.clone()).collect(), wrong.collect())
}

fn article(policy: &str) -> String {
    format!(
        "# Backups\n\nThis is what the policy of Terraform Enterprise has:\n\n```hcl\n{policy}```\n\nWrite it to Vault, and run the backup again.\n"
    )
}

fn quoted(text: &str) -> String {
    text.lines().map(|line| format!("> {line}\n")).collect()
}

#[test]
fn one_rule_in_a_text_that_speaks_of_it_is_an_excerpt() {
    let one = rule("transit/keys/archivist_*", "create update read");
    let texts = [
        article(&one),
        format!("Hi,\n\nplease add this rule:\n\n{one}\nThanks\n"),
        format!(
            "{}\nok, will do that tomorrow morning\n",
            quoted(&format!("please add this rule:\n\n{one}"))
        ),
    ];
    for text in texts {
        let (all, wrong) = said("text.md", &text);
        assert_eq!(
            all.iter().filter(|rule| *rule == "policy-excerpt").count(),
            1,
            "{all:?}\n{text}"
        );
        assert_eq!(wrong, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_an_excerpt_shows_is_checked() {
    let (all, wrong) = said("a.md", &article(&rule("transit/keys/archivist_*", "create update")));
    assert!(all.iter().any(|rule| rule == "policy-excerpt"), "{all:?}");
    assert_eq!(wrong, ["transit-key-read-missing"]);
}

#[test]
fn a_whole_policy_in_an_article_is_checked_as_a_whole() {
    let key = rule("transit/keys/archivist_*", "read create update");
    let less = whole().replace(&key, &rule("transit/keys/archivist_*", "create update"));
    let (all, wrong) = said("a.md", &article(&less));
    assert!(!all.iter().any(|rule| rule == "policy-excerpt"), "{all:?}");
    assert_eq!(wrong, ["transit-key-read-missing"]);
    let without = whole().replace(&rule("transit/sign/atlas_*", "create update"), "");
    assert_eq!(said("a.md", &article(&without)).1, ["transit-sign-missing"]);
    assert_eq!(said("a.md", &article(&whole())).1, Vec::<String>::new());
    // A line that says that there is more makes it an excerpt.
    let half: String = whole().split_inclusive("}\n").take(9).collect();
    assert!(said("a.md", &article(&half)).1.len() > 2);
    let (all, wrong) = said("a.md", &article(&format!("{half}# ...\n")));
    assert!(all.iter().any(|rule| rule == "policy-excerpt") && wrong.is_empty(), "{all:?}");
}

#[test]
fn a_rule_by_itself_and_what_vault_prints_are_whole() {
    let one = rule("transit/keys/archivist_*", "create update read");
    let printed = format!("This is what we have in production:\n\n$ vault policy read tfe\n{one}");
    for (name, text) in [("tfe.hcl", one.as_str()), ("text.txt", printed.as_str())] {
        let (all, wrong) = said(name, text);
        assert!(!all.iter().any(|rule| rule == "policy-excerpt"), "{all:?}");
        assert!(wrong.iter().any(|rule| rule == "transit-encrypt-missing"), "{all:?}");
    }
}
