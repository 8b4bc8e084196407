//! A Terraform file with the texts in it: each is judged as what Vault or Helm gets, together with the
//! others that belong to it.

use text::Span;

use super::is_given;
use super::parts::{self, Held, Policies, Words, accept};
use super::rules::approle;
use crate::base::finding::{Finding, Stage};
use crate::base::judgement::Judgement;
use crate::base::versions::Versions;
use crate::base::view::View;
use crate::carry::approle::Role;
use crate::carry::sets::Values;
use crate::kinds::helm_overrides;
use crate::kinds::terraform::{Found, find, rules};

/// Judges what stands in a Terraform file. `beside` are the names of the files given with it.
pub(crate) fn judge(text: &str, versions: &Versions, beside: &[String]) -> Judgement {
    let found = match find(text) {
        Ok(found) => found,
        Err(error) => {
            let findings = vec![rules::syntax(text, &error)];
            return Judgement { accepted: Some(false), findings };
        }
    };
    let mut judgement = Judgement::default();
    let held = held(&found, text);
    let words = Words { filled_in: rules::filled_in, made: rules::made_by_terraform };
    held.policies.judge(versions, &words, &mut judgement);
    judgement.findings.extend(approle::find(&held.policies));
    for values in &found.values {
        piece_of_values(text, values, versions, &mut judgement);
    }
    for place in &found.elsewhere {
        if !is_given(&place.file, beside) {
            judgement.findings.push(rules::elsewhere(place.span, place.what, &place.file));
        }
    }
    judgement.findings.extend(found.unknown.iter().map(|place| rules::not_shown(text, *place)));
    judgement.findings.extend(found.references.iter().map(|r| rules::reference(text, *r)));
    let roles = found.roles.iter().any(Role::names_tfe);
    let texts = !found.policies.is_empty() || !found.elsewhere.is_empty();
    if !texts && !found.release && !roles && found.references.is_empty() {
        judgement.findings.push(rules::nothing(first_line(text)));
    }
    judgement
}

/// Everything that the page shows of a file beside its findings.
pub(crate) fn view(text: &str, versions: &Versions, findings: &[Finding]) -> View {
    let found = find(text).unwrap_or_default();
    parts::view(&held(&found, text), versions, findings)
}

fn held<'f>(found: &'f Found, file: &'f str) -> Held<'f> {
    let Found { policies: list, written, roles, .. } = found;
    let policies = Policies { file, list, written, roles };
    Held { policies, values: &found.values }
}

/// Rules that hold for a part of the values, whatever the other parts are.
const OF_A_PART: [&str; 4] =
    ["unknown-chart-key", "setting-misspelt", "boolean-in-quotes", "setting-name-malformed"];

/// Judges a piece of values.
pub(super) fn piece_of_values(
    file: &str,
    values: &Values,
    versions: &Versions,
    into: &mut Judgement,
) {
    let text = &values.text;
    let whole = values.is_whole(file);
    let joined = values.sets.is_some() && !whole || !values.overridden.is_empty();
    let judged = match joined {
        // What the other values are is not known: nothing is called missing.
        true => helm_overrides::judge_part(&text.text, versions),
        false => helm_overrides::judge(&text.text, versions),
    };
    let known = text.first_unknown().is_none();
    let tells = |f: &Finding| match &values.sets {
        _ if f.rule.name == "part-of-a-configuration" => false,
        _ if values.is_overridden(f.primary) => false,
        Some(_) => true,
        None if whole => true,
        None => OF_A_PART.contains(&f.rule.name) || known && f.stage == Stage::Parse,
    };
    let findings = judged.findings.into_iter().filter(tells);
    match &values.sets {
        Some((sets, values)) => {
            let sets = rules::Sets { file, sets, values, text };
            into.findings.extend(sets.refused());
            into.findings.extend(sets.findings(findings.collect()));
        }
        None => into.findings.extend(findings.filter_map(|f| text.finding(f, file, &[]))),
    }
    if whole && known {
        accept(into, judged.accepted);
    }
}

fn first_line(text: &str) -> Span {
    Span::new(0, text.lines().next().unwrap_or("").len())
}
