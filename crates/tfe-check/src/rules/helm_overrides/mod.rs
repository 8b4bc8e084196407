//! What can be wrong with Helm values for the chart terraform-enterprise.

mod base64;
mod change;
mod clashes;
mod place;
mod table;

use crate::finding::{Finding, Rule};
use crate::knowledge;
use crate::overrides::facts::Facts;

/// Declares the modules of the rules. Those before the bar have one rule, the others a list.
macro_rules! rules {
    ($($one:ident),* $(,)? ; $($many:ident),* $(,)?) => {
        $(mod $one;)*
        $(mod $many;)*
        static ONES: &[&Rule] = &[$(&$one::RULE),*];
        static MANY: &[&[&Rule]] = &[$(&$many::RULES),*];
        fn run(facts: &Facts<'_>, out: &mut Vec<Finding>) {
            $($one::find(facts, out);)*
            $($many::find(facts, out);)*
        }
    };
}

rules! {
    indentation_lost, template_not_rendered, placeholder_left, unknown_chart_key,
    key_newer_than_chart, setting_outside_variables, secret_not_text, value_lost,
    variable_without_value, number_rewritten, word_read_as_boolean, setting_misspelt,
    chart_sets_this, setting_in_two_places, secret_in_variables, nonroot_without_openshift,
    nonroot_other_ids, boolean_in_quotes, block_header_empty, several_documents,
    annotation_not_text, redis_certificate_incomplete, chart_value_not_allowed, license_malformed,
    startup_checks, tls_ciphers, pod_label_app, setting_name_malformed;
    syntax, duplicate_key, references, setting_out_of_use, setting_form, wrong_type,
    preupgrade_check, image, resources, agent_template, openshift, security_context,
    certificate_data, ports, ingress_host, volumes, address_malformed, database_parameters,
    storage_values, network_settings, secret_encoding, csi_objects, needs,
}

/// All rules for overrides.
pub(crate) fn rules() -> impl Iterator<Item = &'static Rule> {
    let many = MANY.iter().flat_map(|list| list.iter());
    ONES.iter().chain(many).chain(knowledge::table_rules()).copied()
}

/// Everything that is wrong.
pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    clashes::find(facts, &mut found);
    run(facts, &mut found);
    found
}
