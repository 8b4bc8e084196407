//! A file with texts of other kinds in it: each is checked as what Vault or Helm gets, together with the
//! others that belong to it.

use super::config_map;
use super::parts::{Policies, accept};
use super::rules::approle;
use super::sets::Said;
use crate::base::finding::{Excerpt, Finding, Stage};
use crate::base::judgement::Judgement;
use crate::base::versions::Versions;
use crate::carry::part::Embedded;
use crate::contract::{EmbeddedTexts, Values};
use crate::kinds::{helm_overrides, jwt_role, kubernetes_manifest, workspace_variables};
use crate::variables::Beside;

/// What is wrong with a file and with what is in it.
pub(crate) fn judge(
    file: &str,
    held: EmbeddedTexts,
    beside: &Beside,
    versions: &Versions,
) -> Judgement {
    if held.unreadable.is_some() {
        return Judgement { accepted: Some(false), findings: held.findings };
    }
    let mut judgement = Judgement::default();
    let policies = Policies::of(file, &held);
    if let Some(words) = &held.words {
        policies.judge(versions, words, &mut judgement);
    }
    judgement.findings.extend(approle::find(&policies));
    judgement.findings.extend(workspace_variables::rules::find(&held.variables, beside));
    judgement.findings.extend(jwt_role::rules::find(&held.jwt_roles));
    for values in &held.values {
        piece_of_values(file, values, versions, &mut judgement);
    }
    let manifests: Vec<&Embedded> =
        held.manifests.iter().filter(|m| kubernetes_manifest::is_ours(&m.text)).collect();
    for manifest in &manifests {
        one_manifest(file, manifest, versions, &mut judgement);
    }
    judgement.findings.extend(held.nothing.filter(|_| manifests.is_empty()));
    judgement.findings.extend(held.findings);
    judgement
}

/// Judges a manifest, and the settings in it.
fn one_manifest(file: &str, manifest: &Embedded, versions: &Versions, into: &mut Judgement) {
    // Lines that something fills in may be anything.
    if manifest.loose_in_yaml(file) {
        return;
    }
    let text = manifest.text.as_str();
    let mut found = kubernetes_manifest::judge_part(text).findings;
    found.extend(config_map::find(kubernetes_manifest::KIND, text, versions));
    into.findings.extend(found.into_iter().filter_map(|f| manifest.finding(f, file, &[])));
}

/// Judges a piece of values.
fn piece_of_values(file: &str, values: &Values, versions: &Versions, into: &mut Judgement) {
    let text = &values.text;
    let versions = &*helm_overrides::of_chart(versions, &text.supply);
    let whole = values.is_whole(file);
    let judged = if !whole || !values.overridden.is_empty() {
        // What the other values are is not known: nothing is called missing.
        helm_overrides::judge_part(&text.text, versions)
    } else {
        helm_overrides::judge(&text.text, versions)
    };
    let known = text.first_unknown().is_none();
    // The other texts may give what the manifests lack.
    let of_all = |stage| matches!(stage, Stage::Render | Stage::Install | Stage::Cluster);
    let others = !whole && values.singles.is_none();
    let tells = |f: &Finding| {
        let holds = f.stage == Stage::Parse || f.rule.holds_in(Excerpt::Part);
        let stays = holds || !values.is_overridden(f.primary);
        !f.rule.never_in_a_part && stays && !(others && of_all(f.stage))
    };
    let findings = judged.findings.into_iter().filter(tells);
    match &values.singles {
        Some(singles) => {
            let said = Said::of(singles, file, text);
            into.findings.extend(said.refused());
            into.findings.extend(said.findings(findings.collect()));
        }
        None => into.findings.extend(findings.filter_map(|f| text.finding(f, file, &[]))),
    }
    if whole && known {
        accept(into, judged.accepted);
    }
}
