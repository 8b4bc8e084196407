//! Templates in paths that Vault has no value for: it leaves the rule out without a word.

use text::short;
use vault_policy::Rule as PolicyRule;

use super::templates;
use super::templates::Read;
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::TEMPLATE_UNKNOWN;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (rule, template) in templates::all(facts) {
        match templates::read(template.trim()) {
            Read::Known | Read::Login(_) => {}
            Read::Unknown(meant) => found.push(unknown(facts, rule, template, meant)),
            Read::OfOther => found.push(of_other(facts, rule, template)),
        }
    }
    found
}

/// The forms that Vault knows.
const FORMS: &str = "Vault recognizes identity.entity.id, .name, .metadata.<key>, \
    .aliases.<mount accessor>.…, and identity.groups.ids.<id>.… or .names.<name>.….";

fn unknown(facts: &Facts<'_>, rule: &PolicyRule, template: &str, meant: Option<String>) -> Finding {
    let selector = template.trim();
    let action = match &meant {
        Some(meant) => format!("Write `{{{{{meant}}}}}`."),
        None if selector.starts_with("token.") || selector.starts_with("auth.") => {
            "Write what comes with the login as `{{identity.entity.aliases.<mount accessor>.metadata.<key>}}`."
                .to_owned()
        }
        None => FORMS.to_owned(),
    };
    let place = templates::place(facts, rule, template);
    let fix = meant.filter(|_| place != rule.path.span).map(|meant| {
        let edit = text::Edit::replace(place, format!("{{{{{meant}}}}}"));
        Fix::review(format!("Write {meant}"), edit)
    });
    TEMPLATE_UNKNOWN
        .at(place)
        .say(
            format!(
                "Vault's templates do not include `{}`, so this rule never applies.",
                short(selector)
            ),
            "Vault accepts the policy, but silently skips this rule for every token.",
            action,
        )
        .when_repeated()
        .fix(fix)
}

/// A rule that another program completes is checked as it would be without that.
fn of_other(facts: &Facts<'_>, rule: &PolicyRule, template: &str) -> Finding {
    TEMPLATE_UNKNOWN
        .at(templates::place(facts, rule, template))
        .severity(Severity::Info)
        .say(
            "Vault has no value for this template; another program must fill it in.",
            "Written to Vault like this, the policy is accepted and the rule never applies.",
            "Check the text after it is filled in, or use one of Vault's own templates.",
        )
        .when_repeated()
}
