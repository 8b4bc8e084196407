//! What can be wrong with Helm values for the chart terraform-enterprise.

mod address_malformed;
mod agent_image;
mod agent_template;
mod annotation_not_text;
mod block_header_empty;
mod boolean_in_quotes;
mod certificate_data;
mod certificate_names;
mod change;
mod chart_sets_this;
mod chart_value_not_allowed;
mod clashes;
mod csi_objects;
mod cut_off;
mod database_parameters;
mod duplicate_key;
mod form;
mod helm_output_header;
mod hidden_characters;
mod image;
mod image_reference;
mod indentation_lost;
mod ingress_for_another_name;
mod ingress_host;
mod key_newer_than_chart;
mod license_malformed;
mod misplaced_key;
mod naming;
mod needs;
mod network_settings;
mod nonroot_with_other_ids;
mod nonroot_without_openshift;
mod number_rewritten;
mod openshift;
mod orphans;
mod outcome;
mod place;
mod placeholder_left;
mod placeholder_words;
mod pod_label_app;
mod ports;
mod preupgrade_check;
mod redis_certificate_incomplete;
mod references;
mod resources;
mod runs_need_large_nodes;
mod secret_encoding;
mod secret_in_variables;
mod secret_not_text;
mod secret_with_blanks;
mod security_context;
mod setting_in_two_places;
mod setting_misspelt;
mod setting_name_malformed;
mod setting_numbers;
mod setting_out_of_use;
mod setting_outside_variables;
mod setting_unknown;
mod setting_words;
mod several_documents;
pub(crate) mod slip;
mod slip_changes;
mod startup_checks_ignored;
mod storage_values;
mod syntax;
mod syntax_words;
mod table;
mod template_not_rendered;
mod tls13_ciphers_listed;
mod unknown_chart_key;
mod value_lost;
mod values_under_dependency;
mod variable_without_value;
mod volumes;
mod word_read_as_boolean;
mod wrong_type;
mod x509;

pub(crate) use self::cut_off::{cut_off, ends_behind_a_key, say as say_cut_off};
pub(crate) use self::naming::name_lines;
pub(crate) use self::table::{Answer, ask, in_release};

use text::{EditSet, Gathered};

use crate::base::finding::{Finding, Safety};
use crate::kinds::helm_overrides::facts::Facts;
use crate::kinds::helm_overrides::render::Rendering;
use crate::knowledge::rules::helm_overrides::INDENTATION_LOST;

/// A rule's search.
type Find = fn(&Facts<'_>, &mut Vec<Finding>);

/// In this order: what one rule finds may spare another.
static ALL: &[Find] = &[
    indentation_lost::find,
    template_not_rendered::find,
    placeholder_left::find,
    unknown_chart_key::find,
    key_newer_than_chart::find,
    setting_outside_variables::find,
    secret_not_text::find,
    value_lost::find,
    variable_without_value::find,
    number_rewritten::find,
    word_read_as_boolean::find,
    setting_misspelt::find,
    setting_unknown::find,
    chart_sets_this::find,
    setting_in_two_places::find,
    secret_in_variables::find,
    nonroot_without_openshift::find,
    nonroot_with_other_ids::find,
    helm_output_header::find,
    block_header_empty::find,
    several_documents::find,
    annotation_not_text::find,
    redis_certificate_incomplete::find,
    chart_value_not_allowed::find,
    license_malformed::find,
    startup_checks_ignored::find,
    tls13_ciphers_listed::find,
    pod_label_app::find,
    secret_with_blanks::find,
    setting_name_malformed::find,
    ingress_for_another_name::find,
    runs_need_large_nodes::find,
    values_under_dependency::find,
    syntax::find,
    duplicate_key::find,
    references::find,
    setting_out_of_use::find,
    setting_words::find,
    setting_numbers::find,
    wrong_type::find,
    preupgrade_check::find,
    image::find,
    image_reference::find,
    resources::find,
    agent_template::find,
    agent_image::find,
    openshift::find,
    security_context::find,
    certificate_data::find,
    certificate_names::find,
    ports::find,
    ingress_host::find,
    volumes::find,
    address_malformed::find,
    database_parameters::find,
    storage_values::find,
    network_settings::find,
    secret_encoding::find,
    csi_objects::find,
    boolean_in_quotes::find,
    needs::find,
];

/// Everything that is wrong.
pub(crate) fn find(facts: &Facts<'_>, rendering: &Rendering) -> Vec<Finding> {
    let mut found = Vec::new();
    clashes::find(facts, &mut found);
    for find in ALL {
        find(facts, &mut found);
    }
    outcome::find(facts, rendering, &mut found);
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
    let mut all = Gathered::default();
    for finding in findings.iter().filter(|f| is_damage(f)) {
        if let Some(fix) = finding.fixes.iter().find(|f| f.safety == Safety::Safe) {
            // What does not go together with an earlier fix waits for the next round.
            let _ = all.add(&fix.edits);
        }
    }
    let all = all.finish();
    (!all.is_empty()).then_some(all)
}
