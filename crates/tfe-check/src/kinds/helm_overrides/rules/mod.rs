//! What can be wrong with Helm values for the chart terraform-enterprise.

mod admin_token_networks;
mod agent_image;
mod agent_image_latest;
mod agent_image_too_old;
mod agent_template_not_base64;
mod agent_template_shape;
mod agent_template_with_containers;
mod annotation_not_text;
mod bare_host;
mod block_expected;
mod block_header_empty;
mod boolean_in_quotes;
mod boolean_malformed;
mod bucket_not_a_name;
mod ca_bundle_not_pem;
mod certificate_as_pem;
mod certificate_for_another_name;
mod certificate_not_base64;
mod certificate_values;
mod certificate_wrapped;
mod change;
mod chart_not_rendered;
mod chart_sets_this;
mod chart_value_not_allowed;
mod clashes;
mod container_field_on_the_pod;
mod container_requests;
mod csi_objects_blank;
mod csi_secret_unused;
mod cut_off;
mod database_pairs;
mod database_parameters_malformed;
mod disruption_budget_blocks;
mod duplicate_block;
mod duplicate_key;
mod duration_malformed;
mod encoded_secret_malformed;
mod enumeration;
mod file_not_mounted;
mod form;
mod google_credentials_malformed;
mod helm_output_header;
mod host_malformed;
mod hostname_malformed;
mod identity_annotation_misspelt;
mod image_misspelt;
mod image_name_with_tag;
mod image_parts;
mod image_path_doubled;
mod image_reference_malformed;
mod image_tag_not_a_release;
mod image_tag_not_known;
mod indentation_lost;
mod ingress_for_another_name;
mod ingress_hosts;
mod ingress_hosts_malformed;
mod ingress_without_host;
mod key_newer_than_chart;
mod key_of_another_certificate;
mod key_reference_malformed;
mod license_malformed;
mod limit_below_request;
mod manifest_refused;
mod misplaced_key;
mod mount_without_volume;
mod naming;
mod needs;
mod no_break_spaces;
mod no_proxy_incomplete;
mod node_port_twice;
mod nonroot_with_other_ids;
mod nonroot_without_openshift;
mod number_malformed;
mod number_out_of_range;
mod number_rewritten;
mod object_reference_malformed;
mod openshift_defaults_replaced;
mod openshift_signs;
mod openshift_with_fixed_ids;
mod openshift_without_agent_image;
mod order;
mod orphans;
mod outcome;
mod part_of_a_configuration;
mod place;
mod placeholder_left;
mod placeholder_words;
mod pod_field_on_the_container;
mod pod_label_app;
mod port_numbers;
mod ports_collide;
mod preupgrade_check_malformed;
mod preupgrade_check_on;
mod proxy_name_upper_case;
mod pull_secret_taken_away;
mod redis_certificate_incomplete;
mod region_not_a_name;
mod repeated_entries;
mod replicated_setting;
mod resources_below_default;
mod run_variable_in_overrides;
mod runs_need_large_nodes;
mod scheduling_as_text;
mod secret_encoded_twice;
mod secret_in_variables;
mod secret_not_text;
mod secret_with_blanks;
mod secrets_not_here;
mod security_fields;
mod self_signed_without_ca;
mod served_certificate;
mod setting_in_two_places;
mod setting_misspelt;
mod setting_name_malformed;
mod setting_newer_than_release;
mod setting_of_another_runtime;
mod setting_outside_variables;
mod setting_removed;
mod setting_unknown;
mod several_documents;
pub(crate) mod slip;
mod slip_changes;
mod sslmode_refused;
mod startup_checks_ignored;
mod storage_of_another_type;
mod syntax;
mod syntax_words;
mod table;
mod template_not_rendered;
mod tls13_ciphers_listed;
mod unknown_anchor;
mod unknown_chart_key;
mod value_is_a_map;
mod value_lost;
mod value_not_allowed;
mod value_with_blanks;
mod values_cut_off;
mod values_under_dependency;
mod variable_without_value;
mod volume_name_taken;
mod volumes;
mod word_read_as_boolean;
mod x509;
mod zero_width_characters;

pub(crate) use self::chart_sets_this::read_by_kustomize;
pub(crate) use self::cut_off::{cut_off, ends_behind_a_key};
pub(crate) use self::naming::name_lines;
pub(crate) use self::table::{Answer, ask, in_release};
pub(crate) use self::values_cut_off::say as say_cut_off;
pub(crate) use served_certificate::is_self_signed;

use text::{EditSet, EditSetBuilder};

use crate::base::finding::{Finding, Rule, Safety};
use crate::base::versions::TfeVersion;
use crate::base::yielding::give_way_here;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::INDENTATION_LOST;

/// Everything that is wrong.
pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = order::ALL.iter().flat_map(|find| find(facts)).collect();
    found.retain(|finding| holds(facts, finding.rule));
    together(facts, found)
}

/// Whether a rule is about the release in use, or may be.
fn holds(facts: &Facts<'_>, rule: &Rule) -> bool {
    let since = TfeVersion::read(rule.since_tfe);
    facts.release_last.zip(since).is_none_or(|(release, since)| release >= since)
}

/// What the rules found, once each of them has searched: in the words and at the stage that the whole file calls for.
fn together(facts: &Facts<'_>, mut found: Vec<Finding>) -> Vec<Finding> {
    outcome::settle(facts, &mut found);
    give_way_here(facts.text, &mut found);
    naming::name_settings(facts, &mut found);
    found
}

/// Whether a finding says that a file lost its indentation.
pub(crate) fn is_flat(finding: &Finding) -> bool {
    finding.rule == &INDENTATION_LOST
}

/// Whether a finding is about characters that were changed on the way of the text.
pub(crate) fn is_damage(finding: &Finding) -> bool {
    syntax::DAMAGES.contains(&finding.rule)
}

/// The fixes of such findings; none where there is nothing to mend.
pub(crate) fn mending(findings: &[Finding]) -> Option<EditSet> {
    let mut all = EditSetBuilder::default();
    for finding in findings.iter().filter(|f| is_damage(f)) {
        if let Some(fix) = finding.fixes.iter().find(|f| f.safety == Safety::Safe) {
            // What does not go together with an earlier fix waits for the next round.
            let _ = all.add(&fix.edits);
        }
    }
    let all = all.finish();
    (!all.is_empty()).then_some(all)
}
