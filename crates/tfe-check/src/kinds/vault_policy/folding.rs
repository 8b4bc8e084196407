//! What is missing, reported by its cause: one finding in place of all that one fault makes missing.
//!
//! Each stage takes those needs from the list that its fault explains, puts its own finding in their place, and
//! leaves the rest to the next one; a stage whose fault is not there changes nothing. So a need is reported by
//! the first stage that explains it, and the order is from the narrow cause to the wide one:
//!
//! 1. A rule of the text is in the way: one that denies, then one that grants nothing, then one that grants
//!    something else. These say which line to change, so that they come before everything that is said of the
//!    policy as a whole. No two of them look at the same rule.
//! 2. The text shows only an excerpt: a rule that it does not show is not missing. A rule that is in the way is
//!    shown, and was reported before.
//! 3. The whole policy has one fault: it has no rules, or it is of a time before most of today's rules. The
//!    first leaves nothing for the second.

use super::Facts;
use super::rules::lack::Lack;
use super::rules::{
    deny_blocks_need, policy_excerpt, policy_of_private_tfe, policy_without_rules,
    rule_grants_nothing, rule_shadows_grant,
};

/// Takes what one fault makes missing from the list, and puts one finding in its place.
type Stage = fn(&Facts<'_>, &mut Vec<Lack>);

/// In this order.
static STAGES: [Stage; 6] = [
    deny_blocks_need::folded,
    rule_grants_nothing::folded,
    rule_shadows_grant::folded,
    policy_excerpt::folded,
    policy_without_rules::folded,
    policy_of_private_tfe::folded,
];

/// What is missing, by its causes.
pub(super) fn folded(facts: &Facts<'_>, mut missing: Vec<Lack>) -> Vec<Lack> {
    STAGES.iter().for_each(|stage| stage(facts, &mut missing));
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::kind::Profile;
    use crate::base::versions::Versions;
    use crate::contract::Quoted;
    use crate::kinds::vault_policy::Purpose;
    use crate::kinds::vault_policy::rules::missing;

    const ENGINE: &str =
        "path \"transit/*\" {\n  capabilities = [\"create\", \"read\", \"update\"]\n}\n";
    const OLD: &str = "path \"sys/renew/*\" {\n  policy = \"write\"\n}\npath \"transit/encrypt/atlas_*\" {\n  capabilities = [\"create\", \"update\"]\n}\npath \"transit/encrypt/archivist_*\" {\n  capabilities = [\"create\", \"update\"]\n}\n";

    /// The rules that report what is missing of a policy after so many stages, and the count of their findings.
    fn after(stages: usize, text: &str, quoted: Quoted) -> (Vec<&'static str>, usize) {
        let versions = Versions::default();
        let purpose = Purpose::chosen(Profile::TfeExternalVault);
        let facts = Facts { quoted, ..Facts::of(text, purpose, &versions) };
        let mut left = missing::find(&facts, &facts.access);
        STAGES.iter().take(stages).for_each(|stage| stage(&facts, &mut left));
        (left.iter().map(|one| one.finding.rule.name).collect(), left.len())
    }

    #[test]
    fn each_stage_reports_its_fault_and_nothing_else() {
        let in_the_way = |words: &str| {
            format!("{ENGINE}path \"transit/keys/*\" {{\n  capabilities = [{words}]\n}}\n")
        };
        let cases = [
            ("deny-blocks-need", in_the_way("\"deny\""), Quoted::No),
            ("rule-grants-nothing", in_the_way(""), Quoted::No),
            ("rule-shadows-grant", in_the_way("\"list\""), Quoted::No),
            ("policy-excerpt", ENGINE.replace("transit/*", "transit/keys/atlas_*"), Quoted::Shown),
            ("policy-without-rules", "# Rules of the team.\n".to_owned(), Quoted::No),
            ("policy-of-private-tfe", OLD.to_owned(), Quoted::No),
        ];
        for (stage, (rule, text, quoted)) in cases.iter().enumerate() {
            let (before, more) = after(stage, text, *quoted);
            let (with_it, fewer) = after(stage + 1, text, *quoted);
            assert!(!before.contains(rule), "{rule}: reported by another stage");
            assert!(with_it.contains(rule) && fewer < more, "{rule}: {with_it:?}");
            let (all, _) = after(STAGES.len(), text, *quoted);
            let times = all.iter().filter(|name| *name == rule).count();
            assert_eq!(times, 1, "{rule}: changed by a later stage");
        }
    }

    #[test]
    fn a_fault_that_is_not_there_changes_nothing() {
        let text = ENGINE.replace("transit/*", "transit/keys/atlas_*");
        let (_, all) = after(0, &text, Quoted::No);
        assert!(all > 1);
        assert_eq!(after(STAGES.len(), &text, Quoted::No).1, all);
    }

    #[test]
    fn two_faults_are_two_findings() {
        let text = format!(
            "{ENGINE}path \"transit/keys/*\" {{\n  capabilities = [\"deny\"]\n}}\npath \"transit/datakey/*\" {{\n  capabilities = []\n}}\n"
        );
        let (faults, _) = after(STAGES.len(), &text, Quoted::No);
        assert!(faults.contains(&"deny-blocks-need") && faults.contains(&"rule-grants-nothing"));
    }
}
